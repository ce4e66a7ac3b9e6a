"""What a scenario answers: its measures, against nobody meeting and against what it varies."""

import numpy as np
import pandas as pd

from pmg_sim.experiments.estimates import FEWEST_FOR_TAILS, mean_interval, paired
from pmg_sim.experiments.measures import GROUP_MEASURES

TOLD = {
    "survival": "groups that last",
    "attendance": "attendance",
    "meeting_trust": "trust at meetings",
    "disclosure": "disclosure at a meeting",
    "decision_share": "time spent deciding",
    "personal_share": "time in personal talk",
    "kept_share": "promises kept",
    "satisfaction": "members' satisfaction",
    "strain": "members' strain",
    "support": "members' felt support",
    "know_how": "members' promotion know-how",
    "outside_connection": "members' ties outside",
    "outsiders_satisfaction": "outsiders' satisfaction",
    "hires_connection": "later hires' connection",
    "joint_products": "joint products among those invited, a member",
    "submissions": "submissions a person-year",
    "published": "papers a member",
    "retained": "members retained",
    "positions": "new positions a member",
}
"""The measures that a summary tells, and their names in words."""


def compare(measures: pd.DataFrame, arm: str, other: str) -> dict:
    """Compare two arms measure by measure, paired by replicate.

    Parameters
    ----------
    measures : pandas.DataFrame
        Columns `replicate`, `arm` and the measures.
    arm, other : str

    Returns
    -------
    dict
        By measure, as `pmg_sim.experiments.estimates.paired` tells it.
    """
    one, two = (_arm(measures, name) for name in (arm, other))
    return {name: paired(one[name], two[name].reindex(one.index)) for name in TOLD}


def _arm(measures: pd.DataFrame, arm: str) -> pd.DataFrame:
    return measures[measures["arm"] == arm].set_index("replicate")


def answer(measures: pd.DataFrame, base: str | None) -> dict:
    """Answer a scenario's question in numbers.

    Parameters
    ----------
    measures : pandas.DataFrame
        Columns `replicate`, `arm` (``group``, ``no_group``, ``base``) and the measures.
    base : str or None
        Name of the scenario that this one builds on.

    Returns
    -------
    dict
        ``compared_with``; ``values`` of the measures (means with intervals); ``without``, the
        difference from nobody meeting; ``base``, that from the scenario built on; ``moved`` and
        ``unmoved``, the measures of people that the group moves and those whose interval spans
        zero or that it leaves alone.
    """
    arms = set(measures["arm"])
    main = "group" if "group" in arms else "no_group"
    values = {name: mean_interval(_arm(measures, main)[name]) for name in TOLD}
    without = {}
    if {"group", "no_group"} <= arms:
        both = compare(measures, "group", "no_group")
        without = {name: one for name, one in both.items() if name not in GROUP_MEASURES}
    judged = {name: one for name, one in without.items() if one["low"] is not None}
    moved = [name for name, one in judged.items() if _clear(one)]
    return {
        "compared_with": base if "base" in arms else None,
        "values": values,
        "without": without,
        "base": compare(measures, main, "base") if "base" in arms else {},
        "moved": moved,
        "unmoved": [name for name in judged if name not in moved],
    }


def _clear(difference: dict) -> bool:
    """Tell whether a difference's interval leaves zero out.

    An interval without any width tells nothing where replicates are few.
    """
    low, high = difference["low"], difference["high"]
    if low is None or (low == high and difference["n"] < FEWEST_FOR_TAILS):
        return False
    return low > 0.0 or high < 0.0


def in_a_sentence(found: dict) -> list[str]:
    """Say what clearly differs from the scenario that this one builds on, largest first.

    Differences are ranked by how many standard errors they are from zero; one in twenty clears its
    95 % interval by chance, and the sentence says so.
    """
    base = found["compared_with"]
    clear = {name: one for name, one in found["base"].items() if _clear(one)}
    if base is None or not any(one["low"] is not None for one in found["base"].values()):
        return []
    if not clear:
        judged = sum(one["low"] is not None for one in found["base"].values())
        return [f"Against {base}: of {judged} measures none differs clearly (95 % intervals)."]
    ranked = sorted(clear, key=lambda name: -_sureness(clear[name]))
    told = [f"{TOLD[name]} {clear[name]['mean']:+.3g}" for name in ranked]
    told_at_all = sum(one["low"] is not None for one in found["base"].values())
    chance = f"of {told_at_all} measures one in twenty would by chance alone"
    return [f"Against {base} these differ clearly ({chance}): {'; '.join(told)}."]


def _sureness(one: dict) -> float:
    half = (one["high"] - one["low"]) / 2.0
    return abs(one["mean"]) / half if half > 0.0 else np.inf
