"""The agents of a model by level and row, kept in step with the state's arrays."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from mesa.agentset import AgentSet

from pmg_sim.processes.week import ORDER
from pmg_sim.world.department import Department
from pmg_sim.world.faculty import Faculty
from pmg_sim.world.group import Group
from pmg_sim.world.view import View, overrides

if TYPE_CHECKING:
    from pmg_sim.world.model import PeerMentoringModel

LEVELS: dict[str, type[View]] = {"person": Faculty, "group": Group, "department": Department}


class Roster:
    """Who views which row.

    Parameters
    ----------
    model
        The model; its state is built.
    classes
        The class of the agents of each level.

    Raises
    ------
    TypeError
        A class that is no subclass of its level's.
    """

    def __init__(self, model: "PeerMentoringModel", classes: dict[str, type[View]]) -> None:
        for level, base in LEVELS.items():
            kind = classes[level]
            if not (isinstance(kind, type) and issubclass(kind, base)):
                raise TypeError(f"{kind!r} is no subclass of {base.__name__}")
        self.model, self.classes = model, classes
        self.views: dict[str, list[Any]] = {level: [] for level in LEVELS}
        self.departures = 0

    def fill(self) -> None:
        """Create the agents of the department, of the scenario's groups and of the first day."""
        self.create("department", 1)
        self.create("group", len(self.model.plan.groups))
        self.follow()

    def create(self, level: str, count: int) -> None:
        """Create the agents of the next rows of a level."""
        known = len(self.views[level])
        rows = list(range(known, known + count))
        self.classes[level].create_agents(self.model, count, rows)

    def follow(self) -> None:
        """Create the agents of those who arrived and remove those of the leavers."""
        columns = self.model.columns
        arrived = columns["run.people"][0] - len(self.views["person"])
        if arrived:
            self.create("person", arrived)
        if columns["run.departures"][0] != self.departures:
            self.departures = columns["run.departures"][0]
            for person in list(self.views["person"]):
                if person is not None and not person.is_present:
                    person.remove()

    def agents(self, level: str) -> AgentSet[Any]:
        """Return the agents of a level, in the order of rows."""
        views = (view for view in self.views[level] if view is not None)
        return AgentSet(views, random=self.model.random)

    def enter(self, view: View) -> None:
        """Take in the agent of the next row of its level."""
        views = self.views[view.level]
        if view.row != len(views):
            raise ValueError(f"row {view.row} is not the next {view.level} to get an agent")
        views.append(view)

    def retire(self, view: View) -> None:
        """Forget an agent."""
        self.views[view.level][view.row] = None

    def overridden(self, level: str, name: str) -> Iterator[str]:
        """Yield the methods by which classes of agents override a phase of the week."""
        # An ordered set: somebody may have added agents of further classes.
        kinds = dict.fromkeys([self.classes[level], *self.model.agent_types])
        for kind in kinds:
            if issubclass(kind, LEVELS[level]) and overrides(kind, name):
                yield f"{kind.__name__}.{name}"

    def all_overridden(self) -> Iterator[str]:
        """Yield the overriding methods of all phases, in the order of the week."""
        for level, name, _, _ in ORDER:
            yield from self.overridden(level, name)
