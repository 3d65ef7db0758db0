"""Statements that something was not counted at all: "no cases were reported", "has not built any centers"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.extract.nouns import singular
from kg.extract.tree import Doc, Token

_ANY_REACH = 10  # tokens between "not" and "any"
_MODAL_BEFORE = re.compile(
    r"\b(?:should|must|may|might|will|would|can|could|if|shall|ensure|unless|whether|until|so that|in order)\b[^.;:]{0,60}$",
    re.I,
)
_MODAL_AFTER = re.compile(r"[^.;,:]{0,40}\b(?:should|must|shall|may|will be|would|can|could)\b", re.I)
_HEDGED = re.compile(r"\b(?:or|to|few|little|almost|virtually)\s+$", re.I)
_AUX = {"was", "were", "have", "has", "had", "is", "are", "did", "by", "in"}
_VAGUE = {"provided", "available", "mentioned", "known", "given", "shared", "supplied"}


@dataclass(frozen=True, slots=True)
class Zeros:
    """The nouns that may be counted as zero, the phrases that never are, and special phrases, whose group "noun" is counted."""

    nouns: frozenset[str]
    except_: re.Pattern[str]
    special: tuple[re.Pattern[str], ...]
    unreal: re.Pattern[str]
    hint: re.Pattern[str] = re.compile(r"\b(?:no|none|not|nor|never|zero|neither)\b|n['’]t\b", re.I)

    def find(self, doc: Doc, text: str) -> Iterator[tuple[Token, Token | None]]:
        """Each negating word with the noun that it counts as zero; None where the noun was named before."""
        taken: set[int] = set()
        for word, head in [*self._special(doc, text), *self._plain(doc, text)]:
            sentence = word.sent
            if word.i not in taken and not self.unreal.search(text, sentence.start_char, sentence.end_char):
                taken.add(word.i if head is None else head.i)
                yield word, head
                if head is not None:
                    yield from ((word, more) for more in self._listed(doc, head))

    def _special(self, doc: Doc, text: str) -> Iterator[tuple[Token, Token | None]]:
        for pattern in self.special:
            for match in pattern.finditer(text):
                span = doc.char_span(*match.span(), alignment_mode="expand")
                noun = doc.char_span(*match.span("noun"), alignment_mode="expand")
                if span is not None and noun is not None:
                    yield next((t for t in span if t.lower_ in {"no", "not", "never"}), span[0]), noun[0]

    def _plain(self, doc: Doc, text: str) -> Iterator[tuple[Token, Token | None]]:
        for token in doc:
            lower = token.lower_
            if (
                lower in {"no", "zero"}
                and not self.except_.match(text, token.idx)
                and not _HEDGED.search(text, max(0, token.idx - 12), token.idx)
            ):
                yield from self._countable(text, token, token.i + 1)
            elif lower in {"not", "n't", "n’t", "nor", "never"}:
                yield from self._not_any(doc, text, token)
            elif lower == "none":
                yield from self._none(doc, token)

    def _not_any(self, doc: Doc, text: str, token: Token) -> Iterator[tuple[Token, Token | None]]:
        following = doc[token.i + 1 : token.i + 3]
        if following and (following[0].lower_ == "one" or following.text.casefold() == "a single"):
            yield from self._countable(
                text, token, token.i + (2 if following[0].lower_ == "one" else 3), singular_too=True
            )
            return
        for other in doc[token.i + 1 : token.i + _ANY_REACH]:
            if other.text in ".;:":
                return
            if other.lower_ == "any":
                yield from self._countable(text, token, other.i + 1)
                return

    def _none(self, doc: Doc, token: Token) -> Iterator[tuple[Token, Token | None]]:
        after = doc[token.i + 1 : token.i + 5]
        if not after or any(t.lower_ in _VAGUE for t in after):
            return
        if after[0].lower_ == "of":
            if any(self._is_zero(t) for t in after):
                yield token, next(t for t in after if self._is_zero(t))
            elif any(t.lower_ in {"them", "these", "those", "whom"} or t.like_num for t in after):
                yield token, None
        elif after[0].lower_ in _AUX:
            earlier = [t for t in doc[token.sent.start : token.i] if self._is_zero(t) and t.tag_ == "NNS"]
            yield token, earlier[-1] if earlier else None

    def _countable(
        self, text: str, word: Token, start: int, *, singular_too: bool = False
    ) -> Iterator[tuple[Token, Token | None]]:
        head = self._head(word.doc, start)
        if head is None or not self._is_zero(head):
            return
        plural = head.lower_ != singular(head.lower_) or head.tag_ == "NNS"
        if (
            not plural
            and not singular_too
            and not re.match(
                r"\s+(?:was|were|has been|had been|have been)\b", text[head.idx + len(head) : head.idx + len(head) + 12]
            )
        ):
            return
        if _MODAL_BEFORE.search(text, max(0, word.sent.start_char), word.idx) or _MODAL_AFTER.match(
            text, head.idx + len(head)
        ):
            return
        yield word, head

    def _head(self, doc: Doc, start: int) -> Token | None:
        head = None
        for token in doc[start : start + 7]:
            if token.pos_ in {"NOUN", "PROPN"} or self._is_zero(token):
                head = token
                if self._is_zero(token) and token.tag_ == "NNS":
                    break
            elif not (
                token.pos_ == "ADJ" or token.text in {"-", "/"} or (token.tag_ in {"VBN", "VBG"} and head is None)
            ):
                break
        return head

    def _is_zero(self, token: Token) -> bool:
        return singular(token.lower_) in self.nouns

    def _listed(self, doc: Doc, head: Token) -> Iterator[Token]:
        """The other nouns of "no investigations, prosecutions, or convictions"."""
        at = head.i + 1
        while at < len(doc) - 1 and (doc[at].text == "," or doc[at].lower_ in {"or", "nor", "and"}):
            while at < len(doc) - 1 and (doc[at].text == "," or doc[at].lower_ in {"or", "nor", "and"}):
                at += 1
            if doc[at].pos_ == "ADJ" and at + 1 < len(doc):
                at += 1
            if not self._is_zero(doc[at]):
                return
            yield doc[at]
            at += 1
