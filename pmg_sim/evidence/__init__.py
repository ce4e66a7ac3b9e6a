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


@cache
def pattern_sides() -> list[dict]:
    """Return the sides of the study's patterns as checks, as ``patterns.toml`` states them."""
    return _load("patterns.toml")["side"]


@cache
def literature_checks() -> dict:
    """Return the published numbers as checks, as ``literature_checks.toml`` states them."""
    return _load("literature_checks.toml")


def _load(name: str) -> dict:
    text = resources.files(__package__).joinpath(name).read_text(encoding="utf-8")
    return tomllib.loads(text)
