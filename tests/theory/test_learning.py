"""Know-how: by doing, by advice, by curriculum, and its slow loss."""

import pytest
from hypothesis import given

from pmg_sim.parameters import pack
from pmg_sim.theory.learning import by_advice, by_curriculum, by_doing, forgotten
from tests.theory.checks import EXAMPLES, RISES, Expected, Returns, checks
from tests.theory.ranges import call, parameter_sets, points

RULES = {
    by_doing: Expected(
        {"know_how": RISES, "hours": RISES},
        "[0, 1]",
        off={"doing_to_know_how": Returns("know_how")},
    ),
    by_advice: Expected(
        {"know_how": RISES, "teacher": RISES, "hours": RISES},
        "[0, 1]",
        off={"advice_to_know_how": Returns("know_how")},
        steep={"teacher": {"hours": 10.0}, "hours": {"teacher": 0.9}},
    ),
    by_curriculum: Expected(
        {"know_how": RISES, "hours": RISES},
        "[0, 1]",
        off={"curriculum_to_know_how": Returns("know_how")},
    ),
    forgotten: Expected({"know_how": RISES, "own_level": RISES}, "[0, 1]"),
}


@pytest.mark.parametrize("check", checks(RULES))
def test_docstring(check):
    check()


@pytest.mark.parametrize(
    ("rule", "parameter"),
    [(by_doing, "doing_to_know_how"), (by_curriculum, "curriculum_to_know_how")],
)
def test_an_hour_gives_its_share_of_what_is_left_to_know(rule, parameter):
    p = pack({parameter: 0.02})[0]
    assert rule(p, 0.4, 10.0) == pytest.approx(0.52)
    assert rule(p, 0.4, 0.0) == 0.4
    assert rule(p, 0.4, 50.0) == 1.0
    assert rule(p, 0.4, 100.0) == 1.0
    assert rule(p, 1.0, 10.0) == 1.0


def test_advice_closes_a_share_of_the_gap():
    p = pack({"advice_to_know_how": 0.05})[0]
    assert by_advice(p, 0.4, 0.8, 5.0) == pytest.approx(0.5)
    assert by_advice(p, 0.4, 0.8, 0.0) == 0.4
    assert by_advice(p, 0.4, 0.8, 20.0) == pytest.approx(0.8)
    assert by_advice(p, 0.4, 0.8, 60.0) == pytest.approx(0.8)


@EXAMPLES
@given(parameter_sets(by_advice), points(by_advice))
def test_nobody_learns_what_the_teacher_does_not_know_nor_forgets_by_listening(p, point):
    after = call(by_advice, p, point)
    if point["teacher"] <= point["know_how"]:
        assert after == point["know_how"]
    else:
        assert point["know_how"] <= after <= point["teacher"] + 1e-12


@EXAMPLES
@given(parameter_sets(forgotten), points(forgotten))
def test_forgetting_moves_between_what_is_known_and_what_one_came_with(p, point):
    low, high = sorted(point.values())
    assert low - 1e-12 <= call(forgotten, p, point) <= high + 1e-12


def test_a_week_forgets_its_share_of_what_was_gained():
    p = pack({"forgetting": 0.01})[0]
    assert forgotten(p, 0.8, 0.3) == pytest.approx(0.795)
    assert forgotten(p, 0.3, 0.3) == 0.3
