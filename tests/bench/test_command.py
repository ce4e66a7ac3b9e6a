"""``pmg bench`` runs to its end and tells what it promises; how long things take is not tested."""

import json

import pytest

from pmg_sim.bench.growth import SERIES
from pmg_sim.bench.words import NAMES, in_words, readable
from pmg_sim.processes.week import ORDER
from tests.cli.command import pmg

ASKED_FOR = {
    "plain_mesa_over_ensemble",
    "plain_mesa_without_collector_over_ensemble",
    "numpy_over_ensemble",
    "ensemble_over_c",
}


@pytest.fixture(scope="module")
def found():
    done = pmg("bench", "--json", "--rounds", "1", "--quick", "--growth")
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)


def test_every_ratio_is_there(found):
    assert set(found["ratios"]) >= ASKED_FOR
    for name, value in found["ratios"].items():
        assert (value is None) == (
            found["machine"]["gcc"] is None and name.endswith(("c", "exact"))
        )
        assert value is None or value > 0


def test_every_contestant_has_a_name_and_a_spread(found):
    assert set(found["seconds"]) <= set(NAMES)
    for one in found["seconds"].values():
        assert 0 < one["minimum"] <= one["median"] <= one["maximum"]


def test_every_phase_is_counted(found):
    assert list(found["phases"]) == [*(name for _, name, _, _ in ORDER), "observe"]
    assert found["phases"]["feel"]["draws"] > 3.9
    assert found["phases"]["observe"]["draws"] == 0


def test_growth_has_every_series(found):
    assert set(found["growth"]) == set(SERIES)


def test_the_words_hold_every_number_once(found):
    said = in_words(found)
    for name in found["seconds"]:
        assert NAMES[name] in said
    for name in found["ratios"]:
        assert name in said
    assert "mean little" in said


def test_times_have_units():
    told = [readable(seconds) for seconds in (2.5, 0.0123, 4.2e-5, 3e-8)]
    assert told == ["2.5 s", "12.3 ms", "42 us", "30 ns"]
