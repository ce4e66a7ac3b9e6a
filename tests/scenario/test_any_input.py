"""Whatever is written, the answer is a scenario or a sentence, never a traceback."""

import copy
import datetime
import tomllib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmg_sim.scenario import ScenarioError, load_scenario, scenario_from_dict
from tests.scenario.case import GOOD, instead

scalars = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.sampled_from([10**400, -(10**4000), 2**63])
    | st.floats()
    | st.text(max_size=5)
    | st.sampled_from([datetime.date(2026, 1, 1), datetime.time(12), datetime.datetime(2026, 1, 1)])
)
anything = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=5,
)


def places(value, loc=()):
    if isinstance(value, dict | list):
        for key, item in value.items() if isinstance(value, dict) else enumerate(value):
            yield (*loc, key)
            yield from places(item, (*loc, key))


RICH = tomllib.loads(
    instead(
        "senior_mentors = 1",
        """senior_mentors = 0
copies = 2
varied = { structure = ["flat", "rotating"] }
facilitator = { from_week = 3, until_week = 30, fee_usd = 90.0, expertise = 0.4 }
guests = { every_meetings = 2, minutes = 30, fee_usd = 5 }
admission = { policy = "vote", every_weeks = 8, from_week = 6, vote_share = 0.6, most_members = 9 }
mentor_role = "authority"
meal_paid_by = "members"
reforms_after_weeks = 8""",
        GOOD.split("[[event]]")[0],
    )
    + """
[[event]]
week = 30
what = "falling_out"
group = "first 1"
member = 1
with_member = 2
if_turnout_below = 0.8
if_members_below = 9

[[event]]
week = 40
what = "merger"
group = "first 2"
into = "second"

[[event]]
week = 9
what = "workload_shock"
hours_factor = 0.4
lasts_weeks = 6

[parameters]
plan_weight = 1.0
"""
)
PLACES = list(places(RICH))


def judge(read):
    """Accept a scenario or sentences; anything else is raised and fails the test."""
    try:
        messages = [read().hash() + "."]
    except ScenarioError as error:
        messages = error.messages
    assert messages
    assert all(message.endswith(".") for message in messages)
    assert not any("\n" in message for message in messages)


def test_the_rich_data_are_good():
    assert len(scenario_from_dict(RICH).groups()) == 3


@given(st.lists(st.tuples(st.sampled_from(PLACES), anything), min_size=1, max_size=3))
@settings(deadline=None, max_examples=300)
def test_any_value_in_any_place(changes):
    data = copy.deepcopy(RICH)
    for loc, value in changes:
        here = data
        try:
            for part in loc[:-1]:
                here = here[part]
            here[loc[-1]] = value
        except (TypeError, LookupError):
            continue  # an earlier change took the place away
    judge(lambda: scenario_from_dict(data))


@given(anything, anything)
@settings(deadline=None)
def test_any_groups_over_any_groups(tmp_path_factory, below, above):
    base = tmp_path_factory.getbasetemp() / "below.toml"
    base.write_text(GOOD)
    groups = [below, {"name": "first", "varied": above}, {"name": above}]
    head = {"title": "t", "question": "q", "extends": str(base)}
    judge(lambda: scenario_from_dict({**head, "group": groups}))
    judge(lambda: scenario_from_dict({**head, "group": [{"name": "first", "admission": below}]}))


@given(st.dictionaries(st.text(max_size=12) | st.integers(), anything, max_size=4))
@settings(deadline=None)
def test_any_data(data):
    judge(lambda: scenario_from_dict(data))


@given(st.integers(0, len(GOOD)), st.integers(0, 9), st.binary(max_size=3))
@settings(deadline=None, max_examples=300)
def test_any_slip_of_the_hand(tmp_path_factory, start, length, inserted):
    path = tmp_path_factory.getbasetemp() / "slip.toml"
    path.write_bytes(GOOD[:start].encode() + inserted + GOOD[start + length :].encode())
    judge(lambda: load_scenario(path))


@given(st.dictionaries(st.sampled_from(["group.0.quorum", "x", "a..b", "0"]), anything, max_size=2))
@settings(deadline=None)
def test_any_change(changes):
    good = scenario_from_dict(tomllib.loads(GOOD))
    judge(lambda: good.override(changes))


@given(st.text(max_size=20))
@settings(deadline=None)
def test_any_text_for_a_setting(text):
    good = scenario_from_dict(tomllib.loads(GOOD))
    judge(lambda: good.override({"group.0.name": text, text: "1"}))


@pytest.mark.parametrize(
    "text",
    [
        "[[group]]\n" * 60_000,
        "[[group]]\n[[group.calendar]]\n" * 20_000,
        "".join(f"[a{number}]\nb = 1\n" for number in range(30_000)),
        "group = [" + "{}," * 60_000 + "]",
        'title = """' + "x\n" * 500_000 + '"""',
    ],
    ids=["groups", "calendars", "tables", "inline", "text"],
)
def test_large_files_are_answered_in_time(tmp_path, text):
    path = tmp_path / "large.toml"
    path.write_text(text)
    with pytest.raises(ScenarioError) as caught:
        load_scenario(path)
    assert 1 <= len(caught.value.messages) <= 51
