"""Small arms, as files in the current folder."""

from tests.experiments.arms import arms

__all__ = ["arms"]
