"""Reads a cable as it stands in public archives: a telegram's header, then numbered and lettered paragraphs."""

import re
from collections.abc import Iterator, Sequence

from kg.errors import DocumentError
from kg.model import Document, Field, Paragraph
from kg.read import header
from kg.read.catalogue import CANONICAL
from kg.read.envelope import Envelope, read_envelope
from kg.read.layout import Line, is_closed, read_lines
from kg.read.marking import Markings, load_markings
from kg.read.numbering import number_paragraphs
from kg.read.outline import gather_blocks
from kg.read.source import Source, Span
from kg.read.unwrap import Cleaner, merge_spans

_OPENING = 12_000  # characters in which the marks of a cable are looked for
_SHOUTING = 0.1  # share of small letters below which a text is written in capitals throughout
_TAIL = re.compile(r"(?:NNNN|BT|#\d{4}|END OF (?:MESSAGE|CABLE|REPORT)|[=* -]*CABLE ENDS[=* -]*)\.?", re.IGNORECASE)
_NAME = re.compile(r"[A-Z][A-Z'-]+(?: (?:[A-Z]\. )?[A-Z][A-Z'-]+){0,3}")
_REPEATED = frozenset({"marking", "order", "tags", "subject", "ref", "for", "routing", "page"})
_REPEATED_WRAPPED = frozenset({"tags", "subject", "ref", "for"})


def is_cable(text: str) -> bool:
    """Whether a text is a cable, by the lines at its head."""
    return header.is_cable(read_lines(text[:_OPENING]), load_markings())


def read_cable(source: Source) -> Document:
    """The document of a cable's text. Raises DocumentError where nothing follows its header."""
    markings, text = load_markings(), source.text
    lines = read_lines(text)
    parts, after = header.find_parts(lines, markings)
    envelope = read_envelope(text, lines[:after], parts, markings)
    start = lines[after].start if after < len(lines) else len(text)
    noise = merge_spans([*source.noise, *_noise(text, start, envelope.post, markings)])
    body, signature = _cut_tail(read_lines(text, start, noise))
    shouting = _is_shouting(text[start:])
    blocks = gather_blocks(text, body, markings, shouting=shouting)
    paragraphs = number_paragraphs(Cleaner(text, noise), blocks, shouting=shouting)
    if not paragraphs:
        raise DocumentError(
            f"{source.name}: the header of a cable ends before line {text.count(chr(10), 0, start) + 1} and no text "
            "follows it. Check whether the file was cut off, and fetch the whole cable."
        )
    if after:
        head = lines[0].start, lines[after - 1].end
        paragraphs = (Paragraph("header", "header", *head, Cleaner(text).view(*head)), *paragraphs)
    return _document(source, envelope, paragraphs, signature, markings)


def _document(
    source: Source, envelope: Envelope, paragraphs: tuple[Paragraph, ...], signature: Field | None, markings: Markings
) -> Document:
    portions = [paragraph.marking for paragraph in paragraphs if paragraph.marking]
    warnings = list(source.warnings)
    stricter = markings.strictest([*portions, envelope.marking])
    if envelope.marking and stricter != envelope.marking:
        warnings.append(f"A paragraph is marked {stricter}, stricter than the header's {envelope.marking}.")
    stem = CANONICAL.match(source.file.upper())
    identifier = envelope.id or (stem["id"] if stem else source.stem)
    return Document(
        id=identifier,
        kind="cable",
        source=source.file,
        text=source.text,
        title=envelope.title or identifier,
        paragraphs=paragraphs,
        fields=(*envelope.fields, *((signature,) if signature else ())),
        country=envelope.country,
        issued=envelope.issued,
        author=envelope.author,
        marking=envelope.marking or stricter,
        caveats=envelope.caveats,
        warnings=tuple(warnings),
    )


def _noise(text: str, start: int, post: str, markings: Markings) -> Iterator[Span]:
    """What a printer put into the body: page lines, markings at page tops, a section's head with its header lines."""
    yield from (found.span() for found in header.page_lines(post).finditer(text, start))
    yield from header.section_heads(text, start, markings)
    repeated = False
    for line in read_lines(text, start):
        kind, _ = header.kind_of(line.text, markings)
        known = kind in _REPEATED and line.text[:3].isupper()
        repeated = (known and kind in _REPEATED_WRAPPED) or (repeated and not line.gap and not kind)
        if known or repeated:
            yield line.start, line.end


def _is_shouting(text: str) -> bool:
    small = sum(letter.islower() for letter in text)
    return small < _SHOUTING * sum(letter.isalpha() for letter in text)


def _cut_tail(lines: Sequence[Line]) -> tuple[tuple[Line, ...], Field | None]:
    """The lines without a telegram's last words, and the signature among them."""
    kept = list(lines)
    while kept and _TAIL.fullmatch(kept[-1].text):
        kept.pop()
    if len(kept) > 1 and _NAME.fullmatch(kept[-1].text) and is_closed(kept[-2].text):
        last = kept.pop()
        return tuple(kept), Field("signature", last.text, last.start, last.end)
    return tuple(kept), None
