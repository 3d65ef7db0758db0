"""The passages of the documents in a graph, and where something stands within them."""

from collections.abc import Iterable, Mapping

from kg.columns import Columns

Place = tuple[int, int, int]


class Passages:
    """Passages in reading order, numbered from 0.

    Offsets in the graph count Unicode characters of the whole document. A place here is the number of a
    passage and a stretch of its text in UTF-16 units, as the strings of a browser count.
    """

    def __init__(self, columns: Columns, iris: Iterable[str], documents: Mapping[str, int]) -> None:
        """`documents` gives the number of each document by its IRI."""
        self._columns = columns
        rows = []
        for iri in iris:
            document = (
                columns.one("oa:hasSource", iri) or columns.one("dcterms:isPartOf", iri) or iri.rpartition("/")[0]
            )
            order = columns.one("tip:order", iri)
            rows.append((documents.get(document, -1), int(order) if order.isdecimal() else 0, iri))
        self._rows = {
            iri: (document, columns.one("tip:text", iri), columns.offset(iri, "start"))
            for document, _, iri in sorted(rows)
        }
        self._number = {iri: number for number, iri in enumerate(self._rows)}

    def __contains__(self, iri: object) -> bool:
        """Whether the IRI is that of a passage."""
        return iri in self._rows

    def rows(self) -> Iterable[tuple[str, int, str]]:
        """IRI, number of the document (-1 for none) and text of each passage, in reading order."""
        return ((iri, document, text) for iri, (document, text, _) in self._rows.items())

    def place(self, passage: str, start: int, end: int) -> Place | None:
        """Where characters `start:end` of the document stand; None when they are not within the passage's text."""
        if passage not in self._rows or not 0 <= start < end:
            return None
        _, text, first = self._rows[passage]
        if first < 0 or start < first or end > first + len(text):
            return None
        return self._number[passage], units(text[: start - first]), units(text[: end - first])

    def reading_order(self, statement: str) -> tuple[int, int, str]:
        """A key that sorts statements by the place of their first sentence; those without one come last."""
        last = len(self._rows), -1
        places = []
        for evidence in self._columns.every("tip:evidence", statement):
            number = self._number.get(self._columns.one("tip:passage", evidence), last[0])
            starts = [self._columns.offset(s, "start") for s in self._columns.every("oa:hasSelector", evidence)]
            places.append((number, max(starts, default=-1)))
        return (*min(places, default=last), statement)


def units(text: str) -> int:
    """The length of a text as a browser counts it."""
    return len(text) if text.isascii() else len(text) + sum(character > "\uffff" for character in text)
