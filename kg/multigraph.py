"""The graph for networkx: things as nodes, claims between things as edges with attributes.

Claims whose object is a text, such as a penalty, join no two things and are left out.
"""

import networkx as nx

from kg.rows import Row, Tables

_NODE = ("label", "class", "country", "known", "other_names", "same_as")
_CLAIM = (
    *("predicate", "said_by", "polarity", "modality", "period", "confidence", "marking", "caveats", "rule"),
    *("quote", "document", "passage"),
)
_EDGE = ("predicate", "claims", "documents")


def multigraph(tables: Tables, *, claims: bool = True) -> "nx.MultiDiGraph[str]":
    """Nodes are IRIs with label, class, country, known, other_names and same_as.

    Edges are claims, keyed by their IRI, whatever their polarity and modality; or, with `claims=False`, the plain
    edges, keyed by predicate. All attributes are text, except `confidence` (float) and `claims` (int).
    """
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for thing in tables.things():
        graph.add_node(thing["iri"], **_pick(thing, _NODE))
    for row in tables.claims() if claims else tables.edges():
        if not row["object"]:
            continue
        key = row["iri"] if claims else row["predicate"]
        graph.add_edge(row["subject"], row["object"], key=key, **_pick(row, _CLAIM if claims else _EDGE))
    return graph


def _pick(row: Row, names: tuple[str, ...]) -> dict[str, object]:
    return {name: _NUMBERS.get(name, str)(row[name] or "0") if name in _NUMBERS else row[name] for name in names}


_NUMBERS = {"confidence": float, "claims": int}
