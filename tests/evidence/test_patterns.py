"""The sides of the patterns name what there is, and say of what kind they are."""

import pytest

from pmg_sim.evaluation.measures import COST_MEASURES
from pmg_sim.evidence import pattern_sides, study
from pmg_sim.experiments.ensembles import arm_scenario
from pmg_sim.experiments.measures import GROUP_MEASURES, MEASURES
from pmg_sim.experiments.patterns import arms_needed
from pmg_sim.rulebook import rules
from pmg_sim.scenario import library

SIDES = pattern_sides()
ARMS = arms_needed(SIDES)
REQUIRED = {"pattern", "says", "of", "measure", "sign", "minimum", "kind", "rules"}
OPTIONAL = {"than", "null", "against"}

each_side = pytest.mark.parametrize("side", SIDES, ids=lambda s: f"{s['pattern']}-{s['measure']}")


def test_every_pattern_of_the_study_has_a_side_and_no_other_is_named():
    ids = [pattern["id"] for pattern in study()["pattern"]]
    assert len(ids) == 16
    assert set(ids) == {side["pattern"] for side in SIDES}


@each_side
def test_a_side_is_whole(side):
    assert set(side) >= REQUIRED
    assert set(side) <= REQUIRED | OPTIONAL
    assert side["sign"] in (-1, 1)
    assert side["minimum"] >= 0
    assert len(side.get("against", ["", ""])) == 2
    # Without another arm, and only so, the measure is held against a number.
    assert ("than" in side) != ("null" in side)
    assert side["measure"] in MEASURES


@each_side
def test_a_side_compares_what_both_its_arms_have(side):
    arms = [side["of"], side.get("than"), *side.get("against", ())]
    assert len(set(arms)) == len(arms)
    if side["measure"] in GROUP_MEASURES + COST_MEASURES:
        assert all(arm_scenario(arm).groups_active for arm in arms if arm is not None)


@pytest.mark.parametrize("arm", ARMS)
def test_an_arm_is_a_scenario_of_the_library(arm):
    assert arm.partition(" / ")[0] in {entry.name for entry in library()}
    assert arm_scenario(arm).group
    assert arm_scenario(arm).groups_active == (" / " not in arm)


@each_side
def test_the_rules_of_a_side_are_rules_of_the_theory(side):
    theory = {rule.name for rule in rules() if rule.module.startswith("theory.")}
    assert set(side["rules"]) <= theory
    assert len(set(side["rules"])) == len(side["rules"])


@each_side
def test_what_a_few_rules_state_is_imposed_and_what_more_bring_about_is_emergent(side):
    allowed = {"imposed": {1, 2}, "emergent": set(range(2, 10))}
    assert len(side["rules"]) in allowed[side["kind"]]


def test_no_side_is_stated_twice():
    stated = [(side["pattern"], side["of"], side.get("than"), side["measure"]) for side in SIDES]
    assert len(set(stated)) == len(stated)
    assert len({(side["pattern"], side["says"]) for side in SIDES}) == len(SIDES)
