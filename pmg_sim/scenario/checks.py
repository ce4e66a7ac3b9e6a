"""Contradictions within one table: settings that are each allowed but do not go together."""

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from pydantic import ValidationError
from pydantic_core import InitErrorDetails, PydanticCustomError

from pmg_sim.scenario.locate import Loc
from pmg_sim.scenario.wording import nearest, show

if TYPE_CHECKING:
    from pmg_sim.scenario.calendar import Calendar
    from pmg_sim.scenario.department import Department
    from pmg_sim.scenario.group import Group
    from pmg_sim.scenario.roles import Admission, Facilitator


class Mistake(NamedTuple):
    """One contradiction: the most telling key, what it says, why it cannot be, what can."""

    loc: Loc
    found: object
    problem: str
    allowed: str


def refuse(table: str, mistakes: Iterable[Mistake]) -> None:
    """Raise all mistakes of a table at once, if there are any.

    Raises
    ------
    pydantic.ValidationError
        With one error for each mistake, at its own place.
    """
    details = [
        InitErrorDetails(
            type=PydanticCustomError(
                "contradiction",
                "{problem}; allowed: {allowed}",
                {"problem": mistake.problem, "allowed": mistake.allowed},
            ),
            loc=mistake.loc,
            input=mistake.found,
        )
        for mistake in mistakes
    ]
    if details:
        raise ValidationError.from_exception_data(table, details)


def department_mistakes(department: "Department") -> Iterator[Mistake]:
    """Check the counts of people against one another."""
    people = department.people
    if people > department.faculty:
        yield Mistake(
            ("faculty",),
            department.faculty,
            f"senior, mid_career and junior together are {people}, more than all faculty",
            f"{people} or more faculty, or fewer people in the three stages",
        )
    if people < 2:
        yield Mistake(
            ("junior",),
            department.junior,
            f"senior, mid_career and junior together are {people}; ties need two people",
            "2 or more people in the three stages together",
        )
    weights = dict(department.junior_ranks)
    if not any(weights.values()):
        yield Mistake(
            ("junior_ranks",),
            weights,
            "all weights are zero, so that no junior could have a rank",
            "at least one weight above 0",
        )


def calendar_mistakes(calendar: "Calendar") -> Iterator[Mistake]:
    """Check that a calendar says how often it meets, and says it once."""
    interval = calendar.interval_weeks
    if calendar.count is None and interval is None:
        yield Mistake(
            (),
            None,
            "neither `count` nor `interval_weeks` says how often the group meets",
            "`count` (meetings), or `interval_weeks` (weeks from one meeting to the next)",
        )
    if calendar.count is None and interval is not None and interval[0] != interval[1]:
        yield Mistake(
            ("interval_weeks",),
            interval,
            "a shortest and a longest interval need `count`, the number of meetings",
            "one number of weeks, or `count` beside [shortest, longest]",
        )


def group_mistakes(group: "Group") -> Iterator[Mistake]:
    """Check one group's numbers against one another."""
    most = group.invited + group.senior_mentors
    if group.quorum > most:
        key = "quorum" if "quorum" in group.model_fields_set else "invited"
        yield Mistake(
            (key,),
            getattr(group, key),
            f"quorum is {group.quorum}, but invited and senior mentors together are {most}",
            f"a quorum from 2 to {most}, or more people invited",
        )
    if group.ends_week is not None and group.ends_week <= group.founded_week:
        yield Mistake(
            ("ends_week",),
            group.ends_week,
            f"the group would end before it begins in week {group.founded_week}",
            f"a week from {group.founded_week + 1} on",
        )


def facilitator_mistakes(facilitator: "Facilitator") -> Iterator[Mistake]:
    """Check that a facilitator's presence has a length."""
    start, end = facilitator.from_week, facilitator.until_week
    if end is not None and end <= start:
        yield Mistake(
            ("until_week",),
            end,
            f"the facilitator would leave before coming in week {start}",
            f"a week from {start + 1} on, or no until_week",
        )


def admission_mistakes(admission: "Admission") -> Iterator[Mistake]:
    """Find settings of admission that say nothing, because nobody is ever asked."""
    if admission.rules().every_weeks > 0:
        return
    usual = type(admission).model_fields["most_members"].default
    said = {
        "vote_share": admission.vote_share,
        "sponsor": admission.sponsor,
        "probation_weeks": admission.probation_weeks,
        "most_members": None if admission.most_members == usual else admission.most_members,
    }
    for key, value in said.items():
        if value is not None:
            policy = show(admission.policy)
            yield Mistake(
                (key,),
                value,
                f"with policy {policy} and no `every_weeks`, nobody is ever asked to join"
                if admission.every_weeks is None
                else "`every_weeks` is 0, so that nobody is ever asked to join",
                "`every_weeks` of 1 or more, or another policy",
            )
            return  # one of them shows what is wrong with all


def parameter_mistakes(chosen: Mapping[str, float]) -> Iterator[Mistake]:
    """Check the numbers set in `[parameters]` against the table of the theory's parameters."""
    if not chosen:
        return
    from pmg_sim.parameters import PARAMETERS  # most scenarios set none: spare them the import

    for name, value in chosen.items():
        if name not in PARAMETERS:
            like = nearest(name, PARAMETERS)
            yield Mistake(
                (name,),
                value,
                "the theory has no parameter of this name"
                + (f" (nearest: `{like}`)" if like else ""),
                f"one of the {len(PARAMETERS)} names in the table of parameters",
            )
            continue
        row = PARAMETERS[name]
        if not row.low <= value <= row.high:
            yield Mistake(
                (name,),
                value,
                "out of the parameter's range",
                f"a number from {row.low:g} to {row.high:g}"
                + ("" if row.unit == "1" else f" ({row.unit})"),
            )
