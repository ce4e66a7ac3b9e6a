"""What the figures read out of the tables of a run."""

import pandas as pd

from pmg_sim.experiments import ARMS, Results
from pmg_sim.figures.style import ARM_LOOKS, NO_GROUP_IN_SCENARIO, Look

FEWEST_FOR_BANDS = 10
"""With fewer replicates each one is drawn, because quantiles of so few say nothing."""


def looks(results: Results) -> dict[str, Look]:
    """Return the arms of a run in their fixed order, each with its look."""
    if not results.scenario.group:
        return {"no_group": NO_GROUP_IN_SCENARIO}
    return {arm: ARM_LOOKS[arm] for arm in ARMS if arm in results.arms}


def weekly(results: Results, arm: str, scope: str, variable: str) -> pd.DataFrame:
    """Return a variable of a scope, one row per week and one column per replicate.

    Values are missing where a replicate has nobody in the scope.
    """
    weeks = results.weeks
    rows = weeks[(weeks["arm"] == arm) & (weeks["scope"] == scope)]
    return rows.pivot(index="week", columns="replicate", values=variable)


def run_line(results: Results, every: bool = False) -> str:
    """Say which run a figure shows; `every` where it rests on all replicates, not on those kept."""
    many = "1 replicate" if results.replicates == 1 else f"{results.replicates} replicates"
    if results.kept < results.replicates and not every:
        many = f"The first {results.kept} of {many}"
    short = ", interrupted" if results.interrupted else ""
    return f"{results.scenario.title}. {many}{short}, seed {results.seed}."


def traced_people(results: Results, arm: str) -> pd.DataFrame:
    """Return the people of the first replicate of an arm, the one that is kept in full."""
    people = results.people
    first = people["replicate"].min()
    return people[(people["arm"] == arm) & (people["replicate"] == first)]


def traced_weeks(results: Results, arm: str) -> pd.DataFrame:
    """Return the weeks of single persons of an arm's first replicate, with their `key`."""
    weeks = results.weeks
    scope = weeks["scope"].astype(str)
    rows = weeks[(weeks["arm"] == arm) & scope.str.startswith("person ")]
    key = rows["scope"].astype(str).str.removeprefix("person ").astype("int64")
    return rows.assign(key=key)


def group_names(results: Results) -> list[str]:
    """Return the names of the scenario's groups, in its order."""
    return [group.name for group in results.scenario.groups()]


def plain(name: str) -> str:
    """Turn a name of the tables into words."""
    words = name.replace("_", " ")
    for start in ("coauthored", "cotaught", "copresented"):
        words = words.replace(start, f"co-{start.removeprefix('co')}")
    return words[:1].upper() + words[1:]
