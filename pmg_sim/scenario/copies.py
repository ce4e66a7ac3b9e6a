"""Copies of a group: in which settings they may differ, and whether the values can be.

Each copy has to be a group that could have been written out by itself.
"""

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from pmg_sim.scenario.checks import Mistake
from pmg_sim.scenario.wording import nearest, one_of, show

if TYPE_CHECKING:
    from pmg_sim.scenario.group import Group

MOST_COPIES = 500

VARIED = (
    "invited",
    "acceptance",
    "selection",
    "senior_mentors",
    "quorum",
    "strangers",
    "assigned",
    "founding_support",
    "structure",
    "mentor_role",
    "minutes_kept",
    "action_plans",
    "confidentiality",
    "floor_policy",
    "admission",
    "protected_hours_per_week",
)
"""Settings in which the copies of a group may differ."""


def varied_mistakes(group: "Group") -> Iterator[Mistake]:
    """Check the settings that differ among the copies of a group."""
    if group.varied:
        yield from [*_keys(group)] or [*_number(group)] or [*_values(group)]


def _keys(group: "Group") -> Iterator[Mistake]:
    for key, values in group.varied.items():
        if key not in VARIED:
            like = nearest(key, VARIED)
            hint = f" (nearest: `{like}`)" if like else ""
            problem = f"`{key}` cannot differ among copies{hint}"
            yield Mistake(("varied", key), values, problem, one_of(VARIED))
        elif not values:
            problem = "an empty list leaves the copies without a value"
            yield Mistake(("varied", key), values, problem, "a list of one value or more")


def _number(group: "Group") -> Iterator[Mistake]:
    """Check that there are enough copies for every combination of values to occur."""
    crossed = math.prod(len(values) for values in group.varied.values())
    if max(crossed, 2) > group.copies:
        combinations = "1 combination" if crossed == 1 else f"{crossed} combinations"
        more = f"{max(crossed, 2)} or more copies, or " if crossed <= MOST_COPIES else ""
        yield Mistake(
            ("copies",),
            group.copies,
            f"`varied` has {combinations} of values, and the copies are {group.copies}",
            f"{more}fewer values",
        )


def _values(group: "Group") -> Iterator[Mistake]:
    """Check each combination; a value that no group could have is told once."""
    from pmg_sim.scenario.group import Group  # it needs this module

    given = group.model_dump(exclude={"copies", "varied"}, exclude_unset=True)
    told = set()
    for settings in group.settings():
        try:
            Group.model_validate({**given, **settings})
        except ValidationError as error:
            found = error.errors(include_url=False)[0]
            key = str(found["loc"][0])
            if key in told:
                continue
            told.add(key)
            yield _refused(group, key, settings, found)


def _refused(group: "Group", key: str, settings: dict[str, object], found: Any) -> Mistake:
    from pmg_sim.scenario.describe import choices, place_at, short_names  # it needs this module
    from pmg_sim.scenario.messages import allowed

    loc = ("varied", key) if key in settings else ("varied",)
    values = group.varied.get(key, group.varied)
    if found["type"] == "contradiction":
        stated = ", ".join(f"{name} = {show(value)}" for name, value in settings.items())
        problem = f"with {stated}: {found['ctx']['problem']}"
        return Mistake(loc, values, problem, found["ctx"]["allowed"])
    place = place_at(("group", 0, key))
    assert place is not None
    value, names = settings[key], choices(place) or short_names(place)
    like = nearest(value, names)
    hint = f' (nearest: "{like}")' if like else ""
    problem = f"{show(value)} is no `{key}`{hint}"
    return Mistake(loc, values, problem, one_of(names) if names else allowed(place))
