"""Who comes tonight: each weight adds its own log-odds, and nothing else."""

import pytest

from pmg_sim.parameters import pack
from pmg_sim.theory.attendance import attendance
from pmg_sim.theory.shapes import log_odds, logistic
from tests.theory.checks import FALLS, RISES, Expected, Ignores, checks

RULES = {
    attendance: Expected(
        {
            "commitment": RISES,
            "value": RISES,
            "strain": FALLS,
            "evening": FALLS,
            "meal": RISES,
            "protected": RISES,
        },
        "(0, 1)",
        off={
            "commitment_to_attendance": Ignores("commitment"),
            "value_to_attendance": Ignores("value"),
            "strain_to_attendance": Ignores("strain"),
            "evening_to_attendance": Ignores("evening"),
            "meal_to_attendance": Ignores("meal"),
            "protected_to_attendance": Ignores("protected"),
        },
    ),
}


@pytest.mark.parametrize("check", checks(RULES))
def test_docstring(check):
    check()


def test_a_noon_meeting_at_the_reference_state_has_the_base_odds():
    p = pack()[0]
    assert attendance(p, 0.5, 0.5, 0.5, 0.0, 0.0, 0.0) == logistic(p.attendance_base)


@pytest.mark.parametrize(
    ("changed", "parameter", "sign"),
    [
        ({0: 1.0}, "commitment_to_attendance", 1),
        ({0: 0.0}, "commitment_to_attendance", -1),
        ({1: 1.0}, "value_to_attendance", 1),
        ({2: 1.0}, "strain_to_attendance", -1),
        ({3: 1.0}, "evening_to_attendance", -1),
        ({4: 1.0}, "meal_to_attendance", 1),
        ({5: 1.0}, "protected_to_attendance", 1),
    ],
)
def test_a_weight_is_what_its_cause_adds_from_mid_scale_to_the_top(changed, parameter, sign):
    p = pack()[0]
    at = [0.5, 0.5, 0.5, 0.0, 0.0, 0.0]
    for place, value in changed.items():
        at[place] = value
    added = log_odds(attendance(p, *at)) - p.attendance_base
    assert added == pytest.approx(sign * p[parameter])
