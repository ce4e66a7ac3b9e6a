"""The summary of a run: what came of it, held against the study and against no group."""

from typing import Any

import numpy as np
import pandas as pd

from pmg_sim.codes import END_REASONS, NOT_ENDED
from pmg_sim.evidence import literature, study
from pmg_sim.experiments.estimates import (
    against,
    finite,
    for_json,
    mean_interval,
    paired,
    share_interval,
    spread,
)
from pmg_sim.experiments.patterns import patterns
from pmg_sim.experiments.run import Results
from pmg_sim.experiments.tables import ended_by
from pmg_sim.scenario import load_scenario

STATES = (
    "satisfaction",
    "motivation",
    "strain",
    "efficacy",
    "promotion_know_how",
    "research_know_how",
    "management_know_how",
    "connection",
    "support",
)
"""What is compared between the arms at the end of the study period, each in [0, 1]."""

WEEKS_PER_YEAR = 52.0


def summary(results: Results) -> dict:
    """Summarise a run in numbers.

    Parameters
    ----------
    results : Results
        From `run`, or read back from a folder.

    Returns
    -------
    dict
        Ready for JSON: numbers, text, lists and dicts; None for what cannot be told, such as an
        interval from one replicate. An estimate is ``mean``, ``low``, ``high`` and ``n``
        replicates. Bounds of a difference, of a share and of a mean are 95 % intervals; those of
        a quantity over replicates (``simulated``, ``with_group``) the 5th and 95th percentile.

        scenario, seed, replicates, asked, interrupted, arms
            What was run.
        setting_of_the_study
            Whether the scenario is the library's ``study``, with nothing changed.
        calibrated, parameters_set
            Whether the numbers of the theory were fitted to the study, and those that the
            scenario sets; all others stand at the centres of their priors.
        outcomes
            By name: ``study`` (count, of), ``simulated`` (count with the group, on the study's
            denominator), ``difference`` (group less no group, in people, paired by replicate),
            shares of replicates with exactly, at least and at most the study's count, and the
            ``verdict`` on it.
        themes
            By name: the same without a difference, and the ``kind``.
        group
            Share alive at the end, reasons for ending, meetings planned and held, attendance.
        members, outsiders, hires
            By state: the paired difference at the end of the study period, of the invited, of
            everybody else, and of those among them who were hired later. ``know_how`` is the
            mean of its three kinds, ``isolation`` is 1 less ``connection``.
        department
            By arm and state: everybody at the end of the study period.
        papers_per_person_year
            Published papers without any group, and the published figure.
        costs
            Dollars for meals, hours of evenings and of working time: per meeting, per member.
        patterns
            See `pmg_sim.experiments.patterns.patterns`.
    """
    scenario = results.scenario
    both = len(results.arms) == 2
    last = scenario.horizon_weeks - 1
    whole = {
        "scenario": {
            "name": scenario.name,
            "title": scenario.title,
            "question": scenario.question,
            "hash": scenario.hash(),
            "horizon_weeks": scenario.horizon_weeks,
            "groups": [group.name for group in scenario.group],
        },
        "seed": results.seed,
        "replicates": results.replicates,
        "asked": results.asked or results.replicates,
        "interrupted": results.interrupted,
        "arms": results.arms,
        "setting_of_the_study": scenario.hash() == load_scenario("study").hash(),
        "calibrated": False,
        "parameters_set": dict(scenario.parameters),
        "outcomes": _outcomes(results) if both else {},
        "themes": _themes(results) if both else {},
        "group": _group(results) if both else None,
        "members": _contrast(results, "cohort", last) if both else {},
        "outsiders": _contrast(results, "outsiders", last) if both else {},
        "hires": _contrast(results, "hires", last) if both else {},
        "department": {arm: _department(results, arm, last) for arm in results.arms},
        "papers_per_person_year": _papers(results),
        "costs": _costs(results) if both else None,
        "patterns": patterns(results),
    }
    return for_json(whole)


def _measures(results: Results, kind: str, arm: str, column: str = "value") -> pd.DataFrame:
    """Return one row per replicate and one column per measure, summed over the groups."""
    table = results.outcomes
    table = table[(table["kind"] == kind) & (table["arm"] == arm)]
    sums = table.groupby(["replicate", "name"], observed=True)[column].sum().unstack("name")
    return sums.reindex(range(results.replicates))


def _shares(results: Results, kind: str, arm: str) -> pd.DataFrame:
    of = _measures(results, kind, arm, "of")
    return _measures(results, kind, arm) / of.where(of > 0)


def _on_scale(share: Any, of: int) -> np.ndarray:
    """Turn shares into whole people out of the study's number."""
    return np.floor(np.asarray(share, dtype=float) * of + 0.5)


def _outcomes(results: Results) -> dict:
    group, alone = _shares(results, "outcome", "group"), _shares(results, "outcome", "no_group")
    found = {}
    for entry in study()["outcome"]:
        name, of = entry["name"], entry["of"]
        found[name] = {
            "study": {"count": entry["count"], "of": of},
            "simulated": spread(group[name] * of),
            "difference": paired(group[name] * of, alone[name] * of),
            **against(_on_scale(group[name], of), entry["count"]),
        }
    return found


def _themes(results: Results) -> dict:
    shares = _shares(results, "theme", "group")
    return {
        entry["name"]: {
            "kind": entry["kind"],
            "study": {"count": entry["count"], "of": entry["of"]},
            "simulated": spread(shares[entry["name"]] * entry["of"]),
            **against(_on_scale(shares[entry["name"]], entry["of"]), entry["count"]),
        }
        for entry in study()["theme"]
    }


def _group(results: Results) -> dict:
    sums = _measures(results, "group", "group")
    groups = len(results.scenario.group)
    table = results.outcomes
    came = table.loc[table["name"] == "attendance_mean", "value"]
    alive = table.loc[table["name"] == "alive_at_end", "value"]
    reasons = [reason for code, reason in enumerate(END_REASONS) if code != NOT_ENDED]
    return {
        "groups": groups,
        "alive_at_end": share_interval(int(alive.sum()), len(alive)),
        "ended": {reason: float((sums[ended_by(reason)] / groups).mean()) for reason in reasons},
        "meetings_planned": spread(sums["meetings_planned"]),
        "meetings_held": spread(sums["meetings_held"]),
        "attendance": mean_interval(came),
        "attendance_study": study()["meetings"]["attendance_mean"],
        "meetings_study": study()["meetings"]["total"],
        "falling_outs": spread(sums["falling_outs"]),
    }


def _contrast(results: Results, scope: str, week: int) -> dict:
    """Compare the arms' means over a scope of people in one week, paired by replicate."""
    table = results.weeks
    table = table[(table["scope"] == scope) & (table["week"] == week)]
    columns = {}
    for arm in results.arms:
        rows = table[table["arm"] == arm].set_index("replicate")
        columns[arm] = rows.reindex(range(results.replicates))[list(STATES)]
    group, alone = columns["group"], columns["no_group"]
    found = {name: paired(group[name], alone[name]) for name in STATES}
    know_how = [name for name in STATES if name.endswith("know_how")]
    found["know_how"] = paired(group[know_how].mean(axis=1), alone[know_how].mean(axis=1))
    found["isolation"] = paired(1.0 - group["connection"], 1.0 - alone["connection"])
    return found


def _department(results: Results, arm: str, week: int) -> dict:
    table = results.weeks
    rows = table[(table["scope"] == "department") & (table["week"] == week) & (table["arm"] == arm)]
    return {name: spread(rows[name]) for name in ("people", *STATES)}


def _papers(results: Results) -> dict:
    """Count papers a year among everybody simulated, as long as each was in the department."""
    people = results.people[results.people["arm"] == "no_group"]
    horizon = results.scenario.horizon_weeks
    until = people["left"].where(people["left"] >= 0, horizon)
    years = (until - people["arrived"].clip(lower=0)).clip(lower=0) / WEEKS_PER_YEAR
    papers = people["papers_published"].groupby(people["replicate"]).sum()
    rate = papers / years.groupby(people["replicate"]).sum().clip(lower=1 / WEEKS_PER_YEAR)
    known = next(
        entry
        for entry in literature()["baseline"]
        if entry["name"] == "papers_per_person_year_without_a_group"
    )
    return {"without": mean_interval(rate), "published_range": known["prior_range"]}


def _costs(results: Results) -> dict:
    sums = _measures(results, "cost", "group")
    held = _measures(results, "group", "group")["meetings_held"]
    people = results.people[results.people["arm"] == "group"]
    seated = people["joined_group"] >= 0
    members = seated.groupby(people["replicate"]).sum().reindex(range(results.replicates))
    return {
        name: {
            "total": spread(sums[name]),
            "per_meeting": _ratio(sums[name], held),
            "per_member": _ratio(sums[name], members),
        }
        for name in ("meals_usd", "evening_hours", "working_hours")
    }


def _ratio(total: pd.Series, count: pd.Series) -> float | None:
    """Return the ratio of two sums over replicates, where there is something to divide by."""
    total, count = finite(total).sum(), finite(count).sum()
    return float(total / count) if count > 0 else None
