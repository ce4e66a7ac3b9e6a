"""A small scenario's file in an empty folder, as most tests of the command line need it."""

import pytest

from pmg_sim.experiments.scenario_file import as_toml
from tests.experiments import case
from tests.experiments.arms import arms

__all__ = ["arms"]


@pytest.fixture
def file(tmp_path, monkeypatch):
    """Return the file of a small scenario, in an empty folder that is the current one."""
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    path = tmp_path / "small.toml"
    path.write_text(as_toml(case.small()), encoding="utf-8")
    return str(path)
