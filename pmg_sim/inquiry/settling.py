"""From what an experiment's file sets to valid scenarios, with mistakes told at their places."""

import re
from collections.abc import Mapping, Sequence
from math import prod
from pathlib import Path

from pmg_sim.inquiry.consistency import MOST_CELLS, SAMPLED
from pmg_sim.inquiry.designs import Point, ends_of
from pmg_sim.inquiry.schema import Arm, Experiment, Factor, Level, Lever
from pmg_sim.parameters import without
from pmg_sim.scenario import Scenario, ScenarioError
from pmg_sim.scenario.load import find_scenario, load_scenario
from pmg_sim.scenario.locate import Loc
from pmg_sim.scenario.messages import Marks, dotted, mark_of
from pmg_sim.scenario.wording import show

NO_SUCH_KEY = re.compile("unknown key|has no item|has no keys")
Bases = Sequence[Scenario | None]


class Settling:
    """Makes scenarios, and gathers mistakes by their place in the file.

    Parameters
    ----------
    experiment : Experiment
    marks : mapping
        Where everything stands in the file; empty without a file.
    """

    def __init__(self, experiment: Experiment, marks: Marks) -> None:
        self.experiment, self.marks = experiment, marks
        self.folder = Path() if experiment.path is None else experiment.path.parent
        self.mistakes: dict[str, None] = {}

    def raise_mistakes(self) -> None:
        """Tell all mistakes that were gathered, if there are any."""
        if self.mistakes:
            raise ScenarioError(self.mistakes)

    def check_number(self, arms: int) -> None:
        """Refuse more scenarios than can be run, before any is made."""
        experiment, method = self.experiment, self.experiment.design.method
        points = experiment.design.points
        if method == "factorial":
            points = prod(len(lever.levels()) for lever in experiment.lever)
        elif method == "points":
            points = len(experiment.point)
        states = prod(len(one.levels()) for one in experiment.circumstance)
        cells = arms * points * states
        if cells > MOST_CELLS:
            raise ScenarioError(
                f"{self._place(())}: found {arms} arm{'s' if arms > 1 else ''}, {points} points of "
                f"the levers and {states} circumstances, which are {cells} scenarios; allowed: "
                f"at most {MOST_CELLS}."
            )

    def base(self, place: int, arm: Arm) -> Scenario | None:
        """Return an arm's scenario without what it sets, None after a mistake."""
        stated = arm.scenario is not None
        name = arm.scenario if arm.scenario is not None else self.experiment.scenario
        loc: Loc = ("arm", place, "scenario") if stated else ("scenario",)
        try:
            found = load_scenario(find_scenario(name, self.folder))
        except ScenarioError as error:
            self._tell(loc, name, error)
            return None
        if arm.off is None:
            return found
        try:
            return found.override(without(arm.off))
        except KeyError:
            said = ScenarioError("it has nothing to switch off; allowed: another mechanism.")
            self._tell(("arm", place, "off"), arm.off, said)
        return None

    def with_arm(self, place: int, arm: Arm, base: Scenario | None) -> Scenario | None:
        """Return an arm's scenario with what it sets, None after a mistake."""
        loc: Loc = ("arm", place, "set")
        if not self._fits([base], arm.set, loc, {key: (*loc, key) for key in arm.set}):
            return None
        return base if base is None or not arm.set else base.override(arm.set)

    def check_factors(self, bases: Bases) -> None:
        """Try every level by itself, so that a mistake is told once and at its place."""
        experiment = self.experiment
        for place, lever in enumerate(experiment.lever):
            self._check_levels(bases, lever, ("lever", place))
            if experiment.design.method in SAMPLED:
                self._check_range(bases, lever, place)
        for place, circumstance in enumerate(experiment.circumstance):
            self._check_levels(bases, circumstance, ("circumstance", place))
        keys = {lever.name: str(lever.key) for lever in experiment.lever}
        for place, point in enumerate(experiment.point):
            settings = {keys[name]: value for name, value in point.items()}
            at: dict[str, Loc] = {keys[name]: ("point", place, name) for name in point}
            self._fits(bases, settings, ("point", place), at)

    def _check_levels(self, bases: Bases, factor: Factor, loc: Loc) -> None:
        for number, level in enumerate(factor.levels()):
            if factor.level:
                within: Loc = (*loc, "level", number, "set")
                self._fits(bases, level.set, within, {key: (*within, key) for key in level.set})
            else:
                self._fits(bases, level.set, (*loc, "values", number))

    def _check_range(self, bases: Bases, lever: Lever, place: int) -> None:
        before = dict(self.mistakes)
        for end, level in zip(("low", "high"), ends_of(lever), strict=True):
            self._fits(bases, level.set, ("lever", place, end))
        if lever.whole or self.mistakes == before:
            return
        whole = lever.model_copy(update={"whole": True})
        told, self.mistakes = self.mistakes, dict(before)
        if all(self._fits(bases, level.set, ("lever", place)) for level in ends_of(whole)):
            said = ScenarioError("the setting takes whole numbers only; allowed: `whole = true`.")
            self._tell(("lever", place, "whole"), False, said)
        else:
            self.mistakes = told

    def _fits(
        self,
        bases: Bases,
        settings: Mapping[str, object],
        loc: Loc,
        at: Mapping[str, Loc] | None = None,
    ) -> bool:
        """Try settings together; where they do not fit, look for the one that is at fault."""
        for base in bases:
            if base is None or not settings:
                continue
            try:
                base.override(settings)
            except ScenarioError as error:
                self._tell_which(base, settings, loc, at or {}, error)
                return False
        return True

    def _tell_which(
        self,
        base: Scenario,
        settings: Mapping[str, object],
        loc: Loc,
        at: Mapping[str, Loc],
        together: ScenarioError,
    ) -> None:
        found = False
        for key, value in settings.items():
            try:
                base.override({key: value})
            except ScenarioError as error:
                named: Loc = (*loc[:2], "key")
                if named in self.marks and NO_SUCH_KEY.search(error.messages[0]):
                    self._tell(named, key, error)
                else:
                    self._tell(at.get(key, loc), value, error)
                found = True
        if not found:
            self._tell(loc, dict(settings), together)

    def cell(self, base: Scenario, arm: Arm, point: Point, state: dict[str, Level]) -> Scenario:
        """Return the scenario of a cell; what an arm sets goes before the circumstances."""
        settings: dict[str, object] = {}
        for level in state.values():
            settings |= level.set
        settings |= arm.set | point.set
        if not settings:
            return base
        try:
            return base.override(settings)
        except ScenarioError as error:
            levels = point.levels | {name: level.name for name, level in state.items()}
            names = [f'"{arm.name}"', *(f"{name} {level}" for name, level in levels.items())]
            self._tell((), ", ".join(names), error)
            return base

    def _place(self, loc: Loc) -> str:
        return str(mark_of(self.marks, loc)) if self.marks else self.experiment.name

    def _tell(self, loc: Loc, found: object, error: ScenarioError) -> None:
        head = f"`{dotted(loc)}` = {show(found)}" if loc else f"together ({found})"
        for sentence in error.messages:
            said = sentence.partition(": ")[2] if sentence.startswith("--set ") else sentence
            self.mistakes[f"{self._place(loc)}: {head}: {said}"] = None
