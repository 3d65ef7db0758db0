"""Flows of victims: where they come from, through which countries, and where they end."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Span, Token

from kg.extract.attribution import Attribution
from kg.extract.ends import combine
from kg.extract.flow_rules import FlowRule, FlowRules
from kg.extract.periods import Period, find_periods, period_at
from kg.extract.places import MARK, Masked, mask, own_country, read_lists
from kg.extract.reading import Reading, Setting, trimmed
from kg.model import Evidence, Flow

_CLAUSES = re.compile(
    r";|,?\s+\bbut\b|\bhowever\b|\bwhereas\b|,\s+while\b|\bconcern that\b|\.\s|:\s"
    r"|,\s+and\s+(?=(?:[\w-]+\s+){0,3}(?:victims|women|girls|boys|men|children)\s+(?:are|were|have|had|may)\b)",
    re.I,
)
_CARRY_TRANSIT = re.compile(
    r"^\W*(?:they|these (?:\w+ )?\w+|the (?:\w+ )?victims|all(?: \w+){0,3}|both|the \w+ women)\b[^.;]{0,40}\b(?:in transit|transit(?:ed|ing)|pass(?:ed|ing) through)\b",
    re.I,
)
_ALL_WERE = re.compile(
    r"^\W*(?:all|they|all of (?:them|the victims)|these (?:\w+ )?victims|the (?:\w+ )?victims)(?: \w+)? (?:were|are|had been) (?:\w+ly )?(?:trafficked|exploited|subjected|forced)\b",
    re.I,
)
_RECOMMENDED = re.compile(r"recommendation", re.I)
_NOBODY = re.compile(
    r"\b(?:no|not any|never any) (?:\w+ ){0,2}(?:victims?|wom[ae]n|m[ae]n|girls?|boys?|child(?:ren)?|persons?|reports?|evidence|indications?|one|nationals|citizens)\b[^.;,]{0,60}$",
    re.I,
)
_SAME_PURPOSE = re.compile(r"\bfor (?:the same|similar|these|those|such) (?:purposes?|reasons?|ends)\b", re.I)
_UNREAL_REACH = 70
_SPECIFIC = {"country role"}  # statements about a country say nothing about single victims


@dataclass(frozen=True, slots=True)
class _Scene:
    """A sentence at work. `before` are the flows of the sentence before it in the paragraph, `latest` the last ones found there."""

    reading: Reading
    setting: Setting
    attribution: Attribution
    rules: FlowRules
    sentence: Span
    masked: Masked
    periods: Sequence[Period]
    before: Sequence[Flow]
    latest: Sequence[Flow]
    victims_before: bool


def find_flows(reading: Reading, setting: Setting, rules: FlowRules, attribution: Attribution) -> Iterator[Flow]:
    """The flows that a paragraph tells of, one for each pair of origin and destination.

    Call `resolve_flows` on all flows of a document afterwards: some need what the rest of it says.
    """
    text = reading.paragraph.view.text
    if (
        reading.paragraph.kind in {"header", "heading"}
        or not rules.hint.search(text)
        or _RECOMMENDED.match(reading.paragraph.heading)
    ):
        return
    periods = find_periods(text, setting.document.issued)
    before: list[Flow] = []
    latest: list[Flow] = []
    victims_before = False
    for sentence in reading.doc.sents:
        start, end = sentence.start_char, sentence.end_char
        links = [k for k in reading.links if start <= k.mention.start < end]
        masked = mask(text, start, end, links, setting)
        scene = _Scene(reading, setting, attribution, rules, sentence, masked, periods, before, latest, victims_before)
        found = list(_sentence_flows(scene))
        changed = list(_carried(scene))
        if changed:
            before = changed
            continue
        yield from before
        before, latest = found, found or latest
        victims_before = bool(re.search(r"\bvictims?\b", masked.text, re.I)) or (victims_before and bool(found))
    yield from before


def _carried(scene: _Scene) -> Iterator[Flow]:
    """The flows of the sentence before, once this one has added to them; nothing if it adds nothing."""
    text = scene.masked.text
    if scene.before and _CARRY_TRANSIT.match(text):
        own = own_country(scene.setting)
        lists = [
            p
            for p in read_lists(scene.masked, 0, len(text), own, scene.rules.places)
            if p.preposition in {"through", "via", "in"}
        ]
        through = tuple(i for p in lists for i in p.ids if i != "abroad") or ((own,) if own else ())
        for flow in scene.before:
            destination = "" if flow.destination in through else flow.destination
            yield replace(
                flow,
                transit=through,
                destination=destination,
                internal=False,
                rule=f"{flow.rule}, in transit",
                evidence=(*flow.evidence, _evidence(scene)),
            )
    elif scene.before and _ALL_WERE.match(text) and not MARK.search(text):
        kinds = _exploitation(scene.rules, text)
        if kinds != ("Unspecified",):
            for flow in scene.before:
                known = flow.exploitation if flow.exploitation != ("Unspecified",) else kinds
                yield replace(flow, exploitation=known, evidence=(*flow.evidence, _evidence(scene)))


def _sentence_flows(scene: _Scene) -> Iterator[Flow]:
    text, rules = scene.masked.text, scene.rules
    if not scene.masked.links and not rules.unnamed.search(text):
        return
    if (not rules.hint.search(text) and not scene.victims_before) or rules.recommends.match(text):
        return
    seen: set[tuple[str, str, tuple[str, ...]]] = set()
    at = 0
    for cut in [*_CLAUSES.finditer(text), None]:
        end = cut.start() if cut else len(text)
        for flow, sure in _clause_flows(scene, at, end, told=bool(seen)):
            key = (flow.origin, flow.destination, flow.transit)
            known = not sure and not flow.destination and any(k[0] == flow.origin for k in seen)
            if key not in seen and not known:
                seen.add(key)
                yield flow
        at = cut.end() if cut else end


def _clause_flows(scene: _Scene, start: int, end: int, *, told: bool) -> Iterator[tuple[Flow, bool]]:
    """The flows of the first rule that finds any between two positions of the masked sentence."""
    text, rules = scene.masked.text, scene.rules
    for rule in rules.rules:
        if (
            rule.needs is not None
            and not told
            and not rule.needs.search(text)
            and not (rule.carries and scene.victims_before)
        ):
            continue
        found = False
        for trigger in rule.trigger.finditer(text, start, end):
            if rules.unreal.search(text, max(start, trigger.start() - _UNREAL_REACH), trigger.start()):
                continue
            for flow in _triggered(scene, rule, trigger, (start, end)):
                found = True
                yield flow
            if found and rule.kind not in {"nation"}:
                break
        if found:
            return


def _triggered(
    scene: _Scene, rule: FlowRule, trigger: re.Match[str], clause: tuple[int, int]
) -> Iterator[tuple[Flow, bool]]:
    ends = combine(scene.masked, scene.rules, rule, trigger, clause, own_country(scene.setting), scene.before)
    if not ends:
        return
    text, rules = scene.masked.text, scene.rules
    token = _token(scene, trigger)
    said = scene.attribution.stance(scene.reading, token, scene.setting)
    modality = said.modality
    hedge = next((name for name, pattern in rules.hedges if pattern.search(text, clause[0], clause[1])), "")
    if modality == "Asserted" and hedge:
        modality = "Alleged" if hedge == "Alleged" else "Believed"
    span = (scene.sentence.start_char, scene.sentence.end_char)
    period = period_at(scene.periods, scene.reading.paragraph.view.text, span, scene.masked.locate(trigger.start()))
    kinds = _purposes(scene, clause)
    groups = tuple(name for name, pattern in rules.groups if pattern.search(text, *clause))
    nobody = _NOBODY.search(text, clause[0], trigger.start())
    for end in ends:
        flow = Flow(
            evidence=(_evidence(scene),),
            rule=rule.name,
            confidence=rule.confidence,
            doubts=() if end.sure else ("end understood",),
            speakers=said.speakers,
            polarity="Negated" if nobody else said.polarity,
            modality=modality,
            period=period,
            origin=end.origin,
            transit=end.transit,
            destination=end.destination,
            internal=bool(end.origin) and end.origin == end.destination == own_country(scene.setting),
            exploitation=kinds,
            groups=groups,
            count=end.count,
        )
        yield flow, end.sure


def _purposes(scene: _Scene, clause: tuple[int, int]) -> tuple[str, ...]:
    """The kinds of exploitation: of the clause, else of the sentence, else "for the same purposes" as before."""
    text = scene.masked.text
    for part in (text[slice(*clause)], text):
        kinds = _exploitation(scene.rules, part)
        if kinds != ("Unspecified",):
            return kinds
    return scene.latest[-1].exploitation if scene.latest and _SAME_PURPOSE.search(text) else ("Unspecified",)


def _token(scene: _Scene, trigger: re.Match[str]) -> Token:
    where = scene.masked.locate(trigger.start())
    return next((t for t in scene.sentence if t.idx + len(t) > where), scene.sentence.root)


def _evidence(scene: _Scene) -> Evidence:
    sentence = trimmed(scene.sentence)
    return scene.reading.evidence(sentence.start_char, sentence.end_char)


def _exploitation(rules: FlowRules, text: str) -> tuple[str, ...]:
    return tuple(name for name, pattern in rules.exploitation if pattern.search(text)) or ("Unspecified",)


def resolve_flows(flows: Iterable[Flow], setting: Setting) -> tuple[Flow, ...]:
    """The flows of a document with what only the whole of it tells.

    Foreign nationals counted among the victims were exploited in the document's country, unless the document
    calls it a country of origin or transit only. Equal flows of one sentence become one.
    """
    found = list(flows)
    own = own_country(setting)
    roles = [f for f in found if f.rule == "country role"]
    destination = not roles or any(f.destination == own for f in roles)
    unique: dict[tuple[object, ...], Flow] = {}
    for flow in found:
        if flow.rule in _NATION and flow.origin not in {"", own} and not flow.destination and destination:
            flow = replace(flow, destination=own)
        unique.setdefault((flow.origin, flow.transit, flow.destination, flow.evidence, flow.period), flow)
    return tuple(unique.values())


_NATION = {"origin of victims", "nationality of victims", "citizenship of victims"}
