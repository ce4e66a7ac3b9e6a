"""Which uncertain numbers the effect of a group hangs on: run a design, and tell what it shows."""

import os
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np

from pmg_sim.blocks import Store, tell
from pmg_sim.experiments.outcomes import OUTCOMES
from pmg_sim.experiments.sweep import sweep
from pmg_sim.experiments.written_answer import Section
from pmg_sim.parameters import MECHANISMS, PARAMETERS
from pmg_sim.scenario import Scenario
from pmg_sim.scenario.wording import nearest
from pmg_sim.sensitivity.designs import Design, morris_sets, sobol_sets
from pmg_sim.sensitivity.mechanisms import groups
from pmg_sim.sensitivity.regression import each
from pmg_sim.sensitivity.screening import morris
from pmg_sim.sensitivity.sections import (
    SCREENED,
    SOBOL,
    Told,
    of_screening,
    of_variance,
    sentence,
    sentence_of_screening,
)

SETS, REPLICATES = 512, 4
"""With all numbers, some 86 000 runs, which take about four minutes on two cores.

Luck has two to four times the variance of what the theory does to one department's effect on most
outcomes; so many replicates serve best then.
"""

TRAJECTORIES = 20


class Found(NamedTuple):
    """What a sensitivity analysis shows.

    Attributes
    ----------
    sentences : tuple of str
        One for each outcome.
    sections : tuple of Section
        One for each outcome: tables and figures.
    methods : tuple of (str, str)
        What was run, and what the words mean.
    """

    sentences: tuple[str, ...]
    sections: tuple[Section, ...]
    methods: tuple[tuple[str, str], ...]


def what_matters(
    scenario: Scenario,
    outcomes: Sequence[str],
    sets: int = SETS,
    replicates: int = REPLICATES,
    seed: int = 1,
    *,
    names: Sequence[str] | None = None,
    store: Store | str | os.PathLike[str] | None = None,
    workers: int | None = None,
    cluster: Any = None,
    progress: Callable[[int, int], Any] | None = None,
    say: Callable[[str], Any] = tell,
    command: str = "",
) -> Found:
    """Tell which mechanisms and which numbers the effect of a group hangs on.

    The effect is the difference between the same people with the same luck with the group and
    without it; for an outcome of the group itself, what there is with it.

    Parameters
    ----------
    scenario : Scenario
        Numbers that it sets itself do not vary.
    outcomes : sequence of str
        Names of `pmg_sim.experiments.outcomes.OUTCOMES`.
    sets : int
        Blocks of the design, each with a set for each mechanism and two more; 3 or more.
    replicates : int
        Departments for each set, 2 or more.
    seed : int
        0 to 2**63 - 1.
    names : sequence of str, optional
        The numbers that vary, from their priors; all by default. Others keep their centres.
    store, workers, cluster, progress, say, command
        As for `pmg_sim.blocks.run_blocks`.

    Raises
    ------
    ValueError
        For an unknown name, or too few sets or replicates.
    SimulationError
        If runs failed.
    """
    names = _varied(scenario, names)
    _enough("sets", sets, 3)
    _enough("replicates", replicates, 2)
    of = {name: PARAMETERS[name].mechanism for name in names if name in PARAMETERS}
    design = sobol_sets(sets, seed, names, of)
    how = (store, workers, cluster, progress, say, command)
    effects = _effects(scenario, design, replicates, seed, outcomes, how)
    found = [
        Told(name, effect, groups(design, effect), each(design, effect))
        for name, effect in zip(outcomes, effects, strict=True)
    ]
    about = (
        f"{scenario.title}. {len(names)} numbers drawn from their priors: {len(design.sets)} sets, "
        f"{replicates} departments each, with the group and without it."
    )
    return Found(
        tuple(sentence(one) for one in found),
        tuple(of_variance(one, about) for one in found),
        (("what was run", about), *SOBOL),
    )


def screen(
    scenario: Scenario,
    outcomes: Sequence[str],
    sets: int = TRAJECTORIES,
    replicates: int = REPLICATES,
    seed: int = 1,
    *,
    names: Sequence[str] | None = None,
    store: Store | str | os.PathLike[str] | None = None,
    workers: int | None = None,
    cluster: Any = None,
    progress: Callable[[int, int], Any] | None = None,
    say: Callable[[str], Any] = tell,
    command: str = "",
) -> Found:
    """Screen the numbers by changing one at a time (Morris), which needs few sets for each.

    Parameters
    ----------
    scenario, outcomes, replicates, seed, names
        As for `what_matters`.
    sets : int
        Trajectories, each with one set more than numbers vary; 2 or more.
    store, workers, cluster, progress, say, command
        As for `pmg_sim.blocks.run_blocks`.

    Raises
    ------
    ValueError
        For an unknown name, too few sets or replicates, or an outcome that sets do not have.
    SimulationError
        If runs failed.
    """
    names = _varied(scenario, names)
    _enough("sets", sets, 2)
    _enough("replicates", replicates, 2)
    design = morris_sets(sets, seed, names)
    how = (store, workers, cluster, progress, say, command)
    effects = _effects(scenario, design, replicates, seed, outcomes, how)
    tables = [morris(design, effect) for effect in effects]
    about = (
        f"{scenario.title}. {len(names)} numbers, one changed at a time: {sets} trajectories of "
        f"{design.block} sets, {replicates} departments each, with the group and without it."
    )
    pairs = list(zip(outcomes, tables, strict=True))
    return Found(
        tuple(sentence_of_screening(name, table) for name, table in pairs),
        tuple(of_screening(name, table, about) for name, table in pairs),
        (("what was run", about), *SCREENED),
    )


def _varied(scenario: Scenario, names: Sequence[str] | None) -> list[str]:
    """Return the numbers that vary, mechanism by mechanism; unknown ones fail later, in words."""
    wanted = list(PARAMETERS) if names is None else list(names)
    free = [name for name in wanted if name not in scenario.parameters]
    order = {name: place for place, name in enumerate(MECHANISMS)}
    known = {name: order[PARAMETERS[name].mechanism] for name in free if name in PARAMETERS}
    return sorted(free, key=lambda name: known.get(name, -1))


def _enough(what: str, found: int, fewest: int) -> None:
    if found < fewest:
        raise ValueError(f"{what} = {found}; allowed: {fewest} or more")


def _effects(
    scenario: Scenario,
    design: Design,
    replicates: int,
    seed: int,
    outcomes: Sequence[str],
    how: tuple,
) -> list[np.ndarray]:
    """Return for each outcome the effects, (sets, replicates)."""
    for name in outcomes:
        if name not in OUTCOMES:
            near = nearest(name, OUTCOMES)
            raise ValueError(f"{name} is no outcome" + (f"; nearest: {near}" if near else ""))
    store, workers, cluster, progress, say, command = how
    runs = sweep(
        [scenario, scenario.without_group()],
        design.sets,
        replicates,
        seed,
        outcomes,
        store=store,
        workers=workers,
        cluster=cluster,
        progress=progress,
        say=say,
        command=command,
    )
    return [
        runs[0, ..., place]
        if OUTCOMES[name].whom == "group"
        else runs[0, ..., place] - runs[1, ..., place]
        for place, name in enumerate(outcomes)
    ]
