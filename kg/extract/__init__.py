"""A document -> entities, claims, flows and numbers, each with its sentence."""

from kg.extract.extractor import DEFAULT_MODEL, Extractor

__all__ = ["DEFAULT_MODEL", "Extractor"]
