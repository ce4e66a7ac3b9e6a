"""Bad levers, with the line that is to be named and what must be told of them."""

from tests.inquiry.bad_cases import NO_LINE, BadCase
from tests.inquiry.case import LEVER, instead


def lever(name, new, *tells, at, method=None, more=""):
    """Make a case of another lever, under another design."""
    text = instead(LEVER, new + "\n\n")
    if method is not None:
        text = instead("draws = 4\n", f"draws = 4\ndesign = {method}\n", text)
    return BadCase(name, text + more, at, tells)


_RANGE = '[[lever]]\nname = "people invited"\nkey = "group.0.invited"\nlow = 4\nhigh = 6'
_KEYED = '[[lever]]\nname = "people invited"\nkey = "group.0.invited"'
_POINT = '\n[[point]]\n"people invited" = 4\n\n[[point]]\n'

OF_FACTORS = [
    lever("no_key", '[[lever]]\nname = "x"\nvalues = [1]', "`lever.0.key`", at="[[lever]]"),
    lever(
        "same_key",
        f"{LEVER}{LEVER.replace('people invited', 'again')}",
        "lever 0 sets it, too",
        at='key = "group.0.invited"',
    ),
    lever("no_values", _KEYED, "`lever.0.values`", "a list of values", at="[[lever]]"),
    lever(
        "level_and_key",
        _KEYED + '\n\n[[lever.level]]\nname = "few"',
        "stated twice",
        "`level` tables",
        at="[[lever.level]]",
    ),
    lever(
        "same_level",
        '[[lever]]\nname = "x"\n\n[[lever.level]]\nname = "a"\n\n[[lever.level]]\nname = "a"',
        "stands there twice",
        '"a"',
        at="[[lever.level]]",
    ),
    lever("range", _RANGE, "a range says nothing", "latin_hypercube", at="low = 4"),
    lever(
        "no_range",
        _KEYED + "\nvalues = [4, 5]",
        "draws values from a range",
        method='"sobol"',
        at="[[lever]]",
    ),
    lever(
        "turned_range",
        _RANGE.replace("4", "8"),
        "not below the highest, 6",
        method='"latin_hypercube"',
        at="low = 8",
    ),
    lever(
        "no_whole_number",
        _RANGE.replace("4", "4.2").replace("6", "4.8") + "\nwhole = true",
        "no whole number",
        method='"sobol"',
        at="low = 4.2",
    ),
    lever(
        "range_too_wide",
        _RANGE.replace("6", "600") + "\nwhole = true",
        "out of range",
        "`lever.0.high` = 600",
        method='"sobol"',
        at="high = 600",
    ),
    lever(
        "not_whole",
        _RANGE,
        "`lever.0.whole`",
        "`whole = true`",
        method='"latin_hypercube"',
        at="[[lever]]",
    ),
    lever(
        "unknown_key_of_a_range",
        _RANGE.replace("invited", "invitd"),
        "`lever.0.key` = ",
        "nearest: `group.0.invited`",
        method='"latin_hypercube"',
        at="invitd",
    ),
    lever(
        "usual_of_a_range",
        _RANGE + "\nusual = 4",
        "the first point",
        method='"sobol"',
        at="usual = 4",
    ),
    lever(
        "no_value_of_a_point",
        _KEYED,
        'no value for "people invited"',
        method='"points"',
        more=_POINT,
        at="[[point]]",
    ),
    lever(
        "lever_of_a_point",
        _KEYED,
        "no lever has this name",
        'nearest: "people invited"',
        method='"points"',
        more=_POINT + '"people invited" = 5\n"people invitde" = 5\n',
        at='"people invitde"',
    ),
    lever(
        "same_point",
        _KEYED,
        "point 0 is the same",
        method='"points"',
        more=_POINT + '"people invited" = 4\n',
        at="[[point]]",
    ),
    lever(
        "value_of_a_point",
        _KEYED,
        "out of range",
        "500",
        method='"points"',
        more=_POINT + '"people invited" = 500\n',
        at='"people invited" = 500',
    ),
    lever("no_points", _KEYED, "needs its points", method='"points"', at=NO_LINE),
    lever("points_of_no_use", LEVER, "points say nothing", more="\n[[point]]\n", at="[[point]]"),
    lever("no_levers", "", "has no levers", method='"sobol"', at="design ="),
]
