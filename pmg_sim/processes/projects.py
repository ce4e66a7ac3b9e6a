"""Projects as rows: opening one, joining it, ending it."""

import math

from pmg_sim.codes import ABANDONED, DRAFT, EMPTY, NO_ONE, OPEN, REVIEW, REVISION
from pmg_sim.jit import rule, seldom
from pmg_sim.processes.edges import find_edge
from pmg_sim.state import AUTHORS, PROJECT_SLOTS, SEATS_IN_PROJECTS
from pmg_sim.theory.projects import hours_needed


@rule
def _take_up(state, i, row):
    """Put a project among those that a person has in hand."""
    person = state.people[i]
    person.hand[person.in_hand] = row
    person.in_hand += 1


@rule
def _put_down(state, i, row):
    """Take a project out of those in hand, if it is there; the last one moves into the gap."""
    person = state.people[i]
    for k in range(person.in_hand):
        if person.hand[k] == row:
            person.in_hand -= 1
            person.hand[k] = person.hand[person.in_hand]
            return


@rule
def spare_capacity(state, p, i):
    """Share of a person's capacity for projects that is free, in [0, 1]."""
    return max(0.0, 1.0 - state.people[i].in_hand / p.projects_at_once)


@rule
def advance_project(state, row, hours):
    """Take so many hours off what a project still needs; tell its lead when nothing is left."""
    project = state.projects[row]
    project.left = max(0.0, project.left - hours)
    if project.left <= 0.0:
        state.people[project.lead].finished = 1


@seldom
def open_project(state, p, i, kind):
    """Start a project led by one person; return its row, or -1 with no free slot."""
    for k in range(PROJECT_SLOTS):
        row = i * PROJECT_SLOTS + k
        project = state.projects[row]
        if project.stage == EMPTY:
            project.stage = DRAFT
            project.kind = kind
            project.lead = i
            project.authors = 1
            project.author[0] = i
            project.draft_hours = hours_needed(p, kind)
            project.left = project.draft_hours
            project.apart = 0.0
            project.feedback = 0.0
            project.answer = NO_ONE
            project.submitted = 0
            project.started = state.run[0].week
            state.people[i].projects_started += 1
            _take_up(state, i, row)
            return row
    return NO_ONE


@rule
def has_seat(state, i):
    """Whether a person can join one more project of others."""
    for k in range(SEATS_IN_PROJECTS):
        if state.people[i].joined_projects[k] < 0:
            return True
    return False


@seldom
def join_project(state, row, i, apart):
    """Add an author, `apart` (in [0, 1]) from the lead; the ties to all authors become joint."""
    project = state.projects[row]
    person = state.people[i]
    if project.authors >= AUTHORS or not has_seat(state, i):
        return False
    for k in range(SEATS_IN_PROJECTS):
        if person.joined_projects[k] < 0:
            person.joined_projects[k] = row
            break
    for k in range(project.authors):
        edge_row = find_edge(state, i, project.author[k])
        if edge_row >= 0:
            edge = state.edges[edge_row]
            edge.joint += 1
            edge.joint_total += 1
    joined = project.authors - 1
    project.apart = (project.apart * joined + apart) / (joined + 1.0)
    project.author[project.authors] = i
    project.authors += 1
    person.joint_started += 1
    _take_up(state, i, row)
    return True


@rule
def _release_promise(state, i, row, finished):
    """Settle what a person had promised on a project that is no longer in hand.

    Hours that are all done stay done, whatever becomes of the project; its row, which another
    project may take, is no longer what the promise is about.
    """
    promise = state.promises[i]
    if promise.status == OPEN and promise.project == row:
        if finished:
            promise.left = 0.0
        elif promise.left > 0.0:
            promise.status = ABANDONED
        promise.project = NO_ONE


@seldom
def leave_project(state, row, i):
    """Take a co-author off a project; the lead cannot be taken off."""
    project = state.projects[row]
    person = state.people[i]
    for k in range(SEATS_IN_PROJECTS):
        if person.joined_projects[k] == row:
            person.joined_projects[k] = NO_ONE
    place = 0
    for k in range(project.authors):
        other = project.author[k]
        if other != i:
            project.author[place] = other
            place += 1
            edge_row = find_edge(state, i, other)
            if edge_row >= 0:
                state.edges[edge_row].joint -= 1
    project.authors = place
    _put_down(state, i, row)
    _release_promise(state, i, row, False)


@seldom
def rest_project(state, row):
    """Note that a project left every author's hands for a while, or for good: work is done."""
    project = state.projects[row]
    for k in range(project.authors):
        _put_down(state, project.author[k], row)
        _release_promise(state, project.author[k], row, True)


@seldom
def send_project(state, row, weeks):
    """Put a project under review, for so many weeks, or a part of the last one more."""
    project = state.projects[row]
    lead = state.people[project.lead]
    rest_project(state, row)
    project.stage = REVIEW
    project.submitted += 1
    project.answer = state.run[0].week + math.ceil(weeks)
    if lead.under_review == 0 or project.answer < lead.next_answer:
        lead.next_answer = project.answer
    lead.under_review += 1


@seldom
def take_back(state, row, hours):
    """Put a project that came back from review into its authors' hands, with so much to do."""
    project = state.projects[row]
    project.stage = REVISION
    project.left = hours
    state.people[project.lead].under_review -= 1
    for k in range(project.authors):
        _take_up(state, project.author[k], row)


@seldom
def end_project(state, row):
    """Free a project's slot and its authors."""
    project = state.projects[row]
    lead = project.lead
    while project.authors > 1:
        leave_project(state, row, project.author[project.authors - 1])
    _put_down(state, lead, row)
    _release_promise(state, lead, row, False)
    if project.stage == REVIEW:
        state.people[lead].under_review -= 1
    project.stage = EMPTY
