"""The same week written the usual way in Mesa: agents with attributes, a DataCollector.

What a phase does to a person or a group is not written a second time: the rules and processes are
plain Python, and run as such where numba's compiler is switched off.
"""

from collections.abc import Iterator
from typing import Any

from mesa import Agent, DataCollector, Model

from pmg_sim.bench.plain_objects import objects, plain_state
from pmg_sim.build import Plan, build
from pmg_sim.codes import PRESENT
from pmg_sim.processes.week import ORDER


class PlainAgent(Agent):
    """An agent that knows its row; its attributes are the columns of the state.

    Parameters
    ----------
    model
        The model.
    row
        Place in the list of people or of groups.
    """

    def __init__(self, model: "PlainModel", row: int) -> None:
        super().__init__(model)
        self.row = row


class PlainPerson(PlainAgent):
    """A faculty member."""


class PlainGroup(PlainAgent):
    """A peer mentoring group."""


def _behaviour(process: Any) -> Any:
    def act(self: PlainAgent) -> None:
        process(self.model.state, self.model.numbers, self.row)

    return act


AGENTS = {"person": PlainPerson, "group": PlainGroup}
for _level, _name, _, _single in ORDER:
    if _level in AGENTS:
        setattr(AGENTS[_level], _name, _behaviour(_single))


def mean_trust(person: Any) -> float | None:
    """Return a person's mean trust in colleagues; None without any."""
    state, row = person.model.state, person.row
    edges = [state.edges[state.contacts[row, slot]] for slot in range(person.ties)]
    if not edges:
        return None
    return sum(e.trust_ab if e.a == row else e.trust_ba for e in edges) / len(edges)


def _mean(name: str) -> Any:
    def mean(model: "PlainModel") -> float:
        people = model.agents_by_type[PlainPerson]
        return sum(getattr(person, name) for person in people) / len(people)

    return mean


STATES = ("motivation", "efficacy", "strain", "satisfaction", "support", "promotion_know_how")
RECORD = ("commitment", "hours", "ties", "papers_published")


class PlainModel(Model):
    """A department of plain objects; one step is one week.

    Parameters
    ----------
    plan : Plan
        From `pmg_sim.build.plan`.
    seed, replicate : int
        Decide the people of the first day.
    collect : bool
        Whether a DataCollector notes every person and the means each week.
    """

    def __init__(self, plan: Plan, seed: int, replicate: int, collect: bool) -> None:
        super().__init__(rng=seed)
        self.numbers = objects(plan.parameters)[0]
        self.state = plain_state(
            build(plan, seed, replicate),
            lambda row: PlainPerson(self, row),
            lambda row: PlainGroup(self, row),
        )
        self.here: set[PlainPerson] = set(self.state.people)
        self._follow()
        self.datacollector = None
        if collect:
            agents = {name: name for name in (*STATES, *RECORD)} | {"trust": mean_trust}
            self.datacollector = DataCollector(
                model_reporters={name: _mean(name) for name in (*STATES, *RECORD)},
                agenttype_reporters={PlainPerson: agents},
            )

    def step(self) -> None:
        """Run one week, phase by phase."""
        for _ in self.phases():
            pass
        if self.datacollector is not None:
            self.datacollector.collect(self)

    def phases(self) -> Iterator[str]:
        """Run one week; yield the name of each phase before it runs."""
        for level, name, every, _ in ORDER:
            yield name
            if level in AGENTS:
                self.agents_by_type[AGENTS[level]].do(name)
            else:
                every(self.state, self.numbers)
                self._follow()
        self._follow()

    def _follow(self) -> None:
        """Let the agents of those who left go, and those of the hired come in."""
        for person in self.state.people:
            if (person.status == PRESENT) != (person in self.here):
                if person.status == PRESENT:
                    self.here.add(person)
                    self.register_agent(person)
                else:
                    self.here.discard(person)
                    self.deregister_agent(person)
