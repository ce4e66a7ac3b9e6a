"""Coming to the meeting: each decides, and the group sees whether it has a quorum."""

from pmg_sim.codes import ALIVE, EVENING
from pmg_sim.dice import uniform
from pmg_sim.jit import phase, process, rule
from pmg_sim.processes.membership import members, put_off
from pmg_sim.processes.structure import settle_structure
from pmg_sim.purposes import ATTENDANCE
from pmg_sim.theory.attendance import attendance
from pmg_sim.theory.shapes import indicator


@rule
def meets_this_week(state, g):
    """Whether a living group's calendar holds a meeting this week."""
    group = state.groups[g]
    if group.status != ALIVE or group.next_meeting >= group.last_meeting:
        return False
    return state.meetings[group.next_meeting].week == state.run[0].week


@process
def attend(state, p, i):
    """Decide whether to come to this week's meeting, if there is one."""
    person = state.people[i]
    person.attending = 0
    if person.group < 0 or not meets_this_week(state, person.group):
        return
    run = state.run[0]
    group = state.groups[person.group]
    meeting = state.meetings[group.next_meeting]
    chance = attendance(
        p,
        person.commitment,
        person.value,
        person.strain,
        indicator(meeting.hour == EVENING),
        indicator(meeting.meal_usd > 0.0),
        indicator(group.protected_hours > 0.0),
    )
    person.meetings_called += 1
    u = uniform(run.stream, person.key, run.week, ATTENDANCE, 0)
    person.attending = int(u < chance)


@phase
def convene(state, p, g):  # noqa: ARG001 (all phases are called alike)
    """Count who came; without a quorum they go home and lose no working hour."""
    if not meets_this_week(state, g):
        return
    group = state.groups[g]
    meeting = state.meetings[group.next_meeting]
    present = 0
    present_members = 0
    mentor_present = False
    for seat in range(group.seats_used):
        i = state.seats[g, seat]
        if i >= 0 and state.people[i].attending:
            present += 1
            present_members += state.people[i].mentor_of < 0
            state.people[i].meetings_attended += 1
            if state.people[i].mentor_of >= 0:
                mentor_present = True
    meeting.called = 1
    meeting.invited = members(state, g)
    meeting.present = present
    meeting.members_present = present_members
    meeting.held = int(present >= group.quorum)
    group.turnout = present / max(1, meeting.invited)
    if meeting.held:
        settle_structure(state, g, group.next_meeting, mentor_present)
        group.without_quorum = 0
        return
    group.without_quorum += 1
    for seat in range(group.seats_used):
        i = state.seats[g, seat]
        if i >= 0:
            state.people[i].attending = 0
            put_off(state, g, i)
