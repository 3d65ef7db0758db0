"""Persons: what titles and roles show, and when the language model is asked for names."""

from collections.abc import Iterable, Iterator

import pytest
from readings import parsed
from spacy import tokens as spacy_tokens

from kg.extract.candidate import PATTERN, Candidate
from kg.extract.lexicon import load_lexicon
from kg.extract.persons import PersonFinder, seen_persons


class LastWordsArePersons:
    """Stands in for a model's NER: calls every last two words before the full stop a person, and counts the calls."""

    def __init__(self) -> None:
        self.calls = 0

    def pipe(self, stream: Iterable[spacy_tokens.Doc]) -> Iterator[spacy_tokens.Doc]:
        for doc in stream:
            self.calls += 1
            doc.ents = (spacy_tokens.Span(doc, len(doc) - 3, len(doc) - 1, label="PERSON"),)
            yield doc


def _found(text: str, ner: LastWordsArePersons, *strong: Candidate) -> list[tuple[str, str]]:
    (seen,) = seen_persons((ner,), [parsed(text)], [list(strong)])
    return [(c.label, c.rule) for c in PersonFinder(load_lexicon()).find(text, list(strong), seen)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The embassy's point of contact for trafficking issues is Helen Marsh.", "Helen Marsh"),
        ("The shelter in Lusaka was visited in May by Joyce Mwansa.", "Joyce Mwansa"),
        ("In Ljubljana the hotline is run by Ana Štrukelj.", "Ana Štrukelj"),
    ],
)
def test_the_model_names_a_person_that_has_no_title(text: str, name: str) -> None:
    ner = LastWordsArePersons()
    assert _found(text, ner) == [(name, "model NER")]
    assert ner.calls == 1


@pytest.mark.parametrize(
    "text",
    [
        "Women from rural Cambodia are recruited for work in shops.",
        "The police referred 12 victims to shelters, and Benin opened another in Cotonou.",
        "No victims were identified.",
    ],
)
def test_the_model_is_not_asked_where_no_two_words_look_like_a_name(text: str) -> None:
    ner = LastWordsArePersons()
    assert not _found(text, ner)
    assert ner.calls == 0


def test_the_model_reads_only_the_sentence_with_the_name() -> None:
    text = "The shelter is full. It was visited by Joyce Mwansa. Nobody stayed."
    ner = LastWordsArePersons()
    assert _found(text, ner) == [("Joyce Mwansa", "model NER")]
    assert ner.calls == 1


def test_the_model_is_not_asked_about_names_that_are_known() -> None:
    ner, text = LastWordsArePersons(), "Victims are sheltered by Clean World."
    start = text.index("Clean")
    known = Candidate(start, len(text) - 1, "NGO", "Clean World", "capitalised name", PATTERN)
    assert not _found(text, ner, known)
    assert ner.calls == 0


def test_without_ner_a_person_needs_a_title_or_a_role() -> None:
    finder = PersonFinder(load_lexicon())
    text = "Ms. Joyce Mwansa met Helen Marsh."
    assert [c.label for c in finder.find(text, [])] == ["Joyce Mwansa"]
