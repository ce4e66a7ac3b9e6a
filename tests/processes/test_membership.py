"""How groups begin, take people in, and end."""

import numpy as np
import pytest

from pmg_sim import codes
from pmg_sim.processes.membership import introduce
from pmg_sim.processes.week import one_week
from tests.processes.calling import callable_from_python
from tests.processes.running import copy, eve, phases, present, run, small


def nobody_comes():
    """Return parameters with which members stay in the group and away from its meetings."""
    return {
        "attendance_base": -3.0,
        "evening_to_attendance": 3.0,
        "commitment_to_attendance": 0.0,
        "value_to_attendance": 0.0,
        "quit_base": -9.0,
        "leaving_per_year": 0.01,
    }


def test_a_planned_end_is_no_dissolution_and_leaves_ties():
    scenario = small(group={"ends_week": 12}, weeks=20)
    state, p = eve(scenario, {"quit_base": -9.0})
    for _ in range(12):
        one_week(state, p)
    members = np.flatnonzero(present(state).group == 0)
    assert len(members) > 2
    assert state.groups[0].status == codes.ALIVE
    before = copy(state)
    for phase in phases(state, p):
        if phase == "begin_week":
            assert state.groups[0].status == codes.COMPLETED
            assert state.groups[0].end_reason == codes.PLANNED_END
            assert state.groups[0].ended == 12
            assert (present(state).left_group[members] == 12).all()
            assert (present(state).group == codes.NO_ONE).all()
            assert before.edges.closeness.tobytes() == state.edges.closeness.tobytes()
    for _ in range(7):
        one_week(state, p)
    assert state.meetings.called.sum() == 12


@pytest.mark.parametrize("most", [1, 2, 4])
def test_a_group_to_whose_meetings_nobody_comes_dissolves(most):
    state = run(small(), parameters=nobody_comes() | {"meetings_without_quorum": float(most)})
    group = state.groups[0]
    assert group.status == codes.DISSOLVED
    assert group.end_reason == codes.NO_QUORUM
    called = state.meetings[state.meetings.called == 1]
    without = called.held == 0
    assert without[-most:].all()
    assert group.ended == called.week[-1]
    # Not one meeting earlier: no run of meetings without a quorum was so long before.
    runs = "".join("x" if none else " " for none in without[:-1]).split()
    assert max(map(len, runs), default=0) < most


def test_a_group_with_too_few_members_dissolves_for_that_reason():
    scenario = small(group={"invited": 2, "senior_mentors": 0, "quorum": 2}, weeks=40)
    leave = {"quit_base": -1.0, "commitment_to_staying": 0.0, "value_to_staying": 0.0}
    reasons = {run(scenario, parameters=leave, seed=seed).groups[0].end_reason for seed in range(9)}
    assert codes.TOO_FEW_MEMBERS in reasons


def test_strangers_know_one_another_no_better_than_at_a_first_meeting():
    known = {"ties_at_start": 8.0, "same_place": 0.0}
    for strangers in (True, False):
        scenario = small(group={"strangers": strangers, "senior_mentors": 0})
        for state, p in (eve(scenario, known), eve(scenario.without_group(), known)):
            next(phases(state, p))
            cohort = present(state).cohort == 0
            ties = state.edges[state.edges.a != codes.NO_ONE]
            inside = ties[cohort[ties.a] & cohort[ties.b]]
            if not strangers:
                assert (inside.closeness > p.first_closeness).any()
            else:
                assert len(inside) == 0, "a seat alone ties nobody"


def test_a_newcomer_starts_with_thinner_trust_and_unsettles_the_group():
    scenario = small(event=[{"week": 10, "what": "hire_joins"}])
    state, p = eve(scenario, {"hire_ties": 0.0, "newcomer_trust": 0.5, "quit_base": -9.0})
    for _ in range(10):
        one_week(state, p)
    maturity, members = state.groups[0].maturity, (present(state).group == 0).sum()
    next(phases(state, p))
    people = present(state)
    newcomer = int(np.flatnonzero(people.arrived == 10)[-1])
    assert people.group[newcomer] == 0
    assert people.cohort[newcomer] == 0
    assert people.ties[newcomer] == 0
    people.attending[:] = people.group == 0
    callable_from_python(introduce)(state, p, 0)
    assert people.ties[newcomer] == members
    for row in state.contacts[newcomer, :members]:
        tie = state.edges[row]
        assert tie.closeness == p.first_closeness
        assert tie.trust_ab == 0.5 * people.general_trust[tie.a]
        assert tie.trust_ba == 0.5 * people.general_trust[tie.b]
    assert state.groups[0].maturity == pytest.approx(maturity * members / (members + 1))


def test_a_hire_joins_the_cohort_but_no_group_in_the_other_arm():
    scenario = small(event=[{"week": 10, "what": "hire_joins"}]).without_group()
    people = present(run(scenario))
    hired = people[people.key == people.key.max()]
    assert hired.arrived.tolist() == [10]
    assert hired.cohort.tolist() == [0]
    assert hired.group.tolist() == [codes.NO_ONE]


def test_the_share_asked_accepts_and_the_motivated_more_often_where_they_select():
    accepted = {}
    for selection in (0.0, 5.0):
        scenario = small(
            group={"acceptance": 0.5, "selection": selection, "quorum": 2},
            department={"hires_per_year": 0},
        )
        joined, motivation = [], []
        for seed in range(200):
            state, p = eve(scenario, seed=seed)
            asked = np.flatnonzero(present(state).stage == codes.JUNIOR)[:5]
            motivation += present(state).motivation[asked].tolist()
            next(phases(state, p))
            joined += (present(state).cohort[asked] == 0).tolist()
        joined, motivation = np.array(joined), np.array(motivation)
        accepted[selection] = motivation[joined].mean() - motivation[~joined].mean()
        if selection == 0.0:
            assert abs(joined.mean() - 0.5) < 4 * 0.5 / np.sqrt(len(joined))
    assert abs(accepted[0.0]) < 0.05
    assert accepted[5.0] > 0.05


def test_one_presenter_and_rotating_floors_go_round():
    turns = {}
    for policy in ("everyone", "rotating", "one_presenter"):
        state = run(small(group={"floor_policy": policy}), parameters={"quit_base": -9.0})
        held = state.meetings[state.meetings.held == 1]
        turns[policy] = held.turns.mean() / held.members_present.mean()
        reached = present(state)[present(state).cohort == 0]
        talked = reached.lived_disclosure[reached.meetings_attended > 6]
        assert (talked > 0).all(), "nobody is passed over for long"
    assert turns["everyone"] == 1.0
    assert 0.5 <= turns["rotating"] < 0.75
    assert turns["one_presenter"] < turns["rotating"]
