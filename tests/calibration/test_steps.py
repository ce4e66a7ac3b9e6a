"""The steps of a calibration, the check of the inference, and the theory without its mechanisms."""

import json
import shutil

import numpy as np
import pytest

from pmg_sim.blocks import Store
from pmg_sim.calibration import second, steps
from pmg_sim.calibration.calibrate import Work
from pmg_sim.calibration.check import STUDIES
from pmg_sim.calibration.learn import evidence
from pmg_sim.calibration.steps import CHECK, Steps, in_words
from pmg_sim.calibration.without import BY_THE_GROUP, MECHANISMS, RUNS, compare, leave_out
from pmg_sim.parameters import without
from tests.calibration import conftest, toy


@pytest.fixture(scope="module")
def store(small, tmp_path_factory):
    """Return a folder of its own with the blocks of the calibration."""
    folder = tmp_path_factory.mktemp("steps") / "blocks"
    shutil.copytree(small.store.folder, folder)
    return Store(folder)


@pytest.fixture(scope="module")
def taken(store):
    """Take all steps with few studies, and a chain that is much too short, on blocks there are."""
    told = []
    asked = Steps(conftest.RUNS, conftest.SEED, store.folder.parent, 10)
    with pytest.MonkeyPatch.context() as patch:
        conftest.learn_from_few(patch)
        patch.setattr(steps, "departments_for", lambda _runs: 20)
        patch.setattr(steps, "TRIALS_FOR_A_STUDY", 40)
        patch.setattr(second, "STEPS", 60)
        patch.setattr(second, "BURNT", 20)
        found = asked.take(
            2, None, lambda done, total: told.append((done, total)), toy.quiet, "pmg"
        )
        return asked, found, told, asked.runs


def test_progress_goes_up_to_all_runs_and_not_beyond(taken):
    *_, told, runs = taken
    assert {total for _, total in told} == {runs}
    assert max(done for done, _ in told) == runs


def test_the_check_is_kept_and_told(taken):
    asked, found, *_ = taken
    check = json.loads((asked.out / CHECK).read_text())
    assert found["check"] == check
    assert [row["name"] for row in check["numbers"]] == found["free"]
    assert check["planted"]["in"] == found["free"][-3:]
    for name in ("truths", "means", "below"):
        assert np.array(check["made_up"][name]).shape == (len(found["free"]), 10)
    assert np.array(check["wrong_below"]).shape == (len(found["free"]), 10)
    assert {row["name"] for row in check["second"]} == set(found["free"])
    assert all(row["other_sd"] > 0 for row in check["second"])
    assert isinstance(check["passes"], bool)


def test_a_person_is_told_what_was_learnt_and_what_was_not(taken):
    _, found, *_ = taken
    text = in_words(found)
    assert text.startswith("22 numbers of the study and 2 published baselines against 18 free")
    assert "the other 164 keep their priors" in text
    assert f"{conftest.RUNS} simulated groups count like" in text
    assert all(name in text for name in found["free"])
    assert "not identified" in text
    assert "10 studies that were made up: " in text
    learnt = [row["name"] for row in found["margins"] if row["learnt"]]
    assert f"Something was learnt about {len(learnt)}: " in text
    alone = {name: value for name, value in found.items() if name != "check"}
    assert "made up" not in in_words(alone)


def test_runs_are_those_of_all_steps(tmp_path):
    plain = Steps(50_000, 1, tmp_path)
    assert plain.runs == 50_000 + 100
    assert plain.bank == 0
    whole = Steps(50_000, 1, tmp_path, STUDIES, mechanisms=True)
    assert whole.runs == plain.runs + whole.bank + 14 * RUNS
    assert Steps(12_000, 1, tmp_path, 0, True).runs == 12_060 + 14 * 12_000


def test_the_theory_without_some_mechanisms_is_calibrated_and_scored_anew(small, store):
    work = Work(200, store, 2, None, None, toy.quiet)
    before = len(list(store.folder.glob("*.parquet")))
    off = ("accountability", "support")
    found = leave_out(small.calibration, off, 3, 160, work)
    assert json.loads(json.dumps(found)) == found
    assert found["off"] == list(off)
    assert set(found["scores"]) == {number.name for number in small.calibration.found.numbers}
    assert set(found["errors"]) == set(found["scores"])
    assert found["evidence"] != evidence(small.calibration.found)[0]
    assert 1.0 <= found["effective"] <= 160
    assert len(list(store.folder.glob("*.parquet"))) == before + 3
    again = leave_out(small.calibration, off, 3, 160, Work(200, Store(store.folder), 1))
    assert again == found


def test_every_mechanism_that_is_left_out_can_be():
    assert len(set(MECHANISMS)) == len(MECHANISMS) == 12
    assert set(BY_THE_GROUP) < set(MECHANISMS)
    assert "learning" not in BY_THE_GROUP
    assert all(without(name) for name in MECHANISMS)


def test_scores_are_compared_number_by_number():
    one, other = {"a": -1.0, "b": -2.0, "c": -9.0}, {"b": -2.5, "a": -3.0, "d": 0.0}
    found = compare(one, other)
    assert found["difference"] == pytest.approx(2.5)
    assert found["numbers"] == 2
    # Two differences, 2 and 0.5: standard deviation 1.06, times the root of two.
    assert found["error"] == pytest.approx(1.5)
    back = compare(other, one)
    assert (back["difference"], back["error"]) == pytest.approx((-2.5, 1.5))
