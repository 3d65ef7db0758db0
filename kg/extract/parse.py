"""A document -> parsed paragraphs with linked entities."""

import tomllib
from dataclasses import dataclass, replace

import spacy
from spacy.language import Language
from spacy.symbols import NORM, ORTH
from spacy.tokens import Doc

from kg.errors import SettingsError
from kg.extract.candidate import ACRONYM, Candidate, resolve_overlaps
from kg.extract.header import author_of, find_author_mentions, header_candidates
from kg.extract.link import Linker, finished
from kg.extract.reading import Reading, Setting
from kg.extract.recognize import Recognizer
from kg.extract.texts import acronym_uses, find_definitions
from kg.mappings import Mappings
from kg.model import Document, Entity, Paragraph
from kg.resources import data_folder

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
        self._nlp = _load(model)
        self._mappings = mappings
        self._recognizer = Recognizer(self._nlp, mappings)
        self.lexicon = self._recognizer.lexicon
        self._anywhere = {n.text.casefold(): mappings.entity(n.entity) for n in reversed(mappings.names) if not n.scope}

    def parse(self, document: Document) -> Parsed:
        """The document's paragraphs, parsed, with what they name."""
        setting = self._setting(document)
        docs = list(self._nlp.pipe((p.view.text for p in document.paragraphs), batch_size=_BATCH))
        fixed = [e for e in (setting.author, setting.government, setting.country) if e]
        linker = Linker(document, self._mappings, self.lexicon, fixed)
        found = self._candidates(document, docs, setting)
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
        return Setting(document, country, government if country else None, author_of(document, self._anywhere))

    def _candidates(self, document: Document, docs: list[Doc], setting: Setting) -> list[list[Candidate]]:
        names = self._anywhere | {
            n.text.casefold(): self._mappings.entity(n.entity)
            for n in self._mappings.names
            if n.scope == document.country
        }
        found = [
            [*header_candidates(paragraph, document, setting.author, names)]
            if paragraph.kind == "header"
            else self._in_text(document, paragraph, doc, setting)
            for paragraph, doc in zip(document.paragraphs, docs, strict=True)
        ]
        acronyms = _defined(docs, found)
        return [resolve_overlaps([*own, *_uses(doc, acronyms)]) for doc, own in zip(docs, found, strict=True)]

    def _in_text(self, document: Document, paragraph: Paragraph, doc: Doc, setting: Setting) -> list[Candidate]:
        author = find_author_mentions(doc.text, document, setting.author)
        capitals = paragraph.kind == "heading" and doc.text.isupper()
        return resolve_overlaps([*author, *self._recognizer.find(doc, document.country, capitals=capitals)])


def _load(model: str) -> Language:
    """The pipeline, with `norms.toml` taught to its tokenizer: words it does not know are read as common nouns."""
    try:
        nlp = spacy.load(model)
    except OSError as error:
        raise SettingsError(
            f"spaCy pipeline '{model}' is not installed; install it with pip, or name another with --model"
        ) from error
    path = data_folder("ontology") / "rules" / "norms.toml"
    table: dict[str, dict[str, str]] = tomllib.loads(path.read_text(encoding="utf-8"))
    for word, substitute in table["read_as"].items():
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
