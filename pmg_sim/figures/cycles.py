"""The weeks around a group's discussion meetings, lined up on the meeting."""

import numpy as np
import pandas as pd

from pmg_sim.experiments import ARMS, Results
from pmg_sim.figures.reading import group_names, traced_people, traced_weeks

BEFORE, AFTER = 12, 3
SUMS = ("people", "members", "holders", "promised", "worked")
LAGS = np.arange(-BEFORE, AFTER + 1)


def discussion_weeks(results: Results) -> pd.DataFrame:
    """Return the discussion meetings called within the run: columns replicate, group, week.

    A meeting counts even if too few came, because its members had worked toward it.
    """
    log = results.meetings
    if log.empty:
        return log.reindex(columns=["replicate", "group", "week"])
    chosen = log[(log["purpose"] == "discussion") & log["called"]]
    return chosen[["replicate", "group", "week"]].sort_values(["replicate", "group", "week"])


def _of_one_group(results: Results) -> pd.DataFrame:
    """Return weekly sums over the only group's cohort, in every replicate and arm."""
    weeks = results.weeks
    rows = weeks[(weeks["scope"] == "cohort") & (weeks["people"] > 0)]
    return pd.DataFrame(
        {
            "replicate": rows["replicate"],
            "group": group_names(results)[0],
            "arm": rows["arm"].astype(str),
            "week": rows["week"],
            "people": rows["people"],
            "members": rows["members"],
            "holders": rows["on_promise"] * rows["people"],
            "promised": rows["promised_hours"] * rows["people"],
            "worked": (rows["hours"] - rows["idle_hours"]) * rows["people"],
        }
    )


def _of_several_groups(results: Results) -> pd.DataFrame:
    """Return the same for each of several groups; only the first replicate tells them apart."""
    names = group_names(results)
    frames = []
    for arm in ARMS:
        rows = traced_weeks(results, arm)
        cohort = traced_people(results, arm).set_index("key")["cohort"]
        frame = pd.DataFrame(
            {
                "replicate": rows["replicate"],
                "group": [names[g] for g in cohort.loc[rows["key"]]],
                "arm": arm,
                "week": rows["week"],
                "people": 1.0,
                "members": rows["members"],
                "holders": rows["on_promise"],
                "promised": rows["promised_hours"],
                "worked": rows["hours"] - rows["idle_hours"],
            }
        )
        frames.append(frame)
    together = pd.concat(frames)
    return together.groupby(["replicate", "group", "arm", "week"], as_index=False).sum()


def around_meetings(results: Results) -> pd.DataFrame:
    """Line up the weeks around each discussion meeting.

    Returns
    -------
    pandas.DataFrame
        One row per meeting, arm and lag: `lag` weeks from the meeting (0 is its own week, whose
        work lies before the evening), `meeting` (its number), and over the cohort the `people`,
        `members` and `holders` (of a promise not yet done as the week began) and the hours
        `promised` (worked on promises) and `worked`.
        Weeks before the previous meeting, or after the next one, are left out.
        The arm without the group is lined up on the same weeks.
    """
    several = len(results.scenario.groups()) > 1
    sums = _of_several_groups(results) if several else _of_one_group(results)
    meetings = discussion_weeks(results)
    if several:
        meetings = meetings[meetings["replicate"] == sums["replicate"].min()]
    same_group = meetings.groupby(["replicate", "group"], observed=True)["week"]
    meetings = meetings.assign(
        meeting=np.arange(len(meetings)),
        group=meetings["group"].astype(str),
        # Before the first meeting nobody has promised anything: only the weeks after it count.
        back=(meetings["week"] - same_group.shift(1)).fillna(0),
        ahead=(same_group.shift(-1) - meetings["week"]).fillna(np.inf),
    )
    rows = meetings.merge(pd.DataFrame({"lag": LAGS}), how="cross")
    rows = rows[(rows["lag"] > -rows["back"]) & (rows["lag"] < rows["ahead"])]
    rows = rows.assign(week=rows["week"] + rows["lag"])
    rows = rows[rows["week"] < results.scenario.horizon_weeks]
    rows = rows.merge(sums, on=["replicate", "group", "week"])
    return rows[["replicate", "arm", "meeting", "lag", *SUMS]]


def per_head(rows: pd.DataFrame, what: str, whom: str) -> pd.DataFrame:
    """Return one sum over another, by lag (rows) and replicate (columns).

    Missing where there was nobody.
    """
    sums = rows.groupby(["lag", "replicate"])[[what, whom]].sum()
    return (sums[what] / sums[whom].where(sums[whom] > 0)).unstack("replicate")
