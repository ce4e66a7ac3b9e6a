"""Numba, numpy and C do the same costly part of a week, and numba does what a whole week does."""

import shutil

import numpy as np
import pytest

from pmg_sim.bench import costly_c, costly_contest
from pmg_sim.bench.agreement import TOLERANCE, DisagreementError, difference
from pmg_sim.bench.costly import EVENTS, copied, departments, with_numba
from pmg_sim.bench.costly_c import EXACT, FUSED, compiled
from pmg_sim.bench.costly_numpy import Block
from pmg_sim.bench.whole_runs import both_arms
from pmg_sim.calls import Calls
from pmg_sim.parameters import pack
from pmg_sim.processes.week import ORDER
from pmg_sim.scenario import load_scenario

WEEKS = 60
PLANS = both_arms(load_scenario("study"))
NUMBERS = PLANS["group"].parameters


@pytest.fixture(scope="module")
def start():
    return departments(PLANS, 3)


@pytest.fixture(scope="module")
def ours(start):
    states = copied(start)
    return states, with_numba(states, NUMBERS, WEEKS)


def test_something_happens(start, ours):
    states, counted = ours
    assert len(counted) == len(EVENTS)
    assert all(counted > 0)
    assert difference(start, states) > 0.01


def test_it_is_what_the_model_does_to_ties_and_feelings_where_no_tie_ends(start):
    phases = {name: every for _, name, every, _ in ORDER}
    nobody_falls_out = pack({"falling_out_rate": 0.0})
    compared = 0
    for state in copied(start):
        state.run.week += 1
        call = Calls(state, nobody_falls_out)
        call(phases["share_time"])
        (part,) = copied([state])
        call(phases["tend_ties"])
        call(phases["feel"])
        part.run.week -= 1
        with_numba([part], nobody_falls_out, 1)
        if np.array_equal(state.edges.a, part.edges.a):
            compared += 1
            assert difference([state], [part]) <= TOLERANCE
    assert compared > 0


def test_numpy_agrees(start, ours):
    states, counted = ours
    block = Block(start, NUMBERS)
    assert np.array_equal(block.weeks(WEEKS), counted)
    assert difference(states, block) <= TOLERANCE


@pytest.mark.parametrize("options", [EXACT, FUSED], ids=["exact", "fused"])
def test_c_agrees(start, ours, options):
    states, counted = ours
    run = compiled(options)
    if run is None:
        assert shutil.which("gcc") is None
        return
    theirs = copied(start)
    assert np.array_equal(run(theirs, NUMBERS, WEEKS), counted)
    assert difference(states, theirs) <= TOLERANCE
    if options == EXACT:
        for left, right in zip(states, theirs, strict=True):
            assert left.people.tobytes() == right.people.tobytes()
            assert left.edges.tobytes() == right.edges.tobytes()


def test_without_gcc_there_is_no_contestant_in_c(monkeypatch):
    monkeypatch.setattr(costly_c.shutil, "which", lambda _name: None)
    contestants, differences = costly_contest.costly_contest(load_scenario("study"), quick=True)
    assert set(contestants) == {"costly_numba", "costly_numpy"}
    assert set(differences) == {"costly_numpy"}


def test_other_results_are_refused(monkeypatch):
    monkeypatch.setattr(Block, "_advance", lambda _block, _counted: None)
    with pytest.raises(DisagreementError, match="costly_numpy"):
        costly_contest.costly_contest(load_scenario("study"), quick=True)
