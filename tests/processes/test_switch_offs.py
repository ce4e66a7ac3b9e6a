"""Each mechanism switched off: what it should change changes, and no draw does."""

from dataclasses import dataclass

import numpy as np
import pytest

from pmg_sim import codes
from pmg_sim.parameters import MECHANISMS, PARAMETERS, without
from tests.processes import observables as see
from tests.processes.running import present

FALLS, RISES, VANISHES = "falls", "rises", "vanishes"
KNOW_HOW = ("promotion_know_how", "research_know_how", "management_know_how")


@dataclass(frozen=True)
class Switch:
    """What is seen when something is switched off.

    Attributes
    ----------
    measure : callable
        One number for each replicate.
    change : str
        `FALLS`, `RISES` or `VANISHES`, from on to off.
    active : bool
        In which arm.
    scenario : str
        Of the library.
    """

    measure: object
    change: str
    active: bool = True
    scenario: str = "study"


EXPECTED = {
    "work": [Switch(see.total("dropped"), VANISHES)],
    "projects": [Switch(see.total("completions", codes.SENIOR), FALLS)],
    "accountability": [
        Switch(see.work_near_deadlines, FALLS),
        Switch(see.rise_toward_deadlines, FALLS),
    ],
    "efficacy": [Switch(see.away_from("efficacy_level", "efficacy"), VANISHES)],
    "meeting": [
        Switch(see.minutes("decisions", "personal", "breaks"), VANISHES),
        Switch(see.minutes("check_ins", "open_floor"), RISES),
    ],
    "support": [
        Switch(see.mean(see.cohort, "support"), FALLS),
        Switch(see.trust_inside, FALLS),
    ],
    "feedback": [Switch(see.feedback_on_drafts, VANISHES)],
    "collaboration": [
        Switch(see.total("joint_started"), VANISHES),
        Switch(see.mean(see.everybody, "joint_hours"), VANISHES),
    ],
    "ties": [Switch(see.spread_of_collegial_hours, FALLS)],
    "conflict": [Switch(see.falling_outs, VANISHES)],
    "exchange": [Switch(see.mean(see.everybody, "reading_hours"), VANISHES)],
    "learning": [Switch(see.away_from("{}_level", *KNOW_HOW), VANISHES)],
    "mentoring": [Switch(see.know_how_of_mentees, FALLS, active=False)],
    "feelings": [Switch(see.strain_of_an_evening, FALLS)],
    "viability": [Switch(see.commitment_of_those_who_come, FALLS)],
    "newcomers": [Switch(see.admitted, RISES, scenario="vote_on_newcomers")],
    "career": [Switch(see.total("promotions"), VANISHES)],
}
SINGLE = {
    "crowding_to_vote": Switch(see.admitted, RISES, scenario="vote_on_newcomers"),
    "pull_strength": Switch(see.rise_toward_deadlines, FALLS),
    "pull_to_overtime": Switch(see.mean(see.cohort, "overtime"), FALLS),
    "displacement": Switch(see.collegial_hours, RISES),
    "personal_warmth": Switch(see.closeness_inside, FALLS),
    "joint_rate": Switch(see.total("joint_started"), VANISHES),
    "decision_share": Switch(see.minutes("check_ins"), RISES),
    "closeness_to_talk": Switch(see.minutes("personal"), FALLS),
    "meeting_support": Switch(see.mean(see.cohort, "support"), FALLS),
    "evening_to_strain": Switch(see.strain_of_an_evening, FALLS),
    "falling_out_rate": Switch(see.falling_outs, VANISHES),
    "doing_to_know_how": Switch(see.away_from("{}_level", "management_know_how"), FALLS),
}
ROUNDING = 1e-12


def can_be_off():
    """Return the mechanisms that have something to switch off."""
    able = {number.mechanism for number in PARAMETERS.values() if number.off is not None}
    return [mechanism for mechanism in MECHANISMS if mechanism in able]


def check(off, switch):
    where = switch.active, switch.scenario
    before = np.array([switch.measure(run) for run in see.runs((), *where)])
    changes = tuple(sorted(off.items()))
    after = np.array([switch.measure(run) for run in see.runs(changes, *where)])
    assert before.mean() > ROUNDING, "nothing to see"
    if switch.change == VANISHES:
        assert (abs(after) <= ROUNDING).all(), after
        return
    difference = after - before
    error = difference.std(ddof=1) / np.sqrt(len(difference))
    direction = 1 if switch.change == RISES else -1
    assert direction * difference.mean() > 3 * error, (before.mean(), after.mean(), error)


def test_the_table_is_complete():
    assert list(EXPECTED) == can_be_off()


@pytest.mark.parametrize("mechanism", EXPECTED)
def test_what_a_mechanism_does(mechanism):
    for switch in EXPECTED[mechanism]:
        check(without(mechanism), switch)


@pytest.mark.parametrize("name", SINGLE)
def test_what_one_number_does(name):
    check({name: PARAMETERS[name].off}, SINGLE[name])


DRAWN = (
    "key",
    "arrived",
    "discretionary_hours",
    "sociability",
    "conscientiousness",
    "commitment_level",
    "motivation_level",
    "general_trust",
    "specialty",
    "site",
    "topic",
    "mentored",
    "mentor_of",
    "cohort",
)


@pytest.mark.parametrize("mechanism", EXPECTED)
def test_a_switch_moves_no_draw(mechanism):
    for one, other in zip(
        see.runs(), see.runs(tuple(sorted(without(mechanism).items()))), strict=True
    ):
        first, second = present(one.end), present(other.end)
        for name in DRAWN:
            assert first[name].tobytes() == second[name].tobytes(), name
        for name in ("group", "week", "purpose", "hour", "length"):
            assert one.end.meetings[name].tobytes() == other.end.meetings[name].tobytes(), name


def in_both(one, other):
    """Return the cohort's people, as rows, who are there at the end in both arms."""
    first, second = present(one.end), present(other.end)
    there = (first.status == codes.PRESENT) & (second.status == codes.PRESENT)
    return np.flatnonzero(there & (first.cohort >= 0) & (first.meetings_attended > 0))


def test_ties_outside_loosen_by_displacement_alone():
    """Closeness to the department at large falls short of the other arm's, or equals it."""
    for changes, displaced in (((), True), ((("displacement", 0.0),), False)):
        short = []
        for one, other in zip(see.runs(changes), see.runs(changes, active=False), strict=True):
            members = in_both(one, other)
            short += (present(other.end).wider[members] - present(one.end).wider[members]).tolist()
        assert len(short) > 20
        assert np.mean(short) > 0.001 if displaced else max(map(abs, short)) == 0.0


def test_without_feelings_strain_is_the_same_in_both_arms():
    off = tuple(sorted({**without("feelings"), "relief": 0.0}.items()))
    for one, other in zip(see.runs(off), see.runs(off, active=False), strict=True):
        first, second = present(one.end), present(other.end)
        both = (first.status == codes.PRESENT) & (second.status == codes.PRESENT)
        assert both.sum() > 10
        assert first.strain[both].tobytes() == second.strain[both].tobytes()
