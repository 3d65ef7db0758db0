"""Which files a build reads: those named, and those in the folders named."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.errors import DocumentError
from kg.output import read_report

# In a folder, what else lies there (pictures, tables) is passed over; a file named by itself is always read.
_SUFFIXES = frozenset({"", ".txt", ".text", ".md", ".markdown", ".htm", ".html", ".xhtml", ".pdf"})


@dataclass(frozen=True, slots=True)
class Input:
    """A file to read, and the name it is reported by: as given, or relative to the folder given."""

    path: Path
    name: str


def find_inputs(given: Iterable[Path | str]) -> list[Input]:
    """Files to read, each once, in the order of their paths, whatever the order they are given in.

    Folders are searched to the bottom; hidden files, links to folders and graphs built earlier are passed over.
    Raises DocumentError when something given does not exist or nothing is found.
    """
    found: dict[Path, Input] = {}
    for one in given:
        path = Path(one)
        if not path.exists():
            raise DocumentError(f"{path}: there is no such file or folder")
        files = _walk(path) if path.is_dir() else [path]
        for file in files:
            name = str(file.relative_to(path)) if path.is_dir() else path.name
            found.setdefault(file.resolve(), Input(file, name))
    if not found:
        raise DocumentError("no document found: give a text, Markdown, HTML or PDF file, or a folder with such files")
    return [found[path] for path in sorted(found)]


def _walk(folder: Path) -> Iterator[Path]:
    for place, folders, files in os.walk(folder):
        here = Path(place)
        folders[:] = sorted(f for f in folders if not f.startswith(".") and read_report(here / f) is None)
        if here == folder and read_report(here) is not None:
            return
        for name in sorted(files):
            path = here / name
            if not name.startswith(".") and path.suffix.lower() in _SUFFIXES and path.is_file():
                yield path
