"""Running a programme's departments under many sets of the theory's numbers."""

import math
import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd

from pmg_sim.blocks import Store, run_blocks, tell
from pmg_sim.ensemble import SimulationError, compile_ahead
from pmg_sim.posterior import UNCERTAINTIES, Uncertainty
from pmg_sim.prediction.distributions import describe
from pmg_sim.prediction.load import load_programme
from pmg_sim.prediction.names import axis_of
from pmg_sim.prediction.runs import RUNS_IN_A_BLOCK, SEEDS, arm_blocks, asked, gather_sums
from pmg_sim.prediction.schema import Programme

DRAWS = 250
"""Sets of the theory's numbers, unless others are asked for."""

DEPARTMENTS_A_SET = 16
"""Departments that are run for each set, so that a programme in one of them takes seconds."""


def usual_replicates(programme: Programme) -> int:
    """Return how many programmes are run for each set by default; three or more, to see luck."""
    return max(3, math.ceil(DEPARTMENTS_A_SET / programme.departments))


@dataclass(frozen=True)
class Prediction:
    """What a programme would observe.

    Attributes
    ----------
    programme : Programme
    uncertainty : str
        Where the theory's numbers come from: ``posterior`` or ``prior``.
    draws, replicates, seed : int
        Sets of the theory's numbers, programmes for each, and the seed of all chance.
    quantities : list of dict
        One for each label: its distributions, as in ``prediction.json``.
    values : pandas.DataFrame
        One row per programme that was run, ``draw`` and ``replicate``, and a column per label.
    """

    programme: Programme
    uncertainty: Uncertainty
    draws: int
    replicates: int
    seed: int
    quantities: list[dict[str, Any]]
    values: pd.DataFrame

    @property
    def table(self) -> pd.DataFrame:
        """One row per label: what one programme would observe, and what is to be expected."""
        rows = [
            {"label": told["label"]}
            | {
                f"{kind}_{key}": value
                for kind in ("observed", "expected")
                for key, value in told[kind].items()
                if key != "monte_carlo_error"
            }
            for told in self.quantities
        ]
        return pd.DataFrame(rows).set_index("label")


def predict(
    programme: Programme | str | os.PathLike[str],
    draws: int = DRAWS,
    replicates: int | None = None,
    seed: int = 1,
    uncertainty: Uncertainty = "posterior",
    *,
    store: Store | str | os.PathLike[str] | None = None,
    workers: int | None = None,
    block: int = RUNS_IN_A_BLOCK,
    progress: Callable[[int, int], Any] | None = None,
    say: Callable[[str], Any] = tell,
    command: str = "",
) -> Prediction:
    """Predict what a programme elsewhere would observe.

    The same programme, seed and sizes give the same numbers, on any number of threads and for any
    size of blocks.

    Parameters
    ----------
    programme : Programme or path
        A programme, or its TOML file.
    draws : int, default 250
        Sets of the theory's numbers, 1 or more. What a setting's ``[parameters]`` state takes
        precedence over them.
    replicates : int, optional
        Programmes for each set, 2 or more; `usual_replicates` by default.
    seed : int, default 1
        Of the draws and of the dice, 0 to 2**63 - 1.
    uncertainty : {"posterior", "prior"}
        Whether the theory's numbers come from the calibration or from before it.
    store : path, optional
        Folder in which finished blocks are kept, and from which a run that was stopped goes on.
    workers, progress, command
        As for `pmg_sim.blocks.run_blocks`.
    block : int
        Departments in a block.
    say : callable
        Receives a line before the model is compiled, and one after it.

    Returns
    -------
    Prediction

    Raises
    ------
    ScenarioError
        For a file that is no valid programme.
    ValueError
        For a number out of its range.
    SimulationError
        If blocks failed; the others are kept in the `store`.
    """
    if not isinstance(programme, Programme):
        programme = load_programme(programme)
    replicates = usual_replicates(programme) if replicates is None else replicates
    for name, number, low in (
        ("draws", draws, 1),
        ("replicates", replicates, 2),
        ("seed", seed, 0),
    ):
        if not low <= number < SEEDS:
            raise ValueError(f"{name} = {number}; allowed: a whole number from {low} on")
    if uncertainty not in UNCERTAINTIES:
        raise ValueError(f"uncertainty = {uncertainty!r}; allowed: {', '.join(UNCERTAINTIES)}")
    blocks = arm_blocks(programme, draws, replicates, seed, uncertainty, block)
    compile_ahead(say)
    every = [one for several in blocks.values() for one in several]
    report = run_blocks(every, store, workers, None, progress, say, command)
    if report.failed:
        raise SimulationError(report.in_words())
    tables = {
        arm: (table for _, table in replace(report, blocks=several).results())
        for arm, several in blocks.items()
    }
    sums = gather_sums(programme, tables)
    return _told(programme, uncertainty, draws, replicates, seed, sums)


def _told(
    programme: Programme,
    uncertainty: Uncertainty,
    draws: int,
    replicates: int,
    seed: int,
    sums: list[list[np.ndarray]],
) -> Prediction:
    quantities = []
    columns: dict[str, Any] = {
        "draw": np.repeat(np.arange(draws), replicates),
        "replicate": np.tile(np.arange(replicates), draws),
    }
    for (label, quantity, years), several in zip(asked(programme), sums, strict=True):
        shape = (draws, replicates, programme.departments, -1)
        one, *other = [side.reshape(shape).sum(axis=2) for side in several]
        described, observed = describe(quantity.as_, one, other[0] if other else None)
        stated = {
            "label": label,
            "of": quantity.of,
            "as": quantity.as_,
            "among": quantity.among,
            "with": quantity.with_,
            "at_years": years,
            "unit": axis_of(quantity.of, quantity.as_),
        }
        quantities.append({**stated, **described})
        columns[label] = observed.ravel()
    values = pd.DataFrame(columns)
    return Prediction(programme, uncertainty, draws, replicates, seed, quantities, values)
