"""Claims that the form of a text makes without a verb: titles, owners, lists of NGOs, articles of a code, a cable's header."""

import re
from collections.abc import Iterator

from kg.extract.grounds import grounds
from kg.extract.reading import Reading, Setting, trimmed
from kg.extract.reference import antecedents
from kg.model import Claim, Entity, Evidence, Link

_BODIES = {
    "PublicBody",
    "Ministry",
    "CoordinationBody",
    "NGO",
    "NGONetwork",
    "IntergovernmentalOrganization",
    "DiplomaticMission",
}
_SITES = {"Shelter", "Hotline", "AssistanceCentre", "Facility"}
_PLACED = _SITES | {"Training", "Meeting", "NGO", "DiplomaticMission"}
_CIVIL = {"NGO", "NGONetwork", "IntergovernmentalOrganization", "ActorGroup"}
_OF_ITS_OWN = re.compile(r"(?i)\b(?P<whose>our|its|their) $")
_HEADING_ROLE = re.compile(
    r"(?i)^(?!.*\b(?:deputy|vice|assistant)\b).*\b(?:director|head|chief|chair\w*|minister|commissioner|president)\b"
)
_ROLE_TO_PERSON = re.compile(r"(?:\s?\([A-Z]+\))?,?\s+")
_PERSON_TO_ROLE = re.compile(r",?\s*(?:who is |the |a |an |is the |, the )?(?:current |acting )?(?:the )?")
_IN = re.compile(
    r",? (?:in|to|from) (?:the )?(?:(?:capital|city|region|town|district|province|village) (?:city )?(?:of )?)?(?:the )?"
)
_IN_OTHER = re.compile(
    r"(?:,? in (?:the )?|,? based in |, located in )(?:(?:capital|city|region|town|district) (?:of )?)?"
)
_LIST_GAP = re.compile(r"(?:,|,? and|,? as well as) (?:the )?")
_DOMESTIC = re.compile(
    r"(?i)\b(?:local|domestic|national|indigenous)\b[^.;]{0,40}\b(?:NGOs?|organi[sz]ations?|groups?|associations?)\b[^.;]*$"
)
_PART_OF_CODE = re.compile(
    r"(?:\s*\([^)]{0,80}\))?,?(?:\s*(?:and|,|or)\s+)?\s*of (?:the |its )?(?:country's |[A-Z][a-z]+i )?"
)
_OFFENCE = re.compile(r"\s*\(([a-z][^)]{3,80})\)")
_SURE, _LIKELY = 0.9, 0.75


def find_structures(reading: Reading, setting: Setting) -> Iterator[Claim]:
    """Claims of one paragraph's form."""
    if reading.paragraph.kind == "header":
        yield from _header(reading, setting)
        return
    if reading.paragraph.kind != "text":
        return
    yield from _owners(reading, setting)
    yield from _neighbours(reading, setting)
    yield from _articles(reading, setting)


def _claim(
    reading: Reading,
    setting: Setting,
    at: int,
    triple: tuple[str, str, str],
    how: tuple[str, float],
    *,
    negated: bool = False,
    literal: bool = False,
) -> Claim:
    subject, predicate, thing = triple
    rule, confidence = how
    evidence, doubts = grounds(reading, reading.token_at(at), (subject, thing))
    return Claim(
        subject=subject, predicate=predicate, object=thing, literal=literal, evidence=evidence, rule=rule, confidence=confidence,
        speakers=(setting.author.id,), doubts=doubts, polarity="Negated" if negated else "Affirmed",
    )  # fmt: skip


def _sentence(reading: Reading, at: int) -> Evidence:
    for sentence in reading.doc.sents:
        if sentence.start_char <= at < sentence.end_char:
            kept = trimmed(sentence)
            return reading.evidence(kept.start_char, kept.end_char)
    return reading.evidence(0, len(reading.text))


def _header(reading: Reading, setting: Setting) -> Iterator[Claim]:
    """The sender reports to the addressee and lies in its city; the offices named belong to the addressee."""
    links = [k for k in reading.links if k.mention.rule == "header field"]
    sender = next((k for k in links if k.entity.id == setting.author.id), None)
    addressee = next(
        (k for k in links if k.entity.cls == "PublicBody" and sender and k.mention.start > sender.mention.start), None
    )
    city = next((k for k in links if k.entity.cls == "Place"), None)
    if not sender:
        return
    if city:
        yield _header_claim(reading, setting, (sender, "locatedIn", city), "post and its city")
    if not addressee:
        return
    yield _header_claim(reading, setting, (sender, "reportsTo", addressee), "from and to")
    for office in links:
        if (
            office.mention.start > addressee.mention.start
            and office.entity.cls == "PublicBody"
            and office.entity.id != addressee.entity.id
        ):
            yield _header_claim(reading, setting, (office, "partOf", addressee), "office addressed")


def _header_claim(reading: Reading, setting: Setting, ends: tuple[Link, str, Link], rule: str) -> Claim:
    subject, predicate, thing = ends
    text = reading.text
    start = min(subject.mention.start, thing.mention.start)
    end = max(subject.mention.end, thing.mention.end)
    if predicate == "partOf":
        start, end = subject.mention.start, subject.mention.end
        start = text.rfind("DEPARTMENT FOR", 0, start) if "DEPARTMENT FOR" in text[:start] else start
    return Claim(
        subject=subject.entity.id, predicate=predicate, object=thing.entity.id, evidence=(reading.evidence(start, end),), rule=rule,
        confidence=_SURE, speakers=(setting.author.id,),
    )  # fmt: skip


def _owners(reading: Reading, setting: Setting) -> Iterator[Claim]:
    """ "the ministry's anti-trafficking unit", "director of the shelter", "its anti-trafficking unit", "our hotline"."""
    for n, link in enumerate(reading.links):
        owner = link.owner or _own_pronoun(reading, setting, n)
        if owner is None or owner.id == link.entity.id or _describes_name(reading, n):
            continue
        predicate = _owner_predicate(link, owner)
        if predicate in {"implements", "operates"}:
            yield _claim(
                reading,
                setting,
                link.mention.start,
                (owner.id, predicate, link.entity.id),
                (f"owner, {predicate}", _LIKELY),
            )
        elif predicate:
            yield _claim(
                reading,
                setting,
                link.mention.start,
                (link.entity.id, predicate, owner.id),
                (f"owner, {predicate}", _LIKELY),
            )


def _own_pronoun(reading: Reading, setting: Setting, n: int) -> Entity | None:
    """Whose "our hotline" is (the author's) and whose "its unit": the body that the same clause begins with."""
    link = reading.links[n]
    before = _OF_ITS_OWN.search(reading.text[: link.mention.start])
    if before is None:
        return None
    if before["whose"].casefold() == "our":
        return setting.author if link.entity.cls in _SITES else None
    owners = antecedents(reading, reading.token_at(before.start("whose")), _BODIES)
    return owners[0].entity if len(owners) == 1 else None


def _describes_name(reading: Reading, n: int) -> bool:
    """Whether the phrase only says what the name before it is: "the CCTIP, a unit of the ministry"; a frame says whose."""
    link, before = reading.links[n], reading.links[n - 1] if n else None
    if before is None or link.mention.rule != "noun phrase" or before.mention.rule == "noun phrase":
        return False
    between = reading.text[before.mention.end : link.mention.start]
    return link.entity.cls != "Role" and re.fullmatch(r"(?: \([^)]*)?\)?, an? ", between) is not None


def _owner_predicate(link: Link, owner: Entity) -> str:
    cls = link.entity.cls
    if cls in _SITES and owner.cls in {*_CIVIL, "Ministry"}:
        return "operates"
    if cls in _SITES and owner.cls == "Place":
        return "locatedIn"
    if cls == "Role" and owner.cls in _BODIES | _SITES:
        return "headOf" if _HEADING_ROLE.search(link.mention.text) else "memberOf" if owner.cls in _BODIES else ""
    if cls in {"PublicBody", "CoordinationBody"} and owner.cls in {"Ministry", "PublicBody", "CoordinationBody"}:
        return "partOf"
    if cls == "CoordinationBody" and owner.cls == "Programme":
        return "partOf"
    if cls == "Place" and owner.cls in {"Country", "Place"}:
        return "partOf"
    if cls == "Programme" and owner.cls in {"IntergovernmentalOrganization", "NGO", "Ministry"}:
        return "implements"
    if cls == "LegalProvision" and owner.cls == "Law":
        return "partOf"
    return ""


def _neighbours(reading: Reading, setting: Setting) -> Iterator[Claim]:
    """Persons beside roles, things "in" places, NGOs called domestic."""
    text, links = reading.text, reading.links
    for n, link in enumerate(links):
        following = links[n + 1] if n + 1 < len(links) else None
        between = text[link.mention.end : following.mention.start] if following else ""
        if following and {link.entity.cls, following.entity.cls} == {"Role", "Person"}:
            role, person = (link, following) if link.entity.cls == "Role" else (following, link)
            fits = _ROLE_TO_PERSON if role is link else _PERSON_TO_ROLE
            if fits.fullmatch(between) and (role is link or "," in between):
                yield _claim(
                    reading,
                    setting,
                    link.mention.start,
                    (person.entity.id, "holdsRole", role.entity.id),
                    ("title and name", _SURE),
                )
        if (
            following
            and link.entity.cls in _PLACED
            and following.entity.cls in {"Country", "Place"}
            and following.mention.label != "Demonym"
        ):
            gap = _IN if link.entity.cls == "Training" else _IN_OTHER
            if gap.fullmatch(between):
                for place in _places(text, links, n + 1):
                    yield _claim(
                        reading,
                        setting,
                        link.mention.start,
                        (link.entity.id, "locatedIn", place.entity.id),
                        ("thing in place", _LIKELY),
                    )
        if following and link.entity.cls == "Place" and following.entity.cls == "Place" and between == ", including ":
            yield _claim(
                reading,
                setting,
                link.mention.start,
                (following.entity.id, "partOf", link.entity.id),
                ("place, including place", _LIKELY),
            )
        if (
            link.entity.cls in {"NGO", "NGONetwork"}
            and link.mention.rule != "noun phrase"
            and setting.country
            and link.entity.country == setting.country.country
        ):
            sentence_start = max(text.rfind(". ", 0, link.mention.start) + 2, 0)
            if _DOMESTIC.search(text[sentence_start : link.mention.start]):
                yield _claim(
                    reading,
                    setting,
                    link.mention.start,
                    (link.entity.id, "locatedIn", setting.country.id),
                    ("named as domestic", _LIKELY),
                )


def _places(text: str, links: tuple[Link, ...], first: int) -> Iterator[Link]:
    previous = links[first]
    yield previous
    for link in links[first + 1 :]:
        if link.entity.cls not in {"Country", "Place"} or not _LIST_GAP.fullmatch(
            text[previous.mention.end : link.mention.start]
        ):
            return
        yield link
        previous = link


def _articles(reading: Reading, setting: Setting) -> Iterator[Claim]:
    """ "articles 127 and 128 of the Criminal Code", "article 127 (forced labour)"."""
    text, links = reading.text, reading.links
    for n, link in enumerate(links):
        if link.entity.cls != "LegalProvision" or link.mention.rule != "article number":
            continue
        offence = _OFFENCE.match(text, link.mention.end)
        code = next((k for k in links[n + 1 : n + 5] if k.entity.cls != "LegalProvision"), None)
        if (
            code
            and code.entity.cls == "Law"
            and re.search(r"\bof (?:the |its )?(?:\w+ )?$", text[link.mention.end : code.mention.start])
            and "." not in text[link.mention.end : code.mention.start].replace("144.", "")
        ):
            yield _claim(
                reading,
                setting,
                link.mention.start,
                (link.entity.id, "partOf", code.entity.id),
                ("article of a code", _SURE),
            )
            offence = offence or _OFFENCE.match(text, code.mention.end)
        before = links[n - 1] if n else None
        if before and before.entity.cls == "Law" and text[before.mention.end : link.mention.start] in {" ", ", "}:
            yield _claim(
                reading,
                setting,
                link.mention.start,
                (link.entity.id, "partOf", before.entity.id),
                ("code and article", _SURE),
            )
        if offence:
            yield _claim(
                reading,
                setting,
                link.mention.start,
                (link.entity.id, "criminalizes", offence.group(1)),
                ("article (offence)", _SURE),
                literal=True,
            )
