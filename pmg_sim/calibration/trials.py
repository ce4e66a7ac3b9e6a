"""Trials: single groups in the study's setting, each under numbers of the theory of its own."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pyarrow as pa
from scipy.special import ndtr

from pmg_sim.build import Plan
from pmg_sim.ensemble.block import ENGINE
from pmg_sim.ensemble.kernel import run_replicates
from pmg_sim.ensemble.sets import parameter_sets
from pmg_sim.evaluation.group_row import CHANCES, GROUP_COLUMNS
from pmg_sim.evaluation.outcomes import OUTCOMES
from pmg_sim.evaluation.themes import THEMES
from pmg_sim.jit import source_hash, theory_version
from pmg_sim.parameters import PARAMETERS, without
from pmg_sim.scenario import load_scenario

SETTING = "study"
"""The scenario of every trial."""

TRIALS_IN_A_BLOCK = 1_000
REPLICATES_IN_A_ROUND = 10_000_000
"""Rounds have luck of their own: they begin so many replicates apart."""

DEFENSIVE = 0.1
"""Share of the trials of a round with a proposal that are drawn from the priors all the same."""

NAMES = tuple(PARAMETERS)
COUNTS = (*OUTCOMES, "respondents", *THEMES, "alive_at_end", "evening_seats", "evening_present")
"""What is counted in a trial."""

SOURCES = source_hash("calibration/trials.py", "parameters.py")


@dataclass(frozen=True)
class Proposal:
    """A normal distribution of some numbers of the theory, in the scale of `scores`.

    Attributes
    ----------
    names : tuple of str
    mean : tuple of float
    covariance : tuple of tuple of float
    """

    names: tuple[str, ...]
    mean: tuple[float, ...]
    covariance: tuple[tuple[float, ...], ...]

    @cached_property
    def places(self) -> list[int]:
        """Where the names stand among all numbers."""
        return [NAMES.index(name) for name in self.names]


@dataclass(frozen=True)
class Trials:
    """A block of trials for the runner: of one round, from one up to, not including, another.

    Attributes
    ----------
    seed, number, first, last : int
        The seed, the number of the round, and the trials within it.
    proposal : Proposal, optional
        What some of the numbers are drawn from; all others, and without it all, from their priors.
    off : tuple of str
        Mechanisms that are switched off.
    """

    seed: int
    number: int
    first: int
    last: int
    proposal: Proposal | None = None
    off: tuple[str, ...] = ()

    @property
    def runs(self) -> int:
        """How many trials there are."""
        return self.last - self.first

    def key(self) -> str:
        """Return 20 hexadecimal digits made of everything that decides the table."""
        return self._key

    @cached_property
    def _key(self) -> str:
        setting = load_scenario(SETTING).hash()
        stated = [ENGINE, SOURCES, theory_version(), setting, self.describe()]
        return hashlib.sha256(json.dumps(stated).encode()).hexdigest()[:20]

    def describe(self) -> dict[str, Any]:
        """Return, fit for JSON, everything that is needed to run it again."""
        drawn = self.proposal
        return {
            "seed": self.seed,
            "round": self.number,
            "first": self.first,
            "last": self.last,
            "proposal": drawn and [drawn.names, drawn.mean, drawn.covariance],
            "off": self.off,
        }

    def shares(self) -> np.ndarray:
        """Draw the numbers of the theory as quantiles of their priors, shape (trials, numbers)."""
        luck = np.random.default_rng([self.seed, self.number, self.first])
        shares = luck.random((self.runs, len(NAMES)))
        if self.proposal is not None:
            drawn = luck.multivariate_normal(
                self.proposal.mean, self.proposal.covariance, self.runs, method="cholesky"
            )
            kept = luck.random(self.runs) < DEFENSIVE
            free = shares[:, self.proposal.places]
            shares[:, self.proposal.places] = np.where(kept[:, None], free, ndtr(drawn))
        return shares

    def run(self) -> pa.Table:
        """Run the trials.

        Returns
        -------
        pyarrow.Table
            A row per trial: `COUNTS`, and the chances of the themes.
        """
        scenario = load_scenario(SETTING)
        shares = self.shares()
        values: dict[str, Any] = {
            name: PARAMETERS[name].quantile(shares[:, k]) for k, name in enumerate(NAMES)
        }
        for mechanism in self.off:
            values |= without(mechanism)
        sets = parameter_sets(scenario.parameters, values, self.runs)
        first = self.number * REPLICATES_IN_A_ROUND + self.first
        plan = Plan(scenario, sets[:1], True)
        rows = run_replicates(plan, sets, self.seed, first, first + self.runs, None).rows[:, 0]
        columns: dict[str, pa.Array] = {
            name: pa.array(rows[:, GROUP_COLUMNS.index(name)].astype(np.int16)) for name in COUNTS
        }
        for name in CHANCES:
            column = rows[:, GROUP_COLUMNS.index(name)]
            columns[name] = pa.array(column.astype(np.float32))
        return pa.table(columns)


def trials_of(
    seed: int,
    number: int,
    count: int,
    proposal: Proposal | None = None,
    off: Sequence[str] = (),
) -> list[Trials]:
    """Cut a round of trials into blocks; a round that grows keeps those it had."""
    return [
        Trials(seed, number, first, min(count, first + TRIALS_IN_A_BLOCK), proposal, tuple(off))
        for first in range(0, count, TRIALS_IN_A_BLOCK)
    ]


def columns_of(tables: Iterable[pa.Table]) -> dict[str, np.ndarray]:
    """Put the tables of trials together, a column of float64 for each name."""
    whole = pa.concat_tables(tables)
    return {name: whole[name].to_numpy().astype(float) for name in whole.column_names}
