"""The calibration: from the priors, the study and the baselines to a posterior."""

import warnings
from collections.abc import Callable, Sequence
from os import PathLike
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa

from pmg_sim.blocks import Store, run_blocks, tell
from pmg_sim.calibration.baselines import Emulator, emulate
from pmg_sim.calibration.choose import choose, explained
from pmg_sim.calibration.departments import departments_of
from pmg_sim.calibration.learn import values_of
from pmg_sim.calibration.numbers import Columns, in_fit
from pmg_sim.calibration.scores import scores_of
from pmg_sim.calibration.trials import (
    TRIALS_IN_A_BLOCK,
    Proposal,
    Trials,
    columns_of,
    trials_of,
)
from pmg_sim.calibration.weigh import Round, Weighed, normal, propose, round_of, weigh
from pmg_sim.ensemble import SimulationError, compile_ahead

RUNS = 500_000
"""Trials of a calibration."""

FEWEST_RUNS = 10_000
FROM_PRIORS, ADAPTING, ADAPTATIONS = 0.2, 0.06, 6
"""Share of the trials from the priors, share of each round that adapts, and how many such rounds;
all others make the last round."""

DEPARTMENTS = 1_000
"""Large departments that the baselines are learnt from, with the full number of trials."""

SETS = 1_000
"""Sets of equal weight that the posterior is cut to; those drawn twice count twice."""


class Calibration(NamedTuple):
    """What a calibration gives.

    Attributes
    ----------
    seed : int
    explained : pandas.DataFrame
        Which number of the theory explains what over the priors; see
        `pmg_sim.calibration.choose`.
    free : tuple of str
        The numbers that were set free.
    emulators : list of Emulator
    rounds : list of Round
    found : Weighed
    """

    seed: int
    explained: pd.DataFrame
    free: tuple[str, ...]
    emulators: list[Emulator]
    rounds: list[Round]
    found: Weighed


class Work:
    """Blocks of several kinds and rounds, run one after the other under one progress.

    Parameters
    ----------
    total : int
        Runs of all rounds.
    folder, workers, cluster, progress, say, command
        As for `pmg_sim.blocks.run_blocks`.
    """

    def __init__(
        self,
        total: int,
        folder: Store | str | PathLike[str] | None = None,
        workers: int | None = None,
        cluster: Any = None,
        progress: Callable[[int, int], Any] | None = None,
        say: Callable[[str], Any] = tell,
        command: str = "",
    ) -> None:
        self.total, self.done = total, 0
        self.folder, self.workers, self.cluster = folder, workers, cluster
        self.progress, self.say, self.command = progress, say, command
        if cluster is None:
            compile_ahead(say)

    def run(self, blocks: Sequence[Any]) -> list[pa.Table]:
        """Run blocks, or look them up, and return their tables in order."""
        report = run_blocks(
            blocks, self.folder, self.workers, self.cluster, self._advance, self.say, self.command
        )
        if report.failed:
            raise SimulationError(report.in_words())
        self.done += sum(block.runs for block in blocks)
        return [table for _, table in report.results()]

    def _advance(self, done: int, _: int) -> None:
        if self.progress is not None:
            self.progress(self.done + done, self.total)


def rounds_of(runs: int) -> list[int]:
    """Divide a budget of trials among the rounds, in whole blocks where it is large."""
    unit = TRIALS_IN_A_BLOCK if runs >= 50 * TRIALS_IN_A_BLOCK else 1
    first, each = (max(1, round(share * runs / unit)) * unit for share in (FROM_PRIORS, ADAPTING))
    return [first, *[each] * ADAPTATIONS, runs - first - ADAPTATIONS * each]


def departments_for(runs: int) -> int:
    """Return how many large departments go with a budget of trials."""
    return int(min(DEPARTMENTS, max(60, DEPARTMENTS * runs // RUNS)))


def learn_baselines(work: Work, seed: int, count: int) -> list[Emulator]:
    """Run large departments without a group, and fit the published baselines to them."""
    blocks = departments_of(seed, count)
    found = pd.concat([table.to_pandas() for table in work.run(blocks)], ignore_index=True)
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", category=UserWarning, module="sklearn")
        return emulate(blocks, found)


def calibrate(runs: int, seed: int, work: Work) -> Calibration:
    """Calibrate the theory on the study and on the published baselines.

    Parameters
    ----------
    runs : int
        Trials in all.
    seed : int
    work : Work
        Where the runs are made and kept.
    """
    emulators = learn_baselines(work, seed, departments_for(runs))
    first, *others = rounds_of(runs)
    blocks = trials_of(seed, 0, first)
    tables = work.run(blocks)
    scores = scores_of(np.concatenate([block.shares() for block in blocks]))
    table = explained(scores, columns_of(tables), emulators)
    free = tuple(choose(table))
    rounds = [round_of(blocks, free, emulators)]
    rounds, found = adapt(rounds, tables, others, free, emulators, seed, 1, work)
    return Calibration(seed, table, free, emulators, rounds, found)


def adapt(
    rounds: list[Round],
    tables: list[pa.Table],
    counts: Sequence[int],
    free: Sequence[str],
    emulators: Sequence[Emulator],
    seed: int,
    number: int,
    work: Work,
    off: Sequence[str] = (),
    start: Proposal | None = None,
) -> tuple[list[Round], Weighed]:
    """Run round after round, each drawn from what those before it say.

    Parameters
    ----------
    rounds, tables
        Those there are.
    counts : sequence of int
        Trials of each further round.
    number : int
        Of the first further round.
    off : sequence of str
        Mechanisms that are switched off.
    start : Proposal, optional
        Of the first further round.

    Returns
    -------
    rounds : list of Round
    found : Weighed
    """
    rounds, tables = list(rounds), list(tables)
    for k, count in enumerate(counts):
        proposal = start if k == 0 and start is not None else None
        if proposal is None:
            proposal = propose(weigh(rounds, free, columns_of(tables), in_fit(), emulators))
        blocks: list[Trials] = trials_of(seed, number + k, count, proposal, off)
        tables += work.run(blocks)
        rounds.append(round_of(blocks, free, emulators))
    trials: Columns = columns_of(tables)
    return rounds, weigh(rounds, free, trials, in_fit(), emulators)


def posterior_table(found: Weighed, seed: int) -> pd.DataFrame:
    """Cut the posterior to a small table of weighted sets, by systematic resampling.

    Returns
    -------
    pandas.DataFrame
        ``weight``, and the values of the numbers that were free.
    """
    reached = normal(found.log_weights()).cumsum()
    marks = (np.arange(SETS) + np.random.default_rng([seed, SETS]).random()) / SETS
    rows = np.searchsorted(reached, marks).clip(max=len(reached) - 1)
    kept, times = np.unique(rows, return_counts=True)
    columns = {name: values_of(name, found.scores[kept, k]) for k, name in enumerate(found.free)}
    return pd.DataFrame({"weight": times / SETS, **columns})
