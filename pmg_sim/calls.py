"""Calling compiled processes from Python thousands of times a run.

An ordinary call looks up the types of all arguments and describes the record of parameters field
by field, which takes twenty times as long as most processes do. Here the types are looked up once
for each process, and the parameters' memory once for each model.
"""

import functools
from collections.abc import Callable
from typing import Any

import numba
import numpy as np

from pmg_sim.jit import config
from pmg_sim.parameters import pack
from pmg_sim.state import State, allocate

_CODE: dict[Any, Callable] = {}


class Calls:
    """Calls of processes on one state.

    The first call of a process settles the types of its other arguments, and those of later calls
    have to be the same: machine code does not look.

    Parameters
    ----------
    state
        The state.
    parameters : numpy.recarray, shape (1,)
        The theory's numbers.
    """

    def __init__(self, state: State, parameters: np.recarray) -> None:
        self.state = state
        self.parameters = parameters[0] if config.DISABLE_JIT else _Memory(parameters)

    def __call__(self, process: Any, *rest: Any) -> Any:
        """Return what ``process(state, parameters, *rest)`` returns."""
        code = _CODE.get(process) or code_of(process, rest)
        return code(self.state, self.parameters, *rest)


class _Memory:
    """What numba asks a record for when it is handed to machine code."""

    def __init__(self, parameters: np.recarray) -> None:
        self.data = memoryview(parameters.view(np.uint8))


@functools.cache
def _types_of_the_model() -> tuple[Any, Any]:
    """Return the types of every state and of all parameters; they do not depend on sizes."""
    return numba.typeof(allocate(1, 1, 1, 1, 1)), numba.typeof(pack()[0])


def code_of(process: Any, rest: tuple[Any, ...]) -> Callable:
    """Find the machine code of a process, compiled now if need be."""
    code = process
    if not config.DISABLE_JIT:
        code = process.compile((*_types_of_the_model(), *map(numba.typeof, rest)))
    _CODE[process] = code
    return code
