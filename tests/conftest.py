"""What several test modules share."""

from pathlib import Path

import pytest
from hypothesis import settings

from kg.extract import Extractor
from kg.mappings import Mappings, load_mappings

# A machine that is busy with something else is no fault of the program; speed has tests of its own.
settings.register_profile("any machine", deadline=None)
settings.load_profile("any machine")

EXAMPLES = Path(__file__).parents[1] / "examples"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--raise-floors", action="store_true", help="raise quality_floors.tsv to what is measured")
    parser.addoption("--rewrite-golden", action="store_true", help="write tests/golden anew instead of comparing")


@pytest.fixture(scope="session")
def examples_graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a graph built from the example documents by the real program."""
    from kg.pipeline import build

    out = tmp_path_factory.mktemp("examples") / "graph"
    built = build([EXAMPLES], out)
    assert not built.failures
    return out


@pytest.fixture(scope="session")
def shipped() -> Mappings:
    """The tables that ship with the program."""
    return load_mappings()


@pytest.fixture(scope="session")
def extractor(shipped: Mappings) -> Extractor:
    """The real pipeline with the shipped tables; loading it takes seconds."""
    return Extractor(shipped)
