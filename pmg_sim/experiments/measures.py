"""What one replicate of one arm comes to: the measures that checks and comparisons are made of."""

from collections.abc import Callable

import numpy as np
import pandas as pd

from pmg_sim import codes
from pmg_sim.build import Plan
from pmg_sim.ensemble import Course, run_course
from pmg_sim.parameters import pack
from pmg_sim.processes.observe import SCOPES, VARIABLES
from pmg_sim.theory.feedback import candour

WEEKS_PER_YEAR = 52.0

NEAR, FAR = 2, 6
"""Weeks before a discussion: the last two, and more than six."""

SETTLED = 26
"""The study's first half-year, in weeks."""


class Look:
    """A replicate's course, with the people, groups and meetings that the measures look at.

    Parameters
    ----------
    course : Course
    p : numpy.recarray, shape (1,)
        The theory's numbers that it was run with.
    """

    def __init__(self, course: Course, p: np.recarray) -> None:
        state = course.state
        self.p = p[0]
        self.weeks = course.weeks
        self.horizon = len(course.weeks)
        people = slice(int(state.run.people[0]))
        self.people, self.promises = state.people[people], state.promises[people]
        self.groups = state.groups[state.groups.status != codes.PLANNED]
        self.meetings = state.meetings[state.meetings.held == 1]
        self.called = state.meetings[state.meetings.called == 1]
        self.talks = self.meetings[self.meetings.purpose == codes.DISCUSSION]
        self.cohort = self.people[(self.people.cohort >= 0) & (self.people.excused == 0)]
        self.members = self.cohort[self.cohort.joined_group >= 0]

    def series(self, scope: str, variable: str) -> np.ndarray:
        """Return a scope's variable week by week."""
        return self.weeks[:, SCOPES.index(scope), VARIABLES.index(variable)]

    def settled(self, scope: str, variable: str) -> float:
        """Return a scope's mean over the second half of the study period."""
        values = self.series(scope, variable)[self.horizon // 2 :]
        return _mean(values[np.isfinite(values)])

    def share(self, *items: str) -> float:
        """Return the share of the minutes of discussions held that some items took."""
        minutes = sum(self.talks[item].sum() for item in items)
        return _ratio(minutes, self.talks.length.sum())

    def per_person(self, *records: str) -> float:
        """Return the sum of some records per person invited who was not taken away."""
        return _ratio(sum(self.cohort[record].sum() for record in records), len(self.cohort))

    def person_years(self, people: np.recarray) -> float:
        """Return how long some people were in the department, in years."""
        end = np.where(people.left < 0, self.horizon, people.left)
        return float((end - np.maximum(people.arrived, 0)).sum() / WEEKS_PER_YEAR)


def _mean(values: np.ndarray) -> float:
    return float(values.mean()) if len(values) else np.nan


def _ratio(total: float, count: float) -> float:
    return float(total / count) if count > 0 else np.nan


def _survival(look: Look) -> float:
    return _mean(look.groups.status != codes.DISSOLVED)


def _deadline_pull(look: Look) -> float:
    """Hours on a promise of those who hold one: near a discussion less far from it."""
    if len(look.groups) != 1:
        return np.nan
    due = np.sort(look.called.week[look.called.purpose == codes.DISCUSSION])
    week = np.arange(look.horizon)
    following = np.searchsorted(due, week)
    ahead = following < len(due)
    away = np.full(look.horizon, -1)
    away[ahead] = due[following[ahead]] - week[ahead]
    near, far = (away >= 0) & (away < NEAR), away > FAR
    return _on_promise(look, near) - _on_promise(look, far)


def _on_promise(look: Look, chosen: np.ndarray) -> float:
    people = look.series("cohort", "people")[chosen]
    hours = np.nansum(people * look.series("cohort", "promised_hours")[chosen])
    return _ratio(hours, np.nansum(people * look.series("cohort", "on_promise")[chosen]))


def _disclosure(look: Look) -> float:
    """Disclosure of one person at one discussion; nobody checks in at a project meeting."""
    people = look.people[(look.people.joined_group >= 0) & (look.people.mentor_of < 0)]
    return _ratio(people.lived_disclosure.sum(), look.talks.members_present.sum())


def _kept_share(look: Look) -> float:
    total = sum(look.meetings[name].sum() for name in ("kept", "partly", "missed"))
    return _ratio(look.meetings.kept.sum(), total)


def _candour(look: Look) -> float:
    """Mean candour at discussions, by how close those present are."""
    return _mean(np.array([candour(look.p, closeness) for closeness in look.talks.closeness]))


def _strain_of_satisfied(look: Look) -> float:
    """Strain at the end of the more satisfied half of the members in the department."""
    here = look.members[look.members.status == codes.PRESENT]
    best = here[np.argsort(-here.satisfaction, kind="stable")[: (len(here) + 1) // 2]]
    return _mean(best.strain)


def _kept_membership(look: Look) -> float:
    """Share of members past the first half-year who keep their group as long as they are here."""
    people = look.members
    left = people.left_group
    settled = (left < 0) | (left >= people.joined_group + SETTLED)
    ended = {int(g.ended) for g in look.groups if g.status == codes.COMPLETED}
    kept = (left < 0) | (left == people.left) | np.isin(left, sorted(ended))
    return _mean(kept[settled])


def _trust_gain(look: Look) -> float:
    gains = []
    for g in np.unique(look.talks.group):
        trust = look.talks.trust[look.talks.group == g]
        if len(trust) > 1:
            gains.append(trust[-1] - trust[0])
    return _mean(np.array(gains))


def _joint_later(look: Look) -> float:
    """Joint projects begun at a meeting: second half of each group's meetings less first half."""
    gains = []
    for g in np.unique(look.meetings.group):
        started = look.meetings.joint_started[look.meetings.group == g]
        half = len(started) // 2
        if half > 0:
            gains.append(started[-half:].mean() - started[:half].mean())
    return _mean(np.array(gains))


def _papers(look: Look) -> float:
    """Papers published per person-year by everybody simulated."""
    return _ratio(look.people.papers_published.sum(), look.person_years(look.people))


def _in_second_half(scope: str, variable: str) -> Callable[[Look], float]:
    return lambda look: look.settled(scope, variable)


GROUP_MEASURES: dict[str, Callable[[Look], float]] = {
    "survival": _survival,
    "attendance": lambda look: _ratio(look.called.present.sum(), look.called.invited.sum()),
    "meetings_held": lambda look: _ratio(len(look.meetings), len(look.groups)),
    "meeting_trust": lambda look: _mean(look.talks.trust[look.talks.week >= SETTLED]),
    "trust_gain": _trust_gain,
    "joint_later": _joint_later,
    "disclosure": _disclosure,
    "candour": _candour,
    "decision_share": lambda look: look.share("decisions"),
    "personal_share": lambda look: look.share("personal"),
    "unfocused_share": lambda look: look.share("decisions", "personal"),
    "kept_share": _kept_share,
    "deadline_pull": _deadline_pull,
    "promised_hours": lambda look: _on_promise(look, np.ones(look.horizon, dtype=bool)),
    "kept_membership": _kept_membership,
}
"""Measures of a group's life; not a number in an arm without a group."""

PEOPLE_MEASURES: dict[str, Callable[[Look], float]] = {
    "satisfaction": _in_second_half("cohort", "satisfaction"),
    "motivation": _in_second_half("cohort", "motivation"),
    "efficacy": _in_second_half("cohort", "efficacy"),
    "strain": _in_second_half("cohort", "strain"),
    "support": _in_second_half("cohort", "support"),
    "know_how": _in_second_half("cohort", "promotion_know_how"),
    "research_know_how": _in_second_half("cohort", "research_know_how"),
    "connection": _in_second_half("cohort", "connection"),
    "outside_connection": _in_second_half("cohort", "outside_connection"),
    "trust": _in_second_half("cohort", "trust"),
    "closeness": _in_second_half("cohort", "closeness"),
    "outsiders_satisfaction": _in_second_half("outsiders", "satisfaction"),
    "outsiders_connection": _in_second_half("outsiders", "connection"),
    "hires_satisfaction": _in_second_half("hires", "satisfaction"),
    "hires_connection": _in_second_half("hires", "connection"),
    "strain_of_satisfied": _strain_of_satisfied,
    "retained": lambda look: _mean(look.cohort.status == codes.PRESENT),
    "positions": lambda look: look.per_person("positions"),
    "submissions": lambda look: _ratio(
        look.cohort.submissions.sum(), look.person_years(look.cohort)
    ),
    "published": lambda look: look.per_person("papers_published"),
    "completions": lambda look: look.per_person("completions"),
    "joint_products": lambda look: look.per_person("coauthored", "cotaught", "copresented"),
    "joint_started": lambda look: look.per_person("joint_started"),
    "friction_share": lambda look: _ratio(
        look.cohort.lived_friction.sum(), look.cohort.lived_joint.sum()
    ),
    "papers_per_person_year": _papers,
}
"""Measures of the people invited (the cohort), of outsiders and of hires, in every arm.

States are means over the second half of the study period, in [0, 1]; products are per person
invited, submissions per person-year.
"""

MEASURES = GROUP_MEASURES | PEOPLE_MEASURES


def measure_arms(plans: dict[str, Plan], seed: int, replicate: int) -> pd.DataFrame:
    """Measure one replicate in several arms: one row each, with columns `replicate` and `arm`."""
    rows = [measure(run_course(one, seed, replicate), one.parameters) for one in plans.values()]
    frame = pd.DataFrame(rows, columns=list(MEASURES))
    frame.insert(0, "replicate", np.int32(replicate))
    frame.insert(1, "arm", list(plans))
    return frame


def measure(course: Course, p: np.recarray | None = None) -> np.ndarray:
    """Measure a replicate.

    Parameters
    ----------
    course : Course
        From `pmg_sim.ensemble.run_course`.
    p : numpy.recarray, shape (1,), optional
        The theory's numbers that it was run with; the centres of the priors when left out.

    Returns
    -------
    numpy.ndarray, shape (measures,)
        In the order of `MEASURES`; not a number where there is nothing to measure.
    """
    look = Look(course, pack() if p is None else p)
    return np.array([rule(look) for rule in MEASURES.values()])
