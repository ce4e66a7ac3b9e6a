"""The whole answer: members one by one, meetings, output, completions, and what breaks it all."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from pmg_sim.blocks import tell
from pmg_sim.cycles.breakers import BREAKERS
from pmg_sim.cycles.breakers_part import breakers_part
from pmg_sim.cycles.gather import gather
from pmg_sim.cycles.meetings_part import meetings_part
from pmg_sim.cycles.portrait_part import portrait_part
from pmg_sim.cycles.success_part import success_part
from pmg_sim.experiments.run import Results, run
from pmg_sim.experiments.written_answer import Picture, Section
from pmg_sim.posterior import SOURCES
from pmg_sim.scenario import Scenario, ScenarioError
from pmg_sim.scenario.wording import nearest, one_of

DEPARTMENTS = 200
"""Departments by default: about a minute."""

FEWEST_WEEKS = 8
"""A member for less has no cycle to show."""


class Found(NamedTuple):
    """What was found.

    Attributes
    ----------
    sentences : tuple of str
        The answer in words, the most important first.
    sections : tuple of Section
        With tables and figures.
    """

    sentences: tuple[str, ...]
    sections: tuple[Section, ...]


def cycles(
    scenario: Scenario,
    departments: int = DEPARTMENTS,
    seed: int = 1,
    uncertainty: str = "posterior",
    breakers: Sequence[str] = tuple(BREAKERS),
    progress: Callable[[int, int], Any] | None = None,
    say: Callable[[str], Any] = tell,
) -> Found:
    """Follow members week by week, and find what drives their cycles and what breaks them.

    It runs in one process, one department after the other. Nothing is kept until all of them are
    done: after it was stopped, it starts anew.

    Parameters
    ----------
    scenario : Scenario
        With a group.
    departments : int, default 200
        Independent departments; each is run in every arm with the same people and luck, one after
        the other, and only what the answer needs is kept of it.
    seed : int, default 1
        0 to 2**63 - 1. The same seed gives the same answer.
    uncertainty : {"posterior", "prior", "centre"}
        Where the theory's numbers come from; each department has a set of its own, the same in
        every arm.
    breakers : sequence of str
        Names of `BREAKERS`, in the order in which tables show them.
    progress : callable, optional
        Called with (departments finished, departments asked for).
    say : callable
        Receives a line where the model has to be compiled first.

    Returns
    -------
    Found

    Raises
    ------
    ScenarioError
        For a scenario without a group, or an unknown breaker.
    ValueError
        For a seed, a number of departments or a source that is not allowed.
    """
    _check(scenario, departments, seed, uncertainty, breakers)
    found = gather(scenario, breakers, departments, seed, uncertainty, progress, say)
    first = run(scenario, seed, 1, uncertainty=uncertainty, say=say)
    many = "1 department" if departments == 1 else f"{departments} departments"
    subtitle = f"{scenario.title}. {many}, seed {seed}."
    weeks = scenario.horizon_weeks
    meetings, on_meetings = meetings_part(found, weeks, subtitle)
    portrait = portrait_part(found, subtitle)
    success, on_success = success_part(found, weeks, subtitle)
    broken, on_breakers = breakers_part(found, subtitle)
    sections = (_members_part(first), meetings, portrait, success, broken)
    return Found((*on_meetings, *on_success, *on_breakers), sections)


def _check(
    scenario: Scenario, departments: int, seed: int, uncertainty: str, breakers: Sequence[str]
) -> None:
    if not scenario.group or not scenario.groups_active:
        raise ScenarioError(
            "productivity cycles need a group that meets, and the scenario has none; "
            "allowed: a scenario with a group."
        )
    if not 1 <= departments <= 1_000_000:
        raise ValueError(f"departments {departments}: allowed is 1 to 1000000")
    if not 0 <= seed < 2**63:
        raise ValueError(f"seed {seed}: allowed is 0 to 2**63 - 1")
    if uncertainty not in SOURCES:
        raise ValueError(f"uncertainty {uncertainty!r}: allowed is {one_of(SOURCES)}")
    for name in breakers:
        if name not in BREAKERS:
            like = nearest(name, list(BREAKERS))
            hint = f" (nearest: {like})" if like else ""
            raise ScenarioError(f"unknown breaker {name!r}{hint}; allowed: {one_of(BREAKERS)}.")


def _members_part(first: Results) -> Section:
    """Return the section that shows one department's members, as an example."""
    people = first.people
    members = people[
        (people["arm"] == "group") & (people["cohort"] == 0) & (people["joined_group"] >= 0)
    ]
    horizon = first.scenario.horizon_weeks
    end = members["left_group"].where(members["left_group"] >= 0, horizon)
    if not (end - members["joined_group"] >= min(FEWEST_WEEKS, (horizon + 1) // 2)).any():
        return Section(
            "Members' weeks, one department",
            ("In the first department nobody was a member long enough to show.",),
        )
    return Section(
        "Members' weeks, one department",
        (
            "One department shows what a cycle looks like; what is found about cycles rests on all "
            "departments together.",
        ),
        pictures=(
            Picture(
                "members",
                "The weeks of the first group's members in the first department: hours, those on a "
                "promise among them, the meetings, and what was submitted and completed.",
                "cycles_members",
                {"results": first},
            ),
        ),
    )
