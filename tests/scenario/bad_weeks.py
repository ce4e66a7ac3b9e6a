"""Files whose calendars and events do not fit into their weeks or their groups."""

from tests.scenario.case import GOOD, BadCase, swapped

_TOP = GOOD.split("[[group]]")[0]
_EVENT = '[[event]]\nweek = {}\nwhat = "{}"\n'
_NO_GROUP = _TOP + _EVENT.format(1, "hire_joins")
_EXODUS = GOOD.split("[[event]]")[0] + "".join(
    _EVENT.format(week, "member_leaves_track") + 'group = "first"\n' for week in range(10, 15)
)

WEEKS = [
    swapped(
        "no_rhythm",
        "interval_weeks = 4\n",
        "",
        "`group.1.calendar.0` (found nothing)",
        "neither `count` nor `interval_weeks`",
        "allowed: `count`",
        at='[[group.calendar]]\npurpose = "projects"',
    ),
    swapped(
        "bounds_without_count",
        "count = 10\n",
        "",
        "`group.0.calendar.0.interval_weeks` = [2, 20]",
        "need `count`",
        "one number of weeks, or",
        at="interval_weeks = [2, 20]",
    ),
    swapped(
        "calendar_ends_before_it_starts",
        "end_week = 80",
        "end_week = 30",
        "`group.1.calendar.0.end_week` = 30",
        "begins in week 30",
        "a week from 31 to 90",
    ),
    swapped(
        "calendar_outlives_group",
        "end_week = 80",
        "end_week = 91",
        "`group.1.calendar.0.end_week` = 91",
        "lives to week 90",
        "a week from 31 to 90",
    ),
    swapped(
        "calendar_before_group",
        "start_week = 30",
        "start_week = 19",
        "`group.1.calendar.0.start_week` = 19",
        "from week 20 to week 90",
        "a week from 20 to 89",
    ),
    swapped(
        "calendar_after_group",
        "start_week = 30",
        "start_week = 90",
        "`group.1.calendar.0.start_week` = 90",
        "from week 20 to week 90",
        "a week from 20 to 89",
    ),
    swapped(
        "too_many_meetings",
        "count = 10",
        "count = 51",
        "`group.0.calendar.0.count` = 51",
        "do not fit into 100 weeks",
        "at most 50 meetings",
    ),
    swapped(
        "too_few_meetings",
        "count = 10",
        "count = 4",
        "`group.0.calendar.0.count` = 4",
        "do not fill 100 weeks",
        "at least 5 meetings",
    ),
    swapped(
        "two_meetings_a_week",
        "count = 10\ninterval_weeks = [2, 20]",
        "count = 101",
        "`group.0.calendar.0.count` = 101",
        "do not fit into 100 weeks",
        "at most 100 meetings",
    ),
    swapped(
        "event_after_the_run",
        "week = 10\n",
        "week = 100\n",
        "`event.0.week` = 100",
        "the run ends at week 100",
        "a week from 0 to 99",
        at="week = 100\nwhat",
    ),
    swapped(
        "event_of_unknown_group",
        'group = "first"',
        'group = "frist"',
        '`event.0.group` = "frist"',
        'nearest: "first"',
        'allowed: one of "first", "second"',
    ),
    swapped(
        "event_of_which_group",
        'group = "first"\n',
        "",
        "`event.0.group` (found nothing)",
        "does not say which",
        'one of "first", "second"',
        at="[[event]]",
    ),
    swapped(
        "event_before_the_group",
        'group = "first"',
        'group = "second"',
        "`event.0.week` = 10",
        "lives from week 20 to week 90",
        "a week from 20 to 89",
        at="week = 10\nwhat",
    ),
    BadCase(
        "event_without_group",
        _NO_GROUP,
        "what",
        ('`event.0.what` = "hire_joins"', "the scenario has none", "allowed: no such event"),
    ),
    BadCase(
        "more_leave_than_came",
        _EXODUS,
        'what = "member_leaves_track"\ngroup = "first"',
        (
            '`event.4.what` = "member_leaves_track"',
            "has left already by week 14",
            "at most 4 such events",
        ),
    ),
]
