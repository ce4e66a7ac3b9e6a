"""Thousands of replicates of a scenario, on as many threads as there are cores."""

import operator
from collections.abc import Callable, Mapping
from dataclasses import replace
from os import PathLike
from typing import Any, NamedTuple

import numpy as np

from pmg_sim.blocks import Report, Store, run_blocks, tell
from pmg_sim.build import plan
from pmg_sim.ensemble.block import WEEKS, Recording, RunBlock, blocks_of
from pmg_sim.ensemble.kernel import run_replicates
from pmg_sim.ensemble.sets import parameter_sets
from pmg_sim.ensemble.simulation import Merging, Simulation, measures_of, rows_of
from pmg_sim.ensemble.weeks import WeekSums
from pmg_sim.jit import warm_up
from pmg_sim.parameters import pack
from pmg_sim.processes.observe import SCOPES, VARIABLES
from pmg_sim.scenario import Scenario, load_scenario

LARGEST_SEED = 2**63 - 1
MOST_REPLICATES = 10**9


class SimulationError(RuntimeError):
    """Some replicates could not be run; the others are kept."""


class Gathered(NamedTuple):
    """What several arms of the same replicates come to.

    Attributes
    ----------
    rows : dict of str to numpy.ndarray
        By arm, shape (replicates, groups, group columns).
    measures : dict of str to numpy.ndarray
        By arm, shape (replicates, measures).
    weeks : dict of str to WeekSums
    """

    rows: dict[str, np.ndarray]
    measures: dict[str, np.ndarray]
    weeks: dict[str, WeekSums]


def gather(
    scenarios: Mapping[str, Scenario],
    replicates: int,
    seed: int,
    *,
    sets: list[dict[str, float]] | None = None,
    store: Store | str | PathLike[str] | None = None,
    workers: int | None = None,
    cluster: Any = None,
    progress: Callable[[int, int], Any] | None = None,
    say: Callable[[str], Any] = tell,
    command: str = "",
) -> Gathered:
    """Run several arms with the same people and luck; parameters as for `simulate`.

    `sets` are the theory's numbers for each replicate; what a scenario sets itself stays.

    Raises
    ------
    SimulationError
        If blocks failed; the others are kept in the `store`.
    """
    record = Recording()
    blocks = {
        arm: blocks_of(
            one,
            parameter_sets(one.parameters, _left(sets, one), replicates),
            replicates,
            seed,
            record,
        )
        for arm, one in scenarios.items()
    }
    by_replicate = [block for several in zip(*blocks.values(), strict=True) for block in several]
    report = _run(by_replicate, store, workers, cluster, progress, say, command)
    found = Gathered({}, {}, {})
    for arm, scenario in scenarios.items():
        sums = WeekSums.empty(scenario.horizon_weeks, record.quantiles)
        rows, measures = [], []
        for _, table in replace(report, blocks=blocks[arm]).results():
            rows.append(rows_of(table, len(scenario.groups())))
            measures.append(measures_of(table))
            packed = table.schema.metadata[WEEKS]
            sums.add(WeekSums.unpacked(packed, scenario.horizon_weeks, record.quantiles))
        found.rows[arm], found.measures[arm] = np.concatenate(rows), np.concatenate(measures)
        found.weeks[arm] = sums
    return found


def _left(sets: list[dict[str, float]] | None, scenario: Scenario) -> Any:
    """Return sets as columns, without the numbers that a scenario sets itself."""
    if not sets:
        return None
    names = [name for name in sets[0] if name not in scenario.parameters]
    return {name: [one[name] for one in sets] for name in names}


def _run(
    blocks: list[RunBlock],
    store: Any,
    workers: int | None,
    cluster: Any,
    progress: Callable[[int, int], Any] | None,
    say: Callable[[str], Any],
    command: str = "",
) -> Report:
    if cluster is None:
        compile_ahead(say)
    report = run_blocks(blocks, store, workers, cluster, progress, say, command)
    if report.failed:
        raise SimulationError(report.in_words())
    return report


def compile_ahead(say: Callable[[str], Any] = tell) -> None:
    """Compile the engine before threads share it; `say` receives a line before and one after."""
    with warm_up(say, "the ensemble") as cold:
        if cold:
            from pmg_sim.ensemble.ahead import second_compiler

            study = load_scenario("study")
            sums = WeekSums.empty(study.horizon_weeks, quantiles=True)
            with second_compiler():
                run_replicates(plan(study), pack(), 0, 0, 1, sums)


def simulate(
    scenario: Scenario | str,
    replicates: int,
    seed: int = 1,
    parameters: Any = None,
    record: Recording = Recording(),  # noqa: B008 (a tuple, which nobody can change)
    *,
    store: Store | str | PathLike[str] | None = None,
    workers: int | None = None,
    cluster: Any = None,
    block: int | None = None,
    progress: Callable[[int, int], Any] | None = None,
    say: Callable[[str], Any] = tell,
) -> Simulation:
    """Run an ensemble of one arm: independent departments, each with its own people and luck.

    The same scenario, seed and numbers of the theory give the same bits for every replicate, on
    any number of threads and for any size of blocks; and the same bits as the Mesa model.

    Parameters
    ----------
    scenario : Scenario or str
        A scenario, or the name of one in the library, or a file. ``scenario.without_group()`` is
        the other arm: the same people and luck without the group.
    replicates : int
        1 or more.
    seed : int, default 1
        0 to 2**63 - 1.
    parameters : mapping, sequence of mappings, or pandas.DataFrame, optional
        Numbers of the theory: one set for all replicates or one for each; see
        `pmg_sim.ensemble.sets.parameter_sets`. Nothing is compiled again for other numbers.
    record : Recording
        What is kept. Weeks are summed up as they come. With a `store` the memory used does not
        grow with the replicates, unless each has its own parameters (1.5 kilobytes each) or its
        rows are asked for; without a store it grows by those rows (0.7 kilobytes a replicate and
        group) and by trajectories that were asked for.
    store : path, optional
        Folder in which finished blocks are kept and looked up; a run that was stopped goes on
        there, and one with more replicates runs only the blocks that were not full.
    workers, cluster, progress
        As for `pmg_sim.blocks.run_blocks`.
    block : int, optional
        Replicates in a block; 125 and more by default.
    say : callable
        Receives a line before the model is compiled, which is needed once, and one after it.

    Returns
    -------
    Simulation

    Raises
    ------
    ScenarioError
        For a name or file that is no valid scenario.
    ValueError
        For a number out of its range, and a name that is unknown.
    SimulationError
        If blocks failed; the others are kept in the `store`.
    """
    if isinstance(scenario, str):
        scenario = load_scenario(scenario)
    seed = _whole("seed", seed, 0, LARGEST_SEED)
    replicates = _whole("replicates", replicates, 1, MOST_REPLICATES)
    if block is not None:
        block = _whole("block", block, 1, MOST_REPLICATES)
    _check(record)
    sets = parameter_sets(scenario.parameters, parameters, replicates)
    blocks = blocks_of(scenario, sets, replicates, seed, record, block)
    kept = Merging(scenario.horizon_weeks, record) if store is None else store
    report = _run(blocks, kept, workers, cluster, progress, say)
    return Simulation(scenario, seed, replicates, record, report)


def _whole(name: str, number: Any, low: int, high: int) -> int:
    try:
        found = operator.index(number)
    except TypeError:
        found = low - 1
    if not low <= found <= high:
        raise ValueError(f"{name} {number!r}: allowed is a whole number from {low} to {high}")
    return found


def _check(record: Recording) -> None:
    if record.followed is not None:
        _whole("followed", record.followed, 0, MOST_REPLICATES)
    for pair in record.trajectories:
        if isinstance(pair, str) or len(pair) != 2:
            raise ValueError(f"trajectory {pair!r}; allowed: a scope and a variable")
        scope, variable = pair
        for name, names in ((scope, SCOPES), (variable, VARIABLES)):
            if name not in names:
                raise ValueError(f"{name!r}; allowed: {', '.join(names)}")
