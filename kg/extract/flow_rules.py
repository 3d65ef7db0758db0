"""The rules of flows, compiled from `ontology/rules/flows.toml`."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from kg.errors import MappingError
from kg.extract.numbers import NumberGrammar, number_grammar
from kg.extract.places import PlaceWords
from kg.resources import data_folder

_CAPITAL = re.compile(r"(?<!\\)[A-Z]")  # but not that of "\W"


@dataclass(frozen=True, slots=True)
class FlowRule:
    """A row of the rule file; see `ontology/rules/flows.toml` for what the kinds mean."""

    name: str
    kind: str
    trigger: re.Pattern[str]
    needs: re.Pattern[str] | None
    roles: re.Pattern[str] | None
    nouns: re.Pattern[str] | None
    carries: bool
    abused: bool
    confidence: float


@dataclass(frozen=True, slots=True, eq=False)  # compared as one thing, so that answers on it can be kept
class FlowRules:
    """The rule file, compiled."""

    rules: tuple[FlowRule, ...]
    hint: re.Pattern[str]  # of a text in small letters, which is three times as fast; so is `abuse`
    abuse: re.Pattern[str]
    anaphor: re.Pattern[str]
    recommends: re.Pattern[str]
    advice: re.Pattern[str]
    clauses: re.Pattern[str]
    share: re.Pattern[str]
    second_predicate: re.Pattern[str]
    everyone: re.Pattern[str]
    general: re.Pattern[str]
    same_purpose: re.Pattern[str]
    in_transit: re.Pattern[str]
    nobody: re.Pattern[str]
    unreal: re.Pattern[str]
    elsewhere: re.Pattern[str]
    unreal_at_all: re.Pattern[str]
    stop: re.Pattern[str]
    occurs: re.Pattern[str]
    victims: re.Pattern[str]
    victims_from: re.Pattern[str]
    national: re.Pattern[str]
    foreign: re.Pattern[str]
    pronoun: re.Pattern[str]
    inside: re.Pattern[str]
    unnamed: re.Pattern[str]
    places: PlaceWords
    hedges: tuple[tuple[str, re.Pattern[str]], ...]
    exploitation: tuple[tuple[str, re.Pattern[str]], ...]
    occupations: tuple[tuple[str, re.Pattern[str]], ...]
    groups: tuple[tuple[str, re.Pattern[str]], ...]
    numbers: NumberGrammar


@cache
def load_flow_rules(path: Path | None = None) -> FlowRules:
    """The rules of `ontology/rules/flows.toml`, or of another file of that form.

    Raises MappingError naming the file where it is no TOML or a pattern is faulty.
    """
    path = path or data_folder("ontology") / "rules" / "flows.toml"
    try:
        return _rules(tomllib.loads(path.read_text(encoding="utf-8")))
    except (OSError, tomllib.TOMLDecodeError, KeyError, TypeError, re.error) as fault:
        raise MappingError(
            f"{path}: {fault}; mend the entry or restore the file that ships with the program"
        ) from fault


def _rules(table: dict[str, Any]) -> FlowRules:
    victims = table["victims"]
    return FlowRules(
        rules=tuple(_rule(row) for row in table["rule"]),
        hint=_small(table["hint"]),
        abuse=_small(table["abuse"]),
        anaphor=_pattern(table["anaphor"]),
        recommends=_pattern(table["recommends"]),
        elsewhere=_pattern(table["elsewhere"]),
        unreal_at_all=_pattern(table["unreal_at_all"]),
        advice=_pattern(table["advice"]),
        clauses=_pattern(table["clauses"]),
        share=_pattern(table["share"]),
        second_predicate=_pattern(table["second_predicate"]),
        everyone=_small(table["everyone"]),
        general=_small(table["general"]),
        same_purpose=_pattern(table["same_purpose"]),
        in_transit=_pattern(table["in_transit"]),
        nobody=_pattern(table["nobody"]),
        unreal=_small(table["unreal"]),
        stop=_pattern(table["stop"]),
        occurs=_pattern(table["occurs"]),
        victims=_pattern(rf"\b{victims}\b"),
        victims_from=_pattern(rf"(?:\b{victims}|\b{table['before_from']}|>|,)\s*(?:,\s*)?$"),
        national=_national(victims, table["never_victims"]),
        foreign=_pattern(table["foreign"]),
        pronoun=_pattern(table["pronoun"]),
        inside=_pattern(table["inside"]),
        unnamed=_small(table["unnamed"]),
        places=PlaceWords(_any_of(table["abroad"]), _any_of(table["domestic"]), frozenset(table["filler"].split())),
        hedges=_patterns(table["hedges"]),
        exploitation=_small_patterns(table["exploitation"]),
        occupations=_small_patterns(table["occupations"]),
        groups=_small_patterns(table["groups"]),
        numbers=number_grammar({}),
    )


def _rule(row: dict[str, Any]) -> FlowRule:
    needs, roles, nouns = (_pattern(row[key]) if key in row else None for key in ("needs", "roles", "nouns"))
    trigger = _pattern(row["trigger"])
    carries, abused = bool(row.get("carries")), bool(row.get("abused"))
    return FlowRule(row["name"], row["kind"], trigger, needs, roles, nouns, carries, abused, row["confidence"])


def _national(victims: str, never: str) -> re.Pattern[str]:
    """Victims of a nationality: "Thai and Lao women", "two Ukrainians were", but not "Thai officers"."""
    listed = r"(?:\s*(?:,|and|or|/|,\s*and)\s*(?:[\w-]+\s+)?<[NM]\d+>)*"
    people = rf"\s+(?:(?!{never})[\w-]+\s+){{0,4}}?{victims}\b"
    alone = r"\s*(?:,|\.|;|\)|$|(?:and|were|was|are|who|had|have|may|also|often|pass|transit|travel|migrate|enter|come|go|trafficked|exploited|subjected|forced|recruited)\b)"
    return _pattern(rf"<(?P<letter>[NM])(?P<link>\d+)>(?={listed}{people}|{alone})")


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, re.I)


def _small(text: str) -> re.Pattern[str]:
    """A pattern for a text in small letters: such a search takes half the time of one in which case does not matter."""
    if _CAPITAL.search(text):
        raise re.error(f"write it in small letters: {text}")
    return re.compile(text)


def _any_of(patterns: list[str]) -> re.Pattern[str]:
    return _pattern("(?:" + "|".join(patterns) + r")\b")


def _small_patterns(section: dict[str, str]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((name, _small(text)) for name, text in section.items())


def _patterns(section: dict[str, str]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((name, _pattern(text)) for name, text in section.items())
