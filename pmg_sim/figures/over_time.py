"""Figure: how the cohort and the colleagues outside it fare, week by week."""

import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure, FigureBase
from matplotlib.lines import Line2D

from pmg_sim.experiments import Results
from pmg_sim.figures.bands import NARROW, WIDE, draw_bands, draw_each, name_lines
from pmg_sim.figures.page import legend, page
from pmg_sim.figures.reading import FEWEST_FOR_BANDS, looks, run_line, weekly
from pmg_sim.figures.style import (
    GREY,
    HEADING,
    INK,
    band_patch,
    quiet_grid,
    styled,
    value_axis,
    week_axis,
)

HEIGHT = 10.6  # inches
SCALE = "scale from 0 to 1"
PANELS = (
    ("motivation", "Motivation", SCALE),
    ("satisfaction", "Satisfaction with the workplace", SCALE),
    ("strain", "Strain", SCALE),
    ("efficacy", "Self-efficacy", SCALE),
    ("connection", "Connection, all ties", SCALE),
    ("outside_connection", "Connection outside the cohort", SCALE),
    ("promotion_know_how", "Know-how about promotion", SCALE),
    ("papers_published", "Papers published so far", "papers per person"),
)
OUTSIDE = 5
TIES = ("ties", "Colleagues tied to", "ties per person")
"""In place of the connection outside the cohort where there is no group."""

SCOPES = (("cohort", "cohort"), ("outsiders", "outsiders"))


def why_not(results: Results) -> str | None:  # noqa: ARG001  every run has weeks
    """Return None: this figure can always be drawn."""
    return None


@styled
def draw(results: Results) -> Figure:
    """Draw small multiples over the weeks: median and bands across replicates, per arm.

    Parameters
    ----------
    results : Results
        Of any run; without a group in the scenario everybody is one scope.

    Returns
    -------
    matplotlib.figure.Figure
    """
    scenario = results.scenario
    scopes = SCOPES if scenario.group else (("outsiders", "everybody"),)
    bands = results.replicates >= FEWEST_FOR_BANDS
    title = (
        "The cohort and its colleagues over time" if scenario.group else "The department over time"
    )
    figure = page(HEIGHT, title, run_line(results), _note(results, bands))
    head, body = figure.subfigures(2, 1, height_ratios=[0.5, HEIGHT - 0.5])
    _key(head, results, bands)
    blocks = body.subfigures(4, 2, wspace=0.02).ravel()
    panels = PANELS if scenario.group else (*PANELS[:OUTSIDE], TIES, *PANELS[OUTSIDE + 1 :])
    for k, (block, (variable, name, unit)) in enumerate(zip(blocks, panels, strict=True)):
        axes = block.subplots(1, len(scopes), sharey=True, squeeze=False)[0]
        block.suptitle(name, x=0.02, ha="left", size=HEADING, weight="bold")
        middles = [
            _panel(ax, results, scope, variable, bands)
            for ax, (scope, _) in zip(axes, scopes, strict=True)
        ]
        axes[0].set_ylabel(unit)
        if unit != SCALE:
            axes[0].set_ylim(bottom=0)
        for ax, (_, label), middle in zip(axes, scopes, middles, strict=True):
            ax.set_title(label, color=INK)
            name_lines(ax, middle)
            if k >= len(panels) - 2:
                ax.set_xlabel("week")
    return figure


def _panel(
    ax: Axes, results: Results, scope: str, variable: str, bands: bool
) -> dict[str, pd.Series]:
    """Draw one variable of one scope; return each arm's median over the weeks."""
    weeks = results.scenario.horizon_weeks + results.scenario.follow_up_weeks
    middles = {}
    for arm, look in looks(results).items():
        table = weekly(results, arm, scope, variable)
        middles[arm] = table.median(axis=1)
        if bands:
            draw_bands(ax, table, look)
        else:
            draw_each(ax, table, look)
    quiet_grid(ax)
    week_axis(ax, weeks, 5)
    value_axis(ax)
    if results.scenario.follow_up_weeks:
        ax.axvline(results.scenario.horizon_weeks, color=GREY, linewidth=1, linestyle=":")
    return middles


def _key(head: FigureBase, results: Results, bands: bool) -> None:
    what = "median" if results.replicates > 1 else "the one replicate"
    arms = looks(results)
    for k, look in enumerate(arms.values()):
        style = {"color": look.colour, "linestyle": look.line, "linewidth": 2}
        handles: list[Artist] = [Line2D([], [], label=f"{look.label}: {what}", **style)]
        if bands and look.line == "-":
            handles.append(band_patch(look.colour, WIDE + NARROW, "middle 50 % of replicates"))
            handles.append(band_patch(look.colour, WIDE, "middle 90 %"))
        elif bands:
            thin = {"color": look.colour, "linestyle": ":", "linewidth": 1}
            handles.append(Line2D([], [], label="middle 90 % of replicates", **thin))
        legend(head, handles, len(handles), row=1 - (k + 0.5) / len(arms))


def _note(results: Results, bands: bool) -> str:
    scenario = results.scenario
    parts = []
    if scenario.group:
        parts.append(
            "Cohort: those invited to a group, in both arms, while they are in the department. "
            "Outsiders: everybody else but the groups' senior mentors."
        )
    if bands:
        parts.append("Of each replicate its mean over people; axes are cut to the data.")
    elif results.replicates > 1:
        parts.append(
            f"Too few replicates for bands (under {FEWEST_FOR_BANDS}): thin lines are replicates."
        )
    else:
        parts.append("One replicate: no bands; differences may be chance.")
    parts.append("Papers: a mean over those still present, so it can fall when somebody leaves.")
    if scenario.follow_up_weeks:
        parts.append(
            f"Dotted upright line: end of the study period (week {scenario.horizon_weeks}), "
            "and of meetings."
        )
    return " ".join(parts)
