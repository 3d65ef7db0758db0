"""The graph as plain tables: things, claims, flows, observations, assessments, edges, passages; one dict a row.

Names stand beside IRIs, several values of one cell are joined by " | ", and rows are sorted, so that equal
graphs give equal tables. Needs the triples alone, no engine and no ontology.
"""

import re
from collections import defaultdict
from collections.abc import Iterable

import pyoxigraph as ox

from kg.rdf import TIP, expand

Row = dict[str, str]

THING = ("iri", "label", "class", "country", "known", "other_names", "same_as")
_CIRCUMSTANCES = (
    *("said_by", "polarity", "modality", "period", "confidence", "marking", "caveats", "rule"),
    *("quote", "document", "passage", "start", "end"),
)
CLAIM = ("iri", "subject", "subject_label", "predicate", "object", "object_label", *_CIRCUMSTANCES)
FLOW = ("iri", "origin", "transit", "destination", "internal", "exploitation", "victims", "count", *_CIRCUMSTANCES)
OBSERVATION = ("iri", "indicator", "value", "minimum", "maximum", "unit", "population", "area", *_CIRCUMSTANCES)
ASSESSMENT = ("iri", "thing", "thing_label", "words", "value", "judgement", "topic", *_CIRCUMSTANCES)
PASSAGE = ("document", "passage", "order", "kind", "heading", "topic", "marking", "caveats", "text")
EDGE = ("subject", "subject_label", "predicate", "object", "object_label", "claims", "documents")
COLUMNS = {
    "nodes": THING, "edges": EDGE, "claims": CLAIM, "flows": FLOW, "observations": OBSERVATION,
    "assessments": ASSESSMENT, "passages": PASSAGE,
}  # fmt: skip


class Tables:
    """All tables of one set of triples."""

    def __init__(self, triples: Iterable[ox.Triple]) -> None:
        """Reads all triples once."""
        values: defaultdict[str, defaultdict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        self._literal: set[tuple[str, str]] = set()
        for triple in triples:
            subject, predicate, value = triple.subject, triple.predicate.value, triple.object
            if isinstance(value, ox.Triple) or isinstance(subject, ox.Triple):
                continue
            values[subject.value][predicate].add(value.value)
            if isinstance(value, ox.Literal) and predicate == _OBJECT:
                self._literal.add((subject.value, value.value))
        self._values = {s: {p: sorted(v) for p, v in columns.items()} for s, columns in values.items()}

    def all(self) -> dict[str, list[Row]]:
        """Table name → rows, for every table of `COLUMNS`."""
        return {
            "nodes": self.things(),
            "edges": self.edges(),
            "claims": self.claims(),
            "flows": self.flows(),
            "observations": self.observations(),
            "assessments": self.assessments(),
            "passages": self.passages(),
        }

    def things(self) -> list[Row]:
        """Actors, places, laws and all else that claims speak of, documents included."""
        named = {s for s, columns in self._values.items() if expand("tip:known") in columns}
        named |= set(self.of_class("Document"))
        named |= {value for claim in self.of_class("Claim") for value in self._ends(claim)}
        return [self._thing(iri) for iri in sorted(named)]

    def claims(self) -> list[Row]:
        """Every claim, with its sentence."""
        return [self._claim(iri) for iri in self.of_class("Claim")]

    def edges(self) -> list[Row]:
        """The plain edges between things: what an affirmed, asserted claim says, once, with how many say it."""
        found: defaultdict[tuple[str, str, str], list[Row]] = defaultdict(list)
        for claim in self.claims():
            if claim["object"] and (claim["polarity"], claim["modality"]) == ("Affirmed", "Asserted"):
                found[claim["subject"], claim["predicate"], claim["object"]].append(claim)
        return [self._edge(rows) for _, rows in sorted(found.items())]

    def flows(self) -> list[Row]:
        """Movements of victims; places by name."""
        return [self._flow(iri) for iri in self.of_class("VictimFlow")]

    def observations(self) -> list[Row]:
        """The numbers."""
        return [self._observation(iri) for iri in self.of_class("Observation")]

    def assessments(self) -> list[Row]:
        """The judgements."""
        return [self._assessment(iri) for iri in self.of_class("Assessment")]

    def passages(self) -> list[Row]:
        """The paragraphs of the documents in the order of reading, each with its topic."""
        rows = [self._passage(iri) for iri in self.of_class("Passage")]
        return sorted(rows, key=lambda row: (row["document"], _whole(row["order"]), row["passage"]))

    # -- one row

    def _thing(self, iri: str) -> Row:
        classes = [c.removeprefix(TIP) for c in self.values(iri, "rdf:type") if c.startswith(TIP)]
        return {
            "iri": iri,
            "label": self._label(iri),
            "class": _join(c for c in classes if c != "Document" or len(classes) == 1),
            "country": _join(map(self._label, self.values(iri, "tip:country"))),
            "known": _join(self.values(iri, "tip:known")),
            "other_names": _join(self.values(iri, "skos:altLabel")),
            "same_as": _join(self.values(iri, "skos:exactMatch")),
        }

    def _claim(self, iri: str) -> Row:
        value = _join(self.values(iri, "rdf:object"))
        literal = self.has_text_object(iri, value)
        return {
            "iri": iri,
            "subject": _join(self.values(iri, "rdf:subject")),
            "subject_label": self._labels(iri, "rdf:subject"),
            "predicate": self._local(iri, "rdf:predicate"),
            "object": "" if literal else value,
            "object_label": value if literal else self._labels(iri, "rdf:object"),
            **self._circumstances(iri),
        }

    def _flow(self, iri: str) -> Row:
        return {
            "iri": iri,
            "origin": self._labels(iri, "tip:origin"),
            "transit": self._labels(iri, "tip:transit"),
            "destination": self._labels(iri, "tip:destination"),
            "internal": _join(self.values(iri, "tip:internal")),
            "exploitation": self._local(iri, "tip:exploitation"),
            "victims": self._local(iri, "tip:victimGroup"),
            "count": _join(self.values(iri, "tip:victimCount")),
            **self._circumstances(iri),
        }

    def _observation(self, iri: str) -> Row:
        return {
            "iri": iri,
            "indicator": self._local(iri, "tip:indicator"),
            "value": _join(self.values(iri, "tip:value")),
            "minimum": _join(self.values(iri, "tip:minValue")),
            "maximum": _join(self.values(iri, "tip:maxValue")),
            "unit": _join(self.values(iri, "tip:unit")),
            "population": _join(self.values(iri, "tip:population")),
            "area": self._labels(iri, "tip:refArea"),
            **self._circumstances(iri),
        }

    def _assessment(self, iri: str) -> Row:
        return {
            "iri": iri,
            "thing": _join(self.values(iri, "tip:assesses")),
            "thing_label": self._labels(iri, "tip:assesses"),
            "words": _join(self.values(iri, "tip:assessedWords")),
            "value": self._local(iri, "tip:assessmentValue"),
            "judgement": self._local(iri, "tip:judgement"),
            "topic": self._local(iri, "tip:topic"),
            **self._circumstances(iri),
        }

    def _passage(self, iri: str) -> Row:
        return {
            "document": self._labels(iri, "dcterms:isPartOf"),
            "passage": _join(self.values(iri, "tip:number")),
            "order": _join(self.values(iri, "tip:order")),
            "kind": _join(self.values(iri, "tip:passageKind")),
            "heading": _join(self.values(iri, "tip:heading")),
            "topic": self._local(iri, "tip:topic"),
            "marking": self._local(iri, "tip:marking"),
            "caveats": self._caveats(iri, "dcterms:isPartOf"),
            "text": _join(self.values(iri, "tip:text")),
        }

    def _edge(self, claims: list[Row]) -> Row:
        row = {name: claims[0][name] for name in EDGE[:5]}
        return row | {"claims": str(len(claims)), "documents": _join(sorted({c["document"] for c in claims}))}

    def _circumstances(self, iri: str) -> Row:
        """Who says it, how, and the places that say it, in reading order."""
        places = sorted(self._place(evidence) for evidence in self.values(iri, "tip:evidence"))
        columns: Iterable[tuple[object, ...]] = zip(*places, strict=True) if places else [(), (), (), (), ()]
        document, start, end, passage, quote = (_join(map(str, dict.fromkeys(column))) for column in columns)
        return {
            "said_by": self._labels(iri, "tip:attributedTo"),
            "polarity": self._local(iri, "tip:polarity"),
            "modality": self._local(iri, "tip:modality"),
            "period": _join(self._values.get(p, {}).get(_LABEL, [p])[0] for p in self.values(iri, "tip:period")),
            "confidence": _join(self.values(iri, "tip:confidence")),
            "marking": self._local(iri, "tip:marking"),
            "caveats": self._caveats(iri, "prov:hadPrimarySource"),
            "rule": _join(self.values(iri, "tip:extractedBy")),
            "quote": quote,
            "document": document or self._labels(iri, "prov:hadPrimarySource"),
            "passage": passage,
            "start": start,
            "end": end,
        }

    def _caveats(self, iri: str, source: str) -> str:
        """Its own caveats and those of the document that the predicate `source` leads to."""
        marked = (iri, *self.values(iri, source))
        return _join(sorted({local(caveat) for node in marked for caveat in self.values(node, "tip:caveat")}))

    def _place(self, evidence: str) -> tuple[str, int, int, str, str]:
        """Document, first and last character, passage number and quotation of one piece of evidence."""
        selectors = self.values(evidence, "oa:hasSelector")
        start, end, quote = (self._through(selectors, f"oa:{name}") for name in ("start", "end", "exact"))
        numbers = self._through(self.values(evidence, "tip:passage"), "tip:number")
        return self._labels(evidence, "oa:hasSource"), _whole(start), _whole(end), numbers, quote

    def has_text_object(self, claim: str, value: str) -> bool:
        """Whether an object of a claim is a text rather than a thing."""
        return (claim, value) in self._literal

    # -- cells

    def _ends(self, claim: str) -> list[str]:
        objects = [value for value in self.values(claim, "rdf:object") if (claim, value) not in self._literal]
        return [*self.values(claim, "rdf:subject"), *objects]

    def of_class(self, name: str) -> list[str]:
        """The IRIs of a class of the vocabulary, sorted."""
        return sorted(s for s, columns in self._values.items() if TIP + name in columns.get(_TYPE, ()))

    def values(self, iri: str, curie: str) -> list[str]:
        """What a node has for a predicate: IRIs and literals as text, sorted."""
        return self._values.get(iri, {}).get(expand(curie), [])

    def _label(self, iri: str) -> str:
        for curie in ("skos:prefLabel", "dcterms:identifier", "rdfs:label"):
            if found := self.values(iri, curie):
                return found[0]
        return local(iri)

    def _through(self, iris: Iterable[str], curie: str) -> str:
        return _join(value for iri in iris for value in self.values(iri, curie))

    def _labels(self, iri: str, curie: str) -> str:
        return _join(map(self._label, self.values(iri, curie)))

    def _local(self, iri: str, curie: str) -> str:
        return _join(map(local, self.values(iri, curie)))


_TYPE, _LABEL, _OBJECT = expand("rdf:type"), expand("rdfs:label"), expand("rdf:object")


def _whole(number: str) -> int:
    return int(number) if number.isdecimal() else 0


def local(iri: str) -> str:
    """What follows the last # or / of an IRI."""
    return re.split(r"[#/]", iri)[-1]


def _join(values: Iterable[str]) -> str:
    return " | ".join(values)
