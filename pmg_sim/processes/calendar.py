"""Calendar: the weeks of a group's meetings, drawn once, the same in every arm."""

import numpy as np

from pmg_sim.codes import NO_ONE
from pmg_sim.dice import uniform
from pmg_sim.jit import process, seldom
from pmg_sim.purposes import CALENDAR, LENGTH
from pmg_sim.state import FLOAT, INT

SERIES = np.dtype(
    [  # a series of meetings that a group plans
        ("group", INT),
        ("attempt", INT),  # 0 for the order tried first, 1 for the other one
        ("calendar", INT),  # place among the group's series
        ("purpose", INT),
        ("hour", INT),
        ("count", INT),
        ("start", INT),  # week
        ("end", INT),  # week, not included
        ("shortest", FLOAT),  # interval, weeks
        ("longest", FLOAT),
        ("shortest_meeting", FLOAT),  # minutes
        ("longest_meeting", FLOAT),
        ("meal_usd", FLOAT),
    ]
)


@seldom
def _shortfall(stream, g, calendar, k, power):
    """Draw how far interval `k` falls short of the longest, in [0, 1); 0 where all are equal."""
    if power <= 0.0:
        return 0.0
    return uniform(stream, g, k, CALENDAR, calendar) ** power


@seldom
def _is_taken(state, g, week):
    group = state.groups[g]
    for m in range(group.next_meeting, group.last_meeting):
        if state.meetings[m].week == week:
            return True
    return False


@seldom
def _free_week(state, g, week, start, end):
    """Return the first free week from `week` on, else the last free one before it."""
    for w in range(week, end):
        if not _is_taken(state, g, w):
            return w
    for back in range(1, week - start + 1):
        if not _is_taken(state, g, week - back):
            return week - back
    return -1


@seldom
def _insert(state, g, week):
    """Open a row for a meeting so that the group's rows stay in the order of weeks."""
    group = state.groups[g]
    m = group.last_meeting
    while m > group.next_meeting and state.meetings[m - 1].week > week:
        state.meetings[m] = state.meetings[m - 1]
        m -= 1
    group.last_meeting += 1
    return m


@process
def add_meetings(
    state, g, calendar, purpose, hour, count, start, end, intervals, lengths, meal_usd
):
    """Add one calendar's meetings to a group; at most one meeting falls in a week.

    Intervals between the `count` meetings in weeks [`start`, `end`) have the mean
    ``(end - start) / count``, or the shortest one where that is more, and stay inside `intervals`
    (shortest, longest; weeks): each is ``longest - (longest - shortest) u^k`` with k such that
    the mean is the one wanted, squeezed toward the mean as far as their sum demands. `lengths`
    are minutes (shortest, longest).
    Returns how many found a free week.
    """
    stream = state.run[0].stream
    shortest, longest = intervals
    mean = max(shortest, (end - start) / count)
    span = longest - shortest
    power = 0.0
    if longest > mean > shortest:
        power = span / (longest - mean) - 1.0
    total = 0.0
    low, high = 1.0, 0.0
    for k in range(1, count):
        x = _shortfall(stream, g, calendar, k, power)
        total += x
        low = min(low, x)
        high = max(high, x)
    centre = total / max(count - 1, 1)
    squeeze = 1.0
    if span * (centre - low) > longest - mean:
        squeeze = (longest - mean) / (span * (centre - low))
    if span * (high - centre) * squeeze > mean - shortest:
        squeeze = (mean - shortest) / (span * (high - centre))
    at = float(start)
    placed = 0
    for k in range(count):
        if k > 0:
            x = _shortfall(stream, g, calendar, k, power)
            at += mean + squeeze * span * (centre - x)
        week = _free_week(state, g, min(int(at), end - 1), start, end)
        if week < 0:
            continue
        meeting = state.meetings[_insert(state, g, week)]
        meeting.group = g
        meeting.week = week
        meeting.purpose = purpose
        meeting.hour = hour
        u = uniform(stream, g, k, LENGTH, calendar)
        meeting.length = lengths[0] + u * (lengths[1] - lengths[0])
        meeting.meal_usd = meal_usd
        placed += 1
    return placed


@seldom
def _try_series(state, series, g, attempt):
    """Add a group's series in one order; return the row of one that finds no room, or -1."""
    lacking = NO_ONE
    for k in range(series.shape[0]):
        one = series[k]
        if one.group != g or one.attempt != attempt:
            continue
        placed = add_meetings(
            state,
            g,
            one.calendar,
            one.purpose,
            one.hour,
            one.count,
            one.start,
            one.end,
            (one.shortest, one.longest),
            (one.shortest_meeting, one.longest_meeting),
            one.meal_usd,
        )
        if placed < one.count:
            lacking = k
    return lacking


@seldom
def fill_calendars(state, series):
    """Draw every group's meetings; return the row of a series that finds no room, or -1."""
    row = 0
    for g in range(state.groups.shape[0]):
        group = state.groups[g]
        lacking = NO_ONE
        for attempt in range(2):
            group.next_meeting = row
            group.last_meeting = row
            lacking = _try_series(state, series, g, attempt)
            if lacking < 0:
                break
        if lacking >= 0:
            return lacking
        row = group.last_meeting
    return NO_ONE
