"""Contradictions between weeks: when a group lives, when it meets, how long the run lasts.

A week span runs from its first week up to, and not including, its end week. A calendar holds
at most one meeting a week.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pmg_sim.scenario.checks import Mistake
from pmg_sim.scenario.locate import Loc

if TYPE_CHECKING:
    from pmg_sim.scenario.calendar import Calendar
    from pmg_sim.scenario.group import Group


def period_mistakes(index: int, group: "Group", horizon: int) -> Iterator[Mistake]:
    """Check when a group lives, is facilitated and meets against the weeks of the run."""
    if group.founded_week >= horizon:
        yield Mistake(
            ("group", index, "founded_week"),
            group.founded_week,
            f"the run ends at week {horizon}, before the group is founded",
            f"a week from 0 to {horizon - 1}",
        )
        return  # every calendar of the group would repeat it
    if group.ends_week is not None and group.ends_week > horizon:
        yield Mistake(
            ("group", index, "ends_week"),
            group.ends_week,
            f"the run ends at week {horizon}, before the group does",
            f"a week from {group.founded_week + 1} to {horizon}, or no ends_week",
        )
        return
    yield from _facilitator_mistakes(index, group, horizon)
    mistakes = [
        mistake
        for place, calendar in enumerate(group.calendar)
        for mistake in _span_mistakes(("group", index, "calendar", place), calendar, group, horizon)
    ]
    yield from mistakes or _crowding_mistakes(index, group, horizon)


def _facilitator_mistakes(index: int, group: "Group", horizon: int) -> Iterator[Mistake]:
    """Find a facilitator who comes when the group is over, or stays when the run is."""
    if group.facilitator is None:
        return
    last = horizon if group.ends_week is None else group.ends_week
    start, end = group.facilitator.from_week, group.facilitator.until_week
    if start >= last:
        yield Mistake(
            ("group", index, "facilitator", "from_week"),
            start,
            f"the group lives from week {group.founded_week} to week {last}",
            f"a week from 0 to {last - 1}",
        )
    elif end is not None and end > horizon:
        yield Mistake(
            ("group", index, "facilitator", "until_week"),
            end,
            f"the run ends at week {horizon}, before the facilitator leaves",
            f"a week from {start + 1} to {horizon}, or no until_week",
        )


def _crowding_mistakes(index: int, group: "Group", horizon: int) -> Iterator[Mistake]:
    """Find weeks too few for the meetings of all calendars: a group meets once a week at most."""
    spans = [(*c.span(group, horizon), c.planned(group, horizon)) for c in group.calendar]
    for start in sorted({span[0] for span in spans}):
        for end in sorted({span[1] for span in spans}):
            planned = sum(n for first, last, n in spans if first >= start and last <= end)
            if planned > end - start > 0:
                yield Mistake(
                    ("group", index, "calendar"),
                    planned,
                    f"the group's calendars plan {planned} meetings from week {start} to {end}",
                    f"at most one meeting a week, {end - start} in all",
                )
                return


def _span_mistakes(
    loc: Loc, calendar: "Calendar", group: "Group", horizon: int
) -> Iterator[Mistake]:
    start, end = calendar.span(group, horizon)
    last = horizon if group.ends_week is None else group.ends_week
    if start < group.founded_week or start >= last:
        yield Mistake(
            (*loc, "start_week"),
            start,
            f"the group lives from week {group.founded_week} to week {last}",
            f"a week from {group.founded_week} to {last - 1}",
        )
    elif end <= start or end > last:
        yield Mistake(
            (*loc, "end_week"),
            end,
            f"the calendar begins in week {start} and the group lives to week {last}",
            f"a week from {start + 1} to {last}",
        )
    elif calendar.count is not None:
        yield from _fit_mistakes(loc, calendar.count, calendar, end - start)


def _weeks(number: int) -> str:
    return "1 week" if number == 1 else f"{number} weeks"


def _fit_mistakes(loc: Loc, count: int, calendar: "Calendar", weeks: int) -> Iterator[Mistake]:
    shortest, longest = calendar.interval_weeks or (1, weeks)
    most = (weeks - 1) // shortest + 1
    fewest = -(-weeks // longest)
    if count > most:
        yield Mistake(
            (*loc, "count"),
            count,
            f"{count} meetings at least {_weeks(shortest)} apart do not fit into {_weeks(weeks)}",
            f"at most {most} meetings, a shorter interval or a longer calendar",
        )
    elif count < fewest:
        yield Mistake(
            (*loc, "count"),
            count,
            f"{count} meetings at most {_weeks(longest)} apart do not fill {_weeks(weeks)}",
            f"at least {fewest} meetings, a longer interval or an earlier end_week",
        )
