"""The table of every number of the theory: name, default, unit, range, prior, source.

The numbers stand in ``parameters.toml``; this module reads them, checks them and packs a set of
values into the one-row record that the compiled rules read.
"""

import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources

import numpy as np

FAMILIES = ("lognormal", "normal", "beta", "uniform")


@dataclass(frozen=True)
class Prior:
    """A prior distribution, cut to the parameter's range.

    Parameters
    ----------
    family : str
        ``lognormal`` (median, sigma of the log), ``normal`` (mean, sd), ``beta`` (mean, size) or
        ``uniform`` (low, high).
    first, second : float
        The two numbers of the family, in the order above.
    """

    family: str
    first: float
    second: float

    @property
    def centre(self) -> float:
        """The value that serves as the default."""
        return 0.5 * (self.first + self.second) if self.family == "uniform" else self.first

    def distribution(self):
        """Return the uncut distribution as a frozen ``scipy.stats`` object."""
        from scipy import stats

        if self.family == "lognormal":
            return stats.lognorm(s=self.second, scale=self.first)
        if self.family == "normal":
            return stats.norm(self.first, self.second)
        if self.family == "beta":
            return stats.beta(self.first * self.second, (1.0 - self.first) * self.second)
        return stats.uniform(self.first, self.second - self.first)

    def __str__(self) -> str:
        words = {
            "lognormal": "log-normal, median {} and sigma {}",
            "normal": "normal, mean {} and SD {}",
            "beta": "beta, mean {} and size {}",
            "uniform": "uniform from {} to {}",
        }
        return words[self.family].format(f"{self.first:g}", f"{self.second:g}")


@dataclass(frozen=True)
class Parameter:
    """One number of the theory; the fields are the columns of the table.

    `low` and `high` bound the allowed values, in `unit`; `off` is the value that switches its
    part of `mechanism` off, or None; `source` is a bibliography key or ``assumption``.
    """

    name: str
    mechanism: str
    symbol: str
    meaning: str
    unit: str
    low: float
    high: float
    prior: Prior
    source: str
    off: float | None = None

    @property
    def default(self) -> float:
        """The prior's centre."""
        return self.prior.centre

    def quantile(self, share):
        """Quantile of the prior cut to the range; `share` in [0, 1], scalar or array."""
        distribution = self.prior.distribution()
        below, above = distribution.cdf(self.low), distribution.cdf(self.high)
        value = distribution.ppf(below + np.asarray(share) * (above - below))
        return np.clip(value, self.low, self.high)


def _read() -> dict[str, Parameter]:
    text = resources.files("pmg_sim").joinpath("parameters.toml").read_text(encoding="utf-8")
    table = {}
    for mechanism, rows in tomllib.loads(text).items():
        for name, row in rows.items():
            low, high = row.pop("range")
            family, first, second = row.pop("prior")
            prior = Prior(family, float(first), float(second))
            table[name] = Parameter(name, mechanism, low=low, high=high, prior=prior, **row)
    return table


PARAMETERS: Mapping[str, Parameter] = _read()
"""Every parameter by name, in the order of the table."""

MECHANISMS: tuple[str, ...] = tuple(dict.fromkeys(p.mechanism for p in PARAMETERS.values()))
"""The mechanisms, in the order of the table."""

DTYPE = np.dtype([(name, np.float64) for name in PARAMETERS])


def pack(values: Mapping[str, float] | None = None) -> np.recarray:
    """Pack parameter values into the record that the rules read.

    Parameters
    ----------
    values : mapping of str to float, optional
        Overrides by name; all others take their default.

    Returns
    -------
    numpy.recarray, shape (1,)
        One field per parameter, float64.

    Raises
    ------
    KeyError
        A name that is not in the table.
    ValueError
        A value outside the parameter's range, or not finite.
    """
    row = np.recarray(1, dtype=DTYPE)
    for name, parameter in PARAMETERS.items():
        row[name] = parameter.default
    for name, value in (values or {}).items():
        parameter = PARAMETERS[name]
        if not (math.isfinite(value) and parameter.low <= value <= parameter.high):
            allowed = f"{parameter.low:g} to {parameter.high:g}"
            raise ValueError(f"{name} = {value}: allowed is {allowed}")
        row[name] = value
    return row


def draw_prior(count: int, seed: int) -> list[dict[str, float]]:
    """Draw `count` independent parameter sets from the priors, the same for the same `seed`."""
    shares = np.random.default_rng(seed).random((count, len(PARAMETERS)))
    columns = [p.quantile(shares[:, k]) for k, p in enumerate(PARAMETERS.values())]
    return [{name: float(columns[k][i]) for k, name in enumerate(PARAMETERS)} for i in range(count)]


def without(mechanism: str) -> dict[str, float]:
    """Values that switch a mechanism off, by parameter name.

    Raises
    ------
    KeyError
        No such mechanism, or one that has nothing to switch off.
    """
    off = {p.name: p.off for p in PARAMETERS.values() if p.mechanism == mechanism}
    found = {name: float(value) for name, value in off.items() if value is not None}
    if not found:
        raise KeyError(mechanism)
    return found
