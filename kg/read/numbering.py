"""Blocks → paragraphs with their numbers, markings, headings and views."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kg.model import Paragraph, ParagraphKind
from kg.read.labels import end_of_text, run_in_heading
from kg.read.layout import table_view
from kg.read.marking import NO_PORTION, Portion
from kg.read.outline import Block
from kg.read.unwrap import Cleaner

# A question of the instruction that is printed again above its answer says nothing about the country.
_QUESTIONS = re.compile(r"[^.?!]+\?(?:\s*[^.?!]+\?)*")


@dataclass(slots=True)
class Numbers:
    """Gives each block a number of its own: the second block of 3.B is 3.B.2."""

    given: dict[str, int] = field(default_factory=dict)
    taken: set[str] = field(default_factory=set)

    def claim(self, stem: str) -> str:
        """`stem` the first time, then `stem` with a counter."""
        return self._next(stem, f"{stem}.{{}}", bare=True)

    def count(self, stem: str) -> str:
        """`stem` with a counter from 1: "p1", "p2"."""
        return self._next(stem, f"{stem}{{}}", bare=False)

    def _next(self, stem: str, form: str, *, bare: bool) -> str:
        while True:
            place = self.given[form] = self.given.get(form, 0) + 1
            number = stem if bare and place == 1 else form.format(place)
            if number not in self.taken:
                self.taken.add(number)
                return number


@dataclass(slots=True)
class _Place:
    """What holds where the writer is: number and letter, headings from the widest to the narrowest, markings."""

    number: str = ""
    letter: str = ""
    chapter: str = ""
    section: str = ""
    topic: str = ""
    by_number: Portion = NO_PORTION
    by_letter: Portion = NO_PORTION
    headings: int = 0

    @property
    def stem(self) -> str:
        return ".".join(part for part in (self.number, self.letter) if part)

    @property
    def heading(self) -> str:
        return self.topic or self.section or self.chapter

    def enter(self, block: Block) -> None:
        """Takes over what a block's label says."""
        label = block.label
        if label.number:
            self.number, self.letter, self.section, self.topic = label.number, "", "", ""
            self.by_number, self.by_letter = label.portion, NO_PORTION
        if label.letter:
            self.letter, self.topic = label.letter, ""
            self.by_letter = NO_PORTION if label.number else label.portion
        elif block.heading and not label.number:
            self.section, self.topic = "", ""

    def head(self, heading: str, block: Block) -> None:
        """Notes a heading as far down as the block that bears it."""
        if block.label.number:
            self.section = heading
        elif block.label.letter:
            self.topic = heading
        elif block.heading:
            self.chapter = heading
        else:
            self.topic = heading

    def portion(self, block: Block) -> Portion:
        """The mark that holds for a block: its own, else its letter's, else its number's."""
        own = block.label.portion
        return next((mark for mark in (own, self.by_letter, self.by_number) if mark.level), NO_PORTION)


def number_paragraphs(cleaner: Cleaner, blocks: Sequence[Block], *, shouting: bool) -> tuple[Paragraph, ...]:
    """The paragraphs of a cable's body; blocks without words are left out."""
    place, numbers = _Place(), Numbers()
    return tuple(
        paragraph for block in blocks for paragraph in _paragraph(cleaner, block, place, numbers, shouting=shouting)
    )


def _paragraph(
    cleaner: Cleaner, block: Block, place: _Place, numbers: Numbers, *, shouting: bool
) -> Iterator[Paragraph]:
    place.enter(block)
    start = min(block.label.rest, block.end)
    if not block.heading and not block.row:
        heading, start = run_in_heading(cleaner.text, start, block.end, capitals=shouting)
        if heading:
            place.head(heading, block)
    view = (
        table_view(cleaner, block.row)
        if block.row
        else cleaner.view(start, end_of_text(cleaner.text, start, block.end))
    )
    if not view.text:
        return
    kind: ParagraphKind = "table" if block.row and not block.row.first else "text"
    heading = block.row.heading if block.row and not block.row.first else place.heading
    if block.heading or (block.row and block.row.first) or _QUESTIONS.fullmatch(view.text):
        kind = "heading"
    if block.heading:
        place.head(view.text, block)
        heading = ""
    if block.heading and not (block.label.number or block.label.letter):
        place.headings += 1
        number = numbers.claim(f"h{place.headings}")
    else:
        number = numbers.claim(place.stem) if place.stem else numbers.count("p")
    mark = place.portion(block)
    yield Paragraph(number, kind, block.start, block.end, view, mark.marking, heading)
