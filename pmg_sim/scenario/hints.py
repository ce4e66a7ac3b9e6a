"""What people who write such a file by hand commonly mean, guessed from what they wrote."""

import re

from pmg_sim.scenario import describe
from pmg_sim.scenario.describe import Place
from pmg_sim.scenario.fields import Table
from pmg_sim.scenario.locate import Loc
from pmg_sim.scenario.schema import Scenario

_CURLY_QUOTES = re.compile("[\u2018\u2019\u201c\u201d\u201e\u00ab\u00bb]")

# The first pattern that the faulty line matches names the habit.
_HABITS = (
    (re.compile(r"^\s*[\w.\"-]+\s*:"), "write `key = value`, not `key: value`"),
    (re.compile(r"=\s*[\[{,\s]*(True|False|TRUE|FALSE|[Yy]es|[Nn]o)\b"), "write true or false"),
    (re.compile(r"=\s*[\[{]?\s*-?\d+\s*%"), "80 % is written 0.8"),
    (re.compile(r"=\s*-?\d+,\d"), "decimals have a point, not a comma"),
    (re.compile(r"=\s*-?(0\d|\.\d|\d+\.(\D|$))"), "write numbers as 7 or 0.7"),
    (re.compile(r"=\s*([#]|$)"), "give a value after `=`"),
    (re.compile(r"=\s*[$€£]"), "write the number without a currency sign"),
    (re.compile(r"=\s*[A-Za-z_]"), "text needs straight double quotes"),
    (re.compile(r"^\s*\[[^\]]*$"), "a table's name ends with the bracket it began with"),
)


def syntax_hint(line: str) -> str:
    """Guess what is wrong with a line that TOML cannot read; empty if nothing suggests itself."""
    if _CURLY_QUOTES.search(line):
        return "curly quotes must be straight ones"
    return next((hint for pattern, hint in _HABITS if pattern.search(line)), "")


def value_hint(place: Place, loc: Loc, value: object, root: type[Table] = Scenario) -> str:
    """Guess how a value was meant that the schema refuses; empty if nothing suggests itself."""
    key = ".".join(part for part in loc if isinstance(part, str))
    if describe.holds_tables(place) and isinstance(value, dict):
        return f"write [[{key}]] with two brackets"
    if describe.is_table(place.kind):
        if isinstance(value, list | tuple) and any(isinstance(item, dict) for item in value):
            return f"write [{key}] with one bracket"
        return f"its keys are {', '.join(describe.keys_at(loc, root))}"
    if place.kind in (int, float, bool) and isinstance(value, str):
        return "write it without quotes"
    if place.kind is str and not isinstance(value, str):
        return "put text in quotes"
    if place.kind is int and isinstance(value, float) and value.is_integer():
        return f"write {int(value)} without a decimal point"
    if not isinstance(value, int | float) or isinstance(value, bool):
        return ""
    if place.kind is float and describe.span(place) == (0, 1) and 1 < value <= 100:
        return f"{value:g} % is written {value / 100:g}"
    return ""
