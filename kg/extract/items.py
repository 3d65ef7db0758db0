"""Lists that run over paragraphs: "The working group has these members:" and then one item a paragraph."""

import re
from collections.abc import Iterator, Sequence

from kg.extract.namings import Naming, namings
from kg.extract.reading import Reading, Setting
from kg.model import Claim

_OPENS = re.compile(
    r"(?i)\b(?:members?|membership|compris\w+|includ\w+|consist\w+|composed|made up|following|represent\w+|sitting on|seats?|drawn from|participants)\b[^.]*:\s*$"
)
_GROUPS = {"CoordinationBody", "NGONetwork", "Committee"}
_MEMBERS = {
    *("Government", "PublicBody", "Ministry", "NGO", "NGONetwork", "IntergovernmentalOrganization"),
    *("DiplomaticMission", "Role", "ActorGroup", "MediaOutlet"),
}
# What may stand before the first name of an item: its mark, and how the member is represented.
_ITEM = re.compile(
    r"(?i)\W*(?:\(?[a-z\d]{1,3}[.)] ?)?(?:and )?(?:(?:one|two|three|four|five|\d+|an?|the) (?:\w+ ){0,2}?(?:members?|representatives?|delegates?|officials?|officers?|seats?) (?:each )?(?:of|from|for) )?"
    r"(?:(?:the|a|an|ministr(?:y|ies) of|NGOs?:?|civil society:?|representatives? of|the NGOs?) ?)*"
)
_LONGEST_ITEM = 400
_CONFIDENCE = 0.8


def find_item_lists(readings: Sequence[Reading], setting: Setting) -> Iterator[Claim]:
    """memberOf for every actor that an item names, where the paragraph before ends in a colon and speaks of members."""
    group: tuple[Reading, Naming] | None = None
    for reading in readings:
        text = reading.text
        opened = _OPENS.search(text)
        named = [n for n in namings(reading) if n.classes & _GROUPS] if opened else []
        if named:
            group = (reading, named[-1])
            continue
        if group is None or not _is_item(reading):
            group = None
            continue
        opener, whole = group
        for member in _members(reading):
            if member.entity.id != whole.entity.id:
                yield Claim(
                    subject=member.entity.id, predicate="memberOf", object=whole.entity.id,
                    evidence=(reading.evidence(0, len(text)), opener.evidence(0, len(opener.text))),
                    rule="list of members over paragraphs", confidence=_CONFIDENCE, speakers=(setting.author.id,),
                )  # fmt: skip
        if text.rstrip().endswith("."):
            group = None


def _members(reading: Reading) -> list[Naming]:
    """The actors that an item names, without those that only say what another is ("X, an agency of the Ministry of Y")."""
    found = [n for n in namings(reading) if n.classes & _MEMBERS]
    kept: list[Naming] = []
    for naming in found:
        between = reading.text[kept[-1].end : naming.start] if kept else ""
        if not kept or not re.fullmatch(
            r"(?:,? (?:an?|the) [\w -]+)? (?:of|in|at|from|under|within) (?:the )?", between
        ):
            kept.append(naming)
    return kept


def _is_item(reading: Reading) -> bool:
    """Short, and it begins with a name or with how somebody named is represented."""
    if not reading.links or len(reading.text) > _LONGEST_ITEM:
        return False
    return _ITEM.fullmatch(reading.text, 0, reading.links[0].mention.start) is not None
