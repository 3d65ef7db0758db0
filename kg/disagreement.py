"""Where statements disagree: claims that contradict each other, and figures that differ.

Both stay in the graph; the link is stored at build because a query for it joins the graph with itself.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from functools import cache
from itertools import combinations, product

import pyoxigraph as ox

from kg.rdf import TIP, expand
from kg.resources import data_folder
from kg.terms import term

_WANTED = frozenset(
    [expand(f"rdf:{name}") for name in ("type", "subject", "predicate", "object")]
    + [TIP + name for name in ("polarity", "modality", "period", "attributedTo", "indicator", "refArea")]
    + [TIP + name for name in ("value", "minValue", "maxValue", "unit", "population")]
    + [expand("prov:hadPrimarySource")]
)
_KINDS = {TIP + "Claim", TIP + "Observation"}
_LEAST, _MOST = Decimal("-Infinity"), Decimal("Infinity")


@dataclass(frozen=True, slots=True)
class _Node:
    """One claim or observation: the values of each predicate, by its local name."""

    iri: ox.NamedNode
    values: Mapping[str, frozenset[str]]

    def one(self, name: str) -> str:
        return min(self.values.get(name, ()), default="")


@dataclass(slots=True)
class _Reading:
    kinds: dict[ox.NamedNode, str] = field(default_factory=dict)
    values: dict[ox.NamedNode, dict[str, set[str]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(set))
    )


def contradictions(triples: Iterable[ox.Triple]) -> Iterator[ox.Triple]:
    """`tip:contradicts` and `tip:differsFrom`, both ways, among the claims and observations of some triples.

    Two claims contradict each other when they have the same subject, predicate and object and compatible periods,
    and one says what the other negates or denies. Plans contradict nothing. Two affirmed observations differ when
    indicator, area, period, population and unit are the same, no number satisfies both, and they come from different
    documents or different speakers: one speaker who gives two numbers speaks of two things. Area and period must be
    given, and the population too where the indicator alone says nothing (`tip:needsPopulation` in indicators.ttl).
    """
    claims, observations = _read(triples)
    for same in _groups(claims, ("subject", "predicate", "object")):
        sides = [(claim, _says_yes(claim)) for claim in same]
        yes = [claim for claim, side in sides if side is True]
        no = [claim for claim, side in sides if side is False]
        for one, other in product(yes, no):
            if _compatible(one.one("period"), other.one("period")):
                yield from _both_ways(one, "tip:contradicts", other)
    comparable = [observation for observation in observations if _is_comparable(observation)]
    for same in _groups(comparable, ("indicator", "refArea", "period", "population", "unit")):
        voices: dict[tuple[frozenset[str] | None, ...], list[_Node]] = defaultdict(list)
        for observation in same:
            voices[tuple(map(observation.values.get, ("hadPrimarySource", "attributedTo")))].append(observation)
        for some, others in combinations(voices.values(), 2):
            for one, other in product(some, others):
                if _differ(one, other):
                    yield from _both_ways(one, "tip:differsFrom", other)


def _read(triples: Iterable[ox.Triple]) -> tuple[list[_Node], list[_Node]]:
    """Claims and observations, in the order of their IRIs."""
    reading = _Reading()
    for triple in triples:
        predicate, subject, value = triple.predicate.value, triple.subject, triple.object
        if predicate not in _WANTED or not isinstance(subject, ox.NamedNode):
            continue
        if predicate == expand("rdf:type"):
            if isinstance(value, ox.NamedNode) and value.value in _KINDS:
                reading.kinds[subject] = value.value
        else:
            local = predicate.replace("#", "/").rpartition("/")[2]
            reading.values[subject][local].add(value.value if isinstance(value, ox.Literal) else str(value))
    claims: list[_Node] = []
    observations: list[_Node] = []
    for iri in sorted(reading.kinds, key=str):
        node = _Node(iri, {name: frozenset(values) for name, values in reading.values[iri].items()})
        (claims if reading.kinds[iri] == TIP + "Claim" else observations).append(node)
    return claims, observations


def _groups(nodes: Iterable[_Node], names: tuple[str, ...]) -> Iterator[list[_Node]]:
    groups: dict[tuple[str, ...], list[_Node]] = defaultdict(list)
    for node in nodes:
        groups[tuple(" ".join(node.one(name).casefold().split()) for name in names)].append(node)
    return (group for group in groups.values() if len(group) > 1)


def _says_yes(claim: _Node) -> bool | None:
    """True when the claim holds that it is so, False when that it is not, None when it takes no side.

    A denial says no in either polarity: who denies a negation affirms, and is not said to deny.
    """
    modality = claim.one("modality")
    if modality == f"<{TIP}Planned>":
        return None
    return claim.one("polarity") != f"<{TIP}Negated>" and modality != f"<{TIP}Denied>"


def _compatible(one: str, other: str) -> bool:
    """Whether two periods may be the same time: one is not given, or one holds the other ("2008", "2008-05")."""
    return not one or not other or one.startswith(other) or other.startswith(one)


@cache
def _vague_indicators() -> frozenset[str]:
    source = data_folder("ontology") / "concepts" / "indicators.ttl"
    triples = ox.parse(path=source, format=ox.RdfFormat.TURTLE)
    return frozenset(str(triple.subject) for triple in triples if triple.predicate.value == TIP + "needsPopulation")


def _is_comparable(observation: _Node) -> bool:
    if not (observation.one("period") and observation.one("refArea") and _says_yes(observation)):
        return False
    return bool(observation.one("population")) or observation.one("indicator") not in _vague_indicators()


def _differ(one: _Node, other: _Node) -> bool:
    try:
        (least, most), (other_least, other_most) = _range(one), _range(other)
    except InvalidOperation:
        return False
    return most < other_least or other_most < least


def _range(node: _Node) -> tuple[Decimal, Decimal]:
    if exact := node.one("value"):
        return Decimal(exact), Decimal(exact)
    least, most = node.one("minValue"), node.one("maxValue")
    return Decimal(least) if least else _LEAST, Decimal(most) if most else _MOST


def _both_ways(one: _Node, predicate: str, other: _Node) -> Iterator[ox.Triple]:
    yield ox.Triple(one.iri, term(predicate), other.iri)
    yield ox.Triple(other.iri, term(predicate), one.iri)
