"""Figure: each member's weeks of work in one replicate, with meetings, submissions, completions."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure, FigureBase
from matplotlib.lines import Line2D

from pmg_sim.experiments import Results
from pmg_sim.figures.members import (
    MOST_SHOWN,
    meetings_of,
    members_shown,
    short_stay,
    traced_meetings,
    why_left,
)
from pmg_sim.figures.page import legend, page
from pmg_sim.figures.reading import run_line, traced_weeks
from pmg_sim.figures.style import (
    BLUE,
    DARK_ORANGE,
    GREY,
    INK,
    PALE,
    SKY,
    TEXT,
    band_patch,
    quiet_grid,
    styled,
    week_axis,
)

SMOOTHING = 5  # weeks of the moving average, centred
EVENING, NOON = "o", "^"
LANES = {EVENING: 1.62, NOON: 1.4}
PRODUCT_LANE, TOP = 1.15, 1.8  # in units of the most hours shown


def why_not(results: Results) -> str | None:
    """Say why the figure cannot be drawn, or return None."""
    if not results.scenario.group:
        return "the scenario has no group"
    if members_shown(results)[0].empty:
        return f"nobody was a member for {short_stay(results)} weeks in the first replicate"
    return None


@styled
def draw(results: Results) -> Figure | None:
    """Draw a strip per member of the first replicate's first group.

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
    members, brief, beyond = members_shown(results)
    rows = traced_weeks(results, "group")
    strips = [rows[rows["key"] == key].set_index("week") for key in members["key"]]
    figure = page(
        0.85 + 1.25 * len(strips),
        "One replicate, member by member: an example, not a result",
        run_line(results),
        _note(results, brief, beyond),
    )
    head, body = figure.subfigures(2, 1, height_ratios=[0.6, 0.25 + 1.25 * len(strips)])
    _key(head)
    axes = body.subplots(len(strips), 1, sharex=True, sharey=True, squeeze=False)[:, 0]
    most = max(1.0, *(float(_worked(strip).max()) for strip in strips))
    for k, (ax, strip) in enumerate(zip(axes, strips, strict=True)):
        member = members.iloc[k]
        _hours(ax, strip)
        _products(ax, strip, most)
        _meetings(ax, results, member, most)
        _outside_membership(ax, member, results, most)
        ax.set_title(f"member {k + 1}", pad=2)
        quiet_grid(ax)
        ax.set_ylim(0, TOP * most)
        ax.set_yticks(np.arange(0, most, 5 if most > 8 else 4 if most > 5 else 2))
    week_axis(axes[0], results.scenario.horizon_weeks, 8)
    axes[-1].set_xlabel("week")
    body.supylabel("scholarly hours per week", size=TEXT)
    return figure


def _worked(strip: pd.DataFrame) -> pd.Series:
    return strip["hours"] - strip["idle_hours"]


def _hours(ax: Axes, strip: pd.DataFrame) -> None:
    worked = _worked(strip)
    smooth = worked.rolling(SMOOTHING, center=True, min_periods=1).mean()
    week = strip.index.to_numpy()
    ax.fill_between(week, strip["promised_hours"], color=SKY, alpha=0.6, linewidth=0, step="mid")
    ax.plot(week, worked, color=GREY, linewidth=0.6)
    ax.plot(week, smooth, color=BLUE, linewidth=1.8)


def _products(ax: Axes, strip: pd.DataFrame, most: float) -> None:
    for total, marker, colour in (
        ("papers_submitted", "D", DARK_ORANGE),
        ("completions", "*", INK),
    ):
        new = strip.index[strip[total].diff() > 0]
        size = 9 if marker == "*" else 5.5
        ax.plot(new, [PRODUCT_LANE * most] * len(new), marker, color=colour, markersize=size)


def _meetings(ax: Axes, results: Results, member: pd.Series, most: float) -> None:
    """Mark each meeting that was called while the person was a member."""
    log = traced_meetings(results)
    size = _marker_size(log, results.scenario.horizon_weeks)
    for row, came in meetings_of(results, member).items():
        week, hour = log.loc[row, ["week", "hour"]]
        ax.axvline(week, color=INK if came else GREY, linewidth=0.6, alpha=0.45)
        marker = EVENING if hour == "evening" else NOON
        style = {"markersize": size, "markerfacecolor": INK if came else "white"}
        ax.plot(week, LANES[marker] * most, marker, markeredgecolor=INK, clip_on=False, **style)


def _marker_size(log: pd.DataFrame, weeks: int) -> float:
    """Return a size in points that leaves markers of meetings in one lane apart."""
    gap = log.groupby(["group", "hour"], observed=True)["week"].diff().median()
    return 6.5 if np.isnan(gap) else float(np.clip(500 * gap / weeks, 2.5, 6.5))


def _outside_membership(ax: Axes, member: pd.Series, results: Results, most: float) -> None:
    end, left = results.scenario.horizon_weeks, member["left_group"]
    ax.axvspan(0, member["joined_group"], color=PALE, alpha=0.6, linewidth=0)
    if not 0 <= left < end:
        return
    ax.axvspan(left, end, color=PALE, alpha=0.6, linewidth=0)
    reason = why_left(results, member)
    if 0.011 * len(reason) < 1 - left / end:
        ax.text(left + 0.01 * end, LANES[EVENING] * most, reason, va="center")


def _key(head: FigureBase) -> None:
    def mark(marker, face, label, edge=INK, size=7.0):
        style = {"marker": marker, "markerfacecolor": face, "markeredgecolor": edge}
        return Line2D([], [], linestyle="", markersize=size, label=label, **style)

    handles = [
        Line2D([], [], color=BLUE, linewidth=1.8, label=f"hours worked, mean of {SMOOTHING} weeks"),
        Line2D([], [], color=GREY, linewidth=0.8, label="week by week"),
        band_patch(SKY, 0.6, "of these, on a promise"),
        band_patch(PALE, 0.6, "not a member"),
        mark(EVENING, INK, "evening meeting"),
        mark(NOON, INK, "noon meeting"),
        mark(EVENING, "white", "missed, or no quorum"),
        mark("D", DARK_ORANGE, "paper submitted", edge=DARK_ORANGE, size=6),
        mark("*", INK, "product completed", size=9),
    ]
    legend(head, handles, 3)


def _note(results: Results, brief: int, beyond: int) -> str:
    parts = ["Hours worked leave out hours that other demands took."]
    if len(results.scenario.groups()) > 1:
        name = results.scenario.groups()[0].name
        parts.append(f"Members of the first of {len(results.scenario.groups())} groups, {name}.")
    if brief:
        parts.append(f"Not shown: {brief} who left within {short_stay(results)} weeks.")
    if beyond:
        parts.append(f"Not shown: {beyond} who joined after the first {MOST_SHOWN}.")
    if not results.journal:
        parts.append("Who came is not in these results: a full mark is a meeting that was held.")
    parts.append("Products: papers in print, teaching series, presentations.")
    return " ".join(parts)
