"""What a graph says of one thing: its names, and every statement about it with its sentence."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from kg.errors import QueryError
from kg.query import Match, ask, find_question, find_things, unknown_name
from kg.store import Graph, value_of

Record = dict[str, object]

_FACTS = """
SELECT ?class ?country ?known ?other_name ?same_as WHERE {
  VALUES ?thing { %s }
  { ?thing a ?kind . FILTER(STRSTARTS(STR(?kind), STR(tip:)) && ?kind != tip:Document)
    OPTIONAL { ?kind rdfs:label ?name } BIND(COALESCE(?name, STRAFTER(STR(?kind), "#")) AS ?class) }
  UNION { ?thing tip:country/skos:prefLabel ?country }
  UNION { ?thing tip:known ?known }
  UNION { ?thing skos:altLabel|dcterms:title ?other_name }
  UNION { ?thing skos:exactMatch ?same_as }
} ORDER BY ?class ?country ?other_name ?same_as"""
_ORDER = ("kind", "country", "also", "same as", "note")
_MOST = 12  # things of one name shown in full; more are listed


@dataclass(frozen=True, slots=True)
class Portrait:
    """One thing. `facts` are (name of the fact, value) pairs; `claims` are grouped by relation.

    A record of a claim has subject, relation, object, period, said_by, polarity, modality, quote, document, passage;
    one of a flow the columns of the question flows-by-destination, one of an assessment those of assessments.
    """

    iri: str
    label: str
    facts: tuple[tuple[str, str], ...]
    claims: tuple[tuple[str, tuple[Record, ...]], ...]
    flows: tuple[Record, ...]
    assessments: tuple[Record, ...]


def portraits(graph: Graph, name: str) -> list[Portrait]:
    """All that bear a name, or have it as part of their names. Raises QueryError when nothing does, or too many do."""
    found = find_things(graph, name)
    if not found:
        raise QueryError(unknown_name(graph, name))
    if len(found) > _MOST:
        some = ", ".join(match.label for match in found[:_MOST])
        raise QueryError(f"{len(found)} things have {name!r} in their name: {some}, \u2026 Give more of the name")
    return [_portrait(graph, match) for match in found]


def _portrait(graph: Graph, match: Match) -> Portrait:
    iri = match.iri
    groups: defaultdict[str, list[Record]] = defaultdict(list)
    for record in ask(graph, find_question("about-actor"), {"name": iri}).records():
        groups[str(record["relation"])].append(record)
    flows = ask(graph, find_question("flows-by-destination"), {"country": iri}).records()
    claims = tuple((relation, tuple(records)) for relation, records in sorted(groups.items()))
    assessments = ask(graph, find_question("assessments"), {"thing": iri}).records()
    return Portrait(iri, match.label, _facts(graph, iri), claims, tuple(flows), tuple(assessments))


def _facts(graph: Graph, iri: str) -> tuple[tuple[str, str], ...]:
    answer = graph.query(_FACTS % f"<{iri}>")
    names = dict(zip(("class", "country", "other_name", "same_as"), _ORDER, strict=False))
    found = []
    for row in answer.rows:
        for name, term in zip(answer.variables, row, strict=True):
            if term is not None and name in names:
                found.append((names[name], str(value_of(term))))
            elif term is not None and value_of(term) is False:
                found.append(("note", "not in the mappings: a name found in the text"))
    return tuple(_merged(sorted(found, key=lambda fact: _ORDER.index(fact[0]))))


def _merged(facts: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    merged: dict[str, list[str]] = {}
    for name, value in facts:
        merged.setdefault(name, []).append(value)
    return [(name, "; ".join(dict.fromkeys(values))) for name, values in merged.items()]
