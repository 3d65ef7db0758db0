"""What is said of "NGOs such as A, B and C" is said of A, B and C as well."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from kg.extract.namings import Naming, joined, namings
from kg.extract.reading import Reading
from kg.model import Claim

_SUCH_AS = re.compile(
    r",? \(?(?:such as|including|among them|among others,|notably|for example|like|e\.g\.,?|namely)(?: those (?:of|run by))? (?:the )?"
)
_COLLECTIVE = {"ActorGroup", "NGO", "PublicBody", "MediaOutlet", "DiplomaticMission", "IntergovernmentalOrganization"}
_ACTORS = frozenset(_COLLECTIVE | {"NGONetwork", "Ministry", "CoordinationBody"})


def find_exemplars(reading: Reading, claims: Sequence[Claim]) -> Iterator[Claim]:
    """The claims of a sentence about a collective, said of each of its members that the sentence names."""
    named = namings(reading)
    for n, (whole, first) in enumerate(pairwise(named)):
        if not _collective(whole) or not first.classes & _ACTORS or first.link.mention.rule == "noun phrase":
            continue
        if not _SUCH_AS.fullmatch(reading.text, whole.end, first.start):
            continue
        members = joined(named, n + 1, _ACTORS, reading.text, 1)
        sentence = reading.sentence_evidence(reading.token_at(whole.start))
        for claim in (c for c in claims if sentence in c.evidence and not c.literal):
            yield from _of_each(claim, whole, members)


def _of_each(claim: Claim, whole: Naming, members: Sequence[Naming]) -> Iterator[Claim]:
    for member in members:
        if claim.subject == whole.entity.id and claim.object != member.entity.id:
            yield replace(claim, subject=member.entity.id)
        elif claim.object == whole.entity.id and claim.subject != member.entity.id:
            yield replace(claim, object=member.entity.id)


def _collective(naming: Naming) -> bool:
    mention = naming.link.mention
    return mention.rule == "noun phrase" and bool(naming.classes & _COLLECTIVE) and mention.text.endswith("s")
