"""The terms triples are made of: IRIs, and literals in the one form that a store returns unchanged."""

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from urllib.parse import quote

import pyoxigraph as ox

from kg.rdf import BASE, expand

_PLAIN = re.compile(r"[A-Za-z0-9/._~%:-]*")
_DATE_TYPES = {4: "xsd:gYear", 7: "xsd:gYearMonth", 10: "xsd:date"}

Value = ox.NamedNode | ox.Literal


def mint(name: str, base: str = BASE) -> ox.NamedNode:
    """The IRI of a thing; characters that no IRI may hold are percent-encoded, escapes already there are kept."""
    plain = _PLAIN.fullmatch(name) is not None  # as most are; quoting one takes longer than all else about it
    return ox.NamedNode(base + (name if plain else quote(name, safe="/%~!$&'()*+,;=:@", errors="replace")))


@cache
def term(curie: str) -> ox.NamedNode:
    """The node of a CURIE such as `skos:prefLabel`."""
    return ox.NamedNode(expand(curie))


def text_literal(value: str) -> ox.Literal:
    """A plain string. RDF knows no lone surrogates: each becomes one U+FFFD, so that lengths and offsets hold."""
    if not value.isascii():
        value = re.sub(r"[\ud800-\udfff]", "\N{REPLACEMENT CHARACTER}", value)
    return ox.Literal(value)


def number_literal(value: str) -> ox.Literal:
    """A decimal in canonical form, an integer when whole. What is no number stays a string, for the check to find."""
    match = re.fullmatch(r"([+-]?)0*(\d+?)(?:\.(\d*?)0*)?", value.strip(), re.ASCII)
    if not match:
        return text_literal(value)
    sign, whole, fraction = match.groups()
    minus = "-" if sign == "-" and (whole != "0" or fraction) else ""
    kind, body = ("xsd:decimal", f"{whole}.{fraction}") if fraction else ("xsd:integer", whole)
    return ox.Literal(minus + body, datatype=term(kind))


def date_literal(value: str) -> ox.Literal:
    """ "2009", "2009-02" or "2009-02-23" typed by its form; what is no date stays a string, for the check to find."""
    return ox.Literal(value, datatype=term(_DATE_TYPES[len(value)])) if is_date(value) else text_literal(value)


def is_date(value: str) -> bool:
    """Whether a text is a year, a month of a year or a day that exists."""
    if not re.fullmatch(r"\d{4}(-\d{2}){0,2}", value, re.ASCII):
        return False
    try:
        date.fromisoformat((value + "-01-01")[:10])
    except ValueError:
        return False
    return True


def confidence_literal(value: float) -> ox.Literal:
    """A confidence between 0 and 1, to three places."""
    body = f"{value:.3f}".rstrip("0").rstrip(".")
    return ox.Literal(body, datatype=term("xsd:decimal"))


def integer_literal(value: int) -> ox.Literal:
    """A whole number."""
    return ox.Literal(str(value), datatype=term("xsd:integer"))


def boolean_literal(*, value: bool) -> ox.Literal:
    """`true` or `false`."""
    return ox.Literal("true" if value else "false", datatype=term("xsd:boolean"))


def say(subject: ox.NamedNode, *pairs: tuple[str, Value | None]) -> Iterator[ox.Triple]:
    """Triples of one subject; a pair without a value says nothing."""
    for predicate, value in pairs:
        if value is not None:
            yield ox.Triple(subject, term(predicate), value)


def optional_text(value: str) -> ox.Literal | None:
    """A plain string, or nothing for the empty one."""
    return text_literal(value) if value else None
