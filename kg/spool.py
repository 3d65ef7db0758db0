"""Triples of many documents on disk: sorted, each once, whatever the order in which they came.

The memory of a build must not grow with the number of its documents, and its bytes must not depend on their order.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from itertools import groupby

import pyoxigraph as ox

from kg.errors import OutputError

_CACHE = 16_000  # KiB of the table kept in memory
_PAGE = 32_768  # bytes: rows are long, and larger pages are split less often
_CHUNK = 2_000  # triples parsed at once


class Spool:
    """A set of triples in a temporary file, which vanishes when the spool does.

    A row is a triple as N-Triples writes it. No IRI holds the ">" that ends it, so the order of the rows is that of
    subject, predicate, object, in which `kg.rdf.turtle` sorts too.
    """

    def __init__(self) -> None:
        """Empty."""
        self._table = sqlite3.connect("")  # no name: SQLite makes a file of its own and deletes it on closing
        self._table.execute(f"PRAGMA page_size = {_PAGE}")
        self._table.execute(f"PRAGMA cache_size = -{_CACHE}")
        self._table.execute("CREATE TABLE triples (row TEXT PRIMARY KEY) WITHOUT ROWID")

    def close(self) -> None:
        """Delete the file."""
        self._table.close()

    def add(self, triples: Iterable[ox.Triple]) -> None:
        """Put triples with the others: all or, on a failure, none of them. Raises OutputError on a full disk."""
        rows = sorted({str(triple) for triple in triples})
        try:
            with self._table:
                self._table.executemany("INSERT OR IGNORE INTO triples VALUES (?)", zip(rows))
        except sqlite3.OperationalError as error:
            fault = f"the triples cannot be kept in a temporary file ({error})"
            raise OutputError(f"{fault}. Make room, or name another folder in SQLITE_TMPDIR") from error

    def __iter__(self) -> Iterator[ox.Triple]:
        """All triples, sorted."""
        return self._parsed("SELECT row FROM triples ORDER BY row")

    def under(self, stem: str) -> Iterator[ox.Triple]:
        """The triples whose subject is an IRI that begins with `stem`, sorted."""
        return self._parsed(
            "SELECT row FROM triples WHERE row >= ? AND row < ? ORDER BY row", f"<{stem}", f"<{stem}\U0010ffff"
        )

    def by_subject(self) -> Iterator[Iterable[ox.Triple]]:
        """The triples of one subject after the other."""
        return (same for _, same in groupby(self, key=lambda triple: triple.subject))

    def _parsed(self, query: str, *values: str) -> Iterator[ox.Triple]:
        found = self._table.execute(query, values)
        while rows := found.fetchmany(_CHUNK):
            text = "".join(f"{row} .\n" for (row,) in rows)
            for quad in ox.parse(text, format=ox.RdfFormat.N_TRIPLES):
                yield quad.triple
