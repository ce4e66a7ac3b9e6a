"""The study and the literature as data, as they are shipped with the package."""

import tomllib
from functools import cache
from importlib import resources


@cache
def study() -> dict:
    """Return what the source study reports: setting, outcomes, themes, patterns."""
    return _load("study.toml")


@cache
def literature() -> dict:
    """Return the numbers from other published work (``literature.toml``), with their sources."""
    return _load("literature.toml")


def _load(name: str) -> dict:
    text = resources.files(__package__).joinpath(name).read_text(encoding="utf-8")
    return tomllib.loads(text)
