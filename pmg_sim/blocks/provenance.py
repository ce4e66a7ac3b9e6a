"""What ran: versions, machine and commit, as manifests tell them."""

import os
import platform
import subprocess
from importlib import import_module, metadata
from pathlib import Path

from pmg_sim.jit import PACKAGE, theory_version

LIBRARIES = ("numpy", "numba", "mesa", "pandas", "pyarrow", "scipy", "matplotlib")
CHECKOUT = PACKAGE.parent


def software() -> dict:
    """Return the versions of package, theory, Python and libraries."""
    return {
        "package": {"name": "pmg-sim", "version": import_module("pmg_sim").__version__},
        "theory": theory_version(),
        "python": platform.python_version(),
        "libraries": {name: metadata.version(name) for name in LIBRARIES},
    }


def machine() -> dict:
    """Return what kind of machine this is; neither its name nor its user's."""
    return {
        "platform": platform.platform(),
        "machine": platform.machine(),
        "processors": os.cpu_count(),
    }


def git_state(folder: Path = CHECKOUT) -> dict | None:
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
