"""An answer to a question, ready to be written down: words, tables, figures, methods."""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

import pandas as pd

from pmg_sim.blocks.provenance import git_state, machine, software
from pmg_sim.experiments.estimates import for_json

FORMAT = 1
"""Raised when the files change in a way that breaks a reader."""

ANSWER, MANIFEST, TABLES, FIGURES = "answer.json", "manifest.json", "tables", "figures"


@dataclass(frozen=True)
class Table:
    """A table of an answer.

    Attributes
    ----------
    name : str
        The stem of its file.
    caption : str
        One or two sentences: what a row is, what the numbers are.
    frame : pandas.DataFrame
        Columns have names in words, with units where there are any.
    """

    name: str
    caption: str
    frame: pd.DataFrame


@dataclass(frozen=True)
class Picture:
    """A figure of an answer, before it is drawn.

    Attributes
    ----------
    name : str
        The stem of its files.
    caption : str
        What it shows, and how to read it.
    kind : str
        Which function draws it: a key of `pmg_sim.figures.answers.PICTURES`.
    data : mapping
        What that function takes, by keyword.
    """

    name: str
    caption: str
    kind: str
    data: Mapping[str, Any] = field(repr=False)


@dataclass(frozen=True)
class Section:
    """A part of an answer under one heading."""

    title: str
    sentences: tuple[str, ...] = ()
    tables: tuple[Table, ...] = ()
    pictures: tuple[Picture, ...] = ()


@dataclass(frozen=True)
class Answer:
    """What a comparison or an experiment answers.

    Attributes
    ----------
    kind : {"comparison", "experiment"}
    name, title, question : str
    sentences : tuple of str
        The answer in words, the most important first.
    sections : tuple of Section
    methods : tuple of (str, str)
        Term and text: what was run, how, and what the words mean.
    differences : pandas.DataFrame
        One row for each setting in which an arm differs from the one it is held against: ``arm``,
        ``setting``, ``there``, ``here``.
    facts : mapping
        For the manifest: seed, sizes, hashes, and what else repeats the run.
    reproduce : str
        The command that gives the same answer.
    """

    kind: Literal["comparison", "experiment"]
    name: str
    title: str
    question: str
    sentences: tuple[str, ...]
    sections: tuple[Section, ...]
    methods: tuple[tuple[str, str], ...]
    differences: pd.DataFrame
    facts: Mapping[str, Any]
    reproduce: str

    def table(self, name: str) -> pd.DataFrame:
        """Return a table by its name.

        Raises
        ------
        KeyError
            For another name; the message lists those there are.
        """
        frames = {one.name: one.frame for part in self.sections for one in part.tables}
        if name not in frames:
            raise KeyError(f"no table {name!r}; allowed: {', '.join(frames)}")
        return frames[name]

    @property
    def pictures(self) -> tuple[Picture, ...]:
        """All figures, in their order."""
        return tuple(one for part in self.sections for one in part.pictures)


def as_dict(answer: Answer) -> dict[str, Any]:
    """Return an answer fit for JSON, tables and figures by name."""
    return for_json(
        {
            "format": FORMAT,
            "kind": answer.kind,
            "name": answer.name,
            "title": answer.title,
            "question": answer.question,
            "answer": list(answer.sentences),
            "sections": [
                {
                    "title": part.title,
                    "sentences": list(part.sentences),
                    "tables": [{"name": one.name, "caption": one.caption} for one in part.tables],
                    "figures": [
                        {"name": one.name, "caption": one.caption} for one in part.pictures
                    ],
                }
                for part in answer.sections
            ],
            "methods": [list(pair) for pair in answer.methods],
            "differences": answer.differences.to_dict("records"),
            "facts": dict(answer.facts),
            "reproduce": answer.reproduce,
        }
    )


def write_answer(
    answer: Answer,
    folder: Path,
    draw: Callable[[Picture, Path], list[Path]] | None = None,
    command: str = "",
) -> list[Path]:
    """Write an answer: ``answer.json``, tables as CSV, figures, and at last ``manifest.json``.

    The same answer gives the same bytes but for the manifest, which tells when and where. Files
    of an earlier answer that this one does not have are taken away.

    Parameters
    ----------
    answer : Answer
    folder : pathlib.Path
        Made where it is not there.
    draw : callable, optional
        Draws a picture into a folder and returns the files; without it no figure is written.
    command : str
        What was typed.
    """
    written: list[Path] = []
    earlier = _listed(folder)
    (folder / TABLES).mkdir(parents=True, exist_ok=True)
    for part in answer.sections:
        for one in part.tables:
            path = folder / TABLES / f"{one.name}.csv"
            one.frame.to_csv(path, index=False, lineterminator="\n", float_format="%.6g")
            written.append(path)
    if draw is not None:
        (folder / FIGURES).mkdir(exist_ok=True)
        for picture in answer.pictures:
            written += draw(picture, folder / FIGURES)
    told = folder / ANSWER
    _write_json(told, as_dict(answer))
    written.append(told)
    for path in earlier - set(written):
        path.unlink(missing_ok=True)
    _write_json(
        folder / MANIFEST,
        {
            "format": FORMAT,
            "kind": answer.kind,
            **software(),
            "machine": machine(),
            "git": git_state(),
            "command": command,
            "written": datetime.now(UTC).isoformat(timespec="seconds"),
            "facts": for_json(dict(answer.facts)),
            "files": {path.relative_to(folder).as_posix(): _sha256(path) for path in written},
        },
    )
    return [*written, folder / MANIFEST]


def _listed(folder: Path) -> set[Path]:
    """Return the tables and figures that the manifest of an earlier answer lists."""
    try:
        told = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        names = [name.split("/") for name in told["files"]]
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return set()
    return {
        folder / one[0] / one[1] for one in names if len(one) == 2 and one[0] in (TABLES, FIGURES)
    }


def _write_json(path: Path, told: dict[str, Any]) -> None:
    text = json.dumps(told, indent=1, allow_nan=False, ensure_ascii=False) + "\n"
    path.write_text(text, encoding="utf-8", newline="\n")


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
