"""The built graph: a pyoxigraph store on disk, opened read-only, and ways out of it.

A build writes `graph.ttl` (the truth, byte-stable) and `store/` (the same triples and the ontology,
all in the default graph, so that `rdfs:subClassOf*` finds the subclasses).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Self

import pyoxigraph as ox

from kg.errors import QueryError, StoreError
from kg.rdf import BASE, prefixes, turtle
from kg.resources import data_folder
from kg.rows import Tables
from kg.threshold import drop_doubtful

if TYPE_CHECKING:
    import networkx as nx
    import rdflib

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
TURTLE_FILE, STORE_FOLDER = "graph.ttl", "store"

# What may hold the letters SERVICE without being the keyword: strings, IRIs, comments, escapes, names, variables.
_TOKENS = re.compile(
    r'"""(?:\\.|[^\\])*?"""|' + r"'''(?:\\.|[^\\])*?'''|" + r'"(?:\\.|[^"\\\n\r])*"|' + r"'(?:\\.|[^'\\\n\r])*'|"
    r'<[^<>"{}|^`\\\s]*>|#[^\n\r]*|\\.|[?$]\w+|[\w.-]*:[\w.:%-]*|(?P<service>\bSERVICE\b)|\w+',
    re.IGNORECASE | re.DOTALL,
)


_PORTION = 50_000  # triples loaded at once: a load of all takes four times the memory and no less time
_SMALL = 100_000  # triples of some forty documents, which take as many megabytes of memory
_TRIPLE = ("subject", "predicate", "object")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a query gave: rows (SELECT), triples (CONSTRUCT, DESCRIBE) or a truth value (ASK)."""

    variables: tuple[str, ...] = ()
    rows: tuple[tuple[Term | None, ...], ...] = ()
    triples: tuple[ox.Triple, ...] | None = None
    truth: bool | None = None

    def records(self) -> list[dict[str, object]]:
        """One dict a row, variable → Python value (str, int, float, bool; None where unbound).

        Triples have the variables subject, predicate and object.
        """
        if self.triples is not None:
            parts = [(triple.subject, triple.predicate, triple.object) for triple in self.triples]
            return [dict(zip(_TRIPLE, map(value_of, row), strict=True)) for row in parts]
        return [dict(zip(self.variables, map(value_of, row), strict=True)) for row in self.rows]

    def __iter__(self) -> Iterator[dict[str, object]]:
        """The records, one by one."""
        return iter(self.records())

    def __len__(self) -> int:
        """How many rows or triples there are."""
        return len(self.rows) if self.triples is None else len(self.triples)

    def __bool__(self) -> bool:
        """What ASK found; of other queries whether they found anything."""
        return len(self) > 0 if self.truth is None else self.truth


def value_of(term: Term | None) -> object:
    """The Python value of a term: numbers and truth values by their type, an IRI or any other literal as text."""
    if not isinstance(term, ox.Literal):
        return None if term is None else str(term.value) if isinstance(term, ox.NamedNode) else str(term)
    kind = term.datatype.value.rpartition("#")[2]
    if kind == "boolean":
        return term.value in {"true", "1"}
    try:
        if kind in {"integer", "int", "long", "nonNegativeInteger", "positiveInteger"}:
            return int(term.value)
        if kind in {"decimal", "double", "float"}:
            return float(term.value)
    except ValueError:  # an ill-typed literal stays what it says
        return term.value
    return term.value


def write_store(graph: Path, folder: Path) -> ox.Store:
    """Load a Turtle file and the ontology into a new on-disk store at `folder`, which must not exist.

    A graph that is small is given back in memory, where reading and asking take a fifth of the time.
    """
    disk, memory = ox.Store(str(folder)), ox.Store()
    files = (ox.parse(path=path, format=ox.RdfFormat.TURTLE) for path in (graph, *ontology_files()))
    quads = chain.from_iterable(files)
    loaded = 0
    while portion := list(islice(quads, _PORTION)):
        disk.bulk_extend(portion)
        loaded += len(portion)
        if loaded <= _SMALL:
            memory.extend(portion)  # in the order of the file, in which it is read again; a bulk load has none
        else:
            memory.clear()
    disk.flush()
    disk.optimize()
    return memory if loaded <= _SMALL else disk


def ontology_files() -> list[Path]:
    """The vocabulary and its concept schemes."""
    folder = data_folder("ontology")
    return [*folder.glob("core.ttl"), *sorted((folder / "concepts").glob("*.ttl"))]


class Graph:
    """A knowledge graph that can be asked, and given to rdflib or networkx.

    `Graph.open("graph")` opens the folder that a build wrote, or a Turtle file; `Graph.parse(turtle)` takes text.
    """

    def __init__(self, store: ox.Store, turtle: bytes) -> None:
        """Use `open` or `parse`. `store` holds the triples of `turtle` and the ontology."""
        self.store = store
        self._turtle = turtle
        self.base = _id_prefix(turtle)

    @classmethod
    def open(cls, path: Path | str) -> Self:
        """Open a folder written by `kg build` (read-only, several processes at once) or a Turtle file.

        Raises StoreError when there is no graph at `path`, or its store is damaged.
        """
        place = Path(path)
        folder = place / STORE_FOLDER
        try:
            if not place.is_dir():
                return cls.parse(place.read_bytes(), str(place))
            turtle = (place / TURTLE_FILE).read_bytes()
            return cls(ox.Store.read_only(str(folder)), turtle) if folder.is_dir() else cls.parse(turtle, str(place))
        except OSError as error:
            raise StoreError(
                f"{place}: there is no graph here that can be opened ({error.strerror or 'the store is damaged'}). "
                f"Make one with: kg build DOCUMENT --out {place}"
            ) from error
        except RuntimeError as error:
            raise StoreError(
                f"{folder}: the store is damaged ({error}). "
                f"Build the graph again, or use the Turtle file alone: --graph {place / TURTLE_FILE}"
            ) from error

    @classmethod
    def parse(cls, turtle: bytes | str, name: str = "the given text") -> Self:
        """A graph in memory from Turtle. Raises StoreError when it is not Turtle."""
        data = turtle.encode() if isinstance(turtle, str) else turtle
        store = ox.Store()
        try:
            store.bulk_load(data, format=ox.RdfFormat.TURTLE)
            for path in ontology_files():
                store.bulk_load(path=path, format=ox.RdfFormat.TURTLE)
        except (SyntaxError, ValueError) as error:
            raise StoreError(f"{name}: this is not Turtle ({error})") from error
        return cls(store, data)

    def query(self, sparql: str) -> Answer:
        """Ask in SPARQL 1.1; the prefixes of `ontology/prefixes.json` may be used undeclared.

        The ontology can be asked too. SERVICE is refused: a graph about people must not leak to other hosts.
        Raises QueryError on a query that is malformed or fails.
        """
        if any(match["service"] for match in _TOKENS.finditer(sparql)):
            raise QueryError("SERVICE is refused: queries stay on this graph and call no other host")
        try:
            found = self.store.query(sparql, prefixes=self.prefixes())
            if isinstance(found, ox.QueryBoolean):
                return Answer(truth=bool(found))
            if isinstance(found, ox.QueryTriples):
                return Answer(triples=tuple(found))
            names = tuple(variable.value for variable in found.variables)
            return Answer(names, tuple(tuple(row) for row in found))
        except SyntaxError as error:
            raise QueryError(_explain(error, sparql)) from error
        except (RuntimeError, OSError, ValueError) as error:
            raise QueryError(f"the query failed: {error}") from error

    def quick(self) -> ox.Store:
        """The store, copied to memory as `write_store` does if the graph is small."""
        return type(self).parse(self._turtle).store if len(self.store) <= _SMALL else self.store

    def confident(self, least: float) -> Self:
        """The graph without the statements trusted less than `least` (0 to 1), and without the edges only they earn."""
        return type(self).parse(turtle(drop_doubtful(self.triples(), least), base=self.base))

    def prefixes(self) -> dict[str, str]:
        """Prefix → namespace; `id:` is the base this graph was built with."""
        return prefixes() | {"id": self.base}

    def turtle(self) -> bytes:
        """The graph without the ontology, as byte-stable Turtle."""
        return self._turtle

    def triples(self) -> Iterator[ox.Triple]:
        """The graph's triples without the ontology."""
        for quad in ox.parse(self._turtle, format=ox.RdfFormat.TURTLE):
            yield quad.triple

    def to_rdflib(self) -> "rdflib.Graph":
        """A copy in rdflib's own memory, without the ontology."""
        import rdflib

        graph = rdflib.Graph()
        graph.parse(data=self._turtle, format="turtle")
        return graph

    def to_networkx(self, *, claims: bool = True) -> "nx.MultiDiGraph[str]":
        """Things as nodes, claims as edges; see `kg.multigraph`.

        With `claims=False` the edges are the plain ones: affirmed, asserted, one for each pair and predicate.
        """
        from kg.multigraph import multigraph

        return multigraph(Tables(self.triples()), claims=claims)


def _id_prefix(turtle: bytes) -> str:
    found = re.search(rb"^@prefix id: <([^>]*)>", turtle, re.MULTILINE)
    return found[1].decode() if found else BASE


def _explain(error: SyntaxError, sparql: str) -> str:
    """The parser's list of all that it would have accepted is of no use to a reader; the place is."""
    message = str(error)
    place = re.search(r"error at (\d+):(\d+)", message)
    if "Prefix not found" in message:
        reason = "a prefix is not declared, or something is missing"
    else:
        reason = "this is not SPARQL"
    if not place:
        return f"{reason}: {message}"
    line, column = int(place[1]), int(place[2])
    text = (sparql.splitlines() or [""])[min(line, len(sparql.splitlines()) or 1) - 1]
    near = text[max(0, column - 25) :].strip() or "the end"
    return f"line {line}, column {column}: {reason}, at or before: {near}"
