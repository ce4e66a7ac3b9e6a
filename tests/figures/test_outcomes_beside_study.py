"""Outcomes beside the study: the study's counts as they are, the model's as they are."""

import dataclasses

import numpy as np
import pytest

from pmg_sim.evidence import study
from pmg_sim.figures import outcomes_beside_study as beside
from pmg_sim.figures import shares
from tests.figures import looking


def test_the_study_s_counts_stand_in_the_study_s_order(many, drawn):
    parts = shares.panels(many)
    outcomes, benefits, drawbacks, group = parts.values()
    told = study()
    assert [row.counts for row in outcomes] == [
        f"{entry['count']} of {entry['of']}" for entry in told["outcome"]
    ]
    kinds = [theme["kind"] for theme in told["theme"]]
    assert (len(benefits), len(drawbacks)) == (kinds.count("benefit"), kinds.count("drawback"))
    assert [row.counts for row in group] == ["80 %", "30 of 30", "1 of 1"]
    assert outcomes[7].label == "Co-taught with member"
    assert outcomes[1].reported == pytest.approx(5 / 6)
    words = looking.words(drawn("outcomes_beside_study", "many"))
    assert words.count("3 of 7") == sum(theme["count"] == 3 for theme in told["theme"])


def test_a_spread_is_that_of_the_groups_shares(many):
    row = shares.panels(many)["Outcomes: share of the cohort"][0]
    table = many.outcomes
    rows = table[table["arm"] == "no_group"]
    share = rows["retained_in_department"] / rows["counted"]
    spread = row.arms["no_group"]
    assert spread.middle == pytest.approx(share.mean())
    assert spread.thin == pytest.approx((share.quantile(0.05), share.quantile(0.95)))
    assert spread.thick == pytest.approx((share.quantile(0.25), share.quantile(0.75)))


def test_themes_and_the_group_s_life_exist_with_the_group_only(many):
    parts = shares.panels(many)
    for name, rows in parts.items():
        arms = {"group", "no_group"} if name.startswith("Outcomes") else {"group"}
        assert all(set(row.arms) == arms for row in rows)


def test_groups_with_nobody_to_ask_are_left_out(many):
    table = many.outcomes.copy()
    table.loc[table["replicate"] < 5, ["respondents", "exclusivity"]] = 0.0
    changed = dataclasses.replace(many, outcomes=table)
    spread = shares.panels(changed)["Drawbacks: share of respondents who raise it"][0].arms["group"]
    kept = table[(table["arm"] == "group") & (table["replicate"] >= 5)]
    assert spread.middle == pytest.approx((kept["exclusivity"] / kept["respondents"]).mean())


def test_few_groups_are_drawn_one_by_one(few, drawn):
    row = shares.panels(few)["Outcomes: share of the cohort"][0]
    assert row.arms["group"].thin is None
    assert len(row.arms["group"].each) == 2
    assert "an example, not a result" in looking.running(drawn("outcomes_beside_study", "few"))


@pytest.mark.parametrize(("yes", "count"), [(0, 10), (7, 20), (30, 30)])
def test_the_share_of_yes_lies_in_its_interval(yes, count):
    spread = shares.spread_of_yes(np.arange(count) < yes)
    low, high = spread.thin
    assert 0 <= low <= spread.middle == yes / count <= high <= 1
    assert 0.05 < high - low < 0.5


def test_a_group_that_reached_its_planned_end_has_lived(pair):
    lives = pair.lives
    second = lives[(lives["group"] == "second") & ~lives["dissolved"]]
    assert (second["weeks_alive"] == 30).all()
    assert len(second) > 0
    row = shares.panels(pair)["The group itself"][-1]
    assert row.label == "Alive to its planned end"
    assert row.arms["group"].middle == pytest.approx((~lives["dissolved"]).mean())


def test_without_a_planned_end_it_is_the_table_s_own_answer(many):
    table = many.outcomes
    alive = table.loc[table["arm"] == "group", "alive_at_end"]
    row = shares.panels(many)["The group itself"][-1]
    assert row.label == "Alive at the end"
    assert row.arms["group"].middle == pytest.approx(alive.mean())


def test_without_anybody_to_count_there_is_nothing_to_draw(few):
    nobody = dataclasses.replace(few, outcomes=few.outcomes[:0])
    assert beside.why_not(nobody) == "no group of this run had anybody to count"
    assert beside.draw(nobody) is None
