"""The rules of statistics: which nouns are counted, and what a number of them measures."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from kg.errors import MappingError
from kg.extract.counted import CountRules
from kg.extract.numbers import number_grammar
from kg.extract.zeros import Zeros
from kg.resources import data_folder


@dataclass(frozen=True, slots=True)
class Indicator:
    """A row of the rule file: when a number of `units` measures `name`."""

    name: str
    units: tuple[str, ...]
    noun: re.Pattern[str] | None
    cue: re.Pattern[str] | None
    law: bool
    penal: bool
    wide: bool


@dataclass(frozen=True, slots=True)
class StatisticsRules:
    """The rule file, compiled. `by_unit` holds the rules of a unit in the file's order."""

    counts: CountRules
    by_unit: dict[str, tuple[Indicator, ...]]


@cache
def load_statistics_rules(path: Path | None = None) -> StatisticsRules:
    """The rules of `ontology/rules/statistics.toml`, or of another file of that form.

    Raises MappingError naming the file where it is no TOML or a pattern is faulty.
    """
    path = path or data_folder("ontology") / "rules" / "statistics.toml"
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        return _rules(table)
    except (OSError, tomllib.TOMLDecodeError, KeyError, TypeError, re.error) as fault:
        raise MappingError(
            f"{path}: {fault}; mend the entry or restore the file that ships with the program"
        ) from fault


def _rules(table: dict[str, Any]) -> StatisticsRules:
    nouns = {noun: unit for unit, words in table["units"].items() for noun in words.split()}
    zero = table["zero"]
    zeros = Zeros(
        frozenset(zero["nouns"].split()),
        _pattern(zero["except"]),
        tuple(map(_pattern, zero["special"])),
        _pattern(table["unreal"]),
    )
    skip = re.compile(r"(?<!\w)(?:" + "|".join(f"(?:{p})" for p in table["skip"]) + ")", re.I | re.M)
    idle = frozenset(table["idle"].split())
    counting = CountRules(number_grammar(table["currencies"]), nouns, skip, _pattern(table["speech"]), idle, zeros)
    by_unit: dict[str, list[Indicator]] = {}
    for row in table["indicator"]:
        rule = _indicator(row)
        for unit in rule.units:
            by_unit.setdefault(unit, []).append(rule)
    return StatisticsRules(counting, {unit: tuple(rules) for unit, rules in by_unit.items()})


def _indicator(row: dict[str, Any]) -> Indicator:
    noun, cue = (_pattern(row[key]) if key in row else None for key in ("noun", "cue"))
    law, penal, wide = (bool(row.get(key)) for key in ("law", "penal", "wide"))
    return Indicator(row["name"], tuple(row["unit"]), noun, cue, law, penal, wide)


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, re.I)
