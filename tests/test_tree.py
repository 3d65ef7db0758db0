"""Tokens, spans and texts of plain Python mean what those of spaCy mean."""

from pathlib import Path

import pytest
from readings import pipeline
from spacy import tokens as spacy_tokens

from kg.extract.tree import Doc, Span
from kg.read import read_document

EXAMPLES = Path(__file__).parents[1] / "examples"
SPACED = "  Two  spaces,\n\na line and a\ttab. The end of it. "
OF_A_WORD = (
    *("i", "idx", "text", "lower_", "lemma_", "pos_", "tag_", "dep_", "whitespace_", "text_with_ws"),
    *("is_space", "is_alpha", "is_upper", "is_title", "is_punct", "like_num"),
)


@pytest.fixture(scope="module")
def pairs() -> list[tuple[Doc, spacy_tokens.Doc]]:
    """Texts, and one of much white space, as the rules and as spaCy see them."""
    texts = [p.view.text for path in sorted(EXAMPLES.iterdir()) for p in read_document(path).paragraphs]
    return [(Doc(doc), doc) for doc in pipeline().pipe([SPACED, "", *texts[:40]])]


def _place(span: Span | spacy_tokens.Span | None) -> tuple[int, int] | None:
    return None if span is None else (span.start, span.end)


def test_words_are_spacys(pairs: list[tuple[Doc, spacy_tokens.Doc]]) -> None:
    words = 0
    for ours, theirs in pairs:
        for one, other in zip(ours, theirs, strict=True):
            assert [getattr(one, name) for name in OF_A_WORD] == [getattr(other, name) for name in OF_A_WORD]
            assert one.is_sent_start == bool(other.is_sent_start)
            words += 1
    assert words > 1000


def test_the_tree_is_spacys(pairs: list[tuple[Doc, spacy_tokens.Doc]]) -> None:
    for ours, theirs in pairs:
        for one, other in zip(ours, theirs, strict=True):
            assert (one.head.i, one.left_edge.i) == (other.head.i, other.left_edge.i)
            for name in ("children", "subtree", "conjuncts", "ancestors"):
                assert [t.i for t in getattr(one, name)] == [t.i for t in getattr(other, name)], (name, other)


def test_spans_are_spacys(pairs: list[tuple[Doc, spacy_tokens.Doc]]) -> None:
    for ours, theirs in pairs:
        assert [*map(_place, ours.sents)] == [*map(_place, theirs.sents)]
        assert [*map(_place, ours.noun_chunks)] == [*map(_place, theirs.noun_chunks)]
        for start in range(0, len(theirs), 3):
            for end in (start, start + 1, start + 2, start + 7, -2):
                one, other = ours[start:end], theirs[start:end]
                assert (_place(one), one.text) == (_place(other), other.text)
                if len(other):
                    assert (one.root.i, _place(one.sent)) == (other.root.i, _place(other.sent))
                    assert (one.start_char, one.end_char) == (other.start_char, other.end_char)
                    assert (one[-1].i, _place(one[1:-1])) == (other[-1].i, _place(other[1:-1]))


def test_the_words_at_letters_are_spacys(pairs: list[tuple[Doc, spacy_tokens.Doc]]) -> None:
    (ours, theirs), *_ = pairs
    for start in range(-2, len(SPACED) + 2):
        for end in range(start, len(SPACED) + 2):
            one, other = ours.char_span(start, end), theirs.char_span(start, end)
            assert _place(one) == _place(other), (start, end)
            if end > start:
                one = ours.char_span(start, end, alignment_mode="expand")
                other = theirs.char_span(start, end, alignment_mode="expand")
                assert _place(one) == _place(other), (start, end)


def test_there_is_no_word_before_the_first() -> None:
    doc = Doc(pipeline()("Go home."))
    assert doc[0].nbor().text == "home"
    with pytest.raises(IndexError):
        doc[0].nbor(-1)
