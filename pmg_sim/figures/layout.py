"""Who is drawn in a network and where: the same places at every moment and in every arm."""

import networkx as nx
import numpy as np
import pandas as pd

from pmg_sim.experiments import Results
from pmg_sim.figures.reading import traced_people

MOST_PEOPLE = 120
"""In a larger department only the cohort, its mentors and those most tied to them are drawn."""


def roster(results: Results) -> pd.DataFrame:
    """Return everybody of the traced replicate, by key, with the `role` they are drawn in.

    Roles are ``cohort``, ``mentor``, ``hire`` (came later) and ``outsider``; `arrived` and
    `left` are weeks. The people are the same in every arm, but they may leave at other times.
    """
    people = traced_people(results, results.arms[0]).set_index("key")
    role = pd.Series("outsider", index=people.index)
    role[people["arrived"] >= 0] = "hire"
    role[people["cohort"] >= 0] = "cohort"
    role[people["mentor_of"] >= 0] = "mentor"
    return pd.DataFrame({"role": role, "arrived": people["arrived"]})


def present(results: Results, arm: str, week: int) -> set[int]:
    """Return the keys of those in the department at the end of a week."""
    people = traced_people(results, arm)
    stays = (people["arrived"] <= week) & ((people["left"] < 0) | (people["left"] > week))
    return set(people.loc[stays, "key"])


def pairs(results: Results, arm: str, week: int, network: str) -> dict[tuple[int, int], float]:
    """Return the weight of each tie, the mean of its two directions, by pair of keys."""
    ties = results.ties
    rows = ties[(ties["arm"] == arm) & (ties["week"] == week) & (ties["network"] == network)]
    low = rows[["from_key", "to_key"]].min(axis=1)
    high = rows[["from_key", "to_key"]].max(axis=1)
    total = rows.groupby([low, high])["weight"].sum()
    return {(int(a), int(b)): weight / 2 for (a, b), weight in total.items()}


def _union(results: Results, threshold: float) -> dict[tuple[int, int], float]:
    """Weigh each pair by its ties over all moments and arms, in trust and in joint work."""
    union: dict[tuple[int, int], float] = {}
    for arm in results.arms:
        for week in sorted(results.ties["week"].unique()):
            for network, least in (("trust", threshold), ("collaboration", 0.5)):
                for pair, weight in pairs(results, arm, week, network).items():
                    if weight >= least:
                        union[pair] = union.get(pair, 0.0) + 1.0
    return union


def _chosen(who: pd.DataFrame, union: dict[tuple[int, int], float]) -> list[int]:
    if len(who) <= MOST_PEOPLE:
        return list(who.index)
    inside = who.index[who["role"].isin(["cohort", "mentor"])]
    core = list(inside[:MOST_PEOPLE]) if len(inside) else list(who.index[:MOST_PEOPLE])
    known = set(core)
    near: dict[int, float] = {}
    for (a, b), weight in union.items():
        if (a in known) != (b in known):
            other = b if a in known else a
            near[other] = near.get(other, 0.0) + weight
    ranked = sorted(near, key=lambda key: (-near[key], key))
    return core + ranked[: MOST_PEOPLE - len(core)]


def places(results: Results, who: pd.DataFrame, threshold: float) -> dict[int, np.ndarray]:
    """Lay out the union of the networks over time and arms; return places by key, in [-1, 1]."""
    union = _union(results, threshold)
    graph = nx.Graph()
    graph.add_nodes_from(_chosen(who, union))
    graph.add_edges_from(
        (a, b, {"weight": weight})
        for (a, b), weight in sorted(union.items())
        if a in graph and b in graph
    )
    # Whoever has no tie that is drawn would drift far off: they wait in a row of their own.
    lonely = sorted(nx.isolates(graph))
    graph.remove_nodes_from(lonely)
    spots = _spread(nx.kamada_kawai_layout(graph, dist=_steps(graph)))
    for key, x in zip(lonely, np.linspace(-1, 1, len(lonely) + 2)[1:-1], strict=True):
        spots[key] = np.array([x, -1.3])
    return spots


def _steps(graph: nx.Graph) -> dict[int, dict[int, float]]:
    """Return the steps between any two people; those whom no path joins are one step further."""
    steps = {key: dict(row) for key, row in nx.all_pairs_shortest_path_length(graph)}
    far = 1 + max((length for row in steps.values() for length in row.values()), default=0)
    return {a: {b: steps[a].get(b, far) for b in graph} for a in graph}


def _spread(spots: dict[int, np.ndarray]) -> dict[int, np.ndarray]:
    """Stretch places over the whole of [-1, 1] in both directions."""
    if not spots:
        return {}
    at = np.array(list(spots.values()))
    low, high = at.min(axis=0), at.max(axis=0)
    size = np.where(high > low, high - low, 1.0)
    at = 2.0 * (at - low) / size - 1.0
    return dict(zip(spots, at, strict=True))
