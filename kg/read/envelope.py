"""A cable's header → its fields, and what follows from them: id, title, date, author, marking, country."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from kg.model import Field
from kg.read import header
from kg.read.catalogue import CANONICAL, read_catalogue
from kg.read.countries import load_countries
from kg.read.dates import GROUP, read_date, read_group
from kg.read.header import Part
from kg.read.layout import Line
from kg.read.marking import Markings

_TELEGRAM = frozenset({"routing", "group", "from", "subject", "order"})
_PRECEDENCE = r"(?:PRIORITY|IMMEDIATE|ROUTINE|FLASH|NIACT|PRIO|IMMED)"
_ADDRESSEE = re.compile(
    rf"(?:(?:TO|INFO|FM)\s+)?(?:R[UH][A-Z]{{3,}}/)?(?P<name>\S.*?)(?:\s+{_PRECEDENCE})*(?:\s+\d{{1,6}})?(?:\s+{_PRECEDENCE})*"
)
_TAG = re.compile(r"(?<![\w(/])[A-Z]{2,5}(?![\w/])")
_BRACKETS = re.compile(r"\([^()]*\)")
_BETWEEN_OFFICES = re.compile(r"[;,]|\bAND\b(?: ALSO FOR\b| FOR\b)?")
_OFFICE = re.compile(r"[A-Z0-9][A-Z0-9/.&-]*(?: (?!AND\b|ALSO\b|FOR\b)[A-Z0-9/.&-]+)*")
_ITEM = re.compile(r"(?:^|(?<=[\s;,]))\(?[A-Z]\)?[.):]\s*(?=\S)(?:\([A-Z]\)\s*)?|;")
_MISSIONS = (
    (re.compile(r"AMEMBASSY\s+|EMBASSY\s+"), "Embassy"),
    (re.compile(r"AMCONGEN\s+|CONSULATE GENERAL\s+"), "Consulate General"),
    (re.compile(r"AMCONSUL\s+|CONSULATE\s+"), "Consulate"),
    (re.compile(r"USINT\s+"), "US Interests Section"),
    (re.compile(r"USLO\s+"), "US Liaison Office"),
    (re.compile(r"USOFFICE\s+"), "US Office"),
    (re.compile(r"USMISSION\s+"), "US Mission"),
    (re.compile(r"AIT\s+"), "American Institute in Taiwan,"),
)
_ABBREVIATED = re.compile(r"US[A-Z]{2,}|OSCE|NATO|UN|EU|IO|II|DC")


@dataclass(frozen=True, slots=True)
class Envelope:
    """What a header says."""

    fields: tuple[Field, ...]
    id: str
    title: str
    issued: str
    author: str
    marking: str
    caveats: tuple[str, ...]
    country: str
    post: str


def read_envelope(text: str, lines: Sequence[Line], parts: Sequence[Part], markings: Markings) -> Envelope:
    """The envelope of the cable whose header holds these lines and parts. `id` is "" where the header gives none."""
    telegram = next((part.lines[0].start for part in parts if part.kind in _TELEGRAM), len(text))
    catalogue = read_catalogue([line for line in lines if line.start < telegram])
    found = [field for field in catalogue if field.name in {"identifier", "origin", "classification"}]
    readers = _readers(markings)
    for part in parts:
        found += readers[part.kind](text, part) if part.kind in readers else ()
    fields = _distinct([*found, *_title_of_catalogue(text, parts)])
    values = {name: [field.value for field in fields if field.name == name] for name in _names(fields)}
    created = next((read_date(field.value) for field in catalogue if field.name == "created"), "")
    issued = next((read_group(value) for value in values.get("date-time-group", [])), "") or created
    title = (values.get("subject") or values.get("title") or [""])[0]
    sender = (values.get("from") or values.get("origin") or [""])[0]
    identifier = _identifier(values.get("identifier", []), parts, markings, issued)
    post = _post_of(parts, markings) or _MISSION_WORD.sub("", sender) or _post_in(identifier)
    marked = [_text_of(text, part) for part in parts if part.kind == "marking"]
    marked += [field.value for field in catalogue if field.name == "classification"]
    marks = [mark for line in marked for mark in markings.find(line)]
    return Envelope(
        fields=tuple(field for field in fields if field.name != "title"),
        id=identifier,
        title=title,
        issued=issued,
        author=name_of_mission(sender) or _title_case(post),
        marking=markings.strictest(mark.level for mark in marks),
        caveats=tuple(dict.fromkeys([*values.get("caveat", ()), *(mark.caveat for mark in marks if mark.caveat)])),
        country=load_countries().about(title, values.get("tag", ()), post),
        post=_post_of(parts, markings),
    )


_MISSION_WORD = re.compile(
    r"^(?:AM|US)?(?:EMBASSY|CONSUL(?:ATE)?(?: GENERAL)?|CONGEN|MISSION|OFFICE|INT|LO)\s+|^AIT\s+", re.I
)


def name_of_mission(sender: str) -> str:
    """ "AMEMBASSY BAKU" → "Embassy Baku"; a name in small letters stays as it is."""
    if not sender.isupper():
        return sender
    if sender.startswith("SECSTATE"):
        return "Secretary of State"
    for pattern, kind in _MISSIONS:
        found = pattern.match(sender)
        if found:
            return f"{kind} {_title_case(sender[found.end() :])}"
    return _title_case(sender)


def _title_case(name: str) -> str:
    return " ".join(word if _ABBREVIATED.fullmatch(word) else word.capitalize() for word in name.split())


def _names(fields: Sequence[Field]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(field.name for field in fields))


def _distinct(fields: Sequence[Field]) -> tuple[Field, ...]:
    """Each value of a name once, where it stands first, in reading order."""
    first: dict[tuple[str, str], Field] = {}
    for field in sorted(fields, key=lambda field: field.start):
        if field.value:
            first.setdefault((field.name, field.value.upper()), field)
    return tuple(first.values())


def _text_of(text: str, part: Part) -> str:
    return text[part.start : part.end]


def _field(name: str, text: str, start: int, end: int) -> Field:
    """A field whose value is `text[start:end]` without outer white space and punctuation, in one line."""
    raw = text[start:end]
    start += len(raw) - len(raw.lstrip(" \t\r\n\xa0;,"))
    end = max(start, end - (len(raw) - len(raw.rstrip(" \t\r\n\xa0;,"))))
    return Field(name, " ".join(text[start:end].split()), start, end)


def _readers(markings: Markings) -> dict[str, Callable[[str, Part], Iterator[Field]]]:
    return {
        "group": _group,
        "from": _addressees,
        "to": _addressees,
        "info": _addressees,
        "for": _offices,
        "tags": partial(_tags, markings=markings),
        "subject": _subject,
        "ref": _references,
        "marking": partial(_markings, markings=markings),
    }


def _group(text: str, part: Part) -> Iterator[Field]:
    found = GROUP.search(text, part.start, part.end)
    if found:
        yield _field("date-time-group", text, *found.span())


def _addressees(text: str, part: Part) -> Iterator[Field]:
    """Whom the cable is to, for information or from: a field of the part's kind for each line."""
    for line in part.lines:
        found = _ADDRESSEE.fullmatch(line.text)
        if found:
            yield _field(part.kind, text, line.start + found.start("name"), line.start + found.end("name"))


def _subject(text: str, part: Part) -> Iterator[Field]:
    yield _field("subject", text, part.start, part.end)


def _title_of_catalogue(text: str, parts: Sequence[Part]) -> Iterator[Field]:
    for part in parts:
        if part.kind == "title":
            line = part.lines[-1]
            given = CANONICAL.search(part.lines[0].text)
            if given:
                yield _field(
                    "identifier", text, part.lines[0].start + given.start("id"), part.lines[0].start + given.end("id")
                )
            value = re.sub(r"(?i)^(?:cable title\s*:|viewing cable\s*\w*,?)\s*", "", line.text)
            yield Field("title", value, line.end - len(value), line.end)


def _tags(text: str, part: Part, markings: Markings) -> Iterator[Field]:
    """Tags; names of persons in brackets are left out, and captions that slipped in are caveats."""
    hidden = [found.span() for found in _BRACKETS.finditer(text, part.start, part.end)]
    for found in _TAG.finditer(text, part.start, part.end):
        if not any(start <= found.start() < end for start, end in hidden) and not markings.find(found.group()):
            yield _field("tag", text, *found.span())
    yield from (field for field in _markings(text, part, markings) if field.name == "caveat")


def _markings(text: str, part: Part, markings: Markings) -> Iterator[Field]:
    """One classification for the levels of a line ("UNCLASSIFIED//FOR OFFICIAL USE ONLY") and each of its caveats."""
    for line in part.lines:
        marks = markings.find(line.text)
        levels = [mark for mark in marks if mark.level and not mark.caveat]
        if levels:
            yield _field("classification", text, line.start + levels[0].start, line.start + levels[-1].end)
        for mark in marks:
            if mark.caveat:
                yield Field("caveat", mark.caveat, line.start + mark.start, line.start + mark.end)


def _offices(text: str, part: Part) -> Iterator[Field]:
    """Each office of "DEPARTMENT FOR G/TIP; INL AND EUR/CARC"; names of persons in brackets are left out."""
    hidden = [found.span() for found in _BRACKETS.finditer(text, part.start, part.end)]
    start = part.start
    for cut in [*_BETWEEN_OFFICES.finditer(text, part.start, part.end), None]:
        found = _OFFICE.search(text, start, cut.start() if cut else part.end)
        if found and not any(left <= found.start() < right for left, right in hidden):
            yield _field("for", text, *found.span())
        start = cut.end() if cut else part.end


def _references(text: str, part: Part) -> Iterator[Field]:
    """Each cable referred to; an item that names none (a letter, an e-mail) whole."""
    start = part.start
    for cut in [*_ITEM.finditer(text, part.start, part.end), None]:
        end = cut.start() if cut else part.end
        cables = list(header.REFERENCE.finditer(text, start, end))
        yield from (_field("reference", text, *found.span()) for found in cables)
        if not cables:
            item = _field("reference", text, start, end)
            if len(item.value) > 3 and item.value.upper() not in {"NONE", "NOTAL"}:
                yield item
        start = cut.end() if cut else end


def _post_of(parts: Sequence[Part], markings: Markings) -> str:
    found = _post_and_number(parts, markings)
    return found[0] if found else ""


def _post_in(identifier: str) -> str:
    """The post whose letters an identifier has ("09PORTAUPRINCE5" → "PORT AU PRINCE"), "" for an unknown one."""
    letters = re.sub(r"[^A-Z]", "", identifier).lower()
    return next((seat.upper() for seat in load_countries().posts if seat.replace(" ", "") == letters), "")


def _post_and_number(parts: Sequence[Part], markings: Markings) -> tuple[str, str] | None:
    """Post and number from the line "UNCLAS SECTION 01 OF 11 BAKU 000136"."""
    for part in parts:
        if part.kind == "marking":
            rest = header.SECTION.sub("", markings.remainder(part.lines[0].text)).strip()
            found = header.NUMBERED.match(rest)
            if found:
                return found["post"], found["number"]
    return None


def _identifier(given: Sequence[str], parts: Sequence[Part], markings: Markings, issued: str) -> str:
    for value in given:
        found = CANONICAL.fullmatch(value.replace(" ", "").replace("\xa0", ""))
        if found:
            return found["id"]
    post = _post_and_number(parts, markings)
    if not post or not issued:
        return ""
    return issued[2:4] + re.sub(r"[^A-Z]", "", post[0]) + post[1]
