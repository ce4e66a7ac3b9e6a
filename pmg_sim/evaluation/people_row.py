"""What one replicate of one arm comes to for people: surveys before and after, and their record."""

import math

from pmg_sim.codes import NO_ONE, PRESENT
from pmg_sim.evaluation.measures_of_groups import is_counted, ratio
from pmg_sim.evaluation.scales import SCALES, rate_scales
from pmg_sim.jit import phase, seldom
from pmg_sim.theory.ties import connection

STATES = (
    "satisfaction",
    "motivation",
    "efficacy",
    "strain",
    "support",
    "promotion_know_how",
    "research_know_how",
    "management_know_how",
    "connection",
    "outside_connection",
)
SURVEY = (*STATES, *SCALES)
"""What people can be asked on the first day and at the end, each in [0, 1]."""

RECORD = (
    "papers_submitted",
    "papers_published",
    "presentations",
    "series_taught",
    "positions",
    "promotions",
    "completions",
    "joint_products",
)
"""What people have to show for the study period, counted."""

WHO = ("cohort", "colleagues")
"""Whose row: the people of a group's cohort, or those of the stage it invited who were not asked;
all of them there on the first day, and none taken away by a dated event."""

HEADS = ("people", "present", "person_years")
MOMENTS = ("before", "before_sd", "after", "after_sd")
PEOPLE_COLUMNS = (
    *HEADS,
    *(f"{name}.{moment}" for name in SURVEY for moment in MOMENTS),
    *(f"{name}.{count}" for name in RECORD for count in ("total", "any")),
)
"""How many people, how many of them present at the end, and their years in the department; mean
and standard deviation over people of each answer, on the first day and, of those present, at the
end; and of each count its total, and how many people have any. Not a number where too few are."""

FIRST_ANSWER = len(HEADS)
FIRST_COUNT = FIRST_ANSWER + len(MOMENTS) * len(SURVEY)
FIRST_SCALE = len(STATES)
STAGE = len(SURVEY)
BEFORE = STAGE + 1
"""Numbers that are kept of each person from the first day on: the answers, and the stage."""

WEEKS_PER_YEAR = 52.0


@seldom
def _answer(state, p, i, out):
    """Fill ``out`` (15,) with a person's answers, in the order of `SURVEY`."""
    person = state.people[i]
    out[0] = person.satisfaction
    out[1] = person.motivation
    out[2] = person.efficacy
    out[3] = person.strain
    out[4] = person.support
    out[5] = person.promotion_know_how
    out[6] = person.research_know_how
    out[7] = person.management_know_how
    out[8] = connection(p, person.strength)
    out[9] = connection(p, person.outside_strength)
    rate_scales(state, p, i, out[FIRST_SCALE:STAGE])


@phase
def note_first_day(state, p, before):
    """Fill ``before`` (people, BEFORE) on the first day; those who come later have no stage."""
    for i in range(before.shape[0]):
        before[i, STAGE] = -1.0
    for i in range(state.run[0].people):
        _answer(state, p, i, before[i, :STAGE])
        before[i, STAGE] = state.people[i].stage


@seldom
def _note_record(person, out):
    """Add to ``out`` (16,) a person's counts, each with whether there are any."""
    out[0] += person.papers_submitted
    out[2] += person.papers_published
    out[4] += person.presentations
    out[6] += person.series_taught
    out[8] += person.positions
    out[10] += person.promotions
    out[12] += person.completions
    out[14] += person.coauthored + person.cotaught + person.copresented
    out[1] += person.papers_submitted > 0
    out[3] += person.papers_published > 0
    out[5] += person.presentations > 0
    out[7] += person.series_taught > 0
    out[9] += person.positions > 0
    out[11] += person.promotions > 0
    out[13] += person.completions > 0
    out[15] += person.coauthored + person.cotaught + person.copresented > 0


@seldom
def _settle(out, people, present):
    """Turn the sums and sums of squares of each answer into means and standard deviations."""
    for k in range(FIRST_ANSWER, FIRST_COUNT, 2):
        count = people if (k - FIRST_ANSWER) % len(MOMENTS) == 0 else present
        total, squares = out[k], out[k + 1]
        out[k] = ratio(total, count)
        out[k + 1] = math.nan
        if count > 1:
            out[k + 1] = math.sqrt(max(0.0, squares - total * total / count) / (count - 1))


@seldom
def _is_one_of(state, i, g, who, stage):
    """Tell whether somebody who was of a stage on the first day belongs to a row."""
    person = state.people[i]
    if person.excused == 1 or stage < 0:
        return False
    if who == 0:
        return person.cohort == g and is_counted(person)
    asked = person.asked_by != NO_ONE or person.cohort != NO_ONE or person.mentor_of != NO_ONE
    return not asked and stage == state.groups[g].invited_stage


@phase
def rate_people(state, p, g, before, scratch, out):
    """Fill ``out`` (2, people columns) at the end of the study period: a row for each of `WHO`.

    `before` is what `note_first_day` filled; `scratch` has room for `BEFORE` numbers or more.
    """
    for who in range(out.shape[0]):
        row = out[who]
        row[:] = 0.0
        people, present, weeks = 0, 0, 0
        for i in range(state.run[0].people):
            if not _is_one_of(state, i, g, who, before[i, STAGE]):
                continue
            person = state.people[i]
            people += 1
            weeks += (state.run[0].week + 1 if person.left < 0 else person.left) - max(
                0, person.arrived
            )
            here = person.status == PRESENT
            present += here
            _answer(state, p, i, scratch[:STAGE])
            for k in range(STAGE):
                column = FIRST_ANSWER + len(MOMENTS) * k
                row[column] += before[i, k]
                row[column + 1] += before[i, k] * before[i, k]
                if here:
                    row[column + 2] += scratch[k]
                    row[column + 3] += scratch[k] * scratch[k]
            _note_record(person, row[FIRST_COUNT:])
        row[0] = people
        row[1] = present
        row[2] = weeks / WEEKS_PER_YEAR
        _settle(row, people, present)
