"""Persons: names beside a title or role, and what the model's NER is sure of."""

import re
from collections.abc import Iterator

from spacy.tokens import Doc, Span

from kg.extract.candidate import CURATED, MODEL, PATTERN, Candidate
from kg.extract.lexicon import Lexicon

_NAME = re.compile(
    r"(?!(?:Ministry|Minister|Law|The|Embassy)\b)[A-Z][a-z'’\-]+(?: (?:al-|bin |de |van |von )?[A-Z][\w'’\-]+){1,3}"
)
_AFTER_ROLE = re.compile(r"(?:\s?\([A-Z]+\))?,? ?")


class PersonFinder:
    """Finds persons in a parsed text."""

    def __init__(self, lexicon: Lexicon) -> None:
        """The lexicon gives the honorifics."""
        self._honorifics = lexicon.words["honorifics"]
        self._titles = {h.noun for h in lexicon.heads.values() if h.cls == "Role"}
        self._titled = re.compile(
            rf"\b(?:{'|'.join(sorted(self._honorifics))})\.? ((?:[A-Z][\w'’\-]+)(?: [A-Z][\w'’\-]+){{0,3}})"
        )

    def find(self, doc: Doc, strong: list[Candidate]) -> Iterator[Candidate]:
        """Candidates; `strong` are the names and roles found before."""
        for titled in self._titled.finditer(doc.text):
            yield self._person(titled.start(1), titled.group(1), PATTERN, "name with title")
        for role in (c for c in strong if c.cls == "Role"):
            match = _AFTER_ROLE.match(doc.text, role.end)
            name = _NAME.match(doc.text, match.end()) if match else None
            if name and not any(
                c.start < name.end() and c.end > name.start() and (c.cls != "Place" or c.start == name.start())
                for c in strong
                if c is not role
            ):  # a place may end a surname: "Leila de Lima"
                yield self._person(name.start(), name.group(), CURATED + 1, "name beside role")
        for span in doc.ents:
            if span.label_ == "PERSON" and self._plausible(span, strong):
                first = span[1:] if span[0].text.casefold() in self._titles else span
                yield self._person(first.start_char, first.text, MODEL, "model NER")

    def _plausible(self, span: Span, strong: list[Candidate]) -> bool:
        words = [t for t in span if t.is_alpha]
        clear = not any(c.start < span.end_char and c.end > span.start_char for c in strong)
        return (
            clear
            and 2 <= len(words) <= 4
            and len(words) == len(span)
            and all(t.is_title and t.pos_ == "PROPN" for t in words)
        )

    def _person(self, start: int, name: str, rank: int, rule: str) -> Candidate:
        return Candidate(start, start + len(name), "Person", name, rule, rank, names=(name,))
