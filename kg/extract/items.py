"""Lists that run over paragraphs: "The working group has these members:" and then one item a paragraph."""

import re
from collections.abc import Iterator, Sequence

from kg.extract.lexicon import COLLEGIATE
from kg.extract.reading import Reading, Setting
from kg.model import Claim, Link

_OPENS = re.compile(
    r"(?i)\b(?:members?|membership|compris\w+|includ\w+|consist\w+|composed|made up|following|represent\w+)\b[^.]*:\s*$"
)
_GROUPS = {"CoordinationBody", "NGONetwork"}
_MEMBERS = {
    "Government",
    "PublicBody",
    "Ministry",
    "NGO",
    "NGONetwork",
    "IntergovernmentalOrganization",
    "DiplomaticMission",
    "Role",
    "ActorGroup",
    "MediaOutlet",
}
_NEAR_START = 6
_LONGEST_ITEM = 400
_CONFIDENCE = 0.8


def find_item_lists(readings: Sequence[Reading], setting: Setting) -> Iterator[Claim]:
    """memberOf for every actor that an item names, where the paragraph before ends in a colon and speaks of members."""
    group: tuple[Reading, Link] | None = None
    for reading in readings:
        text = reading.text
        opened = _OPENS.search(text)
        named = [k for k in reading.links if k.entity.cls in _GROUPS or _collegiate(k)]
        if opened and named:
            group = (reading, named[-1])
            continue
        if group is None or not _is_item(reading):
            group = None
            continue
        opener, whole = group
        for link in reading.links:
            if link.entity.cls in _MEMBERS and link.entity.id != whole.entity.id and link.mention.label != "Demonym":
                yield Claim(
                    subject=link.entity.id, predicate="memberOf", object=whole.entity.id,
                    evidence=(reading.evidence(0, len(text)), opener.evidence(0, len(opener.text))),
                    rule="list of members over paragraphs", confidence=_CONFIDENCE, speakers=(setting.author.id,),
                )  # fmt: skip
        if text.rstrip().endswith("."):
            group = None


def _collegiate(link: Link) -> bool:
    return link.entity.cls == "PublicBody" and COLLEGIATE.search(link.entity.label) is not None


def _is_item(reading: Reading) -> bool:
    """Short, and it begins with a name."""
    first = reading.links[0].mention.start if reading.links else _NEAR_START * 100
    opening = reading.text[:first].casefold().replace("ministries of", "").strip()
    return len(reading.text) <= _LONGEST_ITEM and len(opening) <= _NEAR_START
