"""Ties: contact raises trust and closeness, its absence lets them fade, inside and outside."""

import math

from pmg_sim.jit import rule
from pmg_sim.theory.shapes import centred, saturating, toward


@rule
def collegial_hours(p, sociability, hours_together):
    """Hours a week that a person has left for colleagues at large, hours > 0.

    ``h / (1 + displacement * hours_together / h)`` with ``h = collegial_hours *
    (1 + s (2 sociability - 1))``: evenings, exchange and joint work spent with some are not
    spent with others. Source: study (ties outside loosen); form: assumption.
    """
    own = p.collegial_hours * (1.0 + p.sociability_to_hours * centred(sociability))
    return own / (1.0 + p.displacement * hours_together / own)


@rule
def contact_between(offered, returned):
    """Hours together a week when one offers and the other returns: the geometric mean.

    Source: assumption (none without both).
    """
    return math.sqrt(offered * returned)


@rule
def closer(p, closeness, contact_hours):
    """Return closeness a week later, in [0, 1].

    ``c + g s (1 - c) - f c`` with ``s = contact / (contact + contact_half)``, `contact_hours` in
    hours this week. Source: assumption.
    """
    gain = p.contact_to_closeness * saturating(contact_hours, p.contact_half)
    return closeness + gain * (1.0 - closeness) - p.closeness_fade * closeness


@rule
def trusted(p, trust, general_trust, contact_hours):
    """Trust a week later, in [0, 1]: contact raises it, time returns it to what one trusts anyone.

    ``raised + f (general_trust - raised)`` with ``raised = t + g s (1 - t)``, s as in `closer`.
    Source: assumption.
    """
    gain = p.contact_to_trust * saturating(contact_hours, p.contact_half)
    return toward(trust + gain * (1.0 - trust), general_trust, p.trust_fade)


@rule
def connection(p, ties):
    """How connected a person is, in [0, 1): ``ties / (ties + ties_half)``.

    `ties` is the sum over colleagues of closeness times trust, the rest of the department
    counting as one. Isolation is ``1 - connection``. Source: assumption (a scale, one half for
    a colleague without a group).
    """
    return saturating(ties, p.ties_half)
