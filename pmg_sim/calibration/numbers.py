"""The study's numbers, and how likely each would be beside a single simulated group.

No number is compared with a mean over groups. The study's group is taken to be one more group of
the same inclination as the simulated one: given that k of m did something there, the chance that
y of n do it here is beta-binomial, with the parameters ``k + 1/2`` and ``m - k + 1/2``. For a
theme, k is so many of seven respondents as the simulated ones' mean chance gives. That is the
tolerance of the comparison; it is one for all, and the inference is exact under it (Wilkinson
2013). Whether the group is alive has no tolerance.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

import numpy as np
from scipy.special import betaln, gammaln

from pmg_sim.evidence import literature, study

JEFFREYS = 0.5
"""Of the beta distribution of an inclination of which nothing is known yet."""

Columns = Mapping[str, np.ndarray]
"""Columns of trials by name; see `pmg_sim.calibration.trials`."""


class Number(NamedTuple):
    """A number of the study.

    Attributes
    ----------
    name : str
    kind : str
        ``outcome``, ``benefit``, ``drawback``, ``attendance`` or ``survival``.
    count, of : int
        So many out of so many.
    weak : bool
        Whether it hardly tells one theory from another, and so is a check and not in the fit.
    """

    name: str
    kind: str
    count: int
    of: int
    weak: bool

    @property
    def in_fit(self) -> bool:
        """Whether the calibration rests on it."""
        return not self.weak


@cache
def study_numbers() -> tuple[Number, ...]:
    """Return the nine outcomes, the fourteen themes, attendance, and survival of the group.

    Attendance is reported as a share; it is read as a count of seats, those of the six and their
    mentor at each evening meeting.
    """
    told = study()
    weak = literature()["identification"]["weak"]
    found = [
        Number(one["name"], "outcome", one["count"], one["of"], one["name"] in weak)
        for one in told["outcome"]
    ]
    found += [
        Number(one["name"], one["kind"], one["count"], one["of"], one["name"] in weak)
        for one in told["theme"]
    ]
    setting, meetings = told["setting"], told["meetings"]
    seats = meetings["evening"]["count"] * (setting["accepted"] + setting["senior_mentors"])
    present = round(meetings["attendance_mean"] * seats)
    found.append(Number("attendance_mean", "attendance", present, seats, False))
    found.append(Number("group_alive_at_end", "survival", 1, 1, False))
    return tuple(found)


def in_fit() -> tuple[Number, ...]:
    """Return the numbers that the calibration rests on."""
    return tuple(number for number in study_numbers() if number.in_fit)


def beta_binomial(y, n, k, m):
    """Log-chance that `y` of `n` do what `k` of `m` of the same inclination did."""
    ways = gammaln(n + 1) - gammaln(y + 1) - gammaln(n - y + 1)
    a, b = k + JEFFREYS, m - k + JEFFREYS
    return ways + betaln(y + a, n - y + b) - betaln(a, b)


def inclination(number: Number, trials: Columns) -> tuple[np.ndarray, np.ndarray]:
    """Return how many of how many did in each simulated group what a number counts."""
    if number.kind == "attendance":
        return trials["evening_present"], trials["evening_seats"]
    if number.kind in ("benefit", "drawback"):
        k = number.of * trials[f"{number.name}_chance"]
    else:
        k = trials[number.name]
    return k, np.full(len(k), float(number.of))


def log_chance(number: Number, value: int, trials: Columns) -> np.ndarray:
    """Return how likely a value of a number is beside each of some simulated groups.

    Parameters
    ----------
    number : Number
    value : int
        From none to `number.of`.
    trials : mapping of str to numpy.ndarray

    Returns
    -------
    numpy.ndarray, shape (trials,)
        Logarithms; minus infinity where it cannot be.
    """
    if number.kind == "survival":
        with np.errstate(divide="ignore"):
            return np.log(trials["alive_at_end"] == value, dtype=float)
    found = beta_binomial(value, number.of, *inclination(number, trials))
    if number.kind in ("benefit", "drawback"):
        found[trials["respondents"] == 0] = -np.inf  # nobody is left to raise it
    return found


def log_parts(
    numbers: Sequence[Number],
    values: Sequence[int],
    trials: Columns,
    memo: dict[tuple[str, int], np.ndarray] | None = None,
) -> np.ndarray:
    """Return `log_chance` of several numbers, shape (trials, numbers).

    A `memo` keeps what was computed for these trials, for other values of some of the numbers.
    """
    memo = {} if memo is None else memo
    columns = []
    for number, value in zip(numbers, values, strict=True):
        key = number.name, int(value)
        if key not in memo:
            memo[key] = log_chance(number, int(value), trials)
        columns.append(memo[key])
    return np.column_stack(columns)


def imagine(numbers: Sequence[Number], trials: Columns, luck: np.random.Generator) -> np.ndarray:
    """Draw what a study of each simulated group would report.

    Returns
    -------
    numpy.ndarray of int, shape (trials, numbers)
    """
    values = []
    for number in numbers:
        if number.kind == "survival":
            values.append(trials["alive_at_end"].astype(int))
            continue
        k, m = inclination(number, trials)
        chance = luck.beta(k + JEFFREYS, m - k + JEFFREYS)
        values.append(luck.binomial(number.of, chance))
    return np.column_stack(values)
