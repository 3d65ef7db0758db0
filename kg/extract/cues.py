"""Words and short phrases that speak for something, found in one pass over a text.

A phrase is written in lower case. "*" at the end of a word stands for any ending, "..." for up to four words:
"refer* ... victims" fits "referred 31 foreign victims". Hyphens and apostrophes part words; an "'s" is no word.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

_WORD = re.compile(r"(?<!['\u2019])\b[^\W_]+")
_GAP = "..."
_WIDEST_GAP = 4  # words
_KEPT = 8192  # words whose phrases are remembered: most of a text's words come again


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase that takes the words `start:end` and what it speaks for."""

    start: int
    end: int
    phrase: str
    meaning: str


def words_of(text: str) -> list[str]:
    """The words of a text in lower case."""
    return _WORD.findall(text.lower())


class Cues:
    """Phrases by their first word."""

    def __init__(self, meanings: Mapping[str, Sequence[str]]) -> None:
        """`meanings` gives what each phrase speaks for. ValueError when a phrase begins with a gap or is empty."""
        self._whole: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
        self._stems: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
        self._meanings = meanings
        for phrase in meanings:
            first, *rest = phrase.split() or [_GAP]
            if first == _GAP:
                raise ValueError(f"a phrase must begin with a word: {phrase!r}")
            table = self._stems if first.endswith("*") else self._whole
            table.setdefault(first.rstrip("*"), []).append((phrase, tuple(rest)))
        self._lengths = sorted({len(stem) for stem in self._stems})
        self._beginning_with = lru_cache(maxsize=_KEPT)(self._phrases)

    def find(self, words: Sequence[str]) -> Iterator[Hit]:
        """All phrases in a list of words, in reading order, each once for every meaning."""
        for start, word in enumerate(words):
            for phrase, rest in self._beginning_with(word):
                end = _end(words, start + 1, rest)
                if end:
                    for meaning in self._meanings[phrase]:
                        yield Hit(start, end, phrase, meaning)

    def _phrases(self, word: str) -> list[tuple[str, tuple[str, ...]]]:
        """The phrases that a word may begin."""
        stems = (word[:length] for length in self._lengths if length <= len(word))
        return [*self._whole.get(word, ()), *(phrase for stem in stems for phrase in self._stems.get(stem, ()))]


def outermost(hits: Iterable[Hit]) -> list[Hit]:
    """The hits that do not lie within another one, the longest first where several begin at one word."""
    kept: list[Hit] = []
    reached = 0
    for hit in sorted(hits, key=lambda h: (h.start, -h.end, h.phrase, h.meaning)):
        if hit.end > reached or (kept and (hit.start, hit.end) == (kept[-1].start, kept[-1].end)):
            kept.append(hit)
            reached = hit.end
    return kept


def _end(words: Sequence[str], start: int, rest: Sequence[str]) -> int:
    """Where the rest of a phrase ends if the words from `start` on fit it, else 0."""
    if not rest:
        return start
    first, *others = rest
    if first == _GAP:
        ends = (_end(words, start + skipped, others) for skipped in range(_WIDEST_GAP + 1))
        return next((end for end in ends if end), 0)
    if start >= len(words):
        return 0
    fits = words[start].startswith(first[:-1]) if first.endswith("*") else words[start] == first
    return _end(words, start + 1, others) if fits else 0
