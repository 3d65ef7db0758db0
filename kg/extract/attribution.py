"""Who says it, whether it is affirmed or denied, and how sure the speaker is."""

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from spacy.tokens import Token

from kg.extract.reading import Reading, Setting
from kg.model import Modality, Polarity
from kg.resources import data_folder

_SPEAKERS = {
    "Government", "PublicBody", "Ministry", "CoordinationBody", "DiplomaticMission", "NGO", "NGONetwork", "IntergovernmentalOrganization", "MediaOutlet", "ActorGroup",
    "Person", "Role", "Publication",
}  # fmt: skip
_FIRST_PERSON = {"we", "i", "us", "our"}
_UPWARDS = {"xcomp", "ccomp", "conj", "advcl", "acl", "relcl", "pcomp", "parataxis", "dep"}


@dataclass(frozen=True, slots=True)
class Stance:
    """How a clause is meant. `speakers` are entity ids."""

    speakers: tuple[str, ...]
    polarity: Polarity = "Affirmed"
    modality: Modality = "Asserted"


class Attribution:
    """The rules of `attribution.toml`."""

    def __init__(self, folder: Path | None = None) -> None:
        """Reads the table from the shipped rules unless another folder is given."""
        path = (folder or data_folder("ontology") / "rules") / "attribution.toml"
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        flat = {
            section: {word: kind for kind, words in kinds.items() for word in words} for section, kinds in table.items()
        }
        self._report: dict[str, str] = flat["report"]
        self._adverbs: dict[str, str] = flat["adverbs"]
        self._auxiliaries: dict[str, str] = flat["auxiliaries"]
        self._governors: dict[str, str] = flat["governors"]
        self._nouns: dict[str, str] = flat["nouns"]

    def stance(self, reading: Reading, token: Token, setting: Setting) -> Stance:
        """How the clause of the predicate `token` is meant; the author speaks where nobody else is named."""
        marks = list(self._marks(token))
        negated = sum(m == "Negated" for m in marks) % 2 == 1
        speakers, reported = self._reporter(reading, token, setting)
        marks += [reported] if reported else []
        modality: Modality = "Asserted"
        order: tuple[Modality, ...] = ("Denied", "Alleged", "Planned", "Believed")
        for kind in order:
            if kind in marks:
                modality = kind
                break
        polarity: Polarity = "Negated" if negated or modality == "Denied" else "Affirmed"
        return Stance(speakers or (setting.author.id,), polarity, modality)

    def _marks(self, token: Token) -> Iterator[str]:
        """Words on the clause and on the verbs over it that turn or weaken it."""
        yield from self._own_marks(token)
        below, steps = token, 0
        while below.head != below and steps < 6:
            above = below.head
            steps += 1
            if below.dep_ in {"xcomp", "ccomp"} or (below.dep_ == "acl" and below.tag_ == "VB"):
                if above.lemma_ in self._governors and below.dep_ == "xcomp":
                    yield self._governors[above.lemma_]
                if above.pos_ == "NOUN" and _has_no(above):
                    yield "Negated"
                if above.lemma_ in self._report and above.pos_ == "VERB":
                    if above.lemma_ in {"believe", "think", "appear", "seem", "consider", "find"} and _negations(above):
                        yield "Negated"
                    return
                yield from (m for m in self._own_marks(above) if m != "Negated" or below.dep_ == "xcomp")
            elif below.dep_ == "conj" and not any(c.dep_ in {"nsubj", "nsubjpass"} for c in below.children):
                yield from (
                    m
                    for m in self._own_marks(above)
                    if m == "Planned" or (m == "Negated" and any(c.lower_ == "or" for c in above.children))
                )
            elif below.dep_ == "pcomp" or below.dep_ == "prep" or below.dep_ == "pobj":
                if above.pos_ == "NOUN" and (above.lemma_ in self._nouns or _has_no(above)):
                    yield "Negated"
            elif below.dep_ not in _UPWARDS:
                return
            below = above

    def _own_marks(self, token: Token) -> Iterator[str]:
        if _negations(token):
            yield "Negated"
        for child in token.children:
            if child.dep_ == "advmod" and child.lower_ in self._adverbs:
                yield self._adverbs[child.lower_]
            if child.dep_ == "aux" and child.lower_ in self._auxiliaries:
                yield self._auxiliaries[child.lower_]
            if child.dep_ in {"nsubj", "nsubjpass", "dobj", "attr"} and _has_no(child):
                yield "Negated"
            if child.dep_ == "oprd" and child.lower_ in {"unlikely"}:
                yield "Negated"
        if token.pos_ == "NOUN":
            if _has_no(token) or (
                token.head.pos_ == "VERB"
                and token.dep_ in {"dobj", "nsubj", "nsubjpass", "attr"}
                and _negations(token.head)
            ):
                yield "Negated"
            if token.dep_ == "pobj" and token.head.head.lemma_ in self._nouns:
                yield "Negated"

    def _reporter(self, reading: Reading, token: Token, setting: Setting) -> tuple[tuple[str, ...], str]:
        """The speakers that the sentence names for the clause, and the force of their verb."""
        below = token
        while below.head != below:
            above = below.head
            if (
                above.pos_ == "VERB"
                and above.lemma_ in self._report
                and below.dep_ in {"ccomp", "xcomp", "parataxis", "advcl", "dep", "oprd"}
            ):
                force = self._report[above.lemma_]
                if (
                    below.dep_ in {"ccomp", "parataxis", "dep"}
                    or force in {"Alleged", "Denied"}
                    or (below.dep_ == "xcomp" and force == "Believed")
                ):
                    who = self._subject_speakers(reading, above, setting)
                    return who or self._according(reading, token), "" if force == "Asserted" else force
            if (
                above.pos_ == "NOUN"
                and above.lemma_ in {"belief", "claim", "allegation", "report", "accusation"}
                and below.dep_ in {"acl", "ccomp", "relcl"}
            ):
                return self._noun_speakers(reading, above), {"belief": "Believed", "report": "Alleged"}.get(
                    above.lemma_, "Alleged"
                )
            below = above
        return self._according(reading, token), ""

    def _subject_speakers(self, reading: Reading, verb: Token, setting: Setting) -> tuple[str, ...]:
        subjects = [c for c in verb.children if c.dep_ == "nsubj"]
        if not subjects and verb.dep_ in {"conj", "xcomp"}:
            subjects = [c for c in verb.head.children if c.dep_ == "nsubj"]
        if any(s.lower_ in _FIRST_PERSON for s in subjects):
            return (setting.author.id,)
        passive = [c for c in verb.children if c.dep_ == "agent"]
        return tuple(_people(reading, [*subjects, *(p for a in passive for p in a.children)]))

    def _noun_speakers(self, reading: Reading, noun: Token) -> tuple[str, ...]:
        holders = [
            t
            for c in noun.children
            if c.dep_ == "prep" and c.lower_ in {"among", "of", "from", "by"}
            for t in c.children
        ]
        return tuple(_people(reading, [*holders, *(c for c in noun.children if c.dep_ == "poss")]))

    def _according(self, reading: Reading, token: Token) -> tuple[str, ...]:
        """ "According to X and to Y": the sentence's source, unless a contrast stands between it and the clause."""
        sentence = token.sent
        found: list[str] = []
        for word in sentence:
            if word.lower_ == "according" or (word.lower_ == "per" and word.dep_ == "prep"):
                preps = [c for c in word.children if c.lower_ == "to"] or [word]
                heads = [t for p in preps for t in p.children if t.dep_ == "pobj"]
                heads += [
                    t for p in preps for c in p.children if c.dep_ == "conj" for t in c.children if t.dep_ == "pobj"
                ]
                if _in_scope(word, token):
                    found += _people(reading, heads)
        return tuple(dict.fromkeys(found))


def _in_scope(according: Token, token: Token) -> bool:
    """An "according to" that opens a later half of the sentence does not reach back to the first half."""
    low, high = sorted((according.i, token.i))
    between = {t.lower_ for t in according.doc[low:high]}
    return not (between & {"however", "but", "although", "though"} or (";" in between))


def _negations(token: Token) -> list[Token]:
    return [
        c for c in token.children if c.dep_ == "neg" and not (c.i + 1 < len(c.doc) and c.doc[c.i + 1].lower_ == "only")
    ]


def _has_no(token: Token) -> bool:
    return any(
        c.dep_ in {"det", "neg", "advmod"} and c.lower_ in {"no", "neither"} for c in token.children
    ) or token.lower_ in {"none", "nobody", "nothing"}


def _people(reading: Reading, heads: Iterable[Token]) -> list[str]:
    """Entity ids of those who can speak, in the phrases of the heads and what is joined to them by "and"."""
    found = []
    for head in heads:
        stack = [head]
        while stack:
            token = stack.pop(0)
            link = reading.link_at(token)
            if link and link.entity.cls in _SPEAKERS and link.mention.label != "Demonym":
                found.append(link.entity.id)
            elif link is None:
                stack += [
                    t
                    for c in token.children
                    if c.dep_ == "prep" and c.lower_ in {"of", "from", "among", "by"}
                    for t in c.children
                    if t.dep_ == "pobj"
                ]
            stack += [c for c in token.children if c.dep_ == "conj"]
    return list(dict.fromkeys(found))
