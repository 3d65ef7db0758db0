"""Where a cable's header ends, and which of its lines is what.

The header of a telegram has no grammar that all posts keep: parts are missing, printed twice, wrapped, or stand in
another order. So each line is recognized by itself, and the header reaches to the last recognized line before the text.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.read.layout import Line
from kg.read.marking import Markings
from kg.read.source import Span

_POST = r"[A-Z][A-Z.' ]{0,30}[A-Z]"
SECTION = re.compile(r"\bSECTION\s+\d+\s+OF\s+\d+\b")
_SECTION_HEAD = re.compile(rf"\bSECTION\s+\d+\s+OF\s+\d+(?:\s+{_POST}\s+\d{{4,}})?")
NUMBERED = re.compile(rf"^(?P<post>{_POST})\s+0*(?P<number>\d{{1,6}})$")
REFERENCE = re.compile(
    r"\b(?P<id>\d{2}[A-Z]{3,}\d+)\b"
    r"|\b(?P<year>(?:19|20)?\d{2}\s+)?(?!(?:AND|REF|SECTION|NOTAL|PREVIOUS)\b)(?P<post>[A-Z]{2,}(?:\s[A-Z]{2,}){0,3}?)\s+(?P<number>\d{1,7})\b"
)
_REF_ITEM = re.compile(r"\(?[A-Z1-9]\)?[.):]?\s*(?:\([A-Z]\)\s*)?(?:(?:19|20)?\d{2}\s+)?[A-Z]{3,}[A-Z ]*\s*\d{1,7}\b")

_OFFICES = r"(?:DEPARTMENT|DEPT|STATE|SECSTATE|USAID|LABOR|DOL|DOJ|JUSTICE|TREASURY|DHS|HHS)"
_PATTERNS = {
    kind: re.compile(pattern)
    for kind, pattern in {
        "group": r"(?:[A-Z]{1,2} )*\d{6}Z [A-Z]{3}\w* (?:19|20)?\d{2}\b",
        "from": r"FM\s+(?=\S)",
        "to": r"TO\s+(?=[A-Z]{2,})",
        "info": r"INFO\s+(?=\S)",
        "routing": r"VZCZC\w*$|[A-Z]{2}(?: [A-Z]{2})* RU[A-Z]{3,}|DE RU[A-Z]{3,}|ZN[RYZ] [A-Z]{5}|BT$|#\d{4}$|NNNN$",
        "for": rf"(?:[A-Z/.]+ )?{_OFFICES}(?: ALSO)? (?:PLEASE |PLS )?(?:FOR|PASS(?: TO)?)\b(?:\s+TO\b)?:?\s+(?=\S)",
        "order": r"E\.?\s?O\.?\s*1[0-9]{4}\s*:",
        "tags": r"(?i:TAGS?\s*[:;])|TAGS\s+(?=[A-Z]{2,5}\b)",
        "subject": r"(?i:SUBJ(?:ECT)?\s*[:;])",
        "ref": r"(?i:REFS?(?:ERENCES?|TELS?)?\s*[:;])",
        "classifier": r"(?i:(?:\(U\)\s*)?(?:CLASSIFIED|DERIVED|REASONS?|DECLASSIFY)\b[^.]{0,12}:)",
        "title": r"(?i:CABLE TITLE\s*:|VIEWING CABLE\b)",
        "page": r"(?i:PDF HOW-TO READ A CABLE)",
    }.items()
}
_WRAPPED = frozenset({"to", "info", "for", "tags", "subject", "ref", "classifier", "order"})
_STRONG = frozenset({"routing", "group", "from", "order", "numbered", "title"})
_UNFINISHED = re.compile(r"(?:[-,/:;]|\b(?:AND|OF|IN|THE|ON|FOR|TO|WITH|ON|A|AN|BY))$", re.IGNORECASE)
_FIRST = re.compile(
    r"(?:\u00b6\s*|PARA(?:GRAPH)?\s*)?(?:1|l|I|IQ)\s*[.)]\s*(?!\d)\S|(?:\u00b6\s*)?\d{1,2}\s*[.)]?\s*\((?:U|SBU|C|S|FOUO|LOU)\b"
    r"|\((?:U|SBU|C|S|FOUO|LOU)\b[^()]{0,20}\)\s*(?:\u00b6\s*)?1\s*[.)]\s"
)
_MAX_METADATA = 60  # lines of a catalogue's table that may stand before the telegram
_MAX_UNKNOWN = 3  # lines in a row between two known ones ("CORRECTED COPY") once the subject has been seen


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a header: its lines, and `start`, where its value begins ("SUBJECT: " not counted)."""

    kind: str
    lines: tuple[Line, ...]
    start: int

    @property
    def end(self) -> int:
        """The offset after its last line."""
        return self.lines[-1].end


def page_lines(post: str) -> re.Pattern[str]:
    """The lines at the ends of a post's pages, or of any post's where it is not known.

    "BAKU 00000136  001.2 OF 011", in small letters in some archives, and in older telegrams
    "PAGE 02 LAGOS 04321 01 OF 02 031200Z".
    """
    seat = f"(?i:{re.escape(post)})" if post else _POST
    return re.compile(
        rf"(?<![A-Za-z]){seat}\s+\d{{8}}\s+\d{{3}}(?:\.\d)?\s+(?i:OF)\s+\d{{3}}"
        rf"|\bPAGE\s+\d{{2}}\s+{_POST}\s+\d{{3,6}}(?:\s+\d{{2}}\s+OF\s+\d{{2}})?(?:\s+\d{{6}}Z)?"
    )


def section_heads(text: str, start: int, markings: Markings) -> Iterator[Span]:
    """Places such as "UNCLAS SECTION 02 OF 11 BAKU 000136" after `start`."""
    for found in _SECTION_HEAD.finditer(text, start):
        line = max(text.rfind("\n", start, found.start()) + 1, start)
        before = text[line : found.start()]
        marks = markings.find(before)
        whole = marks and not markings.remainder(before[marks[0].start :])
        yield (line + marks[0].start if whole else found.start()), found.end()


def kind_of(line: str, markings: Markings) -> tuple[str, int]:
    """What a header line is and where its value begins; ("", 0) where it is no header line."""
    for kind, pattern in _PATTERNS.items():
        found = pattern.match(line)
        if found:
            return kind, 0 if kind in {"routing", "group"} else found.end()
    if markings.find(line):
        rest = SECTION.sub("", markings.remainder(line)).strip()
        if not rest or NUMBERED.match(rest):
            return "marking", 0
    return "", 0


def is_cable(lines: Sequence[Line], markings: Markings) -> bool:
    """Whether lines bear the marks of a cable: two different ones, and one that only cables have."""
    kinds = set[str]()
    for line in lines:
        kind, _ = kind_of(line.text, markings)
        post = SECTION.sub("", markings.remainder(line.text)).strip() if kind == "marking" else ""
        kinds.add("numbered" if post else kind)
    return bool(kinds & _STRONG) and len(kinds - {""}) > 1


def find_parts(lines: Sequence[Line], markings: Markings) -> tuple[tuple[Part, ...], int]:
    """The parts of a header and the index of the first line after it."""
    parts: list[Part] = []
    after, index, unknown, subject = 0, 0, 0, False
    while index < len(lines):
        kind, offset = kind_of(lines[index].text, markings)
        if not kind and parts and _FIRST.match(lines[index].text):
            break
        if not kind:
            unknown += 1
            if unknown > (_MAX_UNKNOWN if subject else _MAX_METADATA):
                break
            index += 1
            continue
        end = _part_end(lines, index, kind, markings)
        parts.append(Part(kind, tuple(lines[index:end]), lines[index].start + offset))
        index = after = end
        unknown = 0
        subject = subject or kind in {"subject", "tags", "order"}
    return tuple(parts), after


def _part_end(lines: Sequence[Line], index: int, kind: str, markings: Markings) -> int:
    """The index after the last line that goes on with the part begun at `index`."""
    end = index + 1
    if kind == "title" and end < len(lines) and lines[index].text.rstrip().endswith(":"):
        return end + 1
    if kind not in _WRAPPED:
        return end
    while end < len(lines) and _goes_on(lines, end, kind, markings):
        end += 1
    return end


def _goes_on(lines: Sequence[Line], index: int, kind: str, markings: Markings) -> bool:
    line, before = lines[index], lines[index - 1]
    if kind in {"to", "info"} and not line.gap and re.match(r"R[UH][A-Z]{3,}/", line.text):
        return True
    if kind_of(line.text, markings)[0]:
        return False
    if kind == "ref" and _REF_ITEM.match(line.text):
        return True
    if _FIRST.match(line.text):
        return False
    if line.gap and kind == "subject":
        bare = re.fullmatch(r"SUBJ(?:ECT)?\s*[:;]", before.text, re.IGNORECASE)
        return bool(bare or _UNFINISHED.search(before.text))
    return not line.gap
