"""A small programme that most tests are made from, and bad files with what must be told of them."""

from typing import NamedTuple

GOOD = """\
title = "A small programme"
question = "What would it report?"
departments = 3

[setting]
horizon_weeks = 60

[setting.department]
faculty = 16
senior = 3
mid_career = 4
junior = 9

[[setting.group]]
name = "peers"
invited = 4
quorum = 2
structure = "flat"

[[setting.group.calendar]]
purpose = "discussion"
hour = "evening"
interval_weeks = 6
length_minutes = 120

[comparison]
with = "same_people"

[[quantity]]
of = "satisfaction"
as = "difference"

[[quantity]]
of = "papers_submitted"
as = "rate_ratio"

[[quantity]]
of = "groups"
as = "survival"
at_years = [0.5, 1]

[[quantity]]
of = "connection"
with = "completions"
as = "correlation"
"""

SETTING = GOOD[GOOD.index("[setting]") : GOOD.index("[comparison]")]


NO_LINE = "no line"
"""For a mistake of the whole file."""


class BadCase(NamedTuple):
    """One bad file: its name, its text, the line that is named, and what must be told."""

    name: str
    text: str
    at: str
    tells: tuple[str, ...]


def instead(old: str, new: str, text: str = GOOD) -> str:
    """Return the good file with one passage, which it has once, replaced."""
    assert text.count(old) == 1, old
    return text.replace(old, new)


def bad(name: str, old: str, new: str, *tells: str, at: str | None = None) -> BadCase:
    """Make a case of the good file with one passage replaced; `at` defaults to the new one."""
    return BadCase(name, instead(old, new), (at or new).split("\n")[0], tells)


_ANOTHER = '[comparison]\nwith = "same_people"'
_RATE = 'of = "papers_submitted"\nas = "rate_ratio"'
_SURVIVAL = 'of = "groups"\nas = "survival"\nat_years = [0.5, 1]'

CASES = [
    bad("key_top", "departments = 3", "departmens = 3", "nearest: `departments`"),
    bad(
        "key_quantity", _RATE, _RATE + "\nlable = 'x'", "`quantity.1.lable`", "`label`", at="lable"
    ),
    bad(
        "key_setting",
        "horizon_weeks",
        "horizon_week",
        "`setting.horizon_week`",
        "allowed here: ext",
    ),
    bad("key_of_group", "quorum = 2", "quorom = 2", "`setting.group.0.quorom`", "`quorum`"),
    bad("no_title", 'title = "A small programme"', "", "`title` is missing", at=NO_LINE),
    bad("no_setting", SETTING, "", "`setting` is missing", "scenario", at=NO_LINE),
    bad("no_of", _RATE, 'as = "rate"', "`quantity.1.of` is missing", at="[[quantity]]"),
    bad(
        "name", '"papers_submitted"', '"papers_submited"', 'nearest: "papers_submitted"', at="of ="
    ),
    bad("statistic", '"rate_ratio"', '"rate ratio"', 'nearest: "rate_ratio"', "allowed: one of"),
    bad("who", '"same_people"', '"same people"', 'nearest: "same_people"', "`comparison.with`"),
    bad(
        "wrong_statistic",
        _RATE,
        'of = "strain"\nas = "rate"',
        "`strain` is an answer",
        '"mean"',
        at='as = "rate"',
    ),
    bad(
        "no_times",
        _SURVIVAL,
        'of = "groups"\nas = "survival"',
        "`quantity.2.at_years`",
        "[1, 2]",
        at="[[quantity]]",
    ),
    bad(
        "times_of_the_end",
        _RATE,
        _RATE + "\nat_years = 1",
        "has no other times",
        at="at_years = 1\n",
    ),
    bad("beyond_the_end", "[0.5, 1]", "[0.5, 2]", "[0.5, 2.0]", "years up to 1.15,", at="at_years"),
    bad(
        "time_of_zero",
        "[0.5, 1]",
        "[0, 1]",
        "`quantity.2.at_years.0` = 0",
        "from 0.02 to 20",
        at="at_years",
    ),
    bad("no_other_side", 'with = "completions"\n', "", "needs its other side", at="[[quantity]]"),
    bad(
        "other_side", _RATE, _RATE + '\nwith = "strain"', "has no other side", at='with = "strain"'
    ),
    bad("itself", '"completions"', '"connection"', "are the same", at='with = "connection"'),
    bad(
        "two_groups_only",
        "departments = 3",
        "departments = 2",
        "across 2 groups",
        "3 groups or more",
        at='as = "correlation"',
    ),
    bad(
        "before",
        '"same_people"',
        '"before"',
        "`papers_submitted` is a count",
        '"colleagues"',
        at='of = "papers_submitted"',
    ),
    bad(
        "no_other_setting",
        '"same_people"',
        '"setting"',
        "`comparison.setting`",
        "none is stated",
        at="[comparison]",
    ),
    bad(
        "needless_setting",
        _ANOTHER,
        _ANOTHER + '\nsetting = "dyads"',
        "`comparison.setting`",
        "or no `setting`",
        at="setting = ",
    ),
    bad(
        "no_such_setting",
        _ANOTHER,
        '[comparison]\nwith = "setting"\nsetting = "dyad"',
        "no such scenario (nearest: `dyads`)",
        at="setting = ",
    ),
    bad(
        "without_a_group",
        _ANOTHER,
        '[comparison]\nwith = "setting"\nsetting = "dyads"',
        "`comparison.setting.group`",
        "groups_active = false",
        at="[comparison]",
    ),
    BadCase(
        "any_stage",
        instead(
            "invited = 4",
            'invited = 4\ninvited_stage = "any"',
            instead("same_people", "colleagues"),
        ),
        'with = "colleagues"',
        ("`comparison.with`", "no colleagues of the same stage"),
    ),
    bad("setting", SETTING, "setting = 3\n\n", "`setting` = 3", "of the wrong type"),
    bad(
        "no_meetings",
        "horizon_weeks = 60",
        "horizon_weeks = 60\ngroups_active = false",
        "`groups` is the groups themselves",
        at='of = "groups"',
    ),
    bad(
        "twice",
        _RATE,
        'of = "satisfaction"\nas = "difference"',
        "the same label as quantity 0",
        at="[[quantity]]",
    ),
    bad(
        "colleagues_of_groups",
        _SURVIVAL,
        _SURVIVAL + '\namong = "colleagues"',
        "colleagues have none",
        at="among",
    ),
    bad("too_many", "departments = 3", "departments = 3000", "out of range", "from 1 to 1000"),
    bad("a_list", "departments = 3", 'departments = "3"', "write it without quotes"),
    bad(
        "contradiction",
        "quorum = 2",
        "quorum = 9",
        "`setting.group.0.quorum`",
        "a quorum from 2 to 4",
    ),
    bad(
        "parameter",
        "[comparison]\n",
        "[setting.parameters]\npull = 1\n\n[comparison]\n",
        "`setting.parameters.pull`",
        at="pull = 1",
    ),
    bad("not_toml", "departments = 3", "departments: 3", "`key = value`"),
    bad("no_quantity", GOOD[GOOD.index("[[quantity]]") :], "", "`quantity` is missing", at=NO_LINE),
]
