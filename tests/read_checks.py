"""What holds for every document that was read, whatever it was read from, and what tests of cables share."""

from kg.model import Document, Paragraph
from kg.read import read_text

HEAD = "UNCLAS BAKU 000005\n\nSIPDIS\n\nE.O. 12958: N/A\nTAGS: KTIP, AJ\nSUBJECT: A TEST\n\n"

_LIGATURES = {"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl"}
_HYPHENS = "\u0002\ufffe"


def check_document(document: Document) -> None:
    """Numbers are unique, fields and paragraphs lie in the text, and each view leads back to it."""
    numbers = [paragraph.number for paragraph in document.paragraphs]
    assert len(set(numbers)) == len(numbers), numbers
    for field in document.fields:
        assert 0 <= field.start < field.end <= len(document.text), field
    for paragraph in document.paragraphs:
        assert 0 <= paragraph.start < paragraph.end <= len(document.text)
        check_view(document.text, paragraph)


def check_view(text: str, paragraph: Paragraph) -> None:
    """Each character of a view is the one at its origin, or white space, a bar or a hyphen that stands for it."""
    view = paragraph.view
    assert view.text
    assert len(view.text) == len(view.origin)
    assert list(view.origin) == sorted(view.origin)
    for shown, place in zip(view.text, view.origin, strict=True):
        assert paragraph.start <= place < paragraph.end
        there = text[place]
        assert shown in (there, " ", "|") or shown in _LIGATURES.get(there, "") or (shown == "-" and there in _HYPHENS)
    for place in range(len(view.text)):
        start, end = view.locate(place, len(view.text))
        assert paragraph.start <= start < end <= paragraph.end


def shown(document: Document, number: str) -> str:
    """The view of the paragraph with that number."""
    return next(paragraph.view.text for paragraph in document.paragraphs if paragraph.number == number)


def cable(body: str, head: str = HEAD) -> Document:
    """The document of a cable with this body, checked."""
    document = read_text(head + body, "test.txt")
    assert document.kind == "cable"
    check_document(document)
    return document


def numbers_of(document: Document) -> list[str]:
    """The numbers of all paragraphs after the header."""
    return [paragraph.number for paragraph in document.paragraphs if paragraph.kind != "header"]
