"""Numbers of a paragraph as observations: what is measured, of whom, where, when, and who says so."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from kg.extract.attribution import Attribution
from kg.extract.cells import find_cells
from kg.extract.counted import Count, Passage
from kg.extract.counts import TIMES, find_counts
from kg.extract.indicators import StatisticsRules
from kg.extract.numbers import Number
from kg.extract.penalties import of_law, of_penalties
from kg.extract.periods import Period, find_periods, period_at
from kg.extract.reading import Reading, Setting, trimmed
from kg.extract.tree import Span, Token
from kg.model import Observation

_OFFENCE = re.compile(
    r"\b(?:(?:is|are|was|were) (?:also )?punish\w+|carr(?:y|ies|ied)\b|prescrib\w+|provides?\b|shall be punished|is a fine|the punishment is|the fine is)",
    re.I,
)
_CLAUSE = re.compile(r"[,.](?!\d)|[;:()]")
_CUT = re.compile(
    r";|\.\s|\b(?:and|but|then)\s+(?:then\s+|later\s+|subsequently\s+)?\w+ed\b|\b(?:while|whereas|compared (?:with|to)|(?:up|down) from)\b",
    re.I,
)
_HINT = re.compile(
    r"\d|\b(?:no|none|not|nor|never|zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|"
    r"hundred|thousand|million|dozen)\b|n['’]t\b",
    re.I,
)
_LINK = re.compile(r"(?:,\s*(?:and\s+)?|\band\s+|\bwhile\s+)[^,;]{0,40}$", re.I)
_ABOUT = re.compile(r"\b(?:penalt\w+|punishments?|sanctions?|sentences?) for (?:the )?(.{8,})$", re.I | re.S)
_EDGES = re.compile(
    r"^[\s,;:(–-]+|^(?:of (?:the|these|those|its|their)(?: \d+)?|that|and|or)\s+|[\s,;:(–-]+$|,?\s+(?:who|which|that|whom|of them|were|was|of|is|are|and|which is|which are)$",
    re.I,
)
_WEAK = {
    "only",
    "at",
    "least",
    "about",
    "approximately",
    "over",
    "more",
    "than",
    "some",
    "another",
    "an",
    "additional",
    "nearly",
    "almost",
    "the",
    "a",
    "total",
    "of",
}
_ALL = re.compile(
    r"(?:^|[.;,]\s+|\band\s+)(all)(?:\s+of\s+(?:them|these|those|whom))?\s+(?:were|was|have|had|received)\b", re.I
)
_OPENING = 25  # characters: a period within them opens the sentence
_PART = re.compile(
    r"[\w,.-]+\s+(?P<of>of\s+(?:them|whom|these|those|the\s+[\w-]+)\s+)?(?:(?:were|was|are|is|had\s+been|have\s+been)\s+)"
    r"(?:an?\s+)?(?P<which>[^.,;:()\d]{3,80}?)(?=\s*(?:[.,;:()]|\band\b|\bwhile\b|\d|$))"
)
_COUNTS = re.compile(
    r"(?i)\b(?:count|record|report|list|register|find|found|cite|put the \w+ at|speak of|spoke of|estimate|give|gave)(?:s|d|ed)?"
    r"\s+(?:only\s+|some\s+|about\s+)?$"
)
_OF_THEM = re.compile(r"\s+of (?:them|whom|these|those)\b")
_IN_YEAR = re.compile(r"\s+(?:in|during|for|since)\s+(?:[A-Z][a-z]+\s+)?(?:19|20)\d\d$")
_REACH = 120  # characters of context on either side of a number
_POPULATION = 160  # characters of a population at most


@dataclass(frozen=True, slots=True)
class _Scene:
    """A sentence with what its numbers need from around it."""

    reading: Reading
    text: str
    setting: Setting
    attribution: Attribution
    sentence: Span
    periods: tuple[Period, ...]
    counts: Sequence[Count]
    carried_period: str


def find_observations(
    reading: Reading, setting: Setting, rules: StatisticsRules, attribution: Attribution
) -> Iterator[Observation]:
    """The observations of one paragraph, in reading order; their evidence is the sentence around the number."""
    text = reading.paragraph.view.text
    if reading.paragraph.kind in {"header", "heading"} or not _HINT.search(text):
        return
    issued = setting.document.issued
    if reading.paragraph.kind == "table":
        yield from find_cells(reading, setting, rules, attribution)
        return
    periods = find_periods(text, issued)
    taken = [*((p.start, p.end) for p in periods), *_named_numbers(reading)]
    carried = ""
    base: Count | None = None
    told: dict[str, Observation] = {}
    for sentence, counts in find_counts(_passage(reading, text), rules.counts, taken):
        span = (sentence.start_char, sentence.end_char)
        scene = _Scene(reading, text, setting, attribution, sentence, periods, counts, carried)
        whole = _whole(counts, base, text, span)
        for count in [*counts, *whole]:
            observation = _observation(scene, count, rules)
            if count.carried and _COUNTS.search(text, span[0], count.number.start):
                observation = _recounted(observation, told.get(count.unit))
            told[count.unit] = observation
            yield observation
        carried = _carried_period(periods, text, span, counts) or carried
        base = next(
            (c for c in counts if c.unit in {"persons", "cases"} and c.number.value not in {"", "0"} and not c.carried),
            base,
        )


def _named_numbers(reading: Reading) -> Iterator[tuple[int, int]]:
    """Names that hold a number, such as "Article 12" or "Channel 1"."""
    for link in reading.links:
        mention = link.mention
        if link.entity.cls != "ActorGroup" and re.search(r"\D\d[\d.-]*$", mention.text):
            yield mention.start, mention.end


def _passage(reading: Reading, text: str) -> Passage:
    countries = [k.mention for k in reading.links if k.entity.cls == "Country"]
    return Passage(
        reading.doc,
        text,
        {m.start: m.end for m in countries if m.label == "Demonym"},
        {m.start: m.end for m in countries if m.label != "Demonym"},
    )


def _carried_period(periods: Sequence[Period], text: str, span: tuple[int, int], counts: Sequence[Count]) -> str:
    """What a sentence's period hands on: a year or span of years that opens it, or that dates its counts."""
    opening = any(span[0] <= p.start < span[0] + _OPENING for p in periods)
    if not opening and not any(
        c.unit in {"persons", "cases", "investigations", "prosecutions", "convictions"} for c in counts
    ):
        return ""
    value = period_at(periods, text, span, span[0])
    return value if len(value) in {4, 9} else ""


def _about_law(scene: _Scene, count: Count) -> bool:
    """Whether the number belongs to what a law says, not to what a court did: first its own part between semicolons decides."""
    text, start, end = scene.text, scene.sentence.start_char, scene.sentence.end_char
    left = text.rfind(";", start, count.number.start)
    right = text.find(";", count.end, end)
    part = text[left if left >= 0 else start : right if right >= 0 else end]
    return of_law(part, scene.sentence.text)


def _whole(counts: Sequence[Count], base: Count | None, text: str, span: tuple[int, int]) -> Iterator[Count]:
    """ "All were exploited sexually" gives the number counted before once more, "of 61 cases, all were" its own."""
    match = _ALL.search(text, max(0, span[0] - 2), span[1])
    if match is None:
        return
    inside = [
        c
        for c in counts
        if c.end <= match.start(1) and c.unit in {"persons", "cases"} and c.number.value not in {"", "0"}
    ]
    if inside or base is None:
        return
    token = next((t for t in base.token.doc if t.idx >= match.start(1)), base.token)
    number = Number(match.start(1), match.end(1), match.start(1), base.number.value)
    yield Count(number, token, base.unit, base.label, base.phrase, match.end(1), base.noun, carried=True)


def _observation(scene: _Scene, count: Count, rules: StatisticsRules) -> Observation:
    reading, text = scene.reading, scene.text
    law = _about_law(scene, count)
    rule = _choose(scene, count, rules, law=law)
    sentence = trimmed(scene.sentence)
    said = scene.attribution.stance(reading, count.token, scene.setting)
    number = count.number
    country = scene.setting.country
    span = (scene.sentence.start_char, scene.sentence.end_char)
    period = period_at(scene.periods, text, span, number.at)
    if not period and not law and count.unit not in {"age", "times"}:
        period = scene.carried_period
    return Observation(
        evidence=(reading.evidence(sentence.start_char, sentence.end_char),),
        rule=f"number: {rule}",
        confidence=0.5 if rule == "Count" else 0.85,
        doubts=("unit carried",) if count.carried else (),
        speakers=said.speakers,
        modality=said.modality,
        period=period,
        indicator=rule,
        value=number.value,
        minimum=number.minimum,
        maximum=number.maximum,
        unit=count.label,
        population=_population(scene, count, law=law),
        area=country.id if country is not None else "",
    )


def _recounted(new: Observation, before: Observation | None) -> Observation:
    """ "It identified 78 victims. We counted 131": a bare number of the same things measures what the one before did."""
    if before is None or new.population != before.population:
        return new
    return replace(new, indicator=before.indicator, rule=before.rule)


def _choose(scene: _Scene, count: Count, rules: StatisticsRules, *, law: bool) -> str:
    """The first rule of the number's unit whose cue stands nearest: noun phrase, verb, after it, before it."""
    unit = count.unit
    phrase = _phrase(scene, count)
    penal = of_penalties(scene.sentence.text)
    fitting = [
        r
        for r in rules.by_unit.get(unit, ())
        if (not r.law or law) and (not r.penal or penal) and (r.noun is None or r.noun.search(phrase))
    ]
    contexts = _contexts(scene, count, phrase)
    wide = next(
        (r.name for r in fitting if r.wide and r.cue is not None and r.cue.search(" ".join([*contexts[-2:], phrase]))),
        "",
    )
    if wide:
        return wide
    penalty = unit in TIMES and law and penal
    for context in contexts[:2] if penalty else contexts:  # what a law threatens is told right beside the term
        for rule in fitting:
            if rule.cue is not None and rule.cue.search(context) and (rule.law or not penalty):
                return rule.name
    return next((r.name for r in fitting if r.cue is None), "Count")


def _contexts(scene: _Scene, count: Count, phrase: str) -> list[str]:
    """Where a cue is sought: the noun phrase, the verb, what follows up to the next number, what precedes."""
    text, sentence = scene.text, scene.sentence
    if count.restated:
        return [phrase]
    later = [
        c.number for c in scene.counts if c.number.start > count.number.at and not c.restated and c.unit not in TIMES
    ]
    stop = min([*(n.start for n in later[:1]), count.end + _REACH, sentence.end_char])
    after = text[count.end : stop]
    if later and stop == later[0].start:
        after = _LINK.sub("", after)
    cut = _CUT.search(after)
    after = after[: cut.start()] if cut else after
    ends = [c.end for c in scene.counts if c.end <= count.number.start]
    before = text[max(sentence.start_char, count.number.start - _REACH) : count.number.at]
    near = text[max([sentence.start_char, *ends[-1:]]) : count.number.at]
    if count.unit in TIMES or count.unit in {"age", "times", "money"}:
        around = [near + " " + after, before, text[sentence.start_char : sentence.end_char]]
        return [after[:40], near[-40:], *around] if count.unit in TIMES else [phrase, *around]
    later_phrase = [phrase] if count.carried else []
    first_phrase = [] if count.carried else [phrase]
    verb = _verb_before(count.token, sentence)
    if verb:
        return [*first_phrase, f"{verb} {after.strip()}", after, *later_phrase]
    return [*first_phrase, _verb(count.token, sentence, after), after, near, before, *later_phrase]


def _verb_before(token: Token, sentence: Span) -> str:
    """The verb right before a number, which governs it whatever the parser says: "convicted 12"."""
    at = token.i - 1
    while at > sentence.start and sentence.doc[at].lower_ in _WEAK:
        at -= 1
    word = sentence.doc[at]
    if at < sentence.start or word.pos_ != "VERB" or word.tag_ == "VBG":
        return ""
    return sentence.doc[max(sentence.start, at - 1) : at + 1].text


def _verb(token: Token, sentence: Span, after: str) -> str:
    """The verb that governs the number: one that stands before it with what follows the number, else with its own end."""
    for ancestor in token.ancestors:
        if ancestor.pos_ not in {"VERB", "AUX"}:
            continue
        if ancestor.i < token.i:
            return "" if ancestor.lower_.endswith("ing") else f"{ancestor.text} {after.strip()}"
        end = ancestor.i + 1
        while end < min(ancestor.i + 5, sentence.end) and sentence.doc[end].pos_ not in {"CCONJ", "PUNCT", "SCONJ"}:
            end += 1
        return "" if ancestor.lower_.endswith("ing") else sentence.doc[ancestor.i : end].text
    return ""


def _phrase(scene: _Scene, count: Count) -> str:
    """The counted noun phrase with the words that qualify it up to the next finite verb or comma."""
    text, sentence = scene.text, scene.sentence
    end = count.end
    if count.unit in TIMES or count.unit in {"age", "percent", "money", "times"}:
        return count.phrase
    for token in sentence.doc[count.token.i + 1 : sentence.end]:
        if token.idx < count.end:
            continue
        if (
            token.idx - count.end > _REACH
            or _CLAUSE.fullmatch(token.text)
            or any(token.idx == c.number.at for c in scene.counts)
        ):
            break
        if (
            token.tag_ in {"VBD", "VBZ", "VBP", "MD"}
            or (token.pos_ == "AUX")
            or token.lower_ in {"while", "compared"}
            or token.dep_ == "cc"
        ):
            break
        end = token.idx + len(token)
    tail = text[count.end : end].strip(" -") if end > count.end else ""
    joined = f"{count.phrase} {tail}".strip()
    return joined if joined else text[count.number.end : end].strip()


def _population(scene: _Scene, count: Count, *, law: bool) -> str:
    """What is counted or measured, in the text's words: the noun phrase, the offence, or the words before."""
    text, sentence = scene.text, scene.sentence
    start = sentence.start_char
    if count.unit in {*TIMES, "money", "times", "age", "percent"}:
        offence = _OFFENCE.search(text, start, count.number.start) if law else None
        if offence:
            words = text[start : offence.start()]
        elif count.unit == "percent":
            words = text[count.end : count.end + 60].split(".")[0].split(",")[0].removeprefix(" of")
        else:
            persons = [c for c in scene.counts if c.unit == "persons" and c.end <= count.number.start]
            words = (
                f"{persons[-1].number.amount} {persons[-1].phrase}"
                if persons
                else _words_before(text, start, count.number.start)
            )
    else:
        words = ", ".join(part for part in (_phrase(scene, count), _which(scene, count)) if part)
    about = _ABOUT.search(words) if law else None
    words = _EDGES.sub("", _EDGES.sub("", " ".join((about[1] if about else words).split())))
    words = _OF_THEM.sub("", _IN_YEAR.sub("", words))
    return words if len(words) <= _POPULATION else words[-_POPULATION:].split(" ", 1)[-1]


def _which(scene: _Scene, count: Count) -> str:
    """Which of them are counted, where a part is: "five of the victims were minors", "10 were foreigners"."""
    part = _PART.match(scene.text, count.number.at, scene.sentence.end_char)
    return part["which"] if part and (count.carried or part["of"]) and part["which"] not in count.phrase else ""


def _words_before(text: str, start: int, end: int) -> str:
    """The clause before a number, from its last boundary."""
    before = text[max(start, end - _POPULATION) : end]
    parts = [part for part in _CLAUSE.split(before) if len(part.split()) > 1]
    return parts[-1] if parts else before


def resolve_observations(observations: Iterable[Observation]) -> tuple[Observation, ...]:
    """The observations of a document; one without a period takes that of its item's last dated count.

    Only answers that run over several paragraphs of one lettered item ("3.B", "3.B.2") share a period so.
    """
    dated: dict[str, str] = {}
    resolved = []
    for observation in observations:
        item = _ITEM.fullmatch(observation.evidence[0].passage)
        counts = observation.unit in _COUNTED
        if item and counts and observation.period:
            dated[item[1]] = observation.period
        elif item and counts and item[1] in dated:
            observation = replace(observation, period=dated[item[1]])
        resolved.append(observation)
    return tuple(resolved)


_ITEM = re.compile(r"(\d+\.[A-Z])(?:\.\d+)?")
_COUNTED = {"persons", "cases", "investigations", "prosecutions", "convictions", "arrests", "groups"}
