"""Luck told apart: how much of what varies between sets is luck of too few departments."""

from typing import NamedTuple

import numpy as np

Z95 = 1.96


class Signal(NamedTuple):
    """Means over the departments of each set, and what of their variance is no luck.

    Attributes
    ----------
    means : numpy.ndarray, shape (blocks, sets in a block)
        Blocks with a set that has no value in any department are left out.
    noise : numpy.ndarray, shape (blocks, sets in a block)
        Estimated variance of each mean, by luck.
    kept : numpy.ndarray of bool, shape (all blocks)
        Which blocks are here.
    parts : numpy.ndarray, shape (blocks,)
        What each block adds to the estimated variance; their mean is the estimate.
    variance, error : float
        Estimated variance over the priors of the expected value, and its standard error.
    luck_of_one : float
        Share of luck in the variance of a single department, 0 to 1.
    luck_of_means : float
        Share of luck in the variance of the means, 0 to 1.
    """

    means: np.ndarray
    noise: np.ndarray
    kept: np.ndarray
    parts: np.ndarray
    variance: float
    error: float
    luck_of_one: float
    luck_of_means: float

    @property
    def told(self) -> bool:
        """Whether there is surely any variance that is no luck."""
        return bool(self.variance > Z95 * self.error and self.variance > 0.0)

    @property
    def constant(self) -> bool:
        """Whether everything is the same in every set and department."""
        return bool(self.means.size and np.ptp(self.means) == 0.0 and not self.noise.any())


def separate(effects: np.ndarray, block: int = 1, independent: slice = slice(None)) -> Signal:
    """Separate luck from what the sets themselves do.

    Parameters
    ----------
    effects : numpy.ndarray, shape (sets, replicates)
        One value for each department, with luck of its own; not a number where there is none.
    block : int
        So many sets in a row belong together.
    independent : slice
        Which sets of a block are independent draws from the priors.

    Raises
    ------
    ValueError
        With fewer than two replicates, from which luck cannot be told.
    """
    effects = np.asarray(effects, dtype=float)
    if effects.ndim != 2 or effects.shape[1] < 2:
        raise ValueError(
            "one department for each set: luck cannot be told; allowed: 2 or more replicates"
        )
    there = np.isfinite(effects)
    counts = there.sum(axis=1)
    sums = np.where(there, effects, 0.0).sum(axis=1)
    means = np.divide(sums, counts, out=np.full(len(effects), np.nan), where=counts > 0)
    squares = (np.where(there, effects - means[:, None], 0.0) ** 2).sum(axis=1)
    freedom = np.maximum(counts - 1, 0)
    pooled = squares.sum() / max(1, freedom.sum())
    each = np.divide(squares, freedom, out=np.full(len(effects), pooled), where=freedom > 0)
    noise = each / np.maximum(counts, 1)
    means, noise = means.reshape(-1, block), noise.reshape(-1, block)
    kept = np.isfinite(means).all(axis=1)
    means, noise = means[kept], noise[kept]
    if len(means) < 3:
        return Signal(means, noise, kept, np.zeros(len(means)), 0.0, np.inf, np.nan, np.nan)
    drawn = means[:, independent]
    by_luck = noise.mean(axis=1)
    whole = ((drawn - drawn.mean()) ** 2).mean(axis=1) * drawn.size / (drawn.size - 1)
    parts, total = whole - by_luck, float(whole.mean())
    variance, error = float(parts.mean()), float(parts.std(ddof=1) / np.sqrt(len(parts)))
    one = pooled / (pooled + max(variance, 0.0)) if pooled > 0.0 else 0.0
    share = min(1.0, float(by_luck.mean()) / total) if total > 0.0 else np.nan
    return Signal(means, noise, kept, parts, variance, error, float(one), share)
