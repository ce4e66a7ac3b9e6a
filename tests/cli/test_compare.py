"""``pmg compare``: what it writes and says, and what it refuses."""

import json
import shlex
from pathlib import Path

import pandas as pd
import pytest

from pmg_sim.cli import compare as verb
from pmg_sim.cli.screen import Progress
from pmg_sim.comparison import asked
from tests.cli.command import pmg, refused

SMALL = ("--draws", "3", "--replicates", "2")
TWO = ("--outcome", "satisfaction", "--outcome", "usd")
FOLDER = Path("results/compare/tiny_group-tiny_led")


WHEN = ("manifest.json", "report.html")
"""What tells when and how it was made."""


def files(folder):
    """Return the files of an answer, without blocks and without what tells when it was."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and "blocks" not in path.parts and path.name not in WHEN
    }


def test_a_comparison_is_told_kept_and_drawn(arms):
    group, led, _ = arms
    done = pmg("compare", group, led, *SMALL)
    assert done.exit_code == 0, done.output
    assert done.stdout.startswith("tiny_led compared with tiny_group\n\n- ")
    assert done.stdout.endswith(
        f"\n\nResults: {FOLDER}\nTo read and print: {FOLDER / 'report.html'}\n"
    )
    assert '"Clearly" means that' in done.stdout
    assert "members' satisfaction (0 to 1)" in done.stdout
    assert "nan" not in done.stdout
    assert "12 of 12 runs" in done.stderr
    assert set(files(FOLDER)) == {
        *("answer.json", "tables/differences.csv", "tables/sureness.csv"),
        *("figures/contrasts.png", "figures/contrasts.svg"),
    }
    assert "tiny_led compared with tiny_group" in (FOLDER / "report.html").read_text("utf-8")
    manifest = json.loads((FOLDER / "manifest.json").read_text())
    assert manifest["command"] == f"pmg compare {group} {led} --draws 3 --replicates 2"
    assert manifest["facts"]["runs"] == 12
    assert len(list((FOLDER / "blocks").glob("*.parquet"))) == 4
    told = json.loads((FOLDER / "answer.json").read_text())
    assert told["differences"] == [
        {"arm": led, "setting": "group.0.structure", "there": "flat", "here": "senior_led"}
    ]


def test_a_page_can_be_made_of_it(arms):
    assert pmg("compare", *arms[:2], *SMALL, *TWO).exit_code == 0
    done = pmg("report", str(FOLDER))
    assert done.exit_code == 0, done.output
    page = (FOLDER / "report.html").read_text(encoding="utf-8")
    assert "tiny_led compared with tiny_group" in page
    assert "group.0.structure" in page


def test_json_holds_the_answer_and_the_rows(arms):
    done = pmg("compare", *arms, *SMALL, *TWO, "--json", "--out", "there")
    told = json.loads(done.stdout)
    assert told["kind"] == "comparison"
    assert {name: told[name] for name in told if name != "rows"} == json.loads(
        Path("there/answer.json").read_text()
    )
    assert [(row["arm"], row["outcome"]) for row in told["rows"]] == [
        *((arms[1], "satisfaction"), (arms[1], "usd")),
        *((arms[2], "satisfaction"), (arms[2], "usd")),
    ]
    assert told["rows"][3]["mean"] == -told["rows"][3]["baseline"]


def test_the_same_bytes_on_one_and_two_workers(arms):
    for workers in ("1", "2"):
        done = pmg("compare", *arms[:2], *SMALL, *TWO, "--workers", workers, "--out", workers)
        assert done.exit_code == 0, done.output
    assert files(Path("1")) == files(Path("2"))


def test_the_command_in_the_answer_gives_the_same_answer(arms):
    pmg("compare", *arms, *SMALL, *TWO, "--uncertainty", "prior", "--seed", "4", "--out", "one")
    told = json.loads(Path("one/answer.json").read_text())
    _, *again = shlex.split(told["reproduce"])
    assert pmg(*again, "--out", "two").exit_code == 0
    assert files(Path("one")) == files(Path("two"))


def test_precision_goes_on(arms):
    pmg("compare", *arms[:2], *SMALL, *TWO, "--out", "one", "--json")
    first = pd.read_csv("one/tables/sureness.csv")
    half = first["Half width of the 95 % interval"][0] / 2
    wanted = f"satisfaction={half}"
    done = pmg("compare", *arms[:2], *SMALL, *TWO, "--precision", wanted, "--out", "two")
    assert done.exit_code == 0, done.output
    assert "Not as narrow as asked: on to " in done.stderr
    assert "All intervals are as narrow as was asked, with " in done.stdout
    second = pd.read_csv("two/tables/sureness.csv")
    assert second["Half width of the 95 % interval"][0] <= half
    assert second["Half width asked for"][0] == pytest.approx(half, rel=1e-4)
    assert second["Sets used"][0] > 3


def test_ctrl_c_keeps_what_is_finished_and_the_same_command_goes_on(arms, monkeypatch):
    real = Progress.advance

    def stop(one, done, total):
        if done >= 3:
            raise KeyboardInterrupt
        real(one, done, total)

    command = ("compare", *arms[:2], *SMALL, *TWO, "--workers", "1")
    with monkeypatch.context() as patch:
        patch.setattr(Progress, "advance", stop)
        done = pmg(*command)
    assert done.exit_code == 130
    assert done.stdout == ""
    assert done.stderr.splitlines()[-1] == (
        f"Interrupted: finished blocks are kept in {FOLDER / 'blocks'}; the same command goes on "
        "from there."
    )
    kept = {path.name for path in (FOLDER / "blocks").glob("*.parquet")}
    assert 0 < len(kept) < 4
    assert pmg(*command).exit_code == 0
    assert pmg(*command[:-2], "--out", "whole").exit_code == 0
    assert files(FOLDER) == files(Path("whole"))


BAD = [
    (("flat",), "One arm has nothing to be compared with; allowed: two or more."),
    (("flat", "flat"), "Arms 1 and 2 (flat and flat) have the same settings; allowed: arms that"),
    (("flat", "dyad"), "dyad: no such scenario (nearest: `dyads`); allowed: "),
    (("flat", "dyads", "--outcome", "strayn"), "(nearest: strain)"),
    (("flat", "dyads", "--draws", "0"), "found '0'; allowed: a whole number from 1 to 20000"),
    (("flat", "dyads", "--draws", "1", "--replicates", "1"), "One department tells nothing"),
    (("flat", "dyads", "--precision", "usdd=1"), "(nearest: usd)"),
    (("flat", "dyads", "--precision", "much"), "found 'much'; allowed: a number above 0, or"),
    (("flat", "dyads", "--precision", "usd="), "found ''; allowed: a number above 0, or NAME=X."),
    (("flat", "dyads", "--precision", "-1"), "precision -1.0; allowed: a number above 0."),
    (("flat", "dyads", "--precision", "1", "--precision", "2"), "given twice; allowed: once"),
    (("flat", "dyads", "--uncertainty", "foo"), "found 'foo'; allowed: posterior or prior or"),
    (("flat", "dyads", "--workers", "2", "--cluster", "tcp://x:1"), "allowed: one of them."),
    (("flat", "dyads", "--prescision", "1"), "No such option: --prescision"),
]


@pytest.mark.usefixtures("arms")
@pytest.mark.parametrize(("typed", "told"), BAD, ids=lambda one: " ".join(one)[:50])
def test_mistakes_are_told_in_one_line_before_anything_is_made(typed, told):
    message = refused("compare", *typed)
    assert told in message
    assert len(message.splitlines()) == 1
    assert not Path("results").exists()


def test_a_place_that_cannot_be_written_is_told(arms):
    Path("thesis").write_text("mine")
    message = refused("compare", *arms[:2], *SMALL, "--out", "thesis")
    assert message.startswith("thesis: nothing can be written there (")
    assert message.endswith("name another with --out.\n")


def test_sizes_are_those_of_the_library():
    assert (verb.MOST_SETS, verb.MOST_REPLICATES) == (asked.MOST_SETS, asked.MOST_REPLICATES)


def test_help_names_the_verb():
    assert "compare" in pmg("--help").stdout
    told = pmg("compare", "--help").stdout
    assert "--precision" in told
    assert "--outcome" in told
