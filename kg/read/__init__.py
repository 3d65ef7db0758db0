"""Files and texts → documents. The content decides which reader takes them, not the name."""

from pathlib import Path

from kg.errors import DocumentError
from kg.model import Document
from kg.read.decoding import decode, is_binary
from kg.read.html import is_html, read_html
from kg.read.pdf import read_pdf
from kg.read.plain import read_plain
from kg.read.source import Source

__all__ = ["read_document", "read_text"]

_LIMIT = 20_000_000  # bytes; the longest cable has a hundred thousand, a year's report five million
_BINARY = {
    b"PK\x03\x04": "a ZIP or Office file (docx, odt, xlsx)",
    b"\xd0\xcf\x11\xe0": "an old Office file (doc, xls)",
    b"{\\rtf": "a Rich Text file",
    b"\x89PNG": "an image",
    b"\xff\xd8\xff": "an image",
    b"GIF8": "an image",
    b"II*\x00": "an image",
    b"MM\x00*": "an image",
    b"\x1f\x8b": "a compressed file",
    b"BZh": "a compressed file",
    b"7z\xbc\xaf": "a compressed file",
}


def read_document(path: Path, *, limit: int = _LIMIT) -> Document:
    """The document in a file: a cable, plain text, Markdown, HTML, or a PDF that holds text.

    Raises DocumentError, which names file and remedy, for what cannot be read; `limit` is the greatest size in bytes.
    """
    data = _load(path, limit)
    if data.lstrip()[:5] == b"%PDF-":
        return read_pdf(str(path), data)
    kind = next((kind for magic, kind in _BINARY.items() if data.startswith(magic)), "")
    if not kind and is_binary(data):
        kind = "a binary file"
    if kind:
        raise DocumentError(f"{path}: this is {kind}. Save it as plain text, Markdown, HTML or PDF and read that.")
    text, warnings = decode(data)
    return _read(Source(str(path), text, warnings))


def read_text(text: str, source: str) -> Document:
    """The document of a text in memory; `source` is its name, from which the id is made where the text gives none."""
    return _read(Source(source, text))


def _read(source: Source) -> Document:
    if not source.text.strip():
        raise DocumentError(f"{source.name}: the file is empty. Check that it was downloaded or saved whole.")
    return read_html(source) if is_html(source.text) else read_plain(source)


def _load(path: Path, limit: int) -> bytes:
    try:
        size = path.stat().st_size
        if size > limit:
            raise DocumentError(
                f"{path}: the file has {size / 1e6:.0f} MB, more than the limit of {limit / 1e6:.0f} MB. "
                "Split it into its documents."
            )
        return path.read_bytes()
    except IsADirectoryError as fault:
        raise DocumentError(f"{path}: this is a folder. Name the files in it.") from fault
    except FileNotFoundError as fault:
        raise DocumentError(f"{path}: there is no such file. Check the name.") from fault
    except OSError as fault:
        raise DocumentError(f"{path}: the file cannot be read ({fault.strerror}). Check its permissions.") from fault
