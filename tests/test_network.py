import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.spatial import cKDTree

from kg.network import Pairs, measure, place


def pairs_of(*edges: tuple[int, int]) -> Pairs:
    return np.array(edges, dtype=np.int64).reshape(-1, 2)


def test_neighbours_are_counted_once_however_many_statements_link_them() -> None:
    measures = measure(4, pairs_of((0, 1), (1, 0), (0, 2)))
    assert measures.degree == (2, 1, 1, 0)


def test_the_middle_of_a_chain_is_the_broker_and_ranks_first() -> None:
    measures = measure(5, pairs_of((0, 1), (1, 2), (2, 3), (3, 4)))
    assert max(range(5), key=measures.broker.__getitem__) == 2
    assert sum(measures.rank) == pytest.approx(1.0)


def test_two_cliques_become_two_communities_the_larger_first_and_a_loner_is_in_none() -> None:
    edges = [(a, b) for a in range(5) for b in range(a)] + [(a, b) for a in range(5, 9) for b in range(5, a)] + [(0, 5)]
    assert measure(10, pairs_of(*edges)).community == (0, 0, 0, 0, 0, 1, 1, 1, 1, -1)


def test_an_empty_graph_has_empty_measures_and_no_place() -> None:
    assert measure(0, pairs_of()).degree == ()
    assert place(0, pairs_of(), ()).shape == (0, 2)


def test_the_same_graph_is_drawn_at_the_same_place() -> None:
    edges = np.array(nx.barabasi_albert_graph(80, 2, seed=5).edges())
    community = measure(80, edges).community
    assert np.array_equal(place(80, edges, community), place(80, edges.copy(), community))


def test_members_of_a_community_are_drawn_near_each_other() -> None:
    edges = np.array(nx.planted_partition_graph(8, 20, 0.3, 0.01, seed=3).edges())
    points = place(160, edges, measure(160, edges).community)
    _, nearest = cKDTree(points).query(points, 6)
    together = np.mean([[node // 20 == other // 20 for other in row[1:]] for node, row in enumerate(nearest)])
    assert together > 0.6  # a networkx spring layout reaches 0.35


@given(st.lists(st.tuples(st.integers(0, 11), st.integers(0, 11)), max_size=30))
def test_every_node_gets_a_finite_place_of_its_own(edges: list[tuple[int, int]]) -> None:
    pairs = pairs_of(*edges)
    points = place(12, pairs, measure(12, pairs).community)
    assert np.isfinite(points).all()
    assert len({tuple(point) for point in points.round(6).tolist()}) == 12
