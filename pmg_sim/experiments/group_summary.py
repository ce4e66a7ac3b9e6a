"""What became of the groups of a run, and what they cost."""

from typing import Any

import numpy as np
import pandas as pd

from pmg_sim.codes import END_REASONS, NOT_ENDED
from pmg_sim.evidence import study
from pmg_sim.experiments.estimates import finite, mean_interval, share_interval, spread
from pmg_sim.experiments.life import survival
from pmg_sim.experiments.run import Results

WEEKS_PER_YEAR = 52
BENEFITS = ("satisfaction", "joint_products", "published", "retained")
"""Measures of members of which a gain per evening hour and per dollar is told."""


def life(results: Results) -> dict:
    """Tell how the groups lived and ended; see `pmg_sim.experiments.summary.summary`."""
    lives, outcomes = results.lives, results.outcomes
    founded = outcomes[outcomes["founded"] == 1.0]
    invited = founded[founded["evening_seats"] > 0.0]
    dissolved = lives[lives["dissolved"]]
    faded = dissolved["fading_since"] >= 0
    reasons = [reason for code, reason in enumerate(END_REASONS) if code != NOT_ENDED]
    whole_years = range(0, results.scenario.horizon_weeks + 1, WEEKS_PER_YEAR)
    return {
        "groups": len(results.scenario.groups()),
        "alive_at_end": share_interval(int(founded["alive_at_end"].sum()), len(founded)),
        "ended": {reason: _share(founded["end_reason"] == reason) for reason in reasons},
        "lasting": survival(lives, whole_years).to_dict("records") if len(lives) else [],
        "weeks": {
            phase: mean_interval(lives[f"weeks_{phase}"])
            for phase in ("forming", "maturing", "fading")
        },
        "dissolved": {
            "groups": len(dissolved),
            "faded_first": _share(faded),
            "weeks_of_fading": mean_interval(
                (dissolved["weeks_alive"] - dissolved["fading_since"])[faded]
            ),
            "turnout_at_last": mean_interval(dissolved["turnout_at_last"]),
            "commitment_at_last": mean_interval(dissolved["commitment_at_last"]),
            "value_at_last": mean_interval(dissolved["value_at_last"]),
            "members_at_last": mean_interval(dissolved["members_at_last"]),
        },
        "re_formed": _share(lives["times_reformed"] > 0),
        "admitted": spread(_by_replicate(results, lives, "admitted")),
        "refused": spread(_by_replicate(results, lives, "refused")),
        "falling_outs": spread(founded.groupby("replicate")["falling_outs"].sum()),
        "meetings_planned": spread(founded.groupby("replicate")["meetings_planned"].sum()),
        "meetings_held": spread(founded.groupby("replicate")["meetings_held"].sum()),
        "attendance": mean_interval(invited["evening_present"] / invited["evening_seats"]),
        "attendance_study": study()["meetings"]["attendance_mean"],
        "meetings_study": study()["meetings"]["total"],
    }


def _by_replicate(results: Results, table: pd.DataFrame, column: str) -> pd.Series:
    sums = table.groupby("replicate")[column].sum()
    return sums.reindex(range(results.kept), fill_value=0)


def _share(chosen: Any) -> float | None:
    return float(np.mean(chosen)) if len(chosen) else None


def spending(results: Results) -> dict:
    """Tell dollars and hours by item and payer, and what was gained for them.

    Returns
    -------
    dict
        ``items``: one entry per item and payer with ``usd`` and ``hours`` of a replicate (mean),
        ``usd_per_meeting``, ``hours_per_person``; ``benefit``: by measure the gain of all those
        invited, per 100 hours of their own evenings, and per 1000 dollars of the group's.
    """
    costs = results.costs[results.costs["arm"] == "group"]
    held = _by_replicate(results, results.lives, "meetings_held").sum()
    items = []
    for (item, payer), rows in costs.groupby(["item", "payer"], observed=True, sort=False):
        usd, hours, people = (float(rows[name].sum()) for name in ("usd", "hours", "people"))
        if usd or hours:
            items.append(
                {
                    "item": item,
                    "payer": payer,
                    "usd": usd / results.kept,
                    "hours": hours / results.kept,
                    "usd_per_meeting": usd / held if held else None,
                    "hours_per_person": hours / people if people else None,
                }
            )
    return {"items": items, "benefit": _benefit(results, items)}


def _benefit(results: Results, items: list[dict]) -> dict:
    people = results.people[(results.people["arm"] == "group") & (results.people["cohort"] >= 0)]
    evenings = float(people["total_evening_hours"].sum()) / results.kept
    dollars = sum(entry["usd"] for entry in items)
    cohort = len(people) / results.kept
    table = results.measures.set_index("replicate")
    group, alone = (table[table["arm"] == arm] for arm in ("group", "no_group"))
    found = {}
    for name in BENEFITS:
        gain = mean_interval(finite(group[name] - alone[name]) * cohort)
        found[name] = {
            "gain": gain,
            "per_100_evening_hours": _scaled(gain, 100.0, evenings),
            "per_1000_usd": _scaled(gain, 1000.0, dollars),
        }
    return found


def _scaled(gain: dict, unit: float, cost: float) -> dict:
    scale = unit / cost if cost > 0 else None
    return {
        end: None if scale is None or gain[end] is None else gain[end] * scale
        for end in ("mean", "low", "high")
    }
