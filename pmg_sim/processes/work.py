"""Work: one person's week of scholarly hours, each hour spent once."""

from pmg_sim.codes import NOON, OPEN, PAPER
from pmg_sim.dice import uniform
from pmg_sim.jit import process, rule
from pmg_sim.processes.edges import find_edge, other_end, trust_of
from pmg_sim.processes.projects import (
    advance_project,
    end_project,
    open_project,
    spare_capacity,
)
from pmg_sim.purposes import DROP, KIND, READING, START
from pmg_sim.state import PROJECT_SLOTS
from pmg_sim.theory import accountability, collaboration, exchange, feedback, learning, work
from pmg_sim.theory.projects import drop_rate, kind_from
from pmg_sim.theory.shapes import befalls, per_week, raise_by


@rule
def _new_week(person):
    person.promised_hours = 0.0
    person.solo_hours = 0.0
    person.joint_hours = 0.0
    person.reading_hours = 0.0
    person.meeting_hours = 0.0
    person.idle_hours = 0.0
    person.overtime = 0.0
    person.evening_hours = 0.0
    person.group_hours = 0.0
    person.comparison = 0.0
    person.tonight_support = 0.0
    person.tonight_learning = 0.0
    person.tonight_progress = 0.0


@rule
def _pull_and_weight(state, p, i):
    """Pull of the promise in hand, and the weight of its step; 0 and 1 where nobody will ask."""
    person = state.people[i]
    promise = state.promises[i]
    week = state.run[0].week
    if promise.status != OPEN or promise.left <= 0.0 or promise.due < week or person.group < 0:
        return 0.0, 1.0
    weeks_left = float(promise.due - week)
    pull = accountability.pull(
        p, promise.asked, promise.closeness, person.conscientiousness, weeks_left
    )
    planned = state.groups[person.group].action_plans
    return pull, accountability.promised_weight(p, planned, weeks_left, pull)


@rule
def _asked_about(state, i, row):
    """How surely the group will ask about a project, in [0, 1]; 0 without a promise on it."""
    promise = state.promises[i]
    open_still = promise.status == OPEN and promise.due >= state.run[0].week
    return promise.asked if open_still and promise.project == row else 0.0


@rule
def _weight(state, p, i, row, promised):
    """Weight of a project in hand in sharing out the week's hours; 0 if its work is done."""
    if state.projects[row].left <= 0.0:
        return 0.0
    promise = state.promises[i]
    on_promise = promise.status == OPEN and promise.project == row and promise.left > 0.0
    weight = promised if on_promise else 1.0
    return weight * collaboration.contribution(
        p, state.projects[row].authors, _asked_about(state, i, row)
    )


@rule
def keep_promise(state, i, row, hours):
    """Count hours on a project toward what was promised on it; return how many counted."""
    promise = state.promises[i]
    if promise.status != OPEN or promise.project != row:
        return 0.0
    counted = min(hours, promise.left)
    promise.left -= counted
    return counted


@rule
def _spend(state, p, i, row, hours):
    """Spend hours on one project: progress, the promise, practice, time with co-authors."""
    person = state.people[i]
    project = state.projects[row]
    progress = hours * work.pace(p, person.research_know_how, person.management_know_how)
    joint = project.authors > 1
    if joint:
        useful = collaboration.friction(p, project.apart)
        person.lived_joint += hours
        person.lived_friction += hours * (1.0 - useful)
        person.lived_difference += hours * project.apart
        progress *= useful * collaboration.coordination(p, project.authors)
        together = p.joint_together * hours
        person.group_hours += together
        for k in range(project.authors):
            if project.author[k] != i:
                edge_row = find_edge(state, i, project.author[k])
                if edge_row >= 0:
                    # The other half comes from the co-author's own hours.
                    state.edges[edge_row].meeting_contact += 0.5 * together
    advance_project(state, row, progress)
    promised = keep_promise(state, i, row, hours)
    person.promised_hours += promised
    if joint:
        person.joint_hours += hours - promised
    else:
        person.solo_hours += hours - promised
    person.management_know_how = learning.by_doing(p, person.management_know_how, hours)
    if project.kind == PAPER:
        person.research_know_how = learning.by_doing(p, person.research_know_how, hours)


@rule
def _read(state, p, i, hours):
    """Look at a colleague's work this week, by draw; read their draft. Returns hours spent."""
    person = state.people[i]
    if person.ties == 0:
        return 0.0
    run = state.run[0]
    u = uniform(run.stream, person.key, run.week, READING, 0)
    edge_row = state.contacts[i, int(u * person.ties)]
    edge = state.edges[edge_row]
    j = other_end(state, edge_row, i)
    colleague = state.people[j]
    person.comparison = exchange.comparison(
        p, person.pace, colleague.pace, person.orientation, edge.closeness
    )
    for k in range(colleague.in_hand):
        project = state.projects[colleague.hand[k]]
        if project.lead == j:
            spent = exchange.reading_hours(p, trust_of(state, edge_row, i), edge.closeness, hours)
            heard = feedback.feedback(
                p,
                trust_of(state, edge_row, j),
                feedback.candour(p, edge.closeness),
                person.research_know_how,
                60.0 * spent,
            )
            project.feedback = raise_by(project.feedback, p.feedback_to_draft * heard)
            colleague.research_know_how = learning.by_advice(
                p, colleague.research_know_how, person.research_know_how, spent
            )
            edge.meeting_contact += spent
            person.group_hours += spent
            return spent
    return 0.0


@rule
def _drop_drafts(state, p, i):
    """Drafts that nobody will ask about may be given up."""
    run = state.run[0]
    person = state.people[i]
    # Backward: what leaves the hand is replaced by the last one there, which had its turn.
    for k in range(person.in_hand - 1, -1, -1):
        row = person.hand[k]
        project = state.projects[row]
        if project.lead != i or project.left <= 0.0:
            continue
        rate = drop_rate(p, _asked_about(state, i, row))
        u = uniform(run.stream, person.key, run.week, DROP, row - i * PROJECT_SLOTS)
        if befalls(u, per_week(rate)):
            person.dropped += 1
            end_project(state, row)


@rule
def _start_alone(state, p, i):
    """Perhaps start a project of one's own."""
    person = state.people[i]
    run = state.run[0]
    rate = work.start_rate(p, spare_capacity(state, p, i), person.motivation, person.efficacy)
    if befalls(uniform(run.stream, person.key, run.week, START, 0), per_week(rate)):
        open_project(state, p, i, kind_from(p, uniform(run.stream, person.key, run.week, KIND, 0)))


@rule
def begin_something(state, p, i):
    """Start a project of one's own now, and return its row, or -1."""
    u = uniform(state.run[0].stream, state.people[i].key, state.run[0].week, KIND, 1)
    return open_project(state, p, i, kind_from(p, u))


@process
def work_week(state, p, i):
    """Work: hours by discretion, feelings and the deadline's pull, shared out over projects."""
    person = state.people[i]
    _new_week(person)
    free = person.discretionary_hours + state.setting[0].protected_hours
    if state.run[0].week < person.shock_until:
        free *= person.shock_factor
    noon_hours = 0.0
    if person.group >= 0:
        group = state.groups[person.group]
        if group.next_meeting < group.last_meeting:
            free += group.protected_hours
            person.total_protected_hours += group.protected_hours
        if person.attending:
            meeting = state.meetings[group.next_meeting]
            if meeting.hour == NOON:
                noon_hours = meeting.length / 60.0
    hours = work.scholarly_hours(p, free, person.motivation, person.efficacy, person.strain)
    person.overtime = max(0.0, noon_hours - hours)
    person.meeting_hours = noon_hours
    person.total_meeting_hours += noon_hours
    hours = max(0.0, hours - noon_hours)
    promise = state.promises[i]
    person.on_promise = promise.status == OPEN and promise.left > 0.0
    pull, promised = _pull_and_weight(state, p, i)
    extra = work.deadline_overtime(p, hours, pull)
    person.overtime += extra
    hours += extra
    person.reading_hours = _read(state, p, i, hours)
    hours -= person.reading_hours
    total = 0.0
    for k in range(person.in_hand):
        total += _weight(state, p, i, person.hand[k], promised)
    per_weight = work.hours_per_weight(p, hours, total)
    person.idle_hours = hours - per_weight * total
    for k in range(person.in_hand):
        row = person.hand[k]
        weight = _weight(state, p, i, row, promised)
        if weight > 0.0:
            _spend(state, p, i, row, weight * per_weight)
    person.hours = (
        person.promised_hours
        + person.solo_hours
        + person.joint_hours
        + person.reading_hours
        + person.meeting_hours
        + person.idle_hours
    )
    person.lived_asked += person.promised_hours * pull / (1.0 + pull)
    person.total_hours += person.hours - person.idle_hours
    person.total_overtime += person.overtime
    _drop_drafts(state, p, i)
    _start_alone(state, p, i)
