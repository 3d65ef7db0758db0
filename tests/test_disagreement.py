from dataclasses import replace

import pyoxigraph as ox
import pytest
from factories import (
    sample_claims,
    sample_document,
    sample_findings,
    sample_observations,
)

from kg.disagreement import contradictions
from kg.graph import findings_triples
from kg.model import Claim, Findings, Observation
from kg.rdf import TIP


def with_claims(*claims: Claim) -> Findings:
    return replace(sample_findings(), claims=claims)


def with_observations(*observations: Observation) -> set[ox.Triple]:
    triples = findings_triples(replace(sample_findings(), observations=observations))
    return {triple for triple in contradictions(triples) if triple.predicate.value == TIP + "differsFrom"}


def contradicting(*claims: Claim) -> set[ox.Triple]:
    return {
        t for t in contradictions(findings_triples(with_claims(*claims))) if t.predicate.value == TIP + "contradicts"
    }


def test_an_affirmation_and_a_negation_contradict_each_other_both_ways() -> None:
    found = contradicting(*sample_claims())
    assert len(found) == 2
    assert {(triple.subject, triple.object) for triple in found} == {(t.object, t.subject) for t in found}


def test_claims_of_two_documents_contradict_each_other() -> None:
    first = with_claims(sample_claims()[0])
    second = replace(with_claims(sample_claims()[1]), document=replace(sample_document(), id="09RURI2"))
    triples = [*findings_triples(first), *findings_triples(second)]
    assert TIP + "contradicts" in {triple.predicate.value for triple in contradictions(triples)}


def test_a_denial_contradicts_an_assertion_but_not_a_negation() -> None:
    yes, no = sample_claims()[:2]
    denial = replace(no, polarity="Affirmed", modality="Denied")
    assert contradicting(yes, denial)
    assert not contradicting(no, denial)


def test_a_plan_contradicts_nothing() -> None:
    yes, no = sample_claims()[:2]
    assert not contradicting(replace(yes, modality="Planned"), no)


def test_claims_about_different_years_do_not_contradict_each_other() -> None:
    yes, no = sample_claims()[:2]
    assert not contradicting(replace(yes, period="2007"), replace(no, period="2008"))
    assert contradicting(replace(yes, period="2008-05"), replace(no, period="2008"))


def test_figures_of_two_speakers_for_the_same_differ() -> None:
    assert len(with_observations(*sample_observations())) == 2


def test_figures_that_can_both_be_true_do_not_differ() -> None:
    figure, bounds = sample_observations()
    assert not with_observations(replace(figure, value="17"), bounds)
    assert not with_observations(replace(figure, value="30"), replace(bounds, minimum="15", maximum=""))


@pytest.mark.parametrize(
    "change", [{"period": "2007"}, {"population": "foreign"}, {"area": "country/xl"}, {"indicator": "Convictions"}]
)
def test_figures_for_different_things_do_not_differ(change: dict[str, object]) -> None:
    figure, bounds = sample_observations()
    assert not with_observations(replace(figure, **change), bounds)  # type: ignore[arg-type]


def test_two_figures_of_one_speaker_are_two_things() -> None:
    figure, bounds = sample_observations()
    assert not with_observations(figure, replace(bounds, speakers=figure.speakers))


def test_counts_of_nothing_in_particular_are_not_compared() -> None:
    figure, bounds = (replace(observation, indicator="Count") for observation in sample_observations())
    assert not with_observations(figure, bounds)
    assert with_observations(replace(figure, population="boats"), replace(bounds, population="boats"))
