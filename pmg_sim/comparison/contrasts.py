"""Differences between two arms that ran under the same sets of numbers, with the same luck."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from pmg_sim.comparison.intervals import joint_level, means, units_needed
from pmg_sim.experiments.outcomes import OUTCOMES
from pmg_sim.experiments.patterns import beyond, by_draw


def contrasts(
    one: np.ndarray,
    other: np.ndarray,
    outcomes: Sequence[str],
    level: float = 0.95,
    together: float | None = None,
) -> pd.DataFrame:
    """Estimate by how much an arm differs from the baseline, outcome by outcome.

    The unit is the set of the theory's numbers: the mean of its paired differences. Where there is
    one set only, its departments are the units. Pairs with a gap are left out.

    Parameters
    ----------
    one, other : numpy.ndarray, shape (sets, replicates, outcomes)
        The arm and the baseline, paired; not a number where there is nothing to measure.
    outcomes : sequence of str
        Names of `pmg_sim.experiments.outcomes.OUTCOMES`.
    level : float
        Of the intervals, 0 to 1.
    together : float, optional
        The level of single intervals at which they hold all at once; from these outcomes if left
        out. Where they are a part of a larger table, give that of the whole.

    Returns
    -------
    pandas.DataFrame
        One row for each outcome: ``outcome``, ``label``, ``whom``, ``unit``; ``baseline``, its mean
        there; ``mean`` of the difference, ``low`` and ``high`` of its interval, ``low_all`` and
        ``high_all`` of the interval that holds for all rows at once; ``better_on_average``, the
        probability over the uncertain numbers that the mean difference is in the better direction,
        luck taken out; ``better_in_one``, the share of departments in which the difference is, ties
        counting one half; ``variance_ratio``, the variance that unpaired arms would give over the
        one achieved; ``sets``, the units used; ``sd`` of their differences. All in the outcome's
        unit but for shares and counts; not a number where nothing can be told.

    Raises
    ------
    ValueError
        If the arrays are not of the shape, or not of the same.
    """
    one, other = np.asarray(one, dtype=float), np.asarray(other, dtype=float)
    if one.shape != other.shape or one.ndim != 3 or one.shape[2] != len(outcomes):
        raise ValueError(
            f"arms of shapes {one.shape} and {other.shape}; allowed: both (sets, replicates, "
            f"{len(outcomes)})"
        )
    differences = one - other
    there = np.isfinite(differences)
    here, baseline = (means(set_means(np.where(there, values, np.nan))) for values in (one, other))
    units = set_means(differences)
    found = means(units)
    if together is None:
        together = joint_level(units, level)
    each, wide = found.half(level), found.half(together)
    told = [OUTCOMES[name] for name in outcomes]
    signs = np.array([1.0 if outcome.better == "more" else -1.0 for outcome in told])
    with np.errstate(invalid="ignore", divide="ignore"):
        ratio = (here.sd**2 + baseline.sd**2) / found.sd**2
    return pd.DataFrame(
        {
            "outcome": list(outcomes),
            "label": [outcome.label for outcome in told],
            "whom": [outcome.whom for outcome in told],
            "unit": [outcome.unit for outcome in told],
            "baseline": baseline.mean,
            "mean": found.mean,
            "low": found.mean - each,
            "high": found.mean + each,
            "low_all": found.mean - wide,
            "high_all": found.mean + wide,
            "better_on_average": _on_average(differences * signs),
            "better_in_one": _in_one(differences * signs),
            "variance_ratio": np.where(found.sd > 0.0, ratio, np.nan),
            "sets": found.units,
            "sd": found.sd,
        }
    )


def side_by_side(
    names: Sequence[str],
    ones: Sequence[np.ndarray],
    others: Sequence[np.ndarray],
    outcomes: Sequence[str],
    level: float = 0.95,
) -> pd.DataFrame:
    """Hold several arms against their baselines, with intervals that hold for all rows at once.

    Parameters
    ----------
    names : sequence of str
        Of the arms.
    ones, others : sequence of numpy.ndarray, shape (sets, replicates, outcomes)
        The arms and their baselines, as for `contrasts`.
    outcomes, level
        As for `contrasts`.

    Returns
    -------
    pandas.DataFrame
        The rows of `contrasts` for each arm, after a column ``arm``.
    """
    units = np.hstack([set_means(one - other) for one, other in zip(ones, others, strict=True)])
    together = joint_level(units, level)
    parts = []
    for name, one, other in zip(names, ones, others, strict=True):
        part = contrasts(one, other, outcomes, level, together)
        part.insert(0, "arm", name)
        parts.append(part)
    return pd.concat(parts, ignore_index=True)


def sets_needed(
    rows: pd.DataFrame | pd.Series | Mapping[str, Any], half_width: Any, level: float = 0.95
) -> Any:
    """Return how many sets give intervals of some half width.

    Parameters
    ----------
    rows : pandas.DataFrame, or one row of it
        From `contrasts`.
    half_width : float or array_like
        Of the pointwise interval, above 0, in the unit of the outcome; one for each row, or one.
    level : float

    Returns
    -------
    float or pandas.Series of float
        At least 2; not a number where the spread is not known.

    Raises
    ------
    ValueError
        For a half width that is not above 0.
    """
    if not (np.asarray(half_width, dtype=float) > 0).all():
        raise ValueError(f"half width {half_width!r}: allowed is a number above 0")
    found = units_needed(rows["sd"], half_width, level)
    if isinstance(rows, pd.DataFrame):
        return pd.Series(found, index=rows.index)
    return float(found)


def set_means(values: np.ndarray) -> np.ndarray:
    """Return the units: the means of sets, or the departments where there is one set only.

    Parameters
    ----------
    values : numpy.ndarray, shape (sets, replicates, outcomes)
        Gaps are left out.

    Returns
    -------
    numpy.ndarray, shape (sets or replicates, outcomes)
    """
    if len(values) == 1:
        return values[0]
    there = np.isfinite(values)
    count = there.sum(axis=1)
    total = np.where(there, values, 0.0).sum(axis=1)
    return np.divide(total, count, out=np.full(total.shape, np.nan), where=count > 0)


def _on_average(better: np.ndarray) -> list[float]:
    """Return the probability that the mean of a set is above zero; it takes two in a set."""
    sets, replicates, outcomes = better.shape
    if sets == 1:
        return [np.nan] * outcomes
    index = pd.MultiIndex.from_product([range(sets), range(replicates)], names=["draw", "one"])
    found = []
    for values in np.moveaxis(better, 2, 0):
        told = None
        if (np.isfinite(values).sum(axis=1) > 1).any():
            told = beyond(*by_draw(pd.Series(values.ravel(), index=index)), 0.0)
        found.append(np.nan if told is None else told)
    return found


def _in_one(better: np.ndarray) -> np.ndarray:
    pairs = np.isfinite(better).sum(axis=(0, 1))
    wins = ((better > 0.0) + 0.5 * (better == 0.0)).sum(axis=(0, 1))
    return np.divide(wins, pairs, out=np.full(pairs.shape, np.nan), where=pairs > 0)
