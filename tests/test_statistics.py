import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from readings import attribution, reading, setting

from kg.errors import MappingError
from kg.extract import Extractor
from kg.extract.indicators import load_statistics_rules
from kg.extract.statistics import find_observations, resolve_observations
from kg.model import Document, Observation, Paragraph, View
from kg.resources import data_folder

RULES = data_folder("ontology") / "rules" / "statistics.toml"
CONCEPTS = data_folder("ontology") / "concepts" / "indicators.ttl"
SENTENCES = Path(__file__).parent / "data" / "number_sentences.tsv"


def observations(text: str, *, country: str = "AZ", kind: str = "text", heading: str = "") -> list[Observation]:
    parsed = reading(text, kind=kind, heading=heading)
    return list(find_observations(parsed, setting(country), load_statistics_rules(), attribution()))


def amount(found: Observation) -> str:
    return found.value or f"{found.minimum}-{found.maximum}"


def indicator_rows() -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = tomllib.loads(RULES.read_text(encoding="utf-8"))["indicator"]
    return rows


@pytest.mark.parametrize("row", indicator_rows(), ids=lambda row: row["name"])
def test_every_rule_finds_the_number_of_its_examples_and_nothing_in_the_others(row: dict[str, Any]) -> None:
    assert len(row["yes"]) >= 2
    assert len(row["no"]) >= 1
    for sentence, expected in row["yes"]:
        assert (expected, row["name"]) in {(amount(o), o.indicator) for o in observations(sentence)}, sentence
    for sentence in row["no"]:
        assert row["name"] not in {o.indicator for o in observations(sentence)}, sentence


def test_every_indicator_of_the_rules_is_a_concept() -> None:
    concepts = set(re.findall(r"^tip:(\w+) a skos:Concept", CONCEPTS.read_text(encoding="utf-8"), re.M))
    assert {row["name"] for row in indicator_rows()} <= concepts


def sentence_rows() -> list[list[str]]:
    lines = SENTENCES.read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


@pytest.mark.parametrize(("sentence", "expected"), sentence_rows())
def test_sentences_of_many_kinds_give_their_numbers_and_no_others(sentence: str, expected: str) -> None:
    wanted = sorted(expected.split())
    dated = {w.rsplit(":", 1)[0] for w in wanted if w.count(":") == 2}
    found = []
    for o in observations(sentence):
        name = f"{amount(o)}:{o.indicator}"
        found.append(f"{name}:{o.period}" if name in dated else name)
    assert sorted(found) == wanted


def test_parts_take_the_noun_and_the_period_of_the_whole() -> None:
    text = "In 2008, 78 victims were identified. Of these, 52 were referred to NGOs and five were under the age of 18."
    assert [(amount(o), o.unit, o.period) for o in observations(text)] == [
        ("78", "persons", "2008"),
        ("52", "persons", "2008"),
        ("5", "persons", "2008"),
    ]


def test_a_number_that_is_only_repeated_is_not_counted_twice() -> None:
    text = "Police opened 61 cases. Of the 61 cases, 33 went to court."
    assert [amount(o) for o in observations(text)] == ["61", "33"]


def test_all_gives_the_whole_once_more() -> None:
    text = "Of the 78 victims identified, five were under the age of 18. All were trafficked for sexual exploitation."
    assert [amount(o) for o in observations(text)] == ["78", "5", "78"]


def test_each_gives_one_number_for_every_country_of_the_list() -> None:
    text = "There was one victim each from Moldova, Kazakhstan and Uzbekistan."
    assert [amount(o) for o in observations(text)] == ["1", "1", "1"]


def test_nationalities_are_counted_as_persons() -> None:
    found = observations("The victims were one Ukrainian and two Russian citizens.")
    assert [(amount(o), o.unit) for o in found] == [("1", "persons"), ("2", "persons")]


def test_plurals_of_all_endings_are_counted_by_their_singular() -> None:
    text = "NGOs ran two safe houses and three crisis centers, and helped 14 women and nine children."
    assert [(amount(o), o.unit) for o in observations(text)] == [
        ("2", "facilities"),
        ("3", "facilities"),
        ("14", "persons"),
        ("9", "persons"),
    ]


def test_an_article_counts_one_in_a_list_of_counted_persons() -> None:
    text = "They found 76 women, a two year old boy and a newborn child."
    assert sorted((amount(o), o.unit) for o in observations(text)) == [
        ("1", "persons"),
        ("1", "persons"),
        ("2", "years"),
        ("76", "persons"),
    ]


def test_the_offence_is_the_population_of_a_penalty() -> None:
    (found,) = observations("Rape is punishable by four to 15 years in prison.")
    assert (found.population, found.minimum, found.maximum, found.unit) == ("Rape", "4", "15", "years")


def test_area_author_and_sentence_are_kept() -> None:
    text = "The sea is blue. Police arrested 22 suspects."
    (found,) = observations(text, country="KE")
    assert found.area == "country/ke"
    assert found.speakers == ("document/test/author",)
    assert text[found.evidence[0].start : found.evidence[0].end] == "Police arrested 22 suspects."


@pytest.mark.parametrize(
    ("row", "heading", "expected"),
    [
        (
            "2010 | 45 | 12",
            "Year | Victims identified | Convictions",
            [("45", "VictimsIdentified", "2010"), ("12", "Convictions", "2010")],
        ),
        (
            "Criminal cases opened | 66 | 52",
            "Indicator | 2008 | 2009",
            [("66", "CasesOpened", "2008"), ("52", "CasesOpened", "2009")],
        ),
        ("Payment to a victim, in USD | 40", "Indicator, 2008 | Government", [("40", "Payment", "2008")]),
        (
            "Casa Luz, Lima | 24 | 51",
            "Shelter | Capacity | Victims sheltered in 2011",
            [("24", "ShelterCapacity", ""), ("51", "VictimsSheltered", "2011")],
        ),
        ("Sources | ministry | NGOs", "Indicator | 2008 | 2009", []),
    ],
)
def test_cells_of_a_table_are_read_by_their_headings(
    row: str, heading: str, expected: list[tuple[str, str, str]]
) -> None:
    found = observations(row, kind="table", heading=heading)
    assert [(amount(o), o.indicator, o.period) for o in found] == expected


@pytest.mark.parametrize("kind", ["header", "heading"])
def test_headers_and_headings_hold_no_observation(kind: str) -> None:
    assert observations("12 victims were identified.", kind=kind) == []


def test_paragraphs_of_one_lettered_item_share_the_period_of_its_counts() -> None:
    first = observations("In 2008, 78 victims were identified.")[0]
    second = observations("Five were minors; 12 victims were sheltered.")[-1]
    moved = [
        Observation(
            **{f: getattr(o, f) for f in o.__dataclass_fields__} | {"evidence": (type(o.evidence[0])(0, 1, p),)}
        )
        for o, p in ((first, "3.B"), (second, "3.B.2"), (second, "3.C"))
    ]
    assert [o.period for o in resolve_observations(moved)] == ["2008", "2008", ""]


def test_a_faulty_rule_file_is_named(tmp_path: Path) -> None:
    bad = tmp_path / "statistics.toml"
    bad.write_text("skip = [", encoding="utf-8")
    with pytest.raises(MappingError, match=r"statistics\.toml"):
        load_statistics_rules(bad)


def test_a_part_tells_which_of_them_it_counts(extractor: Extractor) -> None:
    text = "In 2008 police identified 78 victims. Five of the victims were minors, one of them was a citizen of Peru."
    paragraph = Paragraph("1", "text", 0, len(text), View(text, tuple(range(len(text)))))
    document = Document("example", "report", "example.txt", text, "Example", (paragraph,), country="CL", issued="2009")
    found = {(o.value, o.population) for o in extractor.extract(document).observations}
    assert found == {("78", "victims"), ("5", "victims, minors"), ("1", "victims, citizen of Peru")}
