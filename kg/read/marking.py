"""Markings: which level and which caveats a line, a caption or a portion mark such as "(C/NF)" stands for.

Levels, their order and caveats are data: `ontology/concepts/markings.ttl`.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

import pyoxigraph as ox

from kg.rdf import expand
from kg.resources import data_folder

# Captions of cables that are no names of a level but imply one.
_IMPLIED = {"SENSITIVE": "SBU", "EFTO": "FOUO"}
_NOT_IN_TEXTS = {"UNMARKED", "UNKNOWNMARKING", "CAVEAT"}
_PORTION = re.compile(r"[(\[]\s*(?P<inside>[A-Z][A-Z /,.\u2013-]{0,30}|sbu|Sbu)\s*[)\]]")


@dataclass(frozen=True, slots=True)
class Portion:
    """A portion mark at the head of a paragraph; `end` is the offset after it. `level` is "" where there is none."""

    level: str = ""
    caveats: tuple[str, ...] = ()
    end: int = 0

    @property
    def marking(self) -> str:
        """Level and caveats as a paragraph's marking: "C/NOFORN"."""
        return "/".join((self.level, *self.caveats)) if self.level else ""


NO_PORTION = Portion()


@dataclass(frozen=True, slots=True)
class Mark:
    """A marking found in a line: a level, a caveat or both, and its place."""

    level: str
    caveat: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Markings:
    """The names of levels and caveats, upper case without white space, and how strict each level is."""

    levels: Mapping[str, str]
    caveats: Mapping[str, str]
    strictness: Mapping[str, int]
    phrase: re.Pattern[str]

    def strictest(self, markings: Iterable[str]) -> str:
        """The strictest level of some markings ("SBU", "C/NOFORN"), "" of none."""
        levels = (marking.partition("/")[0] for marking in markings)
        return max(levels, key=lambda level: self.strictness.get(level, 0), default="")

    def find(self, line: str) -> tuple[Mark, ...]:
        """All markings written out in a line, in order."""
        marks = []
        for found in self.phrase.finditer(line):
            name = _squeeze(found.group())
            level = self.levels.get(name, "") or _IMPLIED.get(name, "")
            caveat = self.caveats.get(name, "SENSITIVE" if name == "SENSITIVE" else "")
            marks.append(Mark(level, caveat, *found.span()))
        return tuple(marks)

    def remainder(self, line: str) -> str:
        """What is left of a line without its markings and the punctuation between them."""
        return re.sub(r"[\s/,;.:*()\u2013-]+", " ", self.phrase.sub(" ", line)).strip()

    def portion(self, text: str, start: int) -> Portion:
        """The portion mark at `text[start]`, if one stands there."""
        found = _PORTION.match(text, start)
        if not found:
            return Portion(end=start)
        first, *rest = [" ".join(part.split()) for part in re.split(r"/+|,|-(?! )", found["inside"])]
        level = self.levels.get(_squeeze(first), "") or _IMPLIED.get(_squeeze(first), "")
        if not level:
            return Portion(end=start)
        inner = [level, *(self.levels.get(_squeeze(part), "") for part in rest)]
        caveats = (
            self.caveats.get(_squeeze(part), part) for part in rest if part and _squeeze(part) not in self.levels
        )
        return Portion(self.strictest(inner), tuple(caveats), found.end())


@cache
def load_markings() -> Markings:
    """The markings of the ontology."""
    file = data_folder("ontology") / "concepts" / "markings.ttl"
    store = ox.Store()
    store.load(file.read_bytes(), format=ox.RdfFormat.TURTLE)
    levels: dict[str, str] = {}
    caveats: dict[str, str] = {}
    strictness: dict[str, int] = {}
    for concept in _subjects(store, "skos:inScheme"):
        notation, names = _literals(store, concept, "skos:notation"), _names(store, concept)
        strict = _literals(store, concept, "tip:strictness")
        code = (notation or [names[0].upper()])[0]
        if _squeeze(names[0]) in _NOT_IN_TEXTS:
            continue
        if strict:
            strictness[code] = int(strict[0])
        (levels if strict else caveats).update({_squeeze(name): code for name in (*notation, *names)})
    phrase = _phrases([*levels, *caveats, *_IMPLIED])
    return Markings(levels, caveats, strictness, phrase)


def _phrases(names: Iterable[str]) -> re.Pattern[str]:
    """A pattern for all names of three letters or more, also when written "S E C R E T"."""
    wanted = sorted({name for name in names if len(name) > 2}, key=lambda name: (-len(name), name))
    spaced = (r"\s*".join(re.escape(letter) for letter in name) for name in wanted)
    return re.compile(rf"(?<![\w])(?:{'|'.join(spaced)})(?![\w])")


def _squeeze(name: str) -> str:
    return re.sub(r"[\s.]+", "", name).upper()


def _subjects(store: ox.Store, predicate: str) -> list[ox.NamedNode]:
    quads = store.quads_for_pattern(None, ox.NamedNode(expand(predicate)), None)
    found = {quad.subject for quad in quads if isinstance(quad.subject, ox.NamedNode)}
    return sorted(found, key=lambda node: node.value)


def _literals(store: ox.Store, subject: ox.NamedNode, predicate: str) -> list[str]:
    quads = store.quads_for_pattern(subject, ox.NamedNode(expand(predicate)), None)
    return sorted(quad.object.value for quad in quads if isinstance(quad.object, ox.Literal))


def _names(store: ox.Store, subject: ox.NamedNode) -> list[str]:
    return [*_literals(store, subject, "skos:prefLabel"), *_literals(store, subject, "skos:altLabel")]
