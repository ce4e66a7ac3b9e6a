"""Figure: the study's tensions, each as two sides of one choice."""

from typing import NamedTuple

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from pmg_sim.experiments.estimates import mean_interval
from pmg_sim.figures.page import page
from pmg_sim.figures.style import (
    BLUE,
    DARK_ORANGE,
    GREEN,
    GREY,
    HEADING,
    INK,
    PURPLE,
    SKY,
    quiet_grid,
    styled,
    value_axis,
)

HEIGHT = 10.6  # inches


class Panel(NamedTuple):
    """One tension: a title, what the two axes measure, and the arms in between."""

    title: str
    across: tuple[str, str]
    up: tuple[str, str]
    arms: dict[str, str]


PANELS = (
    Panel(
        "Admission: trust and isolation",
        ("hires_connection", "connection of later hires"),
        ("meeting_trust", "trust at meetings"),
        {
            "flat": "closed",
            "open_admission": "open",
            "yearly_cohort": "yearly",
            "vote_on_newcomers": "vote",
            "sponsored_entry": "sponsored",
            "second_group": "second group",
        },
    ),
    Panel(
        "Structure: decisions and trust",
        ("decision_share", "share of time spent deciding"),
        ("trust", "trust among members"),
        {
            "flat": "flat",
            "facilitated": "facilitated",
            "senior_led": "senior-led",
            "rotating_lead": "rotating",
        },
    ),
    Panel(
        "Programme: know-how and joint work",
        ("know_how", "promotion know-how of members"),
        ("joint_products", "joint products a member"),
        {
            "flat": "open format",
            "curriculum": "curriculum",
            "guest_speakers": "guests",
            "facilitated": "facilitated",
        },
    ),
    Panel(
        "Rhythm: strain and satisfaction",
        ("strain", "strain of members"),
        ("satisfaction", "satisfaction of members"),
        {
            "flat / no group": "no group",
            "twice_a_year": "twice a year",
            "flat": "study's rhythm",
            "all_noon": "all at noon",
            "monthly": "monthly",
            "fortnightly_noon": "fortnightly, noon",
        },
    ),
)

ARMS = tuple(dict.fromkeys(arm for panel in PANELS for arm in panel.arms))
COLOURS = (BLUE, DARK_ORANGE, GREEN, PURPLE, SKY, INK)
MARKERS = ("o", "s", "^", "D", "v", "P")


@styled
def draw(runs: pd.DataFrame) -> Figure:
    """Draw each tension as a plane with one point per arm.

    Parameters
    ----------
    runs : pandas.DataFrame
        From `pmg_sim.experiments.ensembles.gather`, with the arms `ARMS`.

    Returns
    -------
    matplotlib.figure.Figure
        Points are means over the priors; whiskers are 95 % intervals of the difference from the
        first arm, which has none.
    """
    draws = runs["draw"].nunique()
    figure = page(
        HEIGHT,
        "What the study's tensions look like in the model",
        f"The study's department; {draws} draws of the theory's numbers from their priors, "
        f"{len(runs) // runs['arm'].nunique() // draws} departments each, the same in every arm.",
        "A point is a mean over the priors; states are means over the last two of four years. "
        "Whiskers: 95 % interval of the difference from the arm with the ring, paired by "
        "department. The spread between single departments is far wider than these intervals.",
    )
    for ax, panel in zip(figure.subplots(2, 2).ravel(), PANELS, strict=True):
        _panel(ax, runs, panel)
    return figure


def _panel(ax: Axes, runs: pd.DataFrame, panel: Panel) -> None:
    first = next(iter(panel.arms))
    tables = {arm: rows.set_index("replicate") for arm, rows in runs.groupby("arm")}
    for k, (arm, name) in enumerate(panel.arms.items()):
        point, whiskers = [], []
        for measure in (panel.across[0], panel.up[0]):
            change = tables[arm][measure] - tables[first][measure]
            estimate = mean_interval(change.groupby(tables[arm]["draw"]).mean())
            start = float(np.nanmean(tables[first][measure]))
            shift = 0.0 if estimate["mean"] is None else estimate["mean"]
            point.append(start + shift)
            whiskers.append(0.0 if estimate["low"] is None else shift - estimate["low"])
        colour = COLOURS[k % len(COLOURS)]
        if arm == first:
            ax.plot(*point, "o", ms=14, mfc="none", mec=GREY)
        ax.errorbar(
            *point,
            xerr=whiskers[0],
            yerr=whiskers[1],
            fmt=MARKERS[k % len(MARKERS)],
            color=colour,
            ms=7,
            elinewidth=1.2,
            label=name,
        )
    ax.set_title(panel.title, size=HEADING, weight="bold")
    ax.set_xlabel(panel.across[1])
    ax.set_ylabel(panel.up[1])
    ax.margins(0.12)
    value_axis(ax)
    ax.xaxis.set_major_locator(MaxNLocator(5, steps=[1, 2, 5, 10]))
    ax.legend(
        loc="upper center",
        bbox_to_anchor=(0.46, -0.15),
        ncols=3,
        columnspacing=0.9,
        handlelength=1.0,
        handletextpad=0.5,
    )
    quiet_grid(ax)
