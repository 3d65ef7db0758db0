"""The scores of a graph of one document or of many."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TypeVar
from urllib.parse import unquote

from kg.errors import DocumentError
from kg.evaluate.found import STATEMENTS, Contents, Found
from kg.evaluate.matching import match_entities, match_flows, match_relations, match_statistics
from kg.evaluate.scores import Evaluation, Scores
from kg.gold import Gold, gold_folders, read_gold
from kg.query import markings_of
from kg.rows import Tables
from kg.store import Graph

_V = TypeVar("_V")
_MATCHERS = (match_entities, match_relations, match_flows, match_statistics)


def evaluate(graph: Graph | Path | str, gold: Iterable[Path | str] | Path | str) -> Evaluation:
    """Scores of a graph (opened, a built folder or a Turtle file) against gold standards.

    `gold` are folders of one gold standard, or folders that hold one folder for each document, named by its
    identifier. The folder's name does not matter where graph and gold are of one document.

    Raises StoreError when the graph, DocumentError when a gold standard cannot be read or none is of a document
    in the graph.
    """
    opened = graph if isinstance(graph, Graph) else Graph.open(graph)
    places = [gold] if isinstance(gold, Path | str) else list(gold)
    folders = [folder for place in places for folder in gold_folders(Path(place))]
    contents = Contents(Tables(opened.triples()))
    pairs = _pairs(contents, folders)
    if not pairs:
        known, wanted = (", ".join(sorted(names)) for names in (contents.documents, (f.name for f in folders)))
        raise DocumentError(f"the graph holds {known}, but the gold standards are of {wanted}; name folders alike")
    scores = [score_document(name, contents.document(name), read_gold(folder)) for name, folder in pairs]
    used = {folder for _, folder in pairs}
    absent = tuple(folder.name for folder in folders if folder not in used)
    return Evaluation(tuple(scores), absent, tuple(markings_of(opened)))


def score_document(name: str, found: Found, gold: Gold) -> Scores:
    """All scores of one document."""
    matched = [match(found, gold) for match in _MATCHERS]
    _, relations, _, numbers = matched
    statements = [iri for cls in STATEMENTS for iri in found.statements[cls]]
    counts = {
        "statements": len(statements),
        "statements with a quote": sum(bool(found.quotes(iri)) for iri in statements),
        **({"gold rows without a verdict": gold.unjudged} if gold.unjudged else {}),
    }
    return Scores(
        document=name,
        kinds=_merged(one.kinds for one in matched),
        predicates=relations.parts,
        indicators=numbers.parts,
        shares=_merged(one.shares for one in matched),
        counts=_merged([*(one.counts for one in matched), counts]),
        findings=tuple(finding for one in matched for finding in one.findings),
        missed=tuple(row for one in matched for row in one.missed),
        passages=found.passages(),
    )


def _pairs(contents: Contents, folders: list[Path]) -> list[tuple[str, Path]]:
    """Each gold standard with the name of its document; where there is one of both, they belong together."""
    if len(folders) == len(contents.documents) == 1:
        return list(zip(contents.documents, folders, strict=True))
    named = [(unquote(folder.resolve().name), folder) for folder in folders]
    return sorted((name, folder) for name, folder in named if name in contents.documents)


def _merged(tables: Iterable[Mapping[str, _V]]) -> dict[str, _V]:
    return {name: value for table in tables for name, value in table.items()}
