"""Career: leaving the department, taking on positions, promotion."""

import math

from pmg_sim.codes import ACTING_ASSISTANT, ASSOCIATE, CLINICAL_FACULTY, SENIOR
from pmg_sim.jit import rule
from pmg_sim.theory.shapes import centred


@rule
def leaving_rate(p, track_ratio, stage, satisfaction, connection, promotion_know_how):
    """Hazard of leaving the department, per year, > 0.

    ``leaving_per_year * track_ratio * settled *
    exp(-a (2 satisfaction - 1) - b (2 connection - 1) - c 2 (know_how - reference))``

    The published background hazard at the reference state of a junior colleague without a
    group; `track_ratio` is the published ratio of the track, `settled` the ratio for seniors.
    Source: aamc_attrition, speck2012, griffeth2000 (unverified); form: assumption.
    """
    rate = (
        p.leaving_per_year
        * track_ratio
        * math.exp(
            -p.satisfaction_to_staying * centred(satisfaction)
            - p.connection_to_staying * centred(connection)
            - p.know_how_to_staying * 2.0 * (promotion_know_how - p.know_how_junior)
        )
    )
    if stage == SENIOR:
        rate *= p.settled_leaving_ratio
    return rate


@rule
def position_rate(p, connection, promotion_know_how, motivation):
    """Rate of new positions (director, committee chair ...) per year, >= 0.

    ``positions_per_year (1 + a (2 connection - 1)) (1 + b (know_how - reference))
    (1 + m (2 motivation - 1))``. Source: study; form: assumption.
    """
    return (
        p.positions_per_year
        * (1.0 + p.connection_to_position * centred(connection))
        * (1.0 + p.know_how_to_position * (promotion_know_how - p.know_how_junior))
        * (1.0 + p.motivation_to_position * centred(motivation))
    )


@rule
def promotion_rate(p, rank, years_in_rank, satisfaction, promotion_know_how):
    """Rate of promotion per year, >= 0.

    To assistant professor: ``appointment_per_year``, any time. To associate and to full:
    ``promotion_per_year (1 + s (2 satisfaction - 1)) (1 + k (know_how - reference))`` once
    `promotion_clock` years in rank have passed. Source: beasley2006; form: assumption.
    """
    if rank == ACTING_ASSISTANT or rank == CLINICAL_FACULTY:
        return p.appointment_per_year
    if rank > ASSOCIATE or years_in_rank < p.promotion_clock:
        return 0.0
    return (
        p.promotion_per_year
        * (1.0 + p.satisfaction_to_promotion * centred(satisfaction))
        * (1.0 + p.know_how_to_position * (promotion_know_how - p.know_how_junior))
    )
