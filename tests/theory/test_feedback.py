"""Candour and criticism: closeness blunts, safety and knowledge open, minutes saturate."""

import pytest

from pmg_sim.parameters import pack
from pmg_sim.theory.feedback import candour, feedback
from tests.theory.checks import FALLS, RISES, Expected, checks

RULES = {
    candour: Expected({"closeness": FALLS}, "(0, 1]", off={"blunting": 1.0}),
    feedback: Expected(
        {"safe": RISES, "frank": RISES, "expertise": RISES, "minutes": RISES}, "[0, 1)"
    ),
}


@pytest.mark.parametrize("check", checks(RULES))
def test_docstring(check):
    check()


def test_strangers_say_it_all_and_the_closest_of_friends_the_rest():
    p = pack({"blunting": 0.4})[0]
    assert candour(p, 0.0) == 1.0
    assert candour(p, 0.5) == pytest.approx(0.8)
    assert candour(p, 1.0) == pytest.approx(0.6)


def test_feedback_is_a_product_that_its_minutes_saturate():
    p = pack({"feedback_minutes": 20.0})[0]
    assert feedback(p, 1.0, 1.0, 1.0, 20.0) == 0.5
    assert feedback(p, 1.0, 1.0, 1.0, 60.0) == 0.75
    assert feedback(p, 0.5, 0.4, 0.25, 20.0) == pytest.approx(0.025)
    assert feedback(p, 1.0, 1.0, 1.0, 0.0) == 0.0


@pytest.mark.parametrize("missing", [0, 1, 2])
def test_feedback_needs_all_of_safety_candour_and_knowledge(missing):
    at = [1.0, 1.0, 1.0, 30.0]
    at[missing] = 0.0
    assert feedback(pack()[0], *at) == 0.0
