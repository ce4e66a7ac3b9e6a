"""Lines over the weeks: a median with its bands, or every replicate, and the arms' names."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from pmg_sim.figures.style import ARM_LOOKS, Look

QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)
WIDE, NARROW = 0.14, 0.28  # opacity of the 90 % and the 50 % band
MOST_POINTS = 150  # of a line: more cannot be seen at this size
SHORT_NAMES = {"group": "with", "no_group": "without"}
CLEAR_GAP = 0.12  # of the axis: lines closer than this are not named one by one
ROOM = 0.15  # of the axis: what a name takes beside its line


def draw_bands(ax: Axes, table: pd.DataFrame, look: Look) -> None:
    """Draw the median over replicates and the bands around it; edges only for a dashed arm."""
    table = table[:: 1 + len(table) // MOST_POINTS]
    lowest, low, middle, high, highest = table.quantile(QUANTILES, axis=1).to_numpy()
    week = table.index.to_numpy()
    if look.line == "-":
        for below, above, alpha in ((lowest, highest, WIDE), (low, high, NARROW)):
            ax.fill_between(week, below, above, color=look.colour, alpha=alpha, linewidth=0)
    else:
        for edge in (lowest, highest):
            ax.plot(week, edge, color=look.colour, linewidth=0.8, linestyle=":")
    _middle(ax, week, middle, look)


def draw_each(ax: Axes, table: pd.DataFrame, look: Look) -> None:
    """Draw every replicate, and the median over them."""
    week = table.index.to_numpy()
    if table.shape[1] > 1:
        thin = {"color": look.colour, "linewidth": 0.8, "linestyle": look.line, "alpha": 0.5}
        ax.plot(week, table.to_numpy(), **thin)
    _middle(ax, week, table.median(axis=1).to_numpy(), look)


def _middle(ax: Axes, week: np.ndarray, values: np.ndarray, look: Look) -> None:
    marker = "o" if len(week) == 1 else ""  # a line of one point cannot be seen
    style = {"linewidth": 2, "linestyle": look.line, "marker": marker, "clip_on": not marker}
    ax.plot(week, values, color=look.colour, **style)


def name_lines(ax: Axes, middles: dict[str, pd.Series]) -> None:
    """Write the arms' names at their lines, where they lie far enough apart to tell."""
    if len(middles) < 2:
        return
    low, high = ax.get_ylim()
    place = {arm: (middle - low) / (high - low) for arm, middle in middles.items()}
    gap = (place["group"] - place["no_group"]).dropna()
    upper = np.maximum(place["group"], place["no_group"])[gap.index]
    lower = np.minimum(place["group"], place["no_group"])[gap.index]
    week = gap.index.to_series()
    inner = (week > week.quantile(0.25)) & (week < week.quantile(0.7))
    clear = (gap.abs() > CLEAR_GAP) & (upper < 1 - ROOM) & (lower > ROOM)
    if not (inner & clear).any():
        return
    chosen = gap[inner & clear].abs().idxmax()
    for arm, middle in middles.items():
        above = (arm == "group") == (gap[chosen] > 0)
        ax.annotate(
            SHORT_NAMES[arm],
            (chosen, middle[chosen]),
            xytext=(0, 7 if above else -7),
            textcoords="offset points",
            ha="center",
            va="bottom" if above else "top",
            color=ARM_LOOKS[arm].colour,
        )
