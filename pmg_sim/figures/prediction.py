"""Figure: what a programme would observe, and what is to be expected, quantity by quantity."""

import textwrap
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.ticker import FuncFormatter, LogLocator, MaxNLocator, NullLocator

from pmg_sim.figures.page import legend, page
from pmg_sim.figures.style import BLUE, DARK_ORANGE, GREY, quiet_grid, styled
from pmg_sim.prediction import Prediction
from pmg_sim.prediction.names import RATIOS
from pmg_sim.prediction.words import COMPARED

ROW, HEAD, KEY = 0.62, 0.75, 0.5  # inches: a quantity, a panel's axis, the key
LABEL = 30  # characters on a line
LOWEST, HIGHEST = 0.02, 50.0  # ends of an axis of ratios


@styled
def draw(prediction: Prediction) -> Figure:
    """Draw the intervals of every quantity; those in one unit share an axis.

    Parameters
    ----------
    prediction : Prediction
    """
    panels: dict[str, list[dict[str, Any]]] = {}
    for told in prediction.quantities:
        panels.setdefault(told["unit"], []).append(told)
    rows = [len(several) for several in panels.values()]
    heights = [HEAD + ROW * count for count in rows]
    programme = prediction.programme
    places = (
        "1 department" if programme.departments == 1 else f"{programme.departments} departments"
    )
    source = "the posterior" if prediction.uncertainty == "posterior" else "the priors"
    figure = page(
        KEY + sum(heights),
        programme.title,
        f"{places}, {COMPARED[programme.compared_with]}. {prediction.draws} sets of the theory's "
        f"numbers from {source}, {prediction.replicates} programmes each.",
        "One programme: what it would observe, chance in its people's lives included. Expected "
        "value: chance averaged out by estimate, so that only what is unknown about the theory is "
        "left. The dashed line is no difference.",
    )
    head, body = figure.subfigures(2, 1, height_ratios=[KEY, sum(heights)])
    _key(head)
    axes = body.subplots(len(panels), 1, height_ratios=heights, squeeze=False)[:, 0]
    for ax, (unit, several) in zip(axes, panels.items(), strict=True):
        _panel(ax, unit, several)
    return figure


def _key(head: Any) -> None:
    handles = [
        Line2D([], [], color=BLUE, marker="o", linewidth=4, label="one programme: median, 50 %"),
        Line2D([], [], color=BLUE, linewidth=1.4, label="90 %"),
        Line2D(
            [],
            [],
            color=DARK_ORANGE,
            marker="D",
            linewidth=1.8,
            label="expected value: median, 90 %",
        ),
    ]
    legend(head, handles, ncols=3)


def _panel(ax: Axes, unit: str, several: list[dict[str, Any]]) -> None:
    ratios = several[0]["as"] in RATIOS
    for place, told in enumerate(several):
        seen, expected = told["observed"], told["expected"]
        _interval(ax, place - 0.13, seen, ("low", "high"), BLUE, 1.4)
        _interval(ax, place - 0.13, seen, ("lower", "upper"), BLUE, 4.5)
        _interval(ax, place + 0.2, expected, ("low", "high"), DARK_ORANGE, 1.8)
        _point(ax, place - 0.13, seen["median"], BLUE, "o")
        _point(ax, place + 0.2, expected["median"], DARK_ORANGE, "D")
    if several[0]["null"] is not None:
        ax.axvline(several[0]["null"], color=GREY, linewidth=1.2, linestyle="--", zorder=0)
    ax.set_ylim(len(several) - 0.5, -0.5)
    labels = ["\n".join(textwrap.wrap(told["label"], LABEL)) for told in several]
    ax.set_yticks(range(len(several)), labels)
    ax.tick_params(axis="y", length=0)
    ax.spines["left"].set_visible(False)
    if ratios:
        _ratio_axis(ax, several)
        unit = f"{unit} (logarithmic)"
    else:
        ax.xaxis.set_major_locator(MaxNLocator(6, steps=[1, 2, 5, 10]))
        ax.margins(x=0.04)
    ax.set_xlabel(unit)
    quiet_grid(ax, "x")


def _ratio_axis(ax: Axes, several: list[dict[str, Any]]) -> None:
    """Lay out a logarithmic axis around 1; what lies far outside runs off it."""
    ends = [
        told[kind][end]
        for told in several
        for kind in ("observed", "expected")
        for end in ("low", "lower", "upper", "high")
    ]
    known = [end for end in ends if np.isfinite(end) and end > 0]
    ax.set_xscale("log")
    ax.set_xlim(max(LOWEST, min([0.8, *known]) / 1.15), min(HIGHEST, max([1.25, *known]) * 1.15))
    ax.xaxis.set_major_locator(LogLocator(subs=(1.0, 2.0, 5.0)))
    ax.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:g}"))
    ax.xaxis.set_minor_locator(NullLocator())


def _interval(
    ax: Axes, y: float, told: dict[str, Any], ends: tuple[str, str], colour: str, width: float
) -> None:
    low, high = (told[end] for end in ends)
    if np.isfinite(low) and np.isfinite(high):
        style = {"color": colour, "linewidth": width, "solid_capstyle": "butt"}
        ax.plot([low, high], [y, y], **style)


def _point(ax: Axes, y: float, value: float, colour: str, marker: str) -> None:
    if np.isfinite(value):
        ax.plot([value], [y], marker, color=colour, ms=7, mec="white", mew=0.8)
