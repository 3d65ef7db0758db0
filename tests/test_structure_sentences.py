"""What the form of a text tells beyond a sentence: lists over paragraphs, contact lines, signatures, collectives."""

from dataclasses import replace

import pytest
from test_relations import document

from kg.extract import Extractor
from kg.model import Document, Paragraph
from kg.read import read_text


def paragraphs(*texts: str) -> Document:
    """A document of several paragraphs."""
    whole = document("\n".join(texts))
    cut, start = [], 0
    for n, text in enumerate(texts, 1):
        view = replace(whole.paragraphs[0].view, text=text, origin=tuple(range(start, start + len(text))))
        cut.append(Paragraph(str(n), "text", start, start + len(text), view))
        start += len(text) + 1
    return replace(whole, paragraphs=tuple(cut))


def told(extractor: Extractor, made: Document) -> set[str]:
    findings = extractor.extract(made)
    labels = {e.id: e.label for e in findings.entities}
    return {f"{labels[c.subject]} | {c.predicate} | {labels[c.object]}" for c in findings.claims if not c.literal}


def test_items_of_a_list_are_members(extractor: Extractor) -> None:
    made = paragraphs(
        "Represented on the Steering Committee are:",
        "-- the Ministry of Justice;",
        "-- the State Migration Service, an agency of the Ministry of Internal Affairs; and",
        "-- one member each from Clean World and IOM.",
        "The State Border Service protested.",
    )
    members = {t.split(" | ")[0] for t in told(extractor, made) if " | memberOf | Steering Committee" in t}
    assert members == {
        "Ministry of Justice", "State Migration Service", "Clean World", "International Organization for Migration",
    }  # fmt: skip


def test_what_is_said_in_a_list_of_something_else_tells_no_members(extractor: Extractor) -> None:
    made = paragraphs("The Steering Committee thanked:", "-- the Ministry of Justice;", "-- Clean World.")
    assert not any("memberOf" in t for t in told(extractor, made))


def test_a_contact_line_tells_where_the_person_and_the_body_belong(extractor: Extractor) -> None:
    found = told(extractor, paragraphs("Contact: Dr Leyla Aliyeva, coordinator, Clean World, Ganja"))
    assert "Leyla Aliyeva | memberOf | Clean World" in found
    assert any(t.startswith("Clean World | locatedIn | ") for t in found)


def test_a_signed_document_is_by_its_author(extractor: Extractor) -> None:
    text = "# Doors\n\n*Submitted by the Women's Crisis Center (WCC), Baku, 3 May 2010*\n\nWe run a hotline.\n"
    made = read_text(text, "doors.md")
    assert "Women's Crisis Center | produced | Doors" in told(extractor, made)
    assert not any(" | produced | " in t for t in told(extractor, replace(made, author="")))


def test_what_is_said_of_a_collective_is_said_of_those_named(extractor: Extractor) -> None:
    found = told(extractor, document("NGOs such as Clean World and Symmetry criticized the Ministry of Justice."))
    assert {"Clean World | criticizes | Ministry of Justice", "Symmetry | criticizes | Ministry of Justice"} <= found


def test_what_a_verb_tells_is_not_told_again(extractor: Extractor) -> None:
    findings = extractor.extract(document("The task force, headed by the Minister of Justice, met."))
    assert [c.predicate for c in findings.claims].count("headOf") == 1


@pytest.mark.parametrize(
    ("sentence", "told_parts"),
    [
        ("Women are brought from China's Yunnan Province to Bangkok.", set()),
        ("Girls from Nepal were found in Western Europe.", set()),
        ("Boys work along the Beira corridor.", set()),
        ("Such weddings are held in Azerbaijan's southern regions.", {"southern regions | partOf | Azerbaijan"}),
        ("Girls beg in Ganja's poor districts.", {"poor districts | partOf | Ganja"}),
    ],
)
def test_a_place_that_bears_the_name_of_another_is_no_part_of_it(
    sentence: str, told_parts: set[str], extractor: Extractor
) -> None:
    assert {claim for claim in told(extractor, document(sentence)) if " | partOf | " in claim} == told_parts
