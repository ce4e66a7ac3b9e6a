"""``pmg patterns`` and ``pmg literature``: tables, JSON, what is kept, and what is told."""

import json
import os
import signal
from pathlib import Path

import pytest

from pmg_sim.blocks import store, threads
from pmg_sim.ensemble import RunBlock
from pmg_sim.evidence import literature_checks, pattern_sides
from pmg_sim.experiments import literature, patterns
from pmg_sim.experiments.patterns import CRITERION, switchable
from tests.cli.command import pmg, refused
from tests.experiments import arms as files
from tests.experiments import case

FEW = ("--draws", "3", "--replicates", "2")
PATTERNS = ("deadline_pull", "falling_out_imperils", "benefits_outweigh")


@pytest.fixture(autouse=True)
def small(arms, monkeypatch):
    """Put two small arms in the place of the library's, and a few patterns and numbers."""
    sides = [dict(side) for side in pattern_sides() if side["pattern"] in PATTERNS]
    for side in sides:
        side["of"] = arms[1]
        if "than" in side:
            side["than"] = arms[0]
    monkeypatch.setattr(patterns, "pattern_sides", lambda: sides)
    files.write("tiny_alone", group=[], horizon_weeks=104, department=case.DEPARTMENT)
    monkeypatch.setattr(literature, "BASELINE", "tiny_alone")
    stated = literature_checks()
    asked = [dict(check) for check in stated["mechanism"] if "of" in check][:2]
    for check in asked:
        check.update(of=arms[1], than=arms[0])
    chosen = {"baseline": stated["baseline"][2:6], "mechanism": asked}
    monkeypatch.setattr(literature, "literature_checks", lambda: chosen)
    return sides


def test_patterns_are_told_as_a_table(small):
    done = pmg("patterns", *FEW, "--out", "here")
    assert done.exit_code == 0, done.output
    lines = done.stdout.splitlines()
    for name in PATTERNS:
        assert any(line.strip().startswith(name.replace("_", " ").upper()) for line in lines)
    text = " ".join(done.stdout.split())
    assert text.endswith(CRITERION)
    emergent = sum(side["kind"] == "emergent" for side in small)
    assert " of 3 patterns; " in text
    assert f" of {emergent} emergent sides; " in text
    assert f" of {len(small) - emergent} imposed sides. " in text
    assert max(map(len, lines)) <= 118
    assert done.stdout.isascii()
    assert "12 of 12 runs" in done.stderr
    assert len(list(Path("here/blocks").glob("*.parquet"))) == 2


def test_patterns_as_json_are_those_of_the_blocks(monkeypatch):
    first = pmg("patterns", *FEW, "--out", "here", "--json")
    found = json.loads(first.stdout)
    assert [entry["id"] for entry in found] == list(PATTERNS)
    assert {entry["verdict"] for entry in found} <= {"shown", "not shown", "opposite"}

    def refuse(block):
        raise AssertionError(block)

    monkeypatch.setattr(RunBlock, "run", refuse)
    again = pmg("patterns", *FEW, "--out", "here", "--json")
    assert again.stdout == first.stdout
    assert pmg("patterns", *FEW, "--out", "here", "--json", "--seed", "2").exit_code == 2


def test_a_mechanism_can_be_switched_off():
    whole = pmg("patterns", *FEW, "--out", "here", "--json")
    off = pmg("patterns", *FEW, "--out", "here", "--json", "--without", "accountability")
    assert off.exit_code == 0, off.output
    assert "12 of 12 without accountability" in off.stderr
    one, other = json.loads(whole.stdout), json.loads(off.stdout)
    assert [entry["id"] for entry in one] == [entry["id"] for entry in other]
    pulls = [entry["sides"][1]["effect"] for entry in (one[0], other[0])]
    assert pulls[0] != pulls[1]


def test_several_switched_off_stand_side_by_side():
    both = ("--without", "accountability", "--without", "support", "--without", "accountability")
    done = pmg("patterns", *FEW, "--out", "here", *both)
    assert done.exit_code == 0, done.output
    head, rule, *rows = done.stdout.splitlines()
    assert head == "| pattern | measure | everything | accountability | support |"
    assert rule == "| --- | --- | --- | --- | --- |"
    assert all(row.count("|") == 6 for row in rows)
    as_json = pmg("patterns", *FEW, "--out", "here", "--json", *both)
    assert list(json.loads(as_json.stdout)) == ["everything", "accountability", "support"]


def test_each_mechanism_in_turn(monkeypatch):
    asked = []

    def check(ensemble, folder, progress):
        asked.append(ensemble.off)
        assert folder == Path("here/blocks")
        assert progress is not None
        return []

    monkeypatch.setattr(patterns, "check_patterns", check)
    done = pmg("patterns", *FEW, "--out", "here", "--without", "each", "--json")
    assert done.exit_code == 0, done.output
    assert asked == [None, *switchable()]


def test_numbers_from_the_literature_are_told_as_a_table():
    done = pmg("literature", *FEW, "--out", "here")
    assert done.exit_code == 0, done.output
    assert "0.12 to 0.25" in done.stdout  # papers accepted per submission
    assert done.stdout.isascii()
    assert "inside at the centres of the priors" in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 118
    assert "5 of 5 departments" in done.stderr
    assert list(Path("here/blocks").glob("*.parquet"))


def test_numbers_from_the_literature_as_json():
    done = pmg("literature", *FEW, "--out", "here", "--json")
    found = json.loads(done.stdout)
    assert [entry["kind"] for entry in found] == ["baseline"] * 4 + ["mechanism"] * 2
    assert done.stdout == pmg("literature", *FEW, "--out", "there", "--json").stdout


@pytest.mark.parametrize("verb", ["patterns", "literature"])
def test_ctrl_c_keeps_what_is_finished(verb, monkeypatch):
    original, ran = RunBlock.run, []

    def stop_in_the_first(block):
        table = original(block)
        if not ran:
            os.kill(os.getpid(), signal.SIGINT)
        ran.append(block.key())
        return table

    monkeypatch.setattr(threads, "cores", lambda: 1)
    with monkeypatch.context() as patch:
        patch.setattr(RunBlock, "run", stop_in_the_first)
        done = pmg(verb, *FEW, "--out", "here")
    assert done.exit_code == 130
    assert done.stdout == ""
    assert done.stderr.splitlines()[-1] == (
        f"Interrupted: finished blocks are kept in {Path('here/blocks')}; "
        "the same command goes on from there."
    )
    assert len(list(Path("here/blocks").glob("*.parquet"))) == len(ran) > 0
    noted = []
    monkeypatch.setattr(
        RunBlock, "run", lambda block: (noted.append(block.key()), original(block))[1]
    )
    assert pmg(verb, *FEW, "--out", "here").exit_code == 0
    assert not set(ran) & set(noted)


@pytest.mark.parametrize("verb", ["patterns", "literature"])
def test_a_place_that_cannot_be_written_is_told_before_anything_is_run(verb, monkeypatch):
    def refuse(*_):
        raise AssertionError

    monkeypatch.setattr(RunBlock, "run", refuse)
    monkeypatch.setattr(literature, "careers", refuse)
    Path("thesis").write_text("mine")
    message = refused(verb, *FEW, "--out", "thesis")
    assert message.startswith("thesis: nothing can be written there (")
    assert message.endswith("name another with --out.\n")
    assert len(message.splitlines()) == 1
    assert Path("thesis").read_text() == "mine"


def test_a_full_disk_is_told(monkeypatch):
    def fill(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(store, "write_whole", fill)
    message = refused("patterns", *FEW, "--out", "here")
    assert "No space left on device" in message.splitlines()[-1]
    assert str(Path("here/blocks")) in message.splitlines()[-1]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--without", "acountability"], "--without acountability: no such mechanism (nearest: "),
        (["--without", "each", "--without", "support"], "--without each: no such mechanism"),
        (["--without", "zzzzzz"], "--without zzzzzz: no such mechanism; allowed: "),
        (["--draws", "2"], "found '2'; allowed: a whole number from 3 to 100000"),
        (["--replicates", "1"], "found '1'; allowed: a whole number from 2 to 100000"),
        (["--seed", "-1"], "found '-1'; allowed: a whole number from 0"),
        (["--drows", "3"], "No such option: --drows"),
    ],
)
def test_mistakes_are_told_in_one_line(arguments, told):
    message = refused("patterns", "--out", "here", *arguments)
    assert told in message
    assert len(message.splitlines()) == 1
    assert not Path("here").exists()


def test_the_nearest_mechanism_is_named():
    message = refused("patterns", "--without", "acountability")
    assert "(nearest: `accountability`)" in message
    assert "allowed: " in message
    assert all(name in message for name in switchable()[:3])


def test_a_small_table_shows_what_is_lost():
    from pmg_sim.experiments.pattern_tables import matrix

    def found(*effects):
        sides = [
            {"measure": "trust", "effect": one, "interval": [one and one - 0.1, one and one + 0.1]}
            for one in effects
        ]
        return [{"id": "upward_cycle", "sides": sides}]

    told = matrix({None: found(0.9, 0.9, 0.1, None), "support": found(0.5, 0.85, 0.95, None)})
    assert [line.split("| ")[3:5] for line in told.splitlines()[2:]] == [
        ["+0.900 ", "**+0.500** |"],
        ["+0.900 ", "+0.850 |"],
        ["+0.100 ", "**+0.950** |"],
        ["- ", "- |"],
    ]


def test_help_names_both_verbs():
    told = pmg("--help").stdout
    assert "patterns" in told
    assert "literature" in told
