"""One replicate from its first week to its last, without agents."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from pmg_sim.build import Plan, build
from pmg_sim.jit import process
from pmg_sim.processes.observe import SCOPES, VARIABLES, observe
from pmg_sim.processes.week import one_week
from pmg_sim.state import State


class Course(NamedTuple):
    """A replicate's state at the end of the study period, and its weeks until then.

    Attributes
    ----------
    state : State
    weeks : numpy.ndarray, shape (weeks, scopes, variables)
        Counts and means at the end of each week, as `pmg_sim.processes.observe.observe` gives.
    """

    state: State
    weeks: np.ndarray


@process
def _run_weeks(state, p, scratch, weeks):
    for week in range(weeks.shape[0]):
        one_week(state, p)
        observe(state, p, scratch, weeks[week])


def run_course(plan: Plan, seed: int, replicate: int) -> Course:
    """Run one replicate to the end of the study period; the follow-up is left out.

    Parameters
    ----------
    plan : Plan
        From `pmg_sim.build.plan`.
    seed, replicate : int
        Key of the dice; the same in every arm of a comparison.

    Returns
    -------
    Course
        The same bits as the Mesa model of the same plan, seed and replicate.
    """
    state = build(plan, seed, replicate)
    weeks = np.empty((plan.scenario.horizon_weeks, len(SCOPES), len(VARIABLES)))
    _run_weeks(state, plan.parameters[0], np.empty(len(VARIABLES)), weeks)
    return Course(state, weeks)


def follow(plan: Plan, seed: int, replicate: int, every: int) -> Iterator[State]:
    """Yield a replicate's state, always the same arrays, before the first week and every so often.

    Parameters
    ----------
    plan, seed, replicate
        As for `run_course`.
    every : int
        Weeks from one look to the next; a rest that is shorter is not run.
    """
    state = build(plan, seed, replicate)
    weeks = np.empty((every, len(SCOPES), len(VARIABLES)))
    yield state
    for _ in range(plan.scenario.horizon_weeks // every):
        _run_weeks(state, plan.parameters[0], np.empty(len(VARIABLES)), weeks)
        yield state
