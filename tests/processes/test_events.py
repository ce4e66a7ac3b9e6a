"""What each event does, to whom, and when it waits for something to happen first."""

import numpy as np
import pytest

from pmg_sim import codes
from pmg_sim.theory import efficacy, learning
from tests.processes.running import copy, eve, phases, present, run, small
from tests.theory.ranges import plain

STAY = {"quit_base": -9.0, "leaving_per_year": 0.01, "falling_out_rate": 0.0}
WEEK = 6


def befallen(what, *, weeks=WEEK, arm=True, group=None, **details):
    """Return the state as a week begins, without and with an event of that week."""
    event = {"week": WEEK, "what": what, **details}
    found = []
    for events in ([], [event]):
        scenario = small(group=group, event=events)
        state, p = eve(scenario if arm else scenario.without_group(), STAY)
        for week in range(weeks + 1):
            for phase in phases(state, p):
                if week == weeks and phase == "begin_week":
                    break
        found.append(state)
    return (*found, p)


def cohort(state):
    return np.flatnonzero(present(state).cohort == 0)


@pytest.mark.parametrize("arm", [True, False])
def test_a_hire_is_a_junior_more_who_belongs_to_no_group(arm):
    before, after, _ = befallen("hire", arm=arm)
    (newcomer,) = present(after)[len(present(before)) :]
    assert newcomer.stage == codes.JUNIOR
    assert newcomer.arrived == WEEK
    assert newcomer.cohort == newcomer.group == newcomer.asked_by == codes.NO_ONE


def test_a_hire_who_joins_counts_fellows_as_fellows_and_is_asked_by_no_other_group():
    before, after, _ = befallen("hire_joins")
    (newcomer,) = present(after)[len(present(before)) :]
    assert newcomer.cohort == newcomer.group == newcomer.asked_by == 0
    plain_hire = present(befallen("hire")[1])[-1]
    assert newcomer.first_connection == plain_hire.first_connection
    assert newcomer.first_outside <= plain_hire.first_outside


@pytest.mark.parametrize("arm", [True, False])
@pytest.mark.parametrize(
    ("what", "status"),
    [
        ("member_leaves_track", codes.LEFT_TRACK),
        ("member_leaves_department", codes.LEFT_DEPARTMENT),
    ],
)
def test_the_member_of_that_number_leaves_in_both_arms_and_is_not_counted(arm, what, status):
    before, after, _ = befallen(what, arm=arm, member=2)
    leaver = cohort(before)[1]
    changed = np.flatnonzero(present(before).status != present(after).status)
    assert changed.tolist() == [leaver]
    person = present(after)[leaver]
    assert (person.status, person.left, person.excused) == (status, WEEK, 1)
    assert person.group == codes.NO_ONE


def test_a_member_who_leaves_the_group_stays_in_the_department():
    before, after, _ = befallen("member_leaves_group", member=3)
    leaver = cohort(before)[2]
    assert present(before).group[leaver] == 0
    person = present(after)[leaver]
    assert (person.status, person.group, person.left_group) == (codes.PRESENT, codes.NO_ONE, WEEK)
    assert person.excused == 0
    _, other, _ = befallen("member_leaves_group", member=3, arm=False)
    assert (present(other).status == codes.PRESENT).all()


@pytest.mark.parametrize("arm", [True, False])
def test_the_mentor_leaves_the_department_and_nobody_else(arm):
    before, after, _ = befallen("mentor_leaves", arm=arm)
    mentor = present(before).mentor_of == 0
    assert mentor.sum() == 1
    assert (present(after).status[mentor] == codes.LEFT_DEPARTMENT).all()
    assert (present(after).status[~mentor] == codes.PRESENT).all()


def test_a_facilitator_arrives_and_leaves_by_event():
    events = [
        {"week": 6, "what": "facilitator_arrives"},
        {"week": 13, "what": "facilitator_leaves"},
    ]
    group = {"facilitator": {"until_week": 2, "fee_usd": 70.0}}
    state = run(small(event=events, group=group, weeks=20), parameters=STAY)
    met = state.meetings[state.meetings.held == 1]
    there = (met.week < 2) | ((met.week >= 6) & (met.week < 13))
    assert (met.facilitated == there).all()
    assert (met.fees_usd == 70.0 * there).all()


def test_minutes_stop_and_start_again():
    events = [{"week": 6, "what": "minutes_stop"}, {"week": 9, "what": "minutes_start"}]
    state, p = eve(small(event=events), STAY)
    kept = []
    for _ in range(12):
        list(phases(state, p))
        kept.append(state.groups[0].minutes_kept)
    assert kept == [1.0] * 6 + [0.0] * 3 + [1.0] * 3


def test_two_who_fall_out_lose_closeness_and_trust_and_the_others_take_sides():
    before, after, _ = befallen("falling_out", member=1, with_member=2)
    pair = set(cohort(before)[:2].tolist())
    rifts = 0
    for old, new in zip(before.edges, after.edges, strict=True):
        if old.a < 0:
            continue
        if {int(old.a), int(old.b)} == pair:
            rifts += 1
            assert new.rift == WEEK
            assert new.closeness < old.closeness
            assert new.trust_ab < old.trust_ab
        else:
            assert new.rift == old.rift
            assert new.closeness == old.closeness
    assert rifts == 1
    assert after.groups[0].falling_outs == before.groups[0].falling_outs + 1


def hours_of(state, p):
    """Return everybody's hours in each of the weeks to come."""
    weeks = []
    for _ in range(5):
        list(phases(state, p))
        weeks.append(present(state).hours.copy())
    return weeks


def rest_of_week(state, p):
    """Run the phases of the week after `begin_week`, and return everybody's hours."""
    from pmg_sim.processes.week import ORDER

    for _, name, everyone, _ in ORDER:
        if name != "begin_week":
            everyone(state, p)
    return present(state).hours.copy()


def test_a_workload_shock_takes_the_hours_of_one_member_for_its_weeks():
    before, after, p = befallen(
        "workload_shock", member=1, hours_factor=0.0, lasts_weeks=3, group={"quorum": 6}
    )
    struck = cohort(before)[0]
    usual, cut = rest_of_week(before, p), rest_of_week(after, p)
    assert np.flatnonzero(usual != cut).tolist() == [struck]
    assert cut[struck] < usual[struck]
    weeks = [hours[struck] for hours in hours_of(after, p)]
    # Two more weeks of it, then the hours are back.
    assert max(weeks[:2]) < 0.01 < min(weeks[2:])


def test_a_workload_shock_without_a_place_takes_everybodys_hours():
    before, after, p = befallen("workload_shock", hours_factor=0.5, group={"quorum": 6})
    assert (present(after).shock_until == WEEK + 8).all()
    here = present(before).status == codes.PRESENT
    usual, cut = rest_of_week(before, p)[here], rest_of_week(after, p)[here]
    assert (cut < usual).all()


def test_somebody_who_has_left_meets_no_workload_shock():
    left = {"week": 3, "what": "member_leaves_department", "member": 1}
    shock = {"week": WEEK, "what": "workload_shock"}
    state = run(small(event=[left, shock]), parameters=STAY)
    gone = present(state).left == 3
    assert gone.sum() == 1
    assert (present(state).shock_until[gone] == 0).all()


def test_a_shared_success_lifts_the_whole_cohort_and_nobody_else():
    for arm in (True, False):
        before, after, p = befallen("shared_success", arm=arm)
        old, new = present(before), present(after)
        for i in range(len(old)):
            expected = old.efficacy[i], old.management_know_how[i]
            if i in cohort(before):
                expected = (
                    plain(efficacy.after_success)(p, expected[0], 1.0),
                    plain(learning.by_doing)(p, expected[1], p.series_hours),
                )
            assert (new.efficacy[i], new.management_know_how[i]) == pytest.approx(expected)


@pytest.mark.parametrize(
    "condition", [{"if_turnout_below": 0.6}, {"if_members_below": 5}], ids=["turnout", "members"]
)
def test_a_conditional_event_waits_until_the_group_is_there_and_happens_once(condition):
    happened = 0
    event = {"week": 3, "what": "hire_joins"} | condition
    for seed in range(8):
        scenario = small(event=[event], department={"hires_per_year": 0})
        state, p = eve(scenario, {"quit_base": -2.5}, seed)
        for week in range(30):
            group = copy(state).groups[0]
            members = (present(state).group == 0).sum()
            below = group.turnout < condition.get("if_turnout_below", 0.0)
            below |= members < condition.get("if_members_below", 0)
            alive = group.status == codes.ALIVE
            waits, people = not state.events[0].done, len(present(state))
            list(phases(state, p))
            due = bool(waits and week >= 3 and alive and below)
            assert len(present(state)) - people == due
            assert state.events[0].done == (due or not waits)
            happened += due
        other = run(scenario.without_group(), seed=seed)
        assert not other.events[0].done
    assert happened > 2
