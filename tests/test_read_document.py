import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.errors import DocumentError, MappingError
from kg.read import read_document, read_text
from kg.read.countries import load_countries


def _file(folder: Path, data: bytes, name: str = "input.txt") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "the file is empty"),
        (b" \r\n\t\n", "the file is empty"),
        (b"\xef\xbb\xbf", "the file is empty"),
        (b"PK\x03\x04rest", "a ZIP or Office file"),
        (b"\x89PNG\r\n\x1a\n", "an image"),
        (b"\xff\xd8\xff\xe0rest", "an image"),
        (b"{\\rtf1 text}", "a Rich Text file"),
        (b"\x1f\x8b\x08rest", "a compressed file"),
        (b"text\x00text", "a binary file"),
        (bytes(range(1, 256)) * 4, "a binary file"),
    ],
)
def test_what_is_no_text_is_refused_by_name_with_a_remedy(tmp_path: Path, data: bytes, words: str) -> None:
    with pytest.raises(DocumentError, match=rf"input\.txt: .*{words}.*\. [A-Z].*\."):
        read_document(_file(tmp_path, data))


def test_a_file_above_the_limit_is_refused_and_the_limit_can_be_raised(tmp_path: Path) -> None:
    path = _file(tmp_path, b"A sentence here. " * 100)
    with pytest.raises(DocumentError, match="more than the limit"):
        read_document(path, limit=1000)
    assert read_document(path, limit=2000).kind == "report"


def test_fifty_megabytes_are_refused_without_being_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    with pytest.raises(DocumentError, match=r"huge\.txt: the file has 50 MB, more than the limit of 20 MB"):
        read_document(path)


def test_a_folder_and_a_missing_file_are_refused(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="this is a folder"):
        read_document(tmp_path)
    with pytest.raises(DocumentError, match="there is no such file"):
        read_document(tmp_path / "lost.txt")
    with pytest.raises(DocumentError, match="cannot be read"):
        read_document(_file(tmp_path, b"text") / "below.txt")


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="the administrator may read every file")
def test_a_file_without_permission_is_refused(tmp_path: Path) -> None:
    path = _file(tmp_path, b"text")
    path.chmod(0)
    with pytest.raises(DocumentError, match="Check its permissions"):
        read_document(path)


def test_a_wrong_encoding_is_read_with_a_warning(tmp_path: Path) -> None:
    document = read_document(_file(tmp_path, "The café in Gonio was closed.".encode("cp1252")))
    assert document.paragraphs[0].view.text == "The café in Gonio was closed."
    assert "cp1252" in document.warnings[0]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_without_its_mark_is_read_with_a_warning(tmp_path: Path, encoding: str) -> None:
    document = read_document(_file(tmp_path, "The café in Gonio was closed.".encode(encoding)))
    assert document.text == "The café in Gonio was closed."
    assert encoding in document.warnings[0]


def test_a_few_control_characters_make_no_text_a_binary_file(tmp_path: Path) -> None:
    data = b"The shelter in Gonio was closed.\x0c\n\x1a\x02" * 3 + b"It had been open for two years. " * 9
    assert read_document(_file(tmp_path, data)).kind == "report"


def test_utf16_with_its_mark_is_no_binary_file(tmp_path: Path) -> None:
    document = read_document(_file(tmp_path, "The café was closed.".encode("utf-16")))
    assert document.text == "The café was closed."
    assert document.warnings == ()


def test_the_source_is_the_name_of_the_file_without_its_folders(tmp_path: Path) -> None:
    document = read_document(_file(tmp_path, b"It was closed.", "Coast Report 3.md"))
    assert (document.source, document.id) == ("Coast Report 3.md", "coast-report-3")


def test_a_text_in_memory_is_read_as_the_same_text_in_a_file(tmp_path: Path) -> None:
    text = "# A title\n\nIt was closed.\r\nIt is open.\n"
    assert read_text(text, "input.txt") == read_document(_file(tmp_path, text.encode()))


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused_in_words(tmp_path: Path, data: bytes) -> None:
    try:
        document = read_document(_file(tmp_path, data))
    except DocumentError as fault:
        if "input.txt" not in str(fault):
            pytest.fail(f"the message names no file: {fault}")
        return
    assert document.paragraphs


@pytest.mark.parametrize(
    "text",
    [
        "a" * 50_000, "a" + " " * 50_000 + "b", "(" * 50_000, "[a](" * 12_000, "<!--" * 12_000, "**a\n" * 12_000,
        "|a" * 25_000, "a." * 25_000, "-\n" * 25_000, "SIPDIS\nFM AMEMBASSY BAKU\n\n1. (U) " + "ABC " * 12_000,
        "TAGS: x\n" * 6_000,
    ],
    ids=lambda text: text[:12],
)  # fmt: skip
@pytest.mark.timeout(20)
def test_no_text_makes_a_reader_slow(text: str) -> None:
    try:
        assert read_text(f"{text}\n\nAnd one more sentence.", "long.txt").paragraphs
    except DocumentError as fault:
        pytest.fail(str(fault))


@pytest.mark.parametrize("row", ["AF\t\tAfghanistan\tKabul", "AF\tAF", "AF"])
def test_a_country_without_code_or_name_is_told_with_its_line(tmp_path: Path, row: str) -> None:
    table = tmp_path / "countries.tsv"
    table.write_text(f"tag\tiso2\tnames\tposts\nAL\tAL\tAlbania\tTirana\n{row}\n", encoding="utf-8")
    with pytest.raises(MappingError, match=r"countries\.tsv:3: "):
        load_countries(table)
