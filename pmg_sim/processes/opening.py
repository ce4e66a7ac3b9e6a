"""The eve of week 0: empty rows, the calendars of the groups, and the people of the first day."""

from pmg_sim.codes import JUNIOR, MID_CAREER, NO_ONE, SENIOR
from pmg_sim.jit import phase, seldom
from pmg_sim.processes.arrival import arrive, note_own_past
from pmg_sim.processes.calendar import fill_calendars
from pmg_sim.processes.department import KEYS_PER_STAGE, hires_in


@phase
def count_hires(stream, weeks, hires_per_week):
    """Return how many people are hired by chance in so many weeks."""
    total = 0
    for week in range(weeks):
        total += hires_in(stream, week, hires_per_week)
    return total


@seldom
def _empty(state, blank):
    """Copy groups, events and setting from a blank state, and its one empty row to all others."""
    state.setting[0] = blank.setting[0]
    state.run[0] = blank.run[0]
    for i in range(state.people.shape[0]):
        state.people[i] = blank.people[0]
        state.promises[i] = blank.promises[0]
    for k in range(state.projects.shape[0]):
        state.projects[k] = blank.projects[0]
    for k in range(state.edges.shape[0]):
        state.edges[k] = blank.edges[0]
    for g in range(state.groups.shape[0]):
        state.groups[g] = blank.groups[g]
    for m in range(state.meetings.shape[0]):
        state.meetings[m] = blank.meetings[0]
    for k in range(state.events.shape[0]):
        state.events[k] = blank.events[k]
    state.contacts[:, :] = NO_ONE
    state.seats[:, :] = NO_ONE
    state.links[:, :, :] = NO_ONE


@phase
def open_department(state, blank, series, p, stream):
    """Turn a state, whatever it holds, into one replicate on the eve of week 0.

    `blank` has the scenario's setting, groups and events, and one empty row of all else; `series`
    are the meetings that groups plan. Returns the row of a series that finds no room, or -1.
    """
    _empty(state, blank)
    run, setting = state.run[0], state.setting[0]
    run.stream = stream
    run.week = -1
    run.free_edge = NO_ONE
    setting.wider_share = p.wider_share * setting.others
    setting.track_ratio = p.clinician_educator_ratio if setting.clinician_educators else 1.0
    lacking = fill_calendars(state, series)
    if lacking >= 0:
        return lacking
    for stage in (SENIOR, MID_CAREER, JUNIOR):
        count = setting.junior
        if stage == SENIOR:
            count = setting.senior
        elif stage == MID_CAREER:
            count = setting.mid_career
        for k in range(count):
            arrive(state, p, stage * KEYS_PER_STAGE + k, stage, -1)
    for i in range(run.people):
        note_own_past(state, p, i)
    return NO_ONE
