import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.spatial import cKDTree

from kg import network
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


@pytest.mark.parametrize("seed", range(5))
def test_betweenness_is_that_of_networkx_also_in_a_graph_of_several_parts(seed: int) -> None:
    graph = nx.gnm_random_graph(60, 55, seed=seed)
    expected = nx.betweenness_centrality(graph)
    found = measure(60, np.array(graph.edges())).broker
    assert found == pytest.approx([expected[node] for node in range(60)])
    assert max(found) > 0


def test_a_sample_of_a_large_part_finds_the_broker(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(network, "_BROKER_WORK", 2000)  # about seven sources of forty-one
    edges = [(0, node) for node in range(1, 41)] + [(node, node + 1) for node in range(1, 40, 2)]
    found = measure(41, pairs_of(*edges)).broker
    assert found == measure(41, pairs_of(*edges)).broker
    assert found[0] == pytest.approx(nx.betweenness_centrality(nx.Graph(edges))[0], abs=0.1)
    assert max(found[1:]) == 0


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


def test_parts_of_one_shape_are_drawn_alike() -> None:
    points = place(6, pairs_of((0, 1), (1, 2), (3, 4), (4, 5)), (0, 0, 0, 1, 1, 1))
    assert np.allclose(points[1] - points[0], points[4] - points[3])
    assert not np.allclose(points[0], points[3])


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
