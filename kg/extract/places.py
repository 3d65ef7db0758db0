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
_PREPOSITIONS = "from|transit(?:s|ed|ing)?(?: through)?|cross(?:es|ed|ing)?|passing through|to|into|towards?|throughout|through|via|within|inside|in|across|outside(?: of)?|en route to|bound for|destined for|out of|between|around|near|off|for"
PREPOSITION = re.compile(
    rf"\b(?:{_PREPOSITIONS})\b(?:(?:,\s*(?:and\s+|or\s+)?|\s+(?:and|or)\s+)(?:{_PREPOSITIONS})\b)*", re.I
)
_EACH_PREPOSITION = re.compile(rf"\b(?:{_PREPOSITIONS})\b", re.I)
_BOTH_SIDES = re.compile(r"\b(?:within|in|inside|internally)\s+(?:and|or)\s+(?:outside(?: of)?|abroad from)\s+", re.I)
_SITE_OF = re.compile(  # "the brick kilns of <D1>" reads "the brick kilns in <D1>", in the same length
    r"(\b(?:kilns?|sites?|farms|fields|mines|camps?|factories|plantations|quarries|homes|kitchens|restaurants|bars|saunas|clubs|brothels|hospitals|clinics|streets|markets|slums) )of(?= (?:the )?<)",
    re.I,
)
_CONNECTORS = {",", "and", "or", "/", "&", "(", ")", "–", "—", "-", "nor", "plus", "then"}
_CAPITALISED_STOP = {"NGO", "NGOs", "IOM", "ILO", "TIP", "The", "They", "In", "Women", "Men", "Children", "Government"}


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
class Place:
    """A place at a position of the masked text. `id` is an entity id, "abroad" for an unnamed foreign place."""

    id: str
    at: int


@dataclass(frozen=True, slots=True)
class PlaceList:
    """Places after a preposition, each once; the document's country may be among them."""

    preposition: str
    places: tuple[Place, ...]
    start: int
    end: int

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of the places, in their order."""
        return tuple(place.id for place in self.places)


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
    if " of <" in masked or " of the <" in masked:
        masked = _SITE_OF.sub(r"\1in", masked)
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
    """The entity id a mark stands for. A place stands for its country, where that is known; a region of the world for itself."""
    if letter in "ODM" and own:
        return own
    entity = masked.links[number].entity
    return f"country/{entity.country.lower()}" if entity.country else entity.id


def read_lists(masked: Masked, start: int, end: int, own: str, words: PlaceWords) -> Iterator[PlaceList]:
    """The lists of places after each preposition between two positions; joined prepositions give one list each."""
    text = masked.text
    at = start
    while match := PREPOSITION.search(text, at, end):
        prepositions = [p.casefold() for p in _EACH_PREPOSITION.findall(match[0])]
        places, stop = scan(masked, match.end(), end, own, words, prepositions)
        at = match.end()
        if places:
            for preposition in prepositions:
                yield PlaceList(preposition, places, match.start(), stop)
            at = stop


def scan(
    masked: Masked, start: int, end: int, own: str, words: PlaceWords, prepositions: Sequence[str] = ()
) -> tuple[tuple[Place, ...], int]:
    """The places that stand from `start` on, each once, and where their list ends.

    One of the `prepositions` that introduced the list may stand in it again: "to A and to B".
    """
    text = masked.text
    found: dict[str, Place] = {}
    stop = at = start
    unnamed = 0
    while at < end:
        match = _TOKEN.search(text, at, end)
        if match is None or text[at : match.start()].strip():
            break
        mark = MARK.match(match[0])
        if mark and mark[1] in "NM" and not match[0].endswith(("'s", "’s")):
            region = _REGIONAL.match(text, match.end(), end)
            if region is None and not _REGION_NAME.search(text, start, match.start()):
                break  # "in Moldovan factories", but not "in the Caribbean"
            at = region.end() if region else match.end()
            if not _OTHERS.search(text, start, match.start()) and not _NAMED_NEXT.match(text, at, end):
                place = place_of(masked, mark[1], int(mark[2]), own)  # "and Central Asian nations"
                found.setdefault(place, Place(place, match.start()))
                stop = at
        elif mark:
            place = place_of(masked, mark[1], int(mark[2]), own)
            found.setdefault(place, Place(place, match.start()))
            stop = match.end()
            at = _after_place(text, match, end)
        elif vague := words.domestic.match(text, match.start(), end) or words.abroad.match(text, match.start(), end):
            at = vague.end()
            if not _NAMED_NEXT.match(text, at, end):  # not "neighboring countries, including Kenya"
                place = own if vague.re is words.domestic else "abroad"
                found.setdefault(place, Place(place, match.start()))
                stop = at
        elif _unnamed_place(match[0]) and unnamed < _MOST_UNNAMED:
            unnamed += 1
            at = match.end()
        elif _goes_on(text, match, words, prepositions if found else ()):
            at = match.end()
        else:
            break
    return tuple(found.values()), stop


def _unnamed_place(token: str) -> bool:
    """Whether a word looks like a name that no table knows; it may stand in a list without ending it."""
    return token[0].isupper() and not token.isupper() and token not in _CAPITALISED_STOP


def _goes_on(text: str, match: re.Match[str], words: PlaceWords, prepositions: Sequence[str]) -> bool:
    """Whether a list runs on through this word: a filler, a connector, or its own preposition once more."""
    token = match[0].casefold()
    if token in prepositions:
        return bool(_SAME.search(text, max(0, match.start() - 30), match.start()))
    return token in words.filler or token in _CONNECTORS


def _after_place(text: str, match: re.Match[str], end: int) -> int:
    """Where a list goes on after a place: past a count ("11 to"), and past what the place owns ("Kenya's towns")."""
    at = match.end()
    counted = _COUNTED_NEXT.match(text, at, end)
    at = counted.end() if counted else at
    owned = _OWNED.match(text, at, end) if match[0].endswith("s") else None
    return owned.end() if owned else at


_MOST_UNNAMED = 4
_REGION_NAME = re.compile(r"\bthe\s+$", re.I)
_OTHERS = re.compile(r"\bother(?: neighbou?ring)?\s+$", re.I)
_OWNED = re.compile(r"(?:\s+[a-z][\w-]*){1,3}?(?=\s*(?:,|\.|;|$|\band\b|\bfor\b|\bwhere\b|\bto\b|\bwho\b))")
_REGIONAL = re.compile(r"\s+(?:countries|states|nations|cities|towns|ports|capitals)\b", re.I)
_COUNTED_NEXT = re.compile(  # "six to Turkey, 11 to Greece and one to Italy"
    r"\s*(?:,|and|,\s*and)\s+(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\s+(?:to|in|from)\s+(?=(?:the\s+)?<)",
    re.I,
)
_SAME = re.compile(r"(?:\band|\bor|,|\bextent|\bdegree|\balso|\bas)\s*$", re.I)
_NAMED_NEXT = re.compile(
    r",?\s*\(?(?:(?:such as|like|including|especially|particularly|notably|mainly|primarily|of|in)\s+)(?:the\s+)?<",
    re.I,
)
