import tomllib
from pathlib import Path
from typing import Any

import pytest
from readings import attribution, mappings, reading, setting

from kg.errors import MappingError
from kg.extract.flow_rules import load_flow_rules
from kg.extract.flows import find_flows, resolve_flows
from kg.model import Flow
from kg.resources import data_folder

RULES = data_folder("ontology") / "rules" / "flows.toml"
EXPLOITATION = {
    "sexual": "SexualExploitation",
    "labour": "ForcedLabour",
    "domestic": "DomesticServitude",
    "begging": "ForcedBegging",
    "marriage": "ForcedMarriage",
    "organ": "OrganRemoval",
    "-": "Unspecified",
}
SENTENCES = Path(__file__).parent / "data" / "flow_sentences.tsv"


def flows_of(country: str, *paragraphs: str) -> tuple[Flow, ...]:
    where = setting(country)
    rules = load_flow_rules()
    found = [f for text in paragraphs for f in find_flows(reading(text), where, rules, attribution())]
    return resolve_flows(found, where)


def code(entity_id: str) -> str:
    if not entity_id:
        return "*"
    label = mappings().entity(entity_id).label.replace(" ", "_")
    return entity_id.removeprefix("country/").upper() if entity_id.startswith("country/") else label


def shown(flow: Flow) -> str:
    """A flow as "MD>TR" or "UA>MD>IT"; "*" where the text does not say."""
    return ">".join([code(flow.origin), *map(code, flow.transit), code(flow.destination)])


def pairs(country: str, *paragraphs: str) -> list[str]:
    return sorted(shown(f) for f in flows_of(country, *paragraphs))


def rule_rows() -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = tomllib.loads(RULES.read_text(encoding="utf-8"))["rule"]
    return rows


@pytest.mark.parametrize("row", rule_rows(), ids=lambda row: row["name"])
def test_every_rule_finds_the_flows_of_its_examples_and_only_those(row: dict[str, Any]) -> None:
    assert len(row["yes"]) >= 2
    assert len(row["no"]) >= 1
    for country, sentence, expected in row["yes"]:
        assert pairs(country, sentence) == sorted(expected), sentence
        assert row["name"] in {f.rule for f in flows_of(country, sentence)}, sentence
    for country, sentence in row["no"]:
        assert pairs(country, sentence) == [], sentence


def sentence_rows() -> list[list[str]]:
    lines = SENTENCES.read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return [row + [""] * (6 - len(row)) for row in rows]


def told(flows: str, kinds: str, groups: str) -> dict[str, tuple[set[str], set[str]]]:
    """The exploitation and the groups that a row of the table gives for each flow."""
    parts = zip(flows.split(" | "), kinds.split(" | "), groups.split(" | "), strict=True)
    return {
        flow: ({EXPLOITATION[k] for k in kind.split(",")}, {g.capitalize() for g in group.split(",") if g != "-"})
        for part, kind, group in parts
        for flow in part.split()
    }


@pytest.mark.parametrize(("country", "text", "expected", "kinds", "groups", "stance"), sentence_rows())
def test_sentences_of_many_countries_give_their_flows(
    country: str, text: str, expected: str, kinds: str, groups: str, stance: str
) -> None:
    flows = flows_of(country, *text.split(" ¶ "))
    assert sorted({shown(f) for f in flows}) == sorted(expected.replace(" | ", " ").split())
    if kinds:
        found: dict[str, tuple[set[str], set[str]]] = {}
        for flow in flows:
            known = found.setdefault(shown(flow), (set(), set()))
            known[0].update(flow.exploitation)
            known[1].update(flow.groups)
        assert found == told(expected, kinds, groups)
        assert {f.polarity if f.polarity == "Negated" else f.modality for f in flows} == {stance or "Asserted"}


def test_kinds_of_exploitation_groups_period_and_hedges_are_read_with_the_flow() -> None:
    (flow,) = flows_of(
        "NP", "In 2008, Nepali girls were reportedly trafficked to India for prostitution and forced labor."
    )
    assert flow.exploitation == ("SexualExploitation", "ForcedLabour")
    assert flow.groups == ("Girls",)
    assert flow.period == "2008"
    assert flow.modality == "Alleged"


def test_counted_nationals_give_their_number() -> None:
    counts = {shown(f): f.count for f in flows_of("RS", "Police identified three Ukrainian and two Moldovan victims.")}
    assert counts == {"UA>RS": 3, "MD>RS": 2}


def test_each_destination_has_the_number_that_stands_before_it() -> None:
    text = "In 2008, 102 Thai victims were repatriated from Bahrain, 36 from Malaysia and 12 from South Africa."
    assert {shown(f): f.count for f in flows_of("TH", text)} == {"TH>BH": 102, "TH>MY": 36, "TH>ZA": 12}
    text = "Of these, 106 victims stayed. Of these, 40 had been trafficked to Germany, eight to Italy and two to Spain."
    assert {shown(f): f.count for f in flows_of("RO", text)} == {"RO>DE": 40, "RO>IT": 8, "RO>ES": 2}


@pytest.mark.parametrize(
    ("country", "text", "counts"),
    [
        ("KG", "IOM repatriated 31 victims from Turkey and 12 from Kazakhstan.", {"KG>TR": 31, "KG>KZ": 12}),
        (
            "KG",
            "Of the victims, 160 of the 210 victims were exploited in Russia, 22 in China.",
            {"KG>RU": 160, "KG>CN": 22},
        ),
        ("BD", "The embassy repatriated 14 trafficked women from Lebanon.", {"BD>LB": 14}),
        ("MX", "The shelter took in six victims: four from Guatemala and two from Cuba.", {"GT>MX": 4, "CU>MX": 2}),
    ],
)
def test_the_number_of_victims_is_read_with_the_flow(country: str, text: str, counts: dict[str, int]) -> None:
    assert {shown(f): f.count for f in flows_of(country, text)} == counts


def test_a_number_that_counts_all_destinations_together_is_none_of_theirs() -> None:
    assert {f.count for f in flows_of("AM", "Forty had been trafficked to Turkey and Russia as victims.")} == {None}


def test_the_number_of_the_accused_is_no_number_of_victims() -> None:
    text = "Police arrested three Nigerian nationals who had recruited Ghanaian girls for prostitution in Togo."
    assert {shown(f): f.count for f in flows_of("GH", text)} == {"GH>TG": None}


def test_a_year_before_a_place_is_no_number_of_victims() -> None:
    assert [f.count for f in flows_of("MD", "Victims were trafficked in 2008 to Turkey.")] == [None]


def test_a_following_sentence_can_say_that_the_victims_were_in_transit() -> None:
    text = "The shelter helped one victim each from Moldova and Kazakhstan. They were in transit through Georgia."
    assert pairs("GE", text) == ["KZ>GE>*", "MD>GE>*"]


def test_a_following_sentence_can_say_how_all_victims_were_exploited() -> None:
    text = "Azerbaijani victims were trafficked to Turkey. All were trafficked for sexual exploitation."
    (flow,) = flows_of("AZ", text)
    assert flow.exploitation == ("SexualExploitation",)
    assert len(flow.evidence) == 2


def test_pronouns_take_the_origin_of_the_sentence_before() -> None:
    text = "Women from Burma and Laos are trafficked to Thailand. They are forced into prostitution in Thailand."
    assert "TH>TH" not in pairs("TH", text)


def test_counted_foreigners_have_no_destination_in_a_country_of_origin_and_transit_only() -> None:
    role = "Azerbaijan is a country of origin and transit for victims."
    count = "Police identified two Russian victims."
    assert "RU>*" in pairs("AZ", role, count)
    assert "RU>AZ" in pairs("AZ", count)


def test_nobody_trafficked_is_a_negated_flow() -> None:
    (flow,) = flows_of("AZ", "There were no victims who had been trafficked to Pakistan.")
    assert flow.polarity == "Negated"


def test_internal_flows_are_marked_as_such() -> None:
    flows = flows_of("KE", "Children are trafficked within Kenya and to Uganda for forced labor.")
    assert {shown(f): f.internal for f in flows} == {"KE>KE": True, "KE>UG": False}


def test_the_evidence_of_a_flow_is_its_sentence() -> None:
    text = "The sea is blue. Nepali girls are trafficked to India."
    (flow,) = flows_of("NP", text)
    assert text[flow.evidence[0].start : flow.evidence[0].end] == "Nepali girls are trafficked to India."


def test_recommendations_and_headings_tell_no_flow() -> None:
    where, rules = setting("NP"), load_flow_rules()
    text = "Nepali girls are trafficked to India."
    for kind, heading in (("heading", ""), ("header", ""), ("text", "Recommendations for Nepal")):
        assert not list(find_flows(reading(text, kind=kind, heading=heading), where, rules, attribution()))


def test_a_faulty_rule_file_is_named(tmp_path: Path) -> None:
    bad = tmp_path / "flows.toml"
    bad.write_text("hint = '('", encoding="utf-8")
    with pytest.raises(MappingError, match=r"flows\.toml"):
        load_flow_rules(bad)


def test_a_capital_in_a_pattern_for_small_letters_is_refused(tmp_path: Path) -> None:
    bad = tmp_path / "flows.toml"
    text = RULES.read_text(encoding="utf-8")
    assert "ForcedBegging = '" in text
    bad.write_text(text.replace("ForcedBegging = '", "ForcedBegging = 'Talibe|"), encoding="utf-8")
    with pytest.raises(MappingError, match=r"flows\.toml: write it in small letters: Talibe"):
        load_flow_rules(bad)
