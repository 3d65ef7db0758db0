"""The frames of `ontology/rules/relations.toml`."""

import tomllib
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import MappingError
from kg.resources import data_folder

_KEYS = {
    "name",
    "predicate",
    "verbs",
    "nouns",
    "subject",
    "object",
    "needs",
    "default_agent",
    "expand",
    "singular",
    "alleged",
    "through",
    "yes",
    "no",
}


@dataclass(frozen=True, slots=True)
class Slot:
    """Where an argument stands and of which classes it may be; `words` takes the words themselves."""

    roles: tuple[str, ...]
    classes: frozenset[str]
    words: bool


@dataclass(frozen=True, slots=True)
class Frame:
    """One rule: a predicate of the graph with the verb or noun that says it, and its two arguments."""

    name: str
    predicate: str
    subject: Slot
    object: Slot
    needs: dict[str, frozenset[str]]
    default_agent: str
    expand: bool
    singular: bool
    alleged: bool
    through: frozenset[str]
    yes: tuple[tuple[str, str], ...]
    no: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Frames:
    """All frames, by the lemma of their verb and of their noun, in the order of the file."""

    verbs: dict[str, tuple[Frame, ...]]
    nouns: dict[str, tuple[Frame, ...]]
    all: tuple[Frame, ...]


def load_frames(folder: Path | None = None) -> Frames:
    """Read the frames. A fault raises MappingError that names the file, the frame and the remedy."""
    path = (folder or data_folder("ontology") / "rules") / "relations.toml"
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise MappingError(f"{path.name}: {error}; mend that line and build again") from error
    verbs: dict[str, list[Frame]] = defaultdict(list)
    nouns: dict[str, list[Frame]] = defaultdict(list)
    frames = []
    for row in table["frame"]:
        frame = _frame(row, table["classes"], path.name)
        frames.append(frame)
        for lemma in row.get("verbs", ()):
            verbs[lemma].append(frame)
        for lemma in row.get("nouns", ()):
            nouns[lemma].append(frame)
    return Frames({k: tuple(v) for k, v in verbs.items()}, {k: tuple(v) for k, v in nouns.items()}, tuple(frames))


def _frame(row: dict[str, Any], groups: dict[str, list[str]], file: str) -> Frame:
    name = row.get("name", "?")
    unknown = set(row) - _KEYS
    if unknown:
        raise MappingError(f"{file}, frame '{name}': unknown key {sorted(unknown)}; the keys are {sorted(_KEYS)}")
    missing = {"name", "predicate", "subject", "object"} - set(row)
    if missing or not (row.get("verbs") or row.get("nouns")):
        raise MappingError(f"{file}, frame '{name}': {sorted(missing) or 'verbs or nouns'} missing; add it")
    return Frame(
        name, row["predicate"], _slot(row["subject"], groups), _slot(row["object"], groups),
        {role: frozenset(nouns) for role, nouns in row.get("needs", {}).items()},
        row.get("default_agent", ""), row.get("expand", False), row.get("singular", False), row.get("alleged", False),
        frozenset(row.get("through", ())), tuple((text, want) for text, want in row.get("yes", ())), tuple(row.get("no", ())),
    )  # fmt: skip


def _slot(text: str, groups: dict[str, list[str]]) -> Slot:
    roles, _, classes = text.partition(":")
    names = [c for word in classes.split() for c in groups.get(word, [word])]
    return Slot(tuple(roles.strip().split("/")), frozenset(names) - {"*"}, words="*" in names)
