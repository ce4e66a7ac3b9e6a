"""Run a scenario and the same people without the group, replicate by replicate."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

import pandas as pd

from pmg_sim.build import plan
from pmg_sim.experiments import tables
from pmg_sim.experiments.costs import costs
from pmg_sim.experiments.journal import MeetingEntry
from pmg_sim.experiments.measures import measure_arms
from pmg_sim.experiments.replicate import Record, run_replicate
from pmg_sim.scenario import Scenario, load_scenario

ARMS = ("group", "no_group")
"""The scenario as it is, and the same people, drawn alike, without the group."""


@dataclass
class Results:
    """What a run gives.

    Attributes
    ----------
    scenario : Scenario
    seed, replicates : int
        Replicates finished; fewer than asked for where the run was interrupted.
    weeks, people, meetings, ties, outcomes, lives, costs, measures : pandas.DataFrame
        See ``docs/reference/results.md`` for their columns.
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
    journal: list[MeetingEntry]
    interrupted: bool = False
    asked: int = 0
    started: datetime | None = None
    seconds: float = 0.0
    compared_with: str | None = None

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
) -> Results:
    """Run a scenario on Mesa's agents, with and without its group, and gather the tables.

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

    Returns
    -------
    Results
        After Ctrl-C, the results of the replicates that were finished.

    Raises
    ------
    ScenarioError
        For a name or file that is no valid scenario.
    ValueError
        For a seed or a number of replicates out of range.
    KeyboardInterrupt
        If not one replicate was finished.
    """
    if isinstance(scenario, str):
        scenario = load_scenario(scenario)
    if not 0 <= seed < 2**63:
        raise ValueError(f"seed {seed}: allowed is 0 to 2**63 - 1")
    if not 1 <= replicates <= 1_000_000:
        raise ValueError(f"replicates {replicates}: allowed is 1 to 1000000")
    started, clock = datetime.now(UTC), time.perf_counter()
    plans = {"group": plan(scenario), "no_group": plan(scenario.without_group())}
    if not scenario.group:
        del plans["group"]
    base = plan(scenario.base) if scenario.base and _same_people(scenario) else None
    records: list[Record] = []
    measures: list[pd.DataFrame] = []
    interrupted = False
    try:
        for replicate in range(replicates):
            records += [
                run_replicate(settled, seed, replicate, arm, traced=replicate == 0)
                for arm, settled in plans.items()
            ]
            compared = plans if base is None else {**plans, "base": base}
            measures.append(measure_arms(compared, seed, replicate))
            if progress is not None:
                progress(replicate + 1, replicates)
    except KeyboardInterrupt:
        interrupted = True
        if not measures:
            raise
    finished = len(measures)
    records = records[: finished * len(plans)]
    arms = [arm for arm in ARMS if arm in plans]
    first = next(record for record in records if record.arm == arms[0])
    return Results(
        scenario=scenario,
        seed=seed,
        replicates=finished,
        weeks=tables.weeks(records, arms),
        people=tables.people(records, arms),
        meetings=tables.meetings(records, scenario),
        ties=tables.ties(records, arms),
        outcomes=tables.outcomes(records, arms, scenario),
        lives=tables.lives(records, scenario),
        costs=costs(records, arms, scenario),
        measures=pd.concat(measures, ignore_index=True),
        journal=first.journal,
        interrupted=interrupted,
        asked=replicates,
        started=started,
        seconds=time.perf_counter() - clock,
        compared_with=None if base is None else base.scenario.name,
    )
