"""What flows through the program: documents, mentions, entities, findings.

Frozen dataclasses of tuples, standard library only. Text is never rewritten: a `View` is a
cleaned copy of a stretch of the document that remembers where each character came from.
"""

from dataclasses import dataclass
from typing import Literal

Polarity = Literal["Affirmed", "Negated"]
Modality = Literal["Asserted", "Alleged", "Believed", "Planned", "Denied"]
Judgement = Literal["Favourable", "Unfavourable", "Mixed"]
DocumentKind = Literal["cable", "narrative", "report"]
ParagraphKind = Literal["header", "heading", "text", "table"]
ACTORS = frozenset(  # classes of those who act: tip:Actor and its kinds in the ontology
    {
        *("Government", "PublicBody", "Ministry", "CoordinationBody", "DiplomaticMission", "NGO", "NGONetwork"),
        *("IntergovernmentalOrganization", "MediaOutlet", "ActorGroup", "Person", "Role"),
    }
)


@dataclass(frozen=True, slots=True)
class View:
    """A cleaned text and, for each of its characters, the offset in the document it came from."""

    text: str
    origin: tuple[int, ...]

    def locate(self, start: int, end: int) -> tuple[int, int]:
        """Document offsets of the view's characters `start:end` (end exclusive, not empty)."""
        return self.origin[start], self.origin[end - 1] + 1


@dataclass(frozen=True, slots=True)
class Field:
    """One value of a document's header, with its place in the document."""

    name: str
    value: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A numbered stretch of a document; `document.text[start:end]` is what was read.

    `number` is unique within the document ("4.B", "header", "12"). `marking` is the marking that
    holds for the paragraph by itself or by its numbered parent ("U", "SBU", "C/NOFORN", …: a level, then its
    caveats), "" where none is given. `heading` is that of the section or, in a table, the header row.
    """

    number: str
    kind: ParagraphKind
    start: int
    end: int
    view: View
    marking: str = ""
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A document as it was read. Offsets count Unicode characters of `text`."""

    id: str
    kind: DocumentKind
    source: str
    text: str
    title: str
    paragraphs: tuple[Paragraph, ...]
    fields: tuple[Field, ...] = ()
    country: str = ""
    issued: str = ""
    author: str = ""
    marking: str = ""
    caveats: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()

    def values(self, name: str) -> tuple[str, ...]:
        """All header values of that name, in reading order."""
        return tuple(field.value for field in self.fields if field.name == name)


@dataclass(frozen=True, slots=True)
class Entity:
    """One thing of the world, or of one document. `id` is its IRI without the base ("az/ministry-of-justice").

    `cls` is the local name of its class in the vocabulary. `country` is an ISO 3166-1 alpha-2 code or "".
    `known` tells whether a curated mapping names it; unknown entities go to the curator's review table.
    """

    id: str
    cls: str
    label: str
    country: str = ""
    aliases: tuple[str, ...] = ()
    matches: tuple[str, ...] = ()
    known: bool = False


@dataclass(frozen=True, slots=True)
class Mention:
    """Characters `start:end` of the view of `document.paragraphs[paragraph]` that name something of class `label`."""

    paragraph: int
    start: int
    end: int
    label: str
    text: str
    rule: str


@dataclass(frozen=True, slots=True)
class Link:
    """A mention and the entity it names; `row` is the mapping row that says so, "" for a pattern.

    `owner` is whose the entity is, where the phrase says so ("the ministry's unit").
    """

    mention: Mention
    entity: Entity
    row: str = ""
    owner: Entity | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """Characters `start:end` of the document's text, within the paragraph numbered `passage`."""

    start: int
    end: int
    passage: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What claims, flows, observations and assessments share.

    `speakers` are entity ids; the document's author where the text speaks in its own voice. `period` is
    "2008", "2009-02", "2009-02-23", an interval "2009/2013", or "". `rule` names the rule that found it. `doubts` name
    what makes this finding less certain than others of its rule; a rule gives its author's estimate as `confidence`,
    for which gold standards put what they know.
    """

    evidence: tuple[Evidence, ...]
    rule: str
    confidence: float
    speakers: tuple[str, ...]
    polarity: Polarity = "Affirmed"
    modality: Modality = "Asserted"
    period: str = ""
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim(Statement):
    """`subject` and `object` are entity ids; an object that no entity stands for is a literal."""

    subject: str
    predicate: str
    object: str
    literal: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow(Statement):
    """Victims moved from `origin` through `transit` to `destination` (entity ids; "" where the text does not say)."""

    origin: str = ""
    transit: tuple[str, ...] = ()
    destination: str = ""
    internal: bool = False
    exploitation: tuple[str, ...] = ("Unspecified",)
    groups: tuple[str, ...] = ()
    count: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation(Statement):
    """A number that counts or measures something.

    Numbers are canonical decimals as text ("78", "1.19"). A range has `minimum` and `maximum`, either of
    which may be missing ("up to 15", "over 30"); else `value` is given. `indicator` is a concept's local name.
    """

    indicator: str
    value: str = ""
    minimum: str = ""
    maximum: str = ""
    unit: str = ""
    population: str = ""
    area: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment(Statement):
    """A judgement on how well something is done.

    `words` are those of the text for what is judged, `thing` the id of the entity that they name or belong to, "" if
    none. `value` is a concept's local name ("Weak"); `judgement` takes the polarity into account: what is not
    effective is judged unfavourably. `topic` is a concept's local name or "".
    """

    words: str
    value: str
    judgement: Judgement
    thing: str = ""
    topic: str = ""


@dataclass(frozen=True, slots=True)
class Findings:
    """All that was found in one document.

    `author` is the id of the entity that speaks in its own voice, "" if none. `topics` holds for each paragraph of the
    document the local name of its topic, "" where none is clear; it is empty when nobody looked for topics.
    """

    document: Document
    entities: tuple[Entity, ...]
    links: tuple[Link, ...]
    claims: tuple[Claim, ...]
    flows: tuple[Flow, ...]
    observations: tuple[Observation, ...]
    author: str = ""
    topics: tuple[str, ...] = ()
    assessments: tuple[Assessment, ...] = ()
