import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from read_checks import HEAD, cable, check_document, numbers_of, shown

from kg.errors import DocumentError
from kg.model import Document
from kg.read import read_document, read_text

_DATA = Path(__file__).parent / "data"
_SEED = Path(__file__).parents[1].parent / "shared" / "documents" / "09BAKU141.txt"
_FILES = ("cable_sections.txt", "cable_bare.txt", "cable_table_crlf.txt", "cable_capitals.txt")


def _marking(document: Document, number: str) -> str:
    return next(paragraph.marking for paragraph in document.paragraphs if paragraph.number == number)


def _heading(document: Document, number: str) -> str:
    return next(paragraph.heading for paragraph in document.paragraphs if paragraph.number == number)


@pytest.mark.parametrize("name", _FILES)
def test_each_sample_cable_keeps_its_offsets_and_its_text(name: str) -> None:
    document = read_document(_DATA / name)
    assert document.kind == "cable"
    assert document.text == (_DATA / name).read_bytes().decode()
    check_document(document)


def test_a_cable_in_sections_gives_its_header_fields_one_by_one() -> None:
    document = read_document(_DATA / "cable_sections.txt")
    assert document.id == "08TBILISI512"
    assert document.title == "GEORGIA: EIGHTH ANNUAL TRAFFICKING IN PERSONS SUBMISSION, PART ONE OF TWO"
    assert (document.issued, document.author, document.country) == ("2008-03-11", "Embassy Tbilisi", "GE")
    assert (document.marking, document.caveats) == ("C", ("SIPDIS", "NOFORN"))
    assert document.values("to") == ("SECSTATE WASHDC", "DEPARTMENT OF JUSTICE WASHDC")
    assert document.values("info")[:2] == ("EUROPEAN POLITICAL COLLECTIVE", "AMEMBASSY ANKARA")
    assert document.values("info")[-2:] == ("CIA WASHDC", "DIA WASHDC")
    assert len(document.values("info")) == 10
    assert document.values("for") == ("G/TIP", "INL", "DRL", "EUR/CARC")
    assert document.values("tag") == ("KTIP", "PHUM", "KCRM", "SMIG", "KWMN", "GG")
    assert document.values("reference") == ("STATE 2731", "07 TBILISI 2910", "READER-WRITER EMAIL OF MARCH FIRST")
    assert document.values("date-time-group") == ("111345Z MAR 08",)
    assert document.values("signature") == ("TEFFT",)


def test_page_lines_and_repeated_headers_vanish_from_the_middle_of_a_sentence() -> None:
    document = read_document(_DATA / "cable_sections.txt")
    assert shown(document, "1") == (
        "Georgia moved ahead in the fight against trafficking. "
        "The shelter in Batumi, opened last year, takes women from the coast."
    )
    assert shown(document, "3") == "The ministry printed leaflets."
    body = " ".join(part.view.text for part in document.paragraphs if part.kind != "header")
    assert "TBILISI" not in body
    assert "CONFIDENTIAL" not in body
    assert "TAGS" not in body


def test_a_section_or_a_page_may_begin_in_the_middle_of_a_sentence() -> None:
    again = "UNCLAS SECTION 02 OF 03 BAKU 000005\n\nSIPDIS\n\nE.O. 12958: N/A\nTAGS: KTIP,\nAJ\nSUBJECT: A TEST\n"
    body = f"1. (U) The government of the\n\n{again}\nrepublic answered BAKU 00000005  002 OF 003 late, and\n\n"
    body += "PAGE 02 BAKU 00005 01 OF 02 031200Z\n\n\nUNCLASSIFIED\n\nnot\n\nBaku 00000005  002.2 of 003\n\n"
    document = cable(f"{body}in full.\n")
    assert shown(document, "1") == "The government of the republic answered late, and not in full."


def test_rules_mark_the_line_above_them_as_a_heading_and_not_the_one_below() -> None:
    document = cable("----------\nPrevention in the north\n----------\n\n1. (C) There were two cases:\n\n2. (U) Few.\n")
    kinds = [(part.number, part.kind) for part in document.paragraphs[1:]]
    assert kinds == [("h1", "heading"), ("1", "text"), ("2", "text")]
    assert _heading(document, "2") == "Prevention in the north"


def test_a_question_printed_above_its_answer_is_a_heading_and_the_answer_keeps_its_letter() -> None:
    document = read_document(_DATA / "cable_sections.txt")
    kinds = {paragraph.number: paragraph.kind for paragraph in document.paragraphs}
    assert (kinds["2.A"], kinds["2.A.2"]) == ("heading", "text")
    assert shown(document, "2.A.2") == "The Prosecutor's Office answers every question (see ref B), as do two NGOs."
    assert shown(document, "2.B.2") == "Yes. Women are taken to Turkey and Greece."


def test_a_portion_mark_with_a_caveat_keeps_both() -> None:
    first = read_document(_DATA / "cable_sections.txt").paragraphs[1]
    assert (first.marking, first.heading) == ("C/NOFORN", "SUMMARY")


def test_a_bare_cable_with_misread_numbers_is_read_whole() -> None:
    document = read_document(_DATA / "cable_bare.txt")
    assert numbers_of(document) == ["1", "2", "3.A", "3.B", "4", "4.2", "5"]
    assert document.id == "07ASHGABAT77"
    assert document.values("tag") == ("KTIP", "PREL", "PGOV", "TX")
    assert document.caveats == ("SENSITIVE", "SIPDIS")
    assert (document.marking, document.country, document.issued) == ("SBU", "TM", "2007-02-14")
    assert shown(document, "3.B") == (
        "A second answer, which goes on after a blank line. The radio (state-owned) of the capital said nothing."
    )
    assert shown(document, "5") == "C. Smith of the consulate visited two farms. He saw 12. of them in all."


def test_a_catalogue_table_with_tabs_gives_id_date_and_origin() -> None:
    document = read_document(_DATA / "cable_table_crlf.txt")
    assert (document.id, document.issued, document.author) == ("08KYIV2001", "2008-10-09", "Embassy Kyiv")
    assert document.title == "UKRAINE: A SHORT NOTE"
    assert (document.marking, set(document.caveats)) == ("S", {"NOFORN", "STADIS"})
    assert document.values("reference") == ()
    assert shown(document, "1") == "The workshop was held in Lviv by the International Office (IO), Kyiv."


def test_a_telegram_in_capitals_has_paragraphs_and_no_headings() -> None:
    document = read_document(_DATA / "cable_capitals.txt")
    assert numbers_of(document) == ["1", "2"]
    assert shown(document, "1") == "THE CONSULATE WAS TOLD OF TWO CASES IN THE NORTH. BOTH WERE HEARD IN COURT."
    assert (document.id, document.issued, document.author) == ("75LAGOS4321", "1975-06-03", "Consulate Lagos")
    assert (document.marking, document.country) == ("FOUO", "NG")


def test_without_a_classification_the_strictest_portion_mark_holds() -> None:
    head = "FM AMEMBASSY BAKU\nE.O. 12958: N/A\nSUBJECT: A TEST\n\n"
    assert cable("1. (U) One.\n\n2. (SBU) Two.\n", head).marking == "SBU"


def test_a_paragraph_stricter_than_the_header_is_told_in_a_warning() -> None:
    document = cable("1. (S) One sentence.\n")
    assert document.marking == "U"
    assert "stricter than the header" in document.warnings[0]


def test_markings_pass_from_a_number_to_its_letters_and_blocks_unless_they_have_their_own() -> None:
    document = cable("5. (SBU) LAW\n\nA. One.\n\nTwo.\n\nB. (U) Three.\n\nFour.\n\n6. Five.\n")
    found = {paragraph.number: paragraph.marking for paragraph in document.paragraphs if paragraph.kind != "header"}
    assert found == {"5": "SBU", "5.A": "SBU", "5.A.2": "SBU", "5.B": "U", "5.B.2": "U", "6": ""}


def test_a_heading_run_into_its_number_or_its_text_is_kept_apart_from_the_text() -> None:
    document = cable(
        "7.(SBU)PREVENTION\nA campaign began.\n\n8. (U) LAW AND ORDER: A law passed.\n\n9. Summary: It is so.\n"
    )
    assert (shown(document, "7"), shown(document, "7.2")) == ("PREVENTION", "A campaign began.")
    assert (shown(document, "8"), _heading(document, "8")) == ("A law passed.", "LAW AND ORDER")
    assert (shown(document, "9"), _heading(document, "9")) == ("It is so.", "Summary")
    assert _heading(document, "7.2") == "PREVENTION"


def test_a_heading_holds_for_its_own_number_only() -> None:
    document = cable("1. (U) FIRST PART\n\nA. One.\n\n2. (U) Two.\n")
    assert (_heading(document, "1.A"), _heading(document, "2")) == ("FIRST PART", "")


@pytest.mark.parametrize(
    "end", ["End Summary.", "END SUMMARY.", "End of Summary", "END COMMENT.", "End Summary and Comment."]
)
def test_the_words_that_end_a_summary_are_no_sentence(end: str) -> None:
    assert shown(cable(f"1. (U) Summary: It is so. {end}\n"), "1") == "It is so."


@pytest.mark.parametrize(
    ("body", "numbers"),
    [
        ("1. (U) One.\n2. (SBU) Two.\n3. Three.\n", ["1", "2", "3"]),
        ("¶1. (U) One.\n\n¶2. (SBU) Two.\n", ["1", "2"]),
        ("1.(U)One.\n\n2.(SBU)Two.\n", ["1", "2"]),
        ("1) (U) One.\n\n2) Two.\n", ["1", "2"]),
        ("1 (U) One.\n\n2 (SBU) Two.\n", ["1", "2"]),
        ("(U) 1. One.\n\n(SBU) 2. Two.\n", ["1", "2"]),
        ("IQ. (U) One.\n\n2. (U) Two.\n", ["1", "2"]),
        ("l. One.\n\n2. Two.\n", ["1", "2"]),
        ("I. (U) One.\n\n2. Two.\n", ["1", "2"]),
        ("9. (U) Nine.\n\nlO. (U) Ten.\n\nll. Eleven.\n", ["9", "10", "11"]),
        ("3. (U) Three.\n\nA. One.\n\nC.Two.\n\n-- D. Three.\n", ["3", "3.A", "3.C", "3.D"]),
        ("3. (U) HEAD\n\n-- A. One.\n-- first;\n-- second.\n", ["3", "3.A", "3.A.2", "3.A.3"]),
        ("3. A. One.\nB. Two.\n", ["3.A", "3.B"]),
        ("3. (SBU) A. One.\nB. Two.\n\n4. (U) -- A. Three.\n-- B. Four.\n", ["3.A", "3.B", "4.A", "4.B"]),
        ("3. (SBU) Three.\n\n4. (U) C. Smith went.\n", ["3", "4"]),
        ("3A. One.\n\n3.B. Two.\n\n3c. Three.\n", ["3.A", "3.B", "3.C"]),
        ("1. (U) One.\n\na. Two.\n\nb. Three.\n", ["1", "1.A", "1.B"]),
        ("3. (U) Three.\n\nA. One.\n\nB.\n\nTwo.\n\nH. Three.\n\nI. Four.\n", ["3", "3.A", "3.B", "3.H", "3.I"]),
        ("3. (U) HEAD\n\nA. One.\n\n4. (U) HEAD TOO\n\nA. Two.\n", ["3", "3.A", "4", "4.A"]),
        ("OVERVIEW\n\nA. One.\n\nB. Two.\n\nPREVENTION\n\nA. Three.\n", ["h1", "A", "B", "h2", "A.2"]),
        ("No number is printed here.\n\nNor is one here.\n", ["p1", "p2"]),
        ("1. (U) One.\n\nThe same.\n\n1. (U) One again.\n", ["1", "1.2", "1.3"]),
    ],
)  # fmt: skip
def test_numbers_and_letters_are_found_in_all_their_forms(body: str, numbers: list[str]) -> None:
    assert numbers_of(cable(body)) == numbers


@pytest.mark.parametrize(
    "body",
    [
        "1. (U) They saw\n12. farms, and in\n2008. They met\nA. Smith there.\n",
        "1. (U) The fund of\n\nthe ministry is empty.\n",
        "1. (U) The staff of the ministries\n\nNAHTA and others met.\n",
        "1. (U) It costs\n1.19 manat, or\n5. 2 in all.\n",
        "1. (U) The reply -- which was short\n-- was\nU.S. made.\n",
    ],
)
def test_nothing_in_the_middle_of_a_sentence_begins_a_paragraph(body: str) -> None:
    assert numbers_of(cable(body)) == ["1"]


def test_a_dash_between_a_label_and_its_text_is_no_text() -> None:
    document = cable("1. (U) -- A. Is there a law?\n-- Yes.\n\nB. -- Children are taken to the lake.\n\n2. - Two.\n")
    texts = [paragraph.view.text for paragraph in document.paragraphs[1:]]
    assert texts == ["Is there a law?", "Yes.", "Children are taken to the lake.", "Two."]


def test_a_letter_that_is_not_due_is_the_initial_of_a_name() -> None:
    document = cable("1. (U) HEAD\n\nF. Six.\n\nC. Smith came.\n")
    assert numbers_of(document) == ["1", "1.F", "1.F.2"]
    assert shown(document, "1.F.2") == "C. Smith came."


def test_rows_of_a_table_become_paragraphs_under_their_header_row() -> None:
    document = cable(
        "1. (U) Figures follow:\n\nYear   Cases   Courts\n2007   41   12\n2008   66   14\n\n2. (U) Done.\n"
    )
    rows = [paragraph for paragraph in document.paragraphs if paragraph.kind == "table"]
    assert [row.view.text for row in rows] == ["2007 | 41 | 12", "2008 | 66 | 14"]
    assert {row.heading for row in rows} == {"Year | Cases | Courts"}
    assert shown(document, "2") == "Done."


def test_a_cable_with_a_header_alone_is_refused_with_the_line_and_a_remedy() -> None:
    with pytest.raises(
        DocumentError, match=r"lost\.txt: the header of a cable ends .* no text .* fetch the whole cable"
    ):
        read_text(HEAD, "lost.txt")


@pytest.mark.parametrize(
    ("title", "tags", "post", "country"),
    [
        ("AZERBAIJAN: A REPORT", "KTIP, TU", "ANKARA", "AZ"),
        ("GUINEA-BISSAU AND THE COAST", "KTIP", "DAKAR", "GW"),
        ("TURKEY AND GEORGIA TALK", "KTIP, GG", "TBILISI", "GE"),
        ("ANSWERS TO THE QUESTIONNAIRE", "KTIP, AJ", "ANKARA", "AZ"),
        ("ANSWERS TO THE QUESTIONNAIRE", "KTIP, RS, AJ", "BAKU", "AZ"),
        ("ANSWERS TO THE QUESTIONNAIRE", "KTIP", "BAKU", "AZ"),
        ("ANSWERS TO THE QUESTIONNAIRE", "KTIP", "ATLANTIS", ""),
    ],
)
def test_the_country_comes_from_the_title_then_the_tags_then_the_post(
    title: str, tags: str, post: str, country: str
) -> None:
    head = f"FM AMEMBASSY {post}\nUNCLAS {post} 000005\n\nE.O. 12958: N/A\nTAGS: {tags}\nSUBJECT: {title}\n\n"
    assert cable("1. (U) One.\n", head).country == country


def test_the_file_name_gives_the_id_where_the_header_does_not() -> None:
    text = "SIPDIS\nFM AMEMBASSY BAKU\nSUBJECT: A TEST\n\n1. (U) One.\n"
    assert read_text(text, "folder/09BAKU77.txt").id == "09BAKU77"
    assert read_text(text, "A test.txt").id == "a-test"


_PIECES = st.sampled_from(
    [
        "1. (U) ", "2. (SBU) ", "A. ", "B.", "-- ", "IQ. ", "(C/NF) ", "The office (IO),Baku", " acted.", "\n", "\n\n",
        "BAKU 00000005  001.2 OF 011", "UNCLAS SECTION 02 OF 11 BAKU 000005", "CONFIDENTIAL", "TAGS: AJ", "SUBJECT: ",
        "PREVENTION", "-----", "end-\ning", "a   b   c\n", "x | y\n", "\u00ad", "\u00a0", "End Summary.", "Why?",
        "DERSE", "\r\n",
    ]
)  # fmt: skip


@settings(max_examples=150)
@given(st.lists(_PIECES, max_size=30))
def test_any_mixture_of_the_parts_of_a_cable_keeps_its_offsets(pieces: list[str]) -> None:
    try:
        document = read_text(HEAD + "".join(pieces), "mixed.txt")
    except DocumentError:
        return
    check_document(document)


@pytest.mark.skipif(not _SEED.exists(), reason="the development cable is not part of the repository")
def test_the_development_cable_comes_out_whole_with_its_numbers_and_markings_and_without_delay() -> None:
    began = time.perf_counter()
    document = read_document(_SEED)
    assert time.perf_counter() - began < 2  # 0.1 s on a quiet machine
    check_document(document)
    letters = {"3": "ABCDE", "4": "ABCD", "5": "ABCDEFGHIJKLM", "6": "ABCDEFGHIJKLM", "7": "ABCDEF"}
    whole = [number for number in numbers_of(document) if not number[-1].isdigit() or number.isdigit()]
    assert whole == ["1", "2"] + [part for n, row in letters.items() for part in (n, *(f"{n}.{a}" for a in row))]
    assert [number for number in numbers_of(document) if number.startswith("5.B")] == ["5.B"] + [
        f"5.B.{n}" for n in "2345"
    ]
    expected = {"1": "U", "2": "SBU", "3": "SBU", "3.B.3": "SBU", "4": "", "4.C": "", "5.L": "SBU", "7.F": "SBU"}
    assert {number: _marking(document, number) for number in expected} == expected
    assert (document.id, document.issued, document.author, document.country) == (
        "09BAKU141", "2009-02-23", "Embassy Baku", "AZ",
    )  # fmt: skip
    assert (document.marking, document.caveats) == ("SBU", ("SENSITIVE", "SIPDIS", "NOT FOR INTERNET DISTRIBUTION"))
    assert document.values("for") == ("G/TIP", "G-ACBLANK", "INL", "DRL", "PRM", "EUR/CARC")
    assert document.values("reference") == ("2008 STATE 132759", "2009 STATE 5577")
    assert document.values("signature") == ("DERSE",)
