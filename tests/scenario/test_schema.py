"""The schema describes itself: what a key means, its unit, what it may be."""

import pytest

from pmg_sim.scenario import describe
from pmg_sim.scenario.messages import allowed

UNITS = (
    "people",
    "groups",
    "week",
    "hours",
    "minutes",
    "meetings",
    "dollars",
    "number",
    "per year",
    "share",
    "scale",
    "weight",
    "log-odds",
    "table",
    "unit",
)

KEYS = [(*table, key) for table in describe.tables() for key in describe.keys_at(table)]
OF_SCHEMA = [loc for loc in KEYS if loc[-1] not in describe.LOADER_KEYS]


@pytest.mark.parametrize("loc", OF_SCHEMA, ids=lambda loc: ".".join(map(str, loc)))
def test_every_key_says_its_meaning_its_unit_and_what_it_may_be(loc):
    place = describe.place_at(loc)
    assert len(place.meaning) > 10
    assert any(unit in place.meaning for unit in UNITS)
    assert allowed(place) not in ("", "a value")


@pytest.mark.parametrize("loc", OF_SCHEMA, ids=lambda loc: ".".join(map(str, loc)))
def test_every_number_has_both_bounds(loc):
    place = describe.place_at(loc)
    if place.kind in (int, float):
        low, high = describe.span(place)
        assert low < high


def test_all_tables_are_walked():
    assert len(KEYS) > 110
    assert ("group", 0, "calendar", 0, "interval_weeks") in KEYS
    assert describe.place_at(("group", 0, "calendar", "interval_weeks")) is None
    assert describe.place_at(("no_such_key",)) is None
