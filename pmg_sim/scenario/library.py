"""The library of scenarios that comes with the package."""

import tomllib
from pathlib import Path
from typing import NamedTuple

_PACKAGED = Path(__file__).parent / "library"
_CHECKOUT = Path(__file__).parents[2] / "scenarios"


class Entry(NamedTuple):
    """A scenario of the library: its name, its title, and the question that it answers."""

    name: str
    title: str
    question: str


def library_folder() -> Path:
    """Return the folder of the library: inside an installed package, or beside a checkout's."""
    return _PACKAGED if _PACKAGED.is_dir() else _CHECKOUT


def library_files() -> dict[str, Path]:
    """Return the library's files by name."""
    return {path.stem: path for path in sorted(library_folder().glob("*.toml"))}


def library() -> list[Entry]:
    """List the library, in order of name."""
    return [_entry(name, path) for name, path in library_files().items()]


def _entry(name: str, path: Path) -> Entry:
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    return Entry(name, data["title"], data["question"])
