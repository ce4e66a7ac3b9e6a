"""What holds for ties at the end of every week."""

import numpy as np

from pmg_sim import codes
from pmg_sim.state import TIES
from tests.processes.running import present


def living(state):
    """Return the rows of ties in use."""
    rows = np.arange(state.run[0].edges)
    return rows[state.edges.a[rows] != codes.NO_ONE]


def check_strengths(state, strict):
    """Trust and closeness lie in [0, 1], strictly inside where parameters are ordinary."""
    ties = state.edges[living(state)]
    for name in ("trust_ab", "trust_ba", "closeness"):
        value = ties[name]
        inside = (value > 0) & (value < 1) if strict else (value >= 0) & (value <= 1)
        assert inside.all(), name
    assert (ties.meeting_contact == 0).all()
    assert (ties.rift <= state.run[0].week).all()


def check_sums(state, settled=None):
    """A person's sums are those of the ties: closeness times own trust, fellows in one only.

    `settled` are the groups in which nobody fell out this week, all by default: a third member's
    trust can fall after the tie was tended.
    """
    people = present(state)
    ties = state.edges[living(state)]
    circle = np.where(people.cohort >= 0, people.cohort, people.mentor_of)
    others = (circle[ties.a] < 0) | (circle[ties.a] != circle[ties.b])
    wider = people.wider * people.general_trust if state.setting[0].wider_share > 0 else 0.0
    there = people.status == codes.PRESENT
    if settled is not None:
        there &= (people.group == codes.NO_ONE) | settled[people.group]
    for name, counted in (("strength", others | True), ("outside_strength", others)):
        total = np.zeros(len(people)) + wider
        np.add.at(total, ties.a[counted], (ties.closeness * ties.trust_ab)[counted])
        np.add.at(total, ties.b[counted], (ties.closeness * ties.trust_ba)[counted])
        assert np.allclose(people[name][there], total[there], rtol=0, atol=1e-12), name


def check_contacts(state):
    """Each tie stands once in the lists of its two people, without gaps, and nowhere else."""
    people = present(state)
    rows = living(state)
    ties = state.edges[rows]
    assert (ties.a != ties.b).all()
    for ends, slots in ((ties.a, ties.slot_a), (ties.b, ties.slot_b)):
        assert (state.contacts[ends, slots] == rows).all()
    pairs = np.sort(np.stack([ties.a, ties.b]), axis=0)
    assert len(np.unique(pairs, axis=1).T) == len(rows)
    assert (people.ties <= TIES).all()
    assert people.ties.sum() == 2 * len(rows)
    filled = state.contacts[: len(people)] != codes.NO_ONE
    assert (filled == (np.arange(TIES) < people.ties[:, None])).all()
    assert (state.contacts[len(people) :] == codes.NO_ONE).all()


def check_free_rows(state):
    """The chain of free rows holds every row that is not in use, each once."""
    used = state.run[0].edges
    following = state.edges.next_free.tolist()
    free = []
    row = int(state.run[0].free_edge)
    while row != codes.NO_ONE:
        free.append(row)
        assert len(free) <= used
        row = following[row]
    assert sorted([*free, *living(state).tolist()]) == list(range(used))


def check_present(state):
    """Nobody is tied to somebody who has left."""
    people = present(state)
    ties = state.edges[living(state)]
    for ends in (ties.a, ties.b):
        assert (people.status[ends] == codes.PRESENT).all()
    assert (people.ties[people.status != codes.PRESENT] == 0).all()


def check_joint(state):
    """A tie counts the projects that its two people have in common, in hand or under review."""
    people = len(present(state))
    common = np.zeros((people, people), dtype=int)
    for project in state.projects[
        (state.projects.stage != codes.EMPTY) & (state.projects.authors > 1)
    ]:
        authors = project.author[: project.authors]
        common[np.ix_(authors, authors)] += 1
    ties = state.edges[living(state)]
    assert (ties.joint == common[ties.a, ties.b]).all()
    assert (ties.joint_total >= ties.joint).all()


def check_links(state):
    """A link leads to the tie of two seated people who have met; empty seats have none."""
    seats = state.seats
    taken = seats != codes.NO_ONE
    pairs = taken[:, :, None] & taken[:, None, :] & ~np.eye(seats.shape[1], dtype=bool)
    assert ((state.links != codes.NO_ONE) <= pairs).all()
    group, one, other = np.nonzero(state.links != codes.NO_ONE)
    ties = state.edges[state.links[group, one, other]]
    ends = np.sort([ties.a, ties.b], axis=0)
    assert (ends == np.sort([seats[group, one], seats[group, other]], axis=0)).all()
