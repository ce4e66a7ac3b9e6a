"""The folder of results: writing it as a whole, and reading its tables back."""

import json
from collections.abc import Callable
from os import PathLike, fspath
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd
import pyarrow as pa

from pmg_sim.blocks.parquet import write_table
from pmg_sim.experiments.manifest import FORMAT, manifest
from pmg_sim.experiments.minutes import minutes
from pmg_sim.experiments.place import MANIFEST, FolderError, whole_folder
from pmg_sim.experiments.run import Results
from pmg_sim.experiments.scenario_file import as_toml
from pmg_sim.experiments.summary import summary
from pmg_sim.scenario import ScenarioError, scenario_from_dict

TABLES = (
    "weeks",
    "people",
    "meetings",
    "ties",
    "outcomes",
    "lives",
    "costs",
    "measures",
    "week_summary",
)


class Written(NamedTuple):
    """What was written: where, and what the two files for machines say."""

    folder: Path
    manifest: dict
    summary: dict


def write(
    results: Results,
    out_dir: str | PathLike[str],
    command: str = "",
    force: bool = False,
    draw: Callable[[Results, Path], Any] | None = None,
) -> Written:
    """Write a folder of results; it appears under its name only when it is whole.

    The tables' bytes depend on the scenario, the seed and the versions only.

    Parameters
    ----------
    results : Results
        From `run`.
    out_dir : path
        The folder to make.
    command : str
        What was typed, for the manifest.
    force : bool, default False
        Replace a folder of results that exists, or an empty folder.
    draw : callable, optional
        Draws the figures of results into a folder, as `pmg_sim.figures.draw_all` does.

    Raises
    ------
    FolderError
        If the folder exists, or cannot be written to.
    """
    told = summary(results)
    with whole_folder(out_dir, force) as folder:
        paths = [
            _write_table(getattr(results, name), folder / f"{name}.parquet") for name in TABLES
        ]
        _write_text(folder / "scenario.toml", as_toml(results.scenario))
        _write_text(folder / "minutes.md", minutes(results))
        _write_text(folder / "summary.json", _json(told))
        described = manifest(results, command, paths)
        if draw is not None:
            drawn = draw(results, folder / "figures")
            described["figures"] = {
                "drawn": [path.name for path in drawn.files],
                "left_out": drawn.skipped,
            }
        _write_text(folder / MANIFEST, _json(described))
    return Written(Path(out_dir), described, told)


def read(folder: str | PathLike[str]) -> Results:
    """Read a folder of results back; the journal is not kept, only the minutes made from it.

    Raises
    ------
    FolderError
        If the folder holds no results, or files are missing or damaged.
    """
    path = Path(folder)
    try:
        told = json.loads((path / MANIFEST).read_text(encoding="utf-8"))
        if told["format"] != FORMAT:
            raise ValueError(f"format {told['format']}, allowed is {FORMAT}")
        frames = {name: _read_table(path / f"{name}.parquet") for name in TABLES}
        settings = {
            key: value for key, value in told["scenario"]["settings"].items() if value is not None
        }
        scenario = scenario_from_dict(settings, told["scenario"]["name"])
        return Results(
            scenario=scenario,
            seed=told["seed"],
            replicates=told["replicates"]["finished"],
            asked=told["replicates"]["asked"],
            interrupted=told["interrupted"],
            compared_with=told["scenario"]["compared_with"],
            engine=told["engine"],
            uncertainty=told["uncertainty"],
            journal=[],
            **frames,
        )
    except (OSError, KeyError, TypeError, ValueError, pa.ArrowException) as fault:
        if isinstance(fault, ScenarioError):
            raise
        raise FolderError(f"{fspath(folder)}: no readable folder of results ({fault}).") from fault


def _read_table(path: Path) -> pd.DataFrame:
    with path.open("rb") as file:
        return pd.read_parquet(file)


def _write_table(frame: pd.DataFrame, path: Path) -> Path:
    table = pa.Table.from_pandas(frame, preserve_index=False, nthreads=1)
    with path.open("wb") as file:
        write_table(table, file)
    return path


def _write_text(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")


def _json(data: dict) -> str:
    return json.dumps(data, indent=2, allow_nan=False) + "\n"
