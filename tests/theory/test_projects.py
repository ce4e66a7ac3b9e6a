"""Projects: kinds and sizes, the published review times, and what raises acceptance."""

import math

import numpy as np
import pytest
from hypothesis import given

from pmg_sim.codes import PAPER, PRESENTATION, SERIES
from pmg_sim.parameters import PARAMETERS, pack
from pmg_sim.theory import projects
from tests.theory.checks import EXAMPLES, FALLS, OWN_TEST, RISES, Expected, Ignores, checks
from tests.theory.ranges import call, parameter_sets

RULES = {
    projects.kind_from: Expected({"u": OWN_TEST}, f"[{PAPER}, {PRESENTATION}]"),
    projects.kind_in_hand: Expected({"u": OWN_TEST}, f"[{PAPER}, {PRESENTATION}]"),
    projects.hours_needed: Expected({"kind": OWN_TEST}, "(0, 1000]"),
    projects.review_weeks: Expected({"kind": OWN_TEST, "z": RISES}, "[1, inf)"),
    projects.acceptance: Expected({"kind": OWN_TEST, "quality": RISES}, "(0, 1)"),
    projects.draft_quality: Expected(
        {"research": RISES, "feedback": RISES, "ideas": RISES},
        "[-3, 9]",
        off={
            "know_how_to_quality": Ignores("research"),
            "feedback_to_quality": Ignores("feedback"),
        },
    ),
    projects.drop_rate: Expected({"asked": FALLS}, "[0, inf)", off={"dropping_per_year": 0.0}),
    projects.resubmission_chance: Expected({"motivation": RISES}, "[0, 1]"),
}


@pytest.mark.parametrize("check", checks(RULES))
def test_docstring(check):
    check()


def test_kinds_come_in_their_shares():
    p = pack({"paper_share": 0.4, "series_share": 0.25})[0]
    kinds = [projects.kind_from(p, u) for u in (np.arange(1000) + 0.5) / 1000]
    assert [kinds.count(kind) for kind in (PAPER, SERIES, PRESENTATION)] == [400, 150, 450]


def test_a_draw_at_the_border_falls_on_the_far_side():
    p = pack({"paper_share": 0.5, "series_share": 0.5})[0]
    assert projects.kind_from(p, 0.0) == PAPER
    assert projects.kind_from(p, 0.5) == SERIES
    assert projects.kind_from(p, 0.75) == PRESENTATION


def test_the_longer_a_kind_takes_the_more_of_it_is_found_in_hand():
    shares = {"paper_share": 0.4, "series_share": 0.25}
    hours = {"paper_hours": 100.0, "series_hours": 60.0, "presentation_hours": 20.0}
    # Started 40, 15 and 45 times in a hundred, they lie about for 100, 60 and 20 hours.
    p = pack(shares | hours)[0]
    kinds = [projects.kind_in_hand(p, u) for u in (np.arange(580) + 0.5) / 580]
    assert [kinds.count(kind) for kind in (PAPER, SERIES, PRESENTATION)] == [400, 90, 90]


@EXAMPLES
@given(parameter_sets(projects.hours_needed))
def test_each_kind_has_its_hours(p):
    hours = [call(projects.hours_needed, p, {"kind": k}) for k in (PAPER, SERIES, PRESENTATION)]
    assert hours == [p.paper_hours, p.series_hours, p.presentation_hours]


def over_normal(function):
    """Integrate a function of a standard normal draw; the trapezoid rule is all but exact."""
    z = np.linspace(-9.0, 9.0, 2001)
    density = np.exp(-0.5 * z * z) / math.sqrt(2.0 * math.pi)
    return float(np.trapezoid(density * np.array([function(x) for x in z]), z))


def test_a_journal_takes_the_published_weeks_and_the_lag_is_skewed_to_the_right():
    p = pack()[0]

    def weeks(z):
        return projects.review_weeks(p, PAPER, z)

    mean = over_normal(weeks)
    sd = math.sqrt(over_normal(lambda z: (weeks(z) - mean) ** 2))
    # 181 days with a standard deviation of 104.
    assert mean == pytest.approx(181 / 7, rel=0.005)
    assert sd == pytest.approx(104 / 7, rel=0.005)
    assert weeks(0.0) < mean
    assert over_normal(lambda z: (weeks(z) - mean) ** 3) > sd**3


def test_a_conference_answers_in_its_share_of_a_journals_time_and_nobody_at_once():
    p = pack({"conference_lag": 0.25})[0]
    journal = projects.review_weeks(p, PAPER, 0.5)
    assert projects.review_weeks(p, PRESENTATION, 0.5) == pytest.approx(0.25 * journal)
    assert projects.review_weeks(p, PRESENTATION, -8.0) == 1.0


@pytest.mark.parametrize(
    ("kind", "parameter"),
    [(PAPER, "paper_acceptance"), (PRESENTATION, "presentation_acceptance")],
)
def test_a_draft_of_no_special_quality_meets_the_published_rate(kind, parameter):
    p = pack()[0]
    assert projects.acceptance(p, kind, 0.0) == pytest.approx(p[parameter])
    odds = p[parameter] / (1.0 - p[parameter])
    better = projects.acceptance(p, kind, math.log(2.0))
    assert better / (1.0 - better) == pytest.approx(2.0 * odds)


def test_quality_adds_up_from_know_how_feedback_and_ideas():
    p = pack({"know_how_to_quality": 0.6, "feedback_to_quality": 0.4})[0]
    assert projects.draft_quality(p, 0.5, 0.0, 0.0) == 0.0
    assert projects.draft_quality(p, 1.0, 0.0, 0.0) == pytest.approx(0.6)
    assert projects.draft_quality(p, 0.0, 0.0, 0.0) == pytest.approx(-0.6)
    assert projects.draft_quality(p, 0.5, 0.5, 0.3) == pytest.approx(0.5)


def test_what_one_is_asked_about_is_dropped_less():
    p = pack({"dropping_per_year": 0.8})[0]
    assert projects.drop_rate(p, 0.0) == 0.8
    assert projects.drop_rate(p, 0.75) == pytest.approx(0.2)
    assert projects.drop_rate(p, 1.0) == 0.0


def test_motivation_moves_resubmission_about_its_reference():
    p = pack({"persistence": 0.6})[0]
    assert projects.resubmission_chance(p, 0.5) == pytest.approx(0.6)
    assert projects.resubmission_chance(p, 1.0) == pytest.approx(0.8)
    assert projects.resubmission_chance(p, 0.0) == pytest.approx(0.4)
    nobody = pack({"persistence": 0.0})[0]
    assert projects.resubmission_chance(nobody, 0.2) == 0.0


def test_about_half_of_all_papers_are_accepted_in_the_end():
    accepted = PARAMETERS["paper_acceptance"].default
    again = PARAMETERS["persistence"].default
    assert accepted / (1.0 - (1.0 - accepted) * again) == pytest.approx(0.5, abs=0.02)
