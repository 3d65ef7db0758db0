"""The rules of `ontology/rules/structures.toml`: what stands between two names."""

import re
import tomllib
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import MappingError
from kg.resources import data_folder

_PATTERNS = ("gap", "before", "after", "first_says", "second_says", "heading")
_KEYS = {"name", "predicate", "first", "second", "subject", "list", "acting", "yes", "no", *_PATTERNS}
_SUBJECTS = {"first", "second", "owner"}
FIXED = {"author", "country"}


@dataclass(frozen=True, slots=True)
class StructureRule:
    """A predicate of the graph and how the two names stand that it joins. `fixed`: "author" or "country" in the place of the
    second name, else ""; `lists`: which of the two may be a list; `acting`: the first must be the subject of its clause."""

    name: str
    predicate: str
    first: frozenset[str]
    second: frozenset[str]
    fixed: str
    patterns: dict[str, re.Pattern[str]]
    subject: str
    lists: frozenset[str]
    acting: bool
    yes: tuple[tuple[str, str], ...]
    no: tuple[str, ...]

    def fits_before(self, said: str) -> bool:
        """Whether the first name may have this before it in its sentence."""
        return "before" not in self.patterns or self.patterns["before"].search(said) is not None

    def fits_after(self, text: str, end: int) -> bool:
        """Whether what follows the second name at `end` may follow it."""
        return "after" not in self.patterns or self.patterns["after"].match(text, end) is not None

    def fits_heading(self, heading: str) -> bool:
        """Whether the rule holds under this heading of a section."""
        return "heading" not in self.patterns or self.patterns["heading"].search(heading) is not None

    def fits_words(self, which: str, words: str) -> bool:
        """Whether the "first" or "second" name has the words that it must have."""
        pattern = self.patterns.get(f"{which}_says")
        return pattern is None or pattern.search(words) is not None


@dataclass(frozen=True, slots=True)
class StructureRules:
    """All rules in the order of the file; those of two names also by the class of the first."""

    all: tuple[StructureRule, ...]
    pairs: dict[str, tuple[StructureRule, ...]]
    fixed: tuple[StructureRule, ...]


def load_structure_rules(folder: Path | None = None) -> StructureRules:
    """Read the rules. A fault raises MappingError that names the file, the rule and the remedy."""
    path = (folder or data_folder("ontology") / "rules") / "structures.toml"
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise MappingError(f"{path.name}: {error}; mend that line and build again") from error
    rules = tuple(_rule(row, table["classes"], table["words"], path.name) for row in table["rule"])
    pairs: dict[str, list[StructureRule]] = defaultdict(list)
    for rule in rules:
        for cls in rule.first if not rule.fixed else ():
            pairs[cls].append(rule)
    return StructureRules(
        rules, {cls: tuple(found) for cls, found in pairs.items()}, tuple(r for r in rules if r.fixed)
    )


def _rule(row: dict[str, Any], groups: dict[str, list[str]], words: dict[str, str], file: str) -> StructureRule:
    name = row.get("name", "?")
    unknown = set(row) - _KEYS
    if unknown:
        raise MappingError(f"{file}, rule '{name}': unknown key {sorted(unknown)}; the keys are {sorted(_KEYS)}")
    missing = {"name", "predicate", "first", "second"} - set(row)
    fixed = row.get("second", "") if row.get("second") in FIXED else ""
    if missing or ("before" if fixed else "gap") not in row:
        wanted = sorted(missing) or ["before" if fixed else "gap"]
        raise MappingError(f"{file}, rule '{name}': {wanted} missing; add it")
    if row.get("subject", "first") not in _SUBJECTS:
        raise MappingError(f"{file}, rule '{name}': subject '{row['subject']}'; it is one of {sorted(_SUBJECTS)}")
    return StructureRule(
        name, row["predicate"], _classes(row["first"], groups), _classes("" if fixed else row["second"], groups), fixed,
        {key: _pattern(row[key], words, f"{file}, rule '{name}'") for key in _PATTERNS if key in row},
        row.get("subject", "first"), frozenset(row.get("list", "").split()), row.get("acting", False),
        tuple((text, want) for text, want in row.get("yes", ())), tuple(row.get("no", ())),
    )  # fmt: skip


def _classes(names: str, groups: dict[str, list[str]]) -> frozenset[str]:
    return frozenset(cls for name in names.split() for cls in groups.get(name, [name]))


def _pattern(text: str, words: dict[str, str], where: str) -> re.Pattern[str]:
    for word, meaning in words.items():
        text = text.replace(f"<{word}>", meaning)
    try:
        return re.compile(text)
    except re.error as error:
        raise MappingError(f"{where}: '{text}' is no regular expression ({error}); mend it") from error
