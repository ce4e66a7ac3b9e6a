"""Figures of members' cycles: where people go from here, and what each change breaks."""

import textwrap

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from pmg_sim.cycles.breakers import ALWAYS
from pmg_sim.figures.page import page
from pmg_sim.figures.style import (
    ARM_LOOKS,
    DARK_ORANGE,
    GREY,
    INK,
    quiet_grid,
    styled,
    value_axis,
)

ROW = 0.44  # inches of a change
TITLE = 18  # characters on a line
COLOURS = {look.label: look.colour for look in ARM_LOOKS.values()}


@styled
def phase_portrait(table: pd.DataFrame, subtitle: str) -> Figure:
    """Draw the field of arrows, an arm in each panel.

    Parameters
    ----------
    table : pandas.DataFrame
        The table ``phase_portrait`` of the answer; at least one row.
    subtitle : str
        Which runs it rests on.
    """
    figure = page(
        5.4,
        "Output and self-efficacy: where people go in the next 13 weeks",
        subtitle,
        "Arrows begin where people stand and end where they are, on average, 13 weeks later; "
        "darker ones rest on more looks at people. Hours are the mean of the last half-year. Zero "
        "is the same person's mean over all weeks without the group. Everybody returns to a level "
        "of their own, hence the pull toward the middle.",
    )
    across, up, hours, efficacy = (
        table[name]
        for name in (
            "hours a week beyond the own mean",
            "self-efficacy beyond the own mean",
            "change of hours in 13 weeks",
            "change of self-efficacy in 13 weeks",
        )
    )
    arms = list(COLOURS)
    axes = figure.subplots(1, 2, sharex=True, sharey=True)
    most = table["looks at people"].max()
    for ax, arm in zip(axes, arms, strict=True):
        rows = table["arm"] == arm
        ax.set_title(arm)
        ax.set_xlabel("hours a week beyond the own mean")
        if not rows.any():
            continue
        strength = 0.35 + 0.65 * np.sqrt(table.loc[rows, "looks at people"] / most)
        ax.axhline(0.0, color=GREY, linewidth=1, linestyle="--", zorder=0)
        ax.axvline(0.0, color=GREY, linewidth=1, linestyle="--", zorder=0)
        ax.plot(across[rows], up[rows], "o", color=COLOURS[arm], markersize=2.5)
        ax.quiver(
            across[rows],
            up[rows],
            hours[rows],
            efficacy[rows],
            angles="xy",
            scale_units="xy",
            scale=1,
            color=COLOURS[arm],
            alpha=strength.to_numpy(),
            width=0.007,
            headwidth=4,
            headlength=4.5,
        )
        quiet_grid(ax)
        quiet_grid(ax, "x")
    axes[0].set_ylabel("self-efficacy beyond the own mean")
    ends = np.concatenate([across, across + hours]), np.concatenate([up, up + efficacy])
    for values, limits in zip(ends, (axes[0].set_xlim, axes[0].set_ylim), strict=True):
        room = 0.08 * (np.ptp(values) or 1.0)
        limits(values.min() - room, values.max() + room)
    value_axis(axes[0], 6)
    return figure


@styled
def breakers(table: pd.DataFrame, subtitle: str) -> Figure:
    """Draw how each change moves each number for the strength of the cycles.

    Parameters
    ----------
    table : pandas.DataFrame
        The table ``breakers`` of the answer; at least one row.
    subtitle : str
        Which runs it rests on.
    """
    numbers = list(dict.fromkeys(table["number"]))
    changes = list(dict.fromkeys(zip(table["change"], table["when"], strict=True)))
    columns = 4
    across = -(-len(numbers) // columns)
    figure = page(
        across * (1.6 + ROW * len(changes)),
        "What breaks the cycles",
        subtitle,
        "Difference with the change, the same people with the same luck in the same weeks: means "
        "and 95 % intervals over departments. Filled: the interval leaves out zero, orange below "
        "it, black above. Open: it cannot be told. No mark: nothing to measure.",
    )
    axes = figure.subplots(across, columns, sharey=True, squeeze=False)
    for ax, number in zip(axes.ravel(), numbers, strict=False):
        rows = table[table["number"] == number].set_index(["change", "when"]).reindex(changes)
        _forest(ax, rows)
        title = "\n".join(textwrap.wrap(number, TITLE))
        ax.set_title(f"{title}\n({rows['unit'].dropna().iloc[0]})", fontsize=11.5)
        ax.set_xlabel("difference")
    for ax in axes.ravel()[len(numbers) :]:
        ax.set_axis_off()
    labels = [change if when == ALWAYS else f"{change}\n({when})" for change, when in changes]
    axes[0, 0].set_yticks(range(len(changes)), labels)
    axes[0, 0].set_ylim(len(changes) - 0.5, -0.5)
    return figure


def _forest(ax: Axes, rows: pd.DataFrame) -> None:
    for place, (_, row) in enumerate(rows.iterrows()):
        if not np.isfinite(row["difference"]):
            continue
        told = row["verdict"] in ("lower", "higher")
        colour = DARK_ORANGE if told and row["verdict"] == "lower" else INK
        if np.isfinite(row["low"]):
            ax.plot([row["low"], row["high"]], [place, place], color=colour, linewidth=2)
        face = colour if told else "white"
        style = {"ms": 7, "mec": colour, "mew": 1.4, "mfc": face}
        ax.plot([row["difference"]], [place], "D" if told else "o", **style)
    ax.axvline(0.0, color=GREY, linewidth=1.2, linestyle="--", zorder=0)
    ax.tick_params(axis="y", length=0)
    ax.spines["left"].set_visible(False)
    ax.margins(x=0.12)
    ax.locator_params(axis="x", nbins=3)
    quiet_grid(ax, "x")
