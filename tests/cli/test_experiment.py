"""The verb ``pmg experiment``."""

import json

import pytest

from pmg_sim.inquiry.load import ready_files
from tests.cli.command import pmg, refused
from tests.inquiry.case import put

TEXT = """\
title = "A small experiment"
question = "Which is better?"
scenario = "small"
outcomes = ["satisfaction", "outsiders_satisfaction", "usd"]
draws = 4
replicates = 2

[[arm]]
name = "first"

[[arm]]
name = "second"
set = { "group.0.minutes_kept" = false }

[[circumstance]]
name = "hires a year"
key = "department.hires_per_year"
values = [1, 4]
"""


@pytest.fixture
def here(tmp_path, monkeypatch):
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    put(folder, TEXT)
    return folder


@pytest.fixture
def one(here):
    """Return the folder of a finished run."""
    done = pmg("experiment", "question.toml", "--draws", "3", "--workers", "1")
    assert done.exit_code == 0, done.output
    return here / "results" / "experiments" / "question", done


def blocks(folder):
    return {file.name: file.stat().st_mtime_ns for file in (folder / "blocks").glob("*.parquet")}


def test_without_a_file_the_ready_experiments_are_listed():
    done = pmg("experiment")
    assert done.exit_code == 0
    listed = [line.split(":")[0] for line in done.stdout.splitlines() if line[0] != " "]
    assert listed == sorted(ready_files())
    assert done.stdout.count("?") >= len(listed)


def test_a_run_writes_the_answer_tables_figures_and_a_page(one):
    folder, done = one
    told = json.loads((folder / "answer.json").read_text(encoding="utf-8"))
    assert told["question"] == "Which is better?"
    assert all(sentence in done.stdout for sentence in told["answer"])
    assert f"{folder.name}" in done.stdout
    tables = {table["name"] for part in told["sections"] for table in part["tables"]}
    figures = {figure["name"] for part in told["sections"] for figure in part["figures"]}
    assert {f"{name}.csv" for name in tables} == {p.name for p in (folder / "tables").iterdir()}
    assert {f"{name}{kind}" for name in figures for kind in (".png", ".svg")} == {
        p.name for p in (folder / "figures").iterdir()
    }
    assert {"points", "policy_map"} <= figures
    assert "Which is better?" in (folder / "report.html").read_text(encoding="utf-8")
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["command"] == "pmg experiment question.toml --draws 3 --workers 1"
    assert manifest["facts"]["draws"] == 3
    assert told["reproduce"] == "pmg experiment question.toml --draws 3"


def test_a_second_run_goes_on_only_if_it_is_asked_to(one):
    folder, _ = one
    before = blocks(folder)
    answer = (folder / "answer.json").read_bytes()
    assert before
    told = refused("experiment", "question.toml", "--draws", "3")
    assert "holds runs of an earlier experiment" in told
    assert "--resume" in told
    assert "--out" in told
    done = pmg("experiment", "question.toml", "--draws", "3", "--resume")
    assert done.exit_code == 0, done.output
    assert blocks(folder) == before
    assert (folder / "answer.json").read_bytes() == answer


def test_json_is_the_answer_and_nothing_else(here):
    done = pmg("experiment", "question.toml", "--draws", "3", "--json", "--out", "out")
    assert done.exit_code == 0, done.output
    assert json.loads(done.stdout) == json.loads((here / "out" / "answer.json").read_text("utf-8"))


def test_workers_and_a_cluster_are_refused_together():
    told = refused("experiment", "closeness", "--workers", "2", "--cluster", "tcp://127.0.0.1:1")
    assert told == "--workers and --cluster: allowed: one of them.\n"


@pytest.mark.parametrize("typed", ["0", "2", "10001", "many", "4.5"])
def test_draws_that_cannot_be_are_refused(typed, here):
    told = refused("experiment", "question.toml", "--draws", typed)
    assert typed in told
    assert "a whole number from 3 to 10000" in told
    assert not (here / "results").exists()


def test_a_folder_in_which_nothing_can_be_written_is_told(here):
    (here / "taken").write_text("a file", encoding="utf-8")
    told = refused("experiment", "question.toml", "--draws", "3", "--out", "taken")
    assert told.startswith("taken: nothing can be written there")
    assert "--out" in told


def test_a_page_that_cannot_be_written_is_told(here):
    (here / "out" / "answer.json").mkdir(parents=True)
    told = pmg("experiment", "question.toml", "--draws", "3", "--out", "out")
    assert told.exit_code == 2
    assert "nothing can be written there" in told.stderr


@pytest.mark.usefixtures("here")
def test_runs_that_fail_are_told_in_a_sentence(monkeypatch):
    from pmg_sim.ensemble import RunBlock

    def run(_block):
        raise ArithmeticError("out of bounds")

    monkeypatch.setattr(RunBlock, "run", run)
    told = refused("experiment", "question.toml", "--draws", "3", "--workers", "1")
    assert "out of bounds" in told


def test_what_is_finished_before_ctrl_c_is_kept(here, monkeypatch):
    from pmg_sim.ensemble import RunBlock

    whole, count = RunBlock.run, []

    def run(block):
        count.append(block)
        if len(count) == 3:
            raise KeyboardInterrupt
        return whole(block)

    monkeypatch.setattr(RunBlock, "run", run)
    done = pmg("experiment", "question.toml", "--draws", "3", "--workers", "1", "--out", "out")
    assert done.exit_code == 130
    assert "with --resume" in done.stderr
    monkeypatch.setattr(RunBlock, "run", whole)
    kept = blocks(here / "out")
    again = pmg(
        "experiment", "question.toml", "--draws", "3", "--workers", "1", "--out", "out", "--resume"
    )
    assert again.exit_code == 0, again.output
    assert kept.items() <= blocks(here / "out").items()
