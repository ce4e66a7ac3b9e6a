"""Many scenarios, each under the same sets of the theory's numbers, with the same people and luck.

The departments of a set are numbered so that more sets, more departments for each and more
scenarios leave all that was run before as it is: only what is new is run, and of the sets the last
block where it was not full.
"""

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from pmg_sim.blocks import Store, run_blocks, tell
from pmg_sim.ensemble import Recording, RunBlock, SimulationError, compile_ahead, parameter_sets
from pmg_sim.experiments.outcomes import OUTCOMES
from pmg_sim.scenario import Scenario

RUNS_IN_A_BLOCK = 100
"""So many that a block of a small department takes a quarter of a second."""

MOST_SETS = 1_000_000
"""Sets of the theory's numbers; the departments of a set are numbered this far apart."""

RECORD = Recording(weeks=False)


def sweep(
    scenarios: Sequence[Scenario],
    sets: Sequence[Mapping[str, float]],
    replicates: int,
    seed: int,
    outcomes: Sequence[str],
    *,
    store: Store | str | os.PathLike[str] | None = None,
    workers: int | None = None,
    cluster: Any = None,
    progress: Callable[[int, int], Any] | None = None,
    say: Callable[[str], Any] = tell,
    command: str = "",
) -> np.ndarray:
    """Run scenarios, or what is missing of them, and gather outcomes.

    Parameters
    ----------
    scenarios : sequence of Scenario
        Of the same settings one is run, whatever its name.
    sets : sequence of mapping of str to float
        The theory's numbers, the same in every scenario; what a scenario sets itself stays. An
        empty mapping stands for the centres of the priors.
    replicates : int
        Departments for each set; the same people and luck in every scenario.
    seed : int
        0 to 2**63 - 1.
    outcomes : sequence of str
        Names of `pmg_sim.experiments.outcomes.OUTCOMES`.
    store, workers, cluster, progress, say, command
        As for `pmg_sim.blocks.run_blocks`.

    Returns
    -------
    numpy.ndarray, shape (scenarios, sets, replicates, outcomes)
        Not a number where there is nothing to measure, but zero for the costs of a group where
        nobody meets.

    Raises
    ------
    SimulationError
        If blocks failed; the others are kept in the `store`.
    """
    blocks = [_blocks(scenario, sets, replicates, seed) for scenario in scenarios]
    if cluster is None:
        compile_ahead(say)
    every = [block for several in blocks for block in several]
    report = run_blocks(every, store, workers, cluster, progress, say, command)
    if report.failed:
        raise SimulationError(report.in_words())
    shape = (replicates, len(sets), len(outcomes))
    found = np.empty((len(scenarios), *shape))
    for number, several in enumerate(blocks):
        parts = [
            np.column_stack([table[name].to_numpy() for name in outcomes])
            for _, table in replace(report, blocks=several).results()
        ]
        found[number] = np.concatenate(parts).reshape(shape)
    found = found.swapaxes(1, 2)
    for place, name in enumerate(outcomes):
        absent = OUTCOMES[name].absent
        if absent is not None:
            values = found[..., place]
            values[np.isnan(values)] = absent
    return found


def _blocks(
    scenario: Scenario, sets: Sequence[Mapping[str, float]], replicates: int, seed: int
) -> list[RunBlock]:
    if not 1 <= len(sets) <= MOST_SETS:
        raise ValueError(f"{len(sets)} sets of numbers; allowed: 1 to {MOST_SETS}")
    names = [name for name in sets[0] if name not in scenario.parameters]
    values = {name: np.array([one[name] for one in sets]) for name in names}
    packed = parameter_sets(scenario.parameters, values, len(sets))
    found = []
    for replicate in range(replicates):
        for first in range(0, len(sets), RUNS_IN_A_BLOCK):
            last = min(len(sets), first + RUNS_IN_A_BLOCK)
            part = packed if len(packed) == 1 else packed[first:last]
            start = replicate * MOST_SETS
            found.append(RunBlock(scenario, part, seed, start + first, start + last, RECORD))
    return found
