"""Who built a graph, from what and with what: the PROV record of a build."""

from collections.abc import Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from kg.rdf import BASE, digest, slug
from kg.terms import mint, optional_text, say, term, text_literal


@dataclass(frozen=True, slots=True)
class Input:
    """A file that a build read: a mapping table, a rule file, a part of the ontology. `digest` is of its bytes."""

    name: str
    digest: str
    version: str = ""


@dataclass(frozen=True, slots=True)
class Software:
    """A program or language model that took part in a build."""

    name: str
    version: str


@dataclass(frozen=True, slots=True)
class Run:
    """One build. `documents` are entity ids ("document/09BAKU141"); `started` and `ended` are xsd:dateTime or "".

    Times are written only when given, since a graph without them is the same, byte for byte, whenever it is built.
    """

    documents: tuple[str, ...]
    inputs: tuple[Input, ...]
    software: tuple[Software, ...]
    started: str = ""
    ended: str = ""


def run_triples(run: Run, base: str = BASE) -> Iterator[ox.Triple]:
    """The build as a `prov:Activity` with the documents and files it used and the software that carried it out."""
    name = digest(sorted(run.documents), sorted(map(repr, run.inputs)), sorted(map(repr, run.software)), run.started)
    node, graph = mint(f"run/{name}", base), mint(f"graph/{name}", base)
    yield from say(
        node,
        ("rdf:type", term("prov:Activity")),
        ("rdfs:label", text_literal("Building of the knowledge graph")),
        *(("prov:used", mint(document, base)) for document in run.documents),
        ("prov:startedAtTime", _time(run.started)),
        ("prov:endedAtTime", _time(run.ended)),
    )
    yield from say(graph, ("rdf:type", term("prov:Entity")), ("rdfs:label", text_literal("The knowledge graph")))
    yield from say(graph, ("prov:wasGeneratedBy", node))
    for used in run.inputs:
        file = mint(f"input/{slug(used.name)}/{used.digest[:16]}", base)
        yield from say(
            file,
            ("rdf:type", term("prov:Entity")),
            ("rdfs:label", text_literal(used.name)),
            ("tip:digest", text_literal(used.digest)),
            ("schema:version", optional_text(used.version)),
        )
        yield from say(node, ("prov:used", file))
    for software in run.software:
        agent = mint(f"software/{slug(software.name)}/{slug(software.version)}", base)
        yield from say(
            agent,
            ("rdf:type", term("prov:SoftwareAgent")),
            ("rdfs:label", text_literal(software.name)),
            ("schema:softwareVersion", text_literal(software.version)),
        )
        yield from say(node, ("prov:wasAssociatedWith", agent))


def _time(value: str) -> ox.Literal | None:
    return ox.Literal(value, datatype=term("xsd:dateTime")) if value else None
