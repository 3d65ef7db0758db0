"""Claims by frames: a verb or action noun whose arguments are entities of the right classes."""

from collections.abc import Iterable, Iterator
from itertools import product

from spacy.tokens import Token

from kg.extract.arguments import Arguments
from kg.extract.attribution import Attribution, Stance
from kg.extract.clauses import Clause, clause_of, other_subjects
from kg.extract.frames import Frame, Frames, Slot
from kg.extract.lexicon import Lexicon
from kg.extract.reading import Reading, Setting
from kg.model import Claim, Entity, Link

_FRAME_CONFIDENCE = 0.8
_LONGEST_WORDS = 18
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
        for token in reading.doc:
            if token.pos_ in {"VERB", "AUX"}:
                frames = self._frames.verbs.get(token.lemma_, ())
            elif token.pos_ in {"NOUN", "PROPN"}:
                frames = self._frames.nouns.get(token.lemma_.lower(), ())
            else:
                continue
            if frames:
                clause = clause_of(token)
                taken: set[tuple[str, str, str]] = set()
                for frame in frames:
                    for claim in self._apply(frame, clause, reading, setting):
                        key = (claim.subject, claim.predicate, claim.object)
                        if key not in taken:
                            taken.add(key)
                            yield claim

    def _apply(self, frame: Frame, clause: Clause, reading: Reading, setting: Setting) -> Iterator[Claim]:
        if not all(self._needed(clause, role, nouns) for role, nouns in frame.needs.items()):
            return
        subjects = self._entities(frame, frame.subject, clause, reading, setting)
        doubts: tuple[str, ...] = ()
        if not subjects and frame.default_agent and self._agentless(frame, clause) and setting.government:
            subjects = [setting.government]
            doubts = ("agent understood",)  # the clause does not name it
        if not subjects:
            return
        objects: list[Entity | str] = (
            [*self._words(frame.object, clause)]
            if frame.object.words
            else [*self._entities(frame, frame.object, clause, reading, setting)]
        )
        if not objects:
            return
        stance = self._attribution.stance(reading, clause.predicate, setting)
        for subject, thing in product(subjects, objects):
            if isinstance(thing, str) or subject.id != thing.id:
                yield self._claim(frame, clause.predicate, reading, (subject, thing), (stance, doubts))

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
        return Claim(
            subject=subject.id, predicate=frame.predicate, object=thing if isinstance(thing, str) else thing.id, literal=isinstance(thing, str),
            evidence=(reading.sentence_evidence(token),), rule=frame.name, confidence=_FRAME_CONFIDENCE, speakers=stance.speakers,
            polarity=stance.polarity, modality=modality, doubts=doubts,
        )  # fmt: skip

    def _needed(self, clause: Clause, role: str, nouns: frozenset[str]) -> bool:
        return any(t.lemma_.lower() in nouns or t.lower_ in nouns for t in self._tokens(role, clause))

    def _agentless(self, frame: Frame, clause: Clause) -> bool:
        """A passive that names nobody, or an action noun without a holder."""
        return not clause.agents and (clause.passive or clause.predicate.pos_ == "NOUN") and bool(frame.default_agent)

    def _entities(self, frame: Frame, slot: Slot, clause: Clause, reading: Reading, setting: Setting) -> list[Entity]:
        for role in slot.roles:
            tokens = [*self._tokens(role, clause)]
            tokens += [t for x in tokens if x.lemma_ in frame.through for t in clause_of(x).after("of")]
            fitting = self._fitting(frame, slot, self._links(frame, tokens, reading, setting), reading)
            if not fitting and role == "agent" and not clause.passive:
                fitting = self._fitting(frame, slot, self._instead(frame, clause, reading, setting), reading)
            if fitting:
                return fitting
        return []

    def _links(self, frame: Frame, tokens: Iterable[Token], reading: Reading, setting: Setting) -> list[Link]:
        return [
            k
            for t in tokens
            for k in self._arguments.links(reading, t, setting, expand=t.pos_ != "PRON", owners=frame.expand)
        ]

    def _instead(self, frame: Frame, clause: Clause, reading: Reading, setting: Setting) -> list[Link]:
        """Who acts where the parser's subject is of no fitting class: another antecedent, or what stands before the verb."""
        verb = clause.predicate
        others = self._links(frame, other_subjects(verb), reading, setting)
        own = any(c.dep_ in {"nsubj", "nsubjpass"} for c in verb.children)
        return others or ([] if own or verb.tag_ in {"VBG", "VB"} else self._arguments.before(reading, verb))

    def _fitting(self, frame: Frame, slot: Slot, links: Iterable[Link], reading: Reading) -> list[Entity]:
        kept = [
            k
            for k in links
            if k.entity.cls in slot.classes
            and k.mention.label != "Demonym"
            and not (frame.singular and _plural(reading, k))
        ]
        return list({k.entity.id: k.entity for k in kept}.values())

    def _tokens(self, role: str, clause: Clause) -> tuple[Token, ...] | list[Token]:
        token = clause.predicate
        match role:
            case "agent":
                return clause.agents
            case "patient":
                return clause.patients
            case "self":
                return [token]
            case "poss":
                return [c for c in token.children if c.dep_ == "poss"]
            case "amod":
                return [c for c in token.children if c.dep_ in {"compound", "amod", "nmod"}]
            case "holder":
                return _holders(token)
            case "governed":
                return _governed(token)
            case "produced_with":
                above = token.head.head
                fits = token.dep_ == "pobj" and token.head.lower_ == "with" and above.pos_ == "VERB"
                return clause_of(above).patients if fits else []
            case "governing":
                return _governing(token)
            case "antecedent":
                return (
                    clause_of(token.head).patients
                    if clause.passive and token.dep_ == "conj" and token.head.pos_ == "VERB"
                    else []
                )
            case _:
                return clause.after(role)

    def _words(self, slot: Slot, clause: Clause) -> list[str]:
        """The words of the argument, each service of "legal and medical services" by itself."""
        for role in slot.roles:
            heads = [t for t in self._tokens(role, clause) if t.pos_ in {"NOUN", "PROPN"}]
            if heads:
                return [text for head in heads[:1] for text in _phrases(head)]
        return []


def _plural(reading: Reading, link: Link) -> bool:
    span = reading.doc.char_span(link.mention.start, link.mention.end, alignment_mode="expand")
    return span is not None and span.root.tag_ in {"NNS", "NNPS"}


def _holders(token: Token) -> list[Token]:
    """Who "is a member" or, in "X, a member of …", stands beside it."""
    if token.dep_ == "attr" and token.head.lemma_ == "be":
        return [c for c in token.head.children if c.dep_ == "nsubj"]
    return [token.head] if token.dep_ == "appos" else []


def _governed(token: Token) -> list[Token]:
    """What stands under the noun: in "X is under the authority of Y" and "X is conducted under the direction of Y", X."""
    if token.dep_ != "pobj" or token.head.lower_ not in {"under", "at"}:
        return []
    above = token.head.head
    if above.pos_ in {"VERB", "AUX"}:
        clause = clause_of(above)
        return [*(clause.patients if clause.passive else clause.agents)]
    return [above] if above.pos_ in {"NOUN", "PROPN"} else []


def _governing(token: Token) -> list[Token]:
    """Who acts in the clause that "in cooperation with" belongs to."""
    if token.dep_ != "pobj" or token.head.lower_ not in {"in", "through"}:
        return []
    above = token.head.head
    if above.pos_ in {"VERB", "AUX"}:
        return list(clause_of(above).agents)
    return [above] if above.pos_ in {"NOUN", "PROPN"} and above.dep_ in {"nsubj", "nsubjpass"} else []


def _phrases(head: Token) -> list[str]:
    """The words of a phrase without its clauses; adjectives joined by "and" are dealt out: "legal services", "medical services"."""
    adjectives = [c for c in head.children if c.dep_ == "amod" and c.i < head.i]
    listed = [a for first in adjectives for a in _conjuncts(first)]
    if listed:
        free = [c.text for c in adjectives if c not in listed and c.i < listed[0].i]
        return [" ".join([*free, a.text, head.text]) for a in listed]
    if head.lemma_ == "access":
        inner = [t for c in head.children if c.lower_ == "to" for t in c.children if t.dep_ == "pobj"]
        if inner:
            return _phrases(inner[0])
    return [
        _span_text(head),
        *(text for c in head.children if c.dep_ == "conj" and c.pos_ == "NOUN" for text in _phrases(c)),
    ]


def _conjuncts(first: Token) -> list[Token]:
    chain = [first]
    while True:
        following = [c for c in chain[-1].children if c.dep_ == "conj"]
        if not following:
            return chain if len(chain) > 1 else []
        chain.append(following[0])


def _span_text(head: Token) -> str:
    dropped = {t.i for c in head.children if c.dep_ in {*_PARTS_NOT_TAKEN, "conj", "cc"} for t in c.subtree}
    kept = [t for t in head.subtree if t.i not in dropped]
    while kept and (kept[0].dep_ in {"det", "poss"} or kept[0].is_punct):
        kept.pop(0)
    return " ".join("".join(t.text_with_ws for t in kept[:_LONGEST_WORDS]).split())
