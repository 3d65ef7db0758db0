"""How well a graph agrees with a hand-made gold standard: precision, recall, F1, and what was missed.

A gold folder holds `entities.tsv`, `relations.tsv`, `flows.tsv` and `stats.tsv` (tab-separated, with a header line)
and may hold `entities_all.tsv` and `relations_all.tsv`: everything that at least one annotator accepted. Recall is
measured on the core files, which both annotators agreed on, precision on the `_all` files, so that a true statement
which only one annotator wrote down costs nothing. Names are compared without case, punctuation and "the".
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from kg.gold import CLASSES, EXPLOITATION, SCORED_CLASSES, Gold, GoldRow, normal, read_gold
from kg.rdf import TIP
from kg.rows import Tables
from kg.store import Graph


@dataclass(frozen=True, slots=True)
class Score:
    """Precision, recall and F1 (0 to 1), with the numbers of gold rows and of findings they rest on."""

    precision: float
    recall: float
    f1: float
    gold: int
    found: int

    @classmethod
    def of(cls, hit_gold: int, gold: int, hit_found: int, found: int) -> "Score":
        """From the numbers of gold rows that were found, and of findings that are right."""
        recall = hit_gold / gold if gold else 0.0
        precision = hit_found / found if found else 0.0
        f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        return cls(round(precision, 3), round(recall, 3), round(f1, 3), gold, found)


@dataclass(slots=True)
class Scores:
    """All scores of one graph; `missed` and `wrong` name by kind what was not found, and what no annotator has."""

    kinds: dict[str, Score] = field(default_factory=dict)
    predicates: dict[str, Score] = field(default_factory=dict)
    shares: dict[str, float] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    missed: dict[str, tuple[str, ...]] = field(default_factory=dict)
    wrong: dict[str, tuple[str, ...]] = field(default_factory=dict)


def evaluate(graph: Path | str, gold: Path | str) -> Scores:
    """Scores of the graph of ONE document (a built folder or Turtle file) against the gold folder of that document.

    Raises StoreError when the graph, DocumentError when the gold folder cannot be read.
    """
    standard = read_gold(Path(gold))
    found = _Found(Tables(Graph.open(graph).triples()), standard)
    scores = Scores()
    _score_entities(scores, found, standard)
    _score_relations(scores, found, standard)
    _score_flows(scores, found, standard)
    _score_statistics(scores, found, standard)
    _score_evidence(scores, found)
    return scores


class _Found:
    """A graph in the terms of a gold standard."""

    def __init__(self, tables: Tables, gold: Gold) -> None:
        self.tables = tables
        self._gold = gold
        self.classes: defaultdict[str, set[str]] = defaultdict(set)
        for name in SCORED_CLASSES:
            for iri in tables.of_class(name):
                self.classes[iri].add(name)
        self.gold_ids = {iri: gold.named(self.labels(iri)) for iri in self.classes}

    def labels(self, iri: str) -> set[str]:
        """All names of a thing."""
        names = ("skos:prefLabel", "skos:altLabel", "rdfs:label", "skos:hiddenLabel")
        return {label for name in names for label in self.tables.values(iri, name)}

    def title(self, iri: str) -> str:
        """A name to print."""
        return min(self.labels(iri), default=_local(iri))

    def ids(self, iri: str) -> set[str]:
        """The gold things that a thing may be."""
        return self.gold_ids.get(iri) or self._gold.named(self.labels(iri))

    def local(self, iri: str, curie: str, default: str = "") -> str:
        """The local name of the first value of a predicate."""
        return _local(next(iter(self.tables.values(iri, curie)), default))


# --------------------------------------------------------------------------------------------- entities


def _score_entities(scores: Scores, found: _Found, gold: Gold) -> None:
    """Found under a gold name; typed: and with a fitting class."""
    right = {iri: ids for iri, ids in found.gold_ids.items() if ids}
    fitting = {iri: {i for i in ids if CLASSES[gold.types[i]] & found.classes[iri]} for iri, ids in right.items()}
    named, typed = (set().union(*groups.values()) for groups in (right, fitting))
    total = len(found.gold_ids)
    scores.kinds["entities"] = Score.of(len(named & gold.core), len(gold.core), len(right), total)
    well_typed = sum(map(bool, fitting.values()))
    scores.kinds["entities, typed"] = Score.of(len(typed & gold.core), len(gold.core), well_typed, total)
    scores.missed["entities"] = _sorted(gold.titles[i] for i in gold.core - named)
    scores.wrong["entities"] = _sorted(
        " | ".join(sorted(found.labels(iri))[:2]) for iri, ids in found.gold_ids.items() if not ids
    )
    merged = sum(len(ids & gold.core) > 2 for ids in right.values())
    if merged:
        scores.counts["suspicious merges"] = merged


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
        return bool(words) and len(words & others) >= 0.6 * min(len(words), len(others))


def _claims(found: _Found) -> list[_Claim]:
    claims = []
    for iri in found.tables.of_class("Claim"):
        parts = [found.tables.values(iri, f"rdf:{part}")[:1] for part in ("subject", "predicate", "object")]
        if not all(parts) or not parts[1][0].startswith(TIP):
            continue
        (subject,), (predicate,), (value,) = parts
        literal = found.tables.has_text_object(iri, value)
        objects = normal(value) if literal else frozenset(found.ids(value))
        claims.append(_Claim(iri, subject, _local(predicate), value, frozenset(found.ids(subject)), objects))
    return claims


def _score_relations(scores: Scores, found: _Found, gold: Gold) -> None:
    """Right: the predicate and both ends; "any predicate": both ends."""
    by_subject: defaultdict[str, list[GoldRow]] = defaultdict(list)
    for row in gold.relations_all:
        by_subject[row.subject].append(row)
    claims = _claims(found)
    near = {c.iri: [r for i in sorted(c.subjects) for r in by_subject[i] if c.fits(r.object)] for c in claims}
    right = {c.iri: [r for r in near[c.iri] if r.predicate == c.predicate] for c in claims}
    core = {row.key for row in gold.relations}
    hits = {row.key for rows in right.values() for row in rows}
    hit_claims = [c for c in claims if right[c.iri]]
    scores.kinds["relations"] = Score.of(len(hits & core), len(core), len(hit_claims), len(claims))
    pairs = {row.pair for row in gold.relations}
    hit_pairs = {row.pair for rows in near.values() for row in rows}
    any_right = sum(map(bool, near.values()))
    scores.kinds["relations, any predicate"] = Score.of(len(hit_pairs & pairs), len(pairs), any_right, len(claims))
    scores.predicates = _by_predicate(core, hits, claims, hit_claims)
    name = gold.titles.get
    scores.missed["relations"] = _sorted(f"{name(s, s)} --{p}--> {name(o, o)}" for s, p, o in core - hits)
    scores.wrong["relations"] = _sorted(_arrow(found, c) for c in claims if not right[c.iri])
    _score_stance(scores, found, {c.iri: right[c.iri] for c in hit_claims})


def _by_predicate(
    core: set[tuple[str, str, str]], hits: set[tuple[str, str, str]], claims: list[_Claim], right: list[_Claim]
) -> dict[str, Score]:
    wanted, met = (Counter(predicate for _, predicate, _ in keys) for keys in (core, core & hits))
    found, correct = (Counter(claim.predicate for claim in group) for group in (claims, right))
    return {p: Score.of(met[p], wanted[p], correct[p], found[p]) for p in sorted({*wanted, *found})}


def _arrow(found: _Found, claim: _Claim) -> str:
    value = claim.object if isinstance(claim.objects, str) else found.title(claim.object)
    return f"{found.title(claim.subject)} --{claim.predicate}--> {value}"


def _score_stance(scores: Scores, found: _Found, right: Mapping[str, list[GoldRow]]) -> None:
    """Share of the right claims whose polarity and modality are right too."""
    if not right:
        return
    polarity = modality = 0
    for claim, rows in right.items():
        negated = found.local(claim, "tip:polarity", "Affirmed") == "Negated"
        stance = found.local(claim, "tip:modality", "Asserted").casefold()
        polarity += any((row.polarity == "neg") == negated for row in rows)
        modality += any(row.modality.casefold() == stance for row in rows)
    scores.shares["polarity of right relations"] = round(polarity / len(right), 3)
    scores.shares["modality of right relations"] = round(modality / len(right), 3)


# ------------------------------------------------------------------------------------- flows, statistics


def _score_flows(scores: Scores, found: _Found, gold: Gold) -> None:
    """Right: origin and destination; the place of transit where one of them is missing."""
    if not gold.flows:
        return
    forms: defaultdict[tuple[str, str, str], set[str]] = defaultdict(set)
    for flow in found.tables.of_class("VictimFlow"):
        values = found.tables.values
        transit = min((_place(found, t) for t in values(flow, "tip:transit")), default="")
        for origin in values(flow, "tip:origin") or [""]:
            for destination in values(flow, "tip:destination") or [""]:
                key = _flow_key(_place(found, origin), _place(found, destination), transit)
                forms[key] |= {_local(form) for form in values(flow, "tip:exploitation")}
    wanted = [_flow_key(flow.origin, flow.destination, flow.transit) for flow in gold.flows]
    right = set(wanted) & set(forms)
    scores.kinds["flows"] = Score.of(len(right), len(set(wanted)), len(right), len(forms))
    met = [(key, flow) for key, flow in zip(wanted, gold.flows, strict=True) if key in right]
    known = sum(any(EXPLOITATION.get(f, f) in forms[key] for f in flow.exploitation) for key, flow in met)
    scores.shares["exploitation of right flows"] = round(known / max(1, len(met)), 3)
    scores.missed["flows"] = _sorted(map(_flow_text, set(wanted) - right))
    scores.wrong["flows"] = _sorted(map(_flow_text, set(forms) - right))


def _place(found: _Found, iri: str) -> str:
    """A country by its code, another place by its name in brackets."""
    if not iri:
        return ""
    code = next(iter(found.tables.values(iri, "tip:iso2")), "")
    return code or f"[{normal(min(found.labels(iri), default=''))}]"


def _flow_key(origin: str, destination: str, transit: str) -> tuple[str, str, str]:
    one, other, way = (f"[{normal(x)}]" if x.startswith("[") else x for x in (origin, destination, transit))
    return one, other, "" if one and other else way


def _flow_text(key: tuple[str, str, str]) -> str:
    origin, destination, transit = (part or "?" for part in key)
    return f"{origin} -> {destination}" + (f" through {transit}" if key[2] else "")


def _score_statistics(scores: Scores, found: _Found, gold: Gold) -> None:
    """Right: the same number, and at least half of the gold quote's words in the quotes of the evidence."""
    if not gold.statistics:
        return
    values = found.tables.values
    free = []
    for iri in found.tables.of_class("Observation"):
        texts = [text for name in ("value", "minValue", "maxValue") for text in values(iri, f"tip:{name}")]
        free.append((iri, {n for text in texts for n in numbers(text)}, set(normal(_quotes(found, iri)).split())))
    total, missed = len(free), []
    for row in gold.statistics:
        wanted, words = numbers(row.value), set(normal(row.quote).split())
        fits = (x for x in free if wanted & x[1] and len(words & x[2]) >= 0.5 * len(words))
        if hit := next(fits, None):
            free.remove(hit)
        else:
            missed.append(f"{row.indicator} = {row.value} ({row.quote[:60]})")
    right = total - len(free)
    scores.kinds["statistics"] = Score.of(len(gold.statistics) - len(missed), len(gold.statistics), right, total)
    scores.missed["statistics"] = _sorted(missed)
    scores.wrong["statistics"] = _sorted(_number_text(found, iri) for iri, _, _ in free)


def numbers(text: str) -> set[float]:
    """All numbers in a text; commas group digits."""
    return {float(number) for number in re.findall(r"\d+(?:\.\d+)?|\.\d+", text.replace(",", ""))}


def _number_text(found: _Found, iri: str) -> str:
    values = [v for n in ("value", "minValue", "maxValue") for v in found.tables.values(iri, f"tip:{n}")]
    return f"{found.local(iri, 'tip:indicator')} = {' to '.join(values)} ({' '.join(_quotes(found, iri).split())[:60]})"


def _quotes(found: _Found, iri: str) -> str:
    values = found.tables.values
    evidence = values(iri, "tip:evidence")
    return " ".join(q for e in evidence for s in values(e, "oa:hasSelector") for q in values(s, "oa:exact"))


def _score_evidence(scores: Scores, found: _Found) -> None:
    statements = [iri for cls in ("Claim", "VictimFlow", "Observation") for iri in found.tables.of_class(cls)]
    scores.counts["statements"] = len(statements)
    scores.counts["statements with a quote"] = sum(bool(_quotes(found, iri)) for iri in statements)


def _local(iri: str) -> str:
    return re.split(r"[#/]", iri)[-1]


def _sorted(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(texts))
