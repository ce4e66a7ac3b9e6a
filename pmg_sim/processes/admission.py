"""Admission: newcomers who are asked in, voted on, sponsored, on probation, or turned away."""

from pmg_sim.codes import ALIVE, NO_ONE, PLANNED, PRESENT
from pmg_sim.dice import uniform
from pmg_sim.jit import phase, seldom
from pmg_sim.processes.departure import leave_group
from pmg_sim.processes.edges import find_edge, trust_of
from pmg_sim.processes.membership import join_later, take_seat
from pmg_sim.purposes import VOTE, WISH
from pmg_sim.theory import admission


@seldom
def _mentees(state, g):
    """Members without the senior mentors."""
    count = 0
    for seat in range(state.groups[g].seats_used):
        i = state.seats[g, seat]
        if i >= 0 and state.people[i].mentor_of < 0:
            count += 1
    return count


@seldom
def _has_sponsor(state, p, g, i):
    """Whether a member knows the newcomer well enough to vouch for them."""
    for slot in range(state.people[i].ties):
        row = state.contacts[i, slot]
        edge = state.edges[row]
        other = edge.b if edge.a == i else edge.a
        if state.people[other].group == g and edge.closeness >= p.start_closeness:
            return True
    return False


@seldom
def _approve(state, p, g, i):
    """Hold the vote, where there is one."""
    group = state.groups[g]
    if group.vote_share <= 0.0:
        return True
    run = state.run[0]
    crowding = _mentees(state, g) / group.most_members
    voters, ayes = 0, 0
    for seat in range(group.seats_used):
        j = state.seats[g, seat]
        if j < 0:
            continue
        row = find_edge(state, i, j)
        trust = state.people[j].general_trust if row < 0 else trust_of(state, row, j)
        u = uniform(run.stream, state.people[j].key, run.week, VOTE, state.people[i].key)
        voters += 1
        ayes += u < admission.vote_for(p, trust, crowding)
    return ayes >= group.vote_share * voters


@seldom
def _wait_for_second(state, g, i):
    """Put somebody who found the group full down for the second one, which begins when it can."""
    second = state.groups[g].overflow
    state.people[i].admitted_to = second
    waiting = 0
    for j in range(state.run[0].people):
        person = state.people[j]
        if person.admitted_to == second and person.status == PRESENT and person.group < 0:
            waiting += 1
    group = state.groups[second]
    if waiting < group.quorum or group.status != PLANNED:
        return
    group.status = ALIVE
    group.founded = state.run[0].week
    group.last_time = state.run[0].week
    group.turnout = 1.0
    while (
        group.next_meeting < group.last_meeting
        and state.meetings[group.next_meeting].week <= state.run[0].week
    ):
        group.next_meeting += 1
    for j in range(state.run[0].people):
        person = state.people[j]
        if person.admitted_to == second and person.status == PRESENT and person.group < 0:
            take_seat(state, j, second)


@seldom
def _consider(state, p, g, i):
    """Ask one person: do they want in, is there room, do the members take them."""
    group = state.groups[g]
    person = state.people[i]
    u = uniform(state.run[0].stream, person.key, 0, WISH, g)
    if u >= admission.wish_to_join(p, person.motivation):
        return
    if _mentees(state, g) >= group.most_members:
        if group.overflow >= 0 and state.groups[group.overflow].status == PLANNED:
            _wait_for_second(state, g, i)
        return
    vouched = _has_sponsor(state, p, g, i)
    if (group.sponsor and not vouched) or not _approve(state, p, g, i):
        group.refused += 1
        return
    join_later(state, i, g)
    person.vouched = int(vouched)
    person.admitted_to = g
    group.admitted += 1
    if group.probation_weeks > 0:
        person.probation_until = state.run[0].week + group.probation_weeks


@seldom
def _end_probation(state, p, g, i):
    """Members who do not trust a newcomer by the end of the probation part with them."""
    person = state.people[i]
    group = state.groups[g]
    person.probation_until = NO_ONE
    trust, count = 0.0, 0
    for seat in range(group.seats_used):
        j = state.seats[g, seat]
        row = state.links[g, person.seat, seat]
        if j >= 0 and row >= 0:
            trust += trust_of(state, row, j)
            count += 1
    if count > 0 and not admission.passes_probation(p, trust / count):
        leave_group(state, i)


@phase
def admit(state, p, g):
    """Ask newcomers in, when the group's policy says so; end probations that are over."""
    group = state.groups[g]
    week = state.run[0].week
    if group.status != ALIVE:
        return
    for seat in range(group.seats_used):
        i = state.seats[g, seat]
        if i >= 0 and 0 <= state.people[i].probation_until <= week:
            _end_probation(state, p, g, i)
    age = week - group.founded
    since = age - group.admit_from
    if group.admit_every == 0 or age == 0 or since < 0 or since % group.admit_every != 0:
        return
    for i in range(state.run[0].people):
        person = state.people[i]
        stage_fits = group.invited_stage < 0 or person.stage == group.invited_stage
        newcomer = person.joined_group < 0 and person.admitted_to < 0 and person.mentor_of < 0
        if person.status == PRESENT and newcomer and stage_fits:
            _consider(state, p, g, i)
