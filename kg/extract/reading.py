"""A parsed paragraph and what holds for its whole document: the input of every rule."""

from collections.abc import Iterator
from dataclasses import dataclass

from kg.extract.tree import Doc, Span, Token
from kg.model import Document, Entity, Evidence, Link, Paragraph


@dataclass(frozen=True, slots=True)
class Setting:
    """What holds for a whole document.

    `author` speaks where the text speaks in its own voice; `government` is that of the document's `country`, and
    `topic` is trafficking in that country, which "45 cases" and "bribes from traffickers" are about.
    """

    document: Document
    country: Entity | None
    government: Entity | None
    author: Entity
    topic: Entity | None = None


@dataclass(frozen=True, slots=True)
class Opener:
    """Of whom the items of a list tell, and the line that says so."""

    links: tuple[Link, ...]
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Reading:
    """One paragraph, parsed. `links` are sorted and do not overlap; their offsets are those of `doc.text`.

    `opener` is the line that an item of a list without a subject of its own goes on from.
    """

    index: int
    paragraph: Paragraph
    doc: Doc
    links: tuple[Link, ...]
    opener: Opener | None = None

    @property
    def text(self) -> str:
        """The text that was parsed."""
        return self.paragraph.view.text

    def evidence(self, start: int, end: int) -> Evidence:
        """The evidence for view characters `start:end`, in document offsets."""
        return Evidence(*self.paragraph.view.locate(start, end), self.paragraph.number)

    def sentence_evidence(self, token: Token) -> Evidence:
        """The evidence for the whole sentence around a token."""
        sentence = trimmed(token.sent)
        return self.evidence(sentence.start_char, sentence.end_char)

    def link_at(self, token: Token) -> Link | None:
        """The link whose mention covers the token."""
        return next((k for k in self.links if k.mention.start <= token.idx < k.mention.end), None)

    def token_at(self, start: int) -> Token:
        """The token at a character of the text."""
        span = self.doc.char_span(start, start + 1, alignment_mode="expand")
        return span[0] if span is not None else self.doc[0]

    def root_of(self, link: Link) -> Token | None:
        """The word of a mention that governs its others."""
        span = self.doc.char_span(link.mention.start, link.mention.end, alignment_mode="expand")
        return span.root if span is not None else None

    def links_within(self, span: Span) -> Iterator[Link]:
        """The links whose mentions begin inside the span."""
        start, end = span.start_char, span.end_char
        return (k for k in self.links if start <= k.mention.start < end)


def trimmed(span: Span) -> Span:
    """The span without white space at its ends."""
    start, end = span.start, span.end
    while start < end - 1 and span.doc[start].is_space:
        start += 1
    while end > start + 1 and span.doc[end - 1].is_space:
        end -= 1
    return span.doc[start:end]


def sentences_before(sentence: Span, most: int) -> Iterator[Span]:
    """The sentences before a sentence, the nearest first."""
    for _ in range(most):
        if sentence.start == 0:
            return
        sentence = sentence.doc[sentence.start - 1].sent
        yield sentence
