"""What the counting of things needs and gives: rules, a passage, counts."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from kg.extract.numbers import Number, NumberGrammar
from kg.extract.tree import Doc, Token
from kg.extract.zeros import Zeros


@dataclass(frozen=True, slots=True)
class CountRules:
    """What the counting needs from the rule file: nouns (singular → unit), patterns and the number grammar."""

    grammar: NumberGrammar
    nouns: Mapping[str, str]
    skip: re.Pattern[str]
    speech: re.Pattern[str]
    idle: frozenset[str]
    zeros: Zeros


@dataclass(frozen=True, slots=True)
class Passage:
    """A parsed paragraph with its text; `demonyms` and `countries` are where such names begin and end in it."""

    doc: Doc
    text: str
    demonyms: Mapping[int, int]
    countries: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class Count:
    """A number and what it counts. `phrase` is the counted noun phrase, ending at character `end`.

    `unit` is a key of the rule file's units, or "money", "percent", "age", "times", a unit of time, "things".
    `label` is the unit to be written. `carried` says that the noun stood elsewhere, `restated` that a
    definite phrase ("of the 78 victims") repeats a number given before.
    """

    number: Number
    token: Token
    unit: str
    label: str
    phrase: str
    end: int
    noun: str = ""
    carried: bool = False
    restated: bool = False
