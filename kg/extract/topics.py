"""What each passage is about, by the rules of `ontology/rules/topics.toml`."""

import re
import tomllib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from kg.errors import MappingError
from kg.extract.cues import Cues, Hit, outermost, words_of
from kg.model import Document, Paragraph
from kg.resources import data_folder

_LABEL = re.compile(r"\W*([^\W\d_][^:.;\n]{2,60}?)\s?(?::|--|\u2014)")
_CONCEPT = re.compile(r"^tip-topic:(\w+) a skos:Concept\b[^.]*?(?:skos:broader tip-topic:(\w+))?\s*;$", re.MULTILINE)
_KEYS = {"name", "headings", "strong", "fair", "weak", "whole", "yes", "no"}
_STRENGTHS = ("strong", "fair", "weak")
_AGAIN = 0.5  # what a cue is worth more when it stands a second time


@dataclass(frozen=True, slots=True)
class TopicRules:
    """The rule file, compiled. `parts` gives for each topic the part of the questionnaire it belongs to, itself included."""

    parts: Mapping[str, str]
    whole: frozenset[str]
    headings: Cues
    cues: Cues
    points: Mapping[str, float]
    limits: Mapping[str, float]

    def named(self, heading: str) -> tuple[str, ...]:
        """The topics that a heading names. Beside a part ("Protection of victims") only the part's own topics count."""
        hits = outermost(self.headings.find(words_of(heading)))
        topics = tuple(dict.fromkeys(hit.meaning for hit in hits))
        parts = {topic for topic in topics if self.parts[topic] == topic}
        return tuple(topic for topic in topics if self.parts[topic] in parts) if parts else topics

    def scores(self, text: str) -> dict[str, float]:
        """The points that a text collects for topics, without regard to any heading."""
        hits: defaultdict[str, list[Hit]] = defaultdict(list)
        for hit in self.cues.find(words_of(text)):
            hits[hit.meaning.partition(" ")[2]].append(hit)
        return {topic: self._points(found) for topic, found in hits.items()}

    def _points(self, hits: Sequence[Hit]) -> float:
        """The points of the cues of one topic; words count for the longest phrase they stand in, once."""
        seen: dict[tuple[str, str], list[int]] = {}
        for hit in outermost(hits):
            seen.setdefault((hit.meaning, hit.phrase), []).append(hit.start)
        total = 0.0
        for (meaning, _), places in seen.items():
            early = self.limits["earlier"] if places[0] < self.limits["opening"] else 1.0
            total += self.points[meaning.partition(" ")[0]] * (early + (_AGAIN if len(places) > 1 else 0.0))
        return total

    def choose(self, scores: Mapping[str, float], least: float) -> str:
        """The topic that leads clearly; the part of those that come close when it is one; else ""."""
        ranked = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
        if not ranked or ranked[0][1] < least:
            return ""
        best = ranked[0][1]
        close = [name for name, points in ranked if points * self.limits["lead"] > best]
        if len(close) > 1:  # a part gives way to one of its own topics
            close = [name for name in close if self.parts[name] != name or _alone(name, close, self.parts)] or close[:1]
        if len(close) == 1:
            return close[0]
        parts = {self.parts[name] for name in close}
        return parts.pop() if len(parts) == 1 else ""


def find_topics(document: Document, rules: TopicRules) -> tuple[str, ...]:
    """The topic of each paragraph of a document, the local name of a concept, "" where none is clear."""
    found: dict[str, str] = {}
    for paragraph in document.paragraphs:
        if paragraph.kind == "header":
            found[paragraph.number] = ""
            continue
        found[paragraph.number] = _topic(paragraph, rules, found.get(_letter(paragraph.number), ""))
    return tuple(found[paragraph.number] for paragraph in document.paragraphs)


def _topic(paragraph: Paragraph, rules: TopicRules, above: str) -> str:
    """The topic of one paragraph; `above` is that of the lettered paragraph which it continues, "" if it does not."""
    text = paragraph.view.text
    if paragraph.kind == "heading":
        return _of_heading(rules.named(text), rules)
    over = rules.named(paragraph.heading) if paragraph.kind == "text" or not above else ()
    label = _LABEL.match(text)
    labelled = rules.named(label[1]) if label else ()
    for topic in (*labelled, *over):
        if topic in rules.whole:
            return topic
    scores = defaultdict(float, rules.scores(text))
    for topic in over:
        scores[topic] += rules.points["heading"]
    for topic in labelled:
        scores[topic] += rules.points["label"]
    sections = {topic for topic in over if rules.parts[topic] == topic}
    for topic in list(scores):
        if rules.parts[topic] in sections:
            scores[topic] *= rules.limits["section"]
        elif sections and scores[topic] < rules.limits["own"]:
            del scores[topic]
    if above:
        return rules.choose(scores, rules.limits["own"]) or above
    return rules.choose(scores, rules.limits["least"]) or _of_heading(over, rules)


def _of_heading(named: Sequence[str], rules: TopicRules) -> str:
    """What a heading says by itself: its one topic, or the part that all its topics share."""
    if len(named) < 2:
        return named[0] if named else ""
    parts = {rules.parts[topic] for topic in named}
    return parts.pop() if len(parts) == 1 else ""


def _alone(part: str, close: Sequence[str], parts: Mapping[str, str]) -> bool:
    return not any(parts[other] == part for other in close if other != part)


def _letter(number: str) -> str:
    """The lettered paragraph that a numbered continuation belongs to: "4.C" for "4.C.2"; "" for others."""
    above, _, last = number.rpartition(".")
    return above if last.isdigit() and above[-1:].isalpha() else ""


@cache
def load_topic_rules(path: Path | None = None) -> TopicRules:
    """The rules of `ontology/rules/topics.toml`, or of another file of that form.

    Raises MappingError naming the file and the topic where a rule is faulty or its topic is no concept.
    """
    path = path or data_folder("ontology") / "rules" / "topics.toml"
    concepts = (data_folder("ontology") / "concepts" / "topics.ttl").read_text(encoding="utf-8")
    broader = {name: part or name for name, part in _CONCEPT.findall(concepts)}
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        for row in table["topic"]:
            _check(row, broader)
        return _rules(table, broader)
    except (OSError, tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as fault:
        raise MappingError(f"{path}: {fault}; mend the entry or restore the file that ships with it") from fault


def _rules(table: Mapping[str, Any], parts: Mapping[str, str]) -> TopicRules:
    headings: defaultdict[str, list[str]] = defaultdict(list)
    cues: defaultdict[str, list[str]] = defaultdict(list)
    for row in table["topic"]:
        for phrase in row.get("headings", ()):
            headings[phrase].append(row["name"])
        for strength in _STRENGTHS:
            for phrase in row.get(strength, ()):
                cues[phrase].append(f"{strength} {row['name']}")
    whole = frozenset(row["name"] for row in table["topic"] if row.get("whole"))
    return TopicRules(parts, whole, Cues(headings), Cues(cues), table["points"], table["limits"])


def _check(row: Mapping[str, Any], concepts: Mapping[str, str]) -> None:
    name = row.get("name", "?")
    if name not in concepts:
        raise ValueError(f"topic '{name}' is no concept of topics.ttl; add it there or correct the name")
    if unknown := set(row) - _KEYS:
        raise ValueError(f"topic '{name}': unknown key {sorted(unknown)}; the keys are {sorted(_KEYS)}")
