"""Entries of a validation, from groups and findings of which everything is known."""

import numpy as np
import pytest
from scipy import stats

from pmg_sim.calibration.numbers import study_numbers
from pmg_sim.evaluation.outcomes import OUTCOMES
from pmg_sim.validation.validate import _number, _pattern, _published, chances_of


def groups(count):
    """Make groups of which everything is known."""
    made = {name: np.full(count, 6.0) for name in OUTCOMES}
    made |= {"respondents": np.full(count, 7.0), "alive_at_end": np.ones(count)}
    made |= {"evening_seats": np.full(count, 63.0), "evening_present": np.full(count, 21.0)}
    return made


def by_name(name):
    (number,) = (one for one in study_numbers() if one.name == name)
    return number


def test_counts_are_counted():
    made = groups(4)
    made["presented_nationally"] = np.array([0.0, 3.0, 3.0, 6.0])
    made["alive_at_end"] = np.array([1.0, 1.0, 0.0, 1.0])
    found = chances_of(by_name("presented_nationally"), made)
    assert found.tolist() == [0.25, 0.0, 0.0, 0.5, 0.0, 0.0, 0.25]
    assert chances_of(by_name("group_alive_at_end"), made).tolist() == [0.25, 0.75]
    seats = chances_of(by_name("attendance_mean"), made)
    assert np.flatnonzero(seats).tolist() == [42]  # a third of 126
    made["evening_seats"], made["evening_present"] = np.zeros(4), np.zeros(4)
    assert chances_of(by_name("attendance_mean"), made)[0] == 1.0


def test_themes_are_raised_by_seven_of_those_who_are_left():
    made = groups(3)
    made["exclusivity_chance"] = np.array([0.2, 0.9, 0.0])
    made["respondents"] = np.array([7.0, 2.0, 0.0])  # of the last there is nobody to ask
    found = chances_of(by_name("exclusivity"), made)
    expected = (stats.binom(7, 0.2).pmf(range(8)) + stats.binom(7, 0.9).pmf(range(8))) / 2
    np.testing.assert_allclose(found, expected)


@pytest.mark.parametrize(
    ("chances", "inside", "probability", "verdict"),
    [
        ([0.0, 0.1, 0.2, 0.4, 0.2, 0.1, 0.0], True, 1.0, "inside"),
        ([0.9, 0.07, 0.02, 0.01, 0.0, 0.0, 0.0], False, 0.02, "too few"),
        ([0.0, 0.0, 0.0, 0.02, 0.08, 0.2, 0.7], False, 0.04, "too many"),
    ],
)
def test_what_is_inside_and_on_which_side_it_is_not(chances, inside, probability, verdict):
    entry = _number(by_name("presented_nationally"), np.array(chances), "posterior")
    assert entry["inside"] is inside
    assert verdict in entry["verdict"]
    assert entry["probability"] == pytest.approx(probability)


def side(probability, sign=1, null=0.0):
    return {
        "statistic": f"at {probability}",
        "probability": probability,
        "drawn": [None] * 3 if probability is None else [0.1, 0.2, 0.3],
        "sign": sign,
        "minimum": 0.05,
        "null": null,
    }


@pytest.mark.parametrize(
    ("sides", "weakest", "asked"),
    [
        ([side(0.9), side(0.4, -1)], "at 0.4", "at most -0.05"),
        ([side(0.9, 1, 0.5), side(0.95)], "at 0.9", "at least +0.55"),
        ([side(0.3), side(None)], "at None", "at least +0.05"),
    ],
)
def test_a_pattern_is_as_strong_as_its_weakest_side(sides, weakest, asked):
    entry = _pattern({"id": "x", "sides": sides, "verdict": "not shown", "kind": "imposed"})
    assert (entry["what"], entry["study"], entry["inside"]) == (weakest, asked, False)
    assert entry["informative"] is False


def test_published_figures_are_judged_by_their_median_or_by_the_comparison_alone():
    one = {
        "quantity": "attrition",
        "entry": "hazard",
        "kind": "baseline",
        "statistic": "says",
        "low": 0.38,
        "high": 0.48,
        "drawn": [0.2, 0.9],
        "median": 0.40,
        "probability": 0.3,
        "interval": [0.5, 0.6],
        "value": 0.55,
        "inside": False,
    }
    assert _published(one, "posterior", {"attrition"})["inside"] is True
    assert _published(one | {"median": 0.5}, "posterior", set())["inside"] is False
    assert _published(one, "posterior", {"attrition"})["in_fit"] is True
    assert _published(one, "prior", {"attrition"})["in_fit"] is False
    alone = one | {"drawn": None, "median": None, "quantity": None, "kind": "mechanism"}
    entry = _published(alone, "posterior", {"attrition"})
    assert entry["predictive"] == {"low": 0.5, "median": 0.55, "high": 0.6}
    assert (entry["name"], entry["inside"]) == ("hazard", False)
    assert entry["verdict"].startswith("not ")
