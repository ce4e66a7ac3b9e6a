"""Joint work: a project that two people start, and that others present may join."""

import math

from pmg_sim.codes import NO_ONE, PRESENT
from pmg_sim.dice import uniform
from pmg_sim.jit import process, rule, seldom
from pmg_sim.processes.edges import find_edge, other_end
from pmg_sim.processes.projects import has_seat, join_project, open_project, spare_capacity
from pmg_sim.purposes import JOINING, JOINT_START, KIND, PARTNER
from pmg_sim.theory import collaboration
from pmg_sim.theory.projects import kind_from
from pmg_sim.theory.shapes import befalls, indicator
from pmg_sim.theory.ties import contact_between

# Indices that keep apart the two occasions on which one person can start joint work in a week.
IN_PASSING, AT_MEETING = 0, 1


@rule
def apart(state, p, i, j):
    """How far apart two people's interests are, in [0, 1]."""
    a, b = state.people[i], state.people[j]
    return collaboration.difference(
        p,
        indicator(a.specialty != b.specialty),
        indicator(a.site != b.site),
        abs(a.topic - b.topic),
    )


@rule
def mutual_trust(state, edge_row):
    """Geometric mean of the trust that two people have in each other, in [0, 1]."""
    edge = state.edges[edge_row]
    return math.sqrt(edge.trust_ab * edge.trust_ba)


@rule
def start_joint(state, p, i, edge_row, contact_hours, occasion):
    """Perhaps start joint work along a tie; return the project's row, or -1."""
    run = state.run[0]
    person = state.people[i]
    j = other_end(state, edge_row, i)
    other = state.people[j]
    u = uniform(run.stream, person.key, run.week, JOINT_START, occasion)
    if u >= collaboration.pair_start_limit(p, contact_hours):
        return NO_ONE
    spare = min(spare_capacity(state, p, i), spare_capacity(state, p, j))
    if spare <= 0.0 or not has_seat(state, j):
        return NO_ONE
    distance = apart(state, p, i, j)
    readiness = 0.5 * (person.management_know_how + other.management_know_how)
    rate = collaboration.pair_start_rate(
        p, mutual_trust(state, edge_row), readiness, distance, spare, contact_hours
    )
    if not befalls(u, rate):
        return NO_ONE
    kind = kind_from(p, uniform(run.stream, person.key, run.week, KIND, 2 + occasion))
    row = open_project(state, p, i, kind)
    if row >= 0:
        person.joint_started += 1
        join_project(state, row, j, distance)
    return row


@process
def meet_in_passing(state, p, i):
    """Perhaps start joint work with a colleague met this week, inside or outside a group."""
    person = state.people[i]
    if person.ties == 0:
        return
    run = state.run[0]
    u = uniform(run.stream, person.key, run.week, PARTNER, IN_PASSING)
    edge_row = state.contacts[i, int(u * person.ties)]
    colleague = state.people[other_end(state, edge_row, i)]
    if colleague.status == PRESENT:
        closeness = state.edges[edge_row].closeness
        contact = closeness * contact_between(person.contact, colleague.contact)
        start_joint(state, p, i, edge_row, p.idea_talk * contact, IN_PASSING)


@rule
def _assigned_partner(state, g, i):
    """Seat of the partner assigned to a member, if the group assigns them and that one is here.

    Mentees are paired two by two in the order of their seats.
    """
    group = state.groups[g]
    if not group.assigned_partners:
        return NO_ONE
    before, open_pair = 0, NO_ONE
    for seat in range(group.seats_used):
        j = state.seats[g, seat]
        if j < 0 or state.people[j].mentor_of >= 0:
            continue
        if before % 2 == 0:
            open_pair = seat
        elif j == i or state.seats[g, open_pair] == i:
            partner = open_pair if j == i else seat
            return partner if state.people[state.seats[g, partner]].attending else NO_ONE
        before += 1
    return NO_ONE


@seldom
def start_at_meeting(state, p, g, i, contact_hours):
    """Perhaps start joint work with one of those present, by draw; the others may join."""
    run = state.run[0]
    person = state.people[i]
    group = state.groups[g]
    present = 0
    for seat in range(group.seats_used):
        j = state.seats[g, seat]
        if j >= 0 and j != i and state.people[j].attending and state.people[j].mentor_of < 0:
            present += 1
    if present == 0:
        return 0
    chosen = int(uniform(run.stream, person.key, run.week, PARTNER, AT_MEETING) * present)
    assigned = _assigned_partner(state, g, i)
    row = NO_ONE
    for seat in range(group.seats_used):
        j = state.seats[g, seat]
        if j < 0 or j == i or not state.people[j].attending or state.people[j].mentor_of >= 0:
            continue
        if seat == assigned or (assigned < 0 and chosen == 0):
            edge_row = state.links[g, person.seat, seat]
            if edge_row >= 0:
                row = start_joint(state, p, i, edge_row, contact_hours, AT_MEETING)
            break
        chosen -= 1
    if row < 0:
        return 0
    partner = state.projects[row].author[1]
    for seat in range(group.seats_used):
        j = state.seats[g, seat]
        if j < 0 or j == i or j == partner or not state.people[j].attending:
            continue
        other = state.people[j]
        edge_row = find_edge(state, i, j)
        if other.mentor_of >= 0 or edge_row < 0:
            continue
        distance = apart(state, p, i, j)
        chance = collaboration.join_chance(
            p, mutual_trust(state, edge_row), distance, spare_capacity(state, p, j)
        )
        if uniform(run.stream, person.key, run.week, JOINING, other.key) < chance:
            join_project(state, row, j, distance)
    return 1
