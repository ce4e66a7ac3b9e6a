"""Simulated trials that several tests look at, and a whole calibration of the smallest size."""

from typing import NamedTuple

import pytest

from pmg_sim.blocks import Store, run_blocks
from pmg_sim.calibration import calibrate, check, departments, learn, weigh
from pmg_sim.calibration.trials import columns_of, trials_of
from tests.calibration.toy import quiet

TRIALS = 1_000


class Bank(NamedTuple):
    """Trials from the priors: their blocks, and their columns."""

    blocks: list
    trials: dict


@pytest.fixture(scope="session")
def bank():
    blocks = trials_of(5, 0, TRIALS)
    report = run_blocks(blocks, say=quiet)
    return Bank(blocks, columns_of(table for _, table in report.results()))


@pytest.fixture
def plain(monkeypatch):
    """Leave the weights as they are, so that sums over few sorts of trials come out exactly."""
    for module in (weigh, check, learn):
        monkeypatch.setattr(module, "smoothed", lambda log_weights: (log_weights, 0.0))


class Small(NamedTuple):
    """A calibration, the folder with its blocks, and what was told of its progress."""

    calibration: calibrate.Calibration
    store: Store
    told: list


RUNS, SEED = 800, 3


def learn_from_few(patch):
    """Learn baselines from twenty departments only, in two blocks."""
    patch.setattr(calibrate, "departments_for", lambda _runs: 20)
    patch.setattr(departments, "DEPARTMENTS_IN_A_BLOCK", 10)


@pytest.fixture
def little(monkeypatch):
    learn_from_few(monkeypatch)


@pytest.fixture(scope="session")
def small(tmp_path_factory):
    store = Store(tmp_path_factory.mktemp("calibration") / "blocks")
    told = []
    work = calibrate.Work(
        RUNS + 20, store, 2, None, lambda done, total: told.append((done, total)), quiet
    )
    with pytest.MonkeyPatch.context() as patch:
        learn_from_few(patch)
        return Small(calibrate.calibrate(RUNS, SEED, work), store, told)
