"""What a scenario says: every key with its unit, its range and its default.

The models are the single description of a scenario file. Unknown keys, other types and values
out of range are refused. A default that the source study gives or suggests is the study's.
"""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, PrivateAttr, field_validator, model_validator

from pmg_sim.scenario import checks
from pmg_sim.scenario.consistency import scenario_mistakes
from pmg_sim.scenario.department import Department, Traits
from pmg_sim.scenario.fields import ListOf, Name, Table
from pmg_sim.scenario.group import Calendar, Group

MOST_GROUPS = 1000
MOST_EVENTS = 10_000


class Event(Table):
    """Something that befalls a person or a group in a given week, in every arm."""

    week: int = Field(ge=0, le=1039, description="when it happens, weeks from the start")
    what: Literal["member_leaves_track", "hire_joins"] = Field(
        description="what happens (no unit): a member leaves the career track, or a junior "
        "person is hired and joins the group"
    )
    group: Name | None = Field(
        default=None, description="name of the group (no unit); the only group when left out"
    )


class Scenario(Table):
    """One setting to simulate: a department, its groups, and what happens to them."""

    title: Name = Field(description="what the scenario is called in reports (no unit)")
    question: Annotated[str, Field(min_length=1, max_length=1000)] = Field(
        description="the question that the scenario answers (no unit)"
    )
    horizon_weeks: int = Field(
        default=208, ge=1, le=1040, description="how long the run lasts, weeks"
    )
    follow_up_weeks: int = Field(
        default=0,
        ge=0,
        le=260,
        description="weeks simulated after the horizon, without meetings, for late outcomes",
    )
    department: Department = Field(description="the people and their institution (a table)")
    traits: Traits = Field(
        default=Traits(), description="what people are like from the start (a table)"
    )
    group: Annotated[tuple[Group, ...], ListOf] = Field(
        default=(), max_length=MOST_GROUPS, description="the peer mentoring groups (tables)"
    )
    event: Annotated[tuple[Event, ...], ListOf] = Field(
        default=(), max_length=MOST_EVENTS, description="dated events (tables)"
    )
    parameters: dict[str, float] = Field(
        default={}, description="numbers of the theory set by name, each in its own unit"
    )
    groups_active: bool = Field(
        default=True,
        description="false: the same people are invited but no group ever meets (no unit)",
    )

    _name: str = PrivateAttr(default="unnamed")
    _path: Path | None = PrivateAttr(default=None)

    @field_validator("parameters")
    @classmethod
    def _known_parameters(cls, chosen: dict[str, float]) -> dict[str, float]:
        checks.refuse("parameters", checks.parameter_mistakes(chosen))
        return dict(sorted(chosen.items()))

    @model_validator(mode="after")
    def _consistent(self) -> "Scenario":
        checks.refuse("scenario", scenario_mistakes(self))
        return self

    @property
    def name(self) -> str:
        """The stem of the scenario's file; not part of the hash."""
        return self._name

    @property
    def path(self) -> Path | None:
        """The scenario's file, if it came from one; not part of the hash."""
        return self._path

    def named(self, name: str, path: Path | None = None) -> "Scenario":
        """Return the same scenario under another name and path."""
        twin = self.model_copy()
        twin._name, twin._path = name, path
        return twin

    def group_of(self, event: Event) -> Group:
        """Return the group that an event befalls."""
        if event.group is None:
            return self.group[0]
        return next(group for group in self.group if group.name == event.group)

    def meeting_span(self, group: Group, calendar: Calendar) -> tuple[int, int]:
        """Return a calendar's first week and the week before which it ends."""
        return calendar.span(group, self.horizon_weeks)

    def without_group(self) -> "Scenario":
        """Return the same people, invited alike and met by the same events, but no meetings."""
        return self.model_copy(update={"groups_active": False})

    def override(self, changes: Mapping[str, object]) -> "Scenario":
        """Return the scenario with some settings changed, as ``--set`` does.

        Parameters
        ----------
        changes
            New values by dotted key (``department.hires_per_year``, ``group.0.quorum``) or by
            the name of a parameter. A value that is text is read the way TOML reads it.

        Raises
        ------
        ScenarioError
            If a key is unknown or the changed scenario is not valid.
        """
        from pmg_sim.scenario.overrides import override  # it needs this module

        return override(self, changes)

    def canonical_json(self) -> str:
        """Write every setting, defaults included, in one fixed order and layout."""
        return _canonical(self.model_dump(mode="json"))

    def hash(self) -> str:
        """Return 16 hexadecimal digits that differ when a setting that shapes a run differs.

        Title, question, name and path are left out: rewording them changes no result.
        """
        settings = _canonical(self.model_dump(mode="json", exclude={"title", "question"}))
        return hashlib.sha256(settings.encode()).hexdigest()[:16]


def _canonical(settings: dict[str, Any]) -> str:
    return json.dumps(settings, sort_keys=True, separators=(",", ":"), allow_nan=False)
