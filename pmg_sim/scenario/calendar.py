"""The part of the schema about a group's meetings."""

from typing import TYPE_CHECKING, Literal

from pydantic import Field, model_validator

from pmg_sim.scenario import checks
from pmg_sim.scenario.fields import MeetingBounds, Number, Table, WeekBounds

if TYPE_CHECKING:
    from pmg_sim.scenario.group import Group

MOST_CALENDARS = 50


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
