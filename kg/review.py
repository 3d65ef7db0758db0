"""What a build tells the people behind it: a table of unknown names for the curator, and a report of the run."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter

import pyoxigraph as ox

from kg.model import Document, Entity, Findings, Link
from kg.rdf import TIP, expand
from kg.table import render, surroundings

REVIEW_COLUMNS = (
    *("label", "class", "country", "entity", "mentions", "quote", "document", "passage"),
    *("decision", "same_as", "comment"),  # for the curator to fill
)
_AROUND = 80  # characters before and after a name: enough to judge it


@dataclass(frozen=True, slots=True)
class UnknownName:
    """A name that no mapping knows, with the first place where it stands."""

    entity: Entity
    mentions: int
    quote: str
    document: str
    passage: str


def unknown_names(findings: Findings) -> list[UnknownName]:
    """The names of one document that stand in no mapping, by entity id."""
    links: defaultdict[Entity, list[Link]] = defaultdict(list)
    for link in findings.links:
        if not link.entity.known:
            links[link.entity].append(link)
    for entity in findings.entities:
        if not entity.known:
            links.setdefault(entity, [])
    found = []
    for entity, places in sorted(links.items(), key=lambda item: item[0].id):
        first = min(places, key=attrgetter("mention.paragraph", "mention.start"), default=None)
        quote, passage = _context(findings.document, first) if first else ("", "")
        found.append(UnknownName(entity, len(places), quote, findings.document.id, passage))
    return found


def review_table(names: Iterable[UnknownName]) -> str:
    """The table for the curator (TSV): one row an entity, most mentioned first, the last three columns left blank."""
    by_id: defaultdict[str, list[UnknownName]] = defaultdict(list)
    for name in names:
        by_id[name.entity.id].append(name)
    rows = [_row(sorted(same, key=attrgetter("document", "passage", "quote"))) for same in by_id.values()]
    rows.sort(key=lambda row: (-int(str(row[4])), row[0], row[3]))
    return render(REVIEW_COLUMNS, rows, "\t")


def _row(same: Sequence[UnknownName]) -> list[object]:
    first, entity = same[0], same[0].entity
    mentions = sum(name.mentions for name in same)
    place = [first.quote, first.document, first.passage]
    return [entity.label, entity.cls, entity.country, entity.id, mentions, *place, "", "", ""]


def _context(document: Document, link: Link) -> tuple[str, str]:
    """The words around a mention, and the number of its passage."""
    paragraph, mention = document.paragraphs[link.mention.paragraph], link.mention
    text = paragraph.view.text
    before, after = surroundings(text, mention.start, mention.end, _AROUND)
    opening = "\u2026" if len(before) < mention.start else ""
    ending = "\u2026" if mention.end + len(after) < len(text) else ""
    return opening + before + text[mention.start : mention.end] + after + ending, paragraph.number


class Tally:
    """How many triples went by, and how many things of each class and claims of each predicate, by local name."""

    def __init__(self) -> None:
        """Nothing yet."""
        self.triples = 0
        self._names: dict[str, Counter[str]] = {expand("rdf:type"): Counter(), expand("rdf:predicate"): Counter()}

    def count(self, triples: Iterable[ox.Triple]) -> Iterator[ox.Triple]:
        """Hands the triples on, counted."""
        for triple in triples:
            self.triples += 1
            counter = self._names.get(triple.predicate.value)
            if counter is not None and isinstance(triple.object, ox.NamedNode) and triple.object.value.startswith(TIP):
                counter[triple.object.value.removeprefix(TIP)] += 1
            yield triple

    def counts(self) -> dict[str, dict[str, int]]:
        """The numbers by "classes" and "predicates"."""
        return {
            name: dict(sorted(counter.items()))
            for name, counter in zip(("classes", "predicates"), self._names.values(), strict=True)
        }


def document_entry(document: Document, file: str) -> dict[str, object]:
    """What the report says of one document; `file` is the name that the reader of the report knows it by."""
    return {
        "id": document.id,
        "title": " ".join(document.title.split()),
        "file": file,
        "kind": document.kind,
        "country": document.country,
        "passages": len(document.paragraphs),
        "warnings": list(document.warnings),
    }
