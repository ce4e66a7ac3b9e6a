"""Bad experiment files, with the line that is to be named and what must be told of them."""

from typing import NamedTuple

from tests.inquiry.case import ARMS, BARE, BETTER, CIRCUMSTANCE, GOOD, LEVER, instead

NO_LINE = "no line"
"""For a mistake of the whole file."""


class BadCase(NamedTuple):
    """One bad file: its name, its text, the line that is named, and what must be told."""

    name: str
    text: str
    at: str
    tells: tuple[str, ...]


def bad(name, old, new, *tells, at=None):
    """Make a case of the good file with one passage replaced; `at` defaults to the new one."""
    return BadCase(name, instead(old, new), (at or new).split("\n")[0], tells)


_MANY = "".join(
    f'[[circumstance]]\nname = "{name}"\nkey = "{name}"\nvalues = {list(range(1, 21))}\n\n'
    for name in ("loyalty", "project_share")
)

_BARE = instead(BARE, "", instead('baseline = "flat"\n', ""))

OF_KEYS = [
    bad("key_top", "draws = 4", "drows = 4", "unknown key `drows`", "nearest: `draws`"),
    bad("key_arm", 'family = "led"', 'famly = "led"', "`arm.1.famly`", "`family`"),
    bad("key_lever", "usual = 4", "usuel = 4", "`lever.0.usuel`", "nearest: `usual`"),
    bad(
        "key_circumstance",
        'key = "department.hires_per_year"',
        'kee = "department.hires_per_year"',
        "`circumstance.0.kee`",
        "`key`",
    ),
    bad("key_better", "matters = 0.05", "mater = 0.05", "`better.0.mater`", "`matters`"),
    bad("no_title", 'title = "A small experiment"\n', "", "`title` is missing", at=NO_LINE),
    bad("no_question", 'question = "Which is better?"\n', "", "`question` is", at=NO_LINE),
    bad("no_name", 'name = "flat"\n', "", "`arm.0.name` is missing", at="[[arm]]"),
    bad("no_outcome", 'outcome = "strain"\n', "", "`better.0.outcome`", at="[[better]]"),
    bad("wrong_type", "draws = 4", 'draws = "4"', "without quotes", "`draws`"),
    bad("half_a_draw", "draws = 4", "draws = 4.5", "`draws` = 4.5"),
    bad("no_draws", "draws = 4", "draws = 0", "out of range", "1 to 10000"),
    bad("arm_is_no_table", ARMS, 'arm = "flat"\n\n', "`arm`", "wrong type"),
    bad("not_toml", "draws = 4", "draws: 4", "`key = value`"),
    BadCase("empty", " \n", NO_LINE, ("found an empty file", "an experiment")),
]

OF_NAMES = [
    bad("outcome", '"survival"', '"survial"', '`outcomes.2` = "survial"', 'nearest: "survival"'),
    bad("better", 'outcome = "strain"', 'outcome = "stress"', "`better.0.outcome`", "allowed: one"),
    bad(
        "mechanism",
        'family = "led"',
        'off = "ecxhange"',
        "`arm.1.off`",
        'nearest: "exchange"',
    ),
    bad(
        "cannot_be_switched_off",
        'family = "led"',
        'off = "people"',
        "`arm.1.off`",
        "nothing to switch off",
    ),
    bad(
        "number",
        "draws = 4",
        'draws = 4\nuncertainty = { source = "prior", design = "latin_hypercube", '
        'numbers = ["pull_strenth"] }',
        "`uncertainty.numbers.0`",
        '"pull_strenth"',
        'nearest: "pull_strength"',
        at="uncertainty",
    ),
    bad("source", "draws = 4", 'draws = 4\nuncertainty = "priors"', '"prior"', at="uncertainty"),
    bad("design", "draws = 4", 'draws = 4\ndesign = "factorail"', '"factorial"', at="design ="),
    bad("whom", "matters = 0.05", 'whom = "newcomer"', "`better.0.whom`", '"newcomers"'),
    bad("direction", "matters = 0.05", 'direction = "up"', "`better.0.direction`", '"more"'),
    bad("baseline", 'baseline = "flat"', 'baseline = "flut"', 'nearest: "flat"', "`baseline`"),
    bad("scenario", '"small"\n', '"smal"\n', "no such scenario", at="scenario ="),
    bad(
        "scenario_of_an_arm",
        'family = "led"',
        'scenario = "senior_lead"',
        "`arm.1.scenario`",
        "nearest: `senior_led`",
    ),
    bad(
        "set_key",
        '"group.0.quorum" = 2',
        '"group.0.quorom" = 2',
        "unknown key `group.0.quorom`",
        "nearest: `group.0.quorum`",
    ),
    bad(
        "set_group",
        '"group.0.quorum" = 2',
        '"group.3.quorum" = 2',
        "has no item 3",
        "allowed: 0 to 0",
    ),
    bad(
        "lever_key",
        'key = "group.0.invited"',
        'key = "group.0.invitd"',
        "nearest: `group.0.invited`",
    ),
    bad("same_arm", '"small quorum"', '"flat"', "arm 0 has the same name", at='name = "flat"'),
    bad(
        "same_factor",
        'name = "hires a year"',
        'name = "people invited"',
        "a lever has the same name",
    ),
]

OF_VALUES = [
    bad("matters", "matters = 0.05", "matters = -0.05", "out of range", "`better.0.matters`"),
    bad("no_size", "matters = 0.05", "matters = 0", "out of range", "`better.0.matters`"),
    bad("out_of_range", "[4, 5]", "[4, 500]", "out of range", "500", at="values = [4"),
    bad("wrong_kind", "[4, 5]", '[4, "few"]', "wrong type", '"few"', at="values = [4"),
    bad("arm_value", '"group.0.quorum" = 2', '"group.0.quorum" = 99', "out of range", "2 to 15"),
    bad("number_value", "pull_strength = 1.5", 'pull_strength = "much"', "wrong type"),
    bad("level_out_of_range", "[0.5, 4.0]", "[0.5, -4.0]", "-4.0", at="values = [0.5"),
    bad("twice", "[4, 5]", "[4, 4]", "stands there twice", at="values = [4"),
    bad("twice_in_words", "[4, 5]", "[4, 4.0]", "stands there twice", at="values = [4"),
    bad("not_usual", "usual = 4", "usual = 6", "none of the lever's levels", '"4", "5"'),
    bad("a_list", '"group.0.quorum" = 2', '"group.0.quorum" = [2]', "a number, text in quotes"),
]

OF_PARTS = [
    BadCase(
        "sobol_of_the_posterior",
        instead(
            'baseline = "flat"\n',
            "",
            instead(GOOD[GOOD.index("[[arm]]") :], 'uncertainty = { design = "sobol" }\n'),
        ),
        'design = "sobol"',
        ("independent", 'source = "prior"'),
    ),
    BadCase(
        "sobol_of_arms",
        instead(
            "draws = 4\n",
            'draws = 4\nuncertainty = { design = "morris", source = "prior" }\n',
            instead(LEVER, "", instead(CIRCUMSTANCE, "", instead(BETTER, ""))),
        ),
        "[[arm]]",
        ("asks what matters in one scenario", "no [[arm]] tables"),
    ),
    BadCase(
        "sobol_of_one_department",
        instead(
            "draws = 4\nreplicates = 2",
            'draws = 4\nreplicates = 1\nuncertainty = { design = "sobol", source = "prior" }',
            _BARE,
        ),
        "replicates = 1",
        ("has to tell luck apart", "2 or more"),
    ),
    BadCase(
        "levels_under_sobol",
        instead(
            "draws = 4\n",
            'measured = "level"\ndraws = 4\nuncertainty = { design = "sobol", source = "prior" }\n',
            _BARE,
        ),
        "measured",
        ("it says nothing under a design", "no `measured`"),
    ),
    bad(
        "numbers_at_random",
        "draws = 4",
        'draws = 4\nuncertainty = { numbers = ["reading_hours"] }',
        "random sets draw all numbers",
        at="uncertainty",
    ),
    bad(
        "number_of_an_arm",
        "draws = 4",
        'draws = 4\nuncertainty = { source = "prior", design = "latin_hypercube", '
        'numbers = ["pull_strength"] }',
        "an arm sets this number",
        at="uncertainty",
    ),
    bad(
        "nothing_judged",
        'baseline = "flat"',
        'baseline = "flat"\nchoice = false',
        "nothing is judged",
        at="[[better]]",
    ),
    bad(
        "better_twice",
        "matters = 0.05\n",
        'matters = 0.05\n\n[[better]]\noutcome = "strain"\n',
        "counts twice",
        at='outcome = "strain"',
    ),
    bad("outcome_twice", '"survival"', '"strain"', "stands there twice", at="outcomes ="),
    BadCase("cycles", GOOD + "\n[cycles]\ndepartments = 4\n", "[cycles]", ("one scenario",)),
    BadCase(
        "too_many",
        instead(
            CIRCUMSTANCE, _MANY * 1, instead("values = [4, 5]", f"values = {list(range(3, 13))}")
        ),
        NO_LINE,
        ("8000 scenarios", "at most 5000"),
    ),
    bad("baseline_of_nothing", ARMS, "", "without [[arm]] tables", at='baseline = "flat"'),
]

CASES = [*OF_KEYS, *OF_NAMES, *OF_VALUES, *OF_PARTS]
