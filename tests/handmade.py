"""A graph made by hand with something to say on every question; all of it is invented."""

from dataclasses import replace
from functools import cache

from factories import (
    LUTHA,
    MINISTRY,
    NGO,
    SHELTER,
    quote,
    sample_claims,
    sample_entities,
    sample_findings,
)

from kg.disagreement import contradictions
from kg.graph import findings_triples
from kg.model import Claim, Entity, Findings
from kg.rdf import turtle
from kg.store import Graph

GROUP, NETWORK, GOVERNMENT, LAW = "xr/working-group", "xr/network-of-ngos", "xr/government", "xr/law-on-trafficking"
MORE = (
    Entity(GROUP, "CoordinationBody", "Working Group on Trafficking", "XR", ("task force",), known=True),
    Entity(NETWORK, "NGONetwork", "Network of Coastal NGOs", "XR", ("NCN",), known=True),
    Entity(GOVERNMENT, "Government", "Government of Ruritania", "XR", known=True),
    Entity(LAW, "Law", "Law on Trafficking", "XR", known=True),
    Entity("xl/government", "Government", "Government of Lutha", "XL", known=True),
)


def _said(subject: str, predicate: str, value: str, words: str, passage: str, *, literal: bool = False) -> Claim:
    pattern = sample_claims()[0]
    evidence = (quote(words, passage),)
    return replace(
        pattern, subject=subject, predicate=predicate, object=value, evidence=evidence, literal=literal, rule="by hand"
    )


def hand_made_findings() -> Findings:
    """The sample document with members and a chair, a network, agreements and penalties besides."""
    sample = sample_findings()
    claims = (
        *sample.claims,
        _said(MINISTRY, "memberOf", GROUP, "Ministry of Labour of Ruritania", "1"),
        _said("xr/police", "chairs", GROUP, "police identified 12 victims", "1"),
        _said(NGO, "memberOf", NETWORK, "Harbour Watch said", "2"),
        _said(GOVERNMENT, "signedAgreementWith", LUTHA, "Ruritania through Graustark to Lutha", "2"),
        _said(LAW, "penalizes", "imprisonment of 5 to 12 years", "sexual exploitation", "2", literal=True),
        replace(
            _said("xr/police", "allegedInvolvement", SHELTER, "police identified", "1"),
            modality="Alleged",
            speakers=(NGO,),
        ),
    )
    return replace(sample, entities=(*sample_entities(), *MORE), claims=claims)


def turtle_of(findings: Findings) -> bytes:
    """The graph of some findings, contradictions included."""
    triples = list(findings_triples(findings))
    return turtle([*triples, *contradictions(triples)])


@cache
def hand_made_turtle() -> bytes:
    """The graph, contradictions included."""
    return turtle_of(hand_made_findings())


def hand_made_graph() -> Graph:
    """The graph, opened in memory."""
    return Graph.parse(hand_made_turtle())
