"""Arms of ensembles that are quick to run: scenarios in the current folder, as files."""

from pathlib import Path

import pytest

from pmg_sim.experiments.scenario_file import as_toml
from tests.experiments import case

GROUP, LED, ALONE = "tiny_group", "tiny_led", "tiny_group / no group"
HORIZON = 40


def write(name, **changes):
    """Write a small scenario under a name by which it can be an arm."""
    usual = {"horizon_weeks": HORIZON, "follow_up_weeks": 0, "event": []}
    scenario = case.small(**usual | changes)
    Path(f"{name}.toml").write_text(as_toml(scenario), encoding="utf-8")


@pytest.fixture
def arms(tmp_path, monkeypatch):
    """Return the names of three arms; their files lie in the current folder."""
    folder = tmp_path / "arms"
    folder.mkdir()
    monkeypatch.chdir(folder)
    write(GROUP)
    write(LED, group=[case.GROUP | {"structure": "senior_led"}])
    return [GROUP, LED, ALONE]
