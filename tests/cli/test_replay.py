"""``pmg replay``: from the record of a failed block to the week, the phase and the state."""

import json
import math
from dataclasses import dataclass, replace
from typing import Any

import pytest

from pmg_sim.blocks import run_blocks
from pmg_sim.world import Faculty
from tests.cli.command import pmg, refused
from tests.experiments import case

KEY = "0123456789abcdef0123"
ROW, WEEK, BAD = 5, 2, 4


class NotFiniteError(ArithmeticError):
    pass


@dataclass(frozen=True)
class Failing:
    """A block as the ensemble describes it, which fails at once."""

    known: bool = True
    runs = 3
    changes: Any = None

    def key(self):
        return KEY

    def describe(self):
        scenario = case.small()
        return {
            "scenario": json.loads(scenario.canonical_json()),
            "name": scenario.name,
            "parameters": [{"pull_strength": 0.1 * k} for k in range(3)],
            "with_groups": True,
            "seed": 7,
            "first": 3,
            "last": 6,
            **(self.changes or {}),
        }

    def run(self):
        fault = NotFiniteError("motivation is nan.")
        if self.known:
            fault.seed, fault.replicate = 7, BAD
        raise fault


@pytest.fixture
def broken(monkeypatch):
    """Spoil one person's motivation early, in one replicate alone."""
    real = Faculty.feel

    def feel(self):
        real(self)
        if self.model.week == WEEK and self.row == ROW and self.model.scenario.replicate == BAD:
            self.model.columns["people.motivation"][ROW] = math.nan

    monkeypatch.setattr(Faculty, "feel", feel)


def recorded(folder, block=None):
    assert run_blocks([block or Failing()], folder).failed == 1
    return str(folder / "failures" / f"{KEY}.json")


@pytest.mark.usefixtures("broken")
def test_the_failing_run_is_shown_in_words(tmp_path):
    path = recorded(tmp_path)
    done = pmg("replay", path)
    assert done.exit_code == 0, done.output
    first, second = done.stdout.splitlines()
    assert first == "Recorded: NotFiniteError: motivation is nan."
    assert f"Replicate {BAD} of seed 7 breaks after week {WEEK}, phase `feel`" in second
    assert f"`people.motivation` of row {ROW}" in second
    assert pmg("replay", KEY, "--store", str(tmp_path)).stdout == done.stdout


@pytest.mark.usefixtures("broken")
def test_where_the_replicate_is_not_known_all_are_tried(tmp_path):
    done = pmg("replay", recorded(tmp_path, Failing(known=False)), "--json")
    told = json.loads(done.stdout)
    assert (told["broke"], told["replicate"], told["week"]) == (True, BAD, WEEK)
    (fault,) = told["faults"]
    assert (fault["state"], fault["row"], fault["value"]) == ("people.motivation", ROW, "nan")
    assert told["same_theory"] is True
    assert "Replicate 3: 52 of 64 weeks without a fault." in done.stderr


def test_each_replicate_has_its_own_numbers(tmp_path):
    from pmg_sim.world.record import read_record

    record = read_record(recorded(tmp_path))
    assert [record.numbers(k)["pull_strength"] for k in (3, 4, 5)] == [0.0, 0.1, 0.2]
    assert replace(record, parameters=[{"pull_strength": 1.0}]).numbers(5) == {"pull_strength": 1.0}
    assert record.scenario.hash() == case.small().hash()


def test_a_run_that_goes_through_and_another_theory_are_told(tmp_path, monkeypatch):
    path = recorded(tmp_path, Failing(changes={"with_groups": False}))
    monkeypatch.setattr("pmg_sim.jit.theory_version", lambda: "another")
    done = pmg("replay", path, "--replicate", "5")
    _, second, third = done.stdout.splitlines()
    assert second == "Replayed: Replicate 5 of seed 7 goes through all 64 weeks without a fault."
    assert "the same seed may give another run now" in third


def test_mistakes_are_told_in_a_sentence(tmp_path):
    path = recorded(tmp_path)
    assert refused("replay", KEY).startswith(f"{KEY}: allowed: a file failures/KEY.json")
    assert "cannot be read (No such file" in refused("replay", "no.json")
    assert "cannot be read" in refused("replay", "a" * 20, "--store", str(tmp_path))
    message = refused("replay", path, "--replicate", "9")
    assert message == "replicate 9 is not in the block; allowed: from 3 to 5.\n"
    (tmp_path / "odd.json").write_text("[]")
    assert "describes no block" in refused("replay", str(tmp_path / "odd.json"))
    (tmp_path / "odd.json").write_text("{")
    assert "is no record of a failed block" in refused("replay", str(tmp_path / "odd.json"))


@pytest.mark.parametrize(
    "changes",
    [
        {"first": 6},
        {"parameters": [{}, {}]},
        {"parameters": [{"of_another_theory": 1.0}]},
        {"scenario": {"title": 3}},
        {"seed": None},
    ],
)
def test_a_record_that_makes_no_sense_is_told(tmp_path, changes):
    path = recorded(tmp_path, Failing(changes=changes))
    assert "describes no block of this model" in refused("replay", path)
