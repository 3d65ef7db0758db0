"""What victims are exploited for, and who they are: told beside a flow, or somewhere near it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from kg.extract.flow_rules import FlowRules
from kg.extract.reading import Reading, trimmed
from kg.extract.surroundings import share_cuts
from kg.model import Evidence, Flow

UNSPECIFIED = ("Unspecified",)
_RECENT = 64  # texts kept: a sentence is asked for by itself, by the next, by the one before; a heading by its section


@dataclass(frozen=True, slots=True)
class Purpose:
    """A general statement on victims: "most were trafficked for sexual exploitation"; of `everyone` if it says "all"."""

    passage: str
    kinds: tuple[str, ...]
    evidence: Evidence
    everyone: bool


@lru_cache(maxsize=_RECENT)
def kinds_in(rules: FlowRules, text: str) -> tuple[str, ...]:
    """The kinds of exploitation that a text names; `UNSPECIFIED` where it names none."""
    text = text.lower()
    return tuple(name for name, pattern in rules.exploitation if pattern.search(text)) or UNSPECIFIED


def work_in(rules: FlowRules, text: str) -> tuple[str, ...]:
    """The kinds that the work of victims stands for ("as housemaids", "in brick kilns"); `UNSPECIFIED` where it tells none."""
    text = text.lower()
    return tuple(name for name, pattern in rules.occupations if pattern.search(text)) or UNSPECIFIED


def groups_in(rules: FlowRules, text: str) -> tuple[str, ...]:
    """The groups of victims that a text names."""
    text = text.lower()
    return tuple(name for name, pattern in rules.groups if pattern.search(text))


def share_of(rules: FlowRules, text: str, clause: tuple[int, int], told: int, at: int) -> tuple[int, int]:
    """The part of a clause that tells of the flow whose place stands at `at`; `told` is where its trigger ends.

    "Men are trafficked to A for forced labor, and women to B for prostitution" are two shares of one clause.
    """
    cuts = share_cuts(rules, text, clause, told)
    start = max((c for c in cuts if c <= at), default=clause[0])
    end = min((c for c in cuts if c > at), default=clause[1])
    return start, end


def find_purposes(reading: Reading, rules: FlowRules) -> Iterator[Purpose]:
    """The sentences of a paragraph that say of all victims, or of trafficking at large, what they are exploited for."""
    whole = reading.text.lower()
    if not (rules.general.search(whole) or rules.everyone.search(whole)):
        return
    for sentence in reading.doc.sents:
        text = sentence.text.lower()
        everyone = rules.everyone.search(text) is not None
        kinds = kinds_in(rules, text)
        if kinds != UNSPECIFIED and (everyone or rules.general.search(text)):
            span = trimmed(sentence)
            evidence = reading.evidence(span.start_char, span.end_char)
            yield Purpose(reading.paragraph.number, kinds, evidence, everyone)


def spread_purposes(flows: Sequence[Flow], purposes: Iterable[Purpose]) -> Iterator[Flow]:
    """The flows, those without a kind given the one told elsewhere.

    First what the document tells, with one voice, of the same two ends; then what its section says of victims, or the document of all of them. A statement about
    a country as a whole, and victims still on their way, stay without.
    """
    told = [f for f in flows if f.exploitation not in _ALONE and f.polarity == "Affirmed" and f.rule not in _AT_LARGE]
    purposes = tuple(purposes)
    by_section = {_section(p.passage): p for p in reversed(purposes)}
    everyone = [p for p in purposes if p.everyone]
    whole = everyone[0] if len({p.kinds for p in everyone}) == 1 else None
    for flow in flows:
        if flow.exploitation != UNSPECIFIED or flow.rule in _AT_LARGE or flow.polarity == "Negated":
            yield flow
            continue
        twins = [t for t in told if _same_victims(t, flow)]
        statement = by_section.get(_section(flow.evidence[0].passage), whole)
        if len({t.exploitation for t in twins}) == 1:
            yield replace(flow, exploitation=twins[0].exploitation, evidence=_joined(flow, twins[0].evidence))
        elif statement is not None and not (flow.transit and not flow.destination):
            yield replace(flow, exploitation=statement.kinds, evidence=_joined(flow, (statement.evidence,)))
        else:
            yield flow


def _same_victims(one: Flow, other: Flow) -> bool:
    """Whether two flows have the same two ends, and may be of the same people."""
    ends = bool(one.origin and one.destination) and (one.origin, one.destination) == (other.origin, other.destination)
    return ends and (not one.groups or not other.groups or bool(set(one.groups) & set(other.groups)))


def _joined(flow: Flow, more: Iterable[Evidence]) -> tuple[Evidence, ...]:
    return tuple(dict.fromkeys((*flow.evidence, *more)))


def _section(passage: str) -> str:
    """The numbered item or section of a passage: "3.B" of "3.B.2", "s4" of "s4.p1"."""
    return _WITHIN.sub("", passage)


_AT_LARGE = {"country role", "trafficking occurs"}  # said of a country or of a crime, not of certain victims
_ALONE = {UNSPECIFIED, ("OrganRemoval",)}  # kidneys are a trade of their own: others on that road are not of it
_WITHIN = re.compile(r"(?:\.p?\d+)+$")
