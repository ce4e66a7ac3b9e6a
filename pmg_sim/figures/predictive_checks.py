"""Graphical posterior predictive checks: the study's numbers in what the model predicts."""

from collections.abc import Sequence

import numpy as np
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from pmg_sim.figures.style import BLUE, DARK_ORANGE, GREY, WIDTH, quiet_grid, styled

KINDS = {
    "outcome": "outcomes, of six people",
    "benefit": "benefits, of seven respondents",
    "drawback": "drawbacks, of seven respondents",
    "attendance": "evening seats",
    "survival": "groups",
}


def plain(name: str) -> str:
    """Write a name as words."""
    return name.replace("_", " ")


@styled
def draw(entries: Sequence[dict]) -> Figure:
    """Draw what the model predicts for each of the study's numbers, and what the study reports.

    Parameters
    ----------
    entries : sequence of dict
        From `pmg_sim.validation.validate`; those without ``chances`` are left out.
    """
    told = [one for one in entries if "chances" in one]
    rows = [one for kind in KINDS for one in told if one["kind"] == kind]
    figure = Figure((WIDTH, 0.33 * len(rows) + 1.6), layout="constrained")
    ax = figure.subplots()
    for place, one in enumerate(rows):
        chances, of = np.array(one["chances"]), one["of"]
        at = np.arange(of + 1) / of
        if of > 20:  # too many counts to draw one by one
            edges = np.linspace(0.0, 1.0, 21)
            chances = np.histogram(at, edges, weights=chances)[0]
            at = (edges[:-1] + edges[1:]) / 2
        ax.scatter(
            at, np.full(len(at), place), s=420 * chances, color=BLUE, alpha=0.55, linewidth=0
        )
        ax.plot(
            [one["predictive"]["low"] / of, one["predictive"]["high"] / of],
            [place + 0.34] * 2,
            color=BLUE,
            linewidth=1.6,
        )
        ax.plot(
            one["study"] / of,
            place,
            marker="D",
            markersize=7,
            markeredgewidth=1.8,
            markerfacecolor="none" if one["informative"] else GREY,
            color=DARK_ORANGE if one["inside"] else "black",
        )
    ax.set_yticks(range(len(rows)), [f"{plain(one['name'])}  {_share(one)}" for one in rows])
    for place in range(1, len(rows)):
        if rows[place]["kind"] != rows[place - 1]["kind"]:
            ax.axhline(place - 0.5, color=GREY, linewidth=0.8)
    ax.tick_params(axis="y", labelsize=10)
    ax.invert_yaxis()
    ax.set_xlim(-0.05, 1.05)
    ax.set_xlabel("share of people, respondents or seats")
    quiet_grid(ax, "x")
    ax.set_title("What the model predicts of one more group, and what the study reports")
    figure.legend(handles=_legend(), loc="outside lower center", ncols=2)
    return figure


def _share(one: dict) -> str:
    return f"{one['study']}/{one['of']}"


def _legend() -> list:
    mark = {"linestyle": "", "markerfacecolor": "none", "markeredgewidth": 1.8, "markersize": 7}
    return [
        Patch(facecolor=BLUE, alpha=0.55, label="predicted: the area tells the probability"),
        Line2D([], [], color=BLUE, linewidth=1.6, label="central 90 % of the prediction"),
        Line2D([], [], color=DARK_ORANGE, marker="D", label="study, inside; filled: weak", **mark),
        Line2D([], [], color="black", marker="D", label="study, outside", **mark),
    ]
