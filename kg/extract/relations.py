"""Claims by frames: a verb or action noun whose arguments are entities of the right classes."""

from collections.abc import Iterable, Iterator, Set
from dataclasses import replace
from itertools import combinations, product

from kg.extract.arguments import Arguments
from kg.extract.attribution import Attribution, Stance
from kg.extract.clauses import Clause, clause_of
from kg.extract.frames import Frame, Frames, Slot
from kg.extract.grounds import grounds
from kg.extract.lexicon import Lexicon
from kg.extract.mentioned import classes_of
from kg.extract.openers import is_opening
from kg.extract.reading import Reading, Setting
from kg.extract.roles import Cast, standing_for
from kg.extract.subjects import farther_heads, other_subjects, set_apart
from kg.extract.tree import Token
from kg.model import Claim, Entity, Link, Polarity

_FRAME_CONFIDENCE = 0.8
_LONGEST_WORDS = 18
_CIVIL = {"NGO", "NGONetwork", "IntergovernmentalOrganization"}
_INTO = ("of", "in", "to")
_PARTS_NOT_TAKEN = {"relcl", "advcl", "ccomp", "parataxis", "punct", "acl"}


class RelationFinder:
    """Applies the frames to parsed paragraphs."""

    def __init__(self, frames: Frames, attribution: Attribution, lexicon: Lexicon) -> None:
        """All three are read once and used for every document."""
        self._frames = frames
        self._attribution = attribution
        self._arguments = Arguments(lexicon)

    def find(self, reading: Reading, setting: Setting) -> Iterator[Claim]:
        """Claims of one paragraph, in reading order; headings and tables make none."""
        if reading.paragraph.kind != "text":
            return
        named = _named(reading, setting)
        for token in reading.doc:
            frames = [frame for frame in self._frames.of(token) if _may_fit(frame, named)]
            if frames:
                cast = Cast(clause_of(token))
                taken: set[tuple[str, str, str]] = set()
                for frame in frames:
                    if frame.yields_to({predicate for _, predicate, _ in taken}):
                        continue
                    for claim in self._apply(frame, cast, reading, setting):
                        key = (claim.subject, claim.predicate, claim.object)
                        if key not in taken:
                            taken.add(key)
                            yield claim

    def _apply(self, frame: Frame, cast: Cast, reading: Reading, setting: Setting) -> Iterator[Claim]:
        if any(cast.nouns(role).isdisjoint(nouns) for role, nouns in frame.needs.items()):
            return
        if any(cast.nouns(role) & nouns for role, nouns in frame.unless.items()):
            return
        if any(cast.tokens(role) for role in frame.without):
            return
        clause = cast.clause
        if frame.subject.roles == ("speaker",):
            yield from self._blamed(frame, cast, reading, setting)
            return
        subjects = self._entities(frame, frame.subject, cast, reading, setting)
        doubts: tuple[str, ...] = ()
        if not subjects and frame.default_agent and _agentless(clause) and setting.government:
            subjects = [setting.government]
            doubts = ("agent understood",)  # the clause does not name it
        if not subjects:
            return
        objects = self._objects(frame, cast, reading, setting)
        if doubts and frame.predicate == "establishes":  # a charity "founded in 1990" was not founded by the government
            objects = [o for o in objects if isinstance(o, str) or o.cls not in _CIVIL]
        stance = self._attribution.stance(reading, clause.predicate, setting)
        if stance.hypothetical:
            return
        mutual = frame.subject == frame.object  # "between A and B" says it once
        for subject, thing in combinations(subjects, 2) if mutual else product(subjects, objects):
            if isinstance(thing, str) or subject.id != thing.id:
                yield self._claim(frame, clause.predicate, reading, (subject, thing), (stance, doubts))

    def _objects(self, frame: Frame, cast: Cast, reading: Reading, setting: Setting) -> list[Entity | str]:
        """What the second slot names, or its words where it takes words and nothing is named."""
        named: list[Entity | str] = [*self._entities(frame, frame.object, cast, reading, setting)]
        return named or ([*self._words(frame.object, cast)] if frame.object.words else [])

    def _blamed(self, frame: Frame, cast: Cast, reading: Reading, setting: Setting) -> Iterator[Claim]:
        """What the words say of a third one is the speaker's own deed, and no less so for their "not"."""
        blamed = self._entities(frame, frame.object, cast, reading, setting)
        stance = self._attribution.stance(reading, cast.clause.predicate, setting) if blamed else None
        if stance is None or stance.hypothetical:
            return
        named = {k.entity.id: k.entity for k in reading.links if k.entity.id in stance.speakers}
        for speaker, thing in product(named.values(), blamed):
            if classes_of(speaker) & frame.subject.classes and speaker.id != thing.id:
                own = replace(stance, polarity="Affirmed", modality="Asserted")
                yield self._claim(frame, cast.clause.predicate, reading, (speaker, thing), (own, ()))

    def _claim(
        self,
        frame: Frame,
        token: Token,
        reading: Reading,
        ends: tuple[Entity, Entity | str],
        how: tuple[Stance, tuple[str, ...]],
    ) -> Claim:
        (subject, thing), (stance, doubts) = ends, how
        modality = (
            "Alleged"
            if frame.alleged and stance.modality == "Asserted" and stance.polarity == "Affirmed"
            else stance.modality
        )
        evidence, pointed = grounds(reading, token, (subject.id, thing if isinstance(thing, str) else thing.id))
        return Claim(
            subject=subject.id, predicate=frame.predicate, object=thing if isinstance(thing, str) else thing.id, literal=isinstance(thing, str),
            evidence=evidence, rule=frame.name, confidence=_FRAME_CONFIDENCE, speakers=stance.speakers,
            polarity=_opposite(stance.polarity) if frame.negated else stance.polarity, modality=modality, period=stance.period, doubts=(*doubts, *pointed),
        )  # fmt: skip

    def _entities(self, frame: Frame, slot: Slot, cast: Cast, reading: Reading, setting: Setting) -> list[Entity]:
        if slot.roles == ("topic",):
            return [setting.topic] if setting.topic else []
        if not slot.classes:
            return []
        clause = cast.clause
        for role in slot.roles:
            tokens = [*cast.tokens(role)]
            tokens += [t for x in tokens if x.lemma_ in frame.through for t in _inside(x)]
            opened = (
                reading.opener
                if role == "agent" and not clause.passive and is_opening(reading, clause.predicate)
                else None
            )
            links = [*(opened.links if opened else ()), *self._links(frame, slot, tokens, reading, setting)]
            fitting = self._fitting(frame, slot, links, reading)
            if role == "patient" and set_apart(clause.predicate):
                above = self._links(frame, slot, farther_heads(clause.predicate), reading, setting)
                fitting = self._fitting(frame, slot, above, reading) or fitting
            if not fitting and role == "agent" and not clause.passive:
                fitting = self._fitting(frame, slot, self._instead(frame, slot, clause, reading, setting), reading)
            if not fitting and role in {"agent", "patient"}:
                fitting = self._fitting(
                    frame, slot, self._links(frame, slot, farther_heads(clause.predicate), reading, setting), reading
                )
            if fitting:
                return fitting
        return []

    def _links(
        self, frame: Frame, slot: Slot, tokens: Iterable[Token], reading: Reading, setting: Setting
    ) -> list[Link]:
        return [
            _held(k, t)
            for t in tokens
            for k in self._arguments.links(reading, t, setting, owners=frame.expand, classes=slot.classes)
        ]

    def _instead(self, frame: Frame, slot: Slot, clause: Clause, reading: Reading, setting: Setting) -> list[Link]:
        """Who acts where the parser's subject is of no fitting class: another antecedent, or what stands before the verb."""
        verb = clause.predicate
        others = self._links(frame, slot, other_subjects(verb), reading, setting)
        own = any(c.dep_ in {"nsubj", "nsubjpass"} for c in verb.children)
        return others or ([] if own or verb.tag_ in {"VBG", "VB"} else self._arguments.before(reading, verb))

    def _fitting(self, frame: Frame, slot: Slot, links: Iterable[Link], reading: Reading) -> list[Entity]:
        kept = [
            k
            for k in links
            if classes_of(k.entity) & slot.classes
            and k.mention.label != "Demonym"
            and not (frame.singular and _plural(reading, k))
        ]
        return list({k.entity.id: k.entity for k in kept}.values())

    def _words(self, slot: Slot, cast: Cast) -> list[str]:
        """The words of the argument, each service of "legal and medical services" by itself."""
        for role in slot.roles:
            meant = [s for t in cast.tokens(role) for s in (t, *(standing_for(t) if t.pos_ == "PRON" else ()))]
            heads = [t for t in meant if t.pos_ in {"NOUN", "PROPN"}]
            if heads:
                return [text for head in heads[:1] for text in _phrases(head, cast.clause.predicate)]
            if meant:
                break  # "placed most of them in a shelter": nothing told in another role stands for them
        return []


def _named(reading: Reading, setting: Setting) -> set[str]:
    """The classes of all that an argument in the paragraph may stand for."""
    opened = reading.opener.links if reading.opener is not None else ()
    beside = (setting.author, setting.government, *(k.owner for k in reading.links), *(k.entity for k in opened))
    entities = {e.id: e for e in (*(k.entity for k in reading.links), *beside) if e is not None}
    return {cls for entity in entities.values() for cls in classes_of(entity)}


def _may_fit(frame: Frame, named: Set[str]) -> bool:
    """Whether a paragraph that names things of these classes has something for both slots: most frames fall out here."""
    subject, thing = frame.subject, frame.object
    unnamed = bool(frame.default_agent) or subject.roles in {("topic",), ("speaker",)}
    if not unnamed and subject.classes.isdisjoint(named):
        return False
    return thing.words or thing.roles == ("topic",) or not thing.classes.isdisjoint(named)


def _agentless(clause: Clause) -> bool:
    """A passive that names nobody, or an action noun without a holder."""
    return not clause.agents and (clause.passive or clause.predicate.pos_ == "NOUN")


def _inside(noun: Token) -> list[Token]:
    """Whose or of what it is: "involvement in trafficking", "the ministry's figures", "an NGO whose office"."""
    holders = [c for c in noun.children if c.dep_ in {"poss", "compound"}]
    whose = [noun.head.head for c in holders if c.lower_ == "whose" and noun.head.dep_ == "relcl"]
    return [*(t for p in _INTO for t in clause_of(noun).after(p)), *holders, *whose]


def _held(link: Link, token: Token) -> Link:
    """Where the word only says whose it is ("a USAID grant"), the link to that one."""
    within = (
        token.dep_ in {"compound", "amod", "nmod", "poss"}
        and link.mention.start <= token.idx < token.head.idx < link.mention.end
    )
    return replace(link, entity=link.owner) if within and link.owner is not None else link


def _opposite(polarity: Polarity) -> Polarity:
    return "Affirmed" if polarity == "Negated" else "Negated"


def _plural(reading: Reading, link: Link) -> bool:
    span = reading.doc.char_span(link.mention.start, link.mention.end, alignment_mode="expand")
    return span is not None and span.root.tag_ in {"NNS", "NNPS"}


def _phrases(head: Token, predicate: Token) -> list[str]:
    """The words of a phrase without its clauses; adjectives joined by "and" are dealt out: "legal services", "medical services"."""
    adjectives = [c for c in head.children if c.dep_ == "amod" and c.i < head.i]
    listed = [a for first in adjectives for a in _conjuncts(first)]
    if listed:
        free = [c.text for c in adjectives if c not in listed and c.i < listed[0].i]
        return [" ".join([*free, a.text, head.text]) for a in listed]
    if head.lemma_ == "access":
        inner = [t for c in head.children if c.lower_ == "to" for t in c.children if t.dep_ == "pobj"]
        if inner:
            return _phrases(inner[0], predicate)
    return [
        _span_text(head, predicate),
        *(
            text
            for c in head.children
            if c.dep_ == "conj" and (c.pos_ == "NOUN" or c.tag_ == "VBG")
            for text in _phrases(c, predicate)
        ),
    ]


def _conjuncts(first: Token) -> list[Token]:
    chain = [first]
    while True:
        following = [c for c in chain[-1].children if c.dep_ == "conj"]
        if not following:
            return chain if len(chain) > 1 else []
        chain.append(following[0])


def _span_text(head: Token, predicate: Token) -> str:
    """The head with its words, as far as they are not its clauses; a verb that was taken for its adjective ends the phrase."""
    dropped = {t.i for c in head.children if c.dep_ in {*_PARTS_NOT_TAKEN, "conj", "cc"} for t in c.subtree}
    first = predicate.i + 1 if predicate.head == head and predicate.dep_ == "amod" else 0
    kept = [t for t in head.subtree if t.i not in dropped and t.i >= first]
    while kept and (kept[0].dep_ in {"det", "poss"} or kept[0].is_punct):
        kept.pop(0)
    return " ".join("".join(t.text_with_ws for t in kept[:_LONGEST_WORDS]).split())
