"""One call from scenario to folder; Ctrl-C keeps what is finished."""

import sys

import pytest

from pmg_sim.experiments import FolderError, default_folder, read, run, run_to_folder
from tests.experiments import case


def stop_after(count):
    def progress(done, _):
        if done == count:
            raise KeyboardInterrupt

    return progress


def quiet(_):
    pass


def test_finished_replicates_are_kept_after_an_interruption(tmp_path):
    target = tmp_path / "results"
    written = run_to_folder(case.small(), 7, 50, target, progress=stop_after(2), say=quiet)
    assert written.summary["interrupted"]
    assert written.manifest["replicates"] == {"asked": 50, "finished": 2, "kept_whole": 2}
    kept = read(target)
    assert kept.interrupted
    assert (kept.replicates, kept.asked) == (2, 50)


def test_what_is_kept_is_the_beginning_of_the_whole_run(tmp_path):
    run_to_folder(case.small(), 7, 50, tmp_path / "cut", progress=stop_after(2), say=quiet)
    whole = run(case.small(), seed=7, replicates=3)
    kept = read(tmp_path / "cut")
    first = whole.people[whole.people["replicate"] < 2]
    assert kept.people["satisfaction"].tolist() == first["satisfaction"].tolist()


def test_nothing_is_written_when_nothing_is_finished(tmp_path, monkeypatch):
    def stop(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr(sys.modules["pmg_sim.experiments.one_by_one"], "run_replicate", stop)
    with pytest.raises(KeyboardInterrupt):
        run_to_folder(case.small(), 7, 50, tmp_path / "results", say=quiet)
    assert list(tmp_path.iterdir()) == []


def test_the_folder_is_checked_before_the_run(tmp_path, monkeypatch):
    def too_late(*_, **__):
        raise AssertionError("the run has begun")

    monkeypatch.setattr(sys.modules["pmg_sim.experiments.run_to_folder"], "run", too_late)
    with pytest.raises(FolderError, match="exists already"):
        run_to_folder(case.small(), 7, 50, tmp_path, say=quiet)


def test_the_draughtsman_draws_into_the_folder(tmp_path):
    class Drawn:
        def __init__(self, folder):
            self.files, self.skipped = [folder / "a.svg"], {"b": "nothing to show"}

    def draw(results, folder):
        folder.mkdir()
        (folder / "a.svg").write_text(str(results.seed))
        return Drawn(folder)

    target = tmp_path / "results"
    written = run_to_folder(case.small(), 7, 1, target, draw=draw, say=quiet)
    assert (target / "figures" / "a.svg").read_text() == "7"
    assert written.manifest["figures"] == {"drawn": ["a.svg"], "left_out": {"b": "nothing to show"}}


def test_the_default_folder_tells_scenario_and_seed():
    assert default_folder(case.small(), 12).as_posix() == "results/small-seed12"
