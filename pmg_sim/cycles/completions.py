"""What goes with a completed product, and what it sets off."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from pmg_sim.cycles.locked import Sums
from pmg_sim.cycles.trace import Trace, align

BEFORE, AFTER = 13, 26
"""Weeks shown around a completion."""

LAGS = np.arange(-BEFORE, AFTER + 1)

RISE = slice(BEFORE + 1, 2 * BEFORE + 1)
"""The thirteen weeks after a completion, in `LAGS`."""

STATES = ("efficacy", "motivation", "worked")
"""What is followed around a completion."""


def response(trace: Trace, what: str, first: int = 0, last: int | None = None) -> Sums:
    """Add up how a variable goes around completions, beyond how it goes around other weeks.

    Each path runs from `BEFORE` weeks before to `AFTER` weeks after and is measured from its own
    mean over the weeks before. From each completion's path the mean path of the same person around
    all weeks in which that person completed nothing is taken off.

    Parameters
    ----------
    trace : Trace
    what : str
        A variable of the trace.
    first, last : int, optional
        Completions from week `first` on and before week `last`.

    Returns
    -------
    Sums
        Shape (lags,): sums over completions, and how many there were. Those too near to either end
        of the run, or of the person's time there, are left out.
    """
    values, completed = trace[what], trace.completed
    none = Sums(np.zeros(len(LAGS)), np.zeros(len(LAGS)))
    if values.shape[1] < len(LAGS):
        return none
    paths = sliding_window_view(values, len(LAGS), axis=1)
    paths = paths - paths[:, :, :BEFORE].mean(axis=2, keepdims=True)
    whole = np.isfinite(paths).all(axis=2)
    done = completed[:, BEFORE : BEFORE + paths.shape[1]]
    week = BEFORE + np.arange(paths.shape[1])
    asked = (week >= first) & (week < (values.shape[1] if last is None else last))
    total, count = none
    for row in range(len(values)):
        events = whole[row] & (done[row] > 0) & asked
        quiet = whole[row] & (done[row] == 0)
        if events.any() and quiet.any():
            usual = paths[row, quiet].mean(axis=0)
            total += (paths[row, events] - usual).sum(axis=0)
            count += events.sum()
    return Sums(total, count)


def rise(sums: Sums) -> float:
    """Return the mean over the thirteen weeks after a completion."""
    return float(sums.mean[RISE].mean())


def pulse(base: Trace, pushed: Trace, what: str) -> np.ndarray:
    """Return what an intervention does to the same people, week by week.

    Parameters
    ----------
    base, pushed : Trace
        Without the intervention and with it.
    what : str
        A variable of the trace.

    Returns
    -------
    numpy.ndarray, shape (weeks,)
        Mean difference over those present in both; not a number where nobody is.
    """
    difference = align(pushed, base.keys)[what] - base[what]
    known = np.isfinite(difference)
    count = known.sum(axis=0)
    total = np.where(known, difference, 0.0).sum(axis=0)
    return total / np.where(count > 0, count, np.nan)
