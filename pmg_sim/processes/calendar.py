"""Calendar: the weeks of a group's meetings, drawn once, the same in every arm."""

from pmg_sim.dice import uniform
from pmg_sim.jit import process, rule
from pmg_sim.purposes import CALENDAR, LENGTH


@rule
def _shortfall(stream, g, calendar, k, power):
    """Draw how far interval `k` falls short of the longest, in [0, 1); 0 where all are equal."""
    if power <= 0.0:
        return 0.0
    return uniform(stream, g, k, CALENDAR, calendar) ** power


@rule
def _is_taken(state, g, week):
    group = state.groups[g]
    for m in range(group.next_meeting, group.last_meeting):
        if state.meetings[m].week == week:
            return True
    return False


@rule
def _free_week(state, g, week, start, end):
    """Return the first free week from `week` on, else the last free one before it."""
    for w in range(week, end):
        if not _is_taken(state, g, w):
            return w
    for back in range(1, week - start + 1):
        if not _is_taken(state, g, week - back):
            return week - back
    return -1


@rule
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
