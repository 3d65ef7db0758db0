"""Records: labelled lines ("Donor: …") and table rows under labels, each about one thing, most often a project."""

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from kg.errors import MappingError
from kg.extract.namings import Naming, namings
from kg.extract.reading import Reading, Setting
from kg.model import Claim, Entity
from kg.resources import data_folder

_LINE = re.compile(r"\W*([A-Z][\w /-]{2,40}?)\s?:\s|\W*((?:Co-)?(?:Funded|Financed|Implemented|Organi[sz]ed) by) ")
_CELLS = re.compile(r"\s*\|\s*")
_CONFIDENCE = 0.8
_BODIES = {"NGO", "NGONetwork", "PublicBody", "Ministry", "CoordinationBody", "IntergovernmentalOrganization"}


@dataclass(frozen=True, slots=True)
class RecordRule:
    """What a label says. `value` and `thing` are classes; "author" in `thing` is the document's author."""

    name: str
    says: re.Pattern[str]
    predicate: str
    value: frozenset[str]
    thing: frozenset[str]
    about: str
    yes: tuple[tuple[str, str], ...]
    no: tuple[str, ...]


@cache
def load_record_rules(path: Path | None = None) -> tuple[RecordRule, ...]:
    """The rules of `ontology/rules/records.toml`, or of another file of that form.

    Raises MappingError naming the file where it is no TOML or a label is faulty.
    """
    path = path or data_folder("ontology") / "rules" / "records.toml"
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        return tuple(_rule(row, table["classes"]) for row in table["label"])
    except (OSError, tomllib.TOMLDecodeError, KeyError, TypeError, re.error) as fault:
        raise MappingError(
            f"{path}: {fault}; mend the entry or restore the file that ships with the program"
        ) from fault


def find_records(readings: Sequence[Reading], setting: Setting, rules: Sequence[RecordRule]) -> Iterator[Claim]:
    """What labelled lines and table rows tell."""
    thing: Naming | None = None
    told_in: Reading | None = None
    for reading in readings:
        kind = reading.paragraph.kind
        if kind == "table":
            yield from _row(reading, setting, rules)
            continue
        label = _LINE.match(reading.text)
        rule = _rule_of(label[1] or label[2], rules) if label and kind == "text" else None
        if rule is None:
            opened = _opened(reading)
            thing, told_in = (opened, reading) if opened else (None, None)
        elif not rule.predicate:
            thing, told_in = _first(namings(reading), rule.thing), reading
        else:
            yield from _told(rule, namings(reading), thing, setting, [r for r in (reading, told_in) if r])


def _row(reading: Reading, setting: Setting, known: Sequence[RecordRule]) -> Iterator[Claim]:
    """A row's cells under the labels of its columns."""
    labels, named = _CELLS.split(reading.paragraph.heading), namings(reading)
    ends = [m.start() for m in _CELLS.finditer(reading.text)] + [len(reading.text)]
    cells: dict[str, list[Naming]] = {}
    begin = 0
    for label, end in zip(labels, ends, strict=False):
        cells[label] = [n for n in named if begin <= n.start < end]
        begin = end
    rules = [(rule, cells[label]) for label in cells if (rule := _rule_of(label, known)) is not None]
    thing = next((n for rule, found in rules if not rule.predicate for n in found if n.classes & rule.thing), None)
    for rule, found in rules:
        if rule.predicate:
            yield from _told(rule, found, thing, setting, [reading])


def _told(
    rule: RecordRule, named: Sequence[Naming], thing: Naming | None, setting: Setting, where: Sequence[Reading]
) -> Iterator[Claim]:
    other: Entity | None = setting.author if "author" in rule.thing and setting.author.cls in _BODIES else None
    if thing is not None and thing.classes & rule.thing:
        other = thing.entity
    if other is None:
        return
    for naming in named:
        if naming.classes & rule.value and naming.entity.id != other.id:
            ends = (naming.entity.id, other.id) if rule.about == "value" else (other.id, naming.entity.id)
            yield Claim(
                subject=ends[0], predicate=rule.predicate, object=ends[1], evidence=tuple(r.evidence(0, len(r.text)) for r in where),
                rule=rule.name, confidence=_CONFIDENCE, speakers=(setting.author.id,),
            )  # fmt: skip


def _opened(reading: Reading) -> Naming | None:
    """The project that a line or heading names by its title alone: "Safe Roads" (2010-2012)."""
    named = namings(reading)
    return named[0] if named and named[0].link.mention.rule == "title alone" else None


def _first(named: Sequence[Naming], classes: frozenset[str]) -> Naming | None:
    return next((n for n in named if n.classes & classes), None)


def _rule_of(label: str, rules: Sequence[RecordRule]) -> RecordRule | None:
    return next((rule for rule in rules if rule.says.fullmatch(label.strip())), None)


def _rule(row: dict[str, Any], groups: dict[str, list[str]]) -> RecordRule:
    value, thing = (
        frozenset(c for word in row.get(key, "").split() for c in groups.get(word, [word]))
        for key in ("value", "thing")
    )
    return RecordRule(
        row["name"], re.compile(row["says"], re.IGNORECASE), row.get("predicate", ""), value, thing, row.get("about", ""),
        tuple((text, want) for text, want in row["yes"]), tuple(row["no"]),
    )  # fmt: skip
