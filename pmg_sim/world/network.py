"""The three networks of a department as networkx graphs."""

from typing import TYPE_CHECKING

import networkx as nx

if TYPE_CHECKING:
    from pmg_sim.world.model import PeerMentoringModel

KINDS = ("trust", "closeness", "collaboration")


def network(model: "PeerMentoringModel", kind: str) -> nx.Graph:
    """Return a network of everybody present; see `PeerMentoringModel.network`."""
    if kind not in KINDS:
        raise ValueError(f"kind = {kind!r}; allowed: {', '.join(KINDS)}")
    graph = nx.DiGraph() if kind == "trust" else nx.Graph()
    for person in model.faculty:
        group = person.group
        graph.add_node(
            person.key,
            stage=person.stage,
            group=None if group is None else group.name,
        )
    state = model.state
    edges = state.edges[: state.run[0].edges]
    edges = edges[edges["a"] >= 0]
    first = state.people["key"][edges["a"]].tolist()
    second = state.people["key"][edges["b"]].tolist()
    if kind == "trust":
        graph.add_weighted_edges_from(zip(first, second, edges["trust_ab"].tolist(), strict=True))
        graph.add_weighted_edges_from(zip(second, first, edges["trust_ba"].tolist(), strict=True))
    elif kind == "closeness":
        graph.add_weighted_edges_from(zip(first, second, edges["closeness"].tolist(), strict=True))
    else:
        together = zip(first, second, edges["joint_total"].tolist(), strict=True)
        graph.add_weighted_edges_from(tie for tie in together if tie[2] > 0)
    return graph
