"""Which finding is which row of the gold standard: entities, relations, flows, numbers, one function each.

Recall is measured on the core rows, which all annotators agreed on, precision on the `_all` rows, so that a true
statement which only one annotator wrote down costs nothing. Names are compared without case, punctuation and "the".
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from kg.evaluate.found import Found
from kg.evaluate.scores import Finding, Matched, Missed, Place, Score, Share
from kg.gold import CLASSES, EXPLOITATION, Gold, GoldFlow, GoldRow, normal
from kg.rdf import TIP
from kg.rows import local

_F = TypeVar("_F", Finding, Missed)

_ENOUGH = 0.6  # share of the words that a text as object must have in common
_HALF = 0.5  # share of a gold quote's words that must stand in the evidence of a number


# --------------------------------------------------------------------------------------------- entities


def match_entities(found: Found, gold: Gold) -> Matched:
    """Right: found under a gold name; "typed": and with a fitting class."""
    meant = {iri: gold.named(found.labels(iri)) for iri in found.classes}
    fitting = {iri: {i for i in ids if CLASSES[gold.types[i]] & found.classes[iri]} for iri, ids in meant.items()}
    named, typed = (frozenset().union(*groups.values()) for groups in (meant, fitting))
    total, core = len(meant), len(gold.core)
    findings = []
    for iri, ids in meant.items():
        quote, places = found.first_mention(iri)
        part = min(found.classes[iri])
        findings.append(Finding("entities", part, _all_names(found, iri), bool(ids), quote, places))
    missed = (
        Missed("entities", gold.types[i], gold.titles[i], gold.quotes[i], found.locate(gold.quotes[i]))
        for i in gold.core - named
    )
    merged = sum(len(ids & gold.core) > 2 for ids in meant.values())
    return Matched(
        kinds={
            "entities": Score(len(named & gold.core), core, sum(map(bool, meant.values())), total),
            "entities, typed": Score(len(typed & gold.core), core, sum(map(bool, fitting.values())), total),
        },
        findings=_by_text(findings),
        missed=_by_text(missed),
        counts={"suspicious merges": merged} if merged else {},
    )


def _all_names(found: Found, iri: str) -> str:
    title = found.title(iri)
    others = sorted(found.labels(iri) - {title})[:1]
    return " | ".join([title, *others])


# -------------------------------------------------------------------------------------------- relations


@dataclass(frozen=True, slots=True)
class _Claim:
    iri: str
    subject: str
    predicate: str
    object: str
    subjects: frozenset[str]
    objects: frozenset[str] | str

    def fits(self, wanted: str) -> bool:
        """Whether a gold object is this claim's: the thing itself, or a text with most words in common."""
        if not isinstance(self.objects, str):
            return wanted in self.objects
        words, others = set(wanted.split()), set(self.objects.split())
        return bool(words) and len(words & others) >= _ENOUGH * min(len(words), len(others))


def match_relations(found: Found, gold: Gold) -> Matched:
    """Right: the predicate and both ends; "any predicate": both ends."""
    by_subject: defaultdict[str, list[GoldRow]] = defaultdict(list)
    for row in gold.relations_all:
        by_subject[row.subject].append(row)
    claims = _claims(found, gold)
    near = {c.iri: [r for i in sorted(c.subjects) for r in by_subject[i] if c.fits(r.object)] for c in claims}
    right = {c.iri: [r for r in near[c.iri] if r.predicate == c.predicate] for c in claims}
    core, pairs = {row.key for row in gold.relations}, {row.pair for row in gold.relations}
    hits = {row.key for rows in right.values() for row in rows}
    hit_pairs = {row.pair for rows in near.values() for row in rows}
    hit_claims = [c for c in claims if right[c.iri]]
    unmet = {row.key: row for row in gold.relations if row.key not in hits}
    return Matched(
        kinds={
            "relations": Score(len(hits & core), len(core), len(hit_claims), len(claims)),
            "relations, any predicate": Score(
                len(hit_pairs & pairs), len(pairs), sum(map(bool, near.values())), len(claims)
            ),
        },
        findings=_by_text(
            _finding(found, "relations", [c.iri], c.predicate, _arrow(found, c), right=bool(right[c.iri]))
            for c in claims
        ),
        missed=_by_text(_missed_relation(found, gold, row) for row in unmet.values()),
        parts=_by_predicate(core, hits, claims, hit_claims),
        shares=_stance(found, {c.iri: right[c.iri] for c in hit_claims}),
    )


def _claims(found: Found, gold: Gold) -> list[_Claim]:
    claims = []
    for iri in found.statements["Claim"]:
        parts = [found.values(iri, f"rdf:{part}")[:1] for part in ("subject", "predicate", "object")]
        if not all(parts) or not parts[1][0].startswith(TIP):
            continue
        (subject,), (predicate,), (value,) = parts
        literal = found.has_text_object(iri, value)
        objects = normal(value) if literal else frozenset(gold.named(found.labels(value)))
        subjects = frozenset(gold.named(found.labels(subject)))
        claims.append(_Claim(iri, subject, local(predicate), value, subjects, objects))
    return claims


def _by_predicate(
    core: set[tuple[str, str, str]], hits: set[tuple[str, str, str]], claims: list[_Claim], right: list[_Claim]
) -> dict[str, Score]:
    wanted, met = (Counter(predicate for _, predicate, _ in keys) for keys in (core, core & hits))
    found, correct = (Counter(claim.predicate for claim in group) for group in (claims, right))
    return {p: Score(met[p], wanted[p], correct[p], found[p]) for p in sorted({*wanted, *found})}


def _arrow(found: Found, claim: _Claim) -> str:
    value = claim.object if isinstance(claim.objects, str) else found.title(claim.object)
    return f"{found.title(claim.subject)} --{claim.predicate}--> {value}"


def _missed_relation(found: Found, gold: Gold, row: GoldRow) -> Missed:
    subject, thing = (gold.titles.get(end, end) for end in (row.subject, row.object_id))
    text = f"{subject} --{row.predicate}--> {thing}"
    return Missed("relations", row.predicate, text, row.quote, found.locate(row.quote))


def _stance(found: Found, right: Mapping[str, list[GoldRow]]) -> dict[str, Share]:
    """Share of the right claims whose polarity and modality are right too."""
    polarity = modality = 0
    for claim, rows in right.items():
        negated = found.local(claim, "tip:polarity", "Affirmed") == "Negated"
        stance = found.local(claim, "tip:modality", "Asserted").casefold()
        polarity += any((row.polarity == "neg") == negated for row in rows)
        modality += any(row.modality.casefold() == stance for row in rows)
    return {
        "polarity of right relations": Share(polarity, len(right)),
        "modality of right relations": Share(modality, len(right)),
    }


# ------------------------------------------------------------------------------------------------ flows

_Way = tuple[str, str, str]


def match_flows(found: Found, gold: Gold) -> Matched:
    """Right: origin and destination; the place of transit where one of them is missing."""
    if not gold.flows:
        return Matched({}, (), ())
    flows: defaultdict[_Way, list[str]] = defaultdict(list)
    for iri in found.statements["VictimFlow"]:
        for way in _ways(found, iri):
            flows[way].append(iri)
    wanted: defaultdict[_Way, list[GoldFlow]] = defaultdict(list)
    for row in gold.flows:
        wanted[_way(row.origin, row.destination, row.transit)].append(row)
    right = wanted.keys() & flows.keys()
    met = [(way, row) for way in sorted(right) for row in wanted[way]]
    known = sum(any(EXPLOITATION.get(f, f) in _forms(found, flows[way]) for f in row.exploitation) for way, row in met)
    unmet = [(_way_text(way), wanted[way][0].quote) for way in wanted.keys() - right]
    return Matched(
        kinds={"flows": Score(len(right), len(wanted), len(right), len(flows))},
        findings=_by_text(
            _finding(found, "flows", iris, "", _way_text(way), right=way in right) for way, iris in flows.items()
        ),
        missed=_by_text(Missed("flows", "", text, quote, found.locate(quote)) for text, quote in unmet),
        shares={"exploitation of right flows": Share(known, len(met))},
    )


def _ways(found: Found, flow: str) -> Iterable[_Way]:
    transit = min((place_key(found, place) for place in found.values(flow, "tip:transit")), default="")
    for origin in found.values(flow, "tip:origin") or [""]:
        for destination in found.values(flow, "tip:destination") or [""]:
            yield _way(place_key(found, origin), place_key(found, destination), transit)


def _forms(found: Found, flows: Iterable[str]) -> set[str]:
    return {local(form) for flow in flows for form in found.values(flow, "tip:exploitation")}


def place_key(found: Found, iri: str) -> str:
    """A country by its code, another place by its name in brackets; nothing for nothing."""
    if not iri:
        return ""
    return found.one(iri, "tip:iso2") or f"[{normal(min(found.labels(iri), default=''))}]"


def _way(origin: str, destination: str, transit: str) -> _Way:
    one, other, through = (f"[{normal(x)}]" if x.startswith("[") else x for x in (origin, destination, transit))
    return one, other, "" if one and other else through


def _way_text(way: _Way) -> str:
    origin, destination, transit = (part or "?" for part in way)
    return f"{origin} -> {destination}" + (f" through {transit}" if way[2] else "")


# ---------------------------------------------------------------------------------------------- numbers


@dataclass(frozen=True, slots=True)
class _Number:
    iri: str
    indicator: str
    values: frozenset[float]
    words: frozenset[str]


def match_statistics(found: Found, gold: Gold) -> Matched:
    """Right: the same number, and at least half of the gold quote's words in the quotes of the evidence.

    Annotators name indicators freely: a number that was found counts for the indicator it was found as, one that was
    missed for the annotators' own name.
    """
    if not gold.statistics:
        return Matched({}, (), ())
    every = [_number(found, iri) for iri in found.statements["Observation"]]
    free, missed = list(every), []
    met, unmet = Counter[str](), Counter[str]()
    for row in gold.statistics:
        values, words = numbers(row.value), set(normal(row.quote).split())
        name = normal(row.indicator)
        fits = (x for x in free if values & x.values and len(words & x.words) >= _HALF * len(words))
        if hit := next(fits, None):
            free.remove(hit)
            met[hit.indicator] += 1
        else:
            text = f"{row.indicator} = {row.value}"
            unmet[name] += 1
            missed.append(Missed("statistics", name, text, row.quote, found.locate(row.quote)))
    all_found, wrong = (Counter(x.indicator for x in group) for group in (every, free))
    return Matched(
        kinds={"statistics": Score(met.total(), len(gold.statistics), len(every) - len(free), len(every))},
        findings=_by_text(
            _finding(found, "statistics", [x.iri], x.indicator, _number_text(found, x), right=x not in free)
            for x in every
        ),
        missed=_by_text(missed),
        parts={
            name: Score(met[name], met[name] + unmet[name], all_found[name] - wrong[name], all_found[name])
            for name in sorted({*unmet, *all_found})
        },
    )


def numbers(text: str) -> set[float]:
    """All numbers in a text; commas group digits."""
    return {float(number) for number in re.findall(r"\d+(?:\.\d+)?|\.\d+", text.replace(",", ""))}


def _number(found: Found, iri: str) -> _Number:
    values = frozenset(n for text in _values(found, iri) for n in numbers(text))
    return _Number(iri, indicator_name(found, iri), values, frozenset(normal(found.quotes(iri)).split()))


def indicator_name(found: Found, iri: str) -> str:
    """The indicator of a number as annotators write it: "VictimsIdentified" is "victims identified"."""
    return normal(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", found.local(iri, "tip:indicator")))


def _number_text(found: Found, number: _Number) -> str:
    return f"{number.indicator} = {' to '.join(_values(found, number.iri))}"


def _values(found: Found, iri: str) -> list[str]:
    return [value for name in ("value", "minValue", "maxValue") for value in found.values(iri, f"tip:{name}")]


# ------------------------------------------------------------------------------------------ what all share


def _finding(found: Found, kind: str, iris: list[str], part: str, text: str, *, right: bool) -> Finding:
    """A judged finding of one or several equal statements, with the best of their confidences."""
    trust = [c for c in map(found.confidence, iris) if c is not None]
    best = max(iris, key=lambda iri: found.confidence(iri) or 0)
    places: dict[Place, None] = dict.fromkeys(place for iri in iris for place in found.places(iri))
    return Finding(
        kind=kind,
        part=part,
        text=text,
        right=right,
        quote=found.first_quote(iris[0]),
        places=tuple(places),
        rules=tuple(sorted({rule for iri in iris for rule in found.rules(iri)})),
        doubts=found.doubts(best),
        confidence=max(trust, default=None),
    )


def _by_text(found: Iterable[_F]) -> tuple[_F, ...]:
    return tuple(sorted(found, key=lambda one: (one.text, one.quote)))
