"""How much of the variance each number, or a block of numbers, explains: regression, luck apart."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.polynomial.legendre import legvander
from scipy.stats import rankdata

from pmg_sim.sensitivity.designs import Design
from pmg_sim.sensitivity.luck import Z95, Signal, separate
from pmg_sim.sensitivity.mechanisms import ends_of

DEGREE = 3
"""Highest power of a number taken by itself."""

ROWS_FOR_A_TERM = 3
"""All numbers are fitted together where there are so many sets for each term."""


class Explained(NamedTuple):
    """A share of the variance of the expected value, 0 to 1, with its 95 % interval.

    Where it cannot be told, `share` is not a number, and the interval is 0 to 1.
    """

    share: float
    low: float
    high: float


SMALLEST = 1e-9
"""What is less is nothing: a set that the fit follows exactly tells nothing of errors."""

UNKNOWN = Explained(np.nan, 0.0, 1.0)


class Numbers(NamedTuple):
    """What the numbers explain one by one; what they do only together is in none of it.

    Attributes
    ----------
    table : pandas.DataFrame
        One row for each number, in the order of the design: ``name``, ``group``, ``index`` (of
        first order), ``low``, ``high`` (95 %), and ``direction``: 1 where a larger number makes
        more of the outcome, -1 where it makes less, 0 where that is not sure.
    by_group : pandas.DataFrame
        Added up for each group: ``group``, ``index``, ``low``, ``high``. It is a lower bound of
        the group's own index, and needs far fewer sets than that one.
    """

    table: pd.DataFrame
    by_group: pd.DataFrame


class _Fit(NamedTuple):
    """A regression: what each term does, and how far off that may be."""

    terms: np.ndarray  # (blocks, sets in a block, terms), each with mean zero
    coefficients: np.ndarray  # (terms,)
    changes: np.ndarray  # (blocks, terms): how each block moves them, by which errors are told
    spread: np.ndarray  # (terms, terms): variances and covariances of the terms

    def explains(self, which: np.ndarray, signal: Signal) -> Explained:
        """Tell what share of the variance some terms explain.

        The squares of estimated coefficients are too large by their own variance, which is taken
        off, as an adjusted R squared does. The error is that of a ratio: blocks that move the
        coefficients move the variance, too.
        """
        found, apart = self.coefficients[which], self.changes[:, which]
        inner = self.spread[np.ix_(which, which)]
        error = apart.T @ apart
        whole = float(found @ inner @ found)
        share = (whole - float(np.trace(inner @ error))) / signal.variance
        blocks = len(apart)
        spread = ((self.terms[:, :, which] @ found) ** 2).mean(axis=1) - whole
        moved = 2.0 * (apart @ inner @ found) + spread / blocks
        moved -= share * (signal.parts - signal.variance) / blocks
        by_chance = 2.0 * float(np.trace(inner @ error @ inner @ error))
        freedom = (
            1.0 - len(self.coefficients) / signal.means.size
        )  # what the fit has taken of the spread
        variance = max(float(moved @ moved), by_chance) / freedom
        half = Z95 * np.sqrt(variance) / signal.variance
        return Explained(*np.clip([share, share - half, share + half], 0.0, 1.0).tolist())

    def way(self, term: int) -> int:
        """Return the sign of a coefficient, 0 where it may be either."""
        value, error = self.coefficients[term], float(np.linalg.norm(self.changes[:, term]))
        return int(np.sign(value)) if abs(value) > Z95 * error else 0


def each(design: Design, effects: np.ndarray) -> Numbers:
    """Estimate the first-order index of every single number.

    Parameters
    ----------
    design : Design
        From `sobol_sets` or `latin_hypercube_sets`.
    effects : numpy.ndarray, shape (sets, replicates)
        In the order of the design's sets, with luck of its own in each.

    Raises
    ------
    ValueError
        For a design of Morris, another number of sets, or fewer than two replicates.
    """
    if design.kind == "morris" or len(effects) != len(design.sets):
        raise ValueError(
            f"a {design.kind} design of {len(design.sets)} sets with {len(effects)} rows of "
            "effects; allowed: a row for each set of a sobol or latin hypercube design"
        )
    signal = separate(effects, design.block, ends_of(design))
    shares = design.shares.reshape(-1, design.block, len(design.names))[signal.kept]
    terms, of = _powers(shares, DEGREE), np.repeat(np.arange(len(design.names)), DEGREE)
    groups = np.array(design.groups)
    single, summed = [UNKNOWN] * len(design.names), [UNKNOWN] * len(design.group_names)
    directions = [0] * len(design.names)
    if signal.told and signal.means.size >= ROWS_FOR_A_TERM * terms.shape[-1]:
        fit = _fit(terms, signal.means)
        single = [fit.explains(of == place, signal) for place in range(len(design.names))]
        summed = [fit.explains((groups == name)[of], signal) for name in design.group_names]
        directions = [fit.way(DEGREE * place) for place in range(len(design.names))]
    elif signal.told:  # too few sets for all at once
        for place in range(len(design.names)):
            fit = _fit(terms[..., of == place], signal.means)
            single[place] = fit.explains(np.arange(DEGREE), signal)
            directions[place] = fit.way(0)
    head = {"name": design.names, "group": design.groups}
    told = pd.DataFrame(single, columns=["index", "low", "high"])
    added = pd.DataFrame(summed, columns=["index", "low", "high"])
    added.insert(0, "group", design.group_names)
    return Numbers(pd.DataFrame(head).join(told).assign(direction=directions), added)


def explained(effects: np.ndarray, x: np.ndarray, columns: Sequence[int]) -> Explained:
    """Estimate the closed index of a block of numbers: the share of the variance it explains.

    Lines and parabolas in the ranks of each number are fitted. What the block's numbers do only
    together is not in it, so the rest is an upper bound of what hangs on all other numbers.

    Parameters
    ----------
    effects : numpy.ndarray, shape (sets, replicates)
        One value for each department, with luck of its own.
    x : numpy.ndarray, shape (sets, numbers)
        Independent sets; those of the block may depend on one another, and not on others.
    columns : sequence of int
        Which columns of `x` are the block.

    Raises
    ------
    ValueError
        Without a column, with fewer than two replicates, or with other numbers of sets.
    """
    x, columns = np.asarray(x, dtype=float), list(columns)
    if not columns or len(x) != len(effects):
        raise ValueError(
            f"{len(columns)} columns, {len(x)} sets, {len(effects)} rows of effects; allowed: "
            "one column or more, and a row for each set"
        )
    signal = separate(effects)
    x = x[signal.kept]
    terms = 2 * len(columns)
    if not signal.told or len(x) < 2 * (terms + 1):
        return UNKNOWN
    shares = (rankdata(x[:, columns], axis=0) - 0.5) / len(x)
    return _fit(_powers(shares[:, None], 2), signal.means).explains(np.arange(terms), signal)


def _powers(shares: np.ndarray, degree: int) -> np.ndarray:
    """Return Legendre polynomials of each number, of mean zero and variance one on 0 to 1.

    The last axis holds the powers of the first number, then those of the second, and so on.
    """
    orders = legvander(2.0 * shares - 1.0, degree)[..., 1:]
    scaled = orders * np.sqrt(2.0 * np.arange(1, degree + 1) + 1.0)
    return scaled.reshape(*shares.shape[:-1], -1)


def _fit(terms: np.ndarray, means: np.ndarray) -> _Fit:
    """Fit means by least squares, with errors that allow for what sets of a block share.

    The covariance of the coefficients is the cluster-robust one with residuals scaled up by what
    the fit took of them ("CR2"), which has no bias where sets vary alike.

    Parameters
    ----------
    terms : numpy.ndarray, shape (blocks, sets in a block, terms)
    means : numpy.ndarray, shape (blocks, sets in a block)
    """
    terms = terms - terms.mean(axis=(0, 1))
    flat = terms.reshape(-1, terms.shape[-1])
    spread = flat.T @ flat / len(flat)
    with_one = np.concatenate([np.ones((*terms.shape[:2], 1)), terms], axis=-1)
    rows = with_one.reshape(-1, with_one.shape[-1])
    inverse = np.linalg.pinv(rows.T @ rows, hermitian=True)
    coefficients = inverse @ (rows.T @ means.ravel())
    rest = (means.ravel() - rows @ coefficients).reshape(means.shape)
    pulls = (rows @ inverse).reshape(with_one.shape)
    left, turn = np.linalg.eigh(np.eye(terms.shape[1]) - pulls @ with_one.swapaxes(1, 2))
    scale = np.where(left > SMALLEST, 1.0 / np.sqrt(np.maximum(left, SMALLEST)), 0.0)
    turned = turn.swapaxes(1, 2) @ rest[..., None]
    scaled = turn @ (scale[..., None] * turned)
    changes = (pulls * scaled).sum(axis=1)
    return _Fit(terms, coefficients[1:], changes[:, 1:], spread)
