"""Viability: attendance, felt value and commitment feed each other, up or down."""

from pmg_sim.jit import rule
from pmg_sim.theory.shapes import centred, logistic


@rule
def meeting_value(p, own_level, support, progress, learning, joint, evening_strain, wasted_share):
    """Value of one meeting to one member, in (0, 1).

    ``logistic(base + own_level + a support + b progress + c learning + d joint
    - e evening_strain - f wasted_share)``

    Parameters
    ----------
    p : record
        Uses `value_base` and the `*_to_value` weights, in log-odds.
    own_level : float
        The member's taste for groups, in log-odds, 0 on average.
    support : float
        Support received tonight, in [0, 1).
    progress : float
        How the member's promise stands, in [-1, 1]: kept 1, missed -1, none 0.
    learning : float
        Know-how gained tonight as a share of `learning_half`, saturating, in [0, 1).
    joint : float
        Share of the member's projects in hand that are joint, in [0, 1].
    evening_strain : float
        Strain if the meeting is in the evening, else 0, in [0, 1].
    wasted_share : float
        Share of the minutes that went into decisions, in [0, 1].

    Notes
    -----
    Source: study (themes) for the signs, death_spiral for the loop; weights: assumption.
    """
    return logistic(
        p.value_base
        + own_level
        + p.support_to_value * support
        + p.progress_to_value * progress
        + p.learning_to_value * learning
        + p.joint_to_value * joint
        - p.evening_to_value * evening_strain
        - p.wasted_to_value * wasted_share
    )


@rule
def commitment_target(p, own_level, value, others_present):
    """Return the commitment toward which a member drifts, in (0, 1).

    ``logistic(own_level + a (2 value - 1) + b (2 others_present - 1))``; `own_level` is the
    member's own commitment in log-odds, `others_present` the share of the group that came last
    time, oneself included. Source: death_spiral; weights: assumption.
    """
    return logistic(
        own_level
        + p.value_to_commitment * centred(value)
        + p.turnout_to_commitment * centred(others_present)
    )


@rule
def quit_chance(p, commitment, value):
    """Probability in (0, 1) that a member leaves the group within a usual interval.

    ``logistic(quit_base - a (2 commitment - 1) - b (2 value - 1))``. Source: death_spiral,
    ren_kraut (people drift away when benefit falls below cost); weights: assumption.
    """
    return logistic(
        p.quit_base
        - p.commitment_to_staying * centred(commitment)
        - p.value_to_staying * centred(value)
    )
