"""A bad scenario file as a test case, and the good file that most cases are made from."""

from typing import NamedTuple

GOOD = """\
title = "Two groups"
question = "What does a second group do?"
horizon_weeks = 100

[department]
faculty = 40
senior = 3
mid_career = 5
junior = 12
track = "all"
mentored_share = 0.2

[traits]
commitment = { mean = 0.7, sd = 0.1 }

[[group]]
name = "first"
invited = 4
senior_mentors = 1
structure = "flat"

[[group.calendar]]
purpose = "discussion"
hour = "evening"
count = 10
interval_weeks = [2, 20]
length_minutes = [90, 120]
meal_usd = 80.5

[[group]]
name = "second"
founded_week = 20
ends_week = 90
invited = 3
structure = "flat"
primitives = { expertise = 0.5 }

[[group.calendar]]
purpose = "projects"
hour = "noon"
interval_weeks = 4
length_minutes = 60
start_week = 30
end_week = 80

[[event]]
week = 10
what = "hire_joins"
group = "first"
"""


class BadCase(NamedTuple):
    """One bad file.

    Attributes
    ----------
    name
        The case's name, and the stem of its file.
    content
        The file's content, or None if no file is written.
    at
        Text on the line that the message must name, or None if it names no line.
    tells
        What the message must contain: key, value found, what is allowed, what was meant.
    beside
        Other files in the same folder, as pairs of name and content.
    argument
        What the user passes, if it is not the file's path; `{folder}` stands for its folder.
    """

    name: str
    content: str | bytes | None
    at: str | None
    tells: tuple[str, ...]
    beside: tuple[tuple[str, str], ...] = ()
    argument: str | None = None


def instead(old: str, new: str, text: str = GOOD) -> str:
    """Return the good file with one passage, which it has once, replaced."""
    assert text.count(old) == 1, old
    return text.replace(old, new)


def swapped(name: str, old: str, new: str, *tells: str, at: str | None = None) -> BadCase:
    """Make a case of the good file with one passage replaced; `at` defaults to the new one."""
    return BadCase(name, instead(old, new), at or new, tells)
