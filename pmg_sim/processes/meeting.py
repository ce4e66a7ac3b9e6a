"""A meeting of a group: the minutes, the check-ins, joint work, and what each takes home."""

from pmg_sim.codes import EVENING, PROJECTS
from pmg_sim.jit import phase, seldom
from pmg_sim.processes.attendance import meets_this_week
from pmg_sim.processes.check_in import make_promise, open_up, review_promise
from pmg_sim.processes.edges import trust_of
from pmg_sim.processes.joint_work import start_at_meeting
from pmg_sim.processes.membership import introduce, put_off
from pmg_sim.processes.project_hour import joint_share, work_together
from pmg_sim.theory import feedback, learning, support
from pmg_sim.theory import meeting as floor
from pmg_sim.theory.shapes import saturating, toward
from pmg_sim.theory.structure import after_rivalry, either
from pmg_sim.theory.viability import meeting_value


@seldom
def _note_bonds(state, g, m):
    """Write the mean trust and closeness among those present into the meeting's row."""
    group = state.groups[g]
    trust, closeness, pairs = 0.0, 0.0, 0
    for a in range(group.seats_used):
        i = state.seats[g, a]
        if i < 0 or not state.people[i].attending:
            continue
        for b in range(group.seats_used):
            j = state.seats[g, b]
            row = state.links[g, a, b]
            if j >= 0 and row >= 0 and state.people[j].attending:
                trust += trust_of(state, row, i)
                closeness += state.edges[row].closeness
                pairs += 1
    if pairs > 0:
        state.meetings[m].trust = trust / pairs
        state.meetings[m].closeness = closeness / pairs


@seldom
def _budget(state, p, g, m):
    """Share out the meeting's minutes in order; whatever is left is open floor."""
    group = state.groups[g]
    tonight = state.meetings[m]
    left = tonight.length
    tonight.breaks = min(left, floor.break_minutes(p, tonight.length))
    left -= tonight.breaks
    if tonight.purpose != PROJECTS:
        tonight.curriculum = min(left, group.curriculum_share * tonight.length)
        left -= tonight.curriculum
    tonight.decisions = min(
        left,
        floor.decision_minutes(
            p,
            tonight.length,
            float(tonight.present),
            group.concentration,
            group.agenda_control,
            group.maturity,
        ),
    )
    left -= tonight.decisions
    tonight.personal = min(
        left,
        floor.personal_minutes(p, tonight.length, tonight.closeness, group.agenda_control),
    )
    left -= tonight.personal
    if tonight.purpose == PROJECTS:
        tonight.projects = left
        return 0.0
    tonight.turns = floor.turns(
        group.floor_policy, tonight.members_present, left, group.shortest_turn
    )
    each = 0.0
    if tonight.turns > 0:
        each = floor.turn_minutes(left, tonight.turns, group.longest_turn)
    tonight.check_ins = each * tonight.turns
    tonight.open_floor = max(0.0, left - tonight.check_ins)
    return each


@seldom
def _share_floor(state, p, g, m, each):
    """Check-ins, by turns from the seat whose turn it is; others' promises wait for next time."""
    group = state.groups[g]
    tonight = state.meetings[m]
    attention = support.listening(p, tonight.check_ins)
    frank = feedback.candour(p, tonight.closeness)
    turns_left = tonight.turns
    first = group.turn
    for step in range(group.seats_used):
        seat = (first + step) % group.seats_used
        i = state.seats[g, seat]
        if i < 0 or state.people[i].mentor_of >= 0:
            continue
        if state.people[i].attending and turns_left > 0:
            turns_left -= 1
            group.turn = (seat + 1) % group.seats_used
            review_promise(state, p, g, m, i, attention)
            open_up(state, p, g, i, each, attention)
            make_promise(state, p, g, m, i, tonight.closeness, frank)
        else:
            put_off(state, g, i)


@seldom
def _contact(state, p, g, m):
    """Put every pair present in one room: personal talk counts for more, rivalry costs trust."""
    group = state.groups[g]
    tonight = state.meetings[m]
    hours = (tonight.length + p.personal_warmth * tonight.personal) / 60.0
    hierarchy = either(group.concentration, group.evaluative_power)
    for a in range(group.seats_used):
        i = state.seats[g, a]
        if i < 0 or not state.people[i].attending:
            continue
        for b in range(a + 1, group.seats_used):
            j = state.seats[g, b]
            row = state.links[g, a, b]
            if j >= 0 and row >= 0 and state.people[j].attending:
                edge = state.edges[row]
                edge.meeting_contact += hours
                edge.trust_ab = after_rivalry(p, edge.trust_ab, hierarchy)
                edge.trust_ba = after_rivalry(p, edge.trust_ba, hierarchy)


@seldom
def _learn_curriculum(state, p, g, m, i):
    group = state.groups[g]
    tonight = state.meetings[m]
    person = state.people[i]
    hours = tonight.curriculum / 60.0
    before = person.promotion_know_how + person.research_know_how
    person.promotion_know_how = learning.by_curriculum(p, person.promotion_know_how, hours)
    person.research_know_how = learning.by_curriculum(p, person.research_know_how, hours)
    person.tonight_learning += person.promotion_know_how + person.research_know_how - before
    unguided = max(0.0, p.know_how_senior - person.promotion_know_how)
    person.lived_unguided += unguided * (1.0 - group.curriculum_share) * tonight.length


@seldom
def _see_others_gain(state, g):
    """What senior mentors take home is what they see: mean support and progress of members."""
    group = state.groups[g]
    support_seen, progress_seen, count = 0.0, 0.0, 0
    for seat in range(group.seats_used):
        i = state.seats[g, seat]
        if i >= 0 and state.people[i].attending and state.people[i].mentor_of < 0:
            support_seen += state.people[i].tonight_support
            progress_seen += state.people[i].tonight_progress
            count += 1
    for seat in range(group.seats_used):
        i = state.seats[g, seat]
        if count > 0 and i >= 0 and state.people[i].attending and state.people[i].mentor_of >= 0:
            state.people[i].tonight_support = support_seen / count
            state.people[i].tonight_progress = progress_seen / count


@seldom
def _take_home(state, p, m, i):
    """Reckon what the meeting was worth to one person, and what was lived through."""
    tonight = state.meetings[m]
    person = state.people[i]
    hours = tonight.length / 60.0
    person.group_hours += hours
    evening_strain = 0.0
    if tonight.hour == EVENING:
        person.evening_hours += hours
        person.total_evening_hours += hours
        person.lived_evenings += hours * person.strain
        evening_strain = person.strain
    worth = meeting_value(
        p,
        person.value_level,
        person.tonight_support,
        person.tonight_progress,
        saturating(person.tonight_learning, p.learning_half),
        joint_share(state, i),
        evening_strain,
        tonight.decisions / tonight.length,
    )
    person.value = toward(person.value, worth, p.value_memory)
    person.lived_decisions += tonight.decisions
    person.lived_personal += tonight.personal
    person.lived_minutes += tonight.length


@phase
def meet(state, p, g):
    """Hold this week's meeting, if there is one and enough came."""
    if not meets_this_week(state, g):
        return
    group = state.groups[g]
    m = group.next_meeting
    tonight = state.meetings[m]
    if not tonight.held:
        return
    introduce(state, p, g)
    _note_bonds(state, g, m)
    each = _budget(state, p, g, m)
    if tonight.purpose != PROJECTS:
        _share_floor(state, p, g, m, each)
        _see_others_gain(state, g)
    working_hours = (tonight.check_ins + tonight.open_floor + tonight.projects) / 60.0
    for seat in range(group.seats_used):
        i = state.seats[g, seat]
        if i < 0 or not state.people[i].attending:
            continue
        if state.people[i].mentor_of < 0:
            tonight.joint_started += start_at_meeting(state, p, g, i, working_hours)
            work_together(state, p, m, i)
            _learn_curriculum(state, p, g, m, i)
        _take_home(state, p, m, i)
    _contact(state, p, g, m)
    met_share = tonight.present / max(1, tonight.invited)
    group.maturity = floor.matured(p, group.maturity, met_share)
