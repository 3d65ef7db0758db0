"""Handling markings as they stand in texts: their level, their caveats, and which is stricter.

The names and their order are data: `ontology/concepts/markings.ttl`.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

import pyoxigraph as ox

from kg.rdf import TIP, expand
from kg.resources import data_folder

UNMARKED = "Unmarked"
UNKNOWN = "Unknown"


@dataclass(frozen=True, slots=True)
class Marking:
    """`level` is a local name of the scheme ("SBU"); a caveat is one too, or the words read."""

    level: str
    caveats: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Scheme:
    names: dict[str, str]  # upper-case name → local name
    strictness: dict[str, int]  # local name of a level → its order
    pattern: re.Pattern[str]


@cache
def _scheme() -> _Scheme:
    names: dict[str, str] = {}
    strictness: dict[str, int] = {}
    prefix = expand("tip-marking:")
    labels = {expand(f"skos:{name}") for name in ("notation", "prefLabel", "altLabel")}
    source = data_folder("ontology") / "concepts" / "markings.ttl"
    for triple in ox.parse(path=source, format=ox.RdfFormat.TURTLE):
        subject, value = triple.subject, triple.object
        if not (
            isinstance(subject, ox.NamedNode) and isinstance(value, ox.Literal) and subject.value.startswith(prefix)
        ):
            continue
        local = subject.value.removeprefix(prefix)
        names[local.upper()] = local
        if triple.predicate.value in labels:
            names[value.value.upper()] = local
        elif triple.predicate.value == TIP + "strictness":
            strictness[local] = int(value.value)
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    pattern = re.compile("|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in longest_first))
    return _Scheme(names, strictness, pattern)


def read_marking(text: str) -> Marking:
    """The marking that a text such as "SBU", "C/NF" or "UNCLAS SENSITIVE" states.

    The strictest level named holds. Words that no level or caveat of the scheme explains become a caveat of their
    own; a text that names no known level, yet is not empty, has the level `Unknown`, which is the strictest.
    """
    scheme = _scheme()
    upper = " ".join(text.upper().replace("_", " ").split())
    if not upper:
        return Marking(UNMARKED)
    found = {scheme.names[match.group()] for match in scheme.pattern.finditer(upper)}
    levels = [name for name in found if name in scheme.strictness]
    rest = " ".join(scheme.pattern.sub(" ", upper).replace("/", " ").strip(" ().,;:-").split())
    caveats = {name for name in found if name not in scheme.strictness} | ({rest} if re.search(r"\w", rest) else set())
    return Marking(strictest(levels) if levels else UNKNOWN, tuple(sorted(caveats)))


def strictest(levels: Iterable[str]) -> str:
    """The strictest of some levels; `Unmarked` if there is none. A level that the scheme lacks counts as `Unknown`."""
    order = _scheme().strictness
    known = [level if level in order else UNKNOWN for level in levels]
    return max(known, key=lambda level: (order[level], level), default=UNMARKED)


def is_known(name: str) -> bool:
    """Whether the scheme holds a level or caveat of that local name."""
    return name in _scheme().names.values()
