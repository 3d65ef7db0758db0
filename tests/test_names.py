"""Names, institutions and phrases of many countries become the entities that a reader would write down."""

import csv
from pathlib import Path

import pytest

from kg.extract import Extractor
from kg.model import Document, Paragraph, View

TABLE = Path(__file__).parent / "data" / "name_sentences.tsv"
ROWS = list(csv.DictReader(TABLE.read_text(encoding="utf-8").splitlines(), delimiter="\t"))


def example(row: dict[str, str]) -> Document:
    text = row["sentence"]
    paragraph = Paragraph("1", "text", 0, len(text), View(text, tuple(range(len(text)))))
    return Document("example", "report", "example.txt", text, "Example", (paragraph,), country=row["country"])


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["sentence"][:40])
def test_names_are_found_with_their_class_and_other_names(row: dict[str, str], extractor: Extractor) -> None:
    found = [(e.cls, {e.label, *e.aliases}) for e in extractor.extract(example(row)).entities]
    for wanted in row["names"].split("; "):
        absent = wanted.startswith("!")  # what a reader would not write down
        cls, _, names = wanted.removeprefix("!").partition("=")
        assert any(c == cls and set(names.split("|")) <= have for c, have in found) is not absent, (wanted, found)


def test_a_verb_is_no_part_of_a_name(extractor: Extractor) -> None:
    for row in ROWS:
        for entity in extractor.extract(example(row)).entities:
            words = {word.casefold() for name in (entity.label, *entity.aliases) for word in name.split()}
            verbs = words & {"report", "reports", "sheltered", "train", "fund", "run", "gave"}
            assert entity.known or not verbs, entity
