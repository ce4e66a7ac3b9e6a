"""From a name or a path to an experiment: read, validate; and the experiments that are ready."""

import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from pmg_sim.inquiry.schema import Experiment
from pmg_sim.scenario import ScenarioError
from pmg_sim.scenario.library import Entry
from pmg_sim.scenario.load import mark_data
from pmg_sim.scenario.messages import Mark, Marks, explain
from pmg_sim.scenario.reading import read_toml
from pmg_sim.scenario.wording import nearest

_PACKAGED = Path(__file__).parent / "ready"
_CHECKOUT = Path(__file__).parents[2] / "experiments"

FEWEST_BYTES = 40
"""No experiment has a shorter file."""


def ready_files() -> dict[str, Path]:
    """Return the files of the experiments that come with the package, by name."""
    folder = _PACKAGED if _PACKAGED.is_dir() else _CHECKOUT
    return {path.stem: path for path in sorted(folder.glob("*.toml"))}


def ready_experiments() -> list[Entry]:
    """List the experiments that come with the package, in order of name."""
    found = []
    for name, path in ready_files().items():
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        found.append(Entry(name, data["title"], data["question"]))
    return found


def load_experiment(name_or_path: str | os.PathLike[str]) -> Experiment:
    """Load an experiment.

    Parameters
    ----------
    name_or_path
        The name of an experiment that comes with the package, or the path of a TOML file.

    Raises
    ------
    ScenarioError
        If there is no such file, or it has mistakes; all of them are told.
    """
    return load_with_marks(name_or_path)[0]


def load_with_marks(name_or_path: str | os.PathLike[str]) -> tuple[Experiment, Marks]:
    """Load an experiment, and tell where in its file everything stands."""
    text = os.fspath(name_or_path)
    files = ready_files()
    path = files.get(text, Path(text))
    if not os.path.exists(path):
        beside = path.with_name(path.name + ".toml")
        if path.suffix or not beside.exists():
            like = nearest(path.stem, files)
            hint = f" (nearest: `{like}`)" if like else ""
            raise ScenarioError(
                f"{text}: no such experiment{hint}; allowed: the path of a file, or one of "
                f"{', '.join(files)}."
            )
        path = beside
    if path.is_file() and path.stat().st_size < FEWEST_BYTES and not path.read_bytes().strip():
        raise ScenarioError(f"{path}: found an empty file; allowed: an experiment.")
    data, marks = read_toml(path)
    return _validate(data, marks).named(path.stem, path), marks


def experiment_from_dict(data: Mapping[str, Any], name: str = "unnamed") -> Experiment:
    """Make an experiment from data laid out like a file; scenarios are looked up from here."""
    return _validate(dict(data), mark_data(data, Mark(name))).named(name)


def _validate(data: Mapping[str, Any], marks: Marks) -> Experiment:
    try:
        return Experiment.model_validate(data)
    except ValidationError as error:
        raise ScenarioError(explain(error, marks, Experiment)) from None
