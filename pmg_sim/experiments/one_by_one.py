"""Replicates run one by one, whole as long as that is wanted, and what is gathered from them."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from pmg_sim.build import Plan
from pmg_sim.ensemble import Gathered, WeekSums
from pmg_sim.ensemble.weeks import TOGETHER
from pmg_sim.experiments.replicate import Record, run_replicate
from pmg_sim.parameters import pack


class OneByOne:
    """Runs the arms of a comparison, replicate by replicate.

    Parameters
    ----------
    plans : dict of str to Plan
        The arms that are kept whole.
    base : Plan, optional
        An arm of which only the measures are wanted.
    seed : int
    engine : str
        One of `pmg_sim.experiments.replicate.ENGINES`.
    kept : int
        Of how many replicates, the first ones, the records are kept whole.
    sets : list of dict, optional
        The theory's numbers for each replicate, where the plans' own are not meant; what a
        scenario sets itself stays.
    """

    def __init__(
        self,
        plans: dict[str, Plan],
        base: Plan | None,
        seed: int,
        engine: str,
        kept: int,
        sets: list[dict[str, float]] | None = None,
    ) -> None:
        self.sets = sets
        self.plans, self.base = plans, base
        self.seed, self.engine, self.kept = seed, engine, kept
        self._done: list[dict[str, Record]] = []
        self._beyond: tuple[int, dict[str, WeekSums]] = (0, {})

    @property
    def finished(self) -> int:
        """Replicates of which every arm was run."""
        return len(self._done)

    @property
    def records(self) -> list[Record]:
        """The records that are kept whole, of the arms but `base`."""
        return [one[arm] for one in self._done[: self.kept] for arm in self.plans]

    def run(self, replicates: int, progress: Callable[[int], object]) -> bool:
        """Run so many replicates; return whether Ctrl-C ended it before."""
        try:
            for replicate in range(replicates):
                self._done.append(self._run(replicate))  # all arms of it, or none
                self._forget_weeks()
                progress(replicate + 1)
        except KeyboardInterrupt:
            return True
        return False

    def _run(self, replicate: int) -> dict[str, Record]:
        arms = self.plans if self.base is None else {**self.plans, "base": self.base}
        whole = replicate < self.kept
        found = {}
        for arm, stated in arms.items():
            one = stated
            traced = replicate == 0 and arm != "base"
            if self.sets is not None:
                values = {**self.sets[replicate], **one.scenario.parameters}
                one = replace(one, parameters=pack(values))
            record = run_replicate(one, self.seed, replicate, arm, traced, self.engine)
            found[arm] = record if whole and arm != "base" else record.outline()
        return found

    def _add_weeks(self, sums: dict[str, WeekSums], first: int, last: int) -> dict[str, WeekSums]:
        """Return sums with the weeks of some replicates added."""
        found = {}
        for arm, one in self.plans.items():
            horizon = one.scenario.horizon_weeks
            found[arm] = WeekSums.empty(horizon, quantiles=True)
            if arm in sums:
                found[arm].add(sums[arm])
            for done in self._done[first:last]:
                found[arm].note(done[arm].weeks[:horizon])
        return found

    def _forget_weeks(self) -> None:
        """Add up the weeks of replicates that are not kept whole, once they take much memory."""
        counted, sums = self._beyond
        first = max(counted, self.kept)
        if self.finished - first >= TOGETHER:
            # In one step, so that Ctrl-C finds the sums and their number together.
            self._beyond = (self.finished, self._add_weeks(sums, first, self.finished))
            for done in self._done[first:]:
                for record in done.values():
                    record.weeks = record.weeks[:0].copy()

    def gathered(self) -> Gathered:
        """Return what was gathered over all replicates finished."""
        counted, sums = self._beyond
        weeks = self._add_weeks(sums, 0, min(self.kept, self.finished))
        weeks = self._add_weeks(weeks, max(counted, self.kept), self.finished)
        return Gathered(
            {arm: np.stack([one[arm].rows for one in self._done]) for arm in self.plans},
            {arm: np.stack([one[arm].measures for one in self._done]) for arm in self._done[0]},
            weeks,
        )
