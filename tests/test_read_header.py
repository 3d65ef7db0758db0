"""What a cable's header says, in the forms in which posts and archives print it."""

import pytest
from read_checks import HEAD, cable, numbers_of, shown


def test_a_catalogue_of_labels_and_values_gives_id_and_date() -> None:
    head = "Date: 2009 February 23, 08:30 (Monday)\nCanonical ID: 09BAKU5_a\nOriginal Classification: SECRET\n\n"
    document = cable("1. (U) One.\n", head + HEAD)
    assert (document.id, document.issued, document.marking) == ("09BAKU5", "2009-02-23", "S")


def test_an_archive_that_prints_values_without_labels_gives_id_and_date() -> None:
    head = "GHANA: A REPORT\n2009 February 24, 16:12 (Tuesday)\n09ACCRA166_a\nUNCLASSIFIED,FOR OFFICIAL USE ONLY\n"
    head += "-- Not Assigned --\n45678\nTEXT ONLINE\nTE - Telegram (cable)\n\nContent\nShow Headers\n"
    document = cable("1. (U) On 3 March 2009 it began.\n", head + HEAD.replace("BAKU 000005", "ACCRA 000166"))
    assert (document.id, document.issued) == ("09ACCRA166", "2009-02-24")


@pytest.mark.parametrize(
    ("identifier", "author", "country"),
    [("09ABUJA350", "Abuja", "NG"), ("09PORTAUPRINCE7", "Port Au Prince", "HT"), ("09STATE5577", "", "")],
)
def test_where_no_sender_is_printed_the_identifier_names_the_post(identifier: str, author: str, country: str) -> None:
    head = f"Identifier: {identifier}\nDate: 2009 March 2\nE.O. 12958: N/A\nTAGS: KTIP\nSUBJECT: A TEST\n\n"
    document = cable("1. (U) One.\n", head)
    assert (document.id, document.author, document.country) == (identifier, author, country)


def test_a_header_printed_twice_gives_each_value_once() -> None:
    document = cable(HEAD + "1. (U) One sentence.\n")
    assert document.values("tag") == ("KTIP", "AJ")
    assert document.values("subject") == ("A TEST",)
    assert document.values("classification") == ("UNCLAS",)
    assert numbers_of(document) == ["1"]


@pytest.mark.parametrize(
    ("printed", "values"),
    [
        ("REF: (A) 2008 STATE 12; (B) 2009 STATE 55", ("2008 STATE 12", "2009 STATE 55")),
        ("REF: A. (A) STATE 12\n     B. 08 BAKU 7", ("STATE 12", "08 BAKU 7")),
        ("REF: A. STATE 12 B. BAKU 7 (NOTAL)", ("STATE 12", "BAKU 7")),
        ("Ref: A. STATE 12", ("STATE 12",)),
        ("REFS: 08BAKU12, 07BAKU9", ("08BAKU12", "07BAKU9")),
        ("REF: A) STATE 12\n\nB) BAKU 7", ("STATE 12", "BAKU 7")),
        ("REFTEL: NEW DELHI 4411", ("NEW DELHI 4411",)),
        ("REF: NONE", ()),
        ("", ()),
    ],
)
def test_references_are_read_however_they_are_listed(printed: str, values: tuple[str, ...]) -> None:
    document = cable(f"{printed}\n\n1. (U) One sentence.\n")
    assert document.values("reference") == values
    assert numbers_of(document) == ["1"]


def test_a_header_printed_again_below_the_references_is_no_reference() -> None:
    again = "UNCLAS SECTION 01 OF 02 BAKU 000005\n\nSIPDIS\nSENSITIVE\n\nTAGS: KTIP, AJ\nSUBJECT: A TEST\n"
    document = cable(f"REF: A. (A) STATE 12\n\n{again}\nREF: A. (A) STATE 12\n\n1. (U) One sentence.\n")
    assert document.values("reference") == ("STATE 12",)
    assert numbers_of(document) == ["1"]


@pytest.mark.parametrize("first", ["(U) 1. One sentence.", "(SBU) \u00b61. One sentence."])
def test_a_text_may_begin_right_under_the_references_with_a_portion_mark(first: str) -> None:
    document = cable(f"REF: STATE 12\n{first}\n")
    assert document.values("reference") == ("STATE 12",)
    assert (numbers_of(document), shown(document, "1")) == (["1"], "One sentence.")


@pytest.mark.parametrize(
    ("line", "marking", "caveats"),
    [
        ("UNCLAS BAKU 000005", "U", ()),
        ("UNCLAS SECTION 01 OF 11 BAKU 000005\n\nSENSITIVE", "SBU", ("SENSITIVE",)),
        ("UNCLASSIFIED//FOR OFFICIAL USE ONLY BAKU 000005", "FOUO", ()),
        ("C O N F I D E N T I A L BAKU 000005", "C", ()),
        ("SECRET//NOFORN BAKU 000005", "S", ("NOFORN",)),
        ("UNCLAS BAKU 000005\n\nSENSITIVE BUT UNCLASSIFIED - NOT FOR INTERNET DISTRIBUTION.", "SBU",
         ("NOT FOR INTERNET DISTRIBUTION",)),
    ],
)  # fmt: skip
def test_the_strictest_of_all_markings_in_the_header_holds(line: str, marking: str, caveats: tuple[str, ...]) -> None:
    document = cable("1. (U) One sentence.\n", f"{line}\n\nE.O. 12958: N/A\nSUBJECT: A TEST\n\n")
    assert (document.marking, document.caveats) == (marking, caveats)


@pytest.mark.parametrize(
    ("sender", "author"),
    [
        ("AMEMBASSY BAKU", "Embassy Baku"),
        ("RUEHKB/AMEMBASSY PORT AU PRINCE", "Embassy Port Au Prince"),
        ("AMCONSUL ISTANBUL", "Consulate Istanbul"),
        ("CONSULATE GENERAL ADANA", "Consulate General Adana"),
        ("USMISSION GENEVA", "US Mission Geneva"),
        ("USMISSION USNATO", "US Mission USNATO"),
        ("USOFFICE PRISTINA", "US Office Pristina"),
        ("SECSTATE WASHDC", "Secretary of State"),
    ],
)
def test_the_sender_names_the_author(sender: str, author: str) -> None:
    assert cable("1. (U) One.\n", f"FM {sender}\n{HEAD}").author == author
