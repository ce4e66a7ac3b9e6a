"""Made-up weeks of people whose cycles are known."""

from itertools import pairwise

import numpy as np

from pmg_sim.cycles.trace import FOLLOWED, Trace

MEETINGS = np.array([4, 12, 17, 28, 36, 45, 57, 63, 74, 83, 95, 101])
"""Weeks between 5 and 12 apart."""


def trace(meetings=MEETINGS, keys=None, cohort=None, **series):
    """Make a trace from arrays of (people, weeks); a variable that is not given is zero.

    ``worked`` gives the hours. A person is absent in weeks in which any series is missing.
    """
    series = {"hours" if name == "worked" else name: value for name, value in series.items()}
    people, weeks = next(iter(series.values())).shape
    values = np.zeros((people, weeks, len(FOLLOWED)))
    for name, value in series.items():
        values[:, :, FOLLOWED.index(name)] = value
    values[np.isnan(values).any(axis=2)] = np.nan
    return Trace(
        np.arange(people) if keys is None else np.asarray(keys),
        np.zeros(people, dtype=int) if cohort is None else np.asarray(cohort),
        values,
        (np.asarray(meetings),),
    )


def by_lag(meetings, weeks, worth):
    """Return a series that takes `worth[week - next meeting]`, zero where that is not stated."""
    found = np.zeros(weeks)
    for begin, end in pairwise(meetings):
        for week in range(begin + 1, end + 1):
            found[week] = worth.get(week - end, 0.0)
    return found


def clock(meetings, weeks):
    """Return time in meetings."""
    return np.interp(np.arange(weeks), meetings, np.arange(len(meetings)))


def totals(weeks, *when):
    """Return one person's completions so far, with a product in each of the weeks `when`."""
    found = np.zeros(weeks)
    for week in when:
        found[week:] += 1
    return found
