"""Deadline pull: weeks are lined up on the right meeting, and averaged as the note says."""

import dataclasses

import numpy as np
import pandas as pd
import pytest

from pmg_sim.figures import deadline_pull
from pmg_sim.figures.cycles import (
    AFTER,
    BEFORE,
    around_meetings,
    discussion_weeks,
    per_head,
)
from tests.figures import looking

MEETINGS = (5, 12, 40)


@pytest.fixture
def sawtooth(few):
    """Return results in which promised work is the number of weeks since the last meeting."""
    weeks = np.arange(60)
    last = [max([m for m in MEETINGS if m < week], default=week) for week in weeks]
    blocks = [
        pd.DataFrame(
            {
                "replicate": replicate,
                "arm": arm,
                "week": weeks,
                "scope": "cohort",
                "people": 4.0,
                "members": members,
                "hours": 6.0 + replicate,
                "idle_hours": 2.0,
                "on_promise": 0.25 * members / 2,
                "promised_hours": 0.25 * members * (weeks - last),
            }
        )
        for replicate in range(2)
        for arm, members in (("group", 2.0), ("no_group", 0.0))
    ]
    log = pd.DataFrame(
        {
            "replicate": np.repeat([0, 1], 3),
            "group": "first",
            "week": MEETINGS * 2,
            "purpose": "discussion",
            "called": True,
        }
    )
    frame = pd.concat(blocks, ignore_index=True)
    frame["arm"] = pd.Categorical(frame["arm"], ["group", "no_group"])
    return dataclasses.replace(few, weeks=frame, meetings=log)


def test_each_lag_holds_the_weeks_at_that_distance(sawtooth):
    rows = around_meetings(sawtooth)
    group = rows[rows["arm"] == "group"]
    # Half the cohort are members, half of these hold a promise: the mean over the cohort, 0.5 a
    # week since the last meeting, is 1 per member and 2 per holder.
    for whom, each in (("people", 0.5), ("members", 1), ("holders", 2)):
        promised = per_head(group, "promised", whom).mean(axis=1)
        assert promised[-1] == pytest.approx(each * np.mean([6, 27]))
        assert promised[0] == pytest.approx(each * np.mean([7, 28]))
        assert promised[-10] == pytest.approx(each * 18)
        assert promised[2] == pytest.approx(each * 2)


def test_with_nobody_to_divide_by_a_mean_is_missing_and_not_zero(sawtooth):
    rows = around_meetings(sawtooth)
    alone = per_head(rows[rows["arm"] == "no_group"], "promised", "members")
    assert alone.isna().all(axis=None)


def test_weeks_beyond_the_neighbouring_meetings_are_left_out(sawtooth):
    rows = around_meetings(sawtooth)
    group = rows[rows["arm"] == "group"]
    lags = group[group["meeting"] < 3].groupby("meeting")["lag"].agg(["min", "max"])
    assert lags["min"].tolist() == [1, -6, -BEFORE]
    assert lags["max"].tolist() == [AFTER] * 3


def test_both_arms_are_lined_up_on_the_same_weeks(sawtooth):
    rows = around_meetings(sawtooth)
    count = rows.groupby("arm", observed=True).size()
    assert count["group"] == count["no_group"]
    worked = per_head(rows, "worked", "people")
    np.testing.assert_allclose(worked[0], 4)
    np.testing.assert_allclose(worked[1], 5)


def test_a_shorter_lead_than_the_calendar_has_no_weeks(few):
    lag = around_meetings(few)["lag"]
    assert lag.min() >= -BEFORE
    assert lag.max() == AFTER


def test_n_is_stated(many, drawn):
    text = looking.running(drawn("deadline_pull", "many"))
    called = len(discussion_weeks(many))
    assert f"n = {called} discussion meetings in 12 replicates." in text
    assert "95 % interval" in text


def test_few_replicates_get_no_interval(drawn):
    figure = drawn("deadline_pull", "few")
    assert "too few replicates" in looking.running(figure)
    assert [line for ax in figure.axes for line in ax.collections] == []


def test_of_several_groups_each_is_lined_up_on_its_own_meetings(pair, drawn):
    rows = around_meetings(pair)
    log = discussion_weeks(pair)
    assert rows["replicate"].unique().tolist() == [0]
    assert rows["meeting"].nunique() <= (log["replicate"] == 0).sum()
    assert "only the first replicate" in looking.running(drawn("deadline_pull", "pair"))


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda r: {"meetings": r.meetings.assign(called=False)}, "no discussion meeting was"),
        (lambda r: {"weeks": r.weeks.assign(promised_hours=0.0)}, "nobody worked on a promise"),
        (lambda r: {"meetings": r.meetings[:0]}, "no discussion meeting was called"),
    ],
)
def test_nothing_to_show_is_said(few, change, reason):
    changed = dataclasses.replace(few, **change(few))
    assert deadline_pull.draw(changed) is None
    assert deadline_pull.why_not(changed).startswith(reason)
