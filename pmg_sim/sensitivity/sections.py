"""What a sensitivity analysis shows, in words, tables and figures."""

from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from pmg_sim.experiments.outcomes import OUTCOMES
from pmg_sim.experiments.written_answer import Picture, Section, Table
from pmg_sim.parameters import PARAMETERS
from pmg_sim.sensitivity.mechanisms import Groups
from pmg_sim.sensitivity.regression import Numbers

SHOWN = 15
"""Numbers in a figure; the table has all."""

NAMED = 3
"""Mechanisms and numbers in a sentence."""

WIDE = 0.5
"""An interval as wide as this tells next to nothing."""

SOBOL = (
    (
        "variance explained",
        "The theory's numbers are drawn from their priors, independent of one another. The "
        "expected effect varies with them, and the share of this variance that goes with a number "
        "is how much the answer hangs on it. Luck in single departments is estimated from "
        "departments that share their numbers, and taken out.",
    ),
    (
        "first-order and total index",
        "First order: the share of the variance that would go if a mechanism's numbers were "
        "known. Total: the share that would stay if all other numbers were. Both by the estimators "
        "of SALib on a design after Saltelli whose rows come from a Latin hypercube; intervals of "
        "95 % by resampling blocks of the design, luck included.",
    ),
    (
        "single numbers",
        "All numbers are fitted together, each by a polynomial of third degree in its place in "
        "its prior. The shares add up over the numbers of a mechanism. What numbers do only "
        "together is not in them. Intervals of 95 % from errors that are robust to what the sets "
        "of a block have in common.",
    ),
)
"""Terms and texts of `pmg_sim.sensitivity.what_matters`."""

SCREENED = (
    (
        "screening",
        "Each number is changed by two thirds of the way from the 5th to the 95th percentile of "
        "its prior, one after the other (Morris's design, by SALib). Its mean effect in size tells "
        "how much it matters. Luck alone makes the size larger than zero: numbers whose interval "
        "does not clear what luck alone gives are not told from those that do nothing.",
    ),
)
"""Terms and texts of `pmg_sim.sensitivity.screen`."""


class Told(NamedTuple):
    """What was found of one outcome."""

    outcome: str
    effects: np.ndarray
    mechanisms: Groups
    numbers: Numbers


def effect_of(outcome: str) -> str:
    """Say what is explained: the group's effect on an outcome, or an outcome of the group."""
    told = OUTCOMES[outcome]
    return told.label if told.whom == "group" else f"the group's effect on {told.label}"


def sentence(told: Told) -> str:
    """Tell the mechanisms and numbers that one outcome hangs on most."""
    signal, head = told.mechanisms.signal, effect_of(told.outcome)
    if signal.constant:
        return f"{_upper(head)} is the same whatever the numbers are."
    if not signal.told:
        return f"What {head} hangs on cannot be told: luck hides it in so few departments."
    parts = [_by_mechanism(told, head)]
    numbers = told.numbers.table.sort_values("index", ascending=False)
    sure = numbers.query("low > 0")
    if not sure.empty:
        single = _listed(sure, "name", "index", "low", "high")
        parts.append(f"of single numbers it hangs most on {single}")
    parts.append(
        f"luck is {_percent(signal.luck_of_one)} of the variance between single departments"
    )
    return "; ".join(parts) + "."


def _by_mechanism(told: Told, head: str) -> str:
    """Tell by totals, or by what is told more surely where those are too wide."""
    total = told.mechanisms.table.sort_values("total", ascending=False)
    total = total.query("total_low > 0")
    if not total.empty and total.eval("total_high - total_low").iloc[0] <= WIDE:
        listed = _listed(total, "group", "total", "total_low", "total_high")
        return f"{_upper(head)} hangs most on {listed} (share of the variance, total)"
    added = told.numbers.by_group.sort_values("index", ascending=False)
    added = added.query("low > 0")
    if added.empty or added.eval("high - low").iloc[0] > WIDE:
        return f"Which mechanisms {head} hangs on can hardly be told from so few sets"
    listed = _listed(added, "group", "index", "low", "high")
    return f"{_upper(head)} hangs most on {listed} (share of the variance, numbers one by one)"


def _listed(table: pd.DataFrame, name: str, index: str, low: str, high: str) -> str:
    rows = table.head(NAMED).to_dict("records")
    told = [
        f"{row[name]} {_percent(row[index])} ({100 * row[low]:.0f} to {100 * row[high]:.0f} %)"
        for row in rows
    ]
    return told[0] if len(told) == 1 else f"{', '.join(told[:-1])} and {told[-1]}"


def of_variance(told: Told, about: str) -> Section:
    """Write a section on one outcome: mechanisms and single numbers."""
    name, signal, head = told.outcome, told.mechanisms.signal, effect_of(told.outcome)
    mechanisms, numbers = _mechanisms(told), _numbers(told.numbers.table)
    luck = (
        f"Luck is {_percent(signal.luck_of_one)} of the variance of one department, and was "
        f"{_percent(signal.luck_of_means)} of that of the means of a set; it is taken out."
    )
    missing = int((~signal.kept).sum())
    if missing:
        luck += f" {missing} blocks of sets are left out, in which a set had nothing to measure."
    if not signal.told:
        luck = "Nothing can be told from so few sets and departments: luck hides it."
    shown = (
        Picture(
            f"{name}_mechanisms",
            f"By mechanism: what {head} hangs on. The longer a bar, the more.",
            "sensitivity_mechanisms",
            {"table": mechanisms, "title": _title(head), "about": f"{about} {luck}"},
        ),
        Picture(
            f"{name}_numbers",
            f"The {min(SHOWN, len(numbers))} single numbers that {head} hangs on most.",
            "sensitivity_numbers",
            {"table": numbers.head(SHOWN), "title": _title(head), "about": about},
        ),
    )
    told_of = f"Share of the variance of {head}"
    last = "with 95 % intervals; an empty index cannot be told."
    tables = (
        Table(f"{name}_mechanisms", f"{told_of} by mechanism, {last}", mechanisms),
        Table(f"{name}_numbers", f"{told_of} by single number, the largest first, {last}", numbers),
    )
    return Section(_title(head), (luck,), tables, shown if signal.told else ())


def _mechanisms(told: Told) -> pd.DataFrame:
    added = told.numbers.by_group.rename(columns={"index": "one", "low": "below", "high": "above"})
    found = told.mechanisms.table.merge(added, on="group")
    found = found.sort_values("total", ascending=False, kind="stable")
    names = {
        "group": "mechanism",
        "total": "total",
        "total_low": "total, from",
        "total_high": "total, to",
        "first": "first order",
        "first_low": "first order, from",
        "first_high": "first order, to",
        "one": "its numbers one by one",
        "below": "one by one, from",
        "above": "one by one, to",
    }
    return found.filter(list(names)).rename(columns=names).reset_index(drop=True)


def _numbers(table: pd.DataFrame) -> pd.DataFrame:
    found = table.sort_values("index", ascending=False, kind="stable")
    words = {1: "more", -1: "less", 0: ""}
    return pd.DataFrame(
        {
            "number": found["name"],
            "meaning": [PARAMETERS[name].meaning for name in found["name"]],
            "mechanism": [PARAMETERS[name].mechanism for name in found["name"]],
            "share of the variance": found["index"],
            "from": found["low"],
            "to": found["high"],
            "a larger number gives": found["direction"]
            .map(words.get)
            .where(found["low"] > 0.0, ""),
        }
    ).reset_index(drop=True)


def sentence_of_screening(outcome: str, table: pd.DataFrame) -> str:
    """Tell the numbers that stand out from luck in a screening."""
    head = effect_of(outcome)
    clear = table.query("mu_star - half > luck")
    if clear.empty:
        return f"No number stands out from luck in {head}."
    names = clear.sort_values("mu_star", ascending=False)["group"].head(NAMED)
    return (
        f"{_upper(head)}: {len(clear)} of {len(table)} numbers stand out from luck, "
        f"the most {', '.join(names)}."
    )


def of_screening(outcome: str, table: pd.DataFrame, about: str) -> Section:
    """Write a section on the screening of one outcome."""
    head, unit = effect_of(outcome), OUTCOMES[outcome].unit
    found = table.sort_values("mu_star", ascending=False, kind="stable")
    columns: dict[str, Any] = {
        "number": found["group"],
        "meaning": [PARAMETERS[name].meaning for name in found["group"]],
        "mechanism": [PARAMETERS[name].mechanism for name in found["group"]],
        f"mean size of its effect ({unit})": found["mu_star"],
        "half of the 95 % interval": found["half"],
        "mean effect": found["mu"],
        "standard deviation": found["sigma"],
        "by luck alone": found["luck"],
    }
    caption = (
        f"What changing one number does to {head}, over the range from the 5th to the 95th "
        "percentile of its prior, as if effects were straight lines."
    )
    frame = pd.DataFrame(columns).reset_index(drop=True)
    data = {"table": frame.head(SHOWN), "title": _title(head), "about": about, "unit": unit}
    return Section(
        f"What moves {head}",
        (sentence_of_screening(outcome, table),),
        (Table(f"{outcome}_screening", caption, frame),),
        (Picture(f"{outcome}_screening", caption, "sensitivity_screening", data),),
    )


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %"


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]


def _title(head: str) -> str:
    return f"What {head} hangs on"
