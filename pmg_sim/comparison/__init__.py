"""Scenarios held against each other under the same sets of numbers, with the same people."""

from pmg_sim.comparison.asked import ComparisonError
from pmg_sim.comparison.compare import Comparison, compare
from pmg_sim.comparison.contrasts import contrasts, sets_needed, side_by_side
from pmg_sim.comparison.differences import differences

__all__ = [
    "Comparison",
    "ComparisonError",
    "compare",
    "contrasts",
    "differences",
    "sets_needed",
    "side_by_side",
]
