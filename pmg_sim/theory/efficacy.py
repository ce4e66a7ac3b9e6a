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
def settled(p, efficacy, own_level, luck):
    """Self-efficacy a week later, in [0, 1]: ``x + efficacy_luck * luck * x (1 - x)``.

    ``x`` has returned toward the personal level at `efficacy_fade`; `luck` is what the rest of
    life brings, from -sqrt(3) to sqrt(3) with mean 0 and standard deviation 1. Source:
    sitzmann2013 (performance explains a small part of it); form: assumption.
    """
    x = toward(efficacy, own_level, p.efficacy_fade)
    return x + p.efficacy_luck * luck * x * (1.0 - x)
