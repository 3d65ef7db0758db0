"""Who says it, how it is meant and when it holds, in sentences written before the rules were tried on them."""

from collections import defaultdict
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from test_relations import document

from kg.disagreement import contradictions
from kg.extract import DEFAULT_MODEL, Extractor
from kg.extract.attribution import Attribution
from kg.extract.parse import Parser
from kg.graph import findings_triples
from kg.mappings import load_mappings
from kg.rdf import TIP

SENTENCES = Path(__file__).parent / "data" / "attribution_sentences.tsv"
FLOORS = {"speakers": 0.90, "polarity": 0.95, "modality": 0.95, "period": 0.97}  # raised whenever the rules improve
ISSUED = "2009-02-23"


@dataclass(frozen=True, slots=True)
class Row:
    """A passage, the predicate asked for, and what is expected of it; speakers ("none",): nothing is claimed."""

    country: str
    passage: str
    predicate: str
    speakers: tuple[str, ...]
    polarity: str
    modality: str
    period: str


def rows() -> list[Row]:
    lines = SENTENCES.read_text(encoding="utf-8").splitlines()
    cells = [[*line.split("\t"), "", "", ""][1:8] for line in lines if line and not line.startswith("#")]
    return [Row(c[0], c[1], c[2], tuple(sorted(s.strip().casefold() for s in c[3].split("&"))), *c[4:7]) for c in cells]


@pytest.fixture(scope="module")
def parser() -> Parser:
    return Parser(load_mappings(), DEFAULT_MODEL)


def read(parser: Parser, passage: str, predicate: str, country: str = "MD") -> Row:
    """The stance of the last word of the passage that is the predicate."""
    parsed = parser.parse(replace(document(passage), country=country, issued=ISSUED))
    (reading,), setting = parsed.readings, parsed.setting
    token = [t for t in reading.doc if t.text == predicate][-1]
    stance = Attribution().stance(reading, token, setting)
    if stance.hypothetical:
        return Row(country, passage, predicate, ("none",), "", "", "")
    names = {setting.author.id: "author"} | {
        e.id: e.label.casefold() for e in parsed.entities.values() if e.id != setting.author.id
    }
    speakers = tuple(sorted(names[s] for s in stance.speakers))
    return Row(country, passage, predicate, speakers, stance.polarity, stance.modality, stance.period)


@pytest.fixture(scope="module")
def shares(parser: Parser) -> dict[str, float]:
    """The share of right answers of each kind."""
    right: dict[str, int] = defaultdict(int)
    wanted = rows()
    for row in wanted:
        found = read(parser, row.passage, row.predicate, row.country)
        for kind in FLOORS:
            right[kind] += getattr(found, kind) == getattr(row, kind)
    return {kind: right[kind] / len(wanted) for kind in FLOORS}


@pytest.mark.parametrize("kind", FLOORS)
def test_speaker_polarity_modality_and_period_are_read(kind: str, shares: dict[str, float]) -> None:
    assert shares[kind] >= FLOORS[kind], shares


@pytest.mark.parametrize(
    ("passage", "predicate"),
    [
        ("The government should fund shelters.", "fund"),
        (
            "Recommendations for Moldova: Train judges; fund shelters; and investigate complicit officials.",
            "investigate",
        ),
        ("IOM urged the government to adopt a plan.", "adopt"),
        ("The police must refer victims to NGOs.", "refer"),
        ("Has the government trained its diplomats?", "trained"),
        ("If the police find victims, they call IOM.", "find"),
    ],
)
def test_what_is_demanded_asked_or_supposed_claims_nothing(parser: Parser, passage: str, predicate: str) -> None:
    assert read(parser, passage, predicate).speakers == ("none",)


def test_what_a_recommendation_says_in_passing_is_claimed(parser: Parser) -> None:
    passage = "Recommendations for Moldova: Fund the shelters that NGOs operate; train judges."
    assert read(parser, passage, "operate").speakers == ("author",)


def test_what_is_denied_of_people_does_not_deny_them(parser: Parser) -> None:
    assert read(parser, "Victims from Gagauzia could seldom be reached.", "Victims").polarity == "Affirmed"


def test_what_is_denied_of_an_action_denies_it(parser: Parser) -> None:
    assert read(parser, "Investigations were never opened.", "Investigations").polarity == "Negated"


def test_a_plan_is_not_a_demand(parser: Parser) -> None:
    assert read(parser, "The institute intends to adopt the manual.", "adopt").modality == "Planned"


@pytest.mark.parametrize(
    ("passage", "predicate", "modality"),
    [
        ("A shelter, to be paid for by Norway, will open in Balti.", "paid", "Planned"),
        ("The hotline is to be funded by IOM.", "funded", "Planned"),
        ("The hotline appears to be funded by IOM.", "funded", "Believed"),
        ("The hotline funded by IOM is closed.", "funded", "Asserted"),
    ],
)
def test_what_is_to_be_done_is_planned(parser: Parser, passage: str, predicate: str, modality: str) -> None:
    assert read(parser, passage, predicate).modality == modality


def test_the_claimant_of_the_claimant_speaks_too(parser: Parser) -> None:
    found = read(parser, "IOM said that the police admitted that officers had sold visas.", "sold")
    assert found.speakers == ("international organization for migration", "police")


def test_what_only_the_inner_claimant_denies_is_his_alone(parser: Parser) -> None:
    found = read(parser, "IOM said that the police denied that officers had sold visas.", "sold")
    assert (found.speakers, found.modality) == (("police",), "Denied")


def test_a_document_is_no_speaker(parser: Parser) -> None:
    assert read(parser, "According to the National Action Plan, the police train recruits.", "train").speakers == (
        "author",
    )


def test_to_deny_a_failure_is_to_affirm(parser: Parser) -> None:
    found = read(parser, "The police denied that they had failed to protect witnesses.", "protect")
    assert (found.polarity, found.modality) == ("Affirmed", "Asserted")


def test_a_second_clause_keeps_its_own_time(parser: Parser) -> None:
    passage = "The committee drafted a plan in 2005, and the cabinet adopted it in 2007."
    assert [read(parser, passage, verb).period for verb in ("drafted", "adopted")] == ["2005", "2007"]


def test_the_period_of_a_plan_does_not_date_its_adoption(parser: Parser) -> None:
    assert (
        read(parser, "The cabinet adopted the National Action Plan for 2010-2014 in May.", "adopted").period
        == "2008-05"
    )


@pytest.mark.parametrize(
    "passage",
    [
        "Several NGOs alleged that officers had warned brothel owners of raids; the police denied this.",
        "IOM alleged that police officers take bribes from traffickers. The ministry denied it.",
        "IOM claims that police officers help traffickers. The police deny that police officers help traffickers.",
        "The government funded the shelter. According to IOM, the government did not fund the shelter.",
        "According to the police, courts convicted 12 men in 2008. IOM said that courts convicted 20 men in 2008.",
    ],
)
def test_both_sides_of_a_disagreement_stay_and_are_linked(passage: str, extractor: Extractor) -> None:
    findings = extractor.extract(replace(document(passage), country="MD", issued=ISSUED))
    links = {t.predicate.value for t in contradictions(findings_triples(findings))}
    assert links & {TIP + "contradicts", TIP + "differsFrom"}


@pytest.mark.parametrize(
    "passage",
    [
        "La Strada alleged that police officers take bribes from traffickers. The ministry did not deny it.",
        "La Strada alleged that police officers take bribes from traffickers. The ministry denied visas to six men.",
    ],
)
def test_what_is_not_denied_has_no_denial(passage: str, extractor: Extractor) -> None:
    findings = extractor.extract(replace(document(passage), country="MD", issued=ISSUED))
    assert [c.modality for c in findings.claims if c.predicate == "allegedInvolvement"] == ["Alleged"]
