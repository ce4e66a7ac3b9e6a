"""An agent that is a view on a row of the state, and the phases that it can override."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar

from mesa import Agent

from pmg_sim.processes.week import ORDER

if TYPE_CHECKING:
    from pmg_sim.world.model import PeerMentoringModel

_PROCESSES = {name: (level, single) for level, name, _, single in ORDER}
_OF_THE_THEORY: set[Callable] = set()


class View(Agent):
    """A Mesa agent whose state is a row of the model's arrays.

    An agent holds nothing but the number of its row, and what a subclass adds. A row is never
    used again, so an agent that was removed still reads its own.

    Parameters
    ----------
    model
        The model whose state is viewed.
    row
        Row in the table of the agent's class.
    """

    level: ClassVar[str]
    table: ClassVar[str]

    if TYPE_CHECKING:
        model: "PeerMentoringModel"

    def __init__(self, model: "PeerMentoringModel", row: int) -> None:
        self.row = row
        model.roster.enter(self)
        super().__init__(model)

    def __setattr__(self, name: str, value: Any) -> None:
        if name in _PROCESSES:  # or it would be passed over where the compiled loop runs
            raise AttributeError(f"override {name} in a class, not on {self!r}")
        super().__setattr__(name, value)

    def remove(self) -> None:
        """Leave the model; the row stays."""
        self.model.roster.retire(self)
        super().remove()

    def __str__(self) -> str:
        return repr(self)

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.row}>"


def phase(described: Callable[[Any], None]) -> Callable[[Any], None]:
    """Make a method run the compiled process of its name for the agent's row.

    Only the name and the docstring of the decorated method count.
    """
    level, process = _PROCESSES[described.__name__]
    if level == "department":

        def method(self: View) -> None:
            self.model.call(process)
    else:

        def method(self: View) -> None:
            self.model.call(process, self.row)

    method.__name__, method.__qualname__ = described.__name__, described.__qualname__
    method.__doc__, method.__module__ = described.__doc__, described.__module__
    _OF_THE_THEORY.add(method)
    return method


def overrides(kind: type[View], name: str) -> bool:
    """Tell whether a class of agents replaces a phase of the week by a method of its own."""
    return getattr(kind, name) not in _OF_THE_THEORY
