from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from read_checks import check_document, shown

from kg.errors import DocumentError
from kg.read import read_document, read_text

_PAGE = Path(__file__).parent / "data" / "page.html"


def test_a_page_gives_its_headings_lists_and_tables_without_its_menus() -> None:
    document = read_document(_PAGE)
    check_document(document)
    texts = [paragraph.view.text for paragraph in document.paragraphs]
    assert "The Ministry of Labor opened a shelter in Batumi in 2011." in texts
    assert "women from the villages, who had been promised work;" in texts
    assert [part.view.text for part in document.paragraphs if part.kind == "table"] == ["2010 | 12 | ", "2011 | 31 | 4"]
    assert {part.heading for part in document.paragraphs if part.kind == "table"} == {
        "Year | Victims | Of these, children"
    }
    assert shown(document, "s2") == "Figures"
    assert not any("cookies" in text or "About us" in text for text in texts)


def test_a_page_tells_title_author_date_and_portion_marks() -> None:
    document = read_document(_PAGE)
    assert (document.kind, document.id) == ("report", "page")
    assert (document.title, document.author, document.issued) == (
        "Shelters on the coast of Georgia", "Coast Watch", "2012-05-04",
    )  # fmt: skip
    assert (document.country, document.marking) == ("GE", "SBU")
    assert document.warnings == ()


def test_the_same_page_gives_the_same_text_each_time() -> None:
    assert read_document(_PAGE) == read_document(_PAGE)


def test_a_page_is_known_by_its_content_whatever_its_name(tmp_path: Path) -> None:
    file = tmp_path / "page.txt"
    file.write_bytes(_PAGE.read_bytes())
    assert read_document(file).title == "Shelters on the coast of Georgia"


def test_a_page_whose_main_text_is_not_found_is_taken_whole_with_a_warning() -> None:
    page = "<article><nav>One <b>short</b> sentence.</nav><nav>Two.</nav><script>var x = 1;</script></article>"
    document = read_text(page, "a.html")
    check_document(document)
    assert [part.view.text for part in document.paragraphs] == ["One short sentence.", "Two."]
    assert "all its text was taken" in document.warnings[0]


@pytest.mark.parametrize("tag", ["p", "div", "li", "td", "nav"])
def test_emphasis_leaves_the_spaces_around_it(tag: str) -> None:
    page = f"<html><body><article><{tag}>One <b>short</b> sentence, <em>too</em>.</{tag}></article></body></html>"
    assert read_text(page, "a.html").paragraphs[0].view.text == "One short sentence, too."


def test_blocks_of_a_page_stay_apart_even_without_a_blank_line() -> None:
    page = "<article><nav>One sentence.<div>Two.</div></nav></article>"
    assert [part.view.text for part in read_text(page, "a.html").paragraphs] == ["One sentence.", "Two."]


def test_what_the_library_logs_of_its_own_affairs_is_not_shown(caplog: pytest.LogCaptureFixture) -> None:
    read_text("<p>One <b>short</b> sentence.<script>var x = 1;</script></p><p>Two.</p>", "a.html")
    assert caplog.text == ""


def test_a_page_with_a_thousand_nested_parts_is_read() -> None:
    page = f"<html><body>{'<div>' * 1000}It is deep.{'</div>' * 1000}</body></html>"
    assert read_text(page, "a.html").paragraphs[0].view.text == "It is deep."


@pytest.mark.parametrize("page", ["<html><body></body></html>", "<!DOCTYPE html><html><script>1</script></html>"])
def test_a_page_without_text_is_refused(page: str) -> None:
    with pytest.raises(DocumentError, match=r"a\.html: the page holds no text"):
        read_text(page, "a.html")


_TAGS = st.sampled_from(
    [
        "<p>", "</p>", "<table>", "<tr>", "<td>", "</table>", "<ul><li>", "</ul>", "<h2>", "<b>", "<!--", "-->",
        "&nbsp;", "&amp;", "The office (IO),Baku acted.", "Two. ", "<br>", "<script>", "\n", "\u00ad",
    ]
)  # fmt: skip


@settings(max_examples=40)
@given(st.lists(_TAGS, max_size=20))
def test_any_mixture_of_tags_is_read_or_refused_without_a_warning(pieces: list[str]) -> None:
    try:
        document = read_text(f"<html><body>{''.join(pieces)}</body></html>", "a.html")
    except DocumentError:
        return
    check_document(document)


_CABLE_LINES = (
    "UNCLAS SECTION 01 OF 02 SOFIA 000118 ",
    "",
    "SIPDIS ",
    "TAGS: KTIP, BU",
    "SUBJECT: BULGARIA: A TEST",
    "",
    "1. (U) The commission opened a shelter in",
    "Varna. The police of the city arrested",
    "twelve men.",
    "",
    "2. (SBU) -- One center is in Sofia.",
)
_CATALOGUE = (
    "<nav><a href='/'>Browse</a></nav><table><tr><th>Reference ID</th><th>Created</th></tr>"
    "<tr><td>08SOFIA118</td><td>2008-02-26 09:00</td></tr></table>"
)


@pytest.mark.parametrize(
    "body",
    [
        f"<pre>{chr(10).join(_CABLE_LINES)}</pre>",
        f"<code><pre>{'<br>&#x000A;'.join(_CABLE_LINES)}</pre></code>".replace(
            "1. (U)", "<a href='#1'>&para;</a>1. (U)"
        ),
        f"<div>{'<br>'.join(_CABLE_LINES)}</div>",
        "".join(f"<p>{block}</p>" for block in "<br>".join(_CABLE_LINES).split("<br><br>")),
    ],
)
def test_a_page_that_shows_a_cable_is_read_as_a_cable(body: str) -> None:
    document = read_text(f"<html><head><title>Cables</title></head><body>{_CATALOGUE}{body}</body></html>", "a.html")
    check_document(document)
    assert (document.kind, document.id, document.issued) == ("cable", "08SOFIA118", "2008-02-26")
    assert (document.country, document.title) == ("BG", "BULGARIA: A TEST")
    assert shown(document, "1") == (
        "The commission opened a shelter in Varna. The police of the city arrested twelve men."
    )
    assert (shown(document, "2"), document.caveats) == ("One center is in Sofia.", ("SIPDIS",))


def test_a_report_that_quotes_a_cable_number_stays_a_report() -> None:
    page = "<article><h1>What 08SOFIA118 says</h1><p>The cable UNCLAS SOFIA 000118 tells of a shelter.</p></article>"
    assert read_text(page, "a.html").kind == "report"
