"""Figures of a calibration: what was learnt, and whether the inference can be trusted."""

from collections.abc import Sequence

import numpy as np
from matplotlib.figure import Figure
from scipy import stats

from pmg_sim.figures.predictive_checks import plain
from pmg_sim.figures.style import BLUE, DARK_ORANGE, GREY, PALE, WIDTH, quiet_grid, styled

BINS = 10
COLUMNS = 3
NINE_TENTHS = float(stats.norm.ppf(0.95))
"""Standard deviations from the middle to the ends of the central nine tenths."""


@styled
def margins(told: dict) -> Figure:
    """Draw prior and posterior of each number that was free, and the information gained.

    Parameters
    ----------
    told : dict
        A manifest of `pmg_sim.calibration.keep`.
    """
    rows = sorted(told["margins"], key=lambda row: -row["bits"])
    figure = Figure((WIDTH, 0.34 * len(rows) + 1.4), layout="constrained")
    left, right = figure.subplots(1, 2, sharey=True, width_ratios=[2, 1])
    for place, row in enumerate(rows):
        sd = 1.0 - row["narrowing"]
        colour = BLUE if row["learnt"] else GREY
        left.plot([-NINE_TENTHS, NINE_TENTHS], [place] * 2, color=PALE, linewidth=9)
        ends = [row["shift"] - NINE_TENTHS * sd, row["shift"] + NINE_TENTHS * sd]
        left.plot(ends, [place] * 2, color=colour, linewidth=2.4)
        left.plot(row["shift"], place, "o", color=colour)
        right.barh(place, row["bits"], color=colour, height=0.6)
        right.errorbar(row["bits"], place, xerr=2 * row["error"], color="black", capsize=2)
    left.set_yticks(range(len(rows)), [plain(row["name"]) for row in rows])
    left.invert_yaxis()
    left.set_xlabel("standard deviations of the prior")
    left.set_title("Prior (pale) and posterior: mean, central 90 %")
    right.set_xlabel("bits, with 2 Monte Carlo errors")
    right.set_title("Information gained")
    right.set_xlim(left=0)
    for ax in (left, right):
        quiet_grid(ax, "x")
    return figure


def _grid(names: Sequence[str], height: float, **shared: bool) -> tuple[Figure, list]:
    lines = -(-len(names) // COLUMNS)
    figure = Figure((WIDTH, height * lines + 0.6), layout="constrained")
    axes = list(np.atleast_1d(figure.subplots(lines, COLUMNS, **shared)).ravel())
    for spare in axes[len(names) :]:
        spare.remove()
    return figure, axes[: len(names)]


@styled
def ranks(check: dict) -> Figure:
    """Draw where the truth lies in the posterior of studies that were made up.

    Parameters
    ----------
    check : dict
        From `pmg_sim.calibration.steps.Steps.check`.
    """
    names = [row["name"] for row in check["numbers"]]
    figure, axes = _grid(names, 1.45, sharex=True, sharey=True)
    low, high = stats.binom.ppf([0.025, 0.975], check["studies"], 1.0 / BINS)
    edges = np.linspace(0.0, 1.0, BINS + 1)
    planted = set(check["planted"]["in"])
    for k, (name, ax) in enumerate(zip(names, axes, strict=True)):
        ax.axhspan(low, high, color=PALE)
        ax.hist(check["made_up"]["below"][k], edges, color=BLUE, alpha=0.75)
        if name in planted:
            ax.hist(
                check["wrong_below"][k], edges, histtype="step", color=DARK_ORANGE, linewidth=1.8
            )
        ax.set_title(plain(name), fontsize=11)
    figure.supxlabel("share of the posterior below the truth")
    figure.supylabel("studies")
    figure.suptitle(
        f"{check['studies']} made-up studies: flat if the inference is right (band: 95 %); "
        "orange: a wrong prior planted",
        fontsize=12,
    )
    return figure


@styled
def recovery(check: dict) -> Figure:
    """Draw the posterior mean against the truth, in studies that were made up.

    Parameters
    ----------
    check : dict
        From `pmg_sim.calibration.steps.Steps.check`.
    """
    names = [row["name"] for row in check["numbers"]]
    figure, axes = _grid(names, 1.75, sharex=True, sharey=True)
    for k, (row, ax) in enumerate(zip(check["numbers"], axes, strict=True)):
        ax.axline((0, 0), slope=1, color=GREY, linewidth=0.8)
        truths, means = check["made_up"]["truths"][k], check["made_up"]["means"][k]
        ax.scatter(truths, means, s=8, color=BLUE, alpha=0.6, linewidth=0)
        ax.set_title(f"{plain(row['name'])}, r = {row['recovery']:.2f}", fontsize=11)
    figure.supxlabel("truth, in standard deviations of the prior")
    figure.supylabel("posterior mean")
    return figure


@styled
def second(check: dict) -> Figure:
    """Draw the posterior by two methods side by side.

    Parameters
    ----------
    check : dict
        From `pmg_sim.calibration.steps.Steps.check`.
    """
    rows = check["second"]
    figure = Figure((WIDTH, 0.36 * len(rows) + 1.3), layout="constrained")
    ax = figure.subplots()
    for place, row in enumerate(rows):
        for lift, mean, sd, colour, mark in (
            (-0.15, row["mean"], row["sd"], BLUE, "o"),
            (0.15, row["other_mean"], row["other_sd"], DARK_ORANGE, "s"),
        ):
            label = None
            if place == 0:
                label = "weights of trials" if mark == "o" else "learnt ratio, Markov chain"
            ax.errorbar(
                mean, place + lift, xerr=NINE_TENTHS * sd, color=colour, fmt=mark, label=label
            )
    ax.set_yticks(range(len(rows)), [plain(row["name"]) for row in rows])
    ax.invert_yaxis()
    ax.set_xlabel("standard deviations of the prior: mean, central 90 %")
    quiet_grid(ax, "x")
    figure.legend(loc="outside lower center", ncols=2)
    ax.set_title("The posterior by two methods")
    return figure


FIGURES = {"ranks": ranks, "recovery": recovery, "second_method": second}
"""Figures of a check, by name."""
