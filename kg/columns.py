"""A store read by predicate: for each subject its values, as strings. Named graphs are read as one."""

from collections import Counter
from sys import intern

import pyoxigraph as ox

from kg.rdf import TIP, expand

Values = dict[str, list[str]]


class Columns:
    """The values of each predicate, read when first asked for and then kept.

    IRIs are given in full and literals as their text; values are distinct and sorted. Triples about
    triples are left out. A string that many predicates share is kept once.
    """

    def __init__(self, store: ox.Store) -> None:
        """Nothing is read yet."""
        self._store = store
        self._read: dict[str, Values] = {}

    def __getitem__(self, curie: str) -> Values:
        """Subject → its values of the predicate with this CURIE."""
        if curie not in self._read:
            found: Values = {}
            for quad in self._store.quads_for_pattern(None, ox.NamedNode(expand(curie)), None, None):
                subject, value = quad.subject, quad.object  # each access makes a new object
                if not isinstance(subject, ox.Triple) and not isinstance(value, ox.Triple):
                    found.setdefault(intern(subject.value), []).append(intern(value.value))
            for iri, values in found.items():
                if len(values) > 1:
                    found[iri] = sorted(set(values))
            self._read[curie] = found
        return self._read[curie]

    def every(self, curie: str, subject: str) -> list[str]:
        """All values of one subject."""
        return (self._read.get(curie) or self[curie]).get(subject, [])

    def one(self, curie: str, subject: str, default: str = "") -> str:
        """The first value of one subject, in sorted order."""
        values = self.every(curie, subject)
        return values[0] if values else default

    def offset(self, subject: str, end: str) -> int:
        """`oa:start` or `oa:end` of a subject, -1 where there is none."""
        value = self.one(f"oa:{end}", subject)
        return int(value) if value.isdecimal() else -1

    def classes(self) -> dict[str, str]:
        """Subject → local name of its class; of several the rarest, since a superclass has more members."""
        types = self["rdf:type"].items()
        own = {subject: [v.removeprefix(TIP) for v in values if v.startswith(TIP)] for subject, values in types}
        members = Counter(name for names in own.values() for name in names)
        return {subject: min(names, key=lambda n: (members[n], n)) for subject, names in own.items() if names}

    def literals(self, curie: str) -> dict[str, str]:
        """Subject → value, for the subjects whose value of the predicate is a literal."""
        quads = self._store.quads_for_pattern(None, ox.NamedNode(expand(curie)), None, None)
        return {
            quad.subject.value: quad.object.value
            for quad in quads
            if isinstance(quad.object, ox.Literal) and not isinstance(quad.subject, ox.Triple)
        }

    def predicates(self) -> list[str]:
        """Local names of the vocabulary's predicates that occur."""
        rows = self._store.query("SELECT DISTINCT ?p { ?s ?p ?o }", use_default_graph_as_union=True)
        if not isinstance(rows, ox.QuerySolutions):
            return []
        names = (row["p"] for row in rows)
        iris = (name.value for name in names if isinstance(name, ox.NamedNode))
        return sorted(iri.removeprefix(TIP) for iri in iris if iri.startswith(TIP))
