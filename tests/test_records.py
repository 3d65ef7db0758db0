"""Labelled lines and table rows: what a label tells of the thing that the record is about."""

from dataclasses import replace
from pathlib import Path

import pytest
from test_relations import document, said

from kg.errors import MappingError
from kg.extract import Extractor
from kg.extract.records import RecordRule, load_record_rules
from kg.model import Document, Paragraph
from kg.read import read_text

RULES = load_record_rules()


def record(lines: str) -> Document:
    """A report of Clean World of one paragraph a line."""
    made = document(lines)
    parts, start, paragraphs = lines.split(" / "), 0, list[Paragraph]()
    for n, part in enumerate(parts):
        paragraphs.append(replace(document(part).paragraphs[0], number=str(n), start=start, end=start + len(part)))
        start += len(part) + 3
    return replace(made, paragraphs=tuple(paragraphs), author="Clean World")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_label_tells_what_its_examples_say(rule: RecordRule, extractor: Extractor) -> None:
    for lines, wanted in rule.yes:
        assert wanted.casefold() in said(extractor.extract(record(lines)), rule.predicate or "funds"), lines


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_every_label_has_examples_of_both_kinds(rule: RecordRule) -> None:
    assert len(rule.yes) >= 2
    assert len(rule.no) >= 1


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_label_tells_nothing_else(rule: RecordRule, extractor: Extractor) -> None:
    for lines in rule.no:
        findings = extractor.extract(record(lines))
        assert rule.name not in {claim.rule for claim in findings.claims}, lines
        if not rule.predicate:  # the line opens no record: the donor funds the author of the report
            assert said(findings, "funds") == {"embassy of norway | clean world"}, lines


def test_a_table_row_tells_what_its_columns_say(extractor: Extractor) -> None:
    text = (
        "# Bright Path Foundation - Annual Report 2010\n\nWe work in Romania.\n\n## Trainings\n\n"
        "| Training | Place | Organised by |\n|---|---|---|\n| Seminar on identification | Bacau | IOM |\n"
    )
    findings = extractor.extract(read_text(text, "report.md"))
    assert "seminar on identification | bacau" in said(findings, "locatedIn")
    assert "iom | seminar on identification" in said(findings, "organized")


def test_the_lines_of_a_record_are_paragraphs_of_their_own() -> None:
    lines = (
        "Project: Eyes Open",
        "Donor: Embassy of Norway",
        "Partners: IOM and the",
        "Red Cross",
        "Implemented by Symmetry",
    )
    text = "Work in Romania\n\n" + "\n".join(lines) + "\n\nThe work went on.\n"
    assert [p.view.text for p in read_text(text, "report.txt").paragraphs][1:] == [
        "Project: Eyes Open",
        "Donor: Embassy of Norway",
        "Partners: IOM and the Red Cross",
        "Implemented by Symmetry",
        "The work went on.",
    ]


OPENED = [
    (
        "In 2008 we: / trained 40 judges; / sheltered 12 women and gave them food.",
        "trains",
        "the author of example | 40 judges",
    ),
    ("Since 2004 IOM has: / trained 30 nurses in Ganja;", "trains", "iom | 30 nurses"),
    (
        "The Ministry of Justice did the following: / opened a shelter in Ganja; / signed an agreement with IOM.",
        "signedAgreementWith",
        "ministry of justice | iom",
    ),
]


@pytest.mark.parametrize(("lines", "predicate", "wanted"), OPENED)
def test_an_item_goes_on_from_the_line_that_opens_its_list(
    lines: str, predicate: str, wanted: str, extractor: Extractor
) -> None:
    findings = extractor.extract(replace(record(lines), author=""))
    assert wanted in said(findings, predicate)
    claim = next(c for c in findings.claims if c.predicate == predicate)
    assert len(claim.evidence) == 2, "the item and the line that opens its list"


@pytest.mark.parametrize(
    "lines",
    [
        "The Ministry of Justice should: / trained 40 judges;",
        "We ask the Ministry of Justice to: / train judges;",
        "In 2008 we trained: / judges;",
        "IOM met us: / Judges trained 40 nurses.",
    ],
)
def test_recommendations_and_other_lines_open_nothing(lines: str, extractor: Extractor) -> None:
    findings = extractor.extract(replace(record(lines), author=""))
    assert not {s for s in said(findings, "trains") if s.startswith(("the author", "iom", "ministry"))}


def test_recommendations_of_a_narrative_claim_nothing(extractor: Extractor) -> None:
    text = "Recommendations for Azerbaijan: Train officers of the Ministry of Justice; fund the shelter of Clean World."
    assert not extractor.extract(document(text)).claims
    assert extractor.extract(document("The Ministry of Justice funds the shelter of Clean World.")).claims


@pytest.mark.parametrize(
    "text", ["[[label]\n", "[classes]\n", '[classes]\n[[label]]\nname = "x"\nsays = "("\nyes = []\nno = []\n']
)
def test_a_faulty_rule_file_is_named(tmp_path: Path, text: str) -> None:
    bad = tmp_path / "records.toml"
    bad.write_text(text, encoding="utf-8")
    with pytest.raises(MappingError, match=r"records\.toml"):
        load_record_rules(bad)
