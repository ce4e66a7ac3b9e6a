"""Agents and compiled rows give the same tables, and so do blocks of replicates beyond the first.

Frames are compared bit for bit.
"""

import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from pmg_sim.blocks import Interrupted, StoreError
from pmg_sim.ensemble import blocks_of, simulate
from pmg_sim.experiments import TABLES, read, run, summary, write
from pmg_sim.experiments.scenario_file import as_toml
from pmg_sim.posterior import draw_sets
from pmg_sim.scenario import load_scenario
from tests.experiments import case

SEED = 11
REPLICATES = 8
FEW = 3
OVER_ALL = ("outcomes", "measures", "week_summary")
FIRST_ONES = [name for name in TABLES if name not in OVER_ALL]
SCENARIOS = {"one": case.small, "two": case.two_groups, "none": case.alone}


def quiet(*_):
    pass


def assert_same_bits(one, other):
    """Compare two frames: columns, types, categories, and the bytes of every column."""
    assert list(one.columns) == list(other.columns)
    assert one.dtypes.equals(other.dtypes)
    for name in one:
        if isinstance(one[name].dtype, pd.CategoricalDtype):
            pd.testing.assert_series_equal(one[name], other[name])
        else:
            assert one[name].to_numpy().tobytes() == other[name].to_numpy().tobytes(), name


def fewer_kept(monkeypatch, kept=FEW, size=2):
    """Keep few replicates whole, and run the others in small blocks."""
    monkeypatch.setattr(sys.modules["pmg_sim.experiments.run"], "KEPT", kept)
    # The size is the default of an argument, which was evaluated with the function.
    *others, _ = blocks_of.__defaults__
    monkeypatch.setattr(blocks_of, "__defaults__", (*others, size))


def in_blocks(scenario=None, **settings):
    chosen = case.small() if scenario is None else scenario
    return run(chosen, SEED, settings.pop("replicates", REPLICATES), say=quiet, **settings)


@pytest.fixture(scope="module", params=SCENARIOS)
def kept_whole(request):
    """Return a scenario, and a run of which every replicate is kept whole."""
    scenario = SCENARIOS[request.param]()
    results = run(scenario, SEED, REPLICATES)
    assert results.kept == results.replicates == REPLICATES
    return scenario, results


@pytest.fixture(scope="module")
def agents():
    return {name: run(make(), SEED, 2, engine="mesa") for name, make in SCENARIOS.items()}


@pytest.mark.parametrize("name", SCENARIOS)
@pytest.mark.parametrize("table", TABLES)
def test_agents_and_rows_give_the_same_tables(agents, name, table):
    rows = run(SCENARIOS[name](), SEED, 2, engine="ensemble")
    assert (agents[name].engine, rows.engine) == ("mesa", "ensemble")
    assert_same_bits(getattr(agents[name], table), getattr(rows, table))


def test_agents_and_rows_give_the_same_summary_and_minutes(agents):
    from pmg_sim.experiments.minutes import minutes

    rows = run(case.small(), SEED, 2)
    assert summary(rows) == summary(agents["one"])
    assert minutes(rows) == minutes(agents["one"])


def test_compiled_rows_are_the_default():
    assert run(case.alone(), SEED, 1).engine == "ensemble"


def test_the_engine_that_is_asked_for_runs(monkeypatch):
    from pmg_sim import world

    def refuse(*_, **__):
        raise ZeroDivisionError

    monkeypatch.setattr(world.PeerMentoringModel, "from_plan", refuse)
    assert run(case.alone(), SEED, 1).replicates == 1
    with pytest.raises(ZeroDivisionError):
        run(case.alone(), SEED, 1, engine="mesa")


def test_an_unknown_engine_is_refused():
    with pytest.raises(ValueError, match=r"^engine 'agents': allowed is ensemble or mesa$"):
        run(case.small(), engine="agents")


@pytest.mark.parametrize("settings", [{}, {"workers": 1}, {"workers": 2}, {"store": "blocks"}])
def test_replicates_in_blocks_are_those_kept_whole(kept_whole, settings, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    scenario, whole = kept_whole
    fewer_kept(monkeypatch)
    some = in_blocks(scenario, **settings)
    assert (some.kept, some.replicates, some.asked) == (FEW, REPLICATES, REPLICATES)
    for name in OVER_ALL:
        assert_same_bits(getattr(some, name), getattr(whole, name))
    for name in FIRST_ONES:
        table = getattr(some, name)
        assert set(table["replicate"]) <= set(range(FEW))
        expected = getattr(whole, name)
        expected = expected[expected["replicate"] < FEW].reset_index(drop=True)
        pd.testing.assert_frame_equal(table, expected, check_categorical=False)
    blocks = 4 * len(whole.arms)
    assert len(list(tmp_path.glob("blocks/*.parquet"))) == ("store" in settings) * blocks


def test_agents_are_never_run_in_blocks(kept_whole, monkeypatch, tmp_path):
    scenario, whole = kept_whole
    fewer_kept(monkeypatch)
    store = tmp_path / "store"
    some = in_blocks(scenario, replicates=5, engine="mesa", store=store)
    assert not store.exists()
    assert (some.kept, some.replicates) == (FEW, 5)
    for name in ("outcomes", "measures"):
        expected = getattr(whole, name)
        expected = expected[expected["replicate"] < 5].reset_index(drop=True)
        assert_same_bits(getattr(some, name), expected)


def test_a_scenario_extended_is_run_in_blocks_as_well(monkeypatch, tmp_path):
    (tmp_path / "plain.toml").write_text(as_toml(case.small()), encoding="utf-8")
    (tmp_path / "keen.toml").write_text(
        'extends = "./plain.toml"\ntitle = "Keen"\nquestion = "What if all are keen?"\n'
        "[traits]\ncommitment = { mean = 0.95, sd = 0.01 }\n",
        encoding="utf-8",
    )
    scenario = load_scenario(tmp_path / "keen.toml")
    whole = run(scenario, SEED, REPLICATES)
    fewer_kept(monkeypatch)
    some = in_blocks(scenario)
    assert some.compared_with == "plain"
    for name in OVER_ALL:
        assert_same_bits(getattr(some, name), getattr(whole, name))
    assert list(some.measures["arm"].cat.categories) == ["group", "no_group", "base"]
    assert set(some.week_summary["arm"]) == {"group", "no_group"}


def test_weeks_are_summed_up_as_they_are_kept(kept_whole):
    _, results = kept_whole
    weeks = results.weeks[results.weeks["week"] < results.scenario.horizon_weeks]
    told = results.week_summary.set_index(["arm", "scope", "variable", "week"]).sort_index()
    for scope, variable, fine in [
        ("department", "motivation", 1e-6),
        ("outsiders", "hours", 1e-4),
        ("cohort", "people", 1e-6),
    ]:
        for arm in results.arms:
            rows = weeks[(weeks["scope"] == scope) & (weeks["arm"] == arm)]
            wide = rows.pivot(index="week", columns="replicate", values=variable).astype(float)
            found = told.loc[(arm, scope, variable)]
            assert found.index.tolist() == wide.index.tolist()
            assert (found["n"] == wide.notna().sum(axis=1)).all()
            for name, values in [
                ("mean", wide.mean(axis=1)),
                ("sd", wide.std(axis=1)),
                ("lowest", wide.min(axis=1)),
                ("highest", wide.max(axis=1)),
            ]:
                np.testing.assert_allclose(found[name], values, atol=fine, rtol=1e-6)
            order = found[["lowest", "q05", "q25", "q50", "q75", "q95", "highest"]].to_numpy()
            known = order[~np.isnan(order).any(axis=1)]
            assert (np.diff(known, axis=1) >= 0).all()
            if variable == "motivation":
                lower = wide.quantile(0.25, axis=1, interpolation="lower")
                np.testing.assert_allclose(found["q25"], lower, rtol=0, atol=2 / 256)


def test_the_kept_ones_of_many_survive_a_folder(monkeypatch, tmp_path):
    fewer_kept(monkeypatch)
    some = in_blocks()
    written = write(some, tmp_path / "results")
    assert written.manifest["replicates"] == {"asked": 8, "finished": 8, "kept_whole": 3}
    assert (written.summary["replicates"], written.summary["kept"]) == (8, 3)
    again = read(tmp_path / "results")
    assert (again.replicates, again.kept) == (8, 3)
    assert summary(again) == summary(some)


def test_estimates_rest_on_all_replicates_and_states_on_those_kept(monkeypatch):
    fewer_kept(monkeypatch)
    told = summary(in_blocks())
    assert {entry["difference"]["n"] for entry in told["outcomes"].values()} == {8}
    assert told["answer"]["values"]["survival"]["n"] == 8
    assert told["members"]["motivation"]["n"] == 3
    assert told["department"]["group"]["satisfaction"]["n"] == 3
    assert told["group"]["meetings_planned"]["n"] == 8
    assert told["group"]["meetings_held"]["n"] == 8
    assert told["group"]["alive_at_end"]["n"] == 8
    assert told["group"]["admitted"]["n"] == 3


def counting_blocks(monkeypatch):
    """Note the blocks that are run, not looked up."""
    module = sys.modules["pmg_sim.ensemble.block"]
    ran, real = [], module.RunBlock.run
    monkeypatch.setattr(module.RunBlock, "run", lambda block: ran.append(block) or real(block))
    return ran


def test_a_run_that_was_stopped_goes_on_in_its_store(monkeypatch, tmp_path):
    fewer_kept(monkeypatch)
    expected = in_blocks(workers=1)
    ran = counting_blocks(monkeypatch)
    told = []

    def stop(done, total):
        told.append((done, total))
        if done == 4:  # beyond those that are kept whole: blocks are running
            raise KeyboardInterrupt

    with pytest.raises(Interrupted) as caught:
        in_blocks(store=tmp_path, workers=1, progress=stop)
    report = caught.value.report
    assert (report.asked, report.found) == (8, 0)
    assert 0 < report.run == len(ran) == len(list(tmp_path.glob("*.parquet"))) < 8
    assert {total for _, total in told} == {REPLICATES}
    begun = len(ran)
    again = in_blocks(store=tmp_path, workers=1, progress=lambda *now: told.append(now))
    assert len(ran) == 8
    assert begun < 8
    assert told[-1] == (REPLICATES, REPLICATES)
    for name in TABLES:
        assert_same_bits(getattr(again, name), getattr(expected, name))
    in_blocks(store=tmp_path, workers=1)
    assert len(ran) == 8
    more = in_blocks(store=tmp_path, workers=1, replicates=12)
    assert len(ran) == 8 + 4
    assert more.outcomes["replicate"].max() == 11


def test_progress_never_goes_back(monkeypatch):
    fewer_kept(monkeypatch)
    told = []
    in_blocks(progress=lambda done, total: told.append((done, total)))
    counts = [done for done, _ in told]
    assert counts[:3] == [1, 2, 3]
    assert counts == sorted(counts)
    assert set(told[-1]) == {REPLICATES}


def test_ctrl_c_before_the_blocks_keeps_whole_replicates(monkeypatch, tmp_path):
    fewer_kept(monkeypatch)

    def stop(done, _):
        if done == 2:
            raise KeyboardInterrupt

    results = in_blocks(progress=stop, store=tmp_path / "store")
    assert results.interrupted
    assert (results.replicates, results.asked, results.kept) == (2, REPLICATES, 2)
    assert set(results.outcomes["replicate"]) == set(results.people["replicate"]) == {0, 1}
    assert list((tmp_path / "store").iterdir()) == []


def test_a_store_that_cannot_be_written_is_told_before_anything_is_run(monkeypatch, tmp_path):
    fewer_kept(monkeypatch)
    Path(tmp_path / "thesis").write_text("mine")
    told = []
    with pytest.raises(StoreError, match="blocks cannot be kept there"):
        in_blocks(store=tmp_path / "thesis", progress=lambda *now: told.append(now))
    assert told == []
    assert Path(tmp_path / "thesis").read_text() == "mine"


def test_outcomes_are_those_of_an_ensemble():
    ensemble = simulate(case.two_groups(), REPLICATES, SEED).groups
    table = run(case.two_groups(), SEED, REPLICATES, uncertainty="centre").outcomes
    group = table[table["arm"] == "group"].drop(columns="arm").reset_index(drop=True)
    assert_same_bits(group, ensemble)


@pytest.mark.parametrize("engine", ["ensemble", "mesa"])
def test_each_replicate_has_numbers_of_its_own_from_the_posterior_or_the_priors(engine):
    scenario = case.small()
    for source in ("posterior", "prior"):
        drawn = run(scenario, SEED, 3, engine=engine, uncertainty=source).measures
        sets = draw_sets(3, SEED, source)
        alone = simulate(scenario, 3, SEED, sets).measures.reset_index(drop=True)
        rows = drawn[drawn["arm"] == "group"].reset_index(drop=True)
        assert_same_bits(rows[list(alone.columns)], alone)
    centre = run(scenario, SEED, 3, engine=engine, uncertainty="centre").measures
    assert not centre.equals(drawn)


def test_more_replicates_begin_with_the_same_numbers():
    assert draw_sets(7, SEED)[:3] == draw_sets(3, SEED)


def test_where_numbers_come_from_has_a_name():
    with pytest.raises(ValueError, match="allowed is posterior or prior or centre"):
        run(case.small(), SEED, 1, uncertainty="guess")
