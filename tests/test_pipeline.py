"""The whole flow: what a build writes, that it is the same every time, and that faults stay where they are."""

import hashlib
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from kg import pipeline
from kg.check import check_graph
from kg.errors import DocumentError, KgError, MappingError, OutputError, SettingsError
from kg.mappings import Mappings
from kg.model import Document, Entity, Findings, Link, Mention
from kg.pipeline import build
from kg.rdf import BASE
from kg.resources import data_folder
from kg.store import Graph

EXAMPLES = Path(__file__).parents[1] / "examples"
OUTPUTS = {"graph.ttl", "store", "explorer.html", "review.tsv", "report.json"}


@dataclass(frozen=True, slots=True)
class NamesOnly:
    """An extractor without a language model: the first word of each paragraph is an unknown NGO."""

    mappings: Mappings
    model: str

    def extract(self, document: Document) -> Findings:
        if "explode" in document.text:
            raise ZeroDivisionError
        links = []
        for number, paragraph in enumerate(document.paragraphs):
            if word := paragraph.view.text.split(" ")[0]:
                entity = Entity(f"document/{document.id}/{word.lower()}", "NGO", word)
                links.append(Link(Mention(number, 0, len(word), "NGO", word, "first word"), entity))
        return Findings(document, tuple({link.entity for link in links}), tuple(links), (), (), ())


@pytest.fixture
def fast(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "Extractor", NamesOnly)


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    folder = tmp_path / "texts"
    folder.mkdir()
    for name in ("one", "two", "three"):
        (folder / f"{name}.txt").write_text(f"Report {name}\n\nHarbour {name} runs a shelter for victims.\n")
    return folder


def _report(out: Path) -> dict[str, object]:
    report: dict[str, object] = json.loads((out / "report.json").read_text(encoding="utf-8"))
    return report


@pytest.mark.usefixtures("fast")
def test_a_build_writes_graph_store_page_review_and_report(texts: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    built = build([texts], out)
    assert {path.name for path in out.iterdir()} == OUTPUTS
    assert len(built.documents) == 3
    assert not built.failures
    assert set(Graph.open(out).triples()) <= {quad.triple for quad in Graph.open(out).store}
    assert (out.stat().st_mode & 0o777) == 0o755
    assert {path.name for path in tmp_path.iterdir()} == {"texts", "out"}


@pytest.mark.usefixtures("fast")
def test_the_report_counts_what_the_graph_holds_and_names_the_versions(texts: Path, tmp_path: Path) -> None:
    build(texts, tmp_path / "out")
    report = _report(tmp_path / "out")
    graph = Graph.open(tmp_path / "out")
    assert report["triples"] == len(set(graph.triples()))
    classes = report["classes"]
    assert isinstance(classes, dict)
    assert classes["NGO"] == report["unknown_names"] == len(graph.query("SELECT ?x { ?x a tip:NGO }"))
    assert report["software"]
    assert str(tmp_path) not in json.dumps(report)


@pytest.mark.usefixtures("fast")
def test_the_same_documents_in_any_order_give_the_same_bytes(texts: Path, tmp_path: Path) -> None:
    files = sorted(texts.iterdir())
    for number, given in enumerate((files, files[::-1], [texts], [files[1], texts])):
        build(given, tmp_path / str(number))
    for name in ("graph.ttl", "explorer.html", "review.tsv", "report.json"):
        assert len({(tmp_path / str(number) / name).read_bytes() for number in range(4)}) == 1, name


@pytest.mark.usefixtures("fast")
def test_one_bad_document_does_not_stop_the_others(texts: Path, tmp_path: Path) -> None:
    (texts / "a-empty.txt").write_bytes(b"")
    (texts / "m-binary.txt").write_bytes(b"\x00\x01\x02\xff" * 100)
    (texts / "z-fault.txt").write_text("Harbour explode runs a shelter.\n")
    built = build([texts], tmp_path / "out")
    assert len(built.documents) == 3
    assert [failure.file for failure in built.failures] == ["a-empty.txt", "m-binary.txt", "z-fault.txt"]
    assert "ZeroDivisionError" in built.failures[2].error
    failures = _report(tmp_path / "out")["failures"]
    assert failures == [{"file": failure.file, "error": failure.error} for failure in built.failures]


@pytest.mark.usefixtures("fast")
def test_when_no_document_can_be_read_nothing_is_written(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    with pytest.raises(DocumentError, match=r"empty\.txt"):
        build(tmp_path / "empty.txt", tmp_path / "out")
    assert {path.name for path in tmp_path.iterdir()} == {"empty.txt"}


@pytest.mark.usefixtures("fast")
def test_a_copy_is_left_out_with_a_note_and_another_text_of_the_same_id_is_refused(texts: Path, tmp_path: Path) -> None:
    copies, others = tmp_path / "copies", tmp_path / "others"
    for folder, text in ((copies, (texts / "one.txt").read_text()), (others, "Another text about a shelter.\n")):
        folder.mkdir()
        (folder / "one.txt").write_text(text)
    built = build([texts, copies], tmp_path / "out")
    assert not built.failures
    assert any("a copy of" in warning for warning in built.warnings)
    (failure,) = build([texts, others], tmp_path / "out2").failures
    assert "another text has the same id" in failure.error


@pytest.mark.usefixtures("fast")
def test_things_get_the_base_that_is_asked_for(texts: Path, tmp_path: Path) -> None:
    build([texts], tmp_path / "out", base="https://example.org/graph/")
    graph = Graph.open(tmp_path / "out")
    assert graph.base == "https://example.org/graph/"
    assert not any(BASE in str(triple) for triple in graph.triples())


@pytest.mark.usefixtures("fast")
@pytest.mark.parametrize("base", ["no iri", "https://example.org/x", "javascript:x/", ""])
def test_a_base_that_cannot_be_one_is_refused(texts: Path, tmp_path: Path, base: str) -> None:
    with pytest.raises(SettingsError, match="--base"):
        build([texts], tmp_path / "out", base=base)


@pytest.mark.usefixtures("fast")
def test_time_is_recorded_only_when_asked_for(texts: Path, tmp_path: Path) -> None:
    build([texts], tmp_path / "timeless")
    build([texts], tmp_path / "timed", with_time=True)
    query = "ASK { ?run prov:startedAtTime ?time }"
    assert not Graph.open(tmp_path / "timeless").query(query)
    assert Graph.open(tmp_path / "timed").query(query)


@pytest.mark.usefixtures("fast")
def test_progress_is_told_file_by_file(texts: Path, tmp_path: Path) -> None:
    seen: list[tuple[int, int, str]] = []
    build([texts], tmp_path / "out", progress=lambda *step: seen.append(step))
    assert seen == [(0, 3, "one.txt"), (1, 3, "three.txt"), (2, 3, "two.txt")]


@pytest.mark.usefixtures("fast")
def test_a_faulty_table_of_names_stops_the_build_before_anything_is_written(texts: Path, tmp_path: Path) -> None:
    table = tmp_path / "mine.sssom.tsv"
    table.write_text("subject_label\tobject_id\nx\ty\n")
    with pytest.raises(MappingError, match=r"mine\.sssom\.tsv"):
        build([texts], tmp_path / "out", mappings=[table])
    assert not (tmp_path / "out").exists()


@pytest.mark.usefixtures("fast")
def test_a_folder_with_something_else_is_refused_before_any_work(texts: Path) -> None:
    with pytest.raises(OutputError, match="holds something else"):
        build([texts], texts)
    assert len(list(texts.iterdir())) == 3


def test_a_language_model_that_is_not_there_is_named(texts: Path, tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="no_such_model"):
        build([texts], tmp_path / "out", model="no_such_model")


@pytest.mark.usefixtures("fast")
def test_the_summary_counts_and_says_what_to_do_next(texts: Path, tmp_path: Path) -> None:
    first, page, following = build([texts / "one.txt"], tmp_path / "out").summary()
    assert first.startswith("1 document, ")
    assert "names to review" in first
    assert page.endswith("explorer.html")
    assert "kg query" in following


def test_the_examples_give_a_graph_that_its_own_checks_find_no_fault_in(examples_graph: Path) -> None:
    report = check_graph(examples_graph)
    assert report.conforms, str(report)


def test_another_process_with_the_files_in_another_order_gives_the_same_bytes(
    examples_graph: Path, tmp_path: Path
) -> None:
    files = sorted(map(str, EXAMPLES.iterdir()), reverse=True)
    code = f"import kg; kg.build({files!r}, {str(tmp_path / 'graph')!r})"
    subprocess.run([sys.executable, "-c", code], check=True, env=os.environ | {"PYTHONHASHSEED": "11"})
    for name in ("graph.ttl", "explorer.html", "review.tsv", "report.json"):
        bodies = [(folder / name).read_bytes() for folder in (examples_graph, tmp_path / "graph")]
        assert len({hashlib.sha256(body).hexdigest() for body in bodies}) == 1, name


def test_the_report_names_every_file_of_ours_that_a_build_reads(examples_graph: Path) -> None:
    ontology = data_folder("ontology")
    read = {path.name for path in ontology.rglob("*") if path.is_file()} - {"shapes.ttl"}  # which only a check reads
    inputs = json.loads((examples_graph / "report.json").read_text(encoding="utf-8"))["inputs"]
    assert set(inputs) == read


def test_every_quote_of_the_examples_stands_in_the_file_at_its_offsets(examples_graph: Path) -> None:
    files = {path.name: path.read_bytes().decode() for path in EXAMPLES.iterdir()}
    rows = Graph.open(examples_graph).query(
        "SELECT ?file ?start ?end ?quote { ?e oa:hasSource/tip:fileName ?file ; oa:hasSelector ?p, ?q ."
        " ?p oa:start ?start ; oa:end ?end . ?q oa:exact ?quote }"
    )
    assert len(rows) > 50
    for row in rows:
        text = files[str(row["file"])]
        assert text[int(str(row["start"])) : int(str(row["end"]))] == row["quote"]


def test_all_errors_of_a_build_have_one_parent() -> None:
    assert all(issubclass(error, KgError) for error in (DocumentError, MappingError, OutputError, SettingsError))
