"""From the validator's findings to one clear sentence for each mistake.

A sentence names the file, the line, the key, what was found and what is allowed, and where it
can it names what was probably meant.
"""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple, get_origin

from pydantic import ValidationError

from pmg_sim.scenario import describe
from pmg_sim.scenario.describe import Place
from pmg_sim.scenario.fields import Table
from pmg_sim.scenario.hints import value_hint
from pmg_sim.scenario.locate import Loc
from pmg_sim.scenario.schema import Scenario
from pmg_sim.scenario.wording import bare, nearest, one_of, show

MOST_MESSAGES = 50  # more would hide the first ones, which matter most

_RANKS = {"extra_forbidden": 0, "missing": 1, "contradiction": 4}
_PROBLEMS = {
    "greater_than_equal": "out of range",
    "less_than_equal": "out of range",
    "finite_number": "not a finite number",
    "too_short": "too short",
    "string_too_short": "too short",
    "too_long": "too long",
    "string_too_long": "too long",
    "string_pattern_mismatch": "needs something visible, without line breaks",
}


class ScenarioError(ValueError):
    """A mistake in what the user asked for, told in sentences for the user.

    Attributes
    ----------
    messages
        One sentence for each mistake, the most basic first.
    """

    def __init__(self, messages: str | Iterable[str]) -> None:
        self.messages = [messages] if isinstance(messages, str) else list(messages)
        super().__init__("\n".join(self.messages))

    def __reduce__(self) -> tuple[type["ScenarioError"], tuple[list[str]]]:
        """Survive the way back from a worker process."""
        return ScenarioError, (self.messages,)


class Mark(NamedTuple):
    """Where a value was written: a file, or another source, and the line if it has lines."""

    source: str
    line: int | None = None

    def __str__(self) -> str:
        return self.source if self.line is None else f"{self.source}:{self.line}"


Marks = Mapping[Loc, Mark]


def mark_of(marks: Marks, loc: Loc) -> Mark:
    """Find where a path was written, or the table that it would belong to."""
    while loc not in marks:
        loc = loc[:-1]
    return marks[loc]


def explain(error: ValidationError, marks: Marks, root: type[Table] = Scenario) -> list[str]:
    """Write one sentence for each mistake that the validator found.

    Parameters
    ----------
    error
        What the validator found.
    marks
        Where the data were written; the empty path is the file itself.
    root
        The table that stands for the whole file.
    """
    findings = error.errors(include_url=False)
    misspelt = [found["loc"] for found in findings if found["type"] == "extra_forbidden"]
    meant = {_meant(loc, root) for loc in misspelt[:MOST_MESSAGES]}
    findings = [
        found
        for found in findings
        # A list counts as too short, too, when all its items are refused for their own faults.
        if (found["type"], found["loc"]) not in meant
        and not (found["type"] == "too_short" and found["input"])
    ]
    findings.sort(key=lambda found: (_rank(found["type"]), mark_of(marks, found["loc"]).line or 0))
    sentences: dict[str, None] = {}  # an ordered set: both bounds of a pair may say the same
    for told, found in enumerate(findings):
        if len(sentences) == MOST_MESSAGES:
            return [*sentences, f"{marks[()]}: and {len(findings) - told} more mistakes."]
        sentences[_explain_one(found, marks, root)] = None
    return list(sentences)


def _rank(kind: str) -> int:
    """Put the most basic kinds of mistake first."""
    if kind in _RANKS:
        return _RANKS[kind]
    return 2 if kind.endswith("_type") else 3


def dotted(loc: Loc) -> str:
    """Write a path the way ``--set`` takes it."""
    return ".".join(bare(part) for part in loc)


def _meant(loc: Loc, root: type[Table]) -> tuple[str, Loc]:
    """Tell which other finding follows from a misspelt key: that the right one is missing."""
    like = nearest(loc[-1], describe.keys_at(loc[:-1], root))
    return "missing", (*loc[:-1], like or "")


def _explain_one(found: Any, marks: Marks, root: type[Table]) -> str:
    kind, loc, value = found["type"], found["loc"], found["input"]
    mark = mark_of(marks, loc)
    if kind == "extra_forbidden":
        return _unknown_key(mark, loc, value, root)
    place = describe.place_at(loc, root) or Place(object, ())
    if kind == "missing":
        return (
            f"{mark}: `{dotted(loc)}` is missing (found nothing): "
            f"{place.meaning.replace(' (no unit)', '')}; "
            f"allowed: {allowed(place)}."
        )
    if kind == "contradiction":
        stated = "" if loc in marks else " (not stated)"
        stands = "(found nothing)" if value is None else f"= {show(value)}{stated}"
        return f"{mark}: `{dotted(loc)}` {stands}: {found['msg']}."
    if loc and loc not in marks:
        loc = loc[:-1]  # one number stands for both bounds of a pair, a name for a whole table
    hint = value_hint(place, loc, value, root)
    return (
        f"{mark}: `{dotted(loc)}` = {show(value)}: {_problem(kind, found['msg'], place, value)}; "
        f"allowed: {allowed(place)}{hint and '; ' + hint}."
    )


def _problem(kind: str, message: str, place: Place, value: object) -> str:
    if kind == "literal_error" and isinstance(value, str):
        like = nearest(value, describe.choices(place))
        return "not one of the choices" + (f' (nearest: "{like}")' if like else "")
    if kind in ("pair_type", "pair_order"):
        return message
    return _PROBLEMS.get(kind, "of the wrong type")


def _unknown_key(mark: Mark, loc: Loc, value: object, root: type[Table]) -> str:
    table, key = loc[:-1], loc[-1]
    keys = describe.keys_at(table, root)
    like = nearest(key, keys)
    tables = describe.tables(root=root)
    elsewhere = [other for other in tables if key in describe.keys_at(other, root)]
    hint = ""
    if like:
        hint = f"; nearest: `{like}`"
    elif elsewhere:
        hint = f"; it belongs {_home(elsewhere[0], key, root)}"
    where = "at the top of the file" if not table else "here"
    return (
        f"{mark}: unknown key `{dotted(loc)}` (found {show(value)}){hint}; "
        f"allowed {where}: {', '.join(keys)}."
    )


def _home(table: Loc, key: str | int, root: type[Table]) -> str:
    name = ".".join(part for part in (*table, key) if isinstance(part, str))
    if describe.holds_tables(describe.place_at((*table, key), root)):
        return f"below a [[group]], as [[{name}]]"
    if not table:
        return "at the top of the file, above the first [table]"
    name = name.rpartition(".")[0]
    return f"in [[{name}]]" if isinstance(table[-1], int) else f"in [{name}]"


def allowed(place: Place) -> str:
    """Write what may stand at a place."""
    if describe.choices(place):
        return one_of(describe.choices(place))
    kind = place.kind
    if describe.is_list(place):
        if describe.holds_tables(place):
            return "tables with double brackets"
        if describe.is_any_length(place):
            return f"a list of values, each {allowed(describe.item_of(place))}"
        return f"[shortest, longest] or one number, each {allowed(describe.item_of(place))}"
    if describe.is_table(kind) or get_origin(kind) is dict:
        names = describe.short_names(place)
        return f"{one_of(names)}, or a table" if names else "a table"
    if kind is Any:
        return "a number, text in quotes, true or false"
    kinds = {int: "a whole number", float: "a number", bool: "true or false"}
    low, high = describe.span(place)
    ends = "" if low is None or high is None else f" {low:g} to {high:g}"
    if kind is str:
        return f"text in quotes{ends and f' of{ends} characters'}"
    return kinds.get(kind, "a value") + (ends and f" from{ends}")
