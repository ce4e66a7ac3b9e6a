"""A whole calibration of the smallest size: the same bytes, whatever happened on the way."""

import json
import shutil

import numpy as np
import pytest
from scipy import stats

from pmg_sim.blocks import Store
from pmg_sim.calibration import calibrate as module
from pmg_sim.calibration.calibrate import (
    DEPARTMENTS,
    RUNS,
    Work,
    departments_for,
    posterior_table,
    rounds_of,
)
from pmg_sim.calibration.choose import MOST_FREE
from pmg_sim.calibration.departments import Departments
from pmg_sim.calibration.keep import keep
from pmg_sim.calibration.numbers import in_fit
from pmg_sim.calibration.trials import Trials
from pmg_sim.calibration.weigh import Weighed, effective, moments, normal
from pmg_sim.ensemble import SimulationError
from pmg_sim.parameters import PARAMETERS
from pmg_sim.posterior import MANIFEST, TABLE
from tests.calibration import conftest, toy


def written(calibration, folder):
    keep(calibration, conftest.RUNS, "pmg calibrate --seed 3", folder)
    return {name: (folder / name).read_bytes() for name in (TABLE, MANIFEST)}


@pytest.fixture(scope="module")
def files(small, tmp_path_factory):
    return written(small.calibration, tmp_path_factory.mktemp("shipped") / "new" / "folder")


def test_a_budget_is_spent_to_the_last_trial():
    for runs in (600, 2_000, 10_000, 49_999, 50_000, 123_456, RUNS, 10**7):
        rounds = rounds_of(runs)
        assert sum(rounds) == runs
        assert len(rounds) == 8
        assert min(rounds) > 0
        assert len(set(rounds[1:7])) == 1
        assert rounds[0] == pytest.approx(0.2 * runs, abs=1_000)
    assert rounds_of(RUNS) == [100_000, *[30_000] * 6, 220_000]
    assert all(count % 1_000 == 0 for count in rounds_of(123_456)[:7])


def test_departments_go_with_the_budget():
    counts = [departments_for(runs) for runs in (10_000, 60_000, 250_000, RUNS, 10 * RUNS)]
    assert counts == [60, 120, 500, DEPARTMENTS, DEPARTMENTS]


def test_rounds_are_drawn_as_planned_each_from_those_before(small):
    rounds = small.calibration.rounds
    assert [len(one.scores) for one in rounds] == rounds_of(conftest.RUNS)
    assert rounds[0].proposal is None
    proposals = [one.proposal for one in rounds[1:]]
    assert len(set(proposals)) == 7
    assert {one.names for one in proposals} == {small.calibration.free}
    assert len(small.calibration.free) == MOST_FREE
    found = small.calibration.found
    assert len(found.base) == conftest.RUNS
    assert found.from_priors == len(rounds[0].scores)
    np.testing.assert_array_equal(found.scores, np.concatenate([one.scores for one in rounds]))
    assert {len(column) for column in found.trials.values()} == {conftest.RUNS}


def test_progress_is_told_in_runs_up_to_the_last(small):
    done = [one for one, _ in small.told]
    assert done == sorted(done)
    assert {total for _, total in small.told} == {conftest.RUNS + 20}
    assert done[-1] == conftest.RUNS + 20


@pytest.fixture
def fresh(monkeypatch):
    """Refuse to run anything; what is finished is looked up."""

    def refuse(block):
        raise AssertionError(block.describe())

    monkeypatch.setattr(Trials, "run", refuse)
    monkeypatch.setattr(Departments, "run", refuse)


def work(store, progress=None, workers=2):
    return Work(conftest.RUNS + 20, store, workers, None, progress, toy.quiet)


@pytest.mark.usefixtures("fresh", "little")
def test_a_second_time_it_is_read_from_the_store_and_gives_the_same_bytes(small, files, tmp_path):
    again = module.calibrate(conftest.RUNS, conftest.SEED, work(small.store, workers=1))
    assert written(again, tmp_path) == files
    with pytest.raises(SimulationError, match="failed"):
        module.calibrate(conftest.RUNS, conftest.SEED + 1, work(tmp_path / "blocks"))


@pytest.mark.usefixtures("little")
def test_interrupted_half_way_and_taken_up_again_it_gives_the_same_bytes(small, files, tmp_path):
    store = Store(tmp_path / "blocks")
    store.open()
    departments = module.departments_of(conftest.SEED, 20)
    for block in departments:  # these need not be run again
        shutil.copy(small.store.path(block), store.path(block))

    def stop(done, _total):
        if done > (conftest.RUNS + 20) / 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        module.calibrate(conftest.RUNS, conftest.SEED, work(store, stop))
    whole = {path.name for path in small.store.folder.glob("*.parquet")}
    half = {path.name for path in store.folder.glob("*.parquet")}
    assert len(departments) < len(half) < len(whole)
    told = []
    resumed = module.calibrate(
        conftest.RUNS, conftest.SEED, work(store, lambda done, _: told.append(done))
    )
    assert written(resumed, tmp_path / "out") == files
    assert {path.name for path in store.folder.glob("*.parquet")} == whole
    for name in whole:
        ours, theirs = ((folder.folder / name).read_bytes() for folder in (store, small.store))
        assert ours == theirs


def test_the_table_is_a_posterior_within_its_ranges(small, files):
    table = posterior_table(small.calibration.found, small.calibration.seed)
    assert tuple(table.columns) == ("weight", *small.calibration.free)
    assert table["weight"].sum() == pytest.approx(1.0)
    for name in small.calibration.free:
        assert table[name].between(PARAMETERS[name].low, PARAMETERS[name].high).all()
    lines = files[TABLE].decode().splitlines()
    assert lines[0] == ",".join(table.columns)
    assert len(lines) == len(table) + 1


def test_the_manifest_tells_what_was_done(small, files):
    told = json.loads(files[MANIFEST])
    assert (told["seed"], told["runs"]) == (conftest.SEED, conftest.RUNS)
    assert told["free"] == list(small.calibration.free) == list(told["explains"])
    assert told["data"] == [number.name for number in in_fit()]
    assert told["rounds"] == rounds_of(conftest.RUNS)
    assert [row["name"] for row in told["leave_one_out"]] == told["data"]
    assert told["effective"] == pytest.approx(effective(small.calibration.found.log_weights()))
    explains = list(told["explains"].values())
    assert explains == sorted(explains, reverse=True)
    for one, row in zip(small.calibration.emulators, told["baselines"], strict=True):
        assert row["name"] == one.baseline.name
        assert 0.0 < row["posterior"] < 1.0
    assert b"NaN" not in files[MANIFEST]


def test_systematic_resampling_keeps_what_the_weights_say():
    luck = np.random.default_rng(5)
    found = toy.weighed([toy.linear_round(5_000, luck)])
    table = posterior_table(found, 1)
    mean, covariance = moments(found.scores, normal(found.log_weights()))
    for k, name in enumerate(toy.FREE):
        own = PARAMETERS[name]
        shares = luck.random(20_000)
        exact = own.quantile(
            stats.norm.cdf(mean[k] + np.sqrt(covariance[k, k]) * stats.norm.ppf(shares))
        )
        assert table["weight"] @ table[name] == pytest.approx(exact.mean(), abs=0.1 * exact.std())
    assert set(np.round(table["weight"] * 1_000, 6) % 1) == {0.0}
    assert not posterior_table(found, 2).equals(table)


def test_a_set_that_never_counts_is_not_in_the_table():
    scores = np.random.default_rng(1).standard_normal((3_000, 2))
    base = np.where(scores[:, 0] > 0, 0.1 * scores[:, 1], -np.inf)
    found = Weighed(toy.FREE, scores, (), base, np.zeros((3_000, 0)), {}, 3_000)
    table = posterior_table(found, 4)
    middle = PARAMETERS[toy.FREE[0]].quantile(0.5)
    assert (table[toy.FREE[0]] > middle).all()
    assert len(table) <= 1_000
