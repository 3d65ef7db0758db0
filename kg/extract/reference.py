"""What a pronoun stands for, where number, class and place in the sentence leave one thing; otherwise nothing.

Looked at are the paragraph's words before the pronoun: the same sentence, then the one before, seldom a third.
"""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from kg.extract.clauses import clause_of
from kg.extract.mentioned import SUBJECTS, Phrase, classes_of, phrases
from kg.extract.reading import Reading, sentences_before
from kg.extract.tree import Span, Token
from kg.model import Link

_ONE, _MANY, _PERSON = {"it", "its"}, {"they", "them", "their"}, {"he", "she", "him", "her", "his"}
PRONOUNS = frozenset(_ONE | _MANY | _PERSON)
_OF_A_PAIR = {"former": slice(0, 1), "latter": slice(1, 2), "both": slice(0, 2)}
_ADVANCING = {"ccomp", "xcomp", "conj"}
_REQUESTS = {"ask", "request", "urge", "encourage", "remind", "recommend", "suggest", "propose", "demand"}
_ABLE = {"able", "unable", "ready", "willing", "unwilling", "likely", "unlikely", "responsible", "due", "set"}
_SEEMING = {"be", "seem", "appear", "become", "remain", "take"}
_REACH = 2  # sentences before the pronoun's own that are looked at
_DEPTH = 3  # pronouns that stand for pronouns: "It … It … It …"
_CLAUSAL = {"ccomp", "csubj", "xcomp", "advcl"}


def is_pointing(token: Token) -> bool:
    """Whether a word stands for something named before: a pronoun, "the latter"."""
    return token.lower_ in PRONOUNS or (
        token.lower_ in _OF_A_PAIR and token.dep_ not in {"amod", "preconj", "det", "cc"}
    )


def antecedents(reading: Reading, token: Token, classes: AbstractSet[str], depth: int = _DEPTH) -> list[Link]:
    """What the word stands for; only things of the classes count. Nothing where two compete."""
    if depth == 0 or not is_pointing(token) or _means_nothing(token):
        return []
    if token.lower_ in _OF_A_PAIR:
        return _of_pair(reading, token, classes)
    if token.lower_ in _PERSON:
        classes = classes & {"Person", "Role"}
    owner = _holder_within(token) if token.dep_ == "poss" else None
    if owner is not None:
        return _standing(reading, token, owner, classes, depth)
    speaker = _speaker(token)
    said = _standing(reading, token, speaker, classes, depth) if speaker is not None else []
    return said or _searched(reading, token, classes, depth)


def _means_nothing(token: Token) -> bool:
    """ "It is difficult to …", "it is reported that …"."""
    if token.lower_ != "it" or token.dep_ not in {*SUBJECTS, "expl"}:
        return token.dep_ == "expl"
    verb = token.head
    adjectives = [c for c in verb.children if c.dep_ in {"acomp", "oprd"}]
    if verb.dep_ == "ccomp" and verb.pos_ == "ADJ":  # "found it difficult to"
        adjectives, verb = [verb], verb.head
    if any(a.lower_ in _ABLE for a in adjectives):
        return False
    clauses = [c for v in (verb, *adjectives) for c in v.children if c.dep_ in _CLAUSAL and c.i > token.i]
    passive = token.dep_ == "nsubjpass" and any(c.dep_ in {"ccomp", "csubj"} for c in clauses)
    return passive or (verb.lemma_ in _SEEMING and bool(adjectives) and bool(clauses))


def _holder_within(token: Token) -> Token | None:
    """Whose "its staff" is by the same clause: of the word it is joined to, else of the subject; None at a clause's head."""
    noun = token.head
    if noun.dep_ == "conj" and noun.head.pos_ in {"NOUN", "PROPN"} and noun.head.i < token.i:
        return noun.head
    if noun.dep_ == "attr":
        return None  # "the minister is its president": not his own
    above = noun
    while above.pos_ not in {"VERB", "AUX"} and above.head != above:
        above = above.head
    if above.pos_ not in {"VERB", "AUX"}:
        return None
    agents = [t for t in (*clause_of(above).agents, *clause_of(above).patients) if t.dep_ in SUBJECTS or t.i < token.i]
    return next((t for t in agents if t.i < token.i and token not in t.subtree), None)


def _speaker(token: Token) -> Token | None:
    """Who says the clause that the pronoun is the subject of: "X said it would …". Who asks does not speak of himself."""
    verb = token.head
    while verb.dep_ in _ADVANCING and verb.head != verb:
        said, verb = verb.dep_ in {"ccomp", "xcomp"}, verb.head
        subject = next((c for c in verb.children if c.dep_ == "nsubj" and c.i < token.i and c != token), None)
        if subject is not None:
            return subject if said and verb.lemma_ not in _REQUESTS else None
    return None


def _standing(reading: Reading, token: Token, other: Token, classes: AbstractSet[str], depth: int) -> list[Link]:
    """The word's antecedent if it is this other word: a name of a fitting class and number, or again a pronoun."""
    if is_pointing(other):
        return antecedents(reading, other, classes, depth - 1)
    before = token.doc[other.sent.start : min(other.sent.end, token.i)]
    thing = next((t for t in phrases(reading, before, classes) if other == t.head), None)
    if thing is None:
        return []
    single = token.lower_ in _MANY and len(thing.links) == 1  # "the ministry said they …"
    return [*thing.links] if single or _agrees(token, thing) else []


def _searched(reading: Reading, token: Token, classes: AbstractSet[str], depth: int) -> list[Link]:
    """The antecedent in the sentences before the pronoun, the nearest first."""
    own = {k.entity.id for t in _clause_subjects(token) for s in (t, *t.conjuncts) if (k := reading.link_at(s))}
    subject = token.dep_ in {*SUBJECTS, "poss"}
    sentence = token.sent
    opening = _opening(sentence)
    if subject and opening is not None and opening.i < token.i and _goes_on(token, opening):
        return antecedents(reading, opening, classes, depth - 1)  # "It did not ask us, nor did it …"
    fitting = _fitting(reading, sentence.doc[sentence.start : token.i], classes, token, own)
    if fitting:
        return _only(fitting) or ([] if subject else _only([t for t in fitting if not t.acts]))
    for before in sentences_before(sentence, _REACH):
        fitting = _fitting(reading, before, classes, token, own)
        if subject:
            opening = _opening(before)
            if opening is not None and _goes_on(token, opening):
                return antecedents(reading, opening, classes, depth - 1)
            found = _gone_on_with(fitting, passive=token.dep_ == "nsubjpass")
        else:
            found = _only([t for t in fitting if not t.acts]) or _only(fitting)
        if found or fitting or not _changes_number(token, before):
            return found
    return []


def _fitting(
    reading: Reading, span: Span, classes: AbstractSet[str], token: Token, own: AbstractSet[str]
) -> list[Phrase]:
    """The things of a sentence that the pronoun may mean; what is part of another's phrase ("the hotline of the NGO") is not."""
    found = [t for t in phrases(reading, span, classes, own) if _agrees(token, t)]
    return [t for t in found if not any(t.head != x.head and t.head in _within(x.head) for x in found)]


def _within(head: Token) -> list[Token]:
    """The words that belong to a noun, without what is joined to it or said of it in a clause."""
    inner = [c for c in head.children if c.dep_ in {"poss", "compound", "nmod", "prep", "pobj"}]
    return [w for c in inner for w in (c, *_within(c))]


def _gone_on_with(fitting: Sequence[Phrase], *, passive: bool) -> list[Link]:
    """What the next sentence goes on with: the subject, or in a passive the thing brought up; nothing if both may act."""
    subjects, new = [t for t in fitting if t.is_subject], [t for t in fitting if t.new]
    if new and (passive or not subjects):
        return _only(new)
    return [*subjects[0].links] if len(subjects) == 1 and not new else _only(fitting)


def _only(things: Sequence[Phrase]) -> list[Link]:
    """The links of the things if all name the same."""
    named = {frozenset(k.entity.id for k in t.links) for t in things}
    return [*things[0].links] if len(named) == 1 else []


def _agrees(token: Token, thing: Phrase) -> bool:
    return thing.plural == (token.lower_ in _MANY)


def _goes_on(token: Token, other: Token) -> bool:
    """Whether both are pronouns of one kind."""
    return any(token.lower_ in group and other.lower_ in group for group in (_ONE, _MANY, _PERSON))


def _changes_number(token: Token, sentence: Span) -> bool:
    """Whether the sentence's subject can't be what the pronoun means, so that the one before may be."""
    subject = _opening(sentence)
    plural = subject is not None and (
        subject.tag_ in {"NNS", "NNPS"} or any(c.dep_ == "conj" for c in subject.children)
    )
    return subject is not None and subject.pos_ != "PRON" and plural != (token.lower_ in _MANY)


def _opening(sentence: Span) -> Token | None:
    return next((c for c in sentence.root.children if c.dep_ in SUBJECTS), None)


def _clause_subjects(token: Token) -> tuple[Token, ...]:
    """Who acts in the pronoun's own clause, whom it can't mean: "which runs it"."""
    if token.dep_ in SUBJECTS:
        return ()
    verb = token.head
    while verb.pos_ not in {"VERB", "AUX"} and verb.head != verb:
        verb = verb.head
    return clause_of(verb).agents if verb.pos_ in {"VERB", "AUX"} else ()


def _of_pair(reading: Reading, token: Token, classes: AbstractSet[str]) -> list[Link]:
    """The first, the second or both of the two that were last joined by "and", else of the two that a sentence names."""
    for span in (token.doc[token.sent.start : token.i], *sentences_before(token.sent, _REACH)):
        firsts = [t for t in span if t.i < token.i and t.pos_ in {"NOUN", "PROPN"} and t.dep_ != "conj"]
        pairs = [[t, *t.conjuncts] for t in firsts if t.conjuncts]
        if pairs:
            chosen = [reading.link_at(t) for t in pairs[-1][_OF_A_PAIR[token.lower_]]] if len(pairs[-1]) == 2 else []
            return [k for k in chosen if k and classes_of(k.entity) & classes]
        named = phrases(reading, span, classes)
        if len(named) == 2 and token.lower_ != "both":
            return [k for p in named[_OF_A_PAIR[token.lower_]] for k in p.links]
    return []
