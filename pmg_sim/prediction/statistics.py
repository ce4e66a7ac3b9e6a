"""Statistics of sums, which add up over people, groups, departments and programmes.

A side of a comparison is an array whose last axis holds its sums: a total and what it is counted
among; or, of a standardised difference, how many people there are, the sum of their answers, and
of the squares; or, of a correlation, how many groups there are, and the sums of x, y, xx, yy, xy.
"""

import numpy as np

SMALLEST_SPREAD = 1e-9
"""A standard deviation that is no more than the rounding of sums counts as none."""


def statistic(name: str, one: np.ndarray, other: np.ndarray | None = None) -> np.ndarray:
    """Compute a statistic; not a number where there is nothing to compute it from.

    Parameters
    ----------
    name : str
        One of `pmg_sim.prediction.names.Statistic`.
    one, other : numpy.ndarray, shape (..., sums)
        The programme, and the side that it is compared with, if the statistic needs one.
    """
    if name == "correlation":
        return correlation(one)
    if other is None:
        return level(one)
    if name == "standardised_difference":
        return standardised_difference(one, other)
    if name == "odds_ratio":
        return odds_ratio(one, other)
    if name in ("ratio", "rate_ratio"):
        return divide(level(one), level(other))
    return level(one) - level(other)


def divide(total: np.ndarray, count: np.ndarray) -> np.ndarray:
    """Divide; not a number where the divisor is not above 0."""
    whole = np.full(np.broadcast_shapes(total.shape, count.shape), np.nan)
    return np.divide(total, count, out=whole, where=count > 0)


def level(sums: np.ndarray) -> np.ndarray:
    """Return a mean, a rate or a share: a total by what it is counted among."""
    return divide(sums[..., 0], sums[..., 1])


def standardised_difference(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """Return the difference of means in pooled standard deviations over people (Cohen's d)."""
    within = _squares_within(one) + _squares_within(other)
    spread = np.sqrt(divide(within, one[..., 0] + other[..., 0] - 2.0))
    difference = divide(one[..., 1], one[..., 0]) - divide(other[..., 1], other[..., 0])
    return divide(difference, np.where(spread > SMALLEST_SPREAD, spread, 0.0))


def _squares_within(sums: np.ndarray) -> np.ndarray:
    mean = divide(sums[..., 1], sums[..., 0])
    return np.maximum(0.0, sums[..., 2] - sums[..., 1] * mean)


def odds_ratio(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """Return the ratio of odds; where a cell is empty each has half a person more (Haldane)."""
    cells = [side for sums in (one, other) for side in (sums[..., 0], sums[..., 1] - sums[..., 0])]
    empty = np.min(cells, axis=0) <= 0
    yes, no, other_yes, other_no = (cell + 0.5 * empty for cell in cells)
    counted = (one[..., 1] > 0) & (other[..., 1] > 0)
    return np.where(counted, divide(yes * other_no, no * other_yes), np.nan)


def correlation(sums: np.ndarray) -> np.ndarray:
    """Return Pearson's correlation; not a number where a side does not vary."""
    n, x, y, xx, yy, xy = np.moveaxis(sums, -1, 0)
    spread_x, spread_y = (
        np.sqrt(np.maximum(0.0, divide(squares, n) - divide(total, n) ** 2))
        for total, squares in ((x, xx), (y, yy))
    )
    enough = (n > 2) & (spread_x > SMALLEST_SPREAD) & (spread_y > SMALLEST_SPREAD)
    shared = divide(xy, n) - divide(x, n) * divide(y, n)
    found = divide(shared, np.where(enough, spread_x * spread_y, 0.0))
    return np.clip(found, -1.0, 1.0)
