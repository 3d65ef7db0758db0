from pathlib import Path

import pytest
from factories import MINISTRY, sample_findings

from kg.check import Report, check_graph, checks, read_check
from kg.disagreement import contradictions
from kg.errors import QueryError, StoreError
from kg.extract import Extractor
from kg.graph import findings_triples
from kg.rdf import turtle
from kg.read import read_text
from kg.store import Graph

PREFIXES = """
PREFIX tip: <https://w3id.org/tip-kg/ontology#>
PREFIX m: <https://w3id.org/tip-kg/ontology/marking#>
PREFIX id: <https://w3id.org/tip-kg/id/>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX time: <http://www.w3.org/2006/time#>
"""
SHELTER_IRI = r"id:xr\/blue-door-shelter"
MINISTRY_IRI = r"id:xr\/ministry-of-labour"


def sample_turtle() -> bytes:
    triples = set(findings_triples(sample_findings()))
    return turtle(triples | set(contradictions(triples)))


def after(update: str) -> Graph:
    """The sample graph after a SPARQL update that spoils it."""
    import pyoxigraph as ox

    store = ox.Store()
    store.load(sample_turtle(), format=ox.RdfFormat.TURTLE)
    content = {quad.triple for quad in store}
    store.update(PREFIXES + update)
    assert {quad.triple for quad in store} != content, "the update changed nothing"
    return Graph.parse(turtle(quad.triple for quad in store))


def faults(report: Report, severity: str = "violation") -> set[str]:
    return {violation.check for violation in report.violations if violation.severity == severity}


def test_a_sound_graph_conforms_without_a_warning() -> None:
    assert check_graph(Graph.parse(sample_turtle())).violations == ()


def test_a_town_of_a_territory_brings_the_territory_with_it_as_one_of_a_country_does(extractor: Extractor) -> None:
    text = "Women from Colombia are brought to Willemstad for sexual exploitation. Kowloon has one shelter.\n"
    graph = Graph.parse(turtle(findings_triples(extractor.extract(read_text(text, "a.txt")))))
    assert check_graph(graph).violations == ()
    (flow,) = graph.query("SELECT ?to { ?flow tip:destination/skos:prefLabel ?to }").records()
    assert flow == {"to": "Cura\u00e7ao"}


def test_a_turtle_file_can_be_checked_by_its_path(tmp_path: Path) -> None:
    path = tmp_path / "graph.ttl"
    path.write_bytes(sample_turtle())
    assert check_graph(path).conforms
    assert check_graph(str(path), shapes=False).conforms


def test_a_missing_graph_is_an_error_and_no_success(tmp_path: Path) -> None:
    with pytest.raises(StoreError):
        check_graph(tmp_path / "absent.ttl")


# Each query finds the fault that it is for.

SPOILED = {
    "dangling-reference": rf"INSERT DATA {{ {SHELTER_IRI} tip:country id:country\/zz }}",
    "quote-differs-from-text": """DELETE { ?q oa:exact ?x } INSERT { ?q oa:exact "The ministry funds it." }
        WHERE { ?q a oa:TextQuoteSelector ; oa:exact ?x }""",
    "plain-edge-without-claim": f"INSERT DATA {{ {MINISTRY_IRI} tip:operates {SHELTER_IRI} }}",
    "claim-without-plain-edge": f"DELETE DATA {{ {MINISTRY_IRI} tip:funds {SHELTER_IRI} }}",
    "relation-unknown": """DELETE { ?c rdf:predicate tip:funds } INSERT { ?c rdf:predicate tip:likes }
        WHERE { ?c rdf:predicate tip:funds ; tip:polarity tip:Negated }""",
    "term-undeclared": rf'INSERT DATA {{ {MINISTRY_IRI} tip:shoeSize "43" }}',
    "blank-node": f"INSERT DATA {{ {MINISTRY_IRI} skos:altLabel [] }}",
    "concept-outside-scheme": """DELETE { ?o tip:indicator ?i } INSERT { ?o tip:indicator tip:Women }
        WHERE { ?o tip:indicator ?i }""",
    "marking-weaker-than-passage": """DELETE { ?c tip:marking m:SBU } INSERT { ?c tip:marking m:U }
        WHERE { ?c a tip:Claim ; tip:marking m:SBU }""",
    "evidence-of-another-document": r"""DELETE { ?e oa:hasSource ?d } INSERT { ?e oa:hasSource id:country\/xr }
        WHERE { ?e oa:hasSource ?d }""",
    "flow-internal-to-two-countries": """DELETE { ?f tip:internal ?i } INSERT { ?f tip:internal true }
        WHERE { ?f tip:internal ?i }""",
    "range-upside-down": """DELETE { ?o tip:minValue ?n } INSERT { ?o tip:minValue 99 }
        WHERE { ?o tip:minValue ?n }""",
    "judgement-against-value": """DELETE { ?a tip:polarity tip:Negated } INSERT { ?a tip:polarity tip:Affirmed }
        WHERE { ?a a tip:Assessment ; tip:polarity tip:Negated }""",
    "contradiction-one-sided": """DELETE { ?a tip:contradicts ?b }
        WHERE { ?a tip:contradicts ?b ; tip:polarity tip:Negated }""",
    "period-untyped": """DELETE { ?o tip:period ?p } INSERT { ?o tip:period "last year" }
        WHERE { ?o a tip:Observation ; tip:period ?p }""",
}
SUSPECT = {
    "claim-without-mention": rf"DELETE {{ ?m ?p ?o }} WHERE {{ ?m tip:mentions {MINISTRY_IRI} ; ?p ?o }}",
    "contradiction-in-one-voice": """DELETE { ?c tip:attributedTo ?s } INSERT { ?c tip:attributedTo id:xr\\/police }
        WHERE { ?c tip:contradicts ?d ; tip:attributedTo ?s }""",
    "domain-departed-from": rf"""DELETE {{ {MINISTRY_IRI} a tip:Ministry }} INSERT {{ {MINISTRY_IRI} a tip:Place }}
        WHERE {{}}""",
    "range-departed-from": rf"""DELETE {{ {SHELTER_IRI} a tip:Shelter }} INSERT {{ {SHELTER_IRI} a tip:Place }}
        WHERE {{}}""",
    "two-things-of-one-name": r"""INSERT DATA { id:xr\/mol a tip:Ministry ; tip:known false ;
        skos:prefLabel "Ministry of Labour" ; tip:country id:country\/xr }""",
}


@pytest.mark.parametrize("name", SPOILED)
def test_a_query_finds_its_violation(name: str) -> None:
    report = check_graph(after(SPOILED[name]), shapes=False)
    assert name in faults(report)
    assert not report.conforms


@pytest.mark.parametrize("name", SUSPECT)
def test_a_query_finds_what_a_person_should_look_at(name: str) -> None:
    report = check_graph(after(SUSPECT[name]), shapes=False)
    assert name in faults(report, "warning")
    assert report.conforms


def test_every_query_has_a_test_that_makes_it_speak() -> None:
    assert {check.name for check in checks()} == SPOILED.keys() | SUSPECT.keys()


def test_every_query_says_what_to_do() -> None:
    assert all(check.description for check in checks())


@pytest.mark.parametrize(
    ("shape", "update"),
    [
        ("Statement", "DELETE { ?c tip:evidence ?e } WHERE { ?c a tip:Observation ; tip:evidence ?e }"),
        ("Statement", "DELETE { ?c tip:attributedTo ?e } WHERE { ?c a tip:VictimFlow ; tip:attributedTo ?e }"),
        ("Statement", "DELETE { ?c tip:marking ?e } WHERE { ?c a tip:Claim ; tip:marking ?e }"),
        ("Statement", "INSERT { ?c tip:polarity tip:Negated } WHERE { ?c tip:polarity tip:Affirmed }"),
        ("Statement", "INSERT { ?c tip:modality tip:Rumoured } WHERE { ?c a tip:Claim }"),
        (
            "Statement",
            "DELETE { ?c tip:confidence ?e } INSERT { ?c tip:confidence 1.5 } WHERE { ?c tip:confidence ?e }",
        ),
        ("Claim", "DELETE { ?c rdf:object ?e } WHERE { ?c a tip:Claim ; rdf:object ?e }"),
        ("Flow", "DELETE { ?f ?p ?o } WHERE { VALUES ?p { tip:origin tip:transit tip:destination } ?f ?p ?o }"),
        ("Observation", "DELETE { ?o ?p ?v } WHERE { VALUES ?p { tip:value tip:minValue tip:maxValue } ?o ?p ?v }"),
        ("Observation", 'INSERT { ?o tip:value "many" } WHERE { ?o tip:minValue ?v }'),
        ("Evidence", "DELETE { ?q oa:exact ?x } WHERE { ?q a oa:TextQuoteSelector ; oa:exact ?x }"),
        ("Position", "DELETE { ?q oa:start ?x } INSERT { ?q oa:start 999999 } WHERE { ?q oa:start ?x }"),
        ("Document", "DELETE { ?d dcterms:identifier ?x } WHERE { ?d dcterms:identifier ?x }"),
        ("Passage", "DELETE { ?d tip:text ?x } WHERE { ?d tip:text ?x }"),
        ("Mention", "DELETE { ?d tip:mentions ?x } WHERE { ?d tip:mentions ?x }"),
        ("Thing", f'INSERT DATA {{ {MINISTRY_IRI} skos:prefLabel "Another name" }}'),
        ("Thing", f"INSERT DATA {{ {MINISTRY_IRI} a tip:NGO }}"),
        ("Country", 'DELETE { ?c tip:iso2 ?x } INSERT { ?c tip:iso2 "Ruritania" } WHERE { ?c tip:iso2 ?x }'),
        (
            "Interval",
            "DELETE { ?c ?p ?x } WHERE { ?c a time:Interval ; ?p ?x FILTER(isIRI(?x) && ?p != rdf:type) }",
        ),
    ],
)
def test_a_shape_finds_its_violation(shape: str, update: str) -> None:
    report = check_graph(after(update))
    assert shape in faults(report)


def test_a_violation_names_the_node_as_people_do() -> None:
    report = check_graph(after(SPOILED["plain-edge-without-claim"]), shapes=False)
    [violation] = [v for v in report.violations if v.check == "plain-edge-without-claim"]
    assert violation.label == "Ministry of Labour"
    assert violation.focus.endswith(MINISTRY)
    assert "tip:operates" in violation.message
    assert "Ministry of Labour" in str(report)


def test_a_claim_at_fault_is_labelled_by_what_it_says() -> None:
    report = check_graph(after(SPOILED["marking-weaker-than-passage"]), shapes=False)
    assert "Ministry of Labour funds Blue Door shelter" in {violation.label for violation in report.violations}


def test_a_check_without_a_title_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "odd.rq"
    path.write_text("SELECT ?node WHERE { ?node ?p ?o }")
    with pytest.raises(QueryError, match="title"):
        read_check(path)
