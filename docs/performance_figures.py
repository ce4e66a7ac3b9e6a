"""The figures of performance.md: a benchmark's result in, a figure out."""

from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, LogLocator, NullFormatter

from pmg_sim.bench.words import NAMES, readable
from pmg_sim.figures.style import (
    BLUE,
    DARK_ORANGE,
    GREEN,
    GREY,
    HEADING,
    INK,
    PURPLE,
    WIDTH,
    quiet_grid,
    styled,
)

COLOURS = {"ensemble": BLUE, "our": GREEN, "plain": DARK_ORANGE, "costly": PURPLE}
ROOM = 1.3
"""Room right of the largest value for its label."""


def _rows(ax: Axes, found: dict[str, Any], names: list[str], title: str) -> None:
    """Draw medians as dots and quartiles as lines, one row each, the median's value beside."""
    for row, name in enumerate(names):
        one = found["seconds"][name]
        colour = BLUE if name == "costly_numba" else COLOURS[name.partition("_")[0]]
        ends = [one["lower_quartile"], one["upper_quartile"]]
        ax.plot(ends, [row, row], color=colour, linewidth=5, alpha=0.45, solid_capstyle="butt")
        ax.plot(one["median"], row, "o", color=colour, markersize=9)
        ax.annotate(
            readable(one["median"]),
            (max(one["median"], ends[1]), row),
            xytext=(10, 0),
            textcoords="offset points",
            va="center",
        )
    ax.xaxis.set_major_formatter(FuncFormatter(lambda value, _: readable(value)))
    ax.set_yticks(range(len(names)), [NAMES[name].removeprefix("costly part, ") for name in names])
    ax.set_ylim(len(names) - 0.4, -0.6)
    ax.tick_params(axis="y", length=0)
    ax.set_title(title)
    quiet_grid(ax, "x")


@styled
def performance_contestants(found: dict[str, Any]) -> Figure:
    """Draw how long each contestant takes: whole runs on a logarithmic scale, the part from 0."""
    seconds = found["seconds"]
    whole = [name for name in seconds if not name.startswith("costly")]
    costly = [name for name in seconds if name.startswith("costly")]
    figure = Figure(figsize=(WIDTH, 6.0), layout="constrained")
    above, below = figure.subplots(2, 1, height_ratios=[len(whole) + 1, len(costly) + 1])
    _rows(above, found, whole, "A run of the study: 27 people, 208 weeks (log scale)")
    low = min(seconds[name]["lower_quartile"] for name in whole)
    high = max(seconds[name]["upper_quartile"] for name in whole)
    above.set_xscale("log")
    above.set_xlim(low / 1.5, high * (high / low) ** (ROOM - 1.0))
    above.xaxis.set_major_locator(LogLocator(10.0))
    above.xaxis.set_major_formatter(FuncFormatter(lambda value, _: readable(value)))
    above.xaxis.set_minor_formatter(NullFormatter())
    _rows(below, found, costly, "Costly part of one person's week")
    below.set_xlim(0, ROOM * max(seconds[name]["upper_quartile"] for name in costly))
    return figure


@styled
def performance_phases(found: dict[str, Any]) -> Figure:
    """Draw where the time of a week goes, and where the draws and the exponentials are."""
    rows = [
        (name, row) for name, row in found["phases"].items() if row["draws"] or row["nanoseconds"]
    ]
    rows = [one for one in rows if (one[1]["nanoseconds"] or 0.0) >= 2.0 or one[1]["draws"] >= 0.05]
    figure = Figure(figsize=(WIDTH, 4.6), layout="constrained")
    axes = figure.subplots(1, 3, sharey=True, width_ratios=[2, 1, 1])
    drawn = (
        ("nanoseconds", "ns a person-week", BLUE, "{:.0f}"),
        ("draws", "draws", DARK_ORANGE, "{:.1f}"),
        ("transcendental", "exp, log or sqrt", GREEN, "{:.1f}"),
    )
    for ax, (kind, title, colour, digits) in zip(axes, drawn, strict=True):
        values = [row[kind] or 0.0 for _, row in rows]
        most = max(values) or 1.0
        ax.barh(range(len(rows)), values, color=colour, height=0.62)
        for place, value in enumerate(values):
            told = digits.format(value)
            if float(told) > 0.0:
                ax.text(value + 0.02 * most, place, told, va="center")
        ax.set_xlim(0, 1.22 * most)
        ax.set_xticks([])
        ax.spines["bottom"].set_visible(False)
        ax.tick_params(axis="y", length=0)
        ax.set_title(title)
    axes[0].set_yticks(range(len(rows)), [name.replace("_", " ") for name, _ in rows])
    axes[0].invert_yaxis()
    return figure


@styled
def performance_growth(found: dict[str, Any]) -> Figure:
    """Draw how the time of a person-week changes with four sizes; level is linear growth."""
    figure = Figure(figsize=(WIDTH, 5.6), layout="constrained")
    axes = figure.subplots(2, 2, sharey=True)
    titles = {
        "people": "people (a group for every 25)",
        "groups": "groups among 1000 people",
        "weeks": "weeks of 27 people",
        "replicates": "replicates of 27 people, 52 weeks",
    }
    highest = 0.0
    for ax, (series, title) in zip(axes.flat, titles.items(), strict=True):
        rows = found["growth"][series]
        sizes = [row["size"] for row in rows]
        low, middle, high = (
            [row["nanoseconds"][key] / 1000.0 for row in rows]
            for key in ("lower_quartile", "median", "upper_quartile")
        )
        highest = max(highest, *high)
        ax.fill_between(sizes, low, high, color=BLUE, alpha=0.25, linewidth=0)
        ax.plot(sizes, middle, color=BLUE, marker="o")
        ax.set_xscale("log")
        ax.set_xticks(sizes, [f"{size:,}".replace(",", " ") for size in sizes])
        ax.minorticks_off()
        ax.set_title(title)
        quiet_grid(ax)
    axes[0, 0].set_ylim(0, 1.05 * highest)
    figure.supylabel("microseconds a person-week", color=INK, fontsize=HEADING)
    for ax in axes.flat:
        ax.spines["left"].set_color(GREY)
    return figure


FIGURES = (performance_contestants, performance_phases, performance_growth)
