"""Cells and terminal text: one line each, nothing that runs or misleads."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.table import one_line, read_rows, render, safe_cell, surroundings, visible


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


# ------------------------------------------------------------------------------------ tables read back

TABLE = [["=1+1", "a"], ["'=x", '"quoted"'], ["Women's", 'say "no" to it'], ["-5", "'quoted'"], ["", "last"]]


def _read(data: bytes) -> list[list[str]]:
    return [list(row.values()) for _, row in read_rows(data)]


def _cells(delimiter: str) -> str:
    return render(("one", "two"), TABLE, delimiter)


@pytest.mark.parametrize("delimiter", ["\t", ",", ";"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_what_was_written_is_read_back_after_a_spreadsheet_saved_it(delimiter: str, encoding: str, end: str) -> None:
    assert _read(_cells(delimiter).replace("\n", end).encode(encoding)) == TABLE


def test_empty_columns_and_rows_comments_and_short_rows_make_no_difference() -> None:
    saved = "# note\t\t\t\none\ttwo\t\t\n\t\t\t\na\tb\t\t\nc\n"
    assert [(line, list(row.values())) for line, row in read_rows(saved.encode())] == [(4, ["a", "b"]), (5, ["c", ""])]


def test_quoted_cells_may_hold_line_breaks_and_lone_quotation_marks_are_text() -> None:
    saved = 'one\ttwo\n"two\nlines"\t"say ""no"""\n"All" of them\tsaid "so"\n"open\tend"\n'
    assert read_rows(saved.encode()) == [
        (2, {"one": "two lines", "two": 'say "no"'}),
        (4, {"one": '"All" of them', "two": 'said "so"'}),
        (5, {"one": '"open', "two": 'end"'}),
    ]


def test_an_empty_table_has_no_rows() -> None:
    assert read_rows(b"") == read_rows(b"one\ttwo\n") == []


@given(st.lists(st.lists(st.text(), min_size=2, max_size=2), max_size=3), st.sampled_from([",", "\t"]))
def test_any_cells_survive_being_written_and_read(rows: list[list[str]], delimiter: str) -> None:
    wanted = [[one_line(cell.replace("\x00", "")) for cell in row] for row in rows]
    kept = [cells for cells in wanted if any(cells) and not cells[0].startswith("#")]
    assert _read(render(("one", "two"), rows, delimiter).encode("utf-8", "surrogatepass")) == kept


def test_surroundings_are_cut_between_words_and_only_where_they_are_too_long() -> None:
    text = "The Ministry of Labour funds the Blue Door shelter in Strelsau."
    start = text.index("Blue Door")
    assert surroundings(text, start, start + len("Blue Door"), 16) == ("funds the ", " shelter in")
    assert surroundings(text, start, start + len("Blue Door"), 99) == (text[:start], text[start + len("Blue Door") :])
