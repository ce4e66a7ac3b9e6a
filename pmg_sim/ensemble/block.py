"""A block of replicates of one arm, for the runner of blocks."""

import hashlib
import json
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa

from pmg_sim.build import Plan
from pmg_sim.ensemble.kernel import run_replicates
from pmg_sim.ensemble.weeks import TOGETHER, WeekSums
from pmg_sim.evaluation.group_row import GROUP_COLUMNS
from pmg_sim.evaluation.measures import MEASURES
from pmg_sim.evaluation.people_row import PEOPLE_COLUMNS
from pmg_sim.jit import source_hash, theory_version
from pmg_sim.parameters import PARAMETERS
from pmg_sim.processes.observe import SCOPES, VARIABLES
from pmg_sim.scenario import Scenario

ENGINE = source_hash("ensemble/block.py", "ensemble/kernel.py", "ensemble/weeks.py")
"""Names the sources, besides the theory's, that decide what stands in a block's table."""

GROUP = "group."
"""Before the name of a column of lists with a number per group."""

PEOPLE = "people."
"""Likewise, of lists with two numbers per group: of its cohort, and of their colleagues."""

WEEKS = b"weeks"
"""Under this key of a table's metadata stand the sums over all weeks."""


BLOCK_SIZES = ((1_000, 125), (10_000, 500))
"""Blocks that begin before so many replicates have so many: small ones first, for all threads."""
LARGEST_BLOCK = 2_500
"""Replicates of all later blocks. Where blocks begin does not depend on how many are asked for, so
that an ensemble can grow."""


class Recording(NamedTuple):
    """What is kept of an ensemble, besides a row of outcomes for each replicate and group.

    Attributes
    ----------
    weeks : bool, default True
        Means and standard deviations of every week, over replicates.
    quantiles : bool, default True
        Quantiles of every week as well.
    trajectories : tuple of (str, str)
        Scopes and variables whose every week is kept, such as ``("cohort", "motivation")``.
    followed : int, optional
        Of how many replicates, the first ones; of all by default.
    people : bool, default False
        Surveys and records of each group's people and of their colleagues.
    """

    weeks: bool = True
    quantiles: bool = True
    trajectories: tuple[tuple[str, str], ...] = ()
    followed: int | None = None
    people: bool = False


@dataclass(frozen=True, eq=False)
class RunBlock:
    """Replicates of one arm of a scenario, from the first up to, not including, the last.

    Attributes
    ----------
    scenario : Scenario
    parameters : numpy.recarray, shape (1,) or (replicates,)
        The theory's numbers: one set for all, or one for each of these replicates.
    seed, first, last : int
    record : Recording
    """

    scenario: Scenario
    parameters: np.recarray = field(repr=False)
    seed: int
    first: int
    last: int
    record: Recording

    @property
    def runs(self) -> int:
        """How many replicates there are."""
        return self.last - self.first

    def key(self) -> str:
        """Return 20 hexadecimal digits made of everything that decides the table."""
        return self._key

    @cached_property
    def _key(self) -> str:
        stated = [
            ENGINE,
            self.scenario.hash(),
            hashlib.sha256(self.parameters.tobytes()).hexdigest(),
            self.seed,
            self.first,
            self.last,
            list(self.record),
            theory_version(),
        ]
        return hashlib.sha256(json.dumps(stated).encode()).hexdigest()[:20]

    def describe(self) -> dict[str, Any]:
        """Return, fit for JSON, everything that is needed to run it again."""
        settings = json.loads(self.scenario.canonical_json())
        return {
            "name": self.scenario.name,
            "scenario": settings,
            "with_groups": self.scenario.groups_active,
            "parameters": [
                {name: float(one[name]) for name in PARAMETERS} for one in self.parameters
            ],
            "seed": self.seed,
            "first": self.first,
            "last": self.last,
            "record": self.record._asdict(),
        }

    def run(self) -> pa.Table:
        """Run the replicates.

        Returns
        -------
        pyarrow.Table
            A row per replicate: ``replicate``; the measures; a list for each of `GROUP_COLUMNS`,
            under its name after ``group.``, with a number per group; where people are recorded,
            a list for each of `PEOPLE_COLUMNS`, after ``people.``; a list of weeks for each
            trajectory. The sums over all weeks stand in the metadata.
        """
        plan = Plan(self.scenario, self.parameters[:1], self.scenario.groups_active)
        record = self.record
        sums = WeekSums.empty(self.scenario.horizon_weeks, record.quantiles)
        until = self.first
        if record.trajectories:
            followed = self.last if record.followed is None else record.followed
            until = min(self.last, max(self.first, followed))
        parts = [
            self._part(
                plan, sums if record.weeks else None, first, min(first + TOGETHER, until), True
            )
            for first in range(self.first, until, TOGETHER)
        ]
        if until < self.last:
            parts.append(self._part(plan, sums if record.weeks else None, until, self.last, False))
        table = pa.concat_tables(parts)
        return table.replace_schema_metadata({WEEKS: sums.packed()} if record.weeks else None)

    def _part(self, plan: Plan, sums: WeekSums | None, first: int, last: int, whole: bool):
        sets = self.parameters
        if len(sets) > 1:
            sets = sets[first - self.first : last - self.first]
        rows, measures, weeks, people = run_replicates(
            plan, sets, self.seed, first, last, sums, whole, self.record.people
        )
        columns = {"replicate": pa.array(np.arange(first, last))}
        columns |= {name: pa.array(measures[:, k]) for k, name in enumerate(MEASURES)}
        if rows.shape[1]:
            columns |= {
                f"{GROUP}{name}": _lists(rows[:, :, k]) for k, name in enumerate(GROUP_COLUMNS)
            }
        if people.shape[1]:
            columns |= {
                f"{PEOPLE}{name}": _lists(people[..., k].reshape(last - first, -1))
                for k, name in enumerate(PEOPLE_COLUMNS)
            }
        for scope, variable in self.record.trajectories:
            values = weeks[:, :, SCOPES.index(scope), VARIABLES.index(variable)]
            gaps = pa.nulls(last - first, pa.list_(pa.float64(), weeks.shape[1]))
            columns[f"{scope}.{variable}"] = _lists(values) if whole else gaps
        return pa.table(columns)


def _lists(values: np.ndarray) -> pa.Array:
    """Return a row of numbers as a list of fixed length, for each row."""
    flat = pa.array(np.ascontiguousarray(values).ravel())
    return pa.FixedSizeListArray.from_arrays(flat, values.shape[1])


def numbers(table: pa.Table, name: str) -> np.ndarray:
    """Return a column of lists as an array, shape (rows, length of the lists); no gaps allowed."""
    column = table[name].combine_chunks()
    return column.flatten().to_numpy().reshape(len(column), column.type.list_size)


def blocks_of(
    scenario: Scenario,
    sets: np.recarray,
    replicates: int,
    seed: int,
    record: Recording,
    size: int | None = None,
) -> list[RunBlock]:
    """Cut replicates into blocks of one size, or of sizes that grow."""
    blocks, first = [], 0
    while first < replicates:
        last = min(replicates, first + (size or _size_at(first)))
        part = sets if len(sets) == 1 else sets[first:last]
        blocks.append(RunBlock(scenario, part, seed, first, last, record))
        first = last
    return blocks


def _size_at(first: int) -> int:
    return next((size for until, size in BLOCK_SIZES if first < until), LARGEST_BLOCK)
