"""From a scenario to the state of its department on the eve of week 0."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from pmg_sim import codes, dice
from pmg_sim.build_groups import most_seats, write_events, write_groups
from pmg_sim.jit import process
from pmg_sim.parameters import pack
from pmg_sim.processes.arrival import arrive, note_own_past
from pmg_sim.processes.department import KEYS_PER_STAGE, hires_in
from pmg_sim.scenario import Group, Scenario
from pmg_sim.state import State, allocate

WEEKS_PER_YEAR = 52.0


@dataclass(frozen=True)
class Plan:
    """The numbers of a scenario that every replicate shares.

    Attributes
    ----------
    parameters : numpy.recarray, shape (1,)
        The theory's numbers for this scenario.
    with_groups : bool
        False in the arm in which nobody meets.
    """

    scenario: Scenario
    parameters: np.recarray
    with_groups: bool

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """Every single group, copies and second groups apart; row g of the state is group g."""
        return self.scenario.groups()

    @property
    def weeks(self) -> int:
        """Weeks to simulate, the follow-up included."""
        return self.scenario.horizon_weeks + self.scenario.follow_up_weeks


def plan(scenario: Scenario, parameters: dict[str, float] | None = None) -> Plan:
    """Settle a scenario's numbers; `parameters` take precedence over the scenario's own."""
    values = {**scenario.parameters, **(parameters or {})}
    return Plan(scenario, pack(values), scenario.groups_active)


@process
def _count_hires(stream, weeks, hires_per_week):
    total = 0
    for week in range(weeks):
        total += hires_in(stream, week, hires_per_week)
    return total


@process
def _populate(state, p, senior, mid_career, junior):
    """Let the people of the first day arrive: seniors first, juniors last."""
    for stage, count in (
        (codes.SENIOR, senior),
        (codes.MID_CAREER, mid_career),
        (codes.JUNIOR, junior),
    ):
        for k in range(count):
            arrive(state, p, stage * KEYS_PER_STAGE + k, stage, -1)
    for i in range(state.run[0].people):
        note_own_past(state, p, i)


def build(plan: Plan, seed: int, replicate: int) -> State:
    """Build the state of one replicate on the eve of week 0.

    Parameters
    ----------
    plan : Plan
        From `plan`.
    seed : int
        0 to 2**63 - 1.
    replicate : int
        0 or more; each has its own people and luck.

    Returns
    -------
    State
        Everybody of the first day has arrived, nothing has happened yet.
    """
    scenario = plan.scenario
    department = scenario.department
    stream = np.uint64(dice.key(seed, replicate))
    hires_per_week = department.hires_per_year / WEEKS_PER_YEAR
    groups = plan.groups
    horizon = scenario.horizon_weeks
    joins = sum(event.what == "hire_joins" for event in scenario.event)
    hires = _count_hires(stream, plan.weeks, hires_per_week) + joins
    hires += sum(event.what == "hire" for event in scenario.event)
    state = allocate(
        people=department.people + hires,
        groups=len(groups),
        seats=most_seats(scenario, groups, joins),
        meetings=sum(c.planned(g, horizon) for g in groups for c in g.calendar),
        events=len(scenario.event),
    )
    _write_setting(state, plan, hires_per_week)
    state.run.stream = stream
    state.run.week = -1
    state.run.free_edge = codes.NO_ONE
    write_groups(state, scenario, groups)
    write_events(state, scenario, groups)
    _populate(
        state,
        plan.parameters[0],
        department.senior,
        department.mid_career,
        department.junior,
    )
    return state


def _write_setting(state: State, plan: Plan, hires_per_week: float) -> None:
    scenario, parameters = plan.scenario, plan.parameters[0]
    department, traits = scenario.department, scenario.traits
    setting = state.setting[0]
    setting.horizon = scenario.horizon_weeks
    setting.weeks = plan.weeks
    setting.with_groups = plan.with_groups
    setting.hires_per_week = hires_per_week
    per_year = department.committee_meetings_per_year
    setting.committee_interval = WEEKS_PER_YEAR / per_year if per_year > 0 else 0.0
    setting.committee_from_rank = codes.RANKS.index(department.committee_from_rank)
    setting.protected_hours = department.protected_hours_per_week
    others = department.faculty - department.people
    setting.wider_share = parameters.wider_share if others > 0 else 0.0
    track_ratio = parameters.clinician_educator_ratio
    setting.track_ratio = track_ratio if department.track == "clinician_educator" else 1.0
    setting.specialties = department.specialties
    setting.sites = department.sites
    setting.mentored_share = department.mentored_share
    ranks = department.junior_ranks
    total = ranks.acting_assistant_professor + ranks.clinical_faculty + ranks.assistant_professor
    setting.rank_share_acting = ranks.acting_assistant_professor / total
    setting.rank_share_clinical = ranks.clinical_faculty / total
    for name, trait in (
        ("hours", traits.discretionary_hours),
        ("commitment", traits.commitment),
        ("sociability", traits.sociability),
        ("conscientiousness", traits.conscientiousness),
    ):
        setting[f"{name}_mean"] = trait.mean
        setting[f"{name}_sd"] = trait.sd
