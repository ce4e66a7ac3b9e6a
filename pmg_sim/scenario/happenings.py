"""Contradictions about events: whom they befall, what they need, and whether they can happen."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING

from pmg_sim.scenario.checks import Mistake
from pmg_sim.scenario.wording import nearest, one_of

if TYPE_CHECKING:
    from pmg_sim.scenario.group import Group
    from pmg_sim.scenario.schema import Event, Scenario

NEEDS = {"falling_out": ("member", "with_member"), "merger": ("into",)}
"""Keys without which an event says too little."""

USES = {
    "member_leaves_track": ("member",),
    "member_leaves_department": ("member",),
    "member_leaves_group": ("member",),
    "falling_out": ("member", "with_member"),
    "workload_shock": ("member", "hours_factor", "lasts_weeks"),
    "merger": ("into",),
}
"""Keys beside week, what, group and the conditions that an event makes use of."""

SPECIAL = ("member", "with_member", "into", "hours_factor", "lasts_weeks")
"""Keys that only some events make use of."""

WITHOUT_GROUP = ("hire", "workload_shock")
"""Events that can befall a department without a group."""

LEAVING = ("member_leaves_track", "member_leaves_department")
"""Events after which a member is no longer there."""


def event_mistakes(scenario: "Scenario") -> Iterator[Mistake]:
    """Check every event by itself, and against those before it in the same group."""
    groups: dict[str, Group] = {}
    for group in scenario.groups():
        groups.setdefault(group.name, group)  # of two with one name, the first keeps it
    earlier: dict[str, Counter[str]] = defaultdict(Counter)
    for index, event in sorted(enumerate(scenario.event), key=lambda pair: pair[1].week):
        if event.week >= scenario.horizon_weeks:
            yield Mistake(
                ("event", index, "week"),
                event.week,
                f"the run ends at week {scenario.horizon_weeks}, before the event",
                f"a week from 0 to {scenario.horizon_weeks - 1}",
            )
            continue
        yield from _key_mistakes(index, event)
        if not _is_of_group(event):
            if event.group is not None:
                problem = f"a {event.what} without `member` or a condition befalls everybody"
                allowed = "no `group`, or `member` beside it"
                if event.what == "hire":
                    problem = "a hire without a condition belongs to no group"
                    allowed = "no `group`, or hire_joins"
                yield Mistake(("event", index, "group"), event.group, problem, allowed)
            continue
        name = event.group
        if name is None and len(scenario.group) == 1 and scenario.group[0].copies == 1:
            name = scenario.group[0].name  # a second group, founded by those outside, is its own
        if name is None or name not in groups:
            yield _unknown_group(index, event, list(groups))
            continue
        group = groups[name]
        if event.into is not None and event.what == "merger":
            yield from _merger_mistakes(scenario, index, event, groups, name)
        yield from _moment_mistakes(scenario, index, event, group)
        yield from _member_mistakes(index, event, group, earlier[name])
        earlier[name][event.what] += 1


def _is_of_group(event: "Event") -> bool:
    """Whether an event befalls a group or somebody in it, or waits for what happens there."""
    conditional = event.if_turnout_below is not None or event.if_members_below is not None
    return event.what not in WITHOUT_GROUP or conditional or event.member is not None


def _key_mistakes(index: int, event: "Event") -> Iterator[Mistake]:
    """Find keys that an event lacks, and keys that say nothing about it."""
    lacking = [key for key in NEEDS.get(event.what, ()) if getattr(event, key) is None]
    if lacking:
        keys = " and ".join(f"`{key}`" for key in lacking)
        problem = f"a {event.what} needs {keys}"
        yield Mistake(("event", index, lacking[0]), None, problem, f"{keys} beside `what`")
    used = USES.get(event.what, ())
    for key in SPECIAL:
        value = getattr(event, key)
        # A file written by a run spells out every default; only another value says something.
        if key not in used and value != type(event).model_fields[key].default:
            problem = f"`{key}` says nothing about {event.what}"
            names = ", ".join(f"`{name}`" for name in used)
            allowed = f"of such keys, {names}" if used else f"no `{key}`"
            yield Mistake(("event", index, key), value, problem, allowed)
    falls_out = event.what == "falling_out" and event.member is not None
    if falls_out and event.member == event.with_member:
        problem = "nobody falls out with oneself"
        yield Mistake(("event", index, "with_member"), event.member, problem, "another number")


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


def _lives(scenario: "Scenario", group: "Group", week: int) -> tuple[bool, str, str]:
    """Whether a week is within a group's planned life, and how a message says when that is."""
    first = group.founded_week
    last = scenario.horizon_weeks if group.ends_week is None else group.ends_week
    life = f'group "{group.name}" lives from week {first} to week {last}'
    return first <= week < last, life, f"a week from {first} to {last - 1}"


def _merger_mistakes(
    scenario: "Scenario", index: int, event: "Event", groups: "dict[str, Group]", name: str
) -> Iterator[Mistake]:
    if event.into == name or event.into not in groups:
        others = [other for other in groups if other != name]
        like = nearest(event.into, others)
        problem = "no other group has this name" + (f' (nearest: "{like}")' if like else "")
        allowed = one_of(others) if others else "no merger"
        yield Mistake(("event", index, "into"), event.into, problem, allowed)
        return
    alive, life, allowed = _lives(scenario, groups[event.into], event.week)
    if not alive:
        yield Mistake(("event", index, "week"), event.week, life, allowed)


def _moment_mistakes(
    scenario: "Scenario", index: int, event: "Event", group: "Group"
) -> Iterator[Mistake]:
    alive, life, allowed = _lives(scenario, group, event.week)
    if not alive:
        yield Mistake(("event", index, "week"), event.week, life, allowed)


def _member_mistakes(
    index: int, event: "Event", group: "Group", earlier: Counter[str]
) -> Iterator[Mistake]:
    """Find members who are not there, by the count of those who came and those who left."""
    most = group.invited + earlier["hire_joins"]
    for key in ("member", "with_member"):
        number = getattr(event, key)
        if key in USES.get(event.what, ()) and number is not None and number > most:
            problem = f'no more than {most} people belong to group "{group.name}" by then'
            yield Mistake(("event", index, key), number, problem, f"a number from 1 to {most}")
    if event.what in LEAVING and sum(earlier[what] for what in LEAVING) >= most:
        yield _all_gone(index, event, f'everybody invited to group "{group.name}"', most)
    if event.what == "mentor_leaves" and not group.senior_mentors:
        problem = f'group "{group.name}" has no senior mentor who could leave'
        yield Mistake(("event", index, "what"), event.what, problem, "no such event")
    elif event.what == "mentor_leaves" and earlier[event.what] >= group.senior_mentors:
        who = f'every senior mentor of group "{group.name}"'
        yield _all_gone(index, event, who, group.senior_mentors)
    facilitated = group.facilitator_primitives() is not None or earlier["facilitator_arrives"]
    if event.what == "facilitator_leaves" and not facilitated:
        problem = f'group "{group.name}" has no facilitator who could leave'
        allowed = "a facilitator, or no such event"
        yield Mistake(("event", index, "what"), event.what, problem, allowed)


def _all_gone(index: int, event: "Event", who: str, number: int) -> Mistake:
    return Mistake(
        ("event", index, "what"),
        event.what,
        f"{who} has left already by week {event.week}",
        f"at most {number} such events by then",
    )
