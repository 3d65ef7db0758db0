"""Terms and concepts in plain words, as a page shows them."""

import re
from urllib.parse import unquote

from kg.columns import Columns
from kg.rdf import compress

_CONCEPT_PROPERTIES = ("exploitation", "victimGroup", "indicator", "assessmentValue", "judgement", "topic", "caveat")


def words(name: str) -> str:
    """A local name in plain words: `refersVictimsTo` → "refers victims to", `NGONetwork` → "NGO network"."""
    parts = re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+", name) if name.isascii() and name.isalpha() else []
    return " ".join(p if p.isupper() and len(p) > 1 else p.lower() for p in parts) or name


def words_of_iri(iri: str) -> str:
    """The last part of an IRI in plain words."""
    local = unquote(re.split(r"[/#]", iri.rstrip("/#"))[-1])
    return words(local) if local.isalpha() else local.replace("-", " ").replace("_", " ")


def concept_label(columns: Columns, iri: str) -> str:
    """The preferred label of a concept, else the last part of its IRI."""
    return columns.one("skos:prefLabel", iri) or words_of_iri(iri)


def topics_of(columns: Columns) -> dict[str, list[str]]:
    """The topics of passages and assessments in the order of the scheme, each with the part it belongs to."""
    iris = {iri for values in columns["tip:topic"].values() for iri in values}
    notation = {iri: columns.one("skos:notation", iri) for iri in iris}
    ordered = sorted(iris, key=lambda i: ([int(n) for n in re.findall(r"\d+", notation[i])], i))
    parts = [columns.one("skos:broader", iri) for iri in ordered]
    return {
        "label": [concept_label(columns, iri) for iri in ordered],
        "part": [concept_label(columns, part) if part else "" for part in parts],
    }


def concepts_of(columns: Columns) -> dict[str, dict[str, str]]:
    """Property → label → CURIE of the concepts that other tables give in words, for those who write RDF again."""
    return {
        name: {concept_label(columns, iri): compress(iri) for iri in sorted(iris) if ":" in iri}
        for name in _CONCEPT_PROPERTIES
        if (iris := {iri for values in columns[f"tip:{name}"].values() for iri in values})
    }
