"""How long a build takes beside the bare language model, in one process, side by side, and how much memory.

    python tests/bench/build_time.py DOCUMENT ...

Prints processor seconds, each the least of all rounds: the spaCy pipeline as it comes, whole and without its NER; the
same parse as a build makes it (`kg/extract/language.py`); extraction, which is that parse and all the rules; and the
whole way from the files to the graph, the store and the page. Loading of the model and of the tables is left out. Then
what extraction takes beyond the pipeline as it comes, words per second, and the peak of memory.
"""

import resource
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import spacy

from kg.disagreement import contradictions
from kg.explore import explorer_page
from kg.extract import DEFAULT_MODEL, Extractor
from kg.extract.language import load_language, one_core
from kg.graph import findings_triples
from kg.mappings import load_mappings
from kg.memory import lasting_memory
from kg.rdf import BASE, write_turtle
from kg.read import read_document
from kg.reconcile import settled
from kg.spool import Spool
from kg.store import write_store

if TYPE_CHECKING:
    from collections.abc import Callable


_ROUNDS = 5


def main(paths: Sequence[Path]) -> None:
    """Measure and print."""
    nlp, parser = spacy.load(DEFAULT_MODEL), spacy.load(DEFAULT_MODEL, exclude=["ner"])
    quick, _ = load_language(DEFAULT_MODEL)
    extractor = Extractor(load_mappings())
    documents = [read_document(path) for path in paths]
    texts = [paragraph.view.text for document in documents for paragraph in document.paragraphs]
    words = sum(len(text.split()) for text in texts)
    jobs: dict[str, Callable[[], object]] = {
        "pipeline": lambda: list(nlp.pipe(texts, batch_size=64)),
        "parser": lambda: list(parser.pipe(texts, batch_size=64)),
        "parse": lambda: list(quick.pipe(texts, batch_size=64)),
        "extraction": lambda: list(extractor.pipe(documents)),
        "build": lambda: _build(paths, extractor),
    }
    least = dict.fromkeys(jobs, float("inf"))
    with lasting_memory(), one_core():  # as in a build
        for _ in range(_ROUNDS):
            for name, job in jobs.items():
                start = time.process_time()
                job()
                least[name] = min(least[name], time.process_time() - start)
    print(", ".join(f"{name} {seconds:.2f} s" for name, seconds in least.items()))
    shares = [f"{least['extraction'] / least[name]:.2f} times the {name}" for name in ("pipeline", "parser", "parse")]
    print(f"extraction takes {', '.join(shares)}")
    print(f"{words} words, {words / least['build']:.0f} words a processor second")
    print(f"peak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


def _build(paths: Sequence[Path], extractor: Extractor) -> None:
    """What `kg.pipeline.build` does once model and tables are loaded."""
    with closing(Spool()) as triples, tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        for path in paths:
            triples.add(findings_triples(extractor.extract(read_document(path))))
        for kind in ("claim", "observation"):
            triples.add(contradictions(triples.under(f"{BASE}{kind}/")))
        write_turtle(settled(triples.by_subject()), folder / "graph.ttl")
        store = write_store(folder / "graph.ttl", folder / "store")
        (folder / "explorer.html").write_text(explorer_page(store), encoding="utf-8")
        del store  # closes its files before the folder goes


if __name__ == "__main__":
    main([Path(name) for name in sys.argv[1:]])
