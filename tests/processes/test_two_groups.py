"""A second group for those who find the first one full, and people between two groups."""

import numpy as np

from pmg_sim import codes
from pmg_sim.processes.membership import take_seat
from tests.processes.calling import callable_from_python
from tests.processes.running import copy, eve, phases, present, small
from tests.processes.test_admission import ALL_WISH, BIG, taking

ALL_COME = {"attendance_base": 3.0, "evening_to_attendance": 0.0, "meetings_without_quorum": 9.0}


def test_those_who_find_a_group_full_found_a_second_one():
    policy = {"policy": "second_group", "most_members": 6}
    state, p = eve(taking(policy, quorum=4), ALL_WISH | ALL_COME | {"wish_base": 0.0})
    begun = None
    for week in range(30):
        list(phases(state, p))
        first, second = state.groups[:2]
        people = present(state)
        waiting = (people.admitted_to == 1).sum()
        if second.status == codes.PLANNED:
            assert waiting < 4
            assert (people.group != 1).all()
        elif begun is None:
            begun = week
            assert second.founded == week
            assert (people.group == 1).sum() == waiting == 4
            assert (people.cohort[people.group == 1] == codes.NO_ONE).all()
        assert (people.group == 0).sum() <= 6 + 1
    assert begun is not None
    assert first.overflow == 1
    called = state.meetings[(state.meetings.group == 1) & (state.meetings.called == 1)]
    assert called.week.tolist() == list(range(begun + 1, 30))


def test_whoever_waits_for_a_second_group_and_sits_in_another_one_does_not_count():
    policy = {"policy": "second_group", "most_members": 9}
    state, p = eve(taking(policy, quorum=4), ALL_WISH)
    for _ in range(4):
        list(phases(state, p))
    free = np.flatnonzero((present(state).stage == codes.JUNIOR) & (present(state).group < 0))
    for i in free[:3]:
        callable_from_python(take_seat)(state, i, 0)
        present(state).admitted_to[i] = 1
    for phase in phases(state, p):
        if phase == "admit":
            break
    second = state.groups[1]
    assert (second.status, second.founded) == (codes.ALIVE, 4)
    assert (present(state).group == 1).sum() == 4
    assert (present(state).group[free[:3]] == 0).all()


def test_a_senior_who_is_asked_to_be_a_mentor_gives_up_an_ordinary_seat():
    first = {"name": "any", "invited_stage": "any", "admission": "open", "senior_mentors": 0}
    late = {"name": "late", "founded_week": 10, "invited": 3, "senior_mentors": 2}
    department = BIG | {"senior": 4, "faculty": 27}
    state, p = eve(small(group=[first, late], department=department), ALL_WISH)
    for _ in range(10):
        list(phases(state, p))
    inside = (present(state).group == 0) & (present(state).asked_by < 0)
    assert (present(state).stage[inside] == codes.SENIOR).sum() >= 1
    list(phases(state, p))
    people = present(state)
    mentors = people.mentor_of == 1
    assert mentors.sum() == 2
    assert (people.group[mentors] == 1).all()


def test_strangers_of_a_later_group_who_sit_together_already_keep_their_ties():
    first = {"name": "open", "invited": 2, "admission": "open", "senior_mentors": 0}
    late = {"name": "late", "founded_week": 12, "invited": 9, "strangers": True}
    state, p = eve(small(group=[first, late], department=BIG), ALL_WISH)
    for _ in range(12):
        list(phases(state, p))
    before = copy(state)
    next(phases(state, p))
    people = present(state)
    both = (people.group == 0) & (people.cohort == 1)
    assert both.sum() > 2
    linked = before.links[0][before.links[0] != codes.NO_ONE]
    assert len(linked) > 0
    assert (state.edges.a[linked] != codes.NO_ONE).all()
    assert (state.links[0] == before.links[0]).all()
