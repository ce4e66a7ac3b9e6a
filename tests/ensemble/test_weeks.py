"""Sums of weeks: what numpy makes of all values at once, whatever the order they come in."""

import warnings

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmg_sim.ensemble import WeekSums
from pmg_sim.ensemble.weeks import BINS, COUNTS, HALF, HALVES, QUANTILES, note_weeks
from pmg_sim.ensemble.weeks import SCALE as STEPS_IN_ONE
from pmg_sim.processes.observe import SCOPES, VARIABLES

WEEKS = 2
SHARES = [name for name in VARIABLES if name not in HALVES]
NEAR = {**dict.fromkeys(VARIABLES, 2.0**-20), **dict.fromkeys(SHARES, 1e-9)}
NEAR |= dict.fromkeys(COUNTS, 1e-9)


def drawn(seed, replicates, gaps=0.2, kind="even"):
    """Draw weeks of replicates: shares up to 1, whole counts, and amounts; some are gaps."""
    rng = np.random.default_rng(seed)
    shape = (replicates, WEEKS, len(SCOPES), len(VARIABLES))
    weeks = rng.random(shape)
    if kind == "few values":
        weeks = rng.choice([0.0, 1.0, 1 / 3, 0.5, np.nextafter(1.0, 0.0)], shape)
    for k, name in enumerate(VARIABLES):
        if name in HALVES:
            weeks[..., k] *= 60.0
        if name in COUNTS:
            weeks[..., k] = np.floor(weeks[..., k])
    weeks[rng.random(shape) < gaps] = np.nan
    return weeks


def summed(weeks, quantiles=True):
    sums = WeekSums.empty(WEEKS, quantiles)
    for one in weeks:
        sums.note(one)
    return sums


def bits(sums):
    return [part.tobytes() for part in sums]


def in_numpy(function, weeks, **options):
    """Return a statistic over replicates of every series, in the order of the table."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # series without any value
        return function(weeks, axis=0, **options).ravel()


def check(weeks):
    """Compare the table with numpy's statistics."""
    sums = summed(weeks)
    table = sums.table()
    near = table.variable.map(NEAR).to_numpy(dtype=float)
    assert (table.n == (~np.isnan(weeks)).sum(axis=0).ravel()).all()
    for name, function in (("lowest", np.nanmin), ("highest", np.nanmax)):
        assert np.array_equal(table[name], in_numpy(function, weeks), equal_nan=True)
    mean, sd = in_numpy(np.nanmean, weeks), in_numpy(np.nanstd, weeks, ddof=1)
    for name, expected in (("mean", mean), ("sd", sd)):
        gaps = np.isnan(expected)
        assert (table[name].isna() == gaps).all()
        assert (np.abs(table[name] - expected)[~gaps] <= near[~gaps]).all()
    half = np.broadcast_to(HALF, sums.ends.shape[1:]).ravel()
    for share in QUANTILES:
        below, above = (
            in_bins(in_numpy(np.nanquantile, weeks, q=share, method=method), half)
            for method in ("lower", "higher")
        )
        found = in_bins(table[f"q{round(100 * share):02d}"].to_numpy(), half)
        gaps = np.isnan(below)
        assert (np.isnan(found) == gaps).all()
        # What lies between two neighbours is a quantile; outside them, it is off by a bin at most.
        assert (found[~gaps] > below[~gaps] - 1 / BINS).all()
        assert (found[~gaps] < above[~gaps] + 1 / BINS).all()


def in_bins(values, half):
    """Turn values into the scale on which bins are equally wide."""
    return np.where(half > 0.0, values / (values + half + (half == 0.0)), values)


@settings(max_examples=60, deadline=None)
@given(
    st.integers(0, 10**6),
    st.integers(1, 60),
    st.sampled_from([0.0, 0.2, 0.9, 1.0]),
    st.sampled_from(["even", "few values"]),
)
def test_the_table_is_what_numpy_makes_of_all_values(seed, replicates, gaps, kind):
    check(drawn(seed, replicates, gaps, kind))


def test_thousands_of_replicates_lose_nothing():
    check(drawn(1, 4000, gaps=0.01))


def test_quantiles_of_dense_shares_are_numpys_within_a_bin():
    weeks = drawn(2, 4000, gaps=0.0)
    sums = summed(weeks)
    dense = np.isin(VARIABLES, SHARES)
    for share in (*QUANTILES, 0.0, 1.0, 0.123):
        off = np.abs(sums.quantile(share) - np.quantile(weeks, share, axis=0))
        assert (off[..., dense] < 1 / BINS).all()


def test_without_any_value_there_is_no_statistic():
    table = WeekSums.empty(WEEKS, quantiles=True).table()
    assert (table.n == 0).all()
    assert table.drop(columns=["week", "scope", "variable", "n"]).isna().all(axis=None)
    assert (summed(drawn(3, 5, gaps=1.0)).table().n == 0).all()


def test_a_single_value_has_no_spread_and_is_every_quantile():
    weeks = drawn(4, 1, gaps=0.0)
    table = summed(weeks).table()
    assert table.sd.isna().all()
    for name in ("lowest", "highest", "q05", "q50", "q95"):
        assert (table[name] == weeks[0].ravel()).all()


def test_equal_values_have_no_spread():
    weeks = np.repeat(drawn(5, 1, gaps=0.0), 9, axis=0)
    table = summed(weeks).table()
    assert (table.sd == 0.0).all()
    assert (table.q50 == weeks[0].ravel()).all()


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10**6), st.lists(st.integers(0, 7), min_size=1, max_size=6), st.data())
def test_order_and_grouping_change_no_byte(seed, sizes, data):
    weeks = drawn(seed, sum(sizes) + 1)
    expected = bits(summed(weeks))
    order = data.draw(st.permutations(range(len(weeks))))
    parts = np.split(weeks[order], np.cumsum(sizes))
    whole = WeekSums.empty(WEEKS, quantiles=True)
    for part in data.draw(st.permutations(parts)):
        whole.add(summed(part))
    assert bits(whole) == expected


@pytest.mark.parametrize("together", [1, 3, 16, 40])
def test_replicates_noted_together_are_those_noted_one_by_one(together):
    weeks = drawn(6, 40)
    sums = WeekSums.empty(WEEKS, quantiles=True)
    for first in range(0, 40, together):
        note_weeks(weeks[first : first + together], STEPS_IN_ONE, HALF, *sums)
    assert bits(sums) == bits(summed(weeks))


@pytest.mark.parametrize("quantiles", [True, False])
def test_what_is_packed_is_unpacked(quantiles):
    sums = summed(drawn(7, 20), quantiles)
    packed = sums.packed()
    again = WeekSums.unpacked(packed, WEEKS, quantiles)
    assert bits(again) == bits(sums)
    assert [part.dtype for part in again] == [part.dtype for part in sums]
    assert packed == summed(drawn(7, 20), quantiles).packed()
    again.add(sums)  # it can be written to
    assert (again.sums == 2 * sums.sums).all()
    assert len(packed) < sum(part.nbytes for part in sums)


def test_without_quantiles_all_else_is_the_same():
    weeks = drawn(8, 30)
    short, whole = summed(weeks, quantiles=False).table(), summed(weeks).table()
    assert list(whole.columns[len(short.columns) :]) == ["q05", "q25", "q50", "q75", "q95"]
    pd.testing.assert_frame_equal(short, whole[list(short.columns)])


def test_every_series_has_its_row():
    weeks = drawn(9, 3, gaps=0.0)
    table = summed(weeks).table().set_index(["week", "scope", "variable"])
    for week in range(WEEKS):
        for s, scope in enumerate(SCOPES):
            for v, variable in enumerate(VARIABLES):
                row = table.loc[(week, scope, variable)]
                assert row.highest == weeks[:, week, s, v].max()
    assert len(table) == WEEKS * len(SCOPES) * len(VARIABLES)
