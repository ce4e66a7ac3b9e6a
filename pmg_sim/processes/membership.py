"""Membership: founding a group by invitation, taking a seat, dissolving."""

from pmg_sim.codes import ALIVE, DISCUSSION, NO_ONE, OPEN, PRESENT, SENIOR
from pmg_sim.dice import uniform
from pmg_sim.jit import rule
from pmg_sim.processes.arrival import note_own_past
from pmg_sim.processes.departure import leave_group
from pmg_sim.processes.edges import (
    add_edge,
    find_edge,
    other_end,
    remove_edge,
)
from pmg_sim.purposes import INVITATION
from pmg_sim.theory.meeting import unsettled
from pmg_sim.theory.shapes import log_odds, logistic


@rule
def members(state, g):
    """Seats taken, the mentors' included."""
    count = 0
    for seat in range(state.groups[g].seats_used):
        if state.seats[g, seat] >= 0:
            count += 1
    return count


@rule
def take_seat(state, i, g):
    """Make a person a member. Ties to the others form when they first meet."""
    group = state.groups[g]
    person = state.people[i]
    seat = 0
    while seat < state.seats.shape[1] and state.seats[g, seat] >= 0:
        seat += 1
    if seat == state.seats.shape[1]:
        return
    group.seats_used = max(group.seats_used, seat + 1)
    state.seats[g, seat] = i
    person.group = g
    person.seat = seat
    person.joined_group = state.run[0].week
    for other in range(group.seats_used):
        j = state.seats[g, other]
        if j < 0 or j == i:
            continue
        row = find_edge(state, i, j)
        state.links[g, seat, other] = row
        state.links[g, other, seat] = row


@rule
def introduce(state, p, g):
    """Tie members who are both present and did not know each other: a seat alone ties nobody.

    Founders trust one another as they trust anyone; with somebody who came later, both sides
    start at the share `newcomer_trust` of that.
    """
    group = state.groups[g]
    for a in range(group.seats_used):
        i = state.seats[g, a]
        if i < 0 or not state.people[i].attending:
            continue
        for b in range(a + 1, group.seats_used):
            j = state.seats[g, b]
            if j < 0 or not state.people[j].attending or state.links[g, a, b] >= 0:
                continue
            row = find_edge(state, i, j)
            if row < 0:
                one, other = state.people[i], state.people[j]
                late = max(one.joined_group, other.joined_group) > group.founded
                share = p.newcomer_trust if late else 1.0
                row = add_edge(
                    state,
                    i,
                    j,
                    p.first_closeness,
                    share * one.general_trust,
                    share * other.general_trust,
                )
            state.links[g, a, b] = row
            state.links[g, b, a] = row


@rule
def join_later(state, i, g):
    """Seat a newcomer in a group that has met: its practice is thinner at first."""
    take_seat(state, i, g)
    state.groups[g].maturity = unsettled(state.groups[g].maturity, members(state, g))


@rule
def _part(state, i):
    """Make a person a stranger to the rest of the cohort: those ties never formed."""
    for slot in range(state.people[i].ties - 1, -1, -1):
        row = state.contacts[i, slot]
        if state.people[other_end(state, row, i)].cohort == state.people[i].cohort:
            remove_edge(state, row)


@rule
def invite(state, p, g):
    """Invite a group's people, in every arm, so that arms can be compared person by person.

    Senior mentors are the first seniors who are free. Juniors (or whom the scenario asks) are
    invited in the order of their rows; each accepts with a chance that may depend on motivation.
    Those who accept are the cohort.
    """
    group = state.groups[g]
    mentors = 0
    for i in range(state.run[0].people):
        person = state.people[i]
        free = person.status == PRESENT and person.cohort < 0 and person.mentor_of < 0
        if mentors < group.mentors and free and person.stage == SENIOR:
            person.mentor_of = g
            mentors += 1
    asked = 0
    for i in range(state.run[0].people):
        person = state.people[i]
        free = person.status == PRESENT and person.cohort < 0 and person.mentor_of < 0
        stage_fits = group.invited_stage < 0 or person.stage == group.invited_stage
        if asked == group.invited:
            break
        if not free or not stage_fits:
            continue
        asked += 1
        chance = group.acceptance
        if 0.0 < chance < 1.0:
            chance = logistic(log_odds(chance) + group.selection * (person.motivation - 0.5))
        u = uniform(state.run[0].stream, person.key, state.run[0].week, INVITATION, g)
        if u < chance:
            person.cohort = g
            if group.strangers:
                _part(state, i)
    for i in range(state.run[0].people):
        if state.people[i].cohort == g:
            note_own_past(state, p, i)


@rule
def found(state, g):
    """Seat the cohort and the senior mentors; the group is alive from now on."""
    group = state.groups[g]
    group.status = ALIVE
    group.founded = state.run[0].week
    group.turnout = 1.0
    for i in range(state.run[0].people):
        person = state.people[i]
        if person.status != PRESENT or person.group >= 0:
            continue
        if person.cohort == g or person.mentor_of == g:
            take_seat(state, i, g)


@rule
def end_group(state, g, status, reason):
    """End a group: seats are given up, ties stay."""
    group = state.groups[g]
    for seat in range(group.seats_used):
        if state.seats[g, seat] >= 0:
            leave_group(state, state.seats[g, seat])
    group.status = status
    group.end_reason = reason
    group.ended = state.run[0].week
    group.last_meeting = min(group.last_meeting, group.next_meeting)


@rule
def next_of_purpose(state, g, purpose):
    """Row of the group's next meeting of a purpose after this week, or -1."""
    group = state.groups[g]
    for m in range(group.next_meeting, group.last_meeting):
        meeting = state.meetings[m]
        if meeting.week > state.run[0].week and meeting.purpose == purpose:
            return m
    return NO_ONE


@rule
def put_off(state, g, i):
    """Let a member's open promise wait for the group's next discussion, if there is one."""
    following = next_of_purpose(state, g, DISCUSSION)
    if state.promises[i].status == OPEN and following >= 0:
        state.promises[i].due = state.meetings[following].week
