"""Shares of a prior in which an effect is large enough: known answers, through any noise."""

import numpy as np
import pandas as pd
import pytest
from scipy.special import ndtr

from pmg_sim.experiments.patterns import beyond, by_draw
from tests.experiments.case import indexed


def simulated(centre, between, within, draws, replicates, rng):
    effects = rng.normal(centre, between, draws)
    return indexed(effects[:, None] + rng.normal(0.0, within, (draws, replicates)))


@pytest.mark.parametrize("centre", [-1.5, -0.5, 0.0, 0.5, 1.5])
@pytest.mark.parametrize("within", [0.1, 3.0])
def test_the_share_of_the_prior_is_found_through_any_noise(centre, within):
    rng = np.random.default_rng(1)
    means, errors = by_draw(simulated(centre, 1.0, within, 4000, 4, rng))
    least = 0.2
    true = ndtr(centre - least)
    assert beyond(means, errors, least) == pytest.approx(true, abs=0.03)
    if within > 1.0 and centre != 0.0:
        counted = (means >= least).mean()
        assert abs(counted - true) > 0.04  # counting noisy draws would pull it toward one half


@pytest.mark.parametrize(("centre", "between"), [(0.6, 0.5), (1.0, 0.4), (-0.3, 0.5)])
def test_with_few_noisy_draws_the_share_is_right_on_average(centre, between):
    rng = np.random.default_rng(2)
    told = []
    for _ in range(300):
        means, errors = by_draw(simulated(centre, between, 1.2, 60, 6, rng))
        told.append(beyond(means, errors, 0.1))
    assert np.mean(told) == pytest.approx(ndtr((centre - 0.1) / between), abs=0.04)


def test_without_noise_draws_are_counted():
    effects = pd.Series([-1.0, 0.0, 0.5, 0.7, 2.0])
    none = pd.Series(np.zeros(5))
    assert beyond(effects, none, 0.6) == pytest.approx(0.4)
    assert beyond(effects, none, -5.0) == 1.0
    assert beyond(effects, none, 5.0) == 0.0


def test_where_all_draws_are_alike_the_mean_decides():
    noise = pd.Series(np.full(100, 4.0))
    # Means that vary by less than their noise: one effect, known to 0.2.
    alike = pd.Series(np.linspace(-0.1, 0.1, 100) + 0.3)
    assert beyond(alike, noise, 0.3) == pytest.approx(0.5, abs=1e-6)
    assert beyond(alike, noise, -0.3) == pytest.approx(float(ndtr(0.6 / 0.2)), abs=1e-6)


def test_both_directions_leave_room_for_neither():
    rng = np.random.default_rng(3)
    means, errors = by_draw(simulated(0.0, 1.0, 1.0, 500, 4, rng))
    up, down = beyond(means, errors, 0.5), beyond(-means, errors, 0.5)
    assert up + down == pytest.approx(2 * ndtr(-0.5), abs=0.08)
    assert beyond(means, errors, 0.0) + beyond(-means, errors, 0.0) == pytest.approx(1.0)


@pytest.mark.parametrize("gaps", [0, 1, 2])
def test_fewer_than_three_draws_tell_no_share(gaps):
    effects = pd.Series([1.0, 1.0, np.nan if gaps > 1 else 1.0])
    told = beyond(effects, pd.Series(np.ones(3)), 0.0)
    assert (told is None) == (gaps > 1)


def test_draws_are_means_with_a_common_error():
    values = indexed(np.array([[1.0, 3.0, np.nan], [2.0, 2.0, 2.0], [5.0, np.nan, np.nan]]))
    means, errors = by_draw(values)
    assert means.tolist() == [2.0, 2.0, 5.0]
    # Sum of squares 2 over 1 + 2 degrees of freedom; the last draw has none of its own.
    np.testing.assert_allclose(errors, np.array([1 / 2, 1 / 3, 1 / 1]) * 2 / 3)


def test_a_draw_without_a_number_is_left_out():
    means, errors = by_draw(indexed(np.array([[np.nan, np.nan], [1.0, 1.0]])))
    assert means.index.tolist() == errors.index.tolist() == [1]
