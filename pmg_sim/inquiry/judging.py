"""Judging alternatives: for whom which is good enough, over all that is uncertain.

Effects on outcomes are turned into points: one point is the smallest difference in one outcome that
is taken to matter. An alternative's regret is how many points it is behind the best one; it is good
enough where the regret is less than one point.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from pmg_sim.experiments.patterns import SURE
from pmg_sim.inquiry.schema import Better

SAMPLES = 100
"""Guesses at what luck hides, for each set of the theory's numbers."""

FEWEST_SETS = 3
TIE = 1e-6


@dataclass(frozen=True)
class Judged:
    """How alternatives compare for somebody, in one circumstance.

    Attributes
    ----------
    points : numpy.ndarray, shape (alternatives,)
        Expected advantage over the baseline.
    best, good : numpy.ndarray, shape (alternatives,)
        Probability, over the uncertain numbers, of being the best one on average, and of being
        good enough.
    regret, regret_high : numpy.ndarray, shape (alternatives,)
        Expected regret, and its 95th percentile, in points.
    """

    points: np.ndarray
    best: np.ndarray
    good: np.ndarray
    regret: np.ndarray
    regret_high: np.ndarray

    @property
    def defensible(self) -> np.ndarray:
        """Which alternatives are surely good enough."""
        return self.good >= SURE

    @property
    def leader(self) -> int:
        """The alternative with the least expected regret."""
        return int(np.nanargmin(self.regret))


def points(
    effects: np.ndarray, outcomes: Sequence[str], criteria: Sequence[Better], baseline: int
) -> dict[str, np.ndarray]:
    """Turn effects into points for each of those concerned.

    Parameters
    ----------
    effects : numpy.ndarray, shape (alternatives, ..., outcomes)
    outcomes : sequence of str
    criteria : sequence of Better
        Resolved.
    baseline : int
        The alternative that has zero points.

    Returns
    -------
    dict of str to numpy.ndarray, shape (alternatives, ...)
        By those concerned, in the order of the criteria; not a number where one of their outcomes
        has nothing to measure.
    """
    found: dict[str, np.ndarray] = {}
    for one in criteria:
        values = effects[..., list(outcomes).index(one.outcome)]
        sign = 1.0 if one.direction == "more" else -1.0
        gained = sign * (values - values[baseline]) / one.matters
        found[one.whom] = found[one.whom] + gained if one.whom in found else gained
    return found


def judge(gained: np.ndarray, baseline: int, seed: int = 0) -> Judged:
    """Judge alternatives from their points in single departments.

    The means of a set's few departments are noisy. They are drawn toward the means over sets by as
    much as the variances and covariances between departments of one set tell (empirical Bayes, all
    alternatives at once), and what remains unknown is filled in by guesses. Where departments are
    very noisy this errs towards undecided.

    Parameters
    ----------
    gained : numpy.ndarray, shape (alternatives, sets, replicates)
        Points; those of the baseline are zero.
    baseline : int
    seed : int
        Of the guesses.
    """
    others = [place for place in range(len(gained)) if place != baseline]
    expected, roots = denoised(gained[others])
    if not len(roots):
        nothing = np.full(len(gained), np.nan)
        return Judged(nothing, nothing, nothing, np.zeros(len(gained)), nothing)
    noise = np.random.default_rng(seed).standard_normal((len(roots), len(others), SAMPLES))
    drawn = np.zeros((len(gained), len(roots) * SAMPLES))
    guessed = expected.T[..., None] + roots @ noise
    drawn[others] = guessed.swapaxes(0, 1).reshape(len(others), -1)
    most = drawn.max(axis=0)
    leading = drawn >= most - TIE
    regret = most - drawn
    return Judged(
        points=drawn.mean(axis=1),
        best=(leading / leading.sum(axis=0)).mean(axis=1),
        good=(regret < 1.0).mean(axis=1),
        regret=regret.mean(axis=1),
        regret_high=np.quantile(regret, 0.95, axis=1),
    )


def denoised(values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Estimate each set's own means from its few departments, for all alternatives at once.

    Parameters
    ----------
    values : numpy.ndarray, shape (alternatives, sets, replicates)
        Departments with a gap in any alternative are left out, and sets without another.

    Returns
    -------
    expected : numpy.ndarray, shape (alternatives, sets kept)
    roots : numpy.ndarray, shape (sets kept, alternatives, alternatives)
        A root times its transpose is the covariance of what remains unknown. No set is kept where
        fewer than three can be, or where none has two departments.
    """
    whole = np.isfinite(values).all(axis=0)
    kept = whole.any(axis=1)
    values, whole = values[:, kept], whole[kept]
    counts, size = whole.sum(axis=1), len(values)
    freedom = (counts - 1).sum()
    if freedom <= 0 or len(counts) < FEWEST_SETS:
        return np.empty((size, 0)), np.empty((0, size, size))
    values = np.where(whole, values, 0.0)
    means = values.sum(axis=2) / counts
    apart = np.where(whole, values - means[..., None], 0.0).reshape(size, -1)
    within = apart @ apart.T / freedom
    centre = means.mean(axis=1, keepdims=True)
    noise = within * (1.0 / counts).mean()
    between = _possible(np.atleast_2d(np.cov(means)) - noise)
    of_centre = (between + noise) / len(counts)
    expected = np.empty_like(means)
    roots = np.empty((len(counts), size, size))
    for count in np.unique(counts):
        these = counts == count
        weight = between @ np.linalg.pinv(between + within / count, hermitian=True)
        rest = np.eye(size) - weight
        expected[:, these] = centre + weight @ (means[:, these] - centre)
        roots[these] = _root(rest @ between + rest @ of_centre @ rest.T)
    return expected, roots


def _possible(matrix: np.ndarray) -> np.ndarray:
    """Return the nearest matrix that can be a covariance: no negative variance in any direction."""
    strength, directions = np.linalg.eigh((matrix + matrix.T) / 2.0)
    return (directions * np.maximum(strength, 0.0)) @ directions.T


def _root(matrix: np.ndarray) -> np.ndarray:
    strength, directions = np.linalg.eigh((matrix + matrix.T) / 2.0)
    return directions * np.sqrt(np.maximum(strength, 0.0))


def together(values: np.ndarray, axis: int) -> np.ndarray:
    """Average over an axis, leaving gaps out; a gap where there is nothing else."""
    there = np.isfinite(values)
    counts = there.sum(axis=axis)
    with np.errstate(invalid="ignore"):
        return np.where(there, values, 0.0).sum(axis=axis) / counts
