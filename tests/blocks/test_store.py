"""A folder of blocks: whole or not there, sealed, and clear about what goes wrong."""

import errno
import json
import os
import subprocess
import sys

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmg_sim.blocks import Failure, Store, StoreError, whole_file
from pmg_sim.blocks.parquet import is_whole, sealed, unsealed
from tests.blocks.fake import BadRunError, Fake, bytes_of

BLOCK = Fake(1)
TABLE = BLOCK.run()
FILE = sealed(TABLE)


@pytest.fixture
def store(tmp_path):
    store = Store(tmp_path / "deep" / "blocks")
    store.open()
    return store


def test_a_block_comes_back_as_it_was_written(store):
    assert store.state(BLOCK) == "missing"
    store.write(BLOCK, TABLE)
    assert store.state(BLOCK) == "whole"
    assert store.read(BLOCK).equals(TABLE, check_metadata=True)
    assert [path.name for path in store.folder.iterdir()] == [f"{BLOCK.key()}.parquet"]


def test_any_reader_of_parquet_can_read_a_block(store):
    store.write(BLOCK, TABLE)
    assert pq.read_table(store.path(BLOCK)).to_pydict() == TABLE.to_pydict()


def test_chunks_and_metadata_of_a_table_are_settled():
    pieces = pa.concat_tables([TABLE[:3], TABLE[3:40], TABLE[40:]])
    assert sealed(pieces) == FILE
    named = TABLE.replace_schema_metadata({"unit": "hours"})
    assert unsealed(sealed(named)).equals(named, check_metadata=True)


@given(st.integers(0, len(FILE) - 1), st.integers(1, 255))
@settings(deadline=None)
def test_a_changed_byte_is_noticed_wherever_it_is(place, change):
    damaged = bytearray(FILE)
    damaged[place] ^= change
    assert is_whole(FILE)
    assert not is_whole(bytes(damaged))


@pytest.mark.parametrize("length", [0, 1, len(FILE) // 2, len(FILE) - 1])
def test_a_file_that_is_cut_off_is_noticed(store, length):
    store.path(BLOCK).write_bytes(FILE[:length])
    assert store.state(BLOCK) == "damaged"
    with pytest.raises(StoreError, match=f"{BLOCK.key()} has a damaged file; run it again"):
        store.read(BLOCK)


def test_a_block_that_is_not_there_is_told(store):
    with pytest.raises(StoreError, match=f"{BLOCK.key()} is not finished"):
        store.read(BLOCK)


def test_what_is_finished_is_never_written_again(store):
    store.write(BLOCK, TABLE)
    before = store.path(BLOCK).stat()
    store.write(BLOCK, pa.table({"other": [1]}))
    assert store.path(BLOCK).stat() == before
    assert store.path(BLOCK).read_bytes() == FILE


def test_a_failure_tells_what_is_needed_to_see_it_again(store):
    try:
        raise BadRunError("satisfaction is nan", 7, 12)
    except BadRunError as fault:
        store.fail(BLOCK, Failure.of(fault))
    told = json.loads((store.folder / "failures" / f"{BLOCK.key()}.json").read_text())
    assert told["block"] == BLOCK.describe()
    assert (told["seed"], told["replicate"]) == (7, 12)
    assert told["cause"] == {"type": "BadRunError", "message": "satisfaction is nan"}
    assert any("raise BadRunError" in line for line in told["traceback"])
    assert len(told["theory"]) == 12
    store.write(BLOCK, TABLE)
    assert not store.failure_path(BLOCK).exists()


def ended_process():
    done = subprocess.Popen([sys.executable, "-c", "pass"])
    done.wait()
    return done.pid


def test_temporary_files_are_removed_once_nobody_writes_them(store):
    def part(host, process, age=0):
        path = store.folder / f".{BLOCK.key()}.parquet.{host}-{process}-00000000.part"
        path.write_bytes(FILE[:50])
        os.utime(path, (path.stat().st_mtime - age,) * 2)
        return path

    mine, elsewhere = part(whole_file.HERE, os.getpid()), part("0" * 8, 2)
    lost, old = part(whole_file.HERE, ended_process()), part("0" * 8, 1, 4000)
    foreign = store.folder / ".somebody.part"
    foreign.touch()
    assert store.state(BLOCK) == "missing"
    store.open()
    assert not lost.exists()
    assert not old.exists()
    assert mine.exists()
    assert elsewhere.exists()
    assert foreign.exists()


def test_a_file_appears_under_its_name_only_when_it_is_on_the_disk(store, monkeypatch):
    done = []
    real_fsync, real_replace = os.fsync, os.replace

    def fsync(descriptor):
        done.append("fsync")
        real_fsync(descriptor)

    def replace(*names):
        done.append("rename")
        assert not store.path(BLOCK).exists()
        real_replace(*names)

    monkeypatch.setattr(os, "fsync", fsync)
    monkeypatch.setattr(os, "replace", replace)
    store.write(BLOCK, TABLE)
    assert done[:2] == ["fsync", "rename"]


@pytest.mark.parametrize("name", ["replace", "fsync"])
def test_a_full_disk_is_told_and_leaves_what_was_there(store, monkeypatch, name):
    store.write(Fake(2), Fake(2).run())
    before = bytes_of(store.folder)

    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, name, full)
    with pytest.raises(StoreError, match=r"cannot be written there \(No space left on device\)"):
        store.write(BLOCK, TABLE)
    assert bytes_of(store.folder) == before
    assert list(store.folder.glob(".*")) == []


def test_a_folder_that_cannot_be_made_is_told(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(StoreError, match="blocks cannot be kept there"):
        Store(tmp_path / "file" / "blocks").open()
    with pytest.raises(StoreError, match="blocks cannot be kept there"):
        Store(tmp_path / "file").open()


@pytest.mark.parametrize(
    ("told", "message"),
    [
        ('{"format": 1, "seed": 3}', "holds other results"),
        ('{"format": 2, "kind": "blocks"}', "blocks of format 2"),
    ],
)
def test_a_folder_of_something_else_is_left_alone(store, told, message):
    path = store.folder / "manifest.json"
    path.write_text(told)
    with pytest.raises(StoreError, match=message):
        store.open()
    assert path.read_text() == told


def test_a_broken_manifest_stops_nobody(store):
    (store.folder / "manifest.json").write_text('{"form')
    store.open()


def test_lists_gaps_and_bytes_in_the_metadata_come_back():
    table = pa.table(
        {
            "of_groups": [[1.0, float("nan")], [], None],
            "weeks": pa.nulls(3, pa.list_(pa.float64(), 2)),
        }
    ).replace_schema_metadata({b"weeks": bytes(range(256))})
    back = unsealed(sealed(table))
    assert back.schema.equals(table.schema, check_metadata=True)
    assert str(back.to_pydict()) == str(table.to_pydict())
    assert sealed(back) == sealed(table)
