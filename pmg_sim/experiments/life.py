"""The life of groups: forming, maturing, fading, ending, and how long they last."""

import warnings
from collections.abc import Iterable
from typing import Any

import numpy as np
import pandas as pd

from pmg_sim import codes

FORMED = 0.5
"""Maturity from which a group counts as formed; 1 is full practice in running meetings."""

FADED = 0.75
"""A group fades while turnout over three meetings is under this share of its best three."""

SPAN = 3
"""Meetings over which turnout is averaged: one poor evening is no decline."""

PHASES = ("forming", "maturing", "fading")

LIFE = (
    "replicate",
    "group",
    "structure",
    "status",
    "end_reason",
    "founded",
    "ended",
    "weeks_alive",
    "dissolved",
    "meetings_called",
    "meetings_held",
    "weeks_forming",
    "weeks_maturing",
    "weeks_fading",
    "fading_since",
    "times_reformed",
    "members_at_first",
    "members_at_last",
    "turnout_at_last",
    "commitment_at_last",
    "value_at_last",
    "admitted",
    "refused",
    "falling_outs",
)
"""Columns of the table of groups."""


def phases(turnout: np.ndarray, maturity: np.ndarray) -> np.ndarray:
    """Name the phase of a group at each of its meeting times, as places in `PHASES`.

    Parameters
    ----------
    turnout : numpy.ndarray, shape (meetings,)
        Share of the members who came, in [0, 1].
    maturity : numpy.ndarray, shape (meetings,)
        In [0, 1], as the meeting closed.
    """
    phase = np.where(maturity < FORMED, PHASES.index("forming"), PHASES.index("maturing"))
    if len(turnout) >= SPAN:
        mean = np.convolve(turnout, np.full(SPAN, 1.0 / SPAN), mode="valid")
        fading = mean < FADED * np.maximum.accumulate(mean)
        phase[SPAN - 1 :][fading] = PHASES.index("fading")
    return phase


def life_of(group: np.void, meetings: np.ndarray, horizon: int) -> dict:
    """Tell the life of one group that was founded.

    Parameters
    ----------
    group : numpy.void
        Its row of `groups` at the end of the study period.
    meetings : numpy.ndarray
        Its rows of `meetings`.
    horizon : int
        Weeks of the study period.

    Returns
    -------
    dict
        The columns of `LIFE` but for `replicate`, `group` and `structure`; weeks are counted from
        the founding; -1 stands for never.
    """
    called = meetings[meetings["called"] == 1]
    called = called[np.argsort(called["week"], kind="stable")]
    turnout = called["present"] / np.maximum(1, called["invited"])
    phase = phases(turnout, called["maturity"])
    end = int(group["ended"]) if group["ended"] >= 0 else horizon
    # A phase lasts from its meeting to the next one, the first from the founding on.
    starts = np.concatenate([[int(group["founded"])], called["week"][1:], [end]])
    lengths = np.diff(np.minimum(starts, end)) if len(called) else np.array([])
    weeks = {name: int(lengths[phase == k].sum()) for k, name in enumerate(PHASES)}
    fading = np.flatnonzero(phase != PHASES.index("fading"))
    last_sound = int(fading[-1]) if len(fading) else -1
    faded = 0 < last_sound + 1 < len(called)
    final = called[-1] if len(called) else None
    return {
        "status": codes.GROUP_STATUS[group["status"]],
        "end_reason": codes.END_REASONS[group["end_reason"]],
        "founded": int(group["founded"]),
        "ended": int(group["ended"]),
        "weeks_alive": end - int(group["founded"]),
        "dissolved": bool(group["status"] == codes.DISSOLVED),
        "meetings_called": len(called),
        "meetings_held": int(called["held"].sum()),
        **{f"weeks_{name}": count for name, count in weeks.items()},
        "fading_since": int(called["week"][last_sound + 1] - group["founded"]) if faded else -1,
        "times_reformed": int(group["times_reformed"]),
        "members_at_first": 0 if final is None else int(called["invited"][0]),
        "members_at_last": 0 if final is None else int(final["invited"]),
        "turnout_at_last": np.nan if final is None else float(turnout[-1]),
        "commitment_at_last": np.nan if final is None else float(final["commitment"]),
        "value_at_last": np.nan if final is None else float(final["value"]),
        "admitted": int(group["admitted"]),
        "refused": int(group["refused"]),
        "falling_outs": int(group["falling_outs"]),
    }


def survival(lives: pd.DataFrame, weeks: Iterable[int]) -> pd.DataFrame:
    """Estimate how long groups last (Kaplan-Meier), by structure.

    A dissolved group has ended; one that is alive at the horizon, completed its plan or merged
    is censored then. Groups count as independent, though those of one department share people.

    Parameters
    ----------
    lives : pandas.DataFrame
        With the columns `structure`, `weeks_alive` and `dissolved`.
    weeks : iterable of int
        Weeks since the founding at which the curve is read.

    Returns
    -------
    pandas.DataFrame
        Columns `structure`, `groups`, `week`, `alive` (share), `low` and `high` (95 %, log-log).
    """
    rows = []
    weeks = np.asarray(list(weeks))
    for structure, part in lives.groupby("structure", sort=False, observed=True):
        curve = kaplan_meier(part)
        share = curve.sf.evaluate(weeks)
        low, high = np.full(len(weeks), np.nan), np.full(len(weeks), np.nan)
        if part["dissolved"].any():
            with warnings.catch_warnings():
                # Where all or none are left there is no interval: it stays not a number.
                warnings.filterwarnings("ignore", message="The confidence interval is undefined")
                bounds = curve.sf.confidence_interval(method="log-log")
            low, high = bounds.low.evaluate(weeks), bounds.high.evaluate(weeks)
        for k, week in enumerate(weeks):
            rows.append((structure, len(part), int(week), share[k], low[k], high[k]))
    return pd.DataFrame(rows, columns=["structure", "groups", "week", "alive", "low", "high"])


def kaplan_meier(lives: pd.DataFrame) -> Any:
    """Return scipy's estimate of the lengths of some groups' lives, in weeks."""
    from scipy import stats  # takes a second to import

    lasted = lives["weeks_alive"].to_numpy(dtype=float)
    over = lives["dissolved"].to_numpy()
    return stats.ecdf(stats.CensoredData(uncensored=lasted[over], right=lasted[~over]))
