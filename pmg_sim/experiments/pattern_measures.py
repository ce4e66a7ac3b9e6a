"""The statistics behind the patterns that one run can speak to."""

from collections.abc import Callable

import numpy as np
import pandas as pd

from pmg_sim.experiments.estimates import correlation, mean_interval, paired, side
from pmg_sim.experiments.run import Results

NEAR, FAR = 2, 6
"""Weeks before a discussion: the last two, and more than six."""

SETTLED = 26
"""The study's first half-year, in weeks."""

NEARLY_ALL = 0.9
"""Share of members who keep their group from which one may say that nobody leaves."""


def measure(what: str, brief: str, estimate: dict, expected: int = 1, null: float = 0.0) -> dict:
    """Put an estimate beside the side of the null value on which the study expects it."""
    return {
        "what": what,
        "brief": brief,
        **{key: estimate[key] for key in ("mean", "low", "high", "n")},
        "null": null,
        "expected": "above" if expected > 0 else "below",
        "verdict": side(estimate, null, expected),
    }


def _weeks(results: Results, scope: str, arm: str) -> pd.DataFrame:
    """Return a scope's weeks of the study period, in the order of replicates and weeks."""
    table = results.weeks
    table = table[
        (table["scope"] == scope)
        & (table["arm"] == arm)
        & (table["week"] < results.scenario.horizon_weeks)
    ]
    return table.sort_values(["replicate", "week"], ignore_index=True)


def _at_end(results: Results, scope: str, arm: str) -> pd.DataFrame:
    """Return a scope's last week of the study period, by replicate."""
    weeks = _weeks(results, scope, arm)
    return weeks[weeks["week"] == results.scenario.horizon_weeks - 1].set_index("replicate")


def _difference(results: Results, scope: str, variable: str) -> dict:
    group, alone = (_at_end(results, scope, arm)[variable] for arm in ("group", "no_group"))
    return paired(group, alone.reindex(group.index))


def _apart(values: pd.Series, one: np.ndarray, other: np.ndarray, replicate: pd.Series) -> dict:
    """Estimate how much the mean over some weeks exceeds that over others, by replicate."""
    means = [values[chosen].groupby(replicate[chosen]).mean() for chosen in (one, other)]
    return mean_interval(means[0].sub(means[1]))


def _hours_on_promise(weeks: pd.DataFrame) -> pd.Series:
    """Return hours on a promise per person and week with a promise in hand, by replicate."""
    people, by = weeks["people"], weeks["replicate"]
    hours = (people * weeks["promised_hours"]).groupby(by).sum()
    holders = (people * weeks["on_promise"]).groupby(by).sum()
    return hours / holders.where(holders > 0)


def deadline_pull(results: Results) -> list[dict]:
    """Compare the weeks just before a discussion with those long before it."""
    weeks = _weeks(results, "cohort", "group")
    meetings = results.meetings
    asked = meetings[meetings["called"] & (meetings["purpose"] == "discussion")]
    away = np.full(len(weeks), np.nan)
    for replicate, rows in weeks.groupby("replicate").indices.items():
        called = np.sort(asked.loc[asked["replicate"] == replicate, "week"].to_numpy())
        week = weeks["week"].to_numpy()[rows]
        following = np.searchsorted(called, week)
        ahead = following < len(called)
        away[rows[ahead]] = called[following[ahead]] - week[ahead]
    near, far = (_hours_on_promise(weeks[chosen]) for chosen in (away < NEAR, away > FAR))
    what = (
        "weekly hours on the promise of those who have one that is not done: the last two weeks "
        "before a discussion less those more than six weeks before"
    )
    everybody = _apart(weeks["promised_hours"], away < NEAR, away > FAR, weeks["replicate"])
    return [
        measure(what, "promised hours, near less far", mean_interval(near.sub(far))),
        measure(
            "the same of everybody invited, those included whose promise is done or who have none",
            "the same of everybody invited",
            everybody,
        ),
    ]


def evening_burden(results: Results) -> list[dict]:
    """Compare weeks with an evening meeting with other weeks, both against no group."""
    weeks, alone = _weeks(results, "cohort", "group"), _weeks(results, "cohort", "no_group")
    meetings = results.meetings
    held = meetings[meetings["held"] & (meetings["hour"] == "evening")]
    keys = pd.MultiIndex.from_frame(weeks[["replicate", "week"]].astype(int))
    evening = keys.isin(pd.MultiIndex.from_frame(held[["replicate", "week"]].astype(int)))
    alive = weeks["members"].to_numpy() > 0
    more = weeks["strain"] - alone["strain"]
    estimate = _apart(more, evening & alive, ~evening & alive, weeks["replicate"])
    what = (
        "strain of the invited above that of the same people without the group: weeks with an "
        "evening meeting less other weeks of the group's life"
    )
    return [measure(what, "strain added in evening weeks", estimate)]


def exclusivity(results: Results) -> list[dict]:
    """Look at the members' ties to others, and at the ties of those outside."""
    found = [
        measure(
            "connection of the invited to others than the cohort, group less no group",
            "members' ties to others",
            _difference(results, "cohort", "outside_connection"),
            -1,
        )
    ]
    for scope, who in (("outsiders", "colleagues outside"), ("hires", "later hires outside")):
        what = f"connection of {who}, group less no group"
        estimate = _difference(results, scope, "connection")
        found.append(measure(what, f"connection of {who}", estimate, -1))
    return found


def slow_development(results: Results) -> list[dict]:
    """Ask whether trust and joint work come late rather than early."""
    meetings = results.meetings[results.meetings["held"]].sort_values(["replicate", "week"])
    replicate = meetings["replicate"]
    talks = meetings[meetings["purpose"] == "discussion"].groupby("replicate")
    gain = (talks["trust"].last() - talks["trust"].first())[talks.size() > 1]
    place = meetings.groupby("replicate").cumcount() + 1
    sign = np.where(place > replicate.groupby(replicate).transform("size") / 2, 1, -1)
    later = (meetings["joint_started"] * sign).groupby(replicate).sum()
    return [
        measure(
            "trust among those present, last discussion less first",
            "trust, last discussion less first",
            mean_interval(gain),
        ),
        measure(
            "joint projects begun in meetings, second half of the meetings held less first",
            "joint projects begun, second half less first",
            mean_interval(later),
        ),
    ]


def benefits_outweigh(results: Results) -> list[dict]:
    """Ask whether members stay after the first half-year, and whether they gain on balance."""
    people = results.people[(results.people["arm"] == "group") & (results.people["cohort"] >= 0)]
    long_enough = people["left_group"] >= people["joined_group"] + SETTLED
    lasted = (people["left_group"] < 0) | long_enough
    settled = people[(people["joined_group"] >= 0) & lasted]
    kept = (settled["left_group"] < 0) | (settled["left_group"] == settled["left"])
    planned_end = results.scenario.group[0].ends_week
    if planned_end is not None:
        kept |= settled["left_group"] == planned_end
    share = mean_interval(kept.groupby(settled["replicate"]).mean())
    what = (
        "share of members past the first half-year who keep their group as long as they are in "
        "the department; a group that dissolves is not kept"
    )
    gain = _difference(results, "cohort", "satisfaction")
    return [
        measure(what, "share who keep their group (>0.9)", share, null=NEARLY_ALL),
        measure(
            "satisfaction of the invited at the end, group less no group",
            "satisfaction of members",
            gain,
        ),
    ]


def contact_matters(results: Results) -> list[dict]:
    """Ask whether the replicates in which the group met more often gained more."""
    group, alone = (_at_end(results, "cohort", arm)["satisfaction"] for arm in results.arms)
    gain = group - alone
    held = results.meetings["held"].groupby(results.meetings["replicate"]).sum()
    what = (
        "correlation over replicates of meetings held with the gain in satisfaction of the "
        "invited; groups that give more also live longer, so this is no proof of a cause"
    )
    estimate = correlation(held.reindex(gain.index), gain)
    return [measure(what, "correlation, meetings held with gain", estimate)]


MEASURES: dict[str, Callable[[Results], list[dict]]] = {
    "deadline_pull": deadline_pull,
    "evening_burden": evening_burden,
    "exclusivity_cuts_both_ways": exclusivity,
    "slow_group_development": slow_development,
    "benefits_outweigh": benefits_outweigh,
    "contact_matters": contact_matters,
}
"""What is measured for each pattern, by the study's name for it."""
