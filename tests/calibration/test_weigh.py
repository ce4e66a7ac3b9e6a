"""Weights: on a problem whose posterior is known they give it, whatever the trials came from."""

import numpy as np
import pytest
from scipy import stats

from pmg_sim.calibration import weigh as module
from pmg_sim.calibration.learn import evidence
from pmg_sim.calibration.numbers import Number
from pmg_sim.calibration.scores import scores_of
from pmg_sim.calibration.trials import Trials
from pmg_sim.calibration.weigh import (
    ENOUGH_TO_FIT,
    Weighed,
    effective,
    log_prior_over_mixture,
    moments,
    normal,
    propose,
    round_of,
    smoothed,
    weigh,
)
from tests.calibration import toy

WAY_OFF = toy.proposal([-1.0, 1.5], [[0.6, -0.3], [-0.3, 0.8]])
NEAR = toy.proposal([0.7, -0.2], [[0.4, 0.1], [0.1, 0.3]])


@pytest.mark.parametrize(
    "sources",
    [(None,), (None, NEAR), (None, WAY_OFF, NEAR), (NEAR,), (WAY_OFF, WAY_OFF)],
    ids=["priors", "near", "three", "no priors", "way off"],
)
def test_the_weights_give_the_posterior_and_the_evidence(sources):
    luck = np.random.default_rng(11)
    counts = (6_000, 9_000, 7_000)
    rounds = [
        toy.linear_round(count, luck, source)
        for count, source in zip(counts, sources, strict=False)
    ]
    found = toy.weighed(rounds)
    mean, covariance = moments(found.scores, normal(found.log_weights()))
    exact_mean, exact_covariance, exact_evidence = toy.exact()
    # Four times what so few effective trials leave.
    slack = 4.0 / np.sqrt(effective(found.log_weights()))
    assert slack < 0.25, slack
    sd = np.sqrt(np.diag(exact_covariance))
    assert (np.abs(mean - exact_mean) < slack * sd).all()
    assert (np.abs(covariance - exact_covariance) < 1.5 * slack * np.outer(sd, sd)).all()
    value, error = evidence(toy.as_study(found, rounds))
    assert 0.0 < error < 0.05
    assert abs(value - exact_evidence) < 4.0 * error


def test_a_round_that_is_drawn_from_what_was_found_tells_more_than_another_from_the_priors():
    luck = np.random.default_rng(12)
    slopes, published, spread = 2.0 * toy.SLOPES, np.array([2.0, -2.5]), 0.4
    first = toy.linear_round(2_000, luck, None, slopes, spread)
    proposal = propose(toy.weighed([first], published))
    told = [
        effective(toy.weighed([first, other], published).log_weights())
        for other in (
            toy.linear_round(2_000, luck, proposal, slopes, spread),
            toy.linear_round(2_000, luck, None, slopes, spread),
        )
    ]
    assert told[0] > 3.0 * told[1]


def test_trials_of_a_proposal_taken_for_the_priors_would_give_something_else():
    """The test above can fail."""
    elsewhere = toy.proposal([0.3, 0.8], 0.3 * np.eye(2))
    one = toy.linear_round(9_000, np.random.default_rng(1), elsewhere)
    found = toy.weighed([one._replace(proposal=None)])
    mean, _ = moments(found.scores, normal(found.log_weights()))
    assert np.abs(mean - toy.exact()[0]).max() > 0.2


def test_prior_over_mixture_is_one_on_average_and_zero_in_logs_for_priors_alone():
    luck = np.random.default_rng(4)
    alone = log_prior_over_mixture([toy.linear_round(50, luck), toy.linear_round(70, luck)])
    np.testing.assert_allclose(alone, 0.0, atol=1e-12)
    rounds = [toy.linear_round(4_000, luck, source) for source in (None, WAY_OFF, NEAR)]
    ratio = np.exp(log_prior_over_mixture(rounds))
    assert ratio.mean() == pytest.approx(1.0, abs=4 * ratio.std() / np.sqrt(len(ratio)))
    # No trial weighs more than the share of the priors in the mixture allows.
    assert ratio.max() <= 1.0 / (1 / 3 + 2 / 3 * 0.1) + 1e-9


def test_blocks_are_drawn_again_as_they_were_run():
    blocks = [Trials(1, 1, 0, 40, NEAR), Trials(1, 1, 40, 60, NEAR)]
    emulators = toy.emulators()
    found = round_of(blocks, toy.FREE, emulators)
    scores = scores_of(np.concatenate([block.shares() for block in blocks]))
    assert found.proposal == NEAR
    np.testing.assert_array_equal(found.scores, scores[:, :2])
    for k, one in enumerate(emulators):
        np.testing.assert_allclose(found.means[:, k], one.mean(scores))
        np.testing.assert_allclose(found.spreads[:, k], one.spread(scores))


def test_the_study_and_the_baselines_there_are_weigh_unless_others_are_given():
    bank, trials = toy.bank(200, 2, 5)
    numbers = (Number("attendance_mean", "attendance", 101, 126, False), toy.ALIVE)
    emulators = toy.emulators()[:1]
    plain = weigh([bank], toy.FREE, trials, numbers, emulators)
    value = emulators[0].baseline.value
    same = weigh([bank], toy.FREE, trials, numbers, emulators, [101, 1], [value])
    other = weigh([bank], toy.FREE, trials, numbers, emulators, [50, 1], [value + 0.05])
    np.testing.assert_array_equal(plain.log_weights(), same.log_weights())
    assert np.corrcoef(plain.base, other.base)[0, 1] < 0.99
    assert not np.allclose(plain.parts[:, 0], other.parts[:, 0])
    np.testing.assert_array_equal(plain.parts[:, 1], other.parts[:, 1])
    np.testing.assert_allclose(plain.base, stats.norm.logpdf(value, bank.means[:, 0], 0.03))
    assert plain.from_priors == 200


@pytest.mark.usefixtures("plain")
def test_all_numbers_weigh_or_all_but_one():
    parts = np.array([[1.0, 10.0, 100.0], [2.0, 20.0, 200.0]])
    found = Weighed(
        toy.FREE, np.zeros((2, 2)), (toy.ALIVE,) * 3, np.array([0.5, 0.25]), parts, {}, 2
    )
    assert found.log_weights().tolist() == [111.5, 222.25]
    assert found.raw(without=1).tolist() == [101.5, 202.25]


@pytest.mark.parametrize("count", [1, 20, 61])
def test_folds_leave_out_every_trial_once(count):
    found = Weighed(
        toy.FREE, np.zeros((count, 2)), (), np.zeros(count), np.zeros((count, 0)), {}, 0
    )
    left = sum(~found.fold(k) for k in range(module.FOLDS))
    assert left.tolist() == [1] * count


def test_effective_trials_lie_between_one_and_all():
    assert effective(np.full(70, -900.0)) == pytest.approx(70.0)
    assert effective(np.array([0.0, -np.inf, -np.inf])) == pytest.approx(1.0)
    assert effective(np.array([-np.inf, 3.0, 3.0, -800.0])) == pytest.approx(2.0)
    luck = np.random.default_rng(6)
    for scale in (0.1, 1.0, 30.0):
        logs = scale * luck.standard_normal(500)
        assert 1.0 <= effective(logs) <= 500.0
        assert effective(logs) == pytest.approx(effective(logs + 1_000.0))
        assert normal(logs).sum() == pytest.approx(1.0)


@pytest.mark.parametrize(("shape", "bad"), [(0.2, False), (0.5, False), (1.2, True)])
def test_the_tail_of_the_weights_is_told(shape, bad):
    logs = np.log(stats.genpareto.rvs(shape, size=20_000, random_state=3) + 1e-3)
    _, found = smoothed(np.append(logs, -np.inf))
    assert found == pytest.approx(shape, abs=0.2)
    assert (found > 0.7) is bad


def test_smoothing_tames_the_largest_weights_and_nothing_else():
    luck = np.random.default_rng(6)
    logs = 2.0 * luck.standard_normal(4_000) - 700.0
    logs[::10] = -np.inf
    logs[1] = -680.0  # one lucky trial
    found, _ = smoothed(logs)
    assert np.isneginf(found[::10]).all()
    assert np.isfinite(found[1::10]).all()
    assert np.exp(found + 700.0).sum() == pytest.approx(np.exp(logs + 700.0).sum())
    assert normal(found)[1] < 0.5 * normal(logs)[1]
    assert effective(found) > 2.0 * effective(logs)
    possible = np.isfinite(logs)
    order = np.argsort(logs[possible])
    assert (np.diff(found[possible][order]) >= -1e-9).all()
    # The small ones keep their sizes among themselves.
    small = order[:3_000]
    apart = (found[possible] - logs[possible])[small]
    np.testing.assert_allclose(apart, apart[0], atol=1e-9)


def test_well_behaved_weights_hardly_change():
    logs = 0.5 * np.random.default_rng(2).standard_normal(20_000)
    found, shape = smoothed(logs)
    assert shape < 0.5
    np.testing.assert_allclose(found, logs, atol=0.35)
    assert effective(found) == pytest.approx(effective(logs), rel=0.01)


def sharp(sharpness, count=6_000, impossible=0):
    """Make trials from the priors whose likelihood is a normal one, as sharp as asked."""
    scores = np.random.default_rng(9).standard_normal((count, 2))
    parts = -0.5 * sharpness * ((scores - [1.0, -1.0]) ** 2)
    parts[:impossible] = -np.inf
    return Weighed(toy.FREE, scores, (toy.ALIVE,) * 2, np.zeros(count), parts, {}, count)


@pytest.fixture
def fitted(monkeypatch):
    """Return a function that proposes, and tells which weights it was fitted to."""
    seen = []
    original = module.moments

    def note(scores, weights):
        seen.append(weights)
        return original(scores, weights)

    monkeypatch.setattr(module, "moments", note)

    def run(found):
        return propose(found), seen[-1]

    return run


def test_enough_trials_are_fitted_to_as_they_are(fitted):
    found = sharp(3.0)
    proposal, weights = fitted(found)
    np.testing.assert_allclose(weights, normal(found.parts.sum(axis=1)))
    # A normal prior and a normal likelihood: mean 3/4 of the way, variance a quarter.
    assert proposal.mean == pytest.approx((0.75, -0.75), abs=0.06)
    expected = 0.9 * 0.25 * np.eye(2) + 0.1 * np.eye(2)
    np.testing.assert_allclose(proposal.covariance, expected, atol=0.03)
    assert proposal.names == toy.FREE


@pytest.mark.parametrize(("count", "enough"), [(6_000, ENOUGH_TO_FIT), (1_000, 100.0)])
@pytest.mark.parametrize("sharpness", [300.0, 3_000.0])
def test_a_sharp_likelihood_is_flattened_until_enough_trials_count(
    sharpness, count, enough, fitted
):
    found = sharp(sharpness, count)
    assert effective(found.parts.sum(axis=1)) < enough
    proposal, weights = fitted(found)
    assert enough <= 1.0 / (weights**2).sum()
    assert 1.0 / (weights**2).sum() < 1.2 * enough  # by as little as will do
    assert proposal.mean[0] > 0.1 > -0.1 > proposal.mean[1]


def test_trials_that_cannot_be_are_never_fitted_to(fitted):
    proposal, weights = fitted(sharp(300.0, impossible=5_000))
    assert len(weights) == 1_000
    assert np.isfinite(proposal.mean).all()


@pytest.mark.parametrize("sharpness", [0.0, 3.0, 1e6])
def test_a_proposal_is_positive_definite_and_no_narrower_than_a_tenth_of_the_priors(sharpness):
    found = sharp(sharpness)
    found.scores[:, 1] = found.scores[:, 0]  # nothing to tell the two apart
    covariance = np.array(propose(found).covariance)
    np.testing.assert_array_equal(covariance, covariance.T)
    assert np.linalg.eigvalsh(covariance).min() >= 0.0999
