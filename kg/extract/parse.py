"""A document -> parsed paragraphs with linked entities."""

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass, replace
from itertools import compress

from spacy import tokens as spacy_tokens

from kg.extract.candidate import ACRONYM, CURATED, PATTERN, PHRASE, Candidate, resolve_overlaps
from kg.extract.header import author_of, find_author_mentions, header_candidates
from kg.extract.language import load_language, name_norms, one_core, words_of
from kg.extract.lexicon import TOPIC
from kg.extract.link import Curated, Linker, finished
from kg.extract.openers import with_openers
from kg.extract.persons import seen_persons
from kg.extract.phrases import PHENOMENON
from kg.extract.reading import Reading, Setting
from kg.extract.recognize import Recognizer
from kg.extract.texts import acronym_uses, find_definitions, find_row_titles
from kg.extract.tree import Doc
from kg.mappings import Mappings
from kg.model import Document, Entity, Paragraph

_BRACKET = re.compile(r"\s\([A-Z][A-Za-z/\-]{1,9}\)")
_NOT_MERGED = {"demonym", "first person", "the government", "article number", "title"}
_LANGUAGE = r"(?:French|Spanish|Portuguese|Arabic|Russian|Italian|Dutch)"
_ACRONYM_BEHIND = re.compile(  # "… (PGN)", "… (PGN, in Spanish)", "…, known by its French acronym PGN"
    rf"(?:\s\(|,? (?:\(|known )(?:by|under|as) (?:its|the) (?:{_LANGUAGE} )?acronym,? )([A-Z][A-Za-z]?[A-Z]{{1,8}})(?:,? in {_LANGUAGE})?(?:\)|\b)"
)
_ABBREVIATED = {
    *("Ministry", "PublicBody", "CoordinationBody", "NGO", "NGONetwork", "IntergovernmentalOrganization"),
    *("Law", "ActionPlan", "Programme", "MediaOutlet", "Treaty"),
}
# A name that one place tells the kind of has it everywhere in the document.
_NAMED_ONCE = {"list of one kind", "position in the sentence", "foreign name"}
_SHORTEST = 4  # letters of such a name
_OWNERS = {*_ABBREVIATED, "Place"} - {"Law", "ActionPlan", "Programme", "Treaty"}
_OWNED = {"Role", "PublicBody", "CoordinationBody"}
_POSSESSIVE = re.compile(r"['’]s? ")
_INSIDE = re.compile(r" (?:of|in|at|within) (?:the |this |its )?")
_OTHER = re.compile(r"(?i)\b(previous|former|old|earlier|prior|first|draft)\s$")
_BATCH = 64  # paragraphs that the language model reads at once


@dataclass(frozen=True, slots=True)
class Parsed:
    """A document, read and linked. `tentative` are ids of things that are worth a node only if something is said of them."""

    readings: tuple[Reading, ...]
    entities: dict[str, Entity]
    tentative: frozenset[str]
    setting: Setting


class Parser:
    """The language model, the recognisers and the linker."""

    def __init__(self, mappings: Mappings, model: str) -> None:
        """`model` is an installed spaCy pipeline package or a folder that holds one; SettingsError if there is none."""
        self._nlp, self._ner = load_language(model)
        self._norms = name_norms()
        self._curated = Curated.of(mappings)
        self._by_id = {e.id: e for e in mappings.entities}
        self._recognizer = Recognizer(self._nlp, mappings)
        self.lexicon = self._recognizer.lexicon
        self._anywhere = {n.text.casefold(): mappings.entity(n.entity) for n in reversed(mappings.names) if not n.scope}
        self._scoped: dict[str, dict[str, Entity]] = {}
        for name in mappings.names:
            self._scoped.setdefault(name.scope, {})[name.text.casefold()] = mappings.entity(name.entity)

    def parse(self, document: Document) -> Parsed:
        """The document's paragraphs, parsed, with what they name."""
        setting = self._setting(document)
        with one_core():
            found, docs = self._candidates(document, setting)
        fixed = [e for e in (setting.author, setting.government, setting.country) if e]
        linker = Linker(document, self._curated, self.lexicon, fixed, setting.topic)
        linked = [[k for c in candidates if (k := linker.link(c, n))] for n, candidates in enumerate(found)]
        entities = linker.entities()
        readings = [
            Reading(n, paragraph, doc, finished(links, entities))
            for n, (paragraph, doc, links) in enumerate(zip(document.paragraphs, docs, linked, strict=True))
        ]
        return Parsed(tuple(with_openers(readings)), entities, linker.tentative(), setting)

    def _setting(self, document: Document) -> Setting:
        code = document.country.casefold()
        country = self._by_id.get(f"country/{code}")
        government = self._by_id.get(f"{code}/government")
        if country and not government:
            label = f"Government of {country.label}"
            government = Entity(f"{code}/government", "Government", label, document.country)
        topic = Entity(f"{code}/{TOPIC}", "Event", PHENOMENON, document.country) if country else None
        author = author_of(document, self._anywhere, self._recognizer.class_of)
        return Setting(document, country, government if country else None, author, topic)

    def _candidates(self, document: Document, setting: Setting) -> tuple[list[list[Candidate]], list[Doc]]:
        """Names first, then the parser, which reads each name as one word, then what only the parse shows."""
        curated = self._anywhere | self._scoped.get(document.country, {})
        texts = [paragraph.view.text for paragraph in document.paragraphs]
        raw = [words_of(self._nlp, text) for text in texts]
        names = [
            [*header_candidates(paragraph, document, setting.author, curated)]
            if paragraph.kind == "header"
            else self._names(document, paragraph, doc, setting)
            for paragraph, doc in zip(document.paragraphs, raw, strict=True)
        ]
        for doc, text, found in zip(raw, texts, names, strict=True):
            self._merge(doc, text, found)
        docs = [Doc(doc) for doc in self._nlp.pipe(raw, batch_size=_BATCH)]
        prose = [not (paragraph.kind == "header" or _in_capitals(paragraph)) for paragraph in document.paragraphs]
        seen = iter(seen_persons(self._ner, compress(docs, prose), compress(names, prose)))
        whole = [
            self._recognizer.all(doc, text, own, next(seen)) if is_prose else own
            for is_prose, doc, text, own in zip(prose, docs, texts, names, strict=True)
        ]
        acronyms = {**_named_once(texts, whole, curated), **_defined(texts, whole)}
        acronyms = {**_of_ministries(texts, whole, acronyms), **acronyms}
        uses = [_uses(text, acronyms) for text in texts]
        return [
            resolve_overlaps(_owning(text, _not_redefined(own, new), new))
            for text, own, new in zip(texts, whole, uses, strict=True)
        ], docs

    def _names(
        self, document: Document, paragraph: Paragraph, doc: spacy_tokens.Doc, setting: Setting
    ) -> list[Candidate]:
        text = paragraph.view.text
        author = find_author_mentions(text, document, setting.author)
        names = self._recognizer.names(doc, text, document.country, capitals=_in_capitals(paragraph))
        cells = find_row_titles(paragraph.heading, text) if paragraph.kind == "table" else ()
        return resolve_overlaps([*author, *names, *cells])

    def _merge(self, doc: spacy_tokens.Doc, text: str, names: list[Candidate]) -> None:
        """Each name becomes one word that the parser reads as a common one; an acronym in brackets goes with its name."""
        merged = 0  # where the last merged name ends, its bracket included
        with doc.retokenize() as retokenizer:
            for name in names:
                if name.start < merged:
                    continue
                bracket = _BRACKET.match(text, name.end)
                span = doc.char_span(name.start, bracket.end() if bracket else name.end)
                norm = self._norms.get(name.cls, self._norms[""])
                if span is None or name.rule in _NOT_MERGED or not norm:
                    continue
                merged = span.end_char
                if len(span) > 1:
                    retokenizer.merge(span, attrs={"NORM": norm})
                else:
                    span[0].norm_ = norm


_CAPITALS = re.compile(r"\bM[A-Z]{2,5}\b")


def _in_capitals(paragraph: Paragraph) -> bool:
    return paragraph.kind == "heading" and paragraph.view.text.isupper()


def _not_redefined(found: list[Candidate], acronyms: list[Candidate]) -> list[Candidate]:
    """What was found, without the tables' reading of an acronym that the document defines otherwise: a local "DOJ"."""
    own = {(c.start, c.end): c for c in acronyms}
    return [
        c for c in found if c.rank != CURATED or (c.start, c.end) not in own or own[c.start, c.end].entity == c.entity
    ]


def _owning(text: str, found: list[Candidate], acronyms: list[Candidate]) -> list[Candidate]:
    """All together; a phrase that begins with an acronym's owner keeps it as such: "MOWAC's finance director"."""
    result, inside = [], set()
    for phrase in found:
        owner = next((a for a in acronyms if phrase.start <= a.start and a.end < phrase.end), None)
        common = phrase.rank == PHRASE and owner and re.match(r"(?:['’]s)? (?![A-Z])", text[owner.end :])
        if owner and owner.cls in _OWNERS and (common or (phrase.cls == "Role" and owner.start == phrase.start)):
            inside.add(owner)
            phrase = phrase if phrase.owner else replace(phrase, owner=owner)
        result.append(phrase)
    return [*_beside_owner(text, result, acronyms), *(a for a in acronyms if a not in inside)]


def _beside_owner(text: str, found: list[Candidate], acronyms: list[Candidate]) -> Iterator[Candidate]:
    """A body or post with the acronym right before or behind it as its owner: "the MOI's Border Unit", "a committee in the MOI"."""
    owners = [a for a in acronyms if a.cls in _OWNERS]
    for thing in found:
        if thing.owner is None and thing.rank != ACRONYM and thing.cls in _OWNED and not thing.entity:
            before = (a for a in owners if a.end < thing.start and _POSSESSIVE.fullmatch(text, a.end, thing.start))
            behind = (a for a in owners if a.start > thing.end and _INSIDE.fullmatch(text, thing.end, a.start))
            thing = replace(thing, owner=next(before, None) or next(behind, None))
        yield thing


def _named_once(texts: list[str], found: list[list[Candidate]], curated: Container[str]) -> dict[str, Candidate]:
    """Name → its candidate, where one place of the document tells what no table knows: it is the same in other places."""
    table: dict[str, Candidate] = {}
    for text, candidates in zip(texts, found, strict=True):
        for candidate in candidates:
            name = text[candidate.start : candidate.end]
            if candidate.rule in _NAMED_ONCE and len(name) >= _SHORTEST and name.casefold() not in curated:
                table.setdefault(name, candidate)
    return table


def _defined(texts: list[str], found: list[list[Candidate]]) -> dict[str, Candidate]:
    """Acronym → the candidate of its long form, wherever in the document it is defined."""
    table: dict[str, Candidate] = {}
    for text, candidates in zip(texts, found, strict=True):
        for acronym, start, end in find_definitions(text):
            long = next((c for c in candidates if c.start < end <= c.end <= end + 1), None)
            if long and start < long.end and not _unnamed(long):
                table.setdefault(acronym, long)
        for long in candidates:  # what alone stands in brackets behind a name abbreviates it, in whatever language
            behind = _ACRONYM_BEHIND.match(text, long.end) if long.rank == PATTERN else None
            if behind and long.cls in _ABBREVIATED:
                table.setdefault(behind[1], long)
    return table


def _of_ministries(texts: list[str], found: list[list[Candidate]], known: Container[str]) -> dict[str, Candidate]:
    """Acronym → the ministry, where a cable never says what it stands for: "MOI" beside one Ministry of Interior only."""
    ministries = {
        c.label: c for own in found for c in own if c.cls == "Ministry" and c.label.startswith("Ministry of ")
    }
    by_letters: dict[str, list[Candidate]] = {}
    for label, ministry in ministries.items():
        words = [w for w in re.split(r"[\s,]+", label) if w not in {"and", "the", "for"}]
        for letters in {"".join(w[0] for w in words), "".join(w[0] for w in words if w != "of")}:
            by_letters.setdefault(letters.upper(), []).append(ministry)
    used = {a for text in texts for a in _CAPITALS.findall(text)}
    return {a: by_letters[a][0] for a in sorted(used) if a not in known and len(by_letters.get(a, ())) == 1}


def _unnamed(candidate: Candidate) -> bool:
    """ "one non-governmental organization (NGO)" tells what NGO means, not what this one is called."""
    return candidate.rank == PHRASE and candidate.cls in {"NGO", "ActorGroup"}


def _uses(text: str, acronyms: dict[str, Candidate]) -> list[Candidate]:
    """The acronyms of a text; "the previous NAP" is another one than the NAP."""
    return [_another(text, use) for use in _plain_uses(text, acronyms)]


def _another(text: str, use: Candidate) -> Candidate:
    other = _OTHER.search(text, max(0, use.start - 12), use.start)
    if other is None:
        return use
    label = text[other.start() : use.end]
    key = f"{use.head or use.label.casefold()}|{other[1].casefold()}"
    return replace(use, start=other.start(), label=label, names=(label,), key=key, entity="", row="", scope="country")


def _plain_uses(text: str, acronyms: dict[str, Candidate]) -> list[Candidate]:
    return [
        replace(
            long,
            start=start,
            end=end,
            rank=ACRONYM,
            rule="named elsewhere" if long.label == short else "acronym",
            names=(short,),
            owner=None,
            definite=False,
        )
        for short, start, end, long in acronym_uses(text, acronyms)
    ]
