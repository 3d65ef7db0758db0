"""What a pronoun stands for, where number, class and place in the sentence leave one thing; otherwise nothing.

Looked at are the paragraph's words before the pronoun: the same sentence, then the one before, seldom a third.
"""

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from spacy.tokens import Span, Token

from kg.extract.clauses import clause_of
from kg.extract.lexicon import COLLEGIATE
from kg.extract.reading import Reading, Setting
from kg.model import Claim, Entity, Evidence, Link

_ONE, _MANY, _PERSON = {"it", "its"}, {"they", "them", "their"}, {"he", "she", "him", "her", "his"}
PRONOUNS = frozenset(_ONE | _MANY | _PERSON)
_OF_A_PAIR = {"former": slice(0, 1), "latter": slice(1, 2), "both": slice(0, 2)}
_SUBJECTS = {"nsubj", "nsubjpass"}
_ADVANCING = {"ccomp", "xcomp", "conj"}
_PLURAL = {"police", "authorities", "staff"}  # plural without an s
_REQUESTS = {"ask", "request", "urge", "encourage", "remind", "recommend", "suggest", "propose", "demand"}
_ABLE = {"able", "unable", "ready", "willing", "unwilling", "likely", "unlikely", "responsible", "due", "set", "reluctant"}
_SEEMING = {"be", "seem", "appear", "become", "remain", "take"}
_DEPTH = 3  # pronouns that stand for pronouns: "It … It … It …"
_CLAUSAL = {"ccomp", "csubj", "xcomp", "advcl"}


@dataclass(frozen=True, slots=True)
class _Thing:
    """A phrase before the pronoun: its head, and the links of all that "and" joins in it."""

    head: Token
    links: tuple[Link, ...]
    plural: bool

    @property
    def topmost(self) -> bool:
        """Whether it is a subject."""
        return self.head.dep_ in _SUBJECTS

    @property
    def acts(self) -> bool:
        """Whether it is the subject of an active verb."""
        return self.head.dep_ == "nsubj"

    @property
    def new(self) -> bool:
        """Whether the sentence brings it up as its object, so that the next may go on with it: "opened a shelter"."""
        brought = self.head.dep_ in {"dobj", "attr"} and self.head.head.lemma_ != "be"
        return brought and any(c.lower_ in {"a", "an"} for c in self.head.children)


def classes_of(entity: Entity) -> set[str]:
    """The entity's class; a public body that is a committee, council or the like may have members as well."""
    collegiate = entity.cls == "PublicBody" and COLLEGIATE.search(entity.label)
    return {entity.cls, "Committee"} if collegiate else {entity.cls}


def is_pointing(token: Token) -> bool:
    """Whether a word stands for something named before: a pronoun, "the latter"."""
    return token.lower_ in PRONOUNS or (token.lower_ in _OF_A_PAIR and token.dep_ not in {"amod", "preconj", "det", "cc"})


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


def grounds(reading: Reading, predicate: Token, ends: Iterable[str]) -> tuple[Evidence, ...]:
    """The evidence for what a sentence says of its ends (entity ids): before it the sentences that name what it points to."""
    sentence = predicate.sent
    here = {k.entity.id for k in reading.links_within(sentence)}
    found = [reading.sentence_evidence(predicate)]
    for end in ends:
        before = [k for k in reading.links if k.entity.id == end and k.mention.start < sentence.start_char]
        if end not in here and before and any(is_pointing(t) for t in sentence):
            found.insert(0, reading.sentence_evidence(reading.token_at(before[-1].mention.start)))
    return tuple(dict.fromkeys(found))


def told(
    reading: Reading, setting: Setting, at: int, triple: tuple[str, str, str], rule: str, confidence: float, *, literal: bool = False
) -> Claim:
    """What the author says in the sentence around a character of the text; the object of the triple may be words (`literal`)."""
    subject, predicate, thing = triple
    evidence = grounds(reading, reading.token_at(at), (subject,) if literal else (subject, thing))
    return Claim(
        subject=subject, predicate=predicate, object=thing, literal=literal, evidence=evidence, rule=rule, confidence=confidence,
        speakers=(setting.author.id,), doubts=("reference",) if len(evidence) > 1 else (),
    )  # fmt: skip


def _means_nothing(token: Token) -> bool:
    """ "It is difficult to …", "it is reported that …"."""
    if token.lower_ != "it" or token.dep_ not in {*_SUBJECTS, "expl"}:
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
    above = noun
    while above.pos_ not in {"VERB", "AUX"} and above.head != above:
        above = above.head
    if above.pos_ not in {"VERB", "AUX"}:
        return None
    agents = [t for t in (*clause_of(above).agents, *clause_of(above).patients) if t.dep_ in _SUBJECTS or t.i < token.i]
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
    thing = next((t for t in _things(reading, other.sent, classes) if other == t.head), None)
    if thing is None:
        return []
    single = token.lower_ in _MANY and len(thing.links) == 1  # "the ministry said they …"
    return [*thing.links] if single or _agrees(token, thing) else []


def _searched(reading: Reading, token: Token, classes: AbstractSet[str], depth: int) -> list[Link]:
    """The antecedent in the sentences before the pronoun, the nearest first."""
    own = _clause_subjects(token)
    subject = token.dep_ in {*_SUBJECTS, "poss"}
    sentence = token.sent
    opening = _opening(sentence)
    if subject and opening is not None and opening.i < token.i and is_pointing(opening) and _same_number(token, opening):
        return antecedents(reading, opening, classes, depth - 1)  # "It did not ask us, nor did it …"
    things = [t for t in _things(reading, sentence, classes) if t.head.i < token.i and t.head not in own]
    fitting = [t for t in things if _agrees(token, t)]
    if fitting:
        return _only(fitting) or ([] if subject else _only([t for t in fitting if not t.acts]))
    for before in _sentences_before(sentence):
        things = _things(reading, before, classes)
        fitting = [t for t in things if _agrees(token, t)]
        if subject:
            opening = _opening(before)
            if opening is not None and is_pointing(opening):
                return antecedents(reading, opening, classes, depth - 1) if _same_number(token, opening) else _only(fitting)
            found = _gone_on_with(fitting)
        else:
            found = _only([t for t in fitting if not t.acts]) or _only(fitting)
        if found or fitting or not _changes_number(token, before):
            return found
    return []


def _gone_on_with(fitting: Sequence[_Thing]) -> list[Link]:
    """What the next sentence goes on with: the subject, unless a new thing competes or another subject is spoken of."""
    subjects = [t for t in fitting if t.topmost]
    if len(subjects) == 1 and not any(t.new for t in fitting):
        return [*subjects[0].links]
    return _only(fitting)


def _only(things: Sequence[_Thing]) -> list[Link]:
    """The links of the things if all name the same."""
    named = {frozenset(k.entity.id for k in t.links) for t in things}
    return [*things[0].links] if len(named) == 1 else []


def _things(reading: Reading, span: Span, classes: AbstractSet[str]) -> list[_Thing]:
    """The phrases of a sentence that name something of the classes, in reading order; joined ones are one."""
    joined: dict[int, list[Link]] = {}
    heads: dict[int, Token] = {}
    outside: set[int] = set()
    for link in reading.links_within(span):
        root = reading.root_of(link)
        if root is None or link.mention.label == "Demonym" or link.mention.rule == "first person":
            continue
        first = root
        while first.dep_ == "conj" and first.head.pos_ in {"NOUN", "PROPN"}:
            first = first.head
        if classes_of(link.entity) & classes:
            head = root if first.i in outside else first
            beside = joined.setdefault(head.i, [])
            beside += [link] if link.entity.id not in {k.entity.id for k in beside} else []  # "a name (ITS ACRONYM)"
            heads.setdefault(head.i, root)
        else:
            outside.add(first.i)
    return [_Thing(heads[i], tuple(links), _is_plural(reading, links)) for i, links in joined.items()]


def _is_plural(reading: Reading, links: Sequence[Link]) -> bool:
    root = reading.root_of(links[0])
    common = links[0].mention.rule == "noun phrase" and root is not None and root.tag_ in {"NNS", "NNPS"}
    return len(links) > 1 or common or (root is not None and root.lower_ in _PLURAL)


def _agrees(token: Token, thing: _Thing) -> bool:
    return thing.plural == (token.lower_ in _MANY)


def _same_number(token: Token, other: Token) -> bool:
    return any(token.lower_ in group and other.lower_ in group for group in (_ONE, _MANY, _PERSON))


def _changes_number(token: Token, sentence: Span) -> bool:
    """Whether the sentence's subject can't be what the pronoun means, so that the one before may be."""
    subject = _opening(sentence)
    plural = subject is not None and (subject.tag_ in {"NNS", "NNPS"} or any(c.dep_ == "conj" for c in subject.children))
    return subject is not None and subject.pos_ != "PRON" and plural != (token.lower_ in _MANY)


def _opening(sentence: Span) -> Token | None:
    return next((c for c in sentence.root.children if c.dep_ in _SUBJECTS), None)


def _clause_subjects(token: Token) -> tuple[Token, ...]:
    """Who acts in the pronoun's own clause, whom it can't mean: "which runs it"."""
    if token.dep_ in _SUBJECTS:
        return ()
    verb = token.head
    while verb.pos_ not in {"VERB", "AUX"} and verb.head != verb:
        verb = verb.head
    return clause_of(verb).agents if verb.pos_ in {"VERB", "AUX"} else ()


def _of_pair(reading: Reading, token: Token, classes: AbstractSet[str]) -> list[Link]:
    """The first, the second or both of the two that were last joined by "and"."""
    for span in (token.sent, *_sentences_before(token.sent)):
        pairs = [
            (t, *t.conjuncts) for t in span if t.i < token.i and t.pos_ in {"NOUN", "PROPN"} and t.dep_ != "conj" and t.conjuncts
        ]  # fmt: skip
        if pairs:
            chosen = [reading.link_at(t) for t in pairs[-1][_OF_A_PAIR[token.lower_]]] if len(pairs[-1]) == 2 else []
            return [k for k in chosen if k and classes_of(k.entity) & classes]
    return []


def _sentences_before(sentence: Span) -> Iterator[Span]:
    for _ in range(2):
        if sentence.start == 0:
            return
        sentence = sentence.doc[sentence.start - 1].sent
        yield sentence
