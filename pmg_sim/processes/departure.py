"""Departure: a leaver's ties, promises and unfinished work go too."""

from pmg_sim.codes import ABANDONED, EMPTY, NO_ONE, OPEN
from pmg_sim.jit import seldom
from pmg_sim.processes.edges import remove_edge
from pmg_sim.processes.projects import end_project, leave_project
from pmg_sim.state import PROJECT_SLOTS, SEATS_IN_PROJECTS


@seldom
def leave_group(state, i):
    """Give up the seat in the group, and what was promised there. Ties and joint work stay."""
    person = state.people[i]
    g, seat = person.group, person.seat
    if g < 0:
        return
    state.seats[g, seat] = NO_ONE
    for other in range(state.groups[g].seats_used):
        state.links[g, seat, other] = NO_ONE
        state.links[g, other, seat] = NO_ONE
    person.group = NO_ONE
    person.seat = NO_ONE
    person.left_group = state.run[0].week
    if state.promises[i].status == OPEN:
        state.promises[i].status = ABANDONED


@seldom
def depart(state, i, status):
    """Take a person out of the department with everything that hangs on them."""
    person = state.people[i]
    leave_group(state, i)
    for k in range(SEATS_IN_PROJECTS):
        if person.joined_projects[k] >= 0:
            leave_project(state, person.joined_projects[k], i)
    for k in range(PROJECT_SLOTS):
        row = i * PROJECT_SLOTS + k
        if state.projects[row].stage != EMPTY:
            end_project(state, row)
    while person.ties > 0:
        remove_edge(state, state.contacts[i, person.ties - 1])
    person.status = status
    person.left = state.run[0].week
    state.run[0].departures += 1
