"""Each statistic against numbers computed by hand."""

import numpy as np
import pytest
from scipy import stats

from pmg_sim.prediction.statistics import statistic

ONE = np.array([0.2, 0.5, 0.6, 0.7])
OTHER = np.array([0.1, 0.3, 0.5])


def answers(values):
    return np.array([len(values), values.sum(), (values**2).sum()])


def correlated(x, y):
    return np.array([len(x), x.sum(), y.sum(), (x * x).sum(), (y * y).sum(), (x * y).sum()])


@pytest.mark.parametrize(
    ("name", "one", "other", "found"),
    [
        ("mean", [2.0, 4.0], None, 0.5),
        ("rate", [3.0, 12.0], None, 0.25),
        ("share", [3.0, 4.0], None, 0.75),
        ("survival", [1.0, 4.0], None, 0.25),
        ("difference", [2.0, 4.0], [1.0, 5.0], 0.3),
        ("rate_difference", [3.0, 12.0], [1.0, 10.0], 0.15),
        ("share_difference", [3.0, 4.0], [1.0, 4.0], 0.5),
        ("ratio", [3.0, 4.0], [1.0, 4.0], 3.0),
        ("rate_ratio", [3.0, 12.0], [1.0, 8.0], 2.0),
        ("odds_ratio", [3.0, 4.0], [1.0, 4.0], 9.0),
        ("odds_ratio", [4.0, 4.0], [1.0, 4.0], (4.5 / 0.5) / (1.5 / 3.5)),
    ],
)
def test_by_hand(name, one, other, found):
    other = None if other is None else np.array(other)
    assert statistic(name, np.array(one), other) == pytest.approx(found, rel=1e-12)


def test_a_standardised_difference_is_in_pooled_deviations():
    pooled = (3 * ONE.var(ddof=1) + 2 * OTHER.var(ddof=1)) / 5
    expected = (ONE.mean() - OTHER.mean()) / np.sqrt(pooled)
    found = statistic("standardised_difference", answers(ONE), answers(OTHER))
    assert found == pytest.approx(expected)


def test_a_correlation_is_pearsons():
    x, y = np.array([0.1, 0.4, 0.5, 0.9]), np.array([2.0, 1.0, 4.0, 3.0])
    assert statistic("correlation", correlated(x, y)) == pytest.approx(stats.pearsonr(x, y)[0])


@pytest.mark.parametrize(
    ("name", "one", "other"),
    [
        ("mean", [0.0, 0.0], None),
        ("difference", [1.0, 2.0], [0.0, 0.0]),
        ("ratio", [1.0, 2.0], [0.0, 2.0]),
        ("odds_ratio", [1.0, 2.0], [0.0, 0.0]),
        ("standardised_difference", [2.0, 1.0, 0.5], [2.0, 1.0, 0.5]),  # nobody differs
        ("correlation", [3.0, 1.5, 6.0, 0.75, 14.0, 3.0], None),  # x is the same for all
        ("correlation", [2.0, 1.0, 1.0, 1.0, 1.0, 1.0], None),  # two groups only
    ],
)
def test_what_cannot_be_computed_is_no_number(name, one, other):
    other = None if other is None else np.array(other)
    assert np.isnan(statistic(name, np.array(one), other))


def test_sums_of_departments_add_up_to_those_of_all_their_people():
    together = answers(ONE) + answers(OTHER)
    whole = answers(np.concatenate([ONE, OTHER]))
    assert together == pytest.approx(whole)
