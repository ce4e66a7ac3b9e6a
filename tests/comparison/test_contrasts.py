"""Differences between two arms, on made-up data whose truth is known."""

import numpy as np
import pandas as pd
import pytest
from scipy.stats import binom, norm, t

from pmg_sim.comparison import contrasts, sets_needed
from pmg_sim.comparison.contrasts import set_means
from pmg_sim.comparison.intervals import joint_level, means
from pmg_sim.experiments.outcomes import OUTCOMES
from tests.comparison import made_up

MORE, LESS, COST = "satisfaction", "strain", "usd"
THREE = (MORE, LESS, COST)


@pytest.fixture(scope="module")
def pair():
    return made_up.arms(np.random.default_rng(1), (60, 4, 3), [0.5, -0.2, 0.0], 0.4)


def test_a_row_holds_what_was_asked_in_the_order_asked(pair):
    table = contrasts(*pair, THREE)
    assert list(table.columns) == [
        *("outcome", "label", "whom", "unit", "baseline", "mean", "low", "high"),
        *("low_all", "high_all", "better_on_average", "better_in_one", "variance_ratio"),
        *("sets", "sd"),
    ]
    assert tuple(table["outcome"]) == THREE
    assert [*table[["label", "unit", "whom"]].itertuples(index=False, name=None)] == [
        (OUTCOMES[name].label, OUTCOMES[name].unit, OUTCOMES[name].whom) for name in THREE
    ]


def test_a_row_is_the_mean_over_sets_with_its_intervals(pair):
    one, other = pair
    table = contrasts(one, other, THREE)
    units = (one - other).mean(axis=1)
    assert table["mean"].to_numpy() == pytest.approx(units.mean(axis=0))
    assert table["baseline"].to_numpy() == pytest.approx(other.mean(axis=(0, 1)))
    assert table["sd"].to_numpy() == pytest.approx(units.std(axis=0, ddof=1))
    assert (table["sets"] == 60).all()
    half = t.ppf(0.975, 59) * units.std(axis=0, ddof=1) / np.sqrt(60)
    assert (table["high"] - table["mean"]).to_numpy() == pytest.approx(half)
    assert (table["mean"] - table["low"]).to_numpy() == pytest.approx(half)
    wide = t.ppf((1 + joint_level(units, 0.95)) / 2, 59) / t.ppf(0.975, 59)
    assert wide > 1.1
    assert (table["high_all"] - table["mean"]).to_numpy() == pytest.approx(wide * half)


def test_the_level_of_a_larger_table_can_be_given(pair):
    table = contrasts(*pair, THREE, together=0.999)
    found = means(set_means(pair[0] - pair[1]))
    assert (table["high_all"] - table["mean"]).to_numpy() == pytest.approx(found.half(0.999))


def test_both_intervals_hold_as_often_as_they_say():
    luck = np.random.default_rng(2)
    truth, repetitions, single, together = [0.3, -0.1, 0.0], 300, 0, 0
    for _ in range(repetitions):
        table = contrasts(*made_up.arms(luck, (24, 2, 3), truth, 0.6), THREE)
        single += ((table["low"] <= truth) & (truth <= table["high"])).to_numpy()
        together += bool(((table["low_all"] <= truth) & (truth <= table["high_all"])).all())
    low, high = binom.ppf([0.0002, 0.9998], repetitions, 0.95)
    assert ((low <= single) & (single <= high)).all()
    assert low <= together <= high


@pytest.mark.parametrize("mean", [-0.5, 0.0, 0.3])
def test_better_on_average_is_the_share_of_sets_without_luck(mean):
    """Luck is three times the spread over sets, so that counting would pull it to one half."""
    luck = np.random.default_rng(3)
    effects = mean + 0.5 * luck.standard_normal((4000, 1, 1))
    one = np.concatenate([effects + 1.5 * luck.standard_normal((4000, 4, 1))] * 2, axis=2)
    told = contrasts(one, np.zeros_like(one), (MORE, LESS))["better_on_average"]
    true = norm.cdf(mean / 0.5)
    assert told[0] == pytest.approx(true, abs=0.03)
    assert told[1] == pytest.approx(1 - true, abs=0.03)
    counted = (one[:, :, 0].mean(axis=1) > 0).mean()
    if mean:
        assert abs(counted - true) > 0.06


def test_better_in_one_counts_departments_and_half_of_ties():
    one = np.array([[[1.0, 1.0], [0.0, 0.0]], [[-1.0, -1.0], [2.0, np.nan]]])
    told = contrasts(one, np.zeros_like(one), (MORE, LESS))["better_in_one"]
    assert told.tolist() == [2.5 / 4, 1.5 / 3]


@pytest.mark.parametrize("correlation", [-0.5, 0.0, 0.8])
def test_the_variance_ratio_against_its_closed_form(correlation):
    luck = np.random.default_rng(4)
    pairs = luck.standard_normal((40_000, 1, 2)) @ made_up.root(2, correlation).T
    one, other = pairs[..., :1], pairs[..., 1:]
    told = contrasts(one, other, (MORE,))["variance_ratio"][0]
    assert told == pytest.approx(1 / (1 - correlation), rel=0.03)
    assert (told < 1) == (correlation < 0) or correlation == 0


def test_the_variance_ratio_is_that_of_the_means_of_sets():
    luck = np.random.default_rng(5)
    of_set, sets, replicates = 2.0, 20_000, 4
    common = of_set * luck.standard_normal((sets, 1, 1))
    one, other = (common + luck.standard_normal((sets, replicates, 1)) for _ in range(2))
    told = contrasts(one, other, (MORE,))["variance_ratio"][0]
    assert told == pytest.approx((of_set**2 + 1 / replicates) / (1 / replicates), rel=0.05)


def test_gaps_leave_pairs_out():
    one, other = made_up.arms(np.random.default_rng(6), (30, 3, 3), [0.5, 0.0, 0.0])
    one[0, 0, 0] = other[0, 1, 0] = np.nan  # one department of the first set is left
    one[1, :, 0] = np.nan
    one[:, :, 1] = np.nan
    other[2:, :, 2] = np.nan
    table = contrasts(one, other, THREE)
    assert table["sets"].tolist() == [29, 0, 2]
    units = (one - other)[2:, :, 0].mean(axis=1)
    first = one[0, 2, 0] - other[0, 2, 0]
    assert table["mean"][0] == pytest.approx((units.sum() + first) / 29)
    paired = np.append(other[2:, :, 0].mean(axis=1), other[0, 2, 0])
    assert table["baseline"][0] == pytest.approx(paired.mean())
    nothing = table.iloc[1][["baseline", "mean", "low", "high", "low_all", "sd", "better_in_one"]]
    assert nothing.isna().all()
    assert np.isfinite(table["high_all"][2])
    assert np.isnan(table["better_on_average"][2])  # two sets tell no spread


def test_one_set_has_departments_for_its_units():
    one, other = made_up.arms(np.random.default_rng(7), (1, 50, 3), [0.5, 0.0, 0.0])
    table = contrasts(one, other, THREE)
    assert (table["sets"] == 50).all()
    assert table["sd"].to_numpy() == pytest.approx((one - other)[0].std(axis=0, ddof=1))
    assert table["better_on_average"].isna().all()
    assert table["better_in_one"].between(0.2, 0.8).all()


def test_one_department_for_each_set_does_not_tell_luck():
    one, other = made_up.arms(np.random.default_rng(8), (30, 1, 3), [0.5, 0.0, 0.0])
    table = contrasts(one, other, THREE)
    assert table["better_on_average"].isna().all()
    assert table["low"].notna().all()


def test_one_department_tells_no_interval():
    table = contrasts(np.ones((1, 1, 1)), np.zeros((1, 1, 1)), (MORE,))
    assert table["mean"][0] == 1.0
    assert table[["low", "high", "low_all", "high_all", "sd"]].isna().all(axis=None)


def test_arms_that_are_alike_differ_by_nothing():
    one = np.random.default_rng(9).normal(size=(30, 2, 1))
    row = contrasts(one, one, (MORE,)).iloc[0]
    assert row[["mean", "low", "high", "low_all", "high_all", "sd"]].eq(0.0).all()
    assert row["better_in_one"] == row["better_on_average"] == 0.5
    assert np.isnan(row["variance_ratio"])


@pytest.mark.parametrize("shape", [(3, 2, 2), (2, 2, 1), (3, 2)])
def test_arms_of_other_shapes_are_refused(shape):
    with pytest.raises(ValueError, match=r"allowed: both \(sets, replicates, 1\)"):
        contrasts(np.zeros(shape), np.zeros((3, 2, 1)), (MORE,))


def test_sets_needed_for_rows_and_for_one(pair):
    table = contrasts(*pair, THREE)
    needed = sets_needed(table, 0.1)
    assert isinstance(needed, pd.Series)
    assert sets_needed(table.iloc[1], 0.1) == needed[1]
    for count, sd in zip(needed, table["sd"], strict=True):
        assert t.ppf(0.975, count - 1) * sd / np.sqrt(count) <= 0.1
        assert t.ppf(0.975, count - 2) * sd / np.sqrt(count - 1) > 0.1
    apart = sets_needed(table, [0.1, 0.2, 0.4], level=0.9)
    assert apart[1] < needed[1]
    half = (table["high"] - table["low"]) / 2
    assert sets_needed(table, half * (1 + 1e-9)).tolist() == [60.0] * 3
    assert np.isnan(sets_needed({"sd": np.nan}, 0.1))


@pytest.mark.parametrize("half", [0.0, -1.0, np.nan])
def test_a_half_width_that_is_none_is_refused(pair, half):
    with pytest.raises(ValueError, match="allowed is a number above 0"):
        sets_needed(contrasts(*pair, THREE), half)
