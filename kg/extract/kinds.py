"""Names whose kind a noun beside them declares: "the station Joy FM", "Animus, a women's group", "NGOs such as A and B"."""

import re
import tomllib
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

from kg.extract.candidate import CURATED, PATTERN, Candidate
from kg.extract.lexicon import Lexicon, singular
from kg.resources import data_folder

_WORD = r"[A-Z][\w\-&]*(?:['’](?!s\b)\w+)*"
_SMALL = r"(?:of|for|the|to|on|y|e|de|del|la|las|los|da|do|dos|du|des|al)"
_NAME = rf"{_WORD}(?:(?: {_SMALL})* (?:{_WORD}|\d+\b))*"
_ITEM = rf"(?:the )?{_NAME}(?: \([^)]{{2,60}}\))?"
_LIST = rf"{_ITEM}(?:(?:, and |, | and ){_ITEM})*"
_INTRODUCED = r"(?:,? (?:including|such as|namely|among them|among others|like)|:| \(|,) ?"
_OPENING = r"(?:^|[.;,:(] |\b(?:and|by|of|with|to|from|on) )(?:[Tt]he )?"
_SPLIT = re.compile(r"\(|\)|,? ?and (?=the [A-Z]|[A-Z])|, ")

Rules = dict[str, Any]


def load_positions(folder: Path | None = None) -> Rules:
    """The tables of `positions.toml` by name."""
    path = (folder or data_folder("ontology") / "rules") / "positions.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


class KindFinder:
    """Finds names in a text by the nouns that say what they are."""

    def __init__(self, rules: Rules, lexicon: Lexicon) -> None:
        """`rules` from `load_positions`; the lexicon tells a name from a common noun at the head of a sentence."""
        kinds, behind, own = (_by_noun(rules[table]) for table in ("kinds", "behind", "own"))
        plural = {_plural(noun): cls for noun, cls in kinds.items()}
        self._class = kinds | plural | behind | own
        self._never = {w.casefold() for w in rules["places"]["never"]} | {
            w.casefold() for w in lexicon.words["not_in_names"]
        }
        self._heads = lexicon.heads
        opening = "|".join(sorted({"According", *lexicon.words["not_in_names"]}))
        name = rf"(?!(?:{opening})\b){_NAME}"
        mine = r"(?:[Oo]ur|[Ii]ts|[Tt]heir|[Aa]|[Tt]he)(?: [A-Za-z][a-z\-]*)?"
        called = r"(?: called| named| known as)?"
        self._before = (
            re.compile(rf"\b({_any([*kinds, *plural])}){called} ({_LIST})"),
            re.compile(rf"\b(?:[Tt]he|private|independent|state|local|leading) (daily|weekly) ({_NAME})"),
            re.compile(rf"\b{mine} ({_any(own)}),? ({_LIST})"),
        )
        self._listed = re.compile(rf"\b({_any([*plural, 'NGO'])})(?: [^.;:()]{{0,60}}?)?{_INTRODUCED}({_LIST})")
        self._after = (
            re.compile(
                rf"{_OPENING}({name})(?: \([A-Z]+\))?, (?:(?:an?|the|another|which is an?) (?:[\w.'’\-]+ ){{0,3}}?({_any(kinds)})|(?:our|their|its) ({_any(own)}))\b(?! [A-Z])"
            ),
            re.compile(rf"\b({_LIST}) ({_any(behind)})\b(?! [A-Z(])"),
        )

    def find(self, text: str, curated: Iterable[Candidate]) -> Iterator[Candidate]:
        """Candidates; one that holds a curated place or country and more words is a name of its own: "ABC Nepal"."""
        known = list(curated)
        for pattern in self._before:
            for match in pattern.finditer(text):
                if not text.startswith(("'s", "’s"), match.end(2)):
                    yield from self._items(text, match.span(2), match[1], known, plural=match[1].endswith("s"))
        for match in self._listed.finditer(text):
            if text[match.end(1) : match.start(2)].strip() != "," or ", " in match[2] or " and " in match[2]:
                yield from self._items(text, match.span(2), match[1], known, plural=True)
        apposition, behind = self._after
        for match in apposition.finditer(text):
            yield from self._items(text, match.span(1), match[2] or match[3], known, plural=False)
        for match in behind.finditer(text):
            yield from self._items(text, match.span(1), match[2], known, plural=match[2].endswith("s"))

    def _items(
        self, text: str, span: tuple[int, int], noun: str, known: list[Candidate], *, plural: bool
    ) -> Iterator[Candidate]:
        cls = self._class[noun.casefold()]
        pieces = _split(text, *span)
        if not plural:  # "the NGO Lareira and Police": one noun, one name
            pieces = pieces[-1:] if text.startswith(f" {noun}", span[1]) else pieces[:1]
        for start, end in pieces:
            name = text[start:end]
            if self._is_name(name, cls):
                inside = [c for c in known if c.start < end and c.end > start]
                grown = inside and all(
                    c.cls in {"Country", "Place"} and (c.start > start or c.end < end) for c in inside
                )
                rank = CURATED + 1 if grown or noun in {"newspapers", "magazines"} else PATTERN
                yield Candidate(start, end, cls, name, "list of one kind", rank, names=(name,))

    def _is_name(self, name: str, cls: str) -> bool:
        words = [w.casefold() for w in name.split()]
        common = len(words) == 1 and (singular(words[0]) in self._heads or bool(re.fullmatch(r"[A-Z]{2,}s", name)))
        return len(name) > 1 and words[0] not in self._never and not common and not (cls == "Place" and len(words) > 3)


def _by_noun(table: dict[str, list[str]]) -> dict[str, str]:
    return {noun.casefold(): cls for cls, nouns in table.items() for noun in nouns}


def _plural(noun: str) -> str:
    return f"{noun[:-1]}ies" if noun.endswith("y") and noun[-2] not in "aeiou" else f"{noun}s"


def _any(nouns: Iterable[str]) -> str:
    """A pattern for any of the nouns, the longest first; acronyms keep their capitals in the text."""
    written = sorted((n.replace("ngo", "NGO").replace("tv", "TV") for n in nouns), key=lambda n: (n[0], -len(n), n))
    by_letter = groupby(written, key=itemgetter(0))  # most words of a text begin none of them
    return "|".join(f"{re.escape(first)}(?:{'|'.join(re.escape(n[1:]) for n in same)})" for first, same in by_letter)


def _split(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Where the names of "the A, B (XYZ) and C" lie, without article and bracket."""
    depth, first, pieces = 0, start, []
    for match in _SPLIT.finditer(text, start, end):
        mark = match.group()
        depth += (mark == "(") - (mark == ")")
        if depth == 0 and mark not in "()":
            pieces.append((first, match.start()))
            first = match.end()
    pieces.append((first, end))
    result = []
    for a, b in pieces:
        name = text[a:b].split(" (")[0].rstrip(",")
        offset = 4 if name.startswith("the ") else 0
        result.append((a + offset, a + len(name)))
    return result
