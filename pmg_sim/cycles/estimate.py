"""Means over departments with their 95 % intervals, as columns of tables, and in words."""

from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from pmg_sim.experiments.estimates import mean_interval

UNTOLD = "cannot be told"
"""The verdict where an interval spans zero, or where there is none."""


MOST_DIGITS = 4


class Estimate(NamedTuple):
    """A mean over departments; not a number where nothing was measured."""

    mean: float
    low: float
    high: float
    departments: int

    @property
    def verdict(self) -> str:
        """Whether it is above or below zero, or cannot be told."""
        if self.low > 0.0:
            return "higher"
        return "lower" if self.high < 0.0 else UNTOLD

    def words(self, unit: str = "", digits: int = 2, signed: bool = True) -> str:
        """Return the mean with its interval: ``+0.48 hours (95 % interval +0.41 to +0.55)``."""
        if not np.isfinite(self.mean):
            return "not measured"
        mean, low, high = self._rounded(digits, signed)
        said = f"{mean} {unit}".rstrip()
        return f"{said} (95 % interval {low} to {high})" if np.isfinite(self.low) else said

    def short(self, digits: int = 2) -> str:
        """Return the mean with its interval in brackets: ``-0.65 (-0.71 to -0.60)``."""
        mean, low, high = self._rounded(digits, signed=True)
        return f"{mean} ({low} to {high})"

    def _rounded(self, digits: int, signed: bool) -> tuple[str, str, str]:
        """Return mean and ends, with digits enough for an end that is not zero."""
        ends = [abs(end) for end in self[1:3] if np.isfinite(end) and end]
        while digits < MOST_DIGITS and ends and round(min(ends), digits) == 0.0:
            digits += 1
        mean, low, high = (_number(value, digits, signed) for value in self[:3])
        return mean, low, high


def _number(value: float, digits: int, signed: bool) -> str:
    rounded = round(float(value), digits) + 0.0  # no minus before a zero
    return f"{rounded:{'+' if signed and rounded else ''}.{digits}f}"


def estimate(values: Any) -> Estimate:
    """Estimate a mean over departments; those that are not a number are left out."""
    told = mean_interval(values)
    ends = (np.nan if told[key] is None else told[key] for key in ("mean", "low", "high"))
    return Estimate(*ends, told["n"])


def columns(values: np.ndarray, name: str) -> dict[str, np.ndarray]:
    """Estimate every column of departments' rows: columns of a table, named after `name`.

    Parameters
    ----------
    values : numpy.ndarray, shape (departments, rows of the table)
    name : str
    """
    several = [estimate(column) for column in np.atleast_2d(values).T]
    return {
        f"{name}": np.array([one.mean for one in several]),
        f"{name}, low": np.array([one.low for one in several]),
        f"{name}, high": np.array([one.high for one in several]),
    }


def long_table(
    parts: dict[tuple[str, ...], np.ndarray], keys: list[str], index: Any
) -> pd.DataFrame:
    """Put estimates under one another.

    Parameters
    ----------
    parts : dict of tuple of str to numpy.ndarray
        Departments' rows, by what stands in the columns `keys`.
    keys : list of str
    index : mapping of one str to numpy.ndarray
        The name and values of the column along the rows.

    Returns
    -------
    pandas.DataFrame
        Columns `keys`, the index, ``mean``, ``low`` and ``high``: 95 % intervals over departments.
    """
    frames = []
    for part, values in parts.items():
        told = columns(values, "mean")
        frame = pd.DataFrame(
            {**index, "mean": told["mean"], "low": told["mean, low"], "high": told["mean, high"]}
        )
        for place, (key, value) in enumerate(zip(keys, part, strict=True)):
            frame.insert(place, key, value)
        frames.append(frame)
    return pd.concat(frames, ignore_index=True)
