"""Files whose facilitators, guests, mentors or admission policies are not right."""

from tests.scenario.case import BadCase, swapped


def first(name: str, line: str, *tells: str) -> BadCase:
    """Make a case of one more line in the first group."""
    return swapped(name, "senior_mentors = 1", f"senior_mentors = 1\n{line}", *tells, at=line)


FACILITATORS = [
    first(
        "key_facilitator",
        "facilitator = { fee = 300 }",
        "`group.0.facilitator.fee`",
        "found 300",
        "nearest: `fee_usd`",
        "allowed here: concentration, ",
        "from_week, until_week, fee_usd",
    ),
    first(
        "truth_for_facilitator",
        "facilitator = true",
        "`group.0.facilitator` = true",
        "wrong type",
        "allowed: a table; its keys are concentration",
    ),
    first(
        "negative_fee",
        "facilitator = { fee_usd = -1 }",
        "`group.0.facilitator.fee_usd` = -1",
        "out of range",
        "from 0 to 100000",
    ),
    first(
        "facilitator_skill_too_high",
        "facilitator = { expertise = 70 }",
        "`group.0.facilitator.expertise` = 70",
        "from 0 to 1",
        "70 % is written 0.7",
    ),
    first(
        "facilitator_leaves_before_coming",
        "facilitator = { from_week = 20, until_week = 20 }",
        "`group.0.facilitator.until_week` = 20",
        "before coming in week 20",
        "a week from 21 on",
    ),
    first(
        "facilitator_comes_after_the_run",
        "facilitator = { from_week = 100 }",
        "`group.0.facilitator.from_week` = 100",
        "lives from week 0 to week 100",
        "a week from 0 to 99",
    ),
    first(
        "facilitator_outstays_the_run",
        "facilitator = { from_week = 9, until_week = 101 }",
        "`group.0.facilitator.until_week` = 101",
        "the run ends at week 100",
        "a week from 10 to 100, or no until_week",
    ),
    swapped(
        "facilitator_comes_after_the_group",
        "invited = 3",
        "invited = 3\nfacilitator = { from_week = 90 }",
        "`group.1.facilitator.from_week` = 90",
        "lives from week 20 to week 90",
        "a week from 0 to 89",
        at="facilitator",
    ),
]

GUESTS = [
    first(
        "guests_how_often",
        "guests = { minutes = 45 }",
        "`group.0.guests.every_meetings` is missing",
        "found nothing",
        "a whole number from 1 to 1000",
    ),
    first(
        "guest_talks_no_minute",
        "guests = { every_meetings = 3, minutes = 0 }",
        "`group.0.guests.minutes` = 0",
        "from 5 to 480",
    ),
    first(
        "number_for_guests",
        "guests = 3",
        "`group.0.guests` = 3",
        "allowed: a table; its keys are every_meetings, minutes, fee_usd",
    ),
]

MENTORS = [
    first(
        "unknown_mentor_role",
        'mentor_role = "advisor"',
        '`group.0.mentor_role` = "advisor"',
        'nearest: "adviser"',
        'allowed: one of "adviser", "authority"',
    ),
    first(
        "unknown_payer",
        'meal_paid_by = "member"',
        '`group.0.meal_paid_by` = "member"',
        'nearest: "members"',
        'allowed: one of "department", "members", "mentor", "not_stated"',
    ),
    first(
        "unknown_payer_of_fees",
        'fees_paid_by = "dean"',
        '`group.0.fees_paid_by` = "dean"',
        "not one of the choices",
        'one of "department", "members"',
    ),
    first(
        "text_for_assigned",
        'assigned = "no"',
        '`group.0.assigned` = "no"',
        "allowed: true or false",
    ),
    first(
        "support_too_high",
        "founding_support = 2",
        "`group.0.founding_support` = 2",
        "from 0 to 1",
        "2 % is written 0.02",
    ),
    first(
        "reforms_before_it_ends",
        "reforms_after_weeks = -1",
        "`group.0.reforms_after_weeks` = -1",
        "from 0 to 520",
    ),
]

ADMISSION = [
    first(
        "unknown_admission",
        'admission = "opne"',
        '`group.0.admission` = "opne"',
        'nearest: "open"',
        'allowed: one of "closed", "open", "yearly", "vote", "sponsored", "second_group"',
    ),
    first(
        "unknown_policy",
        'admission = { policy = "votes" }',
        '`group.0.admission.policy` = "votes"',
        'nearest: "vote"',
        'allowed: one of "closed", "open"',
    ),
    first(
        "number_for_admission",
        "admission = 4",
        "`group.0.admission` = 4",
        "wrong type",
        'allowed: one of "closed", "open", "yearly", "vote", "sponsored", "second_group", '
        "or a table; its keys are policy, every_weeks",
    ),
    first(
        "key_admission",
        'admission = { policy = "open", every_week = 4 }',
        "`group.0.admission.every_week`",
        "found 4",
        "nearest: `every_weeks`",
        "allowed here: policy,",
    ),
    first(
        "group_without_bounds",
        'admission = { policy = "open", most_members = 16 }',
        "`group.0.admission.most_members` = 16",
        "from 2 to 15",
    ),
    first(
        "asked_before_the_founding",
        'admission = { policy = "open", from_week = -1 }',
        "`group.0.admission.from_week` = -1",
        "out of range",
        "a whole number from 0 to 1039",
    ),
    first(
        "asked_after_any_run",
        'admission = { policy = "open", from_week = 1040 }',
        "`group.0.admission.from_week` = 1040",
        "a whole number from 0 to 1039",
    ),
    first(
        "key_of_the_first_week",
        'admission = { policy = "open", from_weeks = 26 }',
        "`group.0.admission.from_weeks`",
        "found 26",
        "nearest: `from_week`",
        "allowed here: policy, every_weeks, from_week,",
    ),
    first(
        "vote_of_nobody",
        "admission = { vote_share = 0.5 }",
        "`group.0.admission.vote_share` = 0.5",
        'with policy "closed" and no `every_weeks`, nobody is ever asked',
        "allowed: `every_weeks` of 1 or more, or another policy",
    ),
    first(
        "asked_never",
        'admission = { policy = "vote", every_weeks = 0, sponsor = true }',
        "`group.0.admission.sponsor` = true",
        "`every_weeks` is 0, so that nobody is ever asked",
        "`every_weeks` of 1 or more",
    ),
]

ROLES = [*FACILITATORS, *GUESTS, *MENTORS, *ADMISSION]
