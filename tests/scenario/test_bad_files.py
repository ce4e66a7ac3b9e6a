"""Every mistake in a file is told in a sentence that a user can act on."""

import os

import pytest

from pmg_sim.scenario import ScenarioError, load_scenario
from tests.scenario.bad_cases import CASES, arrange, untold
from tests.scenario.case import GOOD, instead


def refusal(argument):
    with pytest.raises(ScenarioError) as caught:
        load_scenario(argument)
    return caught.value


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_message_tells_where_and_what(case, tmp_path):
    message = str(refusal(arrange(case, tmp_path)))
    assert untold(case, message) == [], message


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_one_mistake_gives_one_sentence(case, tmp_path):
    messages = refusal(arrange(case, tmp_path)).messages
    assert len(messages) == 1
    assert messages[0].endswith(".")
    assert "\n" not in messages[0]


def test_cases_are_many_and_differ():
    assert len({case.name for case in CASES}) == len(CASES) >= 35


def test_the_good_file_is_good(tmp_path):
    path = tmp_path / "good.toml"
    path.write_text(GOOD)
    assert load_scenario(path).name == "good"


def test_all_mistakes_are_told_at_once_the_most_basic_first(tmp_path):
    text = instead("invited = 4", "invited = 4\nquorum = 9")
    text = instead("faculty = 40", "facutly = 40", text)
    text = instead("invited = 3", "invited = true", text)
    text = instead("mentored_share = 0.2", "mentored_share = 2", text)
    text = instead("week = 10\n", "", text)
    path = tmp_path / "many.toml"
    path.write_text(text)
    messages = refusal(path).messages
    keys = [message.split("`")[1] for message in messages]
    assert keys == [
        "department.facutly",
        "event.0.week",
        "group.1.invited",
        "department.mentored_share",
        "group.0.quorum",
    ]


def test_very_many_mistakes_are_counted_not_listed(tmp_path):
    path = tmp_path / "long.toml"
    path.write_text("\n".join(f"wrong_{number} = 1" for number in range(40_000)))
    messages = refusal(path).messages
    assert len(messages) == 51
    assert messages[-1] == f"{path}: and 39953 more mistakes."


def test_a_misspelt_key_is_not_reported_as_missing_too(tmp_path):
    path = tmp_path / "typo.toml"
    path.write_text(instead("faculty = 40", "facutly = 40"))
    assert "missing" not in str(refusal(path))


def test_a_file_that_may_not_be_read(tmp_path, monkeypatch):
    # Permissions do not bind an administrator, so the system's refusal is put in by hand.
    def refuse(self, *_):
        raise PermissionError(13, "Permission denied", str(self))

    path = tmp_path / "locked.toml"
    path.write_text(GOOD)
    monkeypatch.setattr("pathlib.Path.open", refuse)
    assert str(refusal(path)) == f"{path}: the file cannot be read (Permission denied)."


def test_a_device_is_no_file():
    assert "found no regular file" in str(refusal(os.devnull))


def test_a_link_to_itself_is_not_found(tmp_path):
    link = tmp_path / "loop.toml"
    link.symlink_to(link)
    assert "no such scenario" in str(refusal(link))


@pytest.mark.parametrize("text", ["\ufeff" + GOOD, GOOD.replace("\n", "\r\n")])
def test_marks_of_other_editors_are_accepted(tmp_path, text):
    path = tmp_path / "windows.toml"
    path.write_bytes(text.encode())
    assert load_scenario(path).department.faculty == 40


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_lines_count_alike_with_other_line_ends(tmp_path, ending):
    path = tmp_path / "lines.toml"
    path.write_bytes(instead("senior = 3", "senior = -3").replace("\n", ending).encode())
    assert f"{path}:7: " in str(refusal(path))
