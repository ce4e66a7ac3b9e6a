"""The Mesa model: the same week as the ensemble's, with agents that can be asked and overridden."""

import sys
from typing import Any, Self

import networkx as nx
import numpy as np
from mesa import DataCollector, Model
from mesa.agentset import AgentSet

from pmg_sim.build import Plan, build
from pmg_sim.calls import Calls
from pmg_sim.codes import PRESENT
from pmg_sim.jit import warm_up
from pmg_sim.processes.observe import SCOPES, VARIABLES, observe
from pmg_sim.processes.week import ORDER
from pmg_sim.world.columns import columns_of
from pmg_sim.world.department import Department
from pmg_sim.world.faculty import Faculty
from pmg_sim.world.group import Group
from pmg_sim.world.network import network
from pmg_sim.world.reporters import REPORTERS
from pmg_sim.world.roster import Roster
from pmg_sim.world.settings import PeerMentoringScenario


def _tell(line: str) -> None:
    print(line, file=sys.stderr)


class PeerMentoringModel(Model):
    """A department with its peer mentoring groups; one step is one week.

    Without an argument it is the study's setting. What decides a run is given either as a Mesa
    scenario or as keywords, which mean the same. A phase of the week runs compiled over all rows,
    unless a class of agents overrides it: then every agent is asked in turn, in the order of
    rows. Both give the same numbers.

    Parameters
    ----------
    scenario : PeerMentoringScenario, optional
        Everything that decides the run; one for each model.
    setting, arm, seed, replicate, parameters
        The same as keywords: see `PeerMentoringScenario`.
    faculty_class, group_class, department_class : type
        Classes of the agents, for behaviour of your own.
    collect : bool
        Whether to note `pmg_sim.world.reporters` in ``datacollector`` each week, which nearly
        doubles the time of a run. Another DataCollector can take its place.
    one_by_one : bool
        Whether to ask each agent in turn even where the compiled loop would do, for a debugger.

    Attributes
    ----------
    state : State
        The arrays that the agents are views on. Rows from ``state.run[0].people`` are empty.
    plan : Plan
        The settled numbers; ``plan.scenario`` is the setting.

    Examples
    --------
    >>> model = PeerMentoringModel(seed=7, arm="no_group")
    >>> model.run_for(52)
    >>> model.week, len(model.faculty) > 20
    (51, True)
    """

    datacollector: DataCollector

    def __init__(
        self,
        scenario: PeerMentoringScenario | None = None,
        *,
        setting: Any = None,
        arm: str | None = None,
        seed: int | None = None,
        replicate: int | None = None,
        parameters: Any = None,
        faculty_class: type[Faculty] = Faculty,
        group_class: type[Group] = Group,
        department_class: type[Department] = Department,
        collect: bool = True,
        one_by_one: bool = False,
    ) -> None:
        keywords = {
            "setting": setting,
            "arm": arm,
            "seed": seed,
            "replicate": replicate,
            "parameters": parameters,
        }
        given = {name: value for name, value in keywords.items() if value is not None}
        if scenario is None:
            scenario = PeerMentoringScenario(**given)
        elif not isinstance(scenario, PeerMentoringScenario):
            raise TypeError(f"scenario = {scenario!r}; a scenario of ours goes into `setting`")
        elif given:
            raise TypeError(f"give {', '.join(given)} in the scenario or as keywords, not both")
        super().__init__(scenario=scenario)
        self.plan = scenario.plan()
        self.state = build(self.plan, scenario.seed, scenario.replicate)
        self.one_by_one = one_by_one
        self._look()
        classes = {"person": faculty_class, "group": group_class, "department": department_class}
        self.roster = Roster(self, classes)
        self.roster.fill()
        self._collects = collect
        if collect:
            self.datacollector = DataCollector(model_reporters=REPORTERS)
            self.datacollector.collect(self)

    @classmethod
    def from_plan(cls, plan: Plan, **settings: Any) -> Self:
        """Make the model of numbers that are settled already.

        Parameters
        ----------
        plan : Plan
            From `pmg_sim.build.plan`; it decides setting, arm and parameters.
        **settings
            Seed, replicate and the other keywords of the model.
        """
        return cls(setting=plan, arm="group" if plan.with_groups else "no_group", **settings)

    def _look(self) -> None:
        """Take the views of the arrays, which a pickled model goes without."""
        self.columns = columns_of(self.state)
        self.call = Calls(self.state, self.plan.parameters)

    def step(self) -> None:
        """Run one week, phase by phase, in the order that the ensemble follows, too.

        Raises
        ------
        RuntimeError
            If the setting's weeks are over.
        """
        if self.week + 1 >= self.plan.weeks:
            raise RuntimeError(
                f"all {self.plan.weeks} weeks of the setting are over; "
                "a longer horizon_weeks in the setting gives more"
            )
        if self.week < 0:
            with warm_up(_tell):
                self._run_week()
        else:
            self._run_week()
        if self._collects:
            self.datacollector.collect(self)
        if self.week + 1 == self.plan.weeks:
            self.running = False

    def _run_week(self) -> None:
        for level, name, every, single in ORDER:
            if self.one_by_one or any(self.roster.overridden(level, name)):
                self._ask_each(level, name, single)
            else:
                self.call(every)
            self.roster.follow()

    def _ask_each(self, level: str, name: str, single: Any) -> None:
        status = self.columns["people.status"]
        for row, view in enumerate(self.roster.views[level]):
            if level == "person" and status[row] != PRESENT:
                continue
            if view is not None:
                getattr(view, name)()
            else:  # somebody removed the agent; the row is still there
                self.call(single, *([] if level == "department" else [row]))

    @property
    def overridden(self) -> tuple[str, ...]:
        """The phases that classes of agents override; with any, only this model can run it."""
        found = list(self.roster.all_overridden())
        if type(self).step is not PeerMentoringModel.step:
            found.append(f"{type(self).__name__}.step")
        return tuple(found)

    @property
    def week(self) -> int:
        """The week that was last begun; -1 before the first."""
        return self.columns["run.week"][0]

    @property
    def faculty(self) -> AgentSet[Faculty]:
        """Everybody who is in the department now, in the order of rows."""
        return self.roster.agents("person")

    @property
    def groups(self) -> AgentSet[Group]:
        """The groups, those that are planned or over among them."""
        return self.roster.agents("group")

    @property
    def department(self) -> Department:
        """The department."""
        return self.roster.views["department"][0]

    def person(self, row: int) -> Faculty | None:
        """Return the agent of a person's row; None if that person has left."""
        return self.roster.views["person"][row]

    def group(self, row: int) -> Group | None:
        """Return the agent of a group's row; None for -1, which stands for no group."""
        return None if row < 0 else self.roster.views["group"][row]

    def mean(self, scope: str, variable: str) -> float:
        """Return a mean over people now, as the ensemble notes it at the end of a week.

        Parameters
        ----------
        scope : str
            One of `pmg_sim.processes.observe.SCOPES`.
        variable : str
            One of `pmg_sim.processes.observe.VARIABLES`; two of them are counts.

        Returns
        -------
        float
            The mean; nan where nobody is in the scope.
        """
        for name, names in ((scope, SCOPES), (variable, VARIABLES)):
            if name not in names:
                raise ValueError(f"{name!r}; allowed: {', '.join(names)}")
        seen = np.zeros((len(SCOPES), len(VARIABLES)))
        self.call(observe, np.zeros(len(VARIABLES)), seen)
        return float(seen[SCOPES.index(scope), VARIABLES.index(variable)])

    def network(self, kind: str) -> nx.Graph:
        """Return a network of everybody present; people are nodes by their keys.

        Parameters
        ----------
        kind : str
            ``trust`` gives a directed graph, each edge weighted by the trust of its first person
            in its second; ``closeness`` an undirected one; ``collaboration`` an undirected one of
            the pairs who ever worked together, weighted by the number of their joint projects.
        """
        return network(self, kind)

    def __getstate__(self) -> dict[str, Any]:
        passing = {"columns", "call"}
        return {name: value for name, value in self.__dict__.items() if name not in passing}

    def __setstate__(self, kept: dict[str, Any]) -> None:
        self.__dict__.update(kept)
        self._look()
