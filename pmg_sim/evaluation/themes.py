"""Experience indices: for each theme of the study, what a person lived through.

The formulas and the scale to which they are referred (`reference.toml`) are frozen before any
fit. Benefits are contrasted with the person's own past and with colleagues outside the group;
drawbacks are what the meetings were like. No theme has a parameter of its own.
"""

from pmg_sim.codes import PRESENT
from pmg_sim.jit import process, rule
from pmg_sim.theory.ties import connection

BENEFITS = (
    "workplace_satisfaction",
    "social_connection",
    "productivity_and_growth",
    "synergy_and_diversity_of_thought",
    "involvement_in_professional_activities",
    "peer_discussion_in_safe_environment",
    "accountability_and_motivation",
)
DRAWBACKS = (
    "exclusivity",
    "lack_of_hierarchy",
    "absence_of_catalyst_or_curriculum",
    "scheduling_of_meetings",
    "diverse_and_competing_interests",
    "personal_professional_enmeshment",
    "loss_of_focus",
)
THEMES = BENEFITS + DRAWBACKS
OUTSIDE = ("satisfaction", "connection", "completions", "difference", "activities")
"""What respondents know of colleagues outside: means, the last three a year."""


@rule
def _years(state, i):
    """Years that a person has been in the department within the run, at least one week."""
    person = state.people[i]
    end = state.run[0].week if person.left < 0 else person.left
    return max(1.0, end - max(0, person.arrived) + 1.0) / 52.0


@rule
def _activities(state, i):
    person = state.people[i]
    return (person.positions + person.presentations + person.series_taught) / _years(state, i)


@process
def look_outside(state, p, outside):
    """Fill ``outside`` (5,) with means over colleagues who were in no group's cohort."""
    outside[:] = 0.0
    count = 0
    for i in range(state.run[0].people):
        person = state.people[i]
        if person.status != PRESENT or person.cohort >= 0 or person.mentor_of >= 0:
            continue
        count += 1
        outside[0] += person.satisfaction
        outside[1] += connection(p, person.strength)
        outside[2] += person.completions / _years(state, i)
        outside[3] += person.lived_difference / _years(state, i)
        outside[4] += _activities(state, i)
    for k in range(outside.shape[0]):
        outside[k] /= max(1, count)


@process
def experience(state, p, i, outside, out):
    """Fill ``out`` (14,) with one member's experience indices, in the order of `THEMES`.

    With x now, x0 at the start, X the mean outside, per year where it is a count:

    ==  =============================================================================
    1   satisfaction: ``((x - x0) + (x - X)) / 2``
    2   connection: likewise
    3   completions ``x / (x + X) - 1/2`` plus know-how for promotion ``x - x0``
    4   joint hours weighted by difference of interests: ``x - X``
    5   positions, presentations and teaching series: ``x - X``
    6   disclosure in check-ins
    7   share of hours under a promise's pull, plus motivation ``x - x0``
    8   connection outside the group ``x0 - x``, plus own connection ``x - X``, halved
    9   share of meeting minutes spent on decisions
    10  gap in promotion know-how per minute of meeting without a curriculum
    11  evening hours weighted by strain
    12  joint hours lost to differing interests
    13  share of meeting minutes whose criticism closeness kept back
    14  share of meeting minutes in personal talk
    ==  =============================================================================
    """
    person = state.people[i]
    years = _years(state, i)
    connected = connection(p, person.strength)
    outward = connection(p, person.outside_strength)
    minutes = max(1.0, person.lived_minutes)
    completions = person.completions / years
    both = completions + outside[2]
    out[0] = 0.5 * (2.0 * person.satisfaction - person.first_satisfaction - outside[0])
    out[1] = 0.5 * (2.0 * connected - person.first_connection - outside[1])
    out[2] = person.promotion_know_how - person.first_know_how
    if both > 0.0:
        out[2] += completions / both - 0.5
    out[3] = person.lived_difference / years - outside[3]
    out[4] = _activities(state, i) - outside[4]
    out[5] = person.lived_disclosure / years
    out[6] = person.motivation - person.first_motivation
    if person.total_hours > 0.0:
        out[6] += person.lived_asked / person.total_hours
    out[7] = 0.5 * (person.first_outside - outward + connected - outside[1])
    out[8] = person.lived_decisions / minutes
    out[9] = person.lived_unguided / minutes
    out[10] = person.lived_evenings / years
    out[11] = person.lived_friction / years
    out[12] = person.lived_blunted / minutes
    out[13] = person.lived_personal / minutes
