"""From a name or a path to a scenario: read, build on what it extends, validate."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from pmg_sim.scenario.layers import Document, lay_over
from pmg_sim.scenario.library import library_files
from pmg_sim.scenario.locate import Loc
from pmg_sim.scenario.messages import Mark, Marks, ScenarioError, dotted, explain, mark_of
from pmg_sim.scenario.reading import read_toml
from pmg_sim.scenario.schema import Scenario
from pmg_sim.scenario.wording import nearest, show


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
    document = Document(dict(data), mark_data(data, Mark(name)))
    merged = _extended(document, Path(), ())
    return validate(merged.data, merged.marks).named(name)


def setting_inside(
    wanted: object, marks: Marks, loc: Loc, path: Path
) -> tuple[object, dict[Loc, Mark]]:
    """Settle the data of a setting that stands inside another kind of file.

    Parameters
    ----------
    wanted
        What stands there: a table laid out like a scenario file, or the name or path of one.
    marks
        Where the data of the whole file were written.
    loc
        Where in the file the setting stands.
    path
        The file.

    Returns
    -------
    tuple
        The data, with what they extend; and where they were written, by paths from the top of the
        whole file.

    Raises
    ------
    ScenarioError
        If a scenario that is named cannot be found or read.
    """
    own = {at[len(loc) :]: mark for at, mark in marks.items() if at[: len(loc)] == loc}
    if isinstance(wanted, str):
        head = f"{mark_of(marks, loc)}: `{dotted(loc)}` = {show(wanted)}: "
        try:
            document = _read(find_scenario(wanted, path.parent), ())
        except ScenarioError as error:
            raise ScenarioError([f"{head}{sentence}" for sentence in error.messages]) from None
        document = document._replace(marks=document.marks | {(): own[()]})
    elif isinstance(wanted, dict):
        document = _extended(Document(dict(wanted), own), path, ())
    else:
        document = Document({}, own)
    settled = document.data if isinstance(wanted, str | dict) else wanted
    return settled, {(*loc, *at): mark for at, mark in document.marks.items()}


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


def _read(path: Path, chain: tuple[Path, ...]) -> Document:
    return _extended(Document(*read_toml(path)), path, chain)


def _extended(document: Document, path: Path, chain: tuple[Path, ...]) -> Document:
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
    return lay_over(_read(base_path, chain), document)._replace(base=base_path)


def _same_file(one: Path, other: Path) -> bool:
    return other.exists() and os.path.samefile(one, other)
