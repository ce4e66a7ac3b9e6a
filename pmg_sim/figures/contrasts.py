"""Figure: how far arms are from a baseline, one panel for each outcome."""

import textwrap
from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.ticker import MaxNLocator

from pmg_sim.experiments.outcomes import OUTCOMES
from pmg_sim.figures.page import legend, page
from pmg_sim.figures.style import (
    BLUE,
    DARK_ORANGE,
    GREEN,
    GREY,
    PURPLE,
    SKY,
    quiet_grid,
    styled,
)

COLUMNS = 3
FRAME, ROW, KEY = 1.0, 0.2, 0.28  # inches: a panel's texts, an arm in it, a line of the key
LOOKS = (
    (BLUE, "o"),
    (DARK_ORANGE, "s"),
    (GREEN, "^"),
    (PURPLE, "D"),
    (SKY, "v"),
    ("#E69F00", "P"),
    ("#555555", "X"),
)
NAME, KEY_WIDTH = 40, 100  # characters: of an arm in the key, of a line of the key
NOTE = (
    "Each mark is the mean of the arm less that of the baseline, the vertical line. Thick: "
    "95 % interval of this outcome alone. Thin: 95 % intervals that hold for all outcomes and arms "
    "at once. Filled marks are clear of zero at once with all others; hollow ones are not. Arrows "
    "point to what is better. No mark: nothing to compare. Panels in one unit have the same axis."
)


@styled
def draw(table: pd.DataFrame, baseline: str, about: str) -> Figure:
    """Draw mean differences with their intervals.

    Parameters
    ----------
    table : pandas.DataFrame
        As in `pmg_sim.comparison.Comparison`.
    baseline : str
        The arm that the others are held against.
    about : str
        What was run, in a sentence.
    """
    arms, outcomes = (list(dict.fromkeys(table[column])) for column in ("arm", "outcome"))
    rows = -(-len(outcomes) // COLUMNS)
    heights = rows * (FRAME + ROW * len(arms))
    entries = [_entry(place, arm) for place, arm in enumerate(arms)]
    columns = max(
        1, min(len(arms), KEY_WIDTH // (8 + max(len(str(e.get_label())) for e in entries)))
    )
    key = KEY * -(-len(arms) // columns) + 0.1
    figure = page(key + heights, f"Differences from {baseline}", about, NOTE)
    head, body = figure.subfigures(2, 1, height_ratios=[key, heights])
    legend(head, entries, ncols=columns)
    axes = body.subplots(rows, min(COLUMNS, max(1, len(outcomes))), squeeze=False).ravel()
    for ax, outcome in zip(axes, outcomes, strict=False):
        part = table[table["outcome"] == outcome].set_index("arm")
        _panel(ax, part.loc[arms], table[table["unit"] == part["unit"].iloc[0]])
    for ax in axes[len(outcomes) :]:
        ax.set_axis_off()
    return figure


def _entry(place: int, arm: str) -> Line2D:
    colour, marker = LOOKS[place % len(LOOKS)]
    name = textwrap.shorten(arm, NAME, placeholder="...")
    return Line2D(
        [], [], color=colour, marker=marker, linewidth=3.5, ms=6.5, mec=colour, label=name
    )


def _panel(ax: Axes, part: pd.DataFrame, alike: pd.DataFrame) -> None:
    """Draw one outcome, on the axis of all outcomes in its unit."""
    outcome = part["outcome"].iloc[0]
    for place, row in enumerate(part.itertuples()):
        _mark(ax, place, row)
    ax.axvline(0.0, color=GREY, linewidth=1.2, zorder=0)
    if part["mean"].isna().all():
        ax.text(0.5, 0.5, "nothing to compare", transform=ax.transAxes, ha="center", va="center")
    ax.set_xlim(*_limits(alike))
    ax.set_ylim(len(part) - 0.4, -0.6)
    ax.set_yticks([])
    ax.spines["left"].set_visible(False)
    ax.xaxis.set_major_locator(MaxNLocator(4, steps=[1, 2, 5, 10]))
    ax.xaxis.set_major_formatter(lambda value, _: f"{value:,.10g}")
    more = OUTCOMES[outcome].better == "more"
    unit = part["unit"].iloc[0]
    ax.set_title(part["label"].iloc[0], size=12)
    ax.set_xlabel(
        f"{unit}, better \N{RIGHTWARDS ARROW}" if more else f"\N{LEFTWARDS ARROW} better, {unit}"
    )
    quiet_grid(ax, "x")


def _mark(ax: Axes, place: int, row: Any) -> None:
    if not np.isfinite(row.mean):
        return
    colour, marker = LOOKS[place % len(LOOKS)]
    for low, high, width in ((row.low_all, row.high_all, 1.2), (row.low, row.high, 3.5)):
        if np.isfinite(low) and np.isfinite(high):
            ax.plot([low, high], [place] * 2, color=colour, linewidth=width, solid_capstyle="butt")
    clear = row.low_all > 0.0 or row.high_all < 0.0
    ax.plot(
        [row.mean],
        [place],
        marker,
        color=colour,
        ms=7,
        mec=colour,
        mfc=colour if clear else "white",
    )


def _limits(alike: pd.DataFrame) -> Sequence[float]:
    """Return the ends of an axis that holds all intervals, and zero."""
    ends = alike[["mean", "low_all", "high_all"]].to_numpy()
    known = np.append(ends[np.isfinite(ends)], 0.0)
    low, high = known.min(), known.max()
    room = 0.06 * (high - low) or 1.0
    return low - room, high + room
