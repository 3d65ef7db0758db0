"""One thing found in several documents keeps one name, one class and one verdict on whether it is known.

Each document describes its things by itself, so that a document can be read alone; where two of them write a name
or see a class differently, this settles it, whatever the order of the documents.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache

import pyoxigraph as ox

from kg.rdf import TIP, expand
from kg.resources import data_folder
from kg.terms import boolean_literal, term

_Value = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


def settled(groups: Iterable[Iterable[ox.Triple]]) -> Iterator[ox.Triple]:
    """The triples of one subject after the other, each group sorted as text, reconciled and as sorted as before."""
    known = term("tip:known")
    for group in groups:
        triples = list(group)
        if any(triple.predicate == known for triple in triples):
            yield from sorted(reconcile(triples), key=str)
        else:  # no thing: there is nothing to settle, and most subjects are none
            yield from triples


def reconcile(triples: Iterable[ox.Triple]) -> Iterator[ox.Triple]:
    """The same triples, but each thing (whatever bears `tip:known`) with one `skos:prefLabel`, class and `tip:known`.

    Of several names the one with most capitalised words stays preferred, then the shortest; the others become
    `skos:altLabel`. Of several classes the most specific stays. A thing is known if one document knows it.
    """
    single = {term("skos:prefLabel"), term("rdf:type"), term("tip:known")}
    values: dict[ox.NamedNode, dict[ox.NamedNode, set[_Value]]] = defaultdict(lambda: defaultdict(set))
    rest: set[ox.Triple] = set()
    for triple in triples:
        if triple.predicate in single and isinstance(triple.subject, ox.NamedNode):
            values[triple.subject][triple.predicate].add(triple.object)
        else:
            rest.add(triple)
    for node, found in values.items():
        if term("tip:known") not in found:  # no thing, but a document, a statement, a concept
            rest.update(ox.Triple(node, predicate, value) for predicate in found for value in found[predicate])
            continue
        names = sorted(found[term("skos:prefLabel")], key=_name_rank)
        rest.update(ox.Triple(node, term("skos:altLabel"), name) for name in names[1:])
        rest.difference_update([ox.Triple(node, term("skos:altLabel"), name) for name in names[:1]])
        rest.update(ox.Triple(node, term("skos:prefLabel"), name) for name in names[:1])
        classes = sorted(found[term("rdf:type")], key=_class_rank)
        rest.update(ox.Triple(node, term("rdf:type"), kind) for kind in classes[:1])
        known = boolean_literal(value=True) in found[term("tip:known")]
        rest.add(ox.Triple(node, term("tip:known"), boolean_literal(value=known)))
    yield from rest


def _name_rank(name: _Value) -> tuple[int, int, str]:
    text = name.value if isinstance(name, ox.Literal) else str(name)
    return -sum(word[0].isupper() for word in text.split()), len(text), text


def _class_rank(kind: _Value) -> tuple[int, str]:
    return -_depths().get(str(kind), 0), str(kind)


@cache
def _depths() -> dict[str, int]:
    """How many classes of ours stand above each class."""
    above: dict[str, str] = {}
    for triple in ox.parse(path=data_folder("ontology") / "core.ttl", format=ox.RdfFormat.TURTLE):
        is_ours = isinstance(triple.object, ox.NamedNode) and triple.object.value.startswith(TIP)
        if is_ours and triple.predicate.value == expand("rdfs:subClassOf"):
            above[str(triple.subject)] = str(triple.object)
    depths: dict[str, int] = {}
    for name in above:
        parent: str | None = name
        while parent is not None:
            depths[name] = depths.get(name, -1) + 1
            parent = above.get(parent)
    return depths
