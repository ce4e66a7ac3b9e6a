"""The hour of a project meeting, and how much of a person's work is joint."""

from pmg_sim.codes import NO_ONE, PAPER
from pmg_sim.jit import rule
from pmg_sim.processes.projects import project_in_hand
from pmg_sim.processes.work import keep_promise
from pmg_sim.state import PROJECTS_OF_ONE
from pmg_sim.theory import collaboration, learning, work


@rule
def _project_for_the_hour(state, i):
    """Row of the project to work on in company: a joint one, else one of one's own, else -1."""
    chosen = NO_ONE
    for k in range(PROJECTS_OF_ONE):
        row = project_in_hand(state, i, k)
        if row >= 0 and state.projects[row].left > 0.0:
            if state.projects[row].authors > 1:
                return row
            chosen = row
    return chosen


@rule
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
    project.left = max(0.0, project.left - progress)
    keep_promise(state, i, row, hours)
    person.management_know_how = learning.by_doing(p, person.management_know_how, hours)
    if project.kind == PAPER:
        person.research_know_how = learning.by_doing(p, person.research_know_how, hours)


@rule
def joint_share(state, i):
    """Share of a person's work in hand that is joint, in [0, 1]."""
    joint, count = 0, 0
    for k in range(PROJECTS_OF_ONE):
        row = project_in_hand(state, i, k)
        if row >= 0:
            count += 1
            if state.projects[row].authors > 1:
                joint += 1
    return joint / max(1, count)
