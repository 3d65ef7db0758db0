"""What the shape of a graph says: who matters, who belongs together, and where to draw them.

Rank and communities come from networkx. Betweenness is our own, because it takes a tenth of the time when paths
from all nodes are counted at once; so is the drawing (Laplacian pull, sampled push), because at 50,000 nodes it takes
seconds where a spring layout takes hours. Every result depends on the input alone.
"""

from dataclasses import dataclass

import networkx as nx
import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.spatial import cKDTree
from scipy.spatial.distance import cdist

Pairs = NDArray[np.int64]
Points = NDArray[np.float64]

_SEED = 7
_BROKER_WORK = 1_000_000  # sources times (nodes + edges); fewer sources are sampled in a larger graph
_LARGE = 20_000  # nodes; above, Louvain and betweenness take longer than the drawing
_STEPS, _FIRST_STEPS = 200, 40  # of the drawing at most, and of the smallest part; every node adds two
_ALL_PAIRS = 400  # nodes
_NEAREST, _GAP = 1.3, 0.7  # units: mean distance to the nearest node, room around a connected part
_GOLDEN = 2.399963  # radians; seeds of a sunflower turn by it
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


def drawn(count: int, pairs: list[tuple[int, int]]) -> tuple[Measures, list[list[float]]]:
    """The measures of `count` nodes and where to draw each (x, y); `pairs` holds two nodes for each statement."""
    array = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    measures = measure(count, array)
    return measures, place(count, array, measures.community).tolist()


def measure(count: int, pairs: Pairs) -> Measures:
    """Measures of an undirected graph of `count` nodes; `pairs` (m by 2) holds one row for each statement.

    A pair that occurs several times weighs more. Loops count for nothing.
    """
    graph = _weighted(count, pairs)
    rank = nx.pagerank(graph) if count else {}
    links, broker = _adjacency(count, pairs), np.zeros(count)
    for group in _parts(links) if count <= _LARGE else []:
        if len(group) > 2:
            between = _betweenness(links[group][:, group])
            broker[group] = between / ((count - 1) * (count - 2))
    return Measures(
        degree=tuple(graph.degree(node) for node in range(count)),
        rank=tuple(rank[node] for node in range(count)),
        broker=tuple(broker.tolist()),
        community=_communities(graph),
    )


def place(count: int, pairs: Pairs, community: tuple[int, ...]) -> Points:
    """Where to draw each node (count by 2), around 0, about one unit from its nearest neighbour.

    Linked nodes pull each other, others push each other away, and the steps shrink. Each connected part is
    drawn by itself; the largest stands in the middle, the others around it, nodes without a link outside.
    """
    points = np.zeros((count, 2))
    links = _adjacency(count, pairs)
    discs = []
    drawings: dict[bytes, Points] = {}  # most parts are pairs and small stars, which look alike
    for group in _parts(links):
        if len(group) > 1:
            inner = links[group][:, group]
            _, local = np.unique(np.asarray(community)[group], return_inverse=True)
            shape = inner.indptr.tobytes() + inner.indices.tobytes() + local.tobytes()
            if shape not in drawings:
                drawings[shape] = _relax(inner, local)
            points[group] = drawings[shape]
        discs.append((group, float(np.sqrt((points[group] ** 2).sum(axis=1)).max()) + _GAP))
    for (group, _), centre in zip(discs, _pack([radius for _, radius in discs]), strict=True):
        points[group] += centre
    return points


def _weighted(count: int, pairs: Pairs) -> nx.Graph:
    graph = nx.Graph()
    graph.add_nodes_from(range(count))
    ordered = np.sort(pairs.reshape(-1, 2), axis=1)
    unique, weight = np.unique(ordered, axis=0, return_counts=True)
    rows = zip(unique.tolist(), weight.tolist(), strict=True)
    graph.add_weighted_edges_from((a, b, w) for (a, b), w in rows if a != b)
    return graph


def _betweenness(links: sparse.csr_array) -> NDArray[np.float64]:
    """On how many shortest paths between two others each node of one connected part lies, both ways (Brandes 2001).

    A column of each matrix belongs to one source: the number of shortest paths from there, and how far away a node is.
    """
    count = links.shape[0]
    sample = min(count, _BROKER_WORK // (count + links.nnz // 2))
    sources = np.random.default_rng(_SEED).choice(count, sample, replace=False)
    paths = np.zeros((count, sample))
    paths[sources, np.arange(sample)] = 1
    far, distance, front = np.where(paths, 0, -1), 0, paths
    while front.any():
        front = np.where(far < 0, links @ front, 0)
        distance += 1
        far[front > 0] = distance
        paths = paths + front
    through = np.zeros_like(paths)
    for step in range(distance, 1, -1):
        share = np.divide(1 + through, paths, out=np.zeros_like(paths), where=far == step)
        through += np.where(far == step - 1, paths * (links @ share), 0)
    return np.asarray(through.sum(axis=1) * (count / sample))


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


def _adjacency(count: int, pairs: Pairs) -> sparse.csr_array:
    half = sparse.coo_array((np.ones(len(pairs)), (pairs[:, 0], pairs[:, 1])), shape=(count, count))
    links = sparse.csr_array((half + half.T) > 0).astype(float)
    links.setdiag(0)
    links.eliminate_zeros()
    return links


def _parts(links: sparse.csr_array) -> list[NDArray[np.int64]]:
    """The nodes of each connected part, the largest first."""
    total, part = sparse.csgraph.connected_components(links, directed=False)
    sizes = np.bincount(part, minlength=total)
    members = np.split(np.argsort(part, kind="stable"), np.cumsum(sizes)[:-1]) if total else []
    return sorted(members, key=lambda nodes: (-len(nodes), nodes[0]))


def _relax(links: sparse.csr_array, local: NDArray[np.int64]) -> Points:
    """Places of the nodes of one connected part; `local` numbers their communities from 0."""
    count = links.shape[0]
    steps = min(_STEPS, _FIRST_STEPS + 2 * count)
    dice = np.random.default_rng(_SEED)
    degree = np.maximum(links.sum(axis=1), 1)[:, None]
    spread = np.sqrt(count)
    points = _spiral(int(local.max()) + 1, spread)[local] + dice.normal(size=(count, 2))
    near = links.toarray() if count <= _ALL_PAIRS else links  # a small matrix is multiplied faster when it is full
    for step in range(steps):
        pull = near @ points / degree - points
        move = pull * 0.9 + _push(points, dice) - points * 0.01
        length = np.sqrt((move**2).sum(axis=1, keepdims=True)) + 1e-9
        limit = spread * 0.2 * (1 - step / steps) + 0.02
        points = points + move / length * np.minimum(length, limit)
    points -= (points.min(axis=0) + points.max(axis=0)) / 2
    nearest, _ = cKDTree(points).query(points, 2)
    return np.asarray(points * (_NEAREST / (nearest[:, 1].mean() + 1e-9)))


def _push(points: Points, dice: np.random.Generator) -> Points:
    """All nodes push each other in a small graph; in a large one a few random nodes stand for all."""
    count = len(points)
    if count <= _ALL_PAIRS:
        weight = cdist(points, points, "sqeuclidean")
        weight += 0.05  # in place: the squares of all pairs are what the drawing of a small graph costs
        np.reciprocal(weight, out=weight)
        return np.asarray(weight.sum(axis=1)[:, None] * points - weight @ points)
    away = points - points[dice.integers(count, size=(_PUSHES, count))]
    sampled = (away / ((away**2).sum(axis=2, keepdims=True) + 0.05)).sum(axis=0)
    return np.asarray(sampled * 0.6 * (count / _PUSHES / 40) ** 0.5)


def _spiral(count: int, radius: float) -> Points:
    """Points spread evenly over a disc (sunflower seeds)."""
    number = np.arange(count)
    angle, distance = number * _GOLDEN, radius * np.sqrt((number + 0.5) / max(count, 1))
    return np.stack([np.cos(angle) * distance, np.sin(angle) * distance], axis=1)


def _pack(radii: list[float]) -> list[Points]:
    """Centres of discs, given largest first: the first in the middle, the others in rings around it."""
    centres = [np.zeros(2)] if radii else []
    inner, angle, widest = (radii[0] if radii else 0.0), 0.0, 0.0
    for radius in radii[1:]:
        turn = 2 * np.arcsin(min(1.0, radius / (inner + radius)))
        if angle + turn > 2 * np.pi:
            inner, angle, widest = inner + 2 * widest, 0.0, 0.0
            turn = 2 * np.arcsin(min(1.0, radius / (inner + radius)))
        middle = angle + turn / 2
        centres.append(np.array([np.cos(middle), np.sin(middle)]) * (inner + radius))
        angle, widest = angle + turn, max(widest, radius)
    return centres
