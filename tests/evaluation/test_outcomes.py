"""The nine career outcomes, counted on states made by hand."""

import numpy as np
import pytest

from pmg_sim import codes
from pmg_sim.evaluation.outcomes import BY_REPORT, OUTCOMES, count_outcomes
from pmg_sim.state import allocate
from tests.processes.running import present, run, study

# What a person's record has to show for each outcome, in order.
RECORDS = (
    {},
    {"positions": 1},
    {"papers_submitted": 2},
    {"published_in_period": 1},
    {"papers_published": 1},
    {"presentations": 3},
    {"coauthored": 1},
    {"cotaught": 2},
    {"copresented": 1},
)


def department(cohort):
    """Return a state whose people have these fields; whoever says nothing is there, in cohort 0."""
    state = allocate(people=len(cohort), groups=2, seats=3, meetings=1, events=1)
    state.run.people = len(cohort)
    for i, fields in enumerate(cohort):
        for name, value in ({"status": codes.PRESENT, "cohort": 0} | fields).items():
            state.people[i][name] = value
    return state


def count(state, group=0):
    out = np.full(len(OUTCOMES), -1.0)
    return count_outcomes(state, group, out), out.tolist()


@pytest.mark.parametrize("outcome", range(1, len(OUTCOMES)), ids=OUTCOMES[1:])
def test_each_outcome_is_counted_from_its_own_record(outcome):
    gone = {"status": codes.LEFT_DEPARTMENT}
    denominator, counts = count(department([gone | RECORDS[outcome], gone]))
    assert denominator == 2
    assert counts == [float(k == outcome) for k in range(len(OUTCOMES))]


def test_whoever_is_still_there_is_retained():
    denominator, counts = count(department([{}, {"status": codes.LEFT_DEPARTMENT}, {}]))
    assert denominator == 3
    assert counts == [2.0] + [0.0] * 8


def test_people_are_counted_once_however_often():
    state = department([{"positions": 5, "presentations": 2}, {"positions": 1}])
    denominator, counts = count(state)
    assert denominator == 2
    assert counts == [2.0, 2.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0]


def test_those_taken_away_by_an_event_do_not_count():
    left = {"status": codes.LEFT_TRACK, "excused": 1, "positions": 1, "papers_submitted": 1}
    denominator, counts = count(department([left, {}]))
    assert denominator == 1
    assert counts[0] == 1.0
    assert sum(counts) == 1.0


def test_other_groups_and_outsiders_do_not_count():
    others = [{"cohort": 1, "positions": 1}, {"cohort": codes.NO_ONE, "presentations": 1}]
    state = department([*others, {"coauthored": 1}])
    assert count(state) == (1, [1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0])
    assert count(state, 1) == (1, [1.0, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0])


def test_an_empty_cohort():
    assert count(department([{"cohort": codes.NO_ONE}])) == (0, [0.0] * 9)


def test_the_studys_cohort_over_time():
    """Five of six and one hire count; late outcomes only grow in the follow-up."""
    early, late = run(study(), 208), run(study(), 260)
    (people, before), (same, after) = count(early), count(late)
    assert people == same == 6
    assert (present(late).excused == 1).sum() == 1
    assert after[BY_REPORT] >= before[BY_REPORT]
    assert after[3] == before[3], "the study period has ended"
    assert before[3] <= before[BY_REPORT]
    assert before[3] <= before[2]
