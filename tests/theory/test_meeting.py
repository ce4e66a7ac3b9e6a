"""The floor: minutes for deciding, personal talk, breaks and turns, and a group's practice."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmg_sim.codes import EVERYONE, ONE_PRESENTER, ROTATING
from pmg_sim.parameters import pack
from pmg_sim.theory import meeting
from tests.theory.checks import EXAMPLES, FALLS, OWN_TEST, RISES, Expected, Ignores, Returns, checks
from tests.theory.ranges import call, parameter_sets, points

RULES = {
    meeting.break_minutes: Expected({"length": RISES}, "[0, 2400]", off={"break_share": 0.0}),
    meeting.decision_minutes: Expected(
        {
            "length": RISES,
            "people": RISES,
            "concentration": FALLS,
            "agenda_control": FALLS,
            "maturity": FALLS,
        },
        "[0, 2400]",
        off={
            "decision_share": 0.0,
            "direction_saves": OWN_TEST,
            "maturity_saves": Ignores("maturity"),
        },
    ),
    meeting.personal_minutes: Expected(
        {"length": RISES, "closeness": RISES, "agenda_control": FALLS},
        "[0, 2400]",
        off={
            "personal_share": OWN_TEST,
            "closeness_to_talk": Ignores("closeness"),
            "agenda_holds_talk": Ignores("agenda_control"),
        },
    ),
    meeting.turns: Expected(
        {"policy": OWN_TEST, "people": RISES, "minutes": RISES, "shortest": FALLS},
        "[0, 20]",
        steep={"people": {"policy": EVERYONE}, "shortest": {"policy": EVERYONE, "people": 20}},
    ),
    meeting.turn_minutes: Expected(
        {"minutes": RISES, "count": FALLS, "longest": RISES},
        "[0, 60]",
        steep={"count": {"longest": 600.0}},
    ),
    meeting.matured: Expected(
        {"maturity": RISES, "met_share": RISES}, "[0, 1]", off={"maturing": Returns("maturity")}
    ),
    meeting.unsettled: Expected({"maturity": RISES, "members": RISES}, "[0, 1]"),
}


@pytest.mark.parametrize("check", checks(RULES))
def test_docstring(check):
    check()


@EXAMPLES
@given(st.data())
@pytest.mark.parametrize(
    "rule", [meeting.break_minutes, meeting.decision_minutes, meeting.personal_minutes]
)
def test_no_item_takes_longer_than_the_meeting(rule, data):
    p, point = data.draw(parameter_sets(rule)), data.draw(points(rule))
    assert call(rule, p, point) <= point["length"] * (1.0 + 1e-12)


@EXAMPLES
@given(points(meeting.turns), points(meeting.turn_minutes))
def test_turns_and_their_minutes_stay_within_the_floor(floor, turn):
    count = call(meeting.turns, None, floor)
    if count > 0:
        at = {"minutes": floor["minutes"], "count": count, "longest": turn["longest"]}
        each = call(meeting.turn_minutes, None, at)
        assert each * count <= floor["minutes"] * (1.0 + 1e-12)
        assert each >= min(floor["shortest"], turn["longest"]) * (1.0 - 1e-12)


def test_breaks_begin_after_ninety_minutes():
    p = pack({"break_share": 0.2})[0]
    assert meeting.break_minutes(p, 60.0) == 0.0
    assert meeting.break_minutes(p, 90.0) == 0.0
    assert meeting.break_minutes(p, 150.0) == pytest.approx(12.0)


def test_six_equals_who_are_new_to_it_spend_the_full_share_on_deciding():
    values = {"decision_share": 0.25, "direction_saves": 0.6, "maturity_saves": 0.4}
    p = pack(values)[0]
    assert meeting.decision_minutes(p, 120.0, 6.0, 0.0, 0.0, 0.0) == pytest.approx(30.0)
    assert meeting.decision_minutes(p, 120.0, 3.0, 0.0, 0.0, 0.0) == pytest.approx(15.0)
    assert meeting.decision_minutes(p, 120.0, 6.0, 0.0, 0.0, 1.0) == pytest.approx(18.0)
    assert meeting.decision_minutes(p, 120.0, 60.0, 0.0, 0.0, 0.0) == 120.0


def test_a_leader_and_a_facilitator_each_save_what_direction_can_save_and_no_more():
    p = pack({"decision_share": 0.25, "direction_saves": 0.6})[0]
    assert meeting.decision_minutes(p, 120.0, 6.0, 1.0, 0.0, 0.0) == pytest.approx(12.0)
    assert meeting.decision_minutes(p, 120.0, 6.0, 0.0, 1.0, 0.0) == pytest.approx(12.0)
    assert meeting.decision_minutes(p, 120.0, 6.0, 1.0, 1.0, 0.0) == pytest.approx(12.0)
    # Half of each directs by 1 - 0.5 x 0.5.
    assert meeting.decision_minutes(p, 120.0, 6.0, 0.5, 0.5, 0.0) == pytest.approx(16.5)
    off = pack({"decision_share": 0.25, "direction_saves": 0.0})[0]
    assert meeting.decision_minutes(off, 120.0, 6.0, 1.0, 1.0, 0.0) == pytest.approx(30.0)


def test_personal_talk_grows_with_closeness_and_is_held_down_by_the_agenda():
    values = {"personal_share": 0.1, "closeness_to_talk": 0.4, "agenda_holds_talk": 0.5}
    p = pack(values)[0]
    assert meeting.personal_minutes(p, 100.0, 0.0, 0.0) == pytest.approx(10.0)
    assert meeting.personal_minutes(p, 100.0, 0.5, 0.0) == pytest.approx(30.0)
    assert meeting.personal_minutes(p, 100.0, 0.5, 1.0) == pytest.approx(15.0)
    off = pack({"personal_share": 0.0})[0]
    assert meeting.personal_minutes(off, 100.0, 0.0, 0.0) == 0.0


@pytest.mark.parametrize(
    ("policy", "people", "minutes", "count"),
    [
        (EVERYONE, 6, 60.0, 6),
        (EVERYONE, 6, 59.0, 5),
        (EVERYONE, 6, 10.0, 1),
        (EVERYONE, 6, 9.9, 0),
        (EVERYONE, 1, 60.0, 1),
        (EVERYONE, 0, 60.0, 0),
        (ROTATING, 6, 60.0, 3),
        (ROTATING, 7, 60.0, 4),
        (ROTATING, 6, 25.0, 2),
        (ONE_PRESENTER, 6, 60.0, 1),
        (ONE_PRESENTER, 6, 5.0, 0),
        (ONE_PRESENTER, 0, 60.0, 0),
    ],
)
def test_who_gets_the_floor(policy, people, minutes, count):
    assert meeting.turns(policy, people, minutes, 10.0) == count


def test_a_check_in_is_an_even_share_up_to_the_longest():
    assert meeting.turn_minutes(60.0, 4, 30.0) == 15.0
    assert meeting.turn_minutes(60.0, 1, 30.0) == 30.0
    assert meeting.turn_minutes(0.0, 4, 30.0) == 0.0


def test_practice_comes_with_meetings_in_full_number_and_newcomers_dilute_it():
    p = pack({"maturing": 0.2})[0]
    assert meeting.matured(p, 0.0, 1.0) == pytest.approx(0.2)
    assert meeting.matured(p, 0.5, 0.5) == pytest.approx(0.55)
    assert meeting.matured(p, 0.5, 0.0) == 0.5
    assert meeting.matured(p, 1.0, 1.0) == 1.0
    assert meeting.unsettled(0.6, 6) == pytest.approx(0.5)
