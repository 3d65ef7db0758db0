"""Every rule of relations.toml and structures.toml says what it should on its own examples."""

from dataclasses import replace

import pytest

from kg.extract import Extractor
from kg.extract.frames import Frame, load_frames
from kg.extract.structure_rules import StructureRule, load_structure_rules
from kg.model import Document, Findings, Paragraph, View

RULES: list[Frame | StructureRule] = [*load_frames().all, *load_structure_rules().all]


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


def example(words: str) -> Document:
    """A document of one paragraph, under the heading that stands before " | "."""
    heading, _, sentence = words.rpartition(" | ")
    made = document(sentence)
    return replace(made, paragraphs=tuple(replace(p, heading=heading) for p in made.paragraphs))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_finds_what_its_examples_say(rule: Frame | StructureRule, extractor: Extractor) -> None:
    found = [(sentence, wanted, extractor.extract(example(sentence))) for sentence, wanted in rule.yes]
    assert not [
        (sentence, wanted) for sentence, wanted, told in found if wanted.casefold() not in said(told, rule.predicate)
    ]
    assert rule.name in {claim.rule for *_, told in found for claim in told.claims}, "other rules find all of it"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_finds_nothing_where_its_counterexamples_say_nothing(
    rule: Frame | StructureRule, extractor: Extractor
) -> None:
    found = [
        (sentence, claim.rule)
        for sentence in rule.no
        for claim in extractor.extract(example(sentence)).claims
        if claim.rule == rule.name
    ]
    assert not found


def test_every_rule_has_two_examples_and_one_counterexample() -> None:
    assert [rule.name for rule in RULES if len(rule.yes) < 2 or not rule.no] == []
