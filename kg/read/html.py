"""Reads HTML: trafilatura extracts the text as Markdown, which the reader of reports then reads.

Of a page that shows a cable the lines are kept as they are printed: they are what a cable's layout is made of.
"""

import logging
import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from html.parser import HTMLParser

import trafilatura

from kg.errors import DocumentError
from kg.model import Document
from kg.read.cable import is_cable, read_cable
from kg.read.report import read_report
from kg.read.source import Source

_LOOKS_LIKE = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*|<!--(?:(?!<!--).)*?-->\s*)*<(?:!doctype\s+html|html|head|body|article|section|div|p|h[1-6]|table)\b",
    re.IGNORECASE | re.DOTALL,
)
_FRONT = re.compile(r"\A---\n(?P<entries>.*?)---\n*", re.DOTALL)
# A checksum of the text, not something that the page says.
_CHECKSUM = re.compile(r"^fingerprint:.*\n", re.MULTILINE)
# Emphasis says nothing here, and the library loses the spaces around it.
_EMPHASIS = re.compile(r"</?(?:b|strong|i|em|u|font|mark|tt)(?:\s[^<>]*)?>", re.IGNORECASE)
_TALKATIVE = ("trafilatura", "htmldate", "justext", "courlan")
_UNSEEN = frozenset({"script", "style", "noscript", "template", "head"})
_MENUS = frozenset({"nav", "footer", "aside"})
_BLANK_LINES = re.compile(r"[^\S\n]*\n(?:[^\S\n]*\n)+[^\S\n]*|[^\S\n]+(?=\n)")
_INLINE = frozenset(
    {"a", "abbr", "b", "cite", "code", "em", "font", "i", "q", "small", "span", "strong", "sub", "sup", "u"}
)


def is_html(text: str) -> bool:
    """Whether a text is HTML."""
    return bool(_LOOKS_LIKE.match(text[:4096]))


def read_html(source: Source) -> Document:
    """The document of an HTML page; its text is what was extracted. Raises DocumentError where there is no text."""
    printed = _all_text(source.text, unseen=_UNSEEN | _MENUS)
    if is_cable(printed):
        return read_cable(Source(source.name, printed, source.warnings))
    text, told = _extract(source.text), source.warnings
    if not _FRONT.sub("", text).strip():
        text = _all_text(source.text)
        told = (*told, "The main text of the page was not recognized; all its text was taken, menus included.")
    if not text.strip():
        raise DocumentError(
            f"{source.name}: the page holds no text. Save the page from a browser, or its text as .txt."
        )
    return read_report(Source(source.name, text, told, wrapped=False))


def _extract(page: str) -> str:
    """Headings, lists and tables as Markdown, and as front matter what the page says of itself; else ""."""
    with _silence():
        text = trafilatura.extract(
            _EMPHASIS.sub("", page),
            output_format="markdown",
            include_comments=False,
            include_formatting=True,
            include_tables=True,
            favor_recall=True,
            with_metadata=True,
        )
    front = _FRONT.match(text or "")
    if not text or not front:
        return text or ""
    entries = _CHECKSUM.sub("", front["entries"])
    return (f"---\n{entries}---\n" if entries else "") + text[front.end() :]


@contextmanager
def _silence() -> Iterator[None]:
    """Keeps the libraries below from telling of their own affairs, which the reader of a report cannot mend."""
    loggers = [logging.getLogger(name) for name in _TALKATIVE]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.CRITICAL)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)


def _all_text(page: str, unseen: frozenset[str] = _UNSEEN) -> str:
    """The text of a page in the lines in which a browser shows it, a blank line between its blocks."""
    collector = _Collector(unseen)
    collector.feed(page)
    collector.close()
    return _BLANK_LINES.sub(lambda gap: "\n\n" if "\n" in gap.group() else "", "".join(collector.pieces)).strip()


class _Collector(HTMLParser):
    """All text of a page that a browser would show, each block on lines of its own; `unseen` are tags to leave out."""

    def __init__(self, unseen: frozenset[str]) -> None:
        super().__init__()
        self.pieces: list[str] = []
        self._left_out = unseen
        self._unseen = 0
        self._verbatim = 0  # depth of <pre>, in which line breaks and blanks count

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        """Opens a block, or a part that is not shown."""
        self._unseen += tag in self._left_out
        self._verbatim += tag == "pre"
        self._part(tag)

    def handle_endtag(self, tag: str) -> None:
        """Closes it."""
        self._unseen -= tag in self._left_out and self._unseen > 0
        self._verbatim -= tag == "pre" and self._verbatim > 0
        self._part(tag)

    def handle_data(self, data: str) -> None:
        """Takes the text between the tags."""
        if self._unseen:
            return
        if self._verbatim:
            # Archives write "<br>" and a line break for one break.
            self.pieces.append(data.removeprefix("\n") if self.pieces[-1:] == ["\n"] else data)
        else:
            self.pieces.append(re.sub(r"\s+", " ", data))

    def _part(self, tag: str) -> None:
        if tag not in _INLINE:
            self.pieces.append("\n" if tag == "br" else "\n\n")
