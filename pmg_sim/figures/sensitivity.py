"""Figures: what the effect of a group hangs on, by mechanism and by single number."""

import textwrap
from collections.abc import Iterable

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.ticker import MaxNLocator

from pmg_sim.figures.page import legend, page
from pmg_sim.figures.style import BLUE, DARK_ORANGE, GREEN, GREY, INK, SKY, quiet_grid, styled

ROW, AXIS, KEY = 0.56, 0.7, 0.4  # inches: a row of bars, the axis, the key
LABEL = 58  # characters on a line
SHARES = "share of the variance of the expected value, %"


@styled
def mechanisms(table: pd.DataFrame, title: str, about: str) -> Figure:
    """Draw first-order and total indices by mechanism.

    Parameters
    ----------
    table : pandas.DataFrame
        From `pmg_sim.sensitivity.sections.of_variance`.
    title, about : str
    """
    note = (
        "Total: what would stay if all other mechanisms' numbers were known. First order: what "
        "would go if these numbers were known. One by one: the same without what numbers do only "
        "together, which is told more surely. Dark lines: 95 % intervals."
    )
    figure = page(KEY + AXIS + ROW * len(table), title, about, note)
    head, body = figure.subfigures(2, 1, height_ratios=[KEY, AXIS + ROW * len(table)])
    looks = (
        ("total", BLUE, -0.22),
        ("first order", SKY, 0.08),
        ("its numbers one by one", DARK_ORANGE, 0.33),
    )
    bars = [Patch(color=colour, label=name) for name, colour, _ in looks[:2]]
    mark = Line2D([], [], color=DARK_ORANGE, marker="D", linewidth=1.6, label=looks[2][0])
    legend(head, [*bars, mark], ncols=3)
    ax = body.subplots()
    for name, colour, offset in looks:
        stem = name if name in ("total", "first order") else "one by one"
        low, high = (100.0 * table[f"{stem}, {end}"] for end in ("from", "to"))
        places, values = np.arange(len(table)) + offset, 100.0 * table[name]
        if stem == "one by one":
            ax.hlines(places, low, high, color=DARK_ORANGE, linewidth=1.6)
            style = {"ms": 5.5, "mec": "white", "mew": 0.6, "clip_on": False, "zorder": 3}
            ax.plot(values, places, "D", color=DARK_ORANGE, **style)
        else:
            ax.barh(places, values.fillna(0.0), 0.28, color=colour)
            ax.hlines(places, low, high, color=INK, linewidth=1.3)
    _rows(ax, table["mechanism"], SHARES)
    return figure


@styled
def numbers(table: pd.DataFrame, title: str, about: str) -> Figure:
    """Draw the first-order indices of single numbers.

    Parameters
    ----------
    table : pandas.DataFrame
        From `pmg_sim.sensitivity.sections.of_variance`, as many rows as are to be shown.
    title, about : str
    """
    note = (
        "Each bar is the share of the variance of the expected value that would go if this number "
        "alone were known; the largest are shown. Dark lines: 95 % intervals. Colours say which "
        "way a number works, where it surely does."
    )
    figure = page(KEY + AXIS + ROW * len(table), title, about, note)
    head, body = figure.subfigures(2, 1, height_ratios=[KEY, AXIS + ROW * len(table)])
    looks = {"more": BLUE, "less": DARK_ORANGE, "": GREY}
    texts = ("a larger number gives more", "a larger number gives less", "which way is not sure")
    pairs = zip(texts, looks.values(), strict=True)
    legend(head, [Patch(color=colour, label=text) for text, colour in pairs], ncols=3)
    ax = body.subplots()
    places = np.arange(len(table))
    colours = [looks[way] for way in table["a larger number gives"]]
    ax.barh(places, 100.0 * table["share of the variance"].fillna(0.0), 0.62, color=colours)
    ax.hlines(places, 100.0 * table["from"], 100.0 * table["to"], color=INK, linewidth=1.3)
    _rows(ax, _labels(table), SHARES)
    return figure


@styled
def screening(table: pd.DataFrame, title: str, about: str, unit: str) -> Figure:
    """Draw how far single numbers move an outcome.

    Parameters
    ----------
    table : pandas.DataFrame
        From `pmg_sim.sensitivity.sections.of_screening`, as many rows as are to be shown.
    title, about, unit : str
    """
    note = (
        "Mean size of a number's effect over the range from the 5th to the 95th percentile of its "
        "prior. Dark lines: 95 % intervals. A number that does nothing would reach the dashed "
        "line, by luck."
    )
    figure = page(AXIS + ROW * len(table), title, about, note)
    ax = figure.subplots()
    places, values = np.arange(len(table)), table.filter(like="mean size").iloc[:, 0]
    half = table["half of the 95 % interval"]
    ax.barh(places, values, 0.62, color=GREEN)
    ax.hlines(places, values - half, values + half, color=INK, linewidth=1.3)
    ax.axvline(table["by luck alone"].iloc[0], color=GREY, linewidth=1.4, linestyle="--")
    _rows(ax, _labels(table), f"mean size of the effect ({unit})", percent=False)
    return figure


def _labels(table: pd.DataFrame) -> list[str]:
    return [
        f"{name}\n{textwrap.shorten(meaning, LABEL, placeholder='...')}"
        for name, meaning in zip(table["number"], table["meaning"], strict=True)
    ]


def _rows(ax: Axes, labels: Iterable[str], text: str, percent: bool = True) -> None:
    names = list(labels)
    ax.set_yticks(range(len(names)), names, linespacing=1.2)
    ax.set_ylim(len(names) - 0.4, -0.6)
    ax.tick_params(axis="y", length=0)
    ax.spines["left"].set_visible(False)
    ax.set_xlim(0.0, min(101.0, ax.get_xlim()[1]) if percent else None)
    ax.xaxis.set_major_locator(MaxNLocator(6, steps=[1, 2, 5, 10]))
    ax.set_xlabel(text)
    quiet_grid(ax, "x")
