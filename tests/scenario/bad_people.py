"""Files whose counts of people, or whose groups, contradict one another."""

from tests.scenario.case import GOOD, BadCase, instead, swapped

_RANKS = ("acting_assistant_professor", "clinical_faculty", "assistant_professor")
_NO_RANK = "{" + ", ".join(f"{rank} = 0" for rank in _RANKS) + "}"
_ANYBODY = instead("junior = 12", "junior = 1", GOOD.split("[[event]]")[0])
_ANYBODY = instead("invited = 4", 'invited = 9\ninvited_stage = "any"', _ANYBODY)
_ANYBODY = instead("invited = 3", 'invited = 3\ninvited_stage = "any"', _ANYBODY)

PEOPLE = [
    swapped(
        "stages_exceed_faculty",
        "faculty = 40",
        "faculty = 19",
        "`department.faculty` = 19",
        "together are 20",
        "20 or more faculty",
    ),
    BadCase(
        "nobody",
        instead(
            "senior = 3\nmid_career = 5\njunior = 12", "senior = 0\nmid_career = 0\njunior = 1"
        ),
        "junior = 1",
        ("`department.junior` = 1", "together are 1", "2 or more people"),
    ),
    swapped(
        "no_rank",
        "track =",
        f"junior_ranks = {_NO_RANK}\ntrack =",
        "`department.junior_ranks`",
        "all weights are zero",
        "at least one weight above 0",
        at="junior_ranks",
    ),
    swapped(
        "quorum_exceeds_group",
        "invited = 4",
        "invited = 4\nquorum = 6",
        "`group.0.quorum` = 6",
        "together are 5",
        "a quorum from 2 to 5",
        at="quorum",
    ),
    swapped(
        "default_quorum_exceeds_group",
        "invited = 3",
        "invited = 2",
        "`group.1.invited` = 2",
        "quorum is 3",
        "a quorum from 2 to 2",
    ),
    swapped(
        "group_ends_before_it_begins",
        "ends_week = 90",
        "ends_week = 20",
        "`group.1.ends_week` = 20",
        "begins in week 20",
        "a week from 21 on",
    ),
    swapped(
        "group_ends_after_the_run",
        "ends_week = 90",
        "ends_week = 101",
        "`group.1.ends_week` = 101",
        "the run ends at week 100",
        "a week from 21 to 100",
    ),
    swapped(
        "group_founded_after_the_run",
        "founded_week = 20\nends_week = 90\n",
        "founded_week = 100\n",
        "`group.1.founded_week` = 100",
        "the run ends at week 100",
        "a week from 0 to 99",
    ),
    swapped(
        "same_name",
        'name = "second"',
        'name = "first"',
        '`group.1.name` = "first"',
        "an earlier group has this name",
        "a name of its own",
        at='name = "first"\nfounded',
    ),
    swapped(
        "invited_exceed_juniors",
        "junior = 12",
        "junior = 3",
        "`group.0.invited` = 4",
        "3 junior people who are in no other group",
        "at most 3",
        at="invited = 4",
    ),
    swapped(
        "invited_exceed_what_is_left",
        "junior = 12",
        "junior = 6",
        "`group.1.invited` = 3",
        "2 junior people who are in no other group",
        "at most 2",
        at="invited = 3",
    ),
    swapped(
        "invited_exceed_mid_career",
        "invited = 4",
        'invited = 6\ninvited_stage = "mid_career"',
        "`group.0.invited` = 6",
        "5 mid_career people",
        "at most 5",
        at="invited = 6",
    ),
    BadCase(
        "invited_exceed_everybody",
        _ANYBODY,
        "invited = 9",
        ("`group.0.invited` = 9", "8 senior or junior or mid_career people", "at most 8"),
    ),
    swapped(
        "mentors_exceed_seniors",
        "senior = 3\nmid_career",
        "senior = 0\nmid_career",
        "`group.0.senior_mentors` = 1",
        "0 senior people",
        "at most 0",
        at="senior_mentors",
    ),
]
