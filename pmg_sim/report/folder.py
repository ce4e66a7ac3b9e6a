"""A folder of results, of whichever kind, read into the content of a page."""

import base64
import json
from pathlib import Path
from typing import Any

from pmg_sim.experiments.place import MANIFEST, FolderError
from pmg_sim.experiments.written_answer import ANSWER
from pmg_sim.scenario.wording import nearest

SUMMARY = "summary.json"
ALLOWED = "a folder that pmg run, pmg compare or pmg experiment has written"

ENDINGS = {".svg": "image/svg+xml", ".png": "image/png"}
LARGEST_SVG = 1_000_000
"""Bytes from which a figure is taken as PNG: a page has to open on a phone."""


def check_folder(shown: str, folder: Path) -> None:
    """Make sure that a folder holds results of one kind or the other.

    Raises
    ------
    FolderError
        With what was found, and what is allowed.
    """
    try:
        if folder.is_dir():
            if (folder / ANSWER).is_file() or (folder / SUMMARY).is_file():
                return
            raise FolderError(
                f"{shown} holds no results: found neither {ANSWER} nor {SUMMARY}; "
                f"allowed: {ALLOWED}."
            )
        if folder.exists():
            raise FolderError(f"{shown} is a file; allowed: {ALLOWED}.")
        parent = folder.parent
        others = [one.name for one in sorted(parent.iterdir())] if parent.is_dir() else []
        like = nearest(folder.name, [name for name in others if (parent / name).is_dir()])
    except OSError as fault:
        raise FolderError(f"{shown} cannot be read ({fault.strerror or fault}).") from None
    hint = f" (nearest: {parent / like})" if like else ""
    raise FolderError(f"{shown} is not there{hint}; allowed: {ALLOWED}.")


def read_json(path: Path, newest: int | None = None) -> dict[str, Any]:
    """Read a JSON file that holds one object, of a format that this version knows.

    Parameters
    ----------
    path : pathlib.Path
    newest : int, optional
        The format that it has to have.

    Raises
    ------
    FolderError
        If it is missing, damaged, or of another format.
    """
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        more = " and so the results are not complete; run it again" if path.name == MANIFEST else ""
        raise FolderError(f"{path.parent} holds no {path.name}{more}.") from None
    except OSError as fault:
        raise FolderError(f"{path} cannot be read ({fault.strerror or fault}).") from None
    except (ValueError, RecursionError) as fault:
        raise FolderError(f"{path} is damaged ({fault}).") from None
    if not isinstance(found, dict):
        raise FolderError(f"{path} is damaged (it holds no object).")
    if newest is not None:
        _check_format(path, found.get("format"), newest)
    return found


def _check_format(path: Path, found: Any, newest: int) -> None:
    if type(found) is not int:
        raise FolderError(f"{path} is damaged (it tells no format).")
    if found != newest:
        age = "a newer" if found > newest else "an older"
        raise FolderError(
            f"{path} was written by {age} version (format {found}); this one reads format {newest}."
        )


def picture(folder: Path, name: str) -> str | None:
    """Return a figure as a data URI, the drawing that stays sharp where it is not too large.

    Parameters
    ----------
    folder : pathlib.Path
        Of the figures.
    name : str
        The stem of its files.

    Returns
    -------
    str or None
        None where there is no such file.
    """
    there = [folder / f"{name}{ending}" for ending in ENDINGS]
    there = [path for path in there if path.is_file()]
    if not there:
        return None
    small = [path for path in there if path.stat().st_size <= LARGEST_SVG]
    chosen = (small or there[-1:])[0]
    coded = base64.b64encode(chosen.read_bytes()).decode("ascii")
    return f"data:{ENDINGS[chosen.suffix]};base64,{coded}"
