"""Many scenarios under the same sets of numbers, with the same people and luck."""

import numpy as np
import pytest

from pmg_sim.ensemble import Recording, SimulationError, simulate
from pmg_sim.experiments import sweep as module
from pmg_sim.experiments.sweep import sweep
from pmg_sim.posterior import draw_sets
from tests.experiments import case

OUTCOMES = ("satisfaction", "usd", "survival", "noon_hours")
SETS = draw_sets(3, 1, "prior")
QUIET = {"say": lambda _line: None}


@pytest.fixture(scope="module")
def small():
    return case.small(horizon_weeks=30, group=[SHORT], event=[])


SHORT = case.GROUP | {
    "calendar": [
        {
            "purpose": "discussion",
            "hour": "evening",
            "interval_weeks": 5,
            "length_minutes": 120,
            "meal_usd": 80,
        }
    ]
}


@pytest.fixture(scope="module")
def found(small):
    scenarios = [small, small.without_group(), small.override({"group.0.invited": 3})]
    return sweep(scenarios, SETS, 2, 5, OUTCOMES, **QUIET)


def test_a_department_is_what_an_ensemble_of_its_numbers_gives(small, found):
    """Set s, replicate r: the run s of a second million of runs."""
    assert found.shape == (3, 3, 2, 4)
    for s, numbers in enumerate(SETS):
        alone = simulate(
            small.override(dict(numbers)), s + 1, seed=5, record=Recording(weeks=False)
        ).measured()
        row = [alone_of(alone, name)[s] for name in OUTCOMES]
        np.testing.assert_array_equal(found[0, s, 0], row)


def alone_of(measured, name):
    from pmg_sim.experiments.measures import MEASURES

    return np.asarray(measured)[:, list(MEASURES).index(name)]


def test_departments_of_a_set_differ(found):
    assert (found[0, :, 0, 0] != found[0, :, 1, 0]).all()
    assert len(set(found[0, :, :, 0].ravel())) == 6


def test_outcomes_stand_in_the_order_in_which_they_are_asked_for(small, found):
    turned = sweep([small], SETS, 2, 5, OUTCOMES[::-1], **QUIET)
    np.testing.assert_array_equal(turned[0], found[0][..., ::-1])


def test_scenarios_stand_in_their_order_and_do_not_touch_one_another(small, found):
    one = sweep([small.override({"group.0.invited": 3})], SETS, 2, 5, OUTCOMES, **QUIET)
    np.testing.assert_array_equal(one[0], found[2])


def test_more_sets_and_departments_begin_with_the_same_ones(small, found):
    more = sweep([small], draw_sets(5, 1, "prior"), 3, 5, OUTCOMES, **QUIET)
    np.testing.assert_array_equal(more[0, :3, :2], found[0])


def test_many_sets_are_run_in_blocks_of_which_nothing_is_lost(small, found, monkeypatch):
    monkeypatch.setattr(module, "RUNS_IN_A_BLOCK", 2)
    again = sweep([small], SETS, 2, 5, OUTCOMES, **QUIET)
    np.testing.assert_array_equal(again[0], found[0])


def test_costs_are_zero_where_nobody_meets_and_other_gaps_stay(found):
    assert (found[1, ..., OUTCOMES.index("usd")] == 0.0).all()
    assert (found[1, ..., OUTCOMES.index("noon_hours")] == 0.0).all()
    assert np.isnan(found[1, ..., OUTCOMES.index("survival")]).all()
    assert (found[0, ..., OUTCOMES.index("usd")] > 0.0).any()


def test_what_a_scenario_sets_itself_stays(small):
    fixed = small.override(dict(SETS[0]))
    found = sweep([fixed], SETS, 1, 5, OUTCOMES, **QUIET)
    same = sweep([small], [SETS[0]] * 3, 1, 5, OUTCOMES, **QUIET)
    np.testing.assert_array_equal(found, same)
    part = small.override({"pull_strength": SETS[1]["pull_strength"]})
    mixed = [one | {"pull_strength": SETS[1]["pull_strength"]} for one in map(dict, SETS)]
    np.testing.assert_array_equal(
        sweep([part], SETS, 1, 5, OUTCOMES, **QUIET), sweep([small], mixed, 1, 5, OUTCOMES, **QUIET)
    )


def test_an_empty_set_stands_for_the_centres(small):
    found = sweep([small], [{}] * 2, 1, 5, OUTCOMES, **QUIET)
    alone = simulate(small, 2, seed=5, record=Recording(weeks=False)).measured()
    np.testing.assert_array_equal(found[0, :, 0, 0], alone_of(alone, "satisfaction"))


def test_the_seed_is_all_of_the_luck(small, found):
    other = sweep([small], SETS, 2, 6, OUTCOMES, **QUIET)
    assert (other[0, ..., 0] != found[0, ..., 0]).all()


@pytest.mark.parametrize("sets", [[], [{}] * 1_000_001], ids=["none", "too many"])
def test_sets_that_cannot_be_numbered_are_refused(small, sets):
    with pytest.raises(ValueError, match="allowed: 1 to 1000000"):
        sweep([small], sets, 1, 5, OUTCOMES, **QUIET)


def test_blocks_that_fail_are_told_and_the_others_kept(small, tmp_path, monkeypatch):
    whole = module.RunBlock.run

    def run(block):
        if block.scenario.group[0].invited == 3:
            raise ArithmeticError("out of bounds")
        return whole(block)

    monkeypatch.setattr(module.RunBlock, "run", run)
    scenarios = [small, small.override({"group.0.invited": 3})]
    with pytest.raises(SimulationError, match="out of bounds"):
        sweep(scenarios, SETS, 2, 5, OUTCOMES, store=tmp_path, workers=1, **QUIET)
    assert len(list(tmp_path.glob("*.parquet"))) == 2
