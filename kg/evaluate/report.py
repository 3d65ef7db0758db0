"""An evaluation as a file: JSON for programs that follow quality over time, HTML for people."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from kg.evaluate.page import evaluation_page
from kg.evaluate.scores import Evaluation, Finding, Missed, Score, Scores


def render_evaluation(evaluation: Evaluation, form: str) -> str:
    """An evaluation in the form `json` or `html`."""
    return _FORMS[form](evaluation)


def evaluation_json(evaluation: Evaluation) -> str:
    """The totals, then each document with what it lacks and what is wrong in it. Equal evaluations give equal text."""
    body = _scores(evaluation.total) | {
        "documents": [
            {
                "document": scores.document,
                **_scores(scores),
                "missed": [_entry(row) for row in scores.missed],
                "wrong": [
                    _entry(finding) | {"rules": list(finding.rules), "confidence": finding.confidence}
                    for finding in scores.wrong
                ],
            }
            for scores in evaluation.documents
        ],
        "absent": list(evaluation.absent),
        "markings": list(evaluation.markings),
    }
    return json.dumps(body, indent=1, ensure_ascii=False) + "\n"


def _scores(scores: Scores) -> dict[str, Any]:
    tables = {"kinds": scores.kinds, "predicates": scores.predicates, "indicators": scores.indicators}
    return {name: _table(table) for name, table in tables.items()} | {
        "shares": {name: share.value for name, share in scores.shares.items()},
        "counts": dict(scores.counts),
    }


def _table(scores: Mapping[str, Score]) -> dict[str, dict[str, float]]:
    return {
        name: {
            "precision": score.precision,
            "recall": score.recall,
            "f1": score.f1,
            "gold": score.gold,
            "found": score.found,
        }
        for name, score in scores.items()
    }


def _entry(one: Finding | Missed) -> dict[str, Any]:
    places = [{"passage": place.passage, "start": place.start, "end": place.end} for place in one.places]
    return {"kind": one.kind, "part": one.part, "text": one.text, "quote": one.quote, "places": places}


_FORMS: Mapping[str, Callable[[Evaluation], str]] = {"json": evaluation_json, "html": evaluation_page}
FORMATS = ("text", *_FORMS)  # text is what kg.terminal prints
