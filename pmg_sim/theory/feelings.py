"""Feelings: where motivation, strain and satisfaction settle, given what the week brought.

Each has a personal level in log-odds; at the reference state (one half in every state) a person
settles at that level. A state moves a fraction of its way to the target, so it stays in (0, 1).
"""

from pmg_sim.jit import rule
from pmg_sim.theory.shapes import centred, logistic


@rule
def motivation_target(p, own_level, satisfaction, efficacy, support, comparison, luck):
    """Motivation to settle at, in (0, 1).

    ``logistic(own_level + a (2 satisfaction - 1) + b (2 efficacy - 1) + c (2 support - 1)
    + comparison + luck)``; `comparison` and `luck` in log-odds. Source: assumption.
    """
    return logistic(
        own_level
        + p.satisfaction_to_motivation * centred(satisfaction)
        + p.efficacy_to_motivation * centred(efficacy)
        + p.support_to_motivation * centred(support)
        + comparison
        + luck
    )


@rule
def strain_target(p, own_level, evening_hours, overtime, load, support, luck):
    """Strain to settle at, in (0, 1).

    ``logistic(own_level + a evening_hours + b overtime + c (load - 1) - d (2 support - 1) + luck)``

    Hours this week; `load` is open work over `projects_at_once` (1 = full). Source: study
    (evenings cost personal time); weights: assumption.
    """
    return logistic(
        own_level
        + p.evening_to_strain * evening_hours
        + p.overtime_to_strain * overtime
        + p.load_to_strain * (load - 1.0)
        - p.support_to_strain * centred(support)
        + luck
    )


@rule
def satisfaction_target(p, own_level, connection, support, efficacy, strain, luck):
    """Satisfaction with the workplace to settle at, in (0, 1).

    ``logistic(own_level + a (2 connection - 1) + b (2 support - 1) + c (2 efficacy - 1)
    - d (2 strain - 1) + luck)``. Source: methot2016 for the signs; weights: assumption.
    """
    return logistic(
        own_level
        + p.connection_to_satisfaction * centred(connection)
        + p.support_to_satisfaction * centred(support)
        + p.efficacy_to_satisfaction * centred(efficacy)
        - p.strain_to_satisfaction * centred(strain)
        + luck
    )
