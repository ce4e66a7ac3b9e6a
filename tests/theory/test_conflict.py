"""A falling-out: what raises its rate, and how deep and how far it cuts."""

import pytest

from pmg_sim.parameters import PARAMETERS, pack
from pmg_sim.theory.conflict import after_rift, after_taking_sides, falling_out_chance
from tests.theory.checks import RISES, Expected, Ignores, Returns, checks

RULES = {
    falling_out_chance: Expected(
        {"closeness": RISES, "strain": RISES, "joint": RISES, "disappointed": RISES},
        "[0, 1]",
        off={
            "falling_out_rate": 0.0,
            "joint_to_rift": Ignores("joint"),
            "broken_to_rift": Ignores("disappointed"),
        },
    ),
    after_rift: Expected({"tie": RISES}, "[0, 1]", off={"rift_depth": Returns("tie")}),
    after_taking_sides: Expected({"trust": RISES}, "[0, 1]", off={"rift_spread": Returns("trust")}),
}


@pytest.mark.parametrize("check", checks(RULES))
def test_docstring(check):
    check()


def test_the_weeks_add_up_to_the_yearly_rate_at_full_closeness_and_strain():
    p = pack({"falling_out_rate": 0.052})[0]
    assert 52.0 * falling_out_chance(p, 1.0, 1.0, 0.0, 0.0) == pytest.approx(0.052)


def test_strangers_and_the_rested_do_not_fall_out():
    p = pack()[0]
    assert falling_out_chance(p, 0.0, 1.0, 1.0, 1.0) == 0.0
    assert falling_out_chance(p, 1.0, 0.0, 1.0, 1.0) == 0.0


def test_joint_work_and_a_broken_promise_multiply_the_chance():
    p = pack({"joint_to_rift": 2.0, "broken_to_rift": 7.0})[0]
    alone = falling_out_chance(p, 0.5, 0.5, 0.0, 0.0)
    assert falling_out_chance(p, 1.0, 0.5, 0.0, 0.0) == pytest.approx(2.0 * alone)
    assert falling_out_chance(p, 0.5, 1.0, 0.0, 0.0) == pytest.approx(2.0 * alone)
    assert falling_out_chance(p, 0.5, 0.5, 1.0, 0.0) == pytest.approx(3.0 * alone)
    assert falling_out_chance(p, 0.5, 0.5, 1.0, 1.0) == pytest.approx(10.0 * alone)


def test_the_chance_is_held_at_one_at_the_ends_of_the_ranges():
    ends = ("falling_out_rate", "joint_to_rift", "broken_to_rift")
    p = pack({name: PARAMETERS[name].high for name in ends})[0]
    assert falling_out_chance(p, 1.0, 1.0, 1.0, 1.0) == 1.0


def test_a_rift_cuts_deep_and_the_others_take_sides():
    p = pack({"rift_depth": 0.75, "rift_spread": 0.25})[0]
    assert after_rift(p, 0.8) == pytest.approx(0.2)
    assert after_taking_sides(p, 0.8) == pytest.approx(0.6)
    assert after_rift(p, 0.0) == 0.0
    assert after_taking_sides(p, 0.0) == 0.0
