"""The department's week: hires, events, groups that begin, begin again, or reach their end."""

from pmg_sim.codes import (
    ALIVE,
    COMPLETED,
    DISSOLVED,
    NO_ONE,
    NOT_ENDED,
    PLANNED,
    PLANNED_END,
    PRESENT,
)
from pmg_sim.dice import uniform
from pmg_sim.jit import phase, seldom
from pmg_sim.processes.events import happen, hire, is_due
from pmg_sim.processes.membership import end_group, found, invite, take_seat
from pmg_sim.purposes import HIRING

# Keys of people: the stage times a million plus a number for those there at the start; hires have
# their own ranges, by week and by event, so that one person more moves nobody else's luck.
KEYS_PER_STAGE = 1_000_000
HIRE_KEYS = 10_000_000
HIRES_PER_WEEK = 10_000


@seldom
def hires_in(stream, week, hires_per_week):
    """How many people are hired by chance in a week: the rate's whole part, or one more."""
    return int(hires_per_week + uniform(stream, 0, week, HIRING, 0))


@seldom
def _is_willing(state, p, i, g):
    """Whether a former member would come to a new start."""
    person = state.people[i]
    was_member = person.cohort == g or person.admitted_to == g or person.mentor_of == g
    free = person.status == PRESENT and person.group < 0 and person.joined_group >= 0
    return was_member and free and person.commitment >= p.reforming


@seldom
def _reform(state, p, g):
    """Try a dissolved group again, with those of its members who still want to."""
    group = state.groups[g]
    willing = 0
    for i in range(state.run[0].people):
        willing += _is_willing(state, p, i, g)
    following = group.next_meeting
    while following < group.last_meeting and state.meetings[following].week < state.run[0].week:
        following += 1
    if willing < group.quorum or following == group.last_meeting:
        return
    group.next_meeting = following
    group.status = ALIVE
    group.end_reason = NOT_ENDED
    group.ended = NO_ONE
    group.last_time = state.run[0].week
    group.without_quorum = 0
    group.turnout = 1.0
    group.times_reformed += 1
    for i in range(state.run[0].people):
        if _is_willing(state, p, i, g):
            take_seat(state, i, g)


@seldom
def _is_over(state, p, g):
    """Whether a group's calendar is over, and two usual intervals have passed since."""
    group = state.groups[g]
    if group.next_meeting < group.last_meeting:
        return False
    return state.run[0].week - group.last_time >= 2.0 * p.usual_interval


@seldom
def _begin_or_end(state, p, g):
    group = state.groups[g]
    week = state.run[0].week
    if group.status == PLANNED and group.invited > 0 and group.founded == week:
        invite(state, p, g)
        if state.setting[0].with_groups:
            found(state, p, g)
    elif group.status == ALIVE and (group.planned_end == week or _is_over(state, p, g)):
        end_group(state, g, COMPLETED, PLANNED_END)
    elif group.status == DISSOLVED and group.reforms_after > 0:
        due = week == group.ended + group.reforms_after
        if due and (group.planned_end < 0 or week < group.planned_end):
            _reform(state, p, g)


@phase
def begin_week(state, p):
    """Open the week: hires come, groups begin and end as planned, events that are due happen."""
    run = state.run[0]
    run.week += 1
    run.free_from[:] = 0
    for k in range(hires_in(run.stream, run.week, state.setting[0].hires_per_week)):
        hire(state, p, HIRE_KEYS + run.week * HIRES_PER_WEEK + k)
    for g in range(state.groups.shape[0]):
        _begin_or_end(state, p, g)
    for row in range(state.events.shape[0]):
        if is_due(state, row):
            state.events[row].done = 1
            happen(state, p, row)
