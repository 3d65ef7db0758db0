"""Who wrote a report, when, about which country: its front matter, and the lines under its title."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.model import Field, View
from kg.rdf import slug
from kg.read.countries import load_countries
from kg.read.dates import read_date
from kg.read.marking import load_markings
from kg.read.source import Span
from kg.read.unwrap import Cleaner

_FRONT = re.compile(r"\s*---[ \t]*\r?\n(?P<body>.*?\n)(?:---|\.\.\.)[ \t]*(?:\r?\n|$)", re.DOTALL)
_ENTRY = re.compile(
    r"^(?P<key>[A-Za-z][\w -]*?)[ \t]*:[ \t]*(?P<quote>[\"']?)(?P<value>.*?)(?P=quote)[ \t]*\r?$", re.MULTILINE
)
_NAMES = {
    "creator": "author",
    "publisher": "author",
    "issued": "date",
    "published": "date",
    "classification": "marking",
}
_BYLINE = re.compile(
    r"(?:(?:written|prepared|published|submitted|issued|compiled)\s+by\s*:?|by\s*:?(?=\s+(?:the\s+)?(?-i:[A-Z]))|authors?\s*:|publisher\s*:|source\s*:)\s*"
    r"(?P<author>\S.{1,120})",
    re.IGNORECASE,
)
_DATE_LINE = re.compile(
    r"(?:(?:date|published|issued|released|updated|publication date)"
    r"\s*(?:on|in)?\s*:?\s*)?(?P<date>[\w .,/-]{4,24}?)\.?",
    re.IGNORECASE,
)
_DATE_IN_BYLINE = re.compile(r"[,;(|]?\s*(?:\d{1,2}\s+)?[A-Z][a-z]{2,8}\.?\s+(?:\d{1,2},?\s+)?(?:19|20)\d\d\)?$")
_STATE = re.compile(r"\b(?:United States|U\.?\s?S\.?)\s+Department\s+of\s+State\b", re.IGNORECASE)
STATE_DEPARTMENT = "United States Department of State"
_SAFE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_ADDRESSED = re.compile(r",?\s+(?:to|for)\s+(?:the\s+)?[A-Z].*$|,\s+[A-Z][a-z]+$")  # "…, Kathmandu, to the Committee"
_MAX_WORDS = 24  # a line with more words is text, and the title page ends before it


@dataclass(frozen=True, slots=True)
class Imprint:
    """What a report says about itself. `blocks` are the offsets of the blocks that say nothing else."""

    id: str
    title: str
    author: str
    issued: str
    country: str
    marking: str
    caveats: tuple[str, ...]
    fields: tuple[Field, ...]
    blocks: frozenset[int]


def read_front_matter(text: str) -> tuple[tuple[Field, ...], int]:
    """The entries between two lines "---" at the head of a text, and the offset after them."""
    found = _FRONT.match(text)
    entries = list(_ENTRY.finditer(text, found.start("body"), found.end("body"))) if found else []
    if not found or not entries:
        return (), 0
    fields = (
        Field(_NAMES.get(name := entry["key"].lower(), name), entry["value"], entry.start("value"), entry.end("value"))
        for entry in entries
        if entry["value"]
    )
    return tuple(fields), found.end()


def read_imprint(cleaner: Cleaner, blocks: Sequence[Span], front: Sequence[Field]) -> Imprint:
    """The imprint from the front matter and, for what that leaves open, from the short blocks at the text's head."""
    fields, used = list(front), set[int]()
    for start, end in blocks:
        if any(len(line.split()) > _MAX_WORDS for line in cleaner.text[start:end].splitlines()):
            break
        said, whole = _said_by(cleaner, start, end)
        fields += said
        used |= {start} if whole else set()
    first: dict[str, str] = {}
    for field in fields:
        first.setdefault(field.name, field.value)
    level, caveats = _marking(fields)
    return Imprint(
        id=_safe(first.get("id", "")),
        title=first.get("title", ""),
        author=_author(first),
        issued=read_date(first.get("date", "")),
        country=load_countries().exactly(first.get("country", "")),
        marking=level,
        caveats=caveats,
        fields=tuple(fields),
        blocks=frozenset(used),
    )


def _author(first: Mapping[str, str]) -> str:
    author = first.get("author", "")
    return STATE_DEPARTMENT if _STATE.search(author) else author


def _safe(name: str) -> str:
    return name if not name or _SAFE.fullmatch(name) else slug(name)


def _marking(fields: Sequence[Field]) -> tuple[str, tuple[str, ...]]:
    markings = load_markings()
    lines = [field.value for field in fields if field.name == "marking"]
    marks = [mark for line in lines for mark in markings.find(line.upper())]
    levels = [mark.level for mark in marks] + [markings.portion(f"({line.upper()})", 0).level for line in lines]
    # A marking that nobody knows is passed on as it stands, for whoever shares the report to hold as the strictest.
    unknown = lines[0] if lines and not any(levels) else ""
    return markings.strictest(level for level in levels if level) or unknown, tuple(
        dict.fromkeys(m.caveat for m in marks if m.caveat)
    )


def _said_by(cleaner: Cleaner, start: int, end: int) -> tuple[tuple[Field, ...], bool]:
    """What the lines of a short block say of author, date and marking, and whether they say nothing else."""
    fields: list[Field] = []
    whole = True
    for line in re.finditer(r"[^\n\r]+", cleaner.text[start:end]):
        view = cleaner.view(start + line.start(), start + line.end())
        if view.text:
            said, all_of_it = _said_by_line(view)
            fields += said
            whole = whole and all_of_it
    return tuple(fields), whole and bool(fields)


def _said_by_line(view: View) -> tuple[tuple[Field, ...], bool]:
    text, markings = view.text, load_markings()
    if markings.find(text) and not markings.remainder(text):
        return (Field("marking", text, *view.locate(0, len(text))),), True
    byline = _BYLINE.fullmatch(text)
    name = _author_in(byline["author"]) if byline else ""
    if byline and name:
        place = view.locate(byline.start("author"), byline.start("author") + len(name))
        return (Field("author", name, *place), *_date(byline["author"], view.locate(0, len(text)))), True
    dated = _DATE_LINE.fullmatch(text)
    if dated and _is_date(dated["date"]):
        return _date(dated["date"], view.locate(*dated.span("date"))), True
    state = _STATE.search(text)
    field = (Field("author", STATE_DEPARTMENT, *view.locate(*state.span())),) if state else ()
    return field, bool(_STATE.fullmatch(text))


def _author_in(byline: str) -> str:
    """The author's name alone, without a date, an addressee or a town behind it."""
    name = _DATE_IN_BYLINE.sub("", byline)
    while (shorter := _ADDRESSED.sub("", name)) != name:
        name = shorter
    return name.rstrip(" .,")


def _is_date(text: str) -> bool:
    """Whether a text is a date and nothing else."""
    words = re.findall(r"\b[^\W\d_]+", text)
    return bool(read_date(text)) and len(words) <= 1 and (not words or read_date(f"{words[0]} 2000") != "2000")


def _date(text: str, place: Span) -> tuple[Field, ...]:
    iso = read_date(text)
    return (Field("date", iso, *place),) if iso else ()
