"""Scales that surveys elsewhere use, each defined from the state, each in [0, 1]."""

import math

from pmg_sim.jit import process
from pmg_sim.theory.career import leaving_rate
from pmg_sim.theory.ties import connection

SCALES = (
    "intent_to_leave",
    "burnout",
    "perceived_social_support",
    "need_satisfaction",
    "vitality",
)


@process
def rate_scales(state, p, i, out):
    """Fill ``out`` (5,) with one person's scales, in the order of `SCALES`.

    =========================  ==========================================================
    intent to leave            the chance of leaving within a year if nothing changes
    burnout                    mean of strain, lost motivation and lost self-efficacy
    perceived social support   the state `support`
    need satisfaction          mean of connection, self-efficacy and freedom from strain
    vitality                   mean of motivation and freedom from strain
    =========================  ==========================================================

    Source: assumption; the dimensions are those that such questionnaires name.
    """
    person = state.people[i]
    connected = connection(p, person.strength)
    hazard = leaving_rate(
        p,
        state.setting[0].track_ratio,
        person.stage,
        person.satisfaction,
        connected,
        person.promotion_know_how,
    )
    out[0] = -math.expm1(-hazard)
    out[1] = (person.strain + (1.0 - person.motivation) + (1.0 - person.efficacy)) / 3.0
    out[2] = person.support
    out[3] = (connected + person.efficacy + (1.0 - person.strain)) / 3.0
    out[4] = 0.5 * (person.motivation + (1.0 - person.strain))
