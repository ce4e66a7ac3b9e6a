"""The EMAworkbench driving the model: exploratory modelling over settings and theory."""

import os
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import numpy as np
from scipy.stats import rv_continuous

from pmg_sim.adapters.effects import Of, check_outcomes, check_range, mean_outcomes, settled
from pmg_sim.parameters import PARAMETERS
from pmg_sim.scenario import Scenario
from pmg_sim.scenario.wording import nearest

Values = tuple[float, float] | list[Any]


class _Prior(rv_continuous):
    """A number's prior, cut to its range, as the workbench samples it."""

    def __init__(self, number: str) -> None:
        self.number = number
        told = PARAMETERS[number]
        super().__init__(a=told.low, b=told.high, name=number)

    def _updated_ctor_param(self) -> dict[str, Any]:
        return {"number": self.number}

    def _ppf(self, q: Any, *_: Any) -> Any:
        return PARAMETERS[self.number].quantile(q)


def ema_model(
    scenario: Scenario | str | os.PathLike[str],
    levers: Mapping[str, Values],
    uncertainties: Sequence[str] | Mapping[str, tuple[float, float]],
    outcomes: Sequence[str],
    *,
    replicates: int = 8,
    seed: int = 1,
    of: Of = "effect",
    name: str = "pmg_sim",
) -> Any:
    """Make a model of the EMAworkbench, for its ``perform_experiments``.

    Parameters
    ----------
    scenario : Scenario, str or path
    levers : mapping of str to (float, float) or list
        Dotted keys of the scenario, as for `Scenario.override`. A pair is a range, of whole
        numbers where both ends are; a list names the values. In the workbench a lever has
        underscores for dots.
    uncertainties : sequence of str, or mapping of str to (float, float)
        Numbers of the theory: from their priors, or uniform in a range.
    outcomes : sequence of str
        Names of `pmg_sim.experiments.outcomes.OUTCOMES`.
    replicates : int
        Departments for each experiment; outcomes are their means. They are the same people with
        the same luck in every experiment.
    seed : int
        0 to 2**63 - 1.
    of : {"effect", "group"}
        The difference that the group makes to the same people, or what there is with it.
    name : str
        What the workbench calls the model; a Python identifier.

    Returns
    -------
    ema_workbench.Model

    Raises
    ------
    ImportError
        Without the EMAworkbench.
    ValueError
        For an unknown outcome or number, or an empty range.
    """
    try:
        import ema_workbench as ema
    except ImportError:
        raise ImportError(
            "the EMAworkbench is not installed; pmg-sim's extra `adapters` brings it"
        ) from None
    setting = settled(scenario)
    check_outcomes(outcomes)
    run = partial(_run, setting, tuple(outcomes), replicates, seed, of)
    model = ema.Model(name, function=run)
    model.levers = [_lever(ema, key, values) for key, values in levers.items()]
    model.uncertainties = [_uncertain(ema, key, uncertainties) for key in uncertainties]
    model.outcomes = [ema.ScalarOutcome(one) for one in outcomes]
    return model


def _run(
    scenario: Scenario,
    outcomes: Sequence[str],
    replicates: int,
    seed: int,
    of: Of,
    **values: Any,
) -> dict[str, float]:
    """Run one experiment of the workbench."""
    changed = scenario.override(values)
    found = mean_outcomes(changed, [{}], outcomes, replicates, seed, of, None)
    return dict(zip(outcomes, found[0].tolist(), strict=True))


def _lever(ema: Any, key: str, values: Values) -> Any:
    told = {"name": key.replace(".", "_"), "variable_name": key}
    if isinstance(values, list):
        if len(values) < 2:
            raise ValueError(f"{key}: values {values!r}; allowed: two or more")
        return ema.CategoricalParameter(categories=values, **told)
    low, high = check_range(key, values)
    whole = all(isinstance(end, int | np.integer) for end in values)
    kind = ema.IntegerParameter if whole else ema.RealParameter
    return kind(
        lower_bound=values[0] if whole else low, upper_bound=values[1] if whole else high, **told
    )


def _uncertain(ema: Any, key: str, ranges: Any) -> Any:
    if key not in PARAMETERS:
        near = nearest(key, PARAMETERS)
        raise ValueError(f"{key} is no parameter" + (f"; nearest: {near}" if near else ""))
    if isinstance(ranges, Mapping):
        return ema.RealParameter(key, *check_range(key, ranges[key]))
    return ema.RealParameter.from_dist(key, _Prior(key)())
