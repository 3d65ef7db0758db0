"""tip-kg: reports about human trafficking as an RDF knowledge graph in which every edge quotes its sentence.

    import kg

    kg.build(["examples"], "graph")
    graph = kg.Graph.open("graph")

Names are loaded when they are first used, so that `import kg` costs nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.check import check_graph
    from kg.evaluate import evaluate
    from kg.export import export
    from kg.pipeline import build
    from kg.query import ask, find_question, questions
    from kg.read import read_document
    from kg.store import Graph

    __version__: str

__all__ = [
    "Graph",
    "ask",
    "build",
    "check_graph",
    "evaluate",
    "export",
    "find_question",
    "questions",
    "read_document",
]

_HOMES = {
    "Graph": "kg.store",
    "ask": "kg.query",
    "build": "kg.pipeline",
    "check_graph": "kg.check",
    "evaluate": "kg.evaluate",
    "export": "kg.export",
    "find_question": "kg.query",
    "questions": "kg.query",
    "read_document": "kg.read",
}


def __getattr__(name: str) -> object:
    if name == "__version__":
        from importlib.metadata import version

        return version("tip-kg")
    if name not in _HOMES:
        raise AttributeError(f"module 'kg' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
