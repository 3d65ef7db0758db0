"""A small query result as a page drawn by vis-network, through pyvis.

pyvis alone asks a remote server for style sheets, puts titles in as HTML and lets the browser work out the
layout. Here it only holds nodes and edges: the page is our own, escaped, with given positions and no physics,
and carries the vis-network that comes inside pyvis.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyoxigraph as ox
import pyvis.network

from kg.errors import QueryError
from kg.network import measure, place
from kg.page import content_policy, plain, safe_json, template
from kg.rdf import expand
from kg.resources import data_folder
from kg.store import Answer
from kg.wording import words_of_iri

MOST_NODES = 2_000
_LIBRARY = "templates/lib/vis-9.1.2/vis-network.min.js"
_SPREAD = np.array([160, 110])  # pixels for one unit of the layout: names are wide
# Columns that arrows go from and to, the first pair that an answer has; then what names the arrow.
_ENDS = (
    *(("subject", "object"), ("s", "o"), ("source", "target"), ("who", "what"), ("party", "with")),
    *(("origin", "destination"), ("network", "member"), ("who", "working_group"), ("law_or_plan", "what")),
)
_RELATIONS = ("predicate", "p", "relation", "does", "role")
_COLOURS = {"thing": "#2f5fd0", "text": "#8a5a14"}

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


@dataclass(frozen=True, slots=True)
class _Edge:
    source: str
    relation: str
    target: str


def picture_page(
    answer: Answer | Iterable[ox.Triple],
    labels: Mapping[str, str] | None = None,
    title: str = "Picture of a result",
    markings: Sequence[str] = (),
) -> str:
    """One HTML page, complete in itself, with a node for each thing and an arrow for each row or triple.

    Of rows, the columns named subject and object (or s and o, source and target, or as the named questions call
    them) are drawn, else the first two columns that hold IRIs; a column named predicate, p or relation names the
    arrow, and columns named polarity and modality say whether it is denied or only alleged. `labels` gives names for
    IRIs; labels among the triples are used too. `markings` are those of the graph, which the page bears on top. Equal
    answers give equal bytes.

    Raises QueryError when nothing can be drawn, or more than 2,000 nodes would be.
    """
    names = dict(labels or {})
    if isinstance(answer, Answer) and answer.triples is None:
        edges = _edges_of_rows(answer, names)
    else:
        triples = answer.triples if isinstance(answer, Answer) else answer
        edges = _edges_of_triples(triples or (), names)
    edges = sorted(set(edges), key=lambda e: (e.source, e.relation, e.target))
    if not edges:
        raise QueryError("The answer has nothing to draw: ask for rows with two things each, or use CONSTRUCT.")
    nodes = sorted({end for edge in edges for end in (edge.source, edge.target)})
    if len(nodes) > MOST_NODES:
        raise QueryError(
            f"The answer has {len(nodes)} nodes, more than the {MOST_NODES} a picture can show: narrow the question, "
            "or open the explorer page of the graph, which takes far larger ones."
        )
    rows = [(_label(e.source, names), e.relation, _label(e.target, names)) for e in edges]
    return _page(_network(nodes, edges, names), rows, title, markings)


def _edges_of_triples(triples: Iterable[ox.Triple], names: dict[str, str]) -> list[_Edge]:
    label = {expand("skos:prefLabel"), expand("rdfs:label")}
    found = []
    for triple in triples:
        if triple.predicate.value in label and isinstance(triple.object, ox.Literal):
            names.setdefault(_key(triple.subject), triple.object.value)
        elif triple.predicate.value != expand("rdf:type"):
            found.append(_Edge(_key(triple.subject), words_of_iri(triple.predicate.value), _key(triple.object)))
    return found


def _edges_of_rows(answer: Answer, names: Mapping[str, str]) -> list[_Edge]:
    """The arrows of rows; a text that is the name of one thing stands for it."""
    source, target = _ends(answer)
    bearers = Counter(names.values())
    things = {f'"{name}': iri for iri, name in names.items() if bearers[name] == 1}
    relation, polarity, modality = (
        next((i for i, name in enumerate(answer.variables) if name.lower() in wanted), -1)
        for wanted in (_RELATIONS, ("polarity",), ("modality",))
    )
    found = []
    for row in answer.rows:
        start, end = row[source], row[target]
        if start is None or end is None:
            continue
        said, sign, manner = (_words(row[i]) if i >= 0 else "" for i in (relation, polarity, modality))
        said = f"not: {said}" if sign.casefold() == "negated" else said
        said = f"{said} ({manner.casefold()})" if manner.casefold() not in {"", "asserted"} else said
        ends = [things.get(key, key) for key in (_key(start), _key(end))]
        found.append(_Edge(ends[0], said, ends[1]))
    return found


def _ends(answer: Answer) -> tuple[int, int]:
    lower = [name.lower() for name in answer.variables]
    for start, end in _ENDS:
        if start in lower and end in lower:
            return lower.index(start), lower.index(end)
    columns = [i for i in range(len(lower)) if _holds_iris(answer.rows, i) and lower[i] not in _RELATIONS]
    if len(columns) < 2:
        raise QueryError(
            f"The answer's columns {', '.join(answer.variables)} hold no two things to link: name two of them "
            "?subject and ?object, or use CONSTRUCT."
        )
    return columns[0], columns[1]


def _holds_iris(rows: Sequence[Sequence[Term | None]], column: int) -> bool:
    values = [row[column] for row in rows if row[column] is not None]
    return bool(values) and all(isinstance(value, ox.NamedNode) for value in values)


def _key(term: Term) -> str:
    """An IRI, or a quotation mark and the text of a literal."""
    if isinstance(term, ox.Literal):
        return f'"{term.value}'
    return term.value if isinstance(term, ox.NamedNode) else str(term)


def _words(term: Term | None) -> str:
    if isinstance(term, ox.Literal):
        return term.value
    return words_of_iri(term.value) if isinstance(term, ox.NamedNode) else ""


def _label(key: str, names: Mapping[str, str]) -> str:
    if key.startswith('"'):
        return " ".join(key[1:].split())
    return names[key] if key in names else words_of_iri(key)


def _network(nodes: list[str], edges: list[_Edge], names: Mapping[str, str]) -> pyvis.network.Network:
    number = {key: i for i, key in enumerate(nodes)}
    pairs = np.array([(number[edge.source], number[edge.target]) for edge in edges], dtype=np.int64)
    measures = measure(len(nodes), pairs)
    points = place(len(nodes), pairs, measures.community) * _SPREAD
    network = pyvis.network.Network(directed=True)
    for key, (x, y), degree in zip(nodes, points.tolist(), measures.degree, strict=True):
        label = _label(key, names)
        kind = "text" if key.startswith('"') else "thing"
        network.add_node(
            number[key],
            label=label if len(label) <= 40 else label[:39] + "\u2026",
            title=label,
            color=_COLOURS[kind],
            shape="dot" if kind == "thing" else "box",
            size=8 + min(16, 3 * degree**0.5),
            x=round(x),
            y=round(y),
        )
    for edge in edges:
        # pyvis searches all nodes for every edge it adds, so edges are handed over as it would keep them
        network.edges.append(
            {"from": number[edge.source], "to": number[edge.target], "label": edge.relation, "arrows": "to"}
        )
    return network


def _page(network: pyvis.network.Network, rows: list[tuple[str, str, str]], title: str, markings: Sequence[str]) -> str:
    library = (Path(pyvis.network.__file__).parent / _LIBRARY).read_text(encoding="utf-8")
    folder = data_folder("viz")
    script = (folder / "picture-page.js").read_text(encoding="utf-8")
    style = (folder / "picture.css").read_text(encoding="utf-8")
    return template("picture.html").render(
        title=plain(title),
        policy=content_policy([library, script], style),
        style=style,
        library=library,
        script=script,
        data=safe_json({"nodes": network.nodes, "edges": network.edges}),
        rows=rows,
        markings=markings,
    )
