"""Figure: how long groups last, by structure (Kaplan-Meier)."""

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import PercentFormatter

from pmg_sim.experiments import Results
from pmg_sim.experiments.life import survival
from pmg_sim.figures.page import page
from pmg_sim.figures.reading import FEWEST_FOR_BANDS, run_line
from pmg_sim.figures.style import (
    BLUE,
    DARK_ORANGE,
    GREEN,
    HEADING,
    PURPLE,
    SKY,
    quiet_grid,
    styled,
    week_axis,
)

HEIGHT = 4.6  # inches
COLOURS = (BLUE, DARK_ORANGE, GREEN, PURPLE, SKY)
LINES = ("-", "--", "-.", ":", (0, (5, 1, 1, 1)))


def why_not(results: Results) -> str | None:
    """Say why there is nothing to draw, or None."""
    if not results.scenario.group:
        return "the scenario has no group"
    if len(results.lives) < FEWEST_FOR_BANDS:
        return f"fewer than {FEWEST_FOR_BANDS} groups were founded over all replicates"
    return None


@styled
def draw(results: Results) -> Figure | None:
    """Draw the share of groups that last, week by week, with 95 % bands.

    Parameters
    ----------
    results : Results
        With at least `FEWEST_FOR_BANDS` groups over all replicates; else None is returned.
    """
    if why_not(results) is not None:
        return None
    lives, weeks = results.lives, results.scenario.horizon_weeks
    figure = page(
        HEIGHT,
        "How long groups last",
        run_line(results),
        "Share of the groups founded that have not dissolved (Kaplan-Meier); bands: 95 %, "
        "pointwise, groups of one department taken as independent. A group that reaches the end "
        "of the study period, its planned end or a merger is censored there. In brackets: groups "
        "founded, groups dissolved.",
    )
    ax = figure.subplots()
    curves = survival(lives, range(weeks + 1))
    for k, (structure, curve) in enumerate(curves.groupby("structure", sort=False)):
        colour, line = COLOURS[k % len(COLOURS)], LINES[k % len(LINES)]
        own = lives[lives["structure"] == structure]
        label = f"{structure.replace('_', ' ')} ({len(own)}, {int(own['dissolved'].sum())})"
        ax.step(curve["week"], curve["alive"], where="post", color=colour, ls=line, label=label)
        ax.fill_between(
            curve["week"], curve["low"], curve["high"], step="post", color=colour, alpha=0.13, lw=0
        )
    _finish(ax, weeks)
    return figure


def _finish(ax: Axes, weeks: int) -> None:
    week_axis(ax, weeks, 8)
    ax.set_ylim(0, 1.02)
    ax.yaxis.set_major_formatter(PercentFormatter(1.0, decimals=0))
    ax.set_xlabel("weeks since the founding")
    ax.set_ylabel("groups that last")
    ax.legend(loc="lower left", title="structure", title_fontsize=HEADING)
    quiet_grid(ax)
