"""Contradictions between the tables: groups against one another and against the department.

A person is invited to one group at most, and so is a mentor;
people who are hired later are not counted on, because hiring is left to chance.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pmg_sim.scenario.checks import Mistake
from pmg_sim.scenario.happenings import event_mistakes
from pmg_sim.scenario.periods import period_mistakes

if TYPE_CHECKING:
    from pmg_sim.scenario.group import Group
    from pmg_sim.scenario.schema import Scenario

MOST_GROUPS = 1000
"""Groups that a scenario may have, copies counted."""


def scenario_mistakes(scenario: "Scenario") -> Iterator[Mistake]:
    """Check the groups and the events against the department and the horizon."""
    number = 0
    for index, group in enumerate(scenario.group):
        number += group.copies
        if number > MOST_GROUPS:
            yield Mistake(
                ("group", index, "copies"),
                group.copies,
                f"with these copies there are {number} groups",
                f"at most {MOST_GROUPS} groups in all",
            )
            return  # making them all, to find more mistakes, would take long
        yield from period_mistakes(index, group, scenario.horizon_weeks)
    singles = [(k, one) for k, group in enumerate(scenario.group) for one in group.singles()]
    yield from _name_mistakes(singles)
    yield from _people_mistakes(scenario, singles)
    yield from event_mistakes(scenario)


def _name_mistakes(singles: "list[tuple[int, Group]]") -> Iterator[Mistake]:
    owners: dict[str, int] = {}
    for index, group in singles:
        names = [group.name]
        if group.admission.rules().second_group:
            names.append(group.second_name)
        for name in names:
            if owners.setdefault(name, index) != index:
                copy = "" if name == group.name else f' ("{name}")'
                yield Mistake(
                    ("group", index, "name"),
                    group.name,
                    f"an earlier group has this name already{copy}",
                    "a name of its own for each group",
                )


def _people_mistakes(scenario: "Scenario", singles: "list[tuple[int, Group]]") -> Iterator[Mistake]:
    department = scenario.department
    left = {
        "senior": department.senior,
        "junior": department.junior,
        "mid_career": department.mid_career,
    }
    lacking: set[tuple[int, str]] = set()
    for index, group in singles:
        if group.senior_mentors <= left["senior"]:
            left["senior"] -= group.senior_mentors
        elif (index, "senior_mentors") not in lacking:
            lacking.add((index, "senior_mentors"))
            yield _too_many(scenario, index, group, "senior_mentors", left["senior"], "senior")
    # Groups that take anybody come last: they choose among those whom the others leave.
    order = sorted(singles, key=lambda pair: pair[1].invited_stage == "any")
    for index, group in order:
        stages = list(left) if group.invited_stage == "any" else [group.invited_stage]
        free = sum(left[stage] for stage in stages)
        if group.invited > free:
            if (index, "invited") not in lacking:
                lacking.add((index, "invited"))
                yield _too_many(scenario, index, group, "invited", free, " or ".join(stages))
            continue
        wanted = group.invited
        for stage in stages:
            taken = min(wanted, left[stage])
            left[stage] -= taken
            wanted -= taken


def _too_many(
    scenario: "Scenario", index: int, single: "Group", key: str, free: int, stage: str
) -> Mistake:
    group = scenario.group[index]
    found = getattr(single, key)
    if group.copies > 1:
        return Mistake(
            ("group", index, "copies"),
            group.copies,
            f'"{single.name}" needs {found} {stage} {"person" if found == 1 else "people"} '
            f"({key}), and the groups before it leave {free}",
            f"fewer copies, or more {stage} people in the department",
        )
    return Mistake(
        ("group", index, key),
        found,
        f"the department starts with {free} {stage} people who are in no other group",
        f"at most {free}, or more {stage} people in the department",
    )
