"""Where it stands what a claim says, and of whom: its sentence and those that name what the sentence only points to."""

from collections.abc import Iterable

from kg.extract.reading import Reading, Setting
from kg.extract.reference import is_pointing
from kg.extract.tree import Token
from kg.model import Claim, Evidence, Mention

_SHORTENING = ("the ", "this ", "that ", "these ", "those ")
_REFERENCE = "reference"  # the doubt in what only a pronoun names


def grounds(reading: Reading, predicate: Token, ends: Iterable[str]) -> tuple[tuple[Evidence, ...], tuple[str, ...]]:
    """The evidence for what a sentence says of its ends (entity ids), and the doubts in it.

    The evidence is the sentence itself, behind it those that name what it only points to: "it", "the council".
    """
    sentence = predicate.sent
    found = [reading.sentence_evidence(predicate)]
    ends = tuple(ends)
    opener = reading.opener
    if opener is not None and {k.entity.id for k in opener.links} & set(ends):
        found.append(opener.evidence)
    doubts: tuple[str, ...] = ()
    for end in ends:
        here = [k.mention for k in reading.links_within(sentence) if k.entity.id == end]
        before = [k.mention for k in reading.links if k.entity.id == end and k.mention.start < sentence.start_char]
        if before and not here and any(is_pointing(t) for t in sentence):
            found.append(reading.sentence_evidence(reading.token_at(before[-1].start)))
            doubts = (_REFERENCE,)
        elif here and all(_is_short(reading, m) for m in here):
            full = [m for m in before if not _is_short(reading, m)][-1:]
            found += [reading.sentence_evidence(reading.token_at(m.start)) for m in full]
    return tuple(dict.fromkeys(found)), doubts


def _is_short(reading: Reading, mention: Mention) -> bool:
    """Whether it is "the unit" or "this council", which other words must have told of before."""
    one = " " not in reading.text[mention.start : mention.end] and mention.rule in {"noun phrase", "short name"}
    return one and reading.text[: mention.start].casefold().endswith(_SHORTENING)


def told(
    reading: Reading,
    setting: Setting,
    at: int,
    triple: tuple[str, str, str],
    rule: str,
    confidence: float,
    *,
    literal: bool = False,
) -> Claim:
    """What the author says in the sentence around a character of the text; the object of the triple may be words (`literal`)."""
    subject, predicate, thing = triple
    evidence, doubts = grounds(reading, reading.token_at(at), (subject,) if literal else (subject, thing))
    return Claim(
        subject=subject, predicate=predicate, object=thing, literal=literal, evidence=evidence, rule=rule, confidence=confidence,
        speakers=(setting.author.id,), doubts=doubts,
    )  # fmt: skip
