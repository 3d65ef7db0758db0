"""Claims that the form of a text makes without a verb: what stands between two names, titles, owners, a cable's header."""

from collections.abc import Iterator, Sequence

from kg.extract.addressees import find_addressees
from kg.extract.grounds import told
from kg.extract.namings import Naming, across_clause, carrier, joined, namings
from kg.extract.owners import find_owners
from kg.extract.provisions import find_provisions
from kg.extract.reading import Reading, Setting
from kg.extract.structure_rules import StructureRule, StructureRules
from kg.model import Claim, Entity

_LIKELY = 0.75
_FARTHEST = 120  # characters between two names that tell something of each other


def find_structures(reading: Reading, setting: Setting, rules: StructureRules) -> Iterator[Claim]:
    """Claims of one paragraph's form."""
    if reading.paragraph.kind == "header":
        yield from find_addressees(reading, setting)
        return
    if reading.paragraph.kind != "text":
        return
    named = namings(reading)
    yield from find_owners(reading, setting, named)
    for n in range(len(named)):
        yield from _between(reading, setting, rules, (named, n))
        yield from _by_itself(reading, setting, rules, (named, n))
    yield from find_provisions(reading, setting)


def _between(
    reading: Reading, setting: Setting, rules: StructureRules, place: tuple[Sequence[Naming], int]
) -> Iterator[Claim]:
    """What the first rule that fits tells of the name at the place and of the one behind it."""
    named, n = place
    if n + 1 >= len(named) or not 0 < named[n + 1].start - named[n].end <= _FARTHEST:
        return
    text, second = reading.text, named[n + 1]
    first, end = across_clause(named, n, text)
    for rule in (r for cls in sorted(first.classes) for r in rules.pairs.get(cls, ())):
        if not any(_joins(rule, reading, (first, second), since) for since in {end, first.since or end}):
            continue
        about = carrier(named, n, text) if rule.predicate == "locatedIn" else first
        if rule.acting and not _acts(reading, about):
            continue
        firsts = joined(named, n, rule.first, text, -1) if "first" in rule.lists else [about]
        seconds = joined(named, n + 1, rule.second, text, 1) if "second" in rule.lists else [second]
        for one in firsts:
            for other in seconds:
                yield from _told(reading, setting, rule, (one, other))
        return


def _joins(rule: StructureRule, reading: Reading, ends: tuple[Naming, Naming], since: int) -> bool:
    first, second = ends
    wanted = second.classes & rule.second or ("Owned" in rule.second and second.link.owner is not None)
    return (
        bool(wanted)
        and rule.patterns["gap"].fullmatch(reading.text, since, second.start) is not None
        and rule.fits_words("first", first.link.mention.text)
        and rule.fits_words("second", second.link.mention.text)
        and rule.fits_after(reading.text, second.end)
        and rule.fits_before(_sentence_before(reading.text, first.start))
    )


def _acts(reading: Reading, naming: Naming) -> bool:
    """Whether the verb is said of the name, so that a place behind it is no place where something happens to it."""
    opening = reading.token_at(naming.start)
    if opening.is_sent_start or (opening.i and opening.nbor(-1).is_sent_start and opening.nbor(-1).pos_ == "DET"):
        return True
    token = reading.token_at(naming.link.mention.end - 1)
    while token.dep_ in {"conj", "appos"}:
        token = token.head
    return token.dep_ in {"nsubj", "nsubjpass"}


def _by_itself(
    reading: Reading, setting: Setting, rules: StructureRules, place: tuple[Sequence[Naming], int]
) -> Iterator[Claim]:
    """What the words before a name tell of it and of the document's author or country."""
    named, n = place
    first = named[n]
    for rule in rules.fixed:
        other = setting.author if rule.fixed == "author" else setting.country
        if other is None or not first.classes & rule.first:
            continue
        if rule.fixed == "country" and first.entity.country != other.country:
            continue
        fits = rule.fits_before(_sentence_before(reading.text, first.start)) and rule.fits_after(
            reading.text, first.end
        )
        if fits and rule.fits_heading(reading.paragraph.heading):
            listed = joined(named, n, rule.first, reading.text, 1) if "first" in rule.lists else [first]
            for one in listed:
                ends = (other, one.entity) if rule.subject == "second" else (one.entity, other)
                yield from _claims(reading, setting, rule, (one, *ends))


def _told(reading: Reading, setting: Setting, rule: StructureRule, ends: tuple[Naming, Naming]) -> Iterator[Claim]:
    first, second = ends
    if rule.subject == "owner":
        if second.link.owner is not None:
            yield from _claims(reading, setting, rule, (first, second.link.owner, first.entity))
    elif rule.subject == "second":
        yield from _claims(reading, setting, rule, (first, second.entity, first.entity))
    else:
        yield from _claims(reading, setting, rule, (first, first.entity, second.entity))


def _claims(
    reading: Reading, setting: Setting, rule: StructureRule, ends: tuple[Naming, Entity, Entity]
) -> Iterator[Claim]:
    at, subject, thing = ends
    if subject.id != thing.id:
        yield told(reading, setting, at.start, (subject.id, rule.predicate, thing.id), rule.name, _LIKELY)


def _sentence_before(text: str, at: int) -> str:
    """What the sentence says before the character `at`."""
    return text[max(text.rfind(". ", 0, at) + 2, 0) if ". " in text[:at] else 0 : at]
