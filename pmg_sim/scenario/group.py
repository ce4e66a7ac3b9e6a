"""The part of the schema about groups and their meetings."""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from pmg_sim.scenario import checks
from pmg_sim.scenario.fields import (
    Among,
    FloorBounds,
    ListOf,
    MeetingBounds,
    Name,
    Number,
    Share,
    Table,
    WeekBounds,
)
from pmg_sim.scenario.structures import STRUCTURES, Primitives

MOST_CALENDARS = 50


class PrimitiveChanges(Table):
    """Single primitives that a group sets otherwise than its named structure does."""

    concentration: Share | None = Field(
        default=None, description="how far decisions lie in one hand (scale 0 to 1)"
    )
    agenda_control: Share | None = Field(
        default=None, description="how far somebody keeps to the agenda (scale 0 to 1)"
    )
    curriculum_share: Share | None = Field(
        default=None, description="a meeting's minutes for a programme (share, 0 to 1)"
    )
    external_presence: Share | None = Field(
        default=None, description="presence of somebody from outside (scale 0 to 1)"
    )
    evaluative_power: Share | None = Field(
        default=None, description="say of somebody present over careers (scale 0 to 1)"
    )
    expertise: Share | None = Field(
        default=None, description="know-how of the one who leads (scale 0 to 1)"
    )


class Calendar(Table):
    """A series of meetings of one kind."""

    purpose: Literal["discussion", "projects"] = Field(
        description="what the meetings are for (no unit)"
    )
    hour: Literal["evening", "noon"] = Field(
        description="when on the day they are held (no unit); evenings cost personal time"
    )
    count: int | None = Field(
        default=None, ge=1, le=2000, description="how many meetings the series has (meetings)"
    )
    interval_weeks: WeekBounds | None = Field(
        default=None,
        description="from one meeting to the next (weeks): one number, or [shortest, longest] "
        "beside count",
    )
    length_minutes: MeetingBounds = Field(
        description="how long a meeting lasts (minutes): one number, or [shortest, longest]"
    )
    start_week: int | None = Field(
        default=None, ge=0, le=1039, description="first week (week); when the group is founded"
    )
    end_week: int | None = Field(
        default=None, ge=1, le=1040, description="week before which it ends (week); with the group"
    )
    meal_usd: Number = Field(
        default=0.0, ge=0, le=100_000, description="meal for the whole group (dollars a meeting)"
    )

    @model_validator(mode="after")
    def _consistent(self) -> "Calendar":
        checks.refuse("calendar", checks.calendar_mistakes(self))
        return self

    def span(self, group: "Group", horizon_weeks: int) -> tuple[int, int]:
        """Return the first week and the week before which the series ends."""
        start = group.founded_week if self.start_week is None else self.start_week
        last = horizon_weeks if group.ends_week is None else group.ends_week
        return start, last if self.end_week is None else self.end_week

    def planned(self, group: "Group", horizon_weeks: int) -> int:
        """Return how many meetings the series plans."""
        if self.count is not None:
            return self.count
        start, end = self.span(group, horizon_weeks)
        return max(1, int((end - start) / self.interval_weeks[0])) if self.interval_weeks else 1


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
    admission: Literal["closed"] = Field(
        default="closed", description="who may join after the founding (no unit)"
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
        return self

    def resolved_primitives(self) -> Primitives:
        """Return the primitives of the named structure with the group's own changes."""
        changes = self.primitives.model_dump(exclude_none=True)
        return STRUCTURES[self.structure]._replace(**changes)
