"""The command ``pmg``: each verb reads what was typed and calls one public function."""

from pmg_sim.cli import checks  # noqa: F401  it adds its verbs
from pmg_sim.cli.app import app, main

__all__ = ["app", "main"]
