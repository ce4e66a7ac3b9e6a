"""The page itself: content into HTML, and the file it is written to."""

import os
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from pmg_sim.blocks.whole_file import write_whole
from pmg_sim.experiments.place import FolderError
from pmg_sim.experiments.written_answer import ANSWER
from pmg_sim.report.cells import column
from pmg_sim.report.content import Content, Table
from pmg_sim.report.folder import check_folder
from pmg_sim.report.of_answer import content_of_answer
from pmg_sim.report.of_run import content_of_run

PAGE = "report.html"
ENDINGS = (".html", ".htm")

SHOWN = 15
"""Rows of a table that stand on the page at once; the reader can unfold the rest."""

FEWEST_FOLDED = 5
"""A table that is longer by less stands whole: folding it would save no room."""

MOST = 300
"""Rows that the page holds; a longer table is whole in its file only."""

_TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
)


def write_report(folder: str | os.PathLike[str], out: str | os.PathLike[str] | None = None) -> Path:
    """Write a folder of results as one page of HTML that needs no other file and no network.

    The same folder gives the same bytes.

    Parameters
    ----------
    folder : path
        Written by ``pmg run``, or by `pmg_sim.experiments.written_answer.write_answer`.
    out : path, optional
        The page, ending in ``.html``; ``report.html`` in the folder by default. A page that is
        there is replaced, once the new one is whole.

    Returns
    -------
    pathlib.Path
        The page.

    Raises
    ------
    FolderError
        If the folder is not there or holds no readable results, or the page cannot be written.
    """
    shown, place = os.fspath(folder), Path(folder)
    target = place / PAGE if out is None else Path(out)
    if target.suffix.lower() not in ENDINGS or target.is_dir():
        raise FolderError(f"found {os.fspath(target)!r}; allowed: a file that ends in .html.")
    check_folder(shown, place)
    try:
        told = (content_of_answer if (place / ANSWER).is_file() else content_of_run)(place)
    except OSError as fault:
        raise FolderError(f"{shown} cannot be read ({fault.strerror or fault}).") from None
    try:
        write_whole(target, html(told).encode("utf-8", "backslashreplace"))
    except OSError as fault:
        raise FolderError(f"{target} cannot be written ({fault.strerror or fault}).") from None
    return target


def html(told: Content) -> str:
    """Return the page of some content."""
    return _TEMPLATES.get_template("page.html.jinja").render(page=told, laid_out=_laid_out)


def _laid_out(table: Table) -> dict[str, Any]:
    """Return a table's cells as the page shows them, row by row, and which columns go right."""
    rows = table.rows[:MOST]
    columns = [column([row[place] for row in rows]) for place in range(len(table.columns))]
    shown = SHOWN if len(rows) >= SHOWN + FEWEST_FOLDED else len(rows)
    cells = [[told[place] for told, _ in columns] for place in range(len(rows))]
    return {
        "heads": [name.replace(" %", "\N{NO-BREAK SPACE}%") for name in table.columns],
        "right": [right for _, right in columns],
        "first": cells[:shown],
        "rest": cells[shown:],
        "total": len(table.rows),
        "held": len(rows),
    }
