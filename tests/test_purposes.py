"""Exploitation told beside a flow, and elsewhere in its document."""

import pytest
from readings import attribution, reading, setting
from test_flows import shown

from kg.extract.flow_rules import load_flow_rules
from kg.extract.flows import find_flows, resolve_flows
from kg.extract.purposes import find_purposes
from kg.model import Flow

SEXUAL, LABOUR, NOTHING = ("SexualExploitation",), ("ForcedLabour",), ("Unspecified",)


def flows_of(country: str, *paragraphs: tuple[str, str, str]) -> tuple[Flow, ...]:
    """The flows of a document of paragraphs, each with its number, the heading of its section and its text."""
    rules, where = load_flow_rules(), setting(country)
    readings = [reading(text, number=number, heading=heading) for number, heading, text in paragraphs]
    flows = [f for r in readings for f in find_flows(r, where, rules, attribution())]
    return resolve_flows(flows, where, [p for r in readings for p in find_purposes(r, rules)])


def kinds_of(country: str, *paragraphs: tuple[str, str, str]) -> dict[str, tuple[str, ...]]:
    return {shown(f): f.exploitation for f in flows_of(country, *paragraphs)}


MOVED = "Moldovan women were trafficked to Turkey."


@pytest.mark.parametrize(
    "statement",
    [
        "All were trafficked for sexual exploitation.",
        "Most victims were exploited in prostitution.",
        "Sexual exploitation is the main form of trafficking in the country.",
        "The most common form of trafficking is forced prostitution.",
        "All of the victims identified by the police were subjected to sex trafficking.",
    ],
)
def test_a_statement_on_victims_at_large_holds_in_its_section(statement: str) -> None:
    assert kinds_of("MD", ("2.B", "", MOVED), ("2.B.2", "", f"Police found 12 victims. {statement}"))["MD>TR"] == SEXUAL
    (flow,) = flows_of("MD", ("2.B", "", MOVED), ("2.B.2", "", f"The police worked. {statement}"))
    assert len(flow.evidence) == 2


def test_a_statement_on_most_victims_stays_in_its_section() -> None:
    far = ("4.A", "", "Most victims were exploited in prostitution.")
    assert kinds_of("MD", ("2.B", "", MOVED), far) == {"MD>TR": NOTHING}


def test_a_statement_on_all_victims_holds_for_the_document_unless_another_differs() -> None:
    sexual = ("4.A", "", "There were 78 victims, all of them exploited sexually.")
    assert kinds_of("MD", ("2.B", "", MOVED), sexual) == {"MD>TR": SEXUAL}
    labour = ("4.B", "", "All victims found in 2009 were subjected to forced labor.")
    assert kinds_of("MD", ("2.B", "", MOVED), sexual, labour) == {"MD>TR": NOTHING}


def test_what_a_country_is_said_to_be_takes_no_exploitation_from_elsewhere() -> None:
    role = ("2.A", "", "Moldova is a country of origin.")
    assert kinds_of("MD", role, ("2.A.2", "", "All were trafficked for sexual exploitation.")) == {"MD>*": NOTHING}


def test_flows_of_the_same_ends_share_what_all_of_them_say() -> None:
    told = ("s2.p1", "", "Moldovan women are forced into prostitution in Turkey.")
    kinds = [f.exploitation for f in flows_of("MD", ("s1.p1", "", MOVED), told)]
    assert kinds == [SEXUAL, SEXUAL]


def test_flows_of_the_same_ends_share_nothing_where_they_differ_or_tell_of_others() -> None:
    sexual = ("s2.p1", "", "Moldovan women are forced into prostitution in Turkey.")
    labour = ("s3.p1", "", "Moldovan women are subjected to forced labor in Turkey.")
    assert flows_of("MD", ("s1.p1", "", MOVED), sexual, labour)[0].exploitation == NOTHING
    men = ("s2.p1", "", "Moldovan men are subjected to forced labor in Turkey.")
    assert flows_of("MD", ("s1.p1", "", MOVED), men)[0].exploitation == NOTHING


def test_the_heading_of_a_section_tells_its_exploitation_if_it_names_one_kind() -> None:
    assert kinds_of("MD", ("s1.p1", "Forced labour in the Gulf", "Moldovan men are recruited for work in Qatar.")) == {
        "MD>QA": LABOUR
    }
    assert kinds_of("MD", ("s1.p1", "Prostitution and forced labour", MOVED)) == {"MD>TR": NOTHING}


def test_a_sentence_about_them_tells_the_exploitation_of_the_one_before() -> None:
    assert kinds_of("MD", ("1", "", f"{MOVED} They were forced into prostitution.")) == {"MD>TR": SEXUAL}
    assert kinds_of("MD", ("1", "", f"{MOVED} They are vulnerable to prostitution.")) == {"MD>TR": NOTHING}
    assert kinds_of("MD", ("1", "", f"{MOVED} The law punishes forced prostitution.")) == {"MD>TR": NOTHING}


def test_the_sentence_before_tells_the_exploitation_of_those_it_goes_on_about() -> None:
    text = "Many girls are exploited in prostitution. These girls are trafficked to Turkey."
    assert kinds_of("MD", ("1", "", text))["MD>TR"] == SEXUAL


def test_shares_of_a_clause_keep_their_exploitation_and_groups() -> None:
    text = "Kyrgyz men are trafficked to Russia for forced labor, and women to Turkey for prostitution."
    found = {shown(f): (f.exploitation, f.groups) for f in flows_of("KG", ("1", "", text))}
    assert found == {"KG>RU": (LABOUR, ("Men",)), "KG>TR": (SEXUAL, ("Women",))}


def test_a_denied_flow_is_given_no_exploitation() -> None:
    text = "No Moldovan victims were trafficked to Turkey. All were trafficked for sexual exploitation."
    assert [f.exploitation for f in flows_of("MD", ("1", "", text)) if f.polarity == "Negated"] == [NOTHING]
