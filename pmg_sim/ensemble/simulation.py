"""What an ensemble of one arm gives, read from the tables of its blocks."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

from pmg_sim import codes
from pmg_sim.blocks import Memory, Report
from pmg_sim.ensemble.block import GROUP, PEOPLE, WEEKS, Recording, numbers
from pmg_sim.ensemble.weeks import WeekSums
from pmg_sim.evaluation.group_row import GROUP_COLUMNS
from pmg_sim.evaluation.measures import MEASURES
from pmg_sim.evaluation.people_row import PEOPLE_COLUMNS, WHO
from pmg_sim.scenario import Scenario


def measures_of(table: pa.Table) -> np.ndarray:
    """Return the measures in a block's table, shape (replicates, measures)."""
    return np.column_stack([table[name].to_numpy() for name in MEASURES])


def rows_of(table: pa.Table, groups: int) -> np.ndarray:
    """Return the rows of groups in a block's table, shape (replicates, groups, columns)."""
    if groups == 0:
        return np.empty((table.num_rows, 0, len(GROUP_COLUMNS)))
    return np.stack([numbers(table, GROUP + name) for name in GROUP_COLUMNS], axis=2)


class Merging(Memory):
    """Keeps the rows of blocks, and of their weeks only the sums over all blocks."""

    def __init__(self, horizon: int, record: Recording) -> None:
        super().__init__()
        self.horizon, self.record = horizon, record
        self.sums = WeekSums.empty(horizon, record.quantiles)

    def write(self, block: Any, table: pa.Table) -> None:
        """Keep the table of a block."""
        if self.record.weeks:
            packed = table.schema.metadata[WEEKS]
            self.sums.add(WeekSums.unpacked(packed, self.horizon, self.record.quantiles))
        super().write(block, table.replace_schema_metadata(None))


def group_table(rows: np.ndarray, names: list[str]) -> pd.DataFrame:
    """Return rows of groups, shape (replicates, groups, group columns), as a table."""
    count = len(rows)
    columns: dict[str, Any] = {
        "replicate": np.repeat(np.arange(count, dtype=np.int32), len(names)),
        "group": pd.Categorical.from_codes(np.tile(np.arange(len(names)), count), names),
    }
    for k, name in enumerate(GROUP_COLUMNS):
        columns[name] = rows[:, :, k].ravel()
    ended = columns["end_reason"].astype(int)
    columns["end_reason"] = pd.Categorical.from_codes(ended, list(codes.END_REASONS))
    return pd.DataFrame(columns)


@dataclass(frozen=True)
class Simulation:
    """What an ensemble of one arm gives.

    Attributes
    ----------
    scenario : Scenario
    seed, replicates : int
    record : Recording
    report : Report
        What the runner of blocks did, and the way to the blocks' tables.
    """

    scenario: Scenario
    seed: int
    replicates: int
    record: Recording
    report: Report

    def tables(self) -> Iterator[pa.Table]:
        """Yield the blocks' tables in the order of replicates, one at a time."""
        for _, table in self.report.results():
            yield table

    @cached_property
    def weeks(self) -> pd.DataFrame:
        """Means, standard deviations and quantiles of every week; see `WeekSums.table`."""
        return self.sums.table()

    @cached_property
    def sums(self) -> WeekSums:
        """The sums over replicates of every week."""
        if not self.record.weeks:
            raise ValueError("no weeks were recorded; allowed: a Recording with weeks=True")
        horizon, quantiles = self.scenario.horizon_weeks, self.record.quantiles
        whole = WeekSums.empty(horizon, quantiles)
        if isinstance(self.report.store, Merging):
            whole.add(self.report.store.sums)
            return whole
        for table in self.tables():
            whole.add(WeekSums.unpacked(table.schema.metadata[WEEKS], horizon, quantiles))
        return whole

    def measured(self) -> np.ndarray:
        """Return the measures, shape (replicates, measures)."""
        return np.concatenate([measures_of(table) for table in self.tables()])

    def people(self) -> np.ndarray:
        """Return the rows of people, shape (replicates, groups, 2, people columns).

        The last two axes are those of `pmg_sim.evaluation.people_row.WHO` and `PEOPLE_COLUMNS`.
        """
        if not self.record.people:
            raise ValueError("no people were recorded; allowed: a Recording with people=True")
        shape = (-1, len(self.scenario.groups()), len(WHO))
        parts = [
            np.stack(
                [numbers(table, PEOPLE + name).reshape(shape) for name in PEOPLE_COLUMNS], axis=3
            )
            for table in self.tables()
        ]
        return np.concatenate(parts)

    def rows(self) -> np.ndarray:
        """Return the rows of groups, shape (replicates, groups, group columns)."""
        groups = len(self.scenario.groups())
        return np.concatenate([rows_of(table, groups) for table in self.tables()])

    @cached_property
    def measures(self) -> pd.DataFrame:
        """One row per replicate, by its number, with a column per measure."""
        index = pd.RangeIndex(self.replicates, name="replicate")
        return pd.DataFrame(self.measured(), index, list(MEASURES))

    @cached_property
    def groups(self) -> pd.DataFrame:
        """One row per replicate and group: outcomes, survey scales, themes and its life.

        Columns are those of `pmg_sim.evaluation.group_row.GROUP_COLUMNS`.
        """
        return group_table(self.rows(), [group.name for group in self.scenario.groups()])

    @cached_property
    def trajectories(self) -> pd.DataFrame:
        """One row per replicate followed and week, with a column for each trajectory."""
        names = [".".join(pair) for pair in self.record.trajectories]
        if not names:
            raise ValueError("no trajectories were recorded; allowed: a Recording with some")
        weeks = self.scenario.horizon_weeks
        frames = []
        for table in self.tables():
            followed = table.filter(table[names[0]].is_valid())
            columns = {name: numbers(followed, name).ravel() for name in names}
            replicate = np.repeat(followed["replicate"].to_numpy(), weeks)
            week = np.tile(np.arange(weeks), followed.num_rows)
            frames.append(pd.DataFrame({"replicate": replicate, "week": week, **columns}))
        return pd.concat(frames, ignore_index=True)
