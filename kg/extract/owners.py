"""Claims of what a phrase says of its owner: "the ministry's unit", "director of the shelter", "our hotline", "a MOWAC film"."""

import re
from collections.abc import Iterator, Sequence

from kg.extract.grounds import told
from kg.extract.namings import Naming
from kg.extract.reading import Reading, Setting
from kg.extract.reference import antecedents
from kg.model import Claim, Entity, Link

_SITES = {"Shelter", "Hotline", "AssistanceCentre", "Facility"}
_CIVIL = {"NGO", "NGONetwork", "IntergovernmentalOrganization", "ActorGroup"}
_OFFICES = {"PublicBody", "CoordinationBody"}
_BODIES = {*_OFFICES, *_CIVIL, "Ministry", "DiplomaticMission"} - {"ActorGroup"}
# Class of the thing, classes of its owner, what the owner does to it.
_OWNER_DOES: tuple[tuple[set[str], set[str], str], ...] = (
    (_SITES, {*_CIVIL, "Ministry"}, "operates"),
    ({"Programme"}, {"IntergovernmentalOrganization", "NGO", "Ministry"}, "implements"),
    ({"Publication"}, {*_BODIES, "Government"}, "produced"),
)
# Class of the thing, classes of its owner, what the thing is to its owner.
_THING_IS: tuple[tuple[set[str], set[str], str], ...] = (
    ({*_SITES, "PublicBody"}, {"Place"}, "locatedIn"),
    (_OFFICES, {"Ministry", *_OFFICES}, "partOf"),
    ({"CoordinationBody"}, {"Programme"}, "partOf"),
    ({"Place"}, {"Country", "Place"}, "partOf"),
    ({"LegalProvision"}, {"Law"}, "partOf"),
)
_WHOSE = 8  # letters of "their " and the end of the word before
_OF_ITS_OWN = re.compile(r"(?i)\b(?P<whose>our|its|their) $")
_RANKED = r"(?:(?:Mr|Mrs|Ms|Dr|Colonel|Col|General|Major|Captain|Lieutenant|Inspector|Superintendent|Judge)\.? ){0,2}"
_TITLED = re.compile(rf"(?:\s?\([A-Z]+\))?(?:,\s?|\s+){_RANKED}|\s(?:of|for|in|at)\s[^,;:.]{{2,80}}, ")
_RANK = re.compile(  # which is no post
    r"(?i)(?:(?:chief|senior|assistant|deputy|police|lieutenant|major|first|second) )*(?:superintendent|colonel|captain|major|lieutenant|general|brigadier|sergeant|inspector|corporal)"
)
_IN_POST = re.compile(r",?\s*(?:who is |the |a |an |is the |, the )?(?:current |acting )?(?:the )?")
# The words of a head's title; any other word before the last narrows it: a finance director heads no ministry.
_HEADING = re.compile(
    r"(?i)^(?:(?:the|acting|executive|managing|general|national|new|current|former|deputy|vice|assistant|state|country) )*"
    r"(?P<what>director|head|chief|commander|chair\w*|minister|commissioner|president|secretary[ -]general)(?:[ -]general)?(?: |$)"
)
_UNMADE = re.compile(
    r"(?i)\b(?:funds?|money|grants?|support|databases?|websites?|broadcasts?)$|[()]"
)  # what an owner did not make
_UNDER_A_HEAD = re.compile(r"(?i)\b(?:deputy|vice|assistant|former)\b")
_SURE, _LIKELY = 0.9, 0.75


def find_owners(reading: Reading, setting: Setting, named: Sequence[Naming]) -> Iterator[Claim]:
    """Who holds which title, and what things are to those whose they are."""
    holders = dict(_holders(reading))
    for role, person in holders.items():
        yield told(
            reading, setting, role.mention.start, (person.id, "holdsRole", role.entity.id), "title and name", _SURE
        )
    standing = {n.link: n.entity for n in named}
    for n, link in enumerate(reading.links):
        owner = link.owner or _own_pronoun(reading, setting, n)
        thing = holders.get(link) or standing.get(link, link.entity)
        if owner is None or owner.id == thing.id or _only_bears_name(link, owner):
            continue
        for subject, predicate, other in _told_of(link, thing, owner):
            yield told(
                reading, setting, link.mention.start, (subject, predicate, other), f"owner, {predicate}", _LIKELY
            )


def _told_of(link: Link, thing: Entity, owner: Entity) -> Iterator[tuple[str, str, str]]:
    if link.entity.cls == "Role":
        if owner.cls in _BODIES | _SITES and _heads(link, owner):
            yield thing.id, "headOf", owner.id
        elif owner.cls in _BODIES:
            yield thing.id, "memberOf", owner.id
        return
    for classes, owners, predicate in _OWNER_DOES:
        if not _UNMADE.search(link.mention.text) and link.entity.cls in classes and owner.cls in owners:
            yield owner.id, predicate, thing.id
            return
    for classes, owners, predicate in _THING_IS:
        if link.entity.cls in classes and owner.cls in owners:
            yield thing.id, predicate, owner.id
            return


def _only_bears_name(link: Link, owner: Entity) -> bool:
    """Whether a place is called after another: nobody says of "Yunnan Province" or the "Beira corridor" what it is part of."""
    return link.entity.cls == owner.cls == "Place" and owner.label.casefold() in link.mention.text.casefold()


def _heads(link: Link, owner: Entity) -> bool:
    """Whether the role is the head of its owner and no head of something in it."""
    words = link.mention.text
    for name in (owner.label, *owner.aliases):
        words = re.sub(rf"^(?:the )?{re.escape(name)}(?:['’]s?)? ", "", words)
    words = re.sub(r"^.*['’]s ", "", words)
    return _HEADING.match(words) is not None and _UNDER_A_HEAD.search(words) is None


def _holders(reading: Reading) -> Iterator[tuple[Link, Entity]]:
    """Each title with the person who bears it: "Director Jane Doe", "the director of the unit, Jane Doe", "Jane Doe, the director"."""
    links, text = reading.links, reading.text
    for n, first in enumerate(links):
        for second in links[n + 1 : n + 4]:
            between = text[first.mention.end : second.mention.start]
            if (first.entity.cls, second.entity.cls) == ("Role", "Person") and _TITLED.fullmatch(between):
                if not _RANK.fullmatch(first.mention.text):
                    yield first, second.entity
                break
        following = links[n + 1] if n + 1 < len(links) else None
        if following and (first.entity.cls, following.entity.cls) == ("Person", "Role"):
            between = text[first.mention.end : following.mention.start]
            if "," in between and _IN_POST.fullmatch(between):
                yield following, first.entity


def _own_pronoun(reading: Reading, setting: Setting, n: int) -> Entity | None:
    """Whose "our hotline" is (the author's) and whose "its unit": the body that the same clause begins with."""
    link = reading.links[n]
    before = _OF_ITS_OWN.search(reading.text, max(0, link.mention.start - _WHOSE), link.mention.start)
    if before is None:
        return None
    if before["whose"].casefold() == "our":
        return setting.author if link.entity.cls in {*_SITES, "Publication"} else None
    owners = antecedents(reading, reading.token_at(before.start("whose")), _BODIES)
    return owners[0].entity if len(owners) == 1 else None
