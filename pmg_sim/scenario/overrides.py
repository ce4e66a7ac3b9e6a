"""Changing single settings of a scenario by their dotted names, as ``--set`` does."""

import tomllib
from collections.abc import Iterator, Mapping
from numbers import Integral
from typing import Any

from pmg_sim.scenario import describe
from pmg_sim.scenario.load import mark_data, validate
from pmg_sim.scenario.locate import Loc
from pmg_sim.scenario.messages import Mark, ScenarioError, dotted
from pmg_sim.scenario.schema import Scenario
from pmg_sim.scenario.wording import LONGEST, nearest, show


def override(scenario: Scenario, changes: Mapping[str, object]) -> Scenario:
    """Return the scenario with some settings changed; see `Scenario.override`."""
    data = scenario.model_dump(mode="json", exclude_unset=True)
    everything = Mark(" ".join(_option(name, value) for name, value in changes.items()))
    marks = mark_data(data, everything)
    mistakes = []
    for name, value in changes.items():
        try:
            loc = _find(name, scenario)
            parsed = _parse(value, loc)
            _put(data, loc, parsed)
        except ScenarioError as error:
            mistakes += [f"{_option(name, value)}: {sentence}" for sentence in error.messages]
            continue
        marks |= mark_data(parsed, Mark(_option(name, value)), loc)
    if mistakes:
        raise ScenarioError(mistakes)
    return validate(data, marks).named(scenario.name, scenario.path)


def _option(name: str, value: object) -> str:
    return f"--set {_as_typed(name)}={_as_typed(value)}"


def _as_typed(value: object) -> str:
    """Write text the way it stands on a command line, as long as it fits on one."""
    fits = isinstance(value, str) and value.isprintable() and len(value) <= LONGEST
    return str(value) if fits else show(value)


def _find(name: str, scenario: Scenario) -> Loc:
    """Turn a dotted name, or the name of a parameter, into a path of the schema."""
    loc: Loc = ()
    for part in name.split("."):
        numbered = describe.is_list(describe.place_at(loc)) and part.isdecimal()
        loc = (*loc, int(part) if numbered else part)
    if describe.place_at(loc) is not None:
        return loc
    from pmg_sim.parameters import PARAMETERS  # only needed for names that no table has

    if name in PARAMETERS:
        return ("parameters", name)
    settable = [dotted(path) for path in _settable(scenario.model_dump(mode="json"))]
    inner = {path.rpartition(".")[2]: path for path in reversed(settable)}
    like = inner.get(name) or nearest(name, [*settable, *PARAMETERS, *inner])
    hint = f" (nearest: `{inner.get(like, like)}`)" if like else ""
    raise ScenarioError(
        f"unknown key `{_as_typed(name)}`{hint}; "
        "allowed: a key of the scenario, such as `group.0.quorum`, or the name of a parameter."
    )


def _settable(value: object, loc: Loc = ()) -> Iterator[Loc]:
    """List the paths of all settings, tables among them."""
    if isinstance(value, dict):
        if loc and not isinstance(loc[-1], int):
            yield loc
        for key, item in value.items():
            yield from _settable(item, (*loc, key))
    elif isinstance(value, list) and value and isinstance(value[0], dict):
        for index, item in enumerate(value):
            yield from _settable(item, (*loc, index))
    else:
        yield loc


def _parse(value: object, loc: Loc) -> object:
    """Read text as TOML reads it; what TOML cannot read is text without its quotes."""
    if not isinstance(value, str):
        return _plain(value)
    place = describe.place_at(loc)
    try:
        parsed = tomllib.loads(f"value = {value}")
    except (ValueError, RecursionError):
        return value
    if set(parsed) != {"value"}:
        return value  # a line break followed by another key
    plain_text = place is not None and place.kind is str and not isinstance(parsed["value"], str)
    return value if plain_text else parsed["value"]


def _plain(value: object) -> object:
    """Turn what Python and numpy have several kinds of into the kinds that a file has."""
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    if isinstance(value, Integral) and not isinstance(value, bool):
        return int(value)
    return value


def _put(data: dict[str, Any], loc: Loc, value: object) -> None:
    here: Any = data
    for depth, part in enumerate(loc):
        _require(here, part, loc[:depth])
        if depth == len(loc) - 1:
            here[part] = value
        elif isinstance(part, int):
            here = here[part]
        else:
            is_list = describe.is_list(describe.place_at(loc[: depth + 1]))
            if here.get(part) is None:
                here[part] = [] if is_list else {}
            here = here[part]


def _require(here: object, part: str | int, loc: Loc) -> None:
    if isinstance(part, str):
        if not isinstance(here, dict):
            raise ScenarioError(f"`{dotted(loc)}` = {show(here)} has no keys; allowed: a table.")
        return
    items = len(here) if isinstance(here, list) else 0
    if part >= items:
        allowed = f"0 to {items - 1}" if items else "none, until the whole list is set"
        raise ScenarioError(
            f"`{dotted(loc)}` has no item {part} (found {items} items); allowed: {allowed}."
        )
