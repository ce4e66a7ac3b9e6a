"""Ties: hours are spent once, contact raises, absence fades, and both come to rest."""

import pytest
from hypothesis import given

from pmg_sim.parameters import pack
from pmg_sim.theory import ties
from tests.theory.checks import EXAMPLES, FALLS, RISES, Expected, Ignores, checks
from tests.theory.ranges import call, parameter_sets, points

RULES = {
    ties.collegial_hours: Expected(
        {"sociability": RISES, "hours_together": FALLS},
        "(0, 40]",
        off={
            "sociability_to_hours": Ignores("sociability"),
            "displacement": Ignores("hours_together"),
        },
    ),
    ties.contact_between: Expected({"offered": RISES, "returned": RISES}, "[0, 60]"),
    ties.closer: Expected({"closeness": RISES, "contact_hours": RISES}, "[0, 1]"),
    ties.trusted: Expected(
        {"trust": RISES, "general_trust": RISES, "contact_hours": RISES}, "[0, 1]"
    ),
    ties.connection: Expected({"ties": RISES}, "[0, 1)"),
}


@pytest.mark.parametrize("check", checks(RULES))
def test_docstring(check):
    check()


def test_the_average_person_without_a_group_has_the_collegial_hours():
    p = pack({"collegial_hours": 2.0, "sociability_to_hours": 0.5, "displacement": 0.5})[0]
    assert ties.collegial_hours(p, 0.5, 0.0) == 2.0
    assert ties.collegial_hours(p, 1.0, 0.0) == pytest.approx(3.0)
    assert ties.collegial_hours(p, 0.0, 0.0) == pytest.approx(1.0)
    assert ties.collegial_hours(p, 0.5, 4.0) == pytest.approx(1.0)
    assert ties.collegial_hours(p, 1.0, 3.0) == pytest.approx(2.0)


@EXAMPLES
@given(parameter_sets(ties.collegial_hours), points(ties.collegial_hours))
def test_hours_with_some_take_no_more_from_the_others_than_their_share(p, point):
    alone = call(ties.collegial_hours, p, point | {"hours_together": 0.0})
    taken = alone - call(ties.collegial_hours, p, point)
    assert -1e-9 <= taken <= p.displacement * point["hours_together"] + 1e-9


def test_contact_takes_two():
    assert ties.contact_between(4.0, 1.0) == 2.0
    assert ties.contact_between(1.0, 4.0) == 2.0
    assert ties.contact_between(3.0, 3.0) == 3.0
    assert ties.contact_between(5.0, 0.0) == 0.0


def test_a_week_of_contact_and_a_week_without():
    values = {"contact_half": 4.0, "contact_to_closeness": 0.2, "closeness_fade": 0.05}
    p = pack(values | {"contact_to_trust": 0.4, "trust_fade": 0.1})[0]
    assert ties.closer(p, 0.5, 0.0) == pytest.approx(0.475)
    assert ties.closer(p, 0.5, 4.0) == pytest.approx(0.525)
    assert ties.trusted(p, 0.8, 0.3, 0.0) == pytest.approx(0.75)
    assert ties.trusted(p, 0.5, 0.6, 4.0) == pytest.approx(0.6)
    assert ties.trusted(p, 0.5, 0.3, 4.0) == pytest.approx(0.57)


def test_without_contact_closeness_goes_and_trust_returns_to_what_one_trusts_anyone():
    p = pack()[0]
    closeness, trust = 0.8, 0.9
    for _ in range(2000):
        closeness = ties.closer(p, closeness, 0.0)
        trust = ties.trusted(p, trust, 0.45, 0.0)
    assert closeness == pytest.approx(0.0, abs=1e-6)
    assert trust == pytest.approx(0.45, abs=1e-6)


def test_steady_contact_brings_closeness_to_rest_where_gain_and_loss_meet():
    p = pack()[0]
    gain = p.contact_to_closeness * 0.5
    closeness = 0.1
    for _ in range(2000):
        closeness = ties.closer(p, closeness, p.contact_half)
    assert closeness == pytest.approx(gain / (gain + p.closeness_fade))
    assert closeness < 0.98


def test_connection_is_one_half_at_the_ties_of_a_colleague_without_a_group():
    p = pack({"ties_half": 1.5})[0]
    assert ties.connection(p, 0.0) == 0.0
    assert ties.connection(p, 1.5) == 0.5
    assert ties.connection(p, 4.5) == pytest.approx(0.75)
