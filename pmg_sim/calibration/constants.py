"""The plainest rival: one constant rate each for benefits, drawbacks and outcomes."""

from collections.abc import Sequence

import numpy as np
from scipy import stats

from pmg_sim.calibration.numbers import JEFFREYS, Number, beta_binomial


def constant_scores(numbers: Sequence[Number]) -> dict[str, dict[str, float]]:
    """Score each number by a rate that all other numbers of its kind give.

    Parameters
    ----------
    numbers : sequence of Number
        Attendance and survival have no others of their kind, and are left out.

    Returns
    -------
    dict
        By name: ``score``, the log-chance of the count, with the tolerance that the model's groups
        are given, which makes the two comparable; ``sharp``, without it; and ``plugged_in``, the
        rate taken to be exactly that of the others.
    """
    found = {}
    for number in numbers:
        others = [one for one in numbers if one.kind == number.kind and one.name != number.name]
        if not others:
            continue
        count, of = sum(one.count for one in others), sum(one.of for one in others)
        found[number.name] = {
            "score": _tolerant(number, count, of),
            "sharp": float(beta_binomial(number.count, number.of, count, of)),
            "plugged_in": float(stats.binom.logpmf(number.count, number.of, count / of)),
        }
    return found


RATES = (np.arange(2_000) + 0.5) / 2_000
"""Quantiles at which the others' rate is averaged over."""


def _tolerant(number: Number, count: int, of: int) -> float:
    """Score a count by groups of the others' rate, each compared like a simulated one."""
    rates = stats.beta.ppf(RATES, count + JEFFREYS, of - count + JEFFREYS)
    chances = np.exp(beta_binomial(number.count, number.of, number.of * rates, number.of))
    return float(np.log(chances.mean()))
