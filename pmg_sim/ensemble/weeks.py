"""Means, variances and quantiles of every week over replicates, in memory that does not grow.

Everything that is summed is a whole number, so that the sums are exact and do not depend on the
order in which replicates come, on how they are cut into blocks, or on who runs which. Means and
variances come from fixed-point sums; quantiles from counts in bins, a histogram for each week,
scope and variable. A library's quantile sketch (KLL, t-digest) is smaller, but merges in another
order give other bytes.
"""

import math
from typing import NamedTuple, Self

import numpy as np
import pandas as pd
import pyarrow as pa

from pmg_sim.jit import phase
from pmg_sim.processes.observe import SCOPES, VARIABLES

BINS = 256
"""Bins of each histogram: a quantile of a share is off by less than 1/256."""

QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)
"""The quantiles in the table of weeks."""

COUNTS = ("people", "members")
HOURS = tuple(name for name in VARIABLES if name.endswith("hours") or name == "overtime")
TOTALS = ("ties", "papers_submitted", "papers_published", "completions")

HALVES = {**dict.fromkeys(COUNTS, 32.0), **dict.fromkeys(HOURS, 4.0), **dict.fromkeys(TOTALS, 4.0)}
"""Amounts without an upper bound are binned by ``x / (x + half)``; all others are shares."""

STEPS = {**dict.fromkeys(COUNTS, 0), **dict.fromkeys((*HOURS, *TOTALS), 20)}
"""Values are summed in steps of 2 to the minus so many: shares in the finest, below 2**-30."""
FINEST = 30

HALF = np.array([HALVES.get(name, 0.0) for name in VARIABLES])
SCALE = np.array([2.0 ** STEPS.get(name, FINEST) for name in VARIABLES])

TOGETHER = 64
"""Replicates whose weeks are added together, series by series: their histograms are large."""

LOW_BITS = 32
LOW_MASK = (1 << LOW_BITS) - 1


@phase
def note_weeks(weeks, scale, half, sums, ends, bins):
    """Add ``weeks`` (replicates, weeks, scopes, variables) to all sums.

    ``sums`` (4, weeks, scopes, variables) are int64: how many values there are, their sum in
    steps, and the upper and the lower bits of their squares; ``ends`` (2, ...) their lowest and
    highest; ``bins`` (..., bins) uint32, with no bins where quantiles are not wanted. What is not
    a number, for want of people, is left out.
    """
    number = bins.shape[3]
    for w in range(weeks.shape[1]):
        for s in range(weeks.shape[2]):
            for v in range(weeks.shape[3]):
                count, total, high, low = 0, 0, 0, 0
                lowest, highest = ends[0, w, s, v], ends[1, w, s, v]
                for r in range(weeks.shape[0]):
                    x = weeks[r, w, s, v]
                    if x != x:
                        continue
                    steps = math.floor(x * scale[v] + 0.5)
                    square = steps * steps
                    count += 1
                    total += steps
                    high += square >> LOW_BITS
                    low += square & LOW_MASK
                    lowest = min(lowest, x)
                    highest = max(highest, x)
                    if number > 0:
                        share = x / (x + half[v]) if half[v] > 0.0 else x
                        bins[w, s, v, min(number - 1, int(share * number))] += 1
                sums[0, w, s, v] += count
                sums[1, w, s, v] += total
                sums[2, w, s, v] += high
                sums[3, w, s, v] += low
                ends[0, w, s, v] = lowest
                ends[1, w, s, v] = highest


class WeekSums(NamedTuple):
    """Sums over replicates of every week, scope and variable; see `note_weeks`."""

    sums: np.ndarray
    ends: np.ndarray
    bins: np.ndarray

    @classmethod
    def empty(cls, weeks: int, quantiles: bool) -> Self:
        """Return the sums over no replicates."""
        shape = (weeks, len(SCOPES), len(VARIABLES))
        ends = np.stack([np.full(shape, np.inf), np.full(shape, -np.inf)])
        number = BINS if quantiles else 0
        return cls(np.zeros((4, *shape), np.int64), ends, np.zeros((*shape, number), np.uint32))

    def note(self, weeks: np.ndarray) -> None:
        """Add one replicate's weeks, shape (weeks, scopes, variables)."""
        note_weeks(weeks[None], SCALE, HALF, *self)

    def add(self, other: "WeekSums") -> None:
        """Add the sums over other replicates."""
        self.sums[...] += other.sums
        np.minimum(self.ends[0], other.ends[0], out=self.ends[0])
        np.maximum(self.ends[1], other.ends[1], out=self.ends[1])
        self.bins[...] += other.bins

    def packed(self) -> bytes:
        """Return everything as bytes, to be kept with the replicates' table."""
        whole = b"".join(part.tobytes() for part in self)
        return pa.compress(whole, codec="zstd", asbytes=True)

    @classmethod
    def unpacked(cls, data: bytes, weeks: int, quantiles: bool) -> Self:
        """Return what was packed."""
        blank = cls.empty(weeks, quantiles)
        size = sum(part.nbytes for part in blank)
        whole = pa.decompress(data, decompressed_size=size, codec="zstd", asbytes=True)
        begin, parts = 0, []
        for part in blank:
            values = np.frombuffer(whole, part.dtype, part.size, begin)
            parts.append(values.reshape(part.shape).copy())
            begin += part.nbytes
        return cls(*parts)

    def table(self) -> pd.DataFrame:
        """Return one row per week, scope and variable.

        Returns
        -------
        pandas.DataFrame
            ``week``, ``scope``, ``variable``; ``n`` replicates in which the scope has people;
            ``mean``, ``sd`` (not a number from a single one), ``lowest``, ``highest``; and, where
            quantiles were wanted, ``q05`` ... ``q95``.
        """
        shape = self.sums.shape[1:]
        week, scope, variable = (index.ravel() for index in np.indices(shape))
        mean, sd = self._moments()
        columns = {
            "week": week.astype(np.int16),
            "scope": pd.Categorical.from_codes(scope, list(SCOPES)),
            "variable": pd.Categorical.from_codes(variable, list(VARIABLES)),
            "n": self.sums[0].ravel(),
            "mean": mean.ravel(),
            "sd": sd.ravel(),
            "lowest": np.where(self.sums[0] > 0, self.ends[0], np.nan).ravel(),
            "highest": np.where(self.sums[0] > 0, self.ends[1], np.nan).ravel(),
        }
        if self.bins.shape[3]:
            for share in QUANTILES:
                columns[f"q{round(100 * share):02d}"] = self.quantile(share).ravel()
        return pd.DataFrame(columns)

    def _moments(self) -> tuple[np.ndarray, np.ndarray]:
        """Return means and standard deviations, rounded once, from the exact sums."""
        n, total, high, low = (part.astype(object) for part in self.sums)
        square = high * (1 << LOW_BITS) + low
        count = self.sums[0].astype(float)
        with np.errstate(invalid="ignore", divide="ignore"):
            mean = self.sums[1] / (count * SCALE)
            spread = (n * square - total * total).astype(float) / (count * (count - 1.0))
            return mean, np.sqrt(spread) / SCALE

    def quantile(self, share: float) -> np.ndarray:
        """Return a quantile of every series, shape (weeks, scopes, variables).

        The lower one of two values where the quantile lies between them.

        Values are taken to lie evenly in a bin, as far as it lies between the lowest and the
        highest one; the error is below the bin's width, ``(x + half)^2 / (256 half)`` for amounts.
        """
        below = np.cumsum(self.bins, axis=3, dtype=np.int64)
        count = below[..., -1:]
        rank = np.floor(share * np.maximum(count - 1, 0))
        place = np.minimum((below <= rank).sum(axis=3), BINS - 1)[..., None]
        inside = np.take_along_axis(self.bins, place, axis=3)
        before = np.take_along_axis(below, place, axis=3) - inside
        part = ((rank - before + 0.5) / np.maximum(inside, 1))[..., 0]
        low, high = (self._edge(place[..., 0] + k) for k in (0, 1))
        with np.errstate(invalid="ignore"):  # a scope without people has no ends
            value = low + part * (high - low)
        return np.where(count[..., 0] > 0, value, np.nan)

    def _edge(self, place: np.ndarray) -> np.ndarray:
        """Return lower edges of bins, none outside the lowest and the highest value."""
        share = place / BINS
        with np.errstate(divide="ignore", invalid="ignore"):
            value = np.where(HALF > 0.0, HALF * share / (1.0 - share), share)
        return np.clip(value, self.ends[0], self.ends[1])
