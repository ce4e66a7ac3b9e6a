"""The weeks and lengths of meetings."""

from functools import cache

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmg_sim import codes
from pmg_sim.scenario.roles import Admission
from tests.processes.running import EXAMPLES, eve, small, study
from tests.strategies import scenarios

SEEDS = 500


@cache
def calendars():
    """Return the study's calendar for many seeds."""
    return [eve(study(), seed=seed)[0].meetings for seed in range(SEEDS)]


def series(meetings, purpose):
    return meetings[meetings.purpose == purpose]


def test_the_study_has_thirty_meetings():
    for meetings in calendars():
        assert len(meetings) == 30
        evenings, noons = series(meetings, codes.DISCUSSION), series(meetings, codes.PROJECTS)
        assert (len(evenings), len(noons)) == (18, 12)
        assert (evenings.hour == codes.EVENING).all()
        assert (noons.hour == codes.NOON).all()
        assert (evenings.meal_usd == 125).all()
        assert (noons.meal_usd == 0).all()
        assert noons.week.min() >= 104
        assert evenings.week.min() == 0
        assert meetings.week.max() < 208
        assert (np.diff(meetings.week) > 0).all()


def test_the_studys_evenings_are_four_to_thirteen_weeks_apart():
    gaps = np.array([np.diff(series(m, codes.DISCUSSION).week) for m in calendars()])
    assert gaps.min() == 4
    assert gaps.max() == 13
    # Eighteen intervals fill the four years; the one after the last evening is the eighteenth.
    assert abs(gaps.mean() - 208 / 18) < 0.05
    assert len(np.unique(gaps)) == 10, "the intervals vary"


def test_the_studys_noons_are_spread_over_the_last_two_years():
    gaps = np.array([np.diff(series(m, codes.PROJECTS).week) for m in calendars()])
    # Eight or nine weeks apart, but for a week that an evening holds.
    assert gaps.min() >= 7
    assert gaps.max() <= 10
    assert abs(gaps.mean() - 104 / 12) < 0.1


def test_lengths_are_spread_evenly_between_their_bounds():
    lengths = np.concatenate([series(m, codes.DISCUSSION).length for m in calendars()])
    assert lengths.min() >= 120
    assert lengths.max() <= 180
    shares = np.histogram(lengths, bins=6, range=(120, 180))[0] / len(lengths)
    assert np.allclose(shares, 1 / 6, atol=4 * np.sqrt(5 / 36 / len(lengths)))
    noons = np.concatenate([series(m, codes.PROJECTS).length for m in calendars()])
    assert (noons == 60).all()


@EXAMPLES
@given(scenarios(), st.integers(0, 1000))
def test_intervals_stay_inside_their_bounds(scenario, seed):
    for group in scenario.group:
        for calendar in group.calendar:
            if calendar.count is None or calendar.interval_weeks is None:
                continue
            # Other series may hold the wanted week, hence one series at a time.
            closed = {"admission": Admission(), "copies": 1, "varied": {}}
            only = group.model_copy(update={"calendar": (calendar,), **closed})
            alone = scenario.model_copy(update={"group": (only,), "event": ()})
            weeks = eve(alone, seed=seed)[0].meetings.week
            start, end = calendar.span(group, scenario.horizon_weeks)
            assert len(weeks) == calendar.count
            assert weeks[0] == start
            assert weeks[-1] < end
            shortest, longest = calendar.interval_weeks
            if len(weeks) > 1:
                gaps = np.diff(weeks)
                assert gaps.min() >= shortest
                assert gaps.max() <= longest


@pytest.mark.parametrize("weeks", [1, 2, 7])
def test_an_interval_alone_repeats_itself(weeks):
    calendar = {"purpose": "discussion", "hour": "noon", "interval_weeks": weeks}
    state, _ = eve(small(group={"calendar": [calendar | {"length_minutes": 60}]}, weeks=30))
    assert state.meetings.week.tolist() == list(range(0, 30, weeks))[: 30 // weeks]


def test_series_share_no_week_even_where_they_fill_them_all():
    meetings = {"hour": "noon", "length_minutes": 60, "count": 10}
    calendar = [meetings | {"purpose": purpose} for purpose in ("discussion", "projects")]
    calendar += [meetings | {"purpose": "discussion", "start_week": 3, "end_week": 20}]
    for seed in range(50):
        state, _ = eve(small(group={"calendar": calendar}, weeks=30), seed=seed)
        assert state.meetings.week.tolist() == list(range(30))


def test_the_same_calendar_in_both_arms_and_another_for_each_replicate():
    for replicate in range(20):
        one, _ = eve(study(), replicate=replicate)
        other, _ = eve(study().without_group(), replicate=replicate)
        assert one.meetings.tobytes() == other.meetings.tobytes()
    lengths = {eve(study(), replicate=replicate)[0].meetings.length[0] for replicate in range(20)}
    assert len(lengths) == 20


def test_two_groups_draw_calendars_of_their_own():
    meeting = study().group[0].calendar[0].model_dump(mode="json", exclude_none=True)
    calendar = [meeting | {"count": 8, "interval_weeks": [2, 10]}]
    groups = [{"invited": 3, "calendar": calendar}, {"invited": 3, "calendar": calendar}]
    state, _ = eve(small(group=groups, weeks=52))
    first, second = (state.meetings[state.meetings.group == g] for g in range(2))
    assert first.week.tolist() != second.week.tolist()
    assert first.length.tolist() != second.length.tolist()
