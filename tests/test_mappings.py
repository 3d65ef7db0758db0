from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import MappingError
from kg.mappings import Mappings, Name, load_mappings

HEADER = """#curie_map:
#  eu-country: http://publications.europa.eu/resource/authority/country/
#  id: https://w3id.org/tip-kg/id/
#  semapv: https://w3id.org/semapv/vocab/
#  skos: http://www.w3.org/2004/02/skos/core#
#  tip: https://w3id.org/tip-kg/ontology#
#  wd: http://www.wikidata.org/entity/
#mapping_set_id: https://w3id.org/tip-kg/mappings/trial
#mapping_set_version: 3
#license: https://www.apache.org/licenses/LICENSE-2.0
#subject_type: rdfs literal
"""
COLUMNS = [
    *("subject_id", "subject_label", "predicate_id", "object_id", "object_label", "object_category"),
    *("mapping_justification", "country", "document_country", "document_part", "letter_case", "comment"),
]
FIRST_ROW = HEADER.count("\n") + 2
RURITANIA = {
    "subject_label": "Ruritania",
    "predicate_id": "skos:exactMatch",
    "object_id": "id:country/rr",
    "object_label": "Ruritania",
    "object_category": "tip:Country",
    "mapping_justification": "semapv:ManualMappingCuration",
    "country": "RR",
}
ELSEWHERE = {
    "subject_id": "id:country/rr",
    "predicate_id": "skos:exactMatch",
    "object_id": "wd:Q1",
    "mapping_justification": "semapv:ManualMappingCuration",
}


def table(*rows: dict[str, str], header: str = HEADER, columns: list[str] = COLUMNS) -> str:
    lines = ["\t".join(columns), *("\t".join(row.get(column, "") for column in columns) for row in rows)]
    return header + "".join(line + "\n" for line in lines)


def read(folder: Path, text: str) -> Mappings:
    (folder / "trial.sssom.tsv").write_text(text, encoding="utf-8")
    return load_mappings(folder)


def faults_of(folder: Path, text: str) -> list[str]:
    with pytest.raises(MappingError) as caught:
        read(folder, text)
    return str(caught.value).splitlines()


# What a table says


def test_a_name_row_gives_a_name_and_a_known_entity(tmp_path: Path) -> None:
    mappings = read(tmp_path, table(RURITANIA))
    row = f"trial.sssom.tsv:{FIRST_ROW}"
    name = Name("Ruritania", "country/rr", "Country", "name", case_sensitive=False, scope="", row=row)
    assert mappings.names == (name,)
    entity = mappings.entity("country/rr")
    assert (entity.label, entity.cls, entity.country, entity.known) == ("Ruritania", "Country", "RR", True)


def test_aliases_hold_every_other_name_and_acronym_but_no_demonym(tmp_path: Path) -> None:
    rows = [
        RURITANIA,
        RURITANIA | {"subject_label": "Kingdom of Ruritania"},
        RURITANIA | {"subject_label": "KoR", "predicate_id": "tip:acronymOf"},
        RURITANIA | {"subject_label": "Ruritanian", "predicate_id": "tip:demonymOf"},
    ]
    mappings = read(tmp_path, table(*rows))
    assert mappings.entity("country/rr").aliases == ("Kingdom of Ruritania", "KoR")
    assert [name.kind for name in mappings.names] == ["name", "name", "acronym", "demonym"]


def test_a_thing_row_gives_the_match_as_a_full_iri(tmp_path: Path) -> None:
    mappings = read(tmp_path, table(RURITANIA, ELSEWHERE))
    assert mappings.entity("country/rr").matches == ("http://www.wikidata.org/entity/Q1",)


def test_a_thing_row_may_say_what_is_part_of_what(tmp_path: Path) -> None:
    town = RURITANIA | {"subject_label": "Strelsau", "object_id": "id:rr/strelsau", "object_label": "Strelsau"}
    part = ELSEWHERE | {"subject_id": "id:rr/strelsau", "predicate_id": "tip:partOf", "object_id": "id:country/rr"}
    mappings = read(tmp_path, table(RURITANIA, town, part))
    assert mappings.parts == (("rr/strelsau", "country/rr"),)
    assert mappings.entity("rr/strelsau").matches == ()


def test_an_id_that_no_table_names_is_a_key_error(shipped: Mappings) -> None:
    with pytest.raises(KeyError):
        shipped.entity("rr/ministry-of-silly-walks")


def test_one_text_may_name_two_things_in_documents_of_two_countries(tmp_path: Path) -> None:
    other = RURITANIA | {"object_id": "id:xx/ruritania", "object_label": "Ruritania Street", "document_country": "XX"}
    assert {name.scope for name in read(tmp_path, table(RURITANIA, other)).names} == {"", "XX"}


def test_a_name_and_a_demonym_may_be_spelled_alike(tmp_path: Path) -> None:
    rows = [RURITANIA | {"subject_label": "Lao"}, RURITANIA | {"subject_label": "Lao", "predicate_id": "tip:demonymOf"}]
    assert [name.kind for name in read(tmp_path, table(*rows)).names] == ["name", "demonym"]


@pytest.mark.parametrize(
    ("cells", "written", "capitals", "header", "accepted"),
    [
        ({"subject_label": "Polish"}, "Polish", False, False, True),
        ({"subject_label": "Polish"}, "POLISH", True, False, True),
        ({"subject_label": "Polish"}, "polish", False, False, False),
        ({"subject_label": "anti-TIP unit"}, "Anti-TIP Unit", False, False, True),
        ({"subject_label": "Polish"}, "Poland", False, False, False),
        ({"subject_label": "ICE", "predicate_id": "tip:acronymOf"}, "Ice", False, False, False),
        ({"subject_label": "ICE", "letter_case": "mixed"}, "ICE", False, False, True),
        ({"subject_label": "ICE", "letter_case": "mixed"}, "ICE", True, False, False),
        ({"subject_label": "Nice", "letter_case": "exact"}, "NICE", True, False, False),
        ({"subject_label": "EUR", "document_part": "header"}, "EUR", False, False, False),
        ({"subject_label": "EUR", "document_part": "header"}, "EUR", True, True, True),
    ],
)
def test_a_name_accepts_only_the_spellings_and_the_places_its_row_allows(
    tmp_path: Path, cells: dict[str, str], written: str, *, capitals: bool, header: bool, accepted: bool
) -> None:
    (name,) = read(tmp_path, table(RURITANIA | cells)).names
    assert name.accepts(written, capitals=capitals, header=header) is accepted


def test_what_a_spreadsheet_adds_to_a_table_is_forgiven(tmp_path: Path) -> None:
    quoted = RURITANIA | {"subject_label": '"The ""Old"" Kingdom"'}
    text = table(RURITANIA, quoted).replace("#curie_map:\n", "#curie_map:\t\t\n") + "\t" * (len(COLUMNS) - 1) + "\n"
    (tmp_path / "trial.sssom.tsv").write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    assert [name.text for name in load_mappings(tmp_path).names] == ["Ruritania", 'The "Old" Kingdom']


def test_what_is_read_depends_on_the_bytes_of_the_tables_alone(tmp_path: Path) -> None:
    one, two = tmp_path / "a.sssom.tsv", tmp_path / "b.sssom.tsv"
    one.write_text(table(RURITANIA), encoding="utf-8")
    two.write_text(table(RURITANIA | {"subject_label": "RUR"}), encoding="utf-8")
    empty = tmp_path / "empty"
    empty.mkdir()
    first = load_mappings(empty, extra=[one, two])
    assert first == load_mappings(empty, extra=[two, one])
    assert first == load_mappings(tmp_path)
    assert [(info.file, info.version, info.rows) for info in first.tables] == [
        ("a.sssom.tsv", "3", 1),
        ("b.sssom.tsv", "3", 1),
    ]
    two.write_text(table(RURITANIA | {"subject_label": "RUT"}), encoding="utf-8")
    assert first.tables[0] == load_mappings(tmp_path).tables[0]
    assert first.tables[1].sha256 != load_mappings(tmp_path).tables[1].sha256


def test_a_table_of_ones_own_adds_names_to_the_shipped_ones(tmp_path: Path, shipped: Mappings) -> None:
    own = tmp_path / "own.sssom.tsv"
    own.write_text(table(RURITANIA), encoding="utf-8")
    mappings = load_mappings(extra=[own])
    assert mappings.entity("country/rr").known
    assert set(shipped.names) < set(mappings.names)


# Faults


@pytest.mark.parametrize(
    ("cells", "part"),
    [
        ({"object_id": "dbp:Ruritania"}, "unknown prefix `dbp` in object_id"),
        ({"object_id": 'id:country/r"><r'}, 'object_id `id:country/r"><r` holds a blank or a sign'),
        ({"object_id": "id:country/r r"}, "object_id `id:country/r r` holds a blank or a sign"),
        ({"object_id": "Ruritania"}, "object_id `Ruritania` is not prefix:name"),
        ({"object_id": "wd:Q1"}, "object_id `wd:Q1` is no thing of this graph"),
        ({"object_category": "tip:Kingdom"}, "unknown class `tip:Kingdom`"),
        ({"object_category": ""}, "no object_category; fill the cell"),
        ({"mapping_justification": ""}, "no mapping_justification; give the reason"),
        ({"object_label": ""}, "no object_label; give the object's preferred label"),
        ({"subject_label": ""}, "no subject_label; fill the cell"),
        ({"predicate_id": "skos:closeMatch"}, "predicate `skos:closeMatch` makes no name"),
        ({"country": "rr"}, "country `rr` is no country code"),
        ({"document_country": "Ruritania"}, "document_country `Ruritania` is no country code"),
        ({"letter_case": "lower"}, "letter_case `lower` is unknown"),
        ({"document_part": "footer"}, "document_part `footer` is unknown"),
    ],
)
def test_a_wrong_cell_of_a_name_row_is_reported_with_its_line(tmp_path: Path, cells: dict[str, str], part: str) -> None:
    (fault,) = faults_of(tmp_path, table(RURITANIA, RURITANIA | {"subject_label": "Rur"} | cells))
    assert fault.startswith(f"trial.sssom.tsv:{FIRST_ROW + 1}: {part}")


@pytest.mark.parametrize(
    ("cells", "part"),
    [
        ({"predicate_id": "skos:relatedMatch"}, "predicate `skos:relatedMatch` links no things"),
        ({"subject_id": "wd:Q2"}, "subject_id `wd:Q2` is no thing of this graph"),
        ({"predicate_id": "tip:partOf"}, "object_id `wd:Q1` is no thing of this graph"),
        ({"subject_id": "id:country/zz"}, "no table names `id:country/zz`"),
    ],
)
def test_a_wrong_cell_of_a_thing_row_is_reported_with_its_line(
    tmp_path: Path, cells: dict[str, str], part: str
) -> None:
    (fault,) = faults_of(tmp_path, table(RURITANIA, ELSEWHERE | cells))
    assert fault.startswith(f"trial.sssom.tsv:{FIRST_ROW + 1}: {part}")


def test_a_text_that_names_two_things_is_reported_with_both_places(tmp_path: Path) -> None:
    other = RURITANIA | {"object_id": "id:xx/ruritania"}
    (fault,) = faults_of(tmp_path, table(RURITANIA, other))
    assert fault.startswith(f"trial.sssom.tsv:{FIRST_ROW + 1}: `Ruritania` names id:xx/ruritania")
    assert f"id:country/rr in trial.sssom.tsv:{FIRST_ROW};" in fault


def test_names_that_differ_in_capitals_alone_cannot_name_two_things(tmp_path: Path) -> None:
    other = RURITANIA | {"subject_label": "RURITANIA", "object_id": "id:xx/ruritania", "object_label": "RURITANIA"}
    (fault,) = faults_of(tmp_path, table(RURITANIA, other))
    assert "`RURITANIA` names id:xx/ruritania" in fault


@pytest.mark.parametrize("row", [RURITANIA, ELSEWHERE])
def test_a_row_given_twice_is_reported_with_both_places(tmp_path: Path, row: dict[str, str]) -> None:
    (fault,) = faults_of(tmp_path, table(RURITANIA | {"subject_label": "Rur"}, row, row))
    assert fault.startswith(f"trial.sssom.tsv:{FIRST_ROW + 2}: ")
    assert f"trial.sssom.tsv:{FIRST_ROW + 1} already" in fault


@pytest.mark.parametrize(
    ("column", "value"), [("object_label", "Rur"), ("object_category", "tip:Place"), ("country", "RX")]
)
def test_one_thing_has_one_label_one_class_and_one_country(tmp_path: Path, column: str, value: str) -> None:
    (fault,) = faults_of(tmp_path, table(RURITANIA, RURITANIA | {"subject_label": "Rur", column: value}))
    assert fault.startswith(f"trial.sssom.tsv:{FIRST_ROW + 1}: id:country/rr has the {column} `{value}`")


def test_a_row_with_too_few_or_too_many_cells_is_reported_with_its_line(tmp_path: Path) -> None:
    faults = faults_of(tmp_path, table(RURITANIA) + "Rur\tskos:exactMatch\n" + "x\t" * len(COLUMNS) + "\n")
    assert faults == [
        f"trial.sssom.tsv:{FIRST_ROW + 1}: 2 cells under 12 columns; add or remove tabs",
        f"trial.sssom.tsv:{FIRST_ROW + 2}: 13 cells under 12 columns; add or remove tabs",
    ]


def test_missing_misspelled_and_repeated_columns_are_reported(tmp_path: Path) -> None:
    columns = ["subject_label", "predicate_id", "object_id", "object_label", "object_category", "contry", "contry"]
    line = FIRST_ROW - 1
    assert [fault.partition(";")[0] for fault in faults_of(tmp_path, table(columns=columns))] == [
        f"trial.sssom.tsv:{line}: missing column `mapping_justification`",
        f"trial.sssom.tsv:{line}: unknown column `contry`",
        f"trial.sssom.tsv:{line}: column `contry` stands there twice",
    ]


def test_a_header_must_name_set_licence_and_prefixes(tmp_path: Path) -> None:
    faults = faults_of(tmp_path, table(RURITANIA, header="#subject_type: rdfs literal\n"))
    assert [fault for fault in faults if "header lacks" in fault] == [
        f"trial.sssom.tsv:1: the header lacks `#{key}:`; add it above the columns"
        for key in ("mapping_set_id", "license", "curie_map")
    ]


def test_a_prefix_declared_twice_is_reported_with_its_line(tmp_path: Path) -> None:
    header = HEADER.replace("#  tip:", "#  id: https://w3id.org/tip-kg/id/\n#  tip:")
    (fault,) = faults_of(tmp_path, table(RURITANIA, header=header))
    assert fault == "trial.sssom.tsv:6: prefix `id` is declared twice; remove one of the lines"


def test_a_table_without_column_names_says_so_once(tmp_path: Path) -> None:
    (fault,) = faults_of(tmp_path, HEADER)
    assert fault == f"trial.sssom.tsv:{FIRST_ROW - 1}: there is no line of column names; add it below the header"


def test_a_prefix_may_not_mean_something_else_than_in_the_graph(tmp_path: Path) -> None:
    (fault,) = faults_of(tmp_path, table(RURITANIA, header=HEADER.replace("www.wikidata.org", "wikidata.example")))
    assert fault.startswith("trial.sssom.tsv:1: prefix `wd` is http://wikidata.example/entity/, but")


def test_a_name_row_must_be_declared_a_literal_by_header_or_cell(tmp_path: Path) -> None:
    (fault,) = faults_of(tmp_path, table(RURITANIA, header=HEADER.replace("#subject_type: rdfs literal\n", "")))
    assert fault.startswith(f"trial.sssom.tsv:{FIRST_ROW - 1}: subject_type is ``")


def test_all_faults_of_all_tables_are_reported_together(tmp_path: Path) -> None:
    for file in ("a.sssom.tsv", "b.sssom.tsv"):
        text = table(RURITANIA | {"country": "r"}, RURITANIA | {"object_label": "", "letter_case": "big"})
        (tmp_path / file).write_text(text, encoding="utf-8")
    with pytest.raises(MappingError) as caught:
        load_mappings(tmp_path)
    places = [line.partition(": ")[0] for line in str(caught.value).splitlines()]
    lines = (FIRST_ROW, FIRST_ROW + 1, FIRST_ROW + 1)
    assert sorted(places) == [f"{file}.sssom.tsv:{line}" for file in "ab" for line in lines]


def test_a_table_that_is_not_utf_8_is_reported_with_the_line(tmp_path: Path) -> None:
    raw = table(RURITANIA, RURITANIA | {"subject_label": "Ruritânia"}).encode("latin-1")
    (tmp_path / "trial.sssom.tsv").write_bytes(raw)
    with pytest.raises(MappingError, match=rf"^trial\.sssom\.tsv:{FIRST_ROW + 1}: not UTF-8; save"):
        load_mappings(tmp_path)


def test_a_missing_table_and_an_empty_folder_are_mapping_errors(tmp_path: Path) -> None:
    with pytest.raises(MappingError, match="no mapping table here"):
        load_mappings(tmp_path)
    with pytest.raises(MappingError, match="cannot be read"):
        load_mappings(extra=[tmp_path / "none.sssom.tsv"])


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=300))
def test_any_text_is_read_or_reported_but_never_crashes(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    folder = tmp_path_factory.mktemp("any")
    (folder / "trial.sssom.tsv").write_bytes((HEADER + text).encode())
    with pytest.raises(MappingError, match=r"trial\.sssom\.tsv:\d+: "):
        load_mappings(folder)
