"""What holds for people at the end of every week."""

import numpy as np

from pmg_sim import codes
from pmg_sim.state import PERSON
from tests.processes.running import present

STATES = (
    "motivation",
    "efficacy",
    "strain",
    "satisfaction",
    "promotion_know_how",
    "research_know_how",
    "management_know_how",
    "support",
    "commitment",
    "value",
    "wider",
)
WORK = (
    "promised_hours",
    "solo_hours",
    "joint_hours",
    "reading_hours",
    "meeting_hours",
    "idle_hours",
)
FIRST_TOTAL, LAST_TOTAL = "papers_submitted", "lived_minutes"
NAMES = PERSON.names or ()
TOTALS = NAMES[NAMES.index(FIRST_TOTAL) : NAMES.index(LAST_TOTAL) + 1]
NUMBERS = tuple(name for name in NAMES if PERSON[name].kind == "f")
CHANGED_BY_EVENTS = {"shock_factor", "shock_until", "commitment_level"}
TRAITS = NAMES[NAMES.index("discretionary_hours") : NAMES.index("management_level") + 1]
NEVER_CHANGES = (
    *("key", "specialty", "site", "topic", "mentored", "arrived"),
    *(name for name in TRAITS if name not in CHANGED_BY_EVENTS),
)
SETTLED_ONCE = ("asked_by", "cohort", "mentor_of", "weeks_to_promotion")
OWN_PAST = NAMES[NAMES.index("first_satisfaction") : NAMES.index("first_motivation") + 1]
ROUNDING = 1e-9
MOST_UNDER_REVIEW = 3  # the most that `reviews_at_start` allows


def check_states(state, strict):
    """States lie in [0, 1], strictly inside unless parameters are at the ends of their ranges."""
    people = present(state)
    for name in NUMBERS:
        assert np.isfinite(people[name]).all(), name
    for name in STATES:
        assert ((people[name] >= 0) & (people[name] <= 1)).all(), name
        assert not strict or ((people[name] > 0) & (people[name] < 1)).all(), name
    assert (abs(people.orientation) <= 1).all()
    assert (people.discretionary_hours > 0).all()


def check_hours(state, p, group_tonight):
    """Every hour is spent once, on one of six things."""
    people = present(state)
    people = people[people.status == codes.PRESENT]
    total = sum(people[name] for name in WORK)
    assert (abs(people.hours - total) <= ROUNDING).all()
    for name in (*WORK, "overtime", "evening_hours", "group_hours", "contact", "pace"):
        assert (people[name] >= 0).all(), name
    assert (people.overtime <= people.hours + ROUNDING).all()
    own = people.hours - people.meeting_hours
    assert (people.reading_hours <= 0.25 * own + ROUNDING).all()
    with_group, joint = check_meeting_hours(state, group_tonight)
    assert (people.group_hours >= with_group - ROUNDING).all()
    assert (people.group_hours <= with_group + p.joint_together * joint + ROUNDING).all()


def check_meeting_hours(state, group_tonight):
    """A meeting takes its length from everybody there: in the evening, or from work at noon.

    `group_tonight` is everybody's group as the members come together. Returns the hours with the
    group and those of joint work, for those who are there.
    """
    people = present(state)
    evening, noon = np.zeros(len(people)), np.zeros(len(people))
    for meeting in state.meetings[state.meetings.held == 1]:
        if meeting.week == state.run[0].week:
            members = group_tonight == meeting.group
            hours = evening if meeting.hour == codes.EVENING else noon
            hours[members & (people.attending == 1)] = meeting.length / 60.0
    stayed = people.status == codes.PRESENT
    assert (people.evening_hours == evening)[stayed].all()
    assert (people.meeting_hours == noon)[stayed].all()
    with_group = people.reading_hours + evening + noon
    joint = people.joint_hours + people.promised_hours
    return with_group[stayed], joint[stayed]


def check_totals(state, before):
    """Totals never fall, and add up."""
    people, earlier = present(state), present(before)
    stayed = people[: len(earlier)]
    for name in TOTALS:
        assert (stayed[name] >= earlier[name]).all(), name
        unset = codes.NO_ONE if name == "weeks_to_promotion" else 0
        assert (people[name] >= unset).all(), name
    products = people.papers_published + people.series_taught + people.presentations
    assert (people.completions == products).all()
    assert (people.published_in_period <= people.papers_published).all()
    # Papers found under review on the first day come out, and were not sent since.
    assert (people.papers_published <= people.papers_submitted + MOST_UNDER_REVIEW).all()
    assert (people.papers_submitted <= people.submissions).all()
    assert (people.coauthored <= people.submissions).all()
    assert (people.cotaught <= people.series_taught).all()
    assert (people.copresented <= people.presentations).all()
    assert (people.meetings_attended <= people.meetings_called).all()
    assert (people.papers_accepted <= people.papers_decided).all()
    assert (people.papers_decided <= people.papers_sent + MOST_UNDER_REVIEW).all()
    assert (people.total_overtime <= people.total_hours + ROUNDING).all()


def check_career(state, before):
    """Rank and status move one way; traits and what a person brought stay."""
    people, earlier = present(state), present(before)
    stayed = people[: len(earlier)]
    for name in NEVER_CHANGES:
        assert (stayed[name] == earlier[name]).all(), name
    for name in SETTLED_ONCE:
        unset = earlier[name] == codes.NO_ONE
        assert (stayed[name] == earlier[name])[~unset].all(), name
    # A newcomer's group is settled, too, but for a merger.
    moved = (stayed.admitted_to != earlier.admitted_to) & (earlier.admitted_to != codes.NO_ONE)
    assert (state.groups.end_reason[earlier.group[moved]] == codes.MERGED).all()
    check_levels_of_the_assigned(state, before)
    assert (stayed["rank"] >= earlier["rank"]).all()
    assert (people["rank"] <= codes.PROFESSOR).all()
    assert (stayed.stage <= earlier.stage).all()
    # The own past is noted on the first day, and again on entering a cohort.
    uninvited = stayed.cohort == earlier.cohort
    for name in OWN_PAST:
        assert (stayed[name] == earlier[name])[uninvited].all(), name
    gone = earlier.status != codes.PRESENT
    assert stayed[gone].tobytes() == earlier[gone].tobytes()
    assert ((people.status == codes.PRESENT) == (people.left == codes.NO_ONE)).all()
    new = people[len(earlier) :]
    assert (new.arrived == state.run[0].week).all()
    assert len(np.unique(people.key)) == len(people)
    assert state.run[0].departures == (people.status != codes.PRESENT).sum()
    rest = state.people[len(people) :]
    assert (rest.status == codes.EXPECTED).all()
    gone_by_event = np.isin(people.status, [codes.LEFT_TRACK, codes.LEFT_DEPARTMENT])
    assert ((people.excused == 0) | gone_by_event).all()
    assert ((people.excused == 1) | (people.status != codes.LEFT_TRACK)).all()


def check_levels_of_the_assigned(state, before):
    """Being told to join moves the commitment that one returns to, once, at the founding."""
    people, earlier = present(state), present(before)
    stayed = people[: len(earlier)]
    moved = stayed.commitment_level != earlier.commitment_level
    groups = state.groups[np.maximum(stayed.cohort, stayed.mentor_of)[moved]]
    assert (groups.assigned == 1).all()
    assert (groups.founded == state.run[0].week).all()
