"""Runs that go wrong say which they are, and leave the others alone."""

import importlib
import json
import pickle

import numpy as np
import pytest

from pmg_sim.build import build, plan
from pmg_sim.ensemble import Recording, RunError, SimulationError, simulate
from pmg_sim.ensemble.kernel import run_replicates
from pmg_sim.ensemble.sets import parameter_sets
from pmg_sim.scenario import ScenarioError
from tests.experiments import case

TOLD = "seed 9, replicate {}: a state is no longer a finite number"


def spoilt(replicates, *bad):
    """Return sets of parameters in which one is no number, which no legal input brings about."""
    sets = np.repeat(parameter_sets({}, None, 1), replicates).view(np.recarray)
    sets["connection_to_satisfaction"][list(bad)] = np.nan
    return sets


def simulate_with(sets, monkeypatch, **options):
    """Run an ensemble with sets that a check of parameters would refuse."""
    module = importlib.import_module("pmg_sim.ensemble.simulate")
    with monkeypatch.context() as patch:
        patch.setattr(module, "parameter_sets", lambda *_: sets)
        return simulate(case.small(), len(sets), seed=9, block=2, **options)


def crowded():
    """Return a scenario whose two series of meetings want the same weeks."""
    meetings = {"purpose": "discussion", "hour": "noon", "length_minutes": 60}
    first = meetings | {"start_week": 0, "end_week": 10, "count": 5}
    spread = meetings | {"start_week": 5, "end_week": 15, "count": 10}
    return case.small(group=[case.GROUP | {"calendar": [first, spread]}], event=[])


def test_a_state_that_is_no_number_names_seed_and_replicate():
    with pytest.raises(RunError) as fault:
        run_replicates(plan(case.small()), spoilt(5, 2, 4), 9, 10, 15, None)
    assert (fault.value.seed, fault.value.replicate) == (9, 12)
    assert str(fault.value) == TOLD.format(12)


def test_the_fault_can_be_handed_to_another_process():
    again = pickle.loads(pickle.dumps(RunError(9, 12)))
    assert (again.seed, again.replicate, str(again)) == (9, 12, TOLD.format(12))


@pytest.mark.parametrize("workers", [1, 2])
def test_a_failed_run_is_recorded_and_the_other_blocks_go_on(tmp_path, workers, monkeypatch):
    options = {"store": tmp_path, "workers": workers}
    with pytest.raises(SimulationError) as fault:
        simulate_with(spoilt(8, 5), monkeypatch, **options)
    told = str(fault.value)
    assert "4 blocks: 0 found finished, 3 run now, 1 failed." in told
    assert TOLD.format(5) in told
    (record,) = (tmp_path / "failures").glob("*.json")
    kept = json.loads(record.read_text(encoding="utf-8"))
    assert (kept["seed"], kept["replicate"]) == (9, 5)
    assert kept["cause"]["type"] == "RunError"
    assert (kept["block"]["first"], kept["block"]["last"]) == (4, 6)
    sound = simulate_with(spoilt(8), monkeypatch, **options)
    assert (sound.report.found, sound.report.run) == (3, 1)


def test_without_a_store_the_fault_is_told_as_well(monkeypatch):
    with pytest.raises(SimulationError, match=TOLD.format(3)):
        simulate_with(spoilt(8, 3), monkeypatch)


def test_sound_replicates_are_those_of_an_ensemble_without_the_bad_one():
    p = spoilt(6, 5)
    settled = plan(case.small())
    rows, measures, *_ = run_replicates(settled, p[:5], 9, 0, 5, None)
    again = run_replicates(settled, settled.parameters, 9, 0, 5, None)
    assert rows.tobytes() == again[0].tobytes()
    assert measures.tobytes() == again[1].tobytes()


def test_meetings_without_a_free_week_are_told_in_words():
    settled = plan(crowded())
    told = "group 'first': meetings of its calendar 2 find no free week; allowed is one meeting a"
    with pytest.raises(ScenarioError, match=told):
        run_replicates(settled, settled.parameters, 1, 0, 3, None)
    with pytest.raises(ScenarioError, match=told):
        build(settled, 1, 0)
    with pytest.raises(SimulationError, match=told):
        simulate(crowded(), 3, record=Recording(weeks=False))
