"""Passages get the topic that a reader gives them, or none."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from kg.errors import MappingError
from kg.extract.cues import Cues, outermost, words_of
from kg.extract.topics import find_topics, load_topic_rules
from kg.model import Document, Paragraph, View
from kg.read import read_document
from kg.resources import data_folder

ROOT = Path(__file__).parents[1]
RULES = data_folder("ontology") / "rules" / "topics.toml"
CONCEPTS = data_folder("ontology") / "concepts" / "topics.ttl"
GOLD = Path(__file__).parent / "data" / "topics.tsv"
PASSAGES = Path(__file__).parent / "data" / "topic_passages.tsv"


def rows() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = tomllib.loads(RULES.read_text(encoding="utf-8"))["topic"]
    return found


def paragraph(text: str, *, number: str = "1", heading: str = "", kind: str = "text") -> Paragraph:
    view = View(text, tuple(range(len(text))))
    return Paragraph(number, kind, 0, len(text), view, heading=heading)  # type: ignore[arg-type]


def topics(*paragraphs: Paragraph) -> tuple[str, ...]:
    return find_topics(Document("test", "cable", "", "", "", paragraphs), load_topic_rules())


def topic_of(example: str) -> str:
    """The topic of "text" or "heading | text"."""
    heading, _, text = example.rpartition(" | ")
    return topics(paragraph(text, heading=heading))[0]


@pytest.mark.parametrize("row", rows(), ids=lambda row: row["name"])
def test_every_topic_is_given_to_its_examples_and_to_no_other(row: dict[str, Any]) -> None:
    assert len(row["yes"]) >= 2
    assert len(row["no"]) >= 1
    assert {example: topic_of(example) for example in row["yes"]} == dict.fromkeys(row["yes"], row["name"])
    assert row["name"] not in {topic_of(example) for example in row["no"]}


def test_every_concept_has_its_rule_a_notation_and_a_part() -> None:
    text = CONCEPTS.read_text(encoding="utf-8")
    assert set(re.findall(r"^tip-topic:(\w+) a skos:Concept", text, re.M)) == {row["name"] for row in rows()}
    notations = re.findall(r'skos:notation "([\d.]+)"', text)
    assert len(notations) == len(set(notations)) == len(rows())
    parts = load_topic_rules().parts
    assert parts["Shelter"] == "Protection"
    assert parts["Protection"] == "Protection"


def found_in(document: Document) -> dict[str, str]:
    numbers = [p.number for p in document.paragraphs]
    return dict(zip(numbers, find_topics(document, load_topic_rules()), strict=True))


def gold_rows() -> list[list[str]]:
    lines = GOLD.read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith(("#", "document\t"))]


def test_the_examples_get_the_topics_that_a_reader_gave_them() -> None:
    documents = (read_document(path) for path in sorted((ROOT / "examples").iterdir()))
    by_document = {document.id: found_in(document) for document in documents}
    parts = load_topic_rules().parts
    right, given, coarse = 0, 0, 0
    for document, number, wanted in gold_rows():
        found = by_document[document][number] or "-"
        right += found in wanted.split("|")
        coarse += found in {parts.get(topic) for topic in wanted.split("|")} - set(wanted.split("|"))
        given += 1
    assert right / given >= 0.9
    assert (right + coarse) / given >= 0.93


def test_invented_passages_of_many_countries_get_their_topic_and_hardly_ever_a_wrong_one() -> None:
    lines = PASSAGES.read_text(encoding="utf-8").splitlines()
    table = [line.split("\t") for line in lines if not line.startswith("#")]
    found = [(topic_of(f"{heading} | {text}") or "-", wanted) for heading, text, wanted in table]
    parts = load_topic_rules().parts
    right = sum(topic in wanted.split("|") for topic, wanted in found)
    wrong = sum(
        topic not in {"-", *wanted.split("|"), *(parts.get(name) for name in wanted.split("|"))}
        for topic, wanted in found
    )
    assert right / len(found) >= 0.9
    assert wrong / len(found) <= 0.05


def test_a_continuation_keeps_the_topic_of_its_letter_unless_it_is_clearly_about_something_else() -> None:
    first = paragraph("Coordination among the ministries is poor; the working group seldom meets.", number="4.C")
    second = paragraph("The ministries of health and of culture send nobody.", number="4.C.2")
    third = paragraph(
        "Corruption remains a problem; low salaries invite bribes and other forms of corruption.", number="4.C.3"
    )
    assert topics(first, second, third) == ("Coordination", "Coordination", "Corruption")


def test_a_passage_of_many_topics_of_one_part_gets_the_part() -> None:
    text = "Shelter and hotline were improved, and some may remain in the country."
    assert topic_of(f"Protection | {text}") == "Protection"


def test_a_passage_about_nothing_in_particular_gets_no_topic() -> None:
    assert topic_of("It rained for most of March.") == ""
    assert topic_of("General remarks | It rained for most of March.") == ""


def test_the_label_before_a_colon_says_what_a_passage_is_about() -> None:
    assert topic_of("Hotline: It was opened last year by an NGO and it is open day and night.") == "Hotline"


@pytest.mark.parametrize(
    ("number", "kind", "expected"), [("header", "header", ""), ("3", "heading", "Prosecution"), ("5", "table", "Cases")]
)
def test_headings_and_tables_have_topics_and_headers_have_none(number: str, kind: str, expected: str) -> None:
    text = {"heading": "INVESTIGATION AND PROSECUTION", "table": "Criminal cases opened | 66"}.get(kind, "Prosecution")
    assert topics(paragraph(text, number=number, kind=kind)) == (expected,)


def test_a_phrase_may_have_endings_and_gaps_and_gives_way_to_a_longer_one() -> None:
    cues = Cues({"refer* ... victims": ["Referral"], "foreign": ["Foreign"], "safe house*": ["Shelter"]})
    hits = list(cues.find(words_of("They referred 31 foreign victims to the NGOs' safe-houses.")))
    assert [(hit.start, hit.end, hit.meaning) for hit in outermost(hits)] == [(1, 5, "Referral"), (8, 10, "Shelter")]
    assert not list(cues.find(words_of("They refer to a report on all of the other victims")))


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ('[[topic]]\nname = "Nonsense"', "no concept"),
        ('[[topic]]\nname = "Laws"\nstrnog = ["law"]', "unknown key"),
        ('[[topic]]\nname = "Laws"\nstrong = ["... law"]', "begin with a word"),
        ("[[topic]\n", "topics.toml"),
    ],
)
def test_a_faulty_rule_is_named_with_its_file(tmp_path: Path, wrong: str, message: str) -> None:
    path = tmp_path / "topics.toml"
    path.write_text("[points]\n[limits]\n" + wrong, encoding="utf-8")
    with pytest.raises(MappingError, match=message):
        load_topic_rules(path)
