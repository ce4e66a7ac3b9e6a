"""Sets of the theory's numbers, one for all replicates or one for each, as records of one type.

Whatever the numbers are, the type is the same, so that nothing is compiled again.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from pmg_sim.parameters import DTYPE, PARAMETERS, pack
from pmg_sim.scenario.wording import nearest, show


def parameter_sets(base: Mapping[str, float], values: Any, replicates: int) -> np.recarray:
    """Settle the theory's numbers of an ensemble.

    Parameters
    ----------
    base : mapping of str to float
        What the scenario sets.
    values : mapping, sequence of mappings, pandas.DataFrame, or None
        Numbers by name that take precedence: one number for all replicates, or an array with one
        for each; a mapping for each replicate; or a row for each.
    replicates : int

    Returns
    -------
    numpy.recarray, shape (1,) or (replicates,)

    Raises
    ------
    ValueError
        For an unknown name, a value out of its range, or another number of sets.
    """
    if isinstance(values, np.ndarray) and values.dtype == DTYPE:
        return _of_length(values, replicates)
    columns = _columns(values, replicates)
    several = [name for name, column in columns.items() if column.ndim == 1]
    packed = pack(base)
    if several:
        packed = np.repeat(packed, replicates).view(np.recarray)
    for name, column in columns.items():
        if column.ndim > 1 or (column.ndim == 1 and len(column) != replicates):
            raise ValueError(
                f"{name}: an array of shape {column.shape}; allowed: one number, or {replicates}, "
                "one for each replicate"
            )
        packed[name] = _checked(name, column)
    return packed


def _of_length(sets: np.ndarray, replicates: int) -> np.recarray:
    if len(sets) not in (1, replicates):
        raise ValueError(f"{len(sets)} sets of parameters; allowed: 1, or {replicates}")
    for name in PARAMETERS:
        _checked(name, sets[name])
    return np.require(sets, requirements=("C", "W")).view(np.recarray)  # one type, compiled once


def _columns(values: Any, replicates: int) -> dict[str, np.ndarray]:
    if values is None:
        return {}
    if isinstance(values, pd.DataFrame | Mapping):
        pairs = list(values.items())
    elif isinstance(values, Sequence) and all(isinstance(one, Mapping) for one in values):
        if len(values) != replicates:
            raise ValueError(f"{len(values)} sets of parameters; allowed: {replicates}")
        names = values[0].keys()
        if any(one.keys() != names for one in values):
            raise ValueError("sets of parameters with other names in them; allowed: the same names")
        pairs = [(name, [one[name] for one in values]) for name in names]
    else:
        raise ValueError(
            f"parameters of type {type(values).__name__}; allowed: a mapping, a list of mappings, "
            "or a DataFrame"
        )
    return {str(name): _as_numbers(name, column) for name, column in pairs}


def _as_numbers(name: Any, column: Any) -> np.ndarray:
    try:
        return np.asarray(column, dtype=float)
    except (TypeError, ValueError):
        raise ValueError(f"{name} = {show(column)}: allowed is a number") from None


def _checked(name: str, column: np.ndarray) -> np.ndarray:
    if name not in PARAMETERS:
        near = nearest(name, PARAMETERS)
        raise ValueError(f"{name} is no parameter" + (f"; nearest: {near}" if near else ""))
    low, high = PARAMETERS[name].low, PARAMETERS[name].high
    wrong = ~((column >= low) & (column <= high))  # not a number is wrong, too
    if wrong.any():
        found = column[wrong][0] if column.ndim else column
        raise ValueError(f"{name} = {found}: allowed is {low:g} to {high:g}")
    return column
