import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.read.unwrap import Cleaner, merge_spans, outside, words_of

_TEXTS = st.text(alphabet="aBc dE\n\r\t\u00a0\u00ad\u200b-.,;:()[]\"'!?19\ufb01\u0002\ufffe@/\u20ac\u0259", max_size=80)


def _clean(text: str, *, words: bool = False) -> str:
    return Cleaner(text, words=words_of(text) if words else frozenset()).view(0, len(text)).text


@given(
    text=_TEXTS,
    spans=st.lists(st.tuples(st.integers(0, 80), st.integers(0, 80)), max_size=4),
    words=st.booleans(),
)
def test_every_character_of_a_view_leads_back_to_the_one_it_stands_for(
    text: str, spans: list[tuple[int, int]], *, words: bool
) -> None:
    noise = merge_spans((min(a, len(text)), min(b, len(text))) for a, b in spans)
    view = Cleaner(text, noise, words_of(text) if words else frozenset()).view(0, len(text))
    assert len(view.text) == len(view.origin)
    assert list(view.origin) == sorted(view.origin)
    for letter, place in zip(view.text, view.origin, strict=True):
        assert not any(start <= place < end for start, end in noise)
        assert letter in (text[place], " ") or (text[place] in "\ufb01\u0002\ufffe" and letter in "fi-")


@given(_TEXTS)
def test_no_letter_or_figure_is_lost_and_none_is_added(text: str) -> None:
    seen = "".join(letter for letter in _clean(text) if letter.isalnum())
    assert seen == "".join(letter for letter in text.replace("\ufb01", "fi") if letter.isalnum())


@given(_TEXTS)
def test_a_view_has_single_spaces_and_none_at_its_ends(text: str) -> None:
    view = _clean(text)
    assert view == view.strip(" ")
    assert "  " not in view
    assert not set(view) & set("\n\r\t\u00a0\u00ad\u200b")


@given(_TEXTS)
def test_cleaning_a_clean_text_changes_nothing(text: str) -> None:
    once = _clean(text)
    assert _clean(once) == once


@pytest.mark.parametrize(
    ("glued", "repaired"),
    [
        ("the Ministry of Gender(MOG)said so", "the Ministry of Gender (MOG) said so"),
        ("the deputy minister (MIA),Rauf said", "the deputy minister (MIA), Rauf said"),
        ("article 144.2 (labor)of the code", "article 144.2 (labor) of the code"),
        ("in transit.(Note: this is new)", "in transit. (Note: this is new)"),
        ("the European Union,ILO and others", "the European Union, ILO and others"),
        ("in the regions.The shelter", "in the regions. The shelter"),
        ("asked IOM.The answer", "asked IOM. The answer"),
        ("since 2008.The plan", "since 2008. The plan"),
        ("the fund;it is empty", "the fund; it is empty"),
        ("Note:The case is open", "Note: The case is open"),
        ("a shelter(Batumi) and", "a shelter (Batumi) and"),
        ("another country- one victim", "another country - one victim"),
    ],
)
def test_a_space_is_put_where_words_were_glued_together(glued: str, repaired: str) -> None:
    assert _clean(glued) == repaired


@pytest.mark.parametrize(
    "text",
    [
        "the U.S. Embassy, e.g. in Baku, at 10:30 a.m.",
        "USD 1.19, 1,000 manat and 144.2",
        "write to reader@example.org,or see https://example.org/a,b(c)d",
        "the victim(s) and child(ren)",
        "(s)he said",
        "article 144(2)(a) and 1.4(b)",
        "short- and long-term help",
        "G/TIP; EUR/CARC",
        "the workers' passports",
    ],
)
def test_a_text_in_which_nothing_is_glued_stays_as_it_is(text: str) -> None:
    assert _clean(text) == text


def test_an_inserted_space_comes_from_the_character_before_it() -> None:
    view = Cleaner("MIA),Rauf").view(0, 9)
    assert view.text == "MIA), Rauf"
    assert view.locate(0, 10) == (0, 9)
    assert view.locate(4, 6) == (4, 5)
    assert view.locate(6, 10) == (5, 9)


def test_white_space_of_all_kinds_becomes_one_space_and_soft_hyphens_vanish() -> None:
    assert _clean("The\u00a0work\u00adshop\r\nwas \t held by the Inter\u00ad\r\nnational\u200b office") == (
        "The workshop was held by the International office"
    )


def test_a_hyphen_at_a_line_break_stays_where_no_word_tells_otherwise() -> None:
    assert _clean("an anti-\ntrafficking unit of 2009-\n2013") == "an anti-trafficking unit of 2009-2013"


def test_a_word_cut_at_a_line_break_is_joined_as_the_document_writes_it_elsewhere() -> None:
    assert _clean("traffick-\ning", words=True) == "trafficking"
    assert _clean("a by-\nproduct; by-product", words=True) == "a by-product; by-product"
    assert _clean("a work-\nshop; workshop", words=True) == "a workshop; workshop"
    assert _clean("an anti-\ncorruption office", words=True) == "an anti-corruption office"
    assert _clean("the Anti\ufffetrafficking unit finds traffick\ufffeers", words=True) == (
        "the Anti-trafficking unit finds traffickers"
    )


def test_a_dash_at_a_line_break_stays_a_dash() -> None:
    assert _clean("the network -\nNAHTA -\nmet") == "the network - NAHTA - met"


def test_noise_vanishes_with_the_white_space_around_it() -> None:
    text = "the govern BAKU 00000136  001.2 OF 011 ment\n\nSECRET\n\nacted"
    noise = merge_spans([(text.index("SECRET"), text.index("SECRET") + 6), (11, 39)])
    assert Cleaner(text, noise).view(0, len(text)).text == "the govern ment acted"


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30))), st.integers(0, 30), st.integers(0, 30))
def test_what_lies_outside_of_noise_is_all_that_no_span_covers(
    spans: list[tuple[int, int]], start: int, end: int
) -> None:
    kept = [place for left, right in outside(merge_spans(spans), start, end) for place in range(left, right)]
    assert kept == [place for place in range(start, end) if not any(a <= place < b for a, b in spans)]
