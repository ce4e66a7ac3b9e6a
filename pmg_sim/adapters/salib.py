"""SALib driving the model: the problem it samples, and the function it evaluates."""

import os
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from pmg_sim.adapters.effects import Of, check_outcomes, check_range, mean_outcomes, settled
from pmg_sim.parameters import PARAMETERS
from pmg_sim.scenario import Scenario
from pmg_sim.scenario.wording import nearest

OF_PRIOR = "of_prior"
"""Key of a problem: for each number, whether SALib samples its place in its prior, 0 to 1."""


def problem(
    names: Sequence[str],
    low_high: Mapping[str, tuple[float, float]] | None = None,
    groups: bool = False,
) -> dict[str, Any]:
    """Describe numbers of the theory to SALib; for ``SALib.ProblemSpec``, too.

    Parameters
    ----------
    names : sequence of str
        Names of `pmg_sim.parameters.PARAMETERS`.
    low_high : mapping of str to (float, float), optional
        Numbers that are uniform between two values, in their units. All others follow their
        priors: SALib samples where in the prior they lie, from 0 to 1.
    groups : bool
        Whether the numbers of a mechanism are one group.

    Raises
    ------
    ValueError
        For an unknown name, or a range outside of what is allowed.
    """
    ranges = dict(low_high or {})
    for name in (*names, *ranges):
        if name not in PARAMETERS:
            near = nearest(name, PARAMETERS)
            raise ValueError(f"{name} is no parameter" + (f"; nearest: {near}" if near else ""))
    bounds = []
    for name in names:
        low, high = check_range(name, ranges[name]) if name in ranges else (0.0, 1.0)
        allowed = PARAMETERS[name]
        if name in ranges and not (allowed.low <= low and high <= allowed.high):
            raise ValueError(
                f"{name}: a range of {low:g} to {high:g}; "
                f"allowed: within {allowed.low:g} to {allowed.high:g}"
            )
        bounds.append([low, high])
    found: dict[str, Any] = {"num_vars": len(names), "names": list(names), "bounds": bounds}
    if groups:
        found["groups"] = [PARAMETERS[name].mechanism for name in names]
    return {**found, OF_PRIOR: [name not in ranges for name in names]}


def evaluate(
    scenario: Scenario | str | os.PathLike[str],
    x: np.ndarray,
    problem: Mapping[str, Any],
    outcomes: Sequence[str],
    *,
    replicates: int = 8,
    seed: int = 1,
    of: Of = "effect",
    workers: int | None = None,
) -> np.ndarray:
    """Run the model at each row of a sample of SALib's.

    Parameters
    ----------
    scenario : Scenario, str or path
    x : numpy.ndarray, shape (rows, numbers)
        What SALib sampled.
    problem : mapping
        From `problem`, or a ``ProblemSpec`` made of it.
    outcomes : sequence of str
        Names of `pmg_sim.experiments.outcomes.OUTCOMES`.
    replicates : int
        Departments for each row; their mean is returned, which still holds luck.
    seed : int
        0 to 2**63 - 1. Each row has people and luck of its own.
    of : {"effect", "group"}
        The difference that the group makes to the same people, or what there is with it.
    workers : int, optional
        Threads; as many as cores by default. The result does not depend on it.

    Returns
    -------
    numpy.ndarray, shape (rows, outcomes), or (rows,) for a single outcome
        Not a number where there is nothing to measure.

    Raises
    ------
    ValueError
        For an unknown outcome, a problem of another make, or a number that the scenario sets.
    """
    setting, x = settled(scenario), np.asarray(x, dtype=float)
    check_outcomes(outcomes)
    if OF_PRIOR not in problem or x.ndim != 2 or x.shape[1] != len(problem["names"]):
        raise ValueError(
            f"a sample of shape {x.shape}; allowed: a row for each set and a column for each name "
            "of a problem from `pmg_sim.adapters.salib.problem`"
        )
    columns = {}
    for place, name in enumerate(problem["names"]):
        if name in setting.parameters:
            raise ValueError(f"{name}: the scenario sets it, so it cannot vary")
        of_prior = problem[OF_PRIOR][place]
        column = PARAMETERS[name].quantile(x[:, place]) if of_prior else x[:, place]
        columns[name] = column.tolist()
    sets = [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]
    found = mean_outcomes(setting, sets, outcomes, replicates, seed, of, workers)
    return found[:, 0] if len(outcomes) == 1 else found
