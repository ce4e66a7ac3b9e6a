"""From a scenario to the state of its department on the eve of week 0."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from pmg_sim import codes, dice
from pmg_sim.build_groups import most_seats, series_of, write_events, write_groups
from pmg_sim.parameters import pack
from pmg_sim.processes.opening import count_hires, open_department
from pmg_sim.scenario import Group, Scenario, ScenarioError
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

    @property
    def hires_per_week(self) -> float:
        """People hired by chance in a week, on average."""
        return self.scenario.department.hires_per_year / WEEKS_PER_YEAR

    @property
    def hires_by_event(self) -> int:
        """People hired by dated events."""
        return sum(event.what in ("hire", "hire_joins") for event in self.scenario.event)

    def hires(self, stream: np.uint64) -> int:
        """Return how many people are hired by chance in the replicate of a stream."""
        return count_hires(stream, self.weeks, self.hires_per_week)

    @cached_property
    def blank(self) -> State:
        """Setting, groups and events as the scenario states them, and one empty row of all else."""
        return _blank(self)

    @cached_property
    def series(self) -> np.recarray:
        """Series of meetings that the groups plan, as `pmg_sim.processes.calendar.SERIES`."""
        return series_of(self.scenario, self.groups)


def plan(scenario: Scenario, parameters: dict[str, float] | None = None) -> Plan:
    """Settle a scenario's numbers; `parameters` take precedence over the scenario's own."""
    values = {**scenario.parameters, **(parameters or {})}
    return Plan(scenario, pack(values), scenario.groups_active)


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

    Raises
    ------
    ScenarioError
        If meetings find no free week.
    """
    stream = np.uint64(dice.key(seed, replicate))
    state = room(plan, plan.hires(stream))
    lacking = open_department(state, plan.blank, plan.series, plan.parameters[0], stream)
    if lacking >= 0:
        raise no_free_week(plan, lacking)
    return state


def room(plan: Plan, hires: int) -> State:
    """Return arrays with room for a replicate in which so many people are hired by chance."""
    blank, scenario = plan.blank, plan.scenario
    return allocate(
        people=scenario.department.people + hires + plan.hires_by_event,
        groups=len(plan.groups),
        seats=blank.seats.shape[1],
        meetings=sum(
            calendar.planned(group, scenario.horizon_weeks)
            for group in plan.groups
            for calendar in group.calendar
        ),
        events=len(scenario.event),
    )


def no_free_week(plan: Plan, row: int) -> ScenarioError:
    """Return the error that tells which of a plan's series of meetings finds no room."""
    series = plan.series[row]
    return ScenarioError(
        f"group {plan.groups[series.group].name!r}: meetings of its calendar "
        f"{series.calendar + 1} find no free week; allowed is one meeting a week"
    )


def _blank(plan: Plan) -> State:
    scenario, department, traits = plan.scenario, plan.scenario.department, plan.scenario.traits
    joins = sum(event.what == "hire_joins" for event in scenario.event)
    seats = most_seats(scenario, plan.groups, joins)
    blank = allocate(1, len(plan.groups), seats, 1, len(scenario.event))
    setting = blank.setting[0]
    setting.horizon = scenario.horizon_weeks
    setting.weeks = plan.weeks
    setting.with_groups = plan.with_groups
    setting.senior = department.senior
    setting.mid_career = department.mid_career
    setting.junior = department.junior
    setting.others = department.faculty > department.people
    setting.clinician_educators = department.track == "clinician_educator"
    setting.hires_per_week = plan.hires_per_week
    per_year = department.committee_meetings_per_year
    setting.committee_interval = WEEKS_PER_YEAR / per_year if per_year > 0 else 0.0
    setting.committee_from_rank = codes.RANKS.index(department.committee_from_rank)
    setting.protected_hours = department.protected_hours_per_week
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
    write_groups(blank, scenario, plan.groups)
    write_events(blank, scenario, plan.groups)
    return blank
