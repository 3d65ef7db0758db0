"""What the readers share: a text on its way to become a document."""

from dataclasses import dataclass
from pathlib import PurePath

from kg.rdf import slug

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Source:
    """A text as it was read. `name` is its path or title, for messages and the document's id.

    `noise` are stretches of the text that no view may show: page heads, page numbers. `wrapped` tells whether
    a line break may stand in the middle of a sentence.
    """

    name: str
    text: str
    warnings: tuple[str, ...] = ()
    noise: tuple[Span, ...] = ()
    wrapped: bool = True

    @property
    def file(self) -> str:
        """The file's name without its folders, which differ from machine to machine."""
        return PurePath(self.name).name

    @property
    def stem(self) -> str:
        """The file's name as an id."""
        return slug(PurePath(self.name).stem)
