"""Runs that several tests draw: few and many replicates, two groups, none."""

import pytest

from pmg_sim.experiments import run
from pmg_sim.figures import FIGURES
from tests.experiments import case


@pytest.fixture(scope="session")
def few():
    return run(case.small(), seed=3, replicates=2)


@pytest.fixture(scope="session")
def many():
    return run(case.small(), seed=3, replicates=12)


@pytest.fixture(scope="session")
def one():
    return run(case.small(title="Costs $5 or $6 _now_ 研究"), seed=4, replicates=1)


@pytest.fixture(scope="session")
def pair():
    return run(case.two_groups(), seed=5, replicates=6)


@pytest.fixture(scope="session")
def alone():
    return run(case.alone(), seed=5, replicates=2)


@pytest.fixture(scope="session")
def drawn(few, many, one, pair, alone):
    """Return a function that gives a figure of a run by their names, drawn once for all tests."""
    runs = {"few": few, "many": many, "one": one, "pair": pair, "alone": alone}
    figures = {}

    def figure(stem, name):
        if (stem, name) not in figures:
            figures[stem, name] = FIGURES[stem](runs[name])
        return figures[stem, name]

    return figure
