"""Run a scenario and the same people without the group, replicate by replicate."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from os import PathLike
from typing import Any

import pandas as pd

from pmg_sim.blocks import Store, tell
from pmg_sim.build import plan
from pmg_sim.ensemble import gather
from pmg_sim.experiments import tables
from pmg_sim.experiments.costs import costs
from pmg_sim.experiments.journal import MeetingEntry
from pmg_sim.experiments.one_by_one import OneByOne
from pmg_sim.experiments.replicate import ENGINES
from pmg_sim.posterior import sets_for_runs
from pmg_sim.scenario import Scenario, load_scenario

ARMS = ("group", "no_group")
"""The scenario as it is, and the same people, drawn alike, without the group."""

KEPT = 50
"""Replicates whose people, meetings and ties are kept whole; further ones give outcomes alone."""


@dataclass
class Results:
    """What a run gives.

    Attributes
    ----------
    scenario : Scenario
    seed, replicates : int
        Replicates finished; fewer than asked for where the run was interrupted.
    weeks, people, meetings, ties, outcomes, lives, costs, measures, week_summary : DataFrame
        See ``docs/reference/results.md`` for their columns. `outcomes`, `measures` and
        `week_summary` rest on all replicates, the others on the first `kept`.
    journal : list of MeetingEntry
        The meetings of the first replicate, for the minutes.
    interrupted : bool
    asked : int
        Replicates asked for.
    started : datetime.datetime, optional
        When the run began.
    seconds : float
        How long it took.
    compared_with : str, optional
        Name of the scenario that this one builds on, whose measures are the arm ``base``.
    engine : str
        One of `pmg_sim.experiments.replicate.ENGINES`.
    uncertainty : str
        Where the theory's numbers came from: one of `pmg_sim.posterior.SOURCES`.
    """

    scenario: Scenario
    seed: int
    replicates: int
    weeks: pd.DataFrame
    people: pd.DataFrame
    meetings: pd.DataFrame
    ties: pd.DataFrame
    outcomes: pd.DataFrame
    lives: pd.DataFrame
    costs: pd.DataFrame
    measures: pd.DataFrame
    week_summary: pd.DataFrame
    journal: list[MeetingEntry]
    interrupted: bool = False
    asked: int = 0
    started: datetime | None = None
    seconds: float = 0.0
    compared_with: str | None = None
    engine: str = "ensemble"
    uncertainty: str = "posterior"

    @property
    def kept(self) -> int:
        """Replicates whose people, meetings and ties are kept whole: the first ones."""
        return min(self.replicates, KEPT)

    @property
    def arms(self) -> list[str]:
        """The arms that were run: without any group in the scenario only ``no_group``."""
        return list(self.weeks["arm"].cat.categories)


WHO = ("faculty", "senior", "mid_career", "junior", "hires_per_year")
"""Settings of a department that decide who is there."""


def _same_people(scenario: Scenario) -> bool:
    """Whether a scenario invites the same people, at the same time, as the one that it extends."""
    base = scenario.base
    if base is None:
        return False
    if any(getattr(scenario.department, key) != getattr(base.department, key) for key in WHO):
        return False
    asked = [
        [(g.founded_week, g.invited, g.invited_stage) for g in one.groups() if g.invited]
        for one in (scenario, base)
    ]
    return not all(asked) or asked[0][: len(asked[1])] == asked[1]


def run(
    scenario: Scenario | str,
    seed: int = 1,
    replicates: int = 50,
    progress: Callable[[int, int], None] | None = None,
    *,
    engine: str = "ensemble",
    uncertainty: str = "posterior",
    store: str | PathLike[str] | None = None,
    workers: int | None = None,
    cluster: Any = None,
    say: Callable[[str], Any] = tell,
    command: str = "",
) -> Results:
    """Run a scenario with and without its group, and gather the tables.

    Parameters
    ----------
    scenario : Scenario or str
        A scenario, or the name of one in the library, or a file.
    seed : int, default 1
        0 to 2**63 - 1. The same seed gives the same tables.
    replicates : int, default 50
        Independent departments; each is run once per arm with the same people and luck.
    progress : callable, optional
        Called with (replicates finished, replicates asked for) after each replicate.
    engine : str, default "ensemble"
        ``ensemble`` or ``mesa``: compiled rows or Mesa's agents, with the same results.
    uncertainty : {"posterior", "prior", "centre"}
        Where the theory's numbers come from. Each replicate has a set of its own, the same in
        every arm, or all have the centres of the priors. What a scenario sets stays.
    store : path, optional
        Folder for blocks of replicates beyond the first `KEPT`: a run that was stopped goes on
        there, and one of more replicates runs only what is new. In memory by default.
    workers, cluster, say, command
        For those blocks, as for `pmg_sim.blocks.run_blocks`.

    Returns
    -------
    Results
        After Ctrl-C, the results of the replicates that were finished.

    Raises
    ------
    ScenarioError
        For a name or file that is no valid scenario.
    ValueError
        For a seed, a number of replicates, an engine or a source that is not allowed.
    StoreError
        If blocks cannot be kept in the store.
    KeyboardInterrupt
        If not one replicate was finished; or, as `pmg_sim.blocks.Interrupted`, while blocks were
        running: what is finished is kept in the store.
    """
    if isinstance(scenario, str):
        scenario = load_scenario(scenario)
    if not 0 <= seed < 2**63:
        raise ValueError(f"seed {seed}: allowed is 0 to 2**63 - 1")
    if not 1 <= replicates <= 1_000_000:
        raise ValueError(f"replicates {replicates}: allowed is 1 to 1000000")
    if engine not in ENGINES:
        raise ValueError(f"engine {engine!r}: allowed is {' or '.join(ENGINES)}")
    sets = sets_for_runs(replicates, seed, uncertainty)
    started, clock = datetime.now(UTC), time.perf_counter()
    plans = {"group": plan(scenario), "no_group": plan(scenario.without_group())}
    if not scenario.group:
        del plans["group"]
    base = plan(scenario.base) if scenario.base and _same_people(scenario) else None
    whole = OneByOne(plans, base, seed, engine, KEPT, sets)

    def advance(done: int) -> None:
        if progress is not None:
            progress(done, replicates)

    alone = replicates if engine == "mesa" else min(replicates, KEPT)
    if store is not None and alone < replicates:
        Store(store).open()  # a place that cannot be written is told before anything is run
    interrupted = whole.run(alone, advance)
    if interrupted and not whole.finished:
        raise KeyboardInterrupt
    if interrupted or replicates == alone:
        gathered = whole.gathered()
    else:
        arms = plans if base is None else {**plans, "base": base}
        gathered = gather(
            {arm: one.scenario for arm, one in arms.items()},
            replicates,
            seed,
            sets=sets,
            store=store,
            workers=workers,
            cluster=cluster,
            progress=lambda done, total: advance(max(alone, done * replicates // total)),
            say=say,
            command=command,
        )
    shown = [arm for arm in ARMS if arm in plans]
    records = whole.records
    first = next(record for record in records if record.arm == shown[0])
    return Results(
        scenario=scenario,
        seed=seed,
        replicates=whole.finished if interrupted else replicates,
        weeks=tables.weeks(records, shown),
        people=tables.people(records, shown),
        meetings=tables.meetings(records, scenario),
        ties=tables.ties(records, shown),
        outcomes=tables.outcomes({arm: gathered.rows[arm] for arm in shown}, scenario),
        lives=tables.lives(records, scenario),
        costs=costs(records, shown, scenario),
        measures=tables.measures(gathered.measures),
        week_summary=tables.week_summary({arm: gathered.weeks[arm] for arm in shown}),
        journal=first.journal,
        interrupted=interrupted,
        asked=replicates,
        started=started,
        seconds=time.perf_counter() - clock,
        compared_with=None if base is None else base.scenario.name,
        engine=engine,
        uncertainty=uncertainty,
    )
