"""What stands around a word that tells a flow: lists of places, nationalities, numbers."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.extract.flow_rules import FlowRule, FlowRules
from kg.extract.places import MARK, Masked, Place, PlaceList, place_of, read_lists
from kg.model import Flow

TO = {"to", "into", "toward", "towards", "en route to", "bound for", "destined for"}
THROUGH = (
    {"through", "via", "passing through"}
    | {verb + tail for verb in ("transit", "transits", "transited", "transiting") for tail in ("", " through")}
    | {"cross", "crosses", "crossed", "crossing"}
)
WORK_BEFORE = re.compile(r"\b(?:exploitation|prostitution|labou?r|servitude|work|jobs|begging|trafficking)\s+$", re.I)
FOREIGN_FROM = re.compile(
    r"\b(?:traffickers?|tourists?|officials?|clients?|customers?|representatives|information|reports?|funding|support|pressure|experts|officers|remov\w+|range|suffer\w*|"
    r"protect\w*|benefit\w*|relief|apart|aside|away|rescued?|organi[sz]ations?|NGOs|recruiters?|criminals?|money|profits?|goods|data|statistics|separated?|differ\w*|buyers|men who|"
    r"prevent\w*|prohibit\w*|gangs?|groups?|networks?|offenders|employers|agencies|brokers)\s+$",
    re.I,
)
_SAME_COUNTRIES = re.compile(r"\bfrom (?:these|those|the same|such|the above|all of these) (?:\w+ )?countries\b", re.I)
_ACCUSED_BEFORE = re.compile(
    r"\b(?:arrest|convict|prosecut|sentenc|charg|detain|deport|suspect)\w*\s+(?:\w+\s+){0,3}$", re.I
)
_ACCUSED_AFTER = re.compile(
    r"\s+(?:[\w-]+\s+){1,3}?(?:was|were|has been|have been|had been)\s+(?:\w+\s+)?(?:arrested|convicted|prosecuted|sentenced|charged|detained|deported|indicted|accused)\b",
    re.I,
)
_REGION_BEFORE = re.compile(r"\bthe\s+$", re.I)  # "in the Caribbean, where"
_NAME_ENDS = re.compile(r"\s*(?:[,.;)]|and\b|$)")
_COUNT_BEFORE = 40
_BREAK = re.compile(r"[,.;:(]")
_BARE_SUBJECT = re.compile(r"\s+(?:was|were|had|have)\b", re.I)  # "Of these, 106 had been"
_PREPOSITION_LAST = re.compile(r"\b(?:from|to|in|were|was|are)\s+(?:the\s+)?$", re.I)
_YEARS = range(1900, 2100)


NOWHERE = Place("", -1)  # what the text does not say


@dataclass(frozen=True, slots=True)
class Ends:
    """One origin–destination pair (entity ids; "" where the text does not say).

    `sure` is False where a default was used. `at` is where the place that sets the pair apart stands in the masked
    sentence, -1 where the text names none.
    """

    origin: str
    transit: tuple[str, ...]
    destination: str
    count: int | None = None
    sure: bool = True
    at: int = -1


@dataclass(frozen=True, slots=True)
class Around:
    """A trigger in its clause; `lists` stand behind it; `before` are the flows of the sentence before."""

    masked: Masked
    rules: FlowRules
    rule: FlowRule
    trigger: re.Match[str]
    clause: tuple[int, int]
    own: str
    before: Sequence[Flow]
    lists: tuple[PlaceList, ...]

    @property
    def refers_back(self) -> bool:
        """Whether the clause goes on about the victims told of before."""
        return self.rules.pronoun.match(self.masked.text[slice(*self.clause)]) is not None

    @property
    def head(self) -> str:
        """The text of the clause before the trigger."""
        return self.masked.text[self.clause[0] : self.trigger.start()]

    def behind(self, prepositions: set[str]) -> list[Place]:
        """The places behind the trigger that one of the prepositions introduces."""
        return [place for lst in self.lists if lst.preposition in prepositions for place in lst.places]


def share_cuts(rules: FlowRules, text: str, clause: tuple[int, int], told: int) -> list[int]:
    """Where a clause falls into shares with their own victims, behind the trigger that ends at `told`.

    There is a place in each: "to forced labor, and women to prostitution, in A" is not cut.
    """
    cuts: list[int] = []
    for match in rules.share.finditer(text, told, clause[1]):
        if MARK.search(text, cuts[-1] if cuts else told, match.start()) and MARK.search(text, match.start(), clause[1]):
            cuts.append(match.start())
    return cuts


def origins_of(a: Around, start: int) -> list[Place]:
    """Places after "from", where victims come from them."""
    text = a.masked.text
    found: dict[str, Place] = {}
    for lst in [*read_lists(a.masked, start, a.trigger.start(), a.own, a.rules.places), *a.lists]:
        if lst.preposition != "from":
            continue
        before = text[max(a.clause[0], lst.start - _COUNT_BEFORE) : lst.start]
        ahead = lst.start < a.trigger.start()
        if FOREIGN_FROM.search(before) or (ahead and not a.rules.victims_from.search(before)):
            continue
        for place in lst.places:
            if place.id != "abroad":
                found.setdefault(place.id, place)
    if not found and _SAME_COUNTRIES.search(text, *a.clause):
        found = {f.origin: Place(f.origin, -1) for f in a.before if f.origin not in {"", a.own}}
    return list(found.values())


def nationalities(a: Around, start: int, end: int) -> list[Place]:
    """The countries of the victims whose nationality the text gives between two positions."""
    text = a.masked.text
    found: dict[str, Place] = {}
    for match in a.rules.national.finditer(text, start, end):
        country = place_of(a.masked, match["letter"], int(match["link"]), a.own)
        accused = _ACCUSED_BEFORE.search(text, max(start, match.start() - 40), match.start())
        accused = accused or _ACCUSED_AFTER.match(text, match.end())
        region = _REGION_BEFORE.search(text, start, match.start()) and _NAME_ENDS.match(text, match.end())
        if not accused and not region:
            found.setdefault(country, Place(country, match.start()))
    return list(found.values())


def count_of(a: Around, origin: Place, place: Place, places: Sequence[Place]) -> int | None:
    """How many victims a pair has: the number before its destination, else the one before its origin or its subject.

    "102 Thai victims from Laos, 36 from Oman": a number of the origin is that of the first destination alone where
    others have their own.
    """
    own = count_before(a, place)
    if own is not None:
        return own
    if place != places[0] and any(count_before(a, p) is not None for p in places):
        return None
    counted = count_before(a, origin)
    if counted is None and place == places[0]:
        shared = len(places) > 1 and all(count_before(a, p) is None for p in places)
        return None if shared else _counted_people(a, place)
    return counted


def _counted_people(a: Around, place: Place) -> int | None:
    """The number of victims that a clause counts before a place: "160 of the 210 victims", "of these, 106 had been"."""
    text = a.masked.text[a.clause[0] : max(place.at, a.clause[0])]
    for number in a.rules.numbers.find(text):
        behind = text[number.end : number.end + _COUNT_BEFORE]
        people = a.rules.victims.search(behind)
        near = people is not None and not _BREAK.search(behind, 0, people.start())
        accused = _ACCUSED_BEFORE.search(text, 0, number.start)
        if number.value and not accused and (near or _BARE_SUBJECT.match(behind)):
            return int(float(number.value))
    return None


def count_before(a: Around, place: Place) -> int | None:
    """The number of victims right before a place or nationality: "three Thai women", "four from Laos", "two to Oman"."""
    if place.at < 0:
        return None
    start = max(0, place.at - _COUNT_BEFORE)
    text = _PREPOSITION_LAST.sub("", a.masked.text[start : place.at])
    numbers = [n for n in a.rules.numbers.find(text) if n.value and not text[n.end :].strip()]
    count = int(float(numbers[-1].value)) if numbers else None
    return None if count in _YEARS else count
