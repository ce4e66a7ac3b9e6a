"""Contradictions between the tables: groups and events against department and horizon.

A week span runs from its first week up to, and not including, its end week. A calendar holds
at most one meeting a week. A person is invited to one group at most, and so is a mentor;
people who are hired later are not counted on, because hiring is left to chance.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pmg_sim.scenario.checks import Mistake
from pmg_sim.scenario.locate import Loc
from pmg_sim.scenario.wording import nearest, one_of

if TYPE_CHECKING:
    from pmg_sim.scenario.schema import Calendar, Event, Group, Scenario


def scenario_mistakes(scenario: "Scenario") -> Iterator[Mistake]:
    """Check the groups and the events against the department and the horizon."""
    names: set[str] = set()
    for index, group in enumerate(scenario.group):
        if group.name in names:
            yield Mistake(
                ("group", index, "name"),
                group.name,
                "an earlier group has this name already",
                "a name of its own for each group",
            )
        names.add(group.name)
        yield from _period_mistakes(scenario, index, group)
    yield from _people_mistakes(scenario)
    for index, event in enumerate(scenario.event):
        yield from _event_mistakes(scenario, index, event)


def _people_mistakes(scenario: "Scenario") -> Iterator[Mistake]:
    department = scenario.department
    left = {
        "senior": department.senior,
        "junior": department.junior,
        "mid_career": department.mid_career,
    }
    for index, group in enumerate(scenario.group):
        if group.senior_mentors > left["senior"]:
            yield _too_many(index, "senior_mentors", group.senior_mentors, left["senior"], "senior")
        else:
            left["senior"] -= group.senior_mentors
    # Groups that take anybody come last: they choose among those whom the others leave.
    order = sorted(enumerate(scenario.group), key=lambda pair: pair[1].invited_stage == "any")
    for index, group in order:
        stages = list(left) if group.invited_stage == "any" else [group.invited_stage]
        free = sum(left[stage] for stage in stages)
        if group.invited > free:
            yield _too_many(index, "invited", group.invited, free, " or ".join(stages))
            continue
        wanted = group.invited
        for stage in stages:
            taken = min(wanted, left[stage])
            left[stage] -= taken
            wanted -= taken


def _too_many(index: int, key: str, found: int, free: int, stage: str) -> Mistake:
    return Mistake(
        ("group", index, key),
        found,
        f"the department starts with {free} {stage} people who are in no other group",
        f"at most {free}, or more {stage} people in the department",
    )


def _period_mistakes(scenario: "Scenario", index: int, group: "Group") -> Iterator[Mistake]:
    horizon = scenario.horizon_weeks
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
    mistakes = [
        mistake
        for place, calendar in enumerate(group.calendar)
        for mistake in _span_mistakes(("group", index, "calendar", place), calendar, group, horizon)
    ]
    yield from mistakes or _crowding_mistakes(index, group, horizon)


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


def _event_mistakes(scenario: "Scenario", index: int, event: "Event") -> Iterator[Mistake]:
    if event.week >= scenario.horizon_weeks:
        yield Mistake(
            ("event", index, "week"),
            event.week,
            f"the run ends at week {scenario.horizon_weeks}, before the event",
            f"a week from 0 to {scenario.horizon_weeks - 1}",
        )
        return
    names = [group.name for group in scenario.group]
    if event.group is None and len(names) == 1:
        yield from _moment_mistakes(scenario, index, event, scenario.group[0])
    elif event.group in names:
        yield from _moment_mistakes(scenario, index, event, scenario.group_of(event))
    else:
        yield _unknown_group(index, event, names)


def _unknown_group(index: int, event: "Event", names: list[str]) -> Mistake:
    if not names:
        problem = f"{event.what} befalls a group, and the scenario has none"
        return Mistake(("event", index, "what"), event.what, problem, "no such event")
    if event.group is None:
        problem = f"the scenario has {len(names)} groups, and the event does not say which"
        return Mistake(("event", index, "group"), None, problem, one_of(names))
    like = nearest(event.group, names)
    problem = "no group has this name" + (f' (nearest: "{like}")' if like else "")
    return Mistake(("event", index, "group"), event.group, problem, one_of(names))


def _moment_mistakes(
    scenario: "Scenario", index: int, event: "Event", group: "Group"
) -> Iterator[Mistake]:
    last = scenario.horizon_weeks if group.ends_week is None else group.ends_week
    if not group.founded_week <= event.week < last:
        yield Mistake(
            ("event", index, "week"),
            event.week,
            f'group "{group.name}" lives from week {group.founded_week} to week {last}',
            f"a week from {group.founded_week} to {last - 1}",
        )
    if event.what != "member_leaves_track":
        return
    of_group = [
        (other.week, place, other.what)
        for place, other in enumerate(scenario.event)
        if (other.group or group.name) == group.name
    ]
    earlier = [what for week, place, what in of_group if (week, place) < (event.week, index)]
    members = group.invited + earlier.count("hire_joins") - earlier.count("member_leaves_track")
    if members < 1:
        yield Mistake(
            ("event", index, "what"),
            event.what,
            f'everybody invited to group "{group.name}" has left already by week {event.week}',
            f"at most {group.invited + earlier.count('hire_joins')} such events by then",
        )
