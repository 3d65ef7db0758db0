"""Who says what a clause says: report verbs, "according to", allegations, sources that run on over sentences."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kg.extract.manner import is_apart, negations
from kg.extract.reading import Reading, Setting, sentences_before
from kg.extract.tree import Span, Token
from kg.model import ACTORS, Link

_SPEAKERS = ACTORS | {"Publication"}
_FIRST_PERSON = {"we", "i", "us", "our"}
_PRONOUNS = {"it", "they", "he", "she", "who", "which"}
_FROM = {"hear", "learn"}  # who learns something says nothing: "we learned from two sources that"
_ACCUSING = {"accuse", "charge", "suspect"}  # "accused the minister of protecting them"
_HELD_FOR = {"for", "on", "over", "of", "with"}
_HEARERS = {"tell", "inform", "assure"}  # in the passive their subject is told and says nothing
_COMPLEMENTS = {"ccomp", "xcomp", "parataxis", "advcl", "dep", "oprd"}
_CONTRAST = {"however", "but", "although", "though", "whereas"}
_INWARDS = {"of", "from", "among", "by", "at", "with"}
_OPINION_NOUNS = {"view", "opinion", "estimate", "estimation", "judgment", "words"}
_CONTINUED = {"another", "one", "first", "second", "third", "other"}
_REACH = 3  # sentences that a source is carried over
_LONGEST_ASIDE = 9  # words of ", two villagers allege,"

Words = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Source:
    """Entity ids of those who say it, and the force of their verb ("" where they simply say so)."""

    speakers: tuple[str, ...] = ()
    force: str = ""


def source_of(reading: Reading, token: Token, setting: Setting, words: Words) -> Source:
    """The source that the text names for a predicate; nobody where the text speaks in its own voice.

    The claimant's own claimant stands behind him: "the NGO said that police admitted that …" gives the police, then
    the NGO. The force is that of the innermost verb.
    """
    sources = [*_reporters(reading, token, setting, words)]
    if sources:
        relayed = [s for n, source in enumerate(sources) if n == 0 or not sources[0].force for s in source.speakers]
        if not relayed:
            named = _according(reading, token) or _aside(reading, token, words)
            relayed = [*named.speakers] if named else []
        return Source(tuple(dict.fromkeys(relayed)), sources[0].force)
    named = _according(reading, token) or _aside(reading, token, words)
    return named or Source(tuple(_carried(reading, token, words)))


def people(reading: Reading, heads: Iterable[Token]) -> list[str]:
    """Entity ids of those who can speak, in the phrases of the heads and what is joined to them by "and"."""
    found = []
    for head in heads:
        stack = [head]
        while stack:
            token = stack.pop(0)
            link = reading.link_at(token)
            if link and _can_speak(link):
                found.append(link.entity.id)
            elif link is None:
                stack += [
                    t
                    for c in token.children
                    if c.dep_ in {"prep", "agent"} and c.lower_ in _INWARDS
                    for t in c.children
                    if t.dep_ == "pobj"
                ]
            stack += [c for c in token.children if c.dep_ == "conj"]
    return list(dict.fromkeys(found))


def _can_speak(link: Link) -> bool:
    """Actors and named publications; what "a report" says is said by whoever wrote it."""
    nameless = link.entity.cls == "Publication" and link.mention.rule == "noun phrase" and " " not in link.mention.text
    return link.entity.cls in _SPEAKERS and link.mention.label != "Demonym" and not nameless


def _reporters(reading: Reading, token: Token, setting: Setting, words: Words) -> Iterator[Source]:
    """The report verbs and nouns over the predicate, the innermost first."""
    below = token
    while below.head != below:
        above = below.head
        force = _verb_force(below, above, words)
        if force is None and above.dep_ == "prep" and above.lower_ in {"of", "with"} and above.head.lemma_ in _ACCUSING:
            yield Source(tuple(_subject_speakers(reading, above.head, setting)), words["report"][above.head.lemma_])
        elif above.dep_ == "prep" and above.lower_ in _HELD_FOR and above.head.lemma_ in words["held"]:
            yield Source(force=words["held"][above.head.lemma_])
        if force is not None:
            yield Source(tuple(_subject_speakers(reading, above, setting)), force)
        told = _telling_noun(below, above, words)
        if told is not None:
            holders = tuple(_noun_speakers(reading, told, setting, words))
            if holders:
                yield Source(holders, words["report_nouns"][told.lemma_.lower()].replace("Asserted", ""))
        kind = words["report_nouns"].get(above.lemma_.lower(), "") if above.pos_ in {"NOUN", "PROPN"} else ""
        if kind and below.dep_ in {"acl", "ccomp", "relcl"} and _is_said(below):
            if above.dep_ == "dobj" and words["report"].get(above.head.lemma_) == "Denied":  # "rejected claims that"
                yield Source(tuple(_subject_speakers(reading, above.head, setting)), "Denied")
                return
            yield Source(tuple(_noun_speakers(reading, above, setting, words)), "" if kind == "Asserted" else kind)
        below = above


def _verb_force(below: Token, above: Token, words: Words) -> str | None:
    """The force of a report verb for the clause that depends on it, None where it does not report that clause."""
    force = words["report"].get(above.lemma_, "") if above.pos_ == "VERB" else ""
    if not force or below.dep_ not in _COMPLEMENTS or is_apart(below, above):
        return None
    if force == "Denied" and negations(above):  # who does not deny it says nothing
        return None
    if below.dep_ == "xcomp" and _is_passive(above) and above.lemma_ not in {"find", "show", "promise", "pledge"}:
        return "Alleged" if force == "Asserted" else force  # "are reported to protect"
    if below.dep_ in {"ccomp", "parataxis", "dep"}:
        told = below.dep_ == "ccomp" and _is_passive(above) and above.lemma_ in {"say", "report"}
        return (
            "Alleged" if told and not any(c.dep_ == "agent" for c in above.children) else force.replace("Asserted", "")
        )
    strong = force in {"Alleged", "Denied"} or (below.dep_ == "xcomp" and force == "Believed")
    return force if strong else None


def _telling_noun(below: Token, above: Token, words: Words) -> Token | None:
    """ "reports" in "reports from NGOs include details of bribery"; "claims" in "claims by the ministry of an increase"."""
    if (
        above.pos_ == "NOUN"
        and below.dep_ == "prep"
        and below.lower_ == "of"
        and above.lemma_.lower() in words["report_nouns"]
    ):
        return above
    if (
        above.pos_ != "VERB"
        or below.dep_ not in {"dobj", "prep"}
        or above.lemma_ not in {*words["details"], "contain", "include"}
    ):
        return None
    return next((c for c in above.children if c.dep_ == "nsubj" and c.lemma_.lower() in words["report_nouns"]), None)


def _is_passive(verb: Token) -> bool:
    return any(c.dep_ in {"auxpass", "nsubjpass"} for c in verb.children)


def _is_said(clause: Token) -> bool:
    """Whether a clause on a noun is what the noun says, not what is said of the noun: "reports that", not "reports which"."""
    return clause.dep_ != "relcl" or any(c.lower_ == "that" for c in clause.children)


def _subject_speakers(reading: Reading, verb: Token, setting: Setting) -> list[str]:
    subjects = [c for c in verb.children if c.dep_ == "nsubj"]
    if not subjects and verb.dep_ in {"conj", "xcomp", "advcl"}:
        subjects = [c for c in verb.head.children if c.dep_ == "nsubj"]
    if not subjects and verb.dep_ in {"acl", "relcl"}:
        subjects = [verb.head]
    if verb.lemma_ in _FROM:
        subjects = [t for c in verb.children if c.lower_ == "from" for t in c.children if t.dep_ == "pobj"]
    if any(s.lower_ in _FIRST_PERSON for s in subjects):
        return [setting.author.id]
    agents = [t for c in verb.children if c.dep_ == "agent" for t in c.children]
    found = people(reading, [*subjects, *agents])
    if not found and subjects and subjects[0].lower_ in _PRONOUNS:
        return _before(reading, subjects[0])
    return found


def _noun_speakers(reading: Reading, noun: Token, setting: Setting, words: Words) -> list[str]:
    """ "allegations by X", "X's claim", "claims were aired by X", "X made allegations"."""
    holders = [
        t for c in noun.children if c.dep_ in {"prep", "agent"} and c.lower_ in {"among", "of", "from", "by", "in"}
        for t in c.children
    ]  # fmt: skip
    found = people(reading, [*holders, *(c for c in noun.children if c.dep_ == "poss")])
    verb = noun.head
    if found or verb.pos_ != "VERB":
        return found
    if noun.dep_ == "nsubjpass" and verb.lemma_ in words["raising"]:
        by = [t for c in verb.children if c.dep_ in {"agent", "prep"} and c.lower_ in {"by", "in"} for t in c.children]
        return people(reading, by)
    return _subject_speakers(reading, verb, setting) if noun.dep_ == "dobj" and verb.lemma_ in words["raising"] else []


def _according(reading: Reading, token: Token) -> Source | None:
    """ "According to X and to Y": the sentence's source, unless a contrast stands between it and the clause."""
    found: list[str] = []
    force = ""
    for word in token.sent:
        if word.lower_ == "according" or (word.lower_ == "per" and word.dep_ == "prep"):
            preps = [c for c in word.children if c.lower_ == "to"] or [word]
            heads = [t for p in preps for t in p.children if t.dep_ == "pobj"]
            heads += [t for p in preps for c in p.children if c.dep_ == "conj" for t in c.children if t.dep_ == "pobj"]
        elif word.lower_ in _OPINION_NOUNS and word.dep_ == "pobj" and word.head.lower_ in {"in", "by"}:
            heads = [word, *(c for c in word.children if c.dep_ == "poss")]
        else:
            continue
        if _in_scope(word, token):
            found += people(reading, heads)
            force = "" if word.lower_ in {"according", "per", "words"} else "Believed"
    return Source(tuple(dict.fromkeys(found)), force) if found else None


def _in_scope(according: Token, token: Token) -> bool:
    """An "according to" that opens a later half of the sentence does not reach back to the first half."""
    low, high = sorted((according.i, token.i))
    between = {t.lower_ for t in according.doc[low:high]}
    return not (between & _CONTRAST or ";" in between)


def _aside(reading: Reading, token: Token, words: Words) -> Source | None:
    """ "The guards, two villagers allege, sold them"; "as IOM noted"; the parser rarely gets these right."""
    for verb in token.sent:
        if verb == token or verb.lemma_ not in words["report"] or verb.i + 1 >= len(verb.doc):
            continue
        if verb.nbor().text not in {",", "."} and not verb.nbor().is_space:
            continue
        span = _clause_between_commas(verb)
        if span is not None and token not in span:
            heads = [t for t in span if t.pos_ in {"NOUN", "PROPN"} and t != verb]
            found = people(
                reading, reversed(heads)
            )  # the name stands next to the verb: "the newspaper La Repubblica reported"
            if found and _in_scope(verb, token):
                return Source((found[0],), words["report"][verb.lemma_].replace("Asserted", ""))
    return None


def _clause_between_commas(verb: Token) -> Span | None:
    first = max(verb.sent.start, verb.i - _LONGEST_ASIDE)
    comma = next((i for i in range(verb.i - 1, first - 1, -1) if verb.doc[i].text == ","), -1)
    inside = verb.doc[(comma + 1 if comma >= 0 else first) : verb.i + 1]
    other = any(t.pos_ in {"VERB", "AUX"} and t != verb for t in inside)
    begun = comma >= 0 or (first == verb.sent.start and verb.doc[first].lower_ == "as")
    return None if not begun or other or len(inside) < 2 else inside


def _before(reading: Reading, pronoun: Token) -> list[str]:
    """The speaker that "It said", "They added" or "He told us" goes on with: subject of the sentence before."""
    for sentence in sentences_before(pronoun.sent, _REACH):
        subjects = [c for c in sentence.root.children if c.dep_ in {"nsubj", "nsubjpass"}]
        agents = [t for c in sentence.root.children if c.dep_ == "agent" for t in c.children]
        found = people(reading, agents if sentence.root.lemma_ in _HEARERS and agents else subjects)
        if found:
            return found
        if not subjects or subjects[0].lower_ not in _PRONOUNS:
            return []
    return []


def _carried(reading: Reading, token: Token, words: Words) -> list[str]:
    """The source whose account of several cases the sentence goes on with: "In one case, …", "… allegedly …"."""
    sentence = token.sent
    opening = {t.lower_ for t in sentence[:3]}
    hedged = any(c.dep_ == "advmod" and words["adverbs"].get(c.lower_) == "Alleged" for c in token.children)
    if not (opening & _CONTINUED or hedged):
        return []
    for before in sentences_before(sentence, _REACH):
        root = before.root
        told = [c for c in root.children if c.dep_ in {"dobj", "prep"}]
        nouns = [t for c in told for t in (c, *c.children) if t.lemma_.lower() in words["detail_nouns"]]
        if root.lemma_ in words["details"] and nouns:
            return people(reading, [c for c in root.children if c.dep_ == "nsubj"])
    return []
