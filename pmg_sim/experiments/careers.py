"""Careers without a group, looked at twice a year, beside what has been published of them."""

import math
from typing import NamedTuple

import numpy as np

from pmg_sim import codes
from pmg_sim.build import Plan
from pmg_sim.ensemble import follow
from pmg_sim.state import State

HALF_YEAR = 26
WEEKS_PER_YEAR = 52.0
DAYS_PER_WEEK = 7.0
FEWEST_HALF_YEARS = 4
"""From so many half-years on, a correlation net of trend is told."""
ROUNDING = 1e-12


class Careers(NamedTuple):
    """What a department without a group comes to; see `CAREERS` for the units."""

    attrition: float
    papers_per_person_year: float
    review_lag_days: float
    review_lag_sd_days: float
    acceptance_per_submission: float
    eventual_acceptance: float
    years_to_promotion: float
    odds_ratio_without_mentor: float
    performance_to_efficacy: float
    efficacy_to_performance: float
    satisfaction_to_leaving: float


CAREERS = {
    "attrition": "share of the first day's junior people who have left by the end",
    "papers_per_person_year": "papers published per person-year, everybody simulated",
    "review_lag_days": "mean days from sending a paper to the decision",
    "review_lag_sd_days": "standard deviation of these days",
    "acceptance_per_submission": "papers accepted per decision",
    "eventual_acceptance": "papers accepted per paper accepted or given up after a rejection",
    "years_to_promotion": "mean years as assistant professor of those promoted",
    "odds_ratio_without_mentor": "odds of a published paper, no mentor of one's own over one",
    "performance_to_efficacy": "within-person correlation, products of a half-year with "
    "self-efficacy at its end, net of trend",
    "efficacy_to_performance": "within-person correlation, self-efficacy with scholarly hours in "
    "the next half-year, net of trend",
    "satisfaction_to_leaving": "correlation over people, satisfaction with leaving within a year",
}


def careers(plan: Plan, seed: int, replicate: int) -> Careers:
    """Run one department and read off what the published figures are about.

    Parameters
    ----------
    plan : Plan
        A department without a group, with no hires beside the scenario's own.
    seed, replicate : int
    """
    looks = [_look(state) for state in follow(plan, seed, replicate, HALF_YEAR)]
    first, last = looks[0], looks[-1]
    starters = len(first["key"])
    juniors = first["stage"] == codes.JUNIOR
    sent, decided, accepted = (
        last[name].sum() for name in ("papers_sent", "papers_decided", "papers_accepted")
    )
    lag = last["review_weeks"].sum() / max(1, sent)
    spread = last["review_weeks_squared"].sum() / max(1, sent) - lag * lag
    promoted = last["weeks_to_promotion"][last["weeks_to_promotion"] >= 0]
    gone = np.where(last["left"] < 0, len(looks) * HALF_YEAR - HALF_YEAR, last["left"])
    years = (gone - np.maximum(last["arrived"], 0)).sum() / WEEKS_PER_YEAR
    given_up = last["papers_given_up"].sum()
    return Careers(
        attrition=float((last["status"][:starters][juniors] != codes.PRESENT).mean()),
        papers_per_person_year=float(last["papers_published"].sum() / years),
        review_lag_days=float(lag * DAYS_PER_WEEK),
        review_lag_sd_days=float(math.sqrt(max(0.0, spread)) * DAYS_PER_WEEK),
        acceptance_per_submission=float(accepted / max(1, decided)),
        eventual_acceptance=float(accepted / max(1, accepted + given_up)),
        years_to_promotion=float(promoted.mean() / WEEKS_PER_YEAR) if len(promoted) else np.nan,
        odds_ratio_without_mentor=_odds_ratio(last, starters),
        performance_to_efficacy=_within(looks, starters, "completions", before=True),
        efficacy_to_performance=_within(looks, starters, "total_hours", before=False),
        satisfaction_to_leaving=_leaving(looks, starters),
    )


FIELDS = (
    "key",
    "stage",
    "status",
    "arrived",
    "left",
    "mentored",
    "efficacy",
    "satisfaction",
    "completions",
    "total_hours",
    "papers_published",
    "papers_sent",
    "papers_decided",
    "papers_accepted",
    "papers_given_up",
    "review_weeks",
    "review_weeks_squared",
    "weeks_to_promotion",
)


def _look(state: State) -> dict[str, np.ndarray]:
    people = state.people[: int(state.run.people[0])]
    return {name: people[name].copy() for name in FIELDS}


def _odds_ratio(last: dict, starters: int) -> float:
    """Odds of at least one paper, people without a mentor over those with, first day's people."""
    paper = last["papers_published"][:starters] > 0
    mentored = last["mentored"][:starters] == 1
    odds = []
    for who in (~mentored, mentored):
        # Half a person more on either side keeps small groups away from zero and infinity.
        yes, no = (paper & who).sum() + 0.5, (~paper & who).sum() + 0.5
        odds.append(yes / no)
    return float(odds[0] / odds[1])


def _within(looks: list[dict], starters: int, record: str, before: bool) -> float:
    """Correlate what a half-year gave with self-efficacy after it, or before it, within people.

    Each person's own mean and straight trend are taken out; only people who stay count.
    """
    stayed = looks[-1]["status"][:starters] == codes.PRESENT
    totals = np.array([look[record][:starters][stayed] for look in looks], dtype=float)
    efficacy = np.array([look["efficacy"][:starters][stayed] for look in looks])
    given = np.diff(totals, axis=0)
    # What half-year k gave stands between looks k and k + 1.
    feeling = efficacy[1:] if before else efficacy[:-1]
    if len(given) < FEWEST_HALF_YEARS or not stayed.any():
        return np.nan
    one, other = _detrended(given).ravel(), _detrended(feeling).ravel()
    return _correlation(one, other)


def _detrended(series: np.ndarray) -> np.ndarray:
    time = np.arange(len(series)) - (len(series) - 1) / 2.0
    level = series.mean(axis=0)
    slope = (time[:, None] * series).sum(axis=0) / (time * time).sum()
    return series - level - time[:, None] * slope


def _leaving(looks: list[dict], starters: int) -> float:
    """Correlate satisfaction with leaving within the next year, over people and years."""
    feeling, leaving = [np.empty(0)], [np.empty(0)]
    for now, later in zip(looks[:-2:2], looks[2::2], strict=False):
        here = now["status"][:starters] == codes.PRESENT
        feeling.append(now["satisfaction"][:starters][here])
        leaving.append(later["status"][:starters][here] != codes.PRESENT)
    one, other = np.concatenate(feeling), np.concatenate(leaving).astype(float)
    return _correlation(one, other)


def _correlation(one: np.ndarray, other: np.ndarray) -> float:
    """Correlate two series; not a number where one does not vary."""
    if len(one) < 2 or min(np.ptp(one), np.ptp(other)) <= ROUNDING:
        return np.nan
    return float(np.corrcoef(one, other)[0, 1])
