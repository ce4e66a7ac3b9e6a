"""How far a run is, and what Ctrl-C leaves behind."""

import json
import sys
from pathlib import Path

from pmg_sim.cli.screen import Progress
from pmg_sim.experiments import read
from tests.cli.command import pmg


def interrupt(monkeypatch, after):
    def advance(_, done, __):
        if done >= after:
            raise KeyboardInterrupt

    monkeypatch.setattr(Progress, "advance", advance)


def test_finished_replicates_are_written_after_ctrl_c(file, monkeypatch):
    interrupt(monkeypatch, after=2)
    done = pmg("run", file, "--replicates", "9", "--no-figures", "--json")
    assert done.exit_code == 130
    assert json.loads(done.stdout)["manifest"]["replicates"] == {
        "asked": 9,
        "finished": 2,
        "kept_whole": 2,
    }
    assert "2 of 9 replicates were finished and are written to results" in done.stderr
    assert "--force" in done.stderr
    assert read("results/small-seed1").interrupted


def test_nothing_is_written_when_ctrl_c_comes_first(file, monkeypatch):
    def stop(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr(sys.modules["pmg_sim.experiments.one_by_one"], "run_replicate", stop)
    done = pmg("run", file)
    assert done.exit_code == 130
    assert done.stdout == ""
    assert "nothing was written" in done.stderr
    assert not Path("results").exists()


def test_a_bar_is_drawn_on_a_terminal(capsys):
    with Progress(3, terminal=True) as shown:
        shown.say("Compiling.")
        for done in range(1, 4):
            shown.advance(done, 3)
    told = capsys.readouterr()
    assert told.out == ""
    assert "Compiling." in told.err
    assert "3/3" in told.err


def test_lines_tell_how_long_it_will_take(capsys, monkeypatch):
    clock = iter([0.0, 100.0, 110.0, 120.0])
    monkeypatch.setattr("pmg_sim.cli.screen.time.monotonic", lambda: next(clock))
    with Progress(5, terminal=False) as shown:
        for done in range(1, 4):
            shown.advance(done, 5)
    assert capsys.readouterr().err.splitlines() == [
        "1 of 5 replicates",
        "2 of 5 replicates, 0.1 a second, 30 s left",
        "3 of 5 replicates, 0.1 a second, 20 s left",
    ]


def test_what_is_counted_is_named(capsys):
    with Progress(0, terminal=False, what="departments") as shown:
        shown.advance(2, 2)
    with Progress(0, terminal=True, what="runs") as shown:
        shown.advance(3, 7)  # a report corrects the total
    told = capsys.readouterr().err
    assert "2 of 2 departments" in told
    assert "runs" in told
    assert "3/7" in told
