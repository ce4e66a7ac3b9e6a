"""Figure: what the simulated groups come to, beside what the study counted."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure, FigureBase
from matplotlib.lines import Line2D
from matplotlib.ticker import PercentFormatter

from pmg_sim.experiments import Results
from pmg_sim.figures.page import legend, page
from pmg_sim.figures.reading import FEWEST_FOR_BANDS, looks, run_line
from pmg_sim.figures.shares import Row, Spread, panels
from pmg_sim.figures.style import (
    INK,
    PALE,
    Look,
    quiet_grid,
    styled,
)

ROW = 0.33  # inches
DOT = {"markersize": 6.5, "markeredgewidth": 1.5}
APART = 0.17  # of a row, an arm's distance from its middle


def why_not(results: Results) -> str | None:
    """Say why the figure cannot be drawn, or return None."""
    if not results.scenario.group:
        return "the scenario has no group"
    if not panels(results):
        return "no group of this run had anybody to count"
    return None


@styled
def draw(results: Results) -> Figure | None:
    """Draw outcomes, themes and the group's life as shares, with the study's counts marked.

    Parameters
    ----------
    results : Results

    Returns
    -------
    matplotlib.figure.Figure or None
        None where `why_not` gives a reason.
    """
    if why_not(results):
        return None
    parts = panels(results)
    heights = [len(rows) + 1.3 for rows in parts.values()]
    figure = page(
        0.6 + ROW * (sum(heights) + 1.5),
        "The simulated groups beside the study's counts",
        run_line(results, every=True),
        _note(results),
    )
    head, body = figure.subfigures(2, 1, height_ratios=[0.4, 0.2 + ROW * (sum(heights) + 1.5)])
    _key(head, results)
    axes = body.subplots(len(parts), 1, sharex=True, height_ratios=heights, squeeze=False)[:, 0]
    for ax, (name, rows) in zip(axes, parts.items(), strict=True):
        _panel(ax, name, rows, looks(results))
    axes[-1].set_xlabel("share (%)")
    return figure


def _panel(ax: Axes, name: str, rows: list[Row], arms: dict[str, Look]) -> None:
    alone = not any("no_group" in row.arms for row in rows)
    for k, row in enumerate(rows):
        ax.axhspan(k - 0.5, k + 0.5, color=PALE, alpha=0.35 * (k % 2), linewidth=0)
        for arm, spread in row.arms.items():
            place = k + (0 if alone else -APART if arm == "group" else APART)
            _interval(ax, place, spread, arms[arm])
        ax.plot(
            row.reported,
            k,
            "D",
            color=INK,
            markersize=8,
            markerfacecolor="none",
            markeredgewidth=1.8,
            clip_on=False,
            zorder=5,
        )
        ax.text(1.045, k, row.counts, va="center")
    ax.set_title(name, weight="bold")
    ax.set_yticks(np.arange(len(rows)), [row.label for row in rows])
    ax.tick_params(axis="y", length=0)
    ax.set_ylim(len(rows) - 0.5, -0.5)
    ax.set_xlim(-0.02, 1.02)
    ax.xaxis.set_major_formatter(PercentFormatter(1.0, symbol=None))
    quiet_grid(ax, "x")


def _interval(ax: Axes, place: float, spread: Spread, look: Look) -> None:
    filled = look.line == "-"
    colour = look.colour
    if spread.thin:
        line = look.line if filled else (0, (3, 2))
        ax.plot(spread.thin, [place] * 2, color=colour, linewidth=1.4, linestyle=line)
    if spread.thick:
        thick = {"linewidth": 5, "alpha": 0.6, "solid_capstyle": "butt"}
        ax.plot(spread.thick, [place] * 2, color=colour, **thick)
    ax.plot(spread.each, [place] * len(spread.each), "|", color=colour, markersize=9)
    face = colour if filled else "white"
    ax.plot(spread.middle, place, "o", color=colour, markerfacecolor=face, **DOT)


def _key(head: FigureBase, results: Results) -> None:
    handles = [
        Line2D(
            [],
            [],
            color=look.colour,
            linestyle=look.line,
            linewidth=1.4,
            marker="o",
            markersize=6.5,
            markerfacecolor=look.colour if look.line == "-" else "white",
            label=look.label,
        )
        for look in looks(results).values()
    ]
    handles.append(
        Line2D(
            [],
            [],
            linestyle="",
            marker="D",
            color=INK,
            markersize=8,
            markerfacecolor="none",
            markeredgewidth=1.8,
            label="the study's group (counts at the right)",
        )
    )
    legend(head, handles, len(handles))


def _note(results: Results) -> str:
    groups = len(results.scenario.groups())
    parts_of = f"{groups} groups in each replicate, taken together. " if groups > 1 else ""
    if results.replicates * groups >= FEWEST_FOR_BANDS:
        reading = (
            "Dot: mean over the simulated groups; thick: the middle 50 %; thin: 5 to 95 %. Alive: "
            "share of the groups, with its 95 % interval. "
        )
    else:
        reading = (
            f"Strokes: the simulated groups, fewer than {FEWEST_FOR_BANDS}; dot: their mean. So "
            "few are an example, not a result. "
        )
    return (
        f"{parts_of}{reading}Counted are those invited, whether or not they stayed; themes are "
        "asked of members and mentors who stayed. The study is one group among many that "
        "might have been: to agree, the ranges have to hold the diamonds; dots need not meet them."
    )
