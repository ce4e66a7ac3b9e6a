"""What is said of a quantity over sets and programmes, where the truth is known."""

import numpy as np
import pytest

from pmg_sim.prediction.distributions import describe

SETS, PROGRAMMES = 600, 4


def simulated(spread, luck, seed=1):
    """Return the sums of programmes whose mean has a true spread, and luck on top of it."""
    chance = np.random.default_rng(seed)
    truth = chance.normal(0.2, spread, (SETS, 1)) if spread else np.full((SETS, 1), 0.2)
    values = truth + chance.normal(0.0, luck, (SETS, PROGRAMMES))
    return np.stack([values, np.ones_like(values)], axis=2)


def nothing(one):
    """Return another side whose means are all zero."""
    other = np.zeros_like(one)
    other[..., 1] = 1.0
    return other


def test_one_programme_has_both_spreads_and_its_expectation_only_one():
    one = simulated(1.0, 3.0)
    told, observed = describe("difference", one, nothing(one))
    assert observed.shape == (SETS, PROGRAMMES)
    wide = told["observed"]["high"] - told["observed"]["low"]
    narrow = told["expected"]["high"] - told["expected"]["low"]
    assert wide == pytest.approx(3.29 * np.sqrt(10.0), rel=0.08)
    assert narrow == pytest.approx(3.29, rel=0.15)
    assert told["expected"]["luck_taken_out"] == pytest.approx(9 / 4 / (1 + 9 / 4), abs=0.08)
    assert told["expected"]["above_null"] == pytest.approx(0.58, abs=0.06)


def test_an_effect_that_is_the_same_in_all_sets_is_not_spread_by_luck():
    one = simulated(0.0, 3.0)
    told, _ = describe("difference", one, nothing(one))
    error = 3.0 / np.sqrt(SETS * PROGRAMMES)
    narrow = told["expected"]["high"] - told["expected"]["low"]
    assert 3 * error < narrow < 0.4 * 3.29 * 3.0 / np.sqrt(PROGRAMMES)
    assert told["observed"]["monte_carlo_error"]["mean"] == pytest.approx(error, rel=0.6)


def test_a_rare_event_that_luck_alone_decides_is_no_sure_effect():
    chance = np.random.default_rng(3)
    one, other = (
        np.stack([chance.random((60, 4)) < 0.05, np.ones((60, 4))], axis=2) for _ in range(2)
    )
    told, _ = describe("share_difference", one, other)
    assert told["expected"]["luck_taken_out"] > 0.5
    assert 0.02 < told["expected"]["above_null"] < 0.98


def test_without_luck_nothing_is_taken_out():
    one = simulated(1.0, 0.0)
    told, observed = describe("mean", one, None)
    assert told["expected"]["luck_taken_out"] == pytest.approx(0.0, abs=1e-12)
    assert told["expected"]["median"] == pytest.approx(np.quantile(observed, 0.5), abs=0.01)
    assert told["null"] is None
    assert "above_null" not in told["expected"]


def test_what_could_not_be_computed_is_counted():
    one = np.ones((5, 3, 2))
    one[:2, 0, 1] = 0.0
    one[4, :, 1] = 0.0
    told, _ = describe("mean", one, None)
    assert told["observed"]["not_computed"] == 5
    assert told["expected"]["not_computed"] == 1


def test_ratios_are_drawn_together_by_their_logarithms():
    chance = np.random.default_rng(2)
    one = np.exp(chance.normal(0.0, 1.0, (SETS, PROGRAMMES, 2)))
    one[..., 1] = 1.0
    other = np.ones_like(one)
    told, _ = describe("ratio", one, other)
    assert 0.0 < told["expected"]["low"] < told["expected"]["high"]
    assert told["null"] == 1.0
