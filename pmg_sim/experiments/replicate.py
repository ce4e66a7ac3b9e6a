"""One replicate of one arm, run on Mesa's agents, and what is kept of it."""

from dataclasses import dataclass, field

import numpy as np

from pmg_sim.build import Plan
from pmg_sim.codes import PRESENT
from pmg_sim.evaluation.outcomes import BY_REPORT, OUTCOMES, count_outcomes
from pmg_sim.evaluation.reference import reference_scale
from pmg_sim.evaluation.respondents import ask
from pmg_sim.evaluation.scales import SCALES, rate_scales
from pmg_sim.evaluation.themes import OUTSIDE, THEMES
from pmg_sim.experiments.journal import MeetingEntry, note_meetings
from pmg_sim.processes.observe import SCOPES, VARIABLES, observe, observe_cohort
from pmg_sim.state import State

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
    outcomes : numpy.ndarray, shape (groups, 9)
        Counts; the one by the report is taken after the follow-up.
    counted, respondents : numpy.ndarray, shape (groups,)
        Denominators of outcomes and of themes.
    themes : numpy.ndarray, shape (groups, 14)
        How many respondents raised each theme.
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
    outcomes: np.ndarray
    counted: np.ndarray
    respondents: np.ndarray
    themes: np.ndarray
    scales: np.ndarray
    cohort: list[np.ndarray] = field(default_factory=list)
    cohort_keys: list[np.ndarray] = field(default_factory=list)
    networks: dict[int, np.ndarray] = field(default_factory=dict)
    journal: list[MeetingEntry] = field(default_factory=list)


def moments(horizon: int) -> list[int]:
    """Weeks at which the networks are kept: the first, the last, and evenly between."""
    return sorted({round(k * (horizon - 1) / (MOMENTS - 1)) for k in range(MOMENTS)})


def run_replicate(plan: Plan, seed: int, replicate: int, arm: str, traced: bool) -> Record:
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
    """
    from pmg_sim.world import PeerMentoringModel

    model = PeerMentoringModel.from_plan(plan, seed=seed, replicate=replicate, collect=False)
    state, p = model.state, plan.parameters[0]
    horizon = plan.scenario.horizon_weeks
    weeks = np.empty((plan.weeks, len(SCOPES), len(VARIABLES)))
    scratch = np.empty(len(VARIABLES))
    trace = np.empty((state.people.shape[0], len(VARIABLES)))
    kept_weeks = moments(horizon)
    record = None
    cohort, keys, networks, journal = [], [], {}, []
    for week in range(plan.weeks):
        model.step()
        observe(state, p, scratch, weeks[week])
        if traced:
            count = observe_cohort(state, p, trace)
            cohort.append(trace[:count].copy())
            keys.append(_cohort_keys(state))
            if week in kept_weeks:
                networks[week] = np.array(state.edges[: state.run[0].edges])
            note_meetings(state, journal)
        if week == horizon - 1:
            record = _evaluate(state, p, replicate, arm, weeks)
    assert record is not None
    late = np.empty(len(OUTCOMES))
    for g in range(len(plan.groups)):
        count_outcomes(state, g, late)
        record.outcomes[g, BY_REPORT] = late[BY_REPORT]
    record.cohort, record.cohort_keys = cohort, keys
    record.networks, record.journal = networks, journal
    return record


def _cohort_keys(state: State) -> np.ndarray:
    people = state.people[: state.run[0].people]
    followed = (people.cohort >= 0) | (people.admitted_to >= 0)
    return people.key[followed & (people.status == PRESENT)]


def _evaluate(state: State, p: np.record, replicate: int, arm: str, weeks: np.ndarray) -> Record:
    groups = int((state.groups.invited > 0).sum())  # none in a scenario without a group
    people = state.run[0].people
    outcomes = np.zeros((groups, len(OUTCOMES)))
    counted = np.zeros(groups, dtype=int)
    themes = np.zeros((groups, len(THEMES)))
    respondents = np.zeros(groups, dtype=int)
    outside, indices, perceived = (
        np.empty(len(OUTSIDE)),
        np.empty(len(THEMES)),
        np.empty(len(THEMES)),
    )
    scale = reference_scale()
    for g in range(groups):
        counted[g] = count_outcomes(state, g, outcomes[g])
        respondents[g] = ask(state, p, g, scale, outside, indices, perceived, themes[g])
    scales = np.empty((people, len(SCALES)))
    for i in range(people):
        rate_scales(state, p, i, scales[i])
    return Record(
        replicate=replicate,
        arm=arm,
        weeks=weeks,
        people=np.array(state.people[:people]),
        promises=np.array(state.promises[:people]),
        meetings=np.array(state.meetings),
        groups=np.array(state.groups[:groups]),
        outcomes=outcomes,
        counted=counted,
        respondents=respondents,
        themes=themes,
        scales=scales,
    )
