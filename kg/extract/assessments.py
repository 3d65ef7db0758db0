"""Judgements: "coordination remains weak", "the hotline does not work", "no formal referral process exists".

Only clauses are read in which one of the words of `ontology/rules/assessments.toml` stands at its place and speaks of
a thing that the rules allow to be judged. What is demanded, wished, asked or only possible is no judgement.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from kg.extract.assessment_rules import AssessmentRule, AssessmentRules, Trigger
from kg.extract.attribution import Attribution, Stance
from kg.extract.clauses import Clause, clause_of
from kg.extract.nouns import singular
from kg.extract.periods import find_periods, period_at
from kg.extract.reading import Reading, Setting
from kg.extract.topics import TopicRules
from kg.extract.tree import Token
from kg.model import Assessment, Entity, Judgement

_BY_FORM = {"judged", "manner", "absent"}  # kinds whose words count as they stand, not by their lemma
_NOUNS = {"NOUN", "PROPN"}
_HYPOTHETICAL = {"should", "must", "would", "could", "ought", "shall", "need"}
_CONDITIONS = {"if", "unless", "whether", "until", "lest"}
_OWNED_THROUGH = {"of", "by", "among", "between", "at", "within"}
_NO_OWNERS = {"Country", "Place", "Person", "Publication", "Event", "Meeting", "Training"}
_NORMS = {"Laws", "Penalties", "ActionPlan", "Shelter", "Hotline"}  # that they change is an act and no judgement
_WORKING = {"Shelter", "Hotline", "AssistanceCentre", "CoordinationBody", "Programme"}
_MACHINERY = {"system", "mechanism", "hotline", "helpline", "process", "program", "programme", "shelter"}
_NOT_OF_THE_PHRASE = {"relcl", "advcl", "appos", "punct", "parataxis", "cc", "conj", "neg"}
_OPPOSITE: dict[Judgement, Judgement] = {
    "Favourable": "Unfavourable", "Unfavourable": "Favourable", "Mixed": "Mixed",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Verdict:
    """A thing that is judged, the verb that says so, and whose it is.

    `settled`: a "no" or "lack" is part of the value. `word` judges within the phrase: "limited" in "limited efforts".
    """

    thing: Token
    predicate: Token
    owners: tuple[Token, ...] = ()
    settled: bool = False
    word: Token | None = None


class AssessmentFinder:
    """Applies the rules to parsed paragraphs."""

    def __init__(self, rules: AssessmentRules, topics: TopicRules, attribution: Attribution) -> None:
        """All three are read once and used for every document."""
        self._rules, self._topics, self._attribution = rules, topics, attribution
        self._kinds: dict[str, Callable[[Token], Iterator[_Verdict]]] = {
            "judged": self._judged, "manner": self._manner, "named": self._named, "absent": self._absent, "lacking": self._lacking,
            "change": self._changed, "working": self._working, "applied": self._applied, "hindered": self._hindered, "standard": self._standard,
        }  # fmt: skip

    def find(self, reading: Reading, setting: Setting, topic: str) -> Iterator[Assessment]:
        """The judgements of one paragraph, in reading order. `topic` is the paragraph's; recommendations judge nothing."""
        if reading.paragraph.kind != "text" or topic in self._topics.whole - {"Summary"}:
            return
        taken: set[tuple[int, str]] = set()
        for token in reading.doc:
            for trigger in self._triggers(token):
                for verdict in self._kinds[trigger.rule.kind](token):
                    key = (verdict.thing.i, trigger.rule.value)
                    if (
                        key not in taken
                        and self._fits(trigger, verdict, reading)
                        and _is_said(verdict.predicate, self._rules.verbs["raising"])
                    ):
                        stance = self._attribution.stance(reading, verdict.predicate, setting)
                        if trigger.rule.kind in {"working", "applied"} and stance.polarity == "Affirmed":
                            continue  # that a hotline works or a law is applied is no news
                        taken.add(key)
                        yield self._assessment(trigger.rule, verdict, stance, (reading, setting, topic))

    def _triggers(self, token: Token) -> Iterator[Trigger]:
        yield from self._rules.triggers.get(token.lower_, ())
        if token.lemma_ != token.lower_:
            yield from (t for t in self._rules.triggers.get(token.lemma_, ()) if t.rule.kind not in _BY_FORM)

    def _assessment(
        self, rule: AssessmentRule, verdict: _Verdict, stance: Stance, where: tuple[Reading, Setting, str]
    ) -> Assessment:
        reading, setting, topic = where
        polarity = stance.polarity
        if verdict.settled:
            polarity = "Negated" if stance.modality == "Denied" else "Affirmed"
        words, thing = _words(verdict), self._entity(verdict, reading)
        sentence = verdict.predicate.sent
        span = (sentence.start_char, sentence.end_char)
        periods = find_periods(reading.text, setting.document.issued)
        return Assessment(
            words=words, value=rule.value, judgement=rule.judgement if polarity == "Affirmed" else _OPPOSITE[rule.judgement],
            thing=thing.id if thing else "", topic=self._topic(rule, verdict.thing, words, reading) or _usable(topic, self._topics),
            evidence=(reading.sentence_evidence(verdict.predicate),), rule=rule.name, confidence=rule.confidence,
            speakers=stance.speakers, polarity=polarity, modality=stance.modality,
            period=period_at(periods, reading.text, span, verdict.predicate.idx),
        )  # fmt: skip

    # -- what is judged

    def _fits(self, trigger: Trigger, verdict: _Verdict, reading: Reading) -> bool:
        thing, kind = verdict.thing, trigger.rule.kind
        noun = _noun(thing)
        if kind == "standard":
            return True
        if trigger.of == "ills" or (kind == "named" and noun in self._rules.ills):
            return noun in self._rules.ills
        known = noun in self._rules.things and thing.pos_ in _NOUNS
        if kind == "change":
            return known and self._rules.things[noun] not in _NORMS
        cls = _named(thing, reading)
        if kind == "working":
            return cls in _WORKING or (known and noun in _MACHINERY)
        if kind == "applied":
            return self._rules.classes.get(cls) in _NORMS or (
                known and self._rules.things[noun] in {*_NORMS, "Referral"}
            )
        return known or (trigger.of == "all" and cls in self._rules.classes)

    def _entity(self, verdict: _Verdict, reading: Reading) -> Entity | None:
        """What the phrase names: the thing itself, else whose it is."""
        link = None if verdict.settled else reading.link_at(verdict.thing)  # what there is not has no name
        if link and link.entity.cls in self._rules.classes and (link.entity.known or link.entity.cls != "Programme"):
            return link.entity  # an unknown programme is hardly more than its words: "efforts", "program"
        holders = [c for c in verdict.thing.children if c.dep_ == "poss"]
        holders += [
            t for c in verdict.thing.children if c.dep_ == "prep" and c.lower_ in _OWNED_THROUGH for t in c.children
        ]
        for token in (*holders, *verdict.owners):
            link = reading.link_at(token)
            if (
                link
                and link.entity.cls not in _NO_OWNERS
                and link.mention.label != "Demonym"
                and _one(token, link.entity)
            ):
                return link.entity
        return None

    def _topic(self, rule: AssessmentRule, thing: Token, words: str, reading: Reading) -> str:
        if rule.kind == "standard":
            return "GovernmentSetting"
        own = self._noun_topic(_noun(thing)) or self._rules.classes.get(_named(thing, reading))
        found = own or self._topics.choose(self._topics.scores(words), self._topics.limits["least"])
        below = (t for c in thing.children if c.lower_ == "of" for t in c.children)  # "implementation of the law"
        return found or next((topic for t in below if (topic := self._noun_topic(_noun(t)))), "")

    def _noun_topic(self, noun: str) -> str:
        return self._rules.things.get(noun) or self._rules.ills.get(noun) or ""

    # -- where the words of each kind must stand

    def _judged(self, token: Token) -> Iterator[_Verdict]:
        if any(c.lower_ in {"less", "least"} for c in token.children):
            return
        first = _first_of_list(token)
        if first.dep_ == "amod" and first.head.lower_ != "as":
            yield from self._before_a_thing(first)
        elif _is_passive(first):  # "is underfunded"
            yield from _each(clause_of(first).patients, first)
        else:
            verb = _linking(first)
            in_force = verb is not None and (verb.lemma_, token.lower_) == ("become", "effective")
            if verb is not None and verb.lemma_ in self._rules.verbs["linking"] and not in_force:
                yield from _each(_subjects(verb), verb)

    def _before_a_thing(self, word: Token) -> Iterator[_Verdict]:
        """An adjective or "no" before a thing that there is, that somebody makes, or that hinders."""
        thing = word.head
        verb = thing.head
        if thing.dep_ in {"attr", "nsubj"} and _existential(verb):
            yield _Verdict(thing, verb, word=word)
        elif thing.dep_ == "dobj" and verb.lemma_ in self._rules.verbs["making"]:
            yield _Verdict(thing, verb, clause_of(verb).agents, word=word)
        elif thing.dep_ == "nsubj" and verb.lemma_ in self._rules.verbs["hindering"]:
            yield _Verdict(thing, verb, settled=True, word=word)

    def _manner(self, token: Token) -> Iterator[_Verdict]:
        verb = token.head
        if token.dep_ != "advmod" or verb.lemma_ not in self._rules.verbs["doing"]:
            return
        if _is_passive(verb):
            yield from _each(clause_of(verb).patients, verb)
        elif verb.dep_ == "acomp" and verb.head.lemma_ in self._rules.verbs["linking"]:
            yield from _each(_subjects(verb.head), verb.head)
        elif verb.pos_ == "VERB" and not any(c.dep_ == "dobj" for c in verb.children):
            yield from _each(clause_of(verb).agents, verb)

    def _named(self, token: Token) -> Iterator[_Verdict]:
        if token.dep_ == "attr" and token.head.lemma_ in self._rules.verbs["linking"]:
            yield from _each((t for t in _subjects(token.head) if t.i < token.i), token.head)

    def _absent(self, token: Token) -> Iterator[_Verdict]:
        if token.dep_ == "neg":
            yield from (v for v in _not_there(token.head) if not self._qualified(v.thing))
        if token.dep_ != "det" or token.head.pos_ not in _NOUNS or self._qualified(token.head):
            return
        thing, verb = token.head, token.head.head
        exists = verb.lemma_ == "exist" or any(
            c.dep_ in {"acomp", "prep"} and {t.lower_ for t in c.subtree} & {"place", "available"}
            for c in verb.children
        )
        if exists and thing.dep_ in {"nsubj", "nsubjpass"}:
            yield _Verdict(thing, verb, settled=True)
        elif verb.lemma_ not in self._rules.verbs["hindering"]:
            yield from (replace(verdict, settled=True) for verdict in self._before_a_thing(token))

    def _qualified(self, thing: Token) -> bool:
        """Whether an adjective judges the thing: "no effective process" is judged ineffective rather than absent."""
        return any(t.rule.kind == "judged" for c in thing.children for t in self._rules.triggers.get(c.lower_, ()))

    def _lacking(self, token: Token) -> Iterator[_Verdict]:
        if token.pos_ == "VERB":
            clause = clause_of(token)
            yield from _each(() if clause.passive else clause.patients, token, clause.agents)
            return
        verb = next((t for t in token.ancestors if t.pos_ in {"VERB", "AUX"}), None)
        if (
            verb is None
            or verb.lemma_ in self._rules.verbs["remedies"]
            or any(c.lower_ == "no" for c in token.children)
        ):
            return
        things = (t for c in token.children if c.lower_ == "of" for t in c.children if t.dep_ == "pobj")
        yield from _each(things, verb, settled=True)

    def _changed(self, token: Token) -> Iterator[_Verdict]:
        if token.pos_ != "VERB":
            return
        clause = clause_of(token)
        if clause.passive or not clause.patients:
            yield from _each(clause.patients or clause.agents, token)
        elif token.lemma_ != "decline":  # who declines assistance refuses it
            yield from _each(clause.patients, token, clause.agents)

    def _working(self, token: Token) -> Iterator[_Verdict]:
        if self._by_itself(token) and not any(c.dep_ in {"dobj", "prep", "xcomp"} for c in token.children):
            yield from _each(clause_of(token).agents, token)

    def _applied(self, token: Token) -> Iterator[_Verdict]:
        if self._by_itself(token):
            clause = clause_of(token)
            yield from _each(clause.patients, token, () if clause.passive else clause.agents)

    def _hindered(self, token: Token) -> Iterator[_Verdict]:
        if token.pos_ == "VERB":
            yield from _each(clause_of(token).patients, token)

    def _by_itself(self, verb: Token) -> bool:
        """Whether no adverb beside the verb says how well it is done; that is for the rules of manner."""
        return verb.pos_ == "VERB" and not any(
            c.dep_ == "advmod" and c.lower_ in self._rules.triggers for c in verb.children
        )

    def _standard(self, token: Token) -> Iterator[_Verdict]:
        clause = clause_of(token)
        if token.pos_ != "VERB" or (token.lemma_ == "fall" and not any(t.lower_ == "short" for t in token.subtree)):
            return
        things = (t for t in token.subtree if t.lower_ == "standards" and "minimum" in {c.lower_ for c in t.children})
        yield from (_Verdict(thing, token, clause.agents) for thing in list(things)[:1])


# ------------------------------------------------------------------------------------------ reading the parse


def _each(
    things: Iterable[Token], predicate: Token, owners: tuple[Token, ...] = (), *, settled: bool = False
) -> Iterator[_Verdict]:
    """A verdict for every thing and what is listed beside it."""
    for thing in things:
        for listed in (thing, *_listed(thing)):
            yield _Verdict(listed, predicate, owners, settled)


def _existential(verb: Token) -> bool:
    """ "There is", "there appears to be"."""
    verbs = (verb, verb.head) if verb.dep_ == "xcomp" else (verb,)
    return any(c.dep_ == "expl" and c.lower_ == "there" for one in verbs for c in one.children)


def _not_there(verb: Token) -> Iterator[_Verdict]:
    """What there is not, or does not appear to be."""
    lowest = next((c for c in verb.children if c.dep_ == "xcomp"), verb)
    if _existential(lowest):
        yield from _each((c for c in lowest.children if c.dep_ == "attr" and c.pos_ in _NOUNS), lowest, settled=True)


def _listed(token: Token) -> Iterator[Token]:
    for child in token.children:
        if child.dep_ == "conj" and child.pos_ in _NOUNS:
            yield child
            yield from _listed(child)


def _subjects(verb: Token) -> tuple[Token, ...]:
    clause: Clause = clause_of(verb)
    return clause.patients if clause.passive else clause.agents


def _first_of_list(token: Token) -> Token:
    """The first of "low, inconsistent and late"."""
    while token.dep_ == "conj" and token.head.i < token.i and token.head.pos_ in {"ADJ", "VERB", "ADV"}:
        token = token.head
    return token


def _linking(word: Token) -> Token | None:
    """The verb that "weak" completes: "remains weak", "was described as weak"."""
    if word.dep_ in {"acomp", "attr", "oprd"}:
        return word.head
    if word.dep_ in {"amod", "pobj", "pcomp"} and word.head.lower_ == "as":
        verb = word.head.head
        verb = verb.head.head if verb.dep_ == "pobj" else verb  # "described by NGOs as weak"
        return verb if verb.pos_ == "VERB" else None
    return None


def _is_passive(token: Token) -> bool:
    return token.tag_ == "VBN" and any(c.dep_ in {"auxpass", "nsubjpass"} for c in token.children)


def _is_said(predicate: Token, raising: frozenset[str]) -> bool:
    """Whether the clause states something, rather than demanding, wishing, asking or supposing it."""
    helpers = {c.lower_ for c in predicate.children if c.dep_ in {"aux", "auxpass"}}
    if helpers & _HYPOTHETICAL or predicate.sent.text.rstrip().endswith("?"):
        return False
    if "to" in helpers and not _raised(predicate, raising):
        return False
    shared = predicate.dep_ == "conj" and predicate.head.pos_ in {"VERB", "AUX"}  # "has improved and expanded"
    if predicate.tag_ in {"VB", "VBG", "VBN"} and not helpers and not shared:
        return False
    return not any(
        c.dep_ == "mark" and c.lower_ in _CONDITIONS for t in (predicate, *predicate.ancestors) for c in t.children
    )


def _raised(infinitive: Token, raising: frozenset[str]) -> bool:
    """ "Seems to be weak" judges; "in order to be effective" does not."""
    return infinitive.dep_ == "xcomp" and infinitive.head.lemma_ in raising


def _noun(token: Token) -> str:
    """The noun of a phrase that the parser may have read as one word."""
    return singular(token.text.split()[-1])


def _one(token: Token, entity: Entity) -> bool:
    """Whether a plural names the entity itself: "courts" does, "the ministries" of one ministry does not."""
    return token.tag_ not in {"NNS", "NNPS"} or entity.cls == "ActorGroup" or token.lower_ in entity.label.lower()


def _named(thing: Token, reading: Reading) -> str:
    """The class of the entity that the thing names, "" if none."""
    link = reading.link_at(thing)
    return link.entity.cls if link and link.mention.label != "Demonym" else ""


def _words(verdict: _Verdict) -> str:
    """The phrase around a thing without its article, its clauses and the word that judges it."""
    thing = verdict.thing
    dropped = {t.i for c in thing.children if c.dep_ in _NOT_OF_THE_PHRASE or c == verdict.word for t in c.subtree}
    kept = [t for t in thing.subtree if t.i not in dropped]
    while kept and (kept[0].dep_ == "det" or kept[0].tag_ == "PRP$" or kept[0].is_punct or kept[0].is_space):
        kept.pop(0)
    return " ".join("".join(t.text_with_ws for t in kept).split())


def _usable(topic: str, topics: TopicRules) -> str:
    """The paragraph's topic, unless it says only what part of a document the paragraph is."""
    return "" if topics.parts.get(topic) == "Administration" else topic
