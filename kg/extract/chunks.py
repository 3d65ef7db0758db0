"""Noun chunks as the parser gives them, mended where a verb or half a sentence was taken into one."""

import re
from collections.abc import Iterator

from kg.extract.candidate import Candidate
from kg.extract.tree import Doc, Span, Token

POSSESSIVES = {"'s", "’s", "'", "’"}
_LIST_GOES_ON = re.compile(r"\)?(?: \([^)]*\))?(?:,? (?:and|or) |, )(?=\S)")
_PLAIN_VERBS = {
    *(
        "run",
        "operate",
        "provide",
        "offer",
        "organize",
        "hold",
        "conduct",
        "maintain",
        "manage",
        "assist",
        "coordinate",
    ),
    *("fund", "train", "report", "identify", "implement", "oversee", "staff"),
}
_ONE = {"a", "an", "one", "each", "every", "another", "this", "that"}
_MANY = {"several", "many", "various", "numerous", "multiple", "these", "those", "some", "most", "both", "few", "two"}
# Verbs of such reports that are plural or singular nouns too.
_ALSO_VERBS = {"report", "issue", "train", "fund", "plan", "estimate", "claim", "house", "staff", "support", "target"}
_NO_MODIFIERS = {"not", "to", "by", "including", "than"}


def mended_chunks(doc: Doc) -> Iterator[Span]:
    """The doc's noun chunks in reading order, without words that belong to the clause around them."""
    for chunk in doc.noun_chunks:
        start, end = chunk.start, chunk.end
        while end - start > 1 and _is_verb(doc, start, end):
            end -= 1
        start = _start(doc, start, end)
        yield chunk if (start, end) == (chunk.start, chunk.end) else doc[start:end]


def _is_verb(doc: Doc, start: int, end: int) -> bool:
    """Whether the last word is the verb of what stands before it: "several NGOs report", "a local NGO reports"."""
    last, subject = doc[end - 1], doc[end - 2]
    if _stem(last) not in _ALSO_VERBS or subject.pos_ not in {"NOUN", "PROPN"}:
        return False
    first = doc[start].lower_
    if last.lower_.endswith("s"):
        return first in _ONE
    return _plural(subject) and (
        first in _MANY or first == "the" or end - start == 2 or doc[start].pos_ in {"ADJ", "NUM"}
    )


def _start(doc: Doc, start: int, end: int) -> int:
    """Where the phrase really begins: behind "train" in "train judges", "to" in "USD 98,000 to seven shelters", "sheltered"
    in "who had sheltered traffickers"."""
    for token in reversed(doc[start : end - 1]):
        if token.lower_ in _NO_MODIFIERS:
            return int(token.i + 1)
    first = doc[start]
    if end - start > 1 and first.pos_ == "NUM" and doc[start + 1].pos_ == "CCONJ":
        return start + 2
    before = first.nbor(-1) if first.i else None
    if end - start == 2 and first.lower_ in _ALSO_VERBS and _plural(doc[end - 1]):
        return start + 1 if before is not None and before.lower_ in {"to", "and", ";", ":", ","} else start
    verb = first if first.tag_ != "RB" or end - start < 3 else doc[start + 1]
    governed = before is not None and (
        before.lemma_ in {"have", "be"} or (verb is first and before.pos_ in {"NOUN", "PROPN"})
    )
    return int(verb.i + 1) if governed and verb.tag_ in {"VBN", "VBD"} and verb.i < end - 1 else start


def _plural(token: Token) -> bool:
    return token.tag_ in {"NNS", "NNPS"} or (token.text[:-1].isupper() and token.text.endswith("s"))


def _stem(token: Token) -> str:
    return token.lower_.removesuffix("s")


def beginning_of(chunk: Span, inside: list[Candidate]) -> tuple[int, Candidate | None]:
    """The index of the phrase's first word, behind what the parser wrongly took into it, and the name that owns the thing."""
    first, owner = chunk.start, inside[-1] if inside else None
    for token in chunk:  # "Summary: Anti-TIP efforts": what stands before a colon belongs to no phrase
        if token.text in {":", "--", "("} or (owner and token.text in POSSESSIVES and token.idx >= owner.end):
            first = token.i + 1
    for name in inside:
        gap = _LIST_GOES_ON.match(chunk.doc.text, name.end)
        if gap:  # "ECPAT and a network": ECPAT owns nothing
            first = next((t.i for t in chunk if t.idx >= gap.end()), first)
        verb = next((t for t in chunk[1:] if t.nbor(-1).idx == name.start), None)
        found = (
            verb is not None and (verb.tag_ in {"VBN", "VBD"} or verb.lower_ in _PLAIN_VERBS) and "-" not in verb.text
        )
        if verb is not None and found:  # "the ministry conducted training"
            first = verb.i + 1
        if (gap or found) and name is owner:
            owner = None
    return first, owner
