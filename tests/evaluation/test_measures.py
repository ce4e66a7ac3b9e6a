"""Measures of departments filled by chance, worked out again from tables by sorting them."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmg_sim import codes
from pmg_sim.evaluation.measures import GROUP_MEASURES, MEASURES, PEOPLE_MEASURES, measure
from pmg_sim.evaluation.measures_of_costs import COST_MEASURES
from pmg_sim.evaluation.measures_of_people import STATES, place_largest
from pmg_sim.parameters import pack
from pmg_sim.processes.observe import SCOPES, VARIABLES
from pmg_sim.state import allocate

HORIZON, PEOPLE, ARRIVED, GROUPS, ROWS = 60, 30, 24, 4, 9
SEEDS = range(12)


def fill(rows, rng):
    """Give every record that nobody sets by name a small number of its own."""
    for name in rows.dtype.names:
        if rows[name].ndim == 1:
            whole = rows[name].dtype == int
            rows[name] = rng.integers(0, 4, len(rows)) if whole else rng.random(len(rows))


def department(seed, founded=GROUPS):
    """Return a state and its weeks: people left or were excused, groups ended, rows are idle."""
    rng = np.random.default_rng(seed)
    state = allocate(PEOPLE, GROUPS, PEOPLE, GROUPS * ROWS, 1)
    people, groups, meetings = state.people, state.groups, state.meetings
    fill(people, rng)
    fill(meetings, rng)
    state.run.people = ARRIVED
    people.status = rng.integers(codes.EXPECTED, codes.LEFT_TRACK + 1, PEOPLE)
    people.arrived = rng.integers(-80, 40, PEOPLE)
    people.satisfaction = rng.integers(0, 4, PEOPLE) / 4
    people.cohort, people.mentor_of = rng.integers(-1, 2, (2, PEOPLE))
    meetings.hour = rng.integers(0, 2, GROUPS * ROWS)
    people.excused = rng.random(PEOPLE) < 0.2
    people.joined_group = rng.integers(-3, 9, PEOPLE).clip(-1)
    people.left_group = rng.choice([-1, 20, 30, 40, 50], PEOPLE)
    people.left = rng.choice([-1, 40, 45], PEOPLE)
    groups.status = rng.integers(codes.ALIVE, codes.COMPLETED + 1, GROUPS)
    groups.ended = rng.choice([30, 50], GROUPS)
    groups.status[founded:] = codes.PLANNED
    meetings.group = np.repeat(np.arange(GROUPS), ROWS)
    weeks = [np.sort(rng.choice(HORIZON, ROWS, replace=False)) for _ in range(GROUPS)]
    meetings.week = np.concatenate(weeks)
    meetings.purpose = rng.random(GROUPS * ROWS) < 0.3
    meetings.called = (rng.random(GROUPS * ROWS) < 0.8) & (meetings.group < founded)
    meetings.held = meetings.called * (rng.random(GROUPS * ROWS) < 0.6)
    idle = meetings.called == 0
    meetings.group[idle] = 0
    shape = (HORIZON, len(SCOPES), len(VARIABLES))
    weeks = np.where(rng.random(shape) < 0.2, np.nan, rng.random(shape))
    weeks[:, SCOPES.index("hires")] = np.nan
    return state, weeks


def found(state, weeks, scratch=0.0, before=-9.0):
    out = np.full(len(MEASURES), before)
    measure(state, pack()[0], weeks, np.full(len(state.people), scratch), out)
    return dict(zip(MEASURES, out, strict=True))


def table(records):
    names = [name for name in records.dtype.names if records[name].ndim == 1]
    return pd.DataFrame({name: records[name] for name in names})


def tables(state):
    people = table(state.people[:ARRIVED])
    people["counted"] = (people["cohort"] >= 0) & (people["excused"] == 0)
    people["member"] = people["counted"] & (people["joined_group"] >= 0)
    meetings = table(state.meetings)
    groups = table(state.groups)
    return people, meetings, groups[groups["status"] != codes.PLANNED]


def agrees(found, expected):
    for name, value in expected.items():
        assert found[name] == pytest.approx(value, rel=1e-12, abs=1e-14, nan_ok=True), name


@pytest.mark.parametrize("founded", range(GROUPS + 1))
@pytest.mark.parametrize("seed", SEEDS)
def test_of_groups(seed, founded):
    state, weeks = department(seed, founded)
    people, meetings, groups = tables(state)
    called, held = meetings[meetings["called"] == 1], meetings[meetings["held"] == 1]
    talks = held[held["purpose"] == codes.DISCUSSION]
    by_group = talks.groupby("group")["trust"].agg(["first", "last", "size"]).query("size > 1")
    halves = [
        begun.tail(len(begun) // 2).mean() - begun.head(len(begun) // 2).mean()
        for _, begun in held.groupby("group")["joint_started"]
        if len(begun) > 1
    ]
    told = people[(people["joined_group"] >= 0) & (people["mentor_of"] < 0)]
    minutes = talks[["decisions", "personal"]].sum() / (talks["length"].sum() or np.nan)
    reviewed = held[["kept", "partly", "missed"]].sum()
    expected = {
        "survival": (groups["status"] != codes.DISSOLVED).mean(),
        "attendance": called["present"].sum() / (called["invited"].sum() or np.nan),
        "meetings_held": len(held) / (founded or np.nan),
        "meeting_trust": talks.loc[talks["week"] >= 26, "trust"].mean(),
        "trust_gain": (by_group["last"] - by_group["first"]).mean(),
        "joint_later": np.mean(halves) if halves else np.nan,
        "disclosure": told["lived_disclosure"].sum() / (talks["members_present"].sum() or np.nan),
        "candour": (1 - pack()[0].blunting * talks["closeness"]).mean(),
        "decision_share": minutes["decisions"],
        "personal_share": minutes["personal"],
        "unfocused_share": minutes.sum(skipna=False),
        "kept_share": reviewed["kept"] / (reviewed.sum() or np.nan),
    }
    agrees(found(state, weeks), expected)


@pytest.mark.parametrize("seed", SEEDS)
def test_of_memberships(seed):
    state, weeks = department(seed)
    people, _, groups = tables(state)
    stayed = people["left_group"] == -1
    long = people["left_group"] - people["joined_group"] >= 26
    ends = groups.loc[groups["status"] == codes.COMPLETED, "ended"]
    with_cause = people["left_group"].isin(ends) | (people["left_group"] == people["left"])
    kept = (stayed | with_cause)[people["member"] & (stayed | long)]
    agrees(found(state, weeks), {"kept_membership": kept.mean()})


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("founded", [0, 1, 2])
def test_of_promises(seed, founded):
    state, weeks = department(seed, founded)
    _, meetings, _ = tables(state)
    due = meetings[(meetings["called"] == 1) & (meetings["purpose"] == codes.DISCUSSION)]
    due = due[["week"]].assign(due=due["week"]).sort_values("week")
    cohort = pd.DataFrame(weeks[:, SCOPES.index("cohort")], columns=list(VARIABLES))
    cohort["week"] = np.arange(HORIZON)
    cohort["spent"] = cohort["people"] * cohort["promised_hours"]
    cohort["holders"] = cohort["people"] * cohort["on_promise"]
    sums = cohort[["spent", "holders"]].sum()
    expected = {"promised_hours": sums["spent"] / sums["holders"], "deadline_pull": np.nan}
    if founded == 1:
        away = pd.merge_asof(cohort, due, on="week", direction="forward").eval("due - week")
        near, far = cohort[away <= 1].sum(), cohort[away >= 7].sum()
        hours = [part["spent"] / (part["holders"] or np.nan) for part in (near, far)]
        expected["deadline_pull"] = hours[0] - hours[1]
    agrees(found(state, weeks), expected)


@pytest.mark.parametrize("seed", SEEDS)
def test_of_people(seed):
    state, weeks = department(seed)
    people, _, _ = tables(state)
    until = people["left"].where(people["left"] >= 0, HORIZON)
    people["years"] = (until - people["arrived"].clip(lower=0)) / 52
    cohort = people[people["counted"]]
    here = people[people["member"] & (people["status"] == codes.PRESENT)]
    best = here.sort_values("satisfaction", ascending=False, kind="stable")
    expected = {
        "strain_of_satisfied": best["strain"].head((len(here) + 1) // 2).mean(),
        "retained": (cohort["status"] == codes.PRESENT).mean(),
        "positions": cohort["positions"].mean(),
        "submissions": cohort["submissions"].sum() / cohort["years"].sum(),
        "published": cohort["papers_published"].mean(),
        "completions": cohort["completions"].mean(),
        "joint_products": cohort[["coauthored", "cotaught", "copresented"]].sum(axis=1).mean(),
        "joint_started": cohort["joint_started"].mean(),
        "friction_share": cohort["lived_friction"].sum() / cohort["lived_joint"].sum(),
        "papers_per_person_year": people["papers_published"].sum() / people["years"].sum(),
    }
    people["here"] = people["status"] == codes.PRESENT
    counted = people[people["excused"] == 0]
    outsiders = counted[(counted["cohort"] < 0) & (counted["mentor_of"] < 0)]
    expected |= {
        "outsiders_retained": outsiders["here"].mean(),
        "hires_retained": outsiders.loc[outsiders["arrived"] >= 0, "here"].mean(),
        "department_retained": counted["here"].mean(),
    }
    agrees(found(state, weeks), expected)


@pytest.mark.parametrize("founded", range(GROUPS + 1))
@pytest.mark.parametrize("seed", SEEDS)
def test_of_costs(seed, founded):
    state, weeks = department(seed, founded)
    people, meetings, _ = tables(state)
    held = meetings[meetings["held"] == 1].eval("hours = members_present * length / 60")
    hours = held.groupby(held["hour"] == codes.EVENING)["hours"].sum()
    seated = ((people["joined_group"] >= 0) & (people["mentor_of"] < 0)).sum()
    expected = {
        "usd": held[["meal_usd", "fees_usd"]].sum().sum() if founded else np.nan,
        "evening_hours": hours.get(True, 0.0) / seated,
        "noon_hours": hours.get(False, 0.0) / seated,
    }
    assert seated > 0
    agrees(found(state, weeks), expected)


@pytest.mark.parametrize("horizon", [HORIZON, HORIZON - 1, 1])
def test_of_states(horizon):
    state, weeks = department(0)
    late = weeks[horizon // 2 : horizon]
    values = found(state, weeks[:horizon])
    for name, (scope, variable) in zip(PEOPLE_MEASURES, STATES, strict=False):
        numbers = pd.Series(late[:, SCOPES.index(scope), VARIABLES.index(variable)])
        assert np.isnan(values[name]) == (numbers.notna().sum() == 0), name
        agrees(values, {name: numbers.mean()})


def test_a_state_s_measure_bears_its_name():
    named = [
        f"{scope}_{variable}".removeprefix("cohort_").replace("promotion_know_how", "know_how")
        for scope, variable in STATES
    ]
    assert list(PEOPLE_MEASURES[: len(STATES)]) == named


def test_names_are_told_apart_and_groups_come_first():
    assert list(MEASURES) == [*GROUP_MEASURES, *PEOPLE_MEASURES, *COST_MEASURES]
    assert len(set(MEASURES)) == len(MEASURES) == 49


@pytest.mark.parametrize("seed", SEEDS)
def test_what_stood_in_the_arrays_before_does_not_matter_and_the_state_stays(seed):
    state, weeks = department(seed)
    copies = [[array.copy() for array in state], weeks.copy()]
    first = found(state, weeks)
    np.testing.assert_equal(first, found(state, weeks, scratch=np.nan, before=np.inf))
    np.testing.assert_equal([list(state), weeks], copies)


def test_where_nobody_is_and_nothing_happened_there_is_no_measure():
    state = allocate(0, 0, 0, 0, 0)
    weeks = np.full((HORIZON, len(SCOPES), len(VARIABLES)), np.nan)
    assert np.isnan(list(found(state, weeks).values())).all()


@given(st.lists(st.integers(0, 9) | st.floats(0.0, 1.0), min_size=1, max_size=40), st.data())
def test_the_value_at_a_place_by_size(values, data):
    place = data.draw(st.integers(0, len(values) - 1))
    search = getattr(place_largest, "py_func", place_largest)
    scratch = np.array([*values, 99.0])
    value = search(scratch, len(values), place)
    assert value == sorted(values, reverse=True)[place]
    assert sorted(scratch[:-1]) == sorted(values)
    assert scratch[-1] == 99.0
