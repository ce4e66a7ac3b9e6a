"""Runs that several tests look at."""

import pytest

from pmg_sim.experiments import run
from tests.experiments import case
from tests.experiments.arms import arms

__all__ = ["arms"]

MANY = 24
"""Enough replicates for verdicts."""


@pytest.fixture(scope="session")
def many():
    return run(case.small(), seed=3, replicates=MANY)


@pytest.fixture(scope="session")
def one():
    return run(case.small(), seed=3, replicates=1)


@pytest.fixture(scope="session")
def pair():
    return run(case.two_groups(), seed=5, replicates=3)


@pytest.fixture(scope="session")
def alone():
    return run(case.alone(), seed=5, replicates=2)
