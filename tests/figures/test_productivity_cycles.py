"""Productivity cycles: a strip per member, with the member's own meetings and products."""

import dataclasses

import numpy as np
import pytest

from pmg_sim.figures import productivity_cycles as cycles
from pmg_sim.figures.members import SHORT_STAY, meetings_of, members_shown, traced_meetings
from tests.figures import looking


def strips(figure):
    return figure.subfigs[1].axes


def test_there_is_a_strip_for_everybody_who_stayed_a_while(few, drawn):
    people = few.people
    joined = people[
        (people["replicate"] == 0)
        & (people["arm"] == "group")
        & (people["cohort"] == 0)
        & (people["joined_group"] >= 0)
    ]
    end = joined["left_group"].where(joined["left_group"] >= 0, 60)
    stayed = (end - joined["joined_group"] >= SHORT_STAY).sum()
    assert 0 < stayed < len(joined)
    assert len(strips(drawn("productivity_cycles", "few"))) == stayed


def test_the_raw_line_is_hours_worked_without_idle_ones(few, drawn):
    member = members_shown(few)[0].iloc[0]
    rows = few.weeks[
        (few.weeks["scope"] == f"person {member['key']}") & (few.weeks["arm"] == "group")
    ]
    raw = next(
        line
        for line in strips(drawn("productivity_cycles", "few"))[0].lines
        if line.get_linewidth() == 0.6
    )
    np.testing.assert_allclose(raw.get_ydata(), rows["hours"] - rows["idle_hours"], atol=1e-6)


def test_a_mark_is_full_where_the_member_came_and_the_meeting_was_held(few, drawn):
    log = traced_meetings(few)
    members, _, _ = members_shown(few)
    came = sum(sum(meetings_of(few, member).values()) for _, member in members.iterrows())
    assert 0 < came <= log["present"].sum()
    marks = [
        line
        for ax in strips(drawn("productivity_cycles", "few"))
        for line in ax.lines
        if line.get_marker() in ("o", "^")
    ]
    full = [line for line in marks if line.get_markerfacecolor() != "white"]
    assert len(full) == came
    assert {line.get_marker() for line in marks} == {"o", "^"}


def test_without_the_journal_marks_say_whether_a_meeting_was_held(few):
    kept = dataclasses.replace(few, journal=[])
    log = traced_meetings(kept)
    member = members_shown(kept)[0].iloc[0]
    marks = meetings_of(kept, member)
    assert marks
    assert marks == {row: bool(log.loc[row, "held"]) for row in marks}
    assert set(marks) == set(meetings_of(few, member))


def test_the_title_says_that_it_is_an_example(drawn):
    assert "One replicate, member by member: an example, not a result" in looking.words(
        drawn("productivity_cycles", "few")
    )


def test_the_first_of_several_groups_is_shown_and_named(drawn):
    note = looking.running(drawn("productivity_cycles", "pair"))
    assert "Members of the first of 2 groups, first." in note


@pytest.mark.parametrize(
    ("left", "status", "said"),
    [
        (20, "present", "left the group"),
        (20, "left_department", "left the department"),
        (20, "left_track", "left the track"),
    ],
)
def test_it_says_why_a_membership_ended(few, left, status, said):
    people = few.people.copy()
    key = members_shown(few)[0].iloc[0]["key"]
    mine = (people["key"] == key) & (people["replicate"] == 0) & (people["arm"] == "group")
    people.loc[mine, "left_group"] = left
    people.loc[mine, "left"] = -1 if status == "present" else left
    people.loc[mine, "status"] = status
    changed = dataclasses.replace(few, people=people)
    assert said in [text.get_text() for text in strips(cycles.draw(changed))[0].texts]


def test_a_group_that_nobody_joined_has_no_strips(few):
    people = few.people.assign(joined_group=-1)
    nobody = dataclasses.replace(few, people=people)
    assert cycles.draw(nobody) is None
    assert cycles.why_not(nobody) == "nobody was a member for 8 weeks in the first replicate"
