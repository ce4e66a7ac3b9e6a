"""The command ``pmg``: each verb reads what was typed and calls one public function."""

from pmg_sim.cli import bench, calibration, checks, predict, replay, running  # noqa: F401  they add their verbs
from pmg_sim.cli.app import app, main

__all__ = ["app", "main"]
