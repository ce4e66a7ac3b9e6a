"""A file laid over the one that it extends: tables key by key, groups by name."""

from pathlib import Path
from typing import Any, NamedTuple, cast

from pmg_sim.scenario.locate import Loc
from pmg_sim.scenario.messages import Mark

# What a file is about is its own to say: a variant with the base's title would mislead.
NOT_INHERITED = ("title", "question")


class Document(NamedTuple):
    """The data of a file, where they were written, and the file that it extends, if any."""

    data: dict[str, Any]
    marks: dict[Loc, Mark]
    base: Path | None = None


def lay_over(base: Document, own: Document) -> Document:
    """Merge tables key by key; a list or a value replaces what it stands for.

    Groups alone are merged by name: a group that the base has states only its difference.
    """
    own = _named_groups(base, own)
    data = {key: value for key, value in base.data.items() if key not in NOT_INHERITED}
    marks = {loc: mark for loc, mark in base.marks.items() if loc and loc[0] in data}
    _merge(data, marks, own.data, ())
    return Document(data, marks | own.marks)


def _named_groups(base: Document, own: Document) -> Document:
    """Lay the groups of a document over those of its base that have the same names.

    A name that the document itself has twice is laid over the base once; the second group of
    this name stays, to be refused.
    """
    before, after = _tables(base.data.get("group")), _tables(own.data.get("group"))
    if not before or not after:
        return own
    named = {
        name: place
        for place, group in reversed([*enumerate(before)])
        if isinstance(name := group.get("name"), str)
    }
    places: list[int] = []
    number = len(before)
    for group in after:
        name = group.get("name")
        place = named.pop(name, number) if isinstance(name, str) else number
        number += place == number
        places.append(place)
    groups = [*before, *({} for _ in range(number - len(before)))]
    marks = {loc: mark for loc, mark in base.marks.items() if loc[:1] == ("group",)}
    for place, group in zip(places, after, strict=True):
        groups[place] = dict(groups[place])
        if place < len(before):
            _merge(groups[place], marks, group, ("group", place))
        else:
            groups[place] |= group
    for loc, mark in own.marks.items():
        if len(loc) > 1 and loc[0] == "group":
            loc = ("group", places[int(loc[1])], *loc[2:])
        marks[loc] = mark
    return Document({**own.data, "group": groups}, marks)


def _tables(value: object) -> list[dict[str, Any]]:
    """Return a list of tables as it is, and nothing for whatever else stands there."""
    whole = isinstance(value, list) and all(isinstance(item, dict) for item in value)
    return cast(list[dict[str, Any]], value) if whole else []


def _merge(data: dict[str, Any], marks: dict[Loc, Mark], own: dict[str, Any], loc: Loc) -> None:
    for key, value in own.items():
        here = (*loc, key)
        if isinstance(value, dict) and isinstance(data.get(key), dict):
            data[key] = dict(data[key])
            _merge(data[key], marks, value, here)
            continue
        if key in data:
            for stale in [other for other in marks if other[: len(here)] == here]:
                del marks[stale]
        data[key] = value
