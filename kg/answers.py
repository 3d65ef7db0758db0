"""The answers to the named questions, for a page that has no query engine.

Each question of `queries/` is asked with the defaults of its parameters, and its rows are packed against the tables of
`kg.view`: a name that one thing bears becomes that thing's number, a quotation its place in a passage. The page shows
them as tables, and turns parameters into filters.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from kg.passages import units
from kg.query import Question, ask, questions
from kg.store import Graph

MOST_ROWS = 200  # of one question: the page must stay small, and nobody reads more without narrowing the question

Column = dict[str, object]


def answers(graph: Graph, view: Mapping[str, Any]) -> list[dict[str, object]]:
    """Every question with its SPARQL, its parameters and at most `MOST_ROWS` rows; `total` counts all.

    A column is `{name, kind, cells, values}`. Cells of kind `thing` and `document` are row numbers of the tables of
    the view, or text where no such row is meant beyond doubt; those of `quote` are `[passage, start, end]` or text;
    those of `text` are places in `values`; those of `number` are text. A question that needs a value before it can
    be asked has no rows, and names the parameter in `needs`.
    """
    packing = _Packing(view)
    return [_answer(graph, question, packing) for question in questions()]


def _answer(graph: Graph, question: Question, packing: "_Packing") -> dict[str, object]:
    needs = [parameter.name for parameter in question.parameters if parameter.default is None]
    records = [] if needs else ask(graph, question).records()
    shown = records[:MOST_ROWS]
    names = list(records[0]) if records else []
    return {
        "name": question.name,
        "title": question.title,
        "description": question.description,
        "parameters": [{"name": p.name, "type": p.type, "note": p.note} for p in question.parameters],
        "needs": needs,
        "sparql": question.sparql,
        "total": len(records),
        "columns": [packing.column(name, shown) for name in names],
    }


class _Packing:
    """Rows of the view's tables by what answers call them."""

    def __init__(self, view: Mapping[str, Any]) -> None:
        labels = Counter(view["nodes"]["label"])
        self._things = {label: row for row, label in enumerate(view["nodes"]["label"]) if labels[label] == 1}
        self._documents = {name: row for row, name in enumerate(view["documents"]["identifier"])}
        self._texts: Sequence[str] = view["passages"]["text"]
        places = zip(view["passages"]["document"], view["passages"]["number"], strict=True)
        self._passages = {place: row for row, place in enumerate(places)}

    def column(self, name: str, records: Sequence[Mapping[str, object]]) -> Column:
        cells = [record[name] for record in records]
        if name == "quote":
            return {"name": name, "kind": "quote", "cells": [self._quote(record) for record in records]}
        if name == "document":
            return {"name": name, "kind": "document", "cells": [self._documents.get(str(c), _text(c)) for c in cells]}
        given = [cell for cell in cells if cell is not None]
        if given and all(isinstance(cell, int | float) for cell in given):
            return {"name": name, "kind": "number", "cells": list(map(_text, cells))}
        if name != "passage" and any(cell in self._things for cell in given):
            return {"name": name, "kind": "thing", "cells": [self._things.get(str(c), _text(c)) for c in cells]}
        values = list(dict.fromkeys(map(_text, cells)))
        number = {value: place for place, value in enumerate(values)}
        return {"name": name, "kind": "text", "cells": [number[_text(c)] for c in cells], "values": values}

    def _quote(self, record: Mapping[str, object]) -> object:
        """Where a quotation stands in its passage, in UTF-16 units; one that was cut short stands for it all."""
        quote = _text(record["quote"])
        document = self._documents.get(_text(record.get("document")), -1)
        passage = self._passages.get((document, _text(record.get("passage"))), -1)
        if passage < 0 or not quote:
            return quote
        text = self._texts[passage]
        start = text.find(quote)
        if start >= 0:
            return [passage, units(text[:start]), units(text[: start + len(quote)])]
        whole = " ".join(text.split()).startswith(" ".join(quote.removesuffix("…").split()))
        return [passage, 0, units(text)] if whole else quote


def _text(cell: object) -> str:
    return "" if cell is None else str(cell)
