"""Joint work: who starts it, and the difference of interests that serves it best."""

import math

import numpy as np
import pytest
from hypothesis import given

from pmg_sim.parameters import PARAMETERS, pack
from pmg_sim.theory.collaboration import (
    contribution,
    coordination,
    difference,
    friction,
    ideas,
    join_chance,
    pair_start_limit,
    pair_start_rate,
)
from tests.theory.checks import EXAMPLES, FALLS, OWN_TEST, RISES, Expected, Ignores, checks
from tests.theory.ranges import call, parameter_sets, points

RULES = {
    difference: Expected({"specialty_gap": RISES, "site_gap": RISES, "topic_gap": RISES}, "[0, 1]"),
    friction: Expected({"apart": FALLS}, "(0, 1]", off={"interest_friction": 1.0}),
    ideas: Expected({"apart": RISES}, "[0, 3]", off={"idea_gain": 0.0}),
    pair_start_limit: Expected(
        {"contact_hours": RISES},
        "[0, inf)",
        off={"joint_rate": 0.0, "idea_draw": OWN_TEST},
    ),
    pair_start_rate: Expected(
        {
            "trust": RISES,
            "readiness": RISES,
            "apart": OWN_TEST,
            "spare": RISES,
            "contact_hours": RISES,
        },
        "[0, inf)",
        off={"joint_rate": 0.0, "interest_friction": OWN_TEST, "idea_draw": OWN_TEST},
    ),
    join_chance: Expected(
        {"trust": RISES, "apart": FALLS, "spare": RISES},
        "[0, 1]",
        off={"joining": 0.0, "interest_friction": Ignores("apart")},
    ),
    coordination: Expected({"authors": FALLS}, "(0, 1]", off={"coordination_cost": 1.0}),
    contribution: Expected(
        {"authors": FALLS, "asked": RISES},
        "(0, 1]",
        off={"loafing": 1.0},
        steep={"asked": {"authors": 8}},
    ),
}


@pytest.mark.parametrize("check", checks(RULES))
def test_docstring(check):
    check()


@EXAMPLES
@given(parameter_sets(difference))
def test_people_who_share_nothing_are_one_apart(p):
    assert call(difference, p, {"specialty_gap": 0.0, "site_gap": 0.0, "topic_gap": 0.0}) == 0.0
    whole = call(difference, p, {"specialty_gap": 1.0, "site_gap": 1.0, "topic_gap": 1.0})
    assert whole == pytest.approx(1.0)


def test_each_gap_has_its_weight():
    p = pack({"specialty_weight": 0.5, "site_weight": 0.2})[0]
    assert difference(p, 1.0, 0.0, 0.0) == 0.5
    assert difference(p, 0.0, 1.0, 0.0) == 0.2
    assert difference(p, 0.0, 0.0, 0.5) == pytest.approx(0.15)


def test_friction_grows_with_the_square_of_the_difference():
    p = pack({"interest_friction": 0.8})[0]
    assert friction(p, 0.0) == 1.0
    assert friction(p, 0.5) == pytest.approx(0.8)
    assert friction(p, 1.0) == pytest.approx(0.2)


def test_full_difference_brings_the_whole_gain_in_ideas():
    p = pack({"idea_gain": 0.6})[0]
    assert ideas(p, 1.0) == 0.6
    assert ideas(p, 0.25) == pytest.approx(0.15)


def start_rate(p, apart=0.0, **others):
    """Return the weekly rate of starts, everything else at its best."""
    at = {"trust": 1.0, "readiness": 1.0, "spare": 1.0, "contact_hours": 1e9} | others
    order = (at["trust"], at["readiness"], apart, at["spare"], at["contact_hours"])
    return pair_start_rate(p, *order)


def best_difference(values):
    """Return the difference of interests at which most joint work starts, by search."""
    p = pack(values)[0]
    grid = np.linspace(0.0, 1.0, 2001)
    return grid[np.argmax([start_rate(p, float(apart)) for apart in grid])]


def test_some_difference_of_interests_serves_joint_work_best():
    p = pack()[0]
    gain, cost = p.idea_draw, p.interest_friction
    # Where (1 - cost x^2) (1 + gain x) is level: gain - 2 cost x - 3 cost gain x^2 = 0.
    level = (math.sqrt(cost * cost + 3.0 * cost * gain * gain) - cost) / (3.0 * cost * gain)
    best = best_difference({})
    assert best == pytest.approx(level, abs=1e-3)
    assert 0.1 < best < 0.9


def test_without_ideas_the_most_alike_do_best_and_without_friction_the_least():
    assert best_difference({"idea_draw": 0.0}) == 0.0
    assert best_difference({"interest_friction": 0.0}) == 1.0


def test_the_rate_of_starts_is_a_product():
    p = pack({"joint_rate": 2.0, "contact_half": 3.0})[0]
    assert start_rate(p) == pytest.approx(2.0)
    assert start_rate(p, trust=0.5) == pytest.approx(1.0)
    assert start_rate(p, readiness=0.25) == pytest.approx(0.5)
    assert start_rate(p, spare=0.1) == pytest.approx(0.2)
    assert start_rate(p, contact_hours=3.0) == pytest.approx(1.0)
    assert start_rate(p, contact_hours=1.0) == pytest.approx(0.5)


@EXAMPLES
@given(parameter_sets(pair_start_rate), points(pair_start_rate))
def test_no_pair_starts_more_than_the_limit_says(p, point):
    limit = call(pair_start_limit, p, {"contact_hours": point["contact_hours"]})
    assert call(pair_start_rate, p, point) <= limit


def test_the_limit_is_reached_where_nothing_holds_a_pair_back():
    values = {"joint_rate": 2.0, "contact_half": 3.0, "idea_draw": 0.5, "interest_friction": 0.0}
    p = pack(values)[0]
    assert pair_start_limit(p, 3.0) == pytest.approx(1.5)
    assert start_rate(p, apart=1.0, contact_hours=3.0) == pytest.approx(1.5)
    alike = pack({"idea_draw": 0.0, "contact_half": 3.0})[0]
    assert pair_start_limit(alike, 3.0) == pytest.approx(0.5 * alike.joint_rate)
    assert start_rate(alike, contact_hours=3.0) == pytest.approx(0.5 * alike.joint_rate)


@pytest.mark.parametrize("missing", ["trust", "readiness", "spare", "contact_hours"])
def test_joint_work_needs_all_of_trust_readiness_capacity_and_contact(missing):
    assert start_rate(pack()[0], 0.5, **{missing: 0.0}) == 0.0


def test_joining_is_a_product_with_friction():
    p = pack({"joining": 0.5, "interest_friction": 0.8})[0]
    assert join_chance(p, 1.0, 0.0, 1.0) == 0.5
    assert join_chance(p, 0.5, 0.5, 0.5) == pytest.approx(0.1)


def test_working_alone_costs_no_coordination():
    p = pack({"coordination_cost": 0.25})[0]
    assert coordination(p, 1) == 1.0
    assert coordination(p, 2) == pytest.approx(0.8)
    assert coordination(p, 5) == pytest.approx(0.5)


def test_a_pair_does_not_loaf_and_a_team_only_where_nobody_asks():
    p = pack({"loafing": 0.4})[0]
    assert contribution(p, 1, 0.0) == 1.0
    assert contribution(p, 2, 0.0) == 1.0
    assert contribution(p, 8, 1.0) == 1.0
    assert contribution(p, 4, 0.0) == pytest.approx(0.8)
    assert contribution(p, 8, 0.5) == pytest.approx(0.85)


def test_loafing_is_about_half_the_published_effect():
    # d = 0.44; half of it as a share of effort.
    assert PARAMETERS["loafing"].default == pytest.approx(0.5 * 0.44, abs=0.025)
