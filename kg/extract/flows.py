"""Flows of victims: where they come from, through which countries, and where they end."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from kg.extract.attribution import Attribution
from kg.extract.ends import combine
from kg.extract.flow_rules import FlowRule, FlowRules
from kg.extract.periods import Period, find_periods, period_at
from kg.extract.places import Masked, mask, own_country, read_lists
from kg.extract.purposes import UNSPECIFIED, Purpose, groups_in, kinds_in, share_of, spread_purposes, work_in
from kg.extract.reading import Reading, Setting, trimmed
from kg.extract.surroundings import Ends
from kg.extract.tree import Span, Token
from kg.model import Evidence, Flow

_UNREAL_REACH = 70
_MOST_VICTIMS = re.compile(r"\W*(?:all|most|many|some|both)\s+(?!of\b)(?:[\w-]+\s+){0,2}victims\b", re.I)
_VICTIMS = re.compile(r"\b(?:victims?|survivors?)\b", re.I)
_THEM = re.compile(r"\bthem\b", re.I)


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
    earlier: str
    told_next: bool
    abused: bool

    @property
    def refers_back(self) -> bool:
        """Whether the sentence goes on about the victims of the one before: "they", "these women", "most of them"."""
        return self.rules.pronoun.match(self.masked.text) is not None

    @property
    def kinds_before(self) -> tuple[str, ...]:
        """What the sentence before says that victims are exploited for."""
        return kinds_in(self.rules, self.earlier) if self.rules.victims.search(self.earlier) else UNSPECIFIED

    @property
    def groups_before(self) -> tuple[str, ...]:
        """The groups of victims in the sentence before."""
        return groups_in(self.rules, self.earlier)

    @property
    def titled(self) -> bool:
        """Whether the heading of the section names a kind of exploitation: "Forced labour in the Gulf"."""
        return kinds_in(self.rules, self.reading.paragraph.heading) != UNSPECIFIED

    @property
    def same_purpose(self) -> bool:
        """Whether the sentence tells of "the same purposes" as an earlier one."""
        return bool(self.latest) and self.rules.same_purpose.search(self.masked.text) is not None


def find_flows(reading: Reading, setting: Setting, rules: FlowRules, attribution: Attribution) -> Iterator[Flow]:
    """The flows that a paragraph tells of, one for each pair of origin and destination.

    Call `resolve_flows` on all flows of a document afterwards: some need what the rest of it says.
    """
    paragraph = reading.paragraph
    heading = kinds_in(rules, paragraph.heading)
    if paragraph.kind in {"header", "heading"} or rules.advice.match(paragraph.heading):
        return
    text = reading.text.lower()
    if heading == UNSPECIFIED and not (rules.hint.search(text) or rules.abuse.search(text)):
        return
    for flow in _paragraph_flows(reading, setting, rules, attribution):
        yield replace(flow, exploitation=heading) if _lacks_kind(flow) and len(heading) == 1 else flow


def _paragraph_flows(reading: Reading, setting: Setting, rules: FlowRules, attribution: Attribution) -> Iterator[Flow]:
    text = reading.paragraph.view.text
    periods = find_periods(text, setting.document.issued)
    before: list[Flow] = []
    latest: list[Flow] = []
    victims_before = False
    earlier = ""
    sentences = list(reading.doc.sents)
    abuses = _abused(rules, sentences)
    for sentence, following, abused in zip_longest(sentences, sentences[1:], abuses):
        start, end = sentence.start_char, sentence.end_char
        links = [k for k in reading.links if start <= k.mention.start < end]
        masked = mask(text, start, end, links, setting)
        scene = _Scene(
            reading,
            setting,
            attribution,
            rules,
            sentence,
            masked,
            periods,
            before,
            latest,
            victims_before,
            earlier,
            told_next=following is not None and _tells_kinds(rules, following.text),
            abused=abused,
        )
        found = list(_sentence_flows(scene))
        changed = list(_carried(scene))
        if changed:
            before = changed
        if not changed or found:
            yield from before
            before, latest = found, found or latest
        victims_before = bool(_VICTIMS.search(masked.text)) or (victims_before and bool(found))
        earlier = masked.text
    yield from before


def _abused(rules: FlowRules, sentences: Sequence[Span]) -> list[bool]:
    """Whether each sentence tells of abuse, or one beside it tells that of the same victims."""
    texts = [s.text.lower() for s in sentences]
    tells = [rules.abuse.search(t) is not None and rules.unreal_at_all.search(t) is None for t in texts]
    if not any(tells):
        return tells
    afterwards = [t and rules.anaphor.search(s) is not None for t, s in zip(tells, texts, strict=True)][1:]
    found = []
    for at, (text, here) in enumerate(zip(texts, tells, strict=True)):
        before = at > 0 and tells[at - 1] and bool(rules.pronoun.match(text) or _THEM.search(text))
        found.append(here or before or any(afterwards[at : at + 1]))
    return found


def _tells_kinds(rules: FlowRules, text: str) -> bool:
    """Whether a sentence goes on about victims told of before, and says what they are exploited for."""
    return (
        rules.pronoun.match(text) is not None
        and rules.unreal_at_all.search(text) is None
        and kinds_in(rules, text) != UNSPECIFIED
    )


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
    elif any(_lacks_kind(flow) for flow in scene.before) and _tells_kinds(rules, text):
        kinds = kinds_in(rules, text)
        for flow in scene.before:
            yield _told_of(flow, kinds, scene) if _lacks_kind(flow) else flow


def _lacks_kind(flow: Flow) -> bool:
    return flow.exploitation == UNSPECIFIED and flow.rule != "country role" and flow.polarity == "Affirmed"


def _told_of(flow: Flow, kinds: tuple[str, ...], scene: _Scene) -> Flow:
    return replace(flow, exploitation=kinds, evidence=(*flow.evidence, _evidence(scene)))


def _sentence_flows(scene: _Scene) -> Iterator[Flow]:
    text, rules = scene.masked.text, scene.rules
    if not scene.masked.links and not rules.unnamed.search(text.lower()):
        return
    hinted = (
        rules.hint.search(text.lower()) or scene.victims_before or scene.before or scene.told_next or scene.same_purpose
    )
    hinted = hinted or scene.titled or scene.abused
    if not hinted or rules.recommends.match(text):
        return
    seen: dict[tuple[str, str, tuple[str, ...]], Flow] = {}
    silent: list[str] = []
    at = 0
    for cut in [*rules.clauses.finditer(text), None]:
        end = cut.start() if cut else len(text)
        earlier = replace(scene, before=tuple(seen.values())) if seen else scene
        clause = text[at:end]
        told = list(_clause_flows(earlier, at, end, told=bool(seen)))
        goes_on = bool(seen) and rules.pronoun.match(clause) is not None
        fresh: dict[tuple[str, str, tuple[str, ...]], Flow] = {}
        for flow, sure in told:
            key = (flow.origin, flow.destination, flow.transit)
            known = not sure and not flow.destination and any(k[0] == flow.origin for k in seen)
            if key not in seen and not known:
                fresh.setdefault(key, _of_same_victims(flow, tuple(seen.values())) if goes_on else flow)
        if goes_on and not fresh:
            more = kinds_in(rules, clause)
            seen = {key: replace(flow, exploitation=_union(flow.exploitation, more)) for key, flow in seen.items()}
        if not told:
            silent.append(clause)
        seen |= fresh
        at = cut.end() if cut else end
    yield from (_with_kind(scene, flow, " ".join(silent)) for flow in seen.values())


def _of_same_victims(flow: Flow, earlier: tuple[Flow, ...]) -> Flow:
    """A flow of "...; some are taken on to B" has the exploitation and the groups of the clause before."""
    kinds = earlier[-1].exploitation if flow.exploitation == UNSPECIFIED else flow.exploitation
    return replace(flow, exploitation=kinds, groups=flow.groups or earlier[-1].groups)


def _union(known: tuple[str, ...], more: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(k for k in (*known, *more) if k not in UNSPECIFIED)) or UNSPECIFIED


def _with_kind(scene: _Scene, flow: Flow, silent: str) -> Flow:
    """A flow whose own clause names no exploitation takes that of the rest of its sentence, or of the one before.

    The rest is what tells of no other flow. The sentence before counts where this one refers back to it.
    """
    if scene.refers_back and flow.rule != "country role" and not _MOST_VICTIMS.match(scene.masked.text):
        flow = replace(flow, groups=flow.groups or scene.groups_before)
    if flow.exploitation != UNSPECIFIED or flow.polarity == "Negated":
        return flow
    counted = flow.rule in _NATION  # "sex trafficking occurs in bars, and victims come from A"
    kinds = kinds_in(scene.rules, scene.masked.text if counted else silent)
    if kinds == UNSPECIFIED and scene.same_purpose:
        kinds = scene.latest[-1].exploitation
    if kinds == UNSPECIFIED and scene.refers_back and flow.rule != "country role":
        kinds = scene.kinds_before
    return replace(flow, exploitation=kinds)


def _clause_flows(scene: _Scene, start: int, end: int, *, told: bool) -> Iterator[tuple[Flow, bool]]:
    """The flows of the first rule that finds any between two positions of the masked sentence."""
    text, rules = scene.masked.text, scene.rules
    for rule in rules.rules:
        if not told and not _needed(scene, rule):
            continue
        found = False
        for trigger in rule.trigger.finditer(text, start, end):
            if _unreal(rules, text, start, trigger.start()) or rules.elsewhere.search(text, start, trigger.start()):
                continue
            for flow in _triggered(scene, rule, trigger, (start, end)):
                found = True
                yield flow
            if found and rule.kind != "nation":
                break
        if found and rule.kind != "nation":
            return


def _needed(scene: _Scene, rule: FlowRule) -> bool:
    """Whether what a rule needs is told: in the sentence, in the next one about the same victims, or in the one before."""
    text, rules = scene.masked.text, scene.rules
    if scene.titled and rule.kind != "nation":
        return True
    if rule.needs is None or scene.told_next or scene.same_purpose:
        return True
    if rule.abused and scene.abused:
        return True
    if rule.carries and (scene.victims_before or (scene.before and rule.kind != "nation")):
        return True
    return any(not _unreal(rules, text, 0, need.start()) for need in rule.needs.finditer(text))


def _unreal(rules: FlowRules, text: str, start: int, at: int) -> bool:
    """Whether what stands at a position is feared, forbidden or fought rather than told."""
    first = max(start, at - _UNREAL_REACH)
    letter = min(first, 1)  # the one before tells whether the first word is whole
    return rules.unreal.search(text[first - letter : at].lower(), letter) is not None


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
        kinds, groups = _victims_of(scene, rule, clause, trigger, end)
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


def _hedges_end(scene: _Scene, rule: FlowRule, trigger: re.Match[str], clause: tuple[int, int]) -> int:
    """How far hedges weaken the trigger: not those of a second predicate, unless the rule needs that one as well."""
    second = scene.rules.second_predicate.search(scene.masked.text, trigger.end(), clause[1])
    return second.start() if second and rule.needs is None else clause[1]


def _victims_of(
    scene: _Scene, rule: FlowRule, clause: tuple[int, int], trigger: re.Match[str], end: Ends
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What the victims of one pair are exploited for, and their groups: by its share of the clause, else by all of it.

    The work they do tells where no other word does.
    """
    text, rules = scene.masked.text, scene.rules
    share = text[slice(*share_of(rules, text, clause, trigger.end(), end.at))]
    whole = text[slice(*clause)]
    groups = groups_in(rules, share) or groups_in(rules, whole)
    kinds = kinds_in(rules, share)
    work = work_in(rules, share) if rule.kind in {"move", "state"} and kinds == UNSPECIFIED else UNSPECIFIED
    if share != whole and kinds == UNSPECIFIED:
        kinds = work if work != UNSPECIFIED else kinds_in(rules, whole)
    told_elsewhere = scene.told_next or scene.same_purpose or kinds_in(rules, text) != UNSPECIFIED
    return (work if kinds == UNSPECIFIED and not told_elsewhere else kinds), groups


def _token(scene: _Scene, trigger: re.Match[str]) -> Token:
    where = scene.masked.locate(trigger.start())
    return next((t for t in scene.sentence if t.idx + len(t) > where), scene.sentence.root)


def _evidence(scene: _Scene) -> Evidence:
    sentence = trimmed(scene.sentence)
    return scene.reading.evidence(sentence.start_char, sentence.end_char)


def resolve_flows(flows: Iterable[Flow], setting: Setting, purposes: Iterable[Purpose] = ()) -> tuple[Flow, ...]:
    """The flows of a document with what only the whole of it tells.

    Foreign nationals counted among the victims were exploited in the document's country, unless the document
    calls it a country of origin or transit only. Equal flows of one sentence become one.
    """
    found = list(flows)
    own = own_country(setting)
    roles = [f for f in found if f.rule == "country role" or (not f.origin and own in f.transit)]
    destination = not roles or any(f.destination == own for f in roles)
    unique: dict[tuple[object, ...], Flow] = {}
    for flow in found:
        if flow.rule in _NATION and flow.origin not in {"", own} and not flow.destination and destination:
            flow = replace(flow, destination=own)
        unique.setdefault((flow.origin, flow.transit, flow.destination, flow.evidence, flow.period), flow)
    return tuple(spread_purposes(tuple(unique.values()), purposes))


_NATION = {"origin of victims", "nationality of victims", "citizenship of victims"}
