"""A parsed paragraph -> candidates: curated names first, then patterns, then phrases, then the model's NER."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import zip_longest

from spacy import tokens as spacy_tokens
from spacy.language import Language

from kg.extract.candidate import CURATED, MODEL, PHRASE, Candidate, resolve_overlaps
from kg.extract.capitals import speaking_capitals
from kg.extract.gazetteer import Gazetteer
from kg.extract.institutions import InstitutionFinder, find_foreign_names, load_first_words, load_name_heads
from kg.extract.kinds import KindFinder, load_positions
from kg.extract.lexicon import load_lexicon
from kg.extract.persons import PersonFinder
from kg.extract.phrases import PhraseFinder
from kg.extract.positions import PositionFinder
from kg.extract.texts import (
    find_articles,
    find_governments,
    find_numbered_laws,
    find_quoted,
    find_quoted_before,
    find_record_titles,
    find_short_laws,
    find_stations,
    find_titled_laws,
)
from kg.extract.tree import Doc, Span
from kg.mappings import Mappings

_GOVERNMENT_OF = re.compile(r"\b[Gg]overnment of (?:the )?(?:(?:Republic|Kingdom|State|Union) of (?:the )?)?$")
_GOVERNMENT = re.compile(
    r"\s[Gg]overnment\b(?! (?:officials?|employees?|agenc|bod|ministr|representatives?|shelters?|personnel))"
)
_OWNED = {"Role", "PublicBody", "CoordinationBody"}
_OWNERS = {
    "Ministry",
    "PublicBody",
    "CoordinationBody",
    "NGO",
    "NGONetwork",
    "IntergovernmentalOrganization",
    "DiplomaticMission",
    "Shelter",
    "Hotline",
    "AssistanceCentre",
    "Facility",
    "Programme",
}


class Recognizer:
    """Proposes what the words of a paragraph may name."""

    def __init__(self, nlp: Language, mappings: Mappings) -> None:
        """Reads the word lists; raises MappingError for a fault in one of them."""
        self.lexicon = load_lexicon()
        self._gazetteer = Gazetteer(nlp, mappings)
        self._institutions = InstitutionFinder(load_name_heads(), self.lexicon)
        self._first_words = load_first_words()
        self._phrases = PhraseFinder(self.lexicon)
        self._persons = PersonFinder(self.lexicon)
        positions = load_positions()
        self._kinds = KindFinder(positions, self.lexicon)
        self._positions = PositionFinder(positions, self.lexicon)

    def names(self, doc: spacy_tokens.Doc, text: str, country: str, *, capitals: bool = False) -> list[Candidate]:
        """Names in a text that is cut into words (`doc`) but not yet parsed; not overlapping, in reading order.

        `country` is the ISO alpha-2 code of what the document is about, or "". `capitals`: the text is all in
        capitals, so that capitals tell nothing.
        """
        known = self._gazetteer.find(doc, country, capitals=capitals)
        curated = resolve_overlaps([*known, *_branches(text, known)])
        if capitals:
            return curated
        found = self._institutions.find(text, {c.start: c.end for c in curated})
        patterns = [
            *find_foreign_names(text, self._first_words),
            *find_governments(text),
            *find_articles(text),
            *find_numbered_laws(text),
            *find_quoted(text),
            *find_quoted_before(text),
            *find_record_titles(text),
            *find_titled_laws(text),
            *find_short_laws(text),
            *find_stations(text),
            *_beside_lists(self._kinds.find(text, curated), found),
        ]
        foreign = _governments(text, curated)
        return _posted(text, resolve_overlaps([*_grown(text, curated, found), *foreign, *patterns]))

    def class_of(self, name: str) -> str:
        """The class of the body that a name names, by its head; "" if it has none."""
        found = self._institutions.find(name, {})
        return found[0].cls if found and found[0].start == 0 else ""

    def all(self, doc: Doc, text: str, names: list[Candidate], seen: Iterable[Span]) -> list[Candidate]:
        """The names, the persons and the common phrases of a parsed text; not overlapping, in reading order.

        `seen` are the persons that the language model sees.
        """
        names = list(speaking_capitals(doc, names, self.lexicon.words["acts_of_government"]))
        persons = list(self._persons.find(text, names, seen))
        strong = resolve_overlaps([*names, *persons, *self._positions.find(doc, [*names, *_beside_role(persons)])])
        phrases = self._phrases.find(doc, text, strong)
        kept = resolve_overlaps([*_not_swallowed(strong, phrases), *phrases])
        return _owned_by_next(text, _described(text, kept))


def _beside_lists(kinds: Iterable[Candidate], found: list[Candidate]) -> Iterator[Candidate]:
    """Those names that do not cut into a list of ministries: "agencies are the Ministries of Justice, Interior and Labor"."""
    lists = [c for c in found if c.rule == "ministry list"]
    for kind in kinds:
        first = next((c for c in lists if c.start <= kind.end + 1 and kind.start < c.end), None)
        if first is None:
            yield kind


def _branches(text: str, curated: list[Candidate]) -> Iterator[Candidate]:
    """ "Caritas Lebanon": the branch that a known NGO has in a country is an NGO of that country; "IOM Riga" is IOM."""
    places = {c.start: c for c in curated if c.cls in {"Country", "Place"} and c.rule != "demonym"}
    for parent in (c for c in curated if c.cls == "IntergovernmentalOrganization" and c.entity):
        place = places.get(parent.end + 1)
        if place and text[parent.start : parent.end].isupper() and text[parent.end] == " ":
            yield replace(parent, end=place.end, rank=CURATED + 1)
    countries = {c.start: c for c in curated if c.cls == "Country" and c.rule != "demonym"}
    for parent in (c for c in curated if c.cls in {"NGO", "NGONetwork"}):
        country = countries.get(parent.end + 1)
        if country and text[parent.end] == " " and not re.match(r"['’]s\b", text[country.end :]):
            name = text[parent.start : country.end]
            yield Candidate(
                parent.start,
                country.end,
                parent.cls,
                name,
                "branch",
                CURATED + 1,
                names=(name,),
                country=_code(country),
            )


def _posted(text: str, names: list[Candidate]) -> list[Candidate]:
    """ "the Embassy of Nepal in Kuwait": where a mission stands tells it from the country's others."""
    result = []
    for name, following in zip_longest(names, names[1:]):
        where = (
            following and text[name.end : following.start] in {" in ", " at "} and following.cls in {"Country", "Place"}
        )
        if following and where and name.cls == "DiplomaticMission" and not name.entity:
            whole = text[name.start : following.end]
            label = f"{name.label} {text[name.end + 1 : following.end]}"
            name = replace(name, label=label, names=tuple(dict.fromkeys((*name.names, whole))))
        result.append(name)
    return result


def _beside_role(persons: list[Candidate]) -> list[Candidate]:
    return [p for p in persons if p.rank > MODEL]


def _not_swallowed(strong: list[Candidate], phrases: list[Candidate]) -> list[Candidate]:
    """The strong candidates that are not the owner inside a phrase: "GOAJ" in "GOAJ officials" gives way to the officials."""
    swallowing = [p for p in phrases if p.owner is not None and p.start <= p.owner.start and p.owner.end <= p.end]
    return [c for c in strong if not any(p.start <= c.start and c.end <= p.end for p in swallowing)]


def _described(text: str, candidates: list[Candidate]) -> list[Candidate]:
    """ "Interaction, an NGO in Tiraspol": the phrase behind a name and its comma is the same thing."""
    result: list[Candidate] = []
    for candidate in candidates:
        last = result[-1] if result else None
        appositive = (
            last is not None
            and candidate.rank == PHRASE
            and last.rank > PHRASE
            and candidate.cls == last.cls
            and re.fullmatch(r"(?: \([A-Z]+\))?, (?:a|an|the|another)? ?", text[last.end : candidate.start])
            and re.match(r"[^.;,]{0,60}(?:,|\.|$)", text[candidate.end :])
        )
        if last and appositive:
            result.append(
                replace(last, start=candidate.start, end=candidate.end, rule="apposition", rank=PHRASE, owner=None)
            )
        else:
            result.append(candidate)
    return result


def _owned_by_next(text: str, candidates: list[Candidate]) -> list[Candidate]:
    """ "director of the shelter", "adviser in the ministry": the next candidate is the owner."""
    result = []
    for n, candidate in enumerate(candidates):
        following = candidates[n + 1] if n + 1 < len(candidates) else None
        if candidate.owner is None and following and candidate.cls in _OWNED:
            between = text[candidate.end : following.start]
            if (
                re.fullmatch(r" (?:of|for|in|at|from|to|within) (?:the |a |an |this |its |their |that )?", between)
                and following.cls in _OWNERS
            ):
                result.append(replace(candidate, owner=following))
                continue
        result.append(candidate)
    return result


def _governments(text: str, curated: list[Candidate]) -> Iterator[Candidate]:
    """ "the Government of Norway", "the Danish Government": each country has one."""
    for country in (c for c in curated if c.cls == "Country"):
        before, after = _GOVERNMENT_OF.search(text, max(0, country.start - 40), country.start), None
        if not before:
            after = _GOVERNMENT.match(text, country.end)
        if before or after:
            start, end = (before.start(), country.end) if before else (country.start, after.end() if after else 0)
            yield Candidate(
                start, end, "Government", text[start:end], "government of a country", CURATED + 1, key="government|",
                head="government", names=(text[start:end],), country=_code(country),
            )  # fmt: skip


def _code(country: Candidate) -> str:
    return country.entity.removeprefix("country/").upper()


def _grown(text: str, curated: list[Candidate], names: list[Candidate]) -> list[Candidate]:
    """Curated and pattern names together. A pattern that wholly contains a curated name of another thing wins:
    "Azerbaijan Migration Center" is no country. A country in front of a body is its country, not its name."""
    kept = list(curated)
    result: list[Candidate] = []
    for name in names:
        inside = [c for c in kept if c.start >= name.start and c.end <= name.end]
        crossing = [c for c in kept if c not in inside and c.start < name.end and c.end > name.start]
        if crossing or any((c.start, c.end) == (name.start, name.end) for c in inside):
            continue
        first = next((c for c in inside if c.start == name.start), None)
        if (
            first
            and first.cls == "Country"
            and name.cls in {"Ministry", "PublicBody", "Government", "DiplomaticMission", "Role", "Law"}
        ):
            start = first.end + len(re.match(r"(?:['’]s)?\s*", text[first.end :]).group())  # type: ignore[union-attr]
            label = (
                name.label
                if name.cls == "DiplomaticMission"
                else text[start : name.end]
                if name.label == text[name.start : name.end]
                else name.label
            )
            result.append(
                replace(
                    name,
                    label=label,
                    country=_code(first),
                    names=(*name.names, text[start : name.end]),
                )
            )
        else:
            owner = next(
                (c for c in curated if c.cls == "Country" and text[c.end : name.start] in {"'s ", "’s ", " "}), None
            )
            if owner and name.cls in _OWNERS | {"Role", "Law"}:  # "Nepal's Ministry of Women"
                name = replace(name, country=_code(owner))
            same = [c for c in inside if c.cls == name.cls and c.cls not in {"Country", "Place"}]
            if name.cls == "Role" and first and first.cls in _OWNERS and not name.owner:  # "UNHCR Director"
                name = replace(name, owner=first)
            if same:
                continue  # the table's name is the name; what the pattern adds is context
            result.append(replace(name, country=_code(first)) if first and first.cls == "Country" else name)
        kept = [c for c in kept if c not in inside]
    return [*kept, *result]
