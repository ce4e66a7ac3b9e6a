"""The upward cycle: success raises self-efficacy strongly; the way back to output is weak."""

from pmg_sim.jit import rule
from pmg_sim.theory.shapes import lower_by, raise_by, toward


@rule
def after_success(p, efficacy, weight):
    """Self-efficacy after a completion, in [0, 1]: raised by ``success_to_efficacy * weight``.

    `weight` in [0, 1]: 1 for a product out in the world, less for a step. Source: sitzmann2013
    (past performance to self-efficacy, the strong leg).
    """
    return raise_by(efficacy, p.success_to_efficacy * weight)


@rule
def after_setback(p, efficacy, weight):
    """Self-efficacy after a product is given up or a promise missed, in [0, 1].

    Lowered by ``setback_to_efficacy * weight``, `weight` in [0, 1]. Source: sitzmann2013.
    """
    return lower_by(efficacy, p.setback_to_efficacy * weight)


@rule
def settled(p, efficacy, own_level):
    """Self-efficacy a week later: returns to the personal level at `efficacy_fade`.

    Source: assumption.
    """
    return toward(efficacy, own_level, p.efficacy_fade)
