"""The part of the answer about success: what goes with a completion, and what it sets off."""

import numpy as np
import pandas as pd

from pmg_sim.cycles.completions import BEFORE, LAGS, RISE, STATES
from pmg_sim.cycles.estimate import UNTOLD, Estimate, estimate, long_table
from pmg_sim.cycles.gather import ARMS, PUSHED, Gathered
from pmg_sim.cycles.strength import STRENGTHS
from pmg_sim.experiments.outcomes import OUTCOMES
from pmg_sim.experiments.written_answer import Picture, Section, Table

IN_WORDS = {
    "efficacy": "self-efficacy (0 to 1)",
    "motivation": "motivation (0 to 1)",
    "worked": "scholarly hours a week",
    "completions": "products completed so far",
}
ARM_WORDS = {
    "group": "with the group",
    "no_group": "same people without it",
    "efficacy_off": "with the group, self-efficacy switched off",
}
MATTERS = OUTCOMES["efficacy"].matters
"""Change of self-efficacy (0 to 1) under which the way up from a success counts as weak."""

STRONG = 5.0
"""How many times `MATTERS` the way up from a success has to bring to count as strong."""

WEAK = 5.0
"""Per cent of people's work under which the way back from a success counts as weak.

All three are conventions. The whole 95 % interval has to lie beyond them; otherwise the number
stands without an adjective.
"""

COUNTED, SHOWN = 104, 78
"""Weeks after the shared success that are added up, and of these shown in the figure, at most."""


def success_part(found: Gathered, weeks: int, subtitle: str) -> tuple[Section, list[str]]:
    """Return the section about completions, and what of it belongs to the answer.

    Parameters
    ----------
    found : Gathered
    weeks : int
        Of the run.
    subtitle : str
        Of the figures: which runs they show.
    """
    around = long_table(
        {
            (IN_WORDS[state], ARM_WORDS[arm]): found.values["response", state, arm]
            for state in STATES
            for arm in ARMS
        },
        ["what", "arm"],
        {"weeks from the completion": LAGS},
    )
    rises = {
        (state, arm): found.values["response", state, arm][:, RISE].mean(axis=1)
        for state in STATES
        for arm in ARMS
    }
    seen = _seen_words(rises)
    sentences = [
        seen,
        _dip_words(rises),
        "People do not complete by chance: a product comes out when the work on it has ended. "
        "These changes are what goes with a completion, not what it causes. Held against each one "
        "are the same person's weeks in which nothing came out.",
    ]
    tables = [
        Table(
            "around_completions",
            "Change from the mean of the 13 weeks before a completed product, beyond the same "
            "person's change around all weeks in which nothing was completed; means over "
            "completions, then departments, with 95 % intervals.",
            around,
        )
    ]
    pictures = [
        Picture(
            "around_completions",
            "What goes with a completed product (week 0). Bands are 95 % intervals over "
            "departments. Changes are beyond those of the same people around other weeks; they "
            "are not effects, because completions do not come by chance.",
            "cycles_around_completions",
            {"table": around, "subtitle": subtitle},
        )
    ]
    head = [_dip_words(rises)]
    if found.success is None:
        sentences.append(
            "A shared success cannot be sent into this scenario: what a completion causes was not "
            "tried."
        )
    else:
        told, caused = _pulse(found, weeks)
        sentences += caused
        head = [*caused[:2], *head]
        tables.append(
            Table(
                "shared_success",
                f"What one product completed together in week {found.success}, over and above all "
                "others, does to the same people with the same luck: difference from the run "
                "without it; means over departments with 95 % intervals.",
                told,
            )
        )
        shown = told[told["what"] != IN_WORDS["completions"]]
        pictures.append(
            Picture(
                "shared_success",
                "What one completed product causes: an extra product of the whole group in week 0, "
                "against the same people with the same luck without it. Bands are 95 % intervals "
                "over departments.",
                "cycles_shared_success",
                {"table": shown[shown["weeks after"] <= SHOWN], "subtitle": subtitle},
            )
        )
    section = Section(
        "What a completion goes with, and what it sets off",
        tuple(sentences),
        tuple(tables),
        tuple(pictures),
    )
    return section, head


def _seen_words(rises: dict[tuple[str, str], np.ndarray]) -> str:
    one, other = (estimate(rises["efficacy", arm]) for arm in ARMS)
    if not np.isfinite(one.mean):
        return "Nothing was completed far enough from either end to say what goes with it."
    return (
        "In the quarter after a completed product self-efficacy stands "
        f"{one.words('on its scale from 0 to 1', 3)} above the quarter before with the group, and "
        f"{other.words('', 3)} without it."
    )


def _dip_words(rises: dict[tuple[str, str], np.ndarray]) -> str:
    one, other = (estimate(rises["worked", arm]) for arm in ARMS)
    more = estimate(rises["worked", "group"] - rises["worked", "no_group"])
    if not np.isfinite(one.mean):
        return "Whether hours change after a completion was therefore not measured."
    said = (
        "Scholarly hours change by "
        f"{one.words('hours a week')} in the quarter after a completion with the group, and by "
        f"{other.words()} without it"
    )
    if more.verdict == UNTOLD:
        said += f". Whether it differs between the two cannot be told ({more.words()})"
    elif one.verdict == other.verdict == "lower":
        which = "shallower" if more.verdict == "higher" else "deeper"
        said += f". With the group this trough is {which}, by {more.words('hours a week')}"
    return f"{said}."


def _pulse(found: Gathered, weeks: int) -> tuple[pd.DataFrame, list[str]]:
    """Return the table, and sentences: up, on to hours, and on to products."""
    week = found.success
    assert week is not None
    after = min(COUNTED, weeks - 1 - week)
    first, last = max(0, week - BEFORE), week + after + 1
    told = long_table(
        {
            (IN_WORDS[state], ARM_WORDS[arm]): found.values["pulse", state, arm][:, first:last]
            for state in (*STATES, "completions")
            for arm in PUSHED
        },
        ["what", "arm"],
        {"weeks after": np.arange(first, last) - week},
    )
    efficacy = found.values["pulse", "efficacy", "group"]
    at_once, later = estimate(efficacy[:, week]), estimate(efficacy[:, min(week + 26, last - 1)])
    if not np.isfinite(at_once.mean):
        return told, ["Nobody was there when the shared success came: nothing was measured."]
    hours = {arm: _sum(found.values["pulse", "worked", arm][:, week:last]) for arm in PUSHED}
    gained, off = estimate(hours["group"]), estimate(hours["efficacy_off"])
    usual = found.values["strength", "group", f"0 to {weeks - 1}"]
    usual = estimate(usual[:, list(STRENGTHS).index("worked")])
    more = estimate(found.values["pulse", "completions", "group"][:, last - 1])
    arms = estimate(hours["group"] - hours["no_group"])
    up = (
        f"From success to self-efficacy{_up_words(at_once)}: one extra product changes it at once "
        f"by {at_once.words('', 3)}; half a year later {later.words('', 3)} is left."
    )
    share = 100.0 / (after + 1) / usual.mean if usual.mean > 0.0 else np.nan
    back = (
        f"From self-efficacy to work{_back_words(gained, share)}: over the {after + 1} weeks from "
        f"it on the extra product brings {gained.words('hours of scholarly work a person', 1)}"
    )
    if np.isfinite(share):
        back += f", which is {gained.mean * share:+.1f} % of their work"
    back += _off_words(gained, off)
    products = f"It brings {more.words('further products a person', 3)} within that time; " + (
        "whether the upward cycle carries itself on to a further product cannot be told."
        if more.verdict == UNTOLD
        else "a cycle that carried itself on would bring one or more."
    )
    group = (
        "Whether this loop is stronger with the group cannot be told"
        if arms.verdict == UNTOLD
        else f"With the group this loop is {'stronger' if arms.mean > 0 else 'weaker'}"
    ) + f": hours gained with it less without it, {arms.words('', 1)}."
    return told, [up, back, products, group]


def _up_words(change: Estimate) -> str:
    if change.low > STRONG * MATTERS:
        return f" the leg is strong (more than {STRONG * MATTERS:g})"
    if change.low > -MATTERS and change.high < MATTERS:
        return f" the leg is weak (less than {MATTERS:g})"
    return ""


def _back_words(gained: Estimate, share: float) -> str:
    """Judge hours gained; `share` makes them per cent of people's work."""
    if gained.low * share > -WEAK and gained.high * share < WEAK:
        return f" the leg is weak (less than {WEAK:g} % of people's work)"
    return ""


def _sum(rows: np.ndarray) -> np.ndarray:
    """Add weeks up; once nobody is left nothing more is gained, and nobody at all is a gap."""
    known = np.isfinite(rows)
    return np.where(known.any(axis=1), np.where(known, rows, 0.0).sum(axis=1), np.nan)


def _off_words(gained: Estimate, off: Estimate) -> str:
    said = f"; with self-efficacy switched off the same event brings {off.words('hours', 1)}"
    if gained.verdict == "higher" and off.verdict == UNTOLD:
        return f"{said}, which cannot be told from nothing."
    return f"{said}."
