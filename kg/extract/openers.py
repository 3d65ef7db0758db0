"""Lists whose items have no subject of their own: "In 2010 we:" and then "trained 240 officers", one item a paragraph."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.extract.reading import Opener, Reading
from kg.extract.tree import Token
from kg.model import Link

_OPENS = re.compile(r":\W*$")
_ENDS = re.compile(r"(?: (?:has|have|had|also|did|then|jointly))*:\W*")
_PREPOSITION = re.compile(r"(?i)\b(?:in|of|from|for|with|to|by|on|at|under|among) (?:the )?$")
_DONE = {"VBD", "VBN", "VBZ"}  # what was or is done; "to train judges" or "train judges" only ought to be
_WISHES = re.compile(
    r"(?i)\b(?:should|must|ought|needs?|recommend\w*|urge\w*|call(?:s|ed)? (?:on|upon)|demand\w*|ask\w*|plans?|would|could|may|not)\b"
)
_LONGEST_OPENER = 160  # characters


def with_openers(readings: Sequence[Reading]) -> Iterator[Reading]:
    """The readings; an item that begins with a verb knows who is meant by the line that opens its list."""
    opener: Opener | None = None
    for reading in readings:
        if opener is not None and _is_item(reading):
            yield replace(reading, opener=opener)
            continue
        opener = _opener(reading)
        yield reading


def is_opening(reading: Reading, verb: Token) -> bool:
    """Whether a verb tells what the item's list is about: the first word of the item or a verb joined to it."""
    if reading.opener is None:
        return False
    while verb.dep_ in {"conj", "xcomp"} and verb.head.pos_ == "VERB":
        verb = verb.head
    return _first(reading) == verb


def _opener(reading: Reading) -> Opener | None:
    text = reading.text
    if (
        reading.paragraph.kind != "text"
        or not _OPENS.search(text)
        or len(text) > _LONGEST_OPENER
        or _WISHES.search(text)
    ):
        return None
    links = _subject(reading)
    return Opener(tuple(links), reading.evidence(0, len(text))) if links else None


def _subject(reading: Reading) -> list[Link]:
    """Who stands right before the colon ("In 2010 we:"), else the subject of its clause ("we did the following:")."""
    last = reading.links[-1] if reading.links else None
    if last is not None and _ENDS.fullmatch(reading.text, last.mention.end):
        return [] if _PREPOSITION.search(reading.text[: last.mention.start]) else [last]
    root = next(iter(reading.doc.tokens)).sent.root if reading.doc.tokens else None
    subject = next((c for c in root.children if c.dep_ == "nsubj"), None) if root is not None else None
    found = reading.link_at(subject) if subject is not None else None
    return [found] if found is not None else []


def _is_item(reading: Reading) -> bool:
    first = _first(reading)
    return (
        reading.paragraph.kind == "text"
        and first is not None
        and first.tag_ in _DONE
        and not any(c.dep_ == "nsubj" for c in first.children)
    )


def _first(reading: Reading) -> Token | None:
    """The first word of an item, its mark and "also" left out."""
    return next(
        (t for t in reading.doc.tokens if t.is_alpha and t.lower_ not in {"also", "jointly", "successfully"}), None
    )
