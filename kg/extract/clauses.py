"""Who does what to whom: the arguments of a predicate, read off the dependency tree."""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from kg.extract.lexicon import TOPIC

RELATIVE = {"which", "that", "who", "whom", "whose"}
_SUBJECTS = {"nsubj", "nsubjpass", "csubj", "expl"}
_OBJECT_CONTROL = {
    "ask",
    "require",
    "instruct",
    "encourage",
    "allow",
    "permit",
    "order",
    "direct",
    "tell",
    "urge",
    "oblige",
    "enable",
    "help",
    "invite",
    "request",
    "train",
    "teach",
    "task",
    "mandate",
    "assist",
}
_RELIANCE = {"rely", "depend", "call", "count"}  # "relied on NGOs to shelter victims": the NGOs shelter
_CREATION = {"create", "establish", "form", "set", "appoint", "designate", "found", "fund", "launch"}
_TOGETHER = {("together", "with"), ("along", "with"), ("jointly", "with")}
_LOOSE = {"for", "with", "between", "from", "to"}  # "a workshop was held for judges"
_TOPICAL = {
    "regarding",
    "about",
    "concerning",
}  # "held a workshop regarding drafting a plan": who held it drafts nothing
_LONGEST_CHAIN = 6


@dataclass(frozen=True, slots=True)
class Clause:
    """A predicate with the head words of its arguments. `agents` act; `patients` are acted upon."""

    predicate: Token
    agents: tuple[Token, ...]
    patients: tuple[Token, ...]
    passive: bool

    def after(self, preposition: str) -> tuple[Token, ...]:
        """Heads behind a preposition that belongs to the predicate, its object, or the object's "to" alternative."""
        found = _behind(self.predicate, preposition)
        for patient in self.patients if not found else ():
            if patient.i > self.predicate.i or self.passive:
                found += _behind(patient, preposition) or _deeper(patient, preposition, 3)
        noun = self.predicate
        if not found and noun.pos_ in {
            "NOUN",
            "PROPN",
        }:  # "with money from", "signed its agreement with": hung on the verb
            above = noun.head.head if noun.dep_ == "pobj" else noun.head
            loose = noun.dep_ == "pobj" or (preposition in _LOOSE and noun.dep_ in {"dobj", "nsubjpass", "attr"})
            found = [t for t in _behind(above, preposition) if t.i > noun.i] if loose and above.pos_ == "VERB" else []
        if preposition == "to":
            found += [t for t in self.predicate.children if t.dep_ == "dative" and t.pos_ in {"NOUN", "PROPN", "PRON"}]
        return tuple(_meant(t, self.predicate) for t in found)


def clause_of(token: Token) -> Clause:
    """The clause whose predicate is the verb, or a noun that names an action."""
    if token.pos_ == "ADJ" and token.tag_ != "VBN":
        return Clause(token, bearers(token), (), passive=False)
    if token.dep_ in {"amod", "compound"} and token.tag_ == "VBN" and token.i > 1 and token.nbor(-1).text == "-":
        return Clause(token, (token.nbor(-2),), (token.head,), passive=True)  # "NGO-run shelters"
    if token.pos_ not in {"VERB", "AUX"} and token.tag_ != "VBN":
        return Clause(token, tuple(_noun_agents(token)), tuple(_behind(token, "of")), passive=False)
    taken_for_adjective = _hidden_verb(token)
    if taken_for_adjective:
        return taken_for_adjective
    passive = _is_passive(token)
    subjects = tuple(_subjects(token, _LONGEST_CHAIN))
    objects = tuple(_meant(t, token) for t in token.children if t.dep_ in {"dobj", "attr", "oprd"})
    if passive:
        agents = tuple(_by_agents(token))
        return Clause(token, agents, (*subjects, *objects), passive=True)
    if not objects and token.i + 1 < len(token.doc):
        objects = _beside(token)
    if not objects:
        objects = _shared_object(token) or _cases_of(token)
    if token.dep_ == "relcl" and not objects and subjects and subjects[0].i < token.i and not _own_relative(token):
        objects = (token.head,)
    return Clause(token, (*subjects, *_companions(token, subjects)), objects, passive=False)


def _meant(token: Token, predicate: Token) -> Token:
    """What a relative pronoun behind the verb's preposition or in place of its object means: "over which it has no control"."""
    if token.lower_ not in RELATIVE:
        return token
    verb = predicate
    while verb.dep_ in {"xcomp", "conj", "ccomp"} and verb.head != verb:
        verb = verb.head
    if verb.dep_ == "relcl":
        return verb.head
    before = [t for t in token.doc[token.sent.start : token.i] if t.pos_ in {"NOUN", "PROPN"} and t.dep_ != "compound"]
    described = [t for t in before if any(c.dep_ in {"acl", "relcl"} for c in t.children)]
    return (described or before or [token])[-1]


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
    if wrong is None or subject is None or subject.i != wrong.i - 1 or wrong.tag_ not in {"VB", "VBP", "NN"}:
        return ()
    return (wrong,) if subject.left_edge.i == token.i + 1 else ()


def _hidden_verb(token: Token) -> Clause | None:
    """ "The MIA trained staff": a past tense between two nouns that the parser took for an adjective of the second."""
    if token.dep_ != "amod" or token.tag_ not in {"VBN", "VBD"} or token.i == 0 or token.head.i < token.i:
        return None
    before = token.nbor(-1)
    named = " " in before.text or before.text.isupper()  # a name that was merged into one word, or an acronym
    if not named and (before.dep_ not in {"npadvmod", "nmod", "compound"} or before.pos_ not in {"PROPN", "NOUN"}):
        return None
    return Clause(token, (before,), (token.head,), passive=False)


def farther_heads(token: Token) -> tuple[Token, ...]:
    """What a clause may describe instead of the noun before it: in "a shelter in Baku, founded by NGOs", the shelter."""
    noun = token.head
    above = noun.head.head
    apart = token.dep_ in {"acl", "relcl"} and noun.dep_ == "pobj" and above.pos_ in {"NOUN", "PROPN"}
    return (above,) if apart else ()


def other_subjects(token: Token) -> tuple[Token, ...]:
    """Whom a relative clause may mean instead of the word before it: "meetings were held by the ministry that involved …"."""
    if token.dep_ not in {"relcl", "advcl"} or (token.dep_ == "relcl" and token.head.dep_ == "dobj"):
        return ()
    above = token.head.head if token.dep_ == "relcl" else token.head
    while above.dep_ in {"agent", "prep"} and above.head != above:
        above = above.head
    if above.pos_ not in {"VERB", "AUX"}:
        return ()
    return tuple(c for c in above.children if c.dep_ in {"nsubjpass", "nsubj", "dobj"} and c.i < token.i)


def _is_passive(token: Token) -> bool:
    if any(c.dep_ in {"auxpass", "nsubjpass"} for c in token.children):
        return True
    if token.tag_ == "VBN" and token.dep_ == "acl":
        return True
    if (
        token.tag_ == "VBN"
        and any(c.dep_ == "agent" for c in token.children)
        and not any(c.dep_ == "aux" and c.lemma_ == "have" for c in token.children)
    ):
        return True
    inherits = (
        token.dep_ == "conj"
        and token.tag_ == "VBN"
        and not any(c.dep_ in {*_SUBJECTS, "aux", "dobj"} for c in token.children)
    )
    return inherits and token.head.pos_ == "VERB" and _is_passive(token.head)


def _own_relative(token: Token) -> bool:
    return any(c.dep_ in _SUBJECTS and c.lower_ in RELATIVE for c in token.children)


def _subjects(token: Token, depth: int) -> Iterator[Token]:
    """The tokens that stand as subject, found upwards where the verb has none of its own."""
    own = [c for c in token.children if c.dep_ in {"nsubj", "nsubjpass"}]
    if own:
        for subject in own:
            if subject.lower_ in RELATIVE:
                yield from _antecedent(token, subject)
            else:
                yield subject
        return
    head = token.head
    if depth == 0 or head == token:
        return
    named = head.pos_ in {"NOUN", "PROPN", "PRON"} or head.lower_ in {"former", "latter"}
    if token.dep_ in {"relcl", "acl"} and named:
        if token.tag_ != "VB" and not any(c.dep_ == "aux" and c.lower_ == "to" for c in token.children):
            yield head
        elif head.head.lemma_ in _CREATION and head.dep_ in {"dobj", "nsubjpass"}:
            yield head  # "created a committee to oversee the plan": the committee oversees
        elif head.head.pos_ == "VERB":  # "took steps to identify victims": who takes the steps identifies
            yield from _subjects(head.head, depth - 1)
    elif token.dep_ in {"conj", "xcomp", "advcl", "ccomp", "pcomp", "dep"}:
        yield from _inherited(token, head, depth)


def _inherited(token: Token, head: Token, depth: int) -> Iterator[Token]:
    if token.dep_ == "pcomp":  # "steps to increase efforts, including drafting": the verb above the preposition
        above = head.head
        if above.pos_ == "ADJ":  # "is responsible for investigating", "the unit responsible for investigating"
            yield from bearers(above)
            return
        if head.lower_ in _TOPICAL or (
            above.pos_ not in {"VERB", "AUX"} and head.lower_ not in {"by", "including", "through"}
        ):
            return  # "a workshop on drafting a plan": the workshop drafts nothing
        while above.pos_ not in {"VERB", "AUX"} and above.head != above:
            above = above.head
        yield from _subjects(above, depth - 1) if above.pos_ in {"VERB", "AUX"} else ()
        return
    if token.dep_ in {"xcomp", "advcl"} and head.lemma_ in _RELIANCE and token.tag_ == "VB":
        relied = [t for p in ("on", "upon") for t in _behind(head, p)]
        if relied:
            yield from relied
            return
    if (
        token.dep_ == "conj"
        and token.tag_ == "VBN"
        and head.pos_ == "VERB"
        and _is_passive(token)
        and not _is_passive(head)
    ):
        described = [c for c in head.children if c.dep_ == "dobj" and any(g.dep_ == "acl" for g in c.children)]
        if described:  # "aired a film produced by the ministry and paid for by donors": the film was paid for
            yield from described
            return
    for_purpose = token.tag_ == "VB" and token.dep_ in {"advcl", "xcomp"} and head.lemma_ in _CREATION
    if for_purpose or (token.dep_ == "xcomp" and head.lemma_ in _OBJECT_CONTROL):
        objects = [c for c in head.children if c.dep_ in {"dobj", "nsubjpass"}]
        if objects:
            yield from objects
            return
    if head.pos_ in {"VERB", "AUX"}:
        yield from _subjects(head, depth - 1)


def bearers(adjective: Token) -> tuple[Token, ...]:
    """Of whom an adjective is said: "officials complicit in …", "the unit is responsible for …", "complicit officials"."""
    head = adjective.head
    if adjective.dep_ == "conj" and head.pos_ == "ADJ":
        return bearers(head)
    if adjective.dep_ in {"acomp", "oprd", "ccomp"} and head.pos_ in {"VERB", "AUX"}:
        return tuple(_subjects(head, _LONGEST_CHAIN))
    named = adjective.dep_ in {"amod", "relcl", "acl", "appos"} and head.pos_ in {"NOUN", "PROPN"}
    return (head,) if named else ()


def _antecedent(verb: Token, pronoun: Token) -> Iterator[Token]:
    """What "which", "that" or "who" stands for."""
    if verb.dep_ == "relcl":
        yield verb.head
        return
    above = verb.head
    if pronoun.lower_ != "that" or verb.dep_ == "conj":
        before = [
            t for t in verb.doc[verb.sent.start : pronoun.i] if t.pos_ in {"NOUN", "PROPN"} and t.dep_ != "compound"
        ]
        described = [t for t in before if any(c.dep_ in {"acl", "relcl"} for c in t.children)]
        yield from (described or before)[-1:]
    elif above.pos_ == "VERB" and _is_passive(above):
        yield from (c for c in above.children if c.dep_ == "nsubjpass")
    else:
        before = [
            t for t in verb.doc[verb.sent.start : pronoun.i] if t.pos_ in {"NOUN", "PROPN"} and t.dep_ != "compound"
        ]
        yield from before[-1:]


def _by_agents(token: Token) -> Iterator[Token]:
    for child in token.children:
        if child.dep_ == "agent" or (child.lower_ == "by" and _governs(child)):
            yield from (t for t in child.children if t.dep_ == "pobj")
            yield from repeated(child, "by")


def _governs(preposition: Token) -> bool:
    """Whether it belongs to the word above; "and by IOM" may be joined to the verb itself, but "but not by IOM" says nothing."""
    joined = preposition.dep_ == "conj" and not any(c.dep_ == "neg" for c in preposition.children)
    return preposition.dep_ in {"prep", "dative", "agent"} or joined


def repeated(preposition: Token, word: str) -> Iterator[Token]:
    """What the same preposition adds: "by the foundation and by IOM", "to Symmetry, to Clean World and to the union"."""
    for joined in preposition.children:
        if joined.dep_ in {"conj", "prep"} and joined.lower_ == word:
            yield from (t for t in joined.children if t.dep_ == "pobj")
            yield from repeated(joined, word)


def _companions(token: Token, subjects: tuple[Token, ...]) -> Iterator[Token]:
    """Who acts "together with" the subject: "the ministry, together with NGOs, held seminars"."""
    start = min((s.left_edge.i for s in subjects if s.i < token.i), default=token.i)
    if token.sent[0].lower_ in {"together", "along", "jointly"}:
        start = token.sent.start
    for word in token.doc[start : token.sent.end]:
        if (
            word.lower_ == "with"
            and word.i
            and (word.nbor(-1).lower_, "with") in _TOGETHER
            and (word.i < token.i or word in token.children or word.head.head == token)
        ):
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


def _behind(token: Token, preposition: str) -> list[Token]:
    return list(_prepositional(token, preposition))


def _deeper(token: Token, preposition: str, depth: int) -> list[Token]:
    """The same behind what the object is joined to: in "statistics and updates on cases to the embassy" the parser hangs "to" low."""
    if depth == 0:
        return []
    for child in token.children:
        inner = (
            [child]
            if child.dep_ == "conj"
            else [t for t in child.children if t.dep_ == "pobj"]
            if child.dep_ == "prep"
            else []
        )
        for below in inner:
            found = _behind(below, preposition) or _deeper(below, preposition, depth - 1)
            if found:
                return found
    return []


def _prepositional(token: Token, preposition: str) -> Iterator[Token]:
    for child in token.children:
        if child.lower_ == preposition and _governs(child):
            yield from (t for t in child.children if t.dep_ in {"pobj", "pcomp"})
            yield from repeated(child, preposition)


def _noun_agents(token: Token) -> Iterator[Token]:
    for child in token.children:
        if child.dep_ == "poss":
            yield child
    yield from _behind(token, "by")
