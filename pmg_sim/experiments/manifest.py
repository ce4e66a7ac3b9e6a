"""The manifest of a run: what is needed to run it again and to know what ran."""

import hashlib
import json
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from pmg_sim.blocks.provenance import git_state, machine, software
from pmg_sim.build import plan
from pmg_sim.experiments.run import Results
from pmg_sim.parameters import PARAMETERS
from pmg_sim.posterior import posterior_hash

FORMAT = 3
"""Raised when the files or their columns change in a way that breaks a reader."""


def manifest(results: Results, command: str, tables: Iterable[Path]) -> dict:
    """Describe a run and the tables written from it.

    Parameters
    ----------
    results : Results
        From `run`.
    command : str
        What was typed, or nothing.
    tables : iterable of pathlib.Path
        The tables as files.
    """
    values = plan(results.scenario).parameters[0]
    started = results.started or datetime.now(UTC)
    return {
        "format": FORMAT,
        **software(),
        "machine": machine(),
        "git": git_state(),
        "scenario": {
            "name": results.scenario.name,
            "hash": results.scenario.hash(),
            "compared_with": results.compared_with,
            "settings": json.loads(results.scenario.canonical_json()),
        },
        "uncertainty": results.uncertainty,
        "posterior": posterior_hash() if results.uncertainty == "posterior" else None,
        "parameters": {
            name: float(values[name])
            for name in PARAMETERS
            if results.uncertainty == "centre" or name in results.scenario.parameters
        },
        "seed": results.seed,
        "engine": results.engine,
        "arms": results.arms,
        "replicates": {
            "asked": results.asked or results.replicates,
            "finished": results.replicates,
            "kept_whole": results.kept,
        },
        "interrupted": results.interrupted,
        "command": command,
        "started": started.isoformat(timespec="seconds"),
        "finished": (started + timedelta(seconds=results.seconds)).isoformat(timespec="seconds"),
        "duration_seconds": round(results.seconds, 3),
        "tables": {path.name: {"sha256": _sha256(path)} for path in tables},
    }


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
