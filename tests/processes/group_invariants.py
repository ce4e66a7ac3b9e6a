"""What holds for groups and meetings at the end of every week."""

import numpy as np

from pmg_sim import codes
from pmg_sim.scenario import Primitives
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


def check_calling(state, before, status):
    """A living group's meeting is called in its week, and held with a quorum; no other changes.

    `status` is how the groups stood as the week began.
    """
    week = state.run[0].week
    used = state.meetings.length > 0
    meetings = state.meetings[used]
    groups = state.groups[meetings.group]
    tonight = meetings.week == week
    assert meetings[~tonight].tobytes() == before.meetings[used][~tonight].tobytes()
    called = meetings.called == 1
    assert (called == (status[meetings.group] == codes.ALIVE))[tonight].all()
    assert (meetings.held == (called & (meetings.present >= groups.quorum))).all()
    assert (meetings.week[called] <= week).all()
    assert (meetings.week >= groups.founded)[called].all()
    assert (meetings.members_present <= meetings.present).all()
    assert (meetings.present <= meetings.invited).all()
    assert not called.any() or state.setting[0].with_groups
    slots = np.stack([meetings.group, meetings.week], axis=1)
    assert len(np.unique(slots, axis=0)) == len(slots), "one meeting a week at most"


def check_money(state):
    """Fees are paid where a facilitator or a guest is, and nothing for a meeting not held."""
    meetings = state.meetings
    groups = state.groups[meetings.group]
    assert (meetings.meal_usd >= 0).all()
    due = meetings.facilitated * groups.facilitator_fee + meetings.guest * groups.guest_fee
    assert (abs(meetings.fees_usd - due) <= ROUNDING * (1 + due)).all()
    for name in ("fees_usd", "facilitated", "guest"):
        assert (meetings[name][meetings.held == 0] == 0).all(), name
    tonight = (meetings.held == 1) & (meetings.week == state.run[0].week)
    there = (groups.facilitator_from <= meetings.week) & (meetings.week < groups.facilitator_until)
    assert (meetings.facilitated == there)[tonight].all()


def check_guests(state):
    """A guest speaks at every so manieth discussion held, and has the minutes that leaves."""
    for g, group in enumerate(state.groups):
        held = state.meetings[(state.meetings.group == g) & (state.meetings.held == 1)]
        talks = held[held.purpose == codes.DISCUSSION]
        assert (held.guest.sum() == 0) if group.guest_every == 0 else True
        if group.guest_every > 0:
            assert group.discussions == len(talks)
            number = np.arange(1, len(talks) + 1)
            assert (talks.guest == (number % group.guest_every == 0)).all()
            assert held.guest.sum() == talks.guest.sum()
            spoken = np.minimum(group.guest_minutes, talks.length - talks.breaks)
            assert (talks.curriculum >= talks.guest * spoken - 1e-6).all()


def check_primitives(state):
    """Tonight's structure lies in [0, 1] and is no weaker than what the lead brings."""
    for name in Primitives._fields:
        tonight = state.groups[name]
        assert ((tonight >= 0) & (tonight <= 1)).all(), name
        met = state.meetings.group[state.meetings.held == 1]
        assert (tonight >= state.groups[f"lead_{name}"] - ROUNDING)[met].all(), name


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
    ways = [inside[name] == inside.group for name in ("cohort", "mentor_of", "admitted_to")]
    assert np.any(ways, axis=0).all()
    assert (inside.joined_group != codes.NO_ONE).all()
    assert (inside.left_group == codes.NO_ONE).all()
    assert ((people.cohort == codes.NO_ONE) | (people.mentor_of == codes.NO_ONE)).all()
    size = np.bincount(group, minlength=len(state.groups))
    assert (size <= state.seats.shape[1]).all()
