"""What many tests share."""

import pytest

from kg.extract import Extractor
from kg.mappings import load_mappings


@pytest.fixture(scope="session")
def extractor() -> Extractor:
    """The real pipeline with the shipped tables; loading it takes seconds."""
    return Extractor(load_mappings())
