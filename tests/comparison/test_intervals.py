"""Intervals on made-up data whose truth is known: they hold as often as they say."""

import numpy as np
import pytest
from scipy.stats import binom, norm, t

from pmg_sim.comparison import intervals
from pmg_sim.comparison.contrasts import set_means
from pmg_sim.comparison.intervals import joint_level, means, units_needed
from tests.comparison import made_up

REPETITIONS, LEVEL = 2000, 0.95
LOW, HIGH = binom.ppf([0.0005, 0.9995], REPETITIONS, LEVEL) / REPETITIONS


@pytest.mark.parametrize(("sets", "replicates"), [(6, 3), (40, 4)])
def test_pointwise_intervals_hold_in_95_of_100(sets, replicates):
    luck = np.random.default_rng(sets)
    truth = luck.normal(size=REPETITIONS)
    shape = (sets, replicates, REPETITIONS)
    found = means(set_means(made_up.differences(luck, shape, truth)))
    held = np.abs(found.mean - truth) <= found.half(LEVEL)
    assert LOW <= held.mean() <= HIGH


def test_departments_of_the_only_set_are_the_units():
    luck = np.random.default_rng(8)
    truth = luck.normal(size=REPETITIONS)
    units = set_means(truth + luck.standard_normal((1, 12, REPETITIONS)))
    found = means(units)
    assert (found.units == 12).all()
    held = np.abs(found.mean - truth) <= found.half(LEVEL)
    assert LOW <= held.mean() <= HIGH


def test_taking_departments_for_the_units_of_many_sets_would_not_hold():
    luck = np.random.default_rng(9)
    departments = made_up.differences(luck, (10, 20, 300), 0.0).reshape(200, -1)
    found = means(departments)
    assert (np.abs(found.mean) <= found.half(LEVEL)).mean() < 0.8


@pytest.mark.parametrize("correlation", [0.0, 0.5, 0.95])
@pytest.mark.parametrize(("sets", "outcomes", "repetitions"), [(25, 4, 1000), (60, 12, 300)])
def test_intervals_hold_all_at_once_in_95_of_100(sets, outcomes, repetitions, correlation):
    luck = np.random.default_rng(outcomes)
    truth = np.linspace(-1.0, 1.0, outcomes)
    held, levels = 0, []
    for _ in range(repetitions):
        shape = (sets, 2, outcomes)
        units = set_means(made_up.differences(luck, shape, truth, correlation))
        level = joint_level(units, LEVEL)
        found = means(units)
        held += bool((np.abs(found.mean - truth) <= found.half(level)).all())
        levels.append(level)
    low, high = binom.ppf([0.0005, 0.9995], repetitions, LEVEL)
    assert low <= held <= high
    bonferroni = 1 - (1 - LEVEL) / outcomes
    assert max(levels) <= bonferroni
    independent = LEVEL ** (1 / outcomes)
    if correlation == 0.0:
        assert np.mean(levels) == pytest.approx(independent, abs=0.1 * (1 - independent))
    else:  # what is correlated takes less
        assert np.mean(levels) < independent - correlation * 0.1 * (1 - independent)


def test_outcomes_that_are_all_alike_are_as_one():
    one = np.random.default_rng(1).normal(size=(50, 1))
    assert joint_level(np.repeat(one, 6, axis=1), LEVEL) == pytest.approx(LEVEL, abs=0.004)
    assert joint_level(one * [1.0, -3.0], LEVEL) == pytest.approx(LEVEL, abs=0.004)


def test_a_correlation_that_cannot_be_estimated_takes_bonferroni():
    luck = np.random.default_rng(2)
    few = luck.normal(size=(intervals.FEWEST_FOR_CORRELATION - 1, 4))
    assert joint_level(few, LEVEL) == pytest.approx(1 - 0.05 / 4)
    apart = luck.normal(size=(60, 2))
    apart[:30, 0] = apart[30:, 1] = np.nan  # no unit in common
    assert joint_level(apart, LEVEL) == pytest.approx(1 - 0.05 / 2)


def test_columns_that_do_not_vary_do_not_count():
    luck = np.random.default_rng(3)
    units = luck.normal(size=(30, 3))
    units[:, 0] = 4.0
    units[:, 1] = np.nan
    assert joint_level(units, LEVEL) == LEVEL
    assert joint_level(np.full((30, 2), np.nan), LEVEL) == LEVEL


def test_the_largest_deviation_is_that_of_two_normal_numbers():
    luck = np.random.default_rng(4)
    units = luck.normal(size=(100_000, 2)) @ made_up.root(2, 0.7).T
    bound = norm.ppf((1 + joint_level(units, LEVEL)) / 2)
    pair = luck.normal(size=(1_000_000, 2)) @ made_up.root(2, 0.7).T
    assert (np.abs(pair).max(axis=1) <= bound).mean() == pytest.approx(LEVEL, abs=0.004)


def test_means_leave_gaps_out():
    found = means(np.array([[1.0, np.nan, 2.0], [3.0, 5.0, 2.0], [np.nan, np.nan, 2.0]]))
    assert found.mean.tolist() == [2.0, 5.0, 2.0]
    assert found.units.tolist() == [2, 1, 3]
    assert found.sd[0] == pytest.approx(np.sqrt(2))
    assert np.isnan(found.sd[1])
    assert np.isnan(found.half(LEVEL)[1])
    assert found.sd[2] == found.half(LEVEL)[2] == 0.0
    half = t.ppf(0.975, 1) * np.sqrt(2) / np.sqrt(2)
    assert found.half(LEVEL)[0] == pytest.approx(half)


def test_rounding_is_no_spread():
    found = means(np.full((7, 1), 0.1) + np.array([[0.3]]) - 0.3)
    assert found.sd.tolist() == [0.0]
    third = np.full((9, 1), 1e9 / 3)
    third[::2] += 1e-7
    assert means(third).sd.tolist() == [0.0]


@pytest.mark.parametrize("level", [0.8, 0.95])
def test_units_needed_are_the_fewest_that_are_enough(level):
    sd = np.array([0.01, 0.3, 1.0, 1.0, 7.0])
    half = np.array([0.2, 0.2, 1.0, 0.05, 0.5])
    found = units_needed(sd, half, level)

    def width(units):
        return t.ppf((1 + level) / 2, units - 1) * sd / np.sqrt(units)

    assert (width(found) <= half).all()
    more = found > 2
    assert (width(np.maximum(found - 1, 2)) > half)[more].all()
    closed = (norm.ppf((1 + level) / 2) * 7.0 / 0.5) ** 2
    assert found[-1] == pytest.approx(closed, rel=0.01)


def test_units_needed_without_a_spread():
    assert units_needed(np.array([0.0]), np.array([0.1]), LEVEL).tolist() == [2.0]
    assert np.isnan(units_needed(np.array([np.nan]), np.array([0.1]), LEVEL)).all()
