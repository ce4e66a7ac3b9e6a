"""Replicates one after the other in compiled code, in one set of arrays."""

import math
from typing import NamedTuple

import numpy as np

from pmg_sim.build import Plan, no_free_week, room
from pmg_sim.dice import key
from pmg_sim.ensemble.weeks import HALF, SCALE, TOGETHER, WeekSums, note_weeks
from pmg_sim.evaluation.group_row import GROUP_COLUMNS, SCRATCH, note_report, rate_group
from pmg_sim.evaluation.measures import MEASURES, measure
from pmg_sim.evaluation.people_row import (
    BEFORE,
    PEOPLE_COLUMNS,
    WHO,
    note_first_day,
    rate_people,
)
from pmg_sim.evaluation.reference import reference_scale
from pmg_sim.jit import phase
from pmg_sim.processes.observe import SCOPES, VARIABLES, observe
from pmg_sim.processes.opening import open_department
from pmg_sim.processes.week import one_week

WHOLE, NO_FREE_WEEK, NOT_FINITE = 0, 1, 2


class Ran(NamedTuple):
    """What replicates of one arm give.

    Attributes
    ----------
    rows : numpy.ndarray, shape (replicates, groups, group columns)
        As `pmg_sim.evaluation.group_row.GROUP_COLUMNS`.
    measures : numpy.ndarray, shape (replicates, measures)
        As `pmg_sim.evaluation.measures.MEASURES`.
    weeks : numpy.ndarray, shape (replicates, weeks, scopes, variables)
        Only some of them unless all are wanted.
    people : numpy.ndarray, shape (replicates, groups, 2, people columns)
        As `pmg_sim.evaluation.people_row`; of no group unless they are wanted.
    """

    rows: np.ndarray
    measures: np.ndarray
    weeks: np.ndarray
    people: np.ndarray


class RunError(ArithmeticError):
    """A run whose states stopped being numbers.

    Attributes
    ----------
    seed, replicate : int
        Of the run, to replay it.
    """

    def __init__(self, seed: int, replicate: int) -> None:
        super().__init__(
            f"seed {seed}, replicate {replicate}: a state is no longer a finite number"
        )
        self.seed, self.replicate = seed, replicate

    def __reduce__(self):
        """Let another process hand it on."""
        return type(self), (self.seed, self.replicate)


@phase
def is_finite(state, p):  # noqa: ARG001 (all are called alike)
    """Whether every person's states are numbers still."""
    for i in range(state.run[0].people):
        person = state.people[i]
        whole = person.motivation + person.efficacy + person.strain + person.satisfaction
        whole += person.support + person.commitment + person.value + person.pace
        whole += person.promotion_know_how + person.research_know_how + person.management_know_how
        whole += person.strength + person.total_hours
        if not math.isfinite(whole):
            return False
    return True


@phase
def _run_one(state, p, groups, reference, scratch, weeks, before, rows, people, measures):
    """Run one replicate from its eve to the end of its follow-up, and fill its rows."""
    if people.shape[0] > 0:
        note_first_day(state, p, before)
    for week in range(weeks.shape[0]):
        one_week(state, p)
        observe(state, p, scratch, weeks[week])
    for g in range(groups):
        rate_group(state, p, g, reference, scratch, rows[g])
    for g in range(people.shape[0]):
        rate_people(state, p, g, before, scratch, people[g])
    measure(state, p, weeks, scratch, measures)
    for _ in range(state.setting[0].weeks - weeks.shape[0]):
        one_week(state, p)
    if state.setting[0].weeks > weeks.shape[0]:
        for g in range(groups):
            note_report(state, g, scratch, rows[g])


@phase
def _run_all(
    state,
    blank,
    series,
    parameters,
    streams,
    reference,
    scratch,
    scale,
    half,
    weeks,
    before,
    rows,
    people,
    measures,
    sums,
    ends,
    bins,
    kept,
    fault,
):
    """Run one replicate per stream, until one fails; return how many are whole.

    ``weeks`` (room, weeks, scopes, variables) is filled in turn, and again from the first on when
    it is full; ``kept`` tells whether sums are wanted, ``fault`` (2,) what went wrong and where.
    """
    room_for = weeks.shape[0]
    for r in range(streams.shape[0]):
        p = parameters[min(r, parameters.shape[0] - 1)]
        lacking = open_department(state, blank, series, p, streams[r])
        if lacking >= 0:
            fault[0], fault[1] = NO_FREE_WEEK, lacking
            return r
        place = r % room_for
        _run_one(
            state,
            p,
            rows.shape[1],
            reference,
            scratch,
            weeks[place],
            before,
            rows[r],
            people[r],
            measures[r],
        )
        if not is_finite(state, p):
            fault[0] = NOT_FINITE
            return r
        if kept and (place == room_for - 1 or r == streams.shape[0] - 1):
            note_weeks(weeks[: place + 1], scale, half, sums, ends, bins)
    return streams.shape[0]


def run_replicates(
    plan: Plan,
    parameters: np.recarray,
    seed: int,
    first: int,
    last: int,
    sums: WeekSums | None,
    whole: bool = False,
    people: bool = False,
) -> Ran:
    """Run replicates of one arm.

    Parameters
    ----------
    plan : Plan
    parameters : numpy.recarray, shape (1,) or (replicates,)
        One set of the theory's numbers for all, or one for each.
    seed, first, last : int
        Replicates from the first up to, not including, the last.
    sums : WeekSums, optional
        To which all weeks are added.
    whole : bool, default False
        Whether to keep every replicate's weeks.
    people : bool, default False
        Whether to fill the rows of people.

    Returns
    -------
    Ran

    Raises
    ------
    RunError
        If a state stops being finite.
    ScenarioError
        If meetings find no free week.
    """
    count = last - first
    streams = np.array([key(seed, replicate) for replicate in range(first, last)], np.uint64)
    state = room(plan, max(plan.hires(stream) for stream in streams))
    shape = (plan.scenario.horizon_weeks, len(SCOPES), len(VARIABLES))
    weeks = np.empty((count if whole else min(count, TOGETHER), *shape))
    rows = np.zeros((count, len(plan.groups), len(GROUP_COLUMNS)))
    asked = len(plan.groups) if people else 0
    people_rows = np.zeros((count, asked, len(WHO), len(PEOPLE_COLUMNS)))
    measures = np.empty((count, len(MEASURES)))
    fault = np.zeros(2, np.int64)
    finished = _run_all(
        state,
        plan.blank,
        plan.series,
        parameters,
        streams,
        reference_scale(),
        np.empty(max(SCRATCH, BEFORE, len(VARIABLES), len(state.people))),
        SCALE,
        HALF,
        weeks,
        np.empty((len(state.people) if people else 0, BEFORE)),
        rows,
        people_rows,
        measures,
        *(sums or WeekSums.empty(0, False)),
        sums is not None,
        fault,
    )
    if fault[0] == NO_FREE_WEEK:
        lacking = no_free_week(plan, int(fault[1]))
        lacking.seed, lacking.replicate = seed, first + finished
        raise lacking
    if fault[0] == NOT_FINITE:
        raise RunError(seed, first + finished)
    return Ran(rows, measures, weeks, people_rows)
