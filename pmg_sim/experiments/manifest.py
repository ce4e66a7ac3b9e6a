"""The manifest of a run: what is needed to run it again and to know what ran."""

import hashlib
import json
import os
import platform
import subprocess
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from importlib import import_module, metadata
from pathlib import Path

from pmg_sim.build import plan
from pmg_sim.experiments.run import Results
from pmg_sim.jit import PACKAGE, theory_version
from pmg_sim.parameters import PARAMETERS

FORMAT = 1
"""Raised when the files or their columns change in a way that breaks a reader."""

LIBRARIES = ("numpy", "numba", "mesa", "pandas", "pyarrow", "scipy", "matplotlib")
CHECKOUT = PACKAGE.parent


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
        "package": {"name": "pmg-sim", "version": import_module("pmg_sim").__version__},
        "theory": theory_version(),
        "python": platform.python_version(),
        "libraries": {name: metadata.version(name) for name in LIBRARIES},
        "machine": {
            "platform": platform.platform(),
            "machine": platform.machine(),
            "processors": os.cpu_count(),
        },
        "git": git_state(CHECKOUT),
        "scenario": {
            "name": results.scenario.name,
            "hash": results.scenario.hash(),
            "compared_with": results.compared_with,
            "settings": json.loads(results.scenario.canonical_json()),
        },
        "parameters": {name: float(values[name]) for name in PARAMETERS},
        "seed": results.seed,
        "arms": results.arms,
        "replicates": {
            "asked": results.asked or results.replicates,
            "finished": results.replicates,
        },
        "interrupted": results.interrupted,
        "command": command,
        "started": started.isoformat(timespec="seconds"),
        "finished": (started + timedelta(seconds=results.seconds)).isoformat(timespec="seconds"),
        "duration_seconds": round(results.seconds, 3),
        "tables": {path.name: {"sha256": _sha256(path)} for path in tables},
    }


def git_state(folder: Path) -> dict | None:
    """Return the commit of a checkout and whether files were changed since, or None.

    The commit is None before the first one. Only a checkout's own top folder counts: the package
    may be installed inside somebody else's repository.
    """
    if not (folder / ".git").exists():
        return None
    status = _git(folder, "status", "--porcelain")
    if status is None:
        return None
    commit = _git(folder, "rev-parse", "--verify", "--quiet", "HEAD")
    return {"commit": commit or None, "dirty": bool(status)}


def _git(folder: Path, *arguments: str) -> str | None:
    """Run a git command, blind to the caller's own git settings of place; None if it fails."""
    environment = {name: text for name, text in os.environ.items() if not name.startswith("GIT_")}
    try:
        done = subprocess.run(
            ["git", "-C", str(folder), *arguments],
            capture_output=True,
            text=True,
            timeout=20,
            env=environment,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout.strip() if done.returncode == 0 else None


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
