"""Each pattern is judged by a stated measure, which sees what is put into the tables."""

import dataclasses

import numpy as np
import pytest

from pmg_sim.evidence import study
from pmg_sim.experiments.pattern_measures import FAR, MEASURES, NEAR
from pmg_sim.experiments.patterns import patterns


def verdict(results, name, **tables):
    return patterns(dataclasses.replace(results, **tables))["judged"][name]["verdict"]


def weeks_away(results):
    """Return, for each row of the weeks, how far the next discussion is; nan without one."""
    meetings = results.meetings[
        results.meetings["called"] & (results.meetings["purpose"] == "discussion")
    ]
    planned = {replicate: sorted(rows["week"]) for replicate, rows in meetings.groupby("replicate")}
    away = [
        min((held - week for held in planned.get(replicate, ()) if held >= week), default=np.nan)
        for replicate, week in zip(
            results.weeks["replicate"].tolist(), results.weeks["week"].tolist(), strict=True
        )
    ]
    return np.array(away)


def test_every_pattern_is_judged_or_named(many):
    found = patterns(many)
    assert set(found["judged"]) == set(MEASURES)
    names = [entry["id"] for entry in study()["pattern"]]
    assert sorted([*found["judged"], *found["not_judged"]]) == sorted(names)
    assert len(names) == 16


def test_every_measure_tells_what_it_is_and_where_it_lies(many):
    for entry in patterns(many)["judged"].values():
        for measure in entry["measures"]:
            assert measure["what"]
            assert measure["expected"] in ("above", "below")
            assert measure["verdict"] in ("shown", "opposite", "not shown", "not measured")
            assert measure["n"] > 0


@pytest.mark.parametrize(("near", "far", "expected"), [(2.0, 1.0, "shown"), (1.0, 2.0, "opposite")])
def test_deadline_pull_sees_work_near_a_meeting(many, near, far, expected):
    away = weeks_away(many)
    luck = np.random.default_rng(1).normal(0.0, 0.01, len(away))
    promised = np.where(away < NEAR, near, np.where(away > FAR, far, 50.0)) + luck
    weeks = many.weeks.assign(promised_hours=promised, on_promise=1.0)
    assert verdict(many, "deadline_pull", weeks=weeks) == expected


def test_deadline_pull_is_not_misled_by_promises_that_are_done(many):
    """Fewer have a promise in hand as the meeting nears, but those do more for it."""
    away = weeks_away(many)
    holders = np.where(away < NEAR, 0.2, 0.8)
    hours = np.where(away < NEAR, 3.0, 1.0) + np.random.default_rng(5).normal(0, 0.01, len(away))
    weeks = many.weeks.assign(promised_hours=hours * holders, on_promise=holders)
    assert weeks.loc[away < NEAR, "promised_hours"].mean() < 0.8
    entry = patterns(dataclasses.replace(many, weeks=weeks))["judged"]["deadline_pull"]
    assert [each["verdict"] for each in entry["measures"]] == ["shown", "opposite"]
    assert entry["verdict"] == "mixed"


def test_deadline_pull_counts_no_weeks_after_the_last_meeting(many):
    promised = np.where(np.isnan(weeks_away(many)), 99.0, 1.0)
    weeks = many.weeks.assign(promised_hours=promised, on_promise=1.0)
    assert verdict(many, "deadline_pull", weeks=weeks) == "not shown"


@pytest.mark.parametrize(("added", "expected"), [(0.2, "shown"), (-0.2, "opposite")])
def test_evening_burden_sees_strain_after_evening_meetings(many, added, expected):
    held = many.meetings[many.meetings["held"] & (many.meetings["hour"] == "evening")]
    evenings = set(zip(held["replicate"], held["week"], strict=True))
    keys = zip(many.weeks["replicate"], many.weeks["week"], strict=True)
    that_week = np.array([key in evenings for key in keys])
    in_group = (many.weeks["arm"] == "group").to_numpy()
    luck = np.random.default_rng(2).normal(0.0, 0.01, len(that_week))
    weeks = many.weeks.assign(strain=0.5 + added * (that_week & in_group) + luck)
    assert verdict(many, "evening_burden", weeks=weeks) == expected


@pytest.mark.parametrize(("change", "expected"), [(-0.2, "shown"), (0.2, "opposite")])
def test_exclusivity_sees_looser_ties_inside_and_out(many, change, expected):
    moved = {}
    for name in ("connection", "outside_connection"):
        luck = np.random.default_rng(3).normal(0.0, 0.01, len(many.weeks))
        moved[name] = 0.5 + change * (many.weeks["arm"] == "group") + luck
    weeks = many.weeks.assign(**moved)
    assert verdict(many, "exclusivity_cuts_both_ways", weeks=weeks) == expected


def test_slow_development_sees_trust_and_joint_work_grow(many):
    growing = many.meetings["week"].to_numpy()
    meetings = many.meetings.assign(trust=growing / 100.0, joint_started=growing)
    assert verdict(many, "slow_group_development", meetings=meetings) == "shown"
    falling = many.meetings.assign(trust=1.0 - growing / 100.0, joint_started=60 - growing)
    assert verdict(many, "slow_group_development", meetings=falling) == "opposite"


def test_benefits_outweigh_sees_who_stays(many):
    stay = many.people.assign(left_group=-1)
    leave = many.people.assign(left_group=30, left=-1)
    measures = {
        name: patterns(dataclasses.replace(many, people=people))["judged"]["benefits_outweigh"]
        for name, people in (("stay", stay), ("leave", leave))
    }
    assert measures["stay"]["measures"][0]["mean"] == 1.0
    assert measures["stay"]["measures"][0]["verdict"] == "shown"
    assert measures["leave"]["measures"][0]["mean"] == 0.0
    assert measures["leave"]["measures"][0]["verdict"] == "opposite"


def test_leaving_with_the_department_is_no_leaving_of_the_group(many):
    people = many.people.assign(left_group=30, left=30)
    entry = patterns(dataclasses.replace(many, people=people))["judged"]["benefits_outweigh"]
    assert entry["measures"][0]["mean"] == 1.0


def test_contact_matters_sees_gains_that_go_with_meetings(many):
    held = many.meetings["held"].groupby(many.meetings["replicate"]).sum()
    if held.nunique() == 1:
        held = held.index.to_series()
    gain = many.weeks["replicate"].map(held) * (many.weeks["arm"] == "group")
    luck = np.random.default_rng(4).normal(0.0, 0.1, len(gain))
    weeks = many.weeks.assign(satisfaction=gain + luck)
    assert verdict(many, "contact_matters", weeks=weeks) == "shown"
