"""The field of arrows: where people go from here, cell by cell."""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from pmg_sim.cycles.portrait import Looks

CELLS = (8, 7)
"""Cells across and up."""

FEWEST = 30
"""Looks at people under which a cell has no arrow."""

INNER = 0.98
"""Share of all looks that the grid spans, across and up."""


def field(several: Mapping[str, Sequence[Looks]], names: Mapping[str, str]) -> pd.DataFrame:
    """Average where people stand and where they go, in cells that are the same in every arm.

    Parameters
    ----------
    several : mapping of str to sequence of Looks
        By arm, one for each department.
    names : mapping of str to str
        The arms in words.

    Returns
    -------
    pandas.DataFrame
        A row for each arm and cell with `FEWEST` looks or more.
    """
    joined = {
        arm: np.concatenate([np.column_stack(one[1:]) for one in parts])
        for arm, parts in several.items()
    }
    together = np.concatenate(list(joined.values()))
    frames = []
    if len(together):
        edges = [_edges(together[:, axis], CELLS[axis]) for axis in (0, 1)]
        frames = [_cells(values, edges, names[arm]) for arm, values in joined.items()]
    columns = list(_cells(np.empty((0, 4)), [np.arange(2.0)] * 2, "").columns)
    return pd.concat(frames, ignore_index=True) if frames else pd.DataFrame(columns=columns)


def _edges(values: np.ndarray, cells: int) -> np.ndarray:
    low, high = np.quantile(values, [(1 - INNER) / 2, (1 + INNER) / 2])
    return np.linspace(low, high if high > low else low + 1e-9, cells + 1)


def _cells(values: np.ndarray, edges: Sequence[np.ndarray], arm: str) -> pd.DataFrame:
    """Return the cells of one arm; `values` has columns hours, efficacy and how both change."""
    place = [np.searchsorted(edges[axis], values[:, axis], "right") - 1 for axis in (0, 1)]
    rows = []
    for across in range(len(edges[0]) - 1):
        for up in range(len(edges[1]) - 1):
            inside = values[(place[0] == across) & (place[1] == up)]
            if len(inside) >= FEWEST:
                centre = [edges[axis][at : at + 2].mean() for axis, at in ((0, across), (1, up))]
                rows.append((arm, *centre, len(inside), *inside[:, 2:].mean(axis=0)))
    names = [
        "arm",
        "hours a week beyond the own mean",
        "self-efficacy beyond the own mean",
        "looks at people",
        "change of hours in 13 weeks",
        "change of self-efficacy in 13 weeks",
    ]
    return pd.DataFrame(rows, columns=names)
