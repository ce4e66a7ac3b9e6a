"""From a path to a programme: read, settle its settings, validate."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from pmg_sim.prediction.schema import Programme
from pmg_sim.scenario.load import mark_data, setting_inside
from pmg_sim.scenario.locate import Loc
from pmg_sim.scenario.messages import Mark, ScenarioError, explain
from pmg_sim.scenario.reading import read_toml

SETTINGS: tuple[Loc, ...] = (("setting",), ("comparison", "setting"))
"""Where a file holds what a scenario file holds."""


def load_programme(path: str | os.PathLike[str]) -> Programme:
    """Load a programme.

    Parameters
    ----------
    path
        A TOML file with ``title``, ``question``, ``[setting]``, ``[comparison]`` and
        ``[[quantity]]`` tables.

    Raises
    ------
    ScenarioError
        If the file cannot be read or has mistakes; all of them are told.
    """
    file = Path(path)
    if not os.path.exists(file):
        raise ScenarioError(f"{file}: no such file; allowed: the path of a programme's file.")
    return _programme(*read_toml(file), file).named(file.stem, file)


def programme_from_dict(data: Mapping[str, Any], name: str = "unnamed") -> Programme:
    """Make a programme from data laid out like a file; settings are looked up from here."""
    return _programme(dict(data), mark_data(data, Mark(name)), Path(name)).named(name)


def _programme(data: dict[str, Any], marks: dict[Loc, Mark], path: Path) -> Programme:
    mistakes: list[str] = []
    for loc in SETTINGS:
        table: Any = data
        for key in loc[:-1]:
            table = table.get(key)
        if not isinstance(table, dict) or loc[-1] not in table:
            continue
        try:
            settled, written = setting_inside(table[loc[-1]], marks, loc, path)
        except ScenarioError as error:
            mistakes += error.messages
            continue
        if isinstance(settled, dict):
            # What a setting is for, the programme says.
            settled = {"title": path.stem, "question": "What would it report?", **settled}
        marks = {at: mark for at, mark in marks.items() if at[: len(loc)] != loc} | written
        # The data are those of the file; only the tables on the way are made anew.
        inner = settled if len(loc) == 1 else {**table, str(loc[1]): settled}
        data = {**data, str(loc[0]): inner}
    if mistakes:
        raise ScenarioError(mistakes)
    try:
        return Programme.model_validate(data)
    except ValidationError as error:
        raise ScenarioError(explain(error, marks, Programme)) from None
