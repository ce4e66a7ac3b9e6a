"""Where feelings settle: every cause adds its own log-odds to the personal level."""

import pytest

from pmg_sim.parameters import pack
from pmg_sim.theory.feelings import motivation_target, satisfaction_target, strain_target
from pmg_sim.theory.shapes import log_odds, logistic
from tests.theory.checks import FALLS, RISES, Expected, Ignores, checks

RULES = {
    motivation_target: Expected(
        {
            "own_level": RISES,
            "satisfaction": RISES,
            "efficacy": RISES,
            "support": RISES,
            "comparison": RISES,
            "luck": RISES,
        },
        "(0, 1)",
        off={
            "satisfaction_to_motivation": Ignores("satisfaction"),
            "efficacy_to_motivation": Ignores("efficacy"),
            "support_to_motivation": Ignores("support"),
        },
    ),
    # Below one in exact numbers; many hours of overtime at the end of the range round to one.
    strain_target: Expected(
        {
            "own_level": RISES,
            "evening_hours": RISES,
            "overtime": RISES,
            "load": RISES,
            "support": FALLS,
            "luck": RISES,
        },
        "(0, 1]",
        off={
            "evening_to_strain": Ignores("evening_hours"),
            "overtime_to_strain": Ignores("overtime"),
            "load_to_strain": Ignores("load"),
            "support_to_strain": Ignores("support"),
        },
    ),
    satisfaction_target: Expected(
        {
            "own_level": RISES,
            "connection": RISES,
            "support": RISES,
            "efficacy": RISES,
            "strain": FALLS,
            "luck": RISES,
        },
        "(0, 1)",
        off={
            "connection_to_satisfaction": Ignores("connection"),
            "support_to_satisfaction": Ignores("support"),
            "efficacy_to_satisfaction": Ignores("efficacy"),
            "strain_to_satisfaction": Ignores("strain"),
        },
    ),
}

# What a person without a group, on an average week, gives to each rule after the own level.
REFERENCE = {
    motivation_target: (0.5, 0.5, 0.5, 0.0, 0.0),
    strain_target: (0.0, 0.0, 1.0, 0.5, 0.0),
    satisfaction_target: (0.5, 0.5, 0.5, 0.5, 0.0),
}


@pytest.mark.parametrize("check", checks(RULES))
def test_docstring(check):
    check()


@pytest.mark.parametrize("rule", REFERENCE)
@pytest.mark.parametrize("own_level", [-1.5, 0.0, 0.7])
def test_at_the_reference_state_a_person_settles_at_the_personal_level(rule, own_level):
    assert rule(pack()[0], own_level, *REFERENCE[rule]) == pytest.approx(logistic(own_level))


@pytest.mark.parametrize(
    ("rule", "place", "value", "parameter", "times"),
    [
        (motivation_target, 0, 1.0, "satisfaction_to_motivation", 1),
        (motivation_target, 1, 1.0, "efficacy_to_motivation", 1),
        (motivation_target, 2, 0.0, "support_to_motivation", -1),
        (strain_target, 0, 2.0, "evening_to_strain", 2),
        (strain_target, 1, 3.0, "overtime_to_strain", 3),
        (strain_target, 2, 0.0, "load_to_strain", -1),
        (strain_target, 3, 1.0, "support_to_strain", -1),
        (satisfaction_target, 0, 1.0, "connection_to_satisfaction", 1),
        (satisfaction_target, 1, 0.0, "support_to_satisfaction", -1),
        (satisfaction_target, 2, 1.0, "efficacy_to_satisfaction", 1),
        (satisfaction_target, 3, 1.0, "strain_to_satisfaction", -1),
    ],
)
def test_a_weight_is_what_its_cause_adds(rule, place, value, parameter, times):
    p = pack()[0]
    at = list(REFERENCE[rule])
    at[place] = value
    added = log_odds(rule(p, 0.4, *at)) - 0.4
    assert added == pytest.approx(times * p[parameter])


@pytest.mark.parametrize(
    ("rule", "place"), [(motivation_target, 3), (motivation_target, 4), (strain_target, 4)]
)
@pytest.mark.parametrize("added", [-0.8, 1.3])
def test_luck_and_comparison_are_added_as_they_are(rule, place, added):
    at = list(REFERENCE[rule])
    at[place] = added
    assert log_odds(rule(pack()[0], 0.4, *at)) == pytest.approx(0.4 + added)


def test_luck_is_added_to_satisfaction_as_it_is():
    at = (*REFERENCE[satisfaction_target][:-1], -0.8)
    assert log_odds(satisfaction_target(pack()[0], 0.4, *at)) == pytest.approx(-0.4)
