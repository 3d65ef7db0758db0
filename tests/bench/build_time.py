"""How long a build takes beside the bare language model, in one process, side by side, and how much memory.

    python tests/bench/build_time.py DOCUMENT [ROUNDS]

Prints processor seconds of the spaCy pipeline alone and of the whole way from the file to the Turtle and the page
(loading of the model and of the tables left out of both), their ratio, words per second, and the peak of memory.
"""

import resource
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

import pyoxigraph as ox
import spacy

from kg.disagreement import contradictions
from kg.explore import explorer_page
from kg.extract import DEFAULT_MODEL, Extractor
from kg.graph import findings_triples
from kg.mappings import load_mappings
from kg.rdf import turtle
from kg.read import read_document


def main(path: Path, rounds: int) -> None:
    """Measure `rounds` times and print the medians."""
    nlp = spacy.load(DEFAULT_MODEL)
    extractor = Extractor(load_mappings())
    texts = [paragraph.view.text for paragraph in read_document(path).paragraphs]
    words = sum(len(text.split()) for text in texts)
    bare, whole = [], []
    for _ in range(rounds):
        start = time.process_time()
        list(nlp.pipe(texts))
        bare.append(time.process_time() - start)
        start = time.process_time()
        _build(path, extractor)
        whole.append(time.process_time() - start)
    ratio = median(b / a for a, b in zip(bare, whole, strict=True))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"bare pipeline {median(bare):.2f} s, build {median(whole):.2f} s, ratio {ratio:.2f}")
    print(f"{words} words, {words / median(whole):.0f} words a processor second, peak {peak:.0f} MB")


def _build(path: Path, extractor: Extractor) -> None:
    triples = set(findings_triples(extractor.extract(read_document(path))))
    triples |= set(contradictions(triples))
    store = ox.Store()
    store.extend(ox.Quad(t.subject, t.predicate, t.object) for t in triples)
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "graph.ttl").write_bytes(turtle(triples))
        (Path(folder) / "explorer.html").write_text(explorer_page(store), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 5)
