"""``pmg run`` with more replicates than are kept whole: engines, workers, stores, Ctrl-C."""

import json
import os
import sys
from pathlib import Path

import pytest

from pmg_sim.cli import running
from pmg_sim.cli.screen import Progress
from pmg_sim.ensemble import blocks_of
from pmg_sim.experiments import TABLES
from tests.cli.command import pmg, refused

STORE = Path("results/blocks")
FEW = 2
MANY = ("--replicates", "5", "--no-figures")


KEPT_WHOLE = running.KEPT_WHOLE
KEPT = sys.modules["pmg_sim.experiments.run"].KEPT


def test_what_is_kept_whole_is_stated_alike():
    assert KEPT_WHOLE == KEPT


@pytest.fixture(autouse=True)
def few_are_kept(monkeypatch):
    monkeypatch.setattr(sys.modules["pmg_sim.experiments.run"], "KEPT", FEW)
    monkeypatch.setattr(running, "KEPT_WHOLE", FEW)


@pytest.mark.parametrize("option", [("--workers", "2"), ("--cluster", "tcp://127.0.0.1:9")])
@pytest.mark.parametrize("engine", [("--replicates", "2"), (*MANY[:2], "--engine", "mesa")])
def test_an_option_that_would_do_nothing_is_refused(file, option, engine):
    message = refused("run", file, *engine, *option)
    assert message.startswith(f"{option[0]}: allowed with more than 2 replicates on the engine ")
    assert len(message.splitlines()) == 1


def tables(folder):
    return [Path(folder, f"{name}.parquet").read_bytes() for name in TABLES]


def test_agents_and_compiled_rows_write_the_same_tables(file):
    few = ("--replicates", str(FEW), "--no-figures", "--json")
    rows = json.loads(pmg("run", file, *few, "--out", "rows").stdout)
    agents = json.loads(pmg("run", file, *few, "--out", "agents", "--engine", "mesa").stdout)
    assert (rows["manifest"]["engine"], agents["manifest"]["engine"]) == ("ensemble", "mesa")
    assert rows["summary"] == agents["summary"]
    assert tables("rows") == tables("agents")
    assert not STORE.exists()  # so few need no blocks


def test_the_tables_depend_neither_on_workers_nor_on_the_store(file):
    for name, options in {
        "one": ["--workers", "1", "--store", "there"],
        "two": ["--workers", "2", "--store", "there too"],
        "usual": [],
    }.items():
        done = pmg("run", file, *MANY, "--out", name, *options)
        assert done.exit_code == 0, done.output
        assert "5 of 5 replicates" in done.stderr
        assert "small, seed 1, 5 replicates" in done.stdout
    assert tables("one") == tables("two") == tables("usual")
    kept = [sorted(path.name for path in Path(x).glob("*.parquet")) for x in ("there", STORE)]
    assert len(kept[0]) == 2
    assert kept[0] == kept[1]
    told = json.loads((STORE / "manifest.json").read_text())
    assert told["command"] == f"pmg run {file} --replicates 5 --no-figures --out usual"
    manifest = json.loads(Path("usual/manifest.json").read_text())
    assert manifest["replicates"] == {"asked": 5, "finished": 5, "kept_whole": FEW}


def test_ctrl_c_among_blocks_keeps_them_and_the_same_command_goes_on(file, monkeypatch):
    real, stopped = Progress.advance, []
    monkeypatch.setattr(blocks_of, "__defaults__", (1,))  # replicates in a block

    def advance(shown, done, total):
        real(shown, done, total)
        if done > FEW and not stopped:
            stopped.append(done)
            raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Progress, "advance", advance)
        done = pmg("run", file, *MANY, "--workers", "1", "--json")
    assert done.exit_code == 130
    assert done.stdout == ""
    last = done.stderr.splitlines()[-1]
    assert last.startswith("Interrupted. 10 blocks: 0 found finished, ")
    assert last.endswith(" The same command goes on from there.")
    assert not Path("results/small-seed1").exists()
    kept = {path.name: path.stat().st_mtime_ns for path in STORE.glob("*.parquet")}
    assert 6 <= len(kept) < 10
    again = pmg("run", file, *MANY, "--workers", "1", "--json")
    assert again.exit_code == 0, again.output
    assert json.loads(again.stdout)["summary"]["replicates"] == 5
    now = {path.name: path.stat().st_mtime_ns for path in STORE.glob("*.parquet")}
    assert len(now) == 10
    assert kept.items() <= now.items()  # none was written again


def no_folder():
    Path("taken").write_text("mine")
    return "taken"


def other_results():
    Path("taken").mkdir()
    Path("taken/manifest.json").write_text('{"format": 1, "kind": "results"}')
    return "taken"


def no_permission():
    Path("taken").mkdir()
    if os.geteuid() == 0:  # whoever may write everywhere is stopped by a file in the way
        Path("taken/deeper").write_text("mine")
        return "taken/deeper/still"
    Path("taken").chmod(0o500)
    return "taken"


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (no_folder, "taken: blocks cannot be kept there ("),
        (no_permission, ": blocks cannot be kept there ("),
        (other_results, "taken holds other results; name a folder for blocks."),
    ],
)
def test_a_store_that_cannot_be_used_is_told_in_a_sentence(file, make, told):
    (message,) = refused("run", file, *MANY, "--store", make()).splitlines()
    assert told in message
    assert not Path("results/small-seed1").exists()


def test_a_cluster_that_does_not_answer_is_told_in_a_sentence(file, monkeypatch):
    monkeypatch.setattr("pmg_sim.blocks.cluster.SECONDS_TO_CONNECT", 0.2)
    message = refused("run", file, *MANY, "--cluster", "tcp://127.0.0.1:9").splitlines()
    assert message[-1].startswith("no scheduler answers at tcp://127.0.0.1:9 (")


def test_help_tells_what_the_store_is_for():
    told = pmg("run", "--help").stdout
    for option in ("--engine", "--workers", "--cluster", "--store"):
        assert option in told
