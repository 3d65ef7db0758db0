"""When a claim holds: the period of a sentence that belongs to a predicate."""

import re
from collections.abc import Iterator

from kg.extract.periods import Period, find_periods
from kg.extract.reading import Reading
from kg.extract.tree import Token

_NAMING = {"compound", "amod", "nummod", "nmod", "poss"}  # "the 2008 report", "last year's plan"
_OF_TIME = {"", "year", "month", "week", "quarter", "half", "period", "january", "february", "march", "april", "may", "june",
            "july", "august", "september", "october", "november", "december"}  # fmt: skip
_DATED_THINGS = {"act", "agreement", "budget", "code", "convention", "decree", "law", "ordinance", "plan", "programme", "program", "protocol",
                 "report", "resolution", "strategy"}  # fmt: skip
_DATED_CLASSES = {"ActionPlan", "Agreement", "Law", "LegalProvision", "Order", "Programme", "Publication", "Treaty"}
_BEHIND = re.compile(r"\s*(?:\([^)]*\))?,?\s*(?:for|of|from|covering)\s+(?:the\s+)?(?:(?:period|years?)\s+)?(?:of\s+)?")
_YEARLESS = {"inmonth", "md", "dm"}
_SUBJECTS = {"nsubj", "nsubjpass", "expl"}


def period_of(reading: Reading, token: Token, issued: str, *, planned: bool = False) -> str:
    """The period of the predicate `token`, "" where its clause names none.

    `issued` anchors "last year" and "in June": the last June, and the next one if what is `planned` will be then.
    """
    sentence = token.sent
    start, end = sentence.start_char, sentence.end_char
    inside = [p for p in find_periods(reading.text, issued) if start <= p.start < end and p.value]
    anchored = [(p, anchor) for p in inside if (anchor := _anchor(reading, p)) is not None] if inside else []
    if not anchored:
        return ""
    for verb, fronted in _clauses(token):
        own = [p for p, anchor in anchored if anchor == verb and (not fronted or p.start < verb.idx)]
        if own:
            nearest = min(own, key=lambda p: abs(p.start - token.idx))
            return _coming(nearest, issued) if planned else nearest.value
    verbless = [p for p, anchor in anchored if anchor.pos_ not in {"VERB", "AUX"}]  # the parser missed the verb
    return verbless[0].value if verbless else ""


def _coming(period: Period, issued: str) -> str:
    """A month without a year, read as the next after the date of issue."""
    past = period.kind in _YEARLESS and period.value[:7] <= issued[:7] and period.value[:4].isdigit()
    return f"{int(period.value[:4]) + 1}{period.value[4:]}" if past else period.value


def _anchor(reading: Reading, period: Period) -> Token | None:
    """The predicate that a period belongs to; None where it names or bounds a thing ("the 2005 law", "a plan for 2009-2013")."""
    text = reading.text
    if any(
        k.mention.start <= period.start < k.mention.end
        or (k.entity.cls in _DATED_CLASSES and _BEHIND.fullmatch(text, k.mention.end, period.start))
        for k in reading.links
    ):
        return None
    span = reading.doc.char_span(period.start, period.end, alignment_mode="expand")
    if span is None:
        return None
    below = span.root
    while below.head != below:
        above = below.head
        thing = above.lemma_.lower() if above.pos_ in {"NOUN", "PROPN"} and above not in span else ""
        if (below.dep_ in _NAMING and thing not in _OF_TIME) or (below.dep_ == "prep" and thing in _DATED_THINGS):
            return None
        if above.pos_ in {"VERB", "AUX"}:
            misplaced = below.dep_ == "prep" and below.lower_ == "for" and "/" in period.value
            before = above.doc[below.i - 1].lemma_.lower() if below.i else ""
            return None if misplaced and before in _DATED_THINGS else above
        below = above
    return below


def _clauses(token: Token) -> Iterator[tuple[Token, bool]]:
    """The predicate and those whose time it shares; True where only a time that stands before it holds for it too."""
    yield token, False
    yield from ((c, False) for c in token.children if c.dep_ == "xcomp")  # "forced them to work in 2007"
    below, fronted = token, False
    while below.head != below:
        above = below.head
        own = any(c.dep_ in _SUBJECTS for c in below.children)
        if below.dep_ in {"conj", "ccomp"} and above.pos_ in {"VERB", "AUX"}:
            fronted = True
        elif below.dep_ in {"relcl", "advcl", "acl"} or (own and below.dep_ != "ccomp"):
            return
        if above.pos_ in {"VERB", "AUX"}:
            yield above, fronted
        below = above
