"""The lines of a cable's body → blocks, each of which will be a paragraph.

A new block begins at a number, letter, dash or portion mark that is due, at a heading, and after a blank line;
but a blank line inside a sentence parts nothing. What is due is told by what came before: "C. Smith" at a
line's head is no paragraph C while paragraph F is being read.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg.read.labels import Label, plain_label, read_label
from kg.read.layout import Line, Row, begins_lower, find_rows, is_capitals, is_closed
from kg.read.marking import Markings

_MAX_SKIP = 5  # paragraph numbers that a post may leave out
_MAX_HEADING = 120
_MAX_RULED_WORDS = 14
_MAX_TITLE_WORDS = 9
_SMALL_WORDS = frozenset(
    ("a", "an", "and", "as", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with")
)


@dataclass(slots=True)
class Block:
    """Lines that belong together. `last` is the text of the latest line."""

    start: int
    end: int
    last: str
    label: Label
    heading: bool = False
    row: Row | None = None

    @property
    def closed(self) -> bool:
        """Whether the next line may begin something new without a blank line before it."""
        return self.heading or self.row is not None or is_closed(self.last)


@dataclass(slots=True)
class _Due:
    """The latest number and letter, from which follows what is due next."""

    number: int = 0
    letter: str = ""

    def accept(self, label: Label, *, gap: bool, closed: bool) -> Label:
        """The label with a number or letter that is due here, or with neither."""
        number = self._number(label, gap=gap, closed=closed)
        if number:
            self.number, self.letter = number, label.letter.upper() if label.number != "I" else ""
            return replace(label, number=str(number), letter=self.letter)
        if label.letter and self._letter_is_due(label, gap=gap, closed=closed):
            self.letter = label.letter.upper()
            return replace(label, number="", letter=self.letter)
        return replace(label, number="", letter="")

    def _number(self, label: Label, *, gap: bool, closed: bool) -> int:
        if not label.number or not (closed or label.portion.level) or (label.number == "I" and self.letter):
            return 0
        value, due = label.value, self.number + 1
        if not label.number.isdigit():
            return due if value == due or (due == 1 and label.number[0] in "Il") else 0
        if label.portion.level:
            return value if value >= self.number or value == 1 else 0
        skipped = value - due
        return value if skipped == 0 or (gap and 0 < skipped < _MAX_SKIP) else 0

    def _letter_is_due(self, label: Label, *, gap: bool, closed: bool) -> bool:
        if label.portion.level:
            return True
        letter, following = label.letter.upper(), chr(ord(self.letter or "@") + 1)
        if not closed or (label.letter.islower() and letter not in {"A", following}):
            return False
        return letter in {"A", following} or ((gap or label.item) and letter >= self.letter)


def gather_blocks(text: str, lines: Sequence[Line], markings: Markings, *, shouting: bool) -> tuple[Block, ...]:
    """The blocks of a cable's body. `shouting`: it is written in capitals throughout, so that they mark no heading."""
    rows, due, blocks = find_rows(text, lines), _Due(), list[Block]()
    for index, line in enumerate(lines):
        row = rows.get(index)
        if row:
            blocks += [Block(row.start, row.end, line.text, Label(rest=row.start), row=row)] if row.cells else []
            continue
        before = blocks[-1] if blocks else None
        label = _label(text, line, before, due, markings)
        after_gap = index + 1 == len(lines) or lines[index + 1].gap
        heading = _is_heading(text, line, label, before, shouting=shouting, alone=after_gap)
        if before and _goes_on(before, line, label, heading=heading):
            before.end, before.last = line.end, line.text
        else:
            blocks.append(Block(line.start, line.end, line.text, label, heading))
    return tuple(blocks)


def _label(text: str, line: Line, before: Block | None, due: _Due, markings: Markings) -> Label:
    closed = before is None or before.closed
    plain = plain_label(text, line.start, markings)
    if plain.item and not (line.gap or closed or (before and before.label.item)):
        return Label(rest=line.start)
    label = due.accept(read_label(text, line.start, markings), gap=line.gap, closed=closed)
    return label if label.number or label.letter else plain


def _is_heading(text: str, line: Line, label: Label, before: Block | None, *, shouting: bool, alone: bool) -> bool:
    """A line in capitals, one with dashes above or below, or a short title that stands alone."""
    words = text[label.rest : line.end].split()
    content = " ".join(words)
    labelled = bool(label.number or label.letter)
    if (
        not words
        or len(content) > _MAX_HEADING
        or label.item
        or not (labelled or line.gap or not before or before.closed)
    ):
        return False
    if not shouting and is_capitals(content):
        return True
    if line.ruled and len(words) <= _MAX_RULED_WORDS and not content.endswith((".", ",", ";")):
        return True
    if shouting and labelled:
        return False
    free = line.gap and alone and (before is None or before.closed) and len(words) <= _MAX_TITLE_WORDS
    return free and not is_closed(content) and _is_title(words)


def _is_title(words: Sequence[str]) -> bool:
    """Whether each word of a line has a capital, small words in the middle aside."""
    if words[-1].lower() in _SMALL_WORDS:
        return False
    return all(word[0].isupper() or word in _SMALL_WORDS for word in words) and words[0][0].isupper()


def _goes_on(before: Block, line: Line, label: Label, *, heading: bool) -> bool:
    """Whether a line goes on with the block before it."""
    if before.row or label.number or label.letter or label.item or label.portion.level:
        return False
    if before.heading or heading:
        return before.heading and heading and not line.gap
    return not line.gap or begins_lower(line.text) or not is_closed(before.last)
