"""What stands at the head of a paragraph: its number or letter, a dash, a portion mark, a run-in heading."""

import re
from dataclasses import dataclass

from kg.read.layout import ITEM, is_capitals
from kg.read.marking import NO_PORTION, Markings, Portion

# Digits as scanners misread them: "IQ." for "10." (or for "1.", by what is due), "l." for "1.".
_MISREAD = str.maketrans("IlO|oQ", "110100")
_NUMBER = re.compile(
    r"(?:\u00b6\s*|(?:Para|PARA)(?:graph|GRAPH)?\s+)?(?P<number>[0-9IlOoQ|]{1,3})(?:\s*[.)](?!\d)|(?=[A-Za-z][.)]\s)|(?=\s*[(\[](?:U|SBU|C|S|FOUO)\b))\s*"
)
_LETTER = re.compile(r"(?P<letter>[A-Za-z])[.)]\s*(?=[(\"\u201c\u2018'\w-])(?![A-Za-z]\.\s?[A-Za-z]?\.)")
_QUESTION_DASH = re.compile(r"--?\s*(?=\(?[A-Z][.)])")
_NAMED = (
    "executive summary|summary and comment|summary|comment|introduction|overview|background|action request|note"
    "|prevention|protection|prosecution|investigation and prosecution|recommendations?|conclusion|key points"
)
_RUN_IN = re.compile(rf"(?:begin\s+)?(?P<heading>{_NAMED})\s*(?::|--|\.(?=\s))\s*", re.IGNORECASE)
_RUN_IN_CAPITALS = re.compile(
    r"(?P<heading>[A-Z][A-Z0-9'\u2019,/&()\s-]*[A-Z0-9)])\s*(?::|--|\.(?=\s)|\s-(?=\s))\s*(?=\S)|"
    r"(?P<glued>(?:PREVENTION|PROTECTION|PROSECUTION|SUMMARY|OVERVIEW|COMMENT))\s+(?=[A-Z][a-z])"
)
_LONG_WORD = 7  # a single word in capitals this long is a heading; a shorter one may be an acronym
_MAX_HEADING = 120
_END = re.compile(
    r"\bEND\s+(?:OF\s+)?(?:EXECUTIVE\s+)?(?:SUMMARY(?: AND COMMENT)?|COMMENT|INTRODUCTION|ACTION REQUEST)\s*\.?\s*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Label:
    """The head of a paragraph. `number` and `letter` are as printed; `rest` is the offset after all of it."""

    number: str = ""
    letter: str = ""
    item: bool = False
    portion: Portion = NO_PORTION
    rest: int = 0

    @property
    def value(self) -> int:
        """The number as an integer, misread digits put right."""
        return int(self.number.translate(_MISREAD)) if self.number else 0


def read_label(text: str, start: int, markings: Markings) -> Label:
    """The label of the paragraph at `text[start]`, taken at its word; whether it is due is for the caller to say."""
    place, item = start, False
    dash = _QUESTION_DASH.match(text, place) or ITEM.match(text, place)
    if dash:
        place, item = dash.end(), True
    before = markings.portion(text, place)
    place = skip_blanks(text, before.end) if before.level else place
    number, place = _number_at(text, place)
    if number and number != "I":
        # "3. A. Text" and "3B. Text"; but "5. C. Smith said" is no paragraph 5.C.
        found = _LETTER.match(text, place)
        letter = found["letter"] if found and (found["letter"] == "A" or not text[place - 1].isspace()) else ""
    else:
        found = _LETTER.match(text, start if number else place)
        letter = found["letter"] if found else ""
    place = found.end() if found and letter else place
    after = markings.portion(text, place)
    portion = after if after.level else Portion(before.level, before.caveats, place)
    rest = skip_blanks(text, portion.end)
    if number and not letter and after.level:
        letter, rest = _first_letter(text, rest)
    dash = ITEM.match(text, rest)
    return Label(number, letter, item, portion, dash.end() if dash else rest)


def _first_letter(text: str, place: int) -> tuple[str, int]:
    """The letter A in "3. (SBU) A. Text" or "3. (SBU) -- A. Text" and the offset after it; else "" and `place`."""
    dash = _QUESTION_DASH.match(text, place)
    found = _LETTER.match(text, dash.end() if dash else place)
    return ("A", found.end()) if found and found["letter"] == "A" else ("", place)


def _number_at(text: str, place: int) -> tuple[str, int]:
    """The paragraph number at a place, as printed, and the offset after it; "" where none is."""
    found = _NUMBER.match(text, place)
    number = found["number"] if found else ""
    if found and (not number.isalpha() or len(number) > 1 or number in "lI"):
        return number, found.end()
    return "", place


def plain_label(text: str, start: int, markings: Markings) -> Label:
    """The dash and the portion mark of a paragraph that has no number and no letter."""
    dash = ITEM.match(text, start)
    place = dash.end() if dash else start
    portion = markings.portion(text, place)
    return Label(item=bool(dash), portion=portion, rest=skip_blanks(text, portion.end))


def run_in_heading(text: str, start: int, end: int, *, capitals: bool) -> tuple[str, int]:
    """The heading at the head of a paragraph's text and the offset where its sentences begin.

    `capitals`: whether the document is written in capitals throughout, so that they tell nothing.
    """
    found = _RUN_IN.match(text, start, end)
    if found:
        return found["heading"], found.end()
    found = None if capitals else _RUN_IN_CAPITALS.match(text, start, end)
    heading = (found["heading"] or found["glued"]) if found else ""
    words = heading.split()
    if (
        found
        and is_capitals(heading)
        and len(heading) <= _MAX_HEADING
        and (len(words) > 1 or len(heading) >= _LONG_WORD)
    ):
        return " ".join(words), found.end()
    return "", start


def end_of_text(text: str, start: int, end: int) -> int:
    """The offset where a paragraph's sentences end: "End Summary." is no sentence."""
    found = _END.search(text[start:end])
    return start + found.start() if found else end


def skip_blanks(text: str, place: int) -> int:
    """The next offset that holds no white space."""
    while place < len(text) and text[place].isspace():
        place += 1
    return place
