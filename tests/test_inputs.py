"""Which files a build reads."""

from pathlib import Path

import pytest

from kg.errors import DocumentError
from kg.inputs import find_inputs
from kg.output import MARKER, REPORT_FILE


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("b.txt", "a.md", "deep/c.html", "deep/cable", "picture.png", ".hidden.txt", ".git/d.txt"):
        path = tmp_path / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")
    return tmp_path / "in"


def test_a_folder_is_read_to_the_bottom_without_hidden_files_and_pictures(folder: Path) -> None:
    assert [file.name for file in find_inputs([folder])] == ["a.md", "b.txt", "deep/c.html", "deep/cable"]


def test_the_order_given_makes_no_difference_and_each_file_comes_once(folder: Path) -> None:
    one = find_inputs([folder / "b.txt", folder / "a.md", folder])
    other = find_inputs([folder, str(folder / "a.md"), folder / "deep" / ".." / "b.txt"])
    assert [file.path.resolve() for file in one] == [file.path.resolve() for file in other]
    assert len(one) == 4


def test_a_file_named_by_itself_is_read_whatever_it_is_called(folder: Path) -> None:
    assert [file.name for file in find_inputs([folder / "picture.png"])] == ["picture.png"]


def test_a_graph_built_earlier_is_not_read_as_documents(folder: Path) -> None:
    (folder / "deep" / REPORT_FILE).write_text(f'{{"made_by": "{MARKER}"}}')
    assert [file.name for file in find_inputs([folder])] == ["a.md", "b.txt"]


@pytest.mark.parametrize("name", ["nowhere", "empty"])
def test_nothing_to_read_is_an_error(tmp_path: Path, name: str) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(DocumentError, match=r"no such file|no document found"):
        find_inputs([tmp_path / name])
