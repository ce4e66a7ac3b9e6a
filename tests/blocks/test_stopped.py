"""Ctrl-C and a full disk stop a run of blocks, and nothing that is finished is lost."""

import pytest

from pmg_sim.blocks import Interrupted, StoreError, run_blocks, store
from pmg_sim.blocks.threads import AHEAD
from tests.blocks.fake import bytes_of, fakes, manifest_of, quiet, times_run


@pytest.mark.parametrize("folder", [None, "store"])
def test_ctrl_c_finishes_what_is_in_flight_and_begins_nothing(tmp_path, marks, folder):
    where = None if folder is None else tmp_path / folder

    def stop(done, _total):
        if done == 9:
            raise KeyboardInterrupt

    blocks = fakes(40, marks=str(marks), seconds=0.02)
    with pytest.raises(Interrupted) as caught:
        run_blocks(blocks, where, workers=2, progress=stop, say=quiet)
    report = caught.value.report
    assert isinstance(caught.value, KeyboardInterrupt)
    assert report.interrupted
    assert 3 <= report.run <= 3 + 2 + AHEAD
    assert times_run(marks) == report.run == len(list(report.results()))
    assert report.in_words().endswith(f"{report.run} run now, {40 - report.run} not run.")
    if where is not None:
        assert manifest_of(where)["state"] == "interrupted"
        assert run_blocks(blocks, where).found == report.run
        assert times_run(marks) == 40


def test_a_second_ctrl_c_drops_what_is_in_flight(tmp_path):
    calls = []

    def stop(done, _total):
        calls.append(done)
        if done:
            raise KeyboardInterrupt

    with pytest.raises(Interrupted) as caught:
        run_blocks(fakes(9, seconds=0.05), tmp_path, workers=3, progress=stop, say=quiet)
    assert caught.value.report.run == len(bytes_of(tmp_path)) == len(calls) - 1 == 2
    assert manifest_of(tmp_path)["state"] == "interrupted"


def test_a_full_disk_stops_the_run_and_keeps_what_is_finished(tmp_path, monkeypatch):
    real = store.write_whole

    def full(path, data):
        if path.suffix == ".parquet" and len(bytes_of(tmp_path)) == 2:
            raise OSError(28, "No space left on device")
        real(path, data)

    monkeypatch.setattr(store, "write_whole", full)
    with pytest.raises(StoreError) as caught:
        run_blocks(fakes(6), tmp_path, workers=2)
    assert str(caught.value) == (
        f"{tmp_path}: a finished block cannot be written there (No space left on device). "
        "2 of 6 blocks are finished and kept."
    )
    assert manifest_of(tmp_path)["state"] == "stopped"
    monkeypatch.undo()
    assert run_blocks(fakes(6), tmp_path).found == 2
