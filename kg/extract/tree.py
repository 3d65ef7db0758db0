"""A parsed text in plain Python: tokens, spans and sentences, with the names and meanings that they have in spaCy.

The rules look at every word many times. spaCy makes a new object for each look and fetches each attribute from its
tables; here each is read once, which makes the rules several times faster.
"""

from bisect import bisect_right
from collections.abc import Iterator
from typing import Literal, overload

from spacy import tokens as spacy_tokens


class Token:
    """A word of a text, as `spacy.tokens.Token`. `head` is itself at the root; `children` stand in the text's order."""

    __slots__ = ("children", "dep_", "doc", "head", "i", "idx", "lemma_", "lower_", "pos_", "sent", "tag_", "text")

    head: "Token"
    children: tuple["Token", ...]
    sent: "Span"

    def __init__(self, doc: "Doc", parsed: spacy_tokens.Token) -> None:
        """Head, children and sentence are set by the doc once all its tokens are there."""
        self.doc = doc
        self.i: int = parsed.i
        self.idx: int = parsed.idx
        self.text: str = parsed.text
        self.lower_: str = parsed.lower_
        self.lemma_: str = parsed.lemma_
        self.pos_: str = parsed.pos_
        self.tag_: str = parsed.tag_
        self.dep_: str = parsed.dep_

    def __len__(self) -> int:
        """Letters."""
        return len(self.text)

    def nbor(self, distance: int = 1) -> "Token":
        """The word that stands so many words behind; IndexError where there is none."""
        if self.i + distance < 0:
            raise IndexError(distance)
        return self.doc.tokens[self.i + distance]

    @property
    def is_space(self) -> bool:
        """Whether it is white space alone."""
        return self.text.isspace()

    @property
    def is_alpha(self) -> bool:
        """Whether it is letters alone."""
        return self.text.isalpha()

    @property
    def is_upper(self) -> bool:
        """Whether its letters are all capitals."""
        return self.text.isupper()

    @property
    def is_title(self) -> bool:
        """Whether it has a capital in front and no other."""
        return self.text.istitle()

    @property
    def is_punct(self) -> bool:
        """Whether it is punctuation alone."""
        return self.parsed.is_punct

    @property
    def like_num(self) -> bool:
        """Whether it is a number in digits or words."""
        return self.parsed.like_num

    @property
    def whitespace_(self) -> str:
        """The space behind it, or nothing."""
        return self.parsed.whitespace_

    @property
    def text_with_ws(self) -> str:
        """Its text and the space behind it."""
        return self.parsed.text_with_ws

    @property
    def is_sent_start(self) -> bool:
        """Whether it begins a sentence."""
        return self.i == self.sent.start

    @property
    def parsed(self) -> spacy_tokens.Token:
        """spaCy's own token, for what is asked rarely."""
        return self.doc.parsed[self.i]

    @property
    def left_edge(self) -> "Token":
        """The first word of what hangs on it."""
        return self.doc.tokens[self.parsed.left_edge.i]

    @property
    def subtree(self) -> Iterator["Token"]:
        """It and all that hangs on it."""
        return (self.doc.tokens[t.i] for t in self.parsed.subtree)

    @property
    def conjuncts(self) -> tuple["Token", ...]:
        """What it is joined to by "and", without itself."""
        return tuple(self.doc.tokens[t.i] for t in self.parsed.conjuncts)

    @property
    def ancestors(self) -> Iterator["Token"]:
        """Its head, the head's head, and so on."""
        below = self
        while below.head is not below:
            below = below.head
            yield below


class Span:
    """Words in a row, `start` to `end`, as `spacy.tokens.Span`."""

    __slots__ = ("doc", "end", "start")

    def __init__(self, doc: "Doc", start: int, end: int) -> None:
        """Places of the first word and behind the last one."""
        self.doc, self.start, self.end = doc, start, end

    def __iter__(self) -> Iterator[Token]:
        """The words."""
        return iter(self.doc.tokens[self.start : self.end])

    def __len__(self) -> int:
        """How many words."""
        return self.end - self.start

    @overload
    def __getitem__(self, place: int) -> Token: ...
    @overload
    def __getitem__(self, place: slice) -> "Span": ...
    def __getitem__(self, place: int | slice) -> "Token | Span":
        """The word at a place in the span, or a part of it."""
        if isinstance(place, slice):
            start, end, _ = place.indices(len(self))
            return Span(self.doc, self.start + start, self.start + max(start, end))
        return self.doc.tokens[range(self.start, self.end)[place]]

    def __eq__(self, other: object) -> bool:
        """Whether it is the same words of the same text."""
        return isinstance(other, Span) and (self.start, self.end) == (other.start, other.end) and self.doc is other.doc

    def __hash__(self) -> int:
        """By its place."""
        return hash((self.start, self.end))

    @property
    def start_char(self) -> int:
        """The place of its first letter in the text."""
        return self.doc.tokens[self.start].idx

    @property
    def end_char(self) -> int:
        """The place behind its last letter."""
        last = self.doc.tokens[self.end - 1]
        return last.idx + len(last.text)

    @property
    def text(self) -> str:
        """What it says."""
        return self.doc.text[self.start_char : self.end_char] if self.end > self.start else ""

    @property
    def sent(self) -> "Span":
        """The sentence that its first word stands in."""
        return self.doc.tokens[self.start].sent

    @property
    def parsed(self) -> spacy_tokens.Span:
        """spaCy's own span, for what is asked rarely."""
        return self.doc.parsed[self.start : self.end]

    @property
    def root(self) -> Token:
        """The word that is nearest to the root of the sentence."""
        whole = next((token for token in self if token.head is token), None)
        return self.doc.tokens[self.parsed.root.i] if whole is None else whole


class Doc:
    """A parsed text, as `spacy.tokens.Doc`."""

    __slots__ = ("_starts", "noun_chunks", "parsed", "sents", "text", "tokens")

    def __init__(self, parsed: spacy_tokens.Doc) -> None:
        """Reads all of a text that has heads and sentences."""
        self.parsed = parsed
        self.text: str = parsed.text
        self.tokens = [Token(self, token) for token in parsed]
        self._starts = [token.idx for token in self.tokens]
        children: list[list[Token]] = [[] for _ in self.tokens]
        for token, distance in zip(self.tokens, parsed.to_array("HEAD").astype("int64").tolist(), strict=True):
            token.head = self.tokens[token.i + distance]
            if distance:
                children[token.i + distance].append(token)
        for token, below in zip(self.tokens, children, strict=True):
            token.children = tuple(below)
        self.sents = tuple(Span(self, s.start, s.end) for s in parsed.sents)
        for sentence in self.sents:
            for token in sentence:
                token.sent = sentence
        self.noun_chunks = tuple(Span(self, c.start, c.end) for c in parsed.noun_chunks)

    def __iter__(self) -> Iterator[Token]:
        """The words."""
        return iter(self.tokens)

    def __len__(self) -> int:
        """How many words."""
        return len(self.tokens)

    @overload
    def __getitem__(self, place: int) -> Token: ...
    @overload
    def __getitem__(self, place: slice) -> Span: ...
    def __getitem__(self, place: int | slice) -> Token | Span:
        """A word, or words in a row."""
        if isinstance(place, slice):
            start, end, _ = place.indices(len(self.tokens))
            return Span(self, start, max(start, end))
        return self.tokens[place]

    def char_span(self, start: int, end: int, alignment_mode: Literal["strict", "expand"] = "strict") -> Span | None:
        """The words at letters `start:end` of the text; None where these do not begin and end with words.

        With "expand" the words that they touch; None only where they are not in the text.
        """
        first, last = self._at(start), self._at(end - 1)
        if first is None or last is None:
            return None
        if alignment_mode == "strict" and (first.idx, last.idx + len(last.text)) != (start, end):
            return None
        behind = start == first.idx + len(first.text)  # the space behind a word is no part of it
        return Span(self, first.i + behind, last.i + 1)

    def _at(self, char: int) -> Token | None:
        """The word that a letter, or the space before it, belongs to."""
        return self.tokens[bisect_right(self._starts, char) - 1] if 0 <= char < len(self.text) else None
