"""Measures of what groups cost: money, and members' hours at meetings."""

import math

from pmg_sim.codes import EVENING, PLANNED
from pmg_sim.evaluation.measures_of_groups import ratio
from pmg_sim.jit import rule, seldom

COST_MEASURES = ("usd", "evening_hours", "noon_hours")
"""What groups cost; not a number in an arm without a group."""

MINUTES = 60.0
"""In an hour."""


@rule
def _any_founded(groups):
    for g in range(groups.shape[0]):
        if groups[g].status != PLANNED:
            return True
    return False


@seldom
def measure_costs(state, out):
    """Fill ``out`` (measures of costs,): dollars, and hours for each who ever had a seat.

    Senior mentors are not counted, nor are their hours.
    """
    members = 0
    for i in range(state.run[0].people):
        person = state.people[i]
        members += person.joined_group >= 0 and person.mentor_of < 0
    usd, evening, noon = 0.0, 0.0, 0.0
    for m in range(state.meetings.shape[0]):
        meeting = state.meetings[m]
        if meeting.held != 1:
            continue
        usd += meeting.meal_usd + meeting.fees_usd
        hours = meeting.length / MINUTES * meeting.members_present
        if meeting.hour == EVENING:
            evening += hours
        else:
            noon += hours
    out[0] = usd if _any_founded(state.groups) else math.nan
    out[1] = ratio(evening, members)
    out[2] = ratio(noon, members)
