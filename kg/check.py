"""Whether a graph is what it promises to be: SHACL shapes, and queries that must find nothing.

The shapes (`ontology/shapes.ttl`) look at one node at a time and are checked by pyshacl in rdflib's own memory. The
queries (`queries/checks/*.rq`) compare nodes with each other and with the ontology. A query starts with comments:

    # title: What is wrong
    # description: Why it matters and what to do about it.
    # severity: warning          (left out: violation)

and selects `?node`, the node at fault, and `?detail`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Literal

from kg.errors import QueryError
from kg.rdf import compress
from kg.resources import data_folder
from kg.store import Graph, value_of

Severity = Literal["violation", "warning"]
_SHACL = "http://www.w3.org/ns/shacl#"
_LABELS = """
SELECT ?node ?label WHERE {
  VALUES ?node { %s }
  OPTIONAL { ?node skos:prefLabel|rdfs:label|dcterms:title ?name }
  OPTIONAL { ?node rdf:subject/skos:prefLabel ?subject ; rdf:predicate ?relation ; rdf:object ?object .
             OPTIONAL { ?object skos:prefLabel ?thing }
             BIND(CONCAT(?subject, " ", STRAFTER(STR(?relation), "#"), " ", COALESCE(?thing, STR(?object))) AS ?claim) }
  OPTIONAL { ?node (tip:evidence?/oa:hasSelector)?/oa:exact ?quotation }
  BIND(COALESCE(?name, ?claim, ?quotation) AS ?label)
}"""


@dataclass(frozen=True, slots=True)
class Violation:
    """A fault: the node (IRI), what it is called, what is wrong with it, and the shape or query that found it."""

    focus: str
    label: str
    message: str
    severity: Severity
    check: str

    def __str__(self) -> str:
        """All of it in one line."""
        return f"{self.severity}: {self.message} [{self.check}] {self.label} <{self.focus}>"


@dataclass(frozen=True)
class Report:
    """The faults of a graph, the worst first."""

    violations: tuple[Violation, ...]

    @cached_property
    def conforms(self) -> bool:
        """Whether there is no violation; warnings are for a person to look at."""
        return all(violation.severity == "warning" for violation in self.violations)

    def __str__(self) -> str:
        """One line a fault, or one line that says there is none."""
        return "\n".join(map(str, self.violations)) or "no fault found"


@dataclass(frozen=True, slots=True)
class Check:
    """A query that must find nothing."""

    name: str
    title: str
    description: str
    severity: Severity
    sparql: str


def check_graph(graph: Graph | Path | str, *, shapes: bool = True) -> Report:
    """Check an open graph, or the one at a path: a folder that a build wrote, or a Turtle file.

    With `shapes=False` only the queries run, which takes a small part of the time. Raises StoreError when there is no
    graph at the path, QueryError when a query in `queries/checks` is at fault.
    """
    opened = graph if isinstance(graph, Graph) else Graph.open(graph)
    found = [*_run_checks(opened), *(_run_shapes(opened) if shapes else ())]
    names = _labels(opened, {focus for focus, _, _, _ in found})
    violations = {
        Violation(focus, names.get(focus) or compress(focus), message, severity, check)
        for focus, message, severity, check in found
    }
    return Report(tuple(sorted(violations, key=lambda v: (v.severity, v.check, v.focus, v.message))))


def checks() -> tuple[Check, ...]:
    """The queries that come with the program, by name. Raises QueryError when one has no title or an odd severity."""
    return tuple(read_check(path) for path in sorted((data_folder("queries") / "checks").glob("*.rq")))


def read_check(path: Path) -> Check:
    """A check from its file."""
    sparql = path.read_text(encoding="utf-8")
    header = dict(re.findall(r"^#\s*(title|description|severity):\s*(.+?)\s*$", sparql, re.MULTILINE))
    severity = header.get("severity", "violation")
    if not header.get("title") or severity not in ("violation", "warning"):
        raise QueryError(f"{path}: the comments at the top need a title; severity is violation or warning")
    return Check(path.stem, header["title"], header.get("description", ""), severity, sparql)


_Fault = tuple[str, str, Severity, str]


def _run_checks(graph: Graph) -> Iterator[_Fault]:
    for check in checks():
        try:
            rows = graph.query(check.sparql).records()
        except QueryError as error:
            raise QueryError(f"queries/checks/{check.name}.rq: {error}") from error
        for row in rows:
            detail = row.get("detail")
            message = f"{check.title}: {detail}" if detail else check.title
            yield str(row.get("node")), _compressed(message), check.severity, check.name


def _run_shapes(graph: Graph) -> Iterator[_Fault]:
    """Faults by pyshacl. It gets a copy in rdflib's memory: over a store of another make, string datatypes differ."""
    import rdflib
    from pyshacl import validate

    shapes = rdflib.Graph().parse(data_folder("ontology") / "shapes.ttl", format="turtle")
    _, results, _ = validate(graph.to_rdflib(), shacl_graph=shapes, inplace=True)
    shacl = rdflib.Namespace(_SHACL)
    for result in results.subjects(rdflib.RDF.type, shacl.ValidationResult):
        shape = results.value(result, shacl.sourceShape)
        owner = shapes.value(predicate=shacl.property, object=shape) or shape
        value = results.value(result, shacl.value)
        message = str(results.value(result, shacl.resultMessage) or "A shape is not met.")
        is_warning = results.value(result, shacl.resultSeverity) != shacl.Violation
        yield (
            str(results.value(result, shacl.focusNode)),
            f"{message} Found: {_compressed(str(value))}" if value is not None else message,
            "warning" if is_warning else "violation",
            str(owner).rpartition("#")[2],
        )


def _compressed(message: str) -> str:
    """The message with its IRIs as CURIEs."""
    return re.sub(r"https?://[^\s>]+", lambda match: compress(match.group()), message)


def _labels(graph: Graph, nodes: set[str]) -> dict[str, str]:
    named = sorted(node for node in nodes if re.fullmatch(r"[A-Za-z][\w+.-]*:[^\s<>\"{}|^`\\]+", node))
    if not named:
        return {}
    answer = graph.query(_LABELS % " ".join(f"<{node}>" for node in named))
    rows = [(str(value_of(node)), value_of(label)) for node, label in answer.rows]
    found = sorted({(node, " ".join(str(label).split())) for node, label in rows if label is not None}, reverse=True)
    return {node: label if len(label) <= 90 else label[:89] + "…" for node, label in found}
