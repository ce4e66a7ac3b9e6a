"""Tables as Parquet: the same table gives the same bytes, and a seal tells whether they are whole.

The seal is a SHA-256 over all bytes of the file, taken with zeros in its own place, and stands in
the file's key-value metadata. So one file holds both, and any Parquet reader can read it.
"""

import hashlib
from typing import IO, Any

import pyarrow as pa
import pyarrow.parquet as pq

ROWS_PER_GROUP = 1 << 20
"""Rows in one part of a table's file; fixed, so that the same table gives the same bytes."""

SEAL = b"sha256 of this file with zeros here: "
ZEROS = b"0" * 64


def write_table(table: pa.Table, file: IO[bytes], metadata: dict[str, Any] | None = None) -> None:
    """Write a table into an open file, in the layout of all tables of the package.

    Parameters
    ----------
    table : pyarrow.Table
    file : binary file
        The library itself cannot open every name that a file may have.
    metadata : dict, optional
        Key-value metadata of the file.
    """
    numbers = [field.name for field in table.schema if pa.types.is_floating(field.type)]
    layout: dict[str, Any] = {
        "version": "2.6",
        "compression": "zstd",
        "compression_level": 3,
        "use_byte_stream_split": numbers,  # long columns of numbers take two fifths less room
        "use_dictionary": [name for name in table.column_names if name not in numbers],
        "use_compliant_nested_type": False,  # or lists come back with another name inside
    }
    with pq.ParquetWriter(file, table.schema, **layout) as writer:
        writer.write_table(table, row_group_size=ROWS_PER_GROUP)
        if metadata is not None:
            writer.add_key_value_metadata(metadata)


def sealed(table: pa.Table) -> bytes:
    """Return a table as the bytes of a sealed file; how it is chunked makes no difference."""
    sink = pa.BufferOutputStream()
    write_table(table.combine_chunks(), sink, {"seal": (SEAL + ZEROS).decode()})
    blank = sink.getvalue().to_pybytes()
    before, _, after = blank.rpartition(SEAL + ZEROS)
    return before + SEAL + hashlib.sha256(blank).hexdigest().encode() + after


def is_whole(data: bytes) -> bool:
    """Tell whether the bytes of a file are those that were sealed."""
    before, found, after = data.rpartition(SEAL)
    seal, after = after[: len(ZEROS)], after[len(ZEROS) :]
    blank = before + SEAL + ZEROS + after
    return bool(found) and hashlib.sha256(blank).hexdigest().encode() == seal


def unsealed(data: bytes) -> pa.Table:
    """Return the table of a sealed file that is whole."""
    table = pq.read_table(pa.BufferReader(data), use_threads=False)
    kept = {name: text for name, text in (table.schema.metadata or {}).items() if name != b"seal"}
    return table.replace_schema_metadata(kept or None)
