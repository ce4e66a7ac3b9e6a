"""What a scenario object can do: round trips, hashes, the arm without the group."""

import json
import pickle
import tomllib

import pytest
from hypothesis import given, settings
from pydantic import ValidationError

from pmg_sim.scenario import STRUCTURES, Primitives, Scenario, load_scenario, scenario_from_dict
from pmg_sim.scenario.admissions import ADMISSIONS
from pmg_sim.scenario.roles import Facilitator
from pmg_sim.scenario.structures import FACILITATOR
from tests.scenario.case import GOOD, instead
from tests.strategies import scenario_dicts, scenarios


@given(scenario_dicts(with_parameters=True))
@settings(deadline=None)
def test_generated_scenarios_are_valid_and_round_trip(data):
    scenario = scenario_from_dict(data)
    again = Scenario.model_validate_json(scenario.canonical_json())
    assert again.canonical_json() == scenario.canonical_json()
    assert again.hash() == scenario.hash() == scenario_from_dict(data).hash()
    assert Scenario.model_validate(json.loads(scenario.canonical_json())).hash() == again.hash()


@given(scenarios())
@settings(deadline=None)
def test_generated_scenarios_are_small_and_survive_pickling(scenario):
    assert 8 <= scenario.department.people <= 30
    assert 10 <= scenario.horizon_weeks <= 60
    assert len(scenario.group) <= 2
    assert pickle.loads(pickle.dumps(scenario)) == scenario


def test_the_hash_is_stable_across_processes_and_versions_of_python():
    # A golden value: when it changes, stored results of the same setting are no longer found.
    assert load_scenario("study").hash() == "e77fb6338c439d3b"


def test_wording_name_and_place_are_not_part_of_the_hash(tmp_path):
    path = tmp_path / "other.toml"
    path.write_text(instead("Two groups", "Other words", instead("What does", "What would")))
    other, good = load_scenario(path), scenario_from_dict(tomllib.loads(GOOD))
    assert other.hash() == good.hash()
    assert other.canonical_json() != good.canonical_json()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("meal_usd = 80.5", "meal_usd = 80.5 # dollars"),
        ("length_minutes = 60", "length_minutes = [60, 60]"),
        ("mentored_share = 0.2", "mentored_share = 2e-1"),
        ("invited = 4", "invited = 4\nquorum = 3"),
        ("horizon_weeks = 100\n", "horizon_weeks = 100\nparameters = {}\n"),
        ("meal_usd = 80.5", "meal_usd = 80.50"),
    ],
)
def test_two_ways_of_writing_one_setting_have_one_hash(old, new):
    assert _hash(instead(old, new)) == _hash(GOOD)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("junior = 12", "junior = 13"),
        ("sd = 0.1", "sd = 0.11"),
        ("invited = 4", "invited = 4\nminutes_kept = false"),
        ("week = 10\n", "week = 11\n"),
        ("horizon_weeks = 100", "horizon_weeks = 101"),
        ("[traits]", "[parameters]\nplan_weight = 1\n[traits]"),
    ],
)
def test_another_setting_has_another_hash(old, new):
    assert _hash(instead(old, new)) != _hash(GOOD)


def _hash(text):
    return scenario_from_dict(tomllib.loads(text)).hash()


def test_without_the_group_the_same_people_are_invited():
    study = load_scenario("study")
    alone = study.without_group()
    assert (study.groups_active, alone.groups_active) == (True, False)
    assert (alone.group, alone.event, alone.name) == (study.group, study.event, "study")
    assert alone.hash() != study.hash()
    assert alone.without_group().hash() == alone.hash()


def test_nothing_in_a_scenario_can_be_changed():
    study = load_scenario("study")
    for table, key in [(study, "title"), (study.department, "faculty"), (study.group[0], "name")]:
        with pytest.raises(ValidationError, match="frozen"):
            setattr(table, key, 1)


def test_primitives_come_from_the_structure_and_the_groups_own_changes():
    first, second = scenario_from_dict(tomllib.loads(GOOD)).group
    assert first.resolved_primitives() == STRUCTURES["flat"].lead
    assert second.resolved_primitives() == STRUCTURES["flat"].lead._replace(expertise=0.5)


def test_a_facilitator_comes_with_the_structure_or_with_a_table_of_its_own():
    study = load_scenario("study")
    with_fee = study.override({"group.0.facilitator.fee_usd": "100"}).group[0]
    named = study.override({"group.0.structure": "facilitated"}).group[0]
    meek = named.model_copy(update={"facilitator": Facilitator(agenda_control=0.1)})
    assert study.group[0].facilitator_primitives() is None
    assert with_fee.facilitator_primitives() == FACILITATOR
    assert named.facilitator_primitives() == FACILITATOR
    assert meek.facilitator_primitives() == FACILITATOR._replace(agenda_control=0.1)
    assert with_fee.resolved_primitives() == named.resolved_primitives() == Primitives()


def test_admission_is_a_policy_and_what_the_group_sets_otherwise():
    study = load_scenario("study")
    for name, rules in ADMISSIONS.items():
        assert study.override({"group.0.admission": name}).group[0].admission.rules() == rules
    own = {"policy": "sponsored", "probation_weeks": 0, "most_members": 9}
    admission = study.override({"group.0.admission": own}).group[0].admission
    assert admission.rules() == ADMISSIONS["sponsored"]._replace(probation_weeks=0)
    assert admission.most_members == 9


def test_copies_differ_in_what_is_varied_and_in_nothing_else():
    changes = {
        "group.0.copies": "4",
        "group.0.quorum": "2",
        "group.0.varied.strangers": "[true, false]",
        "group.0.varied.admission": '["open", "closed"]',
        "department.junior": "30",
        "department.faculty": "200",
        "event": "[]",
    }
    scenario = load_scenario("study").override(changes)
    groups = scenario.groups()
    assert [group.name for group in groups] == ["peers 1", "peers 2", "peers 3", "peers 4"]
    found = [(group.strangers, group.admission.policy) for group in groups]
    assert found == [(True, "open"), (True, "closed"), (False, "open"), (False, "closed")]
    alike = {"name": "peers", "strangers": False, "admission": groups[0].admission}
    assert len({group.model_copy(update=alike).model_dump_json() for group in groups}) == 1
    assert (groups[0].copies, groups[0].varied) == (1, {})


def test_a_second_group_follows_the_first_and_admits_nobody():
    groups = load_scenario("second_group").groups()
    assert [group.name for group in groups] == ["peers", "peers, second"]
    assert groups[1].admission.policy == "closed"
    assert groups[1].senior_mentors == 0
