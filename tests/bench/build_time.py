"""How long a build takes beside the bare language model, in one process, side by side, and how much memory.

    python tests/bench/build_time.py DOCUMENT [ROUNDS]

Prints processor seconds, each the least of all rounds: the spaCy pipeline alone, whole and without its NER; the rules,
which are all that extraction takes beyond the pipeline without NER; and the whole way from the file to the graph, the
store and the page. Loading of the model and of the tables is left out. Then words per second and the peak of memory.
"""

import resource
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import spacy

from kg.disagreement import contradictions
from kg.explore import explorer_page
from kg.extract import DEFAULT_MODEL, Extractor
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


def main(path: Path, rounds: int) -> None:
    """Measure `rounds` times and print."""
    nlp, parser = spacy.load(DEFAULT_MODEL), spacy.load(DEFAULT_MODEL, exclude=["ner"])
    extractor = Extractor(load_mappings())
    document = read_document(path)
    texts = [paragraph.view.text for paragraph in document.paragraphs]
    words = sum(len(text.split()) for text in texts)
    jobs: dict[str, Callable[[], object]] = {
        "pipeline": lambda: list(nlp.pipe(texts, batch_size=64)),
        "parser": lambda: list(parser.pipe(texts, batch_size=64)),
        "extraction": lambda: extractor.extract(document),
        "build": lambda: _build(path, extractor),
    }
    least = dict.fromkeys(jobs, float("inf"))
    with lasting_memory():  # as in a build
        for _ in range(rounds):
            for name, job in jobs.items():
                start = time.process_time()
                job()
                least[name] = min(least[name], time.process_time() - start)
    rules = least["extraction"] - least["parser"]
    print(", ".join(f"{name} {seconds:.2f} s" for name, seconds in least.items()))
    shares = [f"{rules / least[name]:.0%} of the {name}" for name in ("pipeline", "parser")]
    print(f"rules {rules:.2f} s: {shares[0]}, {shares[1]} (the pipeline without NER)")
    print(f"{words} words, {words / least['build']:.0f} words a processor second")
    print(f"peak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


def _build(path: Path, extractor: Extractor) -> None:
    """What `kg.pipeline.build` does with one document once model and tables are loaded."""
    with closing(Spool()) as triples, tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        triples.add(findings_triples(extractor.extract(read_document(path))))
        for kind in ("claim", "observation"):
            triples.add(contradictions(triples.under(f"{BASE}{kind}/")))
        write_turtle(settled(triples.by_subject()), folder / "graph.ttl")
        store = write_store(folder / "graph.ttl", folder / "store")
        (folder / "explorer.html").write_text(explorer_page(store), encoding="utf-8")
        del store  # closes its files before the folder goes


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 5)
