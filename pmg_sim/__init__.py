"""Simulate peer mentoring groups: the same department, with the group and without it."""

__version__ = "0.1.0"
