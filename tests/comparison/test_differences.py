"""The settings in which scenarios differ."""

from pmg_sim.comparison import differences
from pmg_sim.scenario import load_scenario
from tests.experiments import case

COLUMNS = ["arm", "setting", "there", "here"]


def test_settings_are_named_by_their_dotted_keys():
    flat = load_scenario("flat")
    changed = flat.override({"department.hires_per_year": 3, "pull_strength": 0.0})
    told = differences(["flat", "changed"], [flat, changed])
    assert list(told.columns) == COLUMNS
    assert told.to_numpy().tolist() == [
        ["changed", "department.hires_per_year", flat.department.hires_per_year, 3.0],
        ["changed", "parameters.pull_strength", None, 0.0],
    ]


def test_every_arm_is_held_against_the_first():
    scenarios = [load_scenario(name) for name in ("flat", "facilitated", "senior_led")]
    told = differences(["a", "b", "c"], scenarios)
    assert told[told["arm"] == "c"].to_numpy().tolist() == [
        ["c", "group.0.structure", "flat", "senior_led"]
    ]
    facilitated = told[told["arm"] == "b"].set_index("setting")
    assert facilitated.loc["group.0.structure"].tolist() == ["b", "flat", "facilitated"]
    assert facilitated.loc["group.0.facilitator.fee_usd", "there"] is None


def test_items_that_only_one_has_are_listed_one_by_one():
    told = differences(["two", "one"], [case.two_groups(), case.small(event=[])])
    gone = told.set_index("setting")
    assert gone.loc["group.1.name", "there"] == "second"
    assert gone.loc["group.1.name", "here"] is None
    assert "event.1.what" in gone.index


def test_the_same_people_without_a_group_differ_in_one_setting():
    flat = load_scenario("flat")
    told = differences(["flat", "alone"], [flat, flat.without_group()])
    assert told.to_numpy().tolist() == [["alone", "groups_active", True, False]]


def test_wording_is_no_difference():
    one, other = case.small(), case.small(title="Another", question="Why?")
    told = differences(["one", "other"], [one, other])
    assert told.empty
    assert list(told.columns) == COLUMNS
