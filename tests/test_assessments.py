"""Every rule of assessments.toml finds the judgements of its examples; sentences of many countries give theirs."""

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
DOCUMENTS = [Path(__file__).parents[1] / "examples", Path(__file__).parent / "data" / "documents"]
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


# What a reader finds judged in the examples and the invented narratives: document, passage, value, topic.
JUDGEMENTS = """
09BAKU9001 2 Weak Prevention
narrative-moldova s1.p2 Insufficient GovernmentSetting
narrative-moldova s1.p2 Strong -
narrative-moldova s2.p1 Improving Cases
narrative-moldova s2.p1 Absent WitnessProtection
narrative-moldova s3.p1 Improving Protection
narrative-moldova s3.p1 Absent Shelter
narrative-moldova s4.p1 Absent Prevention
colombia-2008 p2 Sufficient GovernmentSetting
colombia-2008 p2 Insufficient Services
colombia-2008 s1.p1 Improving Cases
kyrgyzstan-2016 s1.p2 not Sufficient GovernmentSetting
kyrgyzstan-2016 s1.p2 Strong -
kyrgyzstan-2016 s3.p1 Absent Shelter
lebanon-2010 s1.p2 not Sufficient GovernmentSetting
lebanon-2010 s1.p2 Strong -
mozambique-2013 s2.p2 not Sufficient GovernmentSetting
mozambique-2013 s2.p2 Strong -
nigeria-2004 s2.p2 not Sufficient GovernmentSetting
nigeria-2004 s2.p2 Strong -
thailand-2001 s1.p2 not Sufficient GovernmentSetting
thailand-2001 s1.p2 Strong -
thailand-2001 s1.p2 Problematic Corruption
ukraine-2006 s1.p2 not Sufficient GovernmentSetting
ukraine-2006 s1.p2 Strong -
"""


def test_documents_give_the_judgements_that_a_reader_finds_and_few_others(extractor: Extractor) -> None:
    documents = [read_document(path) for folder in DOCUMENTS for path in sorted(folder.iterdir())]
    found = [
        f"{document.id} {one.evidence[0].passage} {shown(one).partition(':')[0]} {one.topic or '-'}"
        for document in documents
        for one in extractor.extract(document).assessments
    ]
    wanted = {row for row in JUDGEMENTS.splitlines() if row}
    right = [row for row in found if row in wanted]
    assert len(right) / len(found) >= 0.9
    assert len(set(right)) / len(wanted) >= 0.8


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
