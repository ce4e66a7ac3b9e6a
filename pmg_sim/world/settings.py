"""What decides a run of the Mesa model: a Mesa `Scenario` that names one of ours."""

import difflib
import operator
import os
from collections.abc import Mapping
from inspect import get_annotations
from typing import Any

from mesa.experimental.scenarios import Scenario as MesaScenario

from pmg_sim.build import Plan, plan
from pmg_sim.scenario import Scenario, load_scenario

ARMS = ("group", "no_group")

# Mesa's own words for one of a series of scenarios.
_OF_MESA = {"_scenario_id", "scenario_id", "replication_id"}


class PeerMentoringScenario(MesaScenario):
    """One computational experiment in Mesa's sense: everything that decides a run.

    Parameters
    ----------
    setting : Scenario, str, path or Plan
        A scenario, its name in the library, the path of its file, or what `pmg_sim.build.plan`
        made of it, which has arm and parameters already.
    arm : str
        ``group``, or ``no_group`` for the same people without any meeting.
    seed, replicate : int
        0 or more. The same two meet the same luck in both arms.
    parameters : mapping of str to float, optional
        Numbers of the theory by name; dotted keys of the setting do, too, as for
        `Scenario.override`.
    rng : optional
        Mesa's own generator, for the use of subclasses alone: the theory draws from its own dice.
        It follows from seed and replicate when left out.

    Raises
    ------
    TypeError
        An unknown name, or a seed or replicate that is no whole number.
    ValueError
        An arm, seed or replicate that there is not.
    """

    setting: Scenario | Plan | str | os.PathLike[str] = "study"
    arm: str = "group"
    seed: int = 1
    replicate: int = 0
    parameters: Mapping[str, float] | None = None

    def __init__(self, *, rng: Any = None, **settings: Any) -> None:
        known = _names(type(self))
        for name in settings.keys() - known - _OF_MESA:
            like = difflib.get_close_matches(name, known, n=1)
            nearest = f" (nearest: {like[0]})" if like else ""
            raise TypeError(f"no setting {name!r}{nearest}; allowed: {', '.join(sorted(known))}")
        # Replicates that Mesa spawns differ by this number alone.
        if settings.get("replication_id", -1) >= 0:
            settings["replicate"] = settings["replication_id"]
        for name in ("seed", "replicate"):
            settings[name] = _count(name, settings.get(name, getattr(type(self), name)))
        arm = settings.get("arm", type(self).arm)
        if arm not in ARMS:
            raise ValueError(f"arm = {arm!r}; allowed: {' or '.join(map(repr, ARMS))}")
        if rng is None:
            rng = [settings["seed"], settings["replicate"]]
        super().__init__(rng=rng, **settings)

    def plan(self) -> Plan:
        """Settle the numbers of the run.

        Raises
        ------
        ScenarioError
            If there is no such setting, or `parameters` do not fit it.
        ValueError
            If arm or parameters are given beside a plan that has others.
        """
        setting = self.setting
        if isinstance(setting, Plan):
            if self.parameters or setting.with_groups != (self.arm == "group"):
                raise ValueError("a plan has its arm and parameters already: use `from_plan`")
            return setting
        if not isinstance(setting, Scenario):
            setting = load_scenario(setting)
        if self.parameters:
            setting = setting.override(self.parameters)
        return plan(setting if self.arm == "group" else setting.without_group())


def _count(name: str, value: Any) -> int:
    try:
        if isinstance(value, bool):
            raise TypeError
        number = operator.index(value)
    except TypeError:
        raise TypeError(f"{name} = {value!r}; allowed: a whole number") from None
    if not 0 <= number < 2**63:
        raise ValueError(f"{name} = {number}; allowed: from 0 to 2**63 - 1")
    return number


def _names(kind: type) -> set[str]:
    """Return the annotated names of a class and those it stems from, as Mesa reads them."""
    names = {name for base in kind.__mro__ for name in get_annotations(base)}
    return {name for name in names if hasattr(kind, name) and not name.startswith("_")}
