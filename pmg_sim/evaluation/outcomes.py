"""The study's nine career outcomes, counted among a group's cohort."""

from pmg_sim.codes import PRESENT
from pmg_sim.jit import process

OUTCOMES = (
    "retained_in_department",
    "assumed_new_position",
    "submitted_scholarly_product",
    "published_during_study",
    "published_by_submission_of_report",
    "presented_nationally",
    "coauthored_with_member",
    "cotaught_with_member",
    "copresented_with_member",
)
"""Names as in the study's data. A scholarly product is a paper; the fifth needs the follow-up."""

BY_REPORT = 4


@process
def count_outcomes(state, g, out):
    """Count, in ``out`` (9,), the cohort members of group `g` to whom each outcome applies.

    Returns the denominator: everybody invited who was not taken away by a dated event.
    """
    out[:] = 0.0
    counted = 0
    for i in range(state.run[0].people):
        person = state.people[i]
        if person.cohort != g or person.excused:
            continue
        counted += 1
        out[0] += person.status == PRESENT
        out[1] += person.positions > 0
        out[2] += person.papers_submitted > 0
        out[3] += person.published_in_period > 0
        out[4] += person.papers_published > 0
        out[5] += person.presentations > 0
        out[6] += person.coauthored > 0
        out[7] += person.cotaught > 0
        out[8] += person.copresented > 0
    return counted
