"""Files whose copies of a group, or the settings that vary among them, are not right."""

from tests.scenario.case import GOOD, BadCase, instead, swapped

_ALONE = GOOD.split('[[group]]\nname = "second"')[0]
_NO_EVENT = GOOD.split("[[event]]")[0]


def copied(name: str, line: str, *tells: str, at: str | None = None) -> BadCase:
    """Make a case of more lines in the first group, in a scenario without events."""
    text = instead("invited = 4", f"invited = 4\n{line}", _NO_EVENT)
    return BadCase(name, text, at or line, tells)


def varied(name: str, inside: str, *tells: str, copies: int = 2) -> BadCase:
    """Make a case of some copies of the first group that vary."""
    text = f"copies = {copies}\nvaried = {{ {inside} }}"
    return copied(name, text, *tells, at="varied")


COPIES = [
    copied("no_copies", "copies = 0", "`group.0.copies` = 0", "from 1 to 500"),
    BadCase(
        "copies_exceed_juniors",
        instead("senior_mentors = 1", "copies = 4", _ALONE),
        "copies",
        (
            "`group.0.copies` = 4",
            '"first 4" needs 4 junior people (invited), and the groups before it leave 0',
            "fewer copies, or more junior people",
        ),
    ),
    BadCase(
        "copies_exceed_seniors",
        instead("invited = 4", "invited = 2\nquorum = 2\ncopies = 4", _NO_EVENT),
        "copies",
        (
            "`group.0.copies` = 4",
            '"first 4" needs 1 senior person (senior_mentors)',
            "leave 0",
            "fewer copies",
        ),
    ),
    BadCase(
        "too_many_groups",
        instead(
            'name = "second"',
            'name = "second"\ncopies = 500',
            instead("invited = 4", "invited = 4\ncopies = 500", _NO_EVENT),
        )
        + '[[group]]\nname = "third"\ninvited = 2\nquorum = 2\nstructure = "flat"\n'
        'calendar = [{ purpose = "projects", hour = "noon", count = 2, length_minutes = 60 }]\n',
        '[[group]]\nname = "third"',
        ("`group.2.copies` = 1 (not stated)", "there are 1001 groups", "at most 1000 groups"),
    ),
    BadCase(
        "name_of_a_copy",
        instead(
            'name = "second"',
            'name = "first 2"',
            instead("invited = 4", "invited = 4\ncopies = 2", _NO_EVENT),
        ),
        'name = "first 2"',
        ('`group.1.name` = "first 2"', "an earlier group has this name", "a name of its own"),
    ),
    BadCase(
        "name_of_a_second_group",
        instead(
            'name = "second"',
            'name = "first, second"',
            instead("invited = 4", 'invited = 4\nadmission = "second_group"', _NO_EVENT),
        ),
        'name = "first, second"',
        ('`group.1.name` = "first, second"', "an earlier group has this name", "a name of its own"),
    ),
    swapped(
        "event_of_all_copies",
        "invited = 4",
        "invited = 4\ncopies = 2",
        '`event.0.group` = "first"',
        "no group has this name",
        'allowed: one of "first 1", "first 2", "second"',
        at='group = "first"',
    ),
]

VARIED = [
    varied(
        "varied_key",
        'structures = ["flat", "rotating"]',
        "`group.0.varied.structures`",
        "`structures` cannot differ among copies (nearest: `structure`)",
        'allowed: one of "invited", "acceptance"',
    ),
    varied(
        "varied_calendar",
        "calendar = [1, 2]",
        "`group.0.varied.calendar` = [1, 2]",
        "cannot differ among copies",
        'allowed: one of "invited"',
    ),
    varied(
        "varied_by_nothing",
        "structure = []",
        "`group.0.varied.structure` = []",
        "without a value",
        "a list of one value or more",
    ),
    varied(
        "varied_one_value",
        'structure = "flat"',
        '`group.0.varied.structure` = "flat"',
        "wrong type",
        "allowed: a list of values, each a number, text in quotes, true or false",
    ),
    varied(
        "varied_table_of_values",
        "structure = [{ lead = 1 }]",
        "`group.0.varied.structure.0` = { lead = 1 }",
        "wrong type",
        "allowed: a number, text in quotes, true or false",
    ),
    copied(
        "varied_number",
        "copies = 2\nvaried = 2",
        "`group.0.varied` = 2",
        "wrong type",
        "allowed: a table",
        at="varied",
    ),
    varied(
        "varied_unknown_value",
        'structure = ["flat", "rotatin"]',
        '`group.0.varied.structure` = ["flat", "rotatin"]',
        '"rotatin" is no `structure` (nearest: "rotating")',
        'allowed: one of "flat", "facilitated"',
    ),
    varied(
        "varied_unknown_policy",
        'admission = ["opne", "closed"]',
        '"opne" is no `admission` (nearest: "open")',
        'allowed: one of "closed", "open", "yearly", "vote", "sponsored", "second_group".',
    ),
    varied(
        "varied_out_of_range",
        "quorum = [3, 16]",
        "`group.0.varied.quorum` = [3, 16]",
        "16 is no `quorum`",
        "allowed: a whole number from 2 to 15",
    ),
    varied(
        "varied_not_finite",
        "acceptance = [nan, 1]",
        "nan is no `acceptance`",
        "allowed: a number from 0 to 1",
    ),
    BadCase(
        "varied_values_do_not_go_together",
        instead(
            "senior_mentors = 1",
            "copies = 4\nvaried = { invited = [2, 4], quorum = [2, 3] }",
            instead("junior = 12", "junior = 20", _NO_EVENT),
        ),
        "varied",
        (
            "`group.0.varied.quorum` = [2, 3]",
            "with invited = 2, quorum = 3: quorum is 3, but invited and senior mentors "
            "together are 2",
            "allowed: a quorum from 2 to 2, or more people invited",
        ),
    ),
    copied(
        "varied_without_copies",
        'varied = { structure = ["flat", "rotating"] }',
        "`group.0.copies` = 1 (not stated)",
        "`varied` has 2 combinations of values, and the copies are 1",
        "allowed: 2 or more copies, or fewer values",
        at='[[group]]\nname = "first"',
    ),
    copied(
        "fewer_copies_than_combinations",
        'copies = 2\nvaried = { strangers = [true, false], structure = ["flat", "rotating"] }',
        "`group.0.copies` = 2",
        "4 combinations",
        "4 or more copies",
        at="copies",
    ),
]
