"""Ties as rows: finding, adding and removing one. A person's contacts stand without gaps."""

from pmg_sim.codes import EMPTY, NO_ONE
from pmg_sim.jit import rule, seldom
from pmg_sim.state import PROJECT_SLOTS, PROJECTS_OF_ONE, TIES


@rule
def find_edge(state, a, b):
    """Return the row of the tie between two people, or -1."""
    for slot in range(state.people[a].ties):
        row = state.contacts[a, slot]
        edge = state.edges[row]
        if edge.a == b or edge.b == b:
            return row
    return NO_ONE


@rule
def _projects_in_common(state, a, b):
    """How many projects two people have in common, in hand or under review."""
    count = 0
    for k in range(PROJECTS_OF_ONE):
        row = a * PROJECT_SLOTS + k
        if k >= PROJECT_SLOTS:
            row = state.people[a].joined_projects[k - PROJECT_SLOTS]
        if row == NO_ONE or state.projects[row].stage == EMPTY:
            continue
        for author in range(state.projects[row].authors):
            count += state.projects[row].author[author] == b
    return count


@seldom
def add_edge(state, a, b, closeness, trust_ab, trust_ba):
    """Tie two people who are not tied; return the row, or -1 where one knows no more people."""
    first, second = state.people[a], state.people[b]
    if a == b or first.ties >= TIES or second.ties >= TIES:
        return NO_ONE
    run = state.run[0]
    row = run.free_edge
    if row >= 0:
        run.free_edge = state.edges[row].next_free
    else:
        row = run.edges
        run.edges += 1
    edge = state.edges[row]
    edge.a = a
    edge.b = b
    edge.slot_a = first.ties
    edge.slot_b = second.ties
    edge.trust_ab = trust_ab
    edge.trust_ba = trust_ba
    edge.closeness = closeness
    edge.meeting_contact = 0.0
    edge.joint = _projects_in_common(state, a, b)
    edge.joint_total = edge.joint
    edge.rift = NO_ONE
    edge.next_free = NO_ONE
    state.contacts[a, first.ties] = row
    state.contacts[b, second.ties] = row
    first.ties += 1
    second.ties += 1
    return row


@rule
def _forget(state, person_row, slot):
    """Take a slot out of a person's contacts and move the last one into the gap."""
    person = state.people[person_row]
    last = person.ties - 1
    moved = state.contacts[person_row, last]
    state.contacts[person_row, slot] = moved
    state.contacts[person_row, last] = NO_ONE
    if slot != last:
        edge = state.edges[moved]
        if edge.a == person_row:
            edge.slot_a = slot
        else:
            edge.slot_b = slot
    person.ties = last


@seldom
def remove_edge(state, row):
    """Remove a tie from both people and free its row."""
    edge = state.edges[row]
    _forget(state, edge.a, edge.slot_a)
    _forget(state, edge.b, edge.slot_b)
    edge.a = NO_ONE
    edge.b = NO_ONE
    edge.next_free = state.run[0].free_edge
    state.run[0].free_edge = row


@rule
def other_end(state, row, person_row):
    """Return the row of the person at the other end of a tie."""
    edge = state.edges[row]
    return edge.b if edge.a == person_row else edge.a


@rule
def trust_of(state, row, person_row):
    """Return the trust that the person at one end has in the one at the other, in [0, 1]."""
    edge = state.edges[row]
    return edge.trust_ab if edge.a == person_row else edge.trust_ba


@rule
def set_trust(state, row, person_row, trust):
    """Write the trust that the person at one end has in the one at the other."""
    edge = state.edges[row]
    if edge.a == person_row:
        edge.trust_ab = trust
    else:
        edge.trust_ba = trust


@rule
def same_group(state, a, b):
    """Whether two people are members of one group."""
    return state.people[a].group >= 0 and state.people[a].group == state.people[b].group


@rule
def _circle(person):
    """The group that a person was invited to, as one of the cohort or as a mentor, or -1."""
    return person.cohort if person.cohort >= 0 else person.mentor_of


@rule
def are_fellows(state, a, b):
    """Whether two people were invited to the same group, as its peers or its mentors.

    Newcomers whom a group admits later do not count, so that ties to others than fellows are
    ties to the same people in every arm.
    """
    circle = _circle(state.people[a])
    return circle >= 0 and circle == _circle(state.people[b])


@rule
def begin_strength(state, i):
    """Begin the sums of a person's ties with the rest of the department, as one colleague."""
    person = state.people[i]
    wider = 0.0
    if state.setting[0].wider_share > 0.0:
        wider = person.wider * person.general_trust
    person.strength = wider
    person.outside_strength = wider


@rule
def add_strength(state, row, i, fellows):
    """Add closeness times trust of one tie to the sums of the person at one end."""
    person = state.people[i]
    strength = state.edges[row].closeness * trust_of(state, row, i)
    person.strength += strength
    if not fellows:
        person.outside_strength += strength


@seldom
def measure_ties(state, i):
    """Sum up a person's ties as they are now, on a day on which nobody tends them."""
    begin_strength(state, i)
    for slot in range(state.people[i].ties):
        row = state.contacts[i, slot]
        add_strength(state, row, i, are_fellows(state, i, other_end(state, row, i)))
