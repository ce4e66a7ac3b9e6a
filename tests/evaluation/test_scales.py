"""The scales that surveys elsewhere use."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmg_sim import codes
from pmg_sim.evaluation.scales import SCALES, rate_scales
from pmg_sim.theory.career import leaving_rate
from pmg_sim.theory.ties import connection
from tests.processes.running import FEW_EXAMPLES, copy, eve, present, run, study
from tests.strategies import scenarios
from tests.theory.ranges import plain

# Field: what to add, and the scales that rise (1) or fall (-1).
MOVES = {
    "strain": (0.05, {"burnout": 1, "need_satisfaction": -1, "vitality": -1}),
    "motivation": (0.05, {"burnout": -1, "vitality": 1}),
    "efficacy": (0.05, {"burnout": -1, "need_satisfaction": 1}),
    "satisfaction": (0.05, {"intent_to_leave": -1}),
    "promotion_know_how": (0.05, {"intent_to_leave": -1}),
    "support": (0.05, {"perceived_social_support": 1}),
    "strength": (0.05, {"intent_to_leave": -1, "need_satisfaction": 1}),
    "outside_strength": (0.05, {}),
}
NOT_SHARES = ("strength", "outside_strength")


def scales(state, p, i):
    out = np.full(len(SCALES), np.nan)
    rate_scales(state, p, i, out)
    return dict(zip(SCALES, out.tolist(), strict=True))


@FEW_EXAMPLES
@given(scenarios(with_parameters=True), st.integers(0, 1000))
def test_each_lies_between_0_and_1(scenario, seed):
    state = run(scenario, 10, seed=seed)
    _, p = eve(scenario)
    for i in np.flatnonzero(present(state).status == codes.PRESENT):
        assert all(0 <= value <= 1 for value in scales(state, p, i).values())


@pytest.mark.parametrize("field", MOVES)
def test_a_field_moves_its_scales_and_no_other(field):
    state, p = eve(study())
    step, moved = MOVES[field]
    changed = copy(state)
    highest = np.inf if field in NOT_SHARES else 0.999
    changed.people[12][field] = min(highest, changed.people[12][field] + step)
    before, after = scales(state, p, 12), scales(changed, p, 12)
    for name in SCALES:
        assert np.sign(after[name] - before[name]) == moved.get(name, 0), name


def test_intent_to_leave_is_the_chance_to_leave_within_a_year():
    state = run(study(), 10)
    _, p = eve(study())
    for i in range(0, 20, 3):
        person = present(state)[i]
        connected = plain(connection)(p, person.strength)
        about = (person.stage, person.satisfaction, connected, person.promotion_know_how)
        yearly = plain(leaving_rate)(p, state.setting[0].track_ratio, *about)
        weeks_stayed = np.exp(-yearly / 52) ** 52
        assert scales(state, p, i)["intent_to_leave"] == pytest.approx(1 - weeks_stayed)
