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
from kg.extract.purposes import UNSPECIFIED, Purpose, groups_in, kinds_in, share_of, spread_purposes
from kg.extract.reading import Reading, Setting, trimmed
from kg.extract.surroundings import Ends
from kg.model import Evidence, Flow

_UNREAL_REACH = 70


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
    kinds_before: tuple[str, ...]

    @property
    def refers_back(self) -> bool:
        """Whether the sentence goes on about the victims of the one before: "they", "these women", "most of them"."""
        return self.rules.pronoun.match(self.masked.text) is not None


def find_flows(reading: Reading, setting: Setting, rules: FlowRules, attribution: Attribution) -> Iterator[Flow]:
    """The flows that a paragraph tells of, one for each pair of origin and destination.

    Call `resolve_flows` on all flows of a document afterwards: some need what the rest of it says.
    """
    text = reading.paragraph.view.text
    if (
        reading.paragraph.kind in {"header", "heading"}
        or not rules.hint.search(text)
        or rules.advice.match(reading.paragraph.heading)
    ):
        return
    for flow in _paragraph_flows(reading, setting, rules, attribution):
        heading = kinds_in(rules, reading.paragraph.heading)
        if flow.exploitation == UNSPECIFIED and flow.rule != "country role" and len(heading) == 1:
            flow = replace(flow, exploitation=heading)
        yield flow


def _paragraph_flows(reading: Reading, setting: Setting, rules: FlowRules, attribution: Attribution) -> Iterator[Flow]:
    text = reading.paragraph.view.text
    periods = find_periods(text, setting.document.issued)
    before: list[Flow] = []
    latest: list[Flow] = []
    victims_before = False
    kinds_before = UNSPECIFIED
    for sentence in reading.doc.sents:
        start, end = sentence.start_char, sentence.end_char
        links = [k for k in reading.links if start <= k.mention.start < end]
        masked = mask(text, start, end, links, setting)
        scene = _Scene(
            reading, setting, attribution, rules, sentence, masked, periods, before, latest, victims_before, kinds_before
        )
        found = list(_sentence_flows(scene))
        changed = list(_carried(scene))
        if changed:
            before = changed
        if not changed or found:
            yield from before
            before, latest = found, found or latest
        victims_before = bool(re.search(r"\bvictims?\b", masked.text, re.I)) or (victims_before and bool(found))
        kinds_before = kinds_in(rules, masked.text) if rules.victims.search(masked.text) else UNSPECIFIED
    yield from before


def _carried(scene: _Scene) -> Iterator[Flow]:
    """The flows of the sentence before, once this one has added to them; nothing if it adds nothing."""
    text, rules = scene.masked.text, scene.rules
    if scene.before and rules.in_transit.match(text):
        own = own_country(scene.setting)
        lists = [
            p
            for p in read_lists(scene.masked, 0, len(text), own, rules.places)
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
    elif any(_lacks_kind(flow) for flow in scene.before) and scene.refers_back and not rules.unreal_at_all.search(text):
        kinds = kinds_in(rules, text)
        for flow in scene.before if kinds != UNSPECIFIED else ():
            yield _told_of(flow, kinds, scene) if _lacks_kind(flow) else flow


def _lacks_kind(flow: Flow) -> bool:
    return flow.exploitation == UNSPECIFIED and flow.rule != "country role"


def _told_of(flow: Flow, kinds: tuple[str, ...], scene: _Scene) -> Flow:
    return replace(flow, exploitation=kinds, evidence=(*flow.evidence, _evidence(scene)))


def _sentence_flows(scene: _Scene) -> Iterator[Flow]:
    text, rules = scene.masked.text, scene.rules
    if not scene.masked.links and not rules.unnamed.search(text):
        return
    if (not rules.hint.search(text) and not scene.victims_before) or rules.recommends.match(text):
        return
    seen: dict[tuple[str, str, tuple[str, ...]], Flow] = {}
    silent: list[str] = []
    at = 0
    for cut in [*rules.clauses.finditer(text), None]:
        end = cut.start() if cut else len(text)
        told = list(_clause_flows(scene, at, end, told=bool(seen)))
        for flow, sure in told:
            key = (flow.origin, flow.destination, flow.transit)
            known = not sure and not flow.destination and any(k[0] == flow.origin for k in seen)
            if not known:
                seen.setdefault(key, flow)
        clause = text[at:end]
        if not told:
            silent.append(clause)
            more = kinds_in(rules, clause) if rules.pronoun.match(clause) else UNSPECIFIED
            if more != UNSPECIFIED:
                seen = {key: replace(flow, exploitation=_union(flow.exploitation, more)) for key, flow in seen.items()}
        at = cut.end() if cut else end
    yield from (_with_kind(scene, flow, " ".join(silent)) for flow in seen.values())


def _union(known: tuple[str, ...], more: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(k for k in (*known, *more) if k not in UNSPECIFIED)) or UNSPECIFIED


def _with_kind(scene: _Scene, flow: Flow, silent: str) -> Flow:
    """A flow whose own clause names no exploitation takes that of the rest of its sentence, or of the one before.

    The rest is what tells of no other flow. The sentence before counts where this one refers back to it.
    """
    if flow.exploitation != UNSPECIFIED:
        return flow
    kinds = kinds_in(scene.rules, silent)
    if kinds == UNSPECIFIED and scene.latest and scene.rules.same_purpose.search(scene.masked.text):
        kinds = scene.latest[-1].exploitation
    if kinds == UNSPECIFIED and scene.refers_back and flow.rule != "country role":
        kinds = scene.kinds_before
    return replace(flow, exploitation=kinds)


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
        if found and rule.kind != "nation":
            return


def _triggered(
    scene: _Scene, rule: FlowRule, trigger: re.Match[str], clause: tuple[int, int]
) -> Iterator[tuple[Flow, bool]]:
    ends = combine(scene.masked, scene.rules, rule, trigger, clause, own_country(scene.setting), scene.before)
    if not ends:
        return
    text, rules = scene.masked.text, scene.rules
    said = scene.attribution.stance(scene.reading, _token(scene, trigger), scene.setting)
    modality = said.modality
    hedged = text[clause[0] : _hedges_end(scene, rule, trigger, clause)]
    hedge = next((name for name, pattern in rules.hedges if pattern.search(hedged)), "")
    if modality == "Asserted" and hedge:
        modality = "Alleged" if hedge == "Alleged" else "Believed"
    span = (scene.sentence.start_char, scene.sentence.end_char)
    period = period_at(scene.periods, scene.reading.paragraph.view.text, span, scene.masked.locate(trigger.start()))
    nobody = rules.nobody.search(text, clause[0], trigger.start())
    for end in ends:
        kinds, groups = _victims_of(scene, clause, trigger, end)
        flow = Flow(
            evidence=(_evidence(scene),),
            rule=rule.name,
            confidence=rule.confidence if end.sure else round(rule.confidence - 0.2, 2),
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


def _hedges_end(scene: _Scene, rule: FlowRule, trigger: re.Match[str], clause: tuple[int, int]) -> int:
    """How far hedges weaken the trigger: not those of a second predicate, unless the rule needs that one as well."""
    second = scene.rules.second_predicate.search(scene.masked.text, trigger.end(), clause[1])
    return second.start() if second and rule.needs is None else clause[1]


def _victims_of(
    scene: _Scene, clause: tuple[int, int], trigger: re.Match[str], end: Ends
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What the victims of one pair are exploited for, and their groups: by its share of the clause, else by all of it."""
    text, rules = scene.masked.text, scene.rules
    share = share_of(rules, text, clause, trigger.end(), end.at)
    whole = text[slice(*clause)]
    kinds = kinds_in(rules, text[slice(*share)])
    groups = groups_in(rules, text[slice(*share)])
    return (kinds if kinds != UNSPECIFIED else kinds_in(rules, whole)), groups or groups_in(rules, whole)


def _token(scene: _Scene, trigger: re.Match[str]) -> Token:
    where = scene.masked.locate(trigger.start())
    return next((t for t in scene.sentence if t.idx + len(t) > where), scene.sentence.root)


def _evidence(scene: _Scene) -> Evidence:
    sentence = trimmed(scene.sentence)
    return scene.reading.evidence(sentence.start_char, sentence.end_char)


def resolve_flows(
    flows: Iterable[Flow], setting: Setting, purposes: Iterable[Purpose] = ()
) -> tuple[Flow, ...]:
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
    return tuple(spread_purposes(tuple(unique.values()), purposes))


_NATION = {"origin of victims", "nationality of victims", "citizenship of victims"}
