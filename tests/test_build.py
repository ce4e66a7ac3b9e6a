"""From a scenario to the eve of week 0."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmg_sim import codes
from pmg_sim.build import build, plan
from pmg_sim.processes.department import HIRE_KEYS, KEYS_PER_STAGE
from pmg_sim.processes.events import EVENT_KEYS
from pmg_sim.processes.week import one_week
from pmg_sim.scenario import ScenarioError
from tests.processes.running import (
    EXAMPLES,
    FEW_EXAMPLES,
    copy,
    differences,
    eve,
    present,
    run,
    small,
    study,
)
from tests.strategies import scenarios

SEEDS = st.integers(0, 2**63 - 1)


def test_a_plan_prefers_the_callers_parameters_to_the_scenarios():
    scenario = study().override({"pull_strength": 1.0, "loyalty": 0.25})
    settled = plan(scenario, {"pull_strength": 2.0})
    assert settled.parameters.pull_strength == 2.0
    assert settled.parameters.loyalty == 0.25
    assert settled.weeks == 208 + 52
    assert settled.with_groups
    assert not plan(scenario.without_group()).with_groups


def test_a_parameter_out_of_its_range_is_refused():
    with pytest.raises(ValueError, match="pull_strength"):
        plan(study(), {"pull_strength": -1.0})


@EXAMPLES
@given(scenarios(), SEEDS)
def test_the_eve_of_week_0(scenario, seed):
    state, _ = eve(scenario, seed=seed)
    department = scenario.department
    people = present(state)
    assert state.run[0].week == -1
    stages = ("senior", "mid_career", "junior")
    counts = [getattr(department, stage) for stage in stages]
    assert people.stage.tolist() == np.repeat([0, 1, 2], counts).tolist()
    keys = [k * KEYS_PER_STAGE + i for k, count in enumerate(counts) for i in range(count)]
    assert people.key.tolist() == keys
    assert (people.status == codes.PRESENT).all()
    assert (people.arrived == -1).all()
    for name in ("cohort", "group", "seat", "mentor_of", "left", "joined_group", "left_group"):
        assert (people[name] == codes.NO_ONE).all(), name
    assert (people.projects_started == 0).all()
    assert (state.groups.status == codes.PLANNED).all()
    assert (state.meetings.called == 0).all()
    assert (people.first_satisfaction == people.satisfaction).all()
    assert (people.first_motivation == people.motivation).all()
    assert (people.first_know_how == people.promotion_know_how).all()
    assert ((people.first_connection >= 0) & (people.first_connection < 1)).all()


@EXAMPLES
@given(scenarios(), SEEDS)
def test_the_same_seed_gives_the_same_bits(scenario, seed):
    assert not differences(eve(scenario, seed=seed)[0], eve(scenario, seed=seed)[0])


def test_another_seed_or_replicate_gives_other_people():
    state, _ = eve(study(), seed=1, replicate=0)
    for seed, replicate in ((2, 0), (1, 1)):
        other, _ = eve(study(), seed=seed, replicate=replicate)
        assert (present(state).motivation != present(other).motivation).all()
        assert (present(state).topic != present(other).topic).all()


@EXAMPLES
@given(scenarios(), SEEDS)
def test_both_arms_start_alike(scenario, seed):
    with_group, _ = eve(scenario, seed=seed)
    without, _ = eve(scenario.without_group(), seed=seed)
    assert differences(with_group, without) in ([], ["setting.with_groups"])


@FEW_EXAMPLES
@given(scenarios(), SEEDS)
def test_there_is_room_for_exactly_the_people_who_come(scenario, seed):
    for arm in (scenario, scenario.without_group()):
        state = run(arm, seed=seed)
        hires = np.isin(state.events.what, [codes.HIRE, codes.HIRE_JOINS])
        # A hire that waits for a condition has its room, too, and may never come.
        waiting = (hires & (state.events.done == 0)).sum()
        assert state.run[0].people == len(state.people) - waiting
        assert (state.people.key >= EVENT_KEYS).sum() == hires.sum() - waiting
        conditional = (state.events.turnout_below <= 1) | (state.events.members_below > 0)
        assert (state.events.done == 1)[hires & ~conditional].all()


@EXAMPLES
@given(scenarios(), SEEDS)
def test_all_planned_meetings_stand_in_the_calendar(scenario, seed):
    state, _ = eve(scenario, seed=seed)
    for g, group in enumerate(scenario.groups()):
        meetings = state.meetings[(state.meetings.group == g) & (state.meetings.length > 0)]
        planned = [calendar.planned(group, scenario.horizon_weeks) for calendar in group.calendar]
        assert len(meetings) == sum(planned)
        assert (np.diff(meetings.week) > 0).all()
        last = scenario.horizon_weeks if group.ends_week is None else group.ends_week
        assert (meetings.week >= group.founded_week).all()
        assert (meetings.week < last).all()


def test_calendars_that_want_the_same_weeks_are_refused_in_words():
    meetings = {"purpose": "discussion", "hour": "noon", "length_minutes": 60}
    first = meetings | {"start_week": 0, "end_week": 10, "count": 5}
    weekly = meetings | {"start_week": 5, "end_week": 15, "interval_weeks": 1}
    spread = meetings | {"start_week": 5, "end_week": 15, "count": 10}
    # A series that states its intervals goes first, and the other finds the weeks that are left.
    state, _ = eve(small(group={"calendar": [first, weekly]}))
    assert state.meetings.week.tolist() == list(range(15))
    with pytest.raises(ScenarioError, match="calendar 2 find no free week"):
        eve(small(group={"calendar": [first, spread]}))


# What a colleague more can change in those who came before: being tied to the newcomer.
OF_TIES = {"ties", "strength", "outside_strength", "first_connection", "first_outside"}


def strengths(state):
    """Return trust and closeness of every tie, by the pair of rows."""
    ties = state.edges[state.edges.a >= 0]
    return {(int(tie.a), int(tie.b)): (tie.trust_ab, tie.trust_ba, tie.closeness) for tie in ties}


def hired(scenario, seed):
    """Return the people hired in a whole run, by their key."""
    people = present(run(scenario, seed=seed))
    return {int(person.key): person for person in people if person.key >= HIRE_KEYS}


@FEW_EXAMPLES
@given(scenarios(most_groups=0), SEEDS)
def test_one_junior_more_moves_nobody_elses_traits_ties_or_arrival(scenario, seed):
    department = scenario.department
    bigger = scenario.override(
        {"department.junior": department.junior + 1, "department.faculty": department.faculty + 1}
    )
    (few, _), (more, _) = eve(scenario, seed=seed), eve(bigger, seed=seed)
    newcomer = len(present(few))
    first, second = present(few), present(more)[:newcomer]
    assert len(present(more)) == newcomer + 1
    for name in set(first.dtype.names) - OF_TIES:
        assert first[name].tobytes() == second[name].tobytes(), name
    ties = strengths(more)
    assert {pair: tie for pair, tie in ties.items() if newcomer not in pair} == strengths(few)
    before, after = hired(scenario, seed), hired(bigger, seed)
    assert before.keys() == after.keys()
    for key, person in before.items():
        for name in ("arrived", "discretionary_hours", "sociability", "topic", "support_half"):
            assert person[name] == after[key][name], name


def test_a_state_is_a_whole_and_can_be_copied_and_continued():
    settled = plan(small())
    state = build(settled, 5, 0)
    for _ in range(10):
        one_week(state, settled.parameters[0])
    twin = copy(state)
    for _ in range(10):
        one_week(state, settled.parameters[0])
        one_week(twin, settled.parameters[0])
    assert not differences(state, twin)


def test_there_are_seats_for_all_that_can_come_together():
    sizes = [{"name": name, "invited": 3} for name in "abc"]
    people = {"senior": 3, "junior": 9, "faculty": 15}
    mergers = [{"week": k + 1, "what": "merger", "group": "ab"[k], "into": "bc"[k]} for k in (0, 1)]
    assert eve(small(group=sizes, department=people))[0].seats.shape[1] == 4
    assert eve(small(group=sizes, event=mergers, department=people))[0].seats.shape[1] == 12
    admission = {"policy": "open", "most_members": 9}
    assert eve(small(group={"admission": admission}))[0].seats.shape[1] == 10
    joins = [{"week": 3, "what": "hire_joins"}]
    assert eve(small(group={"admission": admission}, event=joins))[0].seats.shape[1] == 11


def test_groups_are_written_in_the_scenarios_order():
    scenario = small(group=[{"name": "a", "invited": 2}, {"name": "b", "invited": 4}])
    state, _ = eve(scenario)
    assert state.groups.invited.tolist() == [2, 4]
    assert state.groups.quorum.tolist() == [2, 2]
    assert (state.groups.mentors == 1).all()
