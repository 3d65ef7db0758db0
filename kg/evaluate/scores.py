"""What an evaluation gives: scores that can be added up, and the findings behind them."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

KINDS = ("entities", "relations", "flows", "statistics")


@dataclass(frozen=True, slots=True)
class Score:
    """How many of the gold rows were found, and how many of the findings are right."""

    hit_gold: int = 0
    gold: int = 0
    hit_found: int = 0
    found: int = 0

    def __add__(self, other: "Score") -> "Score":
        """The score of both together."""
        return Score(
            self.hit_gold + other.hit_gold,
            self.gold + other.gold,
            self.hit_found + other.hit_found,
            self.found + other.found,
        )

    @property
    def precision(self) -> float:
        """Share of the findings that are right, 0 to 1; 0 where nothing was found."""
        return round(self._precision, 3)

    @property
    def recall(self) -> float:
        """Share of the gold rows that were found, 0 to 1; 0 where there are none."""
        return round(self._recall, 3)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self._precision + self._recall
        return round(2 * self._precision * self._recall / both, 3) if both else 0.0

    @property
    def _precision(self) -> float:
        return self.hit_found / self.found if self.found else 0.0

    @property
    def _recall(self) -> float:
        return self.hit_gold / self.gold if self.gold else 0.0


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    part: int = 0
    of: int = 0

    def __add__(self, other: "Share") -> "Share":
        """The share of both together."""
        return Share(self.part + other.part, self.of + other.of)

    @property
    def value(self) -> float:
        """0 to 1; 0 of nothing."""
        return round(self.part / max(1, self.of), 3)


@dataclass(frozen=True, slots=True)
class Place:
    """Characters `start:end` of the text of the passage with this number."""

    passage: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Finding:
    """Something in the graph, judged. `part` is its predicate, indicator or class; entities have no confidence."""

    kind: str
    part: str
    text: str
    right: bool
    quote: str
    places: tuple[Place, ...]
    rules: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Missed:
    """A row of the gold standard that the graph does not have; `places` is empty where the quote was not found."""

    kind: str
    part: str
    text: str
    quote: str
    places: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Matched:
    """What comparing one kind gave. `parts` are scores by predicate or indicator."""

    kinds: Mapping[str, Score]
    findings: tuple[Finding, ...]
    missed: tuple[Missed, ...]
    parts: Mapping[str, Score] = field(default_factory=dict)
    shares: Mapping[str, Share] = field(default_factory=dict)
    counts: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Scores:
    """All scores of one document or, without findings and passages, of several."""

    document: str
    kinds: Mapping[str, Score]
    predicates: Mapping[str, Score]
    indicators: Mapping[str, Score]
    shares: Mapping[str, Share]
    counts: Mapping[str, int]
    findings: tuple[Finding, ...] = ()
    missed: tuple[Missed, ...] = ()
    passages: Mapping[str, str] = field(default_factory=dict)

    @property
    def wrong(self) -> tuple[Finding, ...]:
        """The findings that no annotator has."""
        return tuple(finding for finding in self.findings if not finding.right)


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The scores of each document, by name. `absent` are gold standards of documents that the graph does not hold.

    `markings` are those of the graph's documents, in words.
    """

    documents: tuple[Scores, ...]
    absent: tuple[str, ...] = ()
    markings: tuple[str, ...] = ()

    @property
    def total(self) -> Scores:
        """All documents as one."""
        each = self.documents
        counts: Counter[str] = Counter()
        for scores in each:
            counts.update(scores.counts)
        return Scores(
            document=each[0].document if len(each) == 1 else f"{len(each)} documents",
            kinds=_sums([scores.kinds for scores in each], Score()),
            predicates=dict(sorted(_sums([scores.predicates for scores in each], Score()).items())),
            indicators=dict(sorted(_sums([scores.indicators for scores in each], Score()).items())),
            shares=_sums([scores.shares for scores in each], Share()),
            counts=dict(counts),
        )

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings of all documents."""
        return tuple(finding for scores in self.documents for finding in scores.findings)


_S = TypeVar("_S", Score, Share)


def _sums(tables: Iterable[Mapping[str, _S]], zero: _S) -> dict[str, _S]:
    sums: dict[str, _S] = {}
    for table in tables:
        for name, score in table.items():
            sums[name] = sums.get(name, zero) + score
    return sums
