"""Files that are no scenario at all: not there, not text, not TOML, or in a circle."""

from tests.scenario.case import GOOD, BadCase, instead, swapped

NO_FILE = [
    BadCase(
        "misspelt_library_name",
        None,
        None,
        ("stdy: no such scenario", "nearest: `study`", "allowed: the path of a file, or a name"),
        argument="stdy",
    ),
    BadCase(
        "missing_file",
        None,
        None,
        ("mine.toml: no such scenario", "nearest: `mime.toml`", "allowed:"),
        beside=(("mime.toml", GOOD),),
        argument="{folder}/mine.toml",
    ),
    BadCase(
        "missing_folder",
        None,
        None,
        ("no such scenario", "allowed:"),
        argument="{folder}/nowhere/mine.toml",
    ),
    BadCase(
        "folder_instead_of_file",
        None,
        None,
        ("found a folder", "allowed: a scenario file"),
        argument="{folder}",
    ),
    BadCase("empty_argument", None, None, ('found ""', "allowed: the name or path"), argument=""),
    BadCase("nul_in_argument", None, None, ("found", "allowed: the name"), argument="a\0b"),
]

NO_TEXT = [
    BadCase("empty", "", None, ("found an empty file", "allowed: a scenario")),
    BadCase("only_blank_lines", "\n \n\n", None, ("found an empty file", "allowed: a scenario")),
    BadCase("nuls", GOOD.encode() + b"\0\0\0", None, ("zero byte", "allowed: UTF-8 text")),
    BadCase(
        "binary", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", None, ("zero byte", "allowed: UTF-8")
    ),
    BadCase("binary_without_nuls", b"\x89PNG\xff\xfe", None, ("the byte 0x89", "allowed: UTF-8")),
    BadCase(
        "latin_1",
        instead("Two groups", "Zwei für alle").encode("latin-1"),
        "Zwei",
        ("the byte 0xFC", "not UTF-8", "Save the file as UTF-8"),
    ),
    BadCase("utf_16", GOOD.encode("utf-16"), None, ("found UTF-16", "allowed: UTF-8")),
    BadCase("utf_16_without_mark", GOOD.encode("utf-16-le"), None, ("zero byte", "UTF-8 text")),
    BadCase(
        "huge", b"# " + b"x" * (1 << 20), None, ("too large", "allowed: at most 1048576 bytes")
    ),
    BadCase("deep_lists", "a = " + "[" * 50_000, None, ("nested too deeply", "a few levels")),
    BadCase("deep_tables", "a = " + "{a = " * 9_000, None, ("nested too deeply", "a few levels")),
    BadCase("deep_dots", GOOD + "a." * 5_000 + "a = 1", "a.a", ("5000 points", "at most 100")),
    BadCase(
        "endless_number",
        GOOD + "a = " + "9" * 6_000,
        "999",
        ("of thousands of digits", "at most 4300 digits"),
    ),
]

NO_TOML = [
    swapped("no_value", "faculty = 40", "faculty =", 'found "faculty ="', "give a value after `=`"),
    swapped("no_equals_sign", "faculty = 40", "faculty 40", 'found "faculty 40"', "expected '='"),
    swapped("colon", "faculty = 40", "faculty: 40", 'found "faculty: 40"', "not `key: value`"),
    swapped("no_quotes", 'track = "all"', "track = all", 'found "track = all"', "straight double"),
    swapped("curly_quotes", '"all"', "“all”", "found", "curly quotes must be straight"),
    swapped("capital_true", "invited = 3", "strangers = True", "True", "write true or false"),
    swapped("decimal_comma", "mentored_share = 0.2", "mentored_share = 0,2", "0,2", "a point, not"),
    swapped("per_cent", "mentored_share = 0.2", "mentored_share = 20%", "20%", "is written 0.8"),
    swapped("currency", "meal_usd = 80.5", "meal_usd = $80", "$80", "without a currency sign"),
    swapped("leading_point", "mentored_share = 0.2", "mentored_share = .2", ".2", "7 or 0.7"),
    swapped("open_header", "[department]", "[department", '"[department"', "bracket it began with"),
    swapped("open_text", 'title = "Two groups"', 'title = "Two groups', "found", "allowed: TOML"),
    BadCase(
        "open_list", GOOD + "a = [1,\n2", "2", ("unclosed array", 'found "2"', "allowed: TOML")
    ),
    swapped(
        "no_such_date", "faculty = 40", "faculty = 2026-13-45", "2026-13-45", "not readable as TOML"
    ),
    swapped(
        "duplicate_key",
        "senior = 3",
        "senior = 3\nsenior = 4",
        "`department.senior` is given twice",
        "first on line 7",
        "allowed: once",
        at="senior = 4",
    ),
    BadCase(
        "duplicate_key_at_the_end",
        GOOD + 'group = "second"',
        'group = "second"',
        ("`event.0.group` is given twice", "allowed: once"),
    ),
    swapped(
        "duplicate_table",
        "[traits]",
        "[department]",
        "`department` is given twice",
        "first on line 5",
        "allowed: once",
    ),
    swapped(
        "duplicate_inline_key",
        "sd = 0.1 }",
        "sd = 0.1, sd = 0.2 }",
        "`traits.commitment.sd` is given twice",
        "allowed: once",
    ),
]

_CHILD = 'extends = "{}"\ntitle = "t"\nquestion = "q"\n'

CIRCLES = [
    BadCase(
        "extends_itself",
        _CHILD.format("extends_itself.toml"),
        "extends",
        ('`extends` = "extends_itself.toml"', "in a circle", "allowed: a scenario that does not"),
    ),
    BadCase(
        "extends_in_a_circle",
        _CHILD.format("b.toml"),
        None,
        ("c.toml:1", '`extends` = "extends_in_a_circle.toml"', "in a circle", "allowed:"),
        beside=(
            ("b.toml", _CHILD.format("c")),
            ("c.toml", _CHILD.format("extends_in_a_circle.toml")),
        ),
    ),
    BadCase(
        "extends_nothing",
        _CHILD.format("stury"),
        "extends",
        ('`extends` = "stury"', "no such scenario", "nearest: `study`", "allowed:"),
    ),
    BadCase(
        "extends_a_missing_file",
        _CHILD.format("../base.toml"),
        "extends",
        ('`extends` = "../base.toml"', "no such scenario", "allowed:"),
    ),
    BadCase(
        "extends_a_number",
        "extends = 3\n" + GOOD,
        "extends",
        ("`extends` = 3", "of the wrong type", "allowed: a name or path"),
    ),
    BadCase(
        "mistake_in_the_base",
        _CHILD.format("base"),
        None,
        ("base.toml:6: `department.faculty` = 9", "out of range", "from 10 to 10000"),
        beside=(("base.toml", instead("faculty = 40", "faculty = 9")),),
    ),
    BadCase(
        "no_title_of_its_own",
        'extends = "base"\nquestion = "q"\n',
        None,
        ("`title` is missing", "allowed: text in quotes"),
        beside=(("base.toml", GOOD),),
    ),
]
