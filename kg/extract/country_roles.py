"""Countries said to be a source, a transit or a destination of victims."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import product

from kg.extract.places import MARK, Place, place_of, scan
from kg.extract.surroundings import NOWHERE, THROUGH, TO, WORK_BEFORE, Around, Ends, nationalities, origins_of

_NEXT_ROLE = re.compile(
    r"(?:;\s+(?:and\s+)?|,?\s+(?:and|but|as well as)\s+)(?:(?:is|also|increasingly|to a lesser extent),?\s+)*an?\s+(?=[^.;<]{0,50}\b(?:source|origin|transit|destination)\b)",
    re.I,
)
_ITS_VICTIMS = re.compile(r"\b(?:for|of) (?!origin|transit|destination)", re.I)
_ROLE_REACH = 160
_WITHIN = {"within", "inside"}

_SUBJECT_LIST = re.compile(
    r"(?:<[OCPD]\d+>(?:\s*(?:,|and|,\s*and|as well as)\s*(?:the\s+)?)?)+\s*(?:\([^)]*\)\s*)?(?:(?:also|reportedly|itself)\s+)*$"
)
_OWN_SUBJECT = re.compile(
    r"(?:^|[,;]\s*|\bthat\s+)\W*(?:the country|it|the (?:republic|state|nation|island|kingdom|territory))\s*(?:(?:also|reportedly)\s+)*$",
    re.I,
)
_CUT_ROLES = re.compile(
    r"\b(?:for (?!which)|where|whose|who|that|which|with|because|used|by|from|through)\b|[.;]", re.I
)
_TOURISTS = re.compile(r"[^.;]{0,80}\b(?:touris(?:ts?|m)|refugees from war|asylum)\b", re.I)


def role_ends(a: Around) -> Iterator[Ends]:
    """ "X is a source, transit and destination country for V …"."""
    subjects = _subjects(a)
    if subjects and not _TOURISTS.match(a.masked.text, a.trigger.end()):
        for start, end in _parts(a):
            for subject in subjects:
                yield from _of_subject(a, subject, subjects, (start, end))


def _parts(a: Around) -> Iterator[tuple[int, int]]:
    """The stretches with their own victims: "a destination for V from A, and a source country for W taken to B"."""
    text, start = a.masked.text, a.trigger.end()
    for cut in _NEXT_ROLE.finditer(text, start, a.clause[1]):
        if _ITS_VICTIMS.search(text, start, cut.start()):
            yield start, cut.start()
            start = cut.end()
    yield start, a.clause[1]


def _of_subject(a: Around, subject: str, subjects: list[str], part: tuple[int, int]) -> Iterator[Ends]:
    text = a.masked.text
    roles = _roles(a, part)
    a = replace(a, clause=(a.clause[0], part[1]), lists=tuple(p for p in a.lists if part[0] <= p.start < part[1]))
    sources = [p for p in (*nationalities(a, *part), *origins_of(a, part[0])) if p.id != subject]
    targets = [p for p in (*a.behind(TO), *_worked_in(a)) if p.id != subject]
    through = tuple(p.id for p in a.behind(THROUGH) if p.id not in subjects)
    if "source" in roles:
        inside = subject == a.own and (
            a.rules.inside.search(text, *part) or any(subject in p.ids for p in a.lists if p.preposition in _WITHIN)
        )
        if inside:
            yield Ends(subject, (), subject, at=part[0])
        for target in targets or ([] if inside else [Place("", part[0])]):
            yield Ends(subject, through, "" if target.id == "abroad" else target.id, at=target.at)
    if "transit" in roles:
        whence = [NOWHERE] if "destination" in roles else sources or [NOWHERE]
        whither = [t for t in targets if t.id != "abroad"] or [NOWHERE]
        whither = whither if sources or "source" not in roles else [NOWHERE]
        yield from (Ends(s.id, (subject,), t.id, at=max(s.at, t.at, part[0])) for s, t in product(whence, whither))
    if "destination" in roles:
        if not sources:
            own = subject != a.own and re.search(r"<[MO]\d+>", text[slice(*part)])
            sources = [Place(a.own if own else "", part[0])]
        yield from (Ends(s.id, through, subject, at=s.at) for s in sources)


def _roles(a: Around, part: tuple[int, int]) -> set[str]:
    """Which of source, transit and destination a stretch calls its subject."""
    window = a.masked.text[part[0] : min(part[1], part[0] + _ROLE_REACH)]
    cut = _CUT_ROLES.search(window)
    window = window[: cut.start()] if cut else window
    if a.rule.roles is None or a.rule.nouns is None or not a.rule.nouns.search(window):
        return set()
    return {name for match in a.rule.roles.finditer(window) for name, value in match.groupdict().items() if value}


def _worked_in(a: Around) -> list[Place]:
    """Places of "en route to forced labor in A"."""
    text = a.masked.text
    lists = (p for p in a.lists if p.preposition == "in" and WORK_BEFORE.search(text, a.trigger.end(), p.start))
    return [place for lst in lists for place in lst.places]


def _subjects(a: Around) -> list[str]:
    match = _SUBJECT_LIST.search(a.head)
    if match:
        return [place_of(a.masked, m[1], int(m[2]), a.own) for m in MARK.finditer(match[0])]
    if _OWN_SUBJECT.search(a.head) and a.own:
        return [a.own]
    marks = [m for m in MARK.finditer(a.head) if m[1] in "OCPD"]
    if (
        marks
        and len(a.head) - marks[-1].end() < 25
        and a.head[marks[-1].end() : marks[-1].end() + 1] in {" ", ",", "("}
    ):
        return [place_of(a.masked, marks[-1][1], int(marks[-1][2]), a.own)]
    return []


def listed_ends(a: Around) -> Iterator[Ends]:
    """ "The main destination countries include A and B"."""
    places, _ = scan(a.masked, a.trigger.end(), a.clause[1], a.own, a.rules.places)
    named = a.trigger.groupdict()
    for place in places:
        if place.id in {"abroad", a.own}:
            continue
        if named.get("destination"):
            yield Ends(a.own, (), place.id, at=place.at)
        elif named.get("source"):
            yield Ends(place.id, (), a.own, at=place.at)
        else:
            yield Ends(a.own, (place.id,), "", at=place.at)
