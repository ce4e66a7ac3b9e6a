"""Loading: the library, files, files that extend others, data from Python."""

import pickle

import pytest

from pmg_sim.scenario import (
    ScenarioError,
    library,
    load_scenario,
    scenario_from_dict,
)
from tests.scenario.case import GOOD, instead

HEAD = 'title = "t"\nquestion = "q"\n'


def write(folder, name, text):
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_the_study_says_what_the_source_says():
    study = load_scenario("study")
    department, group = study.department, study.group[0]
    assert (study.name, study.path.name, study.horizon_weeks) == ("study", "study.toml", 208)
    assert (department.faculty, department.people) == (118, 27)
    assert (group.invited, group.senior_mentors, group.structure) == (6, 1, "flat")
    evenings, noons = group.calendar
    assert (evenings.count, evenings.interval_weeks, evenings.length_minutes) == (
        18,
        (4, 13),
        (120, 180),
    )
    assert (evenings.meal_usd, evenings.hour, evenings.purpose) == (125, "evening", "discussion")
    assert (noons.count, noons.length_minutes, noons.hour) == (12, (60, 60), "noon")
    assert study.meeting_span(group, noons) == (104, 208)
    assert study.meeting_span(group, evenings) == (0, 208)
    assert [(event.week, event.what) for event in study.event] == [
        (2, "member_leaves_track"),
        (26, "hire_joins"),
    ]


def test_every_library_scenario_loads_and_is_listed():
    entries = library()
    assert "study" in [entry.name for entry in entries]
    for entry in entries:
        scenario = load_scenario(entry.name)
        assert (scenario.title, scenario.question) == (entry.title, entry.question)


def test_the_defaults_are_the_studys_so_that_a_short_file_says_the_same():
    short = {
        "title": "t",
        "question": "q",
        "department": {"faculty": 118, "senior": 6, "mid_career": 10, "junior": 11},
    }
    study = load_scenario("study")
    assert scenario_from_dict(short).department == study.department
    assert scenario_from_dict(short).traits == study.traits


def test_a_path_and_a_bare_name_beside_the_user_are_found(tmp_path, monkeypatch):
    path = write(tmp_path, "mine.toml", GOOD)
    monkeypatch.chdir(tmp_path)
    by_path, by_name = load_scenario(path), load_scenario("mine")
    assert by_path.hash() == by_name.hash()
    assert by_path.name == by_name.name == "mine"
    assert by_path.path == path


def test_the_library_comes_before_a_file_of_the_same_name(tmp_path, monkeypatch):
    write(tmp_path, "study.toml", GOOD)
    monkeypatch.chdir(tmp_path)
    assert load_scenario("study").title != load_scenario("study.toml").title


def test_extending_merges_tables_and_replaces_lists(tmp_path):
    write(tmp_path, "base.toml", GOOD)
    child = write(
        tmp_path,
        "child.toml",
        HEAD + 'extends = "base"\nevent = []\n'
        "[department]\nsenior = 4\n[traits]\ncommitment.sd = 0.2\n",
    )
    scenario = load_scenario(child)
    assert (scenario.department.senior, scenario.department.junior) == (4, 12)
    commitment = scenario.traits.commitment
    assert (commitment.mean, commitment.sd) == (0.7, 0.2)
    assert [group.name for group in scenario.group] == ["first", "second"]
    assert (scenario.event, scenario.title) == ((), "t")


def test_a_variant_without_a_group_is_one_line(tmp_path):
    child = write(tmp_path, "none.toml", HEAD + 'extends = "study"\ngroup = []\nevent = []\n')
    assert load_scenario(child).group == ()


def test_bases_are_looked_up_beside_the_file_and_not_beside_the_user(tmp_path, monkeypatch):
    (tmp_path / "deep").mkdir()
    write(tmp_path, "base.toml", GOOD)
    write(tmp_path, "middle.toml", HEAD + 'extends = "base.toml"\n[department]\nsenior = 5\n')
    child = write(tmp_path / "deep", "child.toml", HEAD + 'extends = "../middle.toml"\n')
    monkeypatch.chdir("/")
    assert load_scenario(child).department.senior == 5


def test_two_files_may_share_a_base_without_a_circle(tmp_path):
    write(tmp_path, "base.toml", GOOD)
    write(tmp_path, "b.toml", HEAD + 'extends = "base"\n')
    assert load_scenario(write(tmp_path, "a.toml", HEAD + 'extends = "b"\n')).group


def test_a_mistake_is_told_where_it_stands_in_the_chain(tmp_path):
    base = write(tmp_path, "base.toml", instead("senior = 3", "senior = -3"))
    child = write(
        tmp_path, "child.toml", HEAD + 'extends = "base"\n[department]\nmid_career = -1\n'
    )
    with pytest.raises(ScenarioError) as caught:
        load_scenario(child)
    message = str(caught.value)
    assert f"{base}:7: `department.senior` = -3" in message
    assert f"{child}:5: `department.mid_career` = -1" in message


def test_a_replaced_list_leaves_no_lines_of_the_base_behind(tmp_path):
    write(tmp_path, "base.toml", GOOD)
    child = write(tmp_path, "child.toml", HEAD + 'extends = "base"\n[[event]]\nweek = 3\n')
    with pytest.raises(ScenarioError) as caught:
        load_scenario(child)
    assert [message.split(" ")[:2] for message in caught.value.messages] == [
        [f"{child}:4:", "`event.0.what`"],
    ]


def test_data_from_python_are_refused_without_lines_but_with_their_name():
    with pytest.raises(ScenarioError) as caught:
        scenario_from_dict({"title": "t", "question": "q", "department": {}}, name="mine")
    assert caught.value.messages[0].startswith("mine: `department.faculty` is missing")


def test_data_from_python_may_extend_the_library():
    data = {"extends": "study", "title": "t", "question": "q", "department": {"junior": 12}}
    scenario = scenario_from_dict(data)
    assert (scenario.department.junior, len(scenario.group)) == (12, 1)
    assert data["extends"] == "study"


def test_a_refusal_survives_the_way_back_from_a_worker():
    error = pickle.loads(pickle.dumps(ScenarioError(["one.", "two."])))
    assert (error.messages, str(error)) == (["one.", "two."], "one.\ntwo.")
