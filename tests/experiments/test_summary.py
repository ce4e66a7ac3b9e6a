"""The summary counts right, says what it cannot tell, and fits on a screen."""

import dataclasses
import json
import sys

import numpy as np
import pytest

from pmg_sim.evaluation.outcomes import OUTCOMES
from pmg_sim.evaluation.themes import THEMES
from pmg_sim.evidence import study
from pmg_sim.experiments import in_words, summary
from pmg_sim.experiments.estimates import for_json
from pmg_sim.experiments.summary import FEWEST_RESPONDENTS, STATES


@pytest.fixture(scope="module")
def told(many):
    return summary(many)


def test_every_outcome_and_theme_of_the_study_is_there(told):
    assert set(told["outcomes"]) == set(OUTCOMES)
    assert set(told["themes"]) == set(THEMES)
    for entry in study()["outcome"]:
        assert told["outcomes"][entry["name"]]["study"] == {"count": entry["count"], "of": 6}


def test_counts_are_those_of_the_table(told, many):
    group = many.outcomes[many.outcomes["arm"] == "group"]
    assert (group["counted"] > 0).all()
    share = (group["presented_nationally"] / group["counted"]).to_numpy()
    entry = told["outcomes"]["presented_nationally"]
    assert entry["simulated"]["mean"] == pytest.approx(6 * share.mean())
    scaled = np.floor(6 * share + 0.5)
    assert entry["at_least"] == pytest.approx((scaled >= 3).mean())
    assert entry["exactly"] == pytest.approx((scaled == 3).mean())


def test_themes_are_those_of_groups_with_enough_respondents(many):
    assert FEWEST_RESPONDENTS == 6
    table = many.outcomes.copy()
    table["respondents"] = 5.0
    nobody = summary(dataclasses.replace(many, outcomes=table))["themes"]
    assert {entry["simulated"]["mean"] for entry in nobody.values()} == {None}
    table.loc[:9, "respondents"] = [6.0, 8.0, 5.0, 7.0, 6.0, 9.0, 4.0, 7.0, 6.0, 10.0]
    table.loc[:9, "exclusivity"] = [1.0, 2.0, 5.0, 0.0, 6.0, 3.0, 4.0, 7.0, 2.0, 1.0]
    entry = summary(dataclasses.replace(many, outcomes=table))["themes"]["exclusivity"]
    shares = np.array([1 / 6, 2 / 8, 0, 1, 3 / 9, 1, 2 / 6, 1 / 10])
    assert entry["simulated"]["mean"] == pytest.approx(7 * shares.mean())
    assert entry["exactly"] == pytest.approx(
        (np.floor(7 * shares + 0.5) == entry["study"]["count"]).mean()
    )


def test_a_replicate_s_share_is_over_all_of_its_groups(pair):
    found = summary(pair)["outcomes"]["assumed_new_position"]["simulated"]
    group = pair.outcomes[pair.outcomes["arm"] == "group"]
    shares = [
        rows["assumed_new_position"].sum() / rows["counted"].sum()
        for _, rows in group.groupby("replicate")
    ]
    assert found["mean"] == pytest.approx(6 * np.mean(shares))


def test_it_is_told_how_many_replicates_are_kept_whole(told, many, monkeypatch):
    assert told["kept"] == 24
    said = "Counts and the last paragraphs rest on all of them; "
    assert said not in in_words(told)
    monkeypatch.setattr(sys.modules["pmg_sim.experiments.run"], "KEPT", 5)
    found = summary(many)
    assert found["kept"] == 5
    assert said in in_words(found)
    assert "on the first 5." in " ".join(in_words(found).split())


def test_attendance_is_over_the_groups_that_were_invited_to_an_evening(told, many):
    meetings = many.meetings[many.meetings["called"] & (many.meetings["hour"] == "evening")]
    sums = meetings.groupby("replicate")[["present", "invited"]].sum()
    share = sums["present"] / sums["invited"]
    assert told["group"]["attendance"]["mean"] == pytest.approx(share.mean())
    assert told["group"]["attendance"]["n"] == len(share)


def test_differences_are_paired(told, many):
    last = many.weeks[
        (many.weeks["week"] == many.scenario.horizon_weeks - 1) & (many.weeks["scope"] == "cohort")
    ]
    arms = last.pivot(index="replicate", columns="arm", values="motivation")
    difference = (arms["group"] - arms["no_group"]).dropna()
    estimate = told["members"]["motivation"]
    assert estimate["mean"] == pytest.approx(difference.mean(), rel=1e-5)
    assert estimate["n"] == len(difference)
    assert estimate["low"] < estimate["mean"] < estimate["high"]


def test_alike_arms_differ_by_nothing(many):
    group = many.weeks[many.weeks["arm"] == "group"]
    twin = group.assign(arm=group["arm"].cat.rename_categories({"group": "x", "no_group": "group"}))
    twin["arm"] = twin["arm"].cat.rename_categories({"x": "no_group"})
    weeks = np.concatenate([group.to_records(index=False), twin.to_records(index=False)])
    table = type(group).from_records(weeks).astype(group.dtypes.drop("arm").to_dict())
    table["arm"] = table["arm"].astype("category")
    found = summary(dataclasses.replace(many, weeks=table))
    for scope in ("members", "outsiders"):
        for name in STATES:
            assert found[scope][name]["mean"] == 0.0
            assert found[scope][name]["undetermined"]


def test_isolation_is_the_other_side_of_connection(told):
    for scope in ("members", "outsiders", "hires"):
        one, other = told[scope]["isolation"]["mean"], told[scope]["connection"]["mean"]
        assert one == pytest.approx(-other, abs=1e-6)


def test_the_life_of_the_group_is_counted(told, many):
    group = told["group"]
    assert group["meetings_planned"]["mean"] == 11
    assert group["meetings_held"]["mean"] <= 11
    ended = sum(group["ended"].values())
    assert ended + group["alive_at_end"]["mean"] == pytest.approx(1.0)
    held = many.meetings[many.meetings["held"]]
    meals = next(entry for entry in told["costs"]["items"] if entry["item"] == "meals")
    assert meals["usd_per_meeting"] == pytest.approx(held["meal_usd"].sum() / len(held))
    assert meals["usd"] == pytest.approx(held["meal_usd"].sum() / many.replicates)


def test_where_the_numbers_come_from_is_told(told):
    assert told["uncertainty"] == "posterior"
    assert "are drawn from what the study left possible" in in_words(told)
    assert "none is calibrated" in in_words(told | {"uncertainty": "centre"})


def test_it_is_json(told):
    assert json.loads(json.dumps(told, allow_nan=False)) == told


def test_no_number_stands_for_what_is_none():
    found = for_json({"a": np.float64("nan"), 1: [np.int64(2), np.inf], "c": (np.bool_(True),)})
    assert found == {"a": None, "1": [2, None], "c": [True]}


def test_one_replicate_has_no_interval(one):
    found = summary(one)
    for scope in ("members", "outsiders"):
        assert {entry["low"] for entry in found[scope].values()} == {None}
    assert {entry["simulated"]["low"] for entry in found["outcomes"].values()} == {None}
    verdicts = {entry["verdict"] for entry in found["outcomes"].values()}
    assert verdicts == {"too few replicates to judge"}
    assert found["answer"]["moved"] == found["answer"]["unmoved"] == []
    text = in_words(found)
    assert "One replicate is one department: there are no intervals and no verdicts." in text
    assert " to +" not in text


def test_few_replicates_give_no_verdict(pair):
    text = in_words(summary(pair))
    assert "Verdicts on the study need 20 replicates or more." in text
    assert "too few replicates to judge" in text


def test_several_groups_are_told_together(pair):
    found = summary(pair)
    assert found["group"]["groups"] == 2
    assert found["group"]["alive_at_end"]["n"] == 6
    assert {entry["groups"] for entry in found["group"]["lasting"]} == {6}


def test_without_a_group_only_the_department_is_told(alone):
    found = summary(alone)
    assert found["outcomes"] == found["members"] == {}
    assert found["group"] is None
    text = in_words(found)
    assert "without any group" in text
    assert "satisfaction" in text


def test_the_words_fit_on_a_screen(told, pair, alone):
    lines = in_words(told).splitlines()
    assert 30 <= len(lines) <= 70
    for text in (in_words(told), in_words(summary(pair)), in_words(summary(alone))):
        assert max(map(len, text.splitlines())) <= 100
        assert text.isascii()


def test_an_interval_that_spans_zero_is_marked(told):
    spans = told["members"]["motivation"] | {"low": -1.0, "high": 1.0, "undetermined": True}
    text = in_words(told | {"members": told["members"] | {"motivation": spans}})
    line = next(line for line in text.splitlines() if line.startswith("  motivation"))
    assert "(-1.000 to +1.000) ?" in line


def test_an_interrupted_run_is_told(many):
    cut = dataclasses.replace(many, interrupted=True, asked=90)
    assert "Interrupted: 24 of 90 replicates were finished." in in_words(summary(cut))


def test_chosen_numbers_are_told(told):
    text = in_words(told | {"parameters_set": {"pull_strength": 0.0}})
    assert "All but 1 number of the theory are drawn from" in text
