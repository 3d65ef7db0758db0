"""How much memory a build takes as documents become more: it should grow slowly with their number.

    python tests/bench/memory.py [NUMBER ...]

Builds so many copies of the example documents, each with an id of its own, every number in a fresh process.
Prints the peak once all documents are read and extracted, the peak of the whole build, and processor seconds.
"""

import re
import resource
import subprocess
import sys
import tempfile
import time
from itertools import cycle, islice
from pathlib import Path

from kg.pipeline import build

EXAMPLES = Path(__file__).parents[2] / "examples"


def main(numbers: list[int]) -> None:
    """One line a number."""
    for number in numbers:
        subprocess.run([sys.executable, __file__, "--one", str(number)], check=True)


def write_copies(number: int, folder: Path) -> None:
    """Copies of the examples in turn; a cable bears its id in its text, the others in their file's name."""
    for n, path in enumerate(islice(cycle(sorted(EXAMPLES.iterdir())), number)):
        text = re.sub(r"\b09BAKU9001\b", f"09BAKU{9001 + n}", path.read_text(encoding="utf-8"))
        (folder / f"{path.stem}-{n}{path.suffix}").write_text(text, encoding="utf-8")


def measure(number: int) -> None:
    """Build and print."""
    extracted = [0.0]
    with tempfile.TemporaryDirectory() as place:
        texts = Path(place) / "texts"
        texts.mkdir()
        write_copies(number, texts)
        start = time.process_time()
        built = build(texts, Path(place) / "out", progress=lambda *_: extracted.append(_peak()))
        seconds = time.process_time() - start
        page = (Path(place) / "out" / "explorer.html").stat().st_size / 2**20
    if len(built.documents) != number:
        raise SystemExit(f"{len(built.documents)} of {number} documents: {built.failures}")
    print(
        f"{number:4} documents: {extracted[-1]:5.0f} MB at the last document, {_peak():5.0f} MB in all, "
        f"{seconds:5.1f} s, page of {page:.1f} MB",
        flush=True,
    )


def _peak() -> float:
    """Megabytes this process has taken at most so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    arguments = sys.argv[1:]
    if arguments[:1] == ["--one"]:
        measure(int(arguments[1]))
    else:
        main([int(argument) for argument in arguments] or [3, 30, 60])
