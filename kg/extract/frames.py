"""The frames of `ontology/rules/relations.toml`."""

import tomllib
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import MappingError
from kg.extract.clauses import is_verb
from kg.extract.tree import Token
from kg.resources import data_folder

_KEYS = {
    "name",
    "predicate",
    "verbs",
    "nouns",
    "adjectives",
    "adverbs",
    "subject",
    "object",
    "needs",
    "unless",
    "default_agent",
    "expand",
    "singular",
    "alleged",
    "negated",
    "through",
    "without",
    "rest",
    "yes",
    "no",
}
_WORDS = ("verbs", "nouns", "adjectives", "adverbs")


@dataclass(frozen=True, slots=True)
class Slot:
    """Where an argument stands and of which classes it may be; `words` takes the words where no such thing is named."""

    roles: tuple[str, ...]
    classes: frozenset[str]
    words: bool


@dataclass(frozen=True, slots=True)
class Frame:
    """One rule: a predicate of the graph with the word that says it, and its two arguments.

    `needs` and `unless` tell by role the nouns of which one must, or none may, stand there. What a `negated` frame says is
    that it is not so ("stayed away from").
    """

    name: str
    predicate: str
    subject: Slot
    object: Slot
    needs: dict[str, frozenset[str]]
    unless: dict[str, frozenset[str]]
    default_agent: str
    expand: bool
    singular: bool
    alleged: bool
    negated: bool
    through: frozenset[str]
    without: tuple[str, ...]
    rest: bool
    yes: tuple[tuple[str, str], ...]
    no: tuple[str, ...]

    def yields_to(self, said: set[str]) -> bool:
        """Whether it gives way to what other frames found in the clause, by their predicates: what it says is the least of all,
        or its object is only the topic and the clause names something closer."""
        return bool(said) and (self.rest or (self.object.roles == ("topic",) and self.predicate in said))


@dataclass(frozen=True, slots=True)
class Frames:
    """All frames, by the lemma of their verb and of their noun and by their adjective or adverb, in the order of the file."""

    verbs: dict[str, tuple[Frame, ...]]
    nouns: dict[str, tuple[Frame, ...]]
    adjectives: dict[str, tuple[Frame, ...]]
    adverbs: dict[str, tuple[Frame, ...]]
    all: tuple[Frame, ...]
    words: frozenset[str]  # each of these words, and the verbs of those with a particle: most words of a text are none

    def of(self, token: Token) -> tuple[Frame, ...]:
        """The frames that a word may open, by its part of speech."""
        lemma = token.lemma_
        if self.words.isdisjoint((lemma, lemma.lower(), token.lower_)):
            return ()
        if lemma in self.verbs and is_verb(token):
            particle = next((f"{token.lemma_} {c.lower_}" for c in token.children if c.dep_ == "prt"), "")
            return self.verbs.get(particle) or self.verbs.get(token.lemma_, ())  # "handed out" is not "handed"
        if token.pos_ in {"NOUN", "PROPN"}:
            return self.nouns.get(token.lemma_.lower(), ())
        if token.pos_ == "ADV":
            return self.adverbs.get(token.lower_, ())
        return self.adjectives.get(token.lower_, ()) if token.pos_ == "ADJ" else ()


def load_frames(folder: Path | None = None) -> Frames:
    """Read the frames. A fault raises MappingError that names the file, the frame and the remedy."""
    path = (folder or data_folder("ontology") / "rules") / "relations.toml"
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise MappingError(f"{path.name}: {error}; mend that line and build again") from error
    by_word: dict[str, dict[str, list[Frame]]] = {kind: defaultdict(list) for kind in _WORDS}
    frames = []
    for row in table["frame"]:
        frame = _frame(row, table, path.name)
        frames.append(frame)
        for kind in _WORDS:
            for word in row.get(kind, ()):
                by_word[kind][word].append(frame)
                by_word[kind].setdefault(word.split(" ")[0], [])  # the verb of "set up"
    verbs, nouns, adjectives, adverbs = ({k: tuple(v) for k, v in by_word[kind].items()} for kind in _WORDS)
    words = {part for table in by_word.values() for word in table for part in (word, word.partition(" ")[0])}
    return Frames(verbs, nouns, adjectives, adverbs, tuple(frames), frozenset(words))


def _frame(row: dict[str, Any], table: dict[str, Any], file: str) -> Frame:
    name = row.get("name", "?")
    unknown = set(row) - _KEYS
    if unknown:
        raise MappingError(f"{file}, frame '{name}': unknown key {sorted(unknown)}; the keys are {sorted(_KEYS)}")
    missing = {"name", "predicate", "subject", "object"} - set(row)
    if missing or not any(row.get(kind) for kind in _WORDS):
        raise MappingError(
            f"{file}, frame '{name}': {sorted(missing) or 'verbs, nouns, adjectives or adverbs'} missing; add it"
        )
    groups = table["classes"]
    return Frame(
        name, row["predicate"], _slot(row["subject"], groups), _slot(row["object"], groups),
        _by_role(row.get("needs", {}), table["words"]), _by_role(row.get("unless", {}), table["words"]),
        row.get("default_agent", ""), row.get("expand", False), row.get("singular", False), row.get("alleged", False), row.get("negated", False),
        frozenset(row.get("through", ())), tuple(row.get("without", ())), row.get("rest", False), tuple((text, want) for text, want in row.get("yes", ())), tuple(row.get("no", ())),
    )  # fmt: skip


def _slot(text: str, groups: dict[str, list[str]]) -> Slot:
    roles, _, classes = text.partition(":")
    names = [c for word in classes.split() for c in groups.get(word, [word])]
    return Slot(tuple(roles.strip().split("/")), frozenset(names) - {"*"}, words="*" in names)


def _by_role(row: dict[str, list[str]], groups: dict[str, list[str]]) -> dict[str, frozenset[str]]:
    """The nouns of each role; "@victims" stands for the group of that name."""
    return {
        role: frozenset(n for word in nouns for n in (groups[word[1:]] if word.startswith("@") else [word]))
        for role, nouns in row.items()
    }
