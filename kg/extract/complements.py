"""What follows a noun phrase and belongs to it: "agreement with X", "law on Y", "NGOs that run the shelter"."""

import re

from kg.extract.tree import Span

PREPOSITIONS = {"of", "on", "for", "against", "in", "at", "from", "regarding", "to", "within"}
PARTNERS = {"with", "between"}  # what an agreement has behind it
_LONGEST_COMPLEMENT = 9  # words
_JOINTLY = {
    "cooperation",
    "collaboration",
    "partnership",
    "coordination",
    "conjunction",
    "consultation",
}  # says of the verb with whom
_YEAR = re.compile(r"(?:19|20)\d\d")


def complement_of(chunk: Span, prepositions: set[str] = PREPOSITIONS) -> str:
    """What follows as "for …", "on …", "of …" and belongs to the phrase."""
    doc, follow = chunk.doc, chunk.end
    if follow >= len(doc) or doc[follow].text not in prepositions:
        return ""
    inner = next((t for t in doc[follow].children if t.dep_ == "pobj" and t.i > follow), None)
    if inner is None or inner.lower_ in _JOINTLY or inner.i - follow > _LONGEST_COMPLEMENT:
        return ""
    end = inner.i
    if end + 1 < len(doc) and inner.pos_ == "PROPN" and _YEAR.fullmatch(doc[end + 1].text):
        return doc[follow : end + 2].text  # "in April 2007"
    joined = next((t for t in inner.children if t.dep_ == "conj" and t.i - inner.i <= 4), None)
    if joined is not None and joined.pos_ == "NOUN":
        return doc[follow : joined.i + 1].text
    nested = next(
        (
            t
            for t in inner.children
            if t.dep_ == "prep" and t.i == inner.i + 1 and t.text in {"of", "in", "on", "against"}
        ),
        None,
    )
    if nested is not None:
        end = next((t.i for t in nested.children if t.dep_ == "pobj" and t.i - follow <= _LONGEST_COMPLEMENT), end)
    return doc[follow : end + 1].text


def description_of(chunk: Span) -> str:
    """A short clause right behind the phrase that says which ones are meant: "associated with …", "that run …"."""
    clause = next((c for c in chunk.root.children if c.dep_ in {"acl", "relcl"} and c.i >= chunk.end), None)
    if clause is None or clause.left_edge.i != chunk.end:
        return ""
    inner = [t for t in clause.subtree if t.i >= chunk.end]
    end = next((t.i for t in inner if t.dep_ in {"cc", "punct"} and t.head == clause), inner[-1].i + 1)
    words = chunk.doc[chunk.end : end]
    return words.text if 1 < len(words) <= _LONGEST_COMPLEMENT else ""
