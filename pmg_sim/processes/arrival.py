"""Arrival: who a person is, from the dice, and whom they know on the first day."""

import math

from pmg_sim.codes import (
    ACTING_ASSISTANT,
    ASSISTANT,
    ASSOCIATE,
    CLINICAL_FACULTY,
    MID_CAREER,
    NO_ONE,
    PAPER,
    PRESENT,
    PROFESSOR,
    SENIOR,
)
from pmg_sim.dice import normal, uniform
from pmg_sim.jit import seldom
from pmg_sim.processes.edges import add_edge, find_edge, measure_ties
from pmg_sim.processes.projects import open_project, send_project
from pmg_sim.purposes import FIRST_PROJECT, INTEREST, RANK, TIE, TRAIT
from pmg_sim.state import TIES
from pmg_sim.theory.projects import kind_in_hand, review_weeks
from pmg_sim.theory.shapes import amount_like, log_odds, logistic, share_like
from pmg_sim.theory.ties import connection


@seldom
def draw_traits(state, p, i):
    """Draw traits and personal levels, and start every state at its level."""
    person = state.people[i]
    setting = state.setting[0]
    stream = state.run[0].stream
    key = person.key
    person.discretionary_hours = amount_like(
        setting.hours_mean, setting.hours_sd, normal(stream, key, 0, TRAIT, 0)
    )
    person.sociability = share_like(
        setting.sociability_mean, setting.sociability_sd, normal(stream, key, 0, TRAIT, 1)
    )
    person.conscientiousness = share_like(
        setting.conscientiousness_mean,
        setting.conscientiousness_sd,
        normal(stream, key, 0, TRAIT, 2),
    )
    person.commitment = share_like(
        setting.commitment_mean, setting.commitment_sd, normal(stream, key, 0, TRAIT, 3)
    )
    person.commitment_level = log_odds(person.commitment)
    person.orientation = 2.0 * uniform(stream, key, 0, TRAIT, 4) - 1.0
    spread = p.level_sd
    person.general_trust = logistic(
        log_odds(p.general_trust) + spread * normal(stream, key, 0, TRAIT, 5)
    )
    person.motivation_level = spread * normal(stream, key, 0, TRAIT, 6)
    person.strain_level = spread * normal(stream, key, 0, TRAIT, 7)
    person.satisfaction_level = spread * normal(stream, key, 0, TRAIT, 8)
    person.efficacy_level = logistic(spread * normal(stream, key, 0, TRAIT, 9))
    mean = p.know_how_junior
    if person.stage == MID_CAREER:
        mean = p.know_how_mid_career
    elif person.stage == SENIOR:
        mean = p.know_how_senior
    centre = log_odds(mean)
    person.promotion_level = logistic(centre + spread * normal(stream, key, 0, TRAIT, 10))
    person.research_level = logistic(centre + spread * normal(stream, key, 0, TRAIT, 11))
    person.management_level = logistic(centre + spread * normal(stream, key, 0, TRAIT, 12))
    person.motivation = logistic(person.motivation_level)
    person.strain = logistic(person.strain_level)
    person.satisfaction = logistic(person.satisfaction_level)
    person.efficacy = person.efficacy_level
    person.promotion_know_how = person.promotion_level
    person.research_know_how = person.research_level
    person.management_know_how = person.management_level
    person.support = logistic(-spread * normal(stream, key, 0, TRAIT, 14))
    person.support_half = p.support_half * math.exp(spread * normal(stream, key, 0, TRAIT, 14))
    person.value_level = spread * normal(stream, key, 0, TRAIT, 15)
    person.value = logistic(person.value_level)
    person.wider = p.start_closeness
    person.pace = person.discretionary_hours
    u = uniform(stream, key, 0, TRAIT, 13)
    person.mentored = person.stage != SENIOR and u < setting.mentored_share


@seldom
def draw_interests(state, i):
    """Draw specialty, site and topic."""
    person = state.people[i]
    setting = state.setting[0]
    stream = state.run[0].stream
    person.specialty = int(uniform(stream, person.key, 0, INTEREST, 0) * setting.specialties)
    person.site = int(uniform(stream, person.key, 0, INTEREST, 1) * setting.sites)
    person.topic = uniform(stream, person.key, 0, INTEREST, 2)


@seldom
def draw_rank(state, p, i, week):
    """Draw rank and, for those there at the start, the time already spent in it."""
    person = state.people[i]
    setting = state.setting[0]
    stream = state.run[0].stream
    if person.stage == SENIOR:
        person.rank = PROFESSOR
    elif person.stage == MID_CAREER:
        person.rank = ASSOCIATE
    else:
        u = uniform(stream, person.key, 0, RANK, 0)
        person.rank = ASSISTANT
        if u < setting.rank_share_acting:
            person.rank = ACTING_ASSISTANT
        elif u < setting.rank_share_acting + setting.rank_share_clinical:
            person.rank = CLINICAL_FACULTY
    if week < 0:
        years = uniform(stream, person.key, 0, RANK, 1) * p.years_at_start
        person.weeks_in_rank = int(52.0 * years)


@seldom
def draw_ties(state, p, i, wanted):
    """Tie a person to `wanted` of the colleagues who arrived before, most likely alike ones.

    The draw reaches back over the last `TIES` arrivals, so that it costs the same in a
    department of any size, and nobody who arrives later changes it.
    """
    person = state.people[i]
    stream = state.run[0].stream
    count = int(wanted + uniform(stream, person.key, 0, TIE, 0))
    reach = min(i, TIES)
    if reach == 0:
        return
    for k in range(count):
        j = i - 1 - int(uniform(stream, person.key, k, TIE, 1) * reach)
        other = state.people[j]
        alike = other.site == person.site and other.specialty == person.specialty
        if not alike and uniform(stream, person.key, k, TIE, 2) < p.same_place:
            j = i - 1 - int(uniform(stream, person.key, k, TIE, 3) * reach)
            other = state.people[j]
        if other.status != PRESENT or find_edge(state, i, j) != NO_ONE:
            continue
        closeness = logistic(
            log_odds(p.start_closeness) + p.level_sd * normal(stream, person.key, k, TIE, 4)
        )
        add_edge(state, i, j, closeness, person.general_trust, other.general_trust)


@seldom
def draw_projects(state, p, i):
    """Give a person of the first day drafts in hand and papers under review, each on its way."""
    person = state.people[i]
    stream = state.run[0].stream
    count = int(p.projects_at_start + uniform(stream, person.key, 0, FIRST_PROJECT, 0))
    for k in range(count):
        kind = kind_in_hand(p, uniform(stream, person.key, k, FIRST_PROJECT, 1))
        row = open_project(state, p, i, kind)
        if row >= 0:
            gone = uniform(stream, person.key, k, FIRST_PROJECT, 2)
            state.projects[row].left *= 1.0 - gone
            state.projects[row].feedback = gone * p.feedback_at_start
    papers = int(p.reviews_at_start + uniform(stream, person.key, 0, FIRST_PROJECT, 3))
    for k in range(papers):
        row = open_project(state, p, i, PAPER)
        if row >= 0:
            project = state.projects[row]
            project.left = 0.0
            project.feedback = p.feedback_at_start
            z = normal(stream, person.key, k, FIRST_PROJECT, 4)
            # As a passer-by finds it: somewhere on the way to the decision.
            gone = uniform(stream, person.key, k, FIRST_PROJECT, 5)
            send_project(state, row, (1.0 - gone) * review_weeks(p, PAPER, z))
    person.projects_started = 0


@seldom
def arrive(state, p, key, stage, week):
    """Put a new person into the next free row and return it; week -1 is before the start."""
    run = state.run[0]
    i = run.people
    run.people += 1
    person = state.people[i]
    person.key = key
    person.status = PRESENT
    person.stage = stage
    person.arrived = week
    draw_traits(state, p, i)
    draw_interests(state, i)
    draw_rank(state, p, i, week)
    if week < 0:
        draw_ties(state, p, i, p.ties_at_start)
        draw_projects(state, p, i)
    else:
        draw_ties(state, p, i, p.hire_ties)
    return i


@seldom
def note_own_past(state, p, i):
    """Keep how a person is now, for a later contrast with the own past."""
    person = state.people[i]
    measure_ties(state, i)
    person.first_satisfaction = person.satisfaction
    person.first_connection = connection(p, person.strength)
    person.first_outside = connection(p, person.outside_strength)
    person.first_know_how = person.promotion_know_how
    person.first_motivation = person.motivation
