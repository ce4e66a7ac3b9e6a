"""Self-efficacy: raised by success, lowered by setbacks, drawn back to the personal level."""

import pytest

from pmg_sim.parameters import PARAMETERS, pack
from pmg_sim.theory.efficacy import after_setback, after_success, settled
from tests.theory.checks import FALLS, RISES, Expected, Ignores, Returns, checks

RULES = {
    after_success: Expected(
        {"efficacy": RISES, "weight": RISES},
        "[0, 1]",
        off={"success_to_efficacy": Returns("efficacy")},
    ),
    after_setback: Expected(
        {"efficacy": RISES, "weight": FALLS},
        "[0, 1]",
        off={"setback_to_efficacy": Returns("efficacy")},
    ),
    settled: Expected(
        {"efficacy": RISES, "own_level": RISES, "luck": RISES},
        "[0, 1]",
        off={"efficacy_luck": Ignores("luck")},
    ),
}


@pytest.mark.parametrize("check", checks(RULES))
def test_docstring(check):
    check()


def test_success_takes_a_share_of_what_is_left_and_a_setback_of_what_is_there():
    p = pack({"success_to_efficacy": 0.2, "setback_to_efficacy": 0.1})[0]
    assert after_success(p, 0.6, 1.0) == pytest.approx(0.68)
    assert after_success(p, 0.6, 0.5) == pytest.approx(0.64)
    assert after_setback(p, 0.6, 1.0) == pytest.approx(0.54)
    assert after_setback(p, 0.6, 0.5) == pytest.approx(0.57)


def test_no_weight_changes_nothing():
    p = pack()[0]
    assert after_success(p, 0.3, 0.0) == 0.3
    assert after_setback(p, 0.3, 0.0) == 0.3


def test_no_success_lifts_beyond_the_top_and_no_setback_below_the_bottom():
    p = pack()[0]
    assert after_success(p, 1.0, 1.0) == 1.0
    assert after_setback(p, 0.0, 1.0) == 0.0


def test_self_efficacy_returns_to_the_personal_level_and_rests_there():
    p = pack({"efficacy_fade": 0.1})[0]
    assert settled(p, 0.9, 0.4, 0.0) == pytest.approx(0.85)
    assert settled(p, 0.4, 0.4, 0.0) == 0.4
    efficacy = 0.9
    for _ in range(208):
        efficacy = settled(p, efficacy, 0.4, 0.0)
    assert efficacy == pytest.approx(0.4 + 0.5 * 0.9**208)


def test_luck_moves_self_efficacy_most_where_there_is_room_both_ways():
    p = pack({"efficacy_fade": 0.1, "efficacy_luck": 0.2})[0]
    assert settled(p, 0.5, 0.5, 1.0) == pytest.approx(0.55)
    assert settled(p, 0.5, 0.5, -1.0) == pytest.approx(0.45)
    assert settled(p, 0.9, 0.9, 1.0) == pytest.approx(0.918)
    assert settled(p, 1.0, 1.0, 1.0) == 1.0


def test_the_way_there_is_strong_and_the_way_back_is_weak():
    success = PARAMETERS["success_to_efficacy"].default
    back = PARAMETERS["efficacy_to_hours"].default
    assert back == pytest.approx(0.06)  # published within persons, net of trend
    assert success > 2.0 * back
