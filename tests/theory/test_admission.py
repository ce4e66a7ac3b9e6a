"""Admission: who wants in, whom the members take, and on what terms."""

import math

import pytest

from pmg_sim.parameters import pack
from pmg_sim.theory import admission
from tests.theory.checks import FALLS, OWN_TEST, RISES, Expected, Ignores, checks

RULES = {
    admission.wish_to_join: Expected(
        {"motivation": RISES}, "(0, 1)", off={"motivation_to_wish": Ignores("motivation")}
    ),
    admission.vote_for: Expected(
        {"trust": RISES, "crowding": FALLS},
        "(0, 1)",
        off={"trust_to_vote": Ignores("trust"), "crowding_to_vote": Ignores("crowding")},
    ),
    admission.newcomer_trust: Expected(
        {"vouched": RISES},
        "[0, 1]",
        off={"newcomer_trust": Ignores("vouched"), "vouching": Ignores("vouched")},
    ),
    admission.passes_probation: Expected({"trust": OWN_TEST}, "[0, 1]"),
}


@pytest.mark.parametrize("check", checks(RULES))
def test_docstring(check):
    check()


def odds(chance):
    return math.log(chance / (1.0 - chance))


def test_motivation_moves_the_wish_about_its_reference():
    p = pack({"wish_base": 0.5, "motivation_to_wish": 2.0})[0]
    wishes = [odds(admission.wish_to_join(p, motivation)) for motivation in (0.0, 0.5, 1.0)]
    assert wishes == pytest.approx([-1.5, 0.5, 2.5])


def test_a_vote_goes_by_trust_and_by_the_room_that_is_left():
    p = pack({"vote_base": 0.25, "trust_to_vote": 1.5, "crowding_to_vote": 1.0})[0]
    assert odds(admission.vote_for(p, 0.5, 0.0)) == pytest.approx(0.25)
    assert odds(admission.vote_for(p, 1.0, 0.0)) == pytest.approx(1.75)
    assert odds(admission.vote_for(p, 0.5, 1.0)) == pytest.approx(-0.75)


def test_a_sponsor_makes_up_for_a_part_of_the_trust_that_is_lacking():
    p = pack({"newcomer_trust": 0.6, "vouching": 0.5})[0]
    assert admission.newcomer_trust(p, 0) == 0.6
    assert admission.newcomer_trust(p, 1) == pytest.approx(0.8)
    full = pack({"newcomer_trust": 0.6, "vouching": 1.0})[0]
    assert admission.newcomer_trust(full, 1) == 1.0


def test_just_enough_trust_passes_a_probation():
    p = pack({"probation_trust": 0.4})[0]
    assert admission.passes_probation(p, 0.4)
    assert not admission.passes_probation(p, math.nextafter(0.4, 0.0))
