"""Viability: what a meeting is worth, where commitment drifts, and the loop's tipping point."""

import pytest

from pmg_sim.parameters import pack
from pmg_sim.theory.attendance import attendance
from pmg_sim.theory.shapes import log_odds, logistic, toward
from pmg_sim.theory.viability import commitment_target, meeting_value, quit_chance
from tests.theory.checks import FALLS, RISES, Expected, Ignores, checks

RULES = {
    meeting_value: Expected(
        {
            "own_level": RISES,
            "support": RISES,
            "progress": RISES,
            "learning": RISES,
            "joint": RISES,
            "evening_strain": FALLS,
            "wasted_share": FALLS,
        },
        "(0, 1)",
        off={
            "support_to_value": Ignores("support"),
            "progress_to_value": Ignores("progress"),
            "learning_to_value": Ignores("learning"),
            "joint_to_value": Ignores("joint"),
            "evening_to_value": Ignores("evening_strain"),
            "wasted_to_value": Ignores("wasted_share"),
        },
    ),
    commitment_target: Expected(
        {"own_level": RISES, "value": RISES, "others_present": RISES},
        "(0, 1)",
        off={
            "value_to_commitment": Ignores("value"),
            "turnout_to_commitment": Ignores("others_present"),
        },
    ),
    quit_chance: Expected(
        {"commitment": FALLS, "value": FALLS},
        "(0, 1)",
        off={
            "commitment_to_staying": Ignores("commitment"),
            "value_to_staying": Ignores("value"),
        },
    ),
}


@pytest.mark.parametrize("check", checks(RULES))
def test_docstring(check):
    check()


def test_a_meeting_that_gives_nothing_and_costs_nothing_has_the_base_value():
    p = pack()[0]
    assert meeting_value(p, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0) == logistic(p.value_base)
    fond = meeting_value(p, 0.9, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
    assert log_odds(fond) == pytest.approx(p.value_base + 0.9)


@pytest.mark.parametrize(
    ("place", "parameter", "sign"),
    [
        (0, "support_to_value", 1),
        (1, "progress_to_value", 1),
        (2, "learning_to_value", 1),
        (3, "joint_to_value", 1),
        (4, "evening_to_value", -1),
        (5, "wasted_to_value", -1),
    ],
)
def test_a_weight_is_what_its_cause_adds_in_full(place, parameter, sign):
    p = pack()[0]
    at = [0.0] * 6
    at[place] = 1.0
    added = log_odds(meeting_value(p, 0.0, *at)) - p.value_base
    assert added == pytest.approx(sign * p[parameter])


def test_commitment_rests_at_the_own_level_when_half_come_to_a_meeting_of_middling_value():
    p = pack({"value_to_commitment": 0.8, "turnout_to_commitment": 0.5})[0]
    assert commitment_target(p, 0.3, 0.5, 0.5) == pytest.approx(logistic(0.3))
    assert commitment_target(p, 0.3, 1.0, 0.5) == pytest.approx(logistic(1.1))
    assert commitment_target(p, 0.3, 0.5, 0.0) == pytest.approx(logistic(-0.2))


def test_members_quit_at_the_base_odds_at_the_reference_state():
    p = pack({"quit_base": -4.0, "commitment_to_staying": 1.5, "value_to_staying": 0.5})[0]
    assert quit_chance(p, 0.5, 0.5) == pytest.approx(logistic(-4.0))
    assert quit_chance(p, 0.0, 0.5) == pytest.approx(logistic(-2.5))
    assert quit_chance(p, 0.5, 1.0) == pytest.approx(logistic(-4.5))


def rest(p, commitment, meetings=400):
    """Return where attendance rests if a group's members are all alike and nothing is by chance.

    What a meeting gives, support and joint work, comes with those who come.
    """
    value = turnout = commitment
    for _ in range(meetings):
        turnout = attendance(p, commitment, value, 0.5, 1.0, 0.0, 0.0)
        gives = turnout * turnout
        worth = meeting_value(p, 0.0, gives, 0.0, gives, gives, 0.5, 0.1)
        value = toward(value, worth, p.value_memory)
        commitment = toward(
            commitment, commitment_target(p, 0.0, value, turnout), p.commitment_rate
        )
    return turnout


def test_attendance_value_and_commitment_feed_each_other_to_a_tipping_point():
    strong = {"value_to_commitment": 3.0, "turnout_to_commitment": 3.0, "attendance_base": 0.0}
    p = pack(strong | {"commitment_to_attendance": 3.0, "value_to_attendance": 3.0})[0]
    assert rest(p, 0.1) < 0.3
    assert rest(p, 0.9) > 0.7


def test_without_the_loop_it_does_not_matter_where_a_group_begins():
    off = ("value_to_commitment", "turnout_to_commitment", "value_to_attendance")
    p = pack(dict.fromkeys(off, 0.0))[0]
    assert rest(p, 0.1) == pytest.approx(rest(p, 0.9))
