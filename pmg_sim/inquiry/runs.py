"""Running an experiment: every cell with its groups, and the same people without any."""

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from pmg_sim.blocks import Store, tell
from pmg_sim.experiments.alone import alone
from pmg_sim.experiments.outcomes import OUTCOMES
from pmg_sim.experiments.sweep import sweep
from pmg_sim.inquiry.cells import Plan
from pmg_sim.inquiry.designs import number_sets
from pmg_sim.inquiry.schema import Experiment


@dataclass(frozen=True)
class Runs:
    """What came of the runs.

    Attributes
    ----------
    experiment : Experiment
    plan : Plan
    sets : list of mapping of str to float
        The theory's numbers.
    levels : numpy.ndarray, shape (policies, circumstances, sets, replicates, outcomes)
        With the groups.
    without : numpy.ndarray of the same shape
        The same people without them.
    """

    experiment: Experiment
    plan: Plan
    sets: Sequence[Mapping[str, float]]
    levels: np.ndarray
    without: np.ndarray

    @property
    def outcomes(self) -> tuple[str, ...]:
        """Names of the outcomes."""
        return self.experiment.measures()

    @property
    def effects(self) -> np.ndarray:
        """What is judged, in the shape of `levels`.

        The difference from the same people without a group; a group's own measures as they are,
        and all of them where the experiment is about levels.
        """
        if self.experiment.measured == "level":
            return self.levels
        found = self.levels - self.without
        for place, name in enumerate(self.outcomes):
            if OUTCOMES[name].whom == "group":
                found[..., place] = self.levels[..., place]
        return found


def run_cells(
    experiment: Experiment,
    plan: Plan,
    *,
    store: Store | str | os.PathLike[str] | None = None,
    workers: int | None = None,
    cluster: Any = None,
    progress: Callable[[int, int], Any] | None = None,
    say: Callable[[str], Any] = tell,
    command: str = "",
) -> Runs:
    """Run all cells of an experiment, or what is missing of them; parameters as for `sweep`."""
    scenarios = [one for several in plan.scenarios for one in several]
    sets = number_sets(experiment)
    asked = [*scenarios]
    if experiment.measured == "effect":
        asked += [alone(one) for one in scenarios]
    values = sweep(
        asked,
        sets,
        experiment.replicates,
        experiment.seed,
        experiment.measures(),
        store=store,
        workers=workers,
        cluster=cluster,
        progress=progress,
        say=say,
        command=command,
    )
    shape = (len(plan.policies), len(plan.circumstances), *values.shape[1:])
    levels = values[: len(scenarios)].reshape(shape)
    without = values[len(scenarios) :].reshape(shape) if len(asked) > len(scenarios) else levels
    return Runs(experiment, plan, sets, levels, without)
