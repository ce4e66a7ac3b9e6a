"""An ensemble is the same, byte for byte, however it is cut, kept, shared out and continued."""

import functools
import random
import tracemalloc

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

from pmg_sim.blocks import run_blocks
from pmg_sim.build import plan
from pmg_sim.ensemble import Recording, WeekSums, gather, run_course, simulate
from pmg_sim.ensemble.block import WEEKS, blocks_of
from pmg_sim.ensemble.kernel import run_replicates
from pmg_sim.ensemble.sets import parameter_sets
from pmg_sim.parameters import draw_prior
from pmg_sim.processes.observe import SCOPES, VARIABLES
from tests.experiments import case

PAIRS = (("cohort", "motivation"), ("department", "hours"))
WHOLE = Recording(trajectories=PAIRS)


def run(replicates=11, **options):
    options = {"seed": 4, "record": WHOLE, "block": replicates, "workers": 1} | options
    return simulate(options.pop("scenario", None) or case.small(), replicates, **options)


def bits(found):
    """Return the bytes of all that an ensemble gives."""
    parts = [found.rows(), found.measured(), *found.sums]
    for table in (found.weeks, found.groups, found.measures, found.trajectories):
        parts += [
            table[name].astype(str if table[name].dtype == "category" else float).to_numpy()
            for name in table
        ]
    return [part.tobytes() if part.dtype != object else "".join(part) for part in parts]


@functools.cache
def whole():
    return bits(run())


@pytest.mark.parametrize("block", [1, 3, 7])
def test_the_size_of_blocks_changes_nothing(block):
    assert bits(run(block=block)) == whole()


@pytest.mark.parametrize("workers", [2, 3])
def test_threads_change_nothing(workers):
    assert bits(run(block=2, workers=workers)) == whole()


def test_a_store_changes_nothing(tmp_path):
    assert bits(run(block=3, store=tmp_path)) == whole()
    again = run(block=3, store=tmp_path)
    assert (again.report.found, again.report.run) == (4, 0)
    assert bits(again) == whole()


def test_the_order_of_blocks_changes_nothing(tmp_path):
    scenario = case.small()
    sets = parameter_sets(scenario.parameters, None, 11)
    blocks = blocks_of(scenario, sets, 11, 4, WHOLE, 3)
    random.Random(2).shuffle(blocks)
    report = run_blocks(blocks, tmp_path, 1)
    assert report.run == 4
    sums = WeekSums.empty(scenario.horizon_weeks, quantiles=True)
    for _, table in report.results():
        packed = table.schema.metadata[WEEKS]
        sums.add(WeekSums.unpacked(packed, scenario.horizon_weeks, quantiles=True))
    found = run(block=3, store=tmp_path)
    assert found.report.run == 0
    assert [part.tobytes() for part in found.sums] == [part.tobytes() for part in sums]
    assert bits(found) == whole()


def test_an_ensemble_with_more_replicates_runs_what_is_new_only(tmp_path):
    first = run(7, block=3, store=tmp_path)
    assert (first.report.found, first.report.run) == (0, 3)
    more = run(11, block=3, store=tmp_path)
    assert (more.report.found, more.report.run) == (2, 2)
    assert bits(more) == whole()
    assert more.rows()[:7].tobytes() == first.rows().tobytes()


def test_another_seed_gives_other_numbers():
    assert bits(run(seed=5)) != whole()


def test_arms_gathered_together_are_those_run_alone():
    arms = {"group": case.small(), "no_group": case.small().without_group()}
    found = gather(arms, 5, 4, workers=2)
    for arm, scenario in arms.items():
        alone = run(5, scenario=scenario, record=Recording())
        assert found.rows[arm].tobytes() == alone.rows().tobytes()
        assert found.measures[arm].tobytes() == alone.measured().tobytes()
        one, other = found.weeks[arm], alone.sums
        assert [part.tobytes() for part in one] == [part.tobytes() for part in other]


# The theory's numbers.

SETS = draw_prior(5, seed=3)


def alone(values, replicate):
    """Return the rows and measures of a single run with these numbers."""
    one = plan(case.small(), values)
    rows, measures, *_ = run_replicates(one, one.parameters, 4, replicate, replicate + 1, None)
    return rows[0].tobytes(), measures[0].tobytes()


def per_replicate(found):
    pairs = zip(found.rows(), found.measured(), strict=True)
    return [(row.tobytes(), measures.tobytes()) for row, measures in pairs]


@pytest.mark.parametrize(
    "given",
    [
        SETS,
        pd.DataFrame(SETS),
        {name: np.array([one[name] for one in SETS]) for name in SETS[0]},
        {name: [one[name] for one in SETS] for name in SETS[0]},
        parameter_sets({}, SETS, 5),
    ],
    ids=["list", "table", "arrays", "lists", "records"],
)
@pytest.mark.parametrize("block", [2, 5])
def test_a_set_for_each_replicate_is_used_for_it(given, block):
    found = per_replicate(run(5, parameters=given, block=block))
    assert found == [alone(values, replicate) for replicate, values in enumerate(SETS)]
    assert len(set(found)) == 5


@pytest.mark.parametrize("given", [SETS[0], parameter_sets({}, SETS[0], 3)], ids=["one", "record"])
def test_one_set_serves_all(given):
    found = per_replicate(run(3, parameters=given, block=2))
    assert found == [alone(SETS[0], replicate) for replicate in range(3)]


def test_one_number_and_an_array_go_together():
    pull = [0.1, 0.5, 0.9]
    found = per_replicate(run(3, parameters={"joint_rate": 0.7, "pull_strength": pull}))
    sets = [{"joint_rate": 0.7, "pull_strength": one} for one in pull]
    assert found == [alone(values, replicate) for replicate, values in enumerate(sets)]


def test_numbers_take_precedence_over_the_scenarios_own():
    own = case.small(parameters={"joint_rate": 0.7, "pull_strength": 0.2})
    found = per_replicate(run(2, scenario=own, parameters={"pull_strength": 0.9}))
    values = {"joint_rate": 0.7, "pull_strength": 0.9}
    assert found == [alone(values, replicate) for replicate in range(2)]


MISTAKES = {
    "unknown": ({"pull_strenght": 0.4}, "pull_strenght is no parameter; nearest: pull_strength"),
    "high": ({"pull_strength": 1e9}, r"pull_strength = 1000000000\.0: allowed is 0 to "),
    "nan": ({"pull_strength": float("nan")}, "pull_strength = nan: allowed is 0 to "),
    "one of them": ({"pull_strength": [0.1, -1.0, 0.1]}, r"pull_strength = -1\.0: allowed is 0 "),
    "too few": ({"pull_strength": [0.1, 0.2]}, r"pull_strength: an array of shape \(2,\); allowed"),
    "square": ({"pull_strength": np.ones((3, 3))}, r"an array of shape \(3, 3\); allowed: one num"),
    "too many": (SETS, "5 sets of parameters; allowed: 3"),
    "short table": (pd.DataFrame(SETS[:2]), r"an array of shape \(2,\); allowed: one number, or 3"),
    "records": (parameter_sets({}, SETS, 5), "5 sets of parameters; allowed: 1, or 3"),
    "others": ([{"joint_rate": 1.0}] * 2 + [{"pull_strength": 0.1}], "allowed: the same names"),
    "kind": (0.5, "parameters of type float; allowed: a mapping, a list of mappings"),
    "array": (np.ones(3), "parameters of type ndarray; allowed: a mapping, a list of mappings"),
}


@pytest.mark.parametrize(("given", "told"), MISTAKES.values(), ids=MISTAKES)
def test_wrong_parameters_are_refused_in_one_sentence(given, told):
    with pytest.raises(ValueError, match=told) as fault:
        run(3, parameters=given)
    assert "\n" not in str(fault.value)


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"seed": 2**63}, f"seed {2**63}: allowed is a whole number from 0 to "),
        ({"workers": 0}, "workers = 0; allowed: a whole number"),
        ({"record": Recording(trajectories=(("cohort", "mood"),))}, "'mood'; allowed: people, mo"),
        ({"record": Recording(trajectories=(("all", "hours"),))}, "'all'; allowed: cohort, outs"),
    ],
)
def test_wrong_numbers_and_names_are_refused_in_one_sentence(options, told):
    with pytest.raises(ValueError, match=told):
        run(**options)


# What is kept.


def test_weeks_that_are_not_recorded_are_not_there():
    found = run(record=Recording(weeks=False))
    for name in ("weeks", "sums", "trajectories"):
        with pytest.raises(ValueError, match="were recorded; allowed: a Recording with"):
            getattr(found, name)
    assert found.measured().tobytes() == run().measured().tobytes()


def test_quantiles_that_are_not_recorded_leave_the_rest():
    short, full = run(record=Recording(quantiles=False)).weeks, run().weeks
    assert "q50" in full
    assert "q50" not in short
    pd.testing.assert_frame_equal(short, full[list(short.columns)], check_exact=True)


@pytest.mark.parametrize("followed", [None, 4, 99])
def test_trajectories_are_those_of_single_runs(followed):
    kept = run(7, record=WHOLE._replace(followed=followed), block=5).trajectories
    count = min(7, followed or 7)
    assert sorted(set(kept.replicate)) == list(range(count))
    for replicate in range(count):
        weeks = run_course(plan(case.small()), 4, replicate).weeks
        own = kept[kept.replicate == replicate]
        assert own.week.tolist() == list(range(len(weeks)))
        for scope, variable in PAIRS:
            place = SCOPES.index(scope), VARIABLES.index(variable)
            assert own[f"{scope}.{variable}"].to_numpy().tobytes() == weeks[:, *place].tobytes()


def test_memory_does_not_grow_with_replicates_that_a_store_keeps(tmp_path):
    def peak(replicates):
        tracemalloc.start()
        try:
            found = run(replicates, store=tmp_path / str(replicates), record=Recording(), block=20)
            assert found.sums.sums[0].max() == replicates
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    peak(40)  # what is made once
    held = pa.total_allocated_bytes()
    few, many = peak(60), peak(600)
    assert many < 1.1 * few
    assert pa.total_allocated_bytes() - held < 2**20
