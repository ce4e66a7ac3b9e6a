"""From the groups and events of a scenario to their rows in the state."""

import math

import numpy as np

from pmg_sim import codes
from pmg_sim.processes.calendar import SERIES
from pmg_sim.scenario import Group, Scenario
from pmg_sim.scenario.structures import FACILITATOR, MENTOR_ROLES
from pmg_sim.state import State

EVENTS_PER_WEEK = 10_000


def most_seats(scenario: Scenario, groups: tuple[Group, ...], joins: int) -> int:
    """Most seats that one group can need: its own, those of newcomers, those of a merger."""
    sizes = []
    for group in groups:
        admission = group.admission
        later = admission.most_members if admission.rules().every_weeks > 0 else 0
        sizes.append(max(group.invited, later) + group.senior_mentors)
    mergers = sum(event.what == "merger" for event in scenario.event)
    if mergers > 0:
        return sum(sorted(sizes)[-1 - mergers :]) + joins
    return max(sizes, default=1) + joins


def write_groups(state: State, scenario: Scenario, groups: tuple[Group, ...]) -> None:
    """Write every group's settings."""
    state.groups.overflow = codes.NO_ONE
    for g, group in enumerate(groups):
        record = state.groups[g]
        record.status = codes.PLANNED
        record.founded = group.founded_week
        record.ended = codes.NO_ONE
        record.planned_end = codes.NO_ONE if group.ends_week is None else group.ends_week
        record.invited = group.invited
        record.invited_stage = codes.NO_ONE
        if group.invited_stage != "any":
            record.invited_stage = codes.STAGES.index(group.invited_stage)
        record.mentors = group.senior_mentors
        record.acceptance = group.acceptance
        record.selection = group.selection
        record.quorum = group.quorum
        record.strangers = group.strangers
        record.assigned = group.assigned
        record.assigned_partners = group.assigned_partners
        record.maturity = group.founding_support
        record.minutes_kept = group.minutes_kept
        record.action_plans = group.action_plans
        record.confidentiality = group.confidentiality
        record.protected_hours = group.protected_hours_per_week
        record.floor_policy = codes.FLOOR_POLICIES.index(group.floor_policy)
        record.shortest_turn, record.longest_turn = group.check_in_minutes
        record.reforms_after = group.reforms_after_weeks
        _write_structure(record, group, scenario.horizon_weeks)
        admission = group.admission.rules()
        record.admit_every = admission.every_weeks
        record.admit_from = group.admission.from_week
        record.vote_share = admission.vote_share
        record.sponsor = admission.sponsor
        record.probation_weeks = admission.probation_weeks
        record.most_members = group.admission.most_members
        if g > 0 and groups[g - 1].admission.rules().second_group:
            # Not invited by date: it begins when enough have found the first one full.
            state.groups[g - 1].overflow = g
            record.founded = codes.ON_OVERFLOW
            record.mentors = 0


def _write_structure(record: np.record, group: Group, horizon: int) -> None:
    for name, value in group.resolved_primitives()._asdict().items():
        record[f"lead_{name}"] = value
    facilitator = group.facilitator_primitives()
    for name, value in (facilitator or FACILITATOR)._asdict().items():
        record[f"facilitator_{name}"] = value
    if facilitator is not None:
        record.facilitator_until = horizon
    if group.facilitator is not None:
        record.facilitator_from = group.facilitator.from_week
        record.facilitator_until = group.facilitator.until_week or horizon
        record.facilitator_fee = group.facilitator.fee_usd
    mentor = MENTOR_ROLES[group.mentor_role]
    record.mentor_concentration = mentor.concentration
    record.mentor_agenda_control = mentor.agenda_control
    record.mentor_evaluative_power = mentor.evaluative_power
    if group.guests is not None:
        record.guest_every = group.guests.every_meetings
        record.guest_minutes = group.guests.minutes
        record.guest_fee = group.guests.fee_usd


def series_of(scenario: Scenario, groups: tuple[Group, ...]) -> np.recarray:
    """Return every group's series of meetings in two orders, to be tried one after the other."""
    rows = []
    for g, group in enumerate(groups):
        spans = [scenario.meeting_span(group, calendar) for calendar in group.calendar]
        # The shortest series first: a long one finds other weeks more easily. But a series that
        # states its intervals keeps to them only if it need not give way, so it goes before.
        by_length = sorted(range(len(spans)), key=lambda c: spans[c][1] - spans[c][0])
        stated_first = sorted(by_length, key=lambda c: group.calendar[c].interval_weeks is None)
        rows += [
            _series(scenario, g, group, c, attempt)
            for attempt, order in enumerate((stated_first, by_length))
            for c in order
        ]
    return np.array(rows, dtype=SERIES).view(np.recarray)


def _series(scenario: Scenario, g: int, group: Group, c: int, attempt: int) -> tuple:
    calendar = group.calendar[c]
    start, end = scenario.meeting_span(group, calendar)
    count = calendar.planned(group, scenario.horizon_weeks)
    mean = (end - start) / count
    intervals = calendar.interval_weeks or (mean, mean)
    if calendar.count is None:
        end = min(end, start + math.ceil(count * intervals[0]))
    return (
        g,
        attempt,
        c,
        codes.PURPOSES.index(calendar.purpose),
        codes.HOURS.index(calendar.hour),
        count,
        start,
        end,
        *intervals,
        *calendar.length_minutes,
        calendar.meal_usd,
    )


def write_events(state: State, scenario: Scenario, groups: tuple[Group, ...]) -> None:
    """Write the dated and conditional events."""
    names = [group.name for group in groups]
    events = sorted(scenario.event, key=lambda event: event.week)
    for k, event in enumerate(events):
        record = state.events[k]
        record.week = event.week
        # Week and place within the week, so that another week's events change no key.
        earlier = sum(other.week == event.week for other in events[:k])
        record.key = event.week * EVENTS_PER_WEEK + earlier
        record.what = codes.EVENTS.index(event.what)
        group = event.group or (names[0] if names else None)
        record.group = codes.NO_ONE if group is None else names.index(group)
        record.member = (event.member or 0) - 1
        record.other = (event.with_member or 0) - 1
        if event.into is not None:
            record.other = names.index(event.into)
        record.factor = event.hours_factor
        record.lasts = event.lasts_weeks
        record.turnout_below = 2.0 if event.if_turnout_below is None else event.if_turnout_below
        record.members_below = event.if_members_below or 0
    if not events:
        state.events[0].what = codes.NO_ONE
