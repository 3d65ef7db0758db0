"""Prefixes, minting of IRIs, and Turtle whose bytes depend on the triples alone."""

import hashlib
import json
import re
import shutil
import unicodedata
from collections.abc import Iterable
from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO
from urllib.parse import quote

import pyoxigraph as ox

from kg.resources import data_folder

BASE = "https://w3id.org/tip-kg/id/"
TIP = "https://w3id.org/tip-kg/ontology#"
_HASH_LENGTH = 16  # 64 bits: a collision among ten million statements has a chance of 3 in a million


@cache
def prefixes() -> dict[str, str]:
    """Prefix → namespace, from `ontology/prefixes.json`."""
    table: dict[str, str] = json.loads((data_folder("ontology") / "prefixes.json").read_text(encoding="utf-8"))
    return table


@cache
def expand(curie: str) -> str:
    """The IRI of a CURIE: `tip:Ministry` → `https://w3id.org/tip-kg/ontology#Ministry`."""
    prefix, _, local = curie.partition(":")
    return prefixes()[prefix] + local


def compress(iri: str) -> str:
    """The CURIE of an IRI by its longest matching namespace, or the IRI itself."""
    best = max((p for p, ns in prefixes().items() if iri.startswith(ns)), key=lambda p: len(prefixes()[p]), default="")
    return f"{best}:{iri.removeprefix(prefixes()[best])}" if best else iri


def slug(name: str) -> str:
    """A name as a path segment: lower-case letters and digits of any script, joined by hyphens."""
    folded = unicodedata.normalize("NFKD", name).casefold()
    kept = "".join(c for c in folded if not unicodedata.combining(c)).replace("'", "").replace("\u2019", "")
    return quote("-".join(re.findall(r"[^\W_]+", kept)), safe="-") or digest(name)


def digest(*parts: object) -> str:
    """A short name minted from content: the same parts give the same name in every process."""
    joined = "\x1f".join(str(part) for part in parts)
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:_HASH_LENGTH]


def turtle(triples: Iterable[ox.Triple], base: str = BASE) -> bytes:
    """Turtle, sorted and grouped by subject. Equal sets of triples give equal bytes."""
    body, file = BytesIO(), BytesIO()
    _serialize(sorted(set(triples), key=str), body, file, base)
    return file.getvalue()


def write_turtle(ordered: Iterable[ox.Triple], path: Path, base: str = BASE) -> None:
    """The same into a file, as the triples come: they must be sorted as text and come once each."""
    with TemporaryFile(dir=path.parent) as body, path.open("wb") as file:
        _serialize(ordered, body, file, base)


def _serialize(ordered: Iterable[ox.Triple], body: IO[bytes], file: IO[bytes], base: str) -> None:
    ox.serialize(ordered, body, format=ox.RdfFormat.TURTLE, prefixes=prefixes() | {"id": base})
    body.seek(0)
    head, line = [], body.readline()
    while line.startswith(b"@prefix "):  # their order differs from run to run
        head.append(line)
        line = body.readline()
    file.writelines([*sorted(head), b"\n", line])
    shutil.copyfileobj(body, file)
