"""The mapping tables that ship with the program."""

import csv
import time
from collections import defaultdict
from itertools import pairwise
from pathlib import Path

import pytest

from kg.mappings import Mappings, load_mappings
from kg.rdf import prefixes, slug
from kg.resources import data_folder

SHIPPED = data_folder("ontology") / "mappings"


def shipped_rows(path: Path) -> list[dict[str, str]]:
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return list(csv.DictReader(lines, delimiter="\t"))


@pytest.mark.parametrize("path", sorted(SHIPPED.glob("*.sssom.tsv")), ids=lambda path: path.name)
def test_the_rows_of_a_shipped_table_are_sorted(path: Path) -> None:
    order = ("subject_id", "object_id", "predicate_id", "subject_label", "document_country", "document_part")
    keys = [tuple(row.get(column, "") for column in order) for row in shipped_rows(path)]
    assert keys
    assert [pair for pair in pairwise(keys) if pair[0] >= pair[1]] == []


def test_every_country_has_a_name_a_demonym_and_both_matches(shipped: Mappings) -> None:
    kinds = defaultdict(set)
    for name in shipped.names:
        kinds[name.entity].add(name.kind)
    countries = [entity for entity in shipped.entities if entity.cls == "Country"]
    assert len(countries) == 198  # UN members, Holy See, Kosovo, Palestine, Taiwan; Serbia and Montenegro until 2006
    no_people = {"country/va"}
    for country in countries:
        assert kinds[country.id] >= ({"name"} if country.id in no_people else {"name", "demonym"}), country.label
        assert [match.rpartition("/")[0] for match in country.matches] == [
            "http://publications.europa.eu/resource/authority/country",
            "http://www.wikidata.org/entity",
        ], country.label
        assert country.id == f"country/{country.country.lower()}"


def test_no_two_things_share_an_identifier_elsewhere(shipped: Mappings) -> None:
    owners = defaultdict(list)
    for entity in shipped.entities:
        for match in entity.matches:
            owners[match].append(entity.id)
    assert [pair for pair in owners.items() if len(pair[1]) > 1] == []


def test_an_entity_of_a_country_bears_its_code_in_the_id(shipped: Mappings) -> None:
    for entity in shipped.entities:
        first = entity.id.partition("/")[0]
        if first not in {"world", "country"}:
            assert entity.country.lower() == first, entity.id


def test_ids_are_slugs(shipped: Mappings) -> None:
    assert [e.id for e in shipped.entities if e.id != "/".join(slug(part) for part in e.id.split("/"))] == []


def test_every_prefix_of_the_shipped_tables_is_one_of_the_graph(shipped: Mappings) -> None:
    namespaces = tuple(prefixes().values())
    matches = [match for entity in shipped.entities for match in entity.matches]
    assert matches
    assert all(match.startswith(namespaces) for match in matches)


@pytest.mark.parametrize(
    ("text", "document", "entity", "kind"),
    [
        ("DRC", "", "country/cd", "acronym"),
        ("FYROM", "", "country/mk", "acronym"),
        ("Burma", "", "country/mm", "name"),
        ("Cote d'Ivoire", "", "country/ci", "name"),
        ("Filipinas", "", "country/ph", "demonym"),
        ("Kazakhs", "", "country/kz", "demonym"),
        ("Congolese", "", "country/cd", "demonym"),
        ("Congolese", "CG", "country/cg", "demonym"),
        ("Georgia", "", "country/ge", "name"),
        ("Georgia", "US", "us/georgia", "name"),
        ("IOM", "", "world/iom", "acronym"),
        ("G/TIP", "", "us/g-tip", "acronym"),
        ("J/TIP", "", "us/g-tip", "acronym"),
        ("Palermo Protocol", "", "world/palermo-protocol", "name"),
        ("Central Asia", "", "world/central-asia", "name"),
        ("Ministry of Social Protection and Labor", "AZ", "az/ministry-of-labor-and-social-protection", "name"),
        ("Symmetry", "AZ", "az/symmetry", "name"),
        ("Tbilisi", "", "ge/tbilisi", "name"),
    ],
)
def test_well_known_names_are_in_the_tables(
    shipped: Mappings, text: str, document: str, entity: str, kind: str
) -> None:
    found = [(n.entity, n.kind) for n in shipped.names if n.text == text and n.scope == document]
    assert found == [(entity, kind)]


@pytest.mark.parametrize("text", ["Ministry of Justice", "Parliament", "Symmetry", "Clean World", "ITV", "MIA", "PA"])
def test_names_that_many_countries_use_hold_nowhere_without_a_scope(shipped: Mappings, text: str) -> None:
    names = [name for name in shipped.names if name.text == text and not name.header_only]
    assert names
    assert all(name.scope for name in names)


def test_short_names_of_offices_hold_in_headers_only(shipped: Mappings) -> None:
    offices = {name.text for name in shipped.names if name.header_only}
    assert {"DEPARTMENT", "EUR", "AF", "IO", "CA"} <= offices
    assert "G/TIP" not in offices


def test_reading_the_shipped_tables_takes_no_noticeable_time() -> None:
    times = []
    for _ in range(5):
        start = time.process_time()
        load_mappings()
        times.append(time.process_time() - start)
    assert min(times) < 0.3, "0.1 s on a small machine; each start of the command waits for it"
