"""Intervals of means: each for itself, and all of a table at once."""

from functools import lru_cache
from typing import NamedTuple

import numpy as np
from scipy.special import ndtr, ndtri, stdtrit

FEWEST_FOR_CORRELATION = 20
"""Units that two outcomes need in common before their correlation is trusted."""

DRAWS = 20_000
"""Of the Monte Carlo: the level comes out within two tenths of a percentage point."""

ROUNDING = 1e-12
"""A mean or spread below this share of the largest value is rounding, and counts as none."""


class Means(NamedTuple):
    """Means over units, one for each column: arrays of the same length.

    Attributes
    ----------
    mean, sd : numpy.ndarray
        Not a number without units, and without two of them.
    units : numpy.ndarray of int
        How many are there, without a gap.
    """

    mean: np.ndarray
    sd: np.ndarray
    units: np.ndarray

    def half(self, level: float | np.ndarray) -> np.ndarray:
        """Return half the width of Student's interval of each mean at a level (0 to 1)."""
        freedom = np.where(self.units > 1, self.units - 1, np.nan)
        error = self.sd / np.sqrt(np.where(self.units > 0, self.units, np.nan))
        return stdtrit(freedom, (1 + level) / 2) * error


def means(units: np.ndarray) -> Means:
    """Take means over the rows of `units`, gaps left out."""
    there = np.isfinite(units)
    count = there.sum(axis=0)
    filled = np.where(there, units, 0.0)
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = filled.sum(axis=0) / count
        apart = np.where(there, units - mean, 0.0)
        sd = np.sqrt((apart**2).sum(axis=0) / np.where(count > 1, count - 1, np.nan))
    smallest = ROUNDING * np.abs(filled).max(axis=0, initial=0.0)
    mean = np.where(np.abs(mean) <= smallest, 0.0, mean)
    return Means(mean, np.where(sd <= smallest, 0.0, sd), count)


def joint_level(units: np.ndarray, level: float) -> float:
    """Return the level at which single intervals hold all at once with the level asked for.

    It is the single-step method of the largest |t|: the estimated correlation between the columns
    tells how often the largest deviation is beyond a bound. The deviations are drawn from a normal
    distribution, and the bound is carried over to Student's t of each column, so that columns with
    fewer units get wider intervals. For columns that are independent, or all alike, this is exact.

    Parameters
    ----------
    units : numpy.ndarray, shape (units, columns)
        Gaps are allowed. Columns that do not vary do not count.
    level : float
        0 to 1.

    Returns
    -------
    float
        Between `level` and Bonferroni's, which it is where a correlation cannot be estimated.
    """
    varying = units[:, means(units).sd > 0.0]
    columns = varying.shape[1]
    if columns < 2:
        return level
    bonferroni = 1 - (1 - level) / columns
    correlation = _correlation(varying)
    if correlation is None:
        return bonferroni
    values, vectors = np.linalg.eigh(correlation)
    root = (vectors * np.sqrt(values.clip(min=0.0))) @ vectors.T  # the symmetric one is unique
    root /= np.linalg.norm(root, axis=1, keepdims=True)
    largest = np.abs(_luck(columns) @ root.T).max(axis=1)
    found = 2 * float(ndtr(np.quantile(largest, level))) - 1
    return min(max(found, level), bonferroni)


def _correlation(units: np.ndarray) -> np.ndarray | None:
    """Return the correlation of columns over the units that each pair has in common."""
    there = np.isfinite(units).astype(float)
    common = there.T @ there
    if common.min() < FEWEST_FOR_CORRELATION:
        return None
    apart = np.where(there > 0, units - means(units).mean, 0.0)
    apart /= np.abs(apart).max(axis=0)  # no product of small numbers gets lost
    squares = apart**2
    norms = np.sqrt((squares.T @ there) * (there.T @ squares))
    if not norms.all():  # one of a pair does not vary where the other is there
        return None
    return np.clip(apart.T @ apart / norms, -1.0, 1.0)


@lru_cache(maxsize=8)
def _luck(columns: int) -> np.ndarray:
    return np.random.default_rng(0).standard_normal((DRAWS, columns))


def units_needed(sd: np.ndarray, half_width: np.ndarray, level: float) -> np.ndarray:
    """Return the fewest units whose interval is no wider; not a number where `sd` is none."""
    sd, half_width = np.broadcast_arrays(
        np.asarray(sd, dtype=float), np.asarray(half_width, dtype=float)
    )
    count = np.maximum(2.0, np.ceil((ndtri((1 + level) / 2) * sd / half_width) ** 2))
    while True:
        wide = stdtrit(count - 1, (1 + level) / 2) * sd / np.sqrt(count) > half_width
        if not wide.any():
            return np.where(np.isnan(sd), np.nan, count)
        count = count + wide
