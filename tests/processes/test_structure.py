"""Tonight's structure: a facilitator's time, guests, a mentor with authority, and what it does."""

import numpy as np
import pytest

from pmg_sim import codes
from pmg_sim.parameters import pack
from pmg_sim.processes.week import every_group_meet
from pmg_sim.scenario.structures import FACILITATOR, MENTOR_ROLES, STRUCTURES, Primitives
from tests.processes.running import copy, eve, phases, present, run, small

STAY = {"quit_base": -9.0, "leaving_per_year": 0.01}


def held(state):
    return state.meetings[state.meetings.held == 1]


def evenings(weeks, **group):
    """Yield the state, the parameters and the meeting after each meeting's minutes are shared."""
    state, p = eve(small(group=group, weeks=weeks), STAY)
    for week in range(weeks):
        for phase in phases(state, p):
            if phase == "meet" and state.meetings[week].held:
                yield state, p, state.meetings[week]


def primitives(state):
    return Primitives(*(float(state.groups[0][name]) for name in Primitives._fields))


def test_a_facilitator_is_there_and_paid_in_those_weeks_only():
    facilitator = {"from_week": 5, "until_week": 12, "fee_usd": 80.0, "curriculum_share": 0.5}
    state = run(small(group={"facilitator": facilitator}, weeks=20), parameters=STAY)
    met = held(state)
    there = (met.week >= 5) & (met.week < 12)
    assert 0 < there.sum() < len(met)
    assert (met.facilitated == there).all()
    assert (met.fees_usd == 80.0 * there).all()
    assert (met.curriculum == 60.0 * there).all()


@pytest.mark.parametrize("name", STRUCTURES)
def test_a_named_structure_is_its_primitives_every_evening(name):
    lead, facilitator = STRUCTURES[name]
    for state, _, meeting in evenings(6, structure=name):
        assert primitives(state) == pytest.approx(facilitator or lead)
        assert meeting.facilitated == (facilitator is not None)
        assert meeting.fees_usd == 0


def test_what_a_group_leads_itself_stays_when_a_facilitator_comes_and_goes():
    group = {
        "structure": "senior_led",
        "facilitator": {"from_week": 2, "until_week": 4, "agenda_control": 0.5, "expertise": 0.9},
    }
    lead = STRUCTURES["senior_led"].lead
    for state, _, meeting in evenings(6, **group):
        if 2 <= meeting.week < 4:
            assert state.groups[0].agenda_control == pytest.approx(0.75)
            assert state.groups[0].concentration == pytest.approx(1 - 0.2 * 0.8)
            assert state.groups[0].external_presence == FACILITATOR.external_presence
            assert state.groups[0].expertise == 0.9
        else:
            assert primitives(state) == lead


def test_a_guest_speaks_at_every_third_discussion_held():
    meetings = {"length_minutes": 120, "interval_weeks": 2}
    calendar = [
        meetings | {"purpose": "discussion", "hour": "evening"},
        meetings | {"purpose": "projects", "hour": "noon", "start_week": 1},
    ]
    guests = {"every_meetings": 3, "minutes": 30, "fee_usd": 50.0}
    group = {"guests": guests, "calendar": calendar, "quorum": 4}
    state = run(small(group=group, weeks=60), parameters=STAY)
    met = held(state)
    assert (state.meetings.called > state.meetings.held).any(), "meetings not held do not count"
    talks, noons = met[met.purpose == codes.DISCUSSION], met[met.purpose == codes.PROJECTS]
    assert talks.guest.tolist() == [int(k % 3 == 2) for k in range(len(talks))]
    assert (talks.fees_usd == 50.0 * talks.guest).all()
    assert talks.curriculum == pytest.approx(30.0 * talks.guest)
    assert (noons.guest == 0).all()
    assert (noons.fees_usd == 0).all()


def test_a_guest_is_an_outsider_and_speaks_beside_the_programme():
    group = {
        "guests": {"every_meetings": 2, "minutes": 30},
        "primitives": {"curriculum_share": 0.2},
    }
    for state, _, meeting in evenings(6, **group):
        assert state.groups[0].external_presence == meeting.guest
        share = 1 - 0.8 * 0.75 if meeting.guest else 0.2
        assert meeting.curriculum == pytest.approx(120 * share)


def test_a_mentor_has_authority_on_evenings_on_which_the_mentor_comes():
    authority = MENTOR_ROLES["authority"]
    seen = set()
    for state, _, _ in evenings(30, mentor_role="authority", structure="rotating"):
        people = present(state)
        comes = bool(((people.mentor_of == 0) & (people.attending == 1)).any())
        seen.add(comes)
        group = state.groups[0]
        concentration = 1 - 0.6 * (1 - authority.concentration * comes)
        assert group.concentration == pytest.approx(concentration)
        assert group.evaluative_power == pytest.approx(authority.evaluative_power * comes)
    assert seen == {True, False}


def test_an_adviser_changes_nothing_about_the_structure():
    for state, _, _ in evenings(6, mentor_role="adviser"):
        assert primitives(state) == Primitives()


def test_mentors_take_home_what_they_see_the_others_gain():
    mentored = 0
    for state, _, _ in evenings(20):
        people = present(state)
        there = (people.group == 0) & (people.attending == 1)
        mentors, members = there & (people.mentor_of == 0), there & (people.mentor_of < 0)
        for name in ("tonight_support", "tonight_progress"):
            if mentors.any() and members.any():
                mentored += 1
                assert people[name][mentors] == pytest.approx(people[name][members].mean()), name
    assert mentored > 10


@pytest.mark.parametrize(("structure", "hierarchy"), [("senior_led", 0.92), ("flat", 0.0)])
def test_rivalry_takes_trust_among_those_present_where_somebody_decides(structure, hierarchy):
    state, p = eve(small(group={"structure": structure}), STAY)
    for _ in range(6):
        for phase in phases(state, p):
            if phase == "publish":
                apart, together = copy(state), copy(state)
    every_group_meet(together, pack(STAY | {"rivalry": 0.0})[0])
    every_group_meet(apart, pack(STAY | {"rivalry": 0.2})[0])
    assert held(together).week[-1] == 5
    people = present(apart)
    there = (people.group == 0) & (people.attending == 1)
    first, second = apart.edges, together.edges
    living = first.a >= 0
    inside = np.zeros(len(first), dtype=bool)
    inside[living] = there[first.a[living]] & there[first.b[living]]
    assert inside.sum() > 2
    for name in ("trust_ab", "trust_ba"):
        left = second[name] * np.where(inside, 1 - 0.2 * hierarchy, 1.0)
        assert first[name][living] == pytest.approx(left[living]), name
