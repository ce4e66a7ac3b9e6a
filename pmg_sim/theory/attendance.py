"""Attendance: who comes tonight."""

from pmg_sim.jit import rule
from pmg_sim.theory.shapes import centred, logistic


@rule
def attendance(p, commitment, value, strain, evening, meal, protected):
    """Probability in (0, 1) that an invited member comes.

    ``logistic(base + a (2 commitment - 1) + b (2 value - 1) - c (2 strain - 1)
    - e evening + f meal + g protected)``

    Parameters
    ----------
    p : record
        Uses `attendance_base` and the `*_to_attendance` weights, all in log-odds.
    commitment, value, strain : float
        Commitment to the group, felt value of its past meetings, strain: in [0, 1].
    evening, meal, protected : float
        1 or 0: an evening meeting, a meal, time protected by the department.

    Notes
    -----
    Source: death_spiral (value and commitment), study (evening burden); weights: assumption.
    """
    return logistic(
        p.attendance_base
        + p.commitment_to_attendance * centred(commitment)
        + p.value_to_attendance * centred(value)
        - p.strain_to_attendance * centred(strain)
        - p.evening_to_attendance * evening
        + p.meal_to_attendance * meal
        + p.protected_to_attendance * protected
    )
