"""The library: every scenario says what it asks, states only its difference, and runs."""

import functools
import re
import tomllib
import warnings

import pytest

from pmg_sim.experiments.scenario_file import as_toml
from pmg_sim.scenario import load_scenario
from pmg_sim.scenario.library import library_files
from pmg_sim.world import PeerMentoringModel

FILES = library_files()
EVERY = pytest.mark.parametrize("name", FILES)

# Ten thousand people, whom the agents of Mesa would take minutes to follow.
TOO_LARGE = "large_department"
RUNNABLE = pytest.mark.parametrize("name", [name for name in FILES if name != TOO_LARGE])
SMALL = 100
WEEKS_OF_LARGE = 20

GUESSED = {"hires_per_year", "faculty", "mean", "hours_factor", "lasts_weeks"}
GUESSED |= {"guests", "quorum", "founding_support", "reforms_after_weeks", "start_closeness"}
"""Keys whose values a scenario cannot have from the study."""


def text_of(name):
    return FILES[name].read_text(encoding="utf-8")


def test_the_library_has_not_shrunk():
    assert len(FILES) >= 52


@EVERY
def test_the_question_opens_the_file(name):
    first, second = text_of(name).splitlines()[:2]
    question = load_scenario(name).question
    assert first == f"# {question}"
    assert question.endswith("?")
    assert second in ("", "#")


@EVERY
def test_a_variant_states_only_its_difference(name):
    own = tomllib.loads(text_of(name))
    assert ("extends" in own) == (name != "study")
    if name == "study":
        return
    title, question = own.pop("title"), own.pop("question")
    base = load_scenario(own.pop("extends"))
    assert title != base.title
    assert question != base.question
    assert load_scenario(name).hash() != base.hash()
    groups = {group.name: group.model_dump(mode="json") for group in base.group}
    whole = base.model_dump(mode="json")
    for group in own.pop("group", []):
        known = groups.get(group["name"], {})
        repeated = [key for key in group if key != "name" and group[key] == known.get(key)]
        assert repeated == []
    for key, value in own.items():
        before = whole[key]
        if isinstance(value, dict):
            assert [inner for inner in value if value[inner] == before.get(inner)] == []
        else:
            assert value != before


@EVERY
def test_numbers_that_the_study_does_not_give_are_marked(name):
    stated = re.findall(r"^(\w+) = .*\d.*$", text_of(name), flags=re.MULTILINE)
    assert "assumed" in text_of(name) or not GUESSED & set(stated)


@EVERY
def test_a_run_writes_it_out_in_full_and_reads_it_back(name, tmp_path):
    scenario = load_scenario(name)
    path = tmp_path / "scenario.toml"
    path.write_text(as_toml(scenario), encoding="utf-8")
    assert load_scenario(path).canonical_json() == scenario.canonical_json()


@EVERY
def test_its_group_can_be_changed_on_the_command_line(name):
    scenario = load_scenario(name)
    if not scenario.group:
        return
    changes = {"group.0.admission": "open", "group.0.facilitator.fee_usd": "100"}
    group = scenario.override(changes).group[0]
    assert (group.admission.policy, group.admission.rules().every_weeks) == ("open", 4)
    assert group.facilitator is not None
    assert group.facilitator.fee_usd == 100


@functools.cache
def final_people(name, seed):
    """Return everybody's last state as Mesa runs it; of a large department after some weeks."""
    scenario = load_scenario(name)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        model = PeerMentoringModel(setting=scenario, seed=seed)
        small = scenario.department.people <= SMALL
        weeks = model.plan.weeks if small else WEEKS_OF_LARGE
        model.run_for(weeks)
    assert model.week + 1 == weeks
    assert len(model.datacollector.get_model_vars_dataframe()) == weeks + 1
    return model.state.people.tobytes()


@RUNNABLE
def test_it_runs_on_mesa(name):
    assert final_people(name, seed=1)


@RUNNABLE
def test_what_it_changes_makes_a_difference(name):
    base = tomllib.loads(text_of(name)).get("extends")
    # Some of what can happen, such as a dissolved group's new start, is rare.
    assert base is None or any(
        final_people(name, seed) != final_people(base, seed) for seed in range(1, 9)
    )
