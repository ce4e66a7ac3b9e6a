"""Projects as rows: opening one, joining it, ending it."""

from pmg_sim.codes import ABANDONED, DRAFT, EMPTY, NO_ONE, OPEN, REVISION
from pmg_sim.jit import rule
from pmg_sim.processes.edges import find_edge
from pmg_sim.state import AUTHORS, PROJECT_SLOTS, PROJECTS_OF_ONE, SEATS_IN_PROJECTS
from pmg_sim.theory.projects import hours_needed


@rule
def in_hand(state, row):
    """Whether a project needs work now."""
    stage = state.projects[row].stage
    return stage == DRAFT or stage == REVISION


@rule
def project_in_hand(state, i, k):
    """Row of a person's project in place k if it needs work now, else -1.

    Places up to `PROJECT_SLOTS` are those of projects led, the others those of projects joined.
    """
    row = i * PROJECT_SLOTS + k
    if k >= PROJECT_SLOTS:
        row = state.people[i].joined_projects[k - PROJECT_SLOTS]
    return row if row >= 0 and in_hand(state, row) else NO_ONE


@rule
def count_active(state, i):
    """Drafts and revisions that a person has in hand, joint ones included."""
    count = 0
    for k in range(PROJECTS_OF_ONE):
        count += project_in_hand(state, i, k) >= 0
    return count


@rule
def spare_capacity(state, p, i):
    """Share of a person's capacity for projects that is free, in [0, 1]."""
    return max(0.0, 1.0 - count_active(state, i) / p.projects_at_once)


@rule
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
            project.wait = 0.0
            project.submitted = 0
            project.started = state.run[0].week
            state.people[i].projects_started += 1
            return row
    return NO_ONE


@rule
def has_seat(state, i):
    """Whether a person can join one more project of others."""
    for k in range(SEATS_IN_PROJECTS):
        if state.people[i].joined_projects[k] < 0:
            return True
    return False


@rule
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


@rule
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
    _release_promise(state, i, row, False)


@rule
def rest_project(state, row):
    """Note that a project left every author's hands for a while, or for good: work is done."""
    project = state.projects[row]
    for k in range(project.authors):
        _release_promise(state, project.author[k], row, True)


@rule
def end_project(state, row):
    """Free a project's slot and its authors."""
    project = state.projects[row]
    lead = project.lead
    while project.authors > 1:
        leave_project(state, row, project.author[project.authors - 1])
    _release_promise(state, lead, row, False)
    project.stage = EMPTY
