import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.rdf import expand
from kg.terms import confidence_literal, date_literal, mint, number_literal


@pytest.mark.parametrize(
    ("written", "value", "kind"),
    [
        ("78", "78", "integer"),
        ("078", "78", "integer"),
        ("1.190", "1.19", "decimal"),
        ("5.0", "5", "integer"),
        ("-0", "0", "integer"),
        ("-2.50", "-2.5", "decimal"),
        ("many", "many", "string"),
        ("1,200", "1,200", "string"),
    ],
)
def test_numbers_are_written_in_canonical_form(written: str, value: str, kind: str) -> None:
    assert number_literal(written) == ox.Literal(value, datatype=ox.NamedNode(expand(f"xsd:{kind}")))


@given(st.decimals(allow_nan=False, allow_infinity=False, places=3))
def test_a_store_returns_every_number_as_written(number: object) -> None:
    triple = ox.Triple(mint("a"), mint("b"), number_literal(f"{number:f}"))
    store = ox.Store()
    store.add(ox.Quad(*triple))
    assert [quad.triple for quad in store] == [triple]


@given(st.floats(0, 1))
def test_a_store_returns_every_confidence_as_written(value: float) -> None:
    triple = ox.Triple(mint("a"), mint("b"), confidence_literal(value))
    store = ox.Store()
    store.add(ox.Quad(*triple))
    assert [quad.triple for quad in store] == [triple]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("2008", "gYear"),
        ("2008-02", "gYearMonth"),
        ("2008-02-29", "date"),
        ("2009-02-29", "string"),
        ("soon", "string"),
    ],
)
def test_a_date_is_typed_by_its_form_and_only_if_it_exists(text: str, kind: str) -> None:
    assert date_literal(text).datatype.value == expand(f"xsd:{kind}")
