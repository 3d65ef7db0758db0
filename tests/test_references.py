"""What pronouns, short names and capitals stand for."""

from dataclasses import replace

import pytest
from test_relation_sentences import Triple, saying
from test_relations import document

from kg.extract import Extractor
from kg.model import Findings


def read(extractor: Extractor, text: str, country: str = "GE") -> Findings:
    return extractor.extract(replace(document(text), country=country))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("IOM opened a shelter. It is run by Caritas.", ("Caritas", "operates", "shelter")),
        ("IOM opened a shelter. It is funded by Caritas.", ("Caritas", "funds", "shelter")),
        ("Caritas and IOM met. They fund a shelter.", ("IOM", "funds", "shelter")),
        ("The state has a hotline, but Caritas runs it.", ("Caritas", "operates", "hotline")),
        ("Caritas met NGOs. Its shelter is full.", ("Caritas", "operates", "shelter")),
        ("IOM and Caritas met. The latter runs a hotline.", ("Caritas", "operates", "hotline")),
        ("IOM and Caritas met. The former runs a hotline.", ("IOM", "operates", "hotline")),
        ("IOM works with the Ministry of Justice. The latter pays for a hotline.", ("ministry", "funds", "hotline")),
        ("A judge chairs the council. Its members include IOM and Caritas.", ("Caritas", "memberOf", "council")),
        ("The minister opened a shelter. She chairs the working group.", ("minister", "chairs", "working group")),
        ("IOM is in town. It funds a shelter. It also trained police.", ("IOM", "trains", "police")),
        ("The Council for Women met. The Council also trained 40 judges.", ("Council for Women", "trains", "judges")),
        ("Parliament passed the Child Act. The Act set up a committee.", ("Child Act", "establishes", "committee")),
        ("Tbilisi insists that it has trained judges.", ("government", "trains", "judges")),
    ],
)  # fmt: skip
def test_a_reference_is_read(extractor: Extractor, text: str, wanted: Triple) -> None:
    assert saying(read(extractor, text), wanted)


@pytest.mark.parametrize(
    "text",
    [
        "The Ministry of Justice and the Ministry of Labor disagree. It funds a shelter.",  # either of two
        "Caritas opened a shelter. It provides legal aid.",  # who opens or what is opened
        "IOM asked Caritas whether it would fund the shelter.",  # who asks speaks of another
        "The Ministry of Justice found that it is difficult to fund the shelter.",  # "it" means nothing
        "Police officers are few. It funds a shelter.",  # not so many
        "IOM and Caritas met the Red Cross. The latter, a law says, is neutral. Neither runs a shelter.",
        "There is no police unit that investigates cases.",  # what is not does nothing
        "Tbilisi is full of brothels that fund a shelter.",  # a place
    ],
)
def test_a_doubtful_reference_is_left(extractor: Extractor, text: str) -> None:
    assert {c.predicate for c in read(extractor, text).claims}.isdisjoint(
        {"funds", "providesService", "operates", "investigates"}
    )


def test_the_evidence_names_what_the_sentence_points_to(extractor: Extractor) -> None:
    text = "IOM met the press in Batumi. It funds a shelter."
    (claim,) = saying(read(extractor, text), ("IOM", "funds", "shelter"))
    assert [text[e.start : e.end] for e in claim.evidence] == ["It funds a shelter.", "IOM met the press in Batumi."]
    assert "reference" in claim.doubts


def test_a_short_name_is_no_doubt_but_needs_its_full_name_as_evidence(extractor: Extractor) -> None:
    text = "The Council for Women met. The Council also trained 40 judges."
    (claim,) = saying(read(extractor, text), ("Council for Women", "trains", "judges"))
    assert len(claim.evidence) == 2
    assert "reference" not in claim.doubts


def test_a_capital_acts_only_as_a_government(extractor: Extractor) -> None:
    said = {e.id: e.cls for e in read(extractor, "Moscow signed an agreement. Officers live in Tbilisi.").entities}
    assert said["ru/government"] == "Government"
    assert said["ge/tbilisi"] == "Place"
