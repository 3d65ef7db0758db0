"""A stretch of a document → a clean view that remembers the offset of each of its characters.

White space of any length becomes one space, invisible characters and noise vanish, words that a line break
has cut are joined, and a space is put where two words were glued together ("(MIA),Vilayet").
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice

from kg.model import View
from kg.read.source import Span

# PDFium writes one of these in place of a hyphen and the line break after it.
_PDF_HYPHENS = "\u0002\ufffe"
_SOFT = "\u00ad" + _PDF_HYPHENS
_INVISIBLE = _SOFT + "\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\x00-\x08\x0e-\x1b\x7f"
_TOKEN = re.compile(rf"(?P<gap>[\s{_INVISIBLE}]+)|[^\s{_INVISIBLE}]+")
_LIGATURES = {"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl"}
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
# Parts of a word that keep their hyphen.
_PREFIXES = frozenset(
    (
        "anti",
        "co",
        "counter",
        "cross",
        "ex",
        "half",
        "high",
        "inter",
        "intra",
        "long",
        "low",
        "mid",
        "multi",
        "non",
        "one",
        "policy",
        "post",
        "pre",
        "pro",
        "re",
        "self",
        "semi",
        "short",
        "socio",
        "sub",
        "two",
        "vice",
        "well",
    )
)

_L = r"[^\W\d_]"  # a letter
# Each pattern ends where a space is missing.
_GLUED = (
    re.compile(rf"(?<=\S)[,;](?={_L}|[“(])"),
    re.compile(r"(?<=[^\W\d_)])[,;](?=\d)"),
    re.compile(r"(?:(?<=[a-z]{2})|(?<=[)\"”%]))\.(?=[A-Z“(])"),
    re.compile(r"(?:(?<=[A-Z]{2})|(?<=\d))\.(?=[A-Z][a-z])"),
    re.compile(r"(?<=[\w)])\.(?=\([A-Z])"),
    re.compile(r"(?:(?<=[a-z]{2})|(?<=\)))[:?!](?=[A-Z(])"),
    re.compile(rf"(?<={_L}{{2}})(?=\((?:[A-Z][\w .-]|{_L}{{6,}}|{_L}+ ))"),
    re.compile(r"(?<=[a-z]{3})(?=- (?!and\b|or\b|to\b)[a-z])"),
    re.compile(r"\((?P<inside>[^()]*)\)(?=[\w(])"),
)
_ADDRESS = re.compile(r"(?<!\S)(?=\S*(?:@|://|www\.))\S+", re.IGNORECASE)
_ACRONYM = re.compile(r"[A-Z]{2,}")  # "Gender(MOG)said": the brackets of an acronym are its own
_SHORT = 3  # "victim(s)", "144(2)a", "child(ren)": brackets that belong to the word


@dataclass(frozen=True, slots=True)
class Cleaner:
    """Makes views of one text. `noise` are sorted spans to leave out.

    `words` are the document's own words, lower case: they decide whether "traffick-⏎ing" loses its hyphen.
    Without them every hyphen stays, as in cables, whose lines break only after hyphens that belong to the word.
    """

    text: str
    noise: Sequence[Span] = ()
    words: frozenset[str] = field(default=frozenset())

    def view(self, start: int, end: int) -> View:
        """The clean view of `text[start:end]`."""
        letters: list[str] = []
        origin: list[int] = []
        gap: tuple[int, str] | None = None
        for token in self._tokens(start, end):
            first, piece = token.start(), token.group()
            if token["gap"]:
                gap = (gap[0], gap[1] + piece) if gap else (first, piece)
                continue
            if gap and letters:
                self._bridge(letters, origin, gap, piece)
            gap = None
            for place, letter in enumerate(piece, first):
                for part in _LIGATURES.get(letter, letter):
                    letters.append(part)
                    origin.append(place)
        return _unglue(View("".join(letters), tuple(origin)))

    def _tokens(self, start: int, end: int) -> Iterable[re.Match[str]]:
        for left, right in outside(self.noise, start, end):
            yield from _TOKEN.finditer(self.text, left, right)

    def _bridge(self, letters: list[str], origin: list[int], gap: tuple[int, str], piece: str) -> None:
        """What stands between two words: a space, nothing, or nothing and the hyphen gone too."""
        place, blank = gap
        if blank[0] in _PDF_HYPHENS and not self._is_cut("".join(letters[-40:]), piece):
            letters.append("-")
            origin.append(place)
        if blank[0] in _SOFT or not any(letter.isspace() for letter in blank):
            return
        broken = "\n" in blank or "\r" in blank
        if broken and letters[-1] in "-\u2010" and len(letters) > 1 and letters[-2].isalnum() and piece[0].isalnum():
            if self._is_cut("".join(letters[-40:-1]), piece):
                letters.pop()
                origin.pop()
            return
        letters.append(" ")
        origin.append(place)

    def _is_cut(self, before: str, after: str) -> bool:
        left, right = re.search(rf"{_L}*$", before), re.match(rf"{_L}*", after)
        if not self.words or not left or not right or not left.group() or not right.group()[:1].islower():
            return False
        whole, parts = (left.group() + right.group()).lower(), f"{left.group()}-{right.group()}".lower()
        if whole in self.words or parts in self.words:
            return whole in self.words
        return left.group().lower() not in _PREFIXES


def words_of(text: str) -> frozenset[str]:
    """The words of a text in lower case, hyphenated ones whole."""
    return frozenset(word.lower() for word in _WORD.findall(text))


def outside(noise: Sequence[Span], start: int, end: int) -> Iterable[Span]:
    """The stretches of `start:end` that no span of `noise` covers; its spans are sorted and apart from one another."""
    first = max(bisect_left(noise, (start,)) - 1, 0)
    for left, right in islice(noise, first, None):
        if right <= start:
            continue
        if left >= end:
            break
        if left > start:
            yield start, left
        start = max(start, right)
    if start < end:
        yield start, end


def merge_spans(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Spans sorted, with those that touch or overlap made one."""
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        elif start < end:
            merged.append((start, end))
    return tuple(merged)


def _unglue(view: View) -> View:
    """Puts a space where one is missing; it comes from the character before it."""
    places = sorted(_missing_spaces(view.text))
    if not places:
        return view
    pieces: list[str] = []
    origin: list[int] = []
    last = 0
    for place in places:
        pieces.append(view.text[last:place])
        origin.extend(view.origin[last:place])
        origin.append(origin[-1])
        last = place
    return View(" ".join([*pieces, view.text[last:]]), (*origin, *view.origin[last:]))


def _missing_spaces(text: str) -> set[int]:
    addresses = [found.span() for found in _ADDRESS.finditer(text)]
    starts = [start for start, _ in addresses]
    places: set[int] = set()
    for pattern in _GLUED:
        for found in pattern.finditer(text):
            place = found.end()
            if "inside" in pattern.groupindex and _belongs_to_word(text, found):
                continue
            nearest = bisect_left(starts, place) - 1
            if place and (nearest < 0 or place >= addresses[nearest][1]):
                places.add(place)
    return places


def _belongs_to_word(text: str, bracket: re.Match[str]) -> bool:
    """Whether a bracket is part of a word or of a number: "victim(s)", "(s)he", "144(2)(a)", "person(s)'"."""
    short = len(bracket["inside"]) <= _SHORT
    after = text[bracket.end() : bracket.end() + 2]
    if after[0] == "(":
        return short
    before = text[bracket.start() - 1 : bracket.start()]
    glued = before.isalnum() and not _ACRONYM.fullmatch(bracket["inside"])
    return bool(re.match(r"s\b", after)) or (short and (glued or bracket["inside"] == "s"))
