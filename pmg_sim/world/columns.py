"""Attributes of an agent that live in the state: each reads, and perhaps writes, its row.

An attribute has the name of its field. A column is a memory view of one field of one table, which
gives plain Python numbers several times faster than numpy does.
"""

from collections.abc import Iterator
from math import inf
from typing import Any, Self, overload

from pmg_sim.codes import NO_ONE
from pmg_sim.state import State


def columns_of(state: State) -> dict[str, memoryview]:
    """Return a memory view of every column of the state, by name: ``people.motivation``."""
    return dict(_columns(state))


def _columns(state: State) -> Iterator[tuple[str, memoryview]]:
    for table, rows in state._asdict().items():
        if rows.dtype.names is None:
            yield table, memoryview(rows)
            continue
        for field in rows.dtype.names:
            yield f"{table}.{field}", memoryview(rows[field])


class Column[T]:
    """A number of an agent's row that can be read only.

    Parameters
    ----------
    doc
        What it is, and its unit or range.
    table
        Its table in the state, if that is another one than its class's.
    """

    def __init__(self, doc: str, *, table: str = "") -> None:
        self.__doc__ = doc
        self.table = table
        self.name = self.key = ""

    def __set_name__(self, owner: Any, name: str) -> None:
        self.name = name
        self.key = f"{self.table or owner.table}.{name}"

    @overload
    def __get__(self, agent: None, owner: type) -> Self: ...

    @overload
    def __get__(self, agent: Any, owner: type | None = None) -> T: ...

    def __get__(self, agent: Any, owner: type | None = None) -> Any:
        if agent is None:
            return self
        return agent.model.columns[self.key][agent.row]

    def __set__(self, agent: Any, value: T) -> None:
        raise AttributeError(f"{self.name} of {agent!r} can only be read")


class Number(Column[float]):
    """A number that can be written, from `low` to `high`."""

    def __init__(self, doc: str, low: float = 0.0, high: float = inf) -> None:
        super().__init__(doc)
        self.low, self.high = low, high

    def __set__(self, agent: Any, value: float) -> None:
        if not self.low <= value <= self.high:
            span = f"from {self.low:g} to {self.high:g}"
            raise ValueError(f"{self.name} of {agent!r} = {value!r}; allowed: {span}")
        agent.model.columns[self.key][agent.row] = value


class Share(Number):
    """A number from 0 to 1 that can be written."""

    def __init__(self, doc: str) -> None:
        super().__init__(doc, 0.0, 1.0)


class Count(Column[int]):
    """A whole number, 0 or more, that can be written."""

    def __set__(self, agent: Any, value: int) -> None:
        if value < 0:
            raise ValueError(f"{self.name} of {agent!r} = {value!r}; allowed: 0 or more")
        agent.model.columns[self.key][agent.row] = value


class Flag(Column[bool]):
    """Yes or no, which can be written."""

    def __get__(self, agent: Any, owner: type | None = None) -> Any:
        return self if agent is None else super().__get__(agent, owner) == 1

    def __set__(self, agent: Any, value: bool) -> None:
        agent.model.columns[self.key][agent.row] = int(bool(value))


class Week(Column[int | None]):
    """A week that can be read only; None where there is none."""

    def __get__(self, agent: Any, owner: type | None = None) -> Any:
        week = super().__get__(agent, owner)
        return None if week == NO_ONE else week


class Name(Column[str]):
    """One of a few names, which can be read only."""

    def __init__(self, doc: str, names: tuple[str, ...]) -> None:
        super().__init__(f"{doc}: {', '.join(names)}.")
        self.names = names

    def __get__(self, agent: Any, owner: type | None = None) -> Any:
        code: Any = super().__get__(agent, owner)
        return self if agent is None else self.names[code]


class Choice(Name):
    """One of a few names, which can be written."""

    def __set__(self, agent: Any, value: str) -> None:
        if value not in self.names:
            allowed = ", ".join(self.names)
            raise ValueError(f"{self.name} of {agent!r} = {value!r}; allowed: {allowed}")
        agent.model.columns[self.key][agent.row] = self.names.index(value)
