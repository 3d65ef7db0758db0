"""The phrases of a sentence that may be meant by a pronoun: what they name, how many, and in what place they stand."""

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from kg.extract.lexicon import COLLEGIATE
from kg.extract.reading import Reading
from kg.extract.tree import Span, Token
from kg.model import Entity, Link

SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_HOUSED = re.compile(r"(?i)\b(?:center|centre|home|house)$")
_PLURAL = {"police", "authorities", "staff"}  # plural without an s


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase that names something: its head, and the links of all that "and" joins in it."""

    head: Token
    links: tuple[Link, ...]
    plural: bool

    @property
    def is_subject(self) -> bool:
        """Whether it is a subject."""
        return self.head.dep_ in SUBJECTS

    @property
    def acts(self) -> bool:
        """Whether it is the subject of an active verb."""
        return self.head.dep_ == "nsubj"

    @property
    def new(self) -> bool:
        """Whether the sentence brings it up as its object, so that the next may go on with it: "opened a shelter"."""
        brought = self.head.dep_ in {"dobj", "attr"} and self.head.head.lemma_ != "be"
        return brought and any(c.lower_ in {"a", "an"} for c in self.head.children)


def classes_of(entity: Entity) -> frozenset[str]:
    """The entity's class; a public body that is a committee, council or the like may have members as well, and what is
    called a center may be a house that somebody runs."""
    if entity.cls == "PublicBody" and COLLEGIATE.search(entity.label):
        return frozenset({entity.cls, "Committee"})
    if entity.cls == "NGO" and _HOUSED.search(entity.label):
        return frozenset({entity.cls, "Centre"})
    return frozenset({entity.cls})


def phrases(
    reading: Reading, span: Span, classes: AbstractSet[str], own: AbstractSet[str] = frozenset()
) -> list[Phrase]:
    """The phrases of a sentence that name something of the classes, in reading order; joined ones are one.

    `own` are ids of entities that are passed over.
    """
    joined: dict[int, list[Link]] = {}
    heads: dict[int, Token] = {}
    outside: set[int] = set()
    for link in reading.links_within(span):
        root = reading.root_of(link)
        if root is None or link.mention.label == "Demonym" or link.mention.rule == "first person":
            continue
        first = root
        while first.dep_ == "conj" and first.head.pos_ in {"NOUN", "PROPN"}:
            first = first.head
        if classes_of(link.entity) & classes and link.entity.id not in own:
            head = root if first.i in outside else first
            beside = joined.setdefault(head.i, [])
            beside += [link] if link.entity.id not in {k.entity.id for k in beside} else []  # "a name (ITS ACRONYM)"
            heads.setdefault(head.i, root)
        else:
            outside.add(first.i)
    return [Phrase(heads[i], tuple(links), _is_plural(reading, links)) for i, links in joined.items()]


def _is_plural(reading: Reading, links: Sequence[Link]) -> bool:
    root = reading.root_of(links[0])
    common = links[0].mention.rule == "noun phrase" and root is not None and root.tag_ in {"NNS", "NNPS"}
    return len(links) > 1 or common or (root is not None and root.lower_ in _PLURAL)
