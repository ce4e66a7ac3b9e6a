"""Figure: how promised work rises toward the next discussion meeting."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from scipy import stats

from pmg_sim.experiments import Results
from pmg_sim.figures.cycles import around_meetings, discussion_weeks, per_head
from pmg_sim.figures.page import page
from pmg_sim.figures.reading import FEWEST_FOR_BANDS, looks, run_line
from pmg_sim.figures.style import (
    GREEN,
    GREY,
    PALE,
    Look,
    quiet_grid,
    styled,
    value_axis,
)

FEWEST_LAGS = 3
HEIGHTS = (3, 1.5, 2.4, 1)
HOLDERS = Look(GREEN, "-", "those with promised work left")


def why_not(results: Results) -> str | None:
    """Say why the figure cannot be drawn, or return None."""
    if not results.scenario.group:
        return "the scenario has no group"
    if discussion_weeks(results).empty:
        return "no discussion meeting was called"
    rows = around_meetings(results)
    promised = rows[rows["promised"] > 0]
    if promised.empty:
        return "nobody worked on a promise"
    if promised["lag"].nunique() < FEWEST_LAGS:
        return "the meetings are too close together to show weeks between them"
    return None


@styled
def draw(results: Results) -> Figure | None:
    """Draw the meeting-locked average of promised work, and of all work in both arms.

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
    rows = around_meetings(results)
    grouped = rows[(rows["arm"] == "group") & (rows["members"] > 0)]
    figure = page(
        9.2,
        "Work on promises, week by week, around the discussion meetings",
        run_line(results),
        _note(results, grouped),
    )
    top, share, middle, bottom = figure.subplots(4, 1, sharex=True, height_ratios=HEIGHTS)
    arms = looks(results)
    everybody = arms["group"]._replace(label="all members")
    _average(top, per_head(grouped, "promised", "holders"), HOLDERS, marker="s")
    _average(top, per_head(grouped, "promised", "members"), everybody)
    top.set_title("Work on a promise that is not yet done")
    top.set_ylabel("hours per\nmember-week")
    _average(share, 100 * per_head(grouped, "holders", "members"), arms["group"])
    share.set_title("Members with promised work left as the week begins")
    share.set_ylabel("share (%)")
    for arm, look in arms.items():
        _average(middle, per_head(rows[rows["arm"] == arm], "worked", "people"), look)
    middle.set_title("All scholarly work of the cohort, the same weeks in both arms")
    middle.set_ylabel("hours per\nperson-week")
    count = grouped.groupby("lag")["meeting"].nunique()
    bottom.bar(count.index, count, color=PALE, width=0.8)
    bottom.set_title("Meetings that have such a week")
    bottom.set_ylabel("meetings")
    bottom.set_xticks(count.index)
    bottom.set_xlabel("weeks from the meeting (0: the week of the meeting, before the evening)")
    bottom.set_xlim(count.index.min() - 0.6, count.index.max() + 0.6)
    for ax, ticks in ((top, 4), (share, 3), (middle, 4), (bottom, 3)):
        value_axis(ax, ticks)
        quiet_grid(ax)
        ax.set_ylim(0, 1.04 * ax.get_ylim()[1])
        ax.axvline(0.5, color=GREY, linewidth=1, linestyle=":")
    share.set_ylim(0, 105)
    top.legend(loc="lower left", ncols=2)
    middle.legend(loc="lower left", ncols=2)
    top.annotate(
        "meeting",
        (0.5, 0),
        xycoords=("data", "axes fraction"),
        xytext=(5, 4),
        textcoords="offset points",
    )
    return figure


def _average(ax: Axes, table: pd.DataFrame, look: Look, marker: str = "o") -> None:
    """Draw the mean over replicates (columns) by lag (rows), with its 95 % interval."""
    mean, count = table.mean(axis=1), table.count(axis=1)
    style = {"linewidth": 2, "marker": marker, "markersize": 5, "label": look.label}
    ax.plot(mean.index, mean, look.line, color=look.colour, **style)
    enough = count[count >= FEWEST_FOR_BANDS].index
    if enough.empty:
        return
    error = table.loc[enough].std(axis=1) / np.sqrt(count[enough])
    half = error * stats.t.ppf(0.975, count[enough] - 1)
    ax.errorbar(
        enough, mean[enough], half, fmt="none", ecolor=look.colour, elinewidth=1.4, capsize=3
    )


def _note(results: Results, rows: pd.DataFrame) -> str:
    meetings, replicates = rows["meeting"].nunique(), rows["replicate"].nunique()
    parts = [
        f"n = {meetings} discussion meetings in {replicates} replicate{'s' * (replicates > 1)}."
    ]
    if len(results.scenario.groups()) > 1:
        parts.append("With several groups, only the first replicate tells whose week it was.")
    if replicates >= FEWEST_FOR_BANDS:
        parts.append(
            "Points: means over replicates of the mean over their meetings; "
            "bars: 95 % interval of that mean across replicates."
        )
    else:
        parts.append(
            "Points: means over replicates of the mean over their meetings; too few replicates "
            f"(under {FEWEST_FOR_BANDS}) for an interval."
        )
    parts.append(
        "Weeks before the previous or after the next meeting are left out, so that weeks far from "
        "a meeting come from long gaps; before the first one nobody has promised anything. Those "
        "with promised work left are fewer, and others, near a meeting than far from it. "
        "Scholarly work leaves out hours that other demands took."
    )
    return " ".join(parts)
