"""Every decision is a draw of its own, which anybody can draw again from the dice."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmg_sim import codes, purposes
from pmg_sim.dice import uniform
from pmg_sim.processes.department import HIRE_KEYS, HIRES_PER_WEEK
from pmg_sim.processes.one_person import connection_of
from pmg_sim.state import PROJECT_SLOTS
from pmg_sim.theory import attendance, career, viability
from tests.processes.running import FEW_EXAMPLES, copy, eve, phases, present, run, small, study
from tests.strategies import scenarios
from tests.theory.ranges import plain

SEEDS = st.integers(0, 2**63 - 1)
BY_CONNECTION = {
    "leaving_per_year": 0.2,
    "connection_to_staying": 4.0,
    "positions_per_year": 2.0,
    "connection_to_position": 0.95,
}
"""With these, people come and go by how connected they are, and many do."""

IN_HAND = (codes.DRAFT, codes.REVISION)


def drawn(state, person, purpose, index=0):
    return uniform(state.run[0].stream, person.key, state.run[0].week, purpose, index)


def comes(state, person, purpose, per_year, index=0):
    """Whether what comes at a yearly rate comes this week."""
    return drawn(state, person, purpose, index) < -math.expm1(-per_year / 52)


def coming(state, p, person):
    """Whether a member comes to a meeting this week, from the rule and the dice."""
    group = state.groups[person.group]
    if group.status != codes.ALIVE or group.next_meeting == group.last_meeting:
        return False
    meeting = state.meetings[group.next_meeting]
    if meeting.week != state.run[0].week:
        return False
    chance = plain(attendance.attendance)(
        p,
        person.commitment,
        person.value,
        person.strain,
        float(meeting.hour == codes.EVENING),
        float(meeting.meal_usd > 0),
        float(group.protected_hours > 0),
    )
    return drawn(state, person, purposes.ATTENDANCE) < chance


@FEW_EXAMPLES
@given(scenarios(), SEEDS)
def test_who_comes(scenario, seed):
    state, p = eve(scenario, seed=seed)
    for _ in range(scenario.horizon_weeks):
        for phase in phases(state, p):
            if phase == "admit":
                people = present(state)[present(state).status == codes.PRESENT]
                expected = [person.group >= 0 and coming(state, p, person) for person in people]
            elif phase == "attend":
                people = present(state)[present(state).status == codes.PRESENT]
                assert people.attending.tolist() == [int(comes) for comes in expected]


@FEW_EXAMPLES
@given(scenarios(), SEEDS)
def test_who_leaves_is_promoted_or_takes_a_position(scenario, seed):
    state, p = eve(scenario, BY_CONNECTION, seed)
    for _ in range(10):
        for phase in phases(state, p):
            if phase == "feel":
                before = copy(state)
                connected = [
                    connection_of(state, p, i, 1) if person.status == codes.PRESENT else 0.0
                    for i, person in enumerate(present(state))
                ]
            elif phase == "advance":
                check_careers(state, before, p, connected)


def check_careers(state, before, p, connected):
    """Compare a week of careers with the rules and the dice."""
    for i, (new, old) in enumerate(zip(present(state), present(before), strict=True)):
        if old.status != codes.PRESENT:
            continue
        takes = plain(career.position_rate)(p, connected[i], old.promotion_know_how, old.motivation)
        years = (old.weeks_in_rank + 1) / 52
        rises = plain(career.promotion_rate)(
            p, old["rank"], years, old.satisfaction, old.promotion_know_how
        )
        assert new.promotions - old.promotions == comes(state, old, purposes.PROMOTION, rises)
        assert new.positions - old.positions == comes(state, old, purposes.POSITION, takes)
        leaves = plain(career.leaving_rate)(
            p,
            state.setting[0].track_ratio,
            new.stage,
            old.satisfaction,
            connected[i],
            old.promotion_know_how,
        )
        leaves = comes(state, old, purposes.LEAVING, leaves)
        assert (new.status == codes.LEFT_DEPARTMENT) == leaves
        assert leaves or connection_of(state, p, i, 1) == connected[i]


@FEW_EXAMPLES
@given(SEEDS)
def test_which_drafts_are_dropped(seed):
    state, p = eve(small(group=()), {"joint_rate": 30.0, "dropping_per_year": 2.0}, seed)
    dropped = 0
    for week in range(20):
        for phase in phases(state, p):
            if phase == "convene":
                before = copy(state)
            elif phase == "work":
                for row in np.flatnonzero(np.isin(before.projects.stage, IN_HAND)):
                    new, person = state.projects[row], present(state)[row // PROJECT_SLOTS]
                    if person.status != codes.PRESENT:
                        continue
                    gone = new.stage == codes.EMPTY or new.started == week
                    chosen = comes(state, person, purposes.DROP, 2.0, row % PROJECT_SLOTS)
                    assert gone == (chosen and new.left > 0)
                    dropped += gone
    assert dropped == present(state).dropped.sum()


@FEW_EXAMPLES
@given(SEEDS)
def test_who_quits_the_group(seed):
    state, p = eve(small(), {"quit_base": -2.0}, seed)
    for _ in range(20):
        for phase in phases(state, p):
            if phase == "advance":
                members = np.flatnonzero(present(state).group == 0)
                weeks = max(1, state.run[0].week - max(0, state.groups[0].last_time))
        if state.groups[0].status != codes.ALIVE:
            break
        for i in members:
            person = present(state)[i]
            usual = plain(viability.quit_chance)(p, person.commitment, person.value)
            chance = 1.0 - (1.0 - usual) ** (weeks / p.usual_interval)
            quits = drawn(state, person, purposes.QUITTING) < chance
            assert (person.group == codes.NO_ONE) == quits


@FEW_EXAMPLES
@given(scenarios(), SEEDS)
def test_who_is_hired(scenario, seed):
    state = run(scenario, seed=seed)
    weekly = scenario.department.hires_per_year / 52
    keys = []
    for week in range(scenario.horizon_weeks + scenario.follow_up_weeks):
        count = int(weekly + uniform(state.run[0].stream, 0, week, purposes.HIRING, 0))
        keys += [HIRE_KEYS + week * HIRES_PER_WEEK + k for k in range(count)]
    hired = present(state).key[present(state).key >= HIRE_KEYS]
    by_chance = hired[hired < 10 * HIRE_KEYS]
    assert by_chance.tolist() == keys


# Each belongs to another mechanism than what must not move.
CHANGES = (
    {"pull_strength": 5.0},
    {"decision_share": 0.4},
    {"joint_rate": 20.0},
    {"falling_out_rate": 1.0},
    {"displacement": 2.0},
    {"leaving_per_year": 0.02},
    {"reading_hours": 4.0},
    {"attendance_base": 3.0},
)
DRAWN_ONCE = (
    "key",
    "arrived",
    "discretionary_hours",
    "sociability",
    "conscientiousness",
    "orientation",
    "commitment_level",
    "motivation_level",
    "satisfaction_level",
    "efficacy_level",
    "value_level",
    "specialty",
    "site",
    "topic",
    "mentored",
)


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: next(iter(change)))
def test_a_parameter_moves_no_draw_of_another_mechanism(change):
    for seed in range(3):
        one = run(study(), seed=seed, parameters={"promotion_per_year": 0.0})
        other = run(study(), seed=seed, parameters={"promotion_per_year": 0.0} | change)
        first, second = present(one), present(other)
        for name in DRAWN_ONCE:
            assert first[name].tobytes() == second[name].tobytes(), name
        for name in ("group", "week", "purpose", "hour", "length", "meal_usd"):
            assert one.meetings[name].tobytes() == other.meetings[name].tobytes(), name
        assert first.cohort.tolist() == second.cohort.tolist()
        assert first.motivation.tolist() != second.motivation.tolist()
