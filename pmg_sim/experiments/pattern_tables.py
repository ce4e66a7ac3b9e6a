"""The tables of patterns and of published numbers, for the screen and for the documents."""

import textwrap

from rich import box
from rich.console import Console
from rich.padding import Padding
from rich.table import Table

from pmg_sim.experiments.patterns import CRITERION

WIDTH = 118
"""Columns of a terminal that the tables are made for."""

MARKS = {"shown": "shown", "not shown": "-", "opposite": "opposite"}


def _plain(name: str) -> str:
    return name.replace("_", " ")


def _signed(value: float | None) -> str:
    return "-" if value is None else f"{value:+.3f}"


def share(value: float | None) -> str:
    """Write a probability, or that there is none."""
    return "-" if value is None else f"{value:.2f}"


def _range(bounds: list | None, digits: int = 3) -> str:
    if bounds is None or None in bounds:
        return "-"
    return f"{bounds[0]:+.{digits}f} to {bounds[1]:+.{digits}f}"


def printed(table: Table) -> str:
    """Return a table as plain text."""
    console = Console(width=WIDTH, no_color=True, highlight=False)
    with console.capture() as captured:
        console.print(table)
    # An old terminal has no long dash.
    lines = [line.rstrip() for line in captured.get().replace("\u2500", "-").splitlines()]
    return "\n".join(lines).strip("\n")


def table(found: list[dict]) -> str:
    """Write the patterns with their sides as a table for the screen.

    Parameters
    ----------
    found : list of dict
        From `pmg_sim.experiments.patterns.judge`.
    """
    columns = (
        "pattern and its sides",
        "kind",
        "effect",
        "95 % of the mean",
        "at least",
        "P",
        "verdict",
    )
    grid = Table(*columns, box=box.SIMPLE_HEAD, pad_edge=False)
    for pattern in found:
        grid.add_row(
            _plain(pattern["id"]).upper(), pattern["kind"], "", "", "", "", pattern["verdict"]
        )
        for side in pattern["sides"]:
            least = side["null"] + side["sign"] * side["minimum"]
            grid.add_row(
                Padding(side["statistic"], (0, 0, 0, 2)),
                side["kind"],
                _signed(side["effect"]),
                _range(side["interval"]),
                _signed(least),
                share(side["probability"]),
                side["verdict"],
            )
    below = [textwrap.fill(text, WIDTH) for text in (tally(found), CRITERION)]
    return "\n".join([printed(grid), "", *below])


def tally(found: list[dict]) -> str:
    """Count the verdicts, emergent and imposed sides apart."""
    sides = [side for pattern in found for side in pattern["sides"]]
    parts = [f"{_count(found)} of {len(found)} patterns"]
    for kind in ("emergent", "imposed"):
        own = [side for side in sides if side["kind"] == kind]
        parts.append(f"{_count(own)} of {len(own)} {kind} sides")
    return f"Shown / opposite: {'; '.join(parts)}. P: probability over the draws."


def _count(entries: list[dict]) -> str:
    verdicts = [entry["verdict"] for entry in entries]
    return f"{verdicts.count('shown')} / {verdicts.count('opposite')}"


def matrix(found: dict[str | None, list[dict]]) -> str:
    """Write which sides each mechanism carries: one row per side, one column per switch-off.

    Parameters
    ----------
    found : dict of (str or None) to list of dict
        By the mechanism that was off, None for none; each from
        `pmg_sim.experiments.patterns.judge`.

    Returns
    -------
    str
        A Markdown table of the mean effects over the priors; bold where the 95 % interval does
        not meet that of the whole model.
    """
    whole = found[None]
    others = [off for off in found if off is not None]
    head = ["pattern", "measure", "everything", *(_plain(off) for off in others)]
    lines = [f"| {' | '.join(head)} |", f"|{' --- |' * len(head)}"]
    for k, pattern in enumerate(whole):
        for s, side in enumerate(pattern["sides"]):
            cells = [_plain(pattern["id"]), _plain(side["measure"]), _signed(side["effect"])]
            for off in others:
                now = found[off][k]["sides"][s]
                text = _signed(now["effect"])
                cells.append(f"**{text}**" if _apart(now, side) else text)
            lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def _apart(one: dict, other: dict) -> bool:
    """Tell whether the intervals of two effects do not meet."""
    bounds = [*one["interval"], *other["interval"]]
    if None in bounds:
        return False
    return bounds[1] < bounds[2] or bounds[3] < bounds[0]


def literature_table(found: list[dict]) -> str:
    """Write the checks against published numbers as a table for the screen."""
    columns = ("published", "kind", "model", "95 %", "asked", "drawn 5-95 %", "P", "inside")
    grid = Table(*columns, box=box.SIMPLE_HEAD, pad_edge=False)
    for check in found:
        grid.add_row(
            check["statistic"],
            check["kind"],
            "-" if check["value"] is None else f"{check['value']:.3g}",
            plain_range(check["interval"]),
            f"{check['low']:g} to {check['high']:g}",
            plain_range(check["drawn"]),
            share(check["probability"]),
            inside(check),
        )
    within = sum(check["inside"] is True for check in found)
    told = f"{within} of {len(found)} inside at the centres of the priors."
    note = f"{told} P: share of the draws inside."
    return "\n".join([printed(grid), "", note])


def inside(check: dict) -> str:
    """Tell whether a value is where it should be, and whether a mechanism's sign is certain."""
    if check["inside"] is None:
        return "-"
    if not check["inside"]:
        return "no"
    low, high = check["interval"]
    is_open = check["kind"] == "mechanism" and (low is None or low <= 0.0 <= high)
    return "yes, sign open" if is_open else "yes"


def plain_range(bounds: list | None) -> str:
    """Write two bounds with three digits that count."""
    if bounds is None or None in bounds:
        return "-"
    return f"{bounds[0]:.3g} to {bounds[1]:.3g}"
