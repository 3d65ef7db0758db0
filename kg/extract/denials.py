"""Denials that point back: "Several NGOs alleged that officers take bribes. The ministry denied this."."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.extract.manner import negations
from kg.extract.reading import Reading, sentences_before, trimmed
from kg.extract.speakers import people
from kg.extract.tree import Span, Token
from kg.model import Claim

_DENY = {"deny", "dispute", "refute", "reject", "contest", "rebut", "dismiss"}
_POINTING = {"this", "that", "it", "them", "these", "those", "everything"}
_CHARGES = {"accusation", "allegation", "charge", "claim", "report", "rumor", "story"}


def find_denials(reading: Reading, claims: Sequence[Claim]) -> Iterator[Claim]:
    """The alleged claims of the same sentence or the one before, denied by another: both stay.

    `claims` are those of the reading itself. Nobody denies what he has said himself.
    """
    alleged = [c for c in claims if c.modality == "Alleged" and c.polarity == "Affirmed"]
    if not alleged:
        return
    for verb in reading.doc:
        if verb.lemma_ in _DENY and verb.pos_ == "VERB" and _points_back(verb) and not negations(verb):
            deniers = tuple(people(reading, [c for c in verb.children if c.dep_ == "nsubj"]))
            evidence = reading.sentence_evidence(verb)
            for claim in alleged:
                if deniers and claim.speakers != deniers and _meant(reading, claim, verb):
                    both = tuple(dict.fromkeys((*claim.evidence, evidence)))
                    yield replace(
                        claim, speakers=deniers, polarity="Negated", modality="Denied", evidence=both, rule="denies it",
                        period="",
                    )  # fmt: skip


def _points_back(verb: Token) -> bool:
    objects = [c for c in verb.children if c.dep_ == "dobj"]
    return any(
        o.lower_ in _POINTING
        or (o.lemma_.lower() in _CHARGES and not any(c.dep_ in {"acl", "ccomp", "relcl", "prep"} for c in o.children))
        for o in objects
    )


def _meant(reading: Reading, claim: Claim, verb: Token) -> bool:
    """Whether the claim stands in the sentence of the denial or in the one before."""
    sentences = (verb.sent, *sentences_before(verb.sent, 1))
    return any(claim.evidence[0].start == _start(reading, sentence) for sentence in sentences)


def _start(reading: Reading, sentence: Span) -> int:
    kept = trimmed(sentence)
    return reading.evidence(kept.start_char, kept.end_char).start
