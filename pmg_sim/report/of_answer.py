"""The folder of a comparison or an experiment, read into the content of a page."""

import csv
import hashlib
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field, ValidationError

from pmg_sim.experiments.place import MANIFEST, FolderError
from pmg_sim.experiments.written_answer import ANSWER, FIGURES, FORMAT, TABLES
from pmg_sim.report.cells import in_text
from pmg_sim.report.content import Content, Figure, Part, Table
from pmg_sim.report.folder import picture, read_json
from pmg_sim.report.provenance import provenance

KINDS = {"comparison": "A comparison", "experiment": "An experiment"}

MOST_NAMED = 3
"""Files that a message names."""

COLUMNS = {"arm": "arm", "setting": "setting", "there": "held against", "here": "here"}
"""Keys of the differences, and how the page heads them."""


class _Named(BaseModel):
    name: Annotated[str, Field(pattern=r"^\w[\w.-]*$")]  # a file's stem, never a path
    caption: str


class _Section(BaseModel):
    title: str
    sentences: list[str]
    tables: list[_Named]
    figures: list[_Named]


class _Told(BaseModel):
    kind: Literal["comparison", "experiment"]
    title: str
    question: str
    answer: list[str]
    sections: list[_Section]
    methods: list[tuple[str, str]]
    differences: list[dict[str, Any]]
    facts: dict[str, Any]
    reproduce: str


def content_of_answer(folder: Path) -> Content:
    """Read a folder that `pmg_sim.experiments.written_answer.write_answer` has written.

    Raises
    ------
    FolderError
        If a file is missing, damaged, or of another format.
    """
    path = folder / ANSWER
    found = read_json(path, FORMAT)
    try:
        told = _Told.model_validate(found)
    except ValidationError as fault:
        first = fault.errors()[0]
        place = ".".join(str(key) for key in first["loc"])
        raise FolderError(f"{path} is damaged ({place}: {first['msg']}).") from None
    manifest = read_json(folder / MANIFEST, FORMAT)
    try:
        changed = _changed(folder, manifest["files"])
        notes = {"changed since it was written": ", ".join(changed)} if changed else {}
        facts = {name: value for name, value in told.facts.items() if value not in (None, {}, [])}
        origin = provenance(manifest, {**facts, "written": manifest["written"], **notes})
    except (KeyError, TypeError, AttributeError) as fault:
        raise FolderError(f"{folder / MANIFEST} is damaged ({fault!r}).") from None
    return Content(
        kind=KINDS[told.kind],
        title=told.title,
        question=told.question,
        answer=tuple(told.answer),
        parts=tuple(_part(folder, section) for section in told.sections),
        methods=tuple(told.methods),
        differences=_differences(told.differences),
        provenance=origin,
        reproduce=(("This gives the same answer:", told.reproduce),),
    )


def _changed(folder: Path, files: dict[str, str]) -> list[str]:
    """Return the files that are not those of the manifest; none may be missing."""
    missing = [name for name in files if not (folder / name).is_file()]
    if missing:
        rest = len(missing) - MOST_NAMED
        more = f" and {rest} more" if rest > 0 else ""
        raise FolderError(
            f"{folder}: files that {MANIFEST} lists are missing: "
            f"{', '.join(missing[:MOST_NAMED])}{more}."
        )
    return [name for name, told in files.items() if _sha256(folder / name) != told]


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _part(folder: Path, section: _Section) -> Part:
    figures, notes = [], []
    for one in section.figures:
        source = picture(folder / FIGURES, one.name)
        if source is None:
            notes.append(f"Figure not drawn: {one.caption}")
        else:
            figures.append(Figure(one.name, one.caption, source))
    return Part(
        section.title,
        tuple(section.sentences),
        tuple(figures),
        tuple(_table(folder, one) for one in section.tables),
        tuple(notes),
    )


def _table(folder: Path, one: _Named) -> Table:
    file = f"{TABLES}/{one.name}.csv"
    try:
        with (folder / file).open(encoding="utf-8", newline="") as opened:
            head, *rows = csv.reader(opened, strict=True)
    except FileNotFoundError:
        raise FolderError(f"{folder} holds no {file}, which {ANSWER} tells of.") from None
    except (ValueError, csv.Error) as fault:
        raise FolderError(f"{folder / file} is damaged ({fault}).") from None
    if any(len(row) != len(head) for row in rows):
        raise FolderError(f"{folder / file} is damaged (its rows differ in length).")
    return Table(one.caption, head, rows, file)


def _differences(rows: list[dict[str, Any]]) -> Table | None:
    if not rows:
        return None
    cells = [[in_text(row.get(key)) for key in COLUMNS] for row in rows]
    caption = "The settings in which an arm differs from the one that it is held against."
    return Table(caption, list(COLUMNS.values()), cells, ANSWER)
