"""What may stand at a place of a file, read off its schema: a scenario's, or one that holds some.

Wherever a `root` can be given, it is the table that stands for the whole file.
"""

import types
from collections.abc import Iterator
from typing import Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from pmg_sim.scenario.fields import Among, ByName, Table
from pmg_sim.scenario.locate import Loc
from pmg_sim.scenario.schema import Scenario

# The loader follows `extends` before the schema sees the file, so no model has this key.
LOADER_KEYS = {"extends": "the scenario that this file builds on, by name or path (text)"}


class Place(NamedTuple):
    """A place of the schema: the type of its value, the bounds on it, and what it means."""

    kind: Any
    bounds: tuple[Any, ...]
    meaning: str = ""


def place_at(loc: Loc, root: type[Table] = Scenario) -> Place | None:
    """Find the place of the schema that a path leads to, or None if there is none."""
    place: Place | None = Place(root, ())
    for part in loc:
        place = _step(place, part)
        if place is None:
            return None
    return place


def _step(place: Place, part: str | int) -> Place | None:
    kind = place.kind
    if is_table(kind):
        field = fields(kind).get(part)
        return None if field is None else _place_of(field)
    arguments = get_args(kind)
    if get_origin(kind) is dict and isinstance(part, str):
        return _bare(arguments[1])
    if get_origin(kind) is tuple and isinstance(part, int):
        if arguments[-1] is Ellipsis:
            return _bare(arguments[0])
        return _bare(arguments[part]) if 0 <= part < len(arguments) else None
    return None


def fields(kind: type[Table]) -> dict[str | int, FieldInfo]:
    """Return the fields of a table by the keys that a file has for them."""
    return {field.alias or name: field for name, field in kind.model_fields.items()}


def _place_of(field: FieldInfo) -> Place:
    return _bare(field.annotation, tuple(field.metadata), field.description or "")


def _bare(kind: Any, bounds: tuple[Any, ...] = (), meaning: str = "") -> Place:
    """Take a type out of its annotations and of being optional."""
    while True:
        if get_origin(kind) is Annotated:
            kind, *more = get_args(kind)
            for bound in more:
                bounds += tuple(bound.metadata) if isinstance(bound, FieldInfo) else (bound,)
        elif get_origin(kind) in (Union, types.UnionType):
            kind = next(kind for kind in get_args(kind) if kind is not type(None))
        else:
            return Place(kind, bounds, meaning)


def is_table(kind: Any) -> bool:
    """Tell whether a type is one of the schema's tables."""
    return isinstance(kind, type) and issubclass(kind, Table)


def is_list(place: Place | None) -> bool:
    """Tell whether a place holds a list."""
    return place is not None and get_origin(place.kind) is tuple


def is_any_length(place: Place) -> bool:
    """Tell whether a list may have any number of items, all of one kind."""
    return get_args(place.kind)[-1:] == (Ellipsis,)


def short_names(place: Place) -> tuple[str, ...]:
    """List the names that may stand for a whole table, if any may."""
    return next((bound.names for bound in place.bounds if isinstance(bound, ByName)), ())


def holds_tables(place: Place | None) -> bool:
    """Tell whether a place holds a list of tables, written with double brackets."""
    return place is not None and is_list(place) and is_table(get_args(place.kind)[0])


def keys_at(loc: Loc, root: type[Table] = Scenario) -> list[str]:
    """List the keys that the table at a path may have."""
    place = place_at(loc, root)
    if place is None or not is_table(place.kind):
        return []
    return [*(LOADER_KEYS if place.kind is Scenario else ()), *map(str, fields(place.kind))]


def item_of(place: Place) -> Place:
    """Return the place of a list's items."""
    return _bare(get_args(place.kind)[0])


def choices(place: Place) -> tuple[str, ...]:
    """List the texts that a place may hold, if they are listed."""
    if get_origin(place.kind) is Literal:
        return get_args(place.kind)
    return next((bound.names for bound in place.bounds if isinstance(bound, Among)), ())


def span(place: Place) -> tuple[float | None, float | None]:
    """Return the lowest and the highest number (or length) that a place may hold."""
    low = high = None
    for bound in place.bounds:
        low = getattr(bound, "ge", getattr(bound, "min_length", low))
        high = getattr(bound, "le", getattr(bound, "max_length", high))
    return low, high


def tables(loc: Loc = (), root: type[Table] = Scenario) -> Iterator[Loc]:
    """List the paths of all tables of the schema, with 0 for the items of lists."""
    yield loc
    for key in keys_at(loc, root):
        place = place_at((*loc, key), root)
        if place is not None and is_table(place.kind):
            yield from tables((*loc, key), root)
        elif holds_tables(place):
            yield from tables((*loc, key, 0), root)
