"""Dates and periods named in a text, absolute ("February 2009") and relative to the document's date ("last year")."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

_RECENT = 16  # texts kept: flows, numbers, claims and assessments of one paragraph ask for the same
_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_NUMBER = (
    {name: i for i, name in enumerate(_MONTHS, 1)} | {name[:3]: i for i, name in enumerate(_MONTHS, 1)} | {"sept": 9}
)
_MONTH = (  # capitals matter: "may 5" and "march 12 km" are no dates
    r"(?-i:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|"
    r"Nov(?:ember)?|Dec(?:ember)?|JAN|FEB|MAR|APR|MAY|JUNE?|JULY?|AUG|SEPT?|OCT|NOV|DEC)\b\.?"
)
_YEAR = r"(?:19[5-9]\d|20[0-4]\d)(?![\d,.]\d|\w|%)"
_DAY = r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?\b"
_COUNTED = (  # 2000 victims: a four-digit number before these is no year
    r"(?!\s+(?:victims|persons|people|women|men|children|girls|boys|individuals|migrants|workers|euros?|dollars|hours|"
    r"times|copies|posters|leaflets|calls|cases|students|officers|officials|manat|times)\b)"
)
_DASH = r"\s*(?:-|–|—|/|to|through|until|and)\s*"
_SPAN = re.compile(
    rf"""(?<!\w)(?=(?-i:[\dA-Zbdefilmopstuw]))(?:
    (?P<iso>(?<![\w/.-])(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?![\w-]))
  | (?P<my>\b(?P<my1>{_MONTH})(?:\s+(?P<myd1>{_DAY}))?(?:,?\s*(?:of\s+)?(?P<my1y>{_YEAR}))?{_DASH}(?:the\s+end\s+of\s+)?
        (?P<my2>{_MONTH})(?:\s+(?P<myd2>{_DAY}))?,?\s*(?:of\s+)?(?P<my2y>{_YEAR}))
  | (?P<mdy>\b(?P<mdym>{_MONTH})\s+(?P<mdyd>{_DAY}),?\s+(?P<mdyy>{_YEAR}))
  | (?P<dmy>\b(?P<dmyd>{_DAY})(?:\s+of)?\s+(?P<dmym>{_MONTH}),?\s+(?P<dmyy>{_YEAR}))
  | (?P<mm>\b(?P<mmm>{_MONTH}),?\s+(?:of\s+)?(?P<mmy>{_YEAR}))
  | (?P<md>\b(?P<mdm>{_MONTH})\s+(?P<mdd>{_DAY})(?!\s+(?:{_MONTH}|percent|victims|years|cases)))
  | (?P<dm>\b(?P<dmd>{_DAY})\s+(?P<dmm>{_MONTH}))
  | (?P<yy>(?<![\w$€£/.-])(?P<yy1>{_YEAR})\s*[-–—/]\s*(?P<yy2>{_YEAR}|\d\d(?!\d|-)))
  | (?P<two>\b(?:between|from)\s+(?P<two1>{_YEAR})\s+(?:to|and|through|until)\s+(?P<two2>{_YEAR}))
  | (?P<since>\bsince\s+(?:early\s+|late\s+|mid-?\s*)?(?P<sincey>{_YEAR}))
  | (?P<decade>\b(?:the\s+)?(?:early\s+|late\s+|mid-?)?(?P<decadey>(?:19|20)\d0)s\b)
  | (?P<year>(?<![\w$€£/.#-])(?<!\bNo\.\s)(?:FY\s?)?(?P<y>{_YEAR}){_COUNTED})
  | (?P<past>\b(?:(?:in|over|during|for|within)\s+)?(?:the\s+)?(?:last|past|previous|preceding)\s+(?P<pastn>two|three|four|five|six|seven|eight|nine|ten|\d{{1,2}})\s+(?P<pastu>years|months))
  | (?P<report>\bsince\s+(?:the\s+|our\s+|its\s+)?(?:last|previous)\s+(?:annual\s+)?(?:TIP\s+)?(?:report\w*)(?:\s+(?:date|period))?)
  | (?P<before>\b(?:the|in)\s+(?:the\s+)?(?:previous|prior|preceding)\s+(?:reporting\s+period|reporting\s+year|calendar\s+year|year)\b)
  | (?P<current>\b(?:(?:during|in|over|for|throughout|within)\s+)?(?:the|this)\s+(?:current\s+|last\s+|past\s+)?(?:reporting\s+(?:period|year)|period\s+(?:under|of)\s+review|rating\s+period)
        |\b(?:during|over|throughout)\s+the\s+(?:past\s+|last\s+)?year\b|\b(?:in|over)\s+the\s+(?:past|last)\s+(?:twelve\s+months|year)\b|\blast\s+year\b(?!['’]s\s+(?:report|TIP))|\bthe\s+past\s+year\b)
  | (?P<this>\b(?:this\s+year\b(?!['’]s\s+(?:report|TIP))|so\s+far\s+in\s+the\s+year|to\s+date\s+this\s+year))
  | (?P<half>\b(?:the\s+)?(?P<halfn>first|second|last)\s+(?:half|six\s+months)\s+of\s+(?P<halfy>{_YEAR}))
  | (?P<inmonth>\b(?:in|since|during|by|until|as\s+of|(?:beginning|start|middle|end)\s+of)\s+(?:early\s+|late\s+|mid-?\s*)?(?P<inm>{_MONTH})(?!,?\s+(?:of\s+)?\d)))
    """,
    re.I | re.X,
)
_WORDS = {
    w: i for i, w in enumerate(["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"], 1)
}
_COMPARED = re.compile(
    r"(?:compared\s+(?:with|to)|in\s+comparison\s+(?:with|to)|(?:up|down)\s+from|an?\s+(?:increase|decrease|decline|drop)\s+(?:from|over)|as\s+opposed\s+to|versus|from(?=\s+\d))\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Period:
    """The words `start:end` and what they mean: "2008", "2009-02", "2009-02-23", "2009/2013", or "" if unknown."""

    start: int
    end: int
    value: str
    kind: str = ""


@lru_cache(maxsize=_RECENT)
def find_periods(text: str, issued: str = "") -> tuple[Period, ...]:
    """The periods of a text in reading order. `issued` (ISO date, month or year) anchors the relative ones."""
    if not _HINT.search(text):
        return ()
    found = []
    for match in _SPAN.finditer(text):
        kind = next(name for name in _READERS if match[name])
        found.append(Period(match.start(), match.end(), _READERS[kind](match, issued), kind))
    return tuple(found)


def reported_year(issued: str) -> int | None:
    """The year that a report of that date looks back on: the year before, unless it came out in the autumn."""
    if not issued[:4].isdigit():
        return None
    month = int(issued[5:7]) if issued[5:7].isdigit() else 1
    return int(issued[:4]) - (0 if month >= 10 else 1)


def period_at(periods: Sequence[Period], text: str, span: tuple[int, int], position: int) -> str:
    """The period that holds for the number or verb at `position` of the sentence `span`, "" if it names none.

    A year that a comparison brings in ("compared with 12 in 2007") holds for what follows the comparison alone;
    every other period holds for the whole sentence, the nearest following one first.
    """
    inside = [p for p in periods if span[0] <= p.start < span[1] and p.value]
    if len(inside) < 2 and not (inside and _COMPARED.search(text, *span)):
        return inside[0].value if inside else ""
    compared = [m.start() for m in _COMPARED.finditer(text, *span)]
    cut = [*compared, *(m.start() for m in _PARTS.finditer(text, *span))]
    usable = [p for p in inside if sum(c <= p.start for c in cut) == sum(c <= position for c in cut)]
    usable = usable or [p for p in inside if not any(c <= p.start for c in compared)]
    after = next((p for p in usable if p.start >= position), None)
    before = next((p for p in reversed(usable) if p.start < position), None)
    if after is not None and (
        before is None or (after.start - position <= _NEAR and text.count(",", position, after.start) < 2)
    ):
        return after.value
    return before.value if before is not None else ""


_NEAR = 60  # characters: a period that follows so closely goes before one that stands at the sentence's beginning
_PARTS = re.compile(r";")
_HINT = re.compile(rf"\d|year|period|month|report|{_MONTH}", re.I)


def _month(name: str) -> int:
    return _NUMBER[name.rstrip(".").casefold() if name.rstrip(".").casefold() in _NUMBER else name[:3].casefold()]


def _day(year: str, month: str, day: str) -> str:
    return f"{year}-{_month(month):02}-{int(re.sub(r'[^0-9]', '', day)):02}"


def _last(issued: str, month: str) -> str:
    """The latest such month that is not after the date of issue."""
    if not issued[:4].isdigit():
        return ""
    year, number = int(issued[:4]), _month(month)
    later = issued[5:7].isdigit() and number > int(issued[5:7])
    return f"{year - 1 if later or not issued[5:7].isdigit() else year}-{number:02}"


def _read_months(match: re.Match[str], _issued: str) -> str:
    second = match["my2y"]
    first = match["my1y"] or str(int(second) - (_month(match["my1"]) > _month(match["my2"])))
    return f"{first}-{_month(match['my1']):02}/{second}-{_month(match['my2']):02}"


def _read_years(match: re.Match[str], _issued: str) -> str:
    first, second = match["yy1"], match["yy2"]
    whole = second if len(second) == len(first) else first[:2] + second
    return f"{first}/{whole}" if int(whole) > int(first) else first


def _read_relative(shift: int) -> Callable[[re.Match[str], str], str]:
    def read(_match: re.Match[str], issued: str) -> str:
        year = reported_year(issued)
        return str(year + shift) if year else ""

    return read


def _read_past(match: re.Match[str], issued: str) -> str:
    year = reported_year(issued)
    count = _WORDS.get(match["pastn"].casefold()) or int(match["pastn"])
    years = count if match["pastu"].casefold() == "years" else max(1, count // 12)
    if not year:
        return ""
    return f"{year - years + 1}/{year}" if years > 1 else str(year)


def _read_since_report(_match: re.Match[str], issued: str) -> str:
    year = reported_year(issued)
    return f"{year}/{issued[:4]}" if year and str(year) != issued[:4] else str(year or "")


def _read_since(match: re.Match[str], issued: str) -> str:
    first, now = match["sincey"], issued[:4]
    return f"{first}/{now}" if now.isdigit() and int(now) > int(first) else first


def _read_half(match: re.Match[str], _issued: str) -> str:
    year = match["halfy"]
    return f"{year}-01/{year}-06" if match["halfn"].casefold() == "first" else f"{year}-07/{year}-12"


_READERS: dict[str, Callable[[re.Match[str], str], str]] = {
    "iso": lambda m, _: m["iso"],
    "my": _read_months,
    "mdy": lambda m, _: _day(m["mdyy"], m["mdym"], m["mdyd"]),
    "dmy": lambda m, _: _day(m["dmyy"], m["dmym"], m["dmyd"]),
    "mm": lambda m, _: f"{m['mmy']}-{_month(m['mmm']):02}",
    "md": lambda m, issued: _with_day(_last(issued, m["mdm"]), m["mdd"]),
    "dm": lambda m, issued: _with_day(_last(issued, m["dmm"]), m["dmd"]),
    "yy": _read_years,
    "two": lambda m, _: f"{m['two1']}/{m['two2']}",
    "since": _read_since,
    "decade": lambda m, _: f"{m['decadey']}/{int(m['decadey']) + 9}",
    "half": _read_half,
    "year": lambda m, _: m["y"],
    "past": _read_past,
    "report": _read_since_report,
    "before": _read_relative(-1),
    "current": _read_relative(0),
    "this": lambda _, issued: issued[:4] if issued[:4].isdigit() else "",
    "inmonth": lambda m, issued: _last(issued, m["inm"]),
}


def _with_day(month: str, day: str) -> str:
    return f"{month}-{int(re.sub(r'[^0-9]', '', day)):02}" if month else ""
