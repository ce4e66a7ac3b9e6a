"""A check-in: the last promise against the minutes, support, feedback, advice, a new promise."""

from pmg_sim.codes import ABANDONED, DISCUSSION, KEPT, NO_PROMISE, OPEN, PARTLY_KEPT
from pmg_sim.dice import uniform
from pmg_sim.jit import seldom
from pmg_sim.processes.edges import set_trust, trust_of
from pmg_sim.processes.membership import next_of_purpose
from pmg_sim.processes.work import begin_something
from pmg_sim.purposes import PROMISE
from pmg_sim.theory import accountability, efficacy, feedback, learning, support
from pmg_sim.theory.shapes import centred, lower_by, raise_by


@seldom
def _witness(state, p, g, i, gain, attention):
    """Everyone present trusts the speaker more, or less, for the promise kept, or missed."""
    seat = state.people[i].seat
    for other in range(state.groups[g].seats_used):
        j = state.seats[g, other]
        row = state.links[g, seat, other]
        if j < 0 or row < 0 or not state.people[j].attending:
            continue
        trust = trust_of(state, row, j)
        if gain > 0.0:
            trust = raise_by(trust, gain * p.kept_to_trust * attention)
        else:
            trust = lower_by(trust, -gain * p.kept_to_trust * attention)
        set_trust(state, row, j, trust)


@seldom
def review_promise(state, p, g, m, i, attention):
    """Hold the last promise against the minutes, with what follows for speaker and witnesses."""
    promise = state.promises[i]
    person = state.people[i]
    meeting = state.meetings[m]
    if promise.status != OPEN and promise.status != ABANDONED:
        return
    if promise.status == OPEN:
        promise.status = accountability.verdict(p, 1.0 - promise.left / promise.hours)
    promise.reviewed = state.run[0].week
    promise.reviewed_kind = promise.kind
    promise.reviewed_hours = promise.hours - promise.left
    promise.reviewed_status = promise.status
    if promise.status == ABANDONED:
        meeting.abandoned += 1
        promise.abandoned_total += 1
    elif promise.status == KEPT:
        meeting.kept += 1
        promise.kept_total += 1
    elif promise.status == PARTLY_KEPT:
        meeting.partly += 1
        promise.partly_total += 1
    else:
        meeting.missed += 1
        promise.missed_total += 1
        if state.projects[promise.project].authors > 1:
            promise.joint_missed = state.run[0].week
    if promise.status != ABANDONED:
        score = centred(accountability.standing(promise.status))
        person.tonight_progress = score
        if score > 0.0:
            person.motivation = raise_by(person.motivation, p.kept_to_motivation * score)
            person.efficacy = efficacy.after_success(p, person.efficacy, p.kept_to_efficacy)
        elif score < 0.0:
            person.motivation = lower_by(person.motivation, -p.kept_to_motivation * score)
            person.efficacy = efficacy.after_setback(p, person.efficacy, p.kept_to_efficacy)
        _witness(state, p, g, i, score, attention)
    promise.status = NO_PROMISE


@seldom
def _teacher_level(state, g, i, which):
    """Best know-how among the others present, or the expertise that the structure brings."""
    best = state.groups[g].expertise
    for seat in range(state.groups[g].seats_used):
        j = state.seats[g, seat]
        if j < 0 or j == i or not state.people[j].attending:
            continue
        other = state.people[j]
        level = other.promotion_know_how
        if which == 1:
            level = other.research_know_how
        elif which == 2:
            level = other.management_know_how
        best = max(best, level)
    return best


@seldom
def open_up(state, p, g, i, minutes, attention):
    """Tell what weighs, hear support, criticism and advice, as far as it is safe."""
    person = state.people[i]
    group = state.groups[g]
    seat = person.seat
    listeners = 0
    trust_sum = 0.0
    warmth = 0.0
    closeness_sum = 0.0
    for other in range(group.seats_used):
        j = state.seats[g, other]
        row = state.links[g, seat, other]
        if j < 0 or row < 0 or not state.people[j].attending:
            continue
        listeners += 1
        trust_sum += trust_of(state, row, i)
        closeness_sum += state.edges[row].closeness
        warmth += state.edges[row].closeness * trust_of(state, row, j)
    if listeners == 0:
        return
    safe = support.safety(
        p,
        trust_sum / listeners,
        group.confidentiality,
        group.external_presence,
        group.evaluative_power,
    )
    # A minute of the floor is for telling, or else for advice and criticism, half each.
    telling = p.telling_share * minutes
    answers = 0.5 * (minutes - telling)
    told = support.disclosure(p, safe, telling)
    given = attention * support.support_given(told, warmth)
    person.tonight_support += given / listeners
    person.support_flow += p.meeting_support * given
    person.strain = lower_by(person.strain, p.relief * given / listeners)
    person.lived_disclosure += told
    frank = feedback.candour(p, closeness_sum / listeners)
    person.lived_blunted += (1.0 - frank) * answers
    for other in range(group.seats_used):
        j = state.seats[g, other]
        row = state.links[g, seat, other]
        if j < 0 or row < 0 or not state.people[j].attending:
            continue
        gain = p.disclosure_to_trust * told * attention
        set_trust(state, row, i, raise_by(trust_of(state, row, i), gain))
        set_trust(state, row, j, raise_by(trust_of(state, row, j), gain))
    # Advice is shared by three kinds of know-how, criticism by the drafts in hand.
    hours = safe * attention * answers / 60.0 / 3.0
    expertise = _teacher_level(state, g, i, 1)
    before = person.promotion_know_how + person.research_know_how + person.management_know_how
    person.promotion_know_how = learning.by_advice(
        p, person.promotion_know_how, _teacher_level(state, g, i, 0), hours
    )
    person.research_know_how = learning.by_advice(p, person.research_know_how, expertise, hours)
    person.management_know_how = learning.by_advice(
        p, person.management_know_how, _teacher_level(state, g, i, 2), hours
    )
    after = person.promotion_know_how + person.research_know_how + person.management_know_how
    person.tonight_learning += after - before
    drafts = 0
    for k in range(person.in_hand):
        drafts += state.projects[person.hand[k]].lead == i
    for k in range(person.in_hand):
        project = state.projects[person.hand[k]]
        if project.lead == i:
            heard = attention * feedback.feedback(p, safe, frank, expertise, answers / drafts)
            project.feedback = raise_by(project.feedback, p.feedback_to_draft * heard)


@seldom
def _pick_project(state, p, i):
    """Draw one of the projects in hand, or begin one; return its row or -1."""
    person = state.people[i]
    if person.in_hand == 0:
        return begin_something(state, p, i)
    u = uniform(state.run[0].stream, person.key, state.run[0].week, PROMISE, 0)
    return person.hand[int(u * person.in_hand)]


@seldom
def make_promise(state, p, g, m, i, closeness, frank):
    """Promise a step on one project for the group's next discussion, if there is one."""
    group = state.groups[g]
    person = state.people[i]
    following = next_of_purpose(state, g, DISCUSSION)
    if not group.action_plans or following < 0:
        return
    row = _pick_project(state, p, i)
    if row < 0:
        return
    promise = state.promises[i]
    due = state.meetings[following].week
    weeks = float(due - state.run[0].week)
    project = state.projects[row]
    promise.hours = accountability.promised_hours(p, person.pace, weeks, project.left)
    if promise.hours <= 0.0:
        return
    promise.left = promise.hours
    promise.status = OPEN
    promise.project = row
    promise.made = state.run[0].week
    promise.due = due
    promise.asked = accountability.expected_to_ask(p, group.minutes_kept, frank, group.turnout)
    promise.closeness = closeness
    promise.kind = project.kind
    promise.made_total += 1
    state.meetings[m].made += 1
