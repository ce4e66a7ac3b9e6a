"""Figures: for whom which alternative is good enough, over all circumstances and in each."""

import textwrap
from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import TwoSlopeNorm
from matplotlib.figure import Figure
from matplotlib.patches import Patch, Rectangle

from pmg_sim.figures.page import fitting_columns, legend, page
from pmg_sim.figures.style import BLUE, DARK_ORANGE, GREEN, GREY, INK, PALE, PURPLE, SKY, styled

SURE, SURELY_NOT = 0.8, 0.2
MOST_POINTS = 4.0
COLOURS = (BLUE, DARK_ORANGE, GREEN, PURPLE, SKY, "#E69F00", "#7A5195", "#555555")
ROW, HEAD = 0.42, 1.0  # inches
LINE = 0.24  # inches
LABEL, KEY = 34, 90  # characters


@styled
def draw_points(
    title: str,
    subtitle: str,
    names: Sequence[str],
    whoms: Sequence[str],
    points: np.ndarray,
    good: np.ndarray,
) -> Figure:
    """Draw points against the baseline, and whether each alternative is good enough.

    Parameters
    ----------
    title, subtitle : str
    names : sequence of str
        Alternatives.
    whoms : sequence of str
        Those concerned.
    points, good : numpy.ndarray, shape (alternatives, concerned)
        Expected advantage, and probability of being good enough.
    """
    figure = page(
        HEAD + ROW * len(names),
        title,
        subtitle,
        "Points gained (+) or lost (-) against the baseline; one point is the smallest difference "
        "in one outcome that is taken to matter. A filled circle: surely within one point of the "
        "best (probability 0.8 or more). A cross: surely not. A question mark: cannot be told. "
        f"Colours end at {MOST_POINTS:g} points.",
    )
    ax = figure.subplots()
    shown = np.clip(np.nan_to_num(points), -MOST_POINTS, MOST_POINTS)
    norm = TwoSlopeNorm(0.0, -MOST_POINTS, MOST_POINTS)
    ax.imshow(shown, cmap="PuOr_r", norm=norm, aspect="auto", alpha=0.75)
    for p, row in enumerate(points):
        for w, value in enumerate(row):
            told = "nothing to tell" if np.isnan(value) else f"{value:+.1f} {_mark(good[p, w])}"
            strong = abs(shown[p, w]) > 0.8 * MOST_POINTS
            colour = "white" if strong else INK
            ax.text(w, p, told, ha="center", va="center", color=colour)
    ax.set_yticks(range(len(names)), [_wrapped(name) for name in names])
    ax.set_xticks(range(len(whoms)), [textwrap.fill(whom, 14) for whom in whoms])
    ax.xaxis.tick_top()
    ax.tick_params(length=0)
    ax.spines[:].set_visible(False)
    ax.set_xticks(np.arange(len(whoms) + 1) - 0.5, minor=True)
    ax.set_yticks(np.arange(len(names) + 1) - 0.5, minor=True)
    ax.grid(which="minor", color="white", linewidth=2)
    ax.tick_params(which="minor", length=0)
    return figure


def _mark(good: float) -> str:
    return "●" if good >= SURE else "x" if good <= SURELY_NOT else "?"


def _wrapped(name: str) -> str:
    return textwrap.fill(name, LABEL)


@styled
def draw_map(
    title: str,
    subtitle: str,
    names: Sequence[str],
    panels: Sequence[tuple[str, np.ndarray, np.ndarray, np.ndarray]],
    across: Sequence[str],
    up: Sequence[str],
    across_name: str,
    up_name: str,
) -> Figure:
    """Draw which alternative is to be preferred in which circumstances.

    Parameters
    ----------
    title, subtitle : str
    names : sequence of str
        Alternatives.
    panels : sequence of (str, array, array, array)
        Those concerned; in each circumstance the alternative with the least regret, its
        probability of being good enough, and whether all are; each of shape (up, across).
    across, up : sequence of str
        Circumstances along both axes.
    across_name, up_name : str
        What they are.
    """
    columns = 2 if len(panels) > 1 else 1
    rows = int(np.ceil(len(panels) / columns))
    labels = [textwrap.fill(f"{place} {name}", KEY) for place, name in enumerate(names, 1)]
    ncols = fitting_columns(labels, 3)
    lines = np.ceil(len(names) / ncols) * max(label.count("\n") + 1 for label in labels)
    key = max(0.7, 0.1 + LINE * lines)
    figure = page(
        key + rows * (1.05 + 0.34 * len(up)),
        title,
        subtitle,
        "The number is the alternative with the least expected regret, by the key above; below it "
        "the probability that it is within one point of the best. Coloured where that is 0.8 or "
        "more; white with a question mark where it is not; grey with a dash where all alternatives "
        "are.",
    )
    head, body = figure.subfigures(2, 1, height_ratios=[key, rows * (1.05 + 0.34 * len(up))])
    keys = [
        Patch(facecolor=COLOURS[place % len(COLOURS)], label=label)
        for place, label in enumerate(labels)
    ]
    legend(head, keys, ncols)
    axes = body.subplots(rows, columns, squeeze=False).ravel()
    for ax, (whom, leader, good, same) in zip(axes, panels, strict=False):
        _map(ax, whom, leader, good, same, across, up)
        ax.set_xlabel(across_name)
        ax.set_ylabel(textwrap.fill(up_name, 5 * len(up) + 6))
    for ax in axes[len(panels) :]:
        ax.set_axis_off()
    return figure


def _map(
    ax: Axes,
    whom: str,
    leader: np.ndarray,
    good: np.ndarray,
    same: np.ndarray,
    across: Sequence[str],
    up: Sequence[str],
) -> None:
    ax.set_xlim(-0.5, len(across) - 0.5)
    ax.set_ylim(-0.5, len(up) - 0.5)
    for u in range(len(up)):
        for a in range(len(across)):
            surely = good[u, a] >= SURE
            colour = PALE if same[u, a] else COLOURS[leader[u, a] % len(COLOURS)]
            filled = same[u, a] or surely
            ax.add_patch(
                Rectangle(
                    (a - 0.5, u - 0.5),
                    1,
                    1,
                    facecolor=colour if filled else "white",
                    edgecolor="white" if filled else GREY,
                    linewidth=1.0,
                )
            )
            told = "-" if same[u, a] else f"{leader[u, a] + 1}{'' if surely else '?'}"
            ink = INK if same[u, a] or not surely else "white"
            ax.text(a, u + 0.16, told, ha="center", va="center", color=ink, weight="bold")
            if not same[u, a]:
                text = f"{good[u, a]:.2f}".lstrip("0")
                ax.text(a, u - 0.25, text, ha="center", va="center", color=ink, size=8.5)
    ax.set_title(whom)
    ax.set_xticks(range(len(across)), across)
    ax.set_yticks(range(len(up)), up)
    ax.tick_params(length=0)
    ax.spines[:].set_visible(False)
