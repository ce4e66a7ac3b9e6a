"""Falling-out: what closeness and joint work can come to under strain."""

from pmg_sim.jit import rule


@rule
def falling_out_chance(p, closeness, strain, joint, disappointed):
    """Probability in [0, 1] that two people fall out this week.

    ``falling_out_rate / 52 * closeness * strain * (1 + j joint + b disappointed)``, at most 1

    `closeness` in [0, 1]; `strain` the mean of the two; `joint` 1 if they work together;
    `disappointed` 1 if one of them was found this week to have missed a promise on joint work.
    Source: study (speculated); form: assumption.
    """
    rate = p.falling_out_rate / 52.0 * closeness * strain
    return min(1.0, rate * (1.0 + p.joint_to_rift * joint + p.broken_to_rift * disappointed))


@rule
def after_rift(p, tie):
    """Trust or closeness left between two who fell out: ``tie * (1 - rift_depth)``.

    Source: study (a professional disagreement can end a friendship); form: assumption.
    """
    return tie * (1.0 - p.rift_depth)


@rule
def after_taking_sides(p, trust):
    """Trust that a third member keeps in each of the two: ``trust * (1 - rift_spread)``.

    Source: study (a falling-out disrupts the whole group); form: assumption.
    """
    return trust * (1.0 - p.rift_spread)
