"""What laws say: offences, penalties, duties, bodies, treaties. The rules are data, `ontology/rules/laws.toml`."""

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from kg.errors import MappingError
from kg.extract.attribution import Attribution, Stance
from kg.extract.manner import negations
from kg.extract.reading import Reading, Setting, trimmed
from kg.extract.tree import Span, Token
from kg.model import Claim, Entity, Link
from kg.resources import data_folder

LEGAL = {"Law", "LegalProvision", "ActionPlan", "Order", "Treaty", "Agreement"}
_TREATIES = {"Treaty", "Agreement"}
_BODIES = {
    *("Government", "PublicBody", "Ministry", "CoordinationBody", "DiplomaticMission", "NGO", "NGONetwork"),
    *("ActorGroup", "Role", "Facility", "Shelter", "Hotline", "AssistanceCentre", "Programme"),
}
_MARK = "§"
_KEYS = {"name", "pattern", "predicate", "subject", "negated", "planned", "yes", "no"}
_OF = re.compile(r"\s*(?:\([^)]*\))?,?\s*of (?:the |its |that |this )?(?:country's |new )?")
_LISTED = re.compile(r"\s*(?:,|and|or|, and)\s*")
_PENAL = re.compile(
    r"(?i)\b(?:years?|months?|fines?|fined|imprisonment|prison|jail\w*|labou?r|confiscation|life|death|hours)\b"
)
_ACTS = re.compile(r",\s*(?:and\s+)?(?=\w+ing\b)|\s+and\s+(?=\w+ing\b)")  # "hiring girls and taking them to …"
_FOREWORDS = re.compile(r"(?i)^(?:and|but|that|also|while|under [^,]{3,60},|-+|–)\s+")
_ARTICLE = re.compile(r"(?i)^(?:the|an?) (?!fines?\b)")
_BEING = re.compile(r"(?i)^((?:minimum|maximum|mandatory|statutory|basic) [^,]*?),? (?:being|is|was)(?: set at| at)? ")
_WHOLE_ACT = re.compile(
    r"(?i)\w+ing \w|(?:pimping|pandering|procuring|trafficking|smuggling|begging)$"
)  # "buying and selling of women" is one
_CONTRAST = re.compile(r",? (?:but|while|whereas|although) ")
_OFFENDERS = re.compile(r"^(?:whoever|anyone|those|all)\b|(?:ers?|ors?|ents?|persons?|people|men|women)$")
_QUALIFIED = re.compile(r" (?:in|of|for|from|who|that|with|convicted|found|to|guilty)\b")
_PRONOUNS = {
    "this",
    "it",
    "that",
    "such",
    "these",
    "they",
    "he",
    "she",
    "which",
    "both",
    "the crime",
    "the offense",
    "crime",
    "offense",
}
_JAILED = re.compile(r"\b(?:imprisoned|jailed|imprisons?|jails?)\b[^.;]{0,40}?\bfor\s*$")
_UNDER = re.compile(r"\s+(?:under|in) (?:the |this |that |a |its )?(?:new )?§_*")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_HINT = re.compile(  # what every rule needs one of, in small letters; most sentences have none
    r"§|illegal|outlaw|crim|prohibit|ban|forbid|unlawful|offen[cs]e|punish|penal|sentence|prison|jail|fine|liable|face|risk|ratif|law(?!yer| enforce|-enforce)|legislation|statute|provision"
)
_CONFIDENCE = 0.75
_SHORTEST_OFFENCE = 3
_STEM = 6  # letters that "traffics" and "trafficking" share


@dataclass(frozen=True, slots=True)
class LawRule:
    """One rule of the file. `subject` is "law", "country", "law or country" or "government": of whom the predicate is said."""

    name: str
    pattern: re.Pattern[str]
    predicate: str
    subject: str
    negated: bool
    planned: bool
    yes: tuple[tuple[str, str], ...]
    no: tuple[str, ...]


def load_law_rules(folder: Path | None = None) -> tuple[LawRule, ...]:
    """Read the rules. A fault raises MappingError that names the file, the rule and the remedy."""
    path = (folder or data_folder("ontology") / "rules") / "laws.toml"
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise MappingError(f"{path.name}: {error}; mend that line and build again") from error
    return tuple(_rule(row, table["parts"], path.name) for row in table["rule"])


def _rule(row: dict[str, Any], parts: dict[str, str], file: str) -> LawRule:
    name = row.get("name", "?")
    if unknown := set(row) - _KEYS:
        raise MappingError(f"{file}, rule '{name}': unknown key {sorted(unknown)}; the keys are {sorted(_KEYS)}")
    text = row["pattern"]
    for part, meaning in reversed(parts.items()):
        text = text.replace("{" + part + "}", meaning)
    try:
        pattern = re.compile(text, re.IGNORECASE)
    except re.error as error:
        raise MappingError(f"{file}, rule '{name}': {error}; mend its pattern") from error
    return LawRule(
        name, pattern, row.get("predicate", ""), row.get("subject", "law"), row.get("negated", False), row.get("planned", False),
        tuple((text, want) for text, want in row.get("yes", ())), tuple(row.get("no", ())),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Scene:
    """A sentence with its laws masked: `text` begins at view character `start`."""

    reading: Reading
    setting: Setting
    sentence: Span
    text: str
    legal: Sequence[Link]

    @property
    def start(self) -> int:
        return self.sentence.start_char


def find_laws(
    reading: Reading, setting: Setting, rules: Sequence[LawRule], attribution: Attribution
) -> Iterator[Claim]:
    """Claims of one paragraph on what laws say; the same thing is said once a sentence."""
    if reading.paragraph.kind != "text":
        return
    legal = [k for k in reading.links if k.entity.cls in LEGAL]
    text = _masked(reading.text, legal)
    for sentence in reading.doc.sents:
        masked = text[sentence.start_char : sentence.end_char]
        if not _HINT.search(masked.lower()):
            continue
        scene = _Scene(reading, setting, sentence, masked, legal)
        said: set[tuple[str, str, str]] = set()
        for rule in rules:
            for match in rule.pattern.finditer(scene.text):
                for claim in _claims(scene, rule, match, attribution):
                    key = (claim.subject, claim.predicate, claim.object.casefold())
                    if key not in said:
                        said.add(key)
                        yield claim


def _masked(text: str, legal: Sequence[Link]) -> str:
    for link in legal:
        width = link.mention.end - link.mention.start
        text = text[: link.mention.start] + _MARK + "_" * (width - 1) + text[link.mention.end :]
    return text


def _claims(scene: _Scene, rule: LawRule, match: re.Match[str], attribution: Attribution) -> Iterator[Claim]:
    groups = match.groupdict()
    laws = _laws(scene, match)
    subjects = _subjects(scene, rule, match, laws)
    things = [*_things(scene, rule, match, laws)]
    if not subjects or not things:
        return
    verb = _verb(scene, match)
    stance = attribution.stance(scene.reading, verb, scene.setting)
    if stance.hypothetical:
        return
    negated = rule.negated or bool(groups.get("not")) or bool(negations(verb))
    for subject in subjects:
        for predicate, thing in things:
            if thing != subject.id:
                claim = _claim(scene, rule, (subject.id, predicate, thing), stance, negated=negated)
                year = _YEAR.search(subject.label) if predicate == "establishes" and not claim.period else None
                yield replace(claim, period=year[0]) if year else claim  # what the act of 2005 set up


def _claim(scene: _Scene, rule: LawRule, triple: tuple[str, str, str], stance: Stance, *, negated: bool) -> Claim:
    subject, predicate, thing = triple
    kept = trimmed(scene.sentence)
    literal = predicate in {"criminalizes", "penalizes"}
    return Claim(
        subject=subject, predicate=predicate, object=thing, literal=literal, rule=rule.name, confidence=_CONFIDENCE,
        evidence=(scene.reading.evidence(kept.start_char, kept.end_char),), speakers=stance.speakers,
        polarity="Negated" if negated else "Affirmed", modality="Planned" if rule.planned else stance.modality,
        period=stance.period if predicate in {"adoptedConvention", "enacted", "establishes"} else "",
    )  # fmt: skip


def _subjects(scene: _Scene, rule: LawRule, match: re.Match[str], laws: Sequence[Entity]) -> Sequence[Entity]:
    setting = scene.setting
    if rule.subject == "government":
        return [setting.government] if setting.government else []
    if rule.subject == "law" or (rule.subject == "law or country" and laws and not match.groupdict().get("any")):
        return laws
    return [setting.country] if setting.country else []


def _things(scene: _Scene, rule: LawRule, match: re.Match[str], laws: Sequence[Entity]) -> Iterator[tuple[str, str]]:
    """The predicates and objects that a match gives: words for offences and penalties, entities for the rest."""
    groups = match.groupdict()
    offences = _offences(scene, match) if groups.get("offence") else []
    if groups.get("penalty"):
        penalty = _penalty(scene, match)
        if not penalty:
            return
        yield "penalizes", f"{offences[0]}: {penalty}" if len(offences) == 1 else penalty
        offences = [o for o in offences if not _is_offender(match["offence"])]
    for offence in offences:
        yield "criminalizes", offence
    if groups.get("body"):
        start, end = (scene.start + at for at in match.span("body"))
        named = [k for k in scene.reading.links if start <= k.mention.start < end and k.entity.cls in _BODIES]
        yield from ((rule.predicate, k.entity.id) for k in named if k.mention.label != "Demonym")
    if groups.get("treaty"):
        yield from ((rule.predicate, law.id) for law in laws if law.cls in _TREATIES)
    if groups.get("law") and rule.predicate:
        yield from ((rule.predicate, law.id) for law in laws if law.cls not in _TREATIES)


def _words(scene: _Scene, span: tuple[int, int]) -> str:
    text = " ".join(scene.reading.text[scene.start + span[0] : scene.start + span[1]].split()).strip(" ,:-–—")
    while (shorter := _FOREWORDS.sub("", text)) != text:
        text = shorter
    return _ARTICLE.sub("", text)


def _offences(scene: _Scene, match: re.Match[str]) -> list[str]:
    """The offences of a list of acts; none where only a pronoun stands for one."""
    whole = _ARTICLE.sub("", _CONTRAST.split(_words(scene, match.span("offence")))[-1])
    if whole.casefold() in _PRONOUNS or len(whole) < _SHORTEST_OFFENCE:
        return []
    acts = [part.strip(" ,") for part in _ACTS.split(whole)]
    return acts if all(_WHOLE_ACT.match(act) for act in acts) else [whole]


def _is_offender(words: str) -> bool:
    """Whether the words name who is punished and not what for: "offenders", "a seller"."""
    return _OFFENDERS.search(_QUALIFIED.split(words.strip().casefold())[0]) is not None


def _penalty(scene: _Scene, match: re.Match[str]) -> str:
    start, end = match.span("penalty")
    named = _UNDER.search(scene.text, start, end)  # "15 years under the new law if the victim is a child"
    spans = [(start, named.start()), (named.end(), end)] if named else [(start, end)]
    words = _BEING.sub(r"\1 ", " ".join(w for span in spans if (w := _words(scene, span))))
    if not _PENAL.search(words):
        return ""
    confined = _JAILED.search(scene.text[: match.start("penalty")])
    place = "prison" if confined and "imprison" in confined[0] else "jail"
    place = "prison" if confined and not confined[0].startswith("jailed") else place
    return f"{words} in {place}" if confined else words


def _laws(scene: _Scene, match: re.Match[str]) -> list[Entity]:
    """The laws that a match speaks of; articles rather than their code."""
    named = next((g for g in ("law", "treaty") if match.groupdict().get(g)), "")
    if named:
        start, end = (scene.start + at for at in match.span(named))
        return [k.entity for k in scene.legal if start <= k.mention.start < end]
    at = scene.start + max(
        match.start(g) for g in match.groupdict() if match.groupdict()[g] and g not in {"not", "any"}
    )
    end = scene.sentence.end_char
    before = [k for k in scene.legal if scene.start <= k.mention.start < at]
    after = [k for k in scene.legal if at <= k.mention.start < end]
    chosen = before[-1:] or after[:1] or _earlier(scene, match)
    return _articles(scene, chosen[0]) if chosen else []


def _earlier(scene: _Scene, match: re.Match[str]) -> list[Link]:
    """A law of the sentences before: the one that the same offence was named with, else the last."""
    text = scene.reading.text[: scene.start].casefold()
    offence = (match.groupdict().get("offence") or "").casefold()
    stems = [word[:_STEM] for word in re.findall(r"[a-z]{7,}", offence)]
    named = next((at for stem in stems if (at := text.find(stem)) >= 0), len(text))
    return [k for k in scene.legal if k.mention.start < named][-1:]


def _articles(scene: _Scene, law: Link) -> list[Entity]:
    """The articles in "articles 5 and 6 of the criminal code", else the law itself."""
    text, links = scene.reading.text, scene.legal
    at = next(n for n, k in enumerate(links) if k.mention.start == law.mention.start)
    if (
        at
        and links[at - 1].entity.cls == "LegalProvision"
        and _OF.fullmatch(text[links[at - 1].mention.end : law.mention.start])
    ):
        at -= 1
    found = [links[at]]
    while (
        at and links[at - 1].entity.cls == "LegalProvision" == found[0].entity.cls
        and _LISTED.fullmatch(text[links[at - 1].mention.end : links[at].mention.start])
    ):  # fmt: skip
        at -= 1
        found.insert(0, links[at])
    return list({k.entity.id: k.entity for k in found}.values())


def _verb(scene: _Scene, match: re.Match[str]) -> Token:
    """The verb that the match turns on, whose clause tells how it is meant."""
    start, end = scene.start + match.start(), scene.start + match.end()
    inside = [t for t in scene.sentence if start <= t.idx < end]
    verbs = [t for t in inside if t.pos_ in {"VERB", "AUX"} and t.dep_ not in {"aux", "auxpass"}]
    groups = [match.start(g) for g in ("offence", "penalty", "body") if match.groupdict().get(g)]
    first = scene.start + min(groups, default=0)
    before = [t for t in verbs if t.idx < first]
    return (before[-1:] or verbs or inside or [scene.sentence.root])[0]
