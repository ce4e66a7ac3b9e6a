"""Figure: trust and joint work among the people of one replicate, at four moments."""

from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure, FigureBase
from matplotlib.lines import Line2D

from pmg_sim.experiments import Results
from pmg_sim.figures.layout import pairs, places, present, roster
from pmg_sim.figures.page import legend, page
from pmg_sim.figures.reading import looks, run_line
from pmg_sim.figures.style import (
    BLUE,
    HEADING,
    INK,
    PURPLE,
    styled,
)

TRUST_FROM = 0.6
NETWORKS = (("trust", "Trust"), ("collaboration", "Joint projects"))
ROLES = {
    "cohort": (BLUE, "o", 60, "cohort"),
    "mentor": (PURPLE, "D", 55, "senior mentor"),
    "outsider": ("#B0B0B0", "o", 26, "outsider"),
    "hire": ("#B0B0B0", "s", 26, "hired later"),
}


def why_not(results: Results) -> str | None:
    """Say why the figure cannot be drawn, or return None."""
    if results.ties.empty:
        return "nobody had a tie to anybody at the moments that are kept"
    return None


@styled
def draw(results: Results) -> Figure | None:
    """Draw the networks of the first replicate, a row per network and arm.

    Parameters
    ----------
    results : Results
        Of any run; without a group in the scenario there is one arm.

    Returns
    -------
    matplotlib.figure.Figure or None
        None where `why_not` gives a reason.
    """
    if why_not(results):
        return None
    scenario = results.scenario
    moments = sorted(int(week) for week in results.ties["week"].unique())
    arms = looks(results)
    who = roster(results)
    spots = places(results, who, TRUST_FROM)
    rows = [(network, name, arm) for network, name in NETWORKS for arm in arms]
    figure = page(
        0.5 + 2.35 * len(rows),
        "Trust and joint projects in one replicate: an example, not a result",
        run_line(results),
        _note(len(who), len(spots), bool(scenario.group)),
    )
    head, body = figure.subfigures(2, 1, height_ratios=[0.4, 0.1 + 2.35 * len(rows)])
    _key(head, set(who.loc[list(spots), "role"]))
    grid = body.subplots(len(rows), len(moments), squeeze=False)
    for line, (network, name, arm) in zip(grid, rows, strict=True):
        for ax, week in zip(line, moments, strict=True):
            here = present(results, arm, week)
            ties = pairs(results, arm, week, network)
            inside, other = _network(ax, network, ties, spots, here, who["role"])
            counts = f"{inside} + {other}" if scenario.group else str(other)
            ax.set_title(f"week {week}: {counts} ties", color=INK)
        label = f"{name}\n{arms[arm].label}" if len(arms) > 1 else name
        line[0].set_ylabel(label, size=HEADING, color=arms[arm].colour)
    return figure


def _network(ax: Axes, network: str, ties, spots, here, roles) -> tuple[int, int]:
    """Draw one network; return how many ties within the cohort and how many others are shown."""
    least = TRUST_FROM if network == "trust" else 0.5
    shown = {
        pair: weight
        for pair, weight in ties.items()
        if weight >= least and all(key in spots and key in here for key in pair)
    }
    counts = []
    for inside, colour in ((False, "#9A9A9A"), (True, BLUE)):
        chosen = {
            pair: weight
            for pair, weight in shown.items()
            if all(roles[key] in ("cohort", "mentor") for key in pair) == inside
        }
        lines = [[spots[a], spots[b]] for a, b in chosen]
        widths = [_width(network, weight) for weight in chosen.values()]
        counts.append(len(chosen))
        ax.add_collection(LineCollection(lines, colors=colour, linewidths=widths, alpha=0.75))
    for role, (colour, marker, size, _) in ROLES.items():
        at = [spots[key] for key in spots if roles[key] == role and key in here]
        if at:
            x, y = zip(*at, strict=True)
            ax.scatter(
                x, y, size, colour, marker=marker, edgecolors="white", linewidths=0.8, zorder=3
            )
    ax.set(xlim=(-1.15, 1.15), ylim=(-1.45, 1.15), xticks=[], yticks=[])
    ax.set_box_aspect(0.92)
    ax.spines[:].set_visible(True)
    ax.spines[:].set_color("#DDDDDD")
    return counts[1], counts[0]


def _width(network: str, weight: float) -> float:
    """Return the width of a line in points: it grows in proportion to the weight."""
    return 7.0 * (weight - 0.45) if network == "trust" else 1.6 * weight


def _key(head: FigureBase, roles: set[str]) -> None:
    def mark(role: str) -> Line2D:
        colour, marker, size, label = ROLES[role]
        style = {"linestyle": "", "marker": marker, "markersize": size**0.5}
        return Line2D([], [], color=colour, label=label, **style)

    handles = [mark(role) for role in ("cohort", "mentor") if role in roles]
    if handles:
        handles.append(Line2D([], [], color=BLUE, linewidth=2, label="tie among them"))
    handles += [mark(role) for role in ("outsider", "hire") if role in roles]
    handles.append(Line2D([], [], color="#9A9A9A", linewidth=2, label="other tie"))
    legend(head, handles, len(handles))


def _note(everybody: int, shown: int, grouped: bool) -> str:
    parts = [
        f"Trust: ties whose mean over the two directions is {TRUST_FROM} or more, on a scale from "
        "0 to 1; joint projects: so far, of pairs still in touch. The wider the line, the more. "
        "Everybody stays in one place, laid out by the ties of all moments and arms together; "
        "who is not in the department yet, or no more, is left out."
    ]
    if grouped:
        parts.append("Counted are ties among cohort and mentors + all others.")
    if shown < everybody:
        parts.append(f"Shown are {shown} of {everybody} people: those closest to the cohort.")
    return " ".join(parts)
