from pathlib import Path

import pytest
from pdf_files import Printed, write_pdf
from read_checks import check_document

from kg.errors import DocumentError
from kg.model import Document
from kg.read import read_document

_HEAD = Printed("Coast Watch 2012", 800, 8)
_FIRST = (
    _HEAD,
    Printed("Shelters on the coast of Georgia", 760, 18),
    Printed("Prepared by Coast Watch", 735),
    Printed("May 2012", 715),
    Printed("Protection", 680, 14),
    Printed("The ministry opened a shelter in Batumi. Two kinds of traffick-", 655),
    Printed("ing victims came there (women, and children who were told to", 641),
    Printed("beg). The anti-", 627),
    Printed("trafficking police helped.", 613),
    Printed("The second paragraph has no indentation but a wider gap above it and", 585),
    Printed("goes on upon the next page with a sentence that the page", 571),
    Printed("1", 40, 8),
)
_SECOND = (
    _HEAD,
    Printed("cuts in two. It ends here.", 760),
    Printed("A third paragraph says that it is rare.", 730),
    Printed("2", 40, 8),
)

_WHO = "(women, and children who were told to beg). The anti-trafficking police helped."
_REST = "with a sentence that the page cuts in two. It ends here."


def _read(folder: Path, *pages: tuple[Printed, ...]) -> Document:
    file = folder / "report.bin"
    file.write_bytes(write_pdf(pages))
    document = read_document(file)
    check_document(document)
    return document


def test_a_pdf_of_a_cable_is_read_as_a_cable(tmp_path: Path) -> None:
    lines = (
        "UNCLAS SOFIA 000118",
        "E.O. 12958: N/A",
        "TAGS: KTIP, BU",
        "SUBJECT: A TEST",
        "1. (U) One.",
        "2. (SBU) Two.",
    )
    document = _read(tmp_path, tuple(Printed(line, 760 - 14 * number) for number, line in enumerate(lines)))
    assert (document.kind, document.country, document.title) == ("cable", "BG", "A TEST")
    assert [part.number for part in document.paragraphs] == ["header", "1", "2"]


def test_gaps_and_type_sizes_tell_paragraphs_and_headings(tmp_path: Path) -> None:
    document = _read(tmp_path, _FIRST, _SECOND)
    assert [(part.number, part.view.text) for part in document.paragraphs if part.kind != "header"] == [
        ("s1", "Shelters on the coast of Georgia"),
        ("s2", "Protection"),
        (
            "s2.p1",
            f"The ministry opened a shelter in Batumi. Two kinds of trafficking victims came there {_WHO}",
        ),
        (
            "s2.p2",
            f"The second paragraph has no indentation but a wider gap above it and goes on upon the next page {_REST}",
        ),
        ("s2.p3", "A third paragraph says that it is rare."),
    ]
    assert (document.title, document.author, document.issued) == (
        "Shelters on the coast of Georgia", "Coast Watch", "2012-05",
    )  # fmt: skip


def test_running_heads_and_page_numbers_stay_in_the_text_and_out_of_the_views(tmp_path: Path) -> None:
    document = _read(tmp_path, _FIRST, _SECOND)
    assert document.text.count("Coast Watch 2012") == 2
    assert not any("2012" in part.view.text for part in document.paragraphs if part.kind != "header")


def test_a_pdf_without_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match=r"report\.bin: the PDF holds no text, only images"):
        _read(tmp_path, ())


def test_a_damaged_pdf_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "broken.pdf"
    file.write_bytes(b"%PDF-1.4\nnothing else")
    with pytest.raises(DocumentError, match=r"broken\.pdf: the PDF is damaged"):
        read_document(file)
