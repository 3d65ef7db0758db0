"""Reads HTML: trafilatura extracts the text as Markdown, which the reader of reports then reads."""

import re
import warnings

import trafilatura

from kg.errors import DocumentError
from kg.model import Document
from kg.read.report import read_report
from kg.read.source import Source

_LOOKS_LIKE = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|article|div|p|h1|table)\b", re.I | re.S
)


def is_html(text: str) -> bool:
    """Whether a text is HTML."""
    return bool(_LOOKS_LIKE.match(text[:4096]))


def read_html(source: Source) -> Document:
    """The document of an HTML page; its text is what was extracted. Raises DocumentError where there is no text."""
    # Libraries below warn about their own affairs, which the reader of a report cannot mend.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        text = trafilatura.extract(
            source.text,
            output_format="markdown",
            include_comments=False,
            include_formatting=True,
            include_tables=True,
            favor_recall=True,
            with_metadata=True,
        )
        told = source.warnings
        if not text or not _body(text):
            text = trafilatura.html2txt(source.text)
            told = (*told, "The main text of the page was not recognized; all its text was taken, menus included.")
    if not text.strip():
        raise DocumentError(
            f"{source.name}: the page holds no text. Save the page from a browser, or its text as .txt."
        )
    return read_report(Source(source.name, text, told))


def _body(text: str) -> str:
    return re.sub(r"\A---\n.*?\n---\n?", "", text, flags=re.DOTALL).strip()
