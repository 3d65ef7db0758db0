"""The rules of assessments: which things may be judged, and which words judge them."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, get_args

from kg.errors import MappingError
from kg.model import Judgement
from kg.resources import data_folder

_KINDS = {"judged", "manner", "named", "absent", "lacking", "change", "working", "applied", "hindered", "standard"}
_KEYS = {"name", "kind", "value", "words", "measure", "ills", "confidence", "yes", "no"}
_VALUE = re.compile(r"^tip-assessment:(\w+) a skos:Concept\b[^.]*?skos:broader tip-assessment:(\w+) ;$", re.MULTILINE)
_OWN_WORDS = "own words"


@dataclass(frozen=True, slots=True)
class AssessmentRule:
    """A row of the rule file. `judgement` is how its value judges a thing when it is affirmed."""

    name: str
    kind: str
    value: str
    judgement: Judgement
    confidence: float


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word of a rule, and of what it may be said: of everything, of nouns of `things` only, of `ills` only."""

    rule: AssessmentRule
    of: str


@dataclass(frozen=True, slots=True)
class AssessmentRules:
    """The rule file, compiled. `things` and `ills` give the topic of a noun, "" where its own words decide."""

    triggers: Mapping[str, tuple[Trigger, ...]]
    things: Mapping[str, str]
    ills: Mapping[str, str]
    classes: Mapping[str, str]
    verbs: Mapping[str, frozenset[str]]


@cache
def load_assessment_rules(path: Path | None = None) -> AssessmentRules:
    """The rules of `ontology/rules/assessments.toml`, or of another file of that form.

    Raises MappingError naming the file and the rule where one is faulty or its value is no concept.
    """
    path = path or data_folder("ontology") / "rules" / "assessments.toml"
    concepts = (data_folder("ontology") / "concepts" / "assessments.ttl").read_text(encoding="utf-8")
    values = dict(_VALUE.findall(concepts))
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        triggers: dict[str, list[Trigger]] = {}
        for row in table["rule"]:
            rule = _rule(row, values)
            for key, of in (("words", "all"), ("measure", "things"), ("ills", "ills")):
                for word in row.get(key, ()):
                    triggers.setdefault(word, []).append(Trigger(rule, of))
        verbs = {name: frozenset(words.split()) for name, words in table["verbs"].items()}
        return AssessmentRules(
            {word: tuple(found) for word, found in triggers.items()},
            _nouns(table["things"]), _nouns(table["ills"]), table["classes"], verbs,
        )  # fmt: skip
    except (OSError, tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as fault:
        raise MappingError(f"{path}: {fault}; mend the entry or restore the file that ships with it") from fault


def _rule(row: Mapping[str, Any], values: Mapping[str, str]) -> AssessmentRule:
    name, value = row["name"], row["value"]
    if unknown := set(row) - _KEYS:
        raise ValueError(f"rule '{name}': unknown key {sorted(unknown)}; the keys are {sorted(_KEYS)}")
    if row["kind"] not in _KINDS:
        raise ValueError(f"rule '{name}': there is no kind '{row['kind']}'; the kinds are {sorted(_KINDS)}")
    judgement = values.get(value)
    if judgement not in get_args(Judgement):
        raise ValueError(f"rule '{name}': value '{value}' is no concept of assessments.ttl; add it there")
    return AssessmentRule(name, row["kind"], value, judgement, row["confidence"])  # type: ignore[arg-type]


def _nouns(table: Mapping[str, str]) -> dict[str, str]:
    return {noun: "" if topic == _OWN_WORDS else topic for topic, nouns in table.items() for noun in nouns.split()}
