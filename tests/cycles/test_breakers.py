"""Changes that might break the cycles: each is what its name says, in any scenario with a group."""

import pytest

from pmg_sim.cycles.breakers import ALWAYS, BREAKERS, success_week, with_success
from pmg_sim.cycles.gather import arms_of
from pmg_sim.parameters import without
from pmg_sim.scenario import load_scenario
from pmg_sim.scenario.library import library_files
from tests.experiments import case

TALKS = {"purpose": "discussion", "hour": "noon", "interval_weeks": 5, "length_minutes": 60}
LATE = case.GROUP | {"founded_week": 40, "calendar": [TALKS]}
FLAT = load_scenario("flat")
IN_LIBRARY = [name for name in BREAKERS if name in library_files() and name != "no_group"]


def test_most_breakers_are_scenarios_of_the_library():
    assert len(IN_LIBRARY) == 7


@pytest.mark.parametrize("name", IN_LIBRARY)
def test_a_breaker_of_the_flat_group_is_the_scenario_of_that_name(name):
    assert BREAKERS[name].of(FLAT).hash() == load_scenario(name).hash()


def test_the_shared_success_is_the_library_s():
    assert with_success(FLAT).hash() == load_scenario("shared_success").hash()
    assert success_week(FLAT) == 52


@pytest.mark.parametrize("mechanism", ["accountability", "efficacy"])
def test_a_mechanism_is_switched_off_by_all_its_numbers(mechanism):
    changed = BREAKERS[f"{mechanism}_off"].of(FLAT)
    assert dict(changed.parameters) == without(mechanism)


def test_without_a_group_the_same_people_are_invited_and_nobody_meets():
    changed = BREAKERS["no_group"].of(FLAT)
    assert not changed.groups_active
    assert changed.hash() == FLAT.without_group().hash()


@pytest.mark.parametrize("name", BREAKERS)
@pytest.mark.parametrize(
    "scenario", ["study", "two_groups_beside", "hundred_groups", "one_retreat"]
)
def test_every_breaker_can_be_had_in_scenarios_of_all_kinds(name, scenario):
    stated = load_scenario(scenario)
    assert BREAKERS[name].of(stated).hash() != stated.hash()


@pytest.mark.parametrize("name", BREAKERS)
@pytest.mark.parametrize("weeks", [208, 60, 1])
def test_windows_lie_within_the_run(name, weeks):
    for window in BREAKERS[name].windows(weeks):
        assert 0 <= window.first <= window.last <= weeks
        assert window.when != ALWAYS or (window.first, window.last) == (0, weeks)


def test_an_event_befalls_every_group_that_lives_then():
    events = BREAKERS["minutes_stop"].of(case.two_groups()).event
    assert [event.group for event in events if event.what == "minutes_stop"] == ["first", "second"]


def test_what_changes_nothing_or_contradicts_the_scenario_is_left_out_with_its_reason():
    silent = case.small(group=[case.GROUP | {"minutes_kept": False}])
    _, found = arms_of(silent, ["no_minutes", "no_joint_work"])
    assert list(found.windows) == ["no_joint_work"]
    assert found.left_out == {"no_minutes": "it changes nothing in this scenario"}
    late = case.small(group=[LATE], event=[])
    _, found = arms_of(late, ["falling_out"])
    assert "contradicts the scenario" in found.left_out["falling_out"]


def test_a_success_goes_into_three_arms_where_it_can_happen():
    arms, found = arms_of(FLAT, [])
    assert {name for name in arms if name.endswith("+")} == {"group+", "no_group+", "efficacy_off+"}
    assert found.success == 52
    arms, found = arms_of(case.small(group=[LATE], event=[]), [])
    assert set(arms) == {"group", "no_group"}
    assert found.success is None
