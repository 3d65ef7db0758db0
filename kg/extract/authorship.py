"""Claims of who wrote a document and of whom its contact line names."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from kg.extract.grounds import told
from kg.extract.namings import namings
from kg.extract.reading import Reading, Setting
from kg.model import Claim, Document, Entity, Evidence

_CONTACT = re.compile(
    r"(?i)^\W*(?:contacts?|contact persons?|for (?:further|more) information|prepared by|written by)\b[^:]{0,40}:"
)
_BESIDE = re.compile(r"(?:,| \(|,? (?:at|of)) ?(?:the )?(?:[\w -]{3,40}?, ?|[\w -]{3,40}? of (?:the )?)?")
_SURE, _LIKELY = 0.9, 0.75
_BODIES = {"NGO", "NGONetwork", "PublicBody", "Ministry", "DiplomaticMission", "IntergovernmentalOrganization"}


def document_itself(document: Document) -> Entity:
    """The document as a work that somebody produced, beside the record of the file that was read."""
    return Entity(f"document/{document.id}/itself", "Publication", document.title, document.country)


def find_authorship(readings: Sequence[Reading], setting: Setting) -> Iterator[Claim]:
    """Who produced the document, where it says so; and what a contact line tells of a person, a body and a place."""
    yield from _produced(setting)
    for reading in readings:
        if _CONTACT.match(reading.text):
            yield from _contact(reading, setting)


def _produced(setting: Setting) -> Iterator[Claim]:
    document = setting.document
    evidence = _title(document)
    chapter = document.kind == "narrative"  # of a report that is the author's
    if document.author and not chapter and setting.author.cls != "ActorGroup" and evidence:
        yield Claim(
            subject=setting.author.id, predicate="produced", object=document_itself(document).id, evidence=(evidence,),
            rule="author of the document", confidence=_SURE, speakers=(setting.author.id,),
        )  # fmt: skip


def _title(document: Document) -> Evidence | None:
    """Where the document's title stands."""
    for paragraph in document.paragraphs:
        for field in document.fields:
            if field.name in {"subject", "title"} and paragraph.start <= field.start < field.end <= paragraph.end:
                return Evidence(field.start, field.end, paragraph.number)
        at = paragraph.view.text.find(document.title)
        if document.title and at >= 0:
            return Evidence(*paragraph.view.locate(at, at + len(document.title)), paragraph.number)
    return None


def _contact(reading: Reading, setting: Setting) -> Iterator[Claim]:
    """ "Contact: Jane Doe, coordinator, Clean World, Baku": a member of the body, which lies there."""
    named = namings(reading)
    for first, second in pairwise(named):
        beside = _BESIDE.fullmatch(reading.text, first.end, second.start)
        if beside and "Person" in first.classes and second.classes & _BODIES:
            triple = (first.entity.id, "memberOf", second.entity.id)
        elif beside and first.classes & _BODIES and "Place" in second.classes:
            triple = (first.entity.id, "locatedIn", second.entity.id)
        else:
            continue
        yield told(reading, setting, first.start, triple, "contact line", _LIKELY)
