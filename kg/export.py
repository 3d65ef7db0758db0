"""The built graph in the formats that others read. Equal graphs give equal bytes in every format."""

import io
import json
import re
import shutil
import tempfile
import zipfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import networkx as nx
import pyoxigraph as ox

from kg.errors import OutputError
from kg.multigraph import multigraph
from kg.rdf import expand
from kg.rows import COLUMNS, Tables
from kg.store import Graph
from kg.table import render

Files = dict[str, bytes]

# Characters that XML cannot hold at all, not even escaped.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)  # the earliest a zip can hold: no clock in the bytes


def export(source: Graph | Path | str, form: str, out: Path | str, *, replace: bool = False) -> Path:
    """Write the graph `source`, opened or a folder or Turtle file, to `out` and return its path.

    `form` is one of `formats()`. `csv` makes a folder of seven tables, or a zip when `out` ends in ".zip". What is
    already at `out` is left alone unless it holds the same bytes or `replace` is given; a folder with other files
    in it is never replaced. Raises OutputError.
    """
    place = Path(out)
    if form not in _FORMATS:
        raise OutputError(f"there is no format {form!r}; choose one of: {', '.join(formats())}")
    files = _FORMATS[form](source if isinstance(source, Graph) else Graph.open(source))
    if form == "csv" and place.suffix.lower() == ".zip":
        files = {"": _zip(files)}
    return _place_files(place, files, replace=replace)


def write_page(page: str, out: Path | str, *, replace: bool = False) -> Path:
    """Write an HTML page or another text, with the same care as an export. Raises OutputError."""
    return _place_files(Path(out), {"": page.encode()}, replace=replace)


def formats() -> tuple[str, ...]:
    """The names of the formats."""
    return tuple(_FORMATS)


# ---------------------------------------------------------------------------------------------- formats


def _turtle(graph: Graph) -> Files:
    return {"": graph.turtle()}


def _jsonld(graph: Graph) -> Files:
    triples = sorted(graph.triples(), key=str)
    body = ox.serialize(triples, format=ox.RdfFormat.JSON_LD) or b"[]"
    return {"": json.dumps(json.loads(body), indent=1, sort_keys=True, ensure_ascii=False).encode() + b"\n"}


def _nquads(graph: Graph) -> Files:
    """Statements, passages and edges in one named graph a document; what documents share in the default graph."""
    triples = list(graph.triples())
    owners = _owners(triples)
    quads = (
        ox.Quad(triple.subject, triple.predicate, triple.object, owner)
        for triple in triples
        for owner in owners(triple)
    )
    lines = sorted({f"{quad} .\n" for quad in quads})
    return {"": "".join(lines).encode()}


def _graphml(graph: Graph) -> Files:
    network = multigraph(Tables(graph.triples()))
    for _, attributes in network.nodes(data=True):
        _clean(attributes)
    for *_, attributes in network.edges(data=True):
        _clean(attributes)
    buffer = io.BytesIO()
    nx.write_graphml_xml(network, buffer, named_key_ids=True)
    return {"": buffer.getvalue()}


def _csv(graph: Graph) -> Files:
    tables = Tables(graph.triples()).all()
    return {
        f"{name}.csv": render(columns, ([row[column] for column in columns] for row in tables[name])).encode()
        for name, columns in COLUMNS.items()
    }


_FORMATS: Mapping[str, Callable[[Graph], Files]] = {
    "turtle": _turtle,
    "jsonld": _jsonld,
    "nquads": _nquads,
    "graphml": _graphml,
    "csv": _csv,
}


def _clean(attributes: dict[str, object]) -> None:
    for name, value in attributes.items():
        if isinstance(value, str):
            attributes[name] = _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", value)


def _zip(files: Files) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in files.items():
            entry = zipfile.ZipInfo(name, _ZIP_DATE)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            archive.writestr(entry, body)
    return buffer.getvalue()


# ------------------------------------------------------------------------------- which document says a triple


def _owners(triples: Iterable[ox.Triple]) -> Callable[[ox.Triple], list[ox.NamedNode | ox.DefaultGraph]]:
    """A function from a triple to the named graphs it belongs to."""
    nodes, edges = _Ownership(triples).result()

    def owners(triple: ox.Triple) -> list[ox.NamedNode | ox.DefaultGraph]:
        found = edges.get(str(triple)) or nodes.get(str(triple.subject)) or set()
        return [ox.NamedNode(document) for document in sorted(found)] or [ox.DefaultGraph()]

    return owners


class _Ownership:
    """Documents by subject and by plain edge. A node is owned by the document it names, or by what points at it."""

    def __init__(self, triples: Iterable[ox.Triple]) -> None:
        self._objects: defaultdict[str, defaultdict[str, list[ox.Triple]]] = defaultdict(lambda: defaultdict(list))
        for triple in triples:
            self._objects[triple.predicate.value][str(triple.subject)].append(triple)

    def result(self) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
        nodes: defaultdict[str, set[str]] = defaultdict(set)
        for triples in self._of("rdf:type").values():
            for triple in triples:
                if str(triple.object) == f"<{expand('tip:Document')}>":
                    nodes[str(triple.subject)].add(_iri(triple.subject))
        for curie in ("prov:hadPrimarySource", "oa:hasSource", "dcterms:isPartOf"):
            for subject, triples in self._of(curie).items():
                nodes[subject] |= {_iri(triple.object) for triple in triples if str(triple.object) in nodes}
        for evidence, triples in self._of("oa:hasSelector").items():
            for triple in triples:
                nodes[str(triple.object)] |= nodes[evidence]
        return nodes, self._edges(nodes)

    def _edges(self, nodes: Mapping[str, set[str]]) -> dict[str, set[str]]:
        """Plain edges, as text, with the documents whose claims say them."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        predicates, values = self._of("rdf:predicate"), self._of("rdf:object")
        for claim, subjects in self._of("rdf:subject").items():
            for subject, predicate, value in zip(
                subjects, predicates.get(claim, ()), values.get(claim, ()), strict=False
            ):
                found[f"{subject.object} {predicate.object} {value.object}"] |= nodes.get(claim, set())
        return found

    def _of(self, curie: str) -> dict[str, list[ox.Triple]]:
        return self._objects.get(expand(curie), defaultdict(list))


def _iri(term: object) -> str:
    return str(term).strip("<>")


# ---------------------------------------------------------------------------------------------- writing


def _place_files(place: Path, files: Files, *, replace: bool) -> Path:
    try:
        _check_place(place, files, replace=replace)
        _write(place, files)
    except OSError as error:
        raise OutputError(f"{place}: cannot be written ({error.strerror}). Choose another place with --out") from error
    return place


def _check_place(place: Path, files: Files, *, replace: bool) -> None:
    """Refuse to overwrite what is not known to be the same export."""
    if not place.exists() or _holds(place, files):
        return
    if "" not in files and place.is_dir():
        others = sorted({path.name for path in place.iterdir()} - set(files))
        if others:
            raise OutputError(f"{place}: this folder holds other files ({others[0]}, …). Choose another with --out")
        if replace or not any(place.iterdir()):
            return
    elif replace and place.is_file() and "" in files:
        return
    raise OutputError(f"{place}: there is something here already. Choose another --out, or give --replace")


def _holds(place: Path, files: Files) -> bool:
    """Whether exactly these bytes lie there already."""
    if place.is_dir():
        names = {path.name for path in place.iterdir()}
        return names == set(files) and all((place / name).read_bytes() == body for name, body in files.items())
    return "" in files and place.read_bytes() == files[""]


def _write(place: Path, files: Files) -> None:
    """Written beside and renamed, so that an interrupted export leaves nothing half done."""
    place.parent.mkdir(parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(dir=place.parent, prefix=f".{place.name}."))
    try:
        if "" in files:
            (work / "file").write_bytes(files[""])
            (work / "file").replace(place)
        else:
            place.mkdir(exist_ok=True)
            for name, body in files.items():
                (work / name).write_bytes(body)
            for name in files:
                (work / name).replace(place / name)
    finally:
        shutil.rmtree(work, ignore_errors=True)
