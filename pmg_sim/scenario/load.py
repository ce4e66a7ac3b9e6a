"""From a name or a path to a scenario: read, build on what it extends, validate."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple, cast

from pydantic import ValidationError

from pmg_sim.scenario.library import library_files
from pmg_sim.scenario.locate import Loc
from pmg_sim.scenario.messages import Mark, Marks, ScenarioError, explain, mark_of
from pmg_sim.scenario.reading import read_toml
from pmg_sim.scenario.schema import Scenario
from pmg_sim.scenario.wording import nearest, show

# What a file is about is its own to say: a variant with the base's title would mislead.
NOT_INHERITED = ("title", "question")


class _Document(NamedTuple):
    data: dict[str, Any]
    marks: dict[Loc, Mark]
    base: Path | None = None


def load_scenario(name_or_path: str | os.PathLike[str]) -> Scenario:
    """Load a scenario.

    Parameters
    ----------
    name_or_path
        The name of a scenario of the library, or the path of a TOML file.

    Raises
    ------
    ScenarioError
        If there is no such scenario, or the file has mistakes; all of them are told.
    """
    path = find_scenario(name_or_path)
    document = _read(path, ())
    return validate(document.data, document.marks).named(path.stem, path, document.base)


def scenario_from_dict(data: Mapping[str, Any], name: str = "unnamed") -> Scenario:
    """Make a scenario from data laid out like a file.

    Parameters
    ----------
    data
        The keys of a scenario file; ``extends`` is followed, from the current folder.
    name
        What the scenario is called.

    Raises
    ------
    ScenarioError
        If the data have mistakes; all of them are told.
    """
    document = _Document(dict(data), mark_data(data, Mark(name)))
    merged = _extended(document, Path(), ())
    return validate(merged.data, merged.marks).named(name)


def validate(data: Mapping[str, Any], marks: Marks) -> Scenario:
    """Validate the data of a scenario; ``marks`` tells where they were written."""
    try:
        return Scenario.model_validate(data)
    except ValidationError as error:
        raise ScenarioError(explain(error, marks)) from None


def mark_data(value: object, mark: Mark, loc: Loc = ()) -> dict[Loc, Mark]:
    """Give every key and item of some data the same mark."""
    marks = {loc: mark}
    if isinstance(value, Mapping):
        for key, item in value.items():
            marks |= mark_data(item, mark, (*loc, key))
    elif isinstance(value, list | tuple):
        for index, item in enumerate(value):
            marks |= mark_data(item, mark, (*loc, index))
    return marks


def find_scenario(name_or_path: str | os.PathLike[str], folder: Path | None = None) -> Path:
    """Find the file of a scenario.

    A bare name is looked up in the library first, then beside the asking file.

    Parameters
    ----------
    name_or_path
        What the user wrote.
    folder
        Where relative paths start; the current folder when left out.

    Raises
    ------
    ScenarioError
        If nothing has this name.
    """
    text = os.fspath(name_or_path)
    if not text.strip() or "\0" in text:
        raise ScenarioError(f"found {show(text)}; allowed: the name or path of a scenario.")
    files = library_files()
    bare = Path(text).name == text and not text.endswith(".toml")
    if bare and text in files:
        return files[text]
    path = Path(text) if folder is None else folder / text
    candidates = [path.with_name(path.name + ".toml"), path] if bare else [path]
    for candidate in candidates:
        if os.path.exists(candidate):
            return candidate
    in_library, in_folder = nearest(path.stem, files), nearest(path.name, _files_in(path.parent))
    like = (in_library or in_folder) if bare else (in_folder or in_library)
    hint = f" (nearest: `{like}`)" if like else ""
    raise ScenarioError(
        f"{text}: no such scenario{hint}; "
        f"allowed: the path of a file, or a name of the library: {', '.join(files)}."
    )


def _files_in(folder: Path) -> list[str]:
    try:
        return [path.name for path in sorted(folder.glob("*.toml"))]
    except OSError:
        return []


def _read(path: Path, chain: tuple[Path, ...]) -> _Document:
    return _extended(_Document(*read_toml(path)), path, chain)


def _extended(document: _Document, path: Path, chain: tuple[Path, ...]) -> _Document:
    """Lay a document over the one that it extends, if it extends one."""
    if "extends" not in document.data:
        return document
    wanted = document.data.pop("extends")
    mark = mark_of(document.marks, ("extends",))
    head = f"{mark}: `extends` = {show(wanted)}: "
    if not isinstance(wanted, str):
        raise ScenarioError(f"{head}of the wrong type; allowed: a name or path, in quotes.")
    try:
        base_path = find_scenario(wanted, path.parent)
    except ScenarioError as error:
        raise ScenarioError(f"{head}{error}") from None
    chain = (*chain, path)
    if any(_same_file(base_path, earlier) for earlier in chain):
        circle = " -> ".join(str(link) for link in (*chain, base_path))
        raise ScenarioError(
            f"{head}the files extend one another in a circle ({circle}); "
            "allowed: a scenario that does not build on this one."
        )
    return _lay_over(_read(base_path, chain), document)._replace(base=base_path)


def _same_file(one: Path, other: Path) -> bool:
    return other.exists() and os.path.samefile(one, other)


def _lay_over(base: _Document, own: _Document) -> _Document:
    """Merge tables key by key; a list or a value replaces what it stands for.

    Groups alone are merged by name: a group that the base has states only its difference.
    """
    own = _named_groups(base, own)
    data = {key: value for key, value in base.data.items() if key not in NOT_INHERITED}
    marks = {loc: mark for loc, mark in base.marks.items() if loc and loc[0] in data}
    _merge(data, marks, own.data, ())
    return _Document(data, marks | own.marks)


def _named_groups(base: _Document, own: _Document) -> _Document:
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
    return _Document({**own.data, "group": groups}, marks)


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
