"""Membership: founding a group by invitation, taking a seat, dissolving."""

from pmg_sim.codes import ALIVE, DISCUSSION, NO_ONE, OPEN, PRESENT, SENIOR, STAGES
from pmg_sim.dice import uniform
from pmg_sim.jit import seldom
from pmg_sim.processes.arrival import note_own_past
from pmg_sim.processes.departure import leave_group
from pmg_sim.processes.edges import (
    add_edge,
    find_edge,
    other_end,
    remove_edge,
    same_group,
)
from pmg_sim.purposes import INVITATION
from pmg_sim.theory.admission import newcomer_trust
from pmg_sim.theory.meeting import unsettled
from pmg_sim.theory.shapes import log_odds, logistic


@seldom
def members(state, g):
    """Seats taken, the mentors' included."""
    count = 0
    for seat in range(state.groups[g].seats_used):
        if state.seats[g, seat] >= 0:
            count += 1
    return count


@seldom
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
    person.left_group = NO_ONE
    for other in range(group.seats_used):
        j = state.seats[g, other]
        if j < 0 or j == i:
            continue
        row = find_edge(state, i, j)
        state.links[g, seat, other] = row
        state.links[g, other, seat] = row


@seldom
def introduce(state, p, g):
    """Tie members who are both present and did not know each other: a seat alone ties nobody.

    Founders trust one another as they trust anyone; with somebody who came later, both sides
    start at a share of that.
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
                newcomer = one if one.joined_group > other.joined_group else other
                share = 1.0
                if newcomer.joined_group > group.founded:
                    share = newcomer_trust(p, newcomer.vouched)
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


@seldom
def join_later(state, i, g):
    """Seat a newcomer in a group that has met: its practice is thinner at first."""
    take_seat(state, i, g)
    state.groups[g].maturity = unsettled(state.groups[g].maturity, members(state, g))


@seldom
def _part(state, i):
    """Make a person a stranger to the rest of the cohort: those ties never formed.

    Two who are members of another group by now do know each other.
    """
    for slot in range(state.people[i].ties - 1, -1, -1):
        row = state.contacts[i, slot]
        j = other_end(state, row, i)
        if state.people[j].cohort == state.people[i].cohort and not same_group(state, i, j):
            remove_edge(state, row)


@seldom
def _next_free(state, stage):
    """Row of the first person of a career stage who is free, or the number of people.

    Whoever is not free this week does not become so, so the search goes on where it ended.
    """
    run = state.run[0]
    i = run.free_from[stage]
    while i < run.people:
        person = state.people[i]
        unasked = person.asked_by < 0 and person.mentor_of < 0
        if unasked and person.status == PRESENT and person.stage == stage:
            break
        i += 1
    run.free_from[stage] = i
    return i


@seldom
def _ask(state, g, stage, number):
    """Ask so many people of a career stage who are free, by their rows; return how many."""
    group = state.groups[g]
    for asked in range(number):
        i = _next_free(state, stage)
        if i == state.run[0].people:
            return asked
        person = state.people[i]
        person.asked_by = g
        chance = group.acceptance
        if 0.0 < chance < 1.0:
            chance = logistic(log_odds(chance) + group.selection * (person.motivation - 0.5))
        u = uniform(state.run[0].stream, person.key, state.run[0].week, INVITATION, g)
        if u < chance:
            person.cohort = g
            if group.cohort_until == 0:
                group.cohort_from = i
            group.cohort_from = min(group.cohort_from, i)
            group.cohort_until = max(group.cohort_until, i + 1)
            if group.strangers:
                _part(state, i)
    return number


@seldom
def invite(state, p, g):
    """Invite a group's people, in every arm, so that arms can be compared person by person.

    Senior mentors are the first seniors who are free. Peers are asked in the order of their
    rows, from one career stage or in equal parts from all three, as far as there are enough;
    each accepts with a chance that may depend on motivation. Those who accept are the cohort.
    """
    group = state.groups[g]
    for mentor in range(group.mentors):
        i = _next_free(state, SENIOR)
        if i < state.run[0].people:
            state.people[i].mentor_of = g
            if mentor == 0:
                group.mentors_from = i
            group.mentors_until = i + 1
    if group.invited_stage >= 0:
        _ask(state, g, group.invited_stage, group.invited)
    else:
        left = group.invited
        for call in range(2 * len(STAGES)):
            # Two rounds: equal parts, then as many as are still missing.
            stage = call % len(STAGES)
            left -= _ask(state, g, stage, left // max(1, len(STAGES) - call))
    for i in range(group.cohort_from, group.cohort_until):
        if state.people[i].cohort == g:
            note_own_past(state, p, i)


@seldom
def _found_with(state, p, g, first, last):
    """Seat those of the cohort and of the senior mentors who stand among some rows."""
    for i in range(first, last):
        person = state.people[i]
        if person.mentor_of == g:
            # Whoever was admitted to another group as a member gives that seat up.
            leave_group(state, i)
        if person.status != PRESENT or person.group >= 0:
            continue
        if person.cohort == g or person.mentor_of == g:
            take_seat(state, i, g)
            if state.groups[g].assigned and person.mentor_of < 0:
                person.commitment_level -= p.assignment_to_commitment
                person.commitment = logistic(person.commitment_level)


@seldom
def found(state, p, g):
    """Seat the senior mentors and the cohort; the group is alive from now on."""
    group = state.groups[g]
    group.status = ALIVE
    group.founded = state.run[0].week
    group.turnout = 1.0
    _found_with(state, p, g, group.mentors_from, group.mentors_until)
    _found_with(state, p, g, group.cohort_from, group.cohort_until)


@seldom
def end_group(state, g, status, reason):
    """End a group: seats are given up, ties stay."""
    group = state.groups[g]
    for seat in range(group.seats_used):
        if state.seats[g, seat] >= 0:
            leave_group(state, state.seats[g, seat])
    group.status = status
    group.end_reason = reason
    group.ended = state.run[0].week


@seldom
def next_of_purpose(state, g, purpose):
    """Row of the group's next meeting of a purpose after this week, or -1."""
    group = state.groups[g]
    for m in range(group.next_meeting, group.last_meeting):
        meeting = state.meetings[m]
        if meeting.week > state.run[0].week and meeting.purpose == purpose:
            return m
    return NO_ONE


@seldom
def put_off(state, g, i):
    """Let a member's open promise wait for the group's next discussion, if there is one."""
    following = next_of_purpose(state, g, DISCUSSION)
    if state.promises[i].status == OPEN and following >= 0:
        state.promises[i].due = state.meetings[following].week
