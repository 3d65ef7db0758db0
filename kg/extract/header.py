"""What a cable's header says: who writes from where to whom, and for which offices."""

import bisect
import re
from collections.abc import Callable, Iterator

from kg.extract.candidate import CURATED, Candidate
from kg.model import Document, Entity, Paragraph
from kg.rdf import slug

_POST = re.compile(r"(?i)\b(?:AM)?(?:EMBASSY|CONSUL(?:ATE)?(?: GENERAL)?|CONGEN|MISSION|USMISSION|USEU|USINT)\b\s*(.*)")
_SIGNED = re.compile(r"(?:[Tt]he )?(?P<name>.+?)(?: \((?P<acronym>[A-Z][\w/\-]{1,9})\))?")
_REPORT = r"(?:(?:[Aa]nnual|[Pp]rogress|[Aa]ctivity|[Aa]ctivities|[Ff]inal|[Ii]nterim|[Ss]hadow|[Aa]lternative|[Mm]onitoring) )*(?:[Rr]eport|[Ss]ubmission|[Cc]ontribution|[Rr]eview)\b"
_TITLED = re.compile(
    rf"(?:[Tt]he )?(?P<before>[A-Z][\w'’&. -]+?)(?: ?[-–—:,|] ?| )(?:{_REPORT})(?! (?:on|of) )|{_REPORT} (?:by|of|from) (?:the )?(?P<behind>[A-Z][\w'’&. -]+?)(?= (?:on|to|for)\b|[,:(]| ?[-–—]|$)"
)
_AUTHORS = {"NGO", "NGONetwork", "IntergovernmentalOrganization", "PublicBody", "Ministry"}
_FIRST_PERSON = re.compile(r"\b(?:[Ww]e|us)\b")
_DEMONYM_BEFORE = re.compile(r"\b[A-Z][a-z]+(?:ese|ian|ish|an|sh|ch|i|ine|ino|iss|eek) $")
_EMBASSY = re.compile(
    r"\b(?:[Tt]he )?(?:(?:US|U\.S\.|American) )?(?:Embassy|EMBASSY)(?: [Oo]fficers?| [Ss]taff| [Oo]fficials?)?\b(?! of)(?!['’]s [A-Z])|\b(?<!Police )(?<!New York )Post\b(?=[ ,.'’])(?! Office)"
)


def author_of(document: Document, known: dict[str, Entity], class_of: Callable[[str], str]) -> Entity:
    """Who speaks when the text speaks in its own voice.

    `known` are curated entities by lower-case name; `class_of` tells what kind of body a name names, "" if none.
    """
    sender = next(iter(document.values("from")), "") or document.author
    post = _POST.search(sender)
    if document.kind == "cable" and (post or sender):
        city = (post.group(1) if post else sender).strip().title()
        names = (f"Embassy {city}", "US Embassy", f"U.S. Embassy {city}", "Embassy", "the Embassy", sender)
        kind = (
            "Consulate"
            if re.search(r"(?i)CONSUL|CONGEN", sender)
            else "Mission"
            if re.search(r"(?i)MISSION|USEU", sender)
            else "Embassy"
        )
        label = f"US {kind} {city}"
        return Entity(
            f"us/{kind.casefold()}-{slug(city)}", "DiplomaticMission", label, "US", tuple(sorted({*names} - {label}))
        )
    signed = _SIGNED.fullmatch(document.author)
    if signed:
        name, acronym = signed["name"], signed["acronym"]
        found = known.get(document.author.casefold()) or known.get(name.casefold())
        id_ = f"{(document.country or 'world').casefold()}/{slug(name)}"
        return found or Entity(id_, class_of(name) or "NGO", name, document.country, (acronym,) if acronym else ())
    if document.kind == "report" and (
        titled := _TITLED.match(document.title)
    ):  # "Bright Path Network - Annual Report 2013"
        name = titled["before"] or titled["behind"]
        cls = class_of(name)
        if name.casefold() in known or cls in _AUTHORS:
            id_ = f"{(document.country or 'world').casefold()}/{slug(name)}"
            return known.get(name.casefold()) or Entity(id_, cls, name, document.country)
    return Entity(f"document/{document.id}/author", "ActorGroup", f"the author of {document.title or document.id}")


def find_author_mentions(text: str, document: Document, author: Entity) -> Iterator[Candidate]:
    """ "the Embassy", "Post" and "we" in a cable are its author; in a report, the author's name and "we" are."""
    embassy = document.kind == "cable" and author.cls == "DiplomaticMission"
    names = [n for n in (author.label, *author.aliases) if author.cls != "ActorGroup" and not embassy]
    patterns = [
        _FIRST_PERSON,
        *([_EMBASSY] if embassy else []),
        *(re.compile(re.escape(n)) for n in names if n in text),
    ]
    for pattern in patterns:
        for match in pattern.finditer(text):
            if pattern is _EMBASSY and _DEMONYM_BEFORE.search(text, max(0, match.start() - 30), match.start()):
                continue  # "the Chinese Embassy" is another
            start = match.start() + (4 if match.group().casefold().startswith("the ") and embassy else 0)
            rule = "first person" if pattern is _FIRST_PERSON else "the author"
            yield Candidate(start, match.end(), author.cls, author.label, rule, CURATED + 1, "known", entity=author.id)


def header_candidates(
    paragraph: Paragraph, document: Document, author: Entity, known: dict[str, Entity]
) -> Iterator[Candidate]:
    """Candidates for the header's from, to and for fields."""
    origin = paragraph.view.origin
    for field in document.fields:
        if field.name not in {"from", "to", "for"} or not (paragraph.start <= field.start < field.end <= paragraph.end):
            continue
        start, end = bisect.bisect_left(origin, field.start), bisect.bisect_left(origin, field.end)
        if start >= end:
            continue
        if field.name == "from":
            post = _POST.search(field.value)
            city = known.get(post.group(1).strip().casefold()) if post else None
            cut = start + post.start(1) if post and city else end
            yield Candidate(
                start,
                len(paragraph.view.text[start:cut].rstrip()) + start,
                author.cls,
                author.label,
                "header field",
                CURATED + 1,
                "known",
                entity=author.id,
            )
            if city:
                yield Candidate(cut, end, city.cls, city.label, "header field", CURATED + 1, "known", entity=city.id)
            continue
        found = known.get(field.value.casefold()) or known.get(re.sub(r"\s+\d+$", "", field.value).casefold())
        if found:
            yield Candidate(start, end, found.cls, found.label, "header field", CURATED + 1, "known", entity=found.id)
        elif field.name == "for":
            yield Candidate(
                start,
                end,
                "PublicBody",
                field.value,
                "header field",
                CURATED + 1,
                "country",
                names=(field.value,),
                country="US",
            )
