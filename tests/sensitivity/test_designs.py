"""Designs: reproducible, within the priors, laid out as the analyses expect."""

import numpy as np
import pytest
from scipy.stats import kstest

from pmg_sim.parameters import PARAMETERS
from pmg_sim.sensitivity import latin_hypercube_sets, morris, morris_sets, sobol_sets
from tests.sensitivity.functions import NAMES, line, noisy

LARGEST = 2**63 - 1


@pytest.mark.parametrize("make", [sobol_sets, morris_sets, latin_hypercube_sets])
@pytest.mark.parametrize("seed", [0, LARGEST])
def test_the_same_seed_gives_the_same_sets(make, seed):
    one, same, other = make(4, seed, NAMES[:5]), make(4, seed, NAMES[:5]), make(4, 5, NAMES[:5])
    assert one.sets == same.sets
    assert one.sets != other.sets
    assert len(one.sets) == len(one.shares)


@pytest.mark.parametrize("make", [sobol_sets, morris_sets, latin_hypercube_sets])
@pytest.mark.parametrize("others", ["centre", "drawn"])
def test_values_are_quantiles_of_the_priors(make, others):
    made = make(40, 1, NAMES[:5], others=others)
    drawn = set(PARAMETERS) if others == "drawn" else set(NAMES[:5])
    assert all(one.keys() == drawn for one in made.sets)
    for place, name in enumerate(made.names):
        column = np.array([one[name] for one in made.sets])
        assert column == pytest.approx(PARAMETERS[name].quantile(made.shares[:, place]))
        assert ((PARAMETERS[name].low <= column) & (column <= PARAMETERS[name].high)).all()


def test_a_block_swaps_the_numbers_of_one_group():
    of = dict(zip(NAMES, "aabbc", strict=False))
    made = sobol_sets(16, 1, NAMES[:5], of)
    assert made.block == 5
    blocks = made.shares.reshape(16, 5, 5)
    first, last = blocks[:, :1], blocks[:, -1:]
    for place, group in enumerate("abc", start=1):
        swapped = np.array([of[name] == group for name in made.names])
        assert (blocks[:, [place]] == np.where(swapped, last, first)).all()
    assert kstest(blocks[:, 0].ravel(), "uniform").pvalue > 0.01
    assert sobol_sets(4, 1, NAMES[:5], of, "drawn").group_names == ("a", "b", "c", "all others")


def test_columns_of_a_design_of_all_numbers_are_no_more_alike_than_by_chance():
    """Sobol's own sequence has pairs that correlate by 0.9 here."""
    made = sobol_sets(128, 1, NAMES, dict.fromkeys(NAMES, "all"))
    rows = made.shares.reshape(128, 3, -1)[:, [0, 2]].reshape(128, -1)
    alike = np.corrcoef(rows.T)
    np.fill_diagonal(alike, 0.0)
    assert np.abs(alike).max() < 0.5


def test_others_stay_along_a_trajectory_of_morris():
    made = morris_sets(3, 1, NAMES[:4], others="drawn")
    for start in range(0, len(made.sets), made.block):
        part = made.sets[start : start + made.block]
        assert len({one[NAMES[50]] for one in part}) == 1
        moves = np.diff(made.shares[start : start + made.block], axis=0) != 0.0
        assert (moves.sum(axis=1) == 1).all()
    assert len({one[NAMES[50]] for one in made.sets}) == 3


def test_morris_on_a_known_function():
    made = morris_sets(60, 1, NAMES[:4])
    steps = (made.shares - 0.05) / 0.9
    values = 3.0 * steps[:, 0] - 2.0 * steps[:, 1] + 4.0 * steps[:, 2] * (steps[:, 0] > 0.5)
    found = morris(made, noisy(values, 1e-12, 2, np.random.default_rng(1)))
    assert found["mu_star"].tolist()[1] == pytest.approx(2.0, abs=1e-4)
    assert found["mu"].tolist()[1] == pytest.approx(-2.0, abs=1e-4)
    assert found["sigma"].tolist()[1] == pytest.approx(0.0, abs=1e-4)
    assert found["mu_star"].tolist()[2] == pytest.approx(2.0, abs=0.7)  # four in half of the cases
    assert found["sigma"].tolist()[2] > 1.0
    assert found["mu_star"].tolist()[3] == pytest.approx(0.0, abs=1e-4)


def test_what_luck_alone_makes_of_morris():
    made = morris_sets(400, 1, NAMES[:4])
    effects = noisy(line(made.shares[:, 0]), 9.0, 4, np.random.default_rng(1))
    found = morris(made, effects)
    assert found["luck"][0] == pytest.approx(found["mu_star"][1:].mean(), rel=0.06)
    assert found["mu_star"][0] > 1.3 * found["luck"][0]


def test_a_mistake_is_told_in_one_sentence():
    with pytest.raises(ValueError, match=r"motivation_to_hour is no parameter; nearest"):
        sobol_sets(4, 1, ["motivation_to_hour"])
    with pytest.raises(ValueError, match="no numbers to vary"):
        latin_hypercube_sets(4, 1, [])
    with pytest.raises(ValueError, match="has no group"):
        sobol_sets(4, 1, NAMES[:2], {NAMES[0]: "a"})
    with pytest.raises(ValueError, match="a row for each set of a morris design"):
        morris(latin_hypercube_sets(4, 1, NAMES[:2]), np.zeros((4, 2)))
