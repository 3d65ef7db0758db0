"""The output folder: whole or not at all, and nobody's work overwritten."""

import json
from pathlib import Path

import pytest

from kg.errors import OutputError
from kg.output import MARKER, REPORT_FILE, file_digests, output_folder


def _build(out: Path, text: str = "graph", fault: type[BaseException] | None = None) -> None:
    with output_folder(out) as folder:
        (folder / "graph.ttl").write_text(text)
        if fault:
            raise fault
        (folder / "store").mkdir()
        (folder / REPORT_FILE).write_text(json.dumps({"made_by": MARKER, "files": file_digests(folder)}))


def _names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_an_output_appears_whole_with_its_parents(tmp_path: Path) -> None:
    _build(tmp_path / "a" / "b")
    assert _names(tmp_path / "a" / "b") == {"graph.ttl", "store", REPORT_FILE}
    assert _names(tmp_path / "a") == {"b"}


def test_an_earlier_output_is_replaced(tmp_path: Path) -> None:
    _build(tmp_path / "out", "old")
    _build(tmp_path / "out", "new")
    assert (tmp_path / "out" / "graph.ttl").read_text() == "new"
    assert _names(tmp_path) == {"out"}


def test_an_empty_folder_may_be_used(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    _build(tmp_path / "out")
    assert "graph.ttl" in _names(tmp_path / "out")


@pytest.mark.parametrize("fault", [ValueError, KeyboardInterrupt, SystemExit])
def test_when_a_build_breaks_the_earlier_output_stays_and_nothing_is_left_behind(
    tmp_path: Path, fault: type[BaseException]
) -> None:
    _build(tmp_path / "out", "old")
    with pytest.raises(fault):
        _build(tmp_path / "out", "half", fault)
    assert (tmp_path / "out" / "graph.ttl").read_text() == "old"
    assert _names(tmp_path) == {"out"}


def test_an_interrupt_between_the_two_renames_brings_the_earlier_output_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _build(tmp_path / "out", "old")
    rename = Path.rename

    def interrupted(self: Path, target: Path) -> Path:
        if ".building-" in self.name:
            raise KeyboardInterrupt
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", interrupted)
    with pytest.raises(KeyboardInterrupt):
        _build(tmp_path / "out", "new")
    assert (tmp_path / "out" / "graph.ttl").read_text() == "old"
    assert _names(tmp_path) == {"out"}


def test_a_folder_with_something_else_is_refused_untouched(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(OutputError, match="holds something else"):
        _build(tmp_path)
    assert _names(tmp_path) == {"notes.txt"}


def test_a_report_of_another_program_does_not_make_a_folder_ours(tmp_path: Path) -> None:
    (tmp_path / REPORT_FILE).write_text('{"made_by": "somebody"}')
    with pytest.raises(OutputError, match="holds something else"):
        _build(tmp_path)


def test_a_file_added_to_an_output_is_not_lost(tmp_path: Path) -> None:
    _build(tmp_path / "out")
    (tmp_path / "out" / "notes.txt").write_text("mine")
    with pytest.raises(OutputError, match=r"notes\.txt was not written by tip-kg"):
        _build(tmp_path / "out")
    assert (tmp_path / "out" / "notes.txt").read_text() == "mine"


def test_what_a_curator_has_filled_in_is_not_lost(tmp_path: Path) -> None:
    _build(tmp_path / "out")
    (tmp_path / "out" / "graph.ttl").write_text("edited")
    with pytest.raises(OutputError, match="was edited after it was built"):
        _build(tmp_path / "out")
    assert (tmp_path / "out" / "graph.ttl").read_text() == "edited"


def test_work_saved_into_the_folder_while_a_build_runs_is_not_lost(tmp_path: Path) -> None:
    _build(tmp_path / "out")
    with pytest.raises(OutputError, match=r"notes\.txt"), output_folder(tmp_path / "out"):
        (tmp_path / "out" / "notes.txt").write_text("mine")
    assert (tmp_path / "out" / "notes.txt").read_text() == "mine"


def test_a_file_or_an_unwritable_place_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(OutputError, match="this is a file"):
        _build(tmp_path / "file")
    with pytest.raises(OutputError, match="cannot be written"):
        _build(tmp_path / "file" / "below")


def test_the_folder_one_stands_in_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(OutputError, match="the folder you are in"):
        _build(Path())
