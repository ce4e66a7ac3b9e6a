"""Every mistake in a programme's file is told in one sentence that a user can act on."""

import pytest

from pmg_sim.prediction import load_programme
from pmg_sim.scenario import ScenarioError
from tests.cli.command import refused
from tests.prediction.case import CASES, GOOD, NO_LINE, instead


def refusal(path):
    with pytest.raises(ScenarioError) as caught:
        load_programme(path)
    return caught.value.messages


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_message_tells_where_and_what(case, tmp_path):
    path = tmp_path / f"{case.name}.toml"
    path.write_text(case.text, encoding="utf-8")
    (message,) = refusal(path)
    assert [told for told in case.tells if told not in message] == [], message
    assert "found" in message or " = " in message
    if case.at == NO_LINE:
        assert message.startswith(f"{path}: ")
    elif "dyads" not in case.text or "no_group" not in message:  # a line of the library's file
        lines = {n for n, line in enumerate(case.text.split("\n"), 1) if case.at in line}
        assert any(message.startswith(f"{path}:{line}: ") for line in lines), message


def test_the_command_tells_a_mistake_and_ends_with_2(tmp_path):
    path = tmp_path / "bad.toml"
    path.write_text(instead("at_years = [0.5, 1]", "at_year = [0.5, 1]"), encoding="utf-8")
    assert refused("predict", str(path)).startswith(f"{path}:40: unknown key `quantity.2.at_year`")


def test_all_mistakes_are_told_at_once(tmp_path):
    path = tmp_path / "bad.toml"
    text = instead("quorum = 2", "quorom = 2", instead('"rate_ratio"', '"odds"'))
    path.write_text(instead("departments = 3", "departments = 0", text), encoding="utf-8")
    messages = refusal(path)
    assert [message.split(":")[1] for message in messages] == ["17", "3", "35"]


def test_without_a_comparison_nothing_that_needs_one_can_be_asked(tmp_path):
    path = tmp_path / "bad.toml"
    path.write_text(instead('[comparison]\nwith = "same_people"', ""), encoding="utf-8")
    messages = refusal(path)
    assert [message.split("`")[1] for message in messages] == ["quantity.0.as", "quantity.1.as"]
    assert all("the file has no [comparison]" in message for message in messages)


@pytest.mark.parametrize("found", ["nothing.toml", "."])
def test_a_file_that_is_not_there_is_told(found, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert refused("predict", found).startswith(f"{found}: ")


def test_two_settings_that_cannot_be_found_are_both_told(tmp_path):
    path = tmp_path / "bad.toml"
    settings = 'setting = "sudy"\n\n[comparison]\nwith = "setting"\nsetting = "dyad"\n\n'
    start, end = GOOD.index("[setting]"), GOOD.index("[[quantity]]")
    path.write_text(GOOD[:start] + settings + GOOD[end:], encoding="utf-8")
    first, second = refusal(path)
    assert "`study`" in first
    assert "`comparison.setting`" in second


def test_a_key_that_the_base_has_wrong_is_told_with_the_file_of_the_base(tmp_path):
    base, path = tmp_path / "base.toml", tmp_path / "bad.toml"
    base.write_text('title = "x"\nquestion = "y"\nhorizon_week = 3\n', encoding="utf-8")
    path.write_text(instead("[setting]\n", '[setting]\nextends = "base"\n'), encoding="utf-8")
    (message,) = refusal(path)
    assert message.startswith(f"{base}:3: unknown key `setting.horizon_week`")
