"""People with nobody meeting are the same, however their group would have been led."""

import numpy as np
import pytest

from pmg_sim import library, load_scenario
from pmg_sim.ensemble import Recording, simulate
from pmg_sim.experiments.alone import alone

SMALL = [entry.name for entry in library() if load_scenario(entry.name).department.people <= 60]


@pytest.mark.parametrize("name", SMALL)
def test_every_measure_has_the_bits_of_the_scenario_without_its_group(name):
    scenario = load_scenario(name)
    one, other = (
        simulate(arm, 3, seed=5, record=Recording(weeks=False)).measured()
        for arm in (scenario.without_group(), alone(scenario))
    )
    np.testing.assert_array_equal(one, other)


def test_scenarios_that_differ_in_how_the_group_works_share_one():
    hashes = {
        alone(load_scenario(name)).hash()
        for name in ("flat", "facilitated", "open_admission", "monthly", "curriculum", "all_noon")
    }
    assert len(hashes) == 1
    assert alone(load_scenario("midcareer")).hash() not in hashes
    assert alone(load_scenario("strangers")).hash() not in hashes
