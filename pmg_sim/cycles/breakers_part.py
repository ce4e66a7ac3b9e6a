"""The part of the answer about what breaks the cycles."""

import numpy as np
import pandas as pd

from pmg_sim.cycles.breakers import ALWAYS, BREAKERS
from pmg_sim.cycles.estimate import UNTOLD, Estimate, estimate
from pmg_sim.cycles.gather import Gathered
from pmg_sim.cycles.strength import STRENGTHS, Strength
from pmg_sim.experiments.written_answer import Picture, Section, Table

HEAD = ("pull", "swing", "empty")
"""Numbers whose sentences belong to the answer itself."""

NOTHING = "nothing to measure"
"""The verdict where a number cannot be taken, such as the pull of promises that nobody makes."""


def breakers_part(found: Gathered, subtitle: str) -> tuple[Section, list[str]]:
    """Return the section about breakers, and what of it belongs to the answer.

    Parameters
    ----------
    found : Gathered
    subtitle : str
        Of the figure: which runs it shows.
    """
    table = _table(found)
    sentences = [_words(table, one) for one in STRENGTHS.values()] if len(table) else []
    head = [said for name, said in zip(STRENGTHS, sentences, strict=False) if name in HEAD]
    judged = table[table["verdict"] != NOTHING]
    if len(judged):
        sentences.append(
            f"The table judges {len(judged)} differences; were none of them there, about "
            f"{max(1, round(0.05 * len(judged)))} of the intervals would miss zero by chance."
        )
    sentences += [
        f"Not run: {BREAKERS[name].label}, because {reason}."
        for name, reason in found.left_out.items()
    ]
    pictures = ()
    if len(table):
        pictures = (
            Picture(
                "breakers",
                "How each change moves each number from the scenario's own, the same people with "
                "the same luck in the same weeks: means of the paired differences with 95 % "
                "intervals over departments. Filled marks are intervals that leave out zero.",
                "cycles_breakers",
                {"table": table, "subtitle": subtitle},
            ),
        )
    section = Section(
        "What breaks the cycles",
        tuple(sentences),
        (
            Table(
                "breakers",
                "Numbers for the strength of the cycles, in the scenario and with one change to "
                "it, and the paired difference with its 95 % interval over departments. What each "
                "number is: "
                + "; ".join(
                    f"{one.label} ({one.unit}): {one.meaning}" for one in STRENGTHS.values()
                )
                + ".",
                table,
            ),
        ),
        pictures,
    )
    return section, head


def _table(found: Gathered) -> pd.DataFrame:
    rows = []
    for name, windows in found.windows.items():
        for window in windows:
            scenario = found.values["strength", "group", window.weeks]
            changed = found.values["strength", name, window.weeks]
            for place, one in enumerate(STRENGTHS.values()):
                there, here = scenario[:, place], changed[:, place]
                paired = np.isfinite(there) & np.isfinite(here)
                difference = estimate(here - there)
                verdict = difference.verdict if paired.sum() > 1 else NOTHING
                rows.append(
                    (
                        BREAKERS[name].label,
                        window.when,
                        window.weeks,
                        one.label,
                        one.unit,
                        estimate(there[paired] if paired.any() else there).mean,
                        estimate(here[paired] if paired.any() else here).mean,
                        *difference[:3],
                        difference.departments,
                        verdict,
                    )
                )
    names = [
        "change",
        "when",
        "weeks",
        "number",
        "unit",
        "scenario",
        "with the change",
        "difference",
        "low",
        "high",
        "departments",
        "verdict",
    ]
    return pd.DataFrame(rows, columns=names)


def _words(table: pd.DataFrame, one: Strength) -> str:
    """Say what lowers and what raises a number, and where that cannot be told."""
    rows = table[table["number"] == one.label]
    digits = 3 if one.unit == "0 to 1" else 2
    parts = []
    for verdict, verb in (("lower", "lower"), ("higher", "higher")):
        chosen = rows[rows["verdict"] == verdict].sort_values("difference")
        chosen = chosen if verdict == "lower" else chosen[::-1]
        if len(chosen):
            parts.append(f"{verb} with {_listed(chosen, digits)}")
    for verdict, words in ((UNTOLD, "cannot be told for"), (NOTHING, "nothing to measure with")):
        chosen = rows[rows["verdict"] == verdict]
        if len(chosen):
            names = ", ".join(_name(row) for row in chosen.to_dict("records"))
            parts.append(f"{words} {names}")
    label = f"{one.label[:1].upper()}{one.label[1:]}"
    whole = rows[rows["when"] == ALWAYS]
    usual = (whole if len(whole) else rows)["scenario"].dropna()
    there = f", {_plain(usual.iloc[0], digits)} in the scenario" if len(usual) else ""
    return f"{label} ({one.unit}; 95 % intervals in brackets){there}: {'; '.join(parts)}."


def _plain(value: float, digits: int) -> str:
    return f"{round(value, digits) + 0.0:.{digits}f}"


def _listed(rows: pd.DataFrame, digits: int) -> str:
    said = []
    for row in rows.to_dict("records"):
        told = Estimate(row["difference"], row["low"], row["high"], row["departments"])
        said.append(f"{_name(row)} {told.short(digits)}")
    return ", ".join(said)


def _name(row: dict) -> str:
    return row["change"] if row["when"] == ALWAYS else f"{row['change']} ({row['when']})"
