"""Candidates -> entities: two names of one thing become one node; one name in two countries stays two."""

import re
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field, replace
from functools import lru_cache
from operator import itemgetter

from kg.extract.candidate import PHRASE, Candidate
from kg.extract.lexicon import TOPIC, Lexicon, singular
from kg.mappings import Mappings
from kg.model import Document, Entity, Link, Mention
from kg.rdf import slug

_SMALL = {"of", "the", "for", "and", "on", "in", "to", "against", "a", "an", "with", "&"}
_CURATED_PHRASES = {"PublicBody", "CoordinationBody", "NGO", "NGONetwork", "Ministry"}
_NAMED = {"capitalised name", "ministry list", "list of one kind"}
# "this agency" may be any of these; a head that is not listed refers back only to the same head
_REFERS = {
    "agency": {"PublicBody", "Ministry"},
    "body": {"PublicBody", "CoordinationBody"},
    "ministry": {"Ministry"},
    "committee": {"PublicBody", "CoordinationBody"},
    "unit": {"PublicBody"},
    "organization": {"NGO", "NGONetwork", "IntergovernmentalOrganization", "ActorGroup"},
    "ngo": {"NGO", "NGONetwork", "ActorGroup"},
    "network": {"NGONetwork"},
    "agreement": {"Agreement", "Treaty"},
    "convention": {"Treaty"},
    "action plan": {"ActionPlan"},
    "strategy": {"ActionPlan"},
    "law": {"Law"},
    "order": {"Order"},
    "center": {"AssistanceCentre", "Shelter", "Facility"},
    "facility": {"AssistanceCentre", "Shelter", "Facility"},
    "group": {"CoordinationBody"},
}
_KIN = (
    {"PublicBody", "CoordinationBody", "Ministry"},
    {"NGO", "NGONetwork", "IntergovernmentalOrganization"},
    {"NGO", "Facility", "Shelter", "AssistanceCentre"},
)
_ABOUT = re.compile(r" (?:of|for|on|against|to|in|from|and) ")
_GENERAL = {"Programme", "Agreement"}
_INCIDENTAL = {"Event", "Training", "Meeting", "Publication", "Order"}
# "the committee" is no directorate: what it may refer back to has one of these words in its name
_NAMED_AS = {"committee": re.compile(r"(?i)\b(?:committee|commission|council|board|group|force)\b")}
_NAMES = 4096  # labels whose head is kept: each "the council" looks at all before it
_INFORMATIVE = 6  # a preferred label has no more words than this


@dataclass(slots=True)
class _Record:
    """An entity in the making."""

    id: str
    cls: str
    head: str
    country: str
    known: Entity | None
    labels: list[str] = field(default_factory=list)
    names: set[str] = field(default_factory=set)
    section: str = ""
    common: bool = False


@dataclass(frozen=True, slots=True)
class Curated:
    """The curated tables as the linker asks them: made once, for all documents.

    `named` are the things by the two significant words or more of a proper name: country code, or "" for those of no
    country → words → its place in the tables and the thing. `wholes` says which curated thing is part of which; `demonyms` are an entity's, in small letters.
    """

    mappings: Mappings
    named: Mapping[str, Mapping[str, tuple[int, Entity]]]
    wholes: Mapping[str, str]
    demonyms: Mapping[str, frozenset[str]]

    @classmethod
    def of(cls, mappings: Mappings) -> "Curated":
        """Reads all names of the tables once."""
        named: dict[str, dict[str, tuple[int, Entity]]] = {"": {}}
        for place, name in enumerate(mappings.names):
            entity, key = mappings.entity(name.entity), _name_key(name.text) if name.kind == "name" else ""
            countries = {name.scope, entity.country} - {""}
            if " " in key and entity.cls != "Country" and len(countries) < 2:
                named.setdefault("".join(countries), {}).setdefault(key, (place, entity))
        demonyms: dict[str, set[str]] = {}
        for name in mappings.names:
            if name.kind == "demonym":
                demonyms.setdefault(name.entity, set()).add(name.text.casefold())
        return cls(
            mappings,
            named,
            dict(mappings.parts),
            {entity: frozenset(names) for entity, names in demonyms.items()},
        )

    def index(self, country: str) -> dict[str, Entity]:
        """Entities of the country and of none, by the significant words of their names."""
        found = dict(self.named[""])
        for key, first in self.named.get(country, {}).items() if country else ():
            found[key] = min(first, found.get(key, first), key=itemgetter(0))
        return {key: entity for key, (_, entity) in found.items()}


class Linker:
    """Links the candidates of one document."""

    def __init__(
        self, document: Document, curated: Curated, lexicon: Lexicon, fixed: Iterable[Entity], topic: Entity | None
    ) -> None:
        """`fixed` are entities that hold from the start: the government, the author; `topic` may do without being named."""
        self._document = document
        self._mappings = curated.mappings
        self._lexicon = lexicon
        self._records: dict[str, _Record] = {}
        self._by_key: dict[tuple[str, str], _Record] = {}
        self._tentative: set[str] = set()
        self._recent: list[tuple[_Record, str]] = []
        self._curated = curated.index(document.country)
        self._wholes, self._demonyms = curated.wholes, curated.demonyms
        for entity in fixed:
            self._fix(entity)
        if topic:
            record = self._add(topic.id, topic.cls, TOPIC, topic.country, None)
            record.labels.append(topic.label)
            self._by_key["country", f"{topic.cls}:{TOPIC}|:{topic.country}"] = record
            self._tentative.add(record.id)

    def link(self, candidate: Candidate, paragraph: int) -> Link | None:
        """The link for a candidate; None where it refers back to nothing. Call in reading order."""
        section = self._document.paragraphs[paragraph].number.split(".")[0]
        record = self._resolve(candidate, paragraph, section)
        if record is None:
            return None
        record.names.update(candidate.names)
        if not candidate.definite or not record.labels:
            record.labels.append(candidate.label)
        self._recent.append((record, section))
        label = "Demonym" if candidate.rule == "demonym" else record.cls
        text = candidate.label
        mention = Mention(paragraph, candidate.start, candidate.end, label, text, candidate.rule)
        return Link(mention, _stub(record), candidate.row, self._owner(candidate, paragraph))

    def entities(self) -> dict[str, Entity]:
        """All entities by id, once every candidate is linked."""
        return {r.id: r.known or self._entity(r) for r in self._records.values()}

    def _owner(self, candidate: Candidate, paragraph: int) -> Entity | None:
        if candidate.owner is None:
            return self._curated_whole(candidate)
        section = self._document.paragraphs[paragraph].number.split(".")[0]
        record = self._resolve(candidate.owner, paragraph, section)
        if record is not None and not record.labels:
            record.labels.append(candidate.owner.label)
        return _stub(record) if record else None

    def _curated_whole(self, candidate: Candidate) -> Entity | None:
        """The whole that a curated thing is part of, where the text names it too: "the Ministry of Justice's Academy"."""
        whole = self._wholes.get(candidate.entity)
        if whole is None or not candidate.names:
            return None
        entity = self._mappings.entity(whole)
        words = candidate.names[0].casefold()
        named = any(n.casefold() in words for n in (entity.label, *entity.aliases)) or any(
            d in words.split() for d in self._demonyms.get(whole, ())
        )
        return self._add(entity.id, entity.cls, "", entity.country, entity).known if named else None

    def _fix(self, entity: Entity) -> None:
        record = self._add(entity.id, entity.cls, "", entity.country, entity)
        if entity.cls == "Government":
            self._by_key["country", "Government:government|"] = record

    def _add(self, id_: str, cls: str, head: str, country: str, known: Entity | None) -> _Record:
        if id_ not in self._records:
            self._records[id_] = _Record(id_, cls, head, country, known)
        return self._records[id_]

    def _resolve(self, candidate: Candidate, paragraph: int, section: str) -> _Record | None:
        if candidate.entity:
            if candidate.entity in self._records:
                return self._records[candidate.entity]
            known = self._mappings.entity(candidate.entity)
            return self._add(known.id, known.cls, candidate.head, known.country, known)
        if candidate.definite:
            found = self._antecedent(candidate, section)
            if found or _refers_back(candidate):
                return found
            record = self._by_identity(candidate, paragraph)
            if not record.labels and not self._stands_alone(candidate):
                self._tentative.add(record.id)
            return record
        count = len(self._records)
        record = self._by_identity(candidate, paragraph)
        if _incidental(candidate, self._lexicon.words["worth_if_told_of"]):
            if len(self._records) > count:
                self._tentative.add(record.id)
        else:
            self._tentative.discard(record.id)
        return record

    def tentative(self) -> frozenset[str]:
        """Ids of things that are worth a node only if the text says something of them: what only "the X" names, with
        nothing before it, and what only a common phrase tells to have happened or been written."""
        return frozenset(self._tentative)

    def _stands_alone(self, candidate: Candidate) -> bool:
        """Whether "the X" without anything before it is still a thing: "the police", not "the director"."""
        head = self._lexicon.heads.get(candidate.head)
        return head is not None and head.bare in {"yes", "plural"}

    def _antecedent(self, candidate: Candidate, section: str) -> _Record | None:
        classes = _REFERS.get(candidate.head, set())
        noun = candidate.label.split()[-1].casefold()
        same_head = next(
            (r for r, s in reversed(self._recent) if s == section and _same_kind(r, candidate, noun)), None
        )
        if same_head:
            return same_head
        fits = _NAMED_AS.get(candidate.head)
        near = next(
            (
                r
                for r, s in reversed(self._recent)
                if s == section
                and r.cls in classes
                and not _of_another_head(r, candidate)
                and (fits is None or any(fits.search(n) for n in r.labels))
            ),
            None,
        )
        if near:
            return near
        everywhere = {r.id: r for r, _ in self._recent if _same_kind(r, candidate, noun)}
        return next(iter(everywhere.values())) if len(everywhere) == 1 else None

    def _by_identity(self, candidate: Candidate, paragraph: int) -> _Record:
        if candidate.rule in _NAMED or candidate.cls in _CURATED_PHRASES:
            texts = (candidate.label, *candidate.names)
            curated = next((e for text in texts if (e := self._curated.get(_name_key(text)))), None)
            if curated and candidate.country in {"", curated.country}:
                return self._add(curated.id, curated.cls, candidate.head, curated.country, curated)
        country = candidate.country or self._document.country
        words = _name_key(candidate.label) if not candidate.key else candidate.key
        group = "name" if not candidate.key else candidate.cls
        key = (
            candidate.scope if candidate.scope != "mention" else f"{paragraph}:{candidate.start}",
            f"{group}:{words}:{country}",
        )
        if candidate.cls == "Government":
            key = (
                ("country", "Government:government|")
                if country in {"", self._document.country}
                else ("country", f"Government:{country}")
            )
        if key not in self._by_key:
            id_ = self._mint(candidate, paragraph, country)
            self._by_key[key] = self._add(
                id_, candidate.cls, candidate.head or _last_word(candidate.label), country, None
            )
            self._by_key[key].common = candidate.rule == "noun phrase"
        return self._by_key[key]

    def _mint(self, candidate: Candidate, paragraph: int, country: str) -> str:
        head, _, modifiers = candidate.key.partition("|")
        name = f"{modifiers} {head}" if candidate.key else candidate.label
        name = name.strip()
        if candidate.cls == "Government":
            return f"{country.casefold()}/government"
        if candidate.scope == "country" and country:
            return self._free(f"{country.casefold()}/{slug(name)}")
        number = self._document.paragraphs[paragraph].number.casefold()
        tail = f"-{number}" if candidate.scope == "mention" else ""
        return self._free(f"document/{self._document.id}/{slug(name)}{tail}")

    def _free(self, id_: str) -> str:
        """The id, or with the next number behind it if another entity has it."""
        n, free = 2, id_
        while free in self._records:
            free, n = f"{id_}-{n}", n + 1
        return free

    def _entity(self, record: _Record) -> Entity:
        labels = sorted(
            set(record.labels), key=lambda t: (len(t.split()) > _INFORMATIVE, -len(t.split()), record.labels.index(t))
        )
        label = record.labels[0] if len(record.labels[0].split()) > 1 else labels[0]
        if record.cls == "Government" and record.country:
            label = f"Government of {self._mappings.entity(f'country/{record.country.casefold()}').label}"
        aliases = tuple(sorted((record.names | set(record.labels)) - {label}))
        return Entity(record.id, record.cls, label, record.country, aliases)


def _stub(record: _Record) -> Entity:
    """The entity as the rules see it; its names are complete only after the last candidate."""
    return record.known or Entity(
        record.id, record.cls, record.labels[0] if record.labels else record.id, record.country
    )


def _incidental(candidate: Candidate, heads: Set[str]) -> bool:
    """Whether a phrase tells an occasion or a writing ("a meeting", "detailed reports"), or something in general
    ("a program", "schools", "a doctor")."""
    if candidate.rank != PHRASE or candidate.head == TOPIC:
        return False
    if candidate.cls in _INCIDENTAL or (candidate.head in heads and candidate.cls == "ActorGroup"):
        return True
    return candidate.key.endswith("|") and (candidate.cls in _GENERAL or candidate.head in heads)


def _refers_back(candidate: Candidate) -> bool:
    return re.match(r"(?i)(?:this|these|that|those|such|said|same)\b", candidate.determiner) is not None


def _of_another_head(record: _Record, candidate: Candidate) -> bool:
    """Whether a common noun says that it is something else: "a unit" is not "the agency"."""
    return record.common and record.cls == "PublicBody" and record.head != candidate.head


def _same_kind(record: _Record, candidate: Candidate, noun: str) -> bool:
    """Whether "the council" may be this: of the same head, or a name whose head that is ("the National Council for …")."""
    if record.head == candidate.head and record.cls == candidate.cls:
        return True
    kin = record.cls == candidate.cls or any({record.cls, candidate.cls} <= family for family in _KIN)
    return kin and any(_head_of_name(label) == noun for label in record.labels)


@lru_cache(maxsize=_NAMES)
def _head_of_name(label: str) -> str:
    """The last word before what a name is about: "National Council for Women" is a council."""
    return _last_word(_ABOUT.split(label, maxsplit=1)[0])


def _last_word(label: str) -> str:
    return singular(label.split()[-1].casefold()) if label.split() else ""


def _name_key(name: str) -> str:
    """The significant words of a name in alphabetical order: "Ministry of Labor and Health" = "Ministry of Health and Labor"."""
    words = re.findall(
        r"\w+", re.sub(r"anti-?tip\b", "anti-trafficking", name.casefold()).replace("'s", "").replace("’s", "")
    )
    return " ".join(sorted({singular(w) for w in words if w not in _SMALL}))


def finished(links: Iterable[Link], entities: dict[str, Entity]) -> tuple[Link, ...]:
    """The links with their entities complete, sorted by place."""
    done = (replace(k, entity=entities[k.entity.id], owner=entities[k.owner.id] if k.owner else None) for k in links)
    return tuple(sorted(done, key=lambda k: (k.mention.paragraph, k.mention.start)))
