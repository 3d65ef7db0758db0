import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from factories import sample_findings
from hypothesis import given, settings
from hypothesis import strategies as st
from test_view import store_of

from kg.errors import SettingsError
from kg.explore import assemble_page, explorer_page
from kg.graph import findings_triples
from kg.pack import pack
from kg.page import join_modules, safe_json
from kg.query import questions
from kg.resources import data_folder
from kg.view import view_data
from kg.world import world_map


class Elements(HTMLParser):
    """The scripts of a page and every address in it, as a browser would read them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.scripts: list[str] = []
        self.addresses: list[str] = []
        self.handlers: list[str] = []
        self._in_script = False
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._in_script = tag == "script"
        if self._in_script:
            self.scripts.append("")
        self.addresses += [value or "" for name, value in attrs if name in ("src", "href", "action", "data")]
        self.handlers += [name for name, _ in attrs if name.startswith("on")]

    def handle_endtag(self, tag: str) -> None:
        self._in_script = self._in_script and tag != "script"

    def handle_data(self, data: str) -> None:
        if self._in_script:
            self.scripts[-1] += data


def sample_page(title: str = "Sample") -> str:
    return explorer_page(store_of(findings_triples(sample_findings())), title)


def data_of(page: str) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(Elements(page).scripts[0])
    return data


def test_the_page_carries_the_packed_view_data() -> None:
    view = view_data(store_of(findings_triples(sample_findings())), "Sample")
    carried = data_of(sample_page())
    looks, answers = carried.pop("looks"), carried.pop("answers")
    assert carried.pop("world") == world_map()
    assert carried == pack(view)
    assert [family["name"] for family in looks["families"]][-1] == "Other"
    assert {answer["name"] for answer in answers} == {question.name for question in questions()}


def test_the_page_asks_for_nothing_and_has_no_inline_handler() -> None:
    elements = Elements(sample_page())
    assert all(address.startswith("#") for address in elements.addresses)
    assert elements.handlers == []
    assert "default-src &#39;none&#39;" in sample_page() or "default-src 'none'" in sample_page()


def test_a_page_without_a_title_bears_that_of_its_only_document_or_counts_them() -> None:
    findings = sample_findings()
    one = set(findings_triples(findings))
    other = set(findings_triples(replace(findings, document=replace(findings.document, id="08RURI2"))))
    titles = [data_of(explorer_page(store_of(triples)))["title"] for triples in (one, one | other, set())]
    assert titles == ["HARBOUR HOTLINE REPORT", "2 documents", "0 documents"]


def test_equal_graphs_give_equal_bytes_in_whatever_order_they_come() -> None:
    triples = list(findings_triples(sample_findings()))
    pages = {explorer_page(store_of(order), "Sample") for order in (triples, triples[::-1], sorted(triples, key=str))}
    assert len(pages) == 1


def test_an_empty_graph_still_makes_a_page() -> None:
    assert data_of(explorer_page(ox.Store()))["nodes"]["iri"] == []


@settings(deadline=None)  # each text makes a whole page
@given(st.text())
def test_any_text_leaves_the_data_parseable_and_inert(text: str) -> None:
    view = {"title": text, "nodes": {text: [text]}}
    page = assemble_page(view, text)
    page.encode("utf-8")
    elements = Elements(page)
    assert len(elements.scripts) == 2
    data = json.loads(elements.scripts[0])
    assert data["title"] == text
    assert data["nodes"] == {text: [text]}
    assert not re.search("[<>\u2028\u2029]", elements.scripts[0])


@pytest.mark.parametrize("hostile", ["</script><script>alert(1)</script>", "<!--<script>", "]]>", "\u2028\u2029\ud800"])
def test_a_hostile_name_is_only_a_name(hostile: str) -> None:
    written = safe_json(hostile)
    assert not set("<>\u2028\u2029\ud800") & set(written)
    assert json.loads(written) == hostile


def test_hostile_names_in_the_graph_reach_the_page_as_data() -> None:
    findings = sample_findings()
    hostile = "<img src=x onerror=alert(1)>"
    entities = tuple(replace(entity, label=hostile + entity.label) for entity in findings.entities)
    page = explorer_page(store_of(findings_triples(replace(findings, entities=entities))), hostile)
    assert "<img" not in page
    assert all(label.startswith(hostile) for label in data_of(page)["nodes"]["label"])


def test_modules_are_joined_after_what_they_import(tmp_path: Path) -> None:
    (tmp_path / "main.js").write_text('import { b } from "./two.js";\nimport { a } from "./one.js";\nb(a);\n')
    (tmp_path / "two.js").write_text('import { a } from "./one.js";\nexport function b(x) {\n  return x + a;\n}\n')
    (tmp_path / "one.js").write_text("export const a = 1;\n")
    script = join_modules(tmp_path, "main")
    assert script.index("const a = 1;") < script.index("function b(x)") < script.index("b(a);")
    assert not re.search(r"^(import|export)\b", script, re.MULTILINE)


@pytest.mark.parametrize(
    ("one", "fault"),
    [
        ('import { b } from "./main.js";\nexport const a = 1;', "circle"),
        ("export default 1;", "one.js:1"),
        ("export const c = 1;", "does not export"),
        ("export const a = '</script>';", "</script"),
    ],
)
def test_a_module_that_cannot_be_joined_is_refused(tmp_path: Path, one: str, fault: str) -> None:
    (tmp_path / "main.js").write_text('import { a } from "./one.js";\nexport const b = a;\nconst used = b;\n')
    (tmp_path / "one.js").write_text(one)
    with pytest.raises(SettingsError, match=re.escape(fault)):
        join_modules(tmp_path, "main")


def test_no_module_puts_markup_from_text_or_asks_the_network() -> None:
    forbidden = re.compile(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|fetch\(|XMLHttpRequest|new Function"
    )
    for path in data_folder("viz").glob("*.js"):
        assert not forbidden.search(path.read_text(encoding="utf-8")), path.name


def test_every_file_of_the_page_stays_under_four_hundred_lines() -> None:
    for path in data_folder("viz").iterdir():
        assert len(path.read_text(encoding="utf-8").splitlines()) < 400, path.name


def test_every_class_of_the_ontology_has_its_family() -> None:
    ontology = data_folder("ontology") / "core.ttl"
    declared = {
        quad.subject.value.partition("#")[2]
        for quad in ox.parse(path=ontology, format=ox.RdfFormat.TURTLE)
        if str(quad.object) == "<http://www.w3.org/2002/07/owl#Class>" and isinstance(quad.subject, ox.NamedNode)
    }
    looks = json.loads((data_folder("viz") / "looks.json").read_text(encoding="utf-8"))
    known = {name for family in looks["families"] for name in family["classes"]}
    behind = {"Claim", "VictimFlow", "Observation", "Assessment", "Passage", "Mention", "Actor", "Statement"}
    assert declared - known - behind == set()
    assert known <= declared


def test_every_form_of_exploitation_has_its_colour_and_letters() -> None:
    forms = json.loads((data_folder("viz") / "looks.json").read_text(encoding="utf-8"))["forms"]
    scheme = ox.Store()
    scheme.load(path=data_folder("ontology") / "concepts" / "exploitation.ttl", format=ox.RdfFormat.TURTLE)
    pattern = "SELECT ?label { ?c a skos:Concept ; skos:prefLabel ?label }"
    rows = scheme.query(pattern, prefixes={"skos": "http://www.w3.org/2004/02/skos/core#"})
    assert isinstance(rows, ox.QuerySolutions)
    assert {form["name"] for form in forms} == {row["label"].value for row in rows}
    assert len({form["letters"] for form in forms}) == len(forms)
    assert forms[-1]["name"] == "Unspecified"


def test_the_chain_from_victims_to_sentences_names_indicators_that_exist() -> None:
    chain = (data_folder("viz") / "chain.js").read_text(encoding="utf-8")
    named = {
        name for listed in re.findall(r"(?:indicators: |Set\()\[(.+?)\]", chain) for name in re.findall(r"\w+", listed)
    }
    scheme = (data_folder("ontology") / "concepts" / "indicators.ttl").read_text(encoding="utf-8")
    assert len(named) > 8
    assert named - set(re.findall(r"^tip:(\w+) a skos:Concept ", scheme, re.MULTILINE)) == set()
