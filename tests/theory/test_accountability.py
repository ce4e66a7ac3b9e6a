"""A promise that colleagues will ask about: the pull, its horizon, and the review."""

from itertools import pairwise

import pytest
from hypothesis import given

from pmg_sim.codes import ABANDONED, KEPT, MISSED, PARTLY_KEPT
from pmg_sim.parameters import pack
from pmg_sim.theory.accountability import (
    expected_to_ask,
    promised_hours,
    promised_weight,
    pull,
    standing,
    verdict,
)
from tests.theory.checks import EXAMPLES, FALLS, OWN_TEST, RISES, Expected, Ignores, checks
from tests.theory.ranges import call, parameter_sets, points

RULES = {
    expected_to_ask: Expected(
        {"minutes_kept": RISES, "candour": RISES, "attendance": RISES}, "[0, 1]"
    ),
    pull: Expected(
        {"asked": RISES, "closeness": RISES, "conscientiousness": RISES, "weeks_left": FALLS},
        "[0, inf)",
        off={
            "pull_strength": 0.0,
            "loyalty": Ignores("closeness"),
            "duty_to_pull": Ignores("conscientiousness"),
        },
    ),
    promised_weight: Expected(
        {"planned": RISES, "weeks_left": FALLS, "pull": RISES},
        "(0, inf)",
        off={"plan_weight": Ignores("planned"), "postponing": Ignores("weeks_left")},
    ),
    promised_hours: Expected(
        {"weekly_hours": RISES, "weeks": RISES, "hours_left": RISES},
        "[0, inf)",
        steep={"weekly_hours": {"weeks": 5.0}, "weeks": {"weekly_hours": 1.0}},
    ),
    verdict: Expected({"done_share": OWN_TEST}, f"[{KEPT}, {MISSED}]"),
    standing: Expected({"status": FALLS}, "[0, 1]"),
}


@pytest.mark.parametrize("check", checks(RULES))
def test_docstring(check):
    check()


def test_a_promise_in_the_minutes_is_asked_for_by_a_full_candid_group():
    p = pack({"memory_without_minutes": 0.4})[0]
    assert expected_to_ask(p, 1.0, 1.0, 1.0) == 1.0
    assert expected_to_ask(p, 0.0, 1.0, 1.0) == 0.4
    assert expected_to_ask(p, 0.0, 0.5, 0.5) == pytest.approx(0.1)


def test_without_minutes_perfect_memory_asks_for_everything():
    p = pack({"memory_without_minutes": 1.0})[0]
    assert expected_to_ask(p, 0.0, 1.0, 1.0) == 1.0


def test_nobody_is_asked_by_an_empty_room_or_by_friends_who_say_nothing():
    p = pack()[0]
    assert expected_to_ask(p, 1.0, 0.0, 1.0) == 0.0
    assert expected_to_ask(p, 1.0, 1.0, 0.0) == 0.0


def test_on_the_eve_the_pull_on_a_stranger_of_average_duty_is_its_strength():
    p = pack()[0]
    assert pull(p, 1.0, 0.0, 0.5, 0.0) == p.pull_strength
    assert pull(p, 0.0, 1.0, 1.0, 0.0) == 0.0


@EXAMPLES
@given(parameter_sets(pull), points(pull))
def test_the_pull_has_halved_at_its_horizon(p, point):
    near = call(pull, p, point | {"weeks_left": 0.0})
    assert call(pull, p, point | {"weeks_left": p.pull_horizon}) == pytest.approx(0.5 * near)


def test_the_pull_rises_ever_more_steeply_toward_the_meeting():
    p = pack()[0]
    weeks = [pull(p, 1.0, 0.5, 0.5, float(week)) for week in range(12)]
    steps = [near - far for near, far in pairwise(weeks)]
    assert all(near > far for near, far in pairwise(steps))


def test_the_pull_of_a_close_and_conscientious_member():
    p = pack({"pull_strength": 2.0, "loyalty": 0.5, "duty_to_pull": 0.4, "pull_horizon": 4.0})[0]
    # 2 x 0.5 x (1 + 0.5 x 0.4) x (1 + 0.4 x 0.5) / (1 + 1)
    assert pull(p, 0.5, 0.4, 0.75, 4.0) == pytest.approx(0.72)
    assert pull(p, 0.5, 0.4, 0.25, 4.0) == pytest.approx(0.48)


def test_without_plan_and_pull_a_promise_weighs_as_other_work_until_it_is_put_off():
    p = pack({"plan_weight": 0.5, "postponing": 0.6, "pull_horizon": 4.0})[0]
    assert promised_weight(p, 0.0, 0.0, 0.0) == 1.0
    assert promised_weight(p, 0.0, 4.0, 0.0) == pytest.approx(0.7)
    assert promised_weight(p, 0.0, 12.0, 0.0) == pytest.approx(0.55)
    assert promised_weight(p, 0.0, 1e9, 0.0) == pytest.approx(0.4)


def test_a_plan_multiplies_what_is_not_put_off_and_the_pull_comes_on_top():
    p = pack({"plan_weight": 0.5, "postponing": 0.6, "pull_horizon": 4.0})[0]
    assert promised_weight(p, 1.0, 0.0, 0.0) == 1.5
    assert promised_weight(p, 1.0, 4.0, 0.0) == pytest.approx(1.05)
    assert promised_weight(p, 1.0, 4.0, 2.0) == pytest.approx(3.05)


def test_promised_work_rises_toward_the_meeting():
    p = pack()[0]
    weights = [
        promised_weight(p, 1.0, float(left), pull(p, 0.7, 0.3, 0.5, float(left)))
        for left in range(12)
    ]
    assert all(near > far for near, far in pairwise(weights))
    assert weights[0] > 1.5 * weights[-1]


def test_hours_promised_are_those_expected_but_no_more_than_are_left():
    p = pack({"ambition": 1.5})[0]
    assert promised_hours(p, 2.0, 4.0, 100.0) == pytest.approx(12.0)
    assert promised_hours(p, 2.0, 4.0, 5.0) == 5.0
    assert promised_hours(p, 2.0, 4.0, 0.0) == 0.0


def test_a_verdict_goes_by_the_share_done():
    p = pack({"partly_kept_from": 0.5})[0]
    found = [verdict(p, share) for share in (0.0, 0.49, 0.5, 0.99, 1.0, 1.7)]
    assert found == [MISSED, MISSED, PARTLY_KEPT, PARTLY_KEPT, KEPT, KEPT]


@EXAMPLES
@given(parameter_sets(verdict), points(verdict), points(verdict))
def test_more_done_never_stands_worse(p, point, other):
    less, more = sorted((point["done_share"], other["done_share"]))
    assert standing(call(verdict, p, {"done_share": less})) <= standing(
        call(verdict, p, {"done_share": more})
    )


def test_standing():
    assert [standing(status) for status in (KEPT, PARTLY_KEPT, MISSED, ABANDONED)] == [1, 0.5, 0, 0]
