"""Minutes tell the simulated facts, all of them and nothing else."""

import re

import pytest

from pmg_sim.experiments import minutes, run
from pmg_sim.experiments.journal import Turn
from pmg_sim.experiments.minutes_wording import PLANS, REVIEWS, hours, listed, told, when
from tests.experiments import case

HEAD = re.compile(r"^### Meeting (\d+): (year \d+, week \d+), (\w+), (.+)$", re.MULTILINE)


def split(text):
    """Return the heading and the body of each meeting."""
    parts = re.split(r"^### ", text, flags=re.MULTILINE)[1:]
    return [part.partition("\n")[::2] for part in parts]


def test_every_meeting_that_was_called_has_minutes(many):
    called = many.meetings[(many.meetings["replicate"] == 0) & many.meetings["called"]]
    heads = HEAD.findall(minutes(many))
    assert [head[0] for head in heads] == [str(n + 1) for n in range(len(called))]
    assert [head[1] for head in heads] == [when(week) for week in called["week"]]
    assert [head[2] for head in heads] == list(called["hour"])
    held = called["held"].tolist()
    assert [head[3] != "not held" for head in heads] == held


def test_those_present_and_absent_are_the_groups_members(many):
    first = many.meetings[many.meetings["replicate"] == 0].reset_index(drop=True)
    for entry, (_, body) in zip(many.journal, split(minutes(many)), strict=True):
        row = first.loc[entry.row]
        if not row["held"]:
            assert f"{row['present']} of {row['invited']} came" in body
            continue
        present = re.search(r"^Present: (.+)\.$", body, re.MULTILINE)[1]
        assert len(re.findall(r"member \d+|senior mentor", present)) == row["present"]


def test_agenda_items_add_up_to_the_length(many):
    agendas = re.findall(r"^Agenda: (.+?); (\d+) min in all\.$", minutes(many), re.MULTILINE)
    assert agendas
    for items, length in agendas:
        assert sum(map(int, re.findall(r"(\d+) min", items))) == int(length)


def test_promises_are_taken_up_at_the_next_turn(many):
    """What a review calls promised is what the last plan said."""
    text = minutes(many)
    standing = {}
    for entry, (_, body) in zip(many.journal, split(text), strict=True):
        for turn in entry.turns:
            if turn.reviewed_status >= 0:
                assert hours(standing[turn.key].promised_hours) in body
            if turn.promised_kind >= 0:
                standing[turn.key] = turn
                assert when(turn.due) in body


def test_members_are_numbered_in_order_of_joining(many):
    people = many.people[(many.people["replicate"] == 0) & (many.people["arm"] == "group")]
    members = people[(people["cohort"] == 0) & (people["joined_group"] >= 0)]
    numbers = {int(n) for n in re.findall(r"ember (\d+)", minutes(many))}
    assert numbers <= set(range(1, len(members) + 1))
    newcomers = int((members["joined_group"] > 0).sum())
    joined = re.findall(r"Member (\d+) has joined", minutes(many))
    assert joined == [str(len(members))] * newcomers


def test_minutes_hold_no_key_of_a_person(many):
    keys = {str(key) for key in many.people["key"] if key > 999}
    assert not keys & set(re.findall(r"\d+", minutes(many)))


def test_personal_talk_appears_as_minutes_only(many):
    mentions = [line for line in minutes(many).splitlines() if "personal" in line]
    assert mentions
    assert all(re.search(r"personal talk \d+ min", line) for line in mentions)


def test_the_same_run_reads_the_same(one):
    assert minutes(one) == minutes(run(case.small(), seed=3, replicates=1))


def test_each_group_has_its_own_minutes_and_end(pair):
    text = minutes(pair)
    assert "## The group first" in text
    second = text[text.index("## The group second") :]
    assert f"Founded in {when(10)} by" in second
    assert "The group ended in " in second
    planned = "planned end" in second
    assert f"The group ended in {when(40)}: planned end." in second or not planned


def test_without_a_group_nobody_met(alone):
    assert "There is no group in this scenario" in minutes(alone)


def test_a_group_without_members_has_no_meetings():
    results = run(case.small().without_group(), seed=1, replicates=1)
    assert "It was never founded." in minutes(results)


def test_a_group_that_keeps_no_minutes_is_told_so():
    group = case.GROUP | {"minutes_kept": False}
    assert "keeps no minutes itself" in minutes(run(case.small(group=[group]), 1, 1))


def turn(**facts):
    return Turn(key=1, mentor=False, present=True, **facts)


@pytest.mark.parametrize("status", REVIEWS)
@pytest.mark.parametrize("number", range(3))
def test_every_wording_tells_promise_and_outcome(status, number):
    before = turn(promised_kind=0, promised_hours=23.0, due=9)
    text = told(turn(reviewed_status=status, reviewed_kind=0, reviewed_hours=11.0), before, number)
    assert "a paper" in text.lower()
    assert "23 hours" in text
    assert ("11" in text) != (status == 2)
    assert text.endswith(".")


def test_wordings_vary():
    texts = {told(turn(promised_kind=1, promised_hours=4.0, due=60), None, n) for n in range(9)}
    assert len(texts) == len(PLANS)
    assert all("4 hours" in text and "year 2, week 9" in text for text in texts)


def test_a_member_without_a_turn_keeps_the_promise():
    before = turn(promised_kind=2, promised_hours=1.0, due=9)
    assert "the promise on a national presentation (1 hour) stands" in told(turn(), before, 0)


@pytest.mark.parametrize(
    ("names", "text"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), ("abc", "a, b and c")]
)
def test_lists_in_words(names, text):
    assert listed(names) == text
