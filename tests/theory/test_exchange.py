"""Between meetings: a colleague's draft, and a look at what the colleague gets done."""

import pytest
from hypothesis import given

from pmg_sim.parameters import pack
from pmg_sim.theory.exchange import comparison, reading_hours
from tests.theory.checks import EXAMPLES, OWN_TEST, RISES, Expected, checks
from tests.theory.ranges import call, parameter_sets, points

RULES = {
    reading_hours: Expected(
        {"trust": RISES, "closeness": RISES, "hours": RISES}, "[0, 15]", off={"reading_hours": 0.0}
    ),
    comparison: Expected(
        {
            "own_pace": OWN_TEST,
            "other_pace": OWN_TEST,
            "orientation": OWN_TEST,
            "closeness": OWN_TEST,
        },
        "[-3, 3]",
        off={"benchmarking": 0.0},
    ),
}


@pytest.mark.parametrize("check", checks(RULES))
def test_docstring(check):
    check()


def test_a_close_and_trusted_colleague_gets_the_full_hours_but_never_most_of_the_week():
    p = pack({"reading_hours": 2.0})[0]
    assert reading_hours(p, 1.0, 1.0, 40.0) == 2.0
    assert reading_hours(p, 0.5, 0.5, 40.0) == pytest.approx(0.5)
    assert reading_hours(p, 1.0, 1.0, 4.0) == 1.0
    assert reading_hours(p, 0.0, 1.0, 40.0) == 0.0
    assert reading_hours(p, 1.0, 0.0, 40.0) == 0.0


def test_one_who_does_three_times_as_much_counts_half():
    p = pack({"benchmarking": 0.8})[0]
    assert comparison(p, 2.0, 6.0, 1.0, 1.0) == pytest.approx(0.4)
    assert comparison(p, 2.0, 6.0, 1.0, 0.5) == pytest.approx(0.2)
    assert comparison(p, 2.0, 6.0, 0.25, 1.0) == pytest.approx(0.1)
    assert comparison(p, 2.0, 6.0, -1.0, 1.0) == pytest.approx(-0.4)
    assert comparison(p, 6.0, 2.0, 1.0, 1.0) == pytest.approx(-0.4)


def test_comparison_is_of_shares_not_of_hours():
    p = pack({"benchmarking": 0.8})[0]
    assert comparison(p, 0.02, 0.06, 1.0, 1.0) == pytest.approx(0.4)
    assert comparison(p, 0.0, 0.06, 1.0, 1.0) == pytest.approx(0.8)


def test_equals_and_the_idle_compare_to_nothing():
    p = pack()[0]
    assert comparison(p, 3.0, 3.0, 1.0, 1.0) == 0.0
    assert comparison(p, 0.0, 0.0, 1.0, 1.0) == 0.0


def test_whom_others_success_lifts_it_lifts_the_more_the_more_they_do():
    p = pack()[0]
    assert comparison(p, 1.0, 4.0, 1.0, 1.0) > comparison(p, 1.0, 2.0, 1.0, 1.0)
    assert comparison(p, 2.0, 4.0, 1.0, 1.0) < comparison(p, 1.0, 4.0, 1.0, 1.0)
    assert comparison(p, 1.0, 4.0, -1.0, 1.0) < comparison(p, 1.0, 2.0, -1.0, 1.0)


@EXAMPLES
@given(parameter_sets(comparison), points(comparison))
def test_to_change_places_or_orientation_turns_the_sign(p, point):
    value = call(comparison, p, point)
    turned = point | {"orientation": -point["orientation"]}
    swapped = point | {"own_pace": point["other_pace"], "other_pace": point["own_pace"]}
    assert call(comparison, p, turned) == pytest.approx(-value)
    assert call(comparison, p, swapped) == pytest.approx(-value)
