"""Collaboration: who starts joint work with whom, and what working together costs and brings."""

from pmg_sim.jit import rule
from pmg_sim.theory.shapes import saturating


@rule
def difference(p, specialty_gap, site_gap, topic_gap):
    """How far apart two people's interests are, in [0, 1].

    ``a specialty_gap + b site_gap + (1 - a - b) topic_gap``; the first two are 0 or 1, topics lie
    on a line of length 1. Source: study (specialty, site); weights: assumption.
    """
    return (
        p.specialty_weight * specialty_gap
        + p.site_weight * site_gap
        + (1.0 - p.specialty_weight - p.site_weight) * topic_gap
    )


@rule
def friction(p, apart):
    """Share of joint hours that still counts among people `apart`, in (0, 1].

    ``1 - interest_friction * apart^2``. Source: study (differing interests slow work).
    """
    return 1.0 - p.interest_friction * apart * apart


@rule
def ideas(p, apart):
    """Log-odds of acceptance that difference adds to joint work: ``idea_gain * apart``, >= 0.

    Together with `friction` this gives an interior optimum. Source: study; form: assumption.
    """
    return p.idea_gain * apart


@rule
def pair_start_limit(p, contact_hours):
    """Rate per week that two people's starts of joint projects do not exceed, >= 0.

    ``joint_rate (1 + idea_draw) c / (c + contact_half)``: `pair_start_rate` with everything but
    contact at its best. Source: follows from `pair_start_rate`.
    """
    return p.joint_rate * (1.0 + p.idea_draw) * saturating(contact_hours, p.contact_half)


@rule
def pair_start_rate(p, trust, readiness, apart, spare, contact_hours):
    """Rate at which two people start a joint project, per week, >= 0.

    ``joint_rate * trust * readiness * friction * (1 + idea_draw * apart) * spare *
    c / (c + contact_half)``

    `trust` is the geometric mean of the two, `readiness` their mean know-how in managing
    projects, `spare` the smaller of their free capacities, all in [0, 1]; `contact_hours` c is
    time together this week. Source: study, guimera2005 (assembly from ties); form: assumption.
    """
    return (
        p.joint_rate
        * trust
        * readiness
        * friction(p, apart)
        * (1.0 + p.idea_draw * apart)
        * spare
        * saturating(contact_hours, p.contact_half)
    )


@rule
def join_chance(p, trust, apart, spare):
    """Probability in [0, 1] that a further person present joins.

    ``joining * trust * friction * spare``, each in [0, 1]. Source: study; form: assumption.
    """
    return p.joining * trust * friction(p, apart) * spare


@rule
def coordination(p, authors):
    """Share of an hour of joint work left after coordination, in (0, 1].

    ``1 / (1 + coordination_cost * (authors - 1))``. Source: study; form: assumption.
    """
    return 1.0 / (1.0 + p.coordination_cost * (authors - 1.0))


@rule
def contribution(p, authors, asked):
    """Weight a person gives to joint work, in (0, 1].

    ``1 - loafing * (1 - 2 / authors) * (1 - asked)`` for two authors or more: people loaf in
    larger teams, less where contributions are asked about. Source: karau1993 (unverified).
    """
    if authors < 2:
        return 1.0
    return 1.0 - p.loafing * (1.0 - 2.0 / authors) * (1.0 - asked)
