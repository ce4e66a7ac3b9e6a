"""Where a folder of results may stand, and putting it there only when it is whole."""

import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

MANIFEST = "manifest.json"
"""The file by which a folder of results is known."""


class FolderError(ValueError):
    """Results cannot be written to, or read from, a folder; the message is for the user."""


def check_place(folder: str | os.PathLike[str], force: bool = False) -> Path:
    """Make sure that results can be written to a folder, before a long run.

    Parameters
    ----------
    folder : path
        Where the results shall stand; it must not exist, unless `force`.
    force : bool, default False
        Allow a folder that exists, if it is empty or holds results.

    Returns
    -------
    pathlib.Path
        The folder, absolute and with links followed.

    Raises
    ------
    FolderError
        If results cannot be written there.
    """
    shown = os.fspath(folder)
    if not shown.strip() or "\0" in shown:
        raise FolderError(f"found {shown!r}; allowed: the name of a folder for the results.")
    try:
        target = Path(shown).resolve()
        _check_target(shown, target, force)
        _check_parent(shown, target)
    except (OSError, RuntimeError) as fault:  # RuntimeError: links in a circle
        raise FolderError(_cannot_write(shown, fault)) from None
    return target


@contextmanager
def whole_folder(folder: str | os.PathLike[str], force: bool = False) -> Iterator[Path]:
    """Give a temporary folder to write to, which becomes `folder` when all went well.

    Parameters
    ----------
    folder, force
        As for `check_place`.

    Raises
    ------
    FolderError
        If the results cannot be written; what was there before is still there.
    """
    shown = os.fspath(folder)
    target = check_place(folder, force)
    draft = _beside(target, "partial")
    try:
        draft.mkdir(parents=True)
        yield draft
    except OSError as fault:
        shutil.rmtree(draft, ignore_errors=True)
        raise FolderError(_cannot_write(shown, fault)) from fault
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise
    try:
        _check_target(shown, target, force)
        _move(draft, target)
    except (OSError, FolderError) as fault:
        reason = str(fault) if isinstance(fault, FolderError) else _cannot_write(shown, fault)
        raise FolderError(f"{reason} The results of this run stand in {draft}.") from None


def _check_target(shown: str, target: Path, force: bool) -> None:
    try:
        target.lstat()
    except FileNotFoundError:
        return
    if not target.is_dir():
        raise FolderError(f"{shown} is a file; allowed: a folder that does not exist yet.")
    if not force:
        raise FolderError(
            f"{shown} exists already; allowed: another folder with --out, or --force to replace it."
        )
    if not (target / MANIFEST).is_file() and any(target.iterdir()):
        raise FolderError(
            f"{shown} is not replaced, because it holds no {MANIFEST} and so no results; "
            "allowed with --force: a folder of results, or an empty one."
        )


def _check_parent(shown: str, target: Path) -> None:
    """Try the nearest folder that exists: a test of permissions alone would miss some cases."""
    parent = target.parent
    while not parent.exists():
        parent = parent.parent
    if not parent.is_dir():
        raise FolderError(f"{shown} cannot be made, because {parent} is a file.")
    trial = _beside(parent / target.name, "trial")
    trial.mkdir()
    trial.rmdir()


def _beside(target: Path, purpose: str) -> Path:
    """Name a hidden neighbour, on the same disk, so that renaming is enough to move it."""
    return target.with_name(f".{target.name[:40]}.{purpose}-{secrets.token_hex(4)}")


def _move(draft: Path, target: Path) -> None:
    """Put the draft in the target's place; a folder that stood there goes once that is done."""
    if not target.exists():
        draft.rename(target)
        return
    old = _beside(target, "old")
    target.rename(old)
    try:
        draft.rename(target)
    except BaseException:
        old.rename(target)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _cannot_write(shown: str, fault: Exception) -> str:
    reason = getattr(fault, "strerror", None) or str(fault) or type(fault).__name__
    return f"results cannot be written to {shown} ({reason})."
