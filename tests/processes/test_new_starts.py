"""Groups that are tried again, that go into another, or whose calendar is over."""

import numpy as np
import pytest

from pmg_sim import codes
from tests.processes.running import copy, eve, phases, present, run, small
from tests.processes.test_membership import nobody_comes

STAY = {"quit_base": -9.0, "leaving_per_year": 0.01}
TWO = [{"name": "first", "invited": 3}, {"name": "second", "invited": 3}]


def week_by_week(scenario, parameters, seed=1):
    """Yield the states before a week and after its `begin_week`."""
    state, p = eve(scenario, parameters, seed)
    for _ in range(scenario.horizon_weeks):
        before = copy(state)
        for phase in phases(state, p):
            if phase == "begin_week":
                yield before, copy(state)


@pytest.mark.parametrize("after", [3, 8])
def test_a_dissolved_group_is_tried_again_after_its_weeks_by_those_who_are_willing(after):
    scenario = small(group={"reforms_after_weeks": after}, weeks=45)
    parameters = nobody_comes() | {"reforming": 0.2}
    starts = 0
    for before, now in week_by_week(scenario, parameters):
        old, new = before.groups[0], now.groups[0]
        if old.status != codes.DISSOLVED:
            continue
        week = now.run[0].week
        assert (new.status == codes.ALIVE) == (week == old.ended + after)
        if new.status != codes.ALIVE:
            continue
        starts += 1
        assert new.times_reformed == starts
        assert (new.ended, new.end_reason) == (codes.NO_ONE, codes.NOT_ENDED)
        assert new.without_quorum == 0
        assert new.last_time == week, "weeks without a group are no weeks since a meeting"
        assert now.meetings.week[new.next_meeting] == week
        people = present(before)
        were = (people.joined_group >= 0) & (people.status == codes.PRESENT)
        willing = were & (people.commitment >= 0.2)
        seated = present(now).group[: len(people)] == 0
        assert seated.tolist() == willing.tolist()
        assert (present(now).joined_group[: len(people)][seated] == week).all()
        assert (present(now).left_group[: len(people)][seated] == codes.NO_ONE).all()
    assert starts >= 2


def test_a_group_that_too_few_would_come_back_to_stays_dissolved():
    scenario = small(group={"reforms_after_weeks": 3}, weeks=30)
    state = run(scenario, parameters=nobody_comes() | {"reforming": 1.0})
    assert state.groups[0].status == codes.DISSOLVED
    assert state.groups[0].times_reformed == 0


def test_a_group_is_not_tried_again_after_its_planned_end():
    scenario = small(group={"reforms_after_weeks": 8, "ends_week": 9}, weeks=40)
    state = run(scenario, parameters=nobody_comes() | {"reforming": 0.0})
    assert state.groups[0].status == codes.DISSOLVED
    assert state.groups[0].ended + 8 >= 9
    assert state.groups[0].times_reformed == 0


def test_members_of_a_merged_group_take_seats_in_the_other_mentors_too():
    merger = {"week": 8, "what": "merger", "group": "first", "into": "second"}
    scenario = small(group=TWO, event=[merger])
    states = list(week_by_week(scenario, STAY))
    before, now = states[8]
    moved = present(before).group == 0
    assert moved.sum() == 3 + 1
    people = present(now)[: len(moved)]
    assert (people.group[moved] == 1).all()
    assert (people.joined_group[moved] == 8).all()
    assert (people.left_group[moved] == codes.NO_ONE).all()
    assert (people.group == 1).sum() == 8
    first, second = now.groups
    assert (first.status, first.end_reason, first.ended) == (codes.COMPLETED, codes.MERGED, 8)
    assert second.status == codes.ALIVE
    # Four newcomers to four: what is left of practice is halved.
    assert second.maturity == pytest.approx(before.groups[1].maturity * 4 / 8)
    open_before = before.promises.status[: len(moved)][moved] == codes.OPEN
    status = now.promises.status[: len(moved)][moved]
    assert (status[open_before] == codes.ABANDONED).all()
    met = states[-1][1].meetings
    assert met.week[(met.group == 0) & (met.called == 1)].max() == 7


def test_a_group_goes_into_a_living_one_only():
    ended = [TWO[0], TWO[1] | {"ends_week": 20}]
    merger = {"week": 8, "what": "merger", "group": "first", "into": "second"}
    quit_all = {"week": 1, "what": "member_leaves_group", "group": "second"}
    scenario = small(group=ended, event=[merger, *[quit_all] * 3])
    state = run(scenario, 9, parameters=STAY | {"meetings_without_quorum": 2.0})
    assert state.groups[1].status == codes.DISSOLVED
    assert state.groups[0].status == codes.ALIVE
    assert state.events.done.all()


def test_a_chain_of_mergers_finds_a_seat_for_everybody():
    three = [*TWO, {"name": "third", "invited": 3}]
    mergers = [
        {"week": 5, "what": "merger", "group": "first", "into": "second"},
        {"week": 7, "what": "merger", "group": "second", "into": "third"},
    ]
    department = {"senior": 3, "junior": 10, "faculty": 16}
    state = run(small(group=three, event=mergers, department=department), 8, parameters=STAY)
    assert (present(state).group == 2).sum() == 3 * 4


@pytest.mark.parametrize("interval", [4.0, 6.0])
def test_a_group_whose_calendar_is_over_is_complete_two_usual_intervals_later(interval):
    meetings = {"purpose": "discussion", "hour": "noon", "length_minutes": 60}
    group = {"calendar": [meetings | {"interval_weeks": 3, "end_week": 8}]}
    scenario = small(group=group)
    state = run(scenario, parameters=STAY | {"usual_interval": interval})
    last = state.meetings.week.max()
    assert state.groups[0].status == codes.COMPLETED
    assert state.groups[0].end_reason == codes.PLANNED_END
    assert state.groups[0].ended == last + 2 * interval
    people = present(state)
    assert (people.left_group[people.joined_group >= 0] == state.groups[0].ended).all()


def test_members_who_are_told_to_join_are_less_committed():
    told, asked = (eve(small(group={"assigned": each}), STAY) for each in (True, False))
    levels = []
    for state, p in (told, asked):
        next(phases(state, p))
        seated = np.flatnonzero(present(state).group == 0)
        levels.append(present(state).commitment_level[seated])
        assert present(state).commitment[seated] == pytest.approx(1 / (1 + np.exp(-levels[-1])))
    mentor = present(state).mentor_of[seated] == 0
    lost = np.where(mentor, 0.0, told[1].assignment_to_commitment)
    assert mentor.sum() == 1
    assert levels[1] - levels[0] == pytest.approx(lost)


def test_help_at_the_founding_is_practice_in_running_meetings():
    state, p = eve(small(group={"founding_support": 0.6}), STAY)
    next(phases(state, p))
    assert state.groups[0].maturity == 0.6
