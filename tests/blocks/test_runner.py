"""Blocks are run once, kept at once, and give the same bytes whoever runs them."""

import hashlib
import json
import os
import threading
import weakref
from dataclasses import dataclass

import pyarrow as pa
import pytest

from pmg_sim.blocks import Store, StoreError, results, run_blocks, runner
from pmg_sim.blocks.threads import AHEAD, cores
from tests.blocks.fake import Fake, bytes_of, fakes, manifest_of, times_run


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_the_bytes_do_not_depend_on_the_workers_or_the_order(tmp_path, workers):
    blocks = fakes(12)
    for block in blocks:
        (tmp_path / "plain").mkdir(exist_ok=True)
        Store(tmp_path / "plain").write(block, block.run())
    run_blocks(blocks[::-1], tmp_path / "run", workers=workers)
    assert bytes_of(tmp_path / "run") == bytes_of(tmp_path / "plain")
    assert len(bytes_of(tmp_path / "run")) == 12


def test_results_come_in_the_order_of_the_blocks(tmp_path):
    blocks = [Fake(n, seconds=0.02 * (5 - n)) for n in range(5)]
    inside, kept = run_blocks(blocks, workers=3), run_blocks(blocks, tmp_path, workers=3)
    for report in (inside, kept):
        assert [block.number for block, _ in report.results()] == [0, 1, 2, 3, 4]
        assert all(table.equals(block.run()) for block, table in report.results())
    assert [block for block, _ in results(blocks[3:], Store(tmp_path))] == blocks[3:]


def test_a_finished_block_is_never_run_again(tmp_path, marks):
    first = run_blocks(fakes(4, marks=str(marks)), tmp_path / "store")
    again = run_blocks(fakes(6, marks=str(marks)), tmp_path / "store")
    assert (first.found, first.run) == (0, 4)
    assert (again.asked, again.found, again.run) == (6, 4, 2)
    assert times_run(marks) == 6
    assert again.in_words() == "6 blocks: 4 found finished, 2 run now."


def test_blocks_with_the_same_key_are_run_once(marks):
    report = run_blocks([Fake(1, marks=str(marks)), *fakes(2, marks=str(marks))])
    assert (report.asked, times_run(marks)) == (2, 2)
    assert [block.number for block, _ in report.results()] == [1, 0, 1]


def test_another_theory_never_meets_old_blocks(tmp_path, marks):
    run_blocks(fakes(3, marks=str(marks)), tmp_path / "store")
    old = bytes_of(tmp_path / "store")
    changed = fakes(3, marks=str(marks), theory="two")
    report = run_blocks(changed, tmp_path / "store")
    assert (report.found, report.run, times_run(marks)) == (0, 3, 6)
    assert all(table.equals(block.run()) for block, table in report.results())
    both = bytes_of(tmp_path / "store")
    assert len(both) == 6
    assert old.items() <= both.items()


def test_a_failure_is_recorded_and_the_rest_goes_on(tmp_path, marks):
    blocks = [Fake(n, fails=n in (2, 5), marks=str(marks)) for n in range(8)]
    report = run_blocks(blocks, tmp_path / "store", workers=2)
    assert (report.run, report.failed) == (6, 2)
    assert [block.number for block, _ in report.results()] == [0, 1, 3, 4, 6, 7]
    failures = tmp_path / "store" / "failures"
    assert {path.stem for path in failures.iterdir()} == {blocks[2].key(), blocks[5].key()}
    told = json.loads((failures / f"{blocks[5].key()}.json").read_text())
    assert (told["block"], told["seed"], told["replicate"]) == (blocks[5].describe(), 7, 5)
    assert report.in_words() == (
        "8 blocks: 0 found finished, 6 run now, 2 failed. The first that failed said: "
        f"{report.first_failure}. Read why in {failures}."
    )
    assert "BadRunError: hours of block" in report.first_failure
    healed = run_blocks(fakes(8, marks=str(marks)), tmp_path / "store")
    assert (healed.found, healed.run, times_run(marks)) == (6, 2, 10)
    assert list(failures.iterdir()) == []


@dataclass(frozen=True)
class Odd(Fake):
    def run(self):
        return [1, 2]


def test_a_block_that_gives_no_table_has_failed():
    report = run_blocks([Odd(1)])
    assert report.first_failure == "TypeError: the block gave list; allowed: a pyarrow table"
    assert list(report.results()) == []


def test_a_damaged_file_is_found_told_and_run_again(tmp_path):
    blocks, said = fakes(4), []
    run_blocks(blocks, tmp_path)
    whole = bytes_of(tmp_path)
    path = tmp_path / f"{blocks[2].key()}.parquet"
    damaged = bytearray(path.read_bytes())
    damaged[len(damaged) // 2] ^= 4
    path.write_bytes(damaged)
    report = run_blocks(blocks, tmp_path, say=said.append)
    assert said == [f"Block {blocks[2].key()}: its file is damaged; it is set aside and run again."]
    assert (report.found, report.run, report.damaged) == (3, 1, 1)
    assert bytes_of(tmp_path) == whole
    assert path.with_suffix(".damaged").read_bytes() == damaged


def test_a_cut_off_temporary_file_is_no_block(tmp_path):
    (block,) = fakes(1, seconds=0.01)
    (tmp_path / f".{block.key()}.parquet.00000000-1-00000000.part").write_bytes(b"PAR1")
    report = run_blocks([block], tmp_path)
    assert (report.found, report.run) == (0, 1)


def test_progress_starts_with_what_is_found(tmp_path):
    seen = []
    run_blocks(fakes(2), tmp_path)
    run_blocks(fakes(5), tmp_path, workers=1, progress=lambda *told: seen.append(told))
    assert seen == [(6, 15), (9, 15), (12, 15), (15, 15)]


def test_the_manifest_tells_what_was_run(tmp_path):
    blocks = [Fake(n, fails=n == 1) for n in range(3)]
    report = run_blocks(blocks, tmp_path, command="pmg sweep")
    told = manifest_of(tmp_path)
    keys = "\n".join(block.key() for block in blocks)
    assert told["blocks"] == {
        "asked": 3,
        "finished": 2,
        "failed": 1,
        "damaged": 0,
        "hash": hashlib.sha256(keys.encode()).hexdigest(),
    }
    assert (told["format"], told["kind"], told["state"]) == (1, "blocks", "finished")
    assert (told["command"], told["runs"]) == ("pmg sweep", 9)
    assert told["started"] <= told["updated"]
    assert {"package", "theory", "python", "libraries", "machine", "git"} <= told.keys()
    assert report.seconds > 0


def test_the_manifest_is_there_before_the_first_block_ends(tmp_path):
    seen = []
    run_blocks(fakes(2), tmp_path, progress=lambda *_: seen.append(len(bytes_of(tmp_path))))
    run_blocks(fakes(3), tmp_path, progress=lambda *_: seen.append(manifest_of(tmp_path)["state"]))
    assert seen == [0, 1, 2, "finished", "running"]
    assert manifest_of(tmp_path)["blocks"]["finished"] == 3


def test_nothing_is_run_where_nothing_can_be_written(tmp_path, marks):
    (tmp_path / "file").touch()
    with pytest.raises(StoreError, match="blocks cannot be kept there"):
        run_blocks(fakes(2, marks=str(marks)), tmp_path / "file" / "blocks")
    assert times_run(marks) == 0


@dataclass(frozen=True)
class Watched(Fake):
    """Leaves a weak reference to each table, so that those in memory can be counted."""

    def run(self):
        table = super().run()
        TABLES.append(weakref.ref(table))
        return table


TABLES = []


def test_memory_does_not_grow_with_the_number_of_blocks(tmp_path):
    alive = []

    def count(*_):
        alive.append(sum(table() is not None for table in TABLES))

    report = run_blocks([Watched(n) for n in range(60)], tmp_path, workers=2, progress=count)
    assert report.run == len(TABLES) == 60
    # those in the pool, the one that was just written, and one in the hands of each thread
    assert 1 <= max(alive) <= 2 + AHEAD + 1 + 2


def test_blocks_run_at_once_in_as_many_threads_as_asked():
    together = threading.Barrier(3, timeout=20)

    @dataclass(frozen=True)
    class Meeting(Fake):
        def run(self):
            together.wait()
            return pa.table({"number": [self.number]})

    assert run_blocks([Meeting(n) for n in range(3)], workers=3).run == 3
    assert 1 <= cores() <= (os.cpu_count() or 1)


@pytest.mark.parametrize("workers", [0, -1, 1.5])
def test_a_wrong_number_of_workers_is_told(workers):
    with pytest.raises(ValueError, match=f"workers = {workers}; allowed: a whole number from 1"):
        run_blocks(fakes(1), workers=workers)
    with pytest.raises(ValueError, match="not both"):
        run_blocks(fakes(1), workers=1, cluster="tcp://127.0.0.1:1")


def test_no_blocks_are_no_trouble(tmp_path):
    report = run_blocks([], tmp_path)
    assert report.in_words() == "0 blocks: 0 found finished, 0 run now."
    assert manifest_of(tmp_path)["state"] == "finished"


def test_the_default_voice_is_standard_error(capsys):
    runner.tell("a line")
    assert capsys.readouterr() == ("", "a line\n")
