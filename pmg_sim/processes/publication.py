"""Publication: what a finished draft meets, from submission to print, stage, or the drawer."""

from pmg_sim.codes import NO_ONE, PAPER, PRESENTATION, REVIEW, SERIES
from pmg_sim.dice import normal, uniform
from pmg_sim.jit import process, rule, seldom
from pmg_sim.processes.projects import end_project, rest_project, send_project, take_back
from pmg_sim.purposes import DECISION, RESUBMISSION
from pmg_sim.purposes import REVIEW as REVIEW_LAG
from pmg_sim.state import PROJECT_SLOTS
from pmg_sim.theory import collaboration, efficacy, projects


@rule
def _with_cohort_colleague(state, row, i):
    """Whether another author belongs to the cohort of the same group."""
    project = state.projects[row]
    cohort = state.people[i].cohort
    if cohort == NO_ONE:
        return False
    for k in range(project.authors):
        j = project.author[k]
        if j != i and state.people[j].cohort == cohort:
            return True
    return False


@rule
def _credit_submission(state, row):
    project = state.projects[row]
    for k in range(project.authors):
        author = state.people[project.author[k]]
        author.submissions += 1
        if project.kind == PAPER:
            if project.submitted == 1:
                author.papers_submitted += 1
            if _with_cohort_colleague(state, row, project.author[k]):
                author.coauthored += 1


@seldom
def _credit_completion(state, p, row):
    """Put a product out in the world: every author's record, and self-efficacy."""
    project = state.projects[row]
    for k in range(project.authors):
        author = state.people[project.author[k]]
        with_colleague = _with_cohort_colleague(state, row, project.author[k])
        author.completions += 1
        if project.kind == PAPER:
            author.papers_published += 1
            if state.run[0].week < state.setting[0].horizon:
                author.published_in_period += 1
        elif project.kind == SERIES:
            author.series_taught += 1
            author.cotaught += with_colleague
        else:
            author.presentations += 1
            author.copresented += with_colleague
        author.efficacy = efficacy.after_success(p, author.efficacy, 1.0)


@seldom
def _submit(state, p, i, row):
    project = state.projects[row]
    run = state.run[0]
    slot = row - i * PROJECT_SLOTS
    z = normal(run.stream, state.people[i].key, run.week, REVIEW_LAG, slot)
    weeks = projects.review_weeks(p, project.kind, z)
    send_project(state, row, weeks)
    if project.kind == PAPER:
        lead = state.people[i]
        lead.papers_sent += 1
        lead.review_weeks += weeks
        lead.review_weeks_squared += weeks * weeks
    _credit_submission(state, row)


@seldom
def _decide(state, p, i, k, row):
    project = state.projects[row]
    run = state.run[0]
    lead = state.people[i]
    gained = 0.0
    if project.authors > 1:
        gained = p.joint_feedback + collaboration.ideas(p, project.apart)
    quality = projects.draft_quality(p, lead.research_know_how, project.feedback, gained)
    chance = projects.acceptance(p, project.kind, quality)
    accepted = uniform(run.stream, lead.key, run.week, DECISION, k) < chance
    if project.kind == PAPER:
        lead.papers_decided += 1
        lead.papers_accepted += accepted
    if accepted:
        _credit_completion(state, p, row)
        end_project(state, row)
        return
    again = projects.resubmission_chance(p, lead.motivation)
    if (
        project.kind == PRESENTATION
        or uniform(run.stream, lead.key, run.week, RESUBMISSION, k) >= again
    ):
        for a in range(project.authors):
            author = state.people[project.author[a]]
            author.efficacy = efficacy.after_setback(p, author.efficacy, 1.0)
        lead.papers_given_up += project.kind == PAPER
        end_project(state, row)
        return
    take_back(state, row, p.revision_share * project.draft_hours)


@seldom
def _hear(state, p, i):
    """Hear this week's decisions, and note when the next one comes."""
    person = state.people[i]
    week = state.run[0].week
    following = state.setting[0].weeks
    for k in range(PROJECT_SLOTS):
        row = i * PROJECT_SLOTS + k
        project = state.projects[row]
        if project.stage == REVIEW and project.answer <= week:
            _decide(state, p, i, k, row)
        elif project.stage == REVIEW:
            following = min(following, project.answer)
    person.next_answer = following


@seldom
def _put_out(state, p, i):
    """Submit, or teach to its end, what is done."""
    person = state.people[i]
    person.finished = 0
    # Backward: what leaves the hand is replaced by the last one there, which had its turn.
    for k in range(person.in_hand - 1, -1, -1):
        row = person.hand[k]
        project = state.projects[row]
        if project.left > 0.0 or project.lead != i:
            continue
        if project.kind == SERIES:
            rest_project(state, row)
            _credit_completion(state, p, row)
            end_project(state, row)
        else:
            _submit(state, p, i, row)


@process
def publish(state, p, i):
    """Move the projects that a person leads one week on, once their hours are done."""
    person = state.people[i]
    if person.under_review > 0 and person.next_answer <= state.run[0].week:
        _hear(state, p, i)
    if person.finished:
        _put_out(state, p, i)
