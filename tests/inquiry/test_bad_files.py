"""Every mistake in an experiment's file is told in one sentence that a user can act on."""

import pytest

from pmg_sim.inquiry.cells import plan_of
from pmg_sim.inquiry.load import load_experiment, load_with_marks
from pmg_sim.scenario import ScenarioError
from tests.cli.command import refused
from tests.inquiry.bad_cases import CASES as OTHERS
from tests.inquiry.bad_cases import NO_LINE
from tests.inquiry.bad_levers import OF_FACTORS
from tests.inquiry.case import GOOD, instead, put

CASES = [*OTHERS, *OF_FACTORS]


def refusal(path):
    with pytest.raises(ScenarioError) as caught:
        plan_of(*load_with_marks(path))
    return caught.value.messages


def test_the_good_file_has_no_mistake(tmp_path):
    plan = plan_of(*load_with_marks(put(tmp_path)))
    assert plan.cells == 8


def test_cases_have_names_of_their_own():
    assert len({case.name for case in CASES}) == len(CASES)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_message_tells_where_and_what(case, tmp_path):
    path = put(tmp_path, case.text, case.name)
    message = one_of(refusal(path))
    assert [told for told in case.tells if told not in message] == [], message
    assert message.count("\n") == 0
    assert message.endswith(".")
    assert "--set" not in message
    if case.at == NO_LINE:
        assert message.startswith(f"{path}: "), message
    else:
        lines = {n for n, line in enumerate(case.text.split("\n"), 1) if case.at in line}
        assert any(message.startswith(f"{path}:{line}: ") for line in lines), message


def one_of(messages):
    (message,) = messages
    return message


def test_the_command_tells_a_mistake_and_ends_with_2(tmp_path):
    path = put(tmp_path, instead("usual = 4", "usuel = 4"), "bad")
    assert refused("experiment", str(path)).startswith(f"{path}:21: unknown key `lever.0.usuel`")


@pytest.mark.parametrize("case", CASES[::9], ids=lambda case: case.name)
def test_the_command_ends_with_2_and_leaves_no_folder(case, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    put(tmp_path, case.text, "bad")
    assert refused("experiment", "bad.toml").startswith("bad.toml:")


def test_all_mistakes_of_a_file_are_told_at_once(tmp_path):
    text = instead("draws = 4", "draws = 0", instead('"survival"', '"survivel"'))
    path = put(tmp_path, instead("usual = 4", "usuel = 4", text))
    assert [message.split(":")[1] for message in refusal(path)] == ["21", "5", "6"]


def test_all_mistakes_against_scenarios_are_told_at_once(tmp_path):
    text = instead('"group.0.quorum" = 2', '"group.0.quorom" = 2', instead("[4, 5]", "[4, 500]"))
    path = put(tmp_path, instead("[0.5, 4.0]", "[-1.0, 4.0]", text))
    assert sorted(message.split(":")[1] for message in refusal(path)) == ["14", "20", "26"]


def test_a_mistake_in_the_scenario_s_own_file_is_told_with_that_file(tmp_path):
    path = put(tmp_path)
    (tmp_path / "small.toml").write_text('extends = "flat"\nhorizon_week = 3\n', encoding="utf-8")
    (message, *_) = refusal(path)
    assert f"{tmp_path / 'small.toml'}:2: unknown key `horizon_week`" in message


def test_no_file_of_this_name_names_the_nearest_ready_experiment():
    with pytest.raises(ScenarioError, match="nearest: `closeness`"):
        load_experiment("closness")
    assert "no such experiment (nearest: `group_size`)" in refused("experiment", "groupsize")


@pytest.mark.parametrize("found", ["nothing.toml", ".", "bytes.toml"])
def test_a_file_that_cannot_be_read_is_told(found, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "bytes.toml").write_bytes(b"\xff\xfe\x00")
    assert refused("experiment", found).startswith(f"{found}")


def test_settings_that_are_valid_only_together_are_valid(tmp_path):
    text = instead(
        '{ "group.0.quorum" = 2, pull_strength = 1.5 }',
        '{ "group.0.quorum" = 8, "group.0.senior_mentors" = 2 }',
    )
    text = instead("[4, 5]", "[9, 11]", instead("usual = 4", "usual = 9", text))
    plan = plan_of(*load_with_marks(put(tmp_path, text)))
    assert plan.scenarios[-1][0].group[0].quorum == 8


def test_what_an_arm_sets_makes_room_for_a_lever(tmp_path):
    """The arm's quorum of two is there when the lever's few people are tried."""
    arms = GOOD[GOOD.index("[[arm]]") : GOOD.index("[[lever]]")]
    text = instead(arms, '[[arm]]\nname = "flat"\nset = { "group.0.quorum" = 2 }\n\n')
    plan = plan_of(*load_with_marks(put(tmp_path, instead("[4, 5]", "[4, 2]", text))))
    assert [several[0].group[0].invited for several in plan.scenarios] == [4, 2]
