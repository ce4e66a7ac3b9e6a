"""The department's week: hires, dated events, groups that begin or reach their planned end."""

from pmg_sim.codes import (
    ALIVE,
    COMPLETED,
    HIRE_JOINS,
    JUNIOR,
    LEFT_TRACK,
    MEMBER_LEAVES_TRACK,
    NO_ONE,
    PLANNED,
    PLANNED_END,
    PRESENT,
)
from pmg_sim.dice import uniform
from pmg_sim.jit import process, rule
from pmg_sim.processes.arrival import arrive, note_own_past
from pmg_sim.processes.departure import depart
from pmg_sim.processes.membership import end_group, found, invite, join_later
from pmg_sim.purposes import EVENT, HIRING

# Keys of people: the stage times a million plus a number for those there at the start; hires have
# their own ranges, by week and by event, so that one person more moves nobody else's luck.
KEYS_PER_STAGE = 1_000_000
HIRE_KEYS = 10_000_000
HIRES_PER_WEEK = 10_000
EVENT_KEYS = 100_000_000


@rule
def hires_in(stream, week, hires_per_week):
    """How many people are hired by chance in a week: the rate's whole part, or one more."""
    return int(hires_per_week + uniform(stream, 0, week, HIRING, 0))


@rule
def _hire(state, p, key):
    i = arrive(state, p, key, JUNIOR, state.run[0].week)
    note_own_past(state, p, i)
    return i


@rule
def _member_leaves_track(state, g, event_key):
    """Take one of the cohort, the one with the lowest draw, off the track, in every arm."""
    run = state.run[0]
    chosen = NO_ONE
    lowest = 1.0
    for i in range(run.people):
        person = state.people[i]
        if person.cohort == g and person.status == PRESENT:
            u = uniform(run.stream, person.key, run.week, EVENT, event_key)
            if u < lowest:
                lowest = u
                chosen = i
    if chosen >= 0:
        state.people[chosen].excused = 1
        depart(state, chosen, LEFT_TRACK)


@rule
def _happens(state, p, event_row):
    event = state.events[event_row]
    if event.what == MEMBER_LEAVES_TRACK:
        _member_leaves_track(state, event.group, event.key)
    elif event.what == HIRE_JOINS:
        i = _hire(state, p, EVENT_KEYS + event.key)
        state.people[i].cohort = event.group
        note_own_past(state, p, i)
        if state.groups[event.group].status == ALIVE:
            join_later(state, i, event.group)


@process
def begin_week(state, p):
    """Open the week: hires and events befall every arm alike; groups begin and end as planned."""
    run = state.run[0]
    setting = state.setting[0]
    run.week += 1
    week = run.week
    for k in range(hires_in(run.stream, week, setting.hires_per_week)):
        _hire(state, p, HIRE_KEYS + week * HIRES_PER_WEEK + k)
    for g in range(state.groups.shape[0]):
        group = state.groups[g]
        if group.status == PLANNED and group.invited > 0 and group.founded == week:
            invite(state, p, g)
            if setting.with_groups:
                found(state, g)
        elif group.status == ALIVE and group.planned_end == week:
            end_group(state, g, COMPLETED, PLANNED_END)
    while run.next_event < state.events.shape[0]:
        event = state.events[run.next_event]
        if event.week > week or event.what == NO_ONE:
            break
        _happens(state, p, run.next_event)
        run.next_event += 1
