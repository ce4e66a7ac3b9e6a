"""Alternatives and circumstances become scenarios."""

import pytest

from pmg_sim import load_scenario
from pmg_sim.inquiry.cells import plan_of
from pmg_sim.parameters import PARAMETERS, without
from pmg_sim.scenario import ScenarioError
from tests.inquiry.case import asked

PEOPLE = {"name": "people", "key": "group.0.invited", "values": [4, 5]}
HOUR = {
    "name": "hour",
    "level": [{"name": "evening"}, {"name": "noon", "set": {"group.0.calendar.0.hour": "noon"}}],
}
HIRES = {"name": "hires", "key": "department.hires_per_year", "values": [1.0, 4.0]}
TRUST = {
    "name": "trust",
    "level": [{"name": "little"}, {"name": "much", "set": {"start_closeness": 0.6}}],
}


def names(**changes):
    return [policy.name for policy in plan_of(asked(**changes)).policies]


def baseline(**changes):
    plan = plan_of(asked(**changes))
    assert sum(policy.baseline for policy in plan.policies) == 1
    return plan.policies[plan.baseline].name


def test_alternatives_are_called_by_what_tells_them_apart():
    assert names() == ["first", "second"]
    assert names(arm=None) == ["flat"]
    assert names(arm=[{"name": "only"}]) == ["only"]
    assert names(arm=None, lever=[PEOPLE]) == ["people 4", "people 5"]
    assert names(arm=[{"name": "only"}], lever=[PEOPLE]) == ["people 4", "people 5"]
    assert names(arm=None, lever=[PEOPLE, HOUR]) == [
        "people 4, hour evening",
        "people 4, hour noon",
        "people 5, hour evening",
        "people 5, hour noon",
    ]
    assert names(lever=[PEOPLE]) == [
        "first, people 4",
        "first, people 5",
        "second, people 4",
        "second, people 5",
    ]


def test_circumstances_are_every_level_with_every_other():
    plan = plan_of(asked(circumstance=[HIRES, TRUST]))
    assert plan.circumstances == (
        {"hires": "1", "trust": "little"},
        {"hires": "1", "trust": "much"},
        {"hires": "4", "trust": "little"},
        {"hires": "4", "trust": "much"},
    )
    assert plan.cells == 8
    assert plan_of(asked()).circumstances == ({},)
    assert [one.department.hires_per_year for one in plan.scenarios[0]] == [1, 1, 4, 4]
    assert [one.parameters.get("start_closeness") for one in plan.scenarios[1]] == [
        None,
        0.6,
        None,
        0.6,
    ]


def test_the_first_arm_at_usual_levels_is_the_baseline_unless_another_is_named():
    assert baseline() == "first"
    assert baseline(baseline="second") == "second"
    assert baseline(arm=None, lever=[PEOPLE]) == "people 4"
    assert baseline(arm=None, lever=[PEOPLE | {"usual": 5}]) == "people 5"
    both = [PEOPLE | {"usual": 5}, HOUR | {"usual": "noon"}]
    assert baseline(baseline="second", lever=both) == "second, people 5, hour noon"


@pytest.mark.parametrize(
    ("parts", "place"),
    [
        ({"arm": {"group.0.invited": 8}, "circumstance": [5, 7]}, "arm.0.set.group.0.invited"),
        ({"arm": {"group.0.invited": 8}, "lever": [5, 7]}, "arm.0.set.group.0.invited"),
        ({"lever": [4, 6], "circumstance": [5, 7]}, "lever.0.name"),
    ],
)
def test_of_two_parts_none_hides_what_the_other_sets(parts, place):
    made = {
        table: [{"name": f"of {table}", "key": "group.0.invited", "values": values}]
        for table, values in parts.items()
        if table != "arm"
    }
    if "arm" in parts:
        made["arm"] = [{"name": "sets", "set": parts["arm"]}, {"name": "does not"}]
    with pytest.raises(ScenarioError) as caught:
        asked(**made)
    (message,) = caught.value.messages
    assert place in message.replace('"', "")
    assert "sets" in message
    assert "allowed: one of them" in message


def test_an_arm_has_its_own_scenario_and_settings():
    arms = [{"name": "a"}, {"name": "b", "scenario": "senior_led", "set": {"pull_strength": 2.0}}]
    flat, led = (several[0] for several in plan_of(asked(arm=arms)).scenarios)
    assert flat.hash() == load_scenario("flat").hash()
    assert led.hash() == load_scenario("senior_led").override({"pull_strength": 2.0}).hash()


def test_a_mechanism_that_is_off_has_its_numbers_at_the_values_that_switch_it_off():
    arms = [{"name": "whole"}, {"name": "without", "off": "accountability"}]
    whole, off = (several[0] for several in plan_of(asked(arm=arms)).scenarios)
    assert off.parameters == without("accountability")
    assert whole.parameters == {}


def test_families_and_levels_are_kept():
    arms = [{"name": "first", "family": "led"}, {"name": "second"}]
    plan = plan_of(asked(arm=arms, lever=[PEOPLE]))
    assert [policy.family for policy in plan.policies] == ["led", "led", None, None]
    assert [policy.levels for policy in plan.policies] == [{"people": "4"}, {"people": "5"}] * 2
    assert [policy.arm for policy in plan.policies] == ["first", "first", "second", "second"]


@pytest.mark.parametrize("table", ["lever", "circumstance"])
def test_more_scenarios_than_can_be_run_are_refused_before_any_is_made(table):
    factors = [
        {"name": name, "key": name, "values": [v / 100 for v in range(90)]}
        for name in list(PARAMETERS)[:10]
    ]
    with pytest.raises(ScenarioError, match="scenarios; allowed: at most 5000"):
        plan_of(asked(arm=None, **{table: factors}))


def test_levels_that_contradict_one_another_are_told_with_their_names():
    quorum = {"name": "quorum", "key": "group.0.quorum", "values": [2, 6]}
    with pytest.raises(ScenarioError) as caught:
        plan_of(asked(arm=None, lever=[PEOPLE, quorum]))
    (message,) = caught.value.messages
    assert "together" in message
    assert "people 4, quorum 6" in message
    assert "quorum is 6" in message
