"""A department as ordinary Python objects, for the rules and processes run without a compiler.

The processes ask for ``state.people[i].motivation`` and ``state.contacts[i, slot]``; lists of
objects and dictionaries by pairs answer that as well as arrays do, and many times faster than
arrays would without the compiler.
"""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import numpy as np

from pmg_sim.state import State

SHAPED = {"groups", "events", "seats"}
"""The tables that processes ask for their shape; Python reads the others faster without one."""


class Rows(list):
    """A list of objects that tells its shape, as an array does."""

    @property
    def shape(self) -> tuple[int]:
        """Number of rows."""
        return (len(self),)


class Grid(dict):
    """Numbers by a tuple of places, as ``array[i, j]``; it tells the array's shape."""

    shape: tuple[int, ...]


class Numbers(list):
    """A short list that ``numbers[:] = 0`` fills, as an array."""

    def __setitem__(self, place: Any, value: Any) -> None:
        super().__setitem__(place, [value] * len(self) if isinstance(place, slice) else value)


def objects(table: Any, make: Callable[[int], Any] | None = None) -> list:
    """Return a list with one object for each row of a table.

    Parameters
    ----------
    table
        Every column becomes an attribute; columns of several numbers become lists.
    make
        Makes the object of a row; by default an object with just these attributes.
    """
    names = table.dtype.names
    kind = type("Record", (), {"__slots__": names})
    columns = [table[name].tolist() for name in names]
    rows = []
    for row in range(table.shape[0]):
        one = make(row) if make is not None else kind()
        for name, column in zip(names, columns, strict=True):
            value = column[row]
            setattr(one, name, Numbers(value) if isinstance(value, list) else value)
        rows.append(one)
    return rows


def plain_state(
    state: State, person: Callable[[int], Any], group: Callable[[int], Any]
) -> SimpleNamespace:
    """Copy a state of arrays to ordinary objects.

    Parameters
    ----------
    state
        From `pmg_sim.build.build`.
    person, group
        Make the agent of a row.
    """
    makers = {"people": person, "groups": group}
    copied = {}
    for name, table in zip(State._fields, state, strict=True):
        if table.dtype.names:
            rows = objects(table, makers.get(name))
            copied[name] = Rows(rows) if name in SHAPED else rows
        else:
            cells = dict(np.ndenumerate(table.astype(object)))
            copied[name] = Grid(cells) if name in SHAPED else cells
            if name in SHAPED:
                copied[name].shape = table.shape
    return SimpleNamespace(**copied)
