"""Feelings and know-how settle at the week's end, the same way for members and outsiders."""

from pmg_sim.dice import uniform
from pmg_sim.jit import process, rule
from pmg_sim.purposes import LUCK
from pmg_sim.theory import efficacy, feelings, learning, support, ties
from pmg_sim.theory.shapes import toward

# A uniform draw, shifted and stretched to mean 0 and standard deviation 1.
UNIFORM_SD = 12.0**-0.5


@rule
def surprise(state, i, which):
    """Draw what the rest of life brings this week: mean 0, SD 1, within sqrt(3) of 0."""
    u = uniform(state.run[0].stream, state.people[i].key, state.run[0].week, LUCK, which)
    return (u - 0.5) / UNIFORM_SD


@rule
def luck(state, p, i, which):
    """Draw what the rest of life adds to a feeling this week, log-odds: SD `weekly_luck`."""
    return p.weekly_luck * surprise(state, i, which)


@rule
def _be_mentored(state, p, i):
    """Spend a dyadic mentor's weekly hours on three kinds of know-how, and a committee's yearly."""
    person = state.people[i]
    setting = state.setting[0]
    if person.mentored:
        person.total_mentored_hours += p.dyad_hours
        teacher, hours = p.know_how_senior, p.dyad_hours / 3.0
        person.promotion_know_how = learning.by_advice(p, person.promotion_know_how, teacher, hours)
        person.research_know_how = learning.by_advice(p, person.research_know_how, teacher, hours)
        person.management_know_how = learning.by_advice(
            p, person.management_know_how, teacher, hours
        )
    if setting.committee_interval > 0.0 and person.rank >= setting.committee_from_rank:
        # Meetings are spread over the year by the key, so that not all fall into one week.
        before = (state.run[0].week + person.key) / setting.committee_interval
        if int(before + 1.0 / setting.committee_interval) > int(before):
            person.total_committee_hours += p.committee_hours
            person.promotion_know_how = learning.by_advice(
                p, person.promotion_know_how, p.know_how_senior, p.committee_hours
            )


@rule
def _forget(state, p, i):
    person = state.people[i]
    person.promotion_know_how = learning.forgotten(
        p, person.promotion_know_how, person.promotion_level
    )
    person.research_know_how = learning.forgotten(
        p, person.research_know_how, person.research_level
    )
    person.management_know_how = learning.forgotten(
        p, person.management_know_how, person.management_level
    )


@process
def feel(state, p, i):
    """Satisfaction, strain and motivation relax toward what the week gave; know-how settles."""
    person = state.people[i]
    person.support = toward(
        person.support,
        support.support_level(person.support_flow + p.support_elsewhere, person.support_half),
        p.support_memory,
    )
    person.support_flow = 0.0
    connected = ties.connection(p, person.strength)
    person.strain = toward(
        person.strain,
        feelings.strain_target(
            p,
            person.strain_level,
            person.evening_hours,
            person.overtime,
            person.in_hand / p.projects_at_once,
            person.support,
            luck(state, p, i, 0),
        ),
        p.strain_rate,
    )
    person.satisfaction = toward(
        person.satisfaction,
        feelings.satisfaction_target(
            p,
            person.satisfaction_level,
            connected,
            person.support,
            person.efficacy,
            person.strain,
            luck(state, p, i, 1),
        ),
        p.feeling_rate,
    )
    person.motivation = toward(
        person.motivation,
        feelings.motivation_target(
            p,
            person.motivation_level,
            person.satisfaction,
            person.efficacy,
            person.support,
            person.comparison,
            luck(state, p, i, 2),
        ),
        p.feeling_rate,
    )
    person.efficacy = efficacy.settled(
        p, person.efficacy, person.efficacy_level, surprise(state, i, 3)
    )
    person.pace = toward(person.pace, person.hours - person.idle_hours, p.pace_memory)
    _be_mentored(state, p, i)
    _forget(state, p, i)
