"""What a recogniser proposes: a stretch of a paragraph that may name an entity."""

from dataclasses import dataclass

# Where two candidates overlap, the one of higher rank stays; of equal rank, the longer, then the first.
CURATED, PATTERN, ACRONYM, PHRASE, MODEL = 5, 4, 3, 2, 1


@dataclass(frozen=True, slots=True, eq=False)
class Candidate:
    """View characters `start:end` that name something.

    `key` tells two things of one class apart ("" = the words of `label`); `scope` is how far one key holds:
    "known" (a curated entity, whose id is `entity`), "country", "document" or "mention" (each its own).
    `definite`: may refer back to something named before. `owner`: whose it is ("the ministry's anti-trafficking unit").
    """

    start: int
    end: int
    cls: str
    label: str
    rule: str
    rank: int
    scope: str = "country"
    key: str = ""
    head: str = ""
    names: tuple[str, ...] = ()
    entity: str = ""
    row: str = ""
    definite: bool = False
    owner: "Candidate | None" = None
    country: str = ""
    determiner: str = ""


def resolve_overlaps(candidates: list[Candidate]) -> list[Candidate]:
    """The candidates that stay, sorted by start and not overlapping."""
    kept: list[Candidate] = []
    for new in sorted(candidates, key=lambda c: (-c.rank, c.start - c.end, c.start, c.rule)):
        if all(new.end <= old.start or new.start >= old.end for old in kept):
            kept.append(new)
    return sorted(kept, key=lambda c: c.start)
