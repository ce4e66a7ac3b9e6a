"""Weights of trials: how likely the study would be beside each, under which prior and proposal.

Trials come from several rounds: the first from the priors, each later one from a normal
distribution fitted to what the trials so far say, and in part from the priors again. All trials
count, each by its prior density over that of the mixture of all rounds, times the likelihood of
the study's numbers beside its group, times that of the published baselines (adaptive multiple
importance sampling, Cornuet et al. 2012). No likelihood is learned or approximated: the weight of
a single simulated group is exact, and its luck averages out over many.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from scipy import stats
from scipy.special import logsumexp

from pmg_sim.calibration.baselines import Emulator
from pmg_sim.calibration.numbers import Columns, Number, log_parts
from pmg_sim.calibration.scores import scores_of
from pmg_sim.calibration.trials import DEFENSIVE, NAMES, Proposal, Trials

ENOUGH_TO_FIT = 300.0
"""Effective trials that a proposal is fitted to; the likelihood is flattened until there are."""

SHRINKING = 0.1
"""Share of the priors' covariance in that of a proposal."""

FEWEST_FOR_A_TAIL = 100
RELIABLE = 0.7
"""Shape of the tail of weights up to which they can be relied on (Vehtari et al. 2024)."""

FOLDS = 20
"""Parts of the trials that are left out in turn, to tell the Monte Carlo error (jackknife)."""


class Round(NamedTuple):
    """A round of trials: its proposal, how many, and of each what the weights need.

    Attributes
    ----------
    proposal : Proposal or None
    scores : numpy.ndarray, shape (trials, free numbers)
    means : numpy.ndarray, shape (trials, baselines)
        What each published baseline comes to under the trial's numbers.
    spreads : numpy.ndarray, shape (trials, baselines)
        Standard deviation of the published figure about it.
    """

    proposal: Proposal | None
    scores: np.ndarray
    means: np.ndarray
    spreads: np.ndarray


def round_of(blocks: Sequence[Trials], free: Sequence[str], emulators: Sequence[Emulator]) -> Round:
    """Draw the numbers of a round's trials again, and keep what the weights need."""
    places = [NAMES.index(name) for name in free]
    scores, means, spreads = [], [], []
    for block in blocks:
        drawn = scores_of(block.shares())
        scores.append(drawn[:, places])
        means.append(np.column_stack([one.mean(drawn) for one in emulators]))
        spreads.append(np.column_stack([one.spread(drawn) for one in emulators]))
    return Round(blocks[0].proposal, *map(np.concatenate, (scores, means, spreads)))


def log_prior_over_mixture(rounds: Sequence[Round]) -> np.ndarray:
    """Return the log of each trial's prior density over the density of all rounds together."""
    scores = np.concatenate([one.scores for one in rounds])
    prior = stats.norm.logpdf(scores).sum(axis=1)
    counts = np.array([len(one.scores) for one in rounds], dtype=float)
    densities = []
    for one in rounds:
        density = prior
        if one.proposal is not None:
            fitted = stats.multivariate_normal.logpdf(
                scores, one.proposal.mean, np.array(one.proposal.covariance)
            )
            density = np.logaddexp(np.log(DEFENSIVE) + prior, np.log1p(-DEFENSIVE) + fitted)
        densities.append(density)
    return prior - logsumexp(densities, axis=0, b=(counts / counts.sum())[:, None])


class Weighed(NamedTuple):
    """Trials with the logarithms of what their weights are made of.

    Attributes
    ----------
    free : tuple of str
    scores : numpy.ndarray, shape (trials, free numbers)
    numbers : tuple of Number
        The study's numbers that count.
    base : numpy.ndarray, shape (trials,)
        Prior over mixture, times the likelihood of the baselines.
    parts : numpy.ndarray, shape (trials, numbers)
        How likely each of the study's numbers is beside each group.
    trials : mapping of str to numpy.ndarray
    from_priors : int
        So many trials, the first ones, were drawn from the priors.
    """

    free: tuple[str, ...]
    scores: np.ndarray
    numbers: tuple[Number, ...]
    base: np.ndarray
    parts: np.ndarray
    trials: Columns
    from_priors: int

    def raw(self, without: int | None = None) -> np.ndarray:
        """Return the log-weights, given all of the study's numbers or all but one."""
        kept = [k for k in range(len(self.numbers)) if k != without]
        return self.base + self.parts[:, kept].sum(axis=1)

    def log_weights(self) -> np.ndarray:
        """Return the smoothed log-weights, given all of the study's numbers."""
        return smoothed(self.raw())[0]

    def fold(self, left_out: int) -> np.ndarray:
        """Tell which trials remain when a fold is left out."""
        return np.arange(len(self.base)) % FOLDS != left_out


def weigh(
    rounds: Sequence[Round],
    free: Sequence[str],
    trials: Columns,
    numbers: Sequence[Number],
    emulators: Sequence[Emulator],
    values: Sequence[int] | None = None,
    published: Sequence[float] | None = None,
    memo: dict[tuple[str, int], np.ndarray] | None = None,
) -> Weighed:
    """Weigh trials by a study's numbers and by published baselines.

    Parameters
    ----------
    rounds : sequence of Round
    free : sequence of str
    trials : mapping of str to numpy.ndarray
        Columns over all rounds.
    numbers : sequence of Number
    emulators : sequence of Emulator
    values, published : sequence, optional
        What a study would report instead of the one there is, and what would be published.
    memo : dict, optional
        As for `log_parts`.
    """
    values = [one.count for one in numbers] if values is None else values
    published = [one.baseline.value for one in emulators] if published is None else published
    means = np.concatenate([one.means for one in rounds])
    spreads = np.concatenate([one.spreads for one in rounds])
    baselines = stats.norm.logpdf(np.asarray(published), means, spreads).sum(axis=1)
    return Weighed(
        tuple(free),
        np.concatenate([one.scores for one in rounds]),
        tuple(numbers),
        log_prior_over_mixture(rounds) + baselines,
        log_parts(numbers, values, trials, memo),
        trials,
        0 if rounds[0].proposal else len(rounds[0].scores),
    )


def smoothed(log_weights: np.ndarray) -> tuple[np.ndarray, float]:
    """Smooth the largest weights, so that no lucky trial speaks for all (ArviZ; Vehtari 2024).

    Returns
    -------
    log_weights : numpy.ndarray, shape (trials,)
        With the same sum of weights.
    shape : float
        Of the tail; beyond `RELIABLE` the weights are not to be relied on. Infinite where
        too few weights are possible, or all are alike; then nothing is smoothed.
    """
    from arviz_stats.base import array_stats

    possible = np.flatnonzero(np.isfinite(log_weights))
    if len(possible) < FEWEST_FOR_A_TAIL or np.ptp(log_weights[possible]) == 0.0:
        return log_weights.copy(), float("inf")
    # It takes log-likelihoods of what is left out, whose inverses are the weights.
    found, shape = array_stats.psislw(-log_weights[possible])
    whole = np.full(len(log_weights), -np.inf)
    whole[possible] = found - logsumexp(found) + logsumexp(log_weights[possible])
    return whole, float(shape)


def normal(log_weights: np.ndarray) -> np.ndarray:
    """Return weights that add up to one."""
    return np.exp(log_weights - logsumexp(log_weights))


def effective(log_weights: np.ndarray) -> float:
    """Return how many equally weighted trials would tell as much (Kish)."""
    weights = normal(log_weights)
    return float(1.0 / (weights * weights).sum())


def moments(scores: np.ndarray, weights: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the mean and the covariance of weighted scores."""
    mean = weights @ scores
    apart = scores - mean
    return mean, (weights[:, None] * apart).T @ apart


def propose(found: Weighed) -> Proposal:
    """Fit a proposal for the next round to the trials so far.

    The likelihood is raised to the largest power up to one at which enough trials count.
    """
    likelihood = found.parts.sum(axis=1)
    possible = np.isfinite(likelihood)
    likelihood, base = likelihood[possible], found.base[possible]
    enough = min(ENOUGH_TO_FIT, 0.1 * len(found.base))
    power, step = 1.0, 0.5
    if effective(base + likelihood) < enough:
        power = 0.0
        while step > 1e-4:
            if effective(base + (power + step) * likelihood) >= enough:
                power += step
            step /= 2
    weights = normal(base + power * likelihood)
    mean, covariance = moments(found.scores[possible], weights)
    wide = (1.0 - SHRINKING) * covariance + SHRINKING * np.eye(len(mean))
    # Rounded, so that another order of adding up gives the same proposal.
    rows = tuple(tuple(row) for row in wide.round(6).tolist())
    return Proposal(found.free, tuple(mean.round(6).tolist()), rows)
