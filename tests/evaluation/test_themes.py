"""Each experience index: what moves it, in which direction, and that nothing else does."""

import numpy as np
import pytest

from pmg_sim import codes
from pmg_sim.evaluation.themes import BENEFITS, DRAWBACKS, OUTSIDE, THEMES, experience, look_outside
from pmg_sim.parameters import pack
from pmg_sim.processes.week import everyone_share_time, everyone_tend_ties
from tests.processes.running import copy, present, run, study

P = pack()[0]

# Field of a person: what to add to it, and the indices that rise (1) or fall (-1) for it.
MOVES = {
    "satisfaction": (0.1, {"workplace_satisfaction": 1}),
    "first_satisfaction": (0.1, {"workplace_satisfaction": -1}),
    "first_connection": (0.1, {"social_connection": -1}),
    "completions": (3, {"productivity_and_growth": 1}),
    "promotion_know_how": (0.1, {"productivity_and_growth": 1}),
    "first_know_how": (0.1, {"productivity_and_growth": -1}),
    "lived_difference": (5.0, {"synergy_and_diversity_of_thought": 1}),
    "positions": (2, {"involvement_in_professional_activities": 1}),
    "presentations": (2, {"involvement_in_professional_activities": 1}),
    "series_taught": (2, {"involvement_in_professional_activities": 1}),
    "lived_disclosure": (2.0, {"peer_discussion_in_safe_environment": 1}),
    "motivation": (0.1, {"accountability_and_motivation": 1}),
    "first_motivation": (0.1, {"accountability_and_motivation": -1}),
    "lived_asked": (20.0, {"accountability_and_motivation": 1}),
    "first_outside": (0.1, {"exclusivity": 1}),
    "strength": (0.1, {"social_connection": 1, "exclusivity": 1}),
    "outside_strength": (0.1, {"exclusivity": -1}),
    "lived_decisions": (50.0, {"lack_of_hierarchy": 1}),
    "lived_unguided": (50.0, {"absence_of_catalyst_or_curriculum": 1}),
    "lived_evenings": (5.0, {"scheduling_of_meetings": 1}),
    "lived_friction": (5.0, {"diverse_and_competing_interests": 1}),
    "lived_blunted": (50.0, {"personal_professional_enmeshment": 1}),
    "lived_personal": (50.0, {"loss_of_focus": 1}),
}


@pytest.fixture(scope="module")
def state():
    return run(study(), 156, seed=5)


def indices(state, i):
    outside, out = np.zeros(len(OUTSIDE)), np.zeros(len(THEMES))
    look_outside(state, P, outside)
    experience(state, P, i, outside, out)
    return dict(zip(THEMES, out.tolist(), strict=True))


def a_member(state):
    people = present(state)
    return int(np.flatnonzero((people.cohort == 0) & (people.status == codes.PRESENT))[0])


def test_there_are_seven_benefits_and_seven_drawbacks():
    assert len(BENEFITS) == len(DRAWBACKS) == 7
    assert len(set(THEMES)) == 14


def test_every_index_is_moved_by_something():
    assert {theme for _, moved in MOVES.values() for theme in moved} == set(THEMES)


@pytest.mark.parametrize("field", MOVES)
def test_a_field_moves_its_index_and_no_other(state, field):
    step, moved = MOVES[field]
    i = a_member(state)
    changed = copy(state)
    changed.people[i][field] += step
    before, after = indices(state, i), indices(changed, i)
    for theme in THEMES:
        assert np.sign(after[theme] - before[theme]) == moved.get(theme, 0), theme


def test_a_tie_outside_counts_for_connection_and_against_exclusivity_of_those_who_had_it(state):
    people, ties = present(state), state.edges
    i = a_member(state)
    outward = [
        row
        for row in state.contacts[i, : people.ties[i]]
        if people.cohort[ties.a[row] + ties.b[row] - i] == codes.NO_ONE
        and people.mentor_of[ties.a[row] + ties.b[row] - i] == codes.NO_ONE
    ]
    faded = copy(state)
    faded.edges.closeness[outward] *= 0.5
    # Connection is that of a week's tending: the same week for both.
    kept = copy(state)
    for each in (kept, faded):
        tend_once_more(each)
    assert a_member(kept) == a_member(faded) == i
    before, after = indices(kept, i), indices(faded, i)
    assert after["social_connection"] < before["social_connection"]
    assert after["exclusivity"] > before["exclusivity"]


def tend_once_more(state):
    """Let people spend time and tend their ties once more."""
    everyone_share_time(state, P)
    everyone_tend_ties(state, P)


def test_indices_of_colleagues_who_were_never_members_are_finite(state):
    for i in range(len(present(state))):
        assert np.isfinite(list(indices(state, i).values())).all()


def test_outside_are_the_colleagues_in_no_cohort(state):
    outside = np.zeros(len(OUTSIDE))
    look_outside(state, P, outside)
    people = present(state)
    others = people[
        (people.status == codes.PRESENT)
        & (people.cohort == codes.NO_ONE)
        & (people.mentor_of == codes.NO_ONE)
    ]
    assert outside[0] == pytest.approx(others.satisfaction.mean())
    years = (state.run[0].week - np.maximum(0, others.arrived) + 1) / 52
    assert outside[2] == pytest.approx((others.completions / years).mean())
    assert outside[3] == pytest.approx((others.lived_difference / years).mean())
