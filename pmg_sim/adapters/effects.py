"""Runs on behalf of other tools: mean outcomes for sets of the theory's numbers."""

import warnings
from collections.abc import Mapping, Sequence
from typing import Any, Literal

import numpy as np

from pmg_sim.experiments.outcomes import OUTCOMES
from pmg_sim.experiments.sweep import sweep
from pmg_sim.scenario import Scenario, load_scenario
from pmg_sim.scenario.wording import nearest

Of = Literal["effect", "group"]


def mean_outcomes(
    scenario: Scenario,
    sets: Sequence[Mapping[str, float]],
    outcomes: Sequence[str],
    replicates: int,
    seed: int,
    of: Of,
    workers: int | None,
) -> np.ndarray:
    """Return means over the departments of each set, (sets, outcomes).

    Outcomes of the group itself, which nobody has without it, are those with the group.
    """
    if replicates < 1:
        raise ValueError(f"replicates = {replicates}; allowed: 1 or more")
    if of not in ("effect", "group"):
        raise ValueError(f"of = {of!r}; allowed: 'effect' or 'group'")
    arms = [scenario, scenario.without_group()] if of == "effect" else [scenario]
    runs = sweep(arms, sets, replicates, seed, outcomes, workers=workers)
    values = runs[0]
    if of == "effect":
        alone = np.array([OUTCOMES[name].whom == "group" for name in outcomes])
        values = np.where(alone, runs[0], runs[0] - runs[1])
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Mean of empty slice")
        return np.nanmean(values, axis=1)


def settled(scenario: Any) -> Scenario:
    """Return a scenario given as one, or by its name or the path of its file."""
    return scenario if isinstance(scenario, Scenario) else load_scenario(scenario)


def check_outcomes(outcomes: Sequence[str]) -> None:
    """Raise a ValueError for an outcome that there is not."""
    for name in outcomes:
        if name not in OUTCOMES:
            near = nearest(name, OUTCOMES)
            raise ValueError(f"{name} is no outcome" + (f"; nearest: {near}" if near else ""))


def check_range(name: str, low_high: Sequence[Any]) -> tuple[float, float]:
    """Return the ends of a range, or raise a ValueError."""
    try:
        low, high = (float(end) for end in low_high)
    except (TypeError, ValueError):
        low, high = 0.0, 0.0
    if not low < high:
        raise ValueError(f"{name}: a range of {low_high!r}; allowed: (low, high), low below high")
    return low, high
