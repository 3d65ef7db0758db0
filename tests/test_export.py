"""Exports: every format holds the graph, bytes depend on the graph alone, nothing foreign is overwritten."""

import csv
import hashlib
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import networkx as nx
import pyoxigraph as ox
import pytest
import rdflib
from handmade import hand_made_turtle

from kg.errors import OutputError
from kg.export import export, formats, write_page
from kg.rdf import turtle
from kg.rows import COLUMNS
from kg.store import Graph


@pytest.fixture
def graph(tmp_path: Path) -> Path:
    path = tmp_path / "graph.ttl"
    path.write_bytes(hand_made_turtle())
    return path


def _bytes(place: Path) -> dict[str, bytes]:
    files = sorted(place.iterdir()) if place.is_dir() else [place]
    return {path.name: path.read_bytes() for path in files}


@pytest.mark.parametrize("form", formats())
def test_the_bytes_of_an_export_depend_on_the_graph_alone(graph: Path, tmp_path: Path, form: str) -> None:
    shuffled = tmp_path / "other.ttl"
    shuffled.write_bytes(turtle(reversed(list(Graph.open(graph).triples()))))
    one = export(graph, form, tmp_path / "one")
    code = f"from kg.export import export; export({str(shuffled)!r}, {form!r}, {str(tmp_path / 'two')!r})"
    subprocess.run([sys.executable, "-c", code], check=True, env=os.environ | {"PYTHONHASHSEED": "7"})
    digests = [
        {hashlib.sha256(body).hexdigest() for body in _bytes(place).values()} for place in (one, tmp_path / "two")
    ]
    assert digests[0] == digests[1]


def test_turtle_and_jsonld_hold_the_same_triples_as_the_graph(graph: Path, tmp_path: Path) -> None:
    wanted = {str(triple) for triple in Graph.open(graph).triples()}
    for form, kind in (("turtle", ox.RdfFormat.TURTLE), ("jsonld", ox.RdfFormat.JSON_LD)):
        path = export(graph, form, tmp_path / form)
        assert {str(quad.triple) for quad in ox.parse(path.read_bytes(), format=kind)} == wanted


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")  # within rdflib
def test_jsonld_is_read_by_another_library(graph: Path, tmp_path: Path) -> None:
    other = rdflib.Graph().parse(export(graph, "jsonld", tmp_path / "g.jsonld"), format="json-ld")
    assert len(other) == len(set(Graph.open(graph).triples()))


def test_nquads_name_the_document_that_says_a_statement_and_leave_shared_things_in_the_default_graph(
    graph: Path, tmp_path: Path
) -> None:
    path = export(graph, "nquads", tmp_path / "g.nq")
    quads = list(ox.parse(path.read_bytes(), format=ox.RdfFormat.N_QUADS))
    document = "<https://w3id.org/tip-kg/id/document/08RURI1>"
    assert {str(quad.triple) for quad in quads} == {str(triple) for triple in Graph.open(graph).triples()}
    places: dict[str, set[str]] = {}
    for quad in quads:
        places.setdefault(str(quad.subject).split("/id/")[-1].split("/")[0], set()).add(str(quad.graph_name))
    for statement in ("claim", "flow", "observation", "evidence", "mention"):
        assert places[statement] == {document}, statement
    assert places["country"] == {"DEFAULT"}
    edge = next(q for q in quads if q.predicate.value.endswith("#funds"))
    assert str(edge.graph_name) == document


def test_graphml_is_read_back_with_every_claim_between_things(graph: Path, tmp_path: Path) -> None:
    network = nx.read_graphml(export(graph, "graphml", tmp_path / "g.graphml"), force_multigraph=True)
    original = Graph.open(graph).to_networkx()
    assert network.number_of_edges() == original.number_of_edges() > 0
    assert set(network) == set(original)
    assert {data["quote"] for *_, data in network.edges(data=True)} >= {"police identified"}


def test_graphml_survives_characters_that_xml_cannot_hold(tmp_path: Path) -> None:
    (tmp_path / "g.ttl").write_text(
        "@prefix tip: <https://w3id.org/tip-kg/ontology#> .\n@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
        '<urn:a> tip:known true ; skos:prefLabel "bell \\u0007 & <b>" .\n'
    )
    network = nx.read_graphml(export(tmp_path / "g.ttl", "graphml", tmp_path / "g.graphml"))
    assert network.nodes["urn:a"]["label"] == "bell \N{REPLACEMENT CHARACTER} & <b>"


def test_csv_tables_have_a_line_a_row_and_count_what_the_graph_holds(graph: Path, tmp_path: Path) -> None:
    folder = export(graph, "csv", tmp_path / "tables")
    assert set(_bytes(folder)) == {f"{name}.csv" for name in COLUMNS}
    opened = Graph.open(graph)
    classes = {"claims": "Claim", "flows": "VictimFlow", "observations": "Observation", "assessments": "Assessment"}
    for name, cls in classes.items():
        lines = (folder / f"{name}.csv").read_text(encoding="utf-8").splitlines()
        rows = list(csv.DictReader(lines))
        assert len(rows) == len(lines) - 1 == len(opened.query(f"SELECT ?x {{ ?x a tip:{cls} }}"))
        assert all(row["quote"] and row["document"] == "08RURI1" and row["said_by"] for row in rows)


def test_tables_and_graphml_name_the_caveats_of_the_document(examples_graph: Path, tmp_path: Path) -> None:
    folder = export(examples_graph, "csv", tmp_path / "tables")
    for name in ("claims", "flows", "observations", "assessments", "passages"):
        rows = csv.DictReader((folder / f"{name}.csv").read_text(encoding="utf-8").splitlines())
        caveats = {row["document"]: row["caveats"] for row in rows}
        assert caveats["09BAKU9001"] == "NotForInternetDistribution | SIPDIS"
        assert not caveats.get("ngo-shadow-report")
    network = nx.read_graphml(export(examples_graph, "graphml", tmp_path / "g.graphml"), force_multigraph=True)
    edges = [data for *_, data in network.edges(data=True) if data["document"] == "09BAKU9001"]
    assert {data["caveats"] for data in edges} == {"NotForInternetDistribution | SIPDIS"}
    assert all(data["rule"] for data in edges)


def test_no_cell_of_a_table_is_run_as_a_formula(tmp_path: Path) -> None:
    (tmp_path / "g.ttl").write_text(
        "@prefix tip: <https://w3id.org/tip-kg/ontology#> .\n@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
        '<urn:a> tip:known true ; skos:prefLabel "=HYPERLINK(\\"http://x\\")", "@x" ; skos:altLabel "-1+1", "+\\t2" .\n'
    )
    folder = export(tmp_path / "g.ttl", "csv", tmp_path / "tables")
    (row,) = csv.DictReader((folder / "nodes.csv").read_text(encoding="utf-8").splitlines())
    assert row["label"].startswith("'=")
    assert row["other_names"].startswith("'")


def test_tables_come_in_one_zip_when_asked_for_and_the_zip_knows_no_clock(graph: Path, tmp_path: Path) -> None:
    path = export(graph, "csv", tmp_path / "tables.zip")
    with zipfile.ZipFile(path) as archive:
        assert {entry.filename for entry in archive.infolist()} == {f"{name}.csv" for name in COLUMNS}
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize("form", formats())
def test_an_export_may_be_repeated(graph: Path, tmp_path: Path, form: str) -> None:
    assert _bytes(export(graph, form, tmp_path / "out")) == _bytes(export(graph, form, tmp_path / "out"))


def test_what_is_there_is_not_overwritten_unless_asked(graph: Path, tmp_path: Path) -> None:
    mine = tmp_path / "mine.ttl"
    mine.write_text("my notes")
    with pytest.raises(OutputError, match="--replace"):
        export(graph, "turtle", mine)
    assert mine.read_text() == "my notes"
    export(graph, "turtle", mine, replace=True)
    assert mine.read_bytes() == hand_made_turtle()


def test_a_folder_with_other_files_is_never_replaced(graph: Path, tmp_path: Path) -> None:
    folder = tmp_path / "tables"
    folder.mkdir()
    (folder / "notes.txt").write_text("my notes")
    for form in ("csv", "turtle"):
        with pytest.raises(OutputError):
            export(graph, form, folder, replace=True)
    assert _bytes(folder) == {"notes.txt": b"my notes"}


def test_an_unknown_format_is_refused_with_the_known_ones(graph: Path, tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="turtle, jsonld, nquads, graphml, csv"):
        export(graph, "xls", tmp_path / "x")


def test_a_file_in_the_way_of_a_folder_is_named(graph: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(OutputError, match="cannot be written"):
        export(graph, "turtle", tmp_path / "file" / "x.ttl")


def test_nothing_half_written_stays_beside_an_export(graph: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    export(graph, "csv", out / "tables")
    write_page("<p>page</p>", out / "page.html")
    assert {path.name for path in out.iterdir()} == {"tables", "page.html"}


def test_jsonld_is_json_that_people_can_read(graph: Path, tmp_path: Path) -> None:
    text = export(graph, "jsonld", tmp_path / "g.jsonld").read_text(encoding="utf-8")
    assert json.loads(text)
    assert text.count("\n") > 100
