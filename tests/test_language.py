"""The language model as it is loaded: quicker than as it comes, with the same parses."""

from pathlib import Path

import spacy
from spacy.language import Language
from spacy.pipeline import AttributeRuler
from thinc.api import NumpyOps, get_current_ops

from kg.extract import DEFAULT_MODEL
from kg.extract.language import RememberingRuler, load_language
from kg.read import read_document

EXAMPLES = Path(__file__).parents[1] / "examples"


def _ruler(nlp: Language) -> RememberingRuler:
    (ruler,) = (nlp.get_pipe(name) for name in nlp.pipe_names if isinstance(nlp.get_pipe(name), AttributeRuler))
    assert isinstance(ruler, RememberingRuler)
    return ruler


def test_the_remembering_ruler_says_what_spacys_own_says() -> None:
    nlp, _ = load_language(DEFAULT_MODEL)
    ruler = _ruler(nlp)
    own = AttributeRuler(nlp.vocab)
    own.add_patterns(ruler.patterns)
    texts = [p.view.text for path in sorted(EXAMPLES.iterdir()) for p in read_document(path).paragraphs]
    texts.append("There's no shelter,  they ain't gonna open one, and nothin' helps. Y'all got ta know.")
    words = 0
    with nlp.select_pipes(disable=[ruler.name, "lemmatizer"]):
        for one, other in zip(nlp.pipe(texts), nlp.pipe(texts), strict=True):
            said = [[(t.tag_, t.pos_, str(t.morph), t.lemma_) for t in doc] for doc in (ruler(one), own(other))]
            assert said[0] == said[1]
            words += sum(pos != "" for _, pos, _, _ in said[0])
    assert words > 3000


def test_a_rule_that_asks_for_more_than_a_word_is_kept() -> None:
    nlp = spacy.blank("en")
    ruler = RememberingRuler(nlp.vocab)
    ruler.add([[{"LOWER": "safe"}, {"LOWER": "house"}]], {"LEMMA": "shelter"}, index=1)
    ruler.add([[{"SHAPE": "XXX"}]], {"LEMMA": "acronym"})
    ruler.add([[{"LOWER": {"NOT_IN": ["a", "the"]}, "TAG": ""}]], {"POS": "X"})
    doc = ruler(nlp("The NGO has a safe house"))
    assert [token.lemma_ for token in doc] == ["", "acronym", "", "", "", "shelter"]
    assert [token.pos_ for token in doc] == ["", "X", "X", "", "X", "X"]


def test_a_rule_that_is_added_later_changes_what_is_remembered() -> None:
    nlp = spacy.blank("en")
    ruler = RememberingRuler(nlp.vocab)
    ruler.add([[{"LOWER": "shelter"}]], {"LEMMA": "home"})
    assert ruler(nlp("shelter"))[0].lemma_ == "home"
    ruler.add([[{"LOWER": {"IN": ["shelter"]}, "TAG": ""}]], {"LEMMA": "refuge"})
    assert ruler(nlp("shelter"))[0].lemma_ == "refuge"


def test_the_models_arithmetic_gives_the_parse_of_any_other() -> None:
    quick, _ = load_language(DEFAULT_MODEL)
    ops = get_current_ops()
    assert isinstance(ops, NumpyOps)
    assert ops.use_blis, "other pipelines of the process keep their own"
    text = "In 2009 the Ministry of Justice, with IOM, opened two shelters in Rustavi and Batumi."
    own = spacy.load(DEFAULT_MODEL, exclude=["ner"])
    assert [(t.tag_, t.dep_, t.head.i) for t in quick(text)] == [(t.tag_, t.dep_, t.head.i) for t in own(text)]
