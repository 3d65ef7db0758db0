"""Nouns that numbers count: their singular, and the noun phrase that follows a number."""

from collections.abc import Mapping

from kg.extract.lexicon import singular as by_ending
from kg.extract.tree import Doc, Token

_LONGEST = 12  # tokens a noun phrase may have
_IRREGULAR = {
    "women": "woman",
    "men": "man",
    "children": "child",
    "people": "people",
    "policemen": "policeman",
    "policewomen": "policewoman",
    "forces": "force",  # in names of bodies these stay as they are
    "guidelines": "guideline",
    "services": "service",
}


def singular(word: str) -> str:
    """The dictionary form of a plural noun, good enough for a lookup."""
    lower = word.casefold()
    return _IRREGULAR.get(lower) or by_ending(lower)


def noun_after(doc: Doc, start: int, nouns: Mapping[str, str]) -> tuple[Token | None, int]:
    """The head of the noun phrase that begins at token `start`, and the index of the token after the phrase."""
    last: Token | None = None
    at = start
    while at < min(len(doc), start + _LONGEST):
        token = doc[at]
        lower = token.lower_
        if lower == "trafficking" and doc[at + 1 : at + 3].text.casefold() in {
            "in persons",
            "in human",
            "in women",
            "in children",
        }:
            at += 4 if doc[at + 1 : at + 3].text.casefold() == "in human" else 3
            continue
        if singular(lower) in nouns and token.pos_ not in {"ADJ", "ADV"}:
            last = token
        elif token.pos_ in {"NOUN", "PROPN"}:
            if last is not None and singular(last.lower_) in nouns and last.tag_ == "NNS":
                break
            last = token
        elif not _modifies(token, last, nouns):
            break
        at += 1
    if last is None:  # the tagger took the noun for an adjective: "one official was"
        last = next((t for t in reversed(doc[start:at]) if singular(t.lower_) in nouns), None)
    return last, last.i + 1 if last is not None else at


def _modifies(token: Token, last: Token | None, nouns: Mapping[str, str]) -> bool:
    """Whether the noun phrase goes on through this token."""
    if token.pos_ in {"ADJ", "PART", "SPACE"} or token.text in {"-", "/", '"', "“", "”"}:
        return not token.is_punct or token.text not in {"“", '"'} or last is None
    if token.pos_ in {"VERB", "ADV"} and token.tag_ in {"VBN", "VBG", "VBD", "RB", "RBR", "VB", "VBP"}:
        if last is not None:
            following = token.nbor() if token.i + 1 < len(token.doc) else None
            known = singular(last.lower_) in nouns
            return not known and following is not None and singular(following.lower_) in nouns
        return token.tag_ != "VBD" or _noun_soon(token, nouns)
    if token.pos_ == "CCONJ" or token.text == ",":
        return last is None and token.i > 0 and token.nbor(-1).pos_ in {"ADJ", "VERB"} and _noun_soon(token, nouns)
    return False


def _noun_soon(token: Token, nouns: Mapping[str, str]) -> bool:
    return any(singular(t.lower_) in nouns for t in token.doc[token.i + 1 : token.i + 3])
