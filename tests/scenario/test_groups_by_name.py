"""Extending: a file's groups are laid over those of its base that have the same names."""

import pytest

from pmg_sim.scenario import ScenarioError, load_scenario
from tests.scenario.case import GOOD, instead

HEAD = 'title = "t"\nquestion = "q"\nextends = "base"\n'
NEW = 'invited = 3\nstructure = "rotating"\n[[group.calendar]]\npurpose = "projects"\n'
NEW += 'hour = "noon"\ncount = 5\nlength_minutes = 60\n'


def child(folder, text, base=GOOD):
    (folder / "base.toml").write_text(base, encoding="utf-8")
    path = folder / "child.toml"
    path.write_text(HEAD + text, encoding="utf-8")
    return path


def refusal(path):
    with pytest.raises(ScenarioError) as caught:
        load_scenario(path)
    return caught.value.messages


def test_a_group_of_the_same_name_states_only_its_difference(tmp_path):
    text = '[[group]]\nname = "second"\nquorum = 2\nprimitives.agenda_control = 0.4\n'
    first, second = load_scenario(child(tmp_path, text)).group
    assert first == load_scenario(tmp_path / "base.toml").group[0]
    assert (second.quorum, second.invited, second.founded_week) == (2, 3, 20)
    primitives = second.resolved_primitives()
    assert (primitives.agenda_control, primitives.expertise) == (0.4, 0.5)
    assert second.calendar == load_scenario(tmp_path / "base.toml").group[1].calendar


def test_a_group_of_another_name_is_added_after_those_of_the_base(tmp_path):
    text = f'[[group]]\nname = "third"\n{NEW}[[group]]\nname = "first"\ninvited = 5\n'
    groups = load_scenario(child(tmp_path, text)).group
    assert [(group.name, group.invited) for group in groups] == [
        ("first", 5),
        ("second", 3),
        ("third", 3),
    ]


def test_calendars_and_events_are_replaced_whole(tmp_path):
    text = '[[event]]\nweek = 3\nwhat = "hire"\n[[group]]\nname = "first"\n'
    text += '[[group.calendar]]\npurpose = "projects"\nhour = "noon"\ncount = 2\n'
    text += "length_minutes = 30\n"
    scenario = load_scenario(child(tmp_path, text))
    assert [event.what for event in scenario.event] == ["hire"]
    assert [calendar.meal_usd for calendar in scenario.group[0].calendar] == [0.0]


def test_an_empty_list_takes_all_groups_away(tmp_path):
    assert load_scenario(child(tmp_path, "group = []\nevent = []\n")).group == ()


def test_a_table_replaces_a_policy_that_the_base_gives_by_name(tmp_path):
    base = instead("invited = 4", 'invited = 4\nadmission = "vote"')
    text = '[[group]]\nname = "first"\nadmission = { policy = "open", most_members = 8 }\n'
    admission = load_scenario(child(tmp_path, text, base)).group[0].admission
    assert (admission.policy, admission.most_members) == ("open", 8)


def test_groups_are_laid_over_one_another_along_a_chain(tmp_path):
    child(tmp_path, '[[group]]\nname = "second"\nquorum = 2\n')
    last = tmp_path / "last.toml"
    text = HEAD.replace("base", "child") + '[[group]]\nname = "second"\nsenior_mentors = 1\n'
    last.write_text(text, encoding="utf-8")
    second = load_scenario(last).group[1]
    assert (second.invited, second.quorum, second.senior_mentors) == (3, 2, 1)


def test_a_mistake_is_told_where_it_stands(tmp_path):
    base = instead("meal_usd = 80.5", "meal_usd = -1")
    text = f'[[group]]\nname = "third"\nquorm = 2\n{NEW}[[group]]\nname = "second"\ninvited = 99\n'
    path = child(tmp_path, text, base)
    messages = refusal(path)
    assert [message.split(" ")[:2] for message in messages] == [
        [f"{path}:6:", "unknown"],
        [f"{path}:16:", "`group.1.invited`"],
        [f"{tmp_path / 'base.toml'}:28:", "`group.0.calendar.0.meal_usd`"],
    ]


def test_what_a_merged_group_lacks_is_told_at_its_own_table(tmp_path):
    base = instead('structure = "flat"\nprim', "prim")
    path = child(tmp_path, '[[group]]\nname = "second"\nquorum = 2\n', base)
    (message,) = refusal(path)
    assert message.startswith(f"{path}:4: `group.1.structure` is missing")


def test_a_name_that_the_file_has_twice_is_refused(tmp_path):
    text = f'[[group]]\nname = "first"\ninvited = 5\n[[group]]\nname = "first"\n{NEW}'
    path = child(tmp_path, text)
    (message,) = refusal(path)
    assert message.startswith(f'{path}:8: `group.2.name` = "first": an earlier group has this')


@pytest.mark.parametrize("text", ["[[group]]\ninvited = 3\n", "[[group]]\nname = [1]\n"])
def test_a_group_without_a_name_is_a_new_one_without_a_name(tmp_path, text):
    base = instead('name = "second"\n', "").split("[[event]]")[0]
    messages = refusal(child(tmp_path, text, base))
    assert any("`group.1.name` is missing" in message for message in messages)
    assert any("`group.2.name`" in message for message in messages)


@pytest.mark.parametrize("text", ["group = 3\n", "group = [3]\n", "[group]\nname = 'first'\n"])
def test_groups_that_are_none_are_refused(tmp_path, text):
    assert any("`group" in message for message in refusal(child(tmp_path, text)))


@pytest.mark.parametrize("name", ["", '\nname = "first"'])
def test_many_groups_are_answered_in_time(tmp_path, name):
    messages = refusal(child(tmp_path, f"[[group]]{name}\n" * 30_000))
    assert len(messages) == 51
