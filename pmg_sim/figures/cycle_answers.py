"""Figures of members' cycles: work around meetings, its rhythm, completions, a shared success."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure, FigureBase
from matplotlib.lines import Line2D

from pmg_sim.experiments import Results
from pmg_sim.figures import productivity_cycles
from pmg_sim.figures.page import legend, page
from pmg_sim.figures.style import (
    ARM_LOOKS,
    GREEN,
    GREY,
    PURPLE,
    Look,
    quiet_grid,
    styled,
    value_axis,
)

HEAD = 0.55  # inches of the key

GROUP, ALONE = ARM_LOOKS["group"], ARM_LOOKS["no_group"]
HOLDERS = Look(GREEN, "-", "those with work left on it")
OFF = Look(PURPLE, ":", "with the group, self-efficacy switched off")
LOOKS = {look.label: look for look in (GROUP, ALONE, OFF)}


class Line(NamedTuple):
    """A line of a panel: columns of a table, named after `column`, and how it looks."""

    column: str
    look: Look
    marker: str = "o"


def members(results: Results) -> Figure:
    """Draw the weeks of one department's members."""
    figure = productivity_cycles.draw(results)
    assert figure is not None, "nobody was a member long enough; the answer has no such picture"
    return figure


@styled
def around_meetings(table: pd.DataFrame, subtitle: str) -> Figure:
    """Draw work on a promise, all work, and the difference between the arms, by weeks to a meeting.

    Parameters
    ----------
    table : pandas.DataFrame
        The table ``around_meetings`` of the answer.
    subtitle : str
        Which runs it rests on.
    """
    figure = page(
        8.4,
        "Work, week by week, around the discussion meetings",
        subtitle,
        "Points: means over departments; bars: 95 % intervals. Weeks beyond the neighbouring "
        "meetings are left out, so that weeks far from a meeting come from long gaps. Those with "
        "work left on a promise are fewer, and others, near a meeting than far from it.",
    )
    promise, work, difference = figure.subplots(3, 1, sharex=True, height_ratios=[3, 3, 2])
    weeks = table["weeks from the meeting"]
    panels = (
        (
            promise,
            "Work on a promise that is not yet done",
            (
                Line("hours on a promise, a member with work left on it", HOLDERS, "s"),
                Line("hours on a promise, a member", GROUP._replace(label="all members")),
            ),
        ),
        (
            work,
            "All scholarly work, the same weeks in both arms",
            (
                Line("scholarly hours with the group", GROUP),
                Line("scholarly hours of the same people without it", ALONE, "D"),
            ),
        ),
        (
            difference,
            "The same people, with the group less without it",
            (Line("difference in scholarly hours", Look("#222222", "-", "")),),
        ),
    )
    for ax, title, lines in panels:
        for line in lines:
            _points(ax, weeks, table, line)
        ax.set_title(title)
        ax.set_ylabel("hours a week")
        value_axis(ax, 4)
        quiet_grid(ax)
        low, high = ax.get_ylim()
        key = 0.28 if lines[1:] else 0.06
        ax.set_ylim(min(0.0, low), max(0.0, high) + key * (max(0.0, high) - min(0.0, low)))
        ax.axvline(0.5, color=GREY, linewidth=1, linestyle=":")
        if lines[1:]:
            ax.legend(loc="upper left", ncols=2)
    difference.axhline(0.0, color=GREY, linewidth=1.2, linestyle="--", zorder=0)
    difference.set_xticks(weeks[::2])
    difference.set_xlabel("weeks from the meeting (0: the week of the meeting, before the evening)")
    return figure


def _points(ax: Axes, at: pd.Series, table: pd.DataFrame, line: Line) -> None:
    mean = table[line.column]
    half = np.vstack([mean - table[f"{line.column}, low"], table[f"{line.column}, high"] - mean])
    style = {"linewidth": 2, "marker": line.marker, "markersize": 5, "label": line.look.label}
    ax.plot(at, mean, line.look.line, color=line.look.colour, **style)
    ax.errorbar(at, mean, half, fmt="none", ecolor=line.look.colour, elinewidth=1.3, capsize=3)


@styled
def rhythm(table: pd.DataFrame, subtitle: str) -> Figure:
    """Draw the power of scholarly hours by cycles from one meeting to the next.

    Parameters
    ----------
    table : pandas.DataFrame
        The table ``rhythm`` of the answer.
    subtitle : str
    """
    figure = page(
        4.2,
        "How much of the ups and downs of work goes with the meetings",
        subtitle,
        "Lines: means over people, then departments; bands: 95 % intervals. One wave from a "
        "meeting to the next explains so much of the variance of a person's weekly hours at 1; "
        "peaks at 2 and 3 are its overtones. The scale is logarithmic.",
    )
    ax = figure.subplots()
    _bands(ax, table, "cycles from meeting to meeting")
    ax.set_yscale("log")
    ax.yaxis.set_major_formatter(lambda value, _: f"{value:g}")
    for at in (1, 2, 3):
        ax.axvline(at, color=GREY, linewidth=1, linestyle=":", zorder=0)
    ax.set_xlabel("cycles from one discussion meeting to the next")
    ax.set_ylabel("share of variance (%)")
    quiet_grid(ax)
    ax.legend(loc="upper left", bbox_to_anchor=(0.585, 1.0))
    return figure


def _bands(ax: Axes, table: pd.DataFrame, index: str) -> None:
    """Draw every arm of a table with columns arm, index, mean, low and high."""
    for arm, rows in table.groupby("arm", sort=False):
        look = LOOKS[str(arm)]
        at = rows[index].to_numpy()
        ax.plot(at, rows["mean"], look.line, color=look.colour, linewidth=2, label=look.label)
        ax.fill_between(at, rows["low"], rows["high"], color=look.colour, alpha=0.18, linewidth=0)


TITLES = {
    "self-efficacy (0 to 1)": ("Self-efficacy", "0 to 1"),
    "motivation (0 to 1)": ("Motivation", "0 to 1"),
    "scholarly hours a week": ("Scholarly work", "hours a week"),
}


def _stacked(figure: Figure, table: pd.DataFrame, index: str, label: str) -> None:
    """Draw a panel for each state, with the key above."""
    shown = list(dict.fromkeys(table["what"]))
    heights = [HEAD, 2.6 * len(shown)]
    head, body = figure.subfigures(2, 1, height_ratios=heights)
    _key(head, list(dict.fromkeys(table["arm"])))
    axes = body.subplots(len(shown), 1, sharex=True, squeeze=False)[:, 0]
    for ax, what in zip(axes, shown, strict=True):
        _bands(ax, table[table["what"] == what], index)
        title, unit = TITLES[what]
        ax.set_title(title)
        ax.set_ylabel(f"change ({unit})")
        ax.axhline(0.0, color=GREY, linewidth=1.2, linestyle="--", zorder=0)
        ax.axvline(0.0, color=GREY, linewidth=1, linestyle=":", zorder=0)
        value_axis(ax, 4)
        quiet_grid(ax)
    at = table[index]
    axes[-1].set_xlim(at.min(), at.max())
    axes[-1].set_xlabel(label)
    axes[-1].set_xticks(np.arange(-13, at.max() + 1, 13))


def _key(head: FigureBase, arms: Sequence[str]) -> None:
    looks = [LOOKS[arm] for arm in arms]
    handles = [
        Line2D([], [], color=one.colour, linestyle=one.line, linewidth=2, label=one.label)
        for one in looks
    ]
    legend(head, handles, len(handles))


@styled
def around_completions(table: pd.DataFrame, subtitle: str) -> Figure:
    """Draw what goes with a completed product.

    Parameters
    ----------
    table : pandas.DataFrame
        The table ``around_completions`` of the answer.
    subtitle : str
    """
    figure = page(
        HEAD + 7.8,
        "What goes with a completed product",
        subtitle,
        "Change from the mean of the 13 weeks before, beyond the same person's change around weeks "
        "in which nothing was completed. Lines: means; bands: 95 % intervals over departments. Not "
        "effects: completions do not come by chance.",
    )
    _stacked(figure, table, "weeks from the completion", "weeks from the completion")
    return figure


@styled
def shared_success(table: pd.DataFrame, subtitle: str) -> Figure:
    """Draw what an extra completed product causes.

    Parameters
    ----------
    table : pandas.DataFrame
        The table ``shared_success`` of the answer, of states.
    subtitle : str
    """
    figure = page(
        HEAD + 7.8,
        "What one extra completed product causes",
        subtitle,
        "The whole cohort completes one product more in week 0: difference from the same people "
        "with the same luck without it. Lines: means; bands: 95 % intervals over departments.",
    )
    _stacked(figure, table, "weeks after", "weeks from the extra product")
    return figure
