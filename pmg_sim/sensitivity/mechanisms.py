"""First-order and total Sobol' indices of groups of numbers, luck separated."""

from typing import NamedTuple

import numpy as np
import pandas as pd

from pmg_sim.sensitivity.designs import Design
from pmg_sim.sensitivity.luck import Signal, separate

RESAMPLES = 500
_ENDS = (2.5, 97.5)


class Groups(NamedTuple):
    """Indices by group.

    Attributes
    ----------
    table : pandas.DataFrame
        One row for each group, in the order of the design: ``group``; ``first``, ``first_low``,
        ``first_high``: the share of the variance that goes if the group's numbers were known;
        ``total``, ``total_low``, ``total_high``: the share that stays if all others were.
        Intervals hold 95 %; where luck hides everything they are 0 to 1, and the indices not
        a number.
    signal : Signal
        The variance and its part of luck.
    """

    table: pd.DataFrame
    signal: Signal


def groups(design: Design, effects: np.ndarray) -> Groups:
    """Estimate the indices of the expected value from noisy evaluations.

    Luck is independent between the sets of a design. So of the indices of the means over the
    departments of a set, with the share e of luck in their variance, a first-order one is
    (1 - e) times that of the expected value, and a total one is e more than (1 - e) times it.

    Parameters
    ----------
    design : Design
        From `sobol_sets`.
    effects : numpy.ndarray, shape (sets, replicates)
        In the order of the design's sets, with luck of its own in each.

    Raises
    ------
    ValueError
        For another design, another number of sets, or fewer than two replicates.
    """
    from SALib.analyze.sobol import first_order, total_order

    if design.kind != "sobol" or len(effects) != len(design.sets):
        raise ValueError(
            f"a {design.kind} design of {len(design.sets)} sets with {len(effects)} rows of "
            "effects; allowed: a row for each set of a sobol design"
        )
    signal = separate(effects, design.block, ends_of(design))
    names = design.group_names
    if not signal.told:
        unknown = {"first": np.nan, "first_low": 0.0, "first_high": 1.0}
        unknown |= {"total": np.nan, "total_low": 0.0, "total_high": 1.0}
        return Groups(pd.DataFrame({"group": names, **unknown}), signal)
    centred = signal.means - signal.means.mean()
    first, last = centred[:, 0], centred[:, -1]
    rows = np.random.default_rng(0).integers(len(first), size=(len(first), RESAMPLES))
    rows = np.column_stack([np.arange(len(first)), rows])  # the first is the sample itself
    both = np.concatenate([first[rows], last[rows]])
    luck = signal.noise.mean(axis=1)[rows].mean(axis=0) / both.var(axis=0)
    # Resamples in which luck hides everything would divide by nothing.
    clear = np.maximum(1.0 - luck, 0.5 * max(1.0 - luck[0], 1e-9))
    table = []
    for place, name in enumerate(names):
        swapped = centred[:, place + 1]
        arms = first[rows], swapped[rows], last[rows]
        told = {
            "first": first_order(*arms) / clear,
            "total": (total_order(*arms) - luck) / clear,
        }
        row = {"group": name}
        for key, values in told.items():
            low, high = np.percentile(values[1:], _ENDS)
            row |= dict(
                zip((key, f"{key}_low", f"{key}_high"), (values[0], low, high), strict=True)
            )
        table.append(row)
    frame = pd.DataFrame(table)
    numbers = frame.columns[1:]
    frame[numbers] = frame[numbers].clip(0.0, 1.0)
    return Groups(frame, signal)


def ends_of(design: Design) -> slice:
    """Return which sets of a block are independent draws: the first and the last."""
    return slice(None, None, design.block - 1) if design.kind == "sobol" else slice(None)
