"""Answers as files: CSV for spreadsheets, SPARQL results JSON, Turtle."""

import json
from collections.abc import Callable, Mapping

import pyoxigraph as ox

from kg.errors import QueryError
from kg.rdf import turtle
from kg.store import Answer, Graph, Term
from kg.table import render


def render_answer(answer: Answer, form: str, graph: Graph) -> str:
    """An answer as text in `csv`, `json` or `turtle`. Raises QueryError when the answer does not fit the form."""
    return _FORMS[form](answer, graph)


def _csv(answer: Answer, _graph: Graph) -> str:
    if answer.truth is not None:
        return render(("answer",), [[answer.truth]])
    variables = answer.variables if answer.triples is None else ("subject", "predicate", "object")
    return render(variables, (list(record.values()) for record in answer.records()))


def _json(answer: Answer, _graph: Graph) -> str:
    """SPARQL 1.1 Query Results JSON; triples have the variables subject, predicate, object."""
    if answer.truth is not None:
        return json.dumps({"head": {}, "boolean": answer.truth}) + "\n"
    variables, rows = answer.variables, answer.rows
    if answer.triples is not None:
        variables = ("subject", "predicate", "object")
        rows = tuple((triple.subject, triple.predicate, triple.object) for triple in answer.triples)
    bindings = [
        {name: _binding(term) for name, term in zip(variables, row, strict=True) if term is not None} for row in rows
    ]
    body = {"head": {"vars": list(variables)}, "results": {"bindings": bindings}}
    return json.dumps(body, indent=1, ensure_ascii=False) + "\n"


def _binding(term: Term) -> dict[str, str]:
    if isinstance(term, ox.Literal):
        plain = {"type": "literal", "value": term.value}
        if term.language:
            return plain | {"xml:lang": term.language}
        return plain if term.datatype.value.endswith("#string") else plain | {"datatype": term.datatype.value}
    kind = "uri" if isinstance(term, ox.NamedNode) else "bnode"
    return {"type": kind, "value": str(getattr(term, "value", term))}


def _turtle(answer: Answer, graph: Graph) -> str:
    if answer.triples is None:
        raise QueryError("Turtle is for queries that make triples (CONSTRUCT, DESCRIBE); take --format csv or json")
    return turtle(answer.triples, base=graph.base).decode()


_FORMS: Mapping[str, Callable[[Answer, Graph], str]] = {"csv": _csv, "json": _json, "turtle": _turtle}
FORMATS = ("table", *_FORMS)
