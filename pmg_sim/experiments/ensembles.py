"""Many replicates of many arms, each with its own draw of the theory's numbers."""

from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd

from pmg_sim.blocks import run_blocks
from pmg_sim.ensemble import Recording, RunBlock, SimulationError, blocks_of, parameter_sets
from pmg_sim.evaluation.measures import MEASURES
from pmg_sim.parameters import without
from pmg_sim.posterior import Uncertainty, draw_sets
from pmg_sim.scenario import Scenario, load_scenario

NO_GROUP = "no group"
"""What follows the slash in the name of an arm in which nobody meets."""

RUNS_IN_A_BLOCK = 100
"""So many that a block of a small department takes a second or less."""


class Ensemble(NamedTuple):
    """How an ensemble is drawn.

    Attributes
    ----------
    draws : int
        Sets of the theory's numbers.
    replicates : int
        Departments for each set, the same ones in every arm.
    seed : int
        Of the draws and of the dice.
    off : str, optional
        A mechanism to switch off in every arm.
    centred : bool
        Whether every draw is the centres of the priors instead.
    uncertainty : {"posterior", "prior"}
        What the sets are drawn from.
    """

    draws: int
    replicates: int
    seed: int
    off: str | None = None
    centred: bool = False
    uncertainty: Uncertainty = "posterior"


def arm_scenario(arm: str) -> Scenario:
    """Return the scenario of an arm: a name or path, or one and ``/ no group``."""
    name, slash, rest = arm.rpartition("/")  # a path may hold slashes of its own
    if slash and rest.strip() == NO_GROUP and " / " not in name:
        return load_scenario(name.strip()).without_group()
    if slash and (rest == "" or rest.startswith(" ")):
        raise ValueError(f"arm {arm!r}: allowed is NAME or NAME / {NO_GROUP}")
    return load_scenario(arm.strip())


def gather(
    arms: Iterable[str],
    ensemble: Ensemble,
    folder: Path | None = None,
    workers: int | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> pd.DataFrame:
    """Run an ensemble, or what is missing of it, and gather the measures.

    Parameters
    ----------
    arms : iterable of str
        As for `arm_scenario`.
    ensemble : Ensemble
    folder : Path, optional
        Where finished blocks are kept and looked up.
    workers : int, optional
        Threads; one per core by default. The result does not depend on it.
    progress : callable, optional
        Called with (runs finished, runs asked for).

    Returns
    -------
    pandas.DataFrame
        One row per arm, draw and replicate, in this order, with a column per measure.
    """
    blocks = {arm: arm_blocks(arm, ensemble) for arm in dict.fromkeys(arms)}
    every = [block for several in blocks.values() for block in several]
    report = run_blocks(every, folder, workers, progress=progress)
    if report.failed:
        raise SimulationError(report.in_words())
    wanted = ["replicate", *MEASURES]
    parts = [found.select(wanted).to_pandas() for _, found in report.results()]
    table = pd.concat(parts, ignore_index=True)
    runs = ensemble.draws * ensemble.replicates
    table.insert(0, "arm", np.repeat(list(blocks), runs))
    table.insert(1, "draw", table["replicate"] // ensemble.replicates)
    return table[["arm", "draw", "replicate", *MEASURES]]


@cache
def _draws(count: int, seed: int, uncertainty: Uncertainty) -> list[dict[str, float]]:
    return draw_sets(count, seed, uncertainty)


def arm_blocks(arm: str, ensemble: Ensemble) -> list[RunBlock]:
    """Cut an arm into blocks; what a scenario sets itself takes precedence over the draws."""
    scenario = arm_scenario(arm)
    values: dict[str, object] = {}
    if not ensemble.centred:
        draws = _draws(ensemble.draws, ensemble.seed, ensemble.uncertainty)
        values = {
            name: np.repeat([draw[name] for draw in draws], ensemble.replicates)
            for name in draws[0]
            if name not in scenario.parameters
        }
    if ensemble.off:
        values |= without(ensemble.off)
    runs = ensemble.draws * ensemble.replicates
    sets = parameter_sets(scenario.parameters, values, runs)
    record = Recording(weeks=False)
    return blocks_of(scenario, sets, runs, ensemble.seed, record, RUNS_IN_A_BLOCK)
