"""The whole answer on small real runs: complete, repeatable, and right where that is known."""

import numpy as np
import pandas as pd
import pytest

from pmg_sim.build import plan
from pmg_sim.cycles import BREAKERS, STRENGTHS, cycles
from pmg_sim.cycles.estimate import UNTOLD
from pmg_sim.cycles.gather import gather
from pmg_sim.cycles.trace import FOLLOWED, trace_members
from pmg_sim.experiments import run
from pmg_sim.scenario import ScenarioError, load_scenario
from tests.experiments import case

TALK = {"purpose": "discussion", "hour": "evening", "count": 1, "length_minutes": 90}
ONE_TALK = [case.GROUP | {"calendar": [TALK]}]
FEW = ("accountability_off", "workload_shock")


def silent(_line):
    pass


@pytest.fixture(scope="module")
def small():
    return cycles(case.small(), 4, 3, breakers=FEW, say=silent)


def tables(found):
    return {one.name: one.frame for part in found.sections for one in part.tables}


def pictures(found):
    return {one.name: one for part in found.sections for one in part.pictures}


def test_the_weeks_of_people_are_those_that_a_run_traces():
    stated = case.small()
    traced = run(stated, 5, 1, uncertainty="centre").weeks
    for arm, one in (("group", stated), ("no_group", stated.without_group())):
        found = trace_members(plan(one), 5, 0)
        for row, key in enumerate(found.keys):
            rows = traced[(traced["arm"] == arm) & (traced["scope"] == f"person {key}")]
            seen = np.full((stated.horizon_weeks, len(FOLLOWED)), np.nan)
            rows = rows[rows["week"] < stated.horizon_weeks]
            seen[rows["week"]] = rows[list(FOLLOWED)]
            assert np.allclose(found.weeks[row], seen, equal_nan=True, rtol=1e-6, atol=1e-6)
        assert len(found.meetings[0]) == (8 if arm == "group" else 0)


def test_the_answer_is_complete(small):
    assert [len(part.sentences) > 0 for part in small.sections] == [True] * 5
    assert set(tables(small)) == {
        "around_meetings",
        "rhythm",
        "phase_portrait",
        "lead_and_lag",
        "around_completions",
        "shared_success",
        "breakers",
    }
    assert len(small.sentences) == 9
    for said in (*small.sentences, *(line for part in small.sections for line in part.sentences)):
        assert said.endswith(".")
        assert "nan" not in said


def test_the_same_seed_gives_the_same_answer_and_another_one_another(small):
    again = cycles(case.small(), 4, 3, breakers=FEW, say=silent)
    assert again.sentences == small.sentences
    for name, frame in tables(again).items():
        pd.testing.assert_frame_equal(frame, tables(small)[name], check_exact=True)
    other = cycles(case.small(), 4, 4, breakers=FEW, say=silent)
    assert other.sentences != small.sentences


def test_what_else_is_run_changes_no_number(small):
    less = cycles(case.small(), 4, 3, breakers=FEW[1:], say=silent)
    whole = tables(small)["breakers"]
    kept = whole[whole["change"] == BREAKERS[FEW[1]].label].reset_index(drop=True)
    pd.testing.assert_frame_equal(tables(less)["breakers"], kept, check_exact=True)
    assert len(kept) == 2 * len(STRENGTHS)


def test_before_a_success_nothing_differs_and_without_self_efficacy_it_stays_where_it_is(small):
    table = tables(small)["shared_success"]
    before = table[table["weeks after"] < 0]
    assert (before["mean"] == 0.0).all()
    efficacy = table[table["what"] == "self-efficacy (0 to 1)"]
    off = efficacy[efficacy["arm"].str.endswith("switched off")]
    assert (off["mean"] == 0.0).all()
    at_once = efficacy[(efficacy["weeks after"] == 0) & (efficacy["arm"] == "with the group")]
    assert 0.02 < float(at_once["mean"].iloc[0]) < 0.15


def test_accountability_drives_the_pull_and_without_it_there_is_none():
    found = gather(
        load_scenario("flat"), ["accountability_off"], 6, 2, "centre", None, silent
    ).values
    place = list(STRENGTHS).index("pull")
    pull, off = (
        found["strength", arm, "0 to 207"][:, place] for arm in ("group", "accountability_off")
    )
    assert (pull > 0.2).all()
    assert (off < 0.1).all()
    assert abs(off.mean()) < 0.1


def test_one_department_gives_numbers_and_no_verdict():
    found = cycles(case.small(), 1, 3, breakers=FEW, say=silent)
    table = tables(found)["breakers"]
    assert table["low"].isna().all()
    assert set(table["verdict"]) <= {UNTOLD, "nothing to measure"}
    assert not any(
        word in " ".join(found.sentences)
        for word in (
            "nan",
            "Work on a promise rises",
            ": lower with",
            "leg is strong",
            "leg is weak",
        )
    )


@pytest.mark.parametrize(
    "changes",
    [
        {"horizon_weeks": 20, "event": [], "group": ONE_TALK},
        {"horizon_weeks": 1, "event": [], "follow_up_weeks": 0, "group": ONE_TALK},
        {"group": [case.GROUP | {"action_plans": False}]},
        {"event": [{"week": 5, "what": "member_leaves_track", "group": "first"}] * 4},
    ],
    ids=["short", "one week", "no promises", "everybody leaves"],
)
def test_odd_scenarios_have_an_answer(changes):
    found = cycles(case.small(**changes), 2, 1, say=silent)
    assert len(found.sections) == 5
    for said in (line for part in found.sections for line in part.sentences):
        assert "nan" not in said
        assert "not measured%" not in said.replace(" ", "")


def test_several_groups_are_lined_up_on_their_own_meetings():
    found = cycles(case.two_groups(), 2, 1, breakers=("no_minutes",), say=silent)
    assert np.isfinite(tables(found)["around_meetings"]["difference in scholarly hours"]).any()


def test_progress_is_told_department_by_department():
    told = []
    cycles(case.small(), 2, 1, breakers=(), progress=lambda *pair: told.append(pair), say=silent)
    assert told == [(1, 2), (2, 2)]


@pytest.mark.parametrize("stated", [case.alone(), case.small().without_group()])
def test_a_scenario_in_which_nobody_meets_is_refused(stated):
    with pytest.raises(ScenarioError, match="need a group that meets"):
        cycles(stated, 2)


def test_an_unknown_breaker_names_the_nearest():
    with pytest.raises(ScenarioError, match=r"'no_minute' \(nearest: no_minutes\)"):
        cycles(case.small(), 2, breakers=("no_minute",))


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"departments": 0}, "departments 0: allowed is 1"),
        ({"seed": -1}, "seed -1"),
        ({"uncertainty": "hope"}, "uncertainty 'hope': allowed"),
    ],
)
def test_what_is_not_allowed_is_said_before_anything_is_run(wrong, said):
    with pytest.raises(ValueError, match=said):
        cycles(case.small(), **wrong)
