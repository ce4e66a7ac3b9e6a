"""The hour of a project meeting, and how much of a person's work is joint."""

from pmg_sim.codes import NO_ONE, PAPER
from pmg_sim.jit import seldom
from pmg_sim.processes.projects import advance_project
from pmg_sim.processes.work import keep_promise
from pmg_sim.theory import collaboration, learning, work


@seldom
def _project_for_the_hour(state, i):
    """Row of the project to work on in company: a joint one, else one of one's own, else -1."""
    chosen = NO_ONE
    person = state.people[i]
    for k in range(person.in_hand):
        row = person.hand[k]
        if state.projects[row].left > 0.0:
            if state.projects[row].authors > 1:
                return row
            chosen = row
    return chosen


@seldom
def work_together(state, p, m, i):
    """Project minutes go to one project in hand; co-authors are all in one room."""
    person = state.people[i]
    row = _project_for_the_hour(state, i)
    if row < 0:
        return
    hours = state.meetings[m].projects / 60.0
    project = state.projects[row]
    progress = hours * work.pace(p, person.research_know_how, person.management_know_how)
    if project.authors > 1:
        progress *= collaboration.friction(p, project.apart)
    advance_project(state, row, progress)
    keep_promise(state, i, row, hours)
    person.management_know_how = learning.by_doing(p, person.management_know_how, hours)
    if project.kind == PAPER:
        person.research_know_how = learning.by_doing(p, person.research_know_how, hours)


@seldom
def joint_share(state, i):
    """Share of a person's work in hand that is joint, in [0, 1]."""
    person = state.people[i]
    joint = 0
    for k in range(person.in_hand):
        joint += state.projects[person.hand[k]].authors > 1
    return joint / max(1, person.in_hand)
