"""Support and safety: what is told rests on trust, and support on what is told."""

import pytest
from hypothesis import given

from pmg_sim.parameters import PARAMETERS, pack
from pmg_sim.theory import support
from tests.theory.checks import EXAMPLES, FALLS, OWN_TEST, RISES, Expected, Ignores, checks
from tests.theory.ranges import call, parameter_sets, points

RULES = {
    support.safety: Expected(
        {
            "trust": RISES,
            "confidentiality": RISES,
            "external_presence": OWN_TEST,
            "evaluative_power": FALLS,
        },
        "[0, 1]",
        off={
            "confidentiality_loss": Ignores("confidentiality"),
            "external_to_safety": Ignores("external_presence"),
            "power_chills": Ignores("evaluative_power"),
        },
    ),
    support.disclosure: Expected({"safe": RISES, "minutes": RISES}, "[0, 1)"),
    support.listening: Expected({"floor_minutes": FALLS}, "(0, 1]"),
    support.support_given: Expected({"told": RISES, "warmth": RISES}, "[0, 1]"),
    support.support_level: Expected({"flow": RISES, "half": FALLS}, "[0, 1)"),
}


@pytest.mark.parametrize("check", checks(RULES))
def test_docstring(check):
    check()


def test_among_equals_who_agreed_on_confidentiality_safety_is_trust():
    assert support.safety(pack()[0], 0.6, 1.0, 0.0, 0.0) == pytest.approx(0.6)


def test_each_threat_takes_its_share_of_safety():
    p = pack({"confidentiality_loss": 0.25, "power_chills": 0.5, "external_to_safety": -0.2})[0]
    assert support.safety(p, 0.6, 0.0, 0.0, 0.0) == pytest.approx(0.45)
    assert support.safety(p, 0.6, 1.0, 0.0, 1.0) == pytest.approx(0.3)
    assert support.safety(p, 0.6, 1.0, 0.0, 0.5) == pytest.approx(0.45)
    assert support.safety(p, 0.6, 1.0, 1.0, 0.0) == pytest.approx(0.48)
    assert support.safety(p, 0.0, 1.0, 0.0, 0.0) == 0.0


def test_the_prior_leaves_it_open_what_an_outsider_does_to_safety():
    parameter = PARAMETERS["external_to_safety"]
    assert parameter.default == 0.0
    assert parameter.low == -parameter.high
    assert parameter.prior.distribution().cdf(0.0) == pytest.approx(0.5)


@EXAMPLES
@given(parameter_sets(support.safety), points(support.safety))
def test_an_outsiders_presence_moves_safety_the_way_of_its_parameter(p, point):
    alone = call(support.safety, p, point | {"external_presence": 0.0})
    change = call(support.safety, p, point | {"external_presence": 1.0}) - alone
    assert change * p.external_to_safety >= 0.0
    if abs(p.external_to_safety) > 0.01 and 0.01 < alone < 0.9:
        assert change != 0.0


def test_a_person_is_half_open_after_the_opening_minutes():
    p = pack({"disclosure_minutes": 15.0})[0]
    assert support.disclosure(p, 1.0, 15.0) == 0.5
    assert support.disclosure(p, 0.4, 45.0) == pytest.approx(0.3)
    assert support.disclosure(p, 1.0, 0.0) == 0.0
    assert support.disclosure(p, 0.0, 60.0) == 0.0


def test_listening_has_halved_after_its_minutes():
    p = pack({"listening_minutes": 120.0})[0]
    assert support.listening(p, 0.0) == 1.0
    assert support.listening(p, 120.0) == 0.5
    assert support.listening(p, 360.0) == 0.25


def test_support_needs_both_what_is_told_and_warmth():
    assert support.support_given(0.5, 0.4) == pytest.approx(0.2)
    assert support.support_given(0.5, 0.0) == 0.0
    assert support.support_given(0.0, 1.0) == 0.0
    assert support.support_given(0.5, 3.0) == pytest.approx(1.5)  # three warm listeners


def test_felt_support_is_one_half_at_half():
    assert support.support_level(0.2, 0.2) == 0.5
    assert support.support_level(0.6, 0.2) == pytest.approx(0.75)
    assert support.support_level(0.0, 0.2) == 0.0
