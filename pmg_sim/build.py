"""From a scenario to the state of its department on the eve of week 0."""

import math
from dataclasses import dataclass

import numpy as np

from pmg_sim import codes, dice
from pmg_sim.jit import process
from pmg_sim.parameters import pack
from pmg_sim.processes.arrival import arrive, note_own_past
from pmg_sim.processes.calendar import add_meetings
from pmg_sim.processes.department import KEYS_PER_STAGE, hires_in
from pmg_sim.scenario import Group, Scenario, ScenarioError
from pmg_sim.state import State, allocate

WEEKS_PER_YEAR = 52.0
EVENTS_PER_WEEK = 10_000


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
    hires = _count_hires(stream, plan.weeks, hires_per_week)
    hires += sum(event.what == "hire_joins" for event in scenario.event)
    seats = max((g.invited + g.senior_mentors for g in scenario.group), default=1)
    joins = sum(event.what == "hire_joins" for event in scenario.event)
    horizon = scenario.horizon_weeks
    meetings = sum(c.planned(g, horizon) for g in scenario.group for c in g.calendar)
    state = allocate(
        department.people + hires, len(scenario.group), seats + joins, meetings, len(scenario.event)
    )
    _write_setting(state, plan, hires_per_week)
    state.run.stream = stream
    state.run.week = -1
    state.run.free_edge = codes.NO_ONE
    _write_groups(state, scenario)
    _write_events(state, scenario)
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


def _write_groups(state: State, scenario: Scenario) -> None:
    row = 0
    for g, group in enumerate(scenario.group):
        record = state.groups[g]
        record.status = codes.PLANNED
        record.founded = group.founded_week
        record.ended = codes.NO_ONE
        record.planned_end = codes.NO_ONE if group.ends_week is None else group.ends_week
        record.invited = group.invited
        record.invited_stage = (
            codes.NO_ONE
            if group.invited_stage == "any"
            else codes.STAGES.index(group.invited_stage)
        )
        record.mentors = group.senior_mentors
        record.acceptance = group.acceptance
        record.selection = group.selection
        record.quorum = group.quorum
        record.strangers = group.strangers
        for name, value in group.resolved_primitives()._asdict().items():
            record[name] = value
        record.minutes_kept = group.minutes_kept
        record.action_plans = group.action_plans
        record.confidentiality = group.confidentiality
        record.protected_hours = group.protected_hours_per_week
        record.floor_policy = codes.FLOOR_POLICIES.index(group.floor_policy)
        record.shortest_turn, record.longest_turn = group.check_in_minutes
        record.next_meeting = record.last_meeting = row
        _write_calendars(state, scenario, g, group)
        row = record.last_meeting


def _write_calendars(state: State, scenario: Scenario, g: int, group: Group) -> None:
    record = state.groups[g]
    first = int(record.last_meeting)
    spans = [scenario.meeting_span(group, calendar) for calendar in group.calendar]
    # The shortest series first: a long one finds other weeks more easily. But a series that states
    # its intervals keeps to them only if it need not give way, so it goes before the others.
    by_length = sorted(range(len(spans)), key=lambda c: spans[c][1] - spans[c][0])
    stated_first = sorted(by_length, key=lambda c: group.calendar[c].interval_weeks is None)
    for order in (stated_first, by_length):
        record.last_meeting = first
        missing = {c: _write_calendar(state, scenario, g, group, c) for c in order}
        if not any(missing.values()):
            return
    c, lacking = next((c, number) for c, number in missing.items() if number)
    raise ScenarioError(
        f"group {group.name!r}: {lacking} of the meetings of its calendar {c + 1} find no free "
        f"week; allowed is one meeting a week"
    )


def _write_calendar(state: State, scenario: Scenario, g: int, group: Group, c: int) -> int:
    """Add one series of meetings and return how many found no free week."""
    calendar = group.calendar[c]
    start, end = scenario.meeting_span(group, calendar)
    count = calendar.planned(group, scenario.horizon_weeks)
    mean = (end - start) / count
    intervals = calendar.interval_weeks or (mean, mean)
    if calendar.count is None:
        end = min(end, start + math.ceil(count * intervals[0]))
    return count - add_meetings(
        state,
        g,
        c,
        codes.PURPOSES.index(calendar.purpose),
        codes.HOURS.index(calendar.hour),
        count,
        start,
        end,
        (float(intervals[0]), float(intervals[1])),
        (float(calendar.length_minutes[0]), float(calendar.length_minutes[1])),
        float(calendar.meal_usd),
    )


def _write_events(state: State, scenario: Scenario) -> None:
    names = [group.name for group in scenario.group]
    events = sorted(scenario.event, key=lambda event: event.week)
    for k, event in enumerate(events):
        record = state.events[k]
        record.week = event.week
        # Week and place within the week, so that another week's events change no key.
        earlier = sum(other.week == event.week for other in events[:k])
        record.key = event.week * EVENTS_PER_WEEK + earlier
        record.what = codes.EVENTS.index(event.what)
        record.group = names.index(scenario.group_of(event).name)
    if not events:
        state.events[0].what = codes.NO_ONE
