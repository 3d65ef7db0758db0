"""Reads reports, country narratives among them: plain text and Markdown, and what was extracted from HTML and PDF."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from kg.errors import DocumentError
from kg.model import Document, Field, Paragraph, ParagraphKind, View
from kg.read.countries import load_countries
from kg.read.frontmatter import STATE_DEPARTMENT, Imprint, read_front_matter, read_imprint
from kg.read.labels import skip_blanks
from kg.read.layout import ITEM, Line, Row, begins_lower, find_rows, is_capitals, is_closed, read_lines, table_view
from kg.read.marking import Markings, Portion, load_markings
from kg.read.numbering import Numbers
from kg.read.source import Source, Span
from kg.read.unwrap import Cleaner, merge_spans, words_of

# Signs of Markdown that are no text: comments, images, links' addresses, emphasis, quotation bars, closing hashes.
_MARKUP = (
    re.compile(r"<!--(?:(?!<!--).)*?-->", re.DOTALL),
    re.compile(r"!\[[^\[\]\n]*\]\([^()\s]*\)"),
    re.compile(r"(?P<before>\[)[^\[\]\n]+(?P<after>\]\((?:[^()\s]|\([^()\s]*\))*(?:\s+\"[^\"]*\")?\))"),
    re.compile(r"(?<![\w*])\*{1,3}(?=[^\s*])|(?<=[^\s*])\*{1,3}(?![\w*])"),
    re.compile(r"(?<!\w)(?P<before>_{1,2})(?=[^\s_])[^_\n]*[^\s_](?P<after>_{1,2})(?!\w)"),
    re.compile(r"^[ \t]*>+(?=\s)", re.MULTILINE),
    re.compile(r"(?<=\s)#+[ \t]*$", re.MULTILINE),
    re.compile(r"\\(?=[-*_#.!\[\]()>|+])"),
)
_HASHES = re.compile(r"#{1,6}\s+(?=\S)")
_OUTLINE = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2}){0,3})\.?\s+(?=[^\W\d_])")
_ORDERED = re.compile(r"(?P<number>\d{1,3})[.)]\s+(?=\S)|\(?[a-zA-Z][.)]\s+(?=\S)|\((?:[ivx]+|\d{1,2})\)\s+(?=\S)")
_TIER = re.compile(
    r"\(?\bTier\s+(?P<tier>1|2[\s\-\u2013\u2014:(,]+Watch\s*List|2|3)\b\)?|\(?\bSpecial Case\b\)?", re.IGNORECASE
)
_PARTS = frozenset({"prosecution", "protection", "prevention"})
# A line of a record begins a paragraph of its own: "Donor: Embassy of Norway".
_RECORD_LINE = re.compile(
    r"(?:[A-Z][a-z]+ )?(?:project|programme|program|activity|campaign|training|event|title|donors?|funders?|sponsors?"
    r"|(?:co-)?(?:funded|financed|sponsored|implemented|organi[sz]ed|carried out|hosted) by|funding|partners?"
    r"|partner organi[sz]ations?|implementing (?:agenc(?:y|ies)|partners?|organi[sz]ations?)|period|duration|dates?"
    r"|budget|places?|location|venue|beneficiaries|target groups?|participants|objectives?|results?|outcomes?"
    r"|activities|contact)\s?:\s|(?:co-)?(?:funded|financed|implemented|organi[sz]ed) by (?-i:[A-Z])",
    re.IGNORECASE,
)
_MAX_HEADING_WORDS = 14
_TITLE_BLOCKS, _MAX_TITLE_WORDS = 4, 40
_MAX_HEADING = 110
_MAX_TITLE_PAGE = 6  # lines of a title page, which are short
_MAX_TITLE = 60
_UNWRAPPED = 150  # a line longer than this is a whole paragraph: the next line is a new one


@dataclass(slots=True)
class _Block:
    """Lines that belong together; `start` is where its text begins, `head` where its first sign (dash, hash) stands."""

    head: int
    start: int
    end: int
    last: str
    kind: str = "text"
    number: str = ""
    row: Row | None = None


@dataclass(slots=True)
class _Section:
    """The section in which the writer is."""

    stem: str = ""
    title: str = ""
    count: int = 0
    numbers: Numbers = field(default_factory=Numbers)


def read_report(source: Source) -> Document:
    """The document of a report's text. Raises DocumentError where it holds no paragraph of text."""
    text, markings = source.text, load_markings()
    front, start = read_front_matter(text)
    noise = merge_spans([*source.noise, *_markup(text, start)])
    cleaner = Cleaner(text, noise, words_of(text))
    blocks = _without_list_numbers(_gather(source, read_lines(text, start, noise), markings))
    imprint = read_imprint(cleaner, [(block.start, block.end) for block in blocks if block.row is None][:12], front)
    paragraphs = tuple(_front_paragraph(cleaner, text, start)) + tuple(
        _paragraphs(cleaner, blocks, imprint.blocks, markings)
    )
    if not any(paragraph.kind in {"text", "table"} for paragraph in paragraphs):
        raise DocumentError(
            f"{source.name}: no paragraph of text was found. Check that the file holds the whole report."
        )
    return _document(source, imprint, paragraphs, markings)


def _document(source: Source, imprint: Imprint, paragraphs: tuple[Paragraph, ...], markings: Markings) -> Document:
    titles = [paragraph.view.text for paragraph in paragraphs if paragraph.kind == "heading"]
    title = imprint.title or (titles[0] if titles else "") or source.stem
    tier = _tier(paragraphs)
    bare = next((name for name in map(_without_tier, [title, *titles]) if load_countries().exactly(name)), title)
    country = imprint.country or _country(bare, paragraphs)
    narrative = _is_narrative(bare, titles, has_tier=tier is not None)
    return Document(
        id=imprint.id or source.stem,
        kind="narrative" if narrative else "report",
        source=source.file,
        text=source.text,
        title=bare if narrative else title,
        paragraphs=paragraphs,
        fields=(*imprint.fields, *((tier,) if tier else ())),
        country=country,
        issued=imprint.issued,
        author=imprint.author or (STATE_DEPARTMENT if tier else ""),  # only its reports place countries on tiers
        marking=imprint.marking or markings.strictest(part.marking for part in paragraphs if part.marking),
        caveats=imprint.caveats,
        warnings=source.warnings,
    )


def _country(title: str, paragraphs: Sequence[Paragraph]) -> str:
    """The country that the title names, else the first short block that names one alone, else the one named most."""
    countries = load_countries()
    short = (p.view.text for p in paragraphs[:_TITLE_BLOCKS] if len(p.view.text.split()) <= _MAX_TITLE_WORDS)
    only = (named[0] for text in short if len(named := countries.named(text)) == 1)
    body = " ".join(paragraph.view.text for paragraph in paragraphs)
    return countries.about(title) or next(only, "") or countries.prevailing(body)


def _without_tier(title: str) -> str:
    return _TIER.sub("", title).strip(" ()-\u2013:")


def _is_narrative(title: str, headings: Sequence[str], *, has_tier: bool) -> bool:
    """A country's name as title, a tier, sections on prosecution, protection and prevention: two of the three."""
    parts = len(_PARTS & {heading.lower().strip(" .:") for heading in headings}) > 1
    named = bool(load_countries().exactly(title))
    return [parts, named, has_tier].count(True) > 1


def _tier(paragraphs: Sequence[Paragraph]) -> Field | None:
    for paragraph in paragraphs:
        found = _TIER.search(paragraph.view.text)
        short = len(paragraph.view.text.split()) <= _MAX_HEADING_WORDS
        if found and short:
            place = paragraph.view.locate(*found.span())
            return Field("tier", " ".join(found.group().strip("()").split()), *place)
    return None


def _markup(text: str, start: int) -> Iterator[Span]:
    for pattern in _MARKUP:
        for found in pattern.finditer(text, start):
            if "before" in pattern.groupindex:
                yield found.span("before")
                yield found.span("after")
            else:
                yield found.span()


def _gather(source: Source, lines: Sequence[Line], markings: Markings) -> tuple[_Block, ...]:
    text = source.text
    rows, blocks = find_rows(text, lines), list[_Block]()
    for index, line in enumerate(lines):
        row = rows.get(index)
        if row:
            blocks += [_Block(row.start, row.start, row.end, line.text, "table", row=row)] if row.cells else []
            continue
        alone = _stands_alone(lines, index)
        before = blocks[-1] if blocks else None
        block = _begin(text, line, before, markings, alone=alone)
        if before and _goes_on(before, line, block, wrapped=source.wrapped):
            before.end, before.last = line.end, line.text
        else:
            blocks.append(block)
    return tuple(blocks)


def _stands_alone(lines: Sequence[Line], index: int) -> bool:
    """Whether no sentence goes on after a line; the first lines of a text may be a title page without blank lines."""
    following = lines[index + 1 : index + 2]
    if not following or following[0].gap:
        return not following or not begins_lower(following[0].text)
    if index:
        return False
    page = list(takewhile(lambda line: not line.gap, lines[1:_MAX_TITLE_PAGE]))
    return len(page) < _MAX_TITLE_PAGE - 1 and all(
        len(line.text) <= _MAX_TITLE and not is_closed(line.text) for line in page
    )


def _without_list_numbers(blocks: tuple[_Block, ...]) -> tuple[_Block, ...]:
    """The blocks; unless most of the text is numbered, numbers belong to lists and name no paragraph."""
    numbered = [block for block in blocks if block.kind == "item" and block.number]
    if 2 * len(numbered) <= sum(block.kind in {"text", "item"} for block in blocks):
        for block in numbered:
            block.number = ""
    return blocks


def _begin(text: str, line: Line, before: _Block | None, markings: Markings, *, alone: bool) -> _Block:
    """The block that would begin with this line."""
    hashes = _HASHES.match(text, line.start, line.end)
    start = hashes.end() if hashes else line.start
    block = _Block(line.start, start, line.end, line.text)
    item = None if hashes else ITEM.match(text, start, line.end)
    if item:
        block.kind, block.start = "item", item.end()
        return block
    outline = _OUTLINE.match(text, start, line.end)
    heading = bool(hashes) or _is_heading(text, line, before, markings, alone=alone)
    if heading:
        block.kind = "heading"
        if outline:
            block.number, block.start = outline["number"], outline.end()
        return block
    ordered = _ORDERED.match(text, start, line.end)
    if ordered and (line.gap or before is None or before.kind == "item" or is_closed(before.last)):
        block.kind, block.start, block.number = "item", ordered.end(), ordered["number"] or ""
    return block


def _is_heading(text: str, line: Line, before: _Block | None, markings: Markings, *, alone: bool) -> bool:
    """A short line that stands alone and is no sentence, has a rule under it, or names a part of a narrative."""
    content = text[skip_blanks(text, markings.portion(text, line.start).end) : line.end]
    words = content.split()
    if not words or len(content) > _MAX_HEADING or len(words) > _MAX_HEADING_WORDS or not words[0][0].isalnum():
        return False
    if content.strip(" .:").lower() in _PARTS:
        return line.gap or before is None or is_closed(before.last)
    begins = line.gap and not begins_lower(content) and (before is None or _is_over(before))
    sentence = content.endswith((".", ",", ";", ":", "!")) and not is_capitals(content)
    return begins and not sentence and (alone or line.ruled or is_capitals(content))


def _is_over(before: _Block) -> bool:
    """Whether a block is no open sentence: no text, or closed, or as short as the lines of a title page."""
    return before.kind != "text" or is_closed(before.last) or before.end - before.start <= _MAX_TITLE


def _goes_on(before: _Block, line: Line, block: _Block, *, wrapped: bool) -> bool:
    if before.row or before.kind == "heading" or block.kind != "text":
        return False
    if _RECORD_LINE.match(line.text) or (line.gap and _RECORD_LINE.match(before.last)):
        return False
    if not line.gap:
        return wrapped and not (len(before.last) > _UNWRAPPED and is_closed(before.last))
    return begins_lower(line.text) or (before.kind == "text" and not is_closed(before.last))


def _front_paragraph(cleaner: Cleaner, text: str, end: int) -> Iterator[Paragraph]:
    if text[:end].strip():
        yield Paragraph("header", "header", 0, end, cleaner.view(0, end))


def _paragraphs(
    cleaner: Cleaner, blocks: Sequence[_Block], imprint: frozenset[int], markings: Markings
) -> Iterator[Paragraph]:
    """The paragraphs; those whose offset is in `imprint` tell who wrote the report, and when."""
    section = _Section()
    for block in blocks:
        mark = markings.portion(cleaner.text, block.start)
        start = min(skip_blanks(cleaner.text, mark.end), block.end)
        view = table_view(cleaner, block.row) if block.row else cleaner.view(start, block.end)
        if not view.text:
            continue
        yield _paragraph(block, view, mark, section, imprinted=block.start in imprint)


def _paragraph(block: _Block, view: View, mark: Portion, section: _Section, *, imprinted: bool) -> Paragraph:
    kind: ParagraphKind = "text"
    heading = section.title
    if imprinted:
        kind, number, heading = "header", section.numbers.claim("header"), ""
    elif block.kind == "heading":
        kind, heading = "heading", ""
        section.count += 1
        section.title = view.text
        number = section.stem = section.numbers.claim(block.number or f"s{section.count}")
    else:
        if block.row:
            kind, heading = ("heading" if block.row.first else "table"), block.row.heading
            kind = "text" if len(block.row.cells) == 1 else kind
            heading = "" if block.row.first else heading or section.title
        number = _number(block, section)
    return Paragraph(number, kind, block.head, block.end, view, mark.marking, heading)


def _number(block: _Block, section: _Section) -> str:
    """The number that the report itself gives, where it is new; else section and place in it: "s2.p3", "2.1.p3"."""
    if block.number and block.number not in section.numbers.taken:
        return section.numbers.claim(block.number)
    stem = f"{section.stem}.p" if section.stem else "p"
    return section.numbers.count(stem)
