import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.read.decoding import decode, is_binary


@given(st.text())
def test_utf8_is_read_back_as_it_was_written_without_a_warning(text: str) -> None:
    assert decode(text.encode("utf-8", "surrogatepass").decode("utf-8", "replace").encode()) == (
        text.encode("utf-8", "surrogatepass").decode("utf-8", "replace").removeprefix("\ufeff"),
        (),
    )


@given(st.binary(max_size=300))
def test_no_bytes_make_the_decoder_fail(data: bytes) -> None:
    text, warnings = decode(data)
    assert isinstance(text, str)
    assert all(warnings)


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_a_byte_order_mark_tells_the_encoding_and_is_no_part_of_the_text(mark: bytes, encoding: str) -> None:
    data = mark + "Gəncə, Şəki".encode(encoding)
    assert not is_binary(data)
    assert decode(data) == ("Gəncə, Şəki", ())


def test_western_text_of_windows_is_read_with_its_quotation_marks_and_a_warning() -> None:
    text, warnings = decode("The minister said: “No café was searched.”".encode("cp1252"))
    assert text == "The minister said: “No café was searched.”"
    assert "cp1252" in warnings[0]


def test_cyrillic_text_of_another_encoding_is_recognized_and_the_encoding_named() -> None:
    cases = "\u0422\u043e\u0440\u0433\u043e\u0432\u043b\u044f \u043b\u044e\u0434\u044c\u043c\u0438"
    words = f"{cases}. {cases.lower()}, {cases.lower()}. " * 4
    text, warnings = decode(words.encode("cp1251"))
    assert text == words
    assert "1251" in warnings[0]


def test_a_broken_letter_in_utf8_leaves_the_other_letters_right() -> None:
    text, warnings = decode("Şəki, Şirvan, Gəncə, Şuşa, Bərdə".encode() + b"\xc3 end")
    assert text == "Şəki, Şirvan, Gəncə, Şuşa, Bərdə\ufffd end"
    assert "damaged UTF-8" in warnings[0]


def test_the_encoding_that_a_page_declares_is_used() -> None:
    page = '<meta charset="iso-8859-2"><p>Łódź</p>'.encode("iso-8859-2")
    assert decode(page)[0].endswith("<p>Łódź</p>")


def test_a_declared_encoding_that_does_not_exist_is_passed_over() -> None:
    assert decode('<meta charset="klingon"><p>café</p>'.encode("cp1252"))[0].endswith("<p>café</p>")


def test_text_cut_in_the_middle_of_a_letter_of_utf16_is_read_with_a_warning() -> None:
    text, warnings = decode(codecs.BOM_UTF16_LE + "Baku".encode("utf-16-le") + b"\x41")
    assert text.startswith("Baku")
    assert "damaged utf-16-le" in warnings[0]
