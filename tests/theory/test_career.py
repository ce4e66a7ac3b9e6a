"""Leaving, positions, promotion: yearly rates at the reference state, and what moves them."""

import math

import pytest

from pmg_sim.codes import (
    ACTING_ASSISTANT,
    ASSISTANT,
    ASSOCIATE,
    CLINICAL_FACULTY,
    JUNIOR,
    MID_CAREER,
    NOBODY,
    PROFESSOR,
    SENIOR,
)
from pmg_sim.parameters import pack
from pmg_sim.theory.career import leaving_rate, position_rate, promotion_rate
from tests.theory.checks import FALLS, OWN_TEST, RISES, Expected, Ignores, checks

RULES = {
    leaving_rate: Expected(
        {
            "track_ratio": RISES,
            "stage": OWN_TEST,
            "satisfaction": FALLS,
            "connection": FALLS,
            "promotion_know_how": FALLS,
        },
        "(0, inf)",
        off={
            "satisfaction_to_staying": Ignores("satisfaction"),
            "connection_to_staying": Ignores("connection"),
            "know_how_to_staying": Ignores("promotion_know_how"),
        },
    ),
    position_rate: Expected(
        {"connection": RISES, "promotion_know_how": RISES, "motivation": RISES},
        "[0, inf)",
        off={
            "connection_to_position": Ignores("connection"),
            "know_how_to_position": Ignores("promotion_know_how"),
            "motivation_to_position": Ignores("motivation"),
        },
    ),
    promotion_rate: Expected(
        {
            "rank": OWN_TEST,
            "years_in_rank": RISES,
            "satisfaction": RISES,
            "promotion_know_how": RISES,
        },
        "[0, inf)",
        off={
            "appointment_per_year": OWN_TEST,
            "promotion_per_year": OWN_TEST,
            "satisfaction_to_promotion": Ignores("satisfaction"),
            "know_how_to_position": Ignores("promotion_know_how"),
        },
    ),
}


@pytest.mark.parametrize("check", checks(RULES))
def test_docstring(check):
    check()


def reference(p):
    return p.know_how_junior


def test_a_junior_at_the_reference_state_leaves_at_the_stated_rate():
    p = pack()[0]
    rate = leaving_rate(p, 1.0, JUNIOR, 0.5, 0.5, reference(p))
    assert rate == pytest.approx(p.leaving_per_year)


@pytest.mark.parametrize(("stage", "settled"), [(JUNIOR, 0), (MID_CAREER, 0), (SENIOR, 1)])
def test_the_hazard_is_multiplied_by_the_ratios_of_track_and_stage(stage, settled):
    p = pack()[0]
    ratio = p.clinician_educator_ratio
    rate = leaving_rate(p, ratio, stage, 0.5, 0.5, reference(p))
    expected = p.leaving_per_year * ratio * (p.settled_leaving_ratio if settled else 1.0)
    assert rate == pytest.approx(expected)


def test_what_keeps_people_works_on_the_log_of_the_hazard():
    weights = {
        "satisfaction_to_staying": 0.7,
        "connection_to_staying": 0.4,
        "know_how_to_staying": 0.2,
    }
    p = pack(weights)[0]

    def log_hazard(*state):
        return math.log(leaving_rate(p, 1.0, JUNIOR, *state) / p.leaving_per_year)

    assert log_hazard(1.0, 0.5, reference(p)) == pytest.approx(-0.7)
    assert log_hazard(0.0, 0.5, reference(p)) == pytest.approx(0.7)
    assert log_hazard(0.5, 1.0, reference(p)) == pytest.approx(-0.4)
    assert log_hazard(0.5, 0.5, reference(p) + 0.5) == pytest.approx(-0.2)


def test_positions_come_at_their_yearly_rate_at_the_reference_state():
    p = pack()[0]
    rate = position_rate(p, 0.5, reference(p), 0.5)
    assert rate == pytest.approx(p.positions_per_year)


def test_what_moves_positions_multiplies_their_rate():
    values = {"connection_to_position": 0.5, "know_how_to_position": 0.8}
    p = pack(values | {"motivation_to_position": 0.3, "know_how_junior": 0.25})[0]

    def ratio(*state):
        return position_rate(p, *state) / p.positions_per_year

    assert ratio(1.0, 0.25, 0.5) == pytest.approx(1.5)
    assert ratio(0.5, 0.75, 0.5) == pytest.approx(1.4)
    assert ratio(0.5, 0.25, 0.0) == pytest.approx(0.7)


@pytest.mark.parametrize("rank", [ACTING_ASSISTANT, CLINICAL_FACULTY])
def test_appointment_comes_at_any_time_and_whatever_the_state(rank):
    p = pack()[0]
    for years, satisfaction, know_how in ((0.0, 0.1, 0.1), (9.0, 0.9, 0.9)):
        rate = promotion_rate(p, rank, years, satisfaction, know_how)
        assert rate == pytest.approx(p.appointment_per_year)
    off = pack({"appointment_per_year": 0.0})[0]
    assert promotion_rate(off, rank, 5.0, 0.5, 0.5) == 0.0


@pytest.mark.parametrize("rank", [ASSISTANT, ASSOCIATE])
def test_promotion_waits_for_the_clock(rank):
    p = pack({"promotion_clock": 5.0})[0]
    assert promotion_rate(p, rank, 4.99, 1.0, 1.0) == 0.0
    rate = promotion_rate(p, rank, 5.0, 0.5, reference(p))
    assert rate == pytest.approx(p.promotion_per_year)
    off = pack({"promotion_per_year": 0.0})[0]
    assert promotion_rate(off, rank, 40.0, 1.0, 1.0) == 0.0


@pytest.mark.parametrize("rank", [PROFESSOR, NOBODY])
def test_nothing_comes_after_professor(rank):
    assert promotion_rate(pack()[0], rank, 40.0, 1.0, 1.0) == 0.0


def test_what_moves_promotion_multiplies_its_rate():
    values = {"satisfaction_to_promotion": 0.5, "know_how_to_position": 0.8}
    p = pack(values | {"know_how_junior": 0.25})[0]

    def ratio(*state):
        return promotion_rate(p, ASSISTANT, 20.0, *state) / p.promotion_per_year

    assert ratio(1.0, 0.25) == pytest.approx(1.5)
    assert ratio(0.0, 0.25) == pytest.approx(0.5)
    assert ratio(0.5, 0.75) == pytest.approx(1.4)
