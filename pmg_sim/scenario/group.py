"""The part of the schema about groups: whom they invite, how they are led, who may join."""

from itertools import islice, product
from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from pmg_sim.scenario import checks
from pmg_sim.scenario.admissions import ADMISSIONS
from pmg_sim.scenario.calendar import MOST_CALENDARS, Calendar
from pmg_sim.scenario.copies import MOST_COPIES, varied_mistakes
from pmg_sim.scenario.fields import (
    Among,
    ByName,
    FloorBounds,
    ListOf,
    Name,
    Number,
    Setting,
    Share,
    Table,
)
from pmg_sim.scenario.roles import Admission, Facilitator, Guests, PrimitiveChanges
from pmg_sim.scenario.structures import FACILITATOR, MENTOR_ROLES, STRUCTURES, Primitives

Payer = Literal["department", "members", "mentor", "not_stated"]


class Group(Table):
    """A peer mentoring group: whom it invites, how it is led, how it meets."""

    name: Name = Field(description="what the group is called (no unit)")
    founded_week: int = Field(default=0, ge=0, le=1039, description="when it begins (week)")
    ends_week: int | None = Field(
        default=None, ge=1, le=1040, description="planned end, before this week (week)"
    )
    invited: int = Field(ge=2, le=15, description="how many are asked to join (people)")
    acceptance: Share = Field(
        default=1.0, description="those asked who accept, on average (share, 0 to 1)"
    )
    selection: Number = Field(
        default=0.0,
        ge=-5,
        le=5,
        description="how strongly the motivated accept more often "
        "(log-odds per unit of motivation above the mean)",
    )
    invited_stage: Literal["junior", "mid_career", "any"] = Field(
        default="junior", description="career stage of those asked (no unit)"
    )
    senior_mentors: int = Field(
        default=0, ge=0, le=3, description="senior people who advise the group (people)"
    )
    quorum: int = Field(
        default=3, ge=2, le=15, description="fewest present for the group to stay alive (people)"
    )
    strangers: bool = Field(
        default=False,
        description="true: those invited do not know one another yet (no unit)",
    )
    assigned: bool = Field(
        default=False,
        description="true: members are told to join instead of volunteering (no unit)",
    )
    assigned_partners: bool = Field(
        default=False,
        description="true: joint work begins with a fixed partner, two by two (no unit)",
    )
    founding_support: Share = Field(
        default=0.0,
        description="practice in running meetings that help at the founding gives (scale 0 to 1)",
    )
    structure: Annotated[str, Among(STRUCTURES)] = Field(
        description="how the group is led, by name (no unit)"
    )
    primitives: PrimitiveChanges = Field(
        default=PrimitiveChanges(),
        description="parts of the structure set otherwise (scales 0 to 1)",
    )
    minutes_kept: bool = Field(
        default=True, description="whether minutes are kept and sent round (no unit)"
    )
    action_plans: bool = Field(
        default=True, description="whether each one commits to a next step (no unit)"
    )
    confidentiality: bool = Field(
        default=True, description="whether what is said stays in the room (no unit)"
    )
    floor_policy: Literal["everyone", "rotating", "one_presenter"] = Field(
        default="everyone", description="who gets floor time in a meeting (no unit)"
    )
    check_in_minutes: FloorBounds = Field(
        default=(10, 30), description="floor time of one person (minutes): [shortest, longest]"
    )
    facilitator: Facilitator | None = Field(
        default=None, description="a facilitator, for how long and how (a table)"
    )
    mentor_role: Annotated[str, Among(MENTOR_ROLES)] = Field(
        default="adviser", description="what senior mentors are to the group (no unit)"
    )
    guests: Guests | None = Field(default=None, description="guest speakers (a table)")
    admission: Annotated[Admission, ByName("policy", ADMISSIONS)] = Field(
        default=Admission(),
        description="who may join after the founding: a policy by name, or a table",
    )
    copies: int = Field(
        default=1, ge=1, le=MOST_COPIES, description="how many groups like this there are (groups)"
    )
    varied: dict[str, Annotated[tuple[Setting, ...], ListOf]] = Field(
        default={},
        description="settings that differ among the copies: a table of keys with their values, "
        "crossed",
    )
    meal_paid_by: Payer = Field(default="not_stated", description="who pays meals (no unit)")
    fees_paid_by: Payer = Field(
        default="department", description="who pays facilitators and guests (no unit)"
    )
    reforms_after_weeks: int = Field(
        default=0,
        ge=0,
        le=520,
        description="weeks after which a dissolved group is tried again (weeks), 0 never",
    )
    protected_hours_per_week: Number = Field(
        default=0.0, ge=0, le=20, description="protected time of members (hours per week)"
    )
    calendar: Annotated[tuple[Calendar, ...], ListOf] = Field(
        min_length=1, max_length=MOST_CALENDARS, description="its series of meetings (tables)"
    )

    @model_validator(mode="after")
    def _consistent(self) -> "Group":
        checks.refuse("group", checks.group_mistakes(self))
        checks.refuse("group", varied_mistakes(self))
        return self

    def settings(self) -> list[dict[str, Any]]:
        """Return what `varied` sets for each copy; values crossed, in the order of the file."""
        crossed = islice(product(*self.varied.values()), self.copies)
        found = [dict(zip(self.varied, values, strict=True)) for values in crossed]
        return [found[copy % len(found)] for copy in range(self.copies)] if found else []

    def singles(self) -> "tuple[Group, ...]":
        """Return each copy as a group of its own, with its own name and varied settings."""
        if self.copies == 1 and not self.varied:
            return (self,)
        given = self.model_dump(exclude={"copies", "varied", "name"}, exclude_unset=True)
        return tuple(
            Group.model_validate({**given, **settings, "name": f"{self.name} {number}"})
            for number, settings in enumerate(self.settings(), start=1)
        )

    @property
    def second_name(self) -> str:
        """Name of the group that those found who find this one full."""
        return f"{self.name}, second"

    def resolved_primitives(self) -> Primitives:
        """Return the primitives of the named structure with the group's own changes."""
        changes = self.primitives.model_dump(exclude_none=True)
        return STRUCTURES[self.structure].lead._replace(**changes)

    def facilitator_primitives(self) -> Primitives | None:
        """Return what a facilitator adds while present, or None without one."""
        named = STRUCTURES[self.structure].facilitator
        if self.facilitator is None:
            return named
        presence = {"from_week", "until_week", "fee_usd"}
        changes = self.facilitator.model_dump(exclude=presence, exclude_none=True)
        return (named or FACILITATOR)._replace(**changes)
