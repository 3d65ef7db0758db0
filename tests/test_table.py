"""Cells and terminal text: one line each, nothing that runs or misleads."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.table import one_line, render, safe_cell, visible


@pytest.mark.parametrize("text", ["=1+1", "+1 day", "-x", "@sum(A1)", "\t=1", "\uff1d1", "-1+1", "--5"])
def test_a_cell_that_a_spreadsheet_would_run_is_quoted(text: str) -> None:
    assert safe_cell(text) == "'" + one_line(text)


@pytest.mark.parametrize("text", ["-5", "+1.5", "12", "a=b", "Women's centre", "'quoted'", ""])
def test_a_harmless_cell_stays_as_it_is(text: str) -> None:
    assert safe_cell(text) == text


@given(st.lists(st.text(), min_size=1, max_size=3), st.sampled_from([",", "\t"]))
def test_any_text_stays_on_one_line_in_its_own_cell(cells: list[str], delimiter: str) -> None:
    names = [f"c{i}" for i in range(len(cells))]
    text = render(names, [cells], delimiter)
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    assert rows[0] == names
    assert rows[1:] in ([[safe_cell(cell) for cell in cells]], [[]])
    assert text.count("\n") == 2


def test_characters_that_steer_a_terminal_or_turn_text_round_are_made_visible() -> None:
    assert visible("a\x1b[31mb\u202ec\x00") == "a<U+001B>[31mb<U+202E>c<U+0000>"
    assert visible("two\nlines\u2066") == "two lines<U+2066>"


def test_letters_of_all_scripts_and_their_joiners_stay() -> None:
    text = "Az\u0259rbaycan \u0915\u094d\u200d\u0937 \u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645 \U0001f600"
    assert visible(text) == text
