"""What holds for newcomers: who is asked in, who gets a seat, and what becomes of a probation.

Each check compares the state as the week begins with the state once newcomers have been asked.
"""

import numpy as np

from pmg_sim import codes
from tests.processes.running import present


def mentees(state, g):
    """Return how many members a group has, the senior mentors not counted."""
    people = present(state)
    return ((people.group == g) & (people.mentor_of == codes.NO_ONE)).sum()


def check_newcomers(state, before):
    """Only those who never had a seat, of the stage asked for, are put down for a group."""
    people, earlier = present(state), present(before)
    new = (people.admitted_to != codes.NO_ONE) & (earlier.admitted_to == codes.NO_ONE)
    assert (people.admitted_to == earlier.admitted_to)[~new].all()
    assert (people.status == earlier.status).all()
    assert (earlier.status[new] == codes.PRESENT).all()
    for name in ("joined_group", "group", "mentor_of"):
        assert (earlier[name][new] == codes.NO_ONE).all(), name
    stage = state.groups.invited_stage[people.admitted_to[new]]
    assert ((stage == codes.NO_ONE) | (stage == people.stage[new])).all()


def check_policy(state, before):
    """Newcomers come when the policy says so, with a sponsor where one is needed, up to a size."""
    people, earlier = present(state), present(before)
    week = state.run[0].week
    for g, (group, old) in enumerate(zip(state.groups, before.groups, strict=True)):
        entered = (people.group == g) & (earlier.group != g)
        assert group.refused >= old.refused
        assert group.admitted - old.admitted == (entered.sum() if old.status == codes.ALIVE else 0)
        if not entered.any():
            continue
        assert (people.admitted_to[entered] == g).all()
        assert (people.joined_group[entered] == week).all()
        if old.status == codes.PLANNED:
            check_second_group(state, g)
            continue
        assert old.status == codes.ALIVE
        assert group.admit_every > 0
        assert week > group.founded
        assert week >= group.founded + group.admit_from
        assert (week - group.founded - group.admit_from) % group.admit_every == 0
        assert mentees(state, g) <= max(group.most_members, mentees(before, g))
        assert group.sponsor == 0 or (people.vouched[entered] == 1).all()
        until = week + group.probation_weeks if group.probation_weeks else codes.NO_ONE
        assert (people.probation_until[entered] == until).all()


def check_second_group(state, g):
    """A second group begins in the week in which a quorum has found the first one full."""
    group, first = state.groups[g], state.groups[g - 1]
    assert first.overflow == g
    assert first.status == codes.ALIVE
    assert mentees(state, g - 1) >= first.most_members
    assert group.founded == state.run[0].week
    assert mentees(state, g) == (present(state).group == g).sum() >= group.quorum


def check_probations(state, before):
    """A probation ends in its week, and nobody else has to go."""
    people, earlier = present(state), present(before)
    week = state.run[0].week
    over = (earlier.probation_until != codes.NO_ONE) & (earlier.probation_until <= week)
    member = earlier.group != codes.NO_ONE
    gone = member & (people.group == codes.NO_ONE)
    assert over[gone].all()
    assert (people.probation_until[over & member] == codes.NO_ONE).all()
    kept = people[people.group != codes.NO_ONE].probation_until
    assert ((kept == codes.NO_ONE) | (kept > week)).all()
    assert (people.admitted_to[people.probation_until != codes.NO_ONE] != codes.NO_ONE).all()
    assert np.isin(people.vouched, [0, 1]).all()
    assert (people.admitted_to[people.vouched == 1] != codes.NO_ONE).all()
