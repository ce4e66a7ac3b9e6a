"""Means, intervals and verdicts over replicates; what cannot be told from so few is None."""

import math
from typing import Any

import numpy as np
from scipy.special import ndtri, stdtrit

FEWEST_FOR_TAILS = 20
"""Replicates from which the outer tenth of a distribution is told, and a verdict given."""

TAIL = 0.05
UPPER = 0.975
"""The quantile at the upper end of a 95 % interval."""


def finite(values: Any) -> np.ndarray:
    """Return the values that are numbers, as floats."""
    array = np.asarray(values, dtype=float).ravel()
    return array[np.isfinite(array)]


def spread(values: Any) -> dict:
    """Describe a quantity over replicates.

    Returns
    -------
    dict
        ``mean``; ``low`` and ``high``, the 5th and the 95th percentile, None from fewer than
        `FEWEST_FOR_TAILS` values; ``n``, how many values there are.
    """
    values = finite(values)
    low = high = None
    if len(values) >= FEWEST_FOR_TAILS:
        low, high = np.quantile(values, [TAIL, 1 - TAIL], method="inverted_cdf").tolist()
    mean = float(values.mean()) if len(values) else None
    return {"mean": mean, "low": low, "high": high, "n": len(values)}


def mean_interval(values: Any) -> dict:
    """Estimate a mean over replicates with its 95 % interval (Student's t).

    Returns
    -------
    dict
        ``mean``, ``low``, ``high``, ``n``; the bounds are None from fewer than two values.
    """
    values = finite(values)
    n = len(values)
    if n == 0:
        return {"mean": None, "low": None, "high": None, "n": 0}
    mean = float(values.mean())
    if n == 1:
        return {"mean": mean, "low": None, "high": None, "n": 1}
    half = float(stdtrit(n - 1, UPPER) * values.std(ddof=1) / math.sqrt(n))
    return {"mean": mean, "low": mean - half, "high": mean + half, "n": n}


def share_interval(yes: int, n: int) -> dict:
    """Estimate a share of replicates with its 95 % interval (Wilson's, good near 0 and 1)."""
    if n == 0:
        return {"mean": None, "low": None, "high": None, "n": 0}
    share = yes / n
    if n == 1:
        return {"mean": share, "low": None, "high": None, "n": 1}
    z = float(ndtri(UPPER))
    centre = (share + z * z / (2 * n)) / (1 + z * z / n)
    half = z * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    return {
        "mean": share,
        "low": max(0.0, centre - half),
        "high": min(1.0, centre + half),
        "n": n,
    }


def paired(with_group: Any, without: Any) -> dict:
    """Estimate the mean of a difference between two arms, paired by replicate.

    Parameters
    ----------
    with_group, without : array_like
        One number per replicate and arm, in the same order; pairs with a gap are left out.

    Returns
    -------
    dict
        ``with_group`` and ``without`` (means over the pairs); ``mean``, ``low``, ``high`` and
        ``n`` of the difference, as in `mean_interval`; ``undetermined``, whether the interval
        spans zero (None without an interval); ``variance_ratio``, the variance that unpaired
        arms would give over the variance achieved by pairing.
    """
    one, other = np.asarray(with_group, dtype=float), np.asarray(without, dtype=float)
    both = np.isfinite(one) & np.isfinite(other)
    one, other = one[both], other[both]
    difference = mean_interval(one - other)
    low, high = difference["low"], difference["high"]
    ratio = None
    if len(one) > 1 and (achieved := (one - other).var(ddof=1)) > 0.0:
        ratio = float((one.var(ddof=1) + other.var(ddof=1)) / achieved)
    return {
        "with_group": float(one.mean()) if len(one) else None,
        "without": float(other.mean()) if len(other) else None,
        **difference,
        "undetermined": None if low is None else bool(low <= 0.0 <= high),
        "variance_ratio": ratio,
    }


def correlation(one: Any, other: Any) -> dict:
    """Estimate a correlation over replicates with its 95 % interval (Fisher's z).

    Returns
    -------
    dict
        As `mean_interval`; the bounds are None from fewer than four pairs, and the mean, too,
        where one side does not vary.
    """
    one, other = np.asarray(one, dtype=float), np.asarray(other, dtype=float)
    both = np.isfinite(one) & np.isfinite(other)
    one, other = one[both], other[both]
    n = len(one)
    if n < 2 or np.ptp(one) == 0.0 or np.ptp(other) == 0.0:
        return {"mean": None, "low": None, "high": None, "n": n}
    r = float(np.corrcoef(one, other)[0, 1])
    if n < 4:
        return {"mean": r, "low": None, "high": None, "n": n}
    z, half = math.atanh(min(max(r, -0.999999), 0.999999)), float(ndtri(UPPER)) / math.sqrt(n - 3)
    return {"mean": r, "low": math.tanh(z - half), "high": math.tanh(z + half), "n": n}


def against(simulated: Any, reported: float) -> dict:
    """Hold a reported count against the simulated ones.

    Parameters
    ----------
    simulated : array_like
        One count per replicate.
    reported : float
        The study's count.

    Returns
    -------
    dict
        Shares of the replicates with exactly, at least and at most the reported count, and the
        ``verdict``: ``below the study`` or ``above the study`` where the reported count lies in
        the outer 5 % of the simulated ones, else ``inside the central 90 %``.
    """
    counts = finite(simulated)
    n = len(counts)
    if n == 0:
        return {"exactly": None, "at_least": None, "at_most": None, "verdict": "nobody to count"}
    at_least, at_most = float((counts >= reported).mean()), float((counts <= reported).mean())
    if n < FEWEST_FOR_TAILS:
        verdict = "too few replicates to judge"
    elif at_least < TAIL:
        verdict = "below the study"
    elif at_most < TAIL:
        verdict = "above the study"
    else:
        verdict = "inside the central 90 %"
    return {
        "exactly": float((counts == reported).mean()),
        "at_least": at_least,
        "at_most": at_most,
        "verdict": verdict,
    }


def for_json(value: Any) -> Any:
    """Turn numpy's numbers into Python's and what is no number into None."""
    if isinstance(value, dict):
        return {str(key): for_json(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [for_json(item) for item in value]
    if isinstance(value, np.generic):
        value = value.item()
    return None if isinstance(value, float) and not math.isfinite(value) else value
