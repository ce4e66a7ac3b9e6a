"""Files whose events lack something, say something to no purpose, or cannot happen."""

from tests.scenario.case import GOOD, BadCase, swapped

_BEFORE = GOOD.split("[[event]]")[0]


def event(name: str, lines: str, at: str, *tells: str, group: str = "first") -> BadCase:
    """Make a case of one event, or of several tables of events, in the good file."""
    named = f'group = "{group}"\n' if group else ""
    return BadCase(name, f"{_BEFORE}[[event]]\n{named}{lines}", at, tells)


SINGLE = [
    swapped(
        "event_of_no_kind",
        '"hire_joins"',
        '"mentor_leave"',
        '`event.0.what` = "mentor_leave"',
        'nearest: "mentor_leaves"',
        '"falling_out", "workload_shock", "merger", "shared_success"',
    ),
    event(
        "key_event_condition",
        'week = 1\nwhat = "facilitator_arrives"\nif_turnout_under = 0.5',
        "if_turnout_under",
        "`event.0.if_turnout_under`",
        "nearest: `if_turnout_below`",
        "allowed here: week, what, group, member",
    ),
    event(
        "condition_in_per_cent",
        'week = 1\nwhat = "facilitator_arrives"\nif_turnout_below = 50',
        "if_turnout_below",
        "`event.0.if_turnout_below` = 50",
        "50 % is written 0.5",
    ),
    event(
        "condition_of_nobody",
        'week = 1\nwhat = "facilitator_arrives"\nif_members_below = 0',
        "if_members_below",
        "`event.0.if_members_below` = 0",
        "from 1 to 30",
    ),
    event(
        "falling_out_with_whom",
        'week = 1\nwhat = "falling_out"\nmember = 1',
        "[[event]]",
        "`event.0.with_member` (found nothing)",
        "a falling_out needs `with_member`",
        "allowed: `with_member` beside `what`",
    ),
    event(
        "falling_out_of_whom",
        'week = 1\nwhat = "falling_out"',
        "[[event]]",
        "`event.0.member` (found nothing)",
        "needs `member` and `with_member`",
    ),
    event(
        "falling_out_with_oneself",
        'week = 1\nwhat = "falling_out"\nmember = 2\nwith_member = 2',
        "with_member",
        "`event.0.with_member` = 2",
        "nobody falls out with oneself",
        "allowed: another number",
    ),
    event(
        "member_number_zero",
        'week = 1\nwhat = "member_leaves_group"\nmember = 0',
        "member = 0",
        "`event.0.member` = 0",
        "from 1 to 30",
    ),
    event(
        "member_of_a_small_group",
        'week = 1\nwhat = "member_leaves_group"\nmember = 5',
        "member = 5",
        "`event.0.member` = 5",
        'no more than 4 people belong to group "first" by then',
        "a number from 1 to 4",
    ),
    event(
        "member_of_an_event_without_one",
        'week = 1\nwhat = "minutes_stop"\nmember = 2',
        "member = 2",
        "`event.0.member` = 2",
        "`member` says nothing about minutes_stop",
        "allowed: no `member`",
    ),
    event(
        "length_of_a_falling_out",
        'week = 1\nwhat = "falling_out"\nmember = 1\nwith_member = 2\nlasts_weeks = 4',
        "lasts_weeks",
        "`event.0.lasts_weeks` = 4",
        "says nothing about falling_out",
        "allowed: of such keys, `member`, `with_member`",
    ),
    event(
        "shock_in_per_cent",
        'week = 1\nwhat = "workload_shock"\nmember = 1\nhours_factor = 50',
        "hours_factor",
        "`event.0.hours_factor` = 50",
        "from 0 to 3",
    ),
    event(
        "shock_of_a_group",
        'week = 1\nwhat = "workload_shock"',
        'group = "first"',
        '`event.0.group` = "first"',
        "a workload_shock without `member` or a condition befalls everybody",
        "allowed: no `group`, or `member` beside it",
    ),
    event(
        "hire_of_a_group",
        'week = 1\nwhat = "hire"',
        'group = "first"',
        '`event.0.group` = "first"',
        "belongs to no group",
        "allowed: no `group`, or hire_joins",
    ),
    event(
        "shock_of_which_member",
        'week = 1\nwhat = "workload_shock"\nmember = 1',
        "[[event]]",
        "`event.0.group` (found nothing)",
        "does not say which",
        'one of "first", "second"',
        group="",
    ),
    event(
        "mentor_who_is_not_there",
        'week = 30\nwhat = "mentor_leaves"',
        "what",
        '`event.0.what` = "mentor_leaves"',
        'group "second" has no senior mentor who could leave',
        "allowed: no such event",
        group="second",
    ),
    event(
        "facilitator_who_is_not_there",
        'week = 30\nwhat = "facilitator_leaves"',
        "what",
        '`event.0.what` = "facilitator_leaves"',
        'group "first" has no facilitator who could leave',
        "allowed: a facilitator, or no such event",
    ),
]

SEVERAL = [
    event(
        "mentor_leaves_twice",
        'week = 30\nwhat = "mentor_leaves"\n'
        '[[event]]\ngroup = "first"\nweek = 40\nwhat = "mentor_leaves"',
        "what",
        '`event.1.what` = "mentor_leaves"',
        'every senior mentor of group "first" has left already by week 40',
        "at most 1 such events",
    ),
    event(
        "member_before_joining",
        'week = 30\nwhat = "hire_joins"\n'
        '[[event]]\ngroup = "first"\nweek = 29\nwhat = "member_leaves_group"\nmember = 5',
        "member = 5",
        "`event.1.member` = 5",
        "no more than 4 people",
    ),
]

MERGERS = [
    event(
        "merger_into_what",
        'week = 30\nwhat = "merger"',
        "[[event]]",
        "`event.0.into` (found nothing)",
        "a merger needs `into`",
    ),
    event(
        "merger_into_itself",
        'week = 30\nwhat = "merger"\ninto = "first"',
        "into",
        '`event.0.into` = "first"',
        "no other group has this name",
        'allowed: "second"',
    ),
    event(
        "merger_into_nothing",
        'week = 30\nwhat = "merger"\ninto = "secnod"',
        "into",
        '`event.0.into` = "secnod"',
        'nearest: "second"',
        'allowed: "second"',
    ),
    event(
        "merger_into_a_group_to_come",
        'week = 10\nwhat = "merger"\ninto = "second"',
        "week = 10",
        "`event.0.week` = 10",
        'group "second" lives from week 20 to week 90',
        "a week from 20 to 89",
    ),
    BadCase(
        "merger_of_one_group",
        GOOD.split('[[group]]\nname = "second"')[0]
        + '[[event]]\nweek = 1\nwhat = "merger"\ninto = "second"\n',
        "into",
        ('`event.0.into` = "second"', "no other group has this name", "allowed: no merger"),
    ),
]

EVENTS = [*SINGLE, *SEVERAL, *MERGERS]
