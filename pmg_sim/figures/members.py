"""Whose weeks are shown one by one, and why somebody is a member no more."""

import pandas as pd

from pmg_sim.experiments import Results
from pmg_sim.figures.reading import traced_people

MOST_SHOWN = 9
SHORT_STAY = 8  # weeks, or half of a short run: a member for less has no cycle to show


def short_stay(results: Results) -> int:
    """Return the weeks under which a membership is not shown."""
    return min(SHORT_STAY, (results.scenario.horizon_weeks + 1) // 2)


def members_shown(results: Results) -> tuple[pd.DataFrame, int, int]:
    """Return the first group's members to show; how many stayed briefly; how many are too many."""
    people = traced_people(results, "group")
    members = people[(people["cohort"] == 0) & (people["joined_group"] >= 0)]
    horizon = results.scenario.horizon_weeks
    end = members["left_group"].where(members["left_group"] >= 0, horizon)
    stayed = members[end - members["joined_group"] >= short_stay(results)]
    shown = stayed.sort_values(["joined_group", "key"])[:MOST_SHOWN]
    return shown, len(members) - len(stayed), len(stayed) - len(shown)


def traced_meetings(results: Results) -> pd.DataFrame:
    """Return the planned meetings of the first replicate, numbered as the journal does."""
    log = results.meetings
    return log[log["replicate"] == log["replicate"].min()].reset_index(drop=True)


def meetings_of(results: Results, member: pd.Series) -> dict[int, bool]:
    """Return the meetings called while somebody was a member, by number: whether they came.

    A meeting without a quorum counts as missed. Without a journal (results read back from a
    folder have none) whether the meeting was held stands in.
    """
    log = traced_meetings(results)
    if results.journal:
        return {
            entry.row: turn.present and bool(log.loc[entry.row, "held"])
            for entry in results.journal
            for turn in entry.turns
            if turn.key == member["key"]
        }
    end = member["left_group"] if member["left_group"] >= 0 else results.scenario.horizon_weeks
    mine = log[
        (log["group"] == results.scenario.groups()[0].name)
        & log["called"]
        & log["week"].between(member["joined_group"], end)
    ]
    return {int(row): bool(held) for row, held in mine["held"].items()}


def why_left(results: Results, member: pd.Series) -> str:
    """Say why somebody, who left the first group, did."""
    if member["left"] == member["left_group"]:
        return "left the track" if member["status"] == "left_track" else "left the department"
    return "left the group" if member["left_group"] < _end_of_group(results) else "group ended"


def _end_of_group(results: Results) -> float:
    first = results.lives.iloc[0]
    return first["founded"] + first["weeks_alive"]
