"""Origins, transits and destinations of one trigger, put together from the place lists around it."""

import re
from collections.abc import Iterator, Sequence
from itertools import product

from kg.extract.country_roles import listed_ends, role_ends
from kg.extract.flow_rules import FlowRule, FlowRules
from kg.extract.moves import moved_ends
from kg.extract.places import Masked, Place, place_of, read_lists, scan
from kg.extract.surroundings import (
    FOREIGN_FROM,
    NOWHERE,
    THROUGH,
    TO,
    Around,
    Ends,
    count_before,
    count_of,
    nationalities,
)
from kg.model import Flow

_ACCUSED = re.compile(
    r"\b(?:arrest|convict|prosecut|sentenc|suspect|accus|charged|perpetrat|offender|trafficker|deport)\w*", re.I
)
_VICTIM = re.compile(r"\b(?:victims?|survivors?|trafficked)\b", re.I)


_SUBJECT_REACH = 90
_READERS = {"role": role_ends, "ends": listed_ends, "move": moved_ends, "state": moved_ends, "noun": moved_ends}


def combine(
    masked: Masked,
    rules: FlowRules,
    rule: FlowRule,
    trigger: re.Match[str],
    clause: tuple[int, int],
    own: str,
    before: Sequence[Flow],
) -> list[Ends]:
    """The pairs that the trigger's surroundings tell; `before` are the flows of the preceding sentence."""
    stop = rules.stop.search(masked.text, trigger.end(), clause[1])
    lists = tuple(read_lists(masked, trigger.end(), stop.start() if stop else clause[1], own, rules.places))
    around = Around(masked, rules, rule, trigger, clause, own, before, lists)
    readers = {**_READERS, "return": _returned, "nation": _nation}
    return list(readers[rule.kind](around))


def _returned(a: Around) -> Iterator[Ends]:
    """ "repatriated from A": the victims of the document's country had been taken there."""
    text = a.masked.text
    for lst in a.lists:
        near = text[a.trigger.end() : lst.start]
        if lst.preposition == "from" and len(near) < 80 and not FOREIGN_FROM.search(near):
            origins = nationalities(a, a.clause[0], lst.start) or [Place(a.own, -1)]
            for place in lst.places:
                if place.id in {a.own, "abroad"}:
                    continue
                for origin in origins:
                    count = count_of(a, origin, place, lst.places)
                    if origin.id != place.id:
                        yield Ends(origin.id, (), place.id, count, sure=False, at=place.at)


def _nation(a: Around) -> Iterator[Ends]:
    """People of a nationality, or from a country, counted among the victims."""
    text = a.masked.text
    clause = text[a.clause[0] : a.clause[1]]
    if _ACCUSED.search(clause) and not _VICTIM.search(clause):
        return
    if a.trigger[0].casefold().endswith(" of "):
        places, _ = scan(a.masked, a.trigger.end(), a.clause[1], a.own, a.rules.places)
        yield from (Ends(p.id, (), "", sure=False, at=p.at) for p in places if p.id != "abroad")
    elif text[a.trigger.end()] == "<":
        match = a.rules.national.match(text, a.trigger.end())
        if match:
            place = Place(place_of(a.masked, match["letter"], int(match["link"]), a.own), match.start())
            yield Ends(place.id, (), "", count_before(a, place), sure=False, at=place.at)
    else:
        yield from _come_from(a)


def _come_from(a: Around) -> Iterator[Ends]:
    text = a.masked.text
    subject = text[max(a.clause[0], a.trigger.start() - _SUBJECT_REACH) : a.trigger.end()]
    first = next((p for p in a.lists if p.start == a.trigger.end()), None)
    if first is None or not a.rules.victims.search(subject) or FOREIGN_FROM.search(subject):
        return
    whither = a.behind(TO) or [NOWHERE]
    through = tuple(p.id for p in a.behind(THROUGH) if p.id != "abroad")
    each = 1 if re.search(r"\b(?:one|a)\b[^.;]{0,20}\beach\b", subject, re.I) else None
    for origin, place in product(first.places, whither):
        if origin.id not in {"abroad", place.id}:
            passed = tuple(t for t in through if t not in {origin.id, place.id})
            target = "" if place.id == "abroad" else place.id
            count = each or count_before(a, origin)
            yield Ends(origin.id, passed, target, count, sure=False, at=max(origin.at, place.at))
