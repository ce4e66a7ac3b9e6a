"""What may be asked of an ensemble, and how it is cut into blocks."""

import re
from itertools import pairwise

import numpy as np
import pytest

from pmg_sim.ensemble import Recording, blocks_of, simulate
from pmg_sim.parameters import pack
from pmg_sim.scenario import load_scenario


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"seed": 1.5}, "seed 1.5: allowed is a whole number from 0 to 9223372036854775807"),
        ({"seed": -1}, "seed -1: allowed"),
        ({"replicates": 2.5}, "replicates 2.5: allowed is a whole number from 1 to 1000000000"),
        ({"replicates": 0}, "replicates 0: allowed"),
        ({"block": 0}, "block 0: allowed"),
        ({"parameters": "pull_strength"}, "parameters of type str; allowed: a mapping"),
        ({"parameters": [0.1, 0.2]}, "parameters of type list; allowed: a mapping"),
        ({"parameters": []}, "0 sets of parameters; allowed: 2"),
        ({"parameters": {"pull_strength": "much"}}, 'pull_strength = "much": allowed is a number'),
        ({"record": Recording(trajectories=("cohort",))}, "trajectory 'cohort'; allowed: a scope"),
        ({"record": Recording(followed=-1)}, "followed -1: allowed"),
    ],
)
def test_a_mistake_is_told_in_one_sentence(wrong, told):
    with pytest.raises(ValueError, match=re.escape(told)) as caught:
        simulate("study", **({"replicates": 2} | wrong))
    assert len(str(caught.value).splitlines()) == 1


def test_where_blocks_begin_does_not_depend_on_how_many_replicates_there_are():
    scenario = load_scenario("study")
    few, many = (
        [(block.first, block.last) for block in blocks_of(scenario, pack(), n, 1, Recording())]
        for n in (1_400, 20_000)
    )
    assert few[:-1] == many[: len(few) - 1]
    assert few[-1] == (1_000, 1_400)
    assert many[len(few) - 1] == (1_000, 1_500)
    assert all(one[1] == other[0] for one, other in pairwise(many))
    assert (many[0][0], many[-1][1]) == (0, 20_000)
    assert max(last - first for first, last in many) == 2_500


def test_numbers_of_numpy_count_as_numbers():
    one = simulate("study", np.int64(2), np.int64(7))
    assert one.measures.equals(simulate("study", 2, 7).measures)
