"""Figure: outcomes along a lever that is a number, one panel for each outcome."""

import textwrap
from collections.abc import Sequence

import numpy as np
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.ticker import MaxNLocator

from pmg_sim.figures.page import fitting_columns, legend, page
from pmg_sim.figures.style import (
    BLUE,
    DARK_ORANGE,
    GREEN,
    GREY,
    PURPLE,
    SKY,
    quiet_grid,
    styled,
    value_axis,
)

COLUMNS, PANEL, KEY, LINE = 3, 2.15, 0.4, 0.24
LABEL = 90  # characters
LOOKS = ((BLUE, "o", "-"), (DARK_ORANGE, "s", "--"), (GREEN, "^", "-."), (PURPLE, "D", ":"))
LOOKS = (*LOOKS, (SKY, "v", "-"))
SPREAD = 20.0
"""Values whose largest is so many times the smallest stand on a logarithmic axis."""


@styled
def draw_curves(
    title: str,
    subtitle: str,
    note: str,
    lever: str,
    values: Sequence[float],
    panels: Sequence[tuple[str, str, Sequence[tuple[np.ndarray, np.ndarray, np.ndarray]]]],
    series: Sequence[str],
) -> Figure:
    """Draw means and 95 % intervals along a lever.

    Parameters
    ----------
    title, subtitle, note : str
    lever : str
        Name of the lever, with its unit.
    values : sequence of float
        Its values.
    panels : sequence of (str, str, sequence of (mean, low, high))
        Outcome, its unit, and for each series arrays of shape (values,).
    series : sequence of str
        Names of the series; one of one series is not named.
    """
    rows = int(np.ceil(len(panels) / COLUMNS))
    labels = [textwrap.fill(name, LABEL) for name in series]
    ncols = fitting_columns(labels, len(series))
    lines = np.ceil(len(series) / ncols) * max(label.count("\n") + 1 for label in labels)
    key = KEY + LINE * (lines - 1) if len(series) > 1 else 0.0
    figure = page(key + rows * PANEL, title, subtitle, note)
    body = figure
    if key:
        head, body = figure.subfigures(2, 1, height_ratios=[key, rows * PANEL])
        legend(head, [_entry(place, name) for place, name in enumerate(labels)], ncols)
    axes = body.subplots(rows, COLUMNS, squeeze=False, sharex=True).ravel()
    logarithmic = min(values) > 0 and max(values) / min(values) >= SPREAD
    for ax, (name, unit, several) in zip(axes, panels, strict=False):
        for place, (mean, low, high) in enumerate(several):
            colour, marker, line = LOOKS[place % len(LOOKS)]
            ax.fill_between(values, low, high, color=colour, alpha=0.18, linewidth=0)
            ax.plot(values, mean, line, marker=marker, color=colour, ms=5)
        ax.axhline(0.0, color=GREY, linewidth=0.9, zorder=0)
        ax.set_title(name, size=11)
        ax.set_ylabel(unit)
        value_axis(ax, 4)
        quiet_grid(ax)
        if logarithmic:
            ax.set_xscale("log")
            ax.set_xticks(values, [f"{value:g}" for value in values])
            ax.minorticks_off()
        else:
            ax.xaxis.set_major_locator(MaxNLocator(6, steps=[1, 2, 5, 10]))
    for place, ax in enumerate(axes):
        if place >= len(panels):
            ax.set_axis_off()
        elif place + COLUMNS >= len(panels):
            ax.set_xlabel(lever)
            ax.tick_params(labelbottom=True)
    return figure


def _entry(place: int, name: str) -> Line2D:
    colour, marker, line = LOOKS[place % len(LOOKS)]
    return Line2D([], [], color=colour, marker=marker, linestyle=line, label=name)
