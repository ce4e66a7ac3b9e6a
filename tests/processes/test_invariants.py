"""What holds at the end of every week, whatever the scenario."""

from collections import Counter

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from pmg_sim import codes
from pmg_sim.processes.one_person import leave_department
from pmg_sim.processes.week import one_week
from pmg_sim.state import TIES
from tests.processes import admission_invariants as admission
from tests.processes import group_invariants as group
from tests.processes import life_invariants as life
from tests.processes import people_invariants as people
from tests.processes import tie_invariants as ties
from tests.processes import work_invariants as work
from tests.processes.eventful import MOVING, departments
from tests.processes.running import EXAMPLES, copy, eve, phases, present, run, small, study
from tests.strategies import scenarios

SEEDS = st.integers(0, 2**63 - 1)
CHANGE_PROJECTS = ("begin_week", "admit", "work", "publish", "meet", "collaborate")


def check(state, before, p, strict, moments):
    """Check one week's end, and what was seen at some moments of the week."""
    begun, asked = moments["begin_week"], moments["admit"]
    people.check_states(state, strict)
    people.check_hours(state, p, present(moments["attend"]).group)
    people.check_totals(state, before)
    people.check_career(state, before)
    ties.check_strengths(state, strict)
    ties.check_contacts(state)
    ties.check_free_rows(state)
    ties.check_present(state)
    ties.check_joint(state)
    ties.check_links(state)
    work.check_stages(state, before)
    work.check_projects(state)
    work.check_authors(state)
    work.check_hands(state)
    work.check_promises(state)
    work.check_promises_add_up(state)
    work.check_reviews(state, before)
    group.check_minutes(state)
    group.check_turns(state)
    group.check_calling(state, before, begun.groups.status)
    group.check_money(state)
    group.check_guests(state)
    group.check_primitives(state)
    group.check_attendance_adds_up(state)
    group.check_seats(state)
    life.check_life(state, before, p)
    admission.check_newcomers(asked, begun)
    admission.check_policy(asked, begun)
    admission.check_probations(asked, begun)


def check_every_week(scenario, seed, strict, parameters=None):
    state, p = eve(scenario, parameters, seed)
    ties.check_sums(state)
    work.check_hands(state)
    work.check_published(state)
    for _ in range(scenario.horizon_weeks + scenario.follow_up_weeks):
        before = copy(state)
        moments = {}
        for phase in phases(state, p):
            check_moment(state, before, phase)
            if phase in ("begin_week", "admit", "attend"):
                moments[phase] = copy(state)
        check(state, before, p, strict, moments)


def check_moment(state, before, phase):
    """Check what holds when a phase of the week is over, if it was one that can break it."""
    if phase in CHANGE_PROJECTS:
        work.check_hands(state)
    if phase == "publish":
        work.check_published(state)
    if phase == "tend_ties":
        ties.check_sums(state, state.groups.falling_outs == before.groups.falling_outs)


@EXAMPLES
@given(scenarios(), SEEDS)
def test_any_scenario(scenario, seed):
    check_every_week(scenario, seed, strict=True)


@EXAMPLES
@given(scenarios(), SEEDS)
def test_any_scenario_without_its_groups(scenario, seed):
    check_every_week(scenario.without_group(), seed, strict=True)


@EXAMPLES
@given(scenarios(with_parameters=True), SEEDS)
def test_parameters_anywhere_in_their_ranges(scenario, seed):
    check_every_week(scenario, seed, strict=False)


def test_co_authors_who_become_strangers():
    # Invited late, as strangers: ties among co-authors are cut and tied again at the founding.
    scenario = small(group={"strangers": True, "founded_week": 25, "invited": 6}, weeks=50)
    cut = 0
    for seed in range(6):
        check_every_week(scenario, seed, strict=True, parameters={"joint_rate": 30.0})
        (before, p), (after, _) = (eve(scenario, {"joint_rate": 30.0}, seed) for _ in range(2))
        for _ in range(25):
            one_week(before, p)
            one_week(after, p)
        one_week(after, p)
        cohort = present(after).cohort == 0
        joint = before.edges[(before.edges.a >= 0) & (before.edges.joint > 0)]
        cut += (cohort[joint.a] & cohort[joint.b]).sum()
    assert cut > 0


def test_where_everybody_gets_to_know_everybody():
    # The lists of contacts fill up to their last slot.
    scenario = small(
        group=(), department={"junior": 60, "faculty": 65, "hires_per_year": 40.0}, weeks=60
    )
    known = {"ties_at_start": 8.0, "meeting_new_ties": 0.5, "closeness_fade": 0.001}
    state, p = eve(scenario, known)
    for week in range(60):
        one_week(state, p)
        if week % 10 == 9:
            ties.check_contacts(state)
            ties.check_free_rows(state)
            ties.check_joint(state)
    assert present(state).ties.max() == TIES


def test_somebody_who_is_told_to_leave():
    state, p = eve(study(), {"joint_rate": 20.0})
    for _ in range(30):
        one_week(state, p)
    for member in np.flatnonzero(present(state).group == 0)[:3]:
        leave_department(state, member)
        leave_department(state, member)
        ties.check_contacts(state)
        ties.check_free_rows(state)
        ties.check_present(state)
        ties.check_joint(state)
        ties.check_links(state)
        work.check_authors(state)
        work.check_hands(state)
        group.check_seats(state)
        assert state.promises[member].status != codes.OPEN


def test_the_study_with_much_joint_work_and_conflict():
    busy = {"joint_rate": 20.0, "falling_out_rate": 1.0, "leaving_per_year": 0.2}
    check_every_week(study(), 3, strict=True, parameters=busy)


def test_a_promise_done_is_kept_though_the_draft_is_given_up_later():
    # Small promises that nobody minds, and drafts that do not last.
    careless = {"ambition": 0.1, "memory_without_minutes": 0.0, "dropping_per_year": 2.0}
    meetings = {"purpose": "discussion", "hour": "noon", "interval_weeks": 6, "length_minutes": 90}
    scenario = small(group={"minutes_kept": False, "calendar": [meetings]}, weeks=60)
    for seed in range(10):
        check_every_week(scenario, seed, strict=True, parameters=careless)


def test_departments_in_which_everything_happens():
    """Every policy admits, a second group begins, probations end, groups merge and begin again."""
    happened = Counter()
    for about, scenario in departments():
        for seed in range(3):
            check_every_week(scenario, seed, strict=True, parameters=MOVING)
            state = run(scenario, parameters=MOVING, seed=seed)
            groups, people = state.groups, present(state)
            found = {
                "admitted": about == "admission"
                and (groups.admitted > 0)[groups.admit_every > 0].all(),
                "refused": (groups.refused > 0).any(),
                "second group": ((groups.overflow < 0) & (groups.founded > 0)).any(),
                "on probation": (people.probation_until >= 0).any(),
                "passed or failed": ((people.vouched == 1) & (people.probation_until < 0)).any(),
                "begun again": (groups.times_reformed > 0).any(),
                "merged": (groups.end_reason == codes.MERGED).any(),
                "all events": about == "events" and state.events.done.all(),
                "guest": state.meetings.guest.any(),
                "facilitated": state.meetings.facilitated.any(),
            }
            happened.update(name for name, seen in found.items() if seen)
    assert set(happened) == set(found), happened
