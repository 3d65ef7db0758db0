"""What the shape of a graph says: who matters, who belongs together, and where to draw them.

Measures come from networkx; the drawing is our own (Laplacian pull, sampled push), because at 50,000
nodes it takes seconds where a spring layout takes hours. Every result depends on the input alone.
"""

from dataclasses import dataclass

import networkx as nx
import numpy as np
from numpy.typing import NDArray
from scipy import sparse

Pairs = NDArray[np.int64]
Points = NDArray[np.float64]

_SEED = 7
_BROKER_WORK = 2_000_000  # sources times (nodes + edges), about 3 s; fewer sources are sampled in a larger graph
_LARGE = 20_000  # nodes; above, Louvain and betweenness in Python take longer than the drawing
_STEPS = 200
_PUSHES = 8  # random nodes each node is pushed away from, per step


@dataclass(frozen=True, slots=True)
class Measures:
    """Columns with one entry a node: neighbours, PageRank, betweenness (0 to 1), number of its community.

    Above 20,000 nodes betweenness is not computed and stands at 0. Communities are numbered from 0, the
    largest first; a node without neighbours is in none (-1).
    """

    degree: tuple[int, ...]
    rank: tuple[float, ...]
    broker: tuple[float, ...]
    community: tuple[int, ...]


def measure(count: int, pairs: Pairs) -> Measures:
    """Measures of an undirected graph of `count` nodes; `pairs` (m by 2) holds one row for each statement.

    A pair that occurs several times weighs more. Loops count for nothing.
    """
    graph = _weighted(count, pairs)
    rank = nx.pagerank(graph) if count else {}
    sample = min(count, _BROKER_WORK // (count + graph.number_of_edges() + 1))
    broker = nx.betweenness_centrality(graph, k=sample, seed=_SEED) if 0 < count <= _LARGE else {}
    return Measures(
        degree=tuple(graph.degree(node) for node in range(count)),
        rank=tuple(rank[node] for node in range(count)),
        broker=tuple(broker.get(node, 0.0) for node in range(count)),
        community=_communities(graph),
    )


def place(count: int, pairs: Pairs, community: tuple[int, ...]) -> Points:
    """Where to draw each node (count by 2), centred on 0, about one unit between neighbours.

    Linked nodes pull each other, a few random ones push each other away, and the steps shrink. Nodes
    without a link stand on rings outside.
    """
    linked = np.unique(pairs) if len(pairs) else np.zeros(0, np.int64)
    points = np.zeros((count, 2))
    if len(linked):
        index = np.full(count, -1)
        index[linked] = np.arange(len(linked))
        points[linked] = _relax(len(linked), index[pairs], np.asarray(community)[linked])
    alone = np.setdiff1d(np.arange(count), linked)
    points[alone] = _rings(len(alone), float(np.abs(points).max(initial=0.0)) + 2)
    return points


def _weighted(count: int, pairs: Pairs) -> nx.Graph:
    graph = nx.Graph()
    graph.add_nodes_from(range(count))
    ordered = np.sort(pairs.reshape(-1, 2), axis=1)
    unique, weight = np.unique(ordered, axis=0, return_counts=True)
    rows = zip(unique.tolist(), weight.tolist(), strict=True)
    graph.add_weighted_edges_from((a, b, w) for (a, b), w in rows if a != b)
    return graph


def _communities(graph: nx.Graph) -> tuple[int, ...]:
    find = nx.community.louvain_communities
    if len(graph) > _LARGE:
        find = nx.community.fast_label_propagation_communities
    groups = sorted((sorted(group) for group in find(graph, weight="weight", seed=_SEED)), key=lambda g: (-len(g), g))
    numbers = [-1] * len(graph)
    for number, group in enumerate(group for group in groups if len(group) > 1):
        for node in group:
            numbers[node] = number
    return tuple(numbers)


def _relax(count: int, pairs: Pairs, community: NDArray[np.int64]) -> Points:
    dice = np.random.default_rng(_SEED)
    ones = np.ones(len(pairs))
    half = sparse.coo_array((ones, (pairs[:, 0], pairs[:, 1])), shape=(count, count))
    links = ((half + half.T) > 0).astype(float).tocsr()
    degree = np.maximum(links.sum(axis=1), 1)[:, None]
    spread = np.sqrt(count)
    points = _spiral(int(community.max()) + 2, spread)[community] + dice.normal(scale=1.0, size=(count, 2))
    for step in range(_STEPS):
        pull = links @ points / degree - points
        other = points[dice.integers(count, size=(_PUSHES, count))]
        away = points[None] - other
        push = (away / ((away**2).sum(axis=2, keepdims=True) + 0.05)).sum(axis=0) * (count / _PUSHES / 40) ** 0.5
        move = pull * 0.9 + push * 0.6 - points * 0.01
        length = np.sqrt((move**2).sum(axis=1, keepdims=True)) + 1e-9
        limit = spread * 0.2 * (1 - step / _STEPS) + 0.02
        points = points + move / length * np.minimum(length, limit)
    points -= points.mean(axis=0)
    scale: np.float64 = spread / (np.sqrt((points**2).sum(axis=1)).mean() + 1e-9)
    return np.asarray(points * scale)


def _spiral(count: int, radius: float) -> Points:
    """Points spread evenly over a disc (sunflower seeds)."""
    number = np.arange(count)
    angle, distance = number * 2.399963, radius * np.sqrt((number + 0.5) / max(count, 1))
    return np.stack([np.cos(angle) * distance, np.sin(angle) * distance], axis=1)


def _rings(count: int, radius: float) -> Points:
    around = np.sqrt(radius**2 + np.arange(count) / np.pi * 2)  # constant density outside the circle
    angle = np.arange(count) * 2.399963
    return np.stack([np.cos(angle) * around, np.sin(angle) * around], axis=1)
