"""Sentences with their place names replaced by marks, and lists of places read out of them.

A mark is `<O1>`: a letter for what the place is to the document, and the number of its link. O is the
document's country, D a place in it, M its nationals' adjective; C, P and N are the same for the rest of the world.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.extract.reading import Setting
from kg.model import Link

MARK = re.compile(r"<([OCPDNM])(\d+)>")
_TOKEN = re.compile(r"<[OCPDNM]\d+>(?:['’]s?(?= [a-z]))?|[^\W\d_][\w'’-]*|[(),/–—-]|\d+")
_PREPOSITIONS = "from|to|into|towards?|throughout|through|via|within|inside|in|across|outside(?: of)?|en route to|bound for|destined for|out of|between|around|for"
PREPOSITION = re.compile(
    rf"\b(?:{_PREPOSITIONS})\b(?:(?:,\s*(?:and\s+|or\s+)?|\s+(?:and|or)\s+)(?:{_PREPOSITIONS})\b)*", re.I
)
_EACH_PREPOSITION = re.compile(rf"\b(?:{_PREPOSITIONS})\b", re.I)
_BOTH_SIDES = re.compile(r"\b(?:within|in|inside|internally)\s+(?:and|or)\s+(?:outside(?: of)?|abroad from)\s+", re.I)
_CONNECTORS = {",", "and", "or", "/", "&", "(", ")", "–", "—", "-", "nor", "plus", "then"}
_CAPITALISED_STOP = {"NGO", "NGOs", "IOM", "ILO", "TIP", "The", "They", "In", "Women", "Men", "Children", "Government"}
_UNNAMED = 90  # characters an unnamed place ("neighboring countries") is looked for in


@dataclass(frozen=True, slots=True)
class Masked:
    """A sentence with marks for its places. `links[n]` is the link of mark n; `locate` gives back view offsets."""

    text: str
    links: tuple[Link, ...]
    starts: tuple[int, ...]
    shifts: tuple[int, ...]

    def locate(self, position: int) -> int:
        """The view's offset of a position in the masked text."""
        return position + self.shifts[bisect_right(self.starts, position) - 1]


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """Unnamed places and filler words, compiled from the rule file."""

    abroad: re.Pattern[str]
    domestic: re.Pattern[str]
    filler: frozenset[str]


@dataclass(frozen=True, slots=True)
class PlaceList:
    """Places after a preposition. `ids` are entity ids, "abroad" for an unnamed foreign place; `own` may be among them."""

    preposition: str
    ids: tuple[str, ...]
    start: int
    end: int


def mask(text: str, start: int, end: int, links: Sequence[Link], setting: Setting) -> Masked:
    """The view characters `start:end` as a masked sentence; `links` are those inside it, in order."""
    pieces: list[str] = []
    starts, shifts = [0], [start]
    kept: list[Link] = []
    at, length = start, 0
    for link in links:
        letter = _letter(link, setting)
        if not letter or link.mention.start < at:
            continue
        before = text[at : link.mention.start]
        mark = f"<{letter}{len(kept)}>"
        pieces += [before, mark]
        length += len(before) + len(mark)
        at = link.mention.end
        kept.append(link)
        starts.append(length)
        shifts.append(at - length)
    pieces.append(text[at:end])
    masked = "".join(pieces)
    return Masked(_BOTH_SIDES.sub(_both_sides, masked), tuple(kept), tuple(starts), tuple(shifts))


def _both_sides(match: re.Match[str]) -> str:
    """ "within and outside <O1>" reads "within <O1> and abroad", in the same length."""
    return "inside, outside ".ljust(len(match[0]))[: len(match[0])] if len(match[0]) >= 16 else match[0]


def _letter(link: Link, setting: Setting) -> str:
    cls, country = link.entity.cls, setting.document.country
    if cls not in {"Country", "Place"}:
        return ""
    own = bool(country) and link.entity.country.upper() == country.upper()
    if link.mention.label == "Demonym":
        return "M" if own else "N"
    return ("O" if own else "C") if cls == "Country" else ("D" if own else "P")


def own_country(setting: Setting) -> str:
    """The id of the document's country, "" where it is not known."""
    return setting.country.id if setting.country is not None else ""


def place_of(masked: Masked, letter: str, number: int, own: str) -> str:
    """The entity id a mark stands for; places inside the document's country stand for the country."""
    return own if letter in "ODM" and own else masked.links[number].entity.id


def read_lists(masked: Masked, start: int, end: int, own: str, words: PlaceWords) -> Iterator[PlaceList]:
    """The lists of places after each preposition between two positions; joined prepositions give one list each."""
    text = masked.text
    at = start
    while match := PREPOSITION.search(text, at, end):
        ids, stop = scan(masked, match.end(), end, own, words)
        at = match.end()
        if ids:
            for preposition in _EACH_PREPOSITION.findall(match[0]):
                yield PlaceList(preposition.casefold(), tuple(dict.fromkeys(ids)), match.start(), stop)
            at = stop


def scan(masked: Masked, start: int, end: int, own: str, words: PlaceWords) -> tuple[list[str], int]:
    """The places that stand from `start` on, and where their list ends."""
    ids: list[str] = []
    stop = at = start
    unnamed = 0
    while at < end:
        match = _TOKEN.search(masked.text, at, end)
        if match is None or masked.text[at : match.start()].strip():
            break
        token = match[0]
        mark = MARK.match(token)
        if mark:
            if mark[1] in "NM" and not token.endswith(("'s", "’s")):
                break  # "in Moldovan factories"
            ids.append(place_of(masked, mark[1], int(mark[2]), own))
            at = stop = match.end()
            if token.endswith("s"):
                at = _after_possessed(masked.text, at, end)
            continue
        vague = words.domestic.match(masked.text, match.start(), end) or words.abroad.match(
            masked.text, match.start(), end
        )
        if vague and not _named_next(masked.text, vague.end(), end):
            ids.append(own if vague.re is words.domestic else "abroad")
            at = stop = vague.end()
            continue
        if token[0].isupper() and token not in _CAPITALISED_STOP and unnamed < 4 and not token.isupper():
            unnamed += 1
        elif (
            token.casefold() not in words.filler
            and token not in _CONNECTORS
            and not (token.casefold() in {"to", "from", "in"} and ids)
        ) or (
            token.casefold() in {"to", "from", "in"}
            and not _SAME.search(masked.text, max(0, match.start() - 30), match.start())
        ):
            break
        at = match.end()
    return ids, stop


_SAME = re.compile(r"(?:\band|\bor|,|\bextent|\bdegree)\s*$", re.I)
_NAMED_NEXT = re.compile(
    r",?\s*\(?(?:(?:such as|like|including|especially|particularly|notably|mainly|primarily|of|in)\s+)(?:the\s+)?<",
    re.I,
)


def _named_next(text: str, start: int, end: int) -> bool:
    """Whether "neighboring countries" is spelt out right away: "including Kenya"."""
    return bool(_NAMED_NEXT.match(text, start, end))


def _after_possessed(text: str, start: int, end: int) -> int:
    """Past the noun that a place owns: "Kenya's coastal towns"."""
    match = re.compile(r"(?:\s+[a-z][\w-]*){1,3}?(?=\s*(?:,|\.|;|$|\band\b|\bfor\b|\bwhere\b|\bto\b|\bwho\b))").match(
        text, start, end
    )
    return match.end() if match else start
