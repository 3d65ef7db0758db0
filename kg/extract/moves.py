"""Victims taken from, through and to places, or exploited in them."""

import re
from bisect import bisect
from collections.abc import Iterator, Sequence
from itertools import product

from kg.extract.places import Place, PlaceList, read_lists, scan
from kg.extract.surroundings import (
    NOWHERE,
    THROUGH,
    TO,
    WORK_BEFORE,
    Around,
    Ends,
    count_before,
    count_of,
    nationalities,
    origins_of,
    share_cuts,
)

_IN = {"in", "within", "inside", "throughout", "across", "around", "near", "off"}
_INWARD = {"within", "inside", "throughout", "across"}
_OUTSIDE = {"outside", "outside of", "out of"}
_SCENE_REACH = 14
_OTHERS = re.compile(r"\W*others\b", re.I)
_ANOTHER_WAY = re.compile(r"\b(?:as well as|directly)\b", re.I)
_THROUGH_HERE = re.compile(r"\s+through\s*(?:[.,;]|$)", re.I)
_LEFT = re.compile(r"lea|left|bound", re.I)
_NOUN_REACH = 60
_MOST_PAIRS = 16
_PLACED = {"victims lured", "victims handed over", "victims put to work"}  # they tell a flow only with its places


def moved_ends(a: Around) -> Iterator[Ends]:
    """ "V from A are trafficked through B to C", "V are forced into prostitution in D"."""
    text = a.masked.text
    own, clause = a.own, text[a.clause[0] : a.clause[1]]
    people = a.rules.victims.search(clause) or a.refers_back or "<N" in clause or "<M" in clause
    if not people and a.rule.kind != "noun":
        return
    first = a.trigger.start() if a.rule.kind == "noun" else a.clause[0]
    found = {p.id: p for p in (*nationalities(a, first, a.clause[1]), *origins_of(a, first))}
    origins = sorted(found.values(), key=lambda place: place.at)
    places, inside = _destinations(a)
    ahead = tuple(read_lists(a.masked, a.clause[0], a.trigger.start(), own, a.rules.places))
    passed = [*a.behind(THROUGH), *(p for lst in ahead if lst.preposition in THROUGH for p in lst.places)]
    through = [p for p in passed if p.id != "abroad"]
    if a.trigger[0].casefold().startswith("transit"):  # "transiting Georgia"
        behind, _ = scan(a.masked, a.trigger.end(), a.clause[1], own, a.rules.places)
        through += [p for p in behind if p.id != "abroad"]
    if own and _THROUGH_HERE.match(text, a.trigger.end(), a.clause[1]):  # "others pass through"
        through.append(Place(own, a.trigger.end()))
    if through and not places:
        places = _aims(a, ahead)
    foreign = bool(a.rules.foreign.search(clause))
    yield from _pairs(a, origins, places, _Way(a, through), inside=inside, foreign=foreign)


def _aims(a: Around, ahead: Sequence[PlaceList]) -> list[Place]:
    """Where those taken through a country are to work: "since the ban on work in A, they are taken through B"."""
    aims = (p for p in ahead if p.preposition == "in" and WORK_BEFORE.search(a.masked.text, a.clause[0], p.start))
    return [place for lst in aims for place in lst.places if place.id not in {a.own, "abroad"}]


class _Way:
    """The countries of transit of a clause, for each destination: "through A to B, as well as directly to C"."""

    def __init__(self, a: Around, through: list[Place]) -> None:
        self._text = a.masked.text
        self._through = list({p.id: p for p in through}.values())
        self.all = tuple(p.id for p in self._through)

    def to(self, origin: str, place: Place) -> tuple[str, ...]:
        """The countries passed between an origin and a place."""
        passed = [
            p.id
            for p in self._through
            if p.at > place.at or not _ANOTHER_WAY.search(self._text, p.at, max(p.at, place.at))
        ]
        return tuple(p for p in passed if p not in {origin, place.id})


def _pairs(
    a: Around, origins: list[Place], places: list[Place], way: _Way, *, inside: bool, foreign: bool
) -> Iterator[Ends]:
    own, text = a.own, a.masked.text
    told = bool(origins)
    if not origins and a.before and a.refers_back and not _OTHERS.match(text, *a.clause):
        named = {f.origin: Place(f.origin, -1) for f in a.before if f.origin}
        origins = list(named.values()) or [NOWHERE]
    if inside and own:
        yield Ends(own, (), own)
        places = [p for p in places if p.id != own]
    if not places:
        yield from _without_destination(a, origins, way.all, foreign=foreign, inside=inside)
        return
    if not origins:
        origins = [NOWHERE if foreign or own in way.all else Place(own, -1)]
    if len(origins) * len(places) > _MOST_PAIRS:  # nobody means every pair of two long lists
        yield from (Ends(o.id, way.all, "", count_before(a, o), sure=False, at=o.at) for o in origins)
        origins = [NOWHERE]
    if foreign and {o.id for o in origins} == {own}:  # "foreign and British victims"
        origins = [*origins, NOWHERE]
    cuts = share_cuts(a.rules, text, a.clause, a.trigger.end())
    for origin, place in product(origins, places):
        if cuts and not _share_origin(cuts, origins, origin, place):
            continue
        yield from _pair(a, origin, place, places, way, told=told, inside=inside)


def _share_origin(cuts: list[int], origins: list[Place], origin: Place, place: Place) -> bool:
    """Whether two places belong together where a clause has several shares: those of one share, else of the last with origins."""
    share = bisect(cuts, place.at)
    with_origins = {bisect(cuts, o.at) for o in origins}
    return bisect(cuts, origin.at) == max((s for s in with_origins if s <= share), default=min(with_origins))


def _pair(
    a: Around, origin: Place, place: Place, places: list[Place], way: _Way, *, told: bool, inside: bool
) -> Iterator[Ends]:
    count = count_of(a, origin, place, places)
    transit = way.to(origin.id, place)
    if place.id == "abroad":
        if origin.id and (len(places) == 1 or not told):
            yield Ends(origin.id, transit, "", count, at=place.at)
    elif origin.id == place.id and (origin.id != a.own or way.all or inside):
        return
    elif origin.id or place.id:
        sure = told or place.id != a.own
        yield Ends(origin.id, transit, place.id, count, sure=sure, at=place.at)


def _without_destination(
    a: Around, origins: list[Place], through: tuple[str, ...], *, foreign: bool, inside: bool
) -> Iterator[Ends]:
    """The document's country is the other end of what only names an origin or a transit."""
    own = a.own
    taken = a.rule.name not in _PLACED and not a.trigger[0].casefold().startswith("victims of")
    for origin in origins if a.rule.kind != "noun" or through else ():
        count = count_before(a, origin)
        if origin.id != own:
            yield Ends(origin.id, through, "" if own in through else own, count, sure=False, at=origin.at)
        elif not inside and _from_within(a, origin):
            yield Ends(own, (), own, count, sure=False, at=origin.at)
        elif not inside and a.rule.kind in {"move", "state"} and taken:
            yield Ends(own, through, "", count, sure=False, at=origin.at)
    if not origins and through:
        yield Ends("" if own in through else own, through, "", sure=False)
    if not origins and not through and foreign and not inside and taken and own:
        yield Ends("", (), own, sure=False)


def _destinations(a: Around) -> tuple[list[Place], bool]:
    """Where victims end, "abroad" for unnamed foreign places; and whether some stay inside their own country."""
    text, own = a.masked.text, a.own
    places: list[Place] = []
    inside = bool(a.rules.inside.search(text, *a.clause))
    told = bool(nationalities(a, *a.clause) or origins_of(a, a.clause[0]))
    for lst in a.lists:
        before = text[max(a.trigger.start(), lst.start - 25) : lst.start]
        if lst.preposition in TO or (lst.preposition == "for" and _LEFT.match(a.trigger[0])):
            places += lst.places
        elif lst.preposition in _OUTSIDE:
            out = own in lst.ids and not _domestic_mark(text, lst)
            places += [Place("abroad", lst.start)] if out else lst.places
        elif lst.preposition in _IN and _takes_in(a, lst, before):
            inside = inside or (lst.preposition in _INWARD and lst.ids == (own,) and not told)
            places += lst.places
    if own and not places and a.rule.kind != "noun" and _stands_within(a):
        places.append(Place(own, -1))
    unnamed = a.rules.places.abroad.search(text, a.trigger.end(), a.clause[1])
    far = unnamed is not None and unnamed[0].casefold() in {"abroad", "overseas"}
    if unnamed and far and not [p for p in places if p.id not in {own, "abroad"}]:
        places.append(Place("abroad", unnamed.start()))
    return list({p.id: p for p in reversed(places)}.values())[::-1], inside


def _stands_within(a: Around) -> bool:
    """Whether the words before the trigger set the scene inside the country: "within X, …", "children in the capital are"."""
    for lst in read_lists(a.masked, a.clause[0], a.trigger.start(), a.own, a.rules.places):
        first = lst.start - a.clause[0] < _SCENE_REACH and lst.preposition in {*_INWARD, "in"}
        of_victims = a.rule.kind == "state" and a.rules.victims_from.search(a.masked.text, a.clause[0], lst.start)
        if lst.preposition in _IN and lst.ids == (a.own,) and (first or of_victims):
            return True
    return False


def _from_within(a: Around, origin: Place) -> bool:
    """Whether victims come from a part of the country: those of "girls from the north" who are exploited stay in it."""
    mark = a.masked.text[origin.at : origin.at + 2]
    return a.rule.kind == "state" and origin.at >= 0 and mark not in {"<O", "<M"}


def _domestic_mark(text: str, lst: PlaceList) -> bool:
    return "<D" in text[lst.start : lst.end]


def _takes_in(a: Around, lst: PlaceList, before: str) -> bool:
    """Whether "in A" tells where victims end: not "recruited in A", and for a bare noun only after "occurs"."""
    kind = a.rule.kind
    if kind == "noun":
        near = lst.start - a.trigger.end() < _NOUN_REACH and lst.preposition in _INWARD
        return near or bool(a.rules.occurs.search(a.masked.text, a.trigger.end(), lst.start))
    between = a.masked.text[a.trigger.start() : lst.start]
    if kind == "move":
        named_to = any(p.preposition in TO for p in a.lists if p.end <= lst.start and p.ids)
        return not (
            re.fullmatch(r"(?:recruit|abduct|kidnap|lur)\w*(?:\s\w+)?\s*", between, re.I)
            or (named_to and lst.preposition == "in" and not re.search(r"\band\s*$", before))
        )
    return True
