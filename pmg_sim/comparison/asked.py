"""What a comparison asks for, checked before anything is run."""

import math
import shlex
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pmg_sim.experiments.ensembles import NO_GROUP, arm_scenario
from pmg_sim.experiments.outcomes import OUTCOMES
from pmg_sim.posterior import SOURCES
from pmg_sim.scenario import Scenario, ScenarioError, load_scenario
from pmg_sim.scenario.wording import nearest, one_of, show

MOST_SETS = 20_000
"""Sets of the theory's numbers that a comparison runs at most, however narrow it should be."""

MOST_REPLICATES = 100_000
LARGEST_SEED = 2**63 - 1

EVERY = ""
"""The name under which a precision holds for all outcomes, in standard deviations."""


class ComparisonError(ValueError):
    """A mistake in what was asked for, told in a sentence for the user."""


@dataclass(frozen=True)
class Asked:
    """A comparison to run; the fields are as `pmg_sim.comparison.compare` takes them."""

    arms: tuple[str, ...]
    scenarios: tuple[Scenario, ...]
    outcomes: tuple[str, ...]
    draws: int
    replicates: int
    seed: int
    uncertainty: str
    precision: Mapping[str, float]


def ask(
    arms: Sequence[str | Scenario],
    outcomes: Sequence[str],
    draws: int,
    replicates: int,
    seed: int,
    uncertainty: str,
    precision: Mapping[str | None, float] | None,
) -> Asked:
    """Check what is asked for, and look up the scenarios.

    Raises
    ------
    ScenarioError
        If there is no such scenario, or its file has mistakes.
    ComparisonError
        If anything else is not as it should be.
    """
    if isinstance(arms, str) or len(arms) < 2:
        raise ComparisonError("One arm has nothing to be compared with; allowed: two or more.")
    for what, number, low, high in (
        ("draws", draws, 1, MOST_SETS),
        ("replicates", replicates, 1, MOST_REPLICATES),
        ("seed", seed, 0, LARGEST_SEED),
    ):
        if isinstance(number, bool) or not isinstance(number, int) or not low <= number <= high:
            raise ComparisonError(
                f"{what} {show(number)}; allowed: a whole number from {low} to {high}."
            )
    if draws * replicates < 2:
        raise ComparisonError("One department tells nothing about luck; allowed: two or more.")
    if uncertainty not in SOURCES:
        raise ComparisonError(f"uncertainty {show(uncertainty)}; allowed: {one_of(SOURCES)}.")
    names = _outcomes(outcomes)
    widths = _precision(precision or {}, names)
    scenarios = [_scenario(one) for one in arms]
    labels = _labels(arms, scenarios)
    _all_different(labels, scenarios)
    return Asked(labels, tuple(scenarios), names, draws, replicates, seed, uncertainty, widths)


def _scenario(arm: str | Scenario) -> Scenario:
    if isinstance(arm, Scenario):
        return arm
    try:
        return arm_scenario(arm)
    except ScenarioError:
        raise
    except ValueError:
        raise ComparisonError(f"arm {show(arm)}; allowed: NAME or NAME / {NO_GROUP}.") from None


def _labels(arms: Sequence[str | Scenario], scenarios: Sequence[Scenario]) -> tuple[str, ...]:
    """Name the arms by their scenarios, and those of one name by a number, too."""
    names = []
    for arm, scenario in zip(arms, scenarios, strict=True):
        typed = isinstance(arm, str)
        alone = arm.rpartition("/")[2].strip() == NO_GROUP if typed else not scenario.groups_active
        names.append(f"{scenario.name} / {NO_GROUP}" if alone else scenario.name)
    seen: Counter[str] = Counter()
    labels = []
    for name in names:
        seen[name] += 1
        labels.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return tuple(labels)


def _all_different(labels: Sequence[str], scenarios: Sequence[Scenario]) -> None:
    found: dict[str, int] = {}
    for place, scenario in enumerate(scenarios):
        first = found.setdefault(scenario.hash(), place)
        if first != place:
            raise ComparisonError(
                f"Arms {first + 1} and {place + 1} ({labels[first]} and {scenario.name}) have the "
                "same settings; allowed: arms that differ."
            )


def _outcomes(asked: Sequence[str]) -> tuple[str, ...]:
    names = tuple(dict.fromkeys(asked))
    if isinstance(asked, str) or not names:
        raise ComparisonError(f"outcomes {show(asked)}; allowed: a list of one or more.")
    for name in names:
        if name not in OUTCOMES:
            raise ComparisonError(_unknown("outcome", name, tuple(OUTCOMES)))
    return names


def _precision(asked: Mapping[str | None, float], outcomes: tuple[str, ...]) -> dict[str, float]:
    found = {}
    for key, width in asked.items():
        name = key or EVERY
        if name and name not in outcomes:
            raise ComparisonError(_unknown("precision for", name, outcomes))
        number = isinstance(width, int | float) and not isinstance(width, bool)
        if not number or not (math.isfinite(width) and width > 0):
            raise ComparisonError(f"precision {show(width)}; allowed: a number above 0.")
        found[name] = float(width)
    return found


def _unknown(what: str, name: object, known: tuple[str, ...]) -> str:
    like = nearest(name, known)
    hint = f" (nearest: {like})" if like else ""
    return f"{what} {show(name)}: no such outcome here{hint}; allowed: {', '.join(known)}."


def command_of(asked: Asked, arms: Sequence[str | Scenario]) -> str:
    """Return the command that asks for the same, or why there is none."""
    typed = []
    for arm, scenario, name in zip(arms, asked.scenarios, asked.arms, strict=True):
        if isinstance(arm, str):
            typed.append(arm)
        elif scenario.path is not None and scenario == load_scenario(scenario.path):
            typed.append(str(scenario.path))
        else:
            return f"In Python only: the scenario of {name} was made there."
    precisions = [
        f"{name}={width}" if name else f"{width}" for name, width in asked.precision.items()
    ]
    return shlex.join(
        [
            *("pmg", "compare", *typed),
            *(part for name in asked.outcomes for part in ("--outcome", name)),
            *("--draws", str(asked.draws), "--replicates", str(asked.replicates)),
            *("--seed", str(asked.seed), "--uncertainty", asked.uncertainty),
            *(part for width in precisions for part in ("--precision", width)),
        ]
    )
