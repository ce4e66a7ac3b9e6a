"""Viability: after each meeting time, commitment moves, members may quit, a group may end."""

from pmg_sim.codes import DISSOLVED, NO_QUORUM, TOO_FEW_MEMBERS
from pmg_sim.dice import uniform
from pmg_sim.jit import phase, seldom
from pmg_sim.processes.attendance import meets_this_week
from pmg_sim.processes.departure import leave_group
from pmg_sim.processes.membership import end_group, members
from pmg_sim.purposes import QUITTING
from pmg_sim.theory.shapes import over_weeks, toward
from pmg_sim.theory.viability import commitment_target, meeting_value, quit_chance


@seldom
def _reconsider(state, p, g, i, held, weeks):
    """One member's commitment after a meeting time, and perhaps a farewell to the group."""
    person = state.people[i]
    group = state.groups[g]
    run = state.run[0]
    if not held:
        worth = meeting_value(p, person.value_level, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
        person.value = toward(person.value, worth, p.value_memory)
    person.commitment = toward(
        person.commitment,
        commitment_target(p, person.commitment_level, person.value, group.turnout),
        over_weeks(p.commitment_rate, weeks / p.usual_interval),
    )
    chance = over_weeks(quit_chance(p, person.commitment, person.value), weeks / p.usual_interval)
    if uniform(run.stream, person.key, run.week, QUITTING, 0) < chance:
        leave_group(state, i)


@seldom
def _note_standing(state, g):
    """Write how the group stands into the row of the meeting: maturity, commitment, felt value."""
    group = state.groups[g]
    meeting = state.meetings[group.next_meeting]
    commitment, value, count = 0.0, 0.0, 0
    for seat in range(group.seats_used):
        i = state.seats[g, seat]
        if i >= 0:
            commitment += state.people[i].commitment
            value += state.people[i].value
            count += 1
    meeting.maturity = group.maturity
    meeting.commitment = commitment / max(1, count)
    meeting.value = value / max(1, count)


@phase
def sustain(state, p, g):
    """Close a group's meeting week: attendance, value and commitment feed each other."""
    if not meets_this_week(state, g):
        return
    group = state.groups[g]
    held = state.meetings[group.next_meeting].held
    weeks = float(max(1, state.run[0].week - max(group.last_time, group.founded)))
    group.last_time = state.run[0].week
    _note_standing(state, g)
    for seat in range(group.seats_used):
        i = state.seats[g, seat]
        if i >= 0:
            _reconsider(state, p, g, i, held, weeks)
    group.next_meeting += 1
    if group.without_quorum >= p.meetings_without_quorum:
        too_few = members(state, g) < group.quorum
        end_group(state, g, DISSOLVED, TOO_FEW_MEMBERS if too_few else NO_QUORUM)
