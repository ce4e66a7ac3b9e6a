"""The tables of a run's summary, in text."""

from collections.abc import Iterable
from typing import Any

from pmg_sim.experiments.answer import TOLD
from pmg_sim.experiments.wording import number, plain, share, signed, with_range
from pmg_sim.experiments.words import STATES_TOLD
from pmg_sim.report.cells import three_digits
from pmg_sim.report.content import Table

FILE = "summary.json"
SCOPES = {
    "members": "members",
    "outsiders": "colleagues outside",
    "hires": "later hires outside",
}
UNCLEAR = "A question mark: the interval spans zero."


def outcomes(summary: dict[str, Any]) -> Table | None:
    """Set the career outcomes beside the study's counts."""
    rows = []
    for name, entry in summary["outcomes"].items():
        study, difference = entry["study"], entry["difference"]
        rows.append(
            [
                plain(name),
                f"{study['count']} of {study['of']}",
                with_range(entry["simulated"]),
                number(difference["without"]),
                signed(difference, 2),
                share(entry["at_least"]),
                entry["verdict"],
            ]
        )
    columns = [
        "outcome",
        "the study",
        "with the group (5-95 %)",
        "nobody meeting",
        "difference (95 %)",
        "reached",
        "verdict",
    ]
    caption = (
        "Career outcomes, in people of the study's number: means, in brackets the 5th to 95th "
        "percentile of replicates. Reached: the share of replicates with at least the study's "
        f"count. {UNCLEAR}"
    )
    return _table(caption, columns, rows)


def themes(summary: dict[str, Any]) -> Table | None:
    """Set what members would say beside what the study's respondents said."""
    rows = [
        [
            plain(name),
            entry["kind"],
            f"{entry['study']['count']} of {entry['study']['of']}",
            with_range(entry["simulated"]),
            entry["verdict"],
        ]
        for name, entry in summary["themes"].items()
    ]
    columns = ["theme", "kind", "the study", "simulated (5-95 %)", "verdict"]
    caption = (
        "How many of seven respondents name a theme: the mean, in brackets the 5th to 95th "
        "percentile of replicates."
    )
    return _table(caption, columns, rows)


def against_nobody(summary: dict[str, Any]) -> Table | None:
    """Tell the measures of people with the group and without it."""
    return _compared(
        summary["answer"]["without"],
        "The same people with the group and with nobody meeting, on the average of the second "
        f"half of the study period, with 95 % intervals. {UNCLEAR}",
        ["measure", "difference (95 %)", "with the group", "nobody meeting"],
    )


def against_base(summary: dict[str, Any]) -> Table | None:
    """Tell the measures here and in the scenario that this one builds on."""
    answer = summary["answer"]
    base, name = answer["compared_with"], summary["scenario"]["name"]
    return _compared(
        answer["base"],
        f"Measures of {name} and of {base}, with the same seed and 95 % intervals. {UNCLEAR}",
        ["measure", "difference (95 %)", name, base],
    )


def _compared(entries: dict[str, Any], caption: str, columns: list[str]) -> Table | None:
    rows = [
        [
            TOLD.get(name, plain(name)),
            _difference(entry),
            _three(entry["with_group"]),
            _three(entry["without"]),
        ]
        for name, entry in entries.items()
        if entry["mean"] is not None
    ]
    return _table(caption, columns, rows)


def scopes(summary: dict[str, Any]) -> Table | None:
    """Set the differences of members, of outsiders and of later hires side by side."""
    if not summary["members"]:
        return None
    week = summary["scenario"]["horizon_weeks"]
    rows = [
        [plain(name), *(signed(summary[scope][name], 3) for scope in SCOPES)]
        for name in STATES_TOLD
    ]
    caption = (
        f"Group less no group after {week} weeks, on scales from 0 to 1, with 95 % intervals. "
        f"{UNCLEAR}"
    )
    return _table(caption, ["state", *SCOPES.values()], rows)


def costs(summary: dict[str, Any]) -> Table | None:
    """Tell dollars and hours by who pays."""
    if not summary["costs"]:
        return None
    rows = [
        [
            entry["item"],
            entry["payer"],
            *(_three(entry[name]) for name in ("usd", "hours", "hours_per_person")),
        ]
        for entry in summary["costs"]["items"]
    ]
    columns = ["item", "payer, or whose time", "dollars", "hours", "hours a person"]
    return _table("Costs of a replicate.", columns, rows)


def department(summary: dict[str, Any]) -> Table | None:
    """Tell the states of everybody at the end of the study period."""
    arms = summary["department"]
    labels = {"group": "with the group", "no_group": "no group"}
    names = list(next(iter(arms.values())))
    places = {"people": 1}
    rows = [
        [plain(name), *(with_range(arms[arm][name], places.get(name, 2)) for arm in arms)]
        for name in names
    ]
    return _table(
        "Everybody in the department at the end of the study period: mean (5th to 95th "
        "percentile of replicates).",
        ["state", *(labels[arm] for arm in arms)],
        rows,
    )


def _table(caption: str, columns: list[str], rows: Iterable[list[str]]) -> Table | None:
    """Make a table, unless it has no rows."""
    told = [["" if cell == "-" else cell for cell in row] for row in rows]
    return Table(caption, columns, told, FILE) if told else None


def _three(value: float | None) -> str:
    return "" if value is None else three_digits(value)


def _difference(entry: dict[str, Any]) -> str:
    """Write a difference with its interval, as many places as its smaller end needs."""
    ends = [abs(entry[key]) for key in ("mean", "low", "high") if entry[key]]
    return signed(entry, max((_places(end) for end in ends), default=0))


def _places(size: float) -> int:
    """Return the places after the point that show two digits, four at most."""
    places = 1
    while places < 4 and size < 10.0 ** (1 - places):
        places += 1
    return places
