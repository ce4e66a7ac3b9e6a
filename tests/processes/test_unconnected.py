"""What a change in one group leaves alone: everybody who is tied to nobody in it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmg_sim import codes
from pmg_sim.state import PROJECT_SLOTS
from tests.processes.running import FEW_EXAMPLES, present, run, small

# Nobody knows anybody but through a group, and nobody gets to know others.
NO_TIES = {"ties_at_start": 0.0, "hire_ties": 0.0, "meeting_new_ties": 0.0}
SEEDS = st.integers(0, 2**63 - 1)

CHANGES = {
    "longer meetings": {"calendar": "long"},
    "fewer meetings": {"calendar": "rare"},
    "no minutes": {"minutes_kept": False},
    "a curriculum": {"primitives": {"curriculum_share": 0.5}},
    "protected hours": {"protected_hours_per_week": 4.0},
    "a higher quorum": {"quorum": 4},
    "an end": {"ends_week": 12},
}
CALENDARS = {
    "long": {"length_minutes": 240, "interval_weeks": 1},
    "rare": {"length_minutes": 120, "interval_weeks": 6},
}


def two_groups(changes):
    """Return a department of two groups of three, the first of them changed, and six others."""
    first = {"name": "changed", "invited": 3} | changes
    if "calendar" in first:
        meetings = {"purpose": "discussion", "hour": "evening"}
        first["calendar"] = [meetings | CALENDARS[first["calendar"]]]
    return small(group=[first, {"name": "other", "invited": 3}], weeks=26)


def outside(state):
    """Return the rows of everybody who was neither invited to the first group nor its mentor."""
    people = present(state)
    return [i for i, person in enumerate(people) if person.cohort != 0 and person.mentor_of != 0]


def life(state, i):
    """Return all that there is about one person, without the numbers of rows of ties."""
    promise = {name: state.promises[i][name] for name in state.promises.dtype.names}
    projects = state.projects[i * PROJECT_SLOTS : (i + 1) * PROJECT_SLOTS].tobytes()
    ties = []
    for row in state.contacts[i, : present(state)[i].ties]:
        tie = state.edges[row]
        ties.append([tie[name] for name in tie.dtype.names if name != "next_free"])
    return present(state)[i].tobytes(), promise, projects, ties


@FEW_EXAMPLES
@pytest.mark.parametrize("change", CHANGES)
@given(SEEDS)
def test_a_change_in_one_group_leaves_everybody_else_alone(change, seed):
    before = run(two_groups({}), parameters=NO_TIES, seed=seed)
    after = run(two_groups(CHANGES[change]), parameters=NO_TIES, seed=seed)
    rows = outside(before)
    assert outside(after) == rows
    assert (present(before).cohort[rows] == 1).sum() == 3
    for i in rows:
        assert life(before, i) == life(after, i), i
    meetings = [state.meetings[state.meetings.group == 1] for state in (before, after)]
    assert meetings[0].tobytes() == meetings[1].tobytes()


def test_the_changes_do_change_the_group_itself():
    before = run(two_groups({}), parameters=NO_TIES)
    for name, change in CHANGES.items():
        after = run(two_groups(change), parameters=NO_TIES)
        members = present(before).cohort == 0
        assert present(before).value[members].tolist() != present(after).value[members].tolist(), (
            name
        )


def test_without_ties_and_groups_nobody_gets_to_know_anybody():
    state = run(small(group=()), parameters=NO_TIES)
    assert state.run[0].edges == 0
    assert (state.contacts == codes.NO_ONE).all()
    assert (state.people.joint_started == 0).all()
