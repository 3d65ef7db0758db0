import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from console import installed
from factories import sample_findings
from hypothesis import find, given
from hypothesis import strategies as st
from invented import invented_view
from test_view import view_of

from kg.explore import assemble_page
from kg.pack import pack

_UNPACK = Path(__file__).parent / "js" / "unpack.mjs"
_SPANS = st.lists(st.lists(st.integers(-1, 3000), min_size=3, max_size=3), max_size=3)
COLUMNS: dict[str, st.SearchStrategy[Any]] = {
    "small": st.integers(-1, 3),
    "large": st.integers(-(2**40), 2**40),
    "text": st.text(max_size=4),
    "id": st.text("0123456789abcdef", min_size=6, max_size=6).map("claim/".__add__),
    "share": st.sampled_from([0.5, 0.25, -1.0]),
    "list": st.lists(st.integers(-1, 90), max_size=4),
    "pairs": st.lists(st.lists(st.integers(0, 50), min_size=2, max_size=2), max_size=2),
    "spans": _SPANS,
    "mixed": st.one_of(_SPANS, st.just([[-1, "before", "words", "after"]]), st.just([])),
}


def unpacked(views: list[dict[str, Any]]) -> list[dict[str, Any]]:
    node = installed("node", "nodejs")
    text = json.dumps([pack(view) for view in views])
    run = subprocess.run([node, str(_UNPACK)], input=text, capture_output=True, text=True, check=True)
    found: list[dict[str, Any]] = json.loads(run.stdout)
    return found


def test_the_browser_gets_back_the_very_same_columns() -> None:
    drawn: list[dict[str, Any]] = []

    @given(st.fixed_dictionaries({name: st.lists(value, max_size=40) for name, value in COLUMNS.items()}))
    def draw(table: dict[str, Any]) -> None:
        drawn.append({"title": "a title", "table": table, "words": ["a", "b"]})

    draw()
    assert unpacked(drawn) == drawn


def test_the_sample_comes_back() -> None:
    view = view_of(sample_findings())
    assert unpacked([view]) == [view]


@pytest.mark.parametrize("name", COLUMNS)
def test_long_columns_become_shorter(name: str) -> None:
    column = find(st.lists(COLUMNS[name], min_size=60, max_size=60), lambda _: True)
    packed = pack({"table": {"column": column}})
    assert len(json.dumps(packed)) < len(json.dumps({"column": column}))


@pytest.mark.parametrize(("nodes", "claims"), [(200, 600), (5000, 15000)])
def test_a_claim_takes_at_most_a_hundred_bytes_over_the_text(nodes: int, claims: int) -> None:
    view = invented_view(nodes, claims)
    text = sum(len(text.encode()) for text in view["passages"]["text"])
    with_claims = len(assemble_page(view, "Invented").encode())
    view["claims"] = {name: [] for name in view["claims"]}
    for column in view["nodes"]:
        view["nodes"][column] = []
    without = len(assemble_page(view, "Invented").encode())
    assert with_claims - without - text <= 100 * claims
