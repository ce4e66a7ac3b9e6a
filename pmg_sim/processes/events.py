"""Dated and conditional events: what befalls a person or a group, in every arm where it can."""

from pmg_sim.codes import (
    ALIVE,
    COMPLETED,
    FACILITATOR_ARRIVES,
    FACILITATOR_LEAVES,
    FALLING_OUT,
    HIRE,
    HIRE_JOINS,
    JUNIOR,
    LEFT_DEPARTMENT,
    LEFT_TRACK,
    MEMBER_LEAVES_DEPARTMENT,
    MEMBER_LEAVES_GROUP,
    MEMBER_LEAVES_TRACK,
    MENTOR_LEAVES,
    MERGED,
    MERGER,
    MINUTES_START,
    MINUTES_STOP,
    NO_ONE,
    PRESENT,
    SHARED_SUCCESS,
    WORKLOAD_SHOCK,
)
from pmg_sim.dice import uniform
from pmg_sim.jit import seldom
from pmg_sim.processes.arrival import arrive, note_own_past
from pmg_sim.processes.departure import depart, leave_group
from pmg_sim.processes.edges import find_edge
from pmg_sim.processes.membership import end_group, join_later, members
from pmg_sim.processes.ties import fall_out
from pmg_sim.purposes import EVENT
from pmg_sim.theory import efficacy, learning

EVENT_KEYS = 100_000_000


@seldom
def hire(state, p, key):
    """Let a new junior arrive; return the row."""
    i = arrive(state, p, key, JUNIOR, state.run[0].week)
    note_own_past(state, p, i)
    return i


@seldom
def _one_of_cohort(state, g, event_key, place):
    """Row of the cohort's member at a place (by row), or of the one with the lowest draw."""
    run = state.run[0]
    chosen, lowest, count = NO_ONE, 1.0, 0
    for i in range(run.people):
        person = state.people[i]
        if person.cohort != g:
            continue
        if place >= 0:
            if count == place:
                return i
            count += 1
        elif person.status == PRESENT:
            u = uniform(run.stream, person.key, run.week, EVENT, event_key)
            if u < lowest:
                lowest = u
                chosen = i
    return chosen


@seldom
def _shock(state, event):
    """Change free hours for some weeks: of one member, or of everybody without a place."""
    until = state.run[0].week + event.lasts
    chosen = NO_ONE
    if event.member >= 0:
        chosen = _one_of_cohort(state, event.group, event.key, event.member)
    for i in range(state.run[0].people):
        if event.member >= 0 and i != chosen:
            continue
        if state.people[i].status != PRESENT:
            continue
        state.people[i].shock_factor = event.factor
        state.people[i].shock_until = until


@seldom
def _succeed(state, p, g):
    """Let the whole cohort complete a product together, over and above what they have in hand."""
    for i in range(state.run[0].people):
        person = state.people[i]
        if person.cohort == g and person.status == PRESENT:
            person.efficacy = efficacy.after_success(p, person.efficacy, 1.0)
            person.management_know_how = learning.by_doing(
                p, person.management_know_how, p.series_hours
            )


@seldom
def _merge(state, g, into):
    """Members of one group take seats in another; the first group's life is complete."""
    if state.groups[g].status != ALIVE or state.groups[into].status != ALIVE:
        return
    for seat in range(state.groups[g].seats_used):
        i = state.seats[g, seat]
        if i >= 0:
            leave_group(state, i)
            join_later(state, i, into)
            state.people[i].admitted_to = into
    end_group(state, g, COMPLETED, MERGED)


@seldom
def _befall_group(state, event):
    """Events that only a living group can meet."""
    group = state.groups[event.group]
    week = state.run[0].week
    if event.what == FACILITATOR_ARRIVES:
        group.facilitator_from = week
        group.facilitator_until = state.setting[0].weeks
    elif event.what == FACILITATOR_LEAVES:
        group.facilitator_until = week
    elif event.what == MINUTES_STOP:
        group.minutes_kept = 0.0
    elif event.what == MINUTES_START:
        group.minutes_kept = 1.0
    elif event.what == MERGER:
        _merge(state, event.group, event.other)


@seldom
def _befall_member(state, p, event):
    """Events that befall a person, whether or not the group meets."""
    i = _one_of_cohort(state, event.group, event.key, event.member)
    if i < 0 or state.people[i].status != PRESENT:
        return
    if event.what == MEMBER_LEAVES_TRACK:
        state.people[i].excused = 1
        depart(state, i, LEFT_TRACK)
    elif event.what == MEMBER_LEAVES_DEPARTMENT:
        state.people[i].excused = 1
        depart(state, i, LEFT_DEPARTMENT)
    elif event.what == MEMBER_LEAVES_GROUP:
        leave_group(state, i)
    elif event.what == FALLING_OUT:
        j = _one_of_cohort(state, event.group, event.key, event.other)
        if j >= 0 and j != i:
            row = find_edge(state, i, j)
            if row >= 0:
                fall_out(state, p, row)


@seldom
def happen(state, p, event_row):
    """Let an event happen."""
    event = state.events[event_row]
    g = event.group
    if event.what == HIRE or event.what == HIRE_JOINS:
        i = hire(state, p, EVENT_KEYS + event.key)
        if event.what == HIRE_JOINS:
            state.people[i].cohort = g
            state.people[i].asked_by = g
            note_own_past(state, p, i)
            if state.groups[g].status == ALIVE:
                join_later(state, i, g)
    elif event.what == MENTOR_LEAVES:
        for i in range(state.run[0].people):
            if state.people[i].mentor_of == g and state.people[i].status == PRESENT:
                depart(state, i, LEFT_DEPARTMENT)
                return
    elif event.what == WORKLOAD_SHOCK:
        _shock(state, event)
    elif event.what == SHARED_SUCCESS:
        _succeed(state, p, g)
    elif event.what in (
        FACILITATOR_ARRIVES,
        FACILITATOR_LEAVES,
        MINUTES_STOP,
        MINUTES_START,
        MERGER,
    ):
        _befall_group(state, event)
    else:
        _befall_member(state, p, event)


@seldom
def is_due(state, event_row):
    """Whether an event's week has come and its condition, if any, holds."""
    event = state.events[event_row]
    if event.done or event.what == NO_ONE or state.run[0].week < event.week:
        return False
    conditional = event.turnout_below <= 1.0 or event.members_below > 0
    if not conditional:
        return True
    group = state.groups[event.group]
    if group.status != ALIVE:
        return False
    few_come = event.turnout_below <= 1.0 and group.turnout < event.turnout_below
    return few_come or members(state, event.group) < event.members_below
