"""What simulated programmes tell of a quantity: what one would observe, and what to expect."""

import math
from collections.abc import Callable
from typing import Any

import numpy as np
from scipy.special import ndtri

from pmg_sim.prediction.names import BOUNDS, NULLS, RATIOS
from pmg_sim.prediction.statistics import statistic

QUANTILES = {"low": 0.05, "lower": 0.25, "median": 0.5, "upper": 0.75, "high": 0.95}
"""Ends of the 90 % and of the 50 % interval, and the middle."""

MOST_LUCK = 0.5
"""Share of the spread of expected values that was luck, from which they are known only roughly."""

MOST_PARTS = 10
"""Parts into which the sets are dealt, to see how much the numbers depend on who is in."""


def describe(name: str, one: np.ndarray, other: np.ndarray | None) -> tuple[dict, np.ndarray]:
    """Describe a quantity over the sets of the theory's numbers and their programmes.

    Parameters
    ----------
    name : str
        The statistic.
    one, other : numpy.ndarray, shape (sets, programmes, sums)

    Returns
    -------
    tuple
        The description, fit for JSON but for what is no number; and the quantity as each programme
        would observe it, shape (sets, programmes).
    """
    observed = statistic(name, one, other)
    expected, luck = _expected(name, one, other)
    null = NULLS.get(name)
    return {
        "null": null,
        "observed": _summary(observed, null) | {"not_computed": int(np.isnan(observed).sum())},
        "expected": _summary(expected[:, None], null)
        | {"not_computed": int(np.isnan(expected).sum()), "luck_taken_out": luck},
    }, observed


def _expected(name: str, one: np.ndarray, other: np.ndarray | None) -> tuple[np.ndarray, float]:
    """Return what to expect under each set, and the share of its spread that was luck.

    All programmes of a set are taken as one large one. What is left of luck in it is estimated by
    leaving each programme out in turn, and the values are drawn together by as much; but never
    closer than so many sets can tell a spread from luck, by one standard error of a variance.
    Where luck is most of the spread, it made its shape, too, which is then taken to be normal.
    Ratios are drawn together on the scale of their logarithms.
    """
    sides = [one] if other is None else [one, other]
    whole = [side.sum(axis=1) for side in sides]
    values = statistic(name, *whole)
    left = statistic(
        name, *(total[:, None] - side for total, side in zip(whole, sides, strict=True))
    )
    known = np.isfinite(values) & np.isfinite(left).all(axis=1)
    if known.sum() < 2:
        return values, float("nan")
    positive = bool((values[known] > 0).all() and (left[known] > 0).all())
    to, back = (np.log, np.exp) if name in RATIOS and positive else (_same, _same)
    runs = one.shape[1]
    noise = ((runs - 1) * to(left[known]).var(axis=1)).mean()
    found = np.isfinite(values) & ((values > 0) | (to is _same))
    scaled = to(values[found])
    spread = scaled.var(ddof=1)
    luck = float(min(1.0, noise / spread)) if spread > 0 else 0.0
    middle = scaled.mean()
    drawn = np.full(len(values), np.nan)
    kept = np.sqrt(min(1.0, max(1.0 - luck, math.sqrt(2.0 / len(scaled)))))
    if luck >= MOST_LUCK:
        ranks = scaled.argsort(kind="stable").argsort(kind="stable")
        scaled = middle + np.sqrt(spread) * ndtri((ranks + 0.5) / len(ranks))
    low, high = BOUNDS.get(name, (-np.inf, np.inf))
    drawn[found] = (
        back(middle + kept * (scaled - middle)).clip(low, high) if luck else values[found]
    )
    return drawn, luck


def _same(values: np.ndarray) -> np.ndarray:
    return values


def _summary(values: np.ndarray, null: float | None) -> dict[str, Any]:
    """Return mean, quantiles and chances, and how surely they are known; values by set."""

    def mean(part: np.ndarray) -> float:
        return float(np.mean(part))

    reads: dict[str, Callable[[np.ndarray], float]] = {"mean": mean}
    reads |= {key: lambda part, q=q: _quantile(part, q) for key, q in QUANTILES.items()}
    if null is not None:
        reads["above_null"] = lambda part: float(np.mean(part > null))
        reads["at_null"] = lambda part: float(np.mean(part == null))
    told: dict[str, Any] = {key: _of_known(read, values) for key, read in reads.items()}
    told["monte_carlo_error"] = {key: _error(read, values) for key, read in reads.items()}
    return told


def _quantile(values: np.ndarray, share: float) -> float:
    return float(np.quantile(values, share, method="inverted_cdf"))


def _of_known(read: Callable[[np.ndarray], float], values: np.ndarray) -> float:
    known = values[np.isfinite(values)]
    return read(known) if known.size else float("nan")


def _error(read: Callable[[np.ndarray], float], values: np.ndarray) -> float:
    """Return a standard error: sets are dealt into parts, and each part is left out in turn."""
    parts = min(MOST_PARTS, len(values))
    if parts < 2:
        return float("nan")
    dealt = np.arange(len(values)) % parts
    left = np.array([_of_known(read, values[dealt != part]) for part in range(parts)])
    return float(np.sqrt((parts - 1) * left.var()))
