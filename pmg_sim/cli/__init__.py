"""The command ``pmg``: each verb reads what was typed and calls one public function."""

from pmg_sim.cli import (  # noqa: F401  they add their verbs
    bench,
    calibration,
    checks,
    compare,
    experiment,
    predict,
    replay,
    report,
    running,
)
from pmg_sim.cli.app import app, main

__all__ = ["app", "main"]
