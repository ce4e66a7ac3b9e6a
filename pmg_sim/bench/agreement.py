"""Whether numba, numpy and C did the same work: how far their results are apart."""

import numpy as np

from pmg_sim.bench.costly_numpy import Block
from pmg_sim.codes import PRESENT
from pmg_sim.state import State

TOLERANCE = 1e-12
"""Largest relative difference that other roundings of the same formulas may make."""

OF_PEOPLE = (
    "motivation",
    "strain",
    "satisfaction",
    "support",
    "efficacy",
    "strength",
    "pace",
    "promotion_know_how",
    "research_know_how",
    "management_know_how",
)
OF_EDGES = ("trust_ab", "trust_ba", "closeness")


class DisagreementError(Exception):
    """Two contestants gave different results, so that comparing their times means nothing."""


def _results(states: list[State]) -> np.ndarray:
    """Return the results of those present and of all ties, in the order of `Block`."""
    people = np.concatenate([s.people[s.people.status == PRESENT] for s in states])
    edges = np.concatenate([s.edges[s.edges.a >= 0] for s in states])
    return np.concatenate([people[name] for name in OF_PEOPLE] + [edges[name] for name in OF_EDGES])


def _results_of_block(block: Block) -> np.ndarray:
    return np.concatenate(
        [getattr(block.people, name) for name in OF_PEOPLE]
        + [getattr(block.edges, name) for name in OF_EDGES]
    )


def difference(one: list[State], other: list[State] | Block) -> float:
    """Return the largest relative difference between the results of two contestants."""
    left = _results(one)
    right = _results_of_block(other) if isinstance(other, Block) else _results(other)
    return float((np.abs(left - right) / np.maximum(np.abs(left), TOLERANCE)).max())
