"""The shapes: closed forms, inverses, and what holds wherever they are used."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmg_sim.theory import shapes
from tests.theory.checks import EXAMPLES, FALLS, OWN_TEST, RISES, Expected, checks

RULES = {
    shapes.logistic: Expected({"x": RISES}, "[0, 1]"),
    shapes.log_odds: Expected({"share": RISES}, "(-inf, inf)"),
    shapes.centred: Expected({"share": RISES}, "[-1, 1]"),
    shapes.toward: Expected({"value": RISES, "target": RISES, "rate": OWN_TEST}, "[0, 1]"),
    shapes.raise_by: Expected({"value": RISES, "gain": RISES}, "[0, 1]"),
    shapes.lower_by: Expected({"value": RISES, "loss": FALLS}, "[0, 1]"),
    shapes.saturating: Expected({"amount": RISES, "half": FALLS}, "[0, 1)"),
    shapes.between: Expected(
        {"value": RISES, "low": RISES, "high": RISES},
        "[0, 1]",
        steep={"low": {"value": 0.0}, "high": {"value": 1.0}},
    ),
    shapes.per_week: Expected({"rate_per_year": RISES}, "[0, inf)"),
    shapes.befalls: Expected({"u": FALLS, "rate_per_week": RISES}, "[0, 1]"),
    shapes.over_weeks: Expected({"chance": RISES, "intervals": RISES}, "[0, 1]"),
    shapes.amount_like: Expected({"mean": OWN_TEST, "sd": OWN_TEST, "z": RISES}, "(0, inf)"),
    shapes.share_like: Expected({"mean": OWN_TEST, "sd": OWN_TEST, "z": RISES}, "(0, 1)"),
    shapes.indicator: Expected({"flag": RISES}, "[0, 1]"),
}
SHARE = st.floats(0.0, 1.0, allow_subnormal=False)


@pytest.mark.parametrize("check", checks(RULES))
def test_docstring(check):
    check()


def test_logistic_of_nothing_is_one_half():
    assert shapes.logistic(0.0) == 0.5
    assert shapes.logistic(math.log(3.0)) == pytest.approx(0.75)
    assert shapes.logistic(-math.log(3.0)) == pytest.approx(0.25)


@EXAMPLES
@given(st.floats(-36.0, 36.0))
def test_logistic_mirrors_and_stays_inside(x):
    assert 0.0 < shapes.logistic(x) < 1.0
    assert shapes.logistic(x) + shapes.logistic(-x) == pytest.approx(1.0, abs=1e-15)


@pytest.mark.parametrize("x", [-1e6, -800.0, 800.0, 1e6])
def test_logistic_does_not_overflow(x):
    assert shapes.logistic(x) == (1.0 if x > 0.0 else 0.0)


@EXAMPLES
@given(st.floats(-20.0, 20.0))
def test_log_odds_turn_logistic_back(x):
    assert shapes.log_odds(shapes.logistic(x)) == pytest.approx(x, abs=1e-6)


def test_centred_maps_the_reference_to_nothing():
    assert [shapes.centred(x) for x in (0.0, 0.5, 0.75, 1.0)] == [-1.0, 0.0, 0.5, 1.0]


@EXAMPLES
@given(SHARE, SHARE, SHARE)
def test_toward_stays_between_and_gets_there(value, target, rate):
    low, high = min(value, target), max(value, target)
    assert low - 1e-12 <= shapes.toward(value, target, rate) <= high + 1e-12
    assert shapes.toward(value, target, 0.0) == value
    assert shapes.toward(value, target, 1.0) == pytest.approx(target)
    assert shapes.toward(value, target, 0.25) == pytest.approx(0.75 * value + 0.25 * target)


@EXAMPLES
@given(SHARE, SHARE)
def test_raising_is_lowering_seen_from_above(value, change):
    raised = shapes.raise_by(value, change)
    assert 1.0 - raised == pytest.approx(shapes.lower_by(1.0 - value, change))
    assert raised >= value - 1e-12
    assert shapes.raise_by(value, 0.0) == value
    assert shapes.lower_by(value, 0.0) == value
    assert shapes.raise_by(value, 1.0) == pytest.approx(1.0)
    assert shapes.lower_by(value, 1.0) == 0.0


@EXAMPLES
@given(st.floats(0.001, 1000.0))
def test_saturating_is_one_half_at_half(half):
    assert shapes.saturating(0.0, half) == 0.0
    assert shapes.saturating(half, half) == 0.5
    assert shapes.saturating(3.0 * half, half) == pytest.approx(0.75)


def test_between_holds_at_both_ends():
    assert [shapes.between(x, 0.2, 0.6) for x in (0.1, 0.2, 0.4, 0.6, 0.9)] == [
        *(0.2, 0.2, 0.4, 0.6, 0.6)
    ]


def test_a_week_is_a_fifty_second_of_a_year():
    assert shapes.per_week(52.0) == 1.0
    assert shapes.per_week(0.0) == 0.0
    assert shapes.per_week(0.78) == pytest.approx(0.015)


def chance(rate_per_week):
    """Return the smallest draw that misses, by search."""
    low, high = 0.0, 1.0
    for _ in range(60):
        middle = 0.5 * (low + high)
        low, high = (middle, high) if shapes.befalls(middle, rate_per_week) else (low, middle)
    return high


@EXAMPLES
@given(st.floats(0.0, 1.0, exclude_max=True), st.floats(0.0, 20.0))
def test_what_befalls_is_a_draw_below_the_chance_of_the_rate(u, rate):
    assert shapes.befalls(u, rate) == (u < -math.expm1(-rate))


@pytest.mark.parametrize("rate", [1e-9, 0.001, 0.056, 1.0, 12.0])
def test_the_chance_of_a_week_is_that_of_a_poisson_process(rate):
    assert chance(rate) == pytest.approx(-math.expm1(-rate), rel=1e-12)


@pytest.mark.parametrize("rate", [0.056, 1.0, 12.0])
def test_the_weeks_of_a_year_add_up_to_the_yearly_rate(rate):
    assert (1.0 - chance(shapes.per_week(rate))) ** 52 == pytest.approx(math.exp(-rate))


def test_nothing_befalls_without_a_rate():
    assert not shapes.befalls(0.0, 0.0)
    assert shapes.befalls(0.0, 1e-9)


def moments(function):
    """Return mean and SD of a function of a standard normal draw."""
    z = np.linspace(-9.0, 9.0, 2001)
    weight = np.exp(-0.5 * z * z)
    weight /= weight.sum()
    values = np.array([function(x) for x in z])
    mean = float(np.sum(weight * values))
    return mean, math.sqrt(float(np.sum(weight * (values - mean) ** 2)))


@pytest.mark.parametrize(("mean", "sd"), [(4.0, 2.0), (25.9, 14.9), (1.0, 0.1)])
def test_an_amount_has_the_mean_and_the_sd_asked_for(mean, sd):
    found = moments(lambda z: shapes.amount_like(mean, sd, z))
    assert found == pytest.approx((mean, sd), rel=1e-4)


def test_an_amount_without_spread_is_its_mean():
    assert shapes.amount_like(3.0, 0.0, 1.7) == pytest.approx(3.0)


@pytest.mark.parametrize(("mean", "sd"), [(0.5, 0.1), (0.7, 0.1), (0.3, 0.05)])
def test_a_share_has_about_the_mean_and_the_sd_asked_for(mean, sd):
    found = moments(lambda z: shapes.share_like(mean, sd, z))
    assert found == pytest.approx((mean, sd), rel=0.08)


def test_the_middle_share_is_the_mean_whatever_the_spread():
    assert shapes.share_like(0.3, 0.2, 0.0) == pytest.approx(0.3)
    assert shapes.share_like(0.3, 0.0, 2.0) == pytest.approx(0.3)


def test_indicator_is_a_number():
    assert shapes.indicator(True) == 1.0
    assert shapes.indicator(False) == 0.0
