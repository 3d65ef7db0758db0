"""Persons: names beside a title, a role or what only persons do, and what the model's NER is sure of."""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from kg.extract.candidate import CURATED, MODEL, PATTERN, Candidate
from kg.extract.language import Component
from kg.extract.lexicon import Lexicon
from kg.extract.tree import Doc, Span, Token

_NAME = re.compile(
    r"(?!(?:Ministry|Minister|Law|The|Embassy)\b)[A-Z][a-z'’\-]+(?: (?:al-|bin |de |van |von )?[A-Z][\w'’\-]+){1,3}"
)
_AFTER_ROLE = re.compile(r"(?:\s?\([A-Z]+\))?,? ?")

_LED_BY = re.compile(rf"\b(?:directed|headed|chaired|commanded) by ({_NAME.pattern})")
_BEHIND_PLACE_WORD = re.compile(r"\b(?:in|at|near|from|to|outside|around) $", re.IGNORECASE)


class PersonFinder:
    """Finds persons in a parsed text."""

    def __init__(self, lexicon: Lexicon) -> None:
        """The lexicon gives the honorifics."""
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

    def find(self, text: str, strong: list[Candidate], seen: Iterable[Span] = ()) -> Iterator[Candidate]:
        """Candidates; `strong` are the names and roles found before, `seen` what the model takes for persons."""
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
        for span in seen:
            if _plausible(span, strong):
                first = span[1:] if span[0].text.casefold() in self._titles else span
                yield self._person(first.start_char, first.text, MODEL, "model NER")

    def _person(self, start: int, name: str, rank: int, rule: str) -> Candidate:
        return Candidate(start, start + len(name), "Person", name, rule, rank, names=(name,))


def seen_persons(ner: Iterable[Component], docs: Iterable[Doc], claimed: Iterable[list[Candidate]]) -> list[list[Span]]:
    """What the model's NER takes for persons in each text, whose names found before are `claimed`.

    It reads, all at once, the sentences with a name that nobody claims: few have any.
    """
    asked = [_with_unclaimed_names(doc, strong) for doc, strong in zip(docs, claimed, strict=True)]
    read = [sentence.parsed.as_doc() for sentences in asked for sentence in sentences]
    for component in ner:
        read = list(component.pipe(read))
    answers = iter(read)
    return [
        [sentence[p.start : p.end] for sentence in sentences for p in next(answers).ents if p.label_ == "PERSON"]
        for sentences in asked
    ]


def _with_unclaimed_names(doc: Doc, strong: list[Candidate]) -> list[Span]:
    """The sentences where two words in a row look like a name and belong to none found before."""
    pairs = pairwise(token if _is_name_part(token) else None for token in doc)
    found = (
        first.sent
        for first, last in pairs
        if first and last and not _claimed(first.idx, last.idx + len(last), strong) and first.whitespace_
    )
    return list(dict.fromkeys(found))


def _plausible(span: Span, strong: list[Candidate]) -> bool:
    clear = not _claimed(span.start_char, span.end_char, strong)
    return clear and 2 <= len(span) <= 4 and all(map(_is_name_part, span))


def _is_name_part(token: Token) -> bool:
    return token.pos_ == "PROPN" and token.is_title and token.is_alpha


def _claimed(start: int, end: int, strong: list[Candidate]) -> bool:
    return any(c.start < end and c.end > start for c in strong)
