"""The cells of an experiment: every alternative in all circumstances, as scenarios."""

from dataclasses import dataclass
from itertools import count, product

from pmg_sim.inquiry.designs import Point, lever_points
from pmg_sim.inquiry.schema import Arm, Experiment
from pmg_sim.inquiry.settling import Settling
from pmg_sim.scenario import Scenario
from pmg_sim.scenario.messages import Marks


@dataclass(frozen=True)
class Policy:
    """An alternative: an arm with the levers at one point.

    Attributes
    ----------
    name : str
    arm : str
        Name of the arm, empty where the experiment states none.
    levels : dict of str to str
        By lever, the level's name.
    family : str or None
    baseline : bool
        Whether the others are held against it.
    """

    name: str
    arm: str
    levels: dict[str, str]
    family: str | None
    baseline: bool


@dataclass(frozen=True)
class Plan:
    """What an experiment runs.

    Attributes
    ----------
    policies : tuple of Policy
    circumstances : tuple of dict of str to str
        By circumstance, the level's name; one empty dictionary without any.
    scenarios : tuple of tuple of Scenario
        By policy, then by circumstance.
    """

    policies: tuple[Policy, ...]
    circumstances: tuple[dict[str, str], ...]
    scenarios: tuple[tuple[Scenario, ...], ...]

    @property
    def baseline(self) -> int:
        """The place of the policy that others are held against."""
        return next(k for k, policy in enumerate(self.policies) if policy.baseline)

    @property
    def cells(self) -> int:
        """How many scenarios there are."""
        return len(self.policies) * len(self.circumstances)


def plan_of(experiment: Experiment, marks: Marks | None = None) -> Plan:
    """Settle the scenarios of an experiment.

    Raises
    ------
    ScenarioError
        If a scenario cannot be found, or a setting is not valid in it; all of them are told, with
        their places where `marks` are given.
    """
    settle = Settling(experiment, marks or {})
    arms = experiment.arm or (Arm(name=experiment.scenario),)
    settle.check_number(len(arms))
    points = lever_points(experiment)
    states = [
        dict(zip([f.name for f in experiment.circumstance], levels, strict=True))
        for levels in product(*(f.levels() for f in experiment.circumstance))
    ]
    bases = [settle.base(place, arm) for place, arm in enumerate(arms)]
    settle.check_factors([settle.with_arm(*one) for one in zip(count(), arms, bases, strict=False)])
    settle.raise_mistakes()
    first = experiment.baseline or arms[0].name
    policies, scenarios = [], []
    for arm, base in zip(arms, bases, strict=True):
        assert base is not None
        for point in points:
            policies.append(_policy(experiment, arm, point, arm.name == first and point.usual))
            scenarios.append(tuple(settle.cell(base, arm, point, state) for state in states))
    settle.raise_mistakes()
    names = tuple({name: level.name for name, level in state.items()} for state in states)
    return Plan(tuple(policies), names, tuple(scenarios))


def _policy(experiment: Experiment, arm: Arm, point: Point, baseline: bool) -> Policy:
    stated = arm.name if len(experiment.arm) > 1 else ""
    one = len(experiment.lever) == 1
    levels = [
        f"{level}" if one and not stated else f"{name} {level}"
        for name, level in point.levels.items()
    ]
    name = ", ".join([*([stated] if stated else []), *levels]) or arm.name
    if one and not stated:
        name = f"{experiment.lever[0].name} {levels[0]}"
    return Policy(name, stated, point.levels, arm.family, baseline)
