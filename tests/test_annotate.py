"""The circle: findings become tables, a spreadsheet saves them, an analyst judges them, an evaluation reads them."""

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from handmade import hand_made_graph, hand_made_turtle

from kg.annotate import COLUMNS, annotate, findings_tables
from kg.errors import DocumentError, OutputError
from kg.evaluate import Scores, evaluate
from kg.gold import read_gold

Table = list[list[str]]


@pytest.fixture
def graph(tmp_path: Path) -> Path:
    path = tmp_path / "graph.ttl"
    path.write_bytes(hand_made_turtle())
    return path


@pytest.fixture
def findings(graph: Path, tmp_path: Path) -> Path:
    (folder,) = annotate(graph, tmp_path / "findings")
    return folder


def _score(graph: Path, gold: Path) -> Scores:
    (scores,) = evaluate(graph, gold).documents
    return scores


def _edit(path: Path, change: Callable[[Table], None]) -> None:
    """Open and save as a spreadsheet does: every cell quoted, line ends of Windows, an empty column at the end."""
    rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline=""), delimiter="\t"))
    change(rows)
    out = io.StringIO(newline="")
    csv.writer(out, delimiter="\t", lineterminator="\r\n", quoting=csv.QUOTE_ALL).writerows([*r, ""] for r in rows)
    path.write_bytes(out.getvalue().encode("utf-8-sig"))


def _mark(rows: Table, verdict: str, **cells: str) -> None:
    """Give the verdict to the rows with these cells."""
    where = {name: rows[0].index(name) for name in ("verdict", *cells)}
    fitting = [row for row in rows[1:] if all(row[where[name]] == value for name, value in cells.items())]
    assert fitting
    for row in fitting:
        row[where["verdict"]] = verdict


def test_findings_that_nobody_corrects_agree_with_themselves(graph: Path, findings: Path) -> None:
    scores = _score(graph, findings)
    assert {(score.precision, score.recall) for score in scores.kinds.values()} == {(1.0, 1.0)}
    assert scores.counts["gold rows without a verdict"] > 0


def test_the_examples_agree_with_their_own_findings_but_for_numbers_of_like_sentences(
    examples_graph: Path, tmp_path: Path
) -> None:
    folders = annotate(examples_graph, tmp_path / "findings")
    assert [folder.name for folder in folders] == ["09BAKU9001", "narrative-moldova", "ngo-shadow-report"]
    total = evaluate(examples_graph, tmp_path / "findings").total
    assert {kind: score.f1 for kind, score in total.kinds.items() if kind != "statistics"} == dict.fromkeys(
        ["entities", "entities, typed", "relations", "relations, any predicate", "flows"], 1.0
    )
    assert total.kinds["statistics"].f1 > 0.97


def test_every_row_stands_beside_its_sentence_and_passage(findings: Path) -> None:
    rows = read_gold(findings)
    quotes = [relation.quote for relation in rows.relations] + [number.quote for number in rows.statistics]
    assert all([*quotes, *(flow.quote for flow in rows.flows)])
    text = (findings / "relations.tsv").read_text(encoding="utf-8-sig").splitlines()
    cells = [dict(zip(text[0].split("\t"), line.split("\t"), strict=True)) for line in text[1:]]
    assert {cell["para"] for cell in cells} == {"1", "2"}
    assert all(0 < float(cell["confidence"]) <= 1 for cell in cells)
    assert {cell["rule"] for cell in cells} >= {"by hand"}


def test_a_row_marked_wrong_lowers_precision_and_an_added_row_lowers_recall(graph: Path, findings: Path) -> None:
    def correct(rows: Table) -> None:
        _mark(rows, "right", predicate="memberOf")
        _mark(rows, "WRONG", predicate="chairs")
        added = dict.fromkeys(rows[0], "") | {
            "subject_id": "xr/ministry-of-labour",
            "predicate": "trains",
            "object_id": "xr/police",
            "polarity": "pos",
            "modality": "asserted",
        }
        rows.append(list(added.values()))

    _edit(findings / "relations.tsv", correct)
    scores = _score(graph, findings)
    relations = scores.kinds["relations"]
    assert relations.found - relations.hit_found == 1
    assert relations.gold - relations.hit_gold == 1
    assert [finding.part for finding in scores.wrong] == ["chairs"]
    assert [row.part for row in scores.missed] == ["trains"]


def test_a_changed_row_is_both_a_miss_and_a_false_alarm(graph: Path, findings: Path) -> None:
    def correct(rows: Table) -> None:
        place = rows[0].index("predicate")
        (row,) = [row for row in rows if row[place] == "chairs"]
        row[place] = "coordinates"

    _edit(findings / "relations.tsv", correct)
    scores = _score(graph, findings)
    assert [finding.part for finding in scores.wrong] == ["chairs"]
    assert [row.part for row in scores.missed] == ["coordinates"]


def test_relations_of_a_thing_that_is_marked_wrong_are_wrong_too(graph: Path, findings: Path) -> None:
    _edit(findings / "entities.tsv", lambda rows: _mark(rows, "wrong", id="xr/working-group"))
    scores = _score(graph, findings)
    assert {finding.part for finding in scores.wrong if finding.kind == "relations"} == {"chairs", "memberOf"}
    assert scores.missed == ()


def test_rows_that_another_reader_accepts_cost_no_precision_though_one_marks_them_wrong(
    graph: Path, findings: Path
) -> None:
    accepted = (findings / "relations.tsv").read_bytes()
    (findings / "relations_all.tsv").write_bytes(accepted)
    _edit(findings / "relations.tsv", lambda rows: _mark(rows, "wrong", predicate="chairs"))
    relations = _score(graph, findings).kinds["relations"]
    assert relations.precision == relations.recall == 1.0
    assert relations.gold == relations.found - 1 - 1  # of two claims of funding, one is the negation of the other


def test_a_verdict_that_is_none_is_named_with_its_line(graph: Path, findings: Path) -> None:
    _edit(findings / "flows.tsv", lambda rows: _mark(rows, "perhaps"))
    with pytest.raises(DocumentError, match=r"flows\.tsv, line 2: the verdict 'perhaps'"):
        evaluate(graph, findings)


def test_names_that_a_spreadsheet_would_run_come_back_as_they_were(tmp_path: Path) -> None:
    path = tmp_path / "hostile.ttl"
    path.write_text(hand_made_turtle().decode().replace("Harbour Watch", "=cmd|'/c calc'!A1"), encoding="utf-8")
    (folder,) = annotate(path, tmp_path / "findings")
    tables = [(folder / file).read_text(encoding="utf-8-sig") for file in COLUMNS]
    cells = [cell for table in tables for line in table.splitlines() for cell in line.split("\t")]
    assert any(cell.startswith("'=cmd") for cell in cells)
    assert not [cell for cell in cells if cell.startswith(("=", "+", "@"))]
    assert any(title.startswith("=cmd") for title in read_gold(folder).titles.values())
    assert _score(path, folder).kinds["entities"].f1 == 1.0


def test_ranges_are_in_words_since_a_spreadsheet_takes_two_numbers_for_a_date() -> None:
    (tables,) = findings_tables(hand_made_graph()).values()
    assert "\t15 to 20\t" in tables["stats.tsv"]


def test_what_somebody_has_corrected_is_never_overwritten(graph: Path, findings: Path) -> None:
    before = (findings / "entities.tsv").read_bytes()
    with pytest.raises(OutputError, match="verdicts"):
        annotate(graph, findings)
    assert (findings / "entities.tsv").read_bytes() == before


def test_a_document_may_be_given_instead_of_a_graph(tmp_path: Path) -> None:
    document = tmp_path / "report.txt"
    document.write_text("The Ministry of Justice of Azerbaijan funds a shelter in Baku.\n", encoding="utf-8")
    (folder,) = annotate(document, tmp_path / "findings")
    assert sorted(path.name for path in folder.iterdir()) == sorted(COLUMNS)
    assert "Ministry of Justice" in (folder / "entities.tsv").read_text(encoding="utf-8")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["findings", "report.txt"]
