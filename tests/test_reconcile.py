from dataclasses import replace

import pyoxigraph as ox
from factories import sample_document, sample_findings

from kg.check import check_graph
from kg.graph import findings_triples
from kg.model import Entity
from kg.rdf import expand, turtle
from kg.reconcile import reconcile
from kg.store import Graph
from kg.terms import mint


def described_by(*entities: Entity) -> list[ox.Triple]:
    """Triples of several documents, each of which describes one of the entities."""
    findings = sample_findings()
    return [
        triple
        for number, entity in enumerate(entities)
        for triple in findings_triples(
            replace(
                findings,
                document=replace(sample_document(), id=f"d{number}"),
                entities=(*findings.entities, entity),
            )
        )
    ]


def values(triples: set[ox.Triple], name: str, predicate: str) -> set[str]:
    wanted = mint(name), expand(predicate)
    return {getattr(t.object, "value", "") for t in triples if (t.subject, t.predicate.value) == wanted}


def test_of_several_names_the_one_with_most_capitals_is_preferred_and_the_others_stay() -> None:
    plan = "xr/action-plan"
    found = set(
        reconcile(
            described_by(
                Entity(plan, "ActionPlan", "the plan", "XR", ("National Action Plan",)),
                Entity(plan, "ActionPlan", "National Action Plan", "XR"),
                Entity(plan, "ActionPlan", "NAP", "XR"),
            )
        )
    )
    assert values(found, plan, "skos:prefLabel") == {"National Action Plan"}
    assert values(found, plan, "skos:altLabel") == {"the plan", "NAP"}


def test_of_several_classes_the_most_specific_stays_and_one_that_knows_is_enough() -> None:
    network = "xr/network"
    found = set(
        reconcile(
            described_by(
                Entity(network, "NGO", "Network", "XR"),
                Entity(network, "NGONetwork", "Network", "XR", known=True),
                Entity(network, "Actor", "Network", "XR"),
            )
        )
    )
    assert values(found, network, "rdf:type") == {expand("tip:NGONetwork")}
    assert values(found, network, "tip:known") == {"true"}


def test_the_order_of_documents_does_not_matter() -> None:
    triples = described_by(Entity("xr/a", "NGO", "Alpha", "XR"), Entity("xr/a", "PublicBody", "alpha", "XR"))
    assert turtle(reconcile(triples)) == turtle(reconcile(reversed(triples)))


def test_a_graph_without_conflict_is_left_as_it_is() -> None:
    triples = set(findings_triples(sample_findings()))
    assert set(reconcile(triples)) == triples


def test_a_reconciled_graph_of_several_documents_conforms() -> None:
    triples = described_by(Entity("xr/a", "NGO", "Alpha", "XR"), Entity("xr/a", "PublicBody", "alpha", "XR"))
    assert not check_graph(Graph.parse(turtle(triples))).conforms
    assert check_graph(Graph.parse(turtle(reconcile(triples)))).conforms
