import random
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import pyoxigraph as ox
import pytest
from factories import (
    EMBASSY,
    MINISTRY,
    NGO,
    RURITANIA,
    SAMPLE_TEXT,
    SHELTER,
    quote,
    sample_claims,
    sample_document,
    sample_findings,
    sample_flows,
)
from hypothesis import given
from hypothesis import strategies as st

from kg.disagreement import contradictions
from kg.graph import findings_triples
from kg.model import Claim, Document, Entity, Evidence, Findings, Paragraph, View
from kg.provenance import Input, Run, Software, run_triples
from kg.rdf import BASE, TIP, expand, turtle
from kg.resources import data_folder
from kg.store import Graph
from kg.terms import mint

T = TypeVar("T")


def rows(findings: Findings, pattern: str) -> list[tuple[str, ...]]:
    """The rows of `SELECT *` over a pattern, each value as text."""
    answer = Graph.parse(turtle(findings_triples(findings))).query("SELECT * WHERE {" + pattern + "}")
    return sorted(tuple(str(getattr(term, "value", term)) for term in row) for row in answer.rows)


def with_claims(*claims: Claim) -> Findings:
    return replace(sample_findings(), claims=claims)


def with_marking(document: Document, marking: str) -> Document:
    return replace(document, marking=marking)


def mixed(items: tuple[T, ...], shuffle: random.Random) -> tuple[T, ...]:
    return tuple(shuffle.sample(items, len(items)))


def test_a_thing_has_a_country_and_a_territory_with_a_code_is_not_its_own() -> None:
    aruba = Entity("country/aw", "Place", "Aruba", "AW", known=True)
    findings = replace(sample_findings(), entities=(*sample_findings().entities, aruba))
    assert rows(findings, f"<{BASE}{MINISTRY}> tip:country ?home") == [(BASE + RURITANIA,)]
    assert rows(findings, f"<{BASE}{aruba.id}> tip:country ?home") == []


def test_an_assessment_says_what_is_judged_how_and_about_what() -> None:
    pattern = """?a tip:assesses/skos:prefLabel ?thing ; tip:assessedWords ?words ; tip:assessmentValue ?value ;
                    tip:judgement ?judgement ; tip:topic ?topic ; tip:polarity tip:Negated"""
    ((*found,),) = rows(sample_findings(), pattern)
    shown = {term.partition("ontology/")[2] or term for term in found if "/id/" not in term}
    judged = {"assessment#Sufficient", "assessment#Unfavourable", "topic#Resources"}
    assert shown == {"Ministry of Labour", "funding for the shelter", *judged}


def test_a_passage_has_its_topic_and_one_without_a_clear_topic_has_none() -> None:
    found = rows(sample_findings(), "?passage a tip:Passage ; tip:topic ?topic")
    topics = {value.rpartition("#")[2] for row in found for value in row if "#" in value}
    assert topics == {"Shelter", "OriginsAndDestinations"}
    assert len(found) == len(sample_findings().document.paragraphs) - 1


def test_turtle_read_back_is_the_same_triples() -> None:
    triples = set(findings_triples(sample_findings()))
    assert {quad.triple for quad in ox.parse(turtle(triples), format=ox.RdfFormat.TURTLE)} == triples


def test_a_store_returns_every_literal_unchanged() -> None:
    triples = set(findings_triples(sample_findings()))
    store = ox.Store()
    store.extend(ox.Quad(*triple) for triple in triples)
    assert {quad.triple for quad in store} == triples


def test_the_order_of_findings_does_not_change_the_bytes() -> None:
    findings = sample_findings()
    expected = turtle(findings_triples(findings))
    for seed in range(5):
        shuffle = random.Random(seed)  # noqa: S311 — a test needs chance that repeats, not secrecy

        again = replace(
            findings,
            entities=mixed(findings.entities, shuffle),
            links=mixed(findings.links, shuffle),
            claims=mixed(findings.claims, shuffle),
            flows=mixed(findings.flows, shuffle),
            observations=mixed(findings.observations, shuffle),
            assessments=mixed(findings.assessments, shuffle),
        )
        assert turtle(findings_triples(again)) == expected


def test_there_is_no_blank_node() -> None:
    for triple in findings_triples(sample_findings()):
        assert not isinstance(triple.subject, ox.BlankNode)
        assert not isinstance(triple.object, ox.BlankNode)


def test_every_term_written_is_declared_in_the_ontology() -> None:
    folder = data_folder("ontology")
    declared = {
        triple.subject
        for path in [folder / "core.ttl", *(folder / "concepts").glob("*.ttl")]
        for triple in ox.parse(path=path, format=ox.RdfFormat.TURTLE)
    }
    run = Run(("document/08RURI1",), (Input("a.tsv", "0" * 64, "1"),), (Software("kg", "1"),), "2020-01-01T00:00:00Z")
    triples = [*findings_triples(sample_findings()), *run_triples(run)]
    triples += contradictions(triples)
    used: set[object] = {triple.predicate for triple in triples}
    used |= {triple.object for triple in triples if triple.predicate.value == expand("rdf:type")}
    used |= {triple.object for triple in triples if str(triple.object).startswith(f"<{TIP}")}
    assert used - declared == set()


def test_another_base_names_all_things_there() -> None:
    base = "https://example.org/graph/"
    subjects = {str(triple.subject) for triple in findings_triples(sample_findings(), base)}
    assert all(subject.startswith(f"<{base}") for subject in subjects)


def test_a_subclass_is_found_through_the_ontology() -> None:
    network = Entity("xr/harbour-network", "NGONetwork", "Harbour Network", "XR")
    findings = replace(sample_findings(), entities=(*sample_findings().entities, network))
    found = rows(findings, "?thing a/rdfs:subClassOf* tip:NGO")
    assert found == sorted([(BASE + NGO,), (BASE + "xr/harbour-network",)])


@given(st.text(), st.text(min_size=1), st.text())
def test_any_label_text_and_name_is_written_and_read_back(label: str, alias: str, body: str) -> None:
    text = body + "."
    view = View(text, tuple(range(len(text))))
    document = Document("d", "report", "d.txt", text, label, (Paragraph("1", "text", 0, len(text), view),))
    entity = Entity("xr/thing", "NGO", label, "XR", (alias,))
    claim = Claim(
        subject="xr/thing",
        predicate="providesService",
        object=alias,
        literal=True,
        evidence=(Evidence(0, len(text), "1"),),
        rule="r",
        confidence=0.5,
        speakers=("xr/thing",),
    )
    triples = set(findings_triples(Findings(document, (entity,), (), (claim,), (), ())))
    assert {quad.triple for quad in ox.parse(turtle(triples), format=ox.RdfFormat.TURTLE)} == triples


@pytest.mark.parametrize(
    "label", ['a "quoted" name', "two\nlines", "\u200fright to left", "\\", "\x00", "broken \ud800"]
)
def test_hostile_labels_survive(label: str) -> None:
    findings = replace(sample_findings(), entities=(Entity("xr/thing", "NGO", label),))
    [(found,)] = rows(findings, "<https://w3id.org/tip-kg/id/xr/thing> skos:prefLabel ?label")
    assert found == label.replace("\ud800", "\ufffd")


def test_only_affirmed_and_asserted_claims_become_plain_edges() -> None:
    first = sample_claims()[0]
    for modality in ("Alleged", "Believed", "Planned", "Denied"):
        assert not rows(with_claims(replace(first, modality=modality)), f"<{BASE}{MINISTRY}> tip:funds ?shelter")
    assert not rows(with_claims(replace(first, polarity="Negated")), f"<{BASE}{MINISTRY}> tip:funds ?shelter")
    assert rows(with_claims(first), f"<{BASE}{MINISTRY}> tip:funds ?shelter") == [(BASE + SHELTER,)]


def test_evidence_quotes_the_text_as_it_was_read_line_breaks_included() -> None:
    pattern = "?claim a tip:Claim ; tip:polarity tip:Negated ; tip:evidence/oa:hasSelector/oa:exact ?exact"
    [(_, exact)] = rows(sample_findings(), pattern)
    assert exact == "the ministry does not fund\nthe Blue Door shelter"


def test_offsets_give_the_quotation_and_its_surroundings() -> None:
    pattern = "?p oa:start ?s ; oa:end ?end . ?q oa:exact ?x ; oa:prefix ?before ; oa:suffix ?after"
    found = rows(sample_findings(), f"?e oa:hasSelector ?p , ?q . {pattern}")
    assert len(found) == 6
    for row in found:
        start, end = sorted(int(value) for value in row if value.isdigit())
        assert SAMPLE_TEXT[start:end] in row
        assert SAMPLE_TEXT[max(0, start - 32) : start] in row
        assert SAMPLE_TEXT[end : end + 32] in row


def test_equal_claims_merge_with_all_evidence_and_the_best_confidence() -> None:
    first = sample_claims()[0]
    second = replace(first, evidence=(quote("Blue Door shelter", "1"),), rule="pattern:fund", confidence=0.4)
    pattern = "?c a tip:Claim ; tip:extractedBy ?rule ; tip:confidence ?confidence ; tip:evidence ?evidence"
    found = rows(with_claims(first, second), pattern)
    assert len({row[0] for row in found}) == 1
    assert {value for row in found for value in row if value.startswith(("frame", "pattern"))} == {
        "frame:fund",
        "pattern:fund",
    }
    assert {value for row in found for value in row if value in {"0.9", "0.4"}} == {"0.9"}
    assert len({value for row in found for value in row if "/evidence/" in value}) == 2


@pytest.mark.parametrize(
    "other",
    [
        {"period": "2008"},
        {"speakers": (NGO,)},
        {"modality": "Alleged"},
        {"polarity": "Negated"},
        {"evidence": (quote("Blue Door shelter", "2"),)},
    ],
)
def test_claims_that_differ_in_what_is_said_by_whom_or_where_stay_apart(other: dict[str, object]) -> None:
    first = sample_claims()[0]
    assert len(rows(with_claims(first, replace(first, **other)), "?claim a tip:Claim")) == 2  # type: ignore[arg-type]


def test_the_object_of_a_literal_claim_is_a_plain_string() -> None:
    triples = set(findings_triples(sample_findings()))
    edge = ox.Triple(mint(SHELTER), ox.NamedNode(TIP + "providesService"), ox.Literal("shelter"))
    assert edge in triples


def test_an_internal_flow_with_one_end_gets_the_other() -> None:
    flow = replace(sample_flows()[0], origin=RURITANIA, destination="", transit=(), internal=True)
    found = rows(replace(sample_findings(), flows=(flow,)), "?flow tip:origin ?place ; tip:destination ?place")
    assert [row for row in found if BASE + RURITANIA in row]


def test_a_flow_keeps_everything_the_text_says() -> None:
    pattern = "?f tip:origin ?o ; tip:transit ?t ; tip:destination ?d ; tip:victimGroup ?g ; tip:victimCount ?n"
    [row] = rows(sample_findings(), pattern)
    assert {BASE + "country/xr", BASE + "country/xg", BASE + "country/xl", TIP + "Women", "2"} <= set(row)


def test_an_open_interval_has_one_end() -> None:
    claim = replace(sample_claims()[0], period="2009/")
    pattern = "?c a tip:Claim ; tip:period ?p . ?p time:hasBeginning/time:inXSDgYear ?year"
    [row] = rows(with_claims(claim), pattern)
    assert "2009" in row
    assert not rows(with_claims(claim), "?c a tip:Claim ; tip:period/time:hasEnd ?end")


def test_a_document_carries_its_header() -> None:
    pattern = "?d a tip:Cable , tip:Document ; dcterms:creator ?author ; tip:about ?country ; tip:fileName ?file"
    [row] = rows(sample_findings(), pattern)
    assert {BASE + "document/08RURI1", BASE + EMBASSY, BASE + RURITANIA, "08RURI1.txt"} == set(row)


def test_an_author_who_is_no_entity_is_a_name() -> None:
    findings = replace(sample_findings(), document=replace(sample_document(), author="A. Writer"), author="")
    assert rows(findings, "?d tip:authorName ?name") == [(BASE + "document/08RURI1", "A. Writer")]
    assert not rows(findings, "?d dcterms:creator ?author")


@pytest.mark.parametrize("source", ["/home/someone/private/08RURI1.txt", r"C:\Users\someone\08RURI1.txt"])
def test_no_folder_of_the_reading_machine_is_written(source: str) -> None:
    findings = replace(sample_findings(), document=replace(sample_document(), source=source))
    assert b"someone" not in turtle(findings_triples(findings))


def test_a_statement_bears_the_marking_of_its_paragraph() -> None:
    found = rows(sample_findings(), "?c a tip:Claim ; tip:marking ?marking ; tip:evidence/tip:passage ?passage")
    marks = {(value, other) for row in found for value in row for other in row if "marking#" in value}
    passages = {(mark.rpartition("#")[2], other.rpartition("/")[2]) for mark, other in marks if "/document/" in other}
    assert passages == {("U", "1"), ("SBU", "2")}


def test_a_statement_from_two_paragraphs_bears_the_stricter_marking() -> None:
    both = (*sample_claims()[0].evidence, *sample_claims()[1].evidence)
    found = rows(with_claims(replace(sample_claims()[0], evidence=both)), "?c a tip:Claim ; tip:marking ?marking")
    assert [row for row in found if any(value.endswith("#SBU") for value in row)]
    assert len(found) == 1


def test_a_paragraph_without_a_marking_takes_the_documents() -> None:
    found = rows(sample_findings(), '?passage tip:number "header" ; tip:marking ?marking')
    assert any(value.endswith("#SBU") for value in found[0])


def test_a_document_without_a_marking_is_as_strict_as_its_strictest_paragraph() -> None:
    findings = replace(sample_findings(), document=with_marking(sample_document(), ""))
    assert any(value.endswith("#SBU") for value in rows(findings, "?d a tip:Document ; tip:marking ?marking")[0])


def test_a_portion_caveat_stands_on_the_statement() -> None:
    document = sample_document()
    paragraphs = tuple(replace(p, marking="C/NF" if p.number == "2" else p.marking) for p in document.paragraphs)
    findings = replace(sample_findings(), document=replace(document, paragraphs=paragraphs))
    [row] = rows(findings, "?claim a tip:Claim ; tip:caveat ?caveat")
    assert any(value.endswith("#NOFORN") for value in row)


def test_a_caveat_that_the_scheme_lacks_is_kept_by_name() -> None:
    findings = replace(sample_findings(), document=replace(sample_document(), caveats=("EYES ONLY ENVOY",)))
    assert any(
        "EYES ONLY ENVOY" in row for row in rows(findings, "?d tip:caveat ?caveat . ?caveat skos:prefLabel ?name")
    )


def test_a_mention_names_its_thing_in_the_words_of_the_text() -> None:
    found = rows(sample_findings(), "?m tip:mentions ?thing ; oa:exact ?exact ; oa:start ?start ; oa:end ?end")
    assert len(found) == 10
    for row in found:
        start, end = sorted(int(value) for value in row if value.isdigit())
        assert SAMPLE_TEXT[start:end] in row


def test_markings_and_indicators_are_found_whatever_the_working_directory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = turtle(findings_triples(sample_findings()))
    monkeypatch.chdir(tmp_path)
    assert turtle(findings_triples(sample_findings())) == expected
