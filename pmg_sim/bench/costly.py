"""The costly part of a week, which numba, numpy and C all do: ties, feelings, careers.

Every tie is tended, every person feels, and the chances and draws of a career are reckoned; who
falls out, is promoted or leaves is counted and stays as they are. That keeps the arithmetic of
the model and leaves out what only a whole model can do.
"""

from typing import Any

import numba
import numpy as np

from pmg_sim.build import Plan, build
from pmg_sim.codes import PRESENT
from pmg_sim.dice import uniform
from pmg_sim.jit import OPTIONS
from pmg_sim.processes.edges import add_strength, are_fellows, begin_strength
from pmg_sim.processes.feelings import feel
from pmg_sim.processes.week import one_week
from pmg_sim.purposes import FALLING_OUT, LEAVING, POSITION, PROMOTION
from pmg_sim.state import State
from pmg_sim.theory import career, conflict, support, ties
from pmg_sim.theory.shapes import befalls, indicator, per_week

EVENTS = ("falling_outs", "positions", "promotions", "departures")
"""What is counted."""

WEEKS_BEFORE = 60
"""Weeks that a department has lived before the measured ones, so that its group has met."""

inlined = numba.njit(forceinline=True, **OPTIONS)  # as the model's own rules, but not kept on disk


@inlined
def _tend(state, p, row, counted):
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
    joint = indicator(edge.joint > 0)
    chance = conflict.falling_out_chance(
        p, edge.closeness, 0.5 * (first.strain + second.strain), joint, 0.0
    )
    one, other = min(first.key, second.key), max(first.key, second.key)
    counted[0] += uniform(run.stream, one, run.week, FALLING_OUT, other) < chance
    fellows = are_fellows(state, edge.a, edge.b)
    add_strength(state, row, edge.a, fellows)
    add_strength(state, row, edge.b, fellows)


@inlined
def _advance(state, p, i, counted):
    """Reckon the chances of one person's week, and draw."""
    person = state.people[i]
    run = state.run[0]
    connected = ties.connection(p, person.strength)
    rate = career.position_rate(p, connected, person.promotion_know_how, person.motivation)
    u = uniform(run.stream, person.key, run.week, POSITION, 0)
    counted[1] += befalls(u, per_week(rate))
    person.weeks_in_rank += 1
    rate = career.promotion_rate(
        p, person.rank, person.weeks_in_rank / 52.0, person.satisfaction, person.promotion_know_how
    )
    u = uniform(run.stream, person.key, run.week, PROMOTION, 0)
    counted[2] += befalls(u, per_week(rate))
    rate = career.leaving_rate(
        p,
        state.setting[0].track_ratio,
        person.stage,
        person.satisfaction,
        connected,
        person.promotion_know_how,
    )
    u = uniform(run.stream, person.key, run.week, LEAVING, 0)
    counted[3] += befalls(u, per_week(rate))


@numba.njit(nogil=True, **OPTIONS)
def costly_weeks(state, p, weeks, counted):
    """Run so many weeks of the costly part, and add to the counts of `EVENTS`."""
    run = state.run[0]
    for _ in range(weeks):
        run.week += 1
        for i in range(run.people):
            begin_strength(state, i)
        for row in range(run.edges):
            if state.edges[row].a >= 0:
                _tend(state, p, row, counted)
        for i in range(run.people):
            if state.people[i].status == PRESENT:
                feel(state, p, i)
                _advance(state, p, i, counted)


def departments(plans: dict[str, Plan], replicates: int, seed: int = 1) -> list[State]:
    """Return departments of all arms that have lived for a while."""
    states = []
    for replicate in range(replicates):
        for settled in plans.values():
            state = build(settled, seed, replicate)
            for _ in range(min(WEEKS_BEFORE, settled.weeks)):
                one_week(state, settled.parameters[0])
            states.append(state)
    return states


def copied(states: list[State]) -> list[State]:
    """Return copies that share no memory with their originals."""
    return [State._make(table.copy() for table in state) for state in states]


def with_numba(states: list[State], parameters: np.recarray, weeks: int) -> np.ndarray:
    """Run the costly part of every department by our own rules; return the counts of `EVENTS`."""
    counted = np.zeros(len(EVENTS), np.int64)
    p: Any = parameters[0]
    for state in states:
        costly_weeks(state, p, weeks, counted)
    return counted
