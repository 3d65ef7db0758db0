"""Names from the curated tables, found in a parsed text."""

from collections import defaultdict

from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc

from kg.extract.candidate import CURATED, Candidate
from kg.mappings import Mappings, Name


class Gazetteer:
    """All curated names in one matcher."""

    def __init__(self, nlp: Language, mappings: Mappings) -> None:
        """Names are cut into words by the model's own tokenizer."""
        self._mappings = mappings
        self._names: dict[str, list[Name]] = defaultdict(list)
        for name in mappings.names:
            self._names[name.text.casefold()].append(name)
        self._matcher = PhraseMatcher(nlp.vocab, attr="LOWER")
        self._matcher.add("name", [nlp.make_doc(name) for name in sorted(self._names)])

    def find(self, doc: Doc, country: str, *, capitals: bool = False) -> list[Candidate]:
        """The names in the doc that hold in a document about `country` (ISO alpha-2, "" if not known)."""
        found = []
        for _, first, last in self._matcher(doc):
            span = doc[first:last]
            name = self._fitting(span.text, country, capitals=capitals)
            if name:
                entity = self._mappings.entity(name.entity)
                rule = "demonym" if name.kind == "demonym" else "curated name"
                found.append(
                    Candidate(
                        span.start_char,
                        span.end_char,
                        entity.cls,
                        entity.label,
                        rule,
                        CURATED,
                        "known",
                        names=(span.text,),
                        entity=name.entity,
                        row=name.row,
                    )
                )
        return found

    def _fitting(self, text: str, country: str, *, capitals: bool) -> Name | None:
        names = [
            n
            for n in self._names.get(text.casefold(), [])
            if n.scope in {"", country} and _accepts(n, text, capitals=capitals)
        ]
        names.sort(key=lambda n: (not n.scope, n.kind == "demonym", n.row))
        return names[0] if names else None


def _accepts(name: Name, text: str, *, capitals: bool) -> bool:
    """A long name may be written in small letters ("the cabinet of ministers"); a short one may not."""
    long = name.kind == "name" and not name.case_sensitive and len(text.split()) > 2
    return name.accepts(text, capitals=capitals) or (long and text.islower())
