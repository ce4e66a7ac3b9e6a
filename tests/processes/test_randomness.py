"""The same luck in both arms: what differs between two runs, and from which week on."""

from hypothesis import assume, given
from hypothesis import strategies as st

from pmg_sim import codes
from pmg_sim.codes import EVENTS
from pmg_sim.processes.week import one_week
from pmg_sim.scenario.roles import Admission
from tests.processes.running import (
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


@FEW_EXAMPLES
@given(scenarios(), SEEDS)
def test_the_same_seed_gives_the_same_bits(scenario, seed):
    assert not differences(run(scenario, seed=seed), run(scenario, seed=seed))


@FEW_EXAMPLES
@given(scenarios(), SEEDS)
def test_a_run_does_not_depend_on_the_runs_before_it(scenario, seed):
    alone = run(scenario, 10, seed=seed)
    one, p = eve(scenario, seed=seed)
    other, q = eve(study(), seed=seed)
    for _ in range(10):
        one_week(other, q)
        one_week(one, p)
    assert not differences(alone, one)


@FEW_EXAMPLES
@given(scenarios(), SEEDS)
def test_arms_are_identical_until_a_group_is_founded(scenario, seed):
    founded = min((group.founded_week for group in scenario.group), default=scenario.horizon_weeks)
    (one, p), (other, _) = eve(scenario, seed=seed), eve(scenario.without_group(), seed=seed)
    for _ in range(founded):
        one_week(one, p)
        one_week(other, p)
        assert not differences(one, other, ignored=("setting.with_groups",))


@FEW_EXAMPLES
@given(scenarios(most_groups=1), SEEDS)
def test_the_same_people_are_in_the_cohort_in_both_arms_throughout(scenario, seed):
    # An event that waits for a group's condition never happens where the group does not meet.
    dated = [e for e in scenario.event if e.if_turnout_below is None and e.if_members_below is None]
    scenario = scenario.model_copy(update={"event": tuple(dated)})
    (one, p), (other, _) = eve(scenario, seed=seed), eve(scenario.without_group(), seed=seed)
    for _ in range(scenario.horizon_weeks):
        one_week(one, p)
        one_week(other, p)
        first, second = present(one), present(other)
        for name in ("key", "cohort", "mentor_of", "arrived", "discretionary_hours", "topic"):
            assert first[name].tobytes() == second[name].tobytes(), name
        assert (second.group == codes.NO_ONE).all()
        assert (other.meetings.called == 0).all()


def test_events_take_the_same_people_in_both_arms_while_those_are_there():
    scenario = small(
        weeks=40, event=[{"week": week, "what": "member_leaves_track"} for week in (10, 20)]
    )
    stays = {"leaving_per_year": 0.01}
    for seed in range(20):
        one = run(scenario, parameters=stays, seed=seed)
        other = run(scenario.without_group(), parameters=stays, seed=seed)
        left = [present(state)[present(state).cohort == 0].status for state in (one, other)]
        if (left[0] == codes.LEFT_DEPARTMENT).any() or (left[1] == codes.LEFT_DEPARTMENT).any():
            continue
        assert left[0].tolist() == left[1].tolist()
        assert (left[0] == codes.LEFT_TRACK).sum() == 2


@FEW_EXAMPLES
@given(scenarios(most_groups=1), SEEDS)
def test_a_group_that_nobody_joins_changes_nothing(scenario, seed):
    assume(scenario.group)
    nobody = {"acceptance": 0.0, "senior_mentors": 0, "quorum": 2, "admission": Admission()}
    group = scenario.group[0].model_copy(update=nobody | {"copies": 1, "varied": {}})
    scenario = scenario.model_copy(update={"event": (), "group": (group,)})
    one, other = run(scenario, seed=seed), run(scenario.without_group(), seed=seed)
    assert not differences(one, other, ignored=("setting.with_groups", "groups", "meetings"))
    assert (present(one).cohort == codes.NO_ONE).all()


MEMBERSHIP = tuple(f"people.{name}" for name in ("group", "seat", "joined_group", "left_group"))


@FEW_EXAMPLES
@given(SEEDS, st.integers(2, 5), st.integers(0, 2))
def test_a_group_that_has_not_met_is_membership_and_nothing_else(seed, invited, mentors):
    meeting = {"purpose": "discussion", "hour": "evening", "length_minutes": 120, "count": 1}
    calendar = [meeting | {"start_week": 59, "end_week": 60}]
    group = {"invited": invited, "senior_mentors": mentors, "calendar": calendar}
    scenario = small(group=group, weeks=60)
    # Members do take sides and are not forgotten: here nobody falls out or is forgotten.
    lasting = {"falling_out_rate": 0.0, "closeness_fade": 0.001}
    (one, p), (other, _) = (
        eve(each, lasting, seed) for each in (scenario, scenario.without_group())
    )
    for _ in range(59):
        one_week(one, p)
        one_week(other, p)
    ignored = ("setting.with_groups", "groups", "seats", "links", *MEMBERSHIP)
    assert not differences(one, other, ignored)
    assert (present(one).joined_group == 0).sum() == invited + mentors


@FEW_EXAMPLES
@given(SEEDS, st.integers(10, 40))
def test_a_meeting_added_later_changes_nothing_before_it(seed, week):
    calendar = small().group[0].calendar[0].model_dump(mode="json")
    monthly = calendar | {"interval_weeks": 4, "end_week": 10}
    more = calendar | {"interval_weeks": None, "count": 1, "start_week": week, "end_week": 41}
    before = small(group={"calendar": [monthly]}, weeks=41)
    after = small(group={"calendar": [monthly, more]}, weeks=41)
    (one, p), (other, _) = eve(before, seed=seed), eve(after, seed=seed)
    # Up to the last meeting members look forward to the same ones.
    for _ in range(one.meetings.week.max()):
        one_week(one, p)
        one_week(other, p)
        # The calendar itself is longer.
        assert not differences(one, other, ignored=("groups.last_meeting", "meetings"))


@FEW_EXAMPLES
@given(SEEDS, st.integers(0, 29), st.sampled_from(EVENTS))
def test_a_dated_event_changes_nothing_before_its_week(seed, week, what):
    event = {"week": week, "what": what}
    two = [{"name": name, "invited": 3, "structure": "facilitated"} for name in ("a", "b")]
    if what not in ("hire", "workload_shock"):
        event["group"] = "a"
    details = {"falling_out": {"member": 1, "with_member": 2}, "merger": {"into": "b"}}
    event |= details.get(what, {})
    (one, p), (other, _) = (eve(small(group=two, event=e), seed=seed) for e in ([], [event]))
    ignored = ("events", "seats", "links")  # there are more seats where groups may merge
    for _ in range(week):
        one_week(one, p)
        one_week(other, p)
        assert not differences(one, other, ignored)
    for _ in range(30 - week):
        one_week(one, p)
        one_week(other, p)
    idle = ("minutes_start", "facilitator_arrives", "mentor_leaves", "falling_out", "merger")
    assert what in idle or what.startswith("member") or differences(one, other, ignored)


@FEW_EXAMPLES
@given(SEEDS)
def test_an_earlier_event_does_not_move_the_luck_of_a_later_one(seed):
    hires = [{"week": 8, "what": "hire_joins"}, {"week": 20, "what": "hire_joins"}]
    one, other = run(small(event=hires[1:]), seed=seed), run(small(event=hires), seed=seed)
    key = one.events.key[0]
    assert key in other.events.key
    later = [present(state)[present(state).arrived == 20] for state in (one, other)]
    for name in ("discretionary_hours", "topic", "sociability", "motivation_level"):
        assert set(later[0][name]) == set(later[1][name]), name


@FEW_EXAMPLES
@given(scenarios(), SEEDS, st.integers(0, 8))
def test_a_run_can_be_continued_from_any_week(scenario, seed, week):
    state, p = eve(scenario, seed=seed)
    for _ in range(week):
        one_week(state, p)
    twin = copy(state)
    one_week(state, p)
    one_week(twin, p)
    assert not differences(state, twin)
