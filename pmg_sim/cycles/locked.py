"""Work held against the meetings: week by week around them, the pull, and the share of rhythm."""

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from scipy.signal import lombscargle

from pmg_sim.cycles.trace import Trace

REACH = 8
"""Weeks shown before and after a meeting."""

LAGS = np.arange(-REACH, REACH + 1)

EDGE = 2
"""Weeks at either end of the time between two meetings that the pull compares."""

FEWEST_WEEKS = 26
"""A shorter series says nothing about a rhythm."""

CYCLES = np.linspace(0.25, 3.25, 61)
"""Cycles from one meeting to the next at which power is looked for."""


class Sums(NamedTuple):
    """A total and the number of person-weeks in it, by lag."""

    total: np.ndarray
    count: np.ndarray

    @property
    def mean(self) -> np.ndarray:
        """The mean, not a number where nothing was counted."""
        return ratio(self.total, self.count)


def ratio(total: np.ndarray, count: np.ndarray) -> np.ndarray:
    """Return totals over counts, not a number where nothing was counted."""
    known = np.where(np.asarray(count) > 0, count, np.nan)
    return np.asarray(total) / known


def places(meetings: np.ndarray, weeks: int) -> Iterator[tuple[int, int]]:
    """Yield lag and week of every week around every meeting.

    A week at or before the previous meeting, or at or after the next one, belongs to that one.
    Before the first meeting nobody has promised anything: only the weeks after it are taken.
    """
    for place, meeting in enumerate(meetings):
        back = meeting - meetings[place - 1] if place else 0
        ahead = meetings[place + 1] - meeting if place + 1 < len(meetings) else weeks
        for lag in range(max(-REACH, 1 - back), min(REACH, ahead - 1) + 1):
            if 0 <= meeting + lag < weeks and (back or lag > 0):
                yield lag, int(meeting + lag)


def around_meetings(trace: Trace, calendar: Trace, what: str, among: str | None = None) -> Sums:
    """Add a variable up by weeks from the discussion meetings.

    Parameters
    ----------
    trace : Trace
        Whose weeks are added up.
    calendar : Trace
        Of the same people in the arm whose meetings count.
    what : str
        A variable of the trace.
    among : str, optional
        A variable that is above zero for those who count; everybody present by default.

    Returns
    -------
    Sums
        Shape (lags,), as `LAGS`.
    """
    values = trace[what]
    counted = np.isfinite(values)
    if among is not None:
        counted &= trace[among] > 0
    found = Sums(np.zeros(len(LAGS)), np.zeros(len(LAGS)))
    for group, meetings in enumerate(calendar.meetings):
        rows = calendar.cohort == group
        for lag, week in places(meetings, values.shape[1]):
            here = rows & counted[:, week]
            found.total[lag + REACH] += values[here, week].sum()
            found.count[lag + REACH] += here.sum()
    return found


def pull(trace: Trace, first: int, last: int) -> float:
    """Measure how much more a member works on one promise just before the meeting that asks.

    Taken are members who had work left on the promise both in the week after one discussion
    meeting and in the week of the next: their hours on it in the last two weeks, the next
    meeting's own among them, less those in the first two. One person and one promise are held
    against themselves, so that nobody's finishing early counts.

    Parameters
    ----------
    trace : Trace
    first, last : int
        Meetings from week `first` on and before week `last`.

    Returns
    -------
    float
        Hours a week, mean over members and times between meetings; not a number without promises.
    """
    hours, open_still = trace["promised_hours"], trace["on_promise"] > 0
    total, count = 0.0, 0
    for group, meetings in enumerate(trace.meetings):
        rows = trace.cohort == group
        inside = meetings[(meetings >= first) & (meetings < last)]
        for begin, end in pairwise(inside):
            if end - begin < 2 * EDGE:
                continue
            who = rows & open_still[:, begin + 1] & open_still[:, end]
            early = hours[who, begin + 1 : begin + 1 + EDGE].mean(axis=1)
            late = hours[who, end + 1 - EDGE : end + 1].mean(axis=1)
            total += float((late - early).sum())
            count += int(who.sum())
    return total / count if count else np.nan


def rhythm(trace: Trace, calendar: Trace, what: str, first: int, last: int) -> np.ndarray:
    """Measure which share of a person's ups and downs goes with the meetings.

    Time is counted in meetings: it runs from one whole number to the next between two discussion
    meetings, however many weeks lie between. The power of each person's weeks (Lomb and Scargle,
    normalised, with a mean of its own) at one cycle is the share of their variance that a single
    wave from meeting to meeting explains. Weeks without any rhythm give about 2 over their number.

    Parameters
    ----------
    trace, calendar, what
        As for `around_meetings`.
    first, last : int
        Weeks from `first` up to, not including, `last`.

    Returns
    -------
    numpy.ndarray, shape (cycles,)
        As `CYCLES`, mean over people; not a number where nobody varies.
    """
    values = trace[what]
    weeks = np.arange(values.shape[1])
    powers = []
    for group, meetings in enumerate(calendar.meetings):
        if len(meetings) < 2:
            continue
        # The week of a meeting is the last of its cycle: its work is done before the evening.
        clock = np.interp(weeks, meetings, np.arange(len(meetings)))
        inside = (weeks > meetings[0]) & (weeks <= meetings[-1]) & (weeks >= first) & (weeks < last)
        for row in np.flatnonzero(calendar.cohort == group):
            here = inside & np.isfinite(values[row])
            series = values[row, here]
            if len(series) >= FEWEST_WEEKS and np.ptp(series) > 0.0:
                powers.append(
                    lombscargle(
                        clock[here],
                        series - series.mean(),
                        2.0 * np.pi * CYCLES,
                        floating_mean=True,
                        normalize=True,
                    )
                )
    return np.mean(powers, axis=0) if powers else np.full(len(CYCLES), np.nan)


_BELOW, _ONE, _ABOVE = (int(np.argmin(np.abs(CYCLES - at))) for at in (0.8, 1.0, 1.25))


def peak(power: np.ndarray) -> float:
    """Return how far the power at one cycle stands out from its surroundings.

    Slow ups and downs hold more power than fast ones, whether anybody meets or not. What lies
    beside the peak, at 0.8 and at 1.25 cycles (their geometric mean), is therefore taken off.
    With few people that leaves a little more than zero where there is no rhythm at all, a few
    tenths of a per cent at most: hold it against the same people without the group.
    """
    return float(power[_ONE] - np.sqrt(power[_BELOW] * power[_ABOVE]))
