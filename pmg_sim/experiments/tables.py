"""The tables of a run, from the records of its replicates."""

from collections.abc import Iterable

import numpy as np
import pandas as pd

from pmg_sim import codes
from pmg_sim.ensemble import WeekSums, group_table
from pmg_sim.evaluation.measures import MEASURES
from pmg_sim.evaluation.scales import SCALES
from pmg_sim.experiments.life import LIFE, life_of
from pmg_sim.experiments.replicate import Record
from pmg_sim.processes.observe import SCOPES, VARIABLES
from pmg_sim.scenario import Scenario

CODED = {
    "status": codes.PERSON_STATUS,
    "stage": codes.STAGES,
    "rank": codes.RANKS,
    "purpose": codes.PURPOSES,
    "hour": codes.HOURS,
}
PROMISE_TOTALS = ("made_total", "kept_total", "partly_total", "missed_total", "abandoned_total")
NETWORKS = ("trust", "closeness", "collaboration")


def _labelled(frame: pd.DataFrame, replicate: int, arm: str, arms: list[str]) -> pd.DataFrame:
    frame.insert(0, "replicate", np.int32(replicate))
    frame.insert(1, "arm", pd.Categorical([arm] * len(frame), categories=arms))
    return frame


def _decoded(rows: np.ndarray) -> pd.DataFrame:
    """Turn structured rows into a frame, with names in place of codes and no nested columns."""
    columns = {}
    for name in rows.dtype.names or ():
        values = rows[name]
        if values.ndim > 1:
            continue
        if name in CODED:
            columns[name] = pd.Categorical.from_codes(values, list(CODED[name]))
        else:
            columns[name] = np.ascontiguousarray(values)
    return pd.DataFrame(columns)


def weeks(records: list[Record], arms: list[str]) -> pd.DataFrame:
    """One row per replicate, arm, week and scope; the traced replicate has a scope per person.

    A person's scope is named ``person KEY``. Columns after `scope` are those of
    `pmg_sim.processes.observe.VARIABLES`, in float32.
    """
    scopes = list(SCOPES)
    for record in records:
        for keys in record.cohort_keys:
            scopes += [name for name in map("person {}".format, keys) if name not in scopes]
    code_of = {name: k for k, name in enumerate(scopes)}
    blocks, labels = [], []
    for record in records:
        count = len(record.weeks)
        blocks.append(record.weeks.reshape(count * len(SCOPES), len(VARIABLES)))
        week = np.repeat(np.arange(count), len(SCOPES))
        scope = np.tile(np.arange(len(SCOPES)), count)
        labels.append(_week_labels(record, arms, week, scope))
        if record.cohort:
            blocks.append(np.concatenate(record.cohort))
            week = np.repeat(np.arange(count), [len(rows) for rows in record.cohort])
            scope = np.array(
                [code_of[f"person {key}"] for keys in record.cohort_keys for key in keys],
                dtype=int,
            )
            labels.append(_week_labels(record, arms, week, scope))
    label = np.concatenate(labels)
    frame = pd.DataFrame(
        {
            "replicate": label[:, 0].astype(np.int32),
            "arm": pd.Categorical.from_codes(label[:, 1], arms),
            "week": label[:, 2].astype(np.int16),
            "scope": pd.Categorical.from_codes(label[:, 3], scopes),
        }
    )
    values = np.concatenate(blocks).astype(np.float32)
    return pd.concat([frame, pd.DataFrame(values, columns=list(VARIABLES))], axis=1)


def _week_labels(record: Record, arms: list[str], week: np.ndarray, scope: np.ndarray):
    replicate = np.full(len(week), record.replicate)
    arm = np.full(len(week), arms.index(record.arm))
    return np.column_stack([replicate, arm, week, scope])


def people(records: list[Record], arms: list[str]) -> pd.DataFrame:
    """One row per person, at the end of the study period, with promises and survey scales."""
    frames = []
    for record in records:
        frame = _decoded(record.people)
        here = record.people["status"] == codes.PRESENT
        for name in PROMISE_TOTALS:
            frame[f"promises_{name.removesuffix('_total')}"] = record.promises[name]
        for k, name in enumerate(SCALES):
            frame[name] = np.where(here, record.scales[:, k], np.nan)
        frames.append(_labelled(frame, record.replicate, record.arm, arms))
    return pd.concat(frames, ignore_index=True)


def meetings(records: list[Record], scenario: Scenario) -> pd.DataFrame:
    """One row per planned meeting of the arm with the group; minutes per item add up to `length`.

    `called` is false where the group had ended; `held` is false without a quorum.
    """
    names = [group.name for group in scenario.groups()]
    frames = []
    for record in records:
        if record.arm != "group":
            continue
        frame = _decoded(record.meetings)
        frame["group"] = pd.Categorical.from_codes(record.meetings["group"], names)
        for name in ("called", "held", "guest", "facilitated"):
            frame[name] = frame[name].astype(bool)
        frame.insert(0, "replicate", np.int32(record.replicate))
        frames.append(frame)
    if not frames:
        return pd.DataFrame(columns=["replicate", "group", "week"])
    return pd.concat(frames, ignore_index=True)


def ties(records: list[Record], arms: list[str]) -> pd.DataFrame:
    """The three networks of the traced replicate at chosen weeks, one row per directed tie.

    `weight` is trust or closeness in [0, 1], or the number of joint projects so far.
    """
    frames = []
    for record in records:
        keys = record.people["key"]
        for week, edges in record.networks.items():
            edges = edges[edges["a"] >= 0]
            source, target = keys[edges["a"]], keys[edges["b"]]
            for network in NETWORKS:
                if network == "trust":
                    weight = np.concatenate([edges["trust_ab"], edges["trust_ba"]])
                else:
                    column = "closeness" if network == "closeness" else "joint_total"
                    weight = np.concatenate([edges[column], edges[column]]).astype(float)
                frame = pd.DataFrame(
                    {
                        "week": np.int16(week),
                        "network": pd.Categorical([network] * len(weight), categories=NETWORKS),
                        "from_key": np.concatenate([source, target]),
                        "to_key": np.concatenate([target, source]),
                        "weight": weight,
                    }
                )
                frames.append(
                    _labelled(frame[frame["weight"] > 0], record.replicate, record.arm, arms)
                )
    return pd.concat(frames, ignore_index=True)


def _all(arm: str, arms: Iterable[str], count: int) -> pd.Categorical:
    """Return a column that names one arm all the way down."""
    return pd.Categorical.from_codes(np.full(count, list(arms).index(arm)), list(arms))


def outcomes(rows: dict[str, np.ndarray], scenario: Scenario) -> pd.DataFrame:
    """One row per replicate, arm and group: what it came to; see `GROUP_COLUMNS`.

    `rows` has, by arm, arrays of shape (replicates, groups, group columns).
    """
    names = [group.name for group in scenario.groups()]
    frames = []
    for arm, values in rows.items():
        frame = group_table(values, names)
        frame.insert(1, "arm", _all(arm, rows, len(frame)))
        frames.append(frame)
    return pd.concat(frames, ignore_index=True)


def measures(values: dict[str, np.ndarray]) -> pd.DataFrame:
    """One row per arm and replicate, from arrays of shape (replicates, measures) by arm."""
    frames = []
    for arm, rows in values.items():
        frame = pd.DataFrame(rows, columns=list(MEASURES))
        frame.insert(0, "replicate", np.arange(len(rows), dtype=np.int32))
        frame.insert(1, "arm", _all(arm, values, len(rows)))
        frames.append(frame)
    return pd.concat(frames, ignore_index=True)


def week_summary(sums: dict[str, WeekSums]) -> pd.DataFrame:
    """One row per arm, week, scope and variable: mean, SD and quantiles over all replicates."""
    frames = []
    for arm, one in sums.items():
        frame = one.table()
        frame.insert(0, "arm", _all(arm, sums, len(frame)))
        frames.append(frame)
    return pd.concat(frames, ignore_index=True)


def lives(records: list[Record], scenario: Scenario) -> pd.DataFrame:
    """One row per replicate and group that was founded: how it lived, and how it ended."""
    groups = scenario.groups()
    rows = []
    for record in records:
        if record.arm != "group":
            continue
        for g, group in enumerate(groups):
            if record.groups[g]["status"] != codes.PLANNED:
                meetings = record.meetings[record.meetings["group"] == g]
                life = life_of(record.groups[g], meetings, scenario.horizon_weeks)
                rows.append((record.replicate, group.name, group.structure, *life.values()))
    frame = pd.DataFrame(rows, columns=list(LIFE))
    frame["replicate"] = frame["replicate"].astype(np.int32)
    for name in ("group", "structure", "status", "end_reason"):
        frame[name] = pd.Categorical(frame[name], categories=list(dict.fromkeys(frame[name])))
    return frame
