"""What goes with a completion, and what an intervention does, on weeks that are known."""

import numpy as np
import pytest

from pmg_sim.cycles.completions import AFTER, BEFORE, LAGS, pulse, response, rise
from pmg_sim.cycles.estimate import estimate
from pmg_sim.cycles.trace import align
from tests.cycles import made_up

WEEKS = 400


def with_response(when, size, lasts=20):
    """Make a person whose self-efficacy is raised for some weeks by each completion."""
    efficacy = np.full(WEEKS, 0.5)
    for week in when:
        efficacy[week : week + lasts] += size
    return efficacy, made_up.totals(WEEKS, *when)


def people(*both):
    efficacy, completions = (np.array(rows) for rows in zip(*both, strict=True))
    return made_up.trace(efficacy=efficacy, completions=completions)


def test_a_planted_response_is_found_with_its_size_and_its_end():
    found = response(people(with_response([100, 250], 0.1), with_response([200], 0.1)), "efficacy")
    assert found.count.tolist() == [3] * len(LAGS)
    told = dict(zip(LAGS.tolist(), found.mean.tolist(), strict=True))
    # The quiet weeks hold a little of it as well, those before and after the completion.
    assert told[-1] == pytest.approx(0.0, abs=0.01)
    assert told[0] == told[19] == pytest.approx(0.1, abs=0.01)
    assert told[20] == told[AFTER] == pytest.approx(0.0, abs=0.01)
    assert rise(found) == pytest.approx(0.1, abs=0.01)


def test_a_trend_is_no_response():
    efficacy = np.linspace(0.1, 0.9, WEEKS)
    found = response(people((efficacy, made_up.totals(WEEKS, 90, 300))), "efficacy")
    assert found.count[0] == 2
    assert np.allclose(found.mean, 0.0)


def test_where_no_response_is_planted_the_interval_spans_zero():
    rng = np.random.default_rng(3)
    found = []
    for _ in range(60):
        rows = [
            (0.5 + rng.normal(0.0, 0.05, WEEKS), made_up.totals(WEEKS, *rng.integers(20, 370, 4)))
            for _ in range(5)
        ]
        found.append(rise(response(people(*rows), "efficacy")))
    told = estimate(found)
    assert told.low < 0.0 < told.high
    assert told.high < 0.01


def test_completions_near_the_ends_or_a_gap_are_left_out():
    whole = with_response([100], 0.1)
    assert response(people(with_response([BEFORE - 1], 0.1)), "efficacy").count[0] == 0
    assert response(people(with_response([WEEKS - AFTER], 0.1)), "efficacy").count[0] == 0
    assert response(people(with_response([WEEKS - AFTER - 1], 0.1)), "efficacy").count[0] == 1
    gone = whole[0].copy()
    gone[120:] = np.nan
    found = response(people((gone, whole[1]), whole), "efficacy")
    assert found.count[0] == 1
    assert np.isnan(rise(response(people((gone, whole[1])), "efficacy")))


def test_only_completions_in_the_weeks_asked_for_count():
    both = people(with_response([100, 250], 0.1))
    assert response(both, "efficacy", 0, 200).count[0] == 1
    assert response(both, "efficacy", 251).count[0] == 0


def test_a_run_shorter_than_the_weeks_shown_has_no_response():
    short = made_up.trace(efficacy=np.full((2, 30), 0.5))
    assert response(short, "efficacy").count.sum() == 0


def test_an_intervention_is_told_person_by_person_whatever_their_order():
    base = made_up.trace(worked=np.array([[1.0, 2.0, 3.0], [4.0, np.nan, np.nan]]), keys=[7, 9])
    pushed = made_up.trace(worked=np.array([[5.0, 5.0, 5.0], [1.0, 2.5, np.nan]]), keys=[9, 7])
    found = pulse(base, pushed, "worked")
    assert found[:2].tolist() == [0.5, 0.5]
    assert np.isnan(found[2])


def test_somebody_who_is_not_in_the_other_arm_is_absent_there():
    one = made_up.trace(worked=np.ones((1, 3)), keys=[7])
    both = align(one, np.array([9, 7]))
    assert np.isnan(both["worked"][0]).all()
    assert both["worked"][1].tolist() == [1.0, 1.0, 1.0]
    assert both.cohort.tolist() == [-1, 0]
