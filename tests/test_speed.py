"""Speed as a ratio within one process, so that a slow machine does not matter. `tests/bench` prints the figures."""

import time
from collections.abc import Callable
from pathlib import Path

import spacy

from kg.extract import DEFAULT_MODEL, Extractor
from kg.read import read_document

EXAMPLES = Path(__file__).parents[1] / "examples"
ROUNDS = 4
MOST = 1.0  # of the whole pipeline as it comes, NER included; about 0.7 in fact


def _seconds(job: Callable[[], object]) -> float:
    start = time.process_time()
    job()
    return time.process_time() - start


def test_parsing_and_all_rules_take_less_than_the_bare_language_model(extractor: Extractor) -> None:
    nlp = spacy.load(DEFAULT_MODEL)
    documents = [read_document(path) for path in sorted(EXAMPLES.iterdir())]
    texts = [paragraph.view.text for document in documents for paragraph in document.paragraphs]
    bare, whole = [], []
    for _ in range(ROUNDS):
        bare.append(_seconds(lambda: list(nlp.pipe(texts, batch_size=64))))
        whole.append(_seconds(lambda: list(extractor.pipe(documents))))
    assert min(whole) / min(bare) < MOST
