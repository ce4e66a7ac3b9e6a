"""What a scenario says: every key with its unit, its range and its default.

The models are the single description of a scenario file. Unknown keys, other types and values
out of range are refused. A default that the source study gives or suggests is the study's.
"""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, PrivateAttr, field_validator, model_validator

from pmg_sim.codes import EVENTS
from pmg_sim.scenario import checks
from pmg_sim.scenario.calendar import Calendar
from pmg_sim.scenario.consistency import MOST_GROUPS, scenario_mistakes
from pmg_sim.scenario.department import Department, Traits
from pmg_sim.scenario.fields import Among, ListOf, Name, Number, Share, Table
from pmg_sim.scenario.group import Group
from pmg_sim.scenario.roles import Admission

MOST_EVENTS = 10_000


class Event(Table):
    """Something that befalls a person or a group in a given week, in every arm."""

    week: int = Field(ge=0, le=1039, description="when it happens, weeks from the start")
    what: Annotated[str, Among(EVENTS)] = Field(description="what happens, by name (no unit)")
    group: Name | None = Field(
        default=None, description="name of the group (no unit); the only group when left out"
    )
    member: int | None = Field(
        default=None,
        ge=1,
        le=30,
        description="which of those who accepted, by number from 1 (no unit); else by chance",
    )
    with_member: int | None = Field(
        default=None, ge=1, le=30, description="the other one of a falling-out, by number (no unit)"
    )
    into: Name | None = Field(
        default=None, description="the group that a merger goes into, by name (no unit)"
    )
    hours_factor: Number = Field(
        default=0.5, ge=0, le=3, description="a workload shock's effect on free hours (factor)"
    )
    lasts_weeks: int = Field(
        default=8, ge=1, le=1040, description="how long a workload shock lasts (weeks)"
    )
    if_turnout_below: Share | None = Field(
        default=None,
        description="waits, from `week` on, until fewer than this come (share of the members)",
    )
    if_members_below: int | None = Field(
        default=None, ge=1, le=30, description="waits until the group is smaller than this (people)"
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
    _base: Path | None = PrivateAttr(default=None)

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

    @property
    def base(self) -> "Scenario | None":
        """The scenario that this one's file extends; not part of the hash."""
        from pmg_sim.scenario.load import load_scenario  # it needs this module

        return None if self._base is None else load_scenario(self._base)

    def named(self, name: str, path: Path | None = None, base: Path | None = None) -> "Scenario":
        """Return the same scenario under another name and path, built on the file `base`."""
        twin = self.model_copy()
        twin._name, twin._path, twin._base = name, path, base
        return twin

    def groups(self) -> tuple[Group, ...]:
        """Return every single group: copies apart, and second groups after those they belong to."""
        found: list[Group] = []
        for group in self.group:
            for single in group.singles():
                found.append(single)
                if single.admission.rules().second_group:
                    # Those who found the first one full are a group of peers without a mentor.
                    second = {"name": single.second_name, "senior_mentors": 0}
                    found.append(single.model_copy(update={**second, "admission": Admission()}))
        return tuple(found)

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
