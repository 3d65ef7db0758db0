from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from read_checks import check_document, shown

from kg.errors import DocumentError
from kg.model import Document
from kg.read import read_document, read_text

_DATA = Path(__file__).parent / "data"
_EXAMPLES = Path(__file__).parents[1] / "examples"


def _report(text: str, name: str = "test.md") -> Document:
    document = read_text(text, name)
    assert document.kind == "report"
    check_document(document)
    return document


def _listed(document: Document) -> list[tuple[str, str]]:
    return [(paragraph.number, paragraph.view.text) for paragraph in document.paragraphs if paragraph.kind != "header"]


@pytest.mark.parametrize("name", ["narrative-moldova.txt", "ngo-shadow-report.md"])
def test_the_examples_keep_their_offsets(name: str) -> None:
    check_document(read_document(_EXAMPLES / name))


def test_the_front_matter_of_markdown_tells_title_author_country_date_marking_and_id() -> None:
    document = _report(
        '---\ntitle: "What we saw"\nauthor: Coast Watch\ncountry: Azerbaijan\ndate: 12 March 2011\n'
        "marking: SBU\nid: CW-2011.3\n---\n\n# What we saw\n\nWe saw little.\n"
    )
    assert (document.title, document.author, document.country) == ("What we saw", "Coast Watch", "AZ")
    assert (document.issued, document.marking, document.id) == ("2011-03-12", "SBU", "CW-2011.3")
    assert document.values("country") == ("Azerbaijan",)
    assert shown(document, "s1.p1") == "We saw little."


def test_a_country_may_be_given_by_its_code_and_an_id_with_blanks_becomes_a_slug() -> None:
    document = _report("---\ncountry: tr\nid: Coast Watch 3\n---\nWe saw little.\n")
    assert (document.country, document.id) == ("TR", "coast-watch-3")


def test_the_lines_under_a_title_tell_author_and_date() -> None:
    document = _report("# What we saw\n\nBy Coast Watch\n\nMarch 2011\n\nWe saw little.\n")
    assert (document.title, document.author, document.issued) == ("What we saw", "Coast Watch", "2011-03")
    assert _listed(document) == [("s1", "What we saw"), ("s1.p1", "We saw little.")]


@pytest.mark.parametrize(
    ("line", "author", "issued"),
    [
        ("Author: Jane Roe", "Jane Roe", ""),
        ("Published by the Coast Watch, 3 May 2010", "the Coast Watch", "2010-05-03"),
        ("Prepared by: Coast Watch", "Coast Watch", ""),
        ("Date: 2009-06-15", "", "2009-06-15"),
        ("Published: June 3rd, 2010", "", "2010-06-03"),
        ("2010", "", "2010"),
        ("By and by they came.", "", ""),
        ("In March 2011 they came.", "", ""),
    ],
)
def test_a_line_is_a_byline_or_a_date_only_if_it_says_nothing_else(line: str, author: str, issued: str) -> None:
    document = _report(f"# What we saw\n\n{line}\n\nWe saw little of it there.\n")
    assert (document.author, document.issued) == (author, issued)


def test_a_narrative_is_known_by_its_country_its_tier_and_its_parts() -> None:
    document = read_document(_DATA / "narrative_invented.txt")
    check_document(document)
    assert (document.kind, document.title, document.country) == ("narrative", "GEORGIA", "GE")
    assert (document.author, document.issued) == ("United States Department of State", "2011-06")
    assert document.values("tier") == ("Tier 2 Watch List",)
    by_number = {paragraph.number: paragraph for paragraph in document.paragraphs}
    assert by_number["s3.p1"].view.text == "The courts heard 12 cases. Article 143 was applied."
    assert (by_number["s4.p1"].marking, by_number["s4.p1"].heading) == ("SBU", "Protection")
    assert [shown(document, number) for number in ("s5.p1", "s5.p2")] == ["A campaign ran.", "A hotline rang."]


def test_a_narrative_with_a_tier_is_of_the_department_of_state_unless_it_names_an_author() -> None:
    document = read_document(_EXAMPLES / "narrative-moldova.txt")
    assert (document.kind, document.author, document.country) == ("narrative", "the tip-kg project", "MD")
    document = read_text("HAITI (TIER 2 - WATCH LIST)\n\nHaiti is a source country.\n", "a.txt")
    assert (document.kind, document.author, document.country) == (
        "narrative",
        "United States Department of State",
        "HT",
    )


def test_a_subtitle_tells_the_country_and_a_byline_among_other_lines_the_author() -> None:
    document = _report(
        "# Gone at Dusk\n\n**A report on trafficking in Zambia**\n"
        "*Submitted by the Union of Market Women (UMW), Lusaka, to the Committee, 3 May 2012*\n\n"
        "## Methods\n\nWe asked 30 women.\n"
    )
    assert (document.country, document.author, document.issued) == (
        "ZM",
        "the Union of Market Women (UMW)",
        "2012-05-03",
    )


def test_a_report_whose_title_names_no_country_is_about_the_one_that_it_names_most() -> None:
    text = "# Gone at Dusk\n\n" + "Girls leave Zambia. " * 4 + "Some reach Angola.\n"
    assert _report(text).country == "ZM"
    assert _report(text.replace("Some reach Angola.", "Girls reach Angola. " * 3)).country == ""


def test_headings_keep_the_numbers_they_have_and_get_one_where_they_have_none() -> None:
    document = _report("# 1 Law\n\nOne.\n\n## 1.2 Courts\n\nTwo.\n\nThree.\n\n## Police\n\nFour.\n")
    assert _listed(document) == [
        ("1", "Law"), ("1.p1", "One."), ("1.2", "Courts"), ("1.2.p1", "Two."), ("1.2.p2", "Three."),
        ("s3", "Police"), ("s3.p1", "Four."),
    ]  # fmt: skip


def test_a_report_whose_paragraphs_are_numbered_keeps_their_numbers() -> None:
    document = _report("# Visit\n\n1. The group came.\n\n2. (SBU) The group left.\n\n## After\n\n3. Nobody came.\n")
    assert _listed(document) == [
        ("s1", "Visit"), ("1", "The group came."), ("2", "The group left."), ("s2", "After"), ("3", "Nobody came."),
    ]  # fmt: skip
    assert [part.marking for part in document.paragraphs] == ["", "", "SBU", "", ""]
    assert document.marking == "SBU"


def test_items_of_a_list_are_paragraphs_and_their_numbers_are_not() -> None:
    document = _report(
        "Seen there:\n\n- one thing\n- another,\n  which is long\n* a third\n\nThe end came. It was late.\n\n1. x.\n"
    )
    assert _listed(document) == [
        ("p1", "Seen there:"), ("p2", "one thing"), ("p3", "another, which is long"), ("p4", "a third"),
        ("p5", "The end came. It was late."), ("p6", "x."),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "table",
    [
        "| Year | Victims |\n|---|---|\n| 2008 | 78 |\n| 2009 |  |\n",
        "Year | Victims\n--- | ---\n2008 | 78\n2009 | \n",
        "Year\tVictims\n2008\t78\n2009\t131\n",
    ],
)
def test_rows_of_a_table_keep_their_cells_apart_and_their_header_row_as_heading(table: str) -> None:
    document = _report(f"# Figures\n\nAs follows.\n\n{table}\nDone.\n")
    rows = [part for part in document.paragraphs if part.kind == "table"]
    assert rows[0].view.text == "2008 | 78"
    assert {row.heading for row in rows} == {"Year | Victims"}
    assert _listed(document)[-1][1] == "Done."


def test_markup_vanishes_from_the_view_and_stays_in_the_text() -> None:
    text = (
        "The **Ministry of *Labor*** opened [a shelter](https://example.org/a_(b)) <!-- where? --> in _Batumi_.\n\n"
        "> It is full.\n"
    )
    document = _report(text)
    assert document.text == text
    assert [view for _, view in _listed(document)] == [
        "The Ministry of Labor opened a shelter in Batumi.", "It is full.",
    ]  # fmt: skip
    start, end = document.paragraphs[0].view.locate(4, 21)
    assert text[start:end] == "Ministry of *Labor"


def test_underlined_and_capital_lines_are_headings_in_plain_text() -> None:
    document = _report(
        "What we saw\n===========\n\nLittle.\n\nTHE LAW\n\nIt was\n\npassed.\n\nThe courts\n----------\nThey sat.\n",
        "a.txt",
    )
    assert _listed(document) == [
        ("s1", "What we saw"), ("s1.p1", "Little."), ("s2", "THE LAW"), ("s2.p1", "It was passed."),
        ("s3", "The courts"), ("s3.p1", "They sat."),
    ]  # fmt: skip


def test_long_lines_without_blank_lines_between_them_are_paragraphs() -> None:
    line = "The commission heard a great many people in the course of the year. " * 3
    document = _report(f"{line}\n{line}\n", "a.txt")
    assert [number for number, _ in _listed(document)] == ["p1", "p2"]


def test_a_banner_line_marks_the_report() -> None:
    document = _report("SENSITIVE BUT UNCLASSIFIED - NOFORN\n\n# What we saw\n\nWe saw little.\n")
    assert (document.marking, document.caveats) == ("SBU", ("NOFORN",))


def test_an_unknown_marking_is_passed_on_and_not_dropped() -> None:
    assert _report("---\nmarking: STRENG GEHEIM\n---\nWe saw little.\n").marking == "STRENG GEHEIM"


def test_a_report_without_anything_but_a_title_is_refused() -> None:
    with pytest.raises(DocumentError, match=r"a\.md: no paragraph of text"):
        read_text("# What we saw\n", "a.md")


_MARKS = st.sampled_from(
    [
        "# ", "## 1.2 ", "- ", "1. ", "| a | b |\n", "|---|---|\n", "**", "*", "_", "[x](y)", "> ", "---\n", "By X Y\n",
        "title: x\n", "May 2011\n", "(SBU) ", "Protection\n", "GEORGIA (Tier 2)\n", "The office (IO),Baku", " acted.",
        "\n", "\n\n", "\r\n", "traffick-\ning", "\u00ad", "\u00a0", "\ufb01nd", "\u2028", "\t", "   ", "<!-- ", " -->",
        "===\n", "\\*",
    ]
)  # fmt: skip


@settings(max_examples=200)
@given(st.lists(_MARKS, max_size=30))
def test_any_mixture_of_the_parts_of_a_report_keeps_its_offsets(pieces: list[str]) -> None:
    try:
        document = read_text("".join(pieces), "mixed.md")
    except DocumentError:
        return
    check_document(document)


@settings(max_examples=100)
@given(st.text(max_size=200))
def test_any_text_is_read_or_refused_in_words(text: str) -> None:
    try:
        check_document(read_text(text, "any.txt"))
    except DocumentError as fault:
        if "any.txt" not in str(fault):
            pytest.fail(f"the message names no file: {fault}")
