"""A folder of finished blocks: one sealed Parquet file for each, which appears when it is whole.

The rename to ``KEY.parquet`` is the only moment that counts: whatever is killed before it leaves
nothing but a temporary file, which the next start takes away. Two processes can share a folder,
since a block's bytes are the same whoever writes it.
"""

import json
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Literal

import pyarrow as pa

from pmg_sim.blocks.block import Block, Failure
from pmg_sim.blocks.parquet import is_whole, sealed, unsealed
from pmg_sim.blocks.provenance import software
from pmg_sim.blocks.whole_file import remove_orphans, write_whole

FORMAT = 1
"""Raised when the files or what they hold change in a way that breaks a reader."""

KIND = "blocks"
MANIFEST = "manifest.json"


class StoreError(ValueError):
    """Blocks cannot be kept in, or read from, a folder; the message is for the user."""


class Store:
    """A folder of finished blocks.

    Parameters
    ----------
    folder : path
        It is made when it is opened; several processes may use it at once.
    """

    def __init__(self, folder: str | os.PathLike[str]) -> None:
        self.folder = Path(folder)

    @property
    def failures(self) -> Path:
        """The folder that tells of the blocks that failed."""
        return self.folder / "failures"

    def open(self) -> None:
        """Make sure that blocks can be written, and take away what killed processes left.

        Raises
        ------
        StoreError
            If nothing can be written there, or something else stands there.
        """
        with self._told("blocks cannot be kept there"):
            self.folder.mkdir(parents=True, exist_ok=True)
            self._check_kind()
            with tempfile.TemporaryFile(dir=self.folder) as trial:
                trial.write(b"blocks can be written here")
            remove_orphans(self.folder)
            remove_orphans(self.failures)

    def _check_kind(self) -> None:
        try:
            told = json.loads((self.folder / MANIFEST).read_text(encoding="utf-8"))
            kind, form = told.get("kind"), told.get("format")
        except (FileNotFoundError, ValueError, AttributeError):
            return  # it is written anew; the blocks speak for themselves
        if kind != KIND:
            raise StoreError(f"{self.folder} holds other results; name a folder for blocks.")
        if form != FORMAT:
            raise StoreError(
                f"{self.folder} holds blocks of format {form}, and this version of the package "
                f"knows format {FORMAT}; name another folder."
            )

    def path(self, block: Block) -> Path:
        """Return where a finished block stands."""
        return self.folder / f"{block.key()}.parquet"

    def state(self, block: Block) -> Literal["whole", "damaged", "missing"]:
        """Tell whether a block is finished, having compared its file with its seal."""
        data = self._bytes(block)
        if data is None:
            return "missing"
        return "whole" if is_whole(data) else "damaged"

    def read(self, block: Block) -> pa.Table:
        """Return the table of a finished block.

        Raises
        ------
        StoreError
            If there is none, or its file is damaged.
        """
        data = self._bytes(block)
        if data is None or not is_whole(data):
            what = "is not finished" if data is None else "has a damaged file"
            raise StoreError(f"{self.folder}: block {block.key()} {what}; run it again.")
        return unsealed(data)

    def _bytes(self, block: Block) -> bytes | None:
        with self._told("a block cannot be read"):
            try:
                return self.path(block).read_bytes()
            except FileNotFoundError:
                return None

    def set_aside(self, block: Block) -> None:
        """Rename a damaged file to ``KEY.damaged``, so that the block can be run again."""
        with self._told("a damaged block cannot be set aside"):
            path = self.path(block)
            with suppress(FileNotFoundError):  # another process was faster
                os.replace(path, path.with_suffix(".damaged"))

    def write(self, block: Block, table: pa.Table) -> None:
        """Keep the table of a block; what is finished already stays as it is."""
        path = self.path(block)
        with self._told("a finished block cannot be written there"):
            if not path.exists():
                write_whole(path, sealed(table))
            self.failure_path(block).unlink(missing_ok=True)

    def failure_path(self, block: Block) -> Path:
        """Return the file that tells why a block failed."""
        return self.failures / f"{block.key()}.json"

    def fail(self, block: Block, failure: Failure) -> None:
        """Keep what is needed to run a failed block again, and why it failed."""
        told = {
            "format": FORMAT,
            "key": block.key(),
            "block": block.describe(),
            "seed": failure.seed,
            "replicate": failure.replicate,
            "cause": {"type": failure.kind, "message": failure.message},
            **software(),
            "traceback": failure.trace.splitlines(),
        }
        with self._told("a failed block cannot be recorded there"):
            self.failures.mkdir(exist_ok=True)
            write_whole(self.failure_path(block), _json(told))

    def note(self, facts: dict[str, Any]) -> None:
        """Write the manifest."""
        with self._told("the manifest cannot be written there"):
            told = {"format": FORMAT, "kind": KIND, **facts}
            write_whole(self.folder / MANIFEST, _json(told))

    @contextmanager
    def _told(self, what: str) -> Iterator[None]:
        """Turn what the disk says into one sentence."""
        try:
            yield
        except OSError as fault:
            reason = fault.strerror or str(fault) or type(fault).__name__
            raise StoreError(f"{self.folder}: {what} ({reason}).") from fault


def _json(told: dict[str, Any]) -> bytes:
    return (json.dumps(told, indent=2, default=str) + "\n").encode()
