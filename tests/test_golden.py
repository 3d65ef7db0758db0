"""What the program finds in the example documents, line by line; `make golden` accepts a change of behaviour."""

from pathlib import Path

import pytest

from kg.rows import Row, Tables
from kg.store import Graph
from kg.table import render

GOLDEN = Path(__file__).parent / "golden"
COLUMNS = {
    "claims": ("subject_label", "predicate", "object_label", "polarity", "modality", "said_by", "period"),
    "flows": ("origin", "transit", "destination", "exploitation", "victims", "count", "said_by", "modality", "period"),
    "observations": ("indicator", "value", "minimum", "maximum", "unit", "population", "area", "said_by", "period"),
    "nodes": ("label", "class", "country", "known"),
}


def _table(rows: list[Row], columns: tuple[str, ...]) -> str:
    place = ("document", "passage") if rows and "passage" in rows[0] else ()
    cells = sorted([row[name] for name in (*place, *columns)] for row in rows)
    return render((*place, *columns), cells, "\t")


@pytest.mark.golden
@pytest.mark.parametrize("name", COLUMNS)
def test_the_examples_give_what_they_gave_before(
    examples_graph: Path, name: str, request: pytest.FixtureRequest
) -> None:
    found = _table(Tables(Graph.open(examples_graph).triples()).all()[name], COLUMNS[name])
    path = GOLDEN / f"{name}.tsv"
    if request.config.getoption("--rewrite-golden"):
        path.write_text(found, encoding="utf-8")
    assert found == path.read_text(encoding="utf-8"), "behaviour has changed; if it should, run: make golden"
