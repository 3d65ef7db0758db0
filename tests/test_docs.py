"""The documentation is run, parsed and compared: what it shows must be so."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from console import fenced, run_kg, run_python, sessions, stripped

from kg.rdf import compress, prefixes

ROOT = Path(__file__).parents[1]
PAGES = sorted([ROOT / "README.md", ROOT / "CHANGELOG.md", *(ROOT / "docs").rglob("*.md")])
DECISIONS = sorted((ROOT / "docs" / "decisions").glob("*.md"))
EXAMPLES = sorted((ROOT / "examples").iterdir())
_SECTIONS = ["Status", "Context", "Decision", "Consequences"]


# Pages are called sheets here, since `page` is a fixture of the browser tests.


def _name(sheet: Path) -> str:
    return str(sheet.relative_to(ROOT))


# ---------------------------------------------------------------------------------------------------- every page


def _links(sheet: Path) -> Iterator[str]:
    prose = re.sub(r"^```.*?^```$", "", sheet.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)
    yield from re.findall(r"\]\(([^)\s]+)\)", prose)


def _anchors(sheet: Path) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", sheet.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("sheet", PAGES, ids=_name)
def test_every_link_to_a_file_or_heading_resolves(sheet: Path) -> None:
    broken = []
    for link in _links(sheet):
        if re.match(r"https?://", link):
            continue
        path, _, anchor = link.partition("#")
        target = (sheet.parent / path).resolve() if path else sheet
        if not target.exists() or (anchor and anchor not in _anchors(target)):
            broken.append(link)
    assert broken == []


@pytest.mark.parametrize("sheet", PAGES, ids=_name)
def test_every_file_that_is_named_in_code_type_exists(sheet: Path) -> None:
    folders = "|".join(entry.name for entry in ROOT.iterdir() if entry.is_dir() and not entry.name.startswith("."))
    named = re.findall(rf"`((?:{folders})/[\w./-]*)`", sheet.read_text(encoding="utf-8"))
    made_by_a_build = {name for name in named if name.startswith("graph/")}
    assert [name for name in named if name not in made_by_a_build and not (ROOT / name).exists()] == []


@pytest.mark.parametrize("sheet", [*PAGES, *EXAMPLES], ids=_name)
def test_no_page_leaves_a_note_to_its_writer(sheet: Path) -> None:
    assert re.findall(r"\b(?:TODO|FIXME|XXX|TBD)\b", sheet.read_text(encoding="utf-8")) == []


# ---------------------------------------------------------------------------------------------- decision records


def test_decision_records_are_numbered_without_gaps() -> None:
    numbers = [int(sheet.name[:4]) for sheet in DECISIONS]
    assert numbers == list(range(1, len(numbers) + 1))
    assert len(numbers) >= 8


@pytest.mark.parametrize("sheet", DECISIONS, ids=_name)
def test_a_decision_record_has_status_context_decision_and_consequences(sheet: Path) -> None:
    text = sheet.read_text(encoding="utf-8")
    title, *sections = re.split(r"^## ", text, flags=re.MULTILINE)
    assert title.startswith(f"# {sheet.name[:4]}: ")
    assert [section.partition("\n")[0] for section in sections] == _SECTIONS
    assert all(section.partition("\n")[2].strip() for section in sections)


# ------------------------------------------------------------------------------------------------ the data model


DATA_MODEL = ROOT / "docs" / "data-model.md"


@pytest.fixture(scope="module")
def worked_example() -> ox.Store:
    (turtle,) = fenced(DATA_MODEL, "turtle")
    store = ox.Store()
    store.load(turtle.encode(), format=ox.RdfFormat.TURTLE)
    return store


def _rows(table: str) -> list[list[str]]:
    lines = [line for line in table.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def _cell(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None) -> str:
    if isinstance(term, ox.NamedNode):
        return compress(term.value)
    assert isinstance(term, ox.Literal)
    return " ".join(term.value.split())


def test_the_queries_of_the_data_model_give_the_tables_below_them(worked_example: ox.Store) -> None:
    text = DATA_MODEL.read_text(encoding="utf-8")
    shown = re.findall(r"^```sparql\n(.*?)^```\n\n((?:^\|[^\n]*\n)+)", text, re.DOTALL | re.MULTILINE)
    assert len(shown) == 3
    for query, table in shown:
        head, _, *expected = _rows(table)
        solutions = worked_example.query(query, prefixes=prefixes())
        assert isinstance(solutions, ox.QuerySolutions)
        assert [variable.value for variable in solutions.variables] == head
        assert [[_cell(solution[name]) for name in head] for solution in solutions] == expected


def test_the_quotations_of_the_data_model_stand_where_they_say(worked_example: ox.Store) -> None:
    query = """SELECT ?file ?start ?end ?exact WHERE {
        ?evidence oa:hasSource/tip:fileName ?file ; oa:hasSelector ?position, ?quote .
        ?position oa:start ?start ; oa:end ?end . ?quote oa:exact ?exact }"""
    solutions = worked_example.query(query, prefixes=prefixes())
    assert isinstance(solutions, ox.QuerySolutions)
    found = [tuple(term.value for term in solution if isinstance(term, ox.Literal)) for solution in solutions]
    assert len(found) == 3
    for file, start, end, exact in found:
        text = (ROOT / "examples" / file).read_text(encoding="utf-8")
        assert text[int(start) : int(end)] == exact


def test_the_data_model_shows_only_terms_that_the_ontology_declares(worked_example: ox.Store) -> None:
    ontology = ROOT / "ontology"
    declared = {
        quad.subject
        for path in [ontology / "core.ttl", *(ontology / "concepts").glob("*.ttl")]
        for quad in ox.parse(path=path)
    }
    shown = {
        term for quad in worked_example for term in (quad.predicate, quad.object) if isinstance(term, ox.NamedNode)
    }
    ours = {term for term in shown if compress(term.value).startswith(("tip:", "tip-marking:"))}
    assert ours - declared == set()


# ------------------------------------------------------------------------------------------------------ curating


def test_curating_explains_the_columns_of_the_mapping_tables() -> None:
    explained = re.findall(r"^\| `(\w+)` \|", (ROOT / "docs" / "curating.md").read_text(encoding="utf-8"), re.MULTILINE)
    lines = (ROOT / "ontology" / "mappings" / "countries.sssom.tsv").read_text(encoding="utf-8").splitlines()
    assert explained == next(line for line in lines if not line.startswith("#")).split("\t")


# -------------------------------------------------------------------------------------------------- what is typed


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the examples and gold standards in it, where a reader of the documentation would type."""
    folder = tmp_path_factory.mktemp("desk")
    shutil.copytree(ROOT / "examples", folder / "examples")
    shutil.copytree(ROOT / "tests" / "data", folder / "tests" / "data")
    return folder


# The page about quality is compared by test_quality, which can also write it anew.
TYPED = [sheet for sheet in PAGES if fenced(sheet, "console") and sheet.name != "quality.md"]


def test_the_readme_shows_at_least_two_commands() -> None:
    assert len(sessions(ROOT / "README.md")) >= 2


@pytest.mark.golden
@pytest.mark.parametrize("sheet", TYPED, ids=_name)
def test_the_commands_of_a_page_run_and_print_what_it_shows(
    sheet: Path, desk: Path, request: pytest.FixtureRequest
) -> None:
    for command, shown in sessions(sheet):
        printed = run_kg(command, desk)
        if shown.strip() and request.config.getoption("--rewrite-golden"):
            text = "\n".join(stripped(printed)) + "\n"
            page = sheet.read_text(encoding="utf-8")
            sheet.write_text(page.replace(f"$ {command}\n{shown}", f"$ {command}\n{text}"), encoding="utf-8")
        elif shown.strip():
            assert stripped(printed) == stripped(shown), f"$ {command}"


def test_the_python_of_the_readme_runs(desk: Path) -> None:
    (program,) = fenced(ROOT / "README.md", "python")
    assert len(run_python(["-c", program], desk).splitlines()) == 3


def test_every_command_that_the_readme_names_exists() -> None:
    named = set(re.findall(r"`kg ([a-z]+)", (ROOT / "README.md").read_text(encoding="utf-8")))
    assert {"build", "query", "show", "check", "export", "evaluate", "picture"} <= named
    for command in sorted(named):
        run_kg(f"kg {command} --help", ROOT)


def test_every_question_that_a_page_names_exists() -> None:
    text = "".join(sheet.read_text(encoding="utf-8") for sheet in PAGES)
    named = set(re.findall(r"\bkg query ([a-z][a-z-]+)(?![\w.-])", text))
    assert named
    assert named <= {path.stem for path in (ROOT / "queries").glob("*.rq")}
