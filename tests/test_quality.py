"""Quality does not go stale or sink unseen: confidences and the page about them follow the gold standards."""

import re
import shutil
from pathlib import Path

import pytest
from conftest import EXAMPLES
from console import ROOT, run_kg, stripped

from kg.check import check_graph
from kg.evaluate import Evaluation, Scores, evaluate
from kg.evaluate.calibration import confidence_table
from kg.pipeline import build
from kg.table import read_rows, render

DATA = ROOT / "tests" / "data"
DOCUMENTS = [folder for folder in (EXAMPLES, DATA / "documents") if folder.is_dir()]
CONFIDENCES = ROOT / "ontology" / "rules" / "confidence.tsv"
FLOORS = DATA / "quality_floors.tsv"
FLOOR_COLUMNS = ("document", "kind", "precision", "recall")
SLACK = 0.02  # how far quality may sink by a change that is good elsewhere
FLOORS_HEAD = (
    "# The least precision and recall of each document and kind; `make floors` raises them, and never lowers one.\n"
)
PAGE, README = ROOT / "docs" / "quality.md", ROOT / "README.md"
# Rows of the README's table; what is not named here was not looked at when rules were written, and is one row.
LOOKED_AT = {
    "`mozambique-2013.txt`": "mozambique-2013",
    "`baku-cable.txt`": "09BAKU9001",
    "`narrative-moldova.txt`": "narrative-moldova",
    "`ngo-shadow-report.md`": "ngo-shadow-report",
}
UNSEEN = "six narratives, 2001 to 2016"


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every document that has a gold standard, built once."""
    out = tmp_path_factory.mktemp("gold") / "graph"
    assert not build(DOCUMENTS, out).failures
    return out


@pytest.fixture(scope="module")
def measured(graph: Path) -> Evaluation:
    """All of them against their gold standards."""
    evaluation = evaluate(graph, DATA / "gold")
    assert evaluation.absent == ()
    return evaluation


Floors = dict[tuple[str, str], tuple[float, float]]


def _read_floors() -> Floors:
    """(document, kind) → least precision, least recall."""
    rows = [row for _, row in read_rows(FLOORS.read_bytes())]
    return {(row["document"], row["kind"]): (float(row["precision"]), float(row["recall"])) for row in rows}


def _raised(floors: Floors, measured: Evaluation) -> Floors:
    """Floors a little below what is measured, none lower than before; kinds that are new get one."""
    found = dict(floors)
    for scores in measured.documents:
        for kind, score in scores.kinds.items():
            old = floors.get((scores.document, kind), (0.0, 0.0))
            new = score.precision - SLACK, score.recall - SLACK
            found[scores.document, kind] = max(old[0], round(new[0], 3)), max(old[1], round(new[1], 3))
    return found


def test_the_graph_of_all_documents_passes_its_own_check(graph: Path) -> None:
    report = check_graph(graph)
    assert report.conforms, str(report)


def test_no_document_falls_below_the_floor_of_any_kind(measured: Evaluation, request: pytest.FixtureRequest) -> None:
    floors = _read_floors()
    if request.config.getoption("--raise-floors"):
        floors = _raised(floors, measured)
        rows = [(*key, f"{precision:.3f}", f"{recall:.3f}") for key, (precision, recall) in sorted(floors.items())]
        FLOORS.write_text(FLOORS_HEAD + render(FLOOR_COLUMNS, rows, "\t"), encoding="utf-8")
    kinds = {(scores.document, kind): score for scores in measured.documents for kind, score in scores.kinds.items()}
    assert set(floors) == set(kinds), "every document and kind has its floor; run: make floors"
    sunk = [
        f"{document}, {kind}: precision {score.precision} (floor {floor[0]}), recall {score.recall} (floor {floor[1]})"
        for (document, kind), score in kinds.items()
        if score.precision < (floor := floors[document, kind])[0] or score.recall < floor[1]
    ]
    assert sunk == []


def test_floors_only_rise(measured: Evaluation) -> None:
    (document, *_), low, high = measured.documents, (0.0, 0.0), (0.999, 0.999)
    key, other = (document.document, "relations"), (document.document, "entities")
    raised = _raised({key: low, other: high}, measured)
    score = document.kinds["relations"]
    assert raised[key] == (round(score.precision - SLACK, 3), round(score.recall - SLACK, 3))
    assert raised[other] == high


@pytest.mark.golden
def test_rules_are_trusted_as_the_gold_standards_find_them_today(
    measured: Evaluation, request: pytest.FixtureRequest
) -> None:
    found = confidence_table(measured)
    if request.config.getoption("--rewrite-golden"):
        CONFIDENCES.write_text(found, encoding="utf-8")
    assert found == CONFIDENCES.read_text(encoding="utf-8"), "the rules have changed; run: make calibrate"


@pytest.mark.golden
def test_the_page_about_quality_shows_what_its_commands_print(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    for folder in ("examples", "tests/data"):
        shutil.copytree(ROOT / folder, tmp_path / folder)

    def printed(block: re.Match[str]) -> str:
        commands = re.findall(r"^\$ (.*)$", block[0], re.MULTILINE)
        shown = ("\n".join([f"$ {command}", *stripped(run_kg(command, tmp_path))]) for command in commands)
        return "```console\n" + "\n".join(shown) + "\n```"

    page = PAGE.read_text(encoding="utf-8")
    anew = re.sub(r"(?ms)^```console$.*?^```$", printed, page)
    if request.config.getoption("--rewrite-golden"):
        PAGE.write_text(anew, encoding="utf-8")
    assert anew == PAGE.read_text(encoding="utf-8"), "the figures have changed; run: make calibrate"


def _row(name: str, scores: Scores) -> str:
    shown = [scores.kinds[kind] for kind in ("entities, typed", "relations", "flows", "statistics")]
    cells = [f"{one.hit_found / one.found:.2f} / {one.hit_gold / one.gold:.2f}" for one in shown]
    return f"| {' | '.join([name, *cells])} |\n"


@pytest.mark.golden
def test_the_readme_tells_how_good_the_findings_are_today(measured: Evaluation, request: pytest.FixtureRequest) -> None:
    scores = {one.document: one for one in measured.documents}
    unseen = Evaluation(tuple(scores[name] for name in scores.keys() - set(LOOKED_AT.values())))
    rows = [_row(UNSEEN, unseen.total), *(_row(name, scores[document]) for name, document in LOOKED_AT.items())]
    page = README.read_text(encoding="utf-8")
    anew, tables = re.subn(r"(?m)^(\| document \|.*\n\|-.*\n)(?:\|.*\n)+", lambda table: table[1] + "".join(rows), page)
    assert tables == 1
    if request.config.getoption("--rewrite-golden"):
        README.write_text(anew, encoding="utf-8")
    assert anew == README.read_text(encoding="utf-8"), "the figures have changed; run: make calibrate"
