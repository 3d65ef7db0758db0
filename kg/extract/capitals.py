"""A capital that stands for its government: "Tbilisi insists", "Moscow signed". Where it only lies or suffers it is a place."""

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import replace

from kg.extract.candidate import Candidate
from kg.extract.tree import Doc
from kg.read.countries import fold, load_countries


def speaking_capitals(doc: Doc, candidates: Iterable[Candidate], acts: AbstractSet[str]) -> Iterator[Candidate]:
    """The candidates; a capital is its country's government where it is the subject of one of the verbs (lemmas)."""
    capitals = load_countries().capitals
    for candidate in candidates:
        text = doc.text[candidate.start : candidate.end] if candidate.cls == "Place" else ""
        country = capitals.get(fold(text), "")
        span = doc.char_span(candidate.start, candidate.end) if country else None
        if span is not None and span.root.dep_ == "nsubj" and span.root.head.lemma_ in acts:
            candidate = replace(
                candidate, cls="Government", entity="", row="", rule="capital for government", scope="country",
                key="government|", head="government", names=(text,), country=country,
            )  # fmt: skip
        yield candidate
