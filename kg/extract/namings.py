"""The names of a paragraph as a reader takes them in: with their acronyms, titles and the phrases that stand for them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg.extract.mentioned import classes_of
from kg.extract.reading import Reading
from kg.model import Entity, Link

_ACRONYM = re.compile(r"\s?\([A-Z][\w&/.\-]{0,14}\)")
_OPENS = re.compile(r"\s?\(")
_TITLE = re.compile(r"(?:\s?\([A-Z]+\))?,?\s+")
_IS_A = re.compile(r"(?:,? (?:which|who|that) is|,? is|,)(?: also| itself)? an? (?:[\w-]+ )?|,? are an? ")
_OWNED = re.compile(r", (?:the )?[\w&.\- ]{2,50}['’]s ")  # "the Brigade, the police's juvenile squad"
_IN_A_PLACE = re.compile(r",? (?:in|at|near) (?:the )?")
# Of one kind is what one thing may be called by its name and by a phrase; a "Center" may turn out to be a unit or a shelter.
_KINDS = (
    {"Shelter", "Hotline", "AssistanceCentre", "Facility", "NGO"},
    {"PublicBody", "CoordinationBody", "Ministry", "NGO"},
    {"NGO", "NGONetwork", "Programme"},
    {"Place"},
)
_LISTED = re.compile(
    r"(?:[,;]|[,;]? (?:and|or|&)|,? as well as)(?: also| finally)? ?(?:\w+ members? (?:each )?(?:from|of) )?(?:from |in |by |of )?(?:the |an? |its |their )?"
    r"(?:(?:(?:local|international|[A-Z][a-z]+(?:ese|ian|ish|an|sh|ch|i)) )?(?:NGOs?|network|group|organi[sz]ation) )?"
)
_CARRIERS = {"Training", "Meeting", "Shelter", "AssistanceCentre", "Facility", "PublicBody"}
_BELONGS = re.compile(r" (?:of|from|by|for|(?:organi[sz]ed|held|run|led|hosted) by) (?:the )?")
_VERB_BEHIND_COMMA = re.compile(r", (?:is|are|was|were|has|have|had)\b")
_PUT_IN_BETWEEN = re.compile(r",? (?:which|who|whose|of which|an?|the|part of|[a-z]+ed (?:in|by|with))\b|,? \(")
_TERRITORY = {"Place", "Country"}


@dataclass(frozen=True, slots=True)
class Naming:
    """A name at `start:end` of the text, its acronym in brackets included; `entity` is what it names or stands for.

    `classes` are those that a rule may ask for; `since` is where the name ends that a phrase at `start:end` stands for.
    """

    start: int
    end: int
    link: Link
    entity: Entity
    classes: frozenset[str]
    since: int = 0


def namings(reading: Reading) -> list[Naming]:
    """The names in reading order. An acronym behind its long form is no name of its own, nor is a title before a person."""
    text, found = reading.text, list[Naming]()
    for link in reading.links:
        if link.mention.label == "Demonym":
            continue
        start, end = link.mention.start, link.mention.end
        last = found[-1] if found else None
        if last and start < last.end:
            continue  # in brackets
        between = text[last.end : start] if last else ""
        if last and _OPENS.fullmatch(between) and link.entity.id == last.entity.id and text[end : end + 1] == ")":
            found[-1] = replace(last, end=end + 1)
            continue
        bracket = _ACRONYM.match(text, end)
        naming = Naming(start, bracket.end() if bracket else end, link, link.entity, classes_of(link.entity))
        if last and link.entity.cls == "Person" and last.link.entity.cls == "Role" and _TITLE.fullmatch(between):
            found[-1] = replace(naming, start=last.start)
            continue
        found.append(_standing_for(naming, found, text))
    return found


def _standing_for(naming: Naming, before: list[Naming], text: str) -> Naming:
    """ "The home in Accra, a facility of …": the phrase stands for the name before it, if both are of one kind."""
    if naming.link.mention.rule not in {"noun phrase", "apposition"} or not before:
        return naming
    named = before[-1]
    if named.classes & _TERRITORY and len(before) > 1 and _IN_A_PLACE.fullmatch(text[before[-2].end : named.start]):
        between, named = text[named.end : naming.start], before[-2]
    else:
        between = text[named.end : naming.start]
    own = named.link.mention.rule == "first person"  # "we are a coalition of …"
    same = any(naming.classes & kind and (own or named.classes & kind) for kind in _KINDS)
    owned = naming.link.owner is not None and _OWNED.fullmatch(between)
    if not same or not (owned or _IS_A.fullmatch(between)):
        return naming
    return replace(naming, entity=named.entity, classes=naming.classes | named.classes, since=named.end)


def joined(named: Sequence[Naming], n: int, classes: frozenset[str], text: str, step: int) -> list[Naming]:
    """The naming at `n` and those that a list joins to it, before it (`step` -1) or behind it (1), as far as the classes fit."""
    found = [named[n]]
    while 0 <= n + step < len(named):
        following = named[n + step]
        left, right = (found[-1], following) if step > 0 else (following, found[-1])
        if not following.classes & classes or not _LISTED.fullmatch(text, left.end, right.start):
            break
        found.append(following)
        n += step
    return found


def carrier(named: Sequence[Naming], n: int, text: str) -> Naming:
    """What a place behind the naming at `n` belongs to: in "a course from the police at Aflao" the course."""
    if n and named[n - 1].classes & _CARRIERS and _BELONGS.fullmatch(text, named[n - 1].end, named[n].start):
        return named[n - 1]
    return named[n]


def across_clause(named: Sequence[Naming], n: int, text: str) -> tuple[Naming, int]:
    """The subject of the verb behind the naming at `n` and where its words end: in "the unit, which belongs to the police, is
    under the command of …" the unit, for the naming before the comma ends only what was put in between."""
    if not _VERB_BEHIND_COMMA.match(text, named[n].end):
        return named[n], named[n].end
    for naming in reversed(named[:n]):
        if "." in text[naming.end : named[n].start].replace("U.S.", ""):
            break
        if _PUT_IN_BETWEEN.match(text, naming.end):
            return naming, named[n].end + 1
    return named[n], named[n].end
