"""Named questions: SPARQL files whose comment header says what they ask, and typed rows as answers.

    # title: Who funds and operates what
    # description: One sentence for the list of questions.
    # param: actor (name) default any - Only this actor, by any of its names.
    # example: kg query funders-and-operators --param actor="Ministry of Health"

A parameter stands in the query as `VALUES ?actor { UNDEF }`, so that the file is valid SPARQL for any engine; UNDEF
is replaced by RDF terms, never by text. A parameter without `default` must be given; `default any` leaves it open.
Types: `name` (things whose label or other name matches), `text`, `number`, `year`.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

import pyoxigraph as ox

from kg.errors import QueryError
from kg.rdf import slug
from kg.resources import data_folder
from kg.store import Answer, Graph

_HEADER = re.compile(r"#\s*(title|description|param|example):\s*(.+)")
_PARAMETER = re.compile(
    r"(?P<name>\w+)\s*\((?P<type>\w+)\)(?:\s*default\s+(?P<default>.+?))?(?:\s+[-\u2013]\s+(?P<note>.+))?"
)
_NAMES = """
SELECT ?thing ?name ?preferred WHERE {
  { ?thing tip:known ?known ; skos:prefLabel ?name BIND(true AS ?preferred) }
  UNION { ?thing tip:known ?known ; skos:altLabel ?name BIND(false AS ?preferred) }
  UNION { ?thing a tip:Document ; dcterms:identifier ?name BIND(true AS ?preferred) }
}"""

_MARKINGS = """
SELECT DISTINCT ?name WHERE {
  ?document a tip:Document .
  { ?document tip:marking ?concept } UNION { ?document tip:caveat ?concept }
  ?concept skos:prefLabel ?name .
  OPTIONAL { ?concept tip:strictness ?level }
  FILTER(!BOUND(?level) || ?level > 1)
}
ORDER BY DESC(?level) ?name"""


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a question; `default` is None where a value must be given and "" where it may be left open."""

    name: str
    type: str
    default: str | None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """A SPARQL query with its header."""

    name: str
    title: str
    description: str
    parameters: tuple[Parameter, ...]
    example: str
    sparql: str


@dataclass(frozen=True, slots=True)
class Match:
    """A thing found by name. `exact` when the whole name matches, not only some of its words."""

    iri: str
    label: str
    exact: bool


def questions() -> tuple[Question, ...]:
    """The questions that come with the program, by name."""
    return tuple(read_question(path) for path in sorted(data_folder("queries").glob("*.rq")))


def find_question(name: str) -> Question:
    """A question by its name, or by the path of an .rq file. Raises QueryError when there is none."""
    shipped = data_folder("queries") / f"{name}.rq"
    for path in (shipped, Path(name)):
        if path.is_file() and (path != shipped or re.fullmatch(r"[\w-]+", name)):
            return read_question(path)
    known = ", ".join(question.name for question in questions())
    raise QueryError(f"there is no question and no file {name!r}. The questions are: {known}")


def read_question(path: Path) -> Question:
    """The question in an .rq file. Raises QueryError when it cannot be read."""
    try:
        return parse_question(path.read_text(encoding="utf-8-sig"), path.stem)
    except (OSError, UnicodeDecodeError) as error:
        raise QueryError(f"{path}: cannot be read as UTF-8 text ({error})") from error


def parse_question(sparql: str, name: str = "query") -> Question:
    """A query and what its header says of it; a query without header is a question too.

    Raises QueryError when the header has a fault or the query no place for a parameter.
    """
    fields: dict[str, list[str]] = {"title": [], "description": [], "param": [], "example": []}
    for line in sparql.splitlines():
        if match := _HEADER.fullmatch(line.strip()):
            fields[match[1]].append(match[2].strip())
    first = {key: " ".join(values) for key, values in fields.items()}
    parameters = tuple(_parameter(line, name) for line in fields["param"])
    for parameter in parameters:
        if not _place(parameter).search(sparql):
            raise QueryError(f"{name}: add 'VALUES ?{parameter.name} {{ UNDEF }}' to the query, to hold its parameter")
    return Question(name, first["title"] or name, first["description"], parameters, first["example"], sparql)


def _parameter(line: str, question: str) -> Parameter:
    match = _PARAMETER.fullmatch(line)
    if not match or match["type"] not in {*_TERMS, "name"}:
        raise QueryError(f"{question}: the header line '# param: {line}' must read: name (type) default value - note")
    default = "" if match["default"] == "any" else match["default"]
    return Parameter(match["name"], match["type"], default, match["note"] or "")


def ask(graph: Graph, question: Question, values: Mapping[str, str] | None = None) -> Answer:
    """The answer to a question with the given values of its parameters, as a person types them.

    Raises QueryError when a value is missing, unknown or of the wrong type, or when the query fails.
    """
    given = dict(values or {})
    sparql = question.sparql
    for parameter in question.parameters:
        value = given.pop(parameter.name, parameter.default)
        if value is None or (parameter.default is None and not value.strip()):
            raise QueryError(f"{question.name} needs a value: --param {parameter.name}=...  ({_describe(parameter)})")
        sparql = _bind(sparql, parameter, _terms(graph, parameter, value))
    if given:
        known = ", ".join(parameter.name for parameter in question.parameters) or "none"
        raise QueryError(f"{question.name} has no parameter {', '.join(sorted(given))}; its parameters: {known}")
    return graph.query(sparql)


def find_things(graph: Graph, name: str) -> list[Match]:
    """Things whose label or other name is `name`; if there are none, things whose names hold all its words.

    Case, accents and punctuation make no difference. An IRI, or one without the base, finds the thing itself.
    """
    wanted = slug(name)
    words = set(wanted.split("-"))
    rows = [(str(r["thing"]), str(r["name"]), bool(r["preferred"])) for r in graph.query(_NAMES).records()]
    labels = {thing: label for thing, label, preferred in sorted(rows, reverse=True) if preferred}
    direct = {name, graph.base + name.removeprefix("id:")}
    exact = {thing for thing, label, _ in rows if thing in direct or slug(label) == wanted}
    partial = {thing for thing, label, _ in rows if words <= set(slug(label).split("-"))}
    found = [Match(thing, labels.get(thing, thing), exact=thing in exact) for thing in exact or partial]
    return sorted(found, key=lambda match: (match.label, match.iri))


def names_of_things(graph: Graph) -> dict[str, str]:
    """IRI → preferred name, of all things and documents."""
    return {str(row["thing"]): str(row["name"]) for row in graph.query(_NAMES).records() if row["preferred"]}


def markings_of(graph: Graph) -> list[str]:
    """The markings and caveats that the documents of a graph bear, in words, the strictest first."""
    return [str(row["name"]) for row in graph.query(_MARKINGS).records()]


def unknown_name(graph: Graph, name: str) -> str:
    """What to tell somebody who asks for a name that no thing bears: names that look alike."""
    labels = {str(row["name"]) for row in graph.query(_NAMES).records()}
    by_slug = {slug(label): label for label in sorted(labels)}
    alike = [by_slug[key] for key in get_close_matches(slug(name), sorted(by_slug), n=3, cutoff=0.5)]
    hint = f"Did you mean: {', '.join(alike)}?" if alike else "Ask for one word of its name."
    return f"nothing in this graph is called {name!r}. {hint}"


def _terms(graph: Graph, parameter: Parameter, value: str) -> list[ox.NamedNode | ox.Literal]:
    """The RDF terms a value stands for; none where the parameter is left open."""
    if not value.strip():
        return []
    if parameter.type == "name":
        things = find_things(graph, value)
        if not things:
            raise QueryError(unknown_name(graph, value))
        return [ox.NamedNode(match.iri) for match in things]
    try:
        return [_TERMS[parameter.type](value)]
    except ValueError as error:
        raise QueryError(f"--param {parameter.name}={value}: this must be {_describe(parameter)}") from error


def _describe(parameter: Parameter) -> str:
    kinds = {"name": "a name", "text": "a text", "number": "a whole number", "year": "a year such as 2008"}
    return " - ".join(filter(None, [kinds[parameter.type], parameter.note]))


def _year(value: str) -> ox.Literal:
    if not re.fullmatch(r"\d{4}", value.strip(), re.ASCII):
        raise ValueError(value)
    return ox.Literal(value.strip(), datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#gYear"))


_TERMS: Mapping[str, Callable[[str], ox.Literal]] = {
    "text": ox.Literal,
    "number": lambda value: ox.Literal(int(value)),
    "year": _year,
}


def _bind(sparql: str, parameter: Parameter, terms: list[ox.NamedNode | ox.Literal]) -> str:
    """The query with UNDEF replaced by terms in N-Triples form, whose escapes no value can leave."""
    values = " ".join(map(str, terms)) or "UNDEF"
    return _place(parameter).sub(lambda match: f"{match[1]} {values} }}", sparql)


def _place(parameter: Parameter) -> re.Pattern[str]:
    """Where the query holds the parameter."""
    return re.compile(rf"(VALUES\s+\?{parameter.name}\s*\{{)\s*UNDEF\s*\}}", re.IGNORECASE)
