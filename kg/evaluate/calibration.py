"""Confidence measured: how often each rule is right on gold standards, and whether the confidence given comes true."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

from kg.confidence import COLUMNS, DOUBT, EVERY_RULE, KINDS, Confidences
from kg.evaluate.evaluation import evaluate
from kg.evaluate.scores import Evaluation, Finding, Score, Share
from kg.store import Graph
from kg.table import render

_PRIOR = 4  # a rule counts as if it had been tried so many times more with the success of its kind
_BOUNDS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 1.0)
_HEAD = """\
# How often the findings of each rule were right on gold standards; read at extraction, see docs/quality.md.
# Made by: make calibrate. Rule *: the kind as a whole. doubt: findings that this weakens, whatever their rule.
# confidence: right / tried, drawn towards the kind's share as by {prior} more tries.
"""


@dataclass(frozen=True, slots=True)
class Bin:
    """The findings whose confidence lies from `low` up to `high`: the mean of what was promised, and what came true."""

    low: float
    high: float
    promised: float
    right: Share


def count_rules(findings: Iterable[Finding]) -> dict[tuple[str, str], Share]:
    """(kind, rule) → how many of the findings are right; entities are left out, they have no confidence."""
    tried: Counter[tuple[str, str]] = Counter()
    right: Counter[tuple[str, str]] = Counter()
    for finding in findings:
        if finding.confidence is not None:
            for cause in (EVERY_RULE, *finding.rules, *(DOUBT + doubt for doubt in finding.doubts)):
                tried[finding.kind, cause] += 1
                right[finding.kind, cause] += finding.right
    return {key: Share(right[key], tried[key]) for key in sorted(tried)}


def smooth(counts: dict[tuple[str, str], Share]) -> Confidences:
    """The share that is right, by rule: few tries tell little, so a rule is drawn towards its kind."""
    kinds = {kind: (n.part + 1) / (n.of + 2) for (kind, cause), n in counts.items() if cause == EVERY_RULE}
    return Confidences(
        {
            (kind, cause): round(
                kinds[kind] if cause == EVERY_RULE else (n.part + _PRIOR * kinds[kind]) / (n.of + _PRIOR), 3
            )
            for (kind, cause), n in counts.items()
        }
    )


def confidence_table(evaluation: Evaluation) -> str:
    """The table of confidences that the findings of all documents give."""
    counts = count_rules(evaluation.findings)
    shares = smooth(counts).shares
    rows = [(kind, cause, n.of, n.part, shares[kind, cause]) for (kind, cause), n in counts.items()]
    return _HEAD.format(prior=_PRIOR) + render(COLUMNS, rows, "\t")


def cross_checked(evaluation: Evaluation) -> list[Finding]:
    """All findings with the confidence that the gold standards of the other documents give them."""
    found = []
    for scores in evaluation.documents:
        others = [finding for one in evaluation.documents if one is not scores for finding in one.findings]
        table = smooth(count_rules(others))
        found += [
            replace(finding, confidence=table.of(finding.kind, finding.rules, finding.doubts))
            for finding in scores.findings
            if finding.confidence is not None
        ]
    return found


def reliability(findings: Iterable[Finding]) -> list[Bin]:
    """Findings by confidence, lowest first; a finding of confidence 1 is in the last bin. Empty bins are left out."""
    judged = [(f.confidence, f.right) for f in findings if f.confidence is not None]
    bins = []
    for low, high in pairwise(_BOUNDS):
        inside = [(c, right) for c, right in judged if low <= c < high or c == high == _BOUNDS[-1]]
        if inside:
            promised = sum(c for c, _ in inside) / len(inside)
            bins.append(Bin(low, high, round(promised, 3), Share(sum(right for _, right in inside), len(inside))))
    return bins


def curve(graph: Graph, gold: Iterable[Path | str]) -> list[tuple[float, dict[str, Score]]]:
    """Least confidence → scores by kind of what is left of the graph, for kinds whose findings have a confidence."""
    folders = list(gold)
    found = []
    for least in _BOUNDS[:-1]:
        kinds = evaluate(graph.confident(least), folders).total.kinds
        found.append((least, {kind: kinds[kind] for kind in KINDS.values() if kind in kinds}))
    return found
