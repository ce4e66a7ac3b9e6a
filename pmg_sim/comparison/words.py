"""The sentences of a comparison."""

import math
from collections.abc import Sequence
from typing import Any

import pandas as pd

from pmg_sim.comparison.asked import EVERY
from pmg_sim.comparison.contrasts import sets_needed
from pmg_sim.comparison.intervals import FEWEST_FOR_CORRELATION
from pmg_sim.experiments.outcomes import OUTCOMES, WHOM

ON = {"0 to 1": " on a scale of 0 to 1", "share": " as a share"}
SMALLEST = 1e-9
"""A variance ratio is below 1 only if it is by more than rounding."""

OWNERS = {
    "members": "members' ",
    "newcomers": "later hires' ",
    "department": "everybody's ",
}
"""How labels begin, which need not be said again after "For members"."""

VERDICTS = {
    "better": "clearly better",
    "worse": "clearly worse",
    "open": "cannot be told",
    "same": "no difference",
    "none": "nothing to compare",
}

CLEARLY = (
    '"Clearly" means that the 95 % interval leaves out zero even when it is widened so that all '
    "intervals of the table hold at once. It is about the average over many departments and over "
    "all that is uncertain about the theory, and it does not mean large: what is smaller than the "
    "smallest difference that is taken to matter, an assumption, is marked so."
)


def verdict(row: Any) -> str:
    """Return what a row of the table says: a key of `VERDICTS`."""
    if not math.isfinite(row.low_all):
        return "none"
    if row.low_all <= 0.0 <= row.high_all:
        return "same" if row.low_all == row.high_all else "open"
    return "better" if (row.mean > 0) == (OUTCOMES[row.outcome].better == "more") else "worse"


def and_list(items: Sequence[str]) -> str:
    """Join items with commas and an "and"."""
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}"


def number(value: float, half: float = math.nan, sign: str = "") -> str:
    """Write a number with two digits of its uncertainty, or three of its own."""
    if not math.isfinite(value):
        return "-"
    size = half if math.isfinite(half) and half > 0 else abs(value) / 10
    decimals = 0 if size == 0 else min(6, max(0, 1 - math.floor(math.log10(size))))
    text = f"{value:{sign},.{decimals}f}"
    return text.lstrip("+-") if float(text.replace(",", "")) == 0.0 else text


def sureness(row: Any) -> float:
    """Return how many times its simultaneous half width a difference is away from zero."""
    half = (row.high_all - row.low_all) / 2
    return abs(row.mean) / half if half > 0 else math.inf


def clear_sentences(table: pd.DataFrame, baseline: str) -> list[str]:
    """Tell for whom an arm is clearly better or worse, the surest first, costs last."""
    found = []
    for (arm, whom), rows in table.groupby(["arm", "whom"], sort=False):
        told = {
            kind: sorted(
                (row for row in rows.itertuples() if verdict(row) == kind),
                key=sureness,
                reverse=True,
            )
            for kind in ("better", "worse")
        }
        parts = [
            f"{VERDICTS[kind]} {'' if place else f'than {baseline} '}in "
            f"{and_list([_difference(row) for row in several])}"
            for place, (kind, several) in enumerate(
                (kind, several) for kind, several in told.items() if several
            )
        ]
        if parts:
            surest = max(sureness(row) for several in told.values() for row in several)
            concerned = "As to cost" if whom == "cost" else f"For {WHOM[str(whom)]}"
            text = f"{concerned}, {arm} is {', but '.join(parts)}."
            found.append((whom == "cost", -surest, text))
    return [text for *_, text in sorted(found, key=lambda one: one[:2])]


def _difference(row: Any) -> str:
    half = (row.high - row.low) / 2
    mean = number(row.mean, half, "+")
    unit = ON.get(row.unit, f" {row.unit}")
    between = f"; {number(row.low_all, half, '+')} to {number(row.high_all, half, '+')}"
    label = row.label.removeprefix(OWNERS.get(row.whom, ""))
    small = ", less than what matters" if abs(row.mean) < OUTCOMES[row.outcome].matters else ""
    return f"{label} ({mean}{unit}{between if half > 0 else ''}{small})"


def other_sentences(table: pd.DataFrame, baseline: str) -> list[str]:
    """Tell for each arm what luck leaves of it, and what cannot be told."""
    found = []
    for arm, rows in table.groupby("arm", sort=False):
        by: dict[str, list[Any]] = {kind: [] for kind in VERDICTS}
        for row in rows.itertuples():
            by[verdict(row)].append(row)
        if shares := [row.better_in_one for row in by["better"] if row.whom != "cost"]:
            found.append(
                f"A single department shows less: where {arm} is clearly better on average, it "
                f"came out better in {_span(shares)} of the departments (50 % would be chance)."
            )
        for kind, text in (
            ("open", f"Whether {arm} is better or worse than {baseline} cannot be told for"),
            ("same", f"{arm} makes no difference at all in"),
            ("none", f"Nothing can be compared between {arm} and {baseline} in"),
        ):
            if by[kind]:
                found.append(f"{text} {and_list([row.label for row in by[kind]])}.")
    return found


def _span(shares: Sequence[float]) -> str:
    low, high = (round(100 * share) for share in (min(shares), max(shares)))
    return f"{low} %" if low == high else f"{low} to {high} %"


def pairing_sentences(table: pd.DataFrame) -> list[str]:
    """Tell what running the arms with the same people, luck and numbers brought."""
    known = table[table["variance_ratio"].notna()]
    if known.empty:
        return []
    several = table["arm"].nunique() > 1

    def named(row: Any) -> str:
        return f"{row.label}{f' of {row.arm}' if several else ''}"

    least = known.loc[known["variance_ratio"].idxmin()]
    most = known.loc[known["variance_ratio"].idxmax()]
    found = []
    hurt = known[known["variance_ratio"] < 1 - SMALLEST]
    if not hurt.empty:
        each = [
            f"{named(row)} (variance ratio {row.variance_ratio:.2f})" for row in hurt.itertuples()
        ]
        found.append(
            f"Warning: pairing hurts in {and_list(each)}. There the same luck in both arms makes "
            "the difference less sure than separate departments would."
        )
    if len(known) == 1:
        text = f"The variance is {_times(least.variance_ratio)} times smaller than with separate "
        return [*found, f"{text}departments in each arm."] if hurt.empty else found
    return [
        *found,
        "With separate departments in each arm, the variance of the difference would be "
        f"{_times(most.variance_ratio)} times as large in {named(most)}, where pairing helps most, "
        f"and {_times(least.variance_ratio)} times in {named(least)}, where it helps least.",
    ]


def _times(ratio: float) -> str:
    return f"{ratio:,.0f}" if ratio >= 10 else f"{ratio:.1f}" if ratio >= 1 else f"{ratio:.2g}"


def size_sentences(table: pd.DataFrame, draws: int, reached: bool | None, unit: str) -> list[str]:
    """Tell whether the intervals are as narrow as asked, and what half their width takes."""
    found = []
    half = (table["high"] - table["low"]) / 2
    if reached:
        found.append(f"All intervals are as narrow as was asked, with {draws:,} sets of numbers.")
    if reached is False:
        wide = table[half > table["asked"]]
        told = [f"{row.label} of {row.arm}" for row in wide.itertuples()]
        found.append(
            f"Not as narrow as was asked, although the most that is run, {draws:,} sets, was: "
            f"{and_list(told) if told else 'outcomes that are seldom there'}."
        )
    rows = table[half > 0]
    if not rows.empty:
        needed = sets_needed(rows, half[rows.index] / 2).max()
        found.append(
            f"Intervals half as wide take {needed:,.0f} {unit} instead of "
            f"{rows['sets'].max():,.0f}."
        )
    if 0 < table["sets"].max() < FEWEST_FOR_CORRELATION:
        found.append(
            f"Warning: {table['sets'].max()} {unit} are few; the intervals take the differences to "
            "be normally distributed."
        )
    return found


def asked_in_words(precision: dict[str, float]) -> str:
    """Tell which half widths were asked for."""
    told = [
        f"{OUTCOMES[name].label} {width:g} ({OUTCOMES[name].unit})"
        for name, width in precision.items()
        if name != EVERY
    ]
    if EVERY in precision:
        others = "the other outcomes" if told else "all outcomes"
        told.append(
            f"{others} {precision[EVERY]:g} standard deviations over departments of the baseline"
        )
    return f"Half width of the pointwise intervals: {'; '.join(told)}."


def unlike_sentences(settings: pd.DataFrame) -> list[str]:
    """Warn of arms whose department or length is another than that of the baseline."""
    found = []
    for arm, rows in settings.groupby("arm", sort=False):
        keys = rows["setting"].str.partition(".")[0]
        apart = rows["setting"][keys.isin(["department", "traits"])].tolist()
        if apart:
            found.append(
                f"Warning: {arm} differs from the baseline in its department, too "
                f"({and_list(apart)}); part of what differs may come from that."
            )
        if keys.isin(["horizon_weeks", "follow_up_weeks"]).any():
            found.append(
                f"Warning: {arm} lasts longer or shorter than the baseline, so outcomes are taken "
                "at different times."
            )
    return found


def verdicts_in_words(table: pd.DataFrame) -> list[str]:
    """Return what each row says, in words."""
    return [VERDICTS[verdict(row)] for row in table.itertuples()]
