"""What holds for groups and meetings at the end of every week."""

import numpy as np

from pmg_sim import codes
from tests.processes.running import present

AGENDA = (
    "decisions",
    "personal",
    "curriculum",
    "breaks",
    "check_ins",
    "projects",
    "open_floor",
)
COUNTS = ("turns", "made", "kept", "partly", "missed", "abandoned", "joint_started")
ROUNDING = 1e-9


def check_minutes(state):
    """Every minute of a meeting held is spent once; of one not held, none."""
    meetings = state.meetings
    total = sum(meetings[name] for name in AGENDA)
    held = meetings.held == 1
    assert (abs(total - meetings.length)[held] <= ROUNDING).all()
    for name in AGENDA:
        assert (meetings[name] >= 0).all(), name
    for name in (*AGENDA, *COUNTS, "trust", "closeness"):
        assert (meetings[name][~held] == 0).all(), name
    projects = meetings.purpose == codes.PROJECTS
    for name in ("curriculum", "check_ins", "open_floor", "made"):
        assert (meetings[name][projects] == 0).all(), name
    assert (meetings.projects[~projects] == 0).all()


def check_turns(state):
    """Whoever has the floor has it for as long as the group's bounds allow."""
    meetings = state.meetings[state.meetings.turns > 0]
    groups = state.groups[meetings.group]
    each = meetings.check_ins / meetings.turns
    assert (each >= groups.shortest_turn - ROUNDING).all()
    assert (each <= np.maximum(groups.longest_turn, groups.shortest_turn) + ROUNDING).all()
    assert (meetings.turns <= meetings.members_present).all()
    assert (meetings.made <= meetings.turns).all()
    reviews = meetings.kept + meetings.partly + meetings.missed + meetings.abandoned
    assert (reviews <= meetings.turns).all()
    assert (meetings.turns[groups.floor_policy == codes.ONE_PRESENTER] == 1).all()


def check_calling(state):
    """Meetings are called in their week, while the group lives, and held with a quorum."""
    week = state.run[0].week
    used = state.meetings.length > 0
    meetings = state.meetings[used]
    groups = state.groups[meetings.group]
    called = meetings.called == 1
    assert ((meetings.held == 1) <= called).all()
    assert (meetings.held == (called & (meetings.present >= groups.quorum))).all()
    assert (meetings.week[called] <= week).all()
    assert (meetings.week >= groups.founded).all()
    ended = groups.ended != codes.NO_ONE
    assert (meetings.week[called & ended] <= groups.ended[called & ended]).all()
    alive = groups.status == codes.ALIVE
    assert (called[alive] == (meetings.week <= week)[alive]).all()
    assert (meetings.members_present <= meetings.present).all()
    assert (meetings.present <= meetings.invited).all()
    assert not called.any() or state.setting[0].with_groups
    slots = np.stack([meetings.group, meetings.week], axis=1)
    assert len(np.unique(slots, axis=0)) == len(slots), "one meeting a week at most"


def check_attendance_adds_up(state):
    """People's counts of meetings and of evenings are those of the meetings."""
    people, meetings = present(state), state.meetings
    assert people.meetings_called.sum() == meetings.invited.sum()
    assert people.meetings_attended.sum() == meetings.present.sum()
    evenings = meetings[(meetings.held == 1) & (meetings.hour == codes.EVENING)]
    hours = (evenings.length * evenings.present).sum() / 60
    assert abs(people.total_evening_hours.sum() - hours) <= 1e-6
    held = meetings[meetings.held == 1]
    assert abs(people.lived_minutes.sum() - (held.length * held.present).sum()) <= 1e-6


def check_seats(state):
    """A member has one seat in one living group; whoever has left or was never in it has none."""
    people = present(state)
    group, seat = np.nonzero(state.seats != codes.NO_ONE)
    who = state.seats[group, seat]
    assert len(np.unique(who)) == len(who)
    assert (people.group[who] == group).all()
    assert (people.seat[who] == seat).all()
    assert (seat < state.groups["seats_used"][group]).all()
    assert (state.groups.status[group] == codes.ALIVE).all()
    member = people.group != codes.NO_ONE
    assert member.sum() == len(who)
    assert (people.seat[~member] == codes.NO_ONE).all()
    inside = people[member]
    assert (inside.status == codes.PRESENT).all()
    assert ((inside.group == inside.cohort) | (inside.group == inside.mentor_of)).all()
    assert (inside.joined_group != codes.NO_ONE).all()
    assert (inside.left_group == codes.NO_ONE).all()
    assert ((people.cohort == codes.NO_ONE) | (people.mentor_of == codes.NO_ONE)).all()


def check_life(state, before):
    """A group is planned, lives, and ends for a reason; it never comes back."""
    week = state.run[0].week
    for g, (new, old) in enumerate(zip(state.groups, before.groups, strict=True)):
        if new.invited == 0:
            continue  # the row that stands in where a scenario has no group
        if old.status in {codes.DISSOLVED, codes.COMPLETED}:
            assert new.tobytes() == old.tobytes(), g
            continue
        assert 0 <= new.maturity <= 1
        assert 0 <= new.turnout <= 1
        ended = new.status in {codes.DISSOLVED, codes.COMPLETED}
        assert (new.ended == week) if ended else (new.ended == codes.NO_ONE)
        reasons = {
            codes.COMPLETED: {codes.PLANNED_END},
            codes.DISSOLVED: {codes.NO_QUORUM, codes.TOO_FEW_MEMBERS},
        }
        assert new.end_reason in reasons.get(new.status, {codes.NOT_ENDED})
        begun = state.setting[0].with_groups and new.invited > 0 and new.founded <= week
        assert (new.status == codes.PLANNED) == (not begun), g
        if new.planned_end != codes.NO_ONE and new.planned_end <= week:
            assert new.status != codes.ALIVE, g
        if new.end_reason == codes.PLANNED_END:
            assert new.planned_end == week
