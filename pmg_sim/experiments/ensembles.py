"""Many replicates of many arms, each with its own draw of the theory's numbers.

The work is cut into blocks. A finished block is kept in a folder under a name made of everything
that decides it, so that an ensemble that was stopped goes on where it was.
"""

import hashlib
import json
import os
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd

from pmg_sim.build import plan
from pmg_sim.ensemble import run_course
from pmg_sim.experiments import measures
from pmg_sim.experiments.measures import MEASURES, measure
from pmg_sim.jit import theory_version, warm_up
from pmg_sim.parameters import draw_prior, without
from pmg_sim.scenario import Scenario, load_scenario

NO_GROUP = "no group"
"""What follows the slash in the name of an arm in which nobody meets."""

DRAWS_IN_A_BLOCK = 5


class Ensemble(NamedTuple):
    """How an ensemble is drawn.

    Attributes
    ----------
    draws : int
        Sets of the theory's numbers, drawn from their priors.
    replicates : int
        Departments for each set, the same ones in every arm.
    seed : int
        Of the draws and of the dice.
    off : str, optional
        A mechanism to switch off in every arm.
    centred : bool
        Whether every draw is the centres of the priors instead.
    """

    draws: int
    replicates: int
    seed: int
    off: str | None = None
    centred: bool = False


class Block(NamedTuple):
    """A part of an ensemble: one arm, and draws from the first up to, not including, the last."""

    arm: str
    ensemble: Ensemble
    first: int
    last: int


def arm_scenario(arm: str) -> Scenario:
    """Return the scenario of an arm: a name, or a name and ``/ no group``."""
    name, slash, rest = arm.partition("/")
    scenario = load_scenario(name.strip())
    if slash and rest.strip() != NO_GROUP:
        raise ValueError(f"arm {arm!r}: allowed is NAME or NAME / {NO_GROUP}")
    return scenario.without_group() if slash else scenario


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
    blocks = [
        Block(arm, ensemble, first, min(first + DRAWS_IN_A_BLOCK, ensemble.draws))
        for arm in dict.fromkeys(arms)
        for first in range(0, ensemble.draws, DRAWS_IN_A_BLOCK)
    ]
    total = sum(block.last - block.first for block in blocks) * ensemble.replicates
    done = 0
    with ThreadPoolExecutor(workers or os.cpu_count() or 1) as pool:
        futures = [pool.submit(_look_up_or_run, block, folder) for block in blocks]
        try:
            for finished in as_completed(futures):
                done += len(finished.result())
                if progress is not None:
                    progress(done, total)
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise
    return pd.concat([future.result() for future in futures], ignore_index=True)


def compiled(say: Callable[[str], None]) -> None:
    """Compile the model before threads share it; a line tells how long it took."""
    with warm_up(say) as cold:
        if cold:
            run_course(plan(load_scenario("study")), 0, 0)


@cache
def _draws(count: int, seed: int) -> Sequence[dict[str, float]]:
    return draw_prior(count, seed)


@cache
def _settings_hash(arm: str) -> str:
    return arm_scenario(arm).hash()


@cache
def _measures_hash() -> str:
    """Name the text of the measures: the same name may come to mean another number."""
    return hashlib.sha256(Path(measures.__file__).read_bytes()).hexdigest()


def block_key(block: Block) -> str:
    """Return 20 hexadecimal digits that differ when anything that decides a block differs."""
    stated = [*block, _settings_hash(block.arm), theory_version(), _measures_hash()]
    return hashlib.sha256(json.dumps(stated).encode()).hexdigest()[:20]


def _look_up_or_run(block: Block, folder: Path | None) -> pd.DataFrame:
    if folder is None:
        return run_block(block)
    path = folder / f"{block_key(block)}.parquet"
    if path.exists():
        return pd.read_parquet(path)
    frame = run_block(block)
    folder.mkdir(parents=True, exist_ok=True)
    partial = path.with_suffix(f".{os.getpid()}.part")
    frame.to_parquet(partial, index=False)
    partial.replace(path)
    return frame


def run_block(block: Block) -> pd.DataFrame:
    """Run one block; what a scenario sets itself takes precedence over the draws."""
    scenario, ensemble = arm_scenario(block.arm), block.ensemble
    off = without(ensemble.off) if ensemble.off else {}
    rows, labels = [], []
    for draw in range(block.first, block.last):
        values = {} if ensemble.centred else _draws(ensemble.draws, ensemble.seed)[draw]
        settled = plan(scenario, {**values, **scenario.parameters, **off})
        for k in range(ensemble.replicates):
            replicate = draw * ensemble.replicates + k
            course = run_course(settled, ensemble.seed, replicate)
            rows.append(measure(course, settled.parameters))
            labels.append((block.arm, draw, replicate))
    frame = pd.DataFrame(np.array(rows), columns=list(MEASURES))
    for place, name in enumerate(("arm", "draw", "replicate")):
        frame.insert(place, name, [label[place] for label in labels])
    return frame
