"""Guards of speed that count work, since seconds say little on a busy machine.

A bound stands a little above what is counted today. Raise it when a change of the theory needs the
work, and look for the reason when nothing was meant to need more.
"""

import json
import os
import subprocess
import sys
import tracemalloc

import numpy as np
import pytest

from pmg_sim import jit
from pmg_sim.build import build, plan
from pmg_sim.ensemble.kernel import run_replicates
from pmg_sim.ensemble.weeks import TOGETHER
from pmg_sim.purposes import PURPOSES
from pmg_sim.scenario import load_scenario
from pmg_sim.state import PERSON
from tests.experiments import case

COUNTING = """
import collections, json
from pmg_sim import dice
from pmg_sim.bench.counting import count_calls
from pmg_sim.bench.plain_model import PlainModel
from pmg_sim.build import plan
from pmg_sim.scenario import load_scenario

model = PlainModel(plan(load_scenario("study")), 1, 0, collect=False)
drawn, bits = collections.Counter(), dice.bits

def counted(*key):
    drawn[int(key[3])] += 1
    return bits(*key)

dice.bits = counted
print(json.dumps(count_calls(model, 52) | {"purposes": drawn}))
"""

SEVERAL = {"DROP": 1.7, "FALLING_OUT": 4.0, "LUCK": 4.05}
ONCE_A_WEEK = (
    "READING",
    "START",
    "PARTNER",
    "JOINT_START",
    "ACQUAINTANCE",
    "POSITION",
    "PROMOTION",
    "LEAVING",
)
MOST_DRAWS = {**dict.fromkeys(PURPOSES, 0.06), **dict.fromkeys(ONCE_A_WEEK, 1.06), **SEVERAL}
"""Draws in a person's week, by purpose; all others are rare."""

MOST_CALLS = {"draws": 18.5, "exp": 4.5, "sqrt": 5.2, "expm1": 0.1, "log": 0.06, "log1p": 0.04}
"""Draws in a person's week, and calls of the library of mathematics."""

COMPILING = """
import json, sys
import numba, numpy as np
from numba.core import event
from numba.core.caching import NullCache
from numba.core.registry import CPUDispatcher
from pmg_sim.ensemble import Recording, simulate
from pmg_sim.parameters import draw_prior
from pmg_sim.scenario import load_scenario
from tests.experiments import case

def signatures():
    return {
        f"{module}.{name}": len(one.signatures)
        for module, held in sorted(sys.modules.items())
        if module.startswith("pmg_sim.")
        for name, one in vars(held).items()
        if isinstance(one, CPUDispatcher) and one.signatures and module == one.py_func.__module__
        and not isinstance(one._cache, NullCache)
    }

class Noted(event.Listener):
    def __init__(self):
        self.names = []

    def on_start(self, event):
        self.names.append(str(event.data["dispatcher"]))

    def on_end(self, event):
        pass

def run(scenario, parameters, **record):
    record = Recording(trajectories=(("cohort", "hours"),), **record)
    simulate(scenario, 3, parameters=parameters, record=record, block=2, workers=1).weeks

with event.install_listener("numba:compile", Noted()) as noted:
    run(case.small(), None)
first = signatures(), len(noted.names)
with event.install_listener("numba:compile", Noted()) as noted:
    run("study", {"pull_strength": 0.3})
    run(case.small(group=[], event=[]), {"pull_strength": np.array([0.1, 0.2, 0.3])})
    run(case.small(), draw_prior(3, 1), followed=2, quantiles=False)
    run(load_scenario("open_admission").without_group(), None)
    if "other" in sys.argv:
        from pmg_sim.ensemble.weeks import HALF, SCALE, WeekSums, note_weeks
        weeks = np.zeros((1, 2, 4, len(HALF)), np.float32)
        note_weeks(weeks, SCALE, HALF, *WeekSums.empty(2, True))
print(json.dumps([*first, signatures(), noted.names]))
"""


def child(script, *arguments, **flags):
    """Run a script in a process of its own and return the JSON it prints."""
    command = [sys.executable, "-W", "error", "-c", script, *arguments]
    finished = subprocess.run(
        command, env={**os.environ, **flags}, check=True, capture_output=True, text=True
    )
    return json.loads(finished.stdout.splitlines()[-1])


@pytest.fixture(scope="module")
def counted():
    """Return what a year of the study's department draws and computes."""
    return child(COUNTING, NUMBA_DISABLE_JIT="1")


def test_a_persons_week_takes_few_draws_for_each_purpose(counted):
    weeks = counted["person_weeks"]
    assert weeks > 1000
    names = {str(number): name for name, number in PURPOSES.items()}
    drawn = {names[number]: count / weeks for number, count in counted["purposes"].items()}
    assert set(drawn) >= set(ONCE_A_WEEK) | set(SEVERAL)
    assert {name: share for name, share in drawn.items() if share > MOST_DRAWS[name]} == {}


def test_a_persons_week_takes_few_draws_and_powers_in_all(counted):
    total = dict.fromkeys(MOST_CALLS, 0)
    for row in counted["phases"].values():
        for name, count in row.items():
            total[name] += count
    assert total["draws"] == sum(counted["purposes"].values())
    shares = {name: count / counted["person_weeks"] for name, count in total.items()}
    assert {name: share for name, share in shares.items() if share > MOST_CALLS[name]} == {}


def test_bounds_stand_little_above_what_is_counted(counted):
    # Or a change for the worse would go unnoticed.
    weeks = counted["person_weeks"]
    for name in (*ONCE_A_WEEK, *SEVERAL):
        assert counted["purposes"][str(PURPOSES[name])] / weeks > 0.85 * MOST_DRAWS[name], name


# Compiling.


@pytest.fixture(scope="module")
def compiled():
    """Return signatures after one ensemble, after several others, and what those compiled."""
    return child(COMPILING)


def test_every_kernel_that_an_ensemble_calls_has_one_signature(compiled):
    first, _, last, _ = compiled
    assert {name: count for name, count in last.items() if count != 1} == {}
    assert "pmg_sim.ensemble.kernel._run_all" in last
    assert last == first


def test_other_scenarios_and_parameters_compile_nothing(compiled):
    assert compiled[3] == []


def test_an_array_of_another_kind_would_be_noticed():
    first, _, last, _ = child(COMPILING, "other")
    assert last != first


# Memory, and work that Python does.


def unhired():
    """Return a plan in which every replicate has the same number of people."""
    return plan(case.small(department=case.DEPARTMENT | {"hires_per_year": 0}))


def test_kernels_cannot_allocate():
    assert jit.OPTIONS["_nrt"] is False


def test_memory_grows_by_the_rows_of_replicates_alone():
    settled = unhired()

    def peak(replicates):
        tracemalloc.start()
        try:
            found = run_replicates(settled, settled.parameters, 1, 0, replicates, None)
            return tracemalloc.get_traced_memory()[1], sum(part.nbytes for part in found)
        finally:
            tracemalloc.stop()

    peak(2)  # what is made once
    few, many = TOGETHER, 8 * TOGETHER
    (before, less), (after, more) = peak(few), peak(many)
    # Beside its rows, a replicate has a stream of 8 bytes, twice over as a Python number.
    assert after - before < more - less + 64 * (many - few)


def test_python_does_next_to_nothing_for_a_replicate():
    settled = unhired()

    def calls(replicates):
        count = 0

        def note(_frame, event, _argument):
            nonlocal count
            count += event in ("call", "c_call")

        before = sys.getprofile()
        sys.setprofile(note)
        try:
            run_replicates(settled, settled.parameters, 1, 0, replicates, None)
        finally:
            sys.setprofile(before)
        return count

    calls(2)
    few, many = calls(10), calls(110)
    assert few < 500
    assert many - few <= 5 * 100  # a stream, and a count of hires


def test_a_person_takes_few_bytes():
    state = build(plan(load_scenario("study")), 1, 0)
    assert PERSON.itemsize <= 1100
    assert sum(np.asarray(array).nbytes for array in state) / len(state.people) < 4900
