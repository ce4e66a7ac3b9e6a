"""A week's hours, added up again from the rules."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from pmg_sim import codes
from pmg_sim.theory import accountability, work
from tests.processes.running import FEW_EXAMPLES, eve, phases, present, small
from tests.strategies import scenarios
from tests.theory.ranges import plain

SEEDS = st.integers(0, 2**63 - 1)


def hours_of(state, p, i):
    """Return the hours that a person will put in this week, and those beyond their own."""
    person, promise, week = present(state)[i], state.promises[i], state.run[0].week
    free = person.discretionary_hours + state.setting[0].protected_hours
    free *= person.shock_factor if week < person.shock_until else 1.0
    noon = 0.0
    if person.group != codes.NO_ONE:
        meetings = state.meetings[state.meetings.group == person.group]
        if (meetings.week >= week).any():
            free += state.groups[person.group].protected_hours
        tonight = meetings[meetings.week == week]
        if person.attending and tonight[0].hour == codes.NOON:
            noon = tonight[0].length / 60
    own = plain(work.scholarly_hours)(p, free, person.motivation, person.efficacy, person.strain)
    pull = 0.0
    if promise.status == codes.OPEN and promise.left > 0 and promise.due >= week:
        pull = plain(accountability.pull)(
            p, promise.asked, promise.closeness, person.conscientiousness, promise.due - week
        )
    left = max(0.0, own - noon)
    extra = plain(work.deadline_overtime)(p, left, pull)
    return noon + left + extra, max(0.0, noon - own) + extra


@FEW_EXAMPLES
@given(scenarios(), SEEDS)
def test_nobody_works_more_or_less_than_discretion_feelings_and_deadline_say(scenario, seed):
    state, p = eve(scenario, seed=seed)
    for _ in range(min(25, scenario.horizon_weeks)):
        for phase in phases(state, p):
            if phase == "convene":
                there = np.flatnonzero(present(state).status == codes.PRESENT)
                expected = np.array([hours_of(state, p, i) for i in there])
            elif phase == "work":
                people = present(state)[there]
                assert np.allclose(people.hours, expected[:, 0], rtol=0, atol=1e-9)
                assert np.allclose(people.overtime, expected[:, 1], rtol=0, atol=1e-9)


def test_promised_hours_do_what_was_promised():
    """Hours left of a promise fall by the hours spent on it, and by nothing else."""
    state, p = eve(small(), seed=4)
    followed = 0
    for _ in range(30):
        for phase in phases(state, p):
            if phase == "convene":
                before = state.promises.copy()
            elif phase == "work":
                done = before.left - state.promises.left
                same = (before.status == codes.OPEN) & (state.promises.status == codes.OPEN)
                hours = np.zeros(len(same))
                hours[: len(present(state))] = present(state).promised_hours
                assert (done[same] <= hours[same] + 1e-9).all()
                unfinished = same & (state.promises.left > 0)
                assert np.allclose(done[unfinished], hours[unfinished], rtol=0, atol=1e-9)
                followed += unfinished.sum()
    assert followed > 0
