"""The Mesa model and the ensemble are one theory: the same bits in every state, every week."""

import math
import os

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pmg_sim.build import build, plan
from pmg_sim.ensemble import Recording, WeekSums, simulate
from pmg_sim.parameters import draw_prior
from pmg_sim.processes.observe import SCOPES, VARIABLES
from pmg_sim.scenario import load_scenario
from pmg_sim.scenario.library import library_files
from pmg_sim.state import State
from pmg_sim.world import Faculty
from tests.ensemble.side_by_side import (
    Agents,
    Reading,
    check_kernel,
    difference,
    rows_in_use,
    run_side_by_side,
)
from tests.strategies import scenarios

GENERATED = max(200, int(os.environ.get("PMG_EQUALITY", "200")))
"""Generated scenarios to compare; PMG_EQUALITY=2000 compares more of them."""

SETS = draw_prior(100, seed=20)

# In departments this large asking everybody in turn takes long: a few weeks have to do.
CUT = {
    "large_department": {"horizon_weeks": 4, "group.0.calendar.0.count": 1},
    "hundred_groups": {
        "horizon_weeks": 26,
        "follow_up_weeks": 2,
        "group.0.calendar.0.count": 4,
        "group.0.calendar.1.count": 2,
        "group.0.calendar.1.start_week": 10,
    },
}
ARMS = ("group", "no_group")


def setting(name, arm):
    """Return a scenario of the library in an arm, with fewer weeks if it is large."""
    scenario = load_scenario(name)
    if name in CUT:
        scenario = scenario.override(CUT[name])
    return scenario if arm == "group" else scenario.without_group()


@pytest.mark.parametrize("arm", ARMS)
@pytest.mark.parametrize("name", library_files())
def test_the_library_is_equal_to_the_bit(name, arm, monkeypatch):
    seed = list(library_files()).index(name)
    settled = plan(setting(name, arm))
    state, reading = run_side_by_side(settled, seed, 3, left_out=["agents of classes of their own"])
    check_kernel(settled, seed, 3, state, reading, monkeypatch)


def test_generated_scenarios_with_drawn_parameters_are_equal_to_the_bit(monkeypatch):
    compared = []

    @settings(
        max_examples=GENERATED,
        derandomize=True,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(
        scenarios(with_parameters=True),
        st.none() | st.sampled_from(SETS),
        st.integers(0, 3),
        st.integers(0, 2**63 - 1),
        st.integers(0, 10**6),
    )
    def compare(scenario, values, follow_up, seed, replicate):
        settled = plan(scenario.override({"follow_up_weeks": follow_up}), values)
        state, reading = run_side_by_side(settled, seed, replicate)
        check_kernel(settled, seed, replicate, state, reading, monkeypatch)
        compared.append(settled.weeks)

    compare()
    assert len(compared) >= GENERATED
    assert sum(compared) > 20 * len(compared), "too short to say much"


@pytest.mark.parametrize("name", ["study", "two_groups_beside", "no_group"])
def test_what_simulate_records_is_read_off_the_agents(name):
    pairs = tuple((scope, variable) for scope in SCOPES for variable in VARIABLES)
    scenario = load_scenario(name)
    found = simulate(scenario, 3, seed=6, record=Recording(trajectories=pairs), block=2)
    sums = WeekSums.empty(scenario.horizon_weeks, quantiles=True)
    kept = found.trajectories
    for replicate in range(3):
        settled = plan(scenario)
        agents, reading = Agents(settled, 6, replicate), Reading(settled)
        for _ in range(settled.weeks):
            agents.step()
            reading.read(agents.state)
        sums.note(reading.weeks)
        assert found.rows()[replicate].tobytes() == reading.rows.tobytes()
        assert found.measured()[replicate].tobytes() == reading.measures.tobytes()
        for scope, variable in pairs:
            own = kept.loc[kept.replicate == replicate, f"{scope}.{variable}"].to_numpy()
            place = SCOPES.index(scope), VARIABLES.index(variable)
            assert own.tobytes() == reading.weeks[:, *place].tobytes(), (scope, variable)
    assert [part.tobytes() for part in found.sums] == [part.tobytes() for part in sums]


# Would a difference be seen? The smallest there can be, in one state of one agent in one week.


@pytest.mark.parametrize("name", ["motivation", "efficacy", "strain", "satisfaction", "pace"])
def test_one_ulp_in_one_state_of_one_agent_in_one_week_is_seen(name):
    class Nudged(Faculty):
        def feel(self):
            super().feel()
            if (self.row, self.model.week) == (5, 7):
                setattr(self, name, math.nextafter(getattr(self, name), math.inf))

    settled = plan(load_scenario("study"))
    nudged, plain = Agents(settled, 1, 0, faculty_class=Nudged), Agents(settled, 1, 0)
    seen = []
    for _ in range(9):
        nudged.step()
        plain.step()
        seen.append(difference(nudged.state, plain.state))
    assert seen[:7] == [""] * 7
    assert seen[7].startswith(f"week 7: array people, field {name}, row 5: ")
    assert seen[8]


@pytest.mark.parametrize("name", State._fields)
def test_one_bit_anywhere_is_seen(name):
    settled = plan(load_scenario("study"))
    one, other = build(settled, 1, 0), build(settled, 1, 0)
    array = getattr(other, name)
    row = rows_in_use(one).get(name, len(array)) - 1
    for field in array.dtype.names or ("-",):
        column = array[field] if array.dtype.names else array
        before = column[row : row + 1].copy()
        after = before.copy()
        after.view(np.uint8).flat[0] ^= 1
        column[row] = after[0]
        assert f"array {name}, field {field}, row {row}: " in difference(one, other)
        column[row] = before[0]
    assert difference(one, other) == ""


def test_rows_that_nobody_uses_are_not_compared():
    busy = load_scenario("study").override({"department.hires_per_year": 20.0})
    one, other = (build(plan(busy), 1, 0) for _ in range(2))
    used = rows_in_use(one)
    assert set(used) <= set(State._fields)
    for name, count in used.items():
        assert len(getattr(one, name)) > count
        array = getattr(other, name)[count:]
        np.ndarray(array.nbytes, np.uint8, buffer=array)[:] = 77
    assert difference(one, other) == ""
