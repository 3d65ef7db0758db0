"""Numbers in running text: digits, words, ranges, bounds, money, percentages.

The grammar is small on purpose: an atom is one numeral with what clings to it ("over $1.2 million"),
and two atoms join when the text between them says so ("five to ten", "not less than 3 years nor more than 7").
What a number counts is not decided here.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

_ONES = {w: i for i, w in enumerate(["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"], 1)}
_TEENS = {
    w: i
    for i, w in enumerate(
        ["ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"],
        10,
    )
}
_TENS = {
    w: 10 * i for i, w in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2)
}
_WORDS = {**_ONES, **_TEENS, **_TENS, "a": 1, "an": 1}
_SCALES = {"dozen": 12, "hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}

_LOWER = (
    r"(?:more|greater|no fewer|not fewer|no less|not less|higher) than|over|above|at least|upwards of|in excess of|"
    r"exceeding|(?:a |the )?minimum(?: term| sentence| penalty)? of|minimum"
)
_UPPER = (
    r"(?:no more|not more|fewer|less|no longer|not longer|lower) than|up to|at (?:the )?most|as many as|under|below|not (?:exceeding|to exceed)|"
    r"(?:a |the )?maximum(?: term| sentence| penalty)? of|maximum|no later than"
)
_STRICT_UNIT = r"(?:hour|day|week|month|year)s?"
_RANGE = re.compile(r"\s*(?:-|–|—|-to-|to|through)\s*", re.I)
_EITHER = re.compile(r"\s+or\s+", re.I)
_AND = re.compile(r"\s+and\s+", re.I)
_UNIT_RANGE = re.compile(rf"(?:\s+|-)(?P<unit>{_STRICT_UNIT})['’]?\s*(?:imprisonment\s+)?(?:-|–|to)\s*", re.I)
_BOUNDED = re.compile(
    rf"(?:\s+(?P<unit>{_STRICT_UNIT})['’]?)?(?:\s+(?:in prison|imprisonment|of imprisonment))?,?\s*(?:and|but|nor|or|to)?\s*",
    re.I,
)
_COMPOUND = re.compile(r"\s+years?,?\s+(?:and\s+)?", re.I)
_MONTHS_NEXT = re.compile(r"\s+months?\b", re.I)
_UNIT_NEXT = re.compile(rf"(?:\s+|-)({_STRICT_UNIT})\b", re.I)
_MORE = re.compile(r"\s*(?:\+(?!\w)|(?:years )?(?:or|and) (?:more|older|over|above|greater|higher|longer)\b)", re.I)
_LESS = re.compile(r"\s*(?:years )?(?:or|and) (?:fewer|less|younger|under|below)\b", re.I)
_SIZE = {"hour": 1, "day": 24, "week": 168, "month": 730, "year": 8760}  # hours: a year is exactly twelve months
_SCALE = re.compile("|".join(_SCALES), re.I)
_BETWEEN = re.compile(r"\bbetween\s+(?:the\s+)?(?:ages?\s+(?:of\s+)?)?$", re.I)
_CHANGE = re.compile(
    r"\b(?:increas|rose|ris|grew|grow|fell|fall|declin|decreas|dropp|reduc|went|jump|climb|expand|rais)\w*(?:\s\w+){0,4}\s+from\s+$",
    re.I,
)
_NEAR = 60  # longest text, in characters, that may stand between the two ends of a range


@dataclass(frozen=True, slots=True)
class Number:
    """A number at characters `start:end`; `at` is where its first numeral begins, after bounds and currency.

    `value`, or `minimum` and/or `maximum`, are canonical decimals. `unit` is an ISO 4217 code, "percent", a
    unit of time (in the plural) where the number spelt it inside itself, else "". `word` says it was spelt out.
    """

    start: int
    end: int
    at: int
    value: str = ""
    minimum: str = ""
    maximum: str = ""
    unit: str = ""
    word: bool = False
    bound: str = ""

    @property
    def amount(self) -> str:
        """The value, else whichever bound there is."""
        return self.value or self.minimum or self.maximum


@dataclass(frozen=True, slots=True)
class NumberGrammar:
    """The compiled patterns of a numeral and of what may stand before it; `currencies` maps names to ISO codes."""

    numeral: re.Pattern[str]
    prefix: re.Pattern[str]
    currencies: Mapping[str, str]

    def find(self, text: str, skip: Sequence[tuple[int, int]] = ()) -> list[Number]:
        """The numbers of a text in reading order; none touches a span of `skip` (dates, references)."""
        taken = sorted(skip)
        atoms: list[Number] = []
        at = 0
        for match in self.numeral.finditer(text):
            while at < len(taken) and taken[at][1] <= match.start():
                at += 1
            if at < len(taken) and taken[at][0] < match.end():
                continue
            atoms.append(self._number(text, match, atoms[-1].end if atoms else 0))
        return list(_joined(text, atoms))

    def _number(self, text: str, match: re.Match[str], floor: int) -> Number:
        before = self.prefix.search(text, max(floor, match.start() - _NEAR), match.start())
        pre, lower, upper = (before["pre"], before["lower"], before["upper"]) if before else (None, None, None)
        unit = "percent" if match["percent"] else self.currencies.get((pre or match["post"] or "").casefold(), "")
        value = canonical(parse_numeral(match["num"], match["scale"] or ""))
        start = before.start() if before else match.start()
        number = Number(start, match.end(), match.start(), value, unit=unit, word=match["num"][0].isalpha())
        return _bounded(number, "lower" if lower else "upper") if lower or upper else number


def number_grammar(currencies: Mapping[str, str]) -> NumberGrammar:
    """The grammar for these currencies: a sign, code or name → its ISO 4217 code."""
    ones, teens, tens = ("|".join(table) for table in (_ONES, _TEENS, _TENS))
    small = rf"(?:(?:{tens})(?:[-\s](?:{ones}))?|{teens}|{ones})"
    hundreds = rf"(?:(?:{small}|an?)[-\s]hundred(?:\s(?:and\s)?{small})?|{small})"
    words = rf"(?:(?:{hundreds}|an?)\sthousand(?:,?\s(?:and\s)?{hundreds})?|(?:half\s)?an?\sdozen|{hundreds})"
    digits = r"(?:\d{1,3}(?:[,\u00a0\u202f]\d{3})+|\d+)(?:\.\d+)?"
    names = sorted(currencies, key=len, reverse=True)
    signs = _any_of(n for n in names if not n[-1].isalpha())
    codes = _any_of(n for n in names if n[-1].isalpha() and n.isupper())
    words_of_money = _any_of(n for n in names if n[-1].isalpha() and not n.isupper())
    numeral = rf"""
        (?=\d|\b[otfsenha])(?:(?<![\w#@[/:])|(?<=USD)|(?<=EUR)|(?<=GBP))(?<!\d[.,])(?<![^\W\d]-)
        (?P<num>{digits}|\b{words}\b)
        (?!\d|[.,:/]\d|(?:st|nd|rd|th)\b|['’]?s\b|/\w)
        (?:[\s-](?P<scale>dozen|hundred|thousand|million|billion)\b)?
        (?:\s?(?P<percent>%|per\s?cent\b))?
        (?:\s?(?:new\s)?(?P<post>(?:{signs})|(?:(?-i:{codes})|{words_of_money})\b))?
        (?![\w])"""
    prefix = rf"""
        (?:\b(?:(?P<lower>{_spaced(_LOWER)})|(?P<upper>{_spaced(_UPPER)}))\s+)?
        (?:\b(?:a\stotal\sof|about|around|approximately|roughly|some|nearly|almost|an\s(?:estimated|additional))\s+)?
        (?:(?P<pre>(?<!\w)(?:{signs})|\b(?-i:{codes}))\s?)?$"""
    folded = {name.casefold(): code for name, code in currencies.items()}
    return NumberGrammar(re.compile(numeral, re.I | re.X), re.compile(prefix, re.I | re.X), folded)


def _any_of(names: Iterable[str]) -> str:
    """A pattern for any of the names, which works in verbose mode; one that never matches if there is none."""
    return "|".join(re.escape(name) for name in names) or "(?!)"


def _spaced(pattern: str) -> str:
    """The pattern for verbose mode, where a plain blank means nothing."""
    return pattern.replace(" ", r"\s")


def parse_numeral(numeral: str, scale: str = "") -> Decimal:
    """The value of "1,200", "1.19", "two hundred and five", "half a dozen"; `scale` multiplies it."""
    factor = Decimal(_SCALES.get(scale.casefold(), 1))
    if numeral[0].isdigit():
        return Decimal(re.sub(r"[,\s]", "", numeral)) * factor
    total = group = Decimal(0)
    half = False
    for word in re.split(r"[-\s,]+", numeral.casefold()):
        if word == "half":
            half = True
        elif word in _WORDS:
            group += _WORDS[word]
        elif word == "thousand":
            total, group = total + group * 1000, Decimal(0)
        elif word in _SCALES:
            group *= _SCALES[word]
    return (total + group) * factor / (2 if half else 1)


def canonical(value: Decimal) -> str:
    """A decimal as the shortest plain text: no exponent, no trailing zero."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _bounded(number: Number, bound: str) -> Number:
    if bound == "lower":
        return replace(number, value="", minimum=number.value, bound=bound)
    return replace(number, value="", maximum=number.value, bound=bound)


def _joined(text: str, atoms: Iterable[Number]) -> Iterable[Number]:
    """The atoms with ranges, compound durations and trailing bounds ("or more") put together."""
    last: Number | None = None
    for atom in atoms:
        if last is None:
            last = atom
            continue
        pair = _join(text, last, atom) if atom.start - last.end <= _NEAR else None
        if pair is None:
            yield _trailing(text, last)
            last = atom
        else:
            last = pair
    if last is not None:
        yield _trailing(text, last)


def _trailing(text: str, number: Number) -> Number:
    if not number.value:
        return number
    for pattern, bound in ((_MORE, "lower"), (_LESS, "upper")):
        match = pattern.match(text, number.end)
        if match:
            return replace(_bounded(number, bound), end=match.end())
    return number


def _join(text: str, first: Number, second: Number) -> Number | None:
    """One number out of two atoms, if the text between them makes them one; else None."""
    gap = text[first.end : second.start]
    if first.bound == "lower" and second.bound == "upper":
        match = _BOUNDED.fullmatch(gap)
        return _range(text, first, second, match["unit"] or "") if match else None
    if second.bound or (first.unit and second.unit and first.unit != second.unit):
        return None
    if not first.bound and _COMPOUND.fullmatch(gap) and _MONTHS_NEXT.match(text, second.end):
        months = canonical(Decimal(first.amount) * 12 + Decimal(second.amount))
        return replace(first, end=second.end, value=months, unit="months")
    between = bool(_BETWEEN.search(text, max(0, first.start - 25), first.start))
    if _CHANGE.search(text, max(0, first.start - 60), first.start):
        return None  # "rose from 30 to 45" tells of two numbers
    if _RANGE.fullmatch(gap) or (between and _AND.fullmatch(gap)):
        return _range(text, first, second, "")
    if _EITHER.fullmatch(gap) and Decimal(second.amount) == Decimal(first.amount) + 1:
        return _range(text, first, second, "")
    match = _UNIT_RANGE.fullmatch(gap) or (between and _BOUNDED.fullmatch(gap)) or None
    return _range(text, first, second, match["unit"] or "") if match and match["unit"] else None


def _range(text: str, first: Number, second: Number, unit: str) -> Number | None:
    """The range from `first` to `second`; a unit of time after the first alone makes both that unit."""
    low, high = Decimal(first.amount), Decimal(second.amount)
    after = _UNIT_NEXT.match(text, second.end)
    spelt = unit.casefold().rstrip("s")
    own = after[1].casefold().rstrip("s") if after else spelt
    name = first.unit or second.unit
    if spelt and own != spelt:
        high, name = high * _SIZE[own] / _SIZE[spelt], spelt + "s"
        high = high.quantize(Decimal(1)) if high == high.to_integral_value() else high
    elif not _SCALE.search(text, first.at, first.end) and (scale := _SCALE.search(text, second.at, second.end)):
        low *= _SCALES[scale[0].casefold()] if low < 1000 <= high else 1  # "two to three million"
    if low > high:
        return None
    upper = canonical(high)
    both = replace(first, end=second.end, value="", minimum=canonical(low), maximum=upper, unit=name, bound="")
    return both if low != high else replace(both, value=upper, minimum="", maximum="")
