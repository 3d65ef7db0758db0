"""Persons: names beside a title, a role or what only persons do, and what the model's NER is sure of."""

import re
from collections.abc import Iterator, Sequence

from kg.extract.candidate import CURATED, MODEL, PATTERN, Candidate
from kg.extract.language import Component
from kg.extract.lexicon import Lexicon
from kg.extract.tree import Doc, Span, Token

_NAME = re.compile(
    r"(?!(?:Ministry|Minister|Law|The|Embassy)\b)[A-Z][a-z'’\-]+(?: (?:al-|bin |de |van |von )?[A-Z][\w'’\-]+){1,3}"
)
_PAIR = re.compile(r"\b([^\W\d_a-z]\w*) (?=([^\W\d_a-z]\w*))")  # two words in a row with a capital, of any alphabet
_AFTER_ROLE = re.compile(r"(?:\s?\([A-Z]+\))?,? ?")

_LED_BY = re.compile(rf"\b(?:directed|headed|chaired|commanded) by ({_NAME.pattern})")
_BEHIND_PLACE_WORD = re.compile(r"\b(?:in|at|near|from|to|outside|around) $", re.IGNORECASE)


class PersonFinder:
    """Finds persons in a parsed text."""

    def __init__(self, lexicon: Lexicon, ner: Sequence[Component] = ()) -> None:
        """The lexicon gives the honorifics. `ner` may be empty: then a person needs a title or role."""
        self._ner = ner
        self._honorifics = lexicon.words["honorifics"]
        self._no_names = lexicon.words["not_in_names"]
        self._titles = {h.noun for h in lexicon.heads.values() if h.cls == "Role"}
        named = "|".join(sorted(map(re.escape, self._titles)))
        self._in_post = re.compile(
            rf"\b({_NAME.pattern})(?:, (?:(?:the|its|their|our|who is the) )?|, an? )(?:[\w-]+ ){{0,2}}(?:{named})(?:,| (?:of|at|for) )"
        )
        self._titled = re.compile(
            rf"\b(?:{'|'.join(sorted(self._honorifics))})\.? ((?:[A-Z][\w'’\-]+)(?: [A-Z][\w'’\-]+){{0,3}})"
        )

    def find(self, doc: Doc, text: str, strong: list[Candidate]) -> Iterator[Candidate]:
        """Candidates; `strong` are the names and roles found before."""
        for titled in self._titled.finditer(text):
            if titled.group(1).split()[0] not in self._no_names:  # "the Ministry of Justice. The latter …"
                yield self._person(titled.start(1), titled.group(1), PATTERN, "name with title")
        for role in (c for c in strong if c.cls == "Role"):
            match = _AFTER_ROLE.match(text, role.end)
            name = _NAME.match(text, match.end()) if match else None
            if name and not any(
                c.start < name.end() and c.end > name.start() and (c.cls != "Place" or c.start == name.start())
                for c in strong
                if c is not role
            ):  # a place may end a surname: "Leila de Lima"
                yield self._person(name.start(), name.group(), CURATED + 1, "name beside role")
        for match in (*self._in_post.finditer(text), *_LED_BY.finditer(text)):
            if not _claimed(*match.span(1), strong) and not _BEHIND_PLACE_WORD.search(text, 0, match.start(1)):
                first, _, rest = match.group(1).partition(" ")
                bears = first in self._honorifics or first.casefold() in self._titles
                title = len(first) + 1 if bears and " " in rest else 0
                yield self._person(match.start(1) + title, match.group(1)[title:], PATTERN, "name beside role")
        for sentence in _with_unclaimed_names(doc, text, strong):
            for span in self._seen_by_ner(sentence):
                if _plausible(span, strong):
                    first = span[1:] if span[0].text.casefold() in self._titles else span
                    yield self._person(first.start_char, first.text, MODEL, "model NER")

    def _seen_by_ner(self, sentence: Span) -> Iterator[Span]:
        doc = sentence.parsed.as_doc()
        for component in self._ner:
            component(doc)
        return (sentence[span.start : span.end] for span in doc.ents if span.label_ == "PERSON")

    def _person(self, start: int, name: str, rank: int, rule: str) -> Candidate:
        return Candidate(start, start + len(name), "Person", name, rule, rank, names=(name,))


def _with_unclaimed_names(doc: Doc, text: str, strong: list[Candidate]) -> list[Span]:
    """Sentences where two words in a row look like a name and belong to none found before: few have any."""
    pairs = ((match.start(1), match.end(2)) for match in _PAIR.finditer(text))
    spans = (doc.char_span(*pair) for pair in pairs if not _claimed(*pair, strong))
    return list(dict.fromkeys(s.sent for s in spans if s is not None and all(map(_is_name_part, s))))


def _plausible(span: Span, strong: list[Candidate]) -> bool:
    clear = not _claimed(span.start_char, span.end_char, strong)
    return clear and 2 <= len(span) <= 4 and all(map(_is_name_part, span))


def _is_name_part(token: Token) -> bool:
    return token.is_title and token.is_alpha and token.pos_ == "PROPN"


def _claimed(start: int, end: int, strong: list[Candidate]) -> bool:
    return any(c.start < end and c.end > start for c in strong)
