"""Comparing scenarios under the same sets of numbers, with the same people and luck."""

import math
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

import numpy as np
import pandas as pd

from pmg_sim.blocks import Memory, Store, tell
from pmg_sim.comparison import asked as limits
from pmg_sim.comparison.asked import EVERY, Asked, ask, command_of
from pmg_sim.comparison.contrasts import sets_needed, side_by_side
from pmg_sim.experiments.outcomes import USUAL
from pmg_sim.experiments.sweep import RUNS_IN_A_BLOCK, sweep
from pmg_sim.experiments.written_answer import Answer
from pmg_sim.posterior import Uncertainty, draw_sets
from pmg_sim.scenario import Scenario

LEVEL = 0.95

LEAST_MORE, MOST_MORE, ALLOWANCE = 1.25, 4.0, 1.05
"""A round has so many times the sets of the one before, at least and at most: few sets tell the
spread badly. What is estimated to be needed gets an allowance."""


@dataclass(frozen=True)
class Comparison:
    """What came of a comparison.

    Attributes
    ----------
    arms : tuple of str
        The first is the baseline.
    scenarios : tuple of Scenario
    table : pandas.DataFrame
        The columns of `pmg_sim.comparison.contrasts` after the ``arm`` that is held against the
        baseline, one row for each outcome; ``low_all`` and ``high_all`` hold for all rows of all
        arms at once. Last, ``asked``: the half width of ``low`` to ``high`` that was asked for, not
        a number where none was.
    draws, replicates : int
        Sets that were run, and departments for each.
    seed : int
    uncertainty : {"posterior", "prior", "centre"}
    precision : mapping of str to float
        As asked for.
    reached : bool or None
        Whether all intervals are as narrow as asked; None where nothing was asked.
    reproduce : str
        The command that gives the same comparison.
    """

    arms: tuple[str, ...]
    scenarios: tuple[Scenario, ...] = field(repr=False)
    table: pd.DataFrame = field(repr=False)
    draws: int
    replicates: int
    seed: int
    uncertainty: str
    precision: Mapping[str, float]
    reached: bool | None
    reproduce: str = ""

    def answer(self) -> Answer:
        """Write the comparison in words, tables and a figure."""
        from pmg_sim.comparison.telling import answer  # it needs this module

        return answer(self)


def compare(
    arms: Sequence[str | Scenario],
    outcomes: Sequence[str] = USUAL,
    draws: int = 100,
    replicates: int = 4,
    seed: int = 1,
    uncertainty: str = "posterior",
    precision: Mapping[str | None, float] | None = None,
    *,
    store: Store | str | os.PathLike[str] | None = None,
    workers: int | None = None,
    cluster: Any = None,
    progress: Callable[[int, int], Any] | None = None,
    say: Callable[[str], Any] = tell,
    command: str = "",
) -> Comparison:
    """Run scenarios, or what is missing of them, and tell by how much they differ from the first.

    Parameters
    ----------
    arms : sequence of str or Scenario
        Names or paths of scenarios, ``/ no group`` after it for the same people without their
        group; two or more, no two with the same settings.
    outcomes : sequence of str
        Names of `pmg_sim.experiments.outcomes.OUTCOMES`.
    draws : int
        Sets of the theory's numbers, up to 20 000; where there is a `precision`, to begin with.
    replicates : int
        Departments for each set.
    seed : int
        0 to 2**63 - 1.
    uncertainty : {"posterior", "prior", "centre"}
        What the sets are drawn from; at the centres of the priors there is one set, which gets all
        the departments.
    precision : mapping of str to float, optional
        Half widths of the pointwise intervals, by outcome and in its unit; under an empty name, for
        all other outcomes, in standard deviations over departments of the baseline (of the other
        arm, where the baseline's is zero). Sets are added until all are reached, up to 20 000.
    store, workers, cluster, progress, say, command
        As for `pmg_sim.blocks.run_blocks`. The answer depends on none of them.

    Raises
    ------
    ScenarioError, ComparisonError
        If what is asked for is not as it should be.
    SimulationError
        If blocks failed; the others are kept in the `store`.
    """
    asked = ask(arms, outcomes, draws, replicates, seed, uncertainty, precision)
    kept = cast(Store, Memory()) if store is None else store  # a later round needs the earlier ones
    size = draws
    while True:
        values = sweep(
            asked.scenarios,
            _sets(asked, size),
            replicates,
            seed,
            asked.outcomes,
            store=kept,
            workers=workers,
            cluster=cluster,
            progress=progress,
            say=say,
            command=command,
        )
        if uncertainty == "centre":
            values = values.reshape(len(values), 1, size * replicates, len(asked.outcomes))
        table = table_of(asked, values)
        wanted = _draws_needed(table, size)
        if wanted <= size or size >= limits.MOST_SETS:
            break
        size = _next(size, wanted)
        say(f"Not as narrow as asked: on to {size} sets.")
    return Comparison(
        asked.arms,
        asked.scenarios,
        table,
        size,
        replicates,
        seed,
        uncertainty,
        asked.precision,
        bool(wanted <= size) if asked.precision else None,
        command_of(asked, arms),
    )


def _sets(asked: Asked, count: int) -> list[dict[str, float]]:
    if asked.uncertainty == "centre":
        return [{}] * count  # all the same set, in blocks as large as those of others
    return draw_sets(count, asked.seed, cast(Uncertainty, asked.uncertainty))


def table_of(asked: Asked, values: np.ndarray) -> pd.DataFrame:
    """Hold every arm against the first.

    Parameters
    ----------
    asked : Asked
    values : numpy.ndarray, shape (arms, sets, replicates, outcomes)
        From `pmg_sim.experiments.sweep.sweep`.

    Returns
    -------
    pandas.DataFrame
        As in `Comparison`.
    """
    baseline, *others = values
    count = len(others)
    found = side_by_side(asked.arms[1:], others, [baseline] * count, asked.outcomes, LEVEL)
    found["asked"] = np.concatenate([_half_widths(asked, one, baseline) for one in others])
    return found


def _half_widths(asked: Asked, one: np.ndarray, baseline: np.ndarray) -> list[float]:
    """Return the half widths asked for, in the units of the outcomes."""
    found = []
    for place, name in enumerate(asked.outcomes):
        if name in asked.precision:
            found.append(asked.precision[name])
            continue
        spread = _sd(baseline[..., place]) or _sd(one[..., place])
        found.append(asked.precision.get(EVERY, math.nan) * (spread or math.nan))
    return found


def _sd(values: np.ndarray) -> float:
    there = values[np.isfinite(values)]
    return float(there.std(ddof=1)) if len(there) > 1 else 0.0


def _draws_needed(table: pd.DataFrame, draws: int) -> float:
    """Return how many sets give every interval the half width asked for.

    Rows without anything to compare, and those for which no width is asked, need none.
    """
    rows = table[table["asked"].notna() & (table["sets"] > 0)]
    if rows.empty:
        return 0.0
    needed = sets_needed(rows, rows["asked"], LEVEL)
    enough = (rows["sets"] >= 2) & (needed <= rows["sets"])
    in_draws = (needed * draws / rows["sets"]).fillna(math.inf)  # gaps leave sets out
    return float(in_draws.where(~enough, 0.0).max())


def _next(draws: int, wanted: float) -> int:
    """Return the sets of the next round: whole blocks, of which later rounds lose none."""
    least, most = LEAST_MORE * draws, MOST_MORE * draws
    size = math.ceil(max(least, min(most, ALLOWANCE * wanted)))
    if size > RUNS_IN_A_BLOCK:
        size = RUNS_IN_A_BLOCK * math.ceil(size / RUNS_IN_A_BLOCK)
    return min(limits.MOST_SETS, size)
