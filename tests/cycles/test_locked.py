"""Work lined up on meetings: what is planted is found with the right size, and nothing else."""

import numpy as np
import pytest

from pmg_sim.cycles.estimate import estimate
from pmg_sim.cycles.locked import (
    CYCLES,
    LAGS,
    REACH,
    around_meetings,
    peak,
    places,
    pull,
    rhythm,
)
from tests.cycles import made_up
from tests.cycles.made_up import MEETINGS

WEEKS = 110
ONE = int(np.argmin(np.abs(CYCLES - 1.0)))


def promising(hours, left=None):
    left = np.ones_like(hours) if left is None else left
    return made_up.trace(worked=hours, promised_hours=hours, on_promise=left, members=left)


def test_a_week_belongs_to_no_meeting_beyond_the_next_ones():
    found = list(places(np.array([10, 15, 40]), 60))
    assert {lag for lag, week in found if week == 13} == {3, -2}
    assert {lag for lag, week in found if week == 15} == {0}
    assert all(abs(lag) <= REACH for lag, _ in found)
    assert min(week for _, week in found) == 11, "before the first meeting nobody has promised"
    assert max(week for _, week in found) == 48


def test_hours_are_found_at_the_weeks_in_which_they_stand():
    worth = {-2: 1.0, -1: 2.0, 0: 4.0}
    hours = 3.0 + np.tile(made_up.by_lag(MEETINGS, WEEKS, worth), (3, 1))
    found = around_meetings(promising(hours), promising(hours), "worked")
    told = dict(zip(LAGS.tolist(), found.mean.tolist(), strict=True))
    assert [told[lag] for lag in (-3, -2, -1, 0, 1)] == [3.0, 4.0, 5.0, 7.0, 3.0]
    assert found.count[REACH] == 3 * (len(MEETINGS) - 1)


def test_people_who_left_and_those_who_do_not_count_are_left_out():
    hours = np.full((3, WEEKS), 2.0)
    hours[1] = 50.0
    hours[2, 20:] = np.nan
    left = np.ones_like(hours)
    left[1] = 0.0
    left[2, 20:] = np.nan
    whole = promising(hours, left)
    found = around_meetings(whole, whole, "worked", "on_promise")
    assert np.allclose(found.mean[np.isfinite(found.mean)], 2.0)
    alone = promising(hours[:1])
    assert (found.count > around_meetings(alone, alone, "worked").count).any()


def test_the_meetings_of_one_arm_line_up_the_weeks_of_the_other():
    hours = np.tile(made_up.by_lag(MEETINGS, WEEKS, {0: 5.0}), (2, 1))
    calendar = promising(hours)
    other = made_up.trace(meetings=[], worked=hours)
    found = around_meetings(other, calendar, "worked")
    assert found.mean[REACH] == 5.0
    assert np.isnan(around_meetings(calendar, other, "worked").mean).all()


def test_a_planted_pull_is_found_with_its_size():
    hours = 1.0 + np.tile(made_up.by_lag(MEETINGS, WEEKS, {-1: 0.6, 0: 0.8}), (4, 1))
    assert pull(promising(hours), 0, WEEKS) == pytest.approx(0.7)


def test_who_finishes_early_hides_no_pull_and_makes_none():
    hours = 1.0 + np.tile(made_up.by_lag(MEETINGS, WEEKS, {-1: 0.7, 0: 0.7}), (4, 1))
    left = np.ones_like(hours)
    for end in MEETINGS[1:]:
        hours[2:, end - 3 : end + 1] = 0.0
        left[2:, end - 2 : end + 1] = 0.0
    assert pull(promising(hours, left), 0, WEEKS) == pytest.approx(0.7)
    assert np.isnan(pull(promising(hours, np.zeros_like(hours)), 0, WEEKS))


def test_only_meetings_inside_the_weeks_asked_for_count():
    hours = np.ones((2, WEEKS))
    hours[:, 50:] += made_up.by_lag(MEETINGS, WEEKS, {-1: 2.0, 0: 2.0})[50:]
    whole = promising(hours)
    assert pull(whole, 0, 50) == 0.0
    assert pull(whole, 50, WEEKS) == pytest.approx(2.0)
    assert np.isnan(pull(whole, 100, WEEKS))


def test_where_no_pull_is_planted_the_interval_spans_zero():
    rng = np.random.default_rng(5)
    found = [pull(promising(rng.gamma(4.0, 0.5, (6, WEEKS))), 0, WEEKS) for _ in range(60)]
    told = estimate(found)
    assert told.low < 0.0 < told.high
    assert told.high - told.low < 0.1


def test_a_wave_from_meeting_to_meeting_is_found_however_long_they_are_apart():
    rng = np.random.default_rng(6)
    wave = np.sin(2 * np.pi * made_up.clock(MEETINGS, WEEKS))
    noise = rng.normal(0.0, np.sqrt(0.5), (40, WEEKS))
    whole = promising(3.0 + noise + wave)
    power = rhythm(whole, whole, "worked", 0, WEEKS)
    assert power.argmax() == ONE
    assert power[ONE] == pytest.approx(0.5, abs=0.04)
    assert peak(power) == pytest.approx(power[ONE], abs=0.05)


@pytest.mark.parametrize("slow", [False, True])
def test_where_no_wave_is_planted_there_is_hardly_a_peak_and_the_same_in_both_arms(slow):
    rng = np.random.default_rng(7)
    peaks = []
    for _ in range(120):
        steps = rng.normal(size=(6, WEEKS))
        whole = promising(100.0 + (np.cumsum(steps, axis=1) if slow else steps))
        peaks.append(peak(rhythm(whole, whole, "worked", 0, WEEKS)))
    assert abs(estimate(peaks).mean) < 0.004
    less = np.array(peaks[:60]) - np.array(peaks[60:])
    assert abs(less.mean()) < 4.0 * less.std() / np.sqrt(len(less))


def test_what_does_not_vary_or_is_too_short_has_no_rhythm():
    flat = promising(np.full((2, WEEKS), 2.0))
    assert np.isnan(rhythm(flat, flat, "worked", 0, WEEKS)).all()
    uneven = promising(np.arange(2.0 * WEEKS).reshape(2, WEEKS))
    assert np.isnan(rhythm(uneven, uneven, "worked", 0, 25)).all()
    assert np.isfinite(rhythm(uneven, uneven, "worked", 0, 60)).all()
    once = made_up.trace(meetings=[30], worked=np.arange(2.0 * WEEKS).reshape(2, WEEKS))
    assert np.isnan(rhythm(once, once, "worked", 0, WEEKS)).all()
