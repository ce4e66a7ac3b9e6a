"""What the invited of one department do week by week, and when their groups meet to talk."""

from dataclasses import dataclass

import numpy as np

from pmg_sim.build import Plan, build
from pmg_sim.calls import Calls
from pmg_sim.codes import DISCUSSION, PRESENT
from pmg_sim.ensemble.kernel import RunError, is_finite
from pmg_sim.processes.observe import VARIABLES, observe_cohort
from pmg_sim.processes.week import one_week

FOLLOWED = (
    "hours",
    "idle_hours",
    "promised_hours",
    "solo_hours",
    "joint_hours",
    "on_promise",
    "members",
    "motivation",
    "efficacy",
    "papers_submitted",
    "completions",
)
"""Of `pmg_sim.processes.observe.VARIABLES`, those that are followed person by person."""

_PLACES = [VARIABLES.index(name) for name in FOLLOWED]


@dataclass(frozen=True)
class Trace:
    """The weeks of everybody who was invited, in one department of one arm.

    Attributes
    ----------
    keys : numpy.ndarray, shape (people,)
        The dice's keys: the same people have the same ones in every arm.
    cohort : numpy.ndarray, shape (people,)
        The group whose invitation the person accepted.
    weeks : numpy.ndarray, shape (people, weeks, followed)
        As `FOLLOWED`; not a number in weeks in which the person was not there.
    meetings : tuple of numpy.ndarray
        By group, the weeks of the discussion meetings that were called, in order. A meeting
        counts even if too few came, because its members had worked toward it.
    """

    keys: np.ndarray
    cohort: np.ndarray
    weeks: np.ndarray
    meetings: tuple[np.ndarray, ...]

    def __getitem__(self, name: str) -> np.ndarray:
        """Return a variable, shape (people, weeks).

        Of `FOLLOWED`; or ``worked``, hours less idle ones; or ``on_projects``, hours on projects.
        """
        if name == "worked":
            return self["hours"] - self["idle_hours"]
        if name == "on_projects":
            return self["promised_hours"] + self["solo_hours"] + self["joint_hours"]
        return self.weeks[:, :, FOLLOWED.index(name)]

    @property
    def completed(self) -> np.ndarray:
        """Products completed in each week, shape (people, weeks)."""
        total = self["completions"]
        return np.diff(total, axis=1, prepend=np.zeros((len(total), 1)))


def trace_members(plan: Plan, seed: int, replicate: int) -> Trace:
    """Run one department to the end of the study period and follow everybody invited.

    Those admitted later by a group's policy are left out: without the group nobody admits them.

    Parameters
    ----------
    plan : Plan
        Of the arm, from `pmg_sim.build.plan`.
    seed, replicate : int
        Key of the dice; the same in every arm of a comparison.

    Returns
    -------
    Trace

    Raises
    ------
    RunError
        If a state stops being finite.
    """
    state = build(plan, seed, replicate)
    call = Calls(state, plan.parameters)
    horizon, people = plan.scenario.horizon_weeks, state.people
    seen = np.empty((len(people), len(VARIABLES)))
    weeks = np.full((len(people), horizon, len(FOLLOWED)), np.nan)
    status, cohort, admitted = (people[name] for name in ("status", "cohort", "admitted_to"))
    for week in range(horizon):
        call(one_week)
        count = call(observe_cohort, seen)
        rows = np.flatnonzero(((cohort >= 0) | (admitted >= 0)) & (status == PRESENT))
        weeks[rows, week] = seen[:count, _PLACES]
    if not call(is_finite):
        raise RunError(seed, replicate)
    invited = np.flatnonzero(cohort[: state.run[0].people] >= 0)
    log = state.meetings
    talks = log[(log["purpose"] == DISCUSSION) & (log["called"] == 1)]
    return Trace(
        keys=people["key"][invited].copy(),
        cohort=cohort[invited].copy(),
        weeks=weeks[invited],
        meetings=tuple(
            np.sort(talks["week"][talks["group"] == group]) for group in range(len(plan.groups))
        ),
    )


def align(trace: Trace, keys: np.ndarray) -> Trace:
    """Return the trace of the people with these keys, in their order; absent where there are none.

    Parameters
    ----------
    trace : Trace
    keys : numpy.ndarray, shape (people,)
    """
    if np.array_equal(trace.keys, keys):
        return trace
    place = {key: row for row, key in enumerate(trace.keys)}
    rows = np.array([place.get(key, -1) for key in keys], dtype=int)
    weeks = np.where((rows >= 0)[:, None, None], trace.weeks[rows], np.nan)
    cohort = np.where(rows >= 0, trace.cohort[rows], -1)
    return Trace(np.asarray(keys), cohort, weeks, trace.meetings)
