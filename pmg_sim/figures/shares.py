"""The model's shares of people, respondents and groups, beside the study's counts."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pandas as pd

from pmg_sim.evidence import study
from pmg_sim.experiments import Results
from pmg_sim.figures.reading import FEWEST_FOR_BANDS, looks, plain


class Spread(NamedTuple):
    """How a share spreads over simulated groups.

    Attributes
    ----------
    middle : float
        The mean over groups; a median of sixths would tell less.
    thick, thin : tuple of float or None
        What is drawn so: half and nine tenths of the groups; or, of a mere yes or no, the 95 %
        interval of its share. None with fewer than `FEWEST_FOR_BANDS` groups.
    each : numpy.ndarray
        With so few groups, the share of each.
    """

    middle: float
    thick: tuple[float, float] | None
    thin: tuple[float, float] | None
    each: np.ndarray


@dataclass(frozen=True)
class Row:
    """One line of the figure: the study's share and counts, and the model's spread per arm."""

    label: str
    reported: float
    counts: str
    arms: dict[str, Spread]


def panels(results: Results) -> dict[str, list[Row]]:
    """Return the rows of each panel, in the study's order; a panel without data is left out."""
    told = study()
    parts = {
        "Outcomes: share of the cohort": ("counted", told["outcome"]),
        "Benefits: share of respondents who raise it": ("respondents", _kind(told, "benefit")),
        "Drawbacks: share of respondents who raise it": ("respondents", _kind(told, "drawback")),
    }
    found = {
        name: [
            Row(
                plain(entry["name"]),
                entry["count"] / entry["of"],
                f"{entry['count']} of {entry['of']}",
                _spreads(results, entry["name"], of),
            )
            for entry in entries
        ]
        for name, (of, entries) in parts.items()
    }
    found["The group itself"] = _group_rows(results, told["meetings"])
    return {name: rows for name, rows in found.items() if any(row.arms for row in rows)}


def _kind(told: dict, kind: str) -> list[dict]:
    return [theme for theme in told["theme"] if theme["kind"] == kind]


def _group_rows(results: Results, meetings: dict) -> list[Row]:
    total, attendance = meetings["total"], meetings["attendance_mean"]
    lived = _lived(results)
    return [
        Row(
            "Present at evening meetings",
            attendance,
            f"{100 * attendance:.0f} %",
            _spreads(results, "evening_present", "evening_seats"),
        ),
        Row(
            "Planned meetings that were held",
            1.0,
            f"{total} of {total}",
            _spreads(results, "meetings_held", "meetings_planned", founded=True),
        ),
        Row(
            "Alive to its planned end" if _some_end(results) else "Alive at the end",
            1.0,
            "1 of 1",
            {"group": spread_of_yes(lived.to_numpy() == 1.0)} if len(lived) else {},
        ),
    ]


def _some_end(results: Results) -> bool:
    return any(group.ends_week is not None for group in results.scenario.group)


def _lived(results: Results) -> pd.Series:
    """Say of each group that was founded whether it lived to the horizon or its planned end."""
    table = results.outcomes
    return table.loc[table["founded"] == 1.0, "alive_at_end"]


def _spreads(results: Results, name: str, of: str, founded: bool = False) -> dict[str, Spread]:
    """Return how each group's share spreads, by arm; groups with nobody to count are left out."""
    table = results.outcomes
    counted = (table[of] > 0) & ((table["founded"] == 1.0) if founded else True)
    share = (table[name] / table[of])[counted]
    by_arm = {arm: share[table["arm"] == arm] for arm in looks(results)}
    return {arm: spread(values.to_numpy()) for arm, values in by_arm.items() if len(values)}


def spread(values: np.ndarray) -> Spread:
    """Return the spread of shares, one or more."""
    if len(values) < FEWEST_FOR_BANDS:
        return Spread(values.mean(), None, None, values)
    lowest, low, high, highest = np.quantile(values, (0.05, 0.25, 0.75, 0.95))
    return Spread(values.mean(), (low, high), (lowest, highest), values[:0])


def spread_of_yes(answers: np.ndarray) -> Spread:
    """Return the share of yes among answers, one or more, with its interval (Wilson)."""
    if len(answers) < FEWEST_FOR_BANDS:
        return Spread(answers.mean(), None, None, answers[:0])
    from scipy import stats  # takes a second to import

    test = stats.binomtest(int(answers.sum()), len(answers))
    interval = test.proportion_ci(0.95, method="wilson")
    return Spread(answers.mean(), None, (interval.low, interval.high), answers[:0])
