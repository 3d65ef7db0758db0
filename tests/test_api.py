"""`import kg`: names as documented, loaded when first used."""

import subprocess
import sys

import pytest

import kg
from kg.store import Graph

HEAVY = ("spacy", "rdflib", "networkx", "numpy", "pyoxigraph", "typer")


def test_importing_the_package_loads_nothing_heavy() -> None:
    code = f"import sys, kg; print([name for name in {HEAVY!r} if name in sys.modules])"
    printed = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout
    assert printed.strip() == "[]"


def test_every_public_name_is_there() -> None:
    for name in kg.__all__:
        assert getattr(kg, name)
    assert set(kg.__all__) <= set(dir(kg))
    assert kg.Graph is Graph


def test_the_version_is_that_of_the_package() -> None:
    assert kg.__version__.count(".") == 2


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="nonsense"):
        kg.nonsense  # noqa: B018
