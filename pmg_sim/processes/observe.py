"""What is read off a department at the end of a week: means over scopes of people."""

from pmg_sim.codes import NO_ONE, PRESENT
from pmg_sim.jit import phase, process, rule
from pmg_sim.processes.edges import other_end, trust_of
from pmg_sim.theory.ties import connection

SCOPES = ("cohort", "outsiders", "hires", "department")
"""The invited (members, where there is a group), everybody else, later hires among them, all."""

VARIABLES = (
    "people",
    "motivation",
    "efficacy",
    "strain",
    "satisfaction",
    "promotion_know_how",
    "research_know_how",
    "management_know_how",
    "support",
    "connection",
    "outside_connection",
    "trust",
    "closeness",
    "ties",
    "hours",
    "promised_hours",
    "solo_hours",
    "joint_hours",
    "reading_hours",
    "meeting_hours",
    "idle_hours",
    "overtime",
    "evening_hours",
    "papers_submitted",
    "papers_published",
    "completions",
    "members",
    "commitment",
    "value",
    "tied",
    "on_promise",
)
"""Columns of a week: `people` and `members` are counts; `papers_*` and `completions` are totals
per person so far; `*_hours` are hours this week; `trust` and `closeness` are a person's mean over
the ties within the cohort (over all ties, for those outside it), averaged over the share `tied`
of people who have one; `on_promise` is the share with a promise not yet done as the week's work
began; the rest are states in [0, 1]."""

MEMBERS, TRUST, CLOSENESS, TIED = (
    VARIABLES.index(name) for name in ("members", "trust", "closeness", "tied")
)


@rule
def _bonds(state, i):
    """Mean trust and closeness over a person's ties, and whether there is one.

    Only ties within the cohort count for those who are in it.
    """
    person = state.people[i]
    trust, closeness, count = 0.0, 0.0, 0
    for slot in range(person.ties):
        row = state.contacts[i, slot]
        cohort = state.people[other_end(state, row, i)].cohort
        if person.cohort == NO_ONE or cohort == person.cohort:
            trust += trust_of(state, row, i)
            closeness += state.edges[row].closeness
            count += 1
    return trust / max(1, count), closeness / max(1, count), min(1, count)


@rule
def observe_person(state, p, i, row):
    """Fill ``row`` (one number per variable) with one person's week."""
    person = state.people[i]
    trust, closeness, tied = _bonds(state, i)
    row[0] = 1.0
    row[1] = person.motivation
    row[2] = person.efficacy
    row[3] = person.strain
    row[4] = person.satisfaction
    row[5] = person.promotion_know_how
    row[6] = person.research_know_how
    row[7] = person.management_know_how
    row[8] = person.support
    row[9] = connection(p, person.strength)
    row[10] = connection(p, person.outside_strength)
    row[11] = trust
    row[12] = closeness
    row[13] = person.ties
    row[14] = person.hours
    row[15] = person.promised_hours
    row[16] = person.solo_hours
    row[17] = person.joint_hours
    row[18] = person.reading_hours
    row[19] = person.meeting_hours
    row[20] = person.idle_hours
    row[21] = person.overtime
    row[22] = person.evening_hours
    row[23] = person.papers_submitted
    row[24] = person.papers_published
    row[25] = person.completions
    row[26] = 1.0 if person.group >= 0 else 0.0
    row[27] = person.commitment
    row[28] = person.value
    row[29] = tied
    row[30] = person.on_promise


@rule
def _scope(person):
    """Narrowest scope of a person: cohort, outsiders, hires among them, or the department."""
    if person.cohort >= 0:
        return 0
    if person.mentor_of >= 0:
        return 3
    return 2 if person.arrived >= 0 else 1


@phase
def observe(state, p, scratch, out):
    """Fill ``out`` (scopes, variables) with this week's counts and means.

    `scratch` has one float64 per variable. A scope without people gives nan but for the counts.
    """
    out[:, :] = 0.0
    for i in range(state.run[0].people):
        if state.people[i].status == PRESENT:
            observe_person(state, p, i, scratch)
            total = out[_scope(state.people[i])]
            for v in range(out.shape[1]):
                total[v] += scratch[v]
    for v in range(out.shape[1]):
        out[1, v] += out[2, v]
        out[3, v] += out[0, v] + out[1, v]
    for s in range(out.shape[0]):
        people, tied = out[s, 0], out[s, TIED]
        for v in range(1, out.shape[1]):
            among = tied if v in (TRUST, CLOSENESS) else people
            if v != MEMBERS:
                out[s, v] = out[s, v] / among if among > 0.0 else float("nan")


@process
def observe_cohort(state, p, out):
    """Fill ``out`` (people, variables) with the week of all invited or admitted, in their rows.

    Returns how many rows were filled; `out` must be large enough.
    """
    count = 0
    for i in range(state.run[0].people):
        person = state.people[i]
        if (person.cohort >= 0 or person.admitted_to >= 0) and person.status == PRESENT:
            observe_person(state, p, i, out[count])
            count += 1
    return count
