"""What is read off a department, beside the same read by numpy."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from pmg_sim import codes
from pmg_sim.processes.observe import SCOPES, VARIABLES, observe, observe_cohort
from pmg_sim.state import PERSON
from tests.processes.running import FEW_EXAMPLES, copy, differences, eve, present, run
from tests.strategies import scenarios

# Columns that are a field of the person; the others are worked out from ties or membership.
FIELDS = [name for name in VARIABLES if name in PERSON.names]


def observed(state, p):
    """Return the table of scopes by variables, each row as a dictionary."""
    out, scratch = np.zeros((len(SCOPES), len(VARIABLES))), np.zeros(len(VARIABLES))
    observe(state, p, scratch, out)
    return {scope: dict(zip(VARIABLES, out[k], strict=True)) for k, scope in enumerate(SCOPES)}


def scopes(state):
    """Return who belongs to each scope."""
    people = present(state)
    here = people.status == codes.PRESENT
    outside = here & (people.cohort == codes.NO_ONE) & (people.mentor_of == codes.NO_ONE)
    return {
        "cohort": here & (people.cohort != codes.NO_ONE),
        "outsiders": outside,
        "hires": outside & (people.arrived >= 0),
        "department": here,
    }


@FEW_EXAMPLES
@given(scenarios(), st.integers(0, 1000), st.integers(1, 10))
def test_counts_and_means_are_those_of_numpy(scenario, seed, weeks):
    state = run(scenario, weeks, seed=seed)
    _, p = eve(scenario)
    before = copy(state)
    table = observed(state, p)
    assert not differences(state, before)
    assert list(table) == list(scopes(state))
    for scope, there in scopes(state).items():
        people, row = present(state)[there], table[scope]
        assert row["people"] == len(people)
        assert row["members"] == (people.group != codes.NO_ONE).sum()
        for name in FIELDS:
            if len(people) == 0:
                assert np.isnan(row[name]), name
            else:
                assert abs(row[name] - people[name].mean()) <= 1e-9 * max(1, abs(row[name])), name


@FEW_EXAMPLES
@given(scenarios(), st.integers(0, 1000), st.integers(1, 10))
def test_the_cohort_one_by_one_has_the_cohorts_means(scenario, seed, weeks):
    state = run(scenario, weeks, seed=seed)
    _, p = eve(scenario)
    out = np.full((len(state.people), len(VARIABLES)), np.nan)
    count = observe_cohort(state, p, out)
    row = observed(state, p)["cohort"]
    people = present(state)
    invited = people.cohort != codes.NO_ONE
    followed = (invited | (people.admitted_to != codes.NO_ONE)) & (people.status == codes.PRESENT)
    assert count == followed.sum()
    assert np.isnan(out[count:]).all()
    rows = out[:count][invited[followed]]
    assert len(rows) == row["people"]
    for k, name in enumerate(VARIABLES):
        if len(rows) and name not in ("people", "members", "trust", "closeness"):
            assert abs(rows[:, k].mean() - row[name]) <= 1e-9 * max(1, abs(row[name])), name


@FEW_EXAMPLES
@given(scenarios(), st.integers(0, 1000), st.integers(1, 10))
def test_trust_and_closeness_are_those_of_the_ties(scenario, seed, weeks):
    state = run(scenario, weeks, seed=seed)
    _, p = eve(scenario)
    people, ties = present(state), state.edges[state.edges.a != codes.NO_ONE]
    trusts, closenesses = {}, {}
    for tie in ties:
        for one, other, trust in ((tie.a, tie.b, tie.trust_ab), (tie.b, tie.a, tie.trust_ba)):
            cohort = people.cohort[one]
            if cohort in (codes.NO_ONE, people.cohort[other]):
                trusts.setdefault(int(one), []).append(trust)
                closenesses.setdefault(int(one), []).append(tie.closeness)
    table = observed(state, p)
    for scope, there in scopes(state).items():
        tied = [i for i in np.flatnonzero(there) if i in trusts]
        for name, values in (("trust", trusts), ("closeness", closenesses)):
            if tied:
                expected = np.mean([np.mean(values[i]) for i in tied])
                assert abs(table[scope][name] - expected) <= 1e-9, (scope, name)
            else:
                assert np.isnan(table[scope][name]), (scope, name)
