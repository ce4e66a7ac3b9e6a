"""Whatever is written, the answer is a scenario or a sentence, never a traceback."""

import copy
import datetime
import tomllib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmg_sim.scenario import ScenarioError, load_scenario, scenario_from_dict
from tests.scenario.case import GOOD

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


PLACES = list(places(tomllib.loads(GOOD)))


def judge(read):
    """Accept a scenario or sentences; anything else is raised and fails the test."""
    try:
        messages = [read().hash() + "."]
    except ScenarioError as error:
        messages = error.messages
    assert messages
    assert all(message.endswith(".") for message in messages)
    assert not any("\n" in message for message in messages)


@given(st.lists(st.tuples(st.sampled_from(PLACES), anything), min_size=1, max_size=3))
@settings(deadline=None, max_examples=300)
def test_any_value_in_any_place(changes):
    data = copy.deepcopy(tomllib.loads(GOOD))
    for loc, value in changes:
        here = data
        try:
            for part in loc[:-1]:
                here = here[part]
            here[loc[-1]] = value
        except (TypeError, LookupError):
            continue  # an earlier change took the place away
    judge(lambda: scenario_from_dict(data))


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
