"""The posterior that is shipped: that it is one, how it is drawn from, and that it is not stale."""

import json

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from pmg_sim import posterior as module
from pmg_sim.calibration.choose import MOST_FREE
from pmg_sim.calibration.numbers import in_fit
from pmg_sim.calibration.trials import NAMES, SETTING
from pmg_sim.evaluation.themes import THEMES
from pmg_sim.jit import theory_version
from pmg_sim.parameters import PARAMETERS, draw_prior, pack
from pmg_sim.posterior import SOURCES, draw_sets, posterior, posterior_manifest, sets_for_runs
from pmg_sim.scenario import load_scenario


@pytest.fixture
def free():
    return list(posterior().columns.drop("weight"))


def test_weights_add_up_to_one():
    weights = posterior()["weight"]
    assert weights.sum() == pytest.approx(1.0, abs=1e-4)
    assert (weights > 0.0).all()
    # No set speaks for the whole.
    assert weights.max() < 0.2
    assert len(weights) >= 50


def test_the_free_numbers_are_numbers_of_the_theory_in_their_ranges(free):
    assert 1 <= len(free) <= MOST_FREE
    assert free == posterior_manifest()["free"]
    assert not posterior().isna().any(axis=None)
    for name in free:
        parameter, values = PARAMETERS[name], posterior()[name]
        assert values.between(parameter.low, parameter.high).all(), name
        assert values.nunique() > 30, name


def test_the_manifest_is_of_this_theory_and_of_this_study():
    """A change of the theory needs a new calibration: this fails until there is one."""
    told = posterior_manifest()
    assert told["theory"] == theory_version()
    assert told["setting"] == load_scenario(SETTING).hash()
    assert told["numbers_of_the_theory"] == len(NAMES)
    assert told["data"] == [number.name for number in in_fit()]
    rows = {row["name"]: row for row in told["leave_one_out"]}
    assert {name: (row["count"], row["of"]) for name, row in rows.items()} == {
        number.name: (number.count, number.of) for number in in_fit()
    }


def test_the_manifest_holds_together(free):
    told = posterior_manifest()
    assert json.loads(json.dumps(told, allow_nan=False)) == told
    assert sum(told["rounds"]) == told["runs"]
    assert 1.0 < told["effective"] < told["runs"]
    assert np.isfinite([told["evidence"], told["evidence_error"], told["pareto"]]).all()
    assert [row["name"] for row in told["margins"]] == free
    assert not set(told["dials"]) & set(free)
    assert not any(theme in name for theme in THEMES for name in free)
    for row in told["leave_one_out"]:
        assert 0 <= row["low"] <= row["median"] <= row["high"] <= row["of"]
        assert row["at_most"] + row["at_least"] == pytest.approx(1.0 + row["chance"])
        assert np.log(row["chance"]) == pytest.approx(row["score"])
    for row in told["baselines"]:
        assert abs(row["posterior"] - row["value"]) < 4 * np.hypot(row["sd"], row["error"])


def test_the_table_has_the_margins_of_the_manifest():
    """Systematic resampling to a thousand sets moves a percentile by little."""
    table = posterior()
    for row in posterior_manifest()["margins"]:
        order = table[row["name"]].argsort()
        reached = table["weight"].to_numpy()[order].cumsum()
        values = table[row["name"]].to_numpy()[order]
        for share, end in ((0.05, "low"), (0.5, "median"), (0.95, "high")):
            around = np.searchsorted(reached, [share - 0.03, share + 0.03]).clip(
                max=len(values) - 1
            )
            low, high = values[around]
            found = row[f"posterior_{end}"]
            assert low * (1 - 1e-5) <= found <= high * (1 + 1e-5), (row["name"], end)


@pytest.mark.parametrize("uncertainty", ["posterior", "prior"])
def test_the_same_seed_gives_the_same_sets(uncertainty):
    one, same, other = (draw_sets(30, seed, uncertainty) for seed in (4, 4, 5))
    assert one == same
    assert one != other
    assert [list(values) for values in one] == [list(NAMES)] * 30


@pytest.mark.parametrize("uncertainty", ["posterior", "prior"])
def test_more_sets_begin_with_the_same_ones(uncertainty):
    assert draw_sets(50, 8, uncertainty)[:20] == draw_sets(20, 8, uncertainty)


def test_a_set_can_be_run():
    for values in draw_sets(20, 9):
        pack(values)  # refuses what is out of range, or no number of the theory


def test_numbers_that_were_not_free_keep_the_prior_s_draws(free):
    drawn, prior = pd.DataFrame(draw_sets(40, 6)), pd.DataFrame(draw_prior(40, 6))
    kept = [name for name in NAMES if name not in free]
    pd.testing.assert_frame_equal(drawn[kept], prior[kept], check_exact=True)
    assert (drawn[free] != prior[free]).all(axis=None)
    assert draw_sets(40, 6, "prior") == draw_prior(40, 6)


def test_free_numbers_come_from_one_set_of_the_table_together(free):
    rows = {tuple(row) for row in posterior()[free].itertuples(index=False)}
    for values in draw_sets(60, 2):
        assert tuple(values[name] for name in free) in rows


def test_sets_are_drawn_as_often_as_they_weigh(free):
    table = posterior()
    count = 4_000
    drawn = pd.DataFrame(draw_sets(count, 3))[free]
    times = drawn.groupby(free, sort=False).size()
    weights = table.set_index(free)["weight"].groupby(level=free, sort=False).sum()
    found = times.reindex(weights.index, fill_value=0)
    assert found.sum() == count
    # Many sets, few draws each: put together until a hundred are expected.
    place = np.floor(np.cumsum(count * weights.to_numpy()) / 100.0).astype(int)
    found, expected = np.bincount(place, found), np.bincount(place, count * weights)
    kept = expected > 20.0
    result = stats.chisquare(found[kept], expected[kept] * found[kept].sum() / expected[kept].sum())
    assert result.pvalue > 1e-3


@pytest.fixture
def tiny(monkeypatch):
    """Put a posterior of three sets in the place of the one that is shipped."""
    table = pd.DataFrame({"weight": [0.5, 0.3, 0.2], "pull_strength": [0.1, 0.2, 0.3]})
    monkeypatch.setattr(module, "posterior", lambda: table)
    monkeypatch.setattr(module, "draw_prior", lambda count, _: [{"loafing": 0.5}] * count)


@pytest.mark.usefixtures("tiny")
def test_draws_follow_the_weights():
    drawn = [values["pull_strength"] for values in draw_sets(3_000, 1)]
    counts = [drawn.count(value) for value in (0.1, 0.2, 0.3)]
    assert sum(counts) == 3_000
    assert stats.chisquare(counts, [1_500, 900, 600]).pvalue > 1e-3


@pytest.mark.usefixtures("tiny")
def test_first_draws_follow_the_weights_over_seeds():
    drawn = [draw_sets(1, seed)[0]["pull_strength"] for seed in range(200)]
    counts = [drawn.count(value) for value in (0.1, 0.2, 0.3)]
    assert stats.chisquare(counts, [100, 60, 40]).pvalue > 1e-3


@pytest.mark.parametrize("source", SOURCES)
def test_runs_take_their_numbers_from_where_they_are_asked_to(source):
    found = sets_for_runs(5, 7, source)
    if source == "centre":
        assert found is None
    else:
        assert found == draw_sets(5, 7, source)


def test_another_source_is_refused():
    with pytest.raises(ValueError, match="'likelihood': allowed is posterior or prior or centre"):
        sets_for_runs(5, 7, "likelihood")
