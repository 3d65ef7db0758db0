"""Who does what to whom: the arguments of a predicate, read off the dependency tree."""

from collections.abc import Iterator
from dataclasses import dataclass

from kg.extract.lexicon import TOPIC
from kg.extract.prepositions import behind, deeper, governs, repeated
from kg.extract.subjects import LONGEST_CHAIN, RELATIVE, SUBJECTS, bearers, described_before, is_passive, subjects_of
from kg.extract.tree import Token

_TOGETHER = {("together", "with"), ("along", "with"), ("jointly", "with")}
_LOOSE = {"for", "with", "between", "from", "to"}  # "a workshop was held for judges"


@dataclass(frozen=True, slots=True)
class Clause:
    """A predicate with the head words of its arguments. `agents` act; `patients` are acted upon."""

    predicate: Token
    agents: tuple[Token, ...]
    patients: tuple[Token, ...]
    passive: bool

    def after(self, preposition: str) -> tuple[Token, ...]:
        """Heads behind a preposition that belongs to the predicate, its object, or the object's "to" alternative."""
        found = behind(self.predicate, preposition)
        for patient in self.patients if not found else ():
            if patient.i > self.predicate.i or self.passive:
                found += behind(patient, preposition) or deeper(patient, preposition, 3)
                if preposition == "to" and not found:  # "handed the boys found with him to the shelter"
                    found += [t for c in patient.children if c.dep_ == "acl" for t in behind(c, preposition)]
        noun = self.predicate
        if not found and noun.pos_ in {
            "NOUN",
            "PROPN",
        }:  # "with money from", "signed its agreement with": hung on the verb
            above = noun.head.head if noun.dep_ == "pobj" else noun.head
            loose = noun.dep_ == "pobj" or (preposition in _LOOSE and noun.dep_ in {"dobj", "nsubjpass", "attr"})
            found = [t for t in behind(above, preposition) if t.i > noun.i] if loose and above.pos_ == "VERB" else []
            if noun.dep_ == "attr":  # "a board of which the minister is the chair"
                found += [t for t in behind(above, preposition) if t.lower_ in RELATIVE]
        if (
            not found and preposition in _LOOSE
        ):  # "entered into an agreement with", "drew on funds from", "stayed away from"
            inner = [*behind(self.predicate, "into"), *behind(self.predicate, "on")]
            inner += [c for c in self.predicate.children if c.dep_ == "advmod"]
            found = [t for word in inner for t in behind(word, preposition)]
        if preposition == "to":
            found += [t for t in self.predicate.children if t.dep_ == "dative" and t.pos_ in {"NOUN", "PROPN", "PRON"}]
        return tuple(_meant(t, self.predicate) for t in found)


def is_verb(token: Token) -> bool:
    """Whether the word is used as a verb, as in "a center run by NGOs" and "police exchange names", where the tagger may see a noun."""
    if token.pos_ in {"VERB", "AUX"} or token.tag_ == "VBN":
        return True
    around = {c.dep_ for c in token.children} if token.pos_ == "NOUN" else set()
    return (token.dep_ == "acl" and "agent" in around) or {"nsubj", "dobj"} <= around or _read_as_noun(token)


def clause_of(token: Token) -> Clause:
    """The clause whose predicate is the verb, or a noun, adjective or adverb that tells of an action."""
    if token.pos_ == "ADV":
        return _joint_action(token)
    if token.pos_ == "ADJ" and token.tag_ != "VBN":
        return Clause(token, bearers(token), (), passive=False)
    if token.dep_ in {"amod", "compound"} and token.tag_ == "VBN" and token.i > 1 and token.nbor(-1).text == "-":
        return Clause(token, (token.nbor(-2),), (token.head,), passive=True)  # "NGO-run shelters"
    if not is_verb(token):
        return Clause(token, tuple(_noun_agents(token)), tuple(behind(token, "of")), passive=False)
    misread = _hidden_verb(token) or _relative_read_as_passive(token)
    if misread:
        return misread
    if _read_as_noun(token):
        acted_upon = token.head if token.dep_ == "relcl" else _next_noun(token)
        return Clause(token, (token.nbor(-1),), (acted_upon,) if acted_upon else (), passive=False)
    passive = is_passive(token)
    subjects = tuple(subjects_of(token, LONGEST_CHAIN))
    objects = tuple(_meant(t, token) for t in token.children if t.dep_ in {"dobj", "attr", "oprd"})
    objects += tuple(_joined_late(token)) if objects and not passive else ()
    if passive:
        agents = tuple(_by_agents(token))
        return Clause(token, agents, (*map(_whole, subjects), *objects), passive=True)
    if not objects and token.i + 1 < len(token.doc):
        objects = _beside(token)
    if not objects:
        objects = _shared_object(token) or _cases_of(token) or _relative_object(token)
    if token.dep_ == "relcl" and not objects and subjects and subjects[0].i < token.i and not _own_relative(token):
        objects = (token.head,)
    return Clause(token, (*subjects, *_companions(token, subjects)), objects, passive=False)


def _joined_late(verb: Token) -> Iterator[Token]:
    """In "run three homes in Ganja, as well as a center" the parser may join the center to the verb."""
    joins = next((c for c in verb.children if c.dep_ == "cc" and c.lower_ == "as"), None)
    yield from (
        c
        for c in verb.children
        if joins is not None and c.dep_ == "conj" and c.pos_ in {"NOUN", "PROPN"} and c.i > joins.i
    )


def _joint_action(adverb: Token) -> Clause:
    """Who acts "together with" or "jointly with" whom; without "with", who act "jointly"."""
    together = (
        adverb.head if adverb.head.lower_ == "with" else next((c for c in adverb.children if c.lower_ == "with"), None)
    )
    above = adverb if together is None else together
    while above.pos_ not in {"VERB", "AUX"} and above.head != above:
        above = above.head
    agents = subjects_of(above, LONGEST_CHAIN) if above.pos_ in {"VERB", "AUX"} and not is_passive(above) else ()
    others = tuple(t for t in together.children if t.dep_ == "pobj") if together is not None else ()
    return Clause(adverb, tuple(agents), others, passive=False)


def _read_as_noun(token: Token) -> bool:
    """Whether a verb behind a name is taken for a plural, as "funds" in "the shelter that the Ministry of Labor funds"."""
    if token.tag_ != "NNS" or token.i == token.sent.start or not token.lower_.endswith("s"):
        return False
    name = token.nbor(-1)
    named = name.head == token and name.dep_ in {"compound", "amod", "nmod"} and " " in name.text
    return named and (token.dep_ == "relcl" or _next_noun(token) is not None)


def _next_noun(token: Token) -> Token | None:
    """The head of the phrase that begins right behind, as an object would."""
    for word in token.doc[token.i + 1 : token.sent.end]:
        if word.pos_ in {"NOUN", "PROPN"} and word.dep_ != "compound":
            return word if word.head == token or word.head.i < word.i else None
        if word.pos_ not in {"DET", "NUM", "ADJ", "NOUN", "PROPN"}:
            return None
    return None


def _relative_read_as_passive(token: Token) -> Clause | None:
    """In "the law, which parliament passed in 2008, bans it" the parser may take the verb for a participle: "parliament passed"."""
    first = token.head.left_edge.i
    if token.dep_ != "acl" or first < 2 or any(c.dep_ == "agent" for c in token.children):
        return None
    if token.doc[first - 1].lower_ not in {"which", "that", "whom"} or token.head.i > token.i:
        return None
    before = [t for t in token.doc[max(0, first - 3) : first - 1] if t.pos_ in {"NOUN", "PROPN"}]
    return Clause(token, (token.head,), (before[-1],), passive=False) if before else None


def _whole(token: Token) -> Token:
    """The things of which "all of them" or "two of which" is said, where these words follow their noun: "six shelters, all of them run by NGOs"."""
    partitive = any(
        c.lower_ == "of" and any(t.lower_ in {"them", "which", "whom"} for t in c.children) for c in token.children
    )
    if not partitive or token.i < 2 or token.nbor(-1).text != ",":
        return token
    before = token.nbor(-2)
    return before if before.pos_ in {"NOUN", "PROPN"} else token


def _relative_object(token: Token) -> tuple[Token, ...]:
    """In "a center that one NGO built and another runs" the parser may take the second verb for one of the main clause."""
    subject = next((c for c in token.children if c.dep_ == "nsubj"), None)
    if token.dep_ != "conj" or subject is None or not token.nbor().is_punct:
        return ()
    first = next((t for t in token.doc[token.head.i : subject.i] if t.dep_ == "relcl" and t.i > token.head.i), None)
    shared = first is not None and any(c.dep_ == "dobj" and c.lower_ in RELATIVE for c in first.children)
    return (first.head,) if first is not None and shared else ()


def _meant(token: Token, predicate: Token) -> Token:
    """What a relative pronoun behind the verb's preposition or in place of its object means: "over which it has no control"."""
    if token.lower_ not in RELATIVE:
        return token
    verb = predicate
    while verb.dep_ in {"xcomp", "conj", "ccomp"} and verb.head != verb:
        verb = verb.head
    if verb.dep_ == "relcl":
        return verb.head
    return next(iter(described_before(token)), token)


def _beside(token: Token) -> tuple[Token, ...]:
    """The noun phrase right behind a transitive-looking verb whose object the parser took for a clause ("created a victims fund")."""
    wrong = next(
        (
            c
            for c in token.children
            if c.dep_ == "ccomp"
            and c.i > token.i
            and c.pos_ in {"VERB", "NOUN"}
            and not any(g.dep_ in {"aux", "mark", "auxpass"} for g in c.children)
        ),
        None,
    )
    subject = next((c for c in wrong.children if c.dep_ == "nsubj"), None) if wrong is not None else None
    if subject is not None and token.lemma_ in {"help", "assist"} and wrong is not None and wrong.tag_ == "VB":
        return (subject,)  # "helped the ministry revise the code"
    if wrong is None or subject is None or subject.i != wrong.i - 1 or wrong.tag_ not in {"VB", "VBP", "NN"}:
        return ()
    return (wrong,) if subject.left_edge.i == token.i + 1 else ()


def _hidden_verb(token: Token) -> Clause | None:
    """ "The MIA trained staff": a past tense between two nouns that the parser took for an adjective of the second."""
    if token.dep_ != "amod" or token.tag_ not in {"VBN", "VBD"} or token.head.i < token.i:
        return None
    subject = next((c for c in token.head.children if c.dep_ == "nsubj" and c.i < token.i), None)
    if subject is not None and not any(c.dep_ == "cop" or c.pos_ == "AUX" for c in token.head.children):
        return Clause(token, (subject,), (token.head,), passive=False)  # "IOM, under its project, trained staff"
    if token.nbor().pos_ == "NUM" and token.i == token.sent.start:
        return Clause(token, (), (token.head,), passive=False)  # "trained 240 officers": an item of a list
    if token.i == 0:
        return None
    before = token.nbor(-1)
    named = " " in before.text or before.text.isupper()  # a name that was merged into one word, or an acronym
    if not named and (before.dep_ not in {"npadvmod", "nmod", "compound"} or before.pos_ not in {"PROPN", "NOUN"}):
        return None
    return Clause(token, (before,), (token.head,), passive=False)


def _own_relative(token: Token) -> bool:
    return any(c.dep_ in SUBJECTS and c.lower_ in RELATIVE for c in token.children)


def _by_agents(token: Token) -> Iterator[Token]:
    for child in token.children:
        if child.dep_ == "agent" or (child.lower_ == "by" and governs(child)):
            yield from (t for t in child.children if t.dep_ == "pobj")
            yield from repeated(child, "by")


def _companions(token: Token, subjects: tuple[Token, ...]) -> Iterator[Token]:
    """Who acts "together with" the subject: "the ministry, together with NGOs, held seminars"."""
    start = min((s.left_edge.i for s in subjects if s.i < token.i), default=token.i)
    first = token.sent.start
    start = first if token.doc[first].lower_ in {"together", "along", "jointly"} else start
    next_verb = next((c.i for c in token.children if c.dep_ == "cc" and c.i > token.i), token.sent.end)
    below = [c for child in token.children for c in (child, *child.children) if token.i < c.i < next_verb]
    for word in (*token.doc[start : token.i], *below):
        if word.lower_ == "with" and word.i and (word.nbor(-1).lower_, "with") in _TOGETHER:
            yield from (t for t in word.children if t.dep_ == "pobj")


def _shared_object(token: Token) -> tuple[Token, ...]:
    """In "funded and produced a film" and "paid for and produced a film" the parser may give the object to either verb."""
    if token.dep_ == "conj" and token.head.pos_ == "VERB":
        return tuple(t for t in token.head.children if t.dep_ == "dobj" and t.i > token.i)
    second = next((c for c in token.children if c.dep_ == "conj" and c.pos_ == "VERB"), None)
    if second is None or any(t.pos_ not in {"ADP", "CCONJ", "ADV"} for t in token.doc[token.i + 1 : second.i]):
        return ()
    return tuple(t for t in second.children if t.dep_ == "dobj" and t.i > second.i)


def _cases_of(token: Token) -> tuple[Token, ...]:
    """ "investigates trafficking cases", where the parser takes "trafficking" for what is done to the cases."""
    read_as_verb = [c for c in token.children if c.dep_ in {"xcomp", "ccomp"} and c.lower_ == TOPIC]
    return tuple(t for c in read_as_verb for t in c.children if t.dep_ == "dobj")


def _noun_agents(token: Token) -> Iterator[Token]:
    for child in token.children:
        if child.dep_ == "poss":
            yield child
    yield from behind(token, "by")
