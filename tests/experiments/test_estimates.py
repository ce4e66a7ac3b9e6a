"""Estimates hold against closed forms, and say None where there is nothing to tell."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from pmg_sim.experiments import estimates

numbers = st.lists(st.floats(-1e3, 1e3), min_size=2, max_size=30)


@given(numbers)
def test_a_mean_lies_in_its_interval(values):
    estimate = estimates.mean_interval(values)
    assert estimate["low"] <= estimate["mean"] <= estimate["high"]
    assert estimate["n"] == len(values)


def test_the_interval_is_students():
    values = [1.0, 2.0, 4.0, 8.0]
    estimate = estimates.mean_interval(values)
    low, high = stats.t.interval(0.95, 3, np.mean(values), stats.sem(values))
    assert (estimate["low"], estimate["high"]) == pytest.approx((low, high))


@pytest.mark.parametrize("values", [[], [math.nan], [2.0], [2.0, math.nan]])
def test_too_few_values_have_no_interval(values):
    for estimate in (estimates.mean_interval(values), estimates.spread(values)):
        assert estimate["low"] is None
        assert estimate["high"] is None


def test_percentiles_need_many_values():
    few = estimates.FEWEST_FOR_TAILS - 1
    assert estimates.spread(range(few))["low"] is None
    assert estimates.spread(range(101)) == {"mean": 50.0, "low": 5.0, "high": 95.0, "n": 101}


def test_percentiles_of_counts_are_counts():
    estimate = estimates.spread([0] * 10 + [1] * 15)
    assert {estimate["low"], estimate["high"]} <= {0.0, 1.0}


@given(st.integers(0, 40), st.integers(2, 40))
def test_a_share_and_its_interval_stay_between_none_and_all(yes, n):
    estimate = estimates.share_interval(min(yes, n), n)
    assert 0.0 <= estimate["low"] <= estimate["mean"] + 1e-12
    assert estimate["mean"] - 1e-12 <= estimate["high"] <= 1.0


def test_wilsons_interval():
    estimate = estimates.share_interval(7, 20)
    expected = stats.binomtest(7, 20).proportion_ci(method="wilson")
    assert (estimate["low"], estimate["high"]) == pytest.approx((expected.low, expected.high))


def test_alike_arms_differ_by_nothing_and_that_is_undetermined():
    estimate = estimates.paired([1.0, 5.0, 3.0], [1.0, 5.0, 3.0])
    assert (estimate["mean"], estimate["low"], estimate["high"]) == (0.0, 0.0, 0.0)
    assert estimate["undetermined"]
    assert estimate["variance_ratio"] is None


def test_common_luck_sharpens_a_difference():
    luck = np.arange(10.0)
    estimate = estimates.paired(luck + 1.0 + 0.01 * (luck % 2), luck)
    assert not estimate["undetermined"]
    assert estimate["variance_ratio"] > 1000


def test_pairs_with_a_gap_are_left_out():
    estimate = estimates.paired([1.0, math.nan, 3.0], [0.0, 9.0, math.nan])
    assert (estimate["n"], estimate["mean"], estimate["undetermined"]) == (1, 1.0, None)


def test_a_correlation_of_what_does_not_vary_is_none():
    assert estimates.correlation([1, 1, 1, 1, 1], [1, 2, 3, 4, 5])["mean"] is None


def test_the_interval_of_a_correlation_is_fishers():
    rng = np.random.default_rng(1)
    x = rng.normal(size=30)
    y = x + rng.normal(size=30)
    estimate = estimates.correlation(x, y)
    expected = stats.pearsonr(x, y).confidence_interval(0.95)
    assert (estimate["low"], estimate["high"]) == pytest.approx((expected.low, expected.high))


@pytest.mark.parametrize(
    ("counts", "reported", "verdict"),
    [
        ([2] * 30, 6, "below the study"),
        ([6] * 30, 2, "above the study"),
        (list(range(7)) * 6, 6, "inside the central 90 %"),
        ([6] * 3, 6, "too few replicates to judge"),
        ([], 6, "nobody to count"),
    ],
)
def test_verdicts_on_the_study(counts, reported, verdict):
    assert estimates.against(counts, reported)["verdict"] == verdict


def test_shares_of_replicates_add_up():
    found = estimates.against([0, 1, 2, 2, 3] * 6, 2)
    assert found["exactly"] == pytest.approx(0.4)
    assert found["at_least"] + found["at_most"] - found["exactly"] == pytest.approx(1.0)
