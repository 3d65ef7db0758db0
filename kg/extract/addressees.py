"""Claims of a cable's header: who reports to whom, where the post lies, whose the offices named are."""

from collections.abc import Iterator

from kg.extract.reading import Reading, Setting
from kg.model import Claim, Link

_CONFIDENCE = 0.9


def find_addressees(reading: Reading, setting: Setting) -> Iterator[Claim]:
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
        yield _claim(reading, setting, (sender, "locatedIn", city), "post and its city")
    if not addressee:
        return
    yield _claim(reading, setting, (sender, "reportsTo", addressee), "from and to")
    for office in links:
        if (
            office.mention.start > addressee.mention.start
            and office.entity.cls == "PublicBody"
            and office.entity.id != addressee.entity.id
        ):
            yield _claim(reading, setting, (office, "partOf", addressee), "office addressed")


def _claim(reading: Reading, setting: Setting, ends: tuple[Link, str, Link], rule: str) -> Claim:
    subject, predicate, thing = ends
    text = reading.text
    start = min(subject.mention.start, thing.mention.start)
    end = max(subject.mention.end, thing.mention.end)
    if predicate == "partOf":
        start, end = subject.mention.start, subject.mention.end
        start = text.rfind("DEPARTMENT FOR", 0, start) if "DEPARTMENT FOR" in text[:start] else start
    return Claim(
        subject=subject.entity.id, predicate=predicate, object=thing.entity.id, evidence=(reading.evidence(start, end),), rule=rule,
        confidence=_CONFIDENCE, speakers=(setting.author.id,),
    )  # fmt: skip
