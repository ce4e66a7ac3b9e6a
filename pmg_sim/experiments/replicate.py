"""One replicate of one arm, and what is kept of it."""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from pmg_sim.build import Plan, build
from pmg_sim.calls import Calls
from pmg_sim.codes import PRESENT
from pmg_sim.ensemble.kernel import RunError, is_finite
from pmg_sim.evaluation.group_row import GROUP_COLUMNS, SCRATCH, note_report, rate_group
from pmg_sim.evaluation.measures import MEASURES, measure
from pmg_sim.evaluation.reference import reference_scale
from pmg_sim.evaluation.scales import SCALES, rate_scales
from pmg_sim.experiments.journal import MeetingEntry, note_meetings
from pmg_sim.processes.observe import SCOPES, VARIABLES, observe, observe_cohort
from pmg_sim.processes.week import one_week
from pmg_sim.state import State

ENGINES = ("ensemble", "mesa")
"""The compiled week over rows, and Mesa's agents; both give the same bits."""

MOMENTS = 4
"""At how many weeks of the study period the networks are kept."""


@dataclass
class Record:
    """What is kept of one replicate of one arm.

    Attributes
    ----------
    weeks : numpy.ndarray, shape (weeks, scopes, variables)
        Counts and means at the end of each week.
    people, promises, meetings, groups : numpy.ndarray
        The state's rows at the end of the study period.
    rows : numpy.ndarray, shape (groups, group columns)
        As `pmg_sim.evaluation.group_row.GROUP_COLUMNS`.
    measures : numpy.ndarray, shape (measures,)
        As `pmg_sim.evaluation.measures.MEASURES`.
    scales : numpy.ndarray, shape (people, 5)
        Survey scales of everybody at the end of the study period.
    cohort : list of numpy.ndarray
        Per week, the variables of everybody invited and present; only where traced.
    cohort_keys : list of numpy.ndarray
        The keys that go with `cohort`.
    networks : dict of int to numpy.ndarray
        Rows of `edges` at chosen weeks; only where traced.
    journal : list of MeetingEntry
        What the minutes of each meeting tell; only where traced.
    """

    replicate: int
    arm: str
    weeks: np.ndarray
    people: np.ndarray
    promises: np.ndarray
    meetings: np.ndarray
    groups: np.ndarray
    rows: np.ndarray
    measures: np.ndarray
    scales: np.ndarray
    cohort: list[np.ndarray] = field(default_factory=list)
    cohort_keys: list[np.ndarray] = field(default_factory=list)
    networks: dict[int, np.ndarray] = field(default_factory=dict)
    journal: list[MeetingEntry] = field(default_factory=list)

    def outline(self) -> "Record":
        """Return the record without people, meetings and all that is traced."""
        none = self.people[:0]
        return Record(
            self.replicate,
            self.arm,
            self.weeks,
            *(none,) * 4,
            self.rows,
            self.measures,
            self.scales[:0],
        )


def moments(horizon: int) -> list[int]:
    """Weeks at which the networks are kept: the first, the last, and evenly between."""
    return sorted({round(k * (horizon - 1) / (MOMENTS - 1)) for k in range(MOMENTS)})


def run_replicate(
    plan: Plan, seed: int, replicate: int, arm: str, traced: bool, engine: str = "ensemble"
) -> Record:
    """Run one replicate of one arm to the end of its follow-up.

    Parameters
    ----------
    plan : Plan
        The arm's plan.
    seed, replicate : int
        Key of the dice; the same in every arm.
    arm : str
        Name of the arm, for the record.
    traced : bool
        Whether to keep persons' weeks, networks and the journal of meetings as well.
    engine : str, default "ensemble"
        One of `ENGINES`.
    """
    state, step, call = _driver(plan, seed, replicate, engine)
    horizon = plan.scenario.horizon_weeks
    weeks = np.empty((plan.weeks, len(SCOPES), len(VARIABLES)))
    scratch = np.empty(max(SCRATCH, len(VARIABLES), len(state.people)))
    trace = np.empty((state.people.shape[0], len(VARIABLES)))
    kept_weeks = moments(horizon)
    record = None
    cohort, keys, networks, journal = [], [], {}, []
    for week in range(plan.weeks):
        step()
        call(observe, scratch, weeks[week])
        if traced:
            count = call(observe_cohort, trace)
            cohort.append(trace[:count].copy())
            keys.append(_cohort_keys(state))
            if week in kept_weeks:
                networks[week] = np.array(state.edges[: state.run[0].edges])
            note_meetings(state, journal)
        if week == horizon - 1:
            if not call(is_finite):
                raise RunError(seed, replicate)
            record = _evaluate(state, plan, replicate, arm, weeks, scratch)
    assert record is not None
    if plan.weeks > horizon:
        for g in range(len(plan.groups)):
            note_report(state, g, scratch, record.rows[g])
    record.cohort, record.cohort_keys = cohort, keys
    record.networks, record.journal = networks, journal
    return record


def _driver(
    plan: Plan, seed: int, replicate: int, engine: str
) -> tuple[State, Callable[[], None], Calls]:
    """Return the state on the eve of week 0, what runs its next week, and a way to ask it."""
    if engine == "mesa":
        from pmg_sim.world import PeerMentoringModel

        model = PeerMentoringModel.from_plan(plan, seed=seed, replicate=replicate, collect=False)
        return model.state, model.step, model.call
    state = build(plan, seed, replicate)
    call = Calls(state, plan.parameters)
    return state, lambda: call(one_week), call


def _cohort_keys(state: State) -> np.ndarray:
    people = state.people[: state.run[0].people]
    invited = (people.cohort >= 0) | (people.admitted_to >= 0)
    return people.key[invited & (people.status == PRESENT)].copy()


def _evaluate(
    state: State, plan: Plan, replicate: int, arm: str, weeks: np.ndarray, scratch: np.ndarray
) -> Record:
    """Read off everything that is due at the end of the study period."""
    p, groups = plan.parameters[0], len(plan.groups)
    people = int(state.run[0].people)
    rows = np.zeros((groups, len(GROUP_COLUMNS)))
    scale = reference_scale()
    for g in range(groups):
        rate_group(state, p, g, scale, scratch, rows[g])
    scales = np.empty((people, len(SCALES)))
    for i in range(people):
        rate_scales(state, p, i, scales[i])
    measures = np.empty(len(MEASURES))
    measure(state, p, weeks[: plan.scenario.horizon_weeks], scratch, measures)
    return Record(
        replicate=replicate,
        arm=arm,
        weeks=weeks,
        people=np.array(state.people[:people]),
        promises=np.array(state.promises[:people]),
        meetings=np.array(state.meetings),
        groups=np.array(state.groups[:groups]),
        rows=rows,
        measures=measures,
        scales=scales,
    )
