"""Output and self-efficacy together: where people stand, where they go, and which leads which."""

from typing import NamedTuple

import numpy as np

from pmg_sim.cycles.trace import Trace

HALF_YEAR, QUARTER = 26, 13
"""Weeks: what output is averaged over, and from one look to the next."""

FEWEST_LOOKS = 3
"""Looks at a person from which something can be said about that person's own ups and downs."""


STILL = 1e-9
"""What varies by less does not vary: rounding is left."""


class Looks(NamedTuple):
    """People looked at every quarter.

    Attributes
    ----------
    row : numpy.ndarray, shape (looks,)
        The person's row in the trace.
    hours, efficacy : numpy.ndarray, shape (looks,)
        Mean scholarly hours a week of the last half-year, and self-efficacy now; both less the
        person's own mean over all weeks of the reference arm.
    more_hours, more_efficacy : numpy.ndarray, shape (looks,)
        How much either has changed a quarter later.
    """

    row: np.ndarray
    hours: np.ndarray
    efficacy: np.ndarray
    more_hours: np.ndarray
    more_efficacy: np.ndarray


def past_mean(values: np.ndarray, weeks: int) -> np.ndarray:
    """Return the mean over the last so many weeks, this one among them; missing before."""
    found = np.full(values.shape, np.nan)
    if values.shape[1] >= weeks:
        windows = np.lib.stride_tricks.sliding_window_view(values, weeks, axis=1)
        found[:, weeks - 1 :] = windows.mean(axis=2)
    return found


def looks(trace: Trace, reference: Trace) -> Looks:
    """Look at everybody every quarter, from the first half-year's end on.

    Parameters
    ----------
    trace : Trace
    reference : Trace
        Of the same people in the same order: whose own means are the zero of both axes.
    """
    worked, efficacy = past_mean(trace["worked"], HALF_YEAR), trace["efficacy"]
    own_hours, own_efficacy = own_mean(reference["worked"]), own_mean(reference["efficacy"])
    weeks = np.arange(HALF_YEAR - 1, worked.shape[1] - QUARTER, QUARTER)
    row = np.repeat(np.arange(len(worked)), len(weeks))
    week = np.tile(weeks, len(worked))
    found = Looks(
        row,
        worked[row, week] - own_hours[row],
        efficacy[row, week] - own_efficacy[row],
        worked[row, week + QUARTER] - worked[row, week],
        efficacy[row, week + QUARTER] - efficacy[row, week],
    )
    whole = np.isfinite(np.column_stack(found[1:])).all(axis=1)
    return Looks(*(values[whole] for values in found))


def own_mean(values: np.ndarray) -> np.ndarray:
    """Return each person's mean over the weeks known; missing for less than half a year of them."""
    known = np.isfinite(values)
    count = known.sum(axis=1)
    total = np.where(known, values, 0.0).sum(axis=1)
    return total / np.where(count >= HALF_YEAR, count, np.nan)


def lead_and_lag(trace: Trace, output: np.ndarray) -> tuple[float, float]:
    """Correlate self-efficacy with output before it and after it, within people.

    Parameters
    ----------
    trace : Trace
    output : numpy.ndarray, shape (people, weeks)
        Output in each week.

    Returns
    -------
    tuple of float
        Correlation of self-efficacy at the end of a week with the output of the half-year up to
        it, and with that of the half-year after it. Both over the same looks, a quarter apart,
        each person's own means taken off; not a number where nothing varies.
    """
    past, efficacy = past_mean(output, HALF_YEAR), trace["efficacy"]
    weeks = np.arange(HALF_YEAR - 1, past.shape[1] - HALF_YEAR, QUARTER)
    before, now, after = past[:, weeks], efficacy[:, weeks], past[:, weeks + HALF_YEAR]
    whole = np.isfinite(before) & np.isfinite(now) & np.isfinite(after)
    whole &= whole.sum(axis=1, keepdims=True) >= FEWEST_LOOKS
    centred = []
    for values in (before, now, after):
        kept = np.where(whole, values, 0.0)
        mean = kept.sum(axis=1, keepdims=True) / np.maximum(1, whole.sum(axis=1, keepdims=True))
        centred.append((kept - mean)[whole])
    return _correlation(centred[0], centred[1]), _correlation(centred[1], centred[2])


def _correlation(one: np.ndarray, other: np.ndarray) -> float:
    if min(np.abs(values).max(initial=0.0) for values in (one, other)) < STILL:
        return np.nan
    return float((one * other).sum() / np.sqrt((one * one).sum() * (other * other).sum()))
