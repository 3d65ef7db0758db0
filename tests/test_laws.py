"""Every rule of laws.toml says what it should on its own examples."""

from dataclasses import replace
from pathlib import Path

import pytest
from test_relations import document

from kg.errors import MappingError
from kg.extract import Extractor
from kg.extract.laws import LawRule, load_law_rules
from kg.model import Claim, Findings

RULES = load_law_rules()


SENTENCES = Path(__file__).parent / "data" / "law_sentences.tsv"
PREDICATES = {"criminalizes", "penalizes", "mandates", "establishes", "adoptedConvention", "enacted"}
PRECISION, RECALL = 0.80, 0.85  # over all sentences; raised whenever the rules improve


def triples(findings: Findings, rule: LawRule | None = None) -> list[set[str]]:
    """Each claim of the law predicates, under all the names of its ends."""
    names = {e.id: {n.casefold() for n in (e.label, *e.aliases)} for e in findings.entities}
    claims = [c for c in findings.claims if (c.rule == rule.name if rule else c.predicate in PREDICATES)]

    def under_all_names(claim: Claim) -> set[str]:
        things = {claim.object.casefold()} if claim.literal else names[claim.object]
        return {f"{one} | {claim.predicate.casefold()} | {other}" for one in names[claim.subject] for other in things}

    return [under_all_names(claim) for claim in claims]


def said(findings: Findings, rule: LawRule) -> set[str]:
    return set().union(*triples(findings, rule))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_finds_what_its_examples_say(rule: LawRule, extractor: Extractor) -> None:
    found = [(wanted.casefold(), said(extractor.extract(document(sentence)), rule)) for sentence, wanted in rule.yes]
    assert not [(wanted, told) for wanted, told in found if not told.issuperset(wanted.split("; "))]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_finds_nothing_where_its_counterexamples_say_nothing(rule: LawRule, extractor: Extractor) -> None:
    assert not [
        (sentence, found) for sentence in rule.no if (found := said(extractor.extract(document(sentence)), rule))
    ]


def test_every_rule_has_two_examples_and_one_counterexample() -> None:
    assert [rule.name for rule in RULES if len(rule.yes) < 2 or not rule.no] == []


@pytest.mark.parametrize("fault", ["patern = 'x'", "pattern = '('"])
def test_a_fault_in_the_rules_names_the_file_and_the_rule(fault: str, tmp_path: Path) -> None:
    (tmp_path / "laws.toml").write_text(f"[parts]\n[[rule]]\nname = 'bans'\n{fault}\n", encoding="utf-8")
    with pytest.raises(MappingError, match=r"laws.toml, rule 'bans'"):
        load_law_rules(tmp_path)


def test_laws_in_sentences_of_many_countries(extractor: Extractor) -> None:
    wanted = hit = found = right = 0
    for line in SENTENCES.read_text(encoding="utf-8").splitlines()[1:]:
        country, sentence, cell = line.split("\t")
        expected = [triple for triple in cell.casefold().split("; ") if triple]
        given = triples(extractor.extract(replace(document(sentence), country=country)))
        wanted += len(expected)
        hit += sum(any(triple in names for names in given) for triple in expected)
        found += len(given)
        right += sum(bool(names & set(expected)) for names in given)
    assert right / found >= PRECISION
    assert hit / wanted >= RECALL
