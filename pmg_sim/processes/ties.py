"""Ties in a week: whose hours go where, and what contact and its absence do to every tie."""

from pmg_sim.codes import NO_ONE, PRESENT
from pmg_sim.dice import uniform
from pmg_sim.jit import process, rule, seldom
from pmg_sim.processes.edges import (
    add_edge,
    add_strength,
    are_fellows,
    begin_strength,
    find_edge,
    other_end,
    remove_edge,
    same_group,
    set_trust,
    trust_of,
)
from pmg_sim.purposes import ACQUAINTANCE, FALLING_OUT
from pmg_sim.state import TIES
from pmg_sim.theory import conflict, support, ties
from pmg_sim.theory.shapes import indicator


@rule
def _get_to_know(state, p, i, hours):
    """Perhaps get to know a colleague's colleague, or, without any, somebody who came before."""
    run = state.run[0]
    person = state.people[i]
    u = uniform(run.stream, person.key, run.week, ACQUAINTANCE, 0)
    if u >= p.meeting_new_ties * hours / p.collegial_hours:
        return
    v = uniform(run.stream, person.key, run.week, ACQUAINTANCE, 1)
    if person.ties > 0:
        friend = other_end(state, state.contacts[i, int(v * person.ties)], i)
        w = uniform(run.stream, person.key, run.week, ACQUAINTANCE, 2)
        j = other_end(state, state.contacts[friend, int(w * state.people[friend].ties)], friend)
    elif i > 0:
        j = i - 1 - int(v * min(i, TIES))
    else:
        return
    other = state.people[j]
    if j == i or other.status != PRESENT or find_edge(state, i, j) != NO_ONE:
        return
    add_edge(state, i, j, p.first_closeness, person.general_trust, other.general_trust)


@process
def share_time(state, p, i):
    """Share out the hours left for colleagues at large: the wider department, and each tie."""
    person = state.people[i]
    hours = ties.collegial_hours(p, person.sociability, person.group_hours)
    wider_share = state.setting[0].wider_share
    if wider_share > 0.0:
        opened = p.mentor_to_network * p.dyad_hours * person.mentored
        person.wider = ties.closer(p, person.wider, wider_share * hours + opened)
    begin_strength(state, i)
    _get_to_know(state, p, i, hours)
    # More of the hours go to those one is closer to; `contact` is what full closeness would get.
    closeness = 0.0
    for slot in range(person.ties):
        closeness += state.edges[state.contacts[i, slot]].closeness
    person.contact = (1.0 - wider_share) * hours / closeness if closeness > 0.0 else 0.0


@seldom
def fall_out(state, p, row):
    """Cut trust and closeness between two people, and make their group take sides."""
    edge = state.edges[row]
    edge.rift = state.run[0].week
    edge.closeness = conflict.after_rift(p, edge.closeness)
    edge.trust_ab = conflict.after_rift(p, edge.trust_ab)
    edge.trust_ba = conflict.after_rift(p, edge.trust_ba)
    a, b = edge.a, edge.b
    if not same_group(state, a, b):
        return
    g = state.people[a].group
    state.groups[g].falling_outs += 1
    for seat in range(state.groups[g].seats_used):
        j = state.seats[g, seat]
        if j < 0 or j == a or j == b:
            continue
        for end in range(2):
            other = a if end == 0 else b
            link = state.links[g, seat, state.people[other].seat]
            if link >= 0:
                trust = conflict.after_taking_sides(p, trust_of(state, link, j))
                set_trust(state, link, j, trust)


@rule
def _tend(state, p, row):
    """One week of one tie."""
    edge = state.edges[row]
    run = state.run[0]
    first, second = state.people[edge.a], state.people[edge.b]
    outside = edge.closeness * ties.contact_between(first.contact, second.contact)
    contact = outside + edge.meeting_contact
    minutes = 60.0 * p.private_talk * outside
    first.support_flow += support.support_given(
        support.disclosure(p, edge.trust_ab, minutes), edge.closeness
    )
    second.support_flow += support.support_given(
        support.disclosure(p, edge.trust_ba, minutes), edge.closeness
    )
    edge.closeness = ties.closer(p, edge.closeness, contact)
    edge.trust_ab = ties.trusted(p, edge.trust_ab, first.general_trust, contact)
    edge.trust_ba = ties.trusted(p, edge.trust_ba, second.general_trust, contact)
    edge.meeting_contact = 0.0
    joint, disappointed = indicator(edge.joint > 0), 0.0
    if edge.joint > 0:
        disappointed = indicator(
            state.promises[edge.a].joint_missed == run.week
            or state.promises[edge.b].joint_missed == run.week
        )
    chance = conflict.falling_out_chance(
        p, edge.closeness, 0.5 * (first.strain + second.strain), joint, disappointed
    )
    one, other = min(first.key, second.key), max(first.key, second.key)
    if uniform(run.stream, one, run.week, FALLING_OUT, other) < chance:
        fall_out(state, p, row)


@process
def tend_ties(state, p, i):
    """One week of the ties that this person tends; each tie is tended by one of its two ends."""
    # Backward: removing a tie moves the last contact, already tended, into its slot.
    for slot in range(state.people[i].ties - 1, -1, -1):
        row = state.contacts[i, slot]
        edge = state.edges[row]
        if edge.a != i:
            continue
        _tend(state, p, row)
        bound = edge.joint > 0 or same_group(state, edge.a, edge.b)
        if edge.closeness < p.weakest_tie and not bound:
            remove_edge(state, row)
            continue
        fellows = are_fellows(state, edge.a, edge.b)
        add_strength(state, row, edge.a, fellows)
        add_strength(state, row, edge.b, fellows)
