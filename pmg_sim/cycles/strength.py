"""How strong members' cycles are, in a few numbers that any two arms can be compared by."""

from typing import NamedTuple

import numpy as np

from pmg_sim.cycles.completions import response, rise
from pmg_sim.cycles.locked import peak, pull, rhythm
from pmg_sim.cycles.trace import Trace

WEEKS_PER_YEAR = 52.0


class Strength(NamedTuple):
    """A number that tells how strong a cycle is.

    Attributes
    ----------
    label, unit : str
    meaning : str
        How it is taken.
    """

    label: str
    unit: str
    meaning: str


STRENGTHS: dict[str, Strength] = {
    "pull": Strength(
        "pull of the next meeting",
        "hours a week",
        "hours on a promise in the last two weeks before the meeting that asks about it, less "
        "those in the first two weeks after the meeting before: the same person and promise, "
        "among those who still had work left on it",
    ),
    "rhythm": Strength(
        "rhythm of the meetings",
        "% of variance",
        "share of the variance of a person's weekly scholarly hours at one cycle from meeting to "
        "meeting, beyond what lies beside it",
    ),
    "rise": Strength(
        "self-efficacy after a completion",
        "0 to 1",
        "mean change over the 13 weeks after a completed product from the 13 weeks before, beyond "
        "the same person's change around other weeks",
    ),
    "dip": Strength(
        "hours after a completion",
        "hours a week",
        "the same for scholarly hours",
    ),
    "swing": Strength(
        "swings of a person's work",
        "hours a week",
        "standard deviation of a person's weekly scholarly hours around the own mean over these "
        "weeks, root mean square over the invited",
    ),
    "empty": Strength(
        "weeks without a project",
        "% of weeks",
        "share of a person's weeks without an hour on any project",
    ),
    "worked": Strength(
        "scholarly work", "hours a week", "mean over the invited and weeks, other demands left out"
    ),
    "completed": Strength(
        "products completed", "a person and year", "papers in print, teaching series and talks"
    ),
}
"""By name, in the order of `strengths`."""


def strengths(trace: Trace, first: int, last: int) -> np.ndarray:
    """Measure the cycles of one department over some weeks.

    Parameters
    ----------
    trace : Trace
    first, last : int
        Weeks from `first` up to, not including, `last`.

    Returns
    -------
    numpy.ndarray, shape (strengths,)
        As `STRENGTHS`; not a number where there is nothing to measure.
    """
    worked = trace["worked"][:, first:last]
    known = np.isfinite(worked)
    present = float(known.sum()) or np.nan
    count = np.maximum(1, known.sum(axis=1, keepdims=True))
    kept = np.where(known, worked, 0.0)
    apart = np.where(known, worked - kept.sum(axis=1, keepdims=True) / count, 0.0)
    return np.array(
        [
            pull(trace, first, last),
            100.0 * peak(rhythm(trace, trace, "worked", first, last)),
            rise(response(trace, "efficacy", first, last)),
            rise(response(trace, "worked", first, last)),
            np.sqrt((apart * apart).sum() / present),
            100.0 * (trace["on_projects"][:, first:last] == 0.0).sum() / present,
            kept.sum() / present,
            WEEKS_PER_YEAR * np.nansum(trace.completed[:, first:last]) / present,
        ]
    )
