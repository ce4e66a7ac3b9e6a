"""Know-how: learnt by doing, from colleagues who know more, from a mentor; slowly forgotten."""

from pmg_sim.jit import rule
from pmg_sim.theory.shapes import toward


@rule
def by_doing(p, know_how, hours):
    """Know-how after `hours` of work that exercises it, in [0, 1].

    ``k + min(1, doing_to_know_how * hours) (1 - k)``. Source: assumption.
    """
    return know_how + min(1.0, p.doing_to_know_how * hours) * (1.0 - know_how)


@rule
def by_advice(p, know_how, teacher, hours):
    """Know-how after `hours` with someone who knows more, in [0, 1].

    ``k + min(1, advice_to_know_how * hours) * max(0, teacher - k)``: nobody learns what the
    teacher does not know. Source: allen2004 (small effects); form: assumption.
    """
    if teacher <= know_how:
        return know_how
    return toward(know_how, teacher, min(1.0, p.advice_to_know_how * hours))


@rule
def by_curriculum(p, know_how, hours):
    """Know-how after `hours` of curriculum: ``k + min(1, c hours) (1 - k)``. Source: assumption."""
    return toward(know_how, 1.0, min(1.0, p.curriculum_to_know_how * hours))


@rule
def forgotten(p, know_how, own_level):
    """Know-how a week later without use: drifts to the level one came with, at `forgetting`.

    Source: assumption.
    """
    return toward(know_how, own_level, p.forgetting)
