"""Work: hours from feelings, overtime from a deadline, pace from know-how, and new starts."""

import pytest
from hypothesis import given

from pmg_sim.parameters import pack
from pmg_sim.theory import work
from tests.theory.checks import EXAMPLES, FALLS, RISES, Expected, Ignores, checks
from tests.theory.ranges import call, parameter_sets, points

RULES = {
    work.scholarly_hours: Expected(
        {"free_hours": RISES, "motivation": RISES, "efficacy": RISES, "strain": FALLS},
        "[0, inf)",
        off={
            "motivation_to_hours": Ignores("motivation"),
            "efficacy_to_hours": Ignores("efficacy"),
            "strain_to_hours": Ignores("strain"),
        },
    ),
    work.deadline_overtime: Expected(
        {"hours": RISES, "pull": RISES}, "[0, 120]", off={"pull_to_overtime": 0.0}
    ),
    work.hours_per_weight: Expected({"hours": RISES, "weights": FALLS}, "[0, inf)"),
    work.pace: Expected(
        {"research": RISES, "management": RISES}, "(0, 2)", off={"know_how_to_pace": 1.0}
    ),
    work.start_rate: Expected(
        {"spare": RISES, "motivation": RISES, "efficacy": RISES},
        "[0, 57]",
        off={
            "motivation_to_hours": Ignores("motivation"),
            "efficacy_to_hours": Ignores("efficacy"),
        },
    ),
}


@pytest.mark.parametrize("check", checks(RULES))
def test_docstring(check):
    check()


def test_at_the_reference_state_a_person_works_the_free_hours():
    assert work.scholarly_hours(pack()[0], 4.0, 0.5, 0.5, 0.5) == 4.0


def test_feelings_multiply_the_hours():
    values = {"motivation_to_hours": 0.4, "efficacy_to_hours": 0.1, "strain_to_hours": 0.3}
    p = pack(values)[0]
    assert work.scholarly_hours(p, 4.0, 1.0, 0.5, 0.5) == pytest.approx(5.6)
    assert work.scholarly_hours(p, 4.0, 0.5, 1.0, 0.5) == pytest.approx(4.4)
    assert work.scholarly_hours(p, 4.0, 0.5, 0.5, 1.0) == pytest.approx(2.8)
    assert work.scholarly_hours(p, 4.0, 0.0, 0.0, 0.0) == pytest.approx(4 * 0.6 * 0.9 * 1.3)


def test_a_deadline_takes_at_most_its_share_from_personal_time():
    p = pack({"pull_to_overtime": 0.4})[0]
    assert work.deadline_overtime(p, 5.0, 0.0) == 0.0
    assert work.deadline_overtime(p, 5.0, 1.0) == pytest.approx(1.0)
    assert work.deadline_overtime(p, 5.0, 3.0) == pytest.approx(1.5)
    assert work.deadline_overtime(p, 5.0, 1e9) == pytest.approx(2.0)


def test_projects_share_the_hours_with_everything_else():
    p = pack({"other_demands": 0.5})[0]
    assert work.hours_per_weight(p, 6.0, 1.0) == pytest.approx(4.0)
    assert work.hours_per_weight(p, 6.0, 2.5) == pytest.approx(2.0)
    assert work.hours_per_weight(p, 0.0, 1.0) == 0.0


@EXAMPLES
@given(parameter_sets(work.hours_per_weight), points(work.hours_per_weight))
def test_projects_never_get_more_than_the_hours_there_are(p, point):
    each = call(work.hours_per_weight, p, point)
    assert each * point["weights"] <= point["hours"] * (1.0 + 1e-12)


def test_two_kinds_of_know_how_set_the_pace():
    p = pack({"know_how_to_pace": 0.5})[0]
    assert work.pace(p, 0.5, 0.5) == 1.0
    assert work.pace(p, 1.0, 0.5) == pytest.approx(1.25)
    assert work.pace(p, 0.5, 0.0) == pytest.approx(0.75)
    assert work.pace(p, 1.0, 1.0) == pytest.approx(1.5)


def test_starts_go_with_spare_capacity_and_initiative():
    values = {"starts_per_year": 4.0, "motivation_to_hours": 0.4, "efficacy_to_hours": 0.1}
    p = pack(values)[0]
    assert work.start_rate(p, 1.0, 0.5, 0.5) == 4.0
    assert work.start_rate(p, 0.25, 0.5, 0.5) == 1.0
    assert work.start_rate(p, 0.0, 1.0, 1.0) == 0.0
    assert work.start_rate(p, 1.0, 1.0, 0.5) == pytest.approx(5.6)
    assert work.start_rate(p, 1.0, 0.5, 0.0) == pytest.approx(3.6)
