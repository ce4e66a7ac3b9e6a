"""Alternatives are judged as they would be if everything were known, and as surely as it is not."""

import numpy as np
import pytest
from scipy.stats import norm

from pmg_sim.inquiry.judging import denoised, judge, points, together
from pmg_sim.inquiry.schema import Better

SETS, REPLICATES = 400, 4


def measured(truth, noise, seed, replicates=REPLICATES):
    """Return departments of sets whose means are `truth`."""
    luck = np.random.default_rng(seed)
    return truth[..., None] + noise * luck.standard_normal((*truth.shape, replicates))


def alone(values):
    """Return expected values and deviations of a single alternative, shape (sets kept,)."""
    expected, roots = denoised(values[None])
    return expected[0], np.sqrt((roots @ roots.swapaxes(1, 2))[:, 0, 0])


def against_first(values):
    return values - values[0]


# What luck hides


@pytest.mark.parametrize(("spread", "noise"), [(1.0, 2.0), (0.3, 2.0), (2.0, 1.0)])
def test_expected_values_are_closer_to_the_truth_than_means(spread, noise):
    truth = 3.0 + spread * np.random.default_rng(1).standard_normal(SETS)
    values = measured(truth, noise, 2)
    expected, _ = alone(values)
    raw = ((values.mean(axis=1) - truth) ** 2).mean()
    best = spread**2 * raw / (spread**2 + noise**2 / REPLICATES)
    assert ((expected - truth) ** 2).mean() == pytest.approx(best, rel=0.25)
    assert ((expected - truth) ** 2).mean() < 0.98 * raw


@pytest.mark.parametrize(("spread", "noise"), [(1.0, 2.0), (2.0, 1.0), (0.7, 2.0)])
def test_deviations_cover_the_truth_as_often_as_they_say(spread, noise):
    covered = []
    for seed in range(20):
        truth = spread * np.random.default_rng([seed, 7]).standard_normal(SETS)
        expected, deviation = alone(measured(truth, noise, seed))
        covered.append((np.abs(expected - truth) <= 1.96 * deviation).mean())
    assert np.mean(covered) == pytest.approx(0.95, abs=0.02)


def test_without_noise_sets_are_what_they_are():
    truth = np.random.default_rng(1).standard_normal(50)
    expected, deviation = alone(np.repeat(truth[:, None], 3, axis=1))
    np.testing.assert_allclose(expected, truth)
    np.testing.assert_allclose(deviation, 0.0, atol=1e-6)


def test_sets_that_do_not_differ_are_drawn_to_their_mean():
    values = np.array([[1.0, -1.0], [1.5, -1.5], [-1.0, 1.0], [0.5, -0.5]]) + 5.0
    expected, deviation = alone(values)
    np.testing.assert_allclose(expected, 5.0)
    assert (deviation > 0).all()


def test_gaps_are_left_out():
    truth = np.random.default_rng(1).standard_normal(30)
    values = measured(truth, 0.5, 3)
    values[0, 1:] = np.nan
    values[1] = np.nan
    expected, deviation = alone(values)
    assert len(expected) == len(deviation) == 29
    assert np.isfinite(expected).all()
    assert deviation[0] > deviation[1:].max()


@pytest.mark.parametrize("values", [np.ones((2, 4)), np.ones((9, 1)), np.full((9, 4), np.nan)])
def test_of_too_little_nothing_is_told(values):
    expected, deviation = alone(values)
    assert len(expected) == len(deviation) == 0


# Judgements


@pytest.mark.parametrize(("mean", "spread"), [(0.5, 1.0), (-0.8, 0.6), (0.0, 2.0)])
def test_two_alternatives_are_judged_as_a_normal_effect_says(mean, spread):
    """Best with P(effect > 0), good enough with P(effect > -1), whatever the luck."""
    found = []
    for seed in range(12):
        effect = mean + spread * np.random.default_rng([seed, 3]).standard_normal(SETS)
        gained = np.stack([np.zeros((SETS, REPLICATES)), measured(effect, 1.5, seed)])
        found.append(judge(gained, 0, seed))
    best = np.mean([one.best for one in found], axis=0)
    good = np.mean([one.good for one in found], axis=0)
    regret = np.mean([one.regret for one in found], axis=0)
    ahead = norm.cdf(mean / spread)
    assert best == pytest.approx([1 - ahead, ahead], abs=0.03)
    assert good == pytest.approx(
        [norm.cdf((1 - mean) / spread), norm.cdf((1 + mean) / spread)], abs=0.03
    )
    gain = mean * ahead + spread * norm.pdf(mean / spread)
    assert regret == pytest.approx([gain, gain - mean], abs=0.05)
    points_ = np.mean([one.points for one in found], axis=0)
    assert points_[0] == 0.0
    assert points_[1] == pytest.approx(mean, abs=0.08)


def test_regret_of_a_known_case():
    """In half of the sets the first is three points ahead, in half of them one point behind."""
    effect = np.where(np.arange(100) < 50, -3.0, 1.0)
    gained = np.stack([np.zeros((100, 2)), np.repeat(effect[:, None], 2, axis=1)])
    found = judge(gained, 0)
    np.testing.assert_allclose(found.regret, [0.5, 1.5])
    np.testing.assert_allclose(found.best, [0.5, 0.5])
    np.testing.assert_allclose(found.good, [0.5, 0.5])  # one point behind is not within one
    np.testing.assert_allclose(found.regret_high, [1.0, 3.0])
    np.testing.assert_allclose(found.points, [0.0, -1.0])
    assert found.leader == 0
    assert not found.defensible.any()


def test_the_place_of_the_baseline_makes_no_difference():
    effect = np.random.default_rng(1).standard_normal((3, SETS))
    values = measured(effect, 0.0, 1)
    first, last = judge(values - values[0], 0), judge(values - values[2], 2)
    np.testing.assert_allclose(first.best, last.best)
    np.testing.assert_allclose(first.regret, last.regret)
    np.testing.assert_allclose(first.points - first.points[2], last.points, atol=1e-12)


def test_identical_alternatives_share_and_regret_nothing():
    effect = 1.0 + 0.3 * np.random.default_rng(2).standard_normal(SETS)
    other = measured(effect, 2.0, 5)
    found = judge(np.stack([np.zeros_like(other), other, other]), 0)
    assert found.best[1] == pytest.approx(found.best[2])
    assert found.regret[1] == pytest.approx(found.regret[2])
    assert found.regret[1] < 0.05
    same = judge(np.zeros((4, SETS, REPLICATES)), 0)
    np.testing.assert_allclose(same.best, 0.25)
    np.testing.assert_allclose(same.good, 1.0)
    np.testing.assert_allclose(same.regret, 0.0)


def test_luck_that_alternatives_have_in_common_does_not_set_them_apart():
    """Two alternatives half a point apart in every department are told apart, whatever else."""
    luck = np.random.default_rng(3)
    other = 1.0 + 4.0 * luck.standard_normal((SETS, REPLICATES))
    found = judge(np.stack([np.zeros_like(other), other, other + 0.5]), 0)
    assert found.best[1] == 0.0
    assert (found.good[2] - found.good[1]) >= 0.0
    assert found.regret[1] - found.regret[2] == pytest.approx(0.5)


def test_probabilities_are_right_where_the_baseline_s_luck_is_in_every_difference():
    told, true = [], []
    for seed in range(12):
        luck = np.random.default_rng([seed, 11])
        effect = np.array([0.0, 0.5, 1.0, 1.5])[:, None] + luck.standard_normal((4, SETS))
        told.append(judge(against_first(measured(effect, 1.0, seed)), 0).good)
        true.append((effect.max(axis=0) - effect < 1.0).mean(axis=1))
    assert np.mean(told, axis=0) == pytest.approx(np.mean(true, axis=0), abs=0.03)


def test_gaps_of_one_alternative_leave_the_set_out_for_all():
    values = np.zeros((2, 40, 2))
    values[1] = 5.0
    values[1, 20:] = np.nan
    found = judge(values, 0)
    np.testing.assert_allclose(found.points, [0.0, 5.0])
    np.testing.assert_allclose(found.best, [0.0, 1.0])


def test_where_nothing_was_measured_nothing_is_told():
    found = judge(np.full((3, 10, 2), np.nan), 1)
    assert np.isnan(found.points).all()
    assert np.isnan(found.good).all()
    assert not found.defensible.any()
    assert found.leader == 0


def test_the_same_seed_gives_the_same_judgement():
    values = measured(np.random.default_rng(1).standard_normal((3, 40)), 1.0, 1)
    one, again, other = (judge(against_first(values), 0, seed) for seed in (4, 4, 5))
    np.testing.assert_array_equal(one.regret, again.regret)
    assert (one.regret != other.regret).any()
    np.testing.assert_allclose(one.regret, other.regret, atol=0.1)


# Points


def better(outcome, **stated):
    return Better(outcome=outcome, **stated).resolved()


def test_points_have_the_sign_and_size_that_are_stated():
    effects = np.zeros((2, 1, 1, 3))
    effects[1, 0, 0] = [0.03, 0.04, 1.0]
    names = ("satisfaction", "strain", "submissions")
    stated = [
        better("satisfaction"),
        better("strain", matters=0.02),
        better("submissions", direction="less", whom="cost"),
    ]
    found = points(effects, names, stated, 0)
    assert list(found) == ["members", "cost"]
    np.testing.assert_allclose(found["members"].ravel(), [0.0, 3.0 - 2.0])
    np.testing.assert_allclose(found["cost"].ravel(), [0.0, -10.0])


def test_points_are_against_the_baseline_in_the_same_department():
    effects = np.arange(24.0).reshape(3, 1, 4, 2, 1)
    found = points(effects, ("submissions",), [better("submissions", matters=2.0)], 1)["members"]
    np.testing.assert_allclose(found[:, 0, 0, 0], [-4.0, 0.0, 4.0])
    assert (found[1] == 0.0).all()


def test_a_gap_in_one_outcome_is_a_gap_in_the_points_of_those_concerned():
    effects = np.zeros((2, 1, 1, 1, 2))
    effects[1, ..., 0] = np.nan
    found = points(effects, ("satisfaction", "usd"), [better("satisfaction"), better("usd")], 0)
    assert np.isnan(found["members"][1]).all()
    assert (found["cost"] == 0.0).all()


def test_averages_leave_gaps_out():
    values = np.array([[1.0, np.nan, 3.0], [np.nan, np.nan, np.nan]])
    np.testing.assert_array_equal(together(values, 1), [2.0, np.nan])


def test_alternatives_that_hardly_differ_are_good_enough_though_their_luck_hides_it():
    """Four of five are alike in every set, and single departments differ by ten times as much."""
    found = []
    for seed in range(10):
        luck = np.random.default_rng([seed, 11])
        common = 3.0 + luck.standard_normal(100)
        shifts = np.array([0.0, 0.1, -0.1, 0.2])
        values = measured(common + shifts[:, None], 3.0, seed)
        gained = np.concatenate([np.zeros((1, 100, REPLICATES)), values])
        found.append(judge(gained, 0, seed).good[1:])
    assert np.mean(found) > 0.7
    assert np.mean(found) < 1.0


def test_what_is_unknown_is_covered_for_all_alternatives_together():
    """The squared distance from the truth is as large as the covariance says."""
    distances = []
    for seed in range(20):
        luck = np.random.default_rng([seed, 5])
        truth = np.linalg.cholesky([[1.0, 0.8], [0.8, 1.0]]) @ luck.standard_normal((2, 200))
        noise = np.linalg.cholesky([[4.0, 3.0], [3.0, 4.0]]) @ luck.standard_normal((2, 800))
        expected, roots = denoised(truth[..., None] + noise.reshape(2, 200, 4))
        apart = np.linalg.solve(roots, (expected - truth).T[..., None])[..., 0]
        distances.append((apart**2).sum(axis=1).mean())
    assert np.mean(distances) == pytest.approx(2.0, rel=0.15)
