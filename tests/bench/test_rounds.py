"""Rounds: who runs when, and what is reckoned from the times."""

import pytest

from pmg_sim.bench.rounds import interleave, ratio, spread


def test_contestants_take_turns_and_the_first_round_does_not_count():
    turns, told = [], []

    def contestant(name):
        def run(number):
            turns.append((number, name))
            return float(number)

        return run

    found = interleave(
        {name: contestant(name) for name in "ab"}, 2, lambda done, total: told.append((done, total))
    )
    assert turns == [(0, "a"), (0, "b"), (1, "a"), (1, "b"), (2, "a"), (2, "b")]
    assert found == {"a": [1.0, 2.0], "b": [1.0, 2.0]}
    assert told == [(turn, 6) for turn in range(1, 7)]


def test_a_spread_has_its_quartiles():
    assert spread([4.0, 0.0, 1.0, 3.0, 2.0]) == {
        "median": 2.0,
        "lower_quartile": 1.0,
        "upper_quartile": 3.0,
        "minimum": 0.0,
        "maximum": 4.0,
    }
    assert set(spread([7.0]).values()) == {7.0}


def test_a_ratio_compares_within_rounds():
    # A slow second round hits both, and so leaves their ratio alone.
    seconds = {"slow": [2.0, 20.0, 2.0], "fast": [1.0, 10.0, 1.0], "none": []}
    found = ratio(seconds, "slow", "fast")
    assert found is not None
    assert set(found.values()) == {2.0}


@pytest.mark.parametrize("missing", ["none", "never heard of"])
def test_there_is_no_ratio_without_a_contestant(missing):
    assert ratio({"slow": [1.0], "none": []}, "slow", missing) is None
