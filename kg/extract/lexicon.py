"""The recognisers' word lists: head nouns and small sets of words, read from `ontology/rules/`."""

import csv
import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from kg.errors import MappingError
from kg.resources import data_folder

_IRREGULAR = {
    "media": "media",
    "police": "police",
    "press": "press",
    "forces": "forces",
    "guidelines": "guidelines",
    "services": "services",
    "series": "series",
}
_TOPIC = re.compile(
    r"\b(?:anti-?\s?)?(?:trafficking in (?:persons|human beings|humans|women)|(?:human|sex|child|person)[- ]trafficking|trafficking[- ]in[- ]persons|traffic?king|tip)\b",
    re.IGNORECASE,
)
TOPIC = "trafficking"
COLLEGIATE = re.compile(  # names of public bodies that have members
    r"(?i)\b(?:committee|commission|council|board|panel|team|task ?force|working group|secretariat)s?\b"
)
_BARE = {"yes", "no", "plural", "topic", "modified"}
_SCOPES = {"country", "document"}


@dataclass(frozen=True, slots=True)
class Head:
    """A noun that ends a phrase, and the class of what the phrase then names."""

    noun: str
    canonical: str
    cls: str
    plural: str
    bare: str
    scope: str


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Heads by noun, and the word sets of `words.toml` by name."""

    heads: dict[str, Head]
    words: dict[str, frozenset[str]]
    longest: int = field(default=1)

    def head_of(self, words: Iterable[str]) -> tuple[Head, int] | None:
        """The longest head that the words end with, and how many words it takes."""
        tail = [w.casefold() for w in words][-self.longest :]
        if tail:
            tail[-1] = singular(tail[-1])
        for size in range(len(tail), 0, -1):
            first, rest = tail[-size], tail[len(tail) - size + 1 :]
            found = self.heads.get(" ".join([first, *rest]))
            if not found and "of" in rest:  # "members of parliament"
                found = self.heads.get(" ".join([singular(first), *rest]))
            if not found and tail[-1] == "centre":
                found = self.heads.get(" ".join([*tail[-size:-1], "center"]))
            if found:
                return found, size
        return None


def singular(noun: str) -> str:
    """The singular of a lower-case English noun, by its ending."""
    if noun in _IRREGULAR or len(noun) < 4 and noun != "ios":  # noqa: RUF021 - reads as the words say it
        return _IRREGULAR.get(noun, noun)
    if noun.endswith("ies"):
        return noun[:-3] + "y"
    if noun.endswith(("sses", "shes", "ches", "xes")):
        return noun[:-2]
    return noun[:-1] if noun.endswith("s") and not noun.endswith(("ss", "us", "is")) else noun


def topic_folded(text: str) -> str:
    """The text with every way of saying "trafficking in persons" replaced by one word."""
    return _TOPIC.sub(TOPIC, text)


def load_lexicon(folder: Path | None = None) -> Lexicon:
    """Read `heads.tsv` and `words.toml`. Faults raise MappingError with file and line."""
    rules = folder or data_folder("ontology") / "rules"
    heads: dict[str, Head] = {}
    path = rules / "heads.tsv"
    lines = [
        (n, ln)
        for n, ln in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if ln and not ln.startswith("#")
    ]
    for (number, _), row in zip(lines[1:], csv.DictReader([ln for _, ln in lines], delimiter="\t"), strict=True):
        head = Head(row["head"], row["canonical"], row["class"], row["plural"], row["bare"], row["scope"])
        fault = (
            f"'{head.noun}' stands twice"
            if head.noun in heads
            else f"bare is '{head.bare}', not one of {sorted(_BARE)}"
            if head.bare not in _BARE
            else f"scope is '{head.scope}', not one of {sorted(_SCOPES)}"
            if head.scope not in _SCOPES
            else ""
        )
        if fault:
            raise MappingError(f"{path.name}, line {number}: {fault}; mend the row and build again")
        heads[head.noun] = head
    words = tomllib.loads((rules / "words.toml").read_text(encoding="utf-8"))
    return Lexicon(heads, {k: frozenset(v) for k, v in words.items()}, max(len(h.split()) for h in heads))
