"""Measures of departments made by hand, whose answers are known."""

import numpy as np
import pytest

from pmg_sim import codes
from pmg_sim.ensemble import Course
from pmg_sim.evaluation.measures import COST_MEASURES
from pmg_sim.experiments.measures import MEASURES, measure
from pmg_sim.processes.observe import SCOPES, VARIABLES
from pmg_sim.state import allocate

HORIZON = 100


def course(people=4, groups=1, meetings=10, horizon=HORIZON):
    """Return a department in which nothing has happened: members present, one group alive."""
    state = allocate(people, groups, people, meetings, 1)
    state.run.people = people
    rows = state.people
    rows.status, rows.arrived, rows.cohort, rows.joined_group = codes.PRESENT, -50, 0, 0
    rows.mentor_of = rows.admitted_to = -1
    state.groups.status = codes.ALIVE
    state.groups.ended = -1
    return Course(state, np.full((horizon, len(SCOPES), len(VARIABLES)), np.nan))


def hold(made, week, row, group=0, purpose=codes.DISCUSSION, **values):
    meeting = made.state.meetings[row]
    meeting.called = meeting.held = 1
    meeting.week, meeting.group, meeting.purpose = week, group, purpose
    meeting.length = 100.0
    for name, value in values.items():
        meeting[name] = value


def found(made, name):
    return dict(zip(MEASURES, measure(made), strict=True))[name]


@pytest.mark.parametrize(
    ("left_group", "left", "kept"),
    [
        (-1, -1, 1.0),  # still a member
        (40, -1, 0.0),  # gave the group up
        (40, 40, 1.0),  # left the department, and the group with it
        (40, 60, 0.0),  # gave the group up, and left the department later
        (80, -1, 1.0),  # the group reached its planned end
        (25, -1, np.nan),  # within the first half-year nobody has settled
        (26, -1, 0.0),
    ],
)
def test_who_keeps_a_membership(left_group, left, kept):
    made = course(people=1, groups=2)
    person = made.state.people
    person.left_group, person.left = left_group, left
    done, gone = made.state.groups
    done.status, done.ended = codes.COMPLETED, 80
    gone.status, gone.ended = codes.DISSOLVED, 40
    assert found(made, "kept_membership") == pytest.approx(kept, nan_ok=True)


def test_a_dated_event_takes_nobody_s_outcome_away():
    made = course(people=4)
    made.state.people.excused[0] = 1
    made.state.people.positions[:] = [100, 1, 2, 0]
    made.state.people.status[1] = codes.LEFT_DEPARTMENT
    made.state.people.left[1] = 52
    made.state.people.submissions[:] = [100, 3, 0, 0]
    assert found(made, "positions") == 1.0
    assert found(made, "retained") == pytest.approx(2 / 3)
    years = (52 + HORIZON + HORIZON) / 52
    assert found(made, "submissions") == pytest.approx(3 / years)
    made.state.people.status[0] = codes.LEFT_TRACK
    assert found(made, "department_retained") == pytest.approx(2 / 3)


def test_who_of_the_outsiders_and_of_everybody_stays():
    made = course(people=9)
    people = made.state.people
    # Two invited, a mentor, two outsiders from the start, three hires, one invited hire.
    people.cohort[:] = [0, 0, -1, -1, -1, -1, -1, -1, 0]
    people.mentor_of[:] = [-1, -1, 0, -1, -1, -1, -1, -1, -1]
    people.arrived[:] = [-50, -50, -50, -50, -1, 0, 7, 30, 30]
    # A newcomer who was admitted counts as an outsider all the same.
    people.admitted_to[6] = 0
    people.status[[1, 4, 5, 8]] = codes.LEFT_DEPARTMENT
    assert found(made, "outsiders_retained") == pytest.approx(3 / 5)
    assert found(made, "hires_retained") == pytest.approx(2 / 3)
    assert found(made, "department_retained") == pytest.approx(5 / 9)
    people.status[2] = codes.LEFT_DEPARTMENT
    assert found(made, "outsiders_retained") == pytest.approx(3 / 5)
    assert found(made, "department_retained") == pytest.approx(4 / 9)
    made.state.run.people = 5
    assert np.isnan(found(made, "hires_retained"))
    assert found(made, "outsiders_retained") == pytest.approx(1 / 2)


def test_what_two_meetings_cost():
    made = course(people=6, groups=2)
    people = made.state.people
    people.mentor_of[0], people.cohort[0] = 0, -1
    people.joined_group[:] = [0, 0, 0, 0, 12, -1]
    people.status[1] = codes.LEFT_DEPARTMENT  # somebody who gave the seat up counts as well
    costs = {"meal_usd": 80.0, "fees_usd": 25.5}
    hold(made, 3, 0, hour=codes.EVENING, length=120.0, present=4, members_present=3, **costs)
    noon = {"hour": codes.NOON, "length": 90.0, "present": 2, "members_present": 2}
    hold(made, 4, 1, group=1, purpose=codes.PROJECTS, fees_usd=10.0, **noon)
    hold(made, 9, 2, hour=codes.EVENING, members_present=1, held=0, **costs)
    assert found(made, "usd") == pytest.approx(80.0 + 25.5 + 10.0)
    # Mentors are not counted, nor are their hours: 3 of 4 who had a seat came, then 2.
    assert found(made, "evening_hours") == pytest.approx(2.0 * 3 / 4)
    assert found(made, "noon_hours") == pytest.approx(1.5 * 2 / 4)


def test_a_group_that_never_meets_costs_nothing_and_no_group_has_no_costs():
    made = course()
    assert [found(made, name) for name in COST_MEASURES] == [0.0, 0.0, 0.0]
    made.state.people.joined_group = -1
    assert found(made, "usd") == 0.0
    assert np.isnan(found(made, "evening_hours"))
    made.state.groups.status = codes.PLANNED
    assert np.isnan([found(made, name) for name in COST_MEASURES]).all()


def test_people_beyond_those_arrived_do_not_count():
    made = course(people=4)
    made.state.run.people = 2
    made.state.people.papers_published[:] = [1, 2, 50, 50]
    assert found(made, "papers_per_person_year") == pytest.approx(3 / (2 * HORIZON / 52))


def test_a_hire_s_years_begin_with_the_arrival():
    made = course(people=1)
    made.state.people.arrived, made.state.people.papers_published = 48, 2
    assert found(made, "papers_per_person_year") == pytest.approx(2.0)


@pytest.mark.parametrize(
    ("statuses", "share"),
    [
        ([codes.DISSOLVED, codes.ALIVE], 0.5),
        ([codes.COMPLETED, codes.ALIVE], 1.0),
        ([codes.PLANNED, codes.DISSOLVED], 0.0),
        ([codes.PLANNED, codes.PLANNED], np.nan),
    ],
)
def test_groups_that_were_never_founded_do_not_count(statuses, share):
    made = course(groups=2)
    made.state.groups.status = statuses
    assert found(made, "survival") == pytest.approx(share, nan_ok=True)


def test_gains_are_told_group_by_group():
    made = course(groups=3)
    for row, (week, group, trust, begun) in enumerate(
        [
            (1, 0, 0.2, 0),
            (9, 0, 0.4, 2),
            (20, 0, 0.5, 4),
            (3, 1, 0.6, 3),
            (8, 1, 0.5, 1),
            (5, 2, 1, 9),
        ]
    ):
        hold(made, week, row, group, trust=trust, joint_started=begun)
    # The third group met once: it has no gain.
    assert found(made, "trust_gain") == pytest.approx(np.mean([0.3, -0.1]))
    assert found(made, "joint_later") == pytest.approx(np.mean([4 - 0, 1 - 3]))


def test_trust_at_meetings_is_that_after_the_first_half_year():
    made = course()
    for row, (week, trust) in enumerate([(2, 0.1), (25, 0.1), (26, 0.5), (60, 0.7)]):
        hold(made, week, row, trust=trust)
    hold(made, 70, 4, purpose=codes.PROJECTS, trust=0.0)
    assert found(made, "meeting_trust") == pytest.approx(0.6)


def test_shares_of_time_are_those_of_discussions_held():
    made = course()
    hold(made, 1, 0, decisions=10.0, personal=20.0)
    hold(made, 5, 1, decisions=30.0, length=300.0)
    hold(made, 9, 2, purpose=codes.PROJECTS, decisions=90.0)
    made.state.meetings[3].called = 1  # without a quorum
    made.state.meetings[3].length = 100.0
    assert found(made, "decision_share") == pytest.approx(0.1)
    assert found(made, "personal_share") == pytest.approx(0.05)
    assert found(made, "unfocused_share") == pytest.approx(0.15)


def test_attendance_counts_meeting_times_without_a_quorum():
    made = course()
    hold(made, 1, 0, present=4, invited=4)
    made.state.meetings[1].called, made.state.meetings[1].invited = 1, 4
    made.state.meetings[1].present = 1
    assert found(made, "attendance") == pytest.approx(5 / 8)
    assert found(made, "meetings_held") == 1.0


def test_the_strain_of_the_more_satisfied_half():
    made = course(people=5)
    made.state.people.satisfaction[:] = [0.1, 0.9, 0.8, 0.5, 0.7]
    made.state.people.strain[:] = [0.9, 0.2, 0.3, 0.8, 0.4]
    assert found(made, "strain_of_satisfied") == pytest.approx(0.3)
    made.state.people.status[1] = codes.LEFT_TRACK
    assert found(made, "strain_of_satisfied") == pytest.approx(0.35)


def pull(hours, due, holders=0.5):
    """Return the deadline pull of hours per person and week, and of the weeks of discussions."""
    made = course()
    for name, values in (("people", 4.0), ("promised_hours", hours), ("on_promise", holders)):
        made.weeks[:, SCOPES.index("cohort"), VARIABLES.index(name)] = values
    for row, week in enumerate(due):
        hold(made, week, row)
    return found(made, "deadline_pull"), found(made, "promised_hours")


def test_the_pull_of_a_deadline():
    week = np.arange(HORIZON)
    near = np.isin(week, [19, 20, 49, 50])
    far = week <= 13
    far |= (week >= 21) & (week <= 43)
    hours = np.where(near, 3.0, np.where(far, 0.5, 99.0))
    difference, mean = pull(hours, due=[20, 50])
    # One person in two holds a promise.
    assert difference == pytest.approx((3.0 - 0.5) / 0.5)
    assert mean == pytest.approx(hours.mean() / 0.5)
    assert pull(np.full(HORIZON, 1.0), due=[20, 50])[0] == pytest.approx(0.0)


def test_weeks_without_anybody_count_for_nothing():
    hours = np.where(np.arange(HORIZON) < 60, 1.0, np.nan)
    holders = np.where(np.arange(HORIZON) < 60, 0.25, np.nan)
    assert pull(hours, due=[50], holders=holders) == pytest.approx((0.0, 4.0))
    assert np.isnan(pull(hours, due=[50], holders=0.0)).all()
