"""A graph as an evaluation reads it: document by document, things by their names, statements with their places."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from kg.confidence import stance_doubts
from kg.evaluate.scores import Place
from kg.gold import SCORED_CLASSES
from kg.rows import Tables, local

STATEMENTS = ("Claim", "VictimFlow", "Observation")
_STANCE = (("polarity", "Affirmed"), ("modality", "Asserted"))
_NAMES = ("skos:prefLabel", "skos:altLabel", "rdfs:label", "skos:hiddenLabel")
# From a statement, a mention or the document itself these lead to the things of the document.
_ENDS = (
    *("rdf:subject", "rdf:object", "tip:origin", "tip:transit", "tip:destination", "tip:attributedTo"),
    *("tip:refArea", "tip:mentions", "dcterms:creator", "tip:about"),
)


class Contents:
    """The triples of a graph, with what belongs to each of its documents."""

    def __init__(self, tables: Tables) -> None:
        """Reads all classes once."""
        self.tables = tables
        self.classes: defaultdict[str, set[str]] = defaultdict(set)
        for name in SCORED_CLASSES:
            for iri in tables.of_class(name):
                self.classes[iri].add(name)
        self._statements = {name: self._by_document(name, "prov:hadPrimarySource") for name in STATEMENTS}
        self._mentions = self._by_document("Mention", "prov:hadPrimarySource")
        self._passages = self._by_document("Passage", "dcterms:isPartOf")
        self.documents = {self.identifier(iri): iri for iri in tables.of_class("Document")}

    def identifier(self, document: str) -> str:
        """What a document is called."""
        return next(iter(self.tables.values(document, "dcterms:identifier")), local(document))

    def document(self, name: str) -> "Found":
        """What was found in one document. KeyError when there is none of that name."""
        iri = self.documents[name]
        statements = {cls: tuple(by[iri]) for cls, by in self._statements.items()}
        things = set(self.classes) if len(self.documents) == 1 else self._things(iri, statements.values())
        return Found(self, things, statements, self._mentions[iri], self._passages[iri])

    def _by_document(self, cls: str, curie: str) -> defaultdict[str, list[str]]:
        found: defaultdict[str, list[str]] = defaultdict(list)
        for iri in self.tables.of_class(cls):
            for document in self.tables.values(iri, curie):
                found[document].append(iri)
        return found

    def _things(self, document: str, statements: Iterable[Iterable[str]]) -> set[str]:
        """What a document names or speaks of, and the countries of that."""
        sources = [document, *self._mentions[document], *(iri for group in statements for iri in group)]
        named = {end for iri in sources for curie in _ENDS for end in self.tables.values(iri, curie)}
        named |= {country for iri in named for country in self.tables.values(iri, "tip:country")}
        return named & set(self.classes)


class Found:
    """What was found in one document."""

    def __init__(
        self,
        contents: Contents,
        things: Iterable[str],
        statements: dict[str, tuple[str, ...]],
        mentions: Iterable[str],
        passages: Iterable[str],
    ) -> None:
        """Mentions and passages are sorted by their place in the document."""
        self.values = contents.tables.values
        self.has_text_object = contents.tables.has_text_object
        self.classes = {iri: contents.classes[iri] for iri in sorted(things)}
        self.statements = statements
        self._passages = {
            iri: (self.one(iri, "tip:number"), self._offset(iri, "oa:start"), self.one(iri, "tip:text"))
            for iri in sorted(passages, key=lambda iri: self._offset(iri, "tip:order"))
        }
        self._texts = {number: text for number, _, text in self._passages.values()}
        self._order = {number: i for i, number in enumerate(self._texts)}
        self._mentions: dict[str, str] = {}
        for iri in sorted(mentions, key=lambda iri: (self._offset(iri, "oa:start"), iri)):
            self._mentions.setdefault(self.one(iri, "tip:mentions"), iri)

    # -- names

    def labels(self, iri: str) -> set[str]:
        """All names of a thing."""
        return {label for name in _NAMES for label in self.values(iri, name)}

    def title(self, iri: str) -> str:
        """A name to print."""
        preferred = self.values(iri, "skos:prefLabel")
        return preferred[0] if preferred else min(self.labels(iri), default=local(iri))

    def one(self, iri: str, curie: str, default: str = "") -> str:
        """The first value of a predicate."""
        return next(iter(self.values(iri, curie)), default)

    def local(self, iri: str, curie: str, default: str = "") -> str:
        """The local name of the first value of a predicate."""
        return local(self.one(iri, curie, default))

    # -- places

    def passages(self) -> dict[str, str]:
        """Number → text, in reading order."""
        return self._texts

    def quotes(self, iri: str) -> str:
        """The quotations of a statement's evidence, one after the other."""
        return " ".join(quote for one in self._selectors(iri) for quote in self.values(one, "oa:exact"))

    def reading_order(self, places: Sequence[Place]) -> tuple[int, int]:
        """A key that sorts by the first of some places; what has none comes last."""
        return min(((self._order[place.passage], place.start) for place in places), default=(len(self._order), 0))

    def first_quote(self, iri: str) -> str:
        """What the first of a statement's places says, on one line."""
        places = self.places(iri)
        text = self.passages()[places[0].passage][places[0].start : places[0].end] if places else self.quotes(iri)
        return " ".join(text.split())

    def places(self, iri: str) -> tuple[Place, ...]:
        """Where the evidence of a statement stands, in reading order."""
        found = []
        for evidence in self.values(iri, "tip:evidence"):
            passage = self.one(evidence, "tip:passage")
            for selector in self.values(evidence, "oa:hasSelector"):
                if self.values(selector, "oa:start"):
                    found += self._place(passage, selector)
        return tuple(sorted(found, key=lambda place: (self._order[place.passage], place.start)))

    def first_mention(self, iri: str) -> tuple[str, tuple[Place, ...]]:
        """The words of the first mention of a thing, and where they stand; nothing where the text does not name it."""
        mention = self._mentions.get(iri)
        if mention is None:
            return "", ()
        return self.one(mention, "oa:exact"), tuple(self._place(self.one(mention, "tip:passage"), mention))

    def locate(self, quote: str) -> tuple[Place, ...]:
        """The first place where a quotation stands, line breaks and runs of blanks counting as one blank."""
        words = quote.split()
        if not words:
            return ()
        pattern = re.compile(r"\s+".join(map(re.escape, words)))
        for number, _, text in self._passages.values():
            if match := pattern.search(text):
                return (Place(number, match.start(), match.end()),)
        return ()

    def _place(self, passage: str, selector: str) -> list[Place]:
        if passage not in self._passages:
            return []
        number, first, text = self._passages[passage]
        start, end = (self._offset(selector, f"oa:{name}") - first for name in ("start", "end"))
        return [Place(number, start, end)] if 0 <= start < end <= len(text) else []

    def _selectors(self, iri: str) -> Iterable[str]:
        return (s for evidence in self.values(iri, "tip:evidence") for s in self.values(evidence, "oa:hasSelector"))

    def _offset(self, iri: str, curie: str) -> int:
        value = self.one(iri, curie)
        return int(value) if value.isdecimal() else -1

    # -- circumstances

    def rules(self, iri: str) -> tuple[str, ...]:
        """The rules that found a statement."""
        return tuple(self.values(iri, "tip:extractedBy"))

    def doubts(self, iri: str) -> tuple[str, ...]:
        """What weakens a statement, and what lies in how it is said."""
        stance = (self.local(iri, f"tip:{name}", default) for name, default in _STANCE)
        return (*self.values(iri, "tip:weakenedBy"), *stance_doubts(*stance))

    def confidence(self, iri: str) -> float | None:
        """How far a statement is to be trusted; None where the graph does not say."""
        values = [float(value) for value in self.values(iri, "tip:confidence")]
        return max(values, default=None)
