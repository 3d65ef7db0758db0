"""Findings → RDF triples, one document at a time.

Every term written here is declared in `ontology/core.ttl`. A thing bears its most specific class only; load
`core.ttl` beside the data and ask `a/rdfs:subClassOf*` for all NGOs including networks. IRIs are minted from
content, there are no blank nodes and no clock, and every number is written in its canonical form, so that the same
findings give the same triples and a store returns them unchanged.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote

import pyoxigraph as ox

from kg.markings import UNMARKED, Marking, is_known, read_marking, strictest
from kg.model import (
    Assessment,
    Claim,
    Document,
    Entity,
    Evidence,
    Findings,
    Flow,
    Link,
    Observation,
    Paragraph,
    Statement,
)
from kg.rdf import BASE, digest, expand, prefixes, slug
from kg.terms import (
    Value,
    boolean_literal,
    confidence_literal,
    date_literal,
    integer_literal,
    is_date,
    mint,
    number_literal,
    optional_text,
    say,
    term,
    text_literal,
)

_CONTEXT = 32  # characters before and after a quotation, enough to find it again in a text that has shifted
_DOCUMENT_CLASSES = {"cable": "Cable", "narrative": "CountryNarrative", "report": "Report"}
_HEADER_PREDICATES = {"tag": "dcterms:subject", "reference": "dcterms:references"}
_INSTANT_PREDICATES = {4: "time:inXSDgYear", 7: "time:inXSDgYearMonth", 10: "time:inXSDDate"}
_STATEMENT_CLASSES: dict[type[Statement], str] = {
    Claim: "Claim", Flow: "VictimFlow", Observation: "Observation", Assessment: "Assessment",
}  # fmt: skip

AnyStatement = Claim | Flow | Observation | Assessment
_Pairs = tuple[tuple[str, Value | None], ...]


def findings_triples(findings: Findings, base: str = BASE) -> Iterator[ox.Triple]:
    """All triples of one document: itself, its passages, entities, mentions, statements of every kind, plain edges.

    A triple may come more than once; `kg.rdf.turtle` and every store keep one. `base` is the namespace of things.
    """
    scope = _Scope.of(findings.document, base)
    yield from _document(scope, findings.author)
    topics = findings.topics or ("",) * len(findings.document.paragraphs)
    for order, (paragraph, topic) in enumerate(zip(findings.document.paragraphs, topics, strict=True)):
        yield from _passage(scope, paragraph, order, topic)
    for entity in findings.entities:
        yield from _entity(scope, entity)
    for link in findings.links:
        yield from _mention(scope, link)
    statements: tuple[AnyStatement, ...] = (
        *findings.claims,
        *findings.flows,
        *findings.observations,
        *findings.assessments,
    )
    yield from _statements(scope, statements)


def document_id(document: Document) -> str:
    """The IRI of a document without the base: `document/09BAKU141`."""
    return f"document/{quote(document.id, safe='', errors='replace')}"


def passage_id(document: Document, number: str) -> str:
    """The IRI of a numbered passage without the base: `document/09BAKU141/4.B`."""
    return f"{document_id(document)}/{quote(number, safe='', errors='replace')}"


@dataclass(frozen=True, slots=True)
class _Scope:
    """A document and what all its triples need."""

    document: Document
    base: str
    passages: Mapping[str, Paragraph]
    default: Marking
    source: ox.NamedNode

    @classmethod
    def of(cls, document: Document, base: str) -> "_Scope":
        default = read_marking(document.marking)
        if default.level == UNMARKED:  # a document without a marking is as strict as its strictest paragraph
            portions = (read_marking(paragraph.marking).level for paragraph in document.paragraphs)
            default = Marking(strictest(portions), default.caveats)
        passages = {paragraph.number: paragraph for paragraph in document.paragraphs}
        return cls(document, base, passages, default, mint(document_id(document), base))

    def iri(self, name: str) -> ox.NamedNode:
        return mint(name, self.base)

    def marking(self, passages: Iterable[str]) -> Marking:
        """The strictest portion marking of some passages, each falling back on the document's."""
        portions = [read_marking(self.passages[number].marking) for number in passages if number in self.passages]
        levels = [self.default.level if p.level == UNMARKED else p.level for p in portions] or [self.default.level]
        return Marking(strictest(levels), tuple(sorted({caveat for p in portions for caveat in p.caveats})))


# ------------------------------------------------------------------------- documents, passages, entities, mentions


def _document(scope: _Scope, author: str) -> Iterator[ox.Triple]:
    document, node = scope.document, scope.source
    yield from say(
        node,
        ("rdf:type", term("tip:Document")),
        ("rdf:type", term(f"tip:{_DOCUMENT_CLASSES[document.kind]}")),
        ("dcterms:identifier", text_literal(document.id)),
        ("dcterms:title", optional_text(document.title)),
        ("dcterms:issued", date_literal(document.issued) if document.issued else None),
        ("dcterms:creator", scope.iri(author) if author else None),
        ("tip:authorName", optional_text(document.author)),
        ("tip:about", scope.iri(_country(document.country)) if document.country else None),
        (
            "tip:fileName",
            optional_text(re.split(r"[\\/]", document.source)[-1]),
        ),  # never the folders of somebody's machine
    )
    for field in document.fields:
        if predicate := _HEADER_PREDICATES.get(field.name):
            yield from say(node, (predicate, optional_text(" ".join(field.value.split()))))
    caveats = {caveat for text in document.caveats for caveat in read_marking(text).caveats}
    yield from _marked(node, Marking(scope.default.level, (*scope.default.caveats, *sorted(caveats))))


def _passage(scope: _Scope, paragraph: Paragraph, order: int, topic: str) -> Iterator[ox.Triple]:
    node = scope.iri(passage_id(scope.document, paragraph.number))
    yield from say(
        node,
        ("rdf:type", term("tip:Passage")),
        ("tip:number", text_literal(paragraph.number)),
        ("tip:order", integer_literal(order)),
        ("tip:passageKind", text_literal(paragraph.kind)),
        ("tip:heading", optional_text(paragraph.heading)),
        ("tip:topic", term(f"tip-topic:{topic}") if topic else None),
        ("tip:text", text_literal(scope.document.text[paragraph.start : paragraph.end])),
        ("dcterms:isPartOf", scope.source),
        ("oa:start", integer_literal(paragraph.start)),
        ("oa:end", integer_literal(paragraph.end)),
    )
    yield from _marked(node, scope.marking([paragraph.number]))


def _marked(node: ox.NamedNode, marking: Marking) -> Iterator[ox.Triple]:
    yield from say(node, ("tip:marking", term(f"tip-marking:{marking.level}")))
    for name in marking.caveats:
        caveat = ox.NamedNode(expand("tip-marking:") + (name if is_known(name) else slug(name)))
        yield from say(node, ("tip:caveat", caveat))
        if not is_known(name):
            yield from say(caveat, ("rdf:type", term("skos:Concept")), ("skos:broader", term("tip:Caveat")))
            yield from say(caveat, ("skos:inScheme", term("tip:MarkingScheme")), ("skos:prefLabel", text_literal(name)))


def _country(iso2: str) -> str:
    return f"country/{iso2.lower()}"


def _entity(scope: _Scope, entity: Entity) -> Iterator[ox.Triple]:
    node = scope.iri(entity.id)
    is_country = entity.cls == "Country"
    home = _country(entity.country) if entity.country and not is_country else ""
    yield from say(
        node,
        ("rdf:type", term(f"tip:{entity.cls}")),
        ("skos:prefLabel", text_literal(entity.label)),
        ("tip:iso2", text_literal(entity.country.upper()) if is_country and entity.country else None),
        ("tip:country", scope.iri(home) if home not in {"", entity.id} else None),  # Aruba has a code and is no country
        ("tip:known", boolean_literal(value=entity.known)),
    )
    for alias in entity.aliases:
        yield from say(node, ("skos:altLabel", text_literal(alias) if alias not in ("", entity.label) else None))
    for match in entity.matches:
        prefix = match.partition(":")[0]
        yield from say(node, ("skos:exactMatch", term(match) if prefix in prefixes() else ox.NamedNode(match)))


def _mention(scope: _Scope, link: Link) -> Iterator[ox.Triple]:
    mention, document = link.mention, scope.document
    paragraph = document.paragraphs[mention.paragraph]
    start, end = paragraph.view.locate(mention.start, mention.end)
    yield from say(
        scope.iri(f"mention/{digest(document.id, start, end, link.entity.id)}"),
        ("rdf:type", term("tip:Mention")),
        ("tip:mentions", scope.iri(link.entity.id)),
        ("tip:passage", scope.iri(passage_id(document, paragraph.number))),
        ("oa:start", integer_literal(start)),
        ("oa:end", integer_literal(end)),
        ("oa:exact", text_literal(document.text[start:end])),
        ("tip:extractedBy", text_literal(mention.rule)),
        ("tip:mappingRow", optional_text(link.row)),
        ("prov:hadPrimarySource", scope.source),
    )


# ------------------------------------------------------------------------ claims, flows, observations, assessments


def _statements(scope: _Scope, statements: Iterable[AnyStatement]) -> Iterator[ox.Triple]:
    """Equal statements become one node with all their evidence and rules, and the best of their confidences."""
    found: dict[str, list[AnyStatement]] = {}
    for statement in statements:
        found.setdefault(_name(scope, statement), []).append(statement)
    for name, same in found.items():
        yield from _statement(scope, scope.iri(name), same)


def _name(scope: _Scope, statement: AnyStatement) -> str:
    """The name holds what is said, by whom and in which passage, not how it was found."""
    kind = type(statement).__name__.lower()
    said = sorted({f"{predicate} {value}" for predicate, value in _content(scope, statement) if value is not None})
    passages = sorted({evidence.passage for evidence in statement.evidence})
    return f"{kind}/{digest(document_id(scope.document), kind, *said, *passages)}"


def _content(scope: _Scope, statement: AnyStatement) -> _Pairs:
    match statement:
        case Claim():
            pairs = _claim(scope, statement)
        case Flow():
            pairs = _flow(scope, statement)
        case Observation():
            pairs = _observation(scope, statement)
        case Assessment():
            pairs = _assessment(scope, statement)
    return (*pairs, *_circumstances(scope, statement))


def _statement(scope: _Scope, node: ox.NamedNode, same: Sequence[AnyStatement]) -> Iterator[ox.Triple]:
    first = same[0]
    doubts = frozenset.intersection(*(frozenset(statement.doubts) for statement in same))
    evidence = [one for statement in same for one in statement.evidence]
    yield from say(
        node,
        ("rdf:type", term(f"tip:{_STATEMENT_CLASSES[type(first)]}")),
        *_content(scope, first),
        *(("tip:extractedBy", text_literal(rule)) for rule in sorted({statement.rule for statement in same})),
        ("tip:confidence", confidence_literal(max(statement.confidence for statement in same))),
        *(("tip:weakenedBy", text_literal(doubt)) for doubt in sorted(doubts)),
        ("prov:hadPrimarySource", scope.source),
    )
    yield from _period_node(scope, first.period)
    yield from _marked(node, scope.marking(one.passage for one in evidence))
    for one in evidence:
        yield from _evidence(scope, node, one)
    if isinstance(first, Claim) and (first.polarity, first.modality) == ("Affirmed", "Asserted"):
        yield ox.Triple(scope.iri(first.subject), term(f"tip:{first.predicate}"), _object(scope, first))


def _object(scope: _Scope, claim: Claim) -> Value:
    return text_literal(claim.object) if claim.literal else scope.iri(claim.object)


def _claim(scope: _Scope, claim: Claim) -> _Pairs:
    return (
        ("rdf:subject", scope.iri(claim.subject)),
        ("rdf:predicate", term(f"tip:{claim.predicate}")),
        ("rdf:object", _object(scope, claim)),
    )


def _flow(scope: _Scope, flow: Flow) -> _Pairs:
    origin, destination = flow.origin, flow.destination
    if flow.internal:  # one end is enough to know both
        origin, destination = origin or destination, destination or origin
    return (
        ("tip:origin", scope.iri(origin) if origin else None),
        ("tip:destination", scope.iri(destination) if destination else None),
        *(("tip:transit", scope.iri(place)) for place in flow.transit),
        ("tip:internal", boolean_literal(value=flow.internal)),
        *(("tip:exploitation", term(f"tip:{form}")) for form in flow.exploitation or ("Unspecified",)),
        *(("tip:victimGroup", term(f"tip:{group}")) for group in flow.groups),
        ("tip:victimCount", None if flow.count is None else integer_literal(flow.count)),
    )


def _observation(scope: _Scope, observation: Observation) -> _Pairs:
    return (
        ("tip:indicator", term(f"tip:{observation.indicator}")),
        ("tip:value", number_literal(observation.value) if observation.value else None),
        ("tip:minValue", number_literal(observation.minimum) if observation.minimum else None),
        ("tip:maxValue", number_literal(observation.maximum) if observation.maximum else None),
        ("tip:unit", optional_text(observation.unit)),
        ("tip:population", optional_text(observation.population)),
        ("tip:refArea", scope.iri(observation.area) if observation.area else None),
    )


def _assessment(scope: _Scope, assessment: Assessment) -> _Pairs:
    return (
        ("tip:assesses", scope.iri(assessment.thing) if assessment.thing else None),
        ("tip:assessedWords", text_literal(assessment.words)),
        ("tip:assessmentValue", term(f"tip-assessment:{assessment.value}")),
        ("tip:judgement", term(f"tip-assessment:{assessment.judgement}")),
        ("tip:topic", term(f"tip-topic:{assessment.topic}") if assessment.topic else None),
    )


def _circumstances(scope: _Scope, statement: Statement) -> _Pairs:
    return (
        ("tip:polarity", term(f"tip:{statement.polarity}")),
        ("tip:modality", term(f"tip:{statement.modality}")),
        *(("tip:attributedTo", scope.iri(speaker)) for speaker in statement.speakers),
        ("tip:period", _period(scope, statement.period)),
    )


def _period(scope: _Scope, period: str) -> Value | None:
    """A typed date, or the node of an interval."""
    if "/" in period:
        return scope.iri(_interval_id(period))
    return date_literal(period) if period else None


def _interval_id(period: str) -> str:
    return f"period/{period.replace('/', '--')}"


def _period_node(scope: _Scope, period: str) -> Iterator[ox.Triple]:
    """An OWL-Time interval between two instants; the end that the text leaves open is missing."""
    if "/" not in period:
        return
    node = scope.iri(_interval_id(period))
    yield from say(node, ("rdf:type", term("time:Interval")), ("rdfs:label", text_literal(period)))
    for predicate, end in zip(("time:hasBeginning", "time:hasEnd"), period.split("/", 1), strict=True):
        if is_date(end):
            instant = scope.iri(f"period/{end}")
            yield from say(node, (predicate, instant))
            yield from say(instant, ("rdf:type", term("time:Instant")), ("rdfs:label", text_literal(end)))
            yield from say(instant, (_INSTANT_PREDICATES[len(end)], date_literal(end)))


def _evidence(scope: _Scope, statement: ox.NamedNode, evidence: Evidence) -> Iterator[ox.Triple]:
    text, start, end = scope.document.text, evidence.start, evidence.end
    name = f"evidence/{digest(scope.document.id, start, end, text[start:end])}"
    node, position, quotation = scope.iri(name), scope.iri(f"{name}/position"), scope.iri(f"{name}/quote")
    yield from say(statement, ("tip:evidence", node))
    yield from say(
        node,
        ("rdf:type", term("oa:SpecificResource")),
        ("oa:hasSource", scope.source),
        ("tip:passage", scope.iri(passage_id(scope.document, evidence.passage))),
        ("oa:hasSelector", position),
        ("oa:hasSelector", quotation),
    )
    yield from say(
        position,
        ("rdf:type", term("oa:TextPositionSelector")),
        ("oa:start", integer_literal(start)),
        ("oa:end", integer_literal(end)),
    )
    yield from say(
        quotation,
        ("rdf:type", term("oa:TextQuoteSelector")),
        ("oa:exact", text_literal(text[start:end])),
        ("oa:prefix", optional_text(text[max(0, start - _CONTEXT) : start])),
        ("oa:suffix", optional_text(text[end : end + _CONTEXT])),
    )
