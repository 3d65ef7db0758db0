"""Who acts: the subject of a verb, found upwards where the verb has none of its own, and the bearer of an adjective."""

from collections.abc import Iterator

from kg.extract.prepositions import behind
from kg.extract.tree import Token

RELATIVE = {"which", "that", "who", "whom", "whose"}
SUBJECTS = {"nsubj", "nsubjpass", "csubj", "expl"}
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
    "contract",
    "hire",
    "license",
}
_RELIANCE = {"rely", "depend", "call", "count"}  # "relied on NGOs to shelter victims": the NGOs shelter
_CREATION = {"create", "establish", "form", "set", "appoint", "designate", "found", "fund", "launch"}
_ACCUSING = {
    "accuse",
    "charge",
    "convict",
    "suspect",
    "arrest",
    "indict",
    "try",
    "sentence",
    "fine",
    "dismiss",
    "criticize",
    "blame",
    "fault",
}
_TOPICAL = {
    "regarding",
    "about",
    "concerning",
}  # "held a workshop regarding drafting a plan": who held it drafts nothing
_GIFTS = {"grant", "funding", "fund", "money", "subsidy", "contract"}
_GIVING = {"award", "give", "grant", "provide", "offer", "allocate"}
_HELP = {"assist", "support", "help", "aid", "back", "accompany", "join"}
_FINITE = {*SUBJECTS, "aux", "mark", "dobj"}  # what a participle that stands for a whole clause has not
LONGEST_CHAIN = 6


def subjects_of(token: Token, depth: int) -> Iterator[Token]:
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
    if head == token:  # "A was founded by B, is kept up by C": the parser hangs the first predicate below the second
        first = next((c for c in token.children if c.dep_ in {"advcl", "ccomp"} and c.i < token.i), None)
        if first is not None and not any(c.dep_ in {"mark", "advmod"} for c in first.children):
            yield from (c for c in first.children if c.dep_ in {"nsubj", "nsubjpass"})
    if depth == 0 or head == token:
        return
    named = head.pos_ in {"NOUN", "PROPN", "PRON"} or head.lower_ in {"former", "latter"}
    if token.dep_ in {"relcl", "acl"} and named:
        yield from _of_described(token, head, depth)
    elif token.dep_ in {"conj", "xcomp", "advcl", "ccomp", "pcomp", "dep"}:
        yield from _inherited(token, head, depth)


def _of_described(token: Token, head: Token, depth: int) -> Iterator[Token]:
    """Who acts in a clause that describes a noun."""
    if token.tag_ == "VB" and head.dep_ == "dobj" and _gives(head.head):
        yield from _recipients(head.head)
    elif token.tag_ != "VB" and not any(c.dep_ == "aux" and c.lower_ == "to" for c in token.children):
        yield head
    elif head.head.lemma_ in _CREATION and head.dep_ in {"dobj", "nsubjpass"}:
        yield head  # "created a committee to oversee the plan": the committee oversees
    elif head.head.pos_ == "VERB":  # "took steps to identify victims": who takes the steps identifies
        yield from subjects_of(head.head, depth - 1)


def _inherited(token: Token, head: Token, depth: int) -> Iterator[Token]:
    if token.dep_ == "pcomp":
        yield from _behind_preposition(head, depth)
        return
    if token.dep_ == "advcl" and token.tag_ == "VB" and _gives(head):
        yield from _recipients(head)
        return
    if _closes_clause(token) and token.lemma_ not in _HELP:
        described = [c for c in head.children if c.dep_ == "dobj"]
        if described:  # "publishes a report each year, financed by donors": the report is financed
            yield from described
            return
    if token.dep_ in {"xcomp", "advcl"} and head.lemma_ in _RELIANCE and token.tag_ == "VB":
        relied = [t for p in ("on", "upon") for t in behind(head, p)]
        if relied:
            yield from relied
            return
    meant = _joined_to_description(token, head) or _described_object(token, head)
    if meant is not None:
        yield meant
        return
    for_purpose = token.tag_ == "VB" and token.dep_ in {"advcl", "xcomp"} and head.lemma_ in _CREATION
    if for_purpose or (token.dep_ == "xcomp" and head.lemma_ in _OBJECT_CONTROL):
        objects = [c for c in head.children if c.dep_ in {"dobj", "nsubjpass"}]
        if objects:
            yield from objects
            return
    if head.pos_ in {"VERB", "AUX"}:
        yield from subjects_of(head, depth - 1)


def _gives(verb: Token) -> bool:
    """Whether it says who gets a grant or the like."""
    return verb.lemma_ in _GIVING and any(c.dep_ == "dobj" and c.lemma_ in _GIFTS for c in verb.children)


def _recipients(verb: Token) -> Iterator[Token]:
    """Who gets it: in "awarded X a grant to train teachers", X, who trains them."""
    yield from (c for c in verb.children if c.dep_ == "dative" and c.pos_ != "ADP")
    yield from behind(verb, "to")


def _closes_clause(token: Token) -> bool:
    """Whether a participle stands behind its clause and a comma."""
    if token.dep_ != "advcl" or token.tag_ != "VBN" or token.i < token.head.i or token.i == 0:
        return False
    return token.nbor(-1).text == "," and not any(c.dep_ in _FINITE for c in token.children)


def _behind_preposition(preposition: Token, depth: int) -> Iterator[Token]:
    """Who does what stands behind a preposition: in "steps to increase efforts, including drafting" the subject of the verb above."""
    above = preposition.head
    if above.pos_ == "ADJ":  # "is responsible for investigating", "the unit responsible for investigating"
        yield from bearers(above)
        return
    charge = above.lemma_ in _ACCUSING and preposition.lower_ in {"with", "of", "for"}
    accused = [c for c in above.children if charge and c.dep_ == "dobj"]
    if accused:  # "charged two officers with helping": the officers helped
        yield from accused
        return
    if preposition.lower_ in _TOPICAL or (
        above.pos_ not in {"VERB", "AUX"} and preposition.lower_ not in {"by", "including", "through"}
    ):
        return  # "a workshop on drafting a plan": the workshop drafts nothing
    while above.pos_ not in {"VERB", "AUX"} and above.head != above:
        above = above.head
    yield from subjects_of(above, depth - 1) if above.pos_ in {"VERB", "AUX"} else ()


def _joined_to_description(token: Token, verb: Token) -> Token | None:
    """In "aired a film produced by the ministry and paid for by donors" the parser may join the second to the verb: the film was paid for."""
    passive = token.dep_ == "conj" and token.tag_ == "VBN" and verb.pos_ == "VERB"
    if not passive or not is_passive(token) or is_passive(verb):
        return None
    things = (c for c in verb.children if c.dep_ == "dobj" and any(g.dep_ == "acl" for g in c.children))
    return next(things, None)


def _described_object(token: Token, verb: Token) -> Token | None:
    """In "attended a course in Gaborone hosted by the government" the parser may hang the participle on the verb: the course was hosted."""
    if token.dep_ != "advcl" or token.i < verb.i or not any(c.dep_ == "agent" for c in token.children):
        return None
    thing = next((c for c in verb.children if c.dep_ == "dobj"), None)
    if thing is None or any(c.dep_ in {"mark", "advmod", "aux", *SUBJECTS} for c in token.children):
        return None
    return None if any(t.text == "," for t in token.doc[thing.i : token.i]) else thing


def bearers(adjective: Token) -> tuple[Token, ...]:
    """Of whom an adjective is said: "officials complicit in …", "the unit is responsible for …", "complicit officials"."""
    head = adjective.head
    if adjective.dep_ == "conj" and head.pos_ == "ADJ":
        return bearers(head)
    if adjective.dep_ in {"acomp", "oprd", "ccomp"} and head.pos_ in {"VERB", "AUX"}:
        return tuple(subjects_of(head, LONGEST_CHAIN))
    named = adjective.dep_ in {"amod", "relcl", "acl", "appos"} and head.pos_ in {"NOUN", "PROPN"}
    return (head,) if named else ()


def _antecedent(verb: Token, pronoun: Token) -> Iterator[Token]:
    """What "which", "that" or "who" stands for."""
    if verb.dep_ == "relcl":
        yield verb.head
        return
    above = verb.head
    if pronoun.lower_ != "that" or verb.dep_ == "conj":
        yield from described_before(pronoun)
    elif above.pos_ == "VERB" and is_passive(above):
        yield from (c for c in above.children if c.dep_ == "nsubjpass")
    else:
        yield from _nouns_before(pronoun)[-1:]


def described_before(pronoun: Token) -> list[Token]:
    """The last noun of the sentence before a relative pronoun that a clause describes, else the last one; none if there is none."""
    before = _nouns_before(pronoun)
    described = [t for t in before if any(c.dep_ in {"acl", "relcl"} for c in t.children)]
    return (described or before)[-1:]


def _nouns_before(pronoun: Token) -> list[Token]:
    words = pronoun.doc[pronoun.sent.start : pronoun.i]
    return [t for t in words if t.pos_ in {"NOUN", "PROPN"} and t.dep_ != "compound"]


def farther_heads(token: Token) -> tuple[Token, ...]:
    """What a clause may describe instead of the noun before it: in "a shelter in Baku, founded by NGOs", the shelter; in
    "Atina, a charity based in Belgrade", Atina."""
    noun = token.head
    if token.dep_ not in {"acl", "relcl"}:
        return ()
    if noun.dep_ == "appos":
        return (noun.head,)
    if token.lemma_ in _HELP and token.dep_ == "acl" and noun.dep_ == "dobj" and token.nbor(-1).text == ",":
        return tuple(c for c in noun.head.children if c.dep_ == "nsubj")  # "X trained 120 officers, assisted by …": X
    above = noun.head.head
    return (above,) if noun.dep_ == "pobj" and above.pos_ in {"NOUN", "PROPN"} else ()


def set_apart(participle: Token) -> bool:
    """Whether a comma parts it from the word before: in "seminars for teachers, funded by UNICEF" the seminars are funded."""
    noun = participle.head
    apart = participle.dep_ == "acl" and participle.i > 1 and participle.nbor(-1).text == ","
    return apart and noun.dep_ == "pobj" and noun.head.lower_ == "for"


def other_subjects(token: Token) -> tuple[Token, ...]:
    """Whom a relative clause may mean instead of the word before it: "meetings were held by the ministry that involved …"."""
    if (
        token.dep_ not in {"relcl", "advcl"}
        or (token.dep_ == "relcl" and token.head.dep_ == "dobj")
        or _gives(token.head)
    ):
        return ()
    above = token.head.head if token.dep_ == "relcl" else token.head
    while above.dep_ in {"agent", "prep"} and above.head != above:
        above = above.head
    if above.pos_ not in {"VERB", "AUX"}:
        return ()
    return tuple(c for c in above.children if c.dep_ in {"nsubjpass", "nsubj", "dobj"} and c.i < token.i)


def is_passive(token: Token) -> bool:
    """Whether its subject is acted upon."""
    if any(c.dep_ in {"auxpass", "nsubjpass"} for c in token.children):
        return True
    if token.dep_ == "acl" and (token.tag_ == "VBN" or any(c.dep_ == "agent" for c in token.children)):
        return True
    if _closes_clause(token):
        return True
    opens = token.dep_ == "advcl" and token.i < token.head.i
    if opens and token.tag_ == "VBN" and not any(c.dep_ in _FINITE for c in token.children):
        return True  # "Located in Dakar, the center …"
    taken_for_past = token.tag_ == "VBD" and token.dep_ == "conj" and not any(c.dep_ in _FINITE for c in token.children)
    if (
        (token.tag_ == "VBN" or taken_for_past)
        and any(c.dep_ == "agent" for c in token.children)
        and not any(c.dep_ == "aux" and c.lemma_ == "have" for c in token.children)
    ):
        return True
    by_somebody = any(
        c.dep_ == "agent" for c in token.children
    )  # "is staffed by nurses and run by NGOs", where "run" seems a plain verb
    inherits = (
        token.dep_ == "conj"
        and (token.tag_ == "VBN" or by_somebody)
        and not any(c.dep_ in {*SUBJECTS, "aux", "dobj"} for c in token.children)
    )
    return inherits and token.head.pos_ == "VERB" and is_passive(token.head)
