"""On which line of a TOML text each key and value stands.

The standard parser gives values without lines. This scanner gives lines without values: it
knows just enough of TOML to step over strings, lists and tables of a text that the parser
has already accepted, or of the part of a text before the parser's first complaint.
"""

import contextlib
import re
import tomllib
from bisect import bisect_right
from typing import NamedTuple

Loc = tuple[str | int, ...]
"""Path of a value: keys of tables and positions in lists, from the top."""

_BLANK = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_SPACE = re.compile(r"[ \t]*")
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_STRING = re.compile(
    r'"""(?:\\.|[^\\])*?"""(?:"{1,2})?'
    r"|'''.*?'''(?:'{1,2})?"
    r'|"(?:\\.|[^"\\\n])*"'
    r"|'[^'\n]*'",
    re.DOTALL,
)
_SCALAR = re.compile(r"[^,\]}#\n]*")


class Repeat(NamedTuple):
    """A key or table that a text states twice."""

    loc: Loc
    first: int
    again: int


class Lines(NamedTuple):
    """Where the keys of a text stand: the line of each path, and what is stated twice."""

    at: dict[Loc, int]
    repeats: list[Repeat]


def locate(text: str) -> Lines:
    """Find the line of every key, table and list item of a TOML text.

    Parameters
    ----------
    text
        The text; where it is not valid TOML, what stands before the first fault is found.
    """
    scanner = _Scanner(text)
    # The parser reports the fault of a bad text; the lines found so far still serve.
    with contextlib.suppress(_LostError, RecursionError):
        scanner.scan()
    return Lines(scanner.at, scanner.repeats)


class _LostError(Exception):
    """The text does not go on as TOML does."""


class _Scanner:
    def __init__(self, text: str) -> None:
        self.text = text
        self.place = 0
        self.starts = [match.start() for match in re.finditer(r"^", text, re.MULTILINE)]
        self.at: dict[Loc, int] = {}
        self.repeats: list[Repeat] = []
        self.stated: dict[Loc, int] = {}
        self.lengths: dict[Loc, int] = {}  # of arrays of tables, so far

    def scan(self) -> None:
        table: Loc = ()
        while self.skip(_BLANK) < len(self.text):
            if self.text.startswith("[", self.place):
                table = self.header()
            else:
                self.pair(table)

    def header(self) -> Loc:
        line = self.line()
        array = self.text.startswith("[[", self.place)
        self.place += 2 if array else 1
        keys = self.key()
        self.expect("]]" if array else "]")
        loc: Loc = ()
        for depth, key in enumerate(keys):
            loc = (*loc, key)
            self.at.setdefault(loc, line)
            last = depth == len(keys) - 1
            if last and array:
                self.lengths[loc] = self.lengths.get(loc, 0) + 1
            if loc in self.lengths and (array or not last):
                loc = (*loc, self.lengths[loc] - 1)
                self.at.setdefault(loc, line)
        if not array:
            self.state(loc, line)
        return loc

    def pair(self, table: Loc) -> None:
        line = self.line()
        loc = table
        for key in self.key():
            loc = (*loc, key)
            self.at.setdefault(loc, line)
        self.state(loc, line)
        self.expect("=")
        self.skip(_SPACE)
        self.value(loc)

    def value(self, loc: Loc) -> None:
        if self.text.startswith("[", self.place):
            self.items(loc)
        elif self.text.startswith("{", self.place):
            self.inline_table(loc)
        elif self.text.startswith(('"', "'"), self.place):
            self.take(_STRING)
        else:
            self.take(_SCALAR)

    def items(self, loc: Loc) -> None:
        self.expect("[")
        index = 0
        while not self.closes("]"):
            self.at[(*loc, index)] = self.line()
            self.value((*loc, index))
            index += 1

    def inline_table(self, loc: Loc) -> None:
        self.expect("{")
        while not self.closes("}"):
            self.pair(loc)

    def closes(self, bracket: str) -> bool:
        self.skip(_BLANK)
        if self.text.startswith(",", self.place):
            self.place += 1
            self.skip(_BLANK)
        if self.text.startswith(bracket, self.place):
            self.place += 1
            return True
        return False

    def key(self) -> list[str]:
        keys = []
        while True:
            self.skip(_SPACE)
            if self.text.startswith(('"', "'"), self.place):
                keys.append(_unquote(self.take(_STRING)))
            else:
                keys.append(self.take(_BARE_KEY))
            self.skip(_SPACE)
            if not self.text.startswith(".", self.place):
                return keys
            self.place += 1

    def state(self, loc: Loc, line: int) -> None:
        if loc in self.stated:
            self.repeats.append(Repeat(loc, self.stated[loc], line))
        self.stated.setdefault(loc, line)

    def skip(self, pattern: re.Pattern[str]) -> int:
        match = pattern.match(self.text, self.place)
        self.place = match.end() if match else self.place
        return self.place

    def take(self, pattern: re.Pattern[str]) -> str:
        match = pattern.match(self.text, self.place)
        if match is None or match.end() == self.place:
            raise _LostError
        self.place = match.end()
        return match.group()

    def expect(self, sign: str) -> None:
        self.skip(_SPACE)
        if not self.text.startswith(sign, self.place):
            raise _LostError
        self.place += len(sign)

    def line(self) -> int:
        return bisect_right(self.starts, self.place)


def _unquote(key: str) -> str:
    try:
        return next(iter(tomllib.loads(f"{key} = 0")))
    except tomllib.TOMLDecodeError as fault:
        raise _LostError from fault
