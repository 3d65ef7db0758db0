"""A document -> parsed paragraphs with linked entities."""

import re
import tomllib
from dataclasses import dataclass, replace

import spacy
from spacy.language import Language
from spacy.symbols import NORM, ORTH
from spacy.tokens import Doc

from kg.errors import SettingsError
from kg.extract.candidate import ACRONYM, Candidate, resolve_overlaps
from kg.extract.header import author_of, find_author_mentions, header_candidates
from kg.extract.lexicon import TOPIC
from kg.extract.link import Linker, finished
from kg.extract.phrases import PHENOMENON
from kg.extract.reading import Reading, Setting
from kg.extract.recognize import Recognizer
from kg.extract.texts import acronym_uses, find_definitions
from kg.mappings import Mappings
from kg.model import Document, Entity, Paragraph
from kg.resources import data_folder

_BRACKET = re.compile(r"\s\([A-Z][A-Za-z/\-]{1,9}\)")
_NOT_MERGED = {"demonym", "first person", "the government", "article number", "title"}
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
        norms = _norms()
        self._nlp = _load(model, norms["read_as"])
        self._norms = norms["names"]
        self._mappings = mappings
        self._recognizer = Recognizer(self._nlp, mappings)
        self.lexicon = self._recognizer.lexicon
        self._anywhere = {n.text.casefold(): mappings.entity(n.entity) for n in reversed(mappings.names) if not n.scope}

    def parse(self, document: Document) -> Parsed:
        """The document's paragraphs, parsed, with what they name."""
        setting = self._setting(document)
        found, docs = self._candidates(document, setting)
        fixed = [e for e in (setting.author, setting.government, setting.country) if e]
        linker = Linker(document, self._mappings, self.lexicon, fixed, setting.topic)
        linked = [[k for c in candidates if (k := linker.link(c, n))] for n, candidates in enumerate(found)]
        entities = linker.entities()
        readings = tuple(
            Reading(n, paragraph, doc, finished(links, entities))
            for n, (paragraph, doc, links) in enumerate(zip(document.paragraphs, docs, linked, strict=True))
        )
        return Parsed(readings, entities, linker.tentative(), setting)

    def _setting(self, document: Document) -> Setting:
        by_id = {e.id: e for e in self._mappings.entities}
        code = document.country.casefold()
        country = by_id.get(f"country/{code}")
        government = by_id.get(f"{code}/government")
        if country and not government:
            label = f"Government of {country.label}"
            government = Entity(f"{code}/government", "Government", label, document.country)
        topic = Entity(f"{code}/{TOPIC}", "Event", PHENOMENON, document.country) if country else None
        return Setting(document, country, government if country else None, author_of(document, self._anywhere), topic)

    def _candidates(self, document: Document, setting: Setting) -> tuple[list[list[Candidate]], list[Doc]]:
        """Names first, then the parser, which reads each name as one word, then what only the parse shows."""
        curated = self._anywhere | {
            n.text.casefold(): self._mappings.entity(n.entity)
            for n in self._mappings.names
            if n.scope == document.country
        }
        raw = [self._nlp.make_doc(paragraph.view.text) for paragraph in document.paragraphs]
        names = [
            [*header_candidates(paragraph, document, setting.author, curated)]
            if paragraph.kind == "header"
            else self._names(document, paragraph, doc, setting)
            for paragraph, doc in zip(document.paragraphs, raw, strict=True)
        ]
        for doc, found in zip(raw, names, strict=True):
            self._merge(doc, found)
        docs = list(self._nlp.pipe(raw, batch_size=_BATCH))
        whole = [
            own if paragraph.kind == "header" or _in_capitals(paragraph) else self._recognizer.all(doc, own)
            for paragraph, doc, own in zip(document.paragraphs, docs, names, strict=True)
        ]
        acronyms = _defined(docs, whole)
        return [resolve_overlaps([*own, *_uses(doc, acronyms)]) for doc, own in zip(docs, whole, strict=True)], docs

    def _names(self, document: Document, paragraph: Paragraph, doc: Doc, setting: Setting) -> list[Candidate]:
        author = find_author_mentions(doc.text, document, setting.author)
        names = self._recognizer.names(doc, document.country, capitals=_in_capitals(paragraph))
        return resolve_overlaps([*author, *names])

    def _merge(self, doc: Doc, names: list[Candidate]) -> None:
        """Each name becomes one word that the parser reads as a common one; an acronym in brackets goes with its name."""
        with doc.retokenize() as retokenizer:
            for name in names:
                bracket = _BRACKET.match(doc.text, name.end)
                span = doc.char_span(name.start, bracket.end() if bracket else name.end)
                norm = self._norms.get(name.cls, self._norms[""])
                if span is None or name.rule in _NOT_MERGED or not norm:
                    continue
                if len(span) > 1:
                    retokenizer.merge(span, attrs={"NORM": norm})
                else:
                    span[0].norm_ = norm


def _in_capitals(paragraph: Paragraph) -> bool:
    return paragraph.kind == "heading" and paragraph.view.text.isupper()


def _norms() -> dict[str, dict[str, str]]:
    """What the parser reads for words and names that it does not know, from `norms.toml`."""
    path = data_folder("ontology") / "rules" / "norms.toml"
    table: dict[str, dict[str, str]] = tomllib.loads(path.read_text(encoding="utf-8"))
    return table


def _load(model: str, substitutes: dict[str, str]) -> Language:
    try:
        nlp = spacy.load(model)
    except OSError as error:
        raise SettingsError(
            f"spaCy pipeline '{model}' is not installed; install it with pip, or name another with --model"
        ) from error
    for word, substitute in substitutes.items():
        nlp.tokenizer.add_special_case(word, [{ORTH: word, NORM: substitute}])  # type: ignore[union-attr]
    return nlp


def _defined(docs: list[Doc], found: list[list[Candidate]]) -> dict[str, Candidate]:
    """Acronym → the candidate of its long form, wherever in the document it is defined."""
    table: dict[str, Candidate] = {}
    for doc, candidates in zip(docs, found, strict=True):
        for acronym, start, end in find_definitions(doc.text):
            long = next((c for c in candidates if c.start < end <= c.end <= end + 1), None)
            if long and start < long.end:
                table.setdefault(acronym, long)
    return table


def _uses(doc: Doc, acronyms: dict[str, Candidate]) -> list[Candidate]:
    return [
        replace(long, start=start, end=end, rank=ACRONYM, rule="acronym", names=(short,), owner=None, definite=False)
        for short, start, end, long in acronym_uses(doc.text, acronyms)
    ]
