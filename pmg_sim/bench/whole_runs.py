"""Contestants that run whole replicates of the study's department, both arms."""

import time
from collections.abc import Callable

from pmg_sim.bench.machine import cores
from pmg_sim.bench.plain import PlainMesa
from pmg_sim.build import Plan, plan
from pmg_sim.ensemble import Recording, simulate
from pmg_sim.scenario import Scenario
from pmg_sim.world import PeerMentoringModel

SEED = 1
ARMS = ("group", "no_group")

Contestant = Callable[[int], float]
"""Takes the number of a round, which chooses replicates; returns the seconds of one run."""


def both_arms(scenario: Scenario) -> dict[str, Plan]:
    """Return the plan of the arm with the group and of the arm without it."""
    return {"group": plan(scenario), "no_group": plan(scenario.without_group())}


def ensemble(scenario: Scenario, replicates: int, threads: int) -> Contestant:
    """Return the compiled engine on so many threads."""
    study_period = scenario.override({"follow_up_weeks": 0})  # as long as all others run
    arms = (study_period, study_period.without_group())
    record = Recording(quantiles=False)

    def run(number: int) -> float:
        start = time.perf_counter()
        for arm in arms:
            # Another seed for other people: replicates are counted from the first.
            block = -(-replicates // threads)
            simulate(arm, replicates, SEED + number, record=record, workers=threads, block=block)
        return (time.perf_counter() - start) / (len(arms) * replicates)

    return run


def our_mesa(plans: dict[str, Plan], replicates: int, collect: bool) -> Contestant:
    """Return our own Mesa model, with or without its collector."""

    def run(number: int) -> float:
        start = time.perf_counter()
        for replicate in range(replicates):
            for settled in plans.values():
                model = PeerMentoringModel.from_plan(
                    settled, seed=SEED, replicate=number * replicates + replicate, collect=collect
                )
                for _ in range(settled.scenario.horizon_weeks):
                    model.step()
        return (time.perf_counter() - start) / (replicates * len(plans))

    return run


def plain_mesa(child: PlainMesa, collect: bool, weeks: int) -> Contestant:
    """Return plain Mesa, one replicate a round; building is not in its time."""

    def run(number: int) -> float:
        took = [child.run(arm, number, collect=collect, weeks=weeks)["seconds"] for arm in ARMS]
        return sum(took) / len(took)

    return run


def whole_runs(scenario: Scenario, child: PlainMesa, quick: bool) -> dict[str, Contestant]:
    """Return all contestants, by name.

    Parameters
    ----------
    scenario
        The setting.
    child
        The process of plain Mesa, for the same scenario.
    quick
        Whether to run few replicates a round, for a look at whether all works.
    """
    plans = both_arms(scenario)
    many, few = (2, 1) if quick else (250, 5)
    weeks = scenario.horizon_weeks
    return {
        "ensemble": ensemble(scenario, many, 1),
        "ensemble_all_cores": ensemble(scenario, many * cores(), cores()),
        "our_mesa": our_mesa(plans, few, collect=True),
        "our_mesa_without_collector": our_mesa(plans, few, collect=False),
        "plain_mesa": plain_mesa(child, collect=True, weeks=weeks),
        "plain_mesa_without_collector": plain_mesa(child, collect=False, weeks=weeks),
    }
