"""A text without markup of its own → document: the lines at its head tell a cable from a report."""

from kg.model import Document
from kg.read.cable import is_cable, read_cable
from kg.read.report import read_report
from kg.read.source import Source


def read_plain(source: Source) -> Document:
    """The document of a text. Raises DocumentError where it holds nothing but a header."""
    return read_cable(source) if is_cable(source.text) else read_report(source)
