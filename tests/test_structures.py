"""Every rule of structures.toml says what it should on its own examples."""

from dataclasses import replace
from pathlib import Path

import pytest
from test_relations import document, said

from kg.errors import MappingError
from kg.extract import Extractor
from kg.extract.structure_rules import StructureRule, load_structure_rules
from kg.model import Document

RULES = load_structure_rules().all


def example(words: str) -> Document:
    """A document of one paragraph, under the heading that stands before " | "."""
    heading, _, sentence = words.rpartition(" | ")
    made = document(sentence)
    return replace(made, paragraphs=tuple(replace(p, heading=heading) for p in made.paragraphs))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_finds_what_its_examples_say(rule: StructureRule, extractor: Extractor) -> None:
    missing = [
        (sentence, wanted)
        for sentence, wanted in rule.yes
        if wanted.casefold() not in said(extractor.extract(example(sentence)), rule.predicate)
    ]
    assert not missing


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_finds_nothing_where_its_counterexamples_say_nothing(rule: StructureRule, extractor: Extractor) -> None:
    found = [
        (sentence, claim.rule)
        for sentence in rule.no
        for claim in extractor.extract(example(sentence)).claims
        if claim.rule == rule.name
    ]
    assert not found


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_has_examples_for_and_against(rule: StructureRule) -> None:
    assert len(rule.yes) >= 2
    assert rule.no


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ('second = "Person"', "'gap'"),
        ('second = "author"', "'before'"),
        ('second = "Person"\ngap = "("', "no regular expression"),
        ('second = "Person"\ngap = " of "\nsubject = "third"', "subject 'third'"),
        ('second = "Person"\ngap = " of "\nthird = "x"', "unknown key"),
    ],
)
def test_a_fault_in_a_rule_is_named(line: str, fault: str, tmp_path: Path) -> None:
    text = f'[classes]\n[words]\n[[rule]]\nname = "mine"\npredicate = "memberOf"\nfirst = "NGO"\n{line}\n'
    (tmp_path / "structures.toml").write_text(text, encoding="utf-8")
    with pytest.raises(MappingError, match=f"(?s)mine.*{fault}"):
        load_structure_rules(tmp_path)
