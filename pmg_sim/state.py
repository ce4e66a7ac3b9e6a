"""A department as plain arrays: people, ties, groups, meetings, projects and promises.

Every array is a record array, so that ``person = state.people[i]; person.motivation`` reads the
same in compiled code and in plain Python. A person's row is never used again: hiring is decided
by the dice alone, so the number of rows is known before a run starts.
"""

from typing import NamedTuple

import numpy as np

from pmg_sim.codes import STAGES

PROJECT_SLOTS = 6
"""Projects that one person can lead at a time, those under review included."""

SEATS_IN_PROJECTS = 4
"""Projects of others that one person can work on at a time."""

PROJECTS_OF_ONE = PROJECT_SLOTS + SEATS_IN_PROJECTS
"""Projects that one person can have in all: those led first, then those joined."""

AUTHORS = 8
"""Largest number of people on one project, its lead included."""

TIES = 40
"""Largest number of colleagues to whom one person can be tied."""

FLOAT, INT = np.float64, np.int64

# What does not change within a run: the setting of the department, in the scenario's units.
SETTING = np.dtype(
    [
        ("horizon", INT),  # weeks of the study period
        ("weeks", INT),  # weeks simulated, the follow-up included
        ("with_groups", INT),  # 0 in the arm without a group
        # people of the first day
        ("senior", INT),
        ("mid_career", INT),
        ("junior", INT),
        ("others", INT),  # 1 with a wider department, which is not simulated one by one
        ("clinician_educators", INT),  # 1 where that is everybody's track
        ("hires_per_week", FLOAT),
        ("committee_interval", FLOAT),  # weeks; 0 for none
        ("committee_from_rank", INT),
        ("protected_hours", FLOAT),  # hours a week, everybody
        ("wider_share", FLOAT),  # share of collegial hours for people not simulated one by one
        ("track_ratio", FLOAT),  # hazard ratio of leaving
        ("specialties", INT),
        ("sites", INT),
        ("mentored_share", FLOAT),
        ("rank_share_acting", FLOAT),
        ("rank_share_clinical", FLOAT),
        ("hours_mean", FLOAT),
        ("hours_sd", FLOAT),
        ("commitment_mean", FLOAT),
        ("commitment_sd", FLOAT),
        ("sociability_mean", FLOAT),
        ("sociability_sd", FLOAT),
        ("conscientiousness_mean", FLOAT),
        ("conscientiousness_sd", FLOAT),
    ]
)

RUN = np.dtype(
    [
        ("stream", np.uint64),  # the dice's stream of this seed and replicate
        ("week", INT),
        ("people", INT),  # rows in use
        ("edges", INT),  # rows of `edges` ever used
        ("free_edge", INT),  # first row of the chain of free ones, or -1
        ("departures", INT),  # people who left, so far
        # by career stage, the row before which nobody is free to be asked this week
        ("free_from", INT, (len(STAGES),)),
    ]
)

PERSON = np.dtype(
    [
        # who
        ("key", INT),  # the dice's key, never reused
        ("status", INT),
        ("stage", INT),
        ("rank", INT),
        ("weeks_in_rank", INT),
        ("specialty", INT),
        ("site", INT),
        ("topic", FLOAT),  # [0, 1]
        ("asked_by", INT),  # the group that invited this person, accepted or not, or -1
        ("cohort", INT),  # the group whose invitation this person accepted, in both arms, or -1
        ("excused", INT),  # left by a dated event, so not counted in the outcomes
        ("group", INT),  # the group this person is a member of, or -1
        ("seat", INT),
        ("mentor_of", INT),  # the group whose senior mentor this is, in both arms, or -1
        ("mentored", INT),  # 1 with a dyadic mentor
        ("arrived", INT),  # week
        ("left", INT),  # week, or -1
        ("admitted_to", INT),  # the group that admitted this person later, or -1
        ("probation_until", INT),  # week, or -1
        ("vouched", INT),  # 1 where a member vouched for this newcomer
        ("joined_group", INT),  # week, or -1
        ("left_group", INT),  # week, or -1
        # traits, and the levels to which states return
        ("discretionary_hours", FLOAT),
        ("shock_factor", FLOAT),  # on free hours, until `shock_until`
        ("shock_until", INT),  # week
        ("sociability", FLOAT),
        ("conscientiousness", FLOAT),
        ("orientation", FLOAT),  # [-1, 1]: whom others' success lifts or discourages
        ("general_trust", FLOAT),
        ("motivation_level", FLOAT),  # log-odds, and so the next two
        ("strain_level", FLOAT),
        ("satisfaction_level", FLOAT),
        ("commitment_level", FLOAT),
        ("value_level", FLOAT),
        ("support_half", FLOAT),  # weekly flow at which felt support is one half
        ("efficacy_level", FLOAT),
        ("promotion_level", FLOAT),
        ("research_level", FLOAT),
        ("management_level", FLOAT),
        # states, from 0 to 1
        ("motivation", FLOAT),
        ("efficacy", FLOAT),
        ("strain", FLOAT),
        ("satisfaction", FLOAT),
        ("promotion_know_how", FLOAT),
        ("research_know_how", FLOAT),
        ("management_know_how", FLOAT),
        ("support", FLOAT),
        ("commitment", FLOAT),  # to the group
        ("value", FLOAT),  # felt value of the group's meetings
        ("wider", FLOAT),  # closeness to the rest of the department
        # this week, in hours
        ("hours", FLOAT),  # free and overtime hours: the sum of the next six
        ("promised_hours", FLOAT),
        ("solo_hours", FLOAT),
        ("joint_hours", FLOAT),
        ("reading_hours", FLOAT),
        ("meeting_hours", FLOAT),  # project meetings inside working hours
        ("idle_hours", FLOAT),  # free hours that other demands took
        ("overtime", FLOAT),  # of the hours above, those taken from personal time
        ("evening_hours", FLOAT),  # personal time given to evening meetings
        ("group_hours", FLOAT),  # with some: meetings, joint work, reading
        ("contact", FLOAT),  # hours offered to a colleague, per unit of closeness
        ("support_flow", FLOAT),
        ("comparison", FLOAT),  # log-odds on motivation
        ("pace", FLOAT),  # moving average of `hours` less idle ones
        ("tonight_support", FLOAT),  # from tonight's meeting
        ("tonight_learning", FLOAT),  # know-how gained
        ("tonight_progress", FLOAT),  # [-1, 1], how the promise stood
        ("on_promise", INT),  # 1 with a promise in hand, not yet done, as the week's work began
        ("attending", INT),
        ("ties", INT),  # colleagues tied to
        # sums over ties of closeness times trust as they were tended this week, the rest of the
        # department counting as one: over all, and over all but fellows
        ("strength", FLOAT),
        ("outside_strength", FLOAT),
        # drafts and revisions to work on, led or joined, in no order; papers and talks led that
        # are under review
        ("in_hand", INT),
        ("under_review", INT),
        ("next_answer", INT),  # week before which none of them is decided on
        ("finished", INT),  # 1 if the work on a project led may be done
        ("hand", INT, (PROJECTS_OF_ONE,)),  # rows of `projects`; the first `in_hand` count
        # record
        ("papers_submitted", INT),
        ("papers_published", INT),
        ("published_in_period", INT),
        ("series_taught", INT),
        ("presentations", INT),
        ("coauthored", INT),  # papers submitted or published with a cohort colleague
        ("cotaught", INT),
        ("copresented", INT),
        ("submissions", INT),
        ("completions", INT),
        ("positions", INT),
        ("promotions", INT),
        ("weeks_to_promotion", INT),  # spent as assistant professor by those promoted, or -1
        # as the lead of papers, resubmissions included
        ("papers_sent", INT),
        ("papers_decided", INT),
        ("papers_accepted", INT),
        ("papers_given_up", INT),
        ("review_weeks", FLOAT),  # sum over papers sent
        ("review_weeks_squared", FLOAT),
        ("projects_started", INT),
        ("joint_started", INT),
        ("dropped", INT),
        ("meetings_called", INT),
        ("meetings_attended", INT),
        ("total_hours", FLOAT),
        ("total_evening_hours", FLOAT),
        ("total_overtime", FLOAT),
        ("total_meeting_hours", FLOAT),  # project meetings inside working hours
        ("total_protected_hours", FLOAT),  # given to members by their group
        ("total_mentored_hours", FLOAT),  # with a dyadic mentor
        ("total_committee_hours", FLOAT),  # with the mentorship committee
        # what was lived through in the group, summed over meetings or weeks
        ("lived_disclosure", FLOAT),
        ("lived_asked", FLOAT),
        ("lived_joint", FLOAT),  # hours of joint work
        ("lived_difference", FLOAT),
        ("lived_friction", FLOAT),
        ("lived_decisions", FLOAT),
        ("lived_personal", FLOAT),
        ("lived_unguided", FLOAT),
        ("lived_evenings", FLOAT),
        ("lived_blunted", FLOAT),
        ("lived_minutes", FLOAT),
        # what the person brought, for the contrast with the own past
        ("first_satisfaction", FLOAT),
        ("first_connection", FLOAT),
        ("first_outside", FLOAT),
        ("first_know_how", FLOAT),
        ("first_motivation", FLOAT),
        ("joined_projects", INT, (SEATS_IN_PROJECTS,)),  # rows of `projects`, or -1
    ]
)

PROMISE = np.dtype(
    [  # one row per person: the promise in hand, else the last one
        ("status", INT),
        ("project", INT),
        ("kind", INT),  # of that project
        ("hours", FLOAT),  # promised
        ("left", FLOAT),  # not yet done
        ("made", INT),  # week
        ("due", INT),  # week of the meeting that will ask
        ("asked", FLOAT),  # how surely the member expects to be asked
        ("closeness", FLOAT),  # mean closeness to the others when it was made
        ("reviewed", INT),  # week of the last review
        ("reviewed_kind", INT),  # of the project it was about
        ("reviewed_hours", FLOAT),  # done
        ("reviewed_status", INT),
        ("made_total", INT),
        ("kept_total", INT),
        ("partly_total", INT),
        ("missed_total", INT),
        ("abandoned_total", INT),
        ("joint_missed", INT),  # week in which a promise on joint work was last found missed
    ]
)

PROJECT = np.dtype(
    [  # slot k of person i is row i * PROJECT_SLOTS + k
        ("stage", INT),
        ("kind", INT),
        ("lead", INT),
        ("authors", INT),
        ("author", INT, (AUTHORS,)),  # rows of people, the lead first
        ("left", FLOAT),  # hours to the next submission or to the series' end
        ("draft_hours", FLOAT),  # of the first draft
        ("apart", FLOAT),  # mean difference of interests between the lead and the others
        ("feedback", FLOAT),  # [0, 1]
        ("answer", INT),  # week of the decision
        ("submitted", INT),  # times submitted
        ("started", INT),  # week
    ]
)

EDGE = np.dtype(
    [  # a tie between two people
        ("a", INT),  # the row that tends the tie; -1 for a free row
        ("b", INT),
        ("slot_a", INT),  # where it stands in a's list of contacts
        ("slot_b", INT),
        ("trust_ab", FLOAT),  # a's trust in b
        ("trust_ba", FLOAT),
        ("closeness", FLOAT),
        ("meeting_contact", FLOAT),  # hours together in meetings, reading, joint work this week
        ("joint", INT),  # joint projects in hand
        ("joint_total", INT),
        ("rift", INT),  # week of the last falling-out, or -1
        ("next_free", INT),
    ]
)

GROUP = np.dtype(
    [
        ("status", INT),
        ("end_reason", INT),
        ("founded", INT),
        ("ended", INT),
        ("planned_end", INT),  # week, or -1
        ("invited", INT),
        ("invited_stage", INT),
        ("mentors", INT),
        # rows among which the cohort and the senior mentors stand: from, and one past the last
        ("cohort_from", INT),
        ("cohort_until", INT),
        ("mentors_from", INT),
        ("mentors_until", INT),
        ("acceptance", FLOAT),
        ("selection", FLOAT),
        ("quorum", INT),
        ("strangers", INT),
        ("assigned", INT),  # 1 where members were told to join
        ("assigned_partners", INT),  # 1 where joint work is begun with a fixed partner
        ("seats_used", INT),  # highest seat ever taken, plus one
        # primitives of its structure, from 0 to 1: tonight's, and where they come from
        ("concentration", FLOAT),
        ("agenda_control", FLOAT),
        ("curriculum_share", FLOAT),
        ("external_presence", FLOAT),
        ("evaluative_power", FLOAT),
        ("expertise", FLOAT),
        ("lead_concentration", FLOAT),
        ("lead_agenda_control", FLOAT),
        ("lead_curriculum_share", FLOAT),
        ("lead_external_presence", FLOAT),
        ("lead_evaluative_power", FLOAT),
        ("lead_expertise", FLOAT),
        ("facilitator_concentration", FLOAT),
        ("facilitator_agenda_control", FLOAT),
        ("facilitator_curriculum_share", FLOAT),
        ("facilitator_external_presence", FLOAT),
        ("facilitator_evaluative_power", FLOAT),
        ("facilitator_expertise", FLOAT),
        ("facilitator_from", INT),
        ("facilitator_until", INT),  # not before this week; equal weeks for none
        ("facilitator_fee", FLOAT),
        ("mentor_concentration", FLOAT),
        ("mentor_agenda_control", FLOAT),
        ("mentor_evaluative_power", FLOAT),
        ("guest_every", INT),  # meetings; 0 for none
        ("guest_minutes", FLOAT),
        ("guest_fee", FLOAT),
        ("admit_every", INT),  # weeks; 0 for never
        ("admit_from", INT),  # weeks after the founding
        ("vote_share", FLOAT),
        ("sponsor", INT),
        ("probation_weeks", INT),
        ("most_members", INT),
        ("overflow", INT),  # row of the second group, or -1
        ("reforms_after", INT),  # weeks; 0 for never
        ("minutes_kept", FLOAT),
        ("action_plans", FLOAT),
        ("confidentiality", FLOAT),
        ("protected_hours", FLOAT),
        ("floor_policy", INT),
        ("shortest_turn", FLOAT),
        ("longest_turn", FLOAT),
        # memory
        ("maturity", FLOAT),
        ("turnout", FLOAT),  # share present at the last meeting
        ("without_quorum", INT),  # meetings in a row
        ("last_time", INT),  # week of the last meeting time, or of the founding
        ("next_meeting", INT),  # row of `meetings`
        ("last_meeting", INT),  # one past this group's last row
        ("turn", INT),  # who is next on a rotating floor
        ("falling_outs", INT),
        ("discussions", INT),  # held so far, counted where guests come
        ("times_reformed", INT),
        ("admitted", INT),
        ("refused", INT),
    ]
)

MEETING = np.dtype(
    [  # by group, then by week: the calendar, and what came of each meeting
        ("group", INT),
        ("week", INT),
        ("purpose", INT),
        ("hour", INT),
        ("length", FLOAT),  # minutes
        ("meal_usd", FLOAT),
        ("fees_usd", FLOAT),  # facilitator and guest
        ("guest", INT),
        ("facilitated", INT),  # 1 with a facilitator present
        ("called", INT),  # 1 if the group was alive
        ("held", INT),
        ("invited", INT),
        ("present", INT),
        ("members_present", INT),  # mentors not counted
        # minutes, which add up to the length of a meeting held
        ("decisions", FLOAT),
        ("personal", FLOAT),
        ("curriculum", FLOAT),
        ("breaks", FLOAT),
        ("check_ins", FLOAT),
        ("projects", FLOAT),
        ("open_floor", FLOAT),
        ("turns", INT),
        ("made", INT),
        ("kept", INT),
        ("partly", INT),
        ("missed", INT),
        ("abandoned", INT),
        ("joint_started", INT),
        ("trust", FLOAT),
        ("closeness", FLOAT),
        # the group as the meeting time closes, held or not
        ("maturity", FLOAT),
        ("commitment", FLOAT),  # members' mean
        ("value", FLOAT),  # members' mean
    ]
)

EVENT = np.dtype(
    [
        ("week", INT),  # not before this week
        ("what", INT),
        ("group", INT),
        ("key", INT),
        ("member", INT),  # place in the cohort, from 0, or -1 for one by draw or for all
        ("other", INT),  # a second member, or the group merged into
        ("factor", FLOAT),
        ("lasts", INT),  # weeks
        ("turnout_below", FLOAT),  # condition; 2 for none
        ("members_below", INT),  # condition; 0 for none
        ("done", INT),
    ]
)


class State(NamedTuple):
    """A department at the end of a week.

    `contacts` is (people, TIES) int64 rows of `edges`, -1 where empty; `seats` (groups, seats)
    rows of `people`; `links` (groups, seats, seats) rows of `edges`.
    """

    setting: np.recarray
    run: np.recarray
    people: np.recarray
    promises: np.recarray
    projects: np.recarray
    edges: np.recarray
    contacts: np.ndarray
    groups: np.recarray
    seats: np.ndarray
    links: np.ndarray
    meetings: np.recarray
    events: np.recarray


def allocate(people: int, groups: int, seats: int, meetings: int, events: int) -> State:
    """Return an empty state with room for so many people, groups, seats, meetings and events."""

    def rows(count, dtype):
        return np.zeros(max(count, 1), dtype=dtype).view(np.recarray)

    state = State(
        setting=rows(1, SETTING),
        run=rows(1, RUN),
        people=rows(people, PERSON),
        promises=rows(people, PROMISE),
        projects=rows(people * PROJECT_SLOTS, PROJECT),
        edges=rows(people * TIES // 2 + 1, EDGE),
        contacts=np.full((people, TIES), -1, dtype=INT),
        groups=rows(groups, GROUP),
        seats=np.full((max(groups, 1), max(seats, 1)), -1, dtype=INT),
        links=np.full((max(groups, 1), max(seats, 1), max(seats, 1)), -1, dtype=INT),
        meetings=rows(meetings, MEETING),
        events=rows(events, EVENT),
    )
    state.edges.a = -1
    state.people.joined_projects = -1
    for name in (
        "asked_by",
        "cohort",
        "group",
        "seat",
        "mentor_of",
        "admitted_to",
        "left",
        "joined_group",
        "left_group",
        "probation_until",
        "weeks_to_promotion",
    ):
        state.people[name] = -1
    for name in ("project", "reviewed", "joint_missed"):
        state.promises[name] = -1
    return state
