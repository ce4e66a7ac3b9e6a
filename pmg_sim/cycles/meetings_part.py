"""The part of the answer about meetings: work lined up on them, and the rhythm that they give."""

import numpy as np
import pandas as pd

from pmg_sim.cycles.estimate import UNTOLD, Estimate, columns, estimate, long_table
from pmg_sim.cycles.gather import AROUND, Gathered
from pmg_sim.cycles.locked import CYCLES, LAGS, peak
from pmg_sim.cycles.strength import STRENGTHS
from pmg_sim.experiments.written_answer import Picture, Section, Table

PROMISE = {
    "hours on a promise, a member": "a member",
    "hours on a promise, a member with work left on it": "with work left",
}
WORK = {
    "scholarly hours with the group": "with the group",
    "scholarly hours of the same people without it": "without it",
}
DIFFERENCE = "difference in scholarly hours"
SMALL = 10.0
"""Per cent of the variance of a person's weekly hours under which a rhythm counts as small."""

OFTEN = 1.0
"""Per cent of weeks without a project from which on they are told as troughs; under it, as rare.

Both are conventions. The whole 95 % interval has to lie on one side; otherwise the number stands
alone.
"""

POWER = {"group": "with the group", "no_group": "same people without it"}


def meetings_part(found: Gathered, weeks: int, subtitle: str) -> tuple[Section, list[str]]:
    """Return the section about meetings, and what of it belongs to the answer.

    Parameters
    ----------
    found : Gathered
    weeks : int
        Of the run.
    subtitle : str
        Of the figures: which runs they show.
    """
    around = _around(found)
    power = long_table(
        {(POWER[arm],): found.values["power", arm] for arm in POWER},
        ["arm"],
        {"cycles from meeting to meeting": CYCLES},
    )
    key = ("strength", "group", f"0 to {weeks - 1}")
    pulled = estimate(found.values[key][:, list(STRENGTHS).index("pull")])
    peaks = {arm: np.array([peak(row) for row in found.values["power", arm]]) for arm in POWER}
    with_group, without = (estimate(peaks[arm]) for arm in POWER)
    more = estimate(peaks["group"] - peaks["no_group"])
    sentences = [
        _pull_words(pulled),
        *_falls(found, pulled),
        _rhythm_words(with_group, without, more),
    ]
    gained = estimate(
        _flat(found.values["around", "with the group"] - found.values["around", "without it"])
    )
    said = (
        f"Over the weeks around the meetings the same people work {gained.words('hours a week')} "
        "more with the group than without it, at every distance from a meeting."
        if (around[f"{DIFFERENCE}, low"] > 0.0).all()
        else "All scholarly work, with the group less without it: "
        f"{gained.words('hours a week')} over the weeks around the meetings."
    )
    empty = _empty_words(found, key)
    section = Section(
        "Work and the meetings",
        (*sentences, said, empty),
        (
            Table(
                "around_meetings",
                "Hours a week by weeks from a discussion meeting (0: the week of the meeting, "
                "whose work is done before the evening); means over departments with 95 % "
                "intervals. Weeks beyond the neighbouring meetings are left out, so that weeks far "
                "from a meeting come from long gaps.",
                around,
            ),
            Table(
                "rhythm",
                "Share (%) of the variance of a person's weekly scholarly hours at so many cycles "
                "from one discussion meeting to the next (Lomb and Scargle, normalised); means "
                "over people, then departments, with 95 % intervals.",
                power,
            ),
        ),
        (
            Picture(
                "around_meetings",
                "Work lined up on the discussion meetings. Top: hours on a promise, over all "
                "members and over those who still have work left on it. Middle: all scholarly "
                "work, the same people and weeks with the group and without it. Bottom: the "
                "difference. Bars are 95 % intervals over departments.",
                "cycles_around_meetings",
                {"table": around, "subtitle": subtitle},
            ),
            Picture(
                "rhythm",
                "How much of the ups and downs of scholarly hours comes and goes with the "
                "meetings: a peak at one cycle is a rhythm of the meetings; the peaks at two and "
                "three are its overtones. Slow cycles hold more, with and without a group.",
                "cycles_rhythm",
                {"table": power, "subtitle": subtitle},
            ),
        ),
    )
    return section, [sentences[0], sentences[-1], empty]


def _flat(values: np.ndarray) -> np.ndarray:
    """Return each department's mean over the lags known."""
    known = np.isfinite(values)
    count = known.sum(axis=1)
    return np.where(known, values, 0.0).sum(axis=1) / np.where(count > 0, count, np.nan)


def _around(found: Gathered) -> pd.DataFrame:
    values = {label: found.values["around", label] for label in AROUND}
    told: dict[str, np.ndarray] = {"weeks from the meeting": LAGS}
    for words, label in {**PROMISE, **WORK}.items():
        told |= columns(values[label], words)
    told |= columns(values["with the group"] - values["without it"], DIFFERENCE)
    return pd.DataFrame(told)


def _pull_words(pulled: Estimate) -> str:
    if not np.isfinite(pulled.mean):
        return "Nobody promises anything, so that no meeting pulls at a promise."
    said = pulled.words("hours a week")
    if pulled.verdict == UNTOLD:
        return (
            "Whether work on a promise rises toward the meeting that asks about it cannot be told: "
            f"the same member changes it by {said}."
        )
    way = "rises" if pulled.mean > 0.0 else "falls"
    return (
        f"Work on a promise {way} toward the meeting that asks about it: a member with work left "
        f"spends {said} on it in the last two weeks beside the first two after the meeting before."
    )


def _falls(found: Gathered, pulled: Estimate) -> list[str]:
    """Say that the average over all members falls where it hides a pull."""
    values = found.values["around", "a member"]
    early, late = values[:, (LAGS >= 1) & (LAGS <= 2)], values[:, (LAGS >= -1) & (LAGS <= 0)]
    change = estimate(_flat(late) - _flat(early))
    if change.verdict != "lower" or pulled.verdict != "higher":
        return []
    return [
        f"Over all members it goes down, {change.words('hours a week')}, because promises are "
        "finished on the way: the average over members hides the pull."
    ]


def _empty_words(found: Gathered, key: tuple[str, ...]) -> str:
    """Say how much of people's time passes between projects."""
    place = list(STRENGTHS).index("empty")
    one = found.values[key][:, place]
    other = found.values["strength", "no_group", key[2]][:, place]
    less = estimate(one - other)
    share = estimate(one)
    if not np.isfinite(share.mean):
        return "Weeks without a project were not measured."
    begin = "Between projects"
    if share.low >= OFTEN:
        begin = "The deepest troughs come between projects"
    elif share.high < OFTEN:
        begin = f"Weeks between projects are rare with the group (less than {OFTEN:g} %)"
    said = (
        f"{begin}: {share.words('% of weeks', 1, signed=False)} pass without an hour on any "
        f"project with the group, and {estimate(other).words('%', 1, signed=False)} without it"
    )
    if less.verdict == UNTOLD:
        return f"{said}. Whether the group changes that cannot be told ({less.words('points', 1)})."
    return f"{said}; the group changes that by {less.words('points', 1)}."


def _rhythm_words(with_group: Estimate, without: Estimate, more: Estimate) -> str:
    if not np.isfinite(with_group.mean):
        return "The meetings or weeks are too few to look for a rhythm."
    said = with_group.words("% of the variance of a person's weekly hours")
    beside = f"against {without.words('%')} of the same people without it"
    if more.verdict == "lower":
        return f"The meetings give scholarly hours no rhythm: {said}, {beside}."
    if more.verdict == UNTOLD or with_group.verdict != "higher":
        return f"That hours follow the meetings cannot be told: {said}, {beside}."
    small = f", but a small one (less than {SMALL:g} %)" if with_group.high < SMALL else ""
    return (
        f"The meetings give scholarly hours a rhythm{small}: at one cycle from meeting to meeting "
        f"stand {said} beyond what lies beside it, {beside}."
    )
