"""Measures of the people invited (the cohort), of outsiders and of hires, in every arm."""

import math

from pmg_sim.codes import PRESENT
from pmg_sim.evaluation.measures_of_groups import is_counted, ratio
from pmg_sim.jit import rule, seldom
from pmg_sim.processes.observe import SCOPES, VARIABLES

PEOPLE_MEASURES = (
    "satisfaction",
    "motivation",
    "efficacy",
    "strain",
    "support",
    "know_how",
    "research_know_how",
    "connection",
    "outside_connection",
    "trust",
    "closeness",
    "outsiders_satisfaction",
    "outsiders_connection",
    "hires_satisfaction",
    "hires_connection",
    "outsiders_strain",
    "hires_know_how",
    "department_satisfaction",
    "strain_of_satisfied",
    "retained",
    "positions",
    "submissions",
    "published",
    "completions",
    "joint_products",
    "joint_started",
    "friction_share",
    "papers_per_person_year",
    "outsiders_retained",
    "hires_retained",
    "department_retained",
)
"""Measures of the people invited (the cohort), of outsiders and of hires, in every arm.

States are means over the second half of the study period, in [0, 1]; products are per person
invited, submissions per person-year.
"""

STATES = (
    ("cohort", "satisfaction"),
    ("cohort", "motivation"),
    ("cohort", "efficacy"),
    ("cohort", "strain"),
    ("cohort", "support"),
    ("cohort", "promotion_know_how"),
    ("cohort", "research_know_how"),
    ("cohort", "connection"),
    ("cohort", "outside_connection"),
    ("cohort", "trust"),
    ("cohort", "closeness"),
    ("outsiders", "satisfaction"),
    ("outsiders", "connection"),
    ("hires", "satisfaction"),
    ("hires", "connection"),
    ("outsiders", "strain"),
    ("hires", "promotion_know_how"),
    ("department", "satisfaction"),
)
"""Scope and variable of the first measures, which are states."""

PLACES = tuple((SCOPES.index(scope), VARIABLES.index(name)) for scope, name in STATES)

WEEKS_PER_YEAR = 52.0


@seldom
def _states(weeks, out):
    """Fill each state's mean over the second half of the weeks, those with a number."""
    for k in range(len(PLACES)):
        scope, variable = PLACES[k]
        total, count = 0.0, 0
        for week in range(weeks.shape[0] // 2, weeks.shape[0]):
            value = weeks[week, scope, variable]
            if math.isfinite(value):
                total += value
                count += 1
        out[k] = ratio(total, count)


@rule
def _weeks_here(person, horizon):
    end = horizon if person.left < 0 else person.left
    return end - max(person.arrived, 0)


@seldom
def _products(state, horizon, out):
    """Fill what people have to show for it, the invited and everybody simulated."""
    papers, everybody_s_weeks = 0, 0
    invited, retained, positions, submissions, weeks = 0, 0, 0, 0, 0
    published, completions, together, begun, friction, joint = 0, 0, 0, 0, 0.0, 0.0
    for i in range(state.run[0].people):
        person = state.people[i]
        here = _weeks_here(person, horizon)
        papers += person.papers_published
        everybody_s_weeks += here
        if not is_counted(person):
            continue
        invited += 1
        weeks += here
        retained += person.status == PRESENT
        positions += person.positions
        submissions += person.submissions
        published += person.papers_published
        completions += person.completions
        together += person.coauthored + person.cotaught + person.copresented
        begun += person.joint_started
        friction += person.lived_friction
        joint += person.lived_joint
    out[19] = ratio(retained, invited)
    out[20] = ratio(positions, invited)
    out[21] = ratio(submissions, weeks / WEEKS_PER_YEAR)
    out[22] = ratio(published, invited)
    out[23] = ratio(completions, invited)
    out[24] = ratio(together, invited)
    out[25] = ratio(begun, invited)
    out[26] = ratio(friction, joint)
    out[27] = ratio(papers, everybody_s_weeks / WEEKS_PER_YEAR)


@seldom
def _who_stays(state, out):
    """Fill the shares still there at the end: of outsiders, of hires among them, of everybody."""
    outside, outside_stay, hired, hired_stay, everybody, stay = 0, 0, 0, 0, 0, 0
    for i in range(state.run[0].people):
        person = state.people[i]
        if person.excused:
            continue
        here = person.status == PRESENT
        everybody += 1
        stay += here
        if person.cohort >= 0 or person.mentor_of >= 0:
            continue
        outside += 1
        outside_stay += here
        if person.arrived >= 0:
            hired += 1
            hired_stay += here
    out[28] = ratio(outside_stay, outside)
    out[29] = ratio(hired_stay, hired)
    out[30] = ratio(stay, everybody)


@seldom
def place_largest(values, count, place):
    """Reorder the first `count` values so that, by size, the one at `place` stands there.

    Returns it; 0 is the place of the largest. Hoare's search: its work grows with the count.
    """
    low, high = 0, count - 1
    while low < high:
        middle, i, j = values[place], low, high
        while i <= j:
            while values[i] > middle:
                i += 1
            while middle > values[j]:
                j -= 1
            if i <= j:
                values[i], values[j] = values[j], values[i]
                i += 1
                j -= 1
        if j < place:
            low = i
        if place < i:
            high = j
    return values[place]


@rule
def _is_member(person):
    return person.status == PRESENT and person.joined_group >= 0 and is_counted(person)


@seldom
def _of_satisfied(state, scratch, out):
    """Fill the strain at the end of the more satisfied half of the members in the department.

    Of the equally satisfied at the border, the first rows are taken.
    """
    members = 0
    for i in range(state.run[0].people):
        if _is_member(state.people[i]):
            scratch[members] = state.people[i].satisfaction
            members += 1
    half = (members + 1) // 2
    strain = 0.0
    if half > 0:
        border = place_largest(scratch, members, half - 1)
        at_border = half
        for k in range(members):
            at_border -= scratch[k] > border
        for i in range(state.run[0].people):
            person = state.people[i]
            if not _is_member(person) or person.satisfaction < border:
                continue
            if person.satisfaction == border:
                if at_border == 0:
                    continue
                at_border -= 1
            strain += person.strain
    out[18] = ratio(strain, half)


@seldom
def measure_people(state, weeks, scratch, out):
    """Fill ``out`` (measures of people,) with what one replicate comes to.

    `scratch` has one float64 per row of people.
    """
    _states(weeks, out)
    _of_satisfied(state, scratch, out)
    _products(state, weeks.shape[0], out)
    _who_stays(state, out)
