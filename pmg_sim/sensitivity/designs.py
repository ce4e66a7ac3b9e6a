"""Designs: which sets of the theory's numbers are run to tell what the answer hangs on."""

from collections.abc import Mapping, Sequence
from typing import Any, Literal, NamedTuple

import numpy as np
from scipy.stats import qmc

from pmg_sim.parameters import PARAMETERS
from pmg_sim.scenario.wording import nearest

Others = Literal["centre", "drawn"]

OTHERS = "all others"
"""The group of the numbers that are not asked about, where they are drawn."""

LEVELS = 4
"""Places on each axis of Morris's grid."""

TAIL = 0.05
"""Morris's grid leaves out this share of a prior at either end: the ends may be infinite."""


class Design(NamedTuple):
    """Sets of the theory's numbers, and how they hang together.

    Attributes
    ----------
    kind : {"sobol", "morris", "latin hypercube"}
    names : tuple of str
        The numbers that vary, one for each column of `shares`.
    shares : numpy.ndarray, shape (sets, numbers)
        Where each number lies in its prior, 0 to 1.
    sets : list of dict
        The same as values by name, for `pmg_sim.experiments.sweep.sweep`; numbers at the centre
        of their priors are left out.
    groups : tuple of str
        The group of each number, in the order of `names`.
    """

    kind: Literal["sobol", "morris", "latin hypercube"]
    names: tuple[str, ...]
    shares: np.ndarray
    sets: list[dict[str, float]]
    groups: tuple[str, ...]

    @property
    def group_names(self) -> tuple[str, ...]:
        """Each group once, in the order of the numbers."""
        return tuple(dict.fromkeys(self.groups))

    @property
    def block(self) -> int:
        """So many sets in a row belong together: what is resampled is a block."""
        if self.kind == "sobol":
            return len(self.group_names) + 2
        return len(self.group_names) + 1 if self.kind == "morris" else 1

    @property
    def problem(self) -> dict[str, Any]:
        """The design as SALib describes it, in shares of the priors."""
        ends = [TAIL, 1.0 - TAIL] if self.kind == "morris" else [0.0, 1.0]
        return {
            "num_vars": len(self.names),
            "names": list(self.names),
            "bounds": [ends] * len(self.names),
            "groups": list(self.groups),
        }


def sobol_sets(
    count: int,
    seed: int,
    names: Sequence[str],
    groups: Mapping[str, str] | None = None,
    others: Others = "centre",
) -> Design:
    """Lay out sets for first-order and total Sobol' indices, as SALib's analysis expects them.

    Each block of sets holds a random set A, for each group the set A with that group's numbers
    from another random set B, and B. Both come from a Latin hypercube: in hundreds of dimensions
    Sobol's own sequence has pairs of columns that correlate by 0.8 and more at such sizes, so that
    one number would be taken for another.

    Parameters
    ----------
    count : int
        Blocks; there are ``count * (groups + 2)`` sets.
    seed : int
        0 to 2**63 - 1.
    names : sequence of str
        The numbers that vary.
    groups : mapping of str to str, optional
        The group of each number; each is its own by default.
    others : {"centre", "drawn"}
        What all other numbers are: at the centres of their priors, or drawn from them, as one
        more group.

    Returns
    -------
    Design

    Raises
    ------
    ValueError
        For a name that is no number of the theory, or without a group.
    """
    chosen, of = _grouped(names, groups, others)
    halves = _hypercube(count, 2 * len(chosen), [seed, 1]).reshape(count, 2, len(chosen))
    first, second = halves[:, :1], halves[:, 1:]
    each = np.array(list(dict.fromkeys(of)))
    swapped = np.array(of) == each[:, None]
    shares = np.concatenate([first, np.where(swapped, second, first), second], axis=1)
    return _design("sobol", chosen, shares.reshape(-1, len(chosen)), of)


def morris_sets(
    count: int,
    seed: int,
    names: Sequence[str],
    groups: Mapping[str, str] | None = None,
    others: Others = "centre",
) -> Design:
    """Lay out SALib's trajectories for Morris's screening, one number changed at a time.

    Parameters
    ----------
    count : int
        Trajectories, each with one set more than there are groups.
    seed, names, groups, others
        As for `sobol_sets`; others that are drawn are the same along a trajectory, which they
        cannot take part in.
    """
    from SALib.sample import morris

    chosen, of = _grouped(names, groups, "centre")
    luck = np.random.default_rng([seed, 2])
    plan = _design("morris", chosen, np.full((1, len(chosen)), 0.5), of)
    shares = morris.sample(plan.problem, count, num_levels=LEVELS, seed=luck)
    rest = [name for name in PARAMETERS if name not in names] if others == "drawn" else []
    drawn = np.repeat(_hypercube(count, len(rest), [seed, 3]), plan.block, axis=0)
    return _design("morris", chosen, shares, of, rest, drawn)


def latin_hypercube_sets(
    count: int, seed: int, names: Sequence[str], others: Others = "centre"
) -> Design:
    """Lay out sets that fill the priors evenly, for regressions.

    Parameters
    ----------
    count : int
        Sets.
    seed, names, others
        As for `sobol_sets`; others that are drawn are no columns of the design.
    """
    chosen, of = _grouped(names, None, "centre")
    rest = [name for name in PARAMETERS if name not in chosen] if others == "drawn" else []
    shares = _hypercube(count, len(chosen) + len(rest), [seed, 4])
    own = len(chosen)
    return _design("latin hypercube", chosen, shares[:, :own], of, rest, shares[:, own:])


def _hypercube(count: int, columns: int, seed: list[int]) -> np.ndarray:
    if columns == 0:
        return np.empty((count, 0))
    return qmc.LatinHypercube(columns, rng=np.random.default_rng(seed)).random(count)


def _grouped(
    names: Sequence[str], groups: Mapping[str, str] | None, others: Others
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    chosen = tuple(dict.fromkeys(names))
    if not chosen:
        raise ValueError("no numbers to vary; allowed: one or more numbers of the theory")
    for name in chosen:
        if name not in PARAMETERS:
            near = nearest(name, PARAMETERS)
            raise ValueError(f"{name} is no parameter" + (f"; nearest: {near}" if near else ""))
        if groups is not None and name not in groups:
            raise ValueError(f"{name} has no group; allowed: a group for each number that varies")
    of = chosen if groups is None else tuple(groups[name] for name in chosen)
    if others == "drawn":
        rest = tuple(name for name in PARAMETERS if name not in chosen)
        chosen, of = (*chosen, *rest), (*of, *[OTHERS] * len(rest))
    return chosen, of


def _design(
    kind: Literal["sobol", "morris", "latin hypercube"],
    names: tuple[str, ...],
    shares: np.ndarray,
    groups: tuple[str, ...],
    rest: Sequence[str] = (),
    drawn: np.ndarray | None = None,
) -> Design:
    every = shares if drawn is None else np.column_stack([shares, drawn])
    columns = {
        name: PARAMETERS[name].quantile(every[:, place]).tolist()
        for place, name in enumerate((*names, *rest))
    }
    sets = [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]
    return Design(kind, names, shares, sets, groups)
