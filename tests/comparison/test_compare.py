"""Comparing scenarios: what is run, how long it goes on, and what is refused."""

import sys
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pandas as pd
import pytest

from pmg_sim.blocks import Interrupted
from pmg_sim.comparison import asked as limits
from pmg_sim.comparison import compare, contrasts
from pmg_sim.comparison.asked import ask
from pmg_sim.comparison.compare import table_of
from pmg_sim.experiments.sweep import sweep
from pmg_sim.experiments.written_answer import as_dict, write_answer
from pmg_sim.posterior import draw_sets
from pmg_sim.scenario import load_scenario
from tests.comparison import made_up

OUTCOMES = ("satisfaction", "strain", "usd", "survival")
MODULE = sys.modules["pmg_sim.comparison.compare"]


def quiet(_line):
    """Say nothing."""


@pytest.fixture
def runs(monkeypatch):
    """Run nothing: give made-up arms that begin alike however many sets; note the sizes."""
    sizes = []

    def fake(scenarios, sets, replicates, seed, outcomes, **_):
        sizes.append(len(sets))
        parts = [
            made_up.arms(np.random.default_rng([seed, one]), (1, replicates, len(outcomes)), 0.2)
            for one in range(len(sets))
        ]
        arms = [np.concatenate([part[place] for part in parts]) for place in (1, 0)]
        return np.array([*arms, *[arms[1] + 1.0] * (len(scenarios) - 2)])

    monkeypatch.setattr(MODULE, "sweep", fake)
    return sizes


def test_arms_are_held_against_the_first_under_the_same_sets(arms):
    found = compare(arms, OUTCOMES, draws=5, replicates=2, seed=3, say=quiet)
    group, led, alone = arms
    assert found.arms == tuple(arms)
    scenarios = [load_scenario(group), load_scenario(led), load_scenario(group).without_group()]
    values = sweep(scenarios, draw_sets(5, 3), 2, 3, OUTCOMES, say=quiet)
    for arm, one in ((led, values[1]), (alone, values[2])):
        told = found.table[found.table["arm"] == arm].drop(columns=["arm", "asked"])
        wanted = contrasts(one, values[0], OUTCOMES)
        apart = ["low_all", "high_all"]  # these hold for both arms at once
        pd.testing.assert_frame_equal(
            told.drop(columns=apart).reset_index(drop=True), wanted.drop(columns=apart)
        )
        wider = (told["high_all"] - told["low_all"]).to_numpy()
        known = np.isfinite(wider)
        assert (wider >= (wanted["high_all"] - wanted["low_all"]).to_numpy())[known].all()
    costs = found.table.set_index(["arm", "outcome"])
    assert costs.loc[(alone, "usd"), "mean"] == -costs.loc[(alone, "usd"), "baseline"] < 0
    assert costs.loc[(alone, "survival"), "sets"] == 0
    assert (found.draws, found.replicates, found.reached) == (5, 2, None)


def test_scenarios_can_be_given_as_they_are(arms):
    named = compare(arms, OUTCOMES[:2], draws=2, replicates=1, say=quiet)
    group = load_scenario(arms[0])
    objects = [group, load_scenario(arms[1]), group.without_group()]
    given = compare(objects, OUTCOMES[:2], draws=2, replicates=1, say=quiet)
    assert given.arms == named.arms
    pd.testing.assert_frame_equal(given.table, named.table)


def test_at_the_centres_departments_are_the_units(arms):
    found = compare(arms[:2], OUTCOMES[:2], 4, 3, uncertainty="centre", say=quiet)
    assert (found.table["sets"] == 12).all()
    assert found.table["better_on_average"].isna().all()
    scenarios = [load_scenario(name) for name in arms[:2]]
    one = sweep(scenarios, [{}] * 4, 3, 1, OUTCOMES[:2], say=quiet).reshape(2, 12, 2)
    assert found.table["mean"].to_numpy() == pytest.approx((one[1] - one[0]).mean(axis=0))
    assert found.answer().facts["posterior"] is None


def test_the_same_answer_on_any_number_of_workers(arms, tmp_path):
    precision = {"": 0.4}
    written = []
    for workers in (1, 2):
        found = compare(
            arms, OUTCOMES, 3, 2, precision=precision, store=tmp_path / f"{workers}",
            workers=workers, say=quiet,
        )  # fmt: skip
        folder = tmp_path / f"answer{workers}"
        written.append([p for p in write_answer(found.answer(), folder) if p.suffix != ".png"])
    assert found.draws > 3
    one, two = ({path.name: path.read_bytes() for path in several} for several in written)
    assert one.keys() == two.keys() >= {"answer.json", "differences.csv", "sureness.csv"}
    del one["manifest.json"], two["manifest.json"]  # tells when it was
    assert one == two


def test_what_was_stopped_goes_on_where_it_was(arms, tmp_path):
    def stop(done, _total):
        if done:
            raise KeyboardInterrupt

    where = {"store": tmp_path / "blocks", "workers": 1, "say": quiet}
    with pytest.raises(Interrupted):
        compare(arms, OUTCOMES, 4, 2, progress=stop, **where)
    kept = {path.name for path in (tmp_path / "blocks").glob("*.parquet")}
    assert 0 < len(kept) < 6
    counts = []
    found = compare(arms, OUTCOMES, 4, 2, progress=lambda *told: counts.append(told), **where)
    assert counts[0] == (4 * len(kept), 24)
    pd.testing.assert_frame_equal(found.table, compare(arms, OUTCOMES, 4, 2, say=quiet).table)


def test_precision_goes_on_until_it_is_reached(arms, runs):
    lines = []
    asked = {"satisfaction": 0.1, "strain": 0.2}
    found = compare(arms, OUTCOMES, 10, 2, precision=asked, say=lines.append)
    assert found.reached is True
    assert runs[0] == 10
    assert runs[-1] == found.draws
    for first, later in pairwise(runs):
        assert 1.25 * first <= later < max(4 * first, 1.25 * first) + 100  # of a whole block
    assert all(size % 100 == 0 for size in runs if size > 100)  # so that no block is cut
    assert lines == [f"Not as narrow as asked: on to {size} sets." for size in runs[1:]]
    half = (found.table["high"] - found.table["low"]) / 2
    told = found.table["asked"]
    assert (half <= told)[told.notna()].all()
    assert found.table[told.notna()]["outcome"].tolist() == ["satisfaction", "strain"] * 2
    spread = np.hypot(made_up.BETWEEN, made_up.LUCK / np.sqrt(2))
    enough = (1.96 * spread / 0.1) ** 2
    assert enough / 1.5 <= found.draws <= 2 * enough
    text = " ".join(found.answer().sentences)
    assert f"as narrow as was asked, with {found.draws} sets" in text


def test_precision_that_is_there_already_takes_no_round(arms, runs):
    found = compare(arms, OUTCOMES, 30, 2, precision={"usd": 100.0}, say=quiet)
    assert runs == [30]
    assert found.reached is True


@pytest.mark.usefixtures("runs")
def test_precision_of_all_is_in_standard_deviations_of_the_baseline(arms):
    found = compare(arms[:2], OUTCOMES, 40, 2, precision={None: 0.1, "usd": 0.5}, say=quiet)
    rows = found.table.set_index("outcome")["asked"]
    assert rows["satisfaction"] == pytest.approx(0.1 * 2.0, rel=0.1)  # as made up
    assert rows["usd"] == 0.5
    assert found.precision == {"": 0.1, "usd": 0.5}


def test_where_the_baseline_has_no_spread_the_other_arm_tells_it():
    luck = np.random.default_rng(1)
    values = np.zeros((2, 50, 2, 1))
    values[1] = 3.0 * luck.standard_normal((50, 2, 1))
    asked = ask(["flat", "dyads"], ["usd"], 50, 2, 1, "posterior", {"": 0.5})
    assert table_of(asked, values)["asked"][0] == pytest.approx(0.5 * values[1].std(ddof=1))


def test_what_does_not_differ_at_all_counts_as_reached(arms):
    alike = [load_scenario(arms[0]), load_scenario(arms[0]).override({"group.0.invited": 5})]
    values = np.ones((2, 4, 2, 1))
    asked = ask(alike, ["usd"], 4, 2, 1, "posterior", {"usd": 1e-9})
    assert MODULE._draws_needed(table_of(asked, values), 4) <= 4


def test_the_most_that_is_run_is_told(arms, runs, monkeypatch):
    monkeypatch.setattr(limits, "MOST_SETS", 150)
    found = compare(arms[:2], OUTCOMES, 10, 2, precision={"usd": 1e-3}, say=quiet)
    assert runs[-1] == found.draws == 150
    assert found.reached is False
    text = " ".join(found.answer().sentences)
    assert "Not as narrow as was asked, although the most that is run, 150 sets, was: meals" in text


def test_the_facts_repeat_the_run(arms):
    found = compare(arms[:2], OUTCOMES[:1], 2, 2, say=quiet)
    facts = found.answer().facts
    assert facts["scenarios"] == {name: load_scenario(name).hash() for name in arms[:2]}
    assert (facts["seed"], facts["draws"], facts["replicates"], facts["runs"]) == (1, 2, 2, 8)
    assert len(facts["posterior"]) == 12
    assert as_dict(found.answer())["reproduce"] == found.reproduce
    assert replace(found, reproduce="").answer().reproduce == ""
