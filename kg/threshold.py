"""A graph without the statements that are trusted too little, as if they had never been found."""

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal

import pyoxigraph as ox

from kg.rdf import TIP, expand

_SUBJECT, _PREDICATE, _OBJECT = (expand(f"rdf:{part}") for part in ("subject", "predicate", "object"))
_EVIDENCE, _SELECTOR = TIP + "evidence", expand("oa:hasSelector")
_STANCE = {TIP + "polarity": TIP + "Affirmed", TIP + "modality": TIP + "Asserted"}

_Edge = tuple[str, str, str]


def drop_doubtful(triples: Iterable[ox.Triple], least: float) -> list[ox.Triple]:
    """The triples without the statements whose confidence (0 to 1) is below `least`.

    With a statement go its evidence, unless another statement rests on it too, the links to it, and the plain edge
    that it earned, unless a claim that stays earns it as well. Things stay: the text names them.
    """
    every = list(triples)
    limit = Decimal(str(least))
    gone: set[object] = {
        t.subject for t in every if t.predicate.value == TIP + "confidence" and _number(t.object) < limit
    }
    if not gone:
        return every
    edges = _lost_edges(every, gone)
    evidence = _lost(every, _EVIDENCE, gone)
    gone = gone | evidence | _lost(every, _SELECTOR, evidence)
    return [t for t in every if t.subject not in gone and t.object not in gone and _edge(t) not in edges]


def _number(term: object) -> Decimal:
    return Decimal(term.value if isinstance(term, ox.Literal) else "NaN")


def _lost(triples: Iterable[ox.Triple], predicate: str, gone: set[object]) -> set[object]:
    """What only nodes that go point at."""
    pointed: dict[bool, set[object]] = {True: set(), False: set()}
    for triple in triples:
        if triple.predicate.value == predicate:
            pointed[triple.subject in gone].add(triple.object)
    return pointed[True] - pointed[False]


def _lost_edges(triples: Iterable[ox.Triple], gone: set[object]) -> set[_Edge]:
    parts: defaultdict[object, dict[str, str]] = defaultdict(dict)
    for triple in triples:
        if triple.predicate.value in {_SUBJECT, _PREDICATE, _OBJECT, *_STANCE}:
            parts[triple.subject][triple.predicate.value] = str(triple.object)
    edges: dict[bool, set[_Edge]] = {True: set(), False: set()}
    for claim, values in parts.items():
        if _OBJECT in values and all(values.get(name) == f"<{wanted}>" for name, wanted in _STANCE.items()):
            edges[claim in gone].add((values[_SUBJECT], values[_PREDICATE], values[_OBJECT]))
    return edges[True] - edges[False]


def _edge(triple: ox.Triple) -> _Edge:
    return str(triple.subject), str(triple.predicate), str(triple.object)
