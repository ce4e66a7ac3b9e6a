"""What a page tells, whatever kind of folder it was read from."""

from dataclasses import dataclass
from typing import NamedTuple


class Figure(NamedTuple):
    """A figure: the stem of its file, its caption, and the picture as a data URI."""

    name: str
    caption: str
    source: str


class Table(NamedTuple):
    """A table in text.

    Attributes
    ----------
    caption : str
    columns : list of str
    rows : list of list of str
        As many cells in a row as there are columns; numbers as they stand in the file, an empty
        cell where there is nothing to tell.
    file : str
        The file of the folder that holds the whole table.
    """

    caption: str
    columns: list[str]
    rows: list[list[str]]
    file: str


@dataclass(frozen=True)
class Part:
    """What stands under one heading; notes tell what could not be shown."""

    title: str
    sentences: tuple[str, ...] = ()
    figures: tuple[Figure, ...] = ()
    tables: tuple[Table, ...] = ()
    notes: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Tell whether there is anything under the heading."""
        return bool(self.sentences or self.figures or self.tables or self.notes)


@dataclass(frozen=True)
class Content:
    """A page.

    Attributes
    ----------
    kind : str
        What the folder holds, in words.
    title, question : str
    answer : tuple of str
        Sentences, the most important first.
    parts : tuple of Part
    methods : tuple of (str, str)
        Term and text.
    differences : Table or None
        The settings in which scenarios differ.
    provenance : tuple of (str, str)
        Term and text: versions, machine, seed, command.
    reproduce : tuple of (str, str)
        What a command does, and the command.
    """

    kind: str
    title: str
    question: str
    answer: tuple[str, ...]
    parts: tuple[Part, ...]
    methods: tuple[tuple[str, str], ...]
    differences: Table | None
    provenance: tuple[tuple[str, str], ...]
    reproduce: tuple[tuple[str, str], ...]
