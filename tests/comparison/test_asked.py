"""What a comparison asks for: arms and their names, the command for it, and what is refused."""

import sys

import pytest

from pmg_sim.comparison import ComparisonError, compare
from pmg_sim.comparison import asked as limits
from pmg_sim.comparison.asked import ask
from pmg_sim.scenario import ScenarioError, load_scenario
from tests.experiments import case
from tests.experiments.arms import write

OUTCOMES = ("satisfaction", "strain", "usd", "survival")


@pytest.fixture
def nothing_runs(monkeypatch):
    def fail(*_, **__):
        raise AssertionError("something was run")

    monkeypatch.setattr(sys.modules["pmg_sim.comparison.compare"], "sweep", fail)


def test_files_and_arms_of_one_name_are_told_apart(arms, tmp_path):
    inner = tmp_path / "arms" / "inner"
    inner.mkdir()
    write("inner/tiny_group", department=case.DEPARTMENT | {"faculty": 20})
    names = [arms[0], "inner/tiny_group.toml", "inner/tiny_group.toml / no group"]
    asked = ask(names, OUTCOMES, 2, 1, 1, "posterior", None)
    assert asked.arms == ("tiny_group", "tiny_group (2)", "tiny_group / no group")
    assert [one.department.faculty for one in asked.scenarios] == [30, 20, 20]
    assert [one.groups_active for one in asked.scenarios] == [True, True, False]


def test_the_command_that_gives_the_same_is_told(arms):
    precision = {"usd": 0.5, "": 0.2}
    asked = ask(arms, OUTCOMES[:3], 3, 2, 5, "prior", precision)
    assert limits.command_of(asked, arms) == (
        "pmg compare tiny_group tiny_led 'tiny_group / no group' --outcome satisfaction --outcome "
        "strain --outcome usd --draws 3 --replicates 2 --seed 5 --uncertainty prior --precision "
        "usd=0.5 --precision 0.2"
    )
    made = [load_scenario(arms[0]), load_scenario(arms[0]).override({"group.0.invited": 5})]
    asked = ask(made, OUTCOMES, 3, 2, 5, "prior", None)
    assert limits.command_of(asked, made).startswith("In Python only: the scenario of tiny_group")
    files = [load_scenario(arms[0]), load_scenario(arms[1])]
    told = limits.command_of(ask(files, OUTCOMES, 3, 2, 5, "prior", None), files)
    assert told.startswith("pmg compare tiny_group.toml tiny_led.toml --outcome")


TWO = ["flat", "dyads"]
BAD = [
    ({"arms": ["flat"]}, "One arm has nothing to be compared with; allowed: two or more."),
    ({"arms": "flat"}, "One arm has nothing to be compared with; allowed: two or more."),
    (
        {"arms": ["flat", "dyads", "flat"]},
        "Arms 1 and 3 (flat and flat) have the same settings; allowed: arms that differ.",
    ),
    (
        {"arms": ["flat", "flat / nogroup"]},
        'arm "flat / nogroup"; allowed: NAME or NAME / no group.',
    ),
    ({"outcomes": []}, "outcomes []; allowed: a list of one or more."),
    ({"outcomes": "strain"}, 'outcomes "strain"; allowed: a list of one or more.'),
    (
        {"outcomes": ["strayn"]},
        'outcome "strayn": no such outcome here (nearest: strain); allowed: satisfaction, ',
    ),
    ({"draws": 0}, "draws 0; allowed: a whole number from 1 to 20000."),
    ({"draws": 2.5}, "draws 2.5; allowed: a whole number from 1 to 20000."),
    ({"replicates": True}, "replicates true; allowed: a whole number from 1 to 100000."),
    ({"seed": -1}, "seed -1; allowed: a whole number from 0 to 9223372036854775807."),
    (
        {"draws": 1, "replicates": 1},
        "One department tells nothing about luck; allowed: two or more.",
    ),
    (
        {"uncertainty": "center"},
        'uncertainty "center"; allowed: one of "posterior", "prior", "centre".',
    ),
    (
        {"precision": {"usdd": 1.0}},
        'precision for "usdd": no such outcome here (nearest: usd); allowed: satisfaction, ',
    ),
    ({"precision": {"usd": 0.0}}, "precision 0.0; allowed: a number above 0."),
    ({"precision": {"": float("inf")}}, "precision inf; allowed: a number above 0."),
    ({"precision": {"": "a"}}, 'precision "a"; allowed: a number above 0.'),
]


@pytest.mark.usefixtures("nothing_runs")
@pytest.mark.parametrize(("changes", "told"), BAD, ids=lambda one: str(one)[:40])
def test_mistakes_are_told_in_one_sentence(changes, told):
    with pytest.raises(ComparisonError) as caught:
        compare(**{"arms": TWO, "outcomes": OUTCOMES} | changes)
    assert str(caught.value).startswith(told)
    assert len(str(caught.value).splitlines()) == 1


@pytest.mark.usefixtures("nothing_runs")
def test_a_scenario_that_is_not_there_is_told_with_the_nearest():
    with pytest.raises(ScenarioError, match="flatt: no such scenario \\(nearest: `flat`\\)"):
        compare(["dyads", "flatt"])
