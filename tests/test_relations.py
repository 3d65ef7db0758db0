"""Every rule of relations.toml says what it should on its own examples."""

import pytest

from kg.extract import Extractor
from kg.extract.frames import Frame, load_frames
from kg.model import Document, Findings, Paragraph, View

FRAMES = load_frames().all


def document(text: str) -> Document:
    view = View(text, tuple(range(len(text))))
    return Document(
        id="example",
        kind="report",
        source="example.txt",
        text=text,
        title="Example",
        paragraphs=(Paragraph("1", "text", 0, len(text), view),),
        country="AZ",
        issued="2009",
    )


def said(findings: Findings, predicate: str) -> set[str]:
    labels = {entity.id: entity for entity in findings.entities}

    def names(end: str, *, literal: bool) -> set[str]:
        if literal:
            return {end.casefold()}
        entity = labels[end]
        return {name.casefold() for name in (entity.label, *entity.aliases)}

    return {
        f"{subject} | {thing}"
        for claim in findings.claims
        if claim.predicate == predicate
        for subject in names(claim.subject, literal=False)
        for thing in names(claim.object, literal=claim.literal)
    }


@pytest.mark.parametrize("frame", FRAMES, ids=lambda frame: frame.name)
def test_a_frame_finds_what_its_examples_say(frame: Frame, extractor: Extractor) -> None:
    missing = [
        (sentence, wanted)
        for sentence, wanted in frame.yes
        if wanted.casefold() not in said(extractor.extract(document(sentence)), frame.predicate)
    ]
    assert not missing


@pytest.mark.parametrize("frame", FRAMES, ids=lambda frame: frame.name)
def test_a_frame_finds_nothing_where_its_counterexamples_say_nothing(frame: Frame, extractor: Extractor) -> None:
    found = [
        (sentence, claim.rule)
        for sentence in frame.no
        for claim in extractor.extract(document(sentence)).claims
        if claim.rule == frame.name
    ]
    assert not found


def test_every_frame_has_two_examples_and_one_counterexample() -> None:
    assert [frame.name for frame in FRAMES if len(frame.yes) < 2 or not frame.no] == []
