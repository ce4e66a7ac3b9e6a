"""Folders of results that several tests make a page of."""

import pytest

from pmg_sim.experiments import run, write
from pmg_sim.figures import draw_all
from tests.experiments import case
from tests.report import pages


@pytest.fixture
def folder(tmp_path):
    return pages.written(tmp_path / "answer")


@pytest.fixture(scope="session")
def run_folder(tmp_path_factory):
    """Return the folder of a small run with a group, with its figures."""
    place = tmp_path_factory.mktemp("runs") / "small"
    write(run(case.small(), seed=3, replicates=3), place, "pmg run small --seed 3", draw=draw_all)
    return place
