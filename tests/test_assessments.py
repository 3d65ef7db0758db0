"""Every rule of assessments.toml finds the judgements of its examples; sentences of many countries give theirs."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from kg.errors import MappingError
from kg.extract import Extractor
from kg.extract.assessment_rules import load_assessment_rules
from kg.model import Assessment, Document, Paragraph, View
from kg.read import read_document
from kg.resources import data_folder

RULES = data_folder("ontology") / "rules" / "assessments.toml"
DEVELOPMENT = Path(__file__).parents[2] / "shared" / "documents" / "09BAKU141.txt"
SENTENCES = Path(__file__).parent / "data" / "assessment_sentences.tsv"


def judge(extractor: Extractor, text: str, *, heading: str = "", kind: str = "text") -> tuple[Assessment, ...]:
    view = View(text, tuple(range(len(text))))
    paragraph = Paragraph("1", kind, 0, len(text), view, heading=heading)  # type: ignore[arg-type]
    document = Document("test", "cable", "", text, "", (paragraph,), country="AZ", issued="2009-02-23")
    return extractor.extract(document).assessments


def shown(found: Assessment) -> str:
    return f"{'not ' if found.polarity == 'Negated' else ''}{found.value}: {found.words}"


def rows() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = tomllib.loads(RULES.read_text(encoding="utf-8"))["rule"]
    return found


@pytest.mark.parametrize("row", rows(), ids=lambda row: row["name"])
def test_every_rule_finds_the_judgements_of_its_examples_and_only_those(
    row: dict[str, Any], extractor: Extractor
) -> None:
    assert len(row["yes"]) >= 2
    assert len(row["no"]) >= 1
    for sentence, expected in row["yes"]:
        found = judge(extractor, sentence)
        assert [shown(one) for one in found] == [expected], sentence
        assert found[0].rule == row["name"], sentence
    for sentence in row["no"]:
        assert [shown(one) for one in judge(extractor, sentence)] == [], sentence


def sentence_rows() -> list[tuple[str, str]]:
    lines = SENTENCES.read_text(encoding="utf-8").splitlines()
    table = (line.split("\t") for line in lines if not line.startswith("#"))
    return [(sentence, expected) for sentence, expected in table]


def agrees(found: Assessment, expected: str) -> bool:
    """Whether a finding is "[not ]Value[/Modality] Topic: part of the words"."""
    head, _, words = expected.partition(": ")
    judged, topic = head.rsplit(" ", 1)
    value, _, modality = judged.partition("/")
    said = shown(found).partition(":")[0]
    right = (said, found.topic or "-", found.modality) == (value, topic, modality or found.modality)
    return right and words in found.words


def test_sentences_of_many_countries_give_their_judgements_and_few_others(extractor: Extractor) -> None:
    right = found_all = wanted_all = 0
    for sentence, expected in sentence_rows():
        found = judge(extractor, sentence)
        wanted = [] if expected == "-" else expected.split("; ")
        right += sum(any(agrees(one, want) for want in wanted) for one in found)
        found_all += len(found)
        wanted_all += len(wanted)
    assert wanted_all >= 80
    assert right / found_all >= 0.9
    assert right / wanted_all >= 0.85


def judged(extractor: Extractor, text: str) -> Assessment:
    (found,) = judge(extractor, text)
    return found


def test_who_is_judged_who_says_so_and_when_are_read_with_the_judgement(extractor: Extractor) -> None:
    found = judged(extractor, "In 2008, IOM said that the government's efforts to protect victims were weak.")
    assert found.thing == "az/government"
    assert found.speakers == ("world/iom",)
    assert (found.period, found.topic, found.judgement) == ("2008", "Protection", "Unfavourable")


def test_a_negation_turns_the_judgement_and_so_does_a_denial(extractor: Extractor) -> None:
    assert judged(extractor, "Coordination is not effective.").judgement == "Unfavourable"
    denied = judged(extractor, "The government denies that coordination is weak.")
    assert (denied.value, denied.polarity, denied.modality) == ("Weak", "Negated", "Denied")
    assert denied.judgement == "Favourable"


def test_what_there_is_not_has_no_name_but_may_have_an_owner(extractor: Extractor) -> None:
    assert judged(extractor, "There is no shelter for men.").thing == ""
    assert judged(extractor, "The government made no progress.").thing == "az/government"


def test_two_adjectives_of_one_value_make_one_judgement_and_two_values_two(extractor: Extractor) -> None:
    assert len(judge(extractor, "Funding is low and sporadic.")) == 1
    assert [a.value for a in judge(extractor, "Funding is low and inconsistent.")] == ["Weak", "Uneven"]


@pytest.mark.parametrize(
    ("heading", "kind"), [("Recommendations", "text"), ("", "heading"), ("", "table"), ("", "header")]
)
def test_recommendations_headings_and_tables_judge_nothing(heading: str, kind: str, extractor: Extractor) -> None:
    assert judge(extractor, "Coordination is weak.")
    assert judge(extractor, "Coordination is weak.", heading=heading, kind=kind) == ()


# Passage, value and topic of judgements in the development cable; its words stay outside the repository.
DEVELOPMENT_JUDGEMENTS = """
2 Absent Referral; 2 Weak Coordination; 2 Insufficient Campaigns; 3.B.2 Insufficient Training
3.B.2 Insufficient Campaigns; 4.C Weak Resources; 4.C Absent Resources; 4.C.2 Weak Coordination
4.C.3 Problematic Corruption; 6.C.2 Effective Referral; 6.E Insufficient Resources; 6.E Insufficient Training
6.F Absent Referral; 6.H Absent Identification; 7.B Absent Identification; 7.D.2 Uneven Partnership
7.D.2 Problematic Partnership; 7.F Absent ChildSexTourism
"""


def test_the_development_cable_gives_its_judgements_and_few_others(extractor: Extractor) -> None:
    if not DEVELOPMENT.exists():
        pytest.skip("the development cable is not part of the repository")
    found = [
        f"{one.evidence[0].passage} {one.value} {one.topic}"
        for one in extractor.extract(read_document(DEVELOPMENT)).assessments
    ]
    wanted = {row.strip() for row in re.split(r"[;\n]", DEVELOPMENT_JUDGEMENTS) if row.strip()}
    right = [row for row in found if row in wanted]
    assert len(right) / len(found) >= 0.8
    assert len(set(right)) / len(wanted) >= 0.85


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ('name = "x"\nkind = "judged"\nvalue = "Splendid"\nconfidence = 1', "no concept"),
        ('name = "x"\nkind = "jugded"\nvalue = "Weak"\nconfidence = 1', "no kind"),
        ('name = "x"\nkind = "judged"\nvalue = "Weak"\nconfidence = 1\nwrods = []', "unknown key"),
    ],
)
def test_a_faulty_rule_is_named_with_its_file(tmp_path: Path, wrong: str, message: str) -> None:
    path = tmp_path / "assessments.toml"
    path.write_text(f"classes = {{}}\n[things]\n[ills]\n[verbs]\n[[rule]]\n{wrong}\n", encoding="utf-8")
    with pytest.raises(MappingError, match=message):
        load_assessment_rules(path)
