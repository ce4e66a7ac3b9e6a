"""What is asked of one person from outside the week: how connected they are, and to leave."""

from pmg_sim.codes import LEFT_DEPARTMENT, PRESENT
from pmg_sim.jit import process
from pmg_sim.processes.departure import depart
from pmg_sim.theory.ties import connection


@process
def connection_of(state, p, i, inside):
    """Return how connected a person was this week, in [0, 1); `inside` 0 leaves fellows out."""
    person = state.people[i]
    return connection(p, person.strength if inside else person.outside_strength)


@process
def leave_department(state, i):
    """Let a person leave now; nothing happens to somebody who is not there."""
    if state.people[i].status == PRESENT:
        depart(state, i, LEFT_DEPARTMENT)
