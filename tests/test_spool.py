"""The spool: triples go in in any order, and come out sorted, once each, unchanged."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pyoxigraph as ox
import pytest
from factories import sample_findings
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import OutputError
from kg.graph import findings_triples
from kg.rdf import turtle, write_turtle
from kg.spool import Spool


def _triple(subject: str, text: str = "x") -> ox.Triple:
    return ox.Triple(ox.NamedNode(f"urn:{subject}"), ox.NamedNode("urn:says"), ox.Literal(text))


def test_what_comes_out_is_what_turtle_writes(tmp_path: Path) -> None:
    triples = list(findings_triples(sample_findings()))
    with closing(Spool()) as spool:
        spool.add(reversed(triples[40:]))
        spool.add(triples)
        write_turtle(spool, tmp_path / "graph.ttl")
    assert (tmp_path / "graph.ttl").read_bytes() == turtle(triples)
    assert [path.name for path in tmp_path.iterdir()] == ["graph.ttl"]


@given(st.lists(st.tuples(st.sampled_from("abc"), st.text(st.characters(exclude_categories=["Cs"])))))
def test_any_text_survives_and_order_is_that_of_the_terms(said: list[tuple[str, str]]) -> None:
    triples = [_triple(*pair) for pair in said]
    with closing(Spool()) as spool:
        for triple in triples:
            spool.add([triple])
        found = list(spool)
        groups = [{triple.subject for triple in same} for same in spool.by_subject()]
    key = lambda t: (str(t.subject), str(t.predicate), str(t.object))  # noqa: E731 - the order that is promised
    assert found == sorted(set(triples), key=key)
    assert groups == [{ox.NamedNode(f"urn:{name}")} for name in sorted({name for name, _ in said})]


def test_subjects_are_found_by_the_beginning_of_their_iri() -> None:
    with closing(Spool()) as spool:
        spool.add([_triple("claim/1"), _triple("claim/2"), _triple("claims"), _triple("claim"), _triple("a")])
        assert [str(t.subject) for t in spool.under("urn:claim/")] == ["<urn:claim/1>", "<urn:claim/2>"]


def test_a_document_that_fails_half_way_leaves_nothing_behind() -> None:
    def failing() -> Iterator[ox.Triple]:
        yield _triple("a")
        raise ZeroDivisionError

    with closing(Spool()) as spool:
        with pytest.raises(ZeroDivisionError):
            spool.add(failing())
        assert not list(spool)


def test_a_full_disk_is_an_error_that_says_what_to_do() -> None:
    with closing(Spool()) as spool:
        spool._table.execute("PRAGMA max_page_count = 4")  # noqa: SLF001 - the least disk there is
        with pytest.raises(OutputError, match="SQLITE_TMPDIR"):
            spool.add(_triple(str(number), "long " * 500) for number in range(50))
        assert not list(spool)
