"""The summary of a run: what came of it, held against the study and against no group."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from pmg_sim.evaluation.outcomes import OUTCOMES
from pmg_sim.evaluation.themes import THEMES
from pmg_sim.evidence import literature, study
from pmg_sim.experiments.answer import answer
from pmg_sim.experiments.estimates import (
    against,
    for_json,
    mean_interval,
    paired,
    spread,
)
from pmg_sim.experiments.group_summary import life, spending
from pmg_sim.experiments.run import Results
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

FEWEST_RESPONDENTS = 6
"""Respondents from which a group's answers are held against the study's seven."""


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
        kept
            Replicates whose people, meetings and ties are kept whole: the first ones. Outcomes,
            themes, the answer, and of a group its end, meetings, attendance and falling-outs rest
            on all replicates, everything else on these.
        setting_of_the_study
            Whether the scenario is the library's ``study``, with nothing changed.
        uncertainty, parameters_set
            Where the numbers of the theory come from (``posterior``, ``prior``, or ``centre``, the
            centres of the priors), and those that the scenario sets itself.
        outcomes
            By name: ``study`` (count, of), ``simulated`` (count with the group, on the study's
            denominator), ``difference`` (group less no group, in people, paired by replicate),
            shares of replicates with exactly, at least and at most the study's count, and the
            ``verdict`` on it.
        themes
            By name: the same without a difference, and the ``kind``; of groups with at least
            `FEWEST_RESPONDENTS` respondents, because the share among fewer says little of seven.
        group
            Share alive at the end (planned ends and mergers among them), reasons for ending,
            ``lasting`` (Kaplan-Meier by structure, at whole years), weeks of forming, maturing
            and fading, how those that dissolved stood at their last meeting, admissions,
            meetings planned and held, attendance.
        members, outsiders, hires
            By state: the paired difference at the end of the study period, of the invited, of
            everybody else, and of those among them who were hired later. ``know_how`` is the
            mean of its three kinds, ``isolation`` is 1 less ``connection``.
        department
            By arm and state: everybody at the end of the study period.
        papers_per_person_year
            Published papers without any group, and the published figure.
        costs
            See `pmg_sim.experiments.group_summary.spending`.
        answer
            See `pmg_sim.experiments.answer.answer`.
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
            "groups": [group.name for group in scenario.groups()],
        },
        "seed": results.seed,
        "replicates": results.replicates,
        "asked": results.asked or results.replicates,
        "kept": results.kept,
        "interrupted": results.interrupted,
        "arms": results.arms,
        "setting_of_the_study": scenario.hash() == load_scenario("study").hash(),
        "uncertainty": results.uncertainty,
        "parameters_set": dict(scenario.parameters),
        "outcomes": _outcomes(results) if both else {},
        "themes": _themes(results) if both else {},
        "group": life(results) if both else None,
        "members": _contrast(results, "cohort", last) if both else {},
        "outsiders": _contrast(results, "outsiders", last) if both else {},
        "hires": _contrast(results, "hires", last) if both else {},
        "department": {arm: _department(results, arm, last) for arm in results.arms},
        "papers_per_person_year": _papers(results),
        "costs": spending(results) if both else None,
        "answer": answer(results.measures, results.compared_with),
    }
    return for_json(whole)


def _shares(
    results: Results, names: Sequence[str], of: str, arm: str, fewest: int = 1
) -> pd.DataFrame:
    """Return shares by replicate, over those of its groups in which there are enough to count."""
    table = results.outcomes
    table = table[(table["arm"] == arm) & (table[of] >= fewest)]
    sums = table.groupby("replicate")[[*names, of]].sum()
    return sums[list(names)].div(sums[of], axis=0).reindex(range(results.replicates))


def _on_scale(share: Any, of: int) -> np.ndarray:
    """Turn shares into whole people out of the study's number."""
    return np.floor(np.asarray(share, dtype=float) * of + 0.5)


def _outcomes(results: Results) -> dict:
    group, alone = (_shares(results, OUTCOMES, "counted", arm) for arm in ("group", "no_group"))
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
    shares = _shares(results, THEMES, "respondents", "group", FEWEST_RESPONDENTS)
    return {
        entry["name"]: {
            "kind": entry["kind"],
            "study": {"count": entry["count"], "of": entry["of"]},
            "simulated": spread(shares[entry["name"]] * entry["of"]),
            **against(_on_scale(shares[entry["name"]], entry["of"]), entry["count"]),
        }
        for entry in study()["theme"]
    }


def _contrast(results: Results, scope: str, week: int) -> dict:
    """Compare the arms' means over a scope of people in one week, paired by replicate."""
    table = results.weeks
    table = table[(table["scope"] == scope) & (table["week"] == week)]
    columns = {}
    for arm in results.arms:
        rows = table[table["arm"] == arm].set_index("replicate")
        columns[arm] = rows.reindex(range(results.kept))[list(STATES)]
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
