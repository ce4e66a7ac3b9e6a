"""Measures of a group's life: its meetings, what is promised there, and who stays.

The rows of `state.meetings` stand by group, then by week. Rows that no meeting took, and
meetings that were never called, may stand anywhere and are passed over.
"""

import math

from pmg_sim.codes import COMPLETED, DISCUSSION, DISSOLVED, PLANNED
from pmg_sim.jit import rule, seldom
from pmg_sim.processes.observe import SCOPES, VARIABLES
from pmg_sim.theory.feedback import candour

GROUP_MEASURES = (
    "survival",
    "attendance",
    "meetings_held",
    "meeting_trust",
    "trust_gain",
    "joint_later",
    "disclosure",
    "candour",
    "decision_share",
    "personal_share",
    "unfocused_share",
    "kept_share",
    "deadline_pull",
    "promised_hours",
    "kept_membership",
)
"""Measures of a group's life; not a number in an arm without a group."""

NEAR, FAR = 2, 6
"""Weeks before a discussion: the last two, and more than six."""

SETTLED = 26
"""The study's first half-year, in weeks."""

COHORT = SCOPES.index("cohort")
PEOPLE, PROMISED_HOURS, ON_PROMISE = (
    VARIABLES.index(name) for name in ("people", "promised_hours", "on_promise")
)


@rule
def ratio(total, count):
    """Return a total per count, not a number where nothing is counted."""
    return total / count if count > 0 else math.nan


@rule
def is_counted(person):
    """Tell whether somebody was invited and not taken away by a dated event."""
    return person.cohort >= 0 and person.excused == 0


@seldom
def _of_founded(groups, out):
    """Fill the share of the groups founded that lived on, and return how many were founded."""
    founded, lasting = 0, 0
    for g in range(groups.shape[0]):
        if groups[g].status != PLANNED:
            founded += 1
            lasting += groups[g].status != DISSOLVED
    out[0] = ratio(lasting, founded)
    return founded


@seldom
def _of_meetings(p, meetings, founded, out):
    """Fill what is summed over meetings, and return how many members discussions had in all."""
    present, invited, held, kept, reviewed = 0, 0, 0, 0, 0
    talks, heads, frank, settled, trust = 0, 0, 0.0, 0, 0.0
    length, decisions, personal = 0.0, 0.0, 0.0
    for m in range(meetings.shape[0]):
        meeting = meetings[m]
        if meeting.called == 1:
            present += meeting.present
            invited += meeting.invited
        if meeting.held != 1:
            continue
        held += 1
        kept += meeting.kept
        reviewed += meeting.kept + meeting.partly + meeting.missed
        if meeting.purpose != DISCUSSION:
            continue
        talks += 1
        heads += meeting.members_present
        frank += candour(p, meeting.closeness)
        length += meeting.length
        decisions += meeting.decisions
        personal += meeting.personal
        if meeting.week >= SETTLED:
            settled += 1
            trust += meeting.trust
    out[1] = ratio(present, invited)
    out[2] = ratio(held, founded)
    out[3] = ratio(trust, settled)
    out[7] = ratio(frank, talks)
    out[8] = ratio(decisions, length)
    out[9] = ratio(personal, length)
    out[10] = ratio(decisions + personal, length)
    out[11] = ratio(kept, reviewed)
    return heads


@rule
def _held_by_one(meetings, first):
    """Count the meetings held, from row `first` on, of the group whose first one it is."""
    count = 0
    for m in range(first, meetings.shape[0]):
        if meetings[m].held == 1:
            if meetings[m].group != meetings[first].group:
                break
            count += 1
    return count


@seldom
def _gains(meetings, out):
    """Fill how much each group gained from its first meetings to its last, on average.

    In trust from the first discussion to the last; in joint projects begun at a meeting, from the
    first half of the meetings to the second.
    """
    trust, trusting, joint, halved = 0.0, 0, 0.0, 0
    m = 0
    while m < meetings.shape[0]:
        if meetings[m].held != 1:
            m += 1
            continue
        held = _held_by_one(meetings, m)
        half = held // 2
        k, early, late = 0, 0, 0
        talks, first, last = 0, 0.0, 0.0
        while k < held:
            meeting = meetings[m]
            m += 1
            if meeting.held != 1:
                continue
            if k < half:
                early += meeting.joint_started
            if k >= held - half:
                late += meeting.joint_started
            k += 1
            if meeting.purpose == DISCUSSION:
                last = meeting.trust
                if talks == 0:
                    first = last
                talks += 1
        if talks > 1:
            trust += last - first
            trusting += 1
        if half > 0:
            joint += late / half - early / half
            halved += 1
    out[4] = ratio(trust, trusting)
    out[5] = ratio(joint, halved)


@rule
def _number(value):
    return 0.0 if math.isnan(value) else value


@seldom
def _of_promises(meetings, weeks, founded, out):
    """Fill hours on a promise of those who hold one: near a discussion less far from it, and all.

    With several groups there is no one discussion to be near to.
    """
    hours, holders, near, near_holders, far, far_holders = 0.0, 0.0, 0.0, 0.0, 0.0, 0.0
    m = 0
    for week in range(weeks.shape[0]):
        people = weeks[week, COHORT, PEOPLE]
        spent = _number(people * weeks[week, COHORT, PROMISED_HOURS])
        holding = _number(people * weeks[week, COHORT, ON_PROMISE])
        hours += spent
        holders += holding
        while m < meetings.shape[0] and not (
            meetings[m].called == 1
            and meetings[m].purpose == DISCUSSION
            and meetings[m].week >= week
        ):
            m += 1
        if m == meetings.shape[0]:
            continue
        away = meetings[m].week - week
        if away < NEAR:
            near += spent
            near_holders += holding
        elif away > FAR:
            far += spent
            far_holders += holding
    out[12] = ratio(near, near_holders) - ratio(far, far_holders) if founded == 1 else math.nan
    out[13] = ratio(hours, holders)


@rule
def _a_group_was_completed(groups, week):
    for g in range(groups.shape[0]):
        if groups[g].status == COMPLETED and groups[g].ended == week:
            return True
    return False


@seldom
def _of_members(state, heads, out):
    """Fill disclosure per member at a discussion, and the share of memberships that lasted.

    Nobody checks in at a project meeting, and mentors do not disclose. Memberships count that
    are past the first half-year; they last as long as the group, or the member, is there.
    """
    disclosure, settled, kept = 0.0, 0, 0
    for i in range(state.run[0].people):
        person = state.people[i]
        if person.joined_group < 0:
            continue
        if person.mentor_of < 0:
            disclosure += person.lived_disclosure
        left = person.left_group
        if is_counted(person) and (left < 0 or left >= person.joined_group + SETTLED):
            settled += 1
            if left < 0 or left == person.left or _a_group_was_completed(state.groups, left):
                kept += 1
    out[6] = ratio(disclosure, heads)
    out[14] = ratio(kept, settled)


@seldom
def measure_groups(state, p, weeks, out):
    """Fill ``out`` (measures of groups,) with what one replicate comes to."""
    founded = _of_founded(state.groups, out)
    heads = _of_meetings(p, state.meetings, founded, out)
    _gains(state.meetings, out)
    _of_promises(state.meetings, weeks, founded, out)
    _of_members(state, heads, out)
