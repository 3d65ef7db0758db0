"""How a clause is meant: affirmed or denied, said, believed or planned, or not said at all. Read off the parse."""

import re
from collections.abc import Iterator, Mapping

from kg.extract.reading import Reading
from kg.extract.subjects import SUBJECTS
from kg.extract.tree import Span, Token

HYPOTHETICAL = "Hypothetical"
_UPWARDS = {"xcomp", "ccomp", "conj", "advcl", "acl", "relcl", "pcomp", "parataxis", "dep"}
_OPINIONS = {"believe", "think", "appear", "seem", "consider", "find"}  # "do not believe that" = believe that not
_ARGUMENTS = {"nsubj", "nsubjpass", "dobj", "attr"}
_ADVICE = re.compile(
    r"(?i)^\W*(?:(?:key|main|our|priority|specific|general)\s+)*(?:recommendations?|demands)\b[^.:]{0,60}:"
)
_ADVICE_HEADING = re.compile(r"(?i)\brecommend(?:ations?|s|ed)?\b|\bdemands?\b|\bcalls? (?:on|upon)\b|\bwe ask\b")
_PEOPLE = {
    "boy",
    "child",
    "girl",
    "man",
    "migrant",
    "person",
    "survivor",
    "victim",
    "woman",
    "worker",
}  # they are, even if unreached
_HIGHEST = 6  # steps up the tree

Words = Mapping[str, Mapping[str, str]]


def marks(reading: Reading, token: Token, words: Words) -> Iterator[str]:
    """What turns, weakens or lifts the clause of a predicate: words on it and on the predicates over it.

    `words` are the tables of attribution.toml, each word → kind.
    """
    if _asked(token.sent) or _advised(reading, token):
        yield HYPOTHETICAL
    yield from own_marks(token, words)
    below = token
    for _ in range(_HIGHEST):
        above = below.head
        if above == below or is_apart(below, above):
            return
        if below.dep_ in {"pcomp", "prep", "pobj"}:
            yield from _prepositional(below, above, words)
        elif below.dep_ == "conj" and not any(c.dep_ in SUBJECTS for c in below.children):
            yield from _shared(below, above, words)
        elif below.dep_ not in _UPWARDS:
            return
        elif below.dep_ in {"xcomp", "ccomp"} or (below.dep_ in {"acl", "relcl"} and _is_content(below, words)):
            yield from _governing(below, above, words)
            if above.lemma_ in words["report"] and above.pos_ == "VERB":
                return
            if above.dep_ == "dobj" and above.pos_ == "NOUN":  # "should sustain efforts to investigate"
                above = above.head
                yield from _unreal(above, words)
        else:
            yield from _adjoined(below, above, words)
        below = above


def _adjoined(below: Token, above: Token, words: Words) -> Iterator[str]:
    """What reaches a clause that only describes: "there is no shelter that admits men", "should amend it to punish"."""
    if below.dep_ in {"relcl", "acl"} and above.dep_ == "attr" and has_no(above):
        yield "Negated"
    elif below.dep_ == "advcl" and below.tag_ == "VB":
        yield from _unreal(above, words)
        if above.lemma_ == "lack" or any(c.dep_ == "dobj" and has_no(c) for c in above.children):
            yield "Negated"  # "lacks the funds to operate", "has taken no steps to punish"


def own_marks(token: Token, words: Words) -> Iterator[str]:
    """Marks on the predicate itself."""
    if negations(token) or _nor(token):
        yield "Negated"
    for child in token.children:
        if child.dep_ in {"advmod", "cc", "preconj"} and child.lower_ in words["adverbs"]:
            if child.dep_ == "advmod" or child.i < token.i:
                yield words["adverbs"][child.lower_]
        elif child.dep_ == "advmod" and child.lower_ == "longer" and child.i and child.nbor(-1).lower_ == "no":
            yield "Negated"
        elif child.dep_ == "aux":
            yield from _auxiliary(token, child, words)
        elif child.dep_ == "mark" or child.dep_ == "advmod":
            yield from _known(words["subordinators"], child.lower_)
        elif (child.dep_ in _ARGUMENTS and has_no(child)) or (child.dep_ == "oprd" and child.lower_ == "unlikely"):
            yield "Negated"
    if token.pos_ == "NOUN":
        yield from _noun_marks(token, words)


def _nor(token: Token) -> bool:
    """ "…, nor did the government assist victims"."""
    first = token.left_edge
    return (
        token.pos_ == "VERB"
        and first.i > 0
        and first.lower_ in {"did", "do", "does", "has", "have", "is", "are", "was", "were"}
        and first.nbor(-1).lower_ == "nor"
    )


def is_apart(below: Token, above: Token) -> bool:
    """Whether a semicolon parts two predicates: then the parser joined what only stands side by side."""
    return below.dep_ in {"ccomp", "parataxis"} and any(
        t.text == ";" for t in below.doc[min(below.i, above.i) : max(below.i, above.i)]
    )


def negations(token: Token) -> list[Token]:
    """The "not" of a predicate; that of "not only" denies nothing."""
    return [
        c for c in token.children if c.dep_ == "neg" and not (c.i + 1 < len(c.doc) and c.doc[c.i + 1].lower_ == "only")
    ]


def has_no(token: Token) -> bool:
    """Whether a phrase says that there is none: "no official", "none of the NGOs", "neither the police nor the courts"."""
    return any(
        c.dep_ in {"det", "neg", "advmod", "preconj", "cc"} and c.lower_ in {"no", "neither"} for c in token.children
    ) or token.lower_ in {"none", "nobody", "nothing", "neither"}


def _known(table: Mapping[str, str], word: str) -> Iterator[str]:
    if word in table:
        yield table[word]


def _auxiliary(token: Token, auxiliary: Token, words: Words) -> Iterator[str]:
    kind = words["auxiliaries"].get(auxiliary.lower_, "")
    if (
        auxiliary.lower_ == "to"
        and token.tag_ == "VBN"
        and (token.dep_ in {"acl", "relcl"} or (token.dep_ == "xcomp" and token.head.lemma_ == "be"))
    ):
        yield "Planned"  # "a shelter, to be paid for by donors", "is to be funded"
    elif kind == HYPOTHETICAL and auxiliary.lower_ in {"would", "'d"} and _in_report(token, words):
        yield "Planned"  # "the minister said that the government would build a shelter"
    elif kind:
        yield kind


def _in_report(token: Token, words: Words) -> bool:
    above = token
    while above.dep_ in {"conj", "xcomp"} and above.head != above:
        above = above.head
    return above.dep_ == "ccomp" and above.head.lemma_ in words["report"]


def _noun_marks(noun: Token, words: Words) -> Iterator[str]:
    """ "no investigation", "did not make a donation", "is not a party to", "a lack of training"."""
    if has_no(noun):
        yield "Negated"
    elif noun.head.pos_ in {"VERB", "AUX"} and noun.dep_ in _ARGUMENTS and noun.lemma_.lower() not in _PEOPLE:
        if negations(noun.head) or any(m == "Negated" for c in noun.head.children for m in _adverb(c, words)):
            yield "Negated"
        yield from (m for c in noun.head.children if c.dep_ == "aux" for m in _auxiliary(noun.head, c, words))
    if noun.dep_ == "pobj":
        yield from _known(words["nouns"], noun.head.head.lemma_)


def _adverb(child: Token, words: Words) -> Iterator[str]:
    if child.dep_ == "advmod":
        yield from _known(words["adverbs"], child.lower_)


def _prepositional(below: Token, above: Token, words: Words) -> Iterator[str]:
    if below.dep_ == "pcomp":  # "tasks the ministry with opening a shelter"
        yield from (m for m in _known(words["governors"], above.head.lemma_) if m == HYPOTHETICAL)
    if above.pos_ == "NOUN" and (above.lemma_ in words["nouns"] or has_no(above)):
        yield "Negated"
    elif above.dep_ in {"prep", "advmod", "mark", "cc"}:
        yield from _known(words["prepositions"], above.lower_)
        yield from (
            m for c in (above.head, *above.children) if c.pos_ == "ADV" for m in _known(words["prepositions"], c.lower_)
        )


def _shared(below: Token, above: Token, words: Words) -> Iterator[str]:
    """What a joined predicate has in common with the first: its future, its wish, and its "not" where "or" or "nor" joins."""
    joined = any(c.lower_ in {"or", "nor"} and c.dep_ == "cc" for c in above.children)
    own = any(c.dep_ == "aux" for c in below.children)
    for mark in own_marks(above, words):
        if mark == "Negated":
            if joined:
                yield mark
        elif mark in {"Planned", HYPOTHETICAL} and not (own and below.tag_ != "VB"):
            yield mark


def _governing(below: Token, above: Token, words: Words) -> Iterator[str]:
    """What a predicate, noun or adjective does to the clause that depends on it."""
    if above.pos_ == "NOUN":
        yield from _governed_by_noun(below, above, words)
    elif above.pos_ == "ADJ" or above.lower_ in words["governing_adjectives"]:
        yield from _known(words["governing_adjectives"], above.lemma_.lower())
        yield from (m for m in own_marks(above.head, words) if m != "Negated" and above.dep_ == "acomp")
        if below.dep_ == "xcomp" and above.dep_ == "acomp" and negations(above.head):
            yield "Negated"
    else:
        yield from _governed_by_verb(below, above, words)


def _governed_by_noun(below: Token, above: Token, words: Words) -> Iterator[str]:
    verb = above.head if above.dep_ == "dobj" else above
    refused = words["report"].get(verb.lemma_) == "Denied" or words["governors"].get(verb.lemma_) == "Negated"
    if refused and below.tag_ == "VB":  # "rejected the proposal to open", "lacks the money to run"
        yield "Negated"
        return
    yield from _known(words["governing_nouns"], above.lemma_)
    denied = has_no(above) or (above.head.pos_ in {"VERB", "AUX"} and bool(negations(above.head)))
    if denied and (below.tag_ == "VB" or above.lemma_ in words["evidence"]):
        yield "Negated"


def _governed_by_verb(below: Token, above: Token, words: Words) -> Iterator[str]:
    kind = words["governors"].get(above.lemma_, "")
    if kind and (below.dep_ == "xcomp" or (kind == HYPOTHETICAL and below.tag_ in {"VB", "VBP"})):
        yield kind
    if above.lemma_ in {"have", "be"}:
        yield from _governed_by_auxiliary(below, above, words)
    if above.lemma_ in words["report"] and above.pos_ == "VERB":
        if negations(above) and (above.lemma_ in _OPINIONS or below.dep_ == "xcomp"):  # "did not report funding"
            yield "Negated"
    else:
        yield from (m for m in own_marks(above, words) if m != "Negated" or below.dep_ == "xcomp")


def _governed_by_auxiliary(below: Token, above: Token, words: Words) -> Iterator[str]:
    """ "It is essential that", "has yet to adopt", "have to report"."""
    adjectives = [c for c in above.children if c.dep_ == "acomp"]
    kinds = {m for c in adjectives for m in _known(words["governing_adjectives"], c.lemma_.lower())}
    yield from kinds & {HYPOTHETICAL}
    if below.dep_ == "xcomp" and any(c.dep_ == "advmod" and c.lower_ == "yet" for c in above.children):
        yield "Negated"
    elif below.dep_ == "xcomp" and above.lemma_ == "have":
        yield HYPOTHETICAL


def _unreal(verb: Token, words: Words) -> Iterator[str]:
    """What a verb hands on to what is done for it or by it: its future and its wish."""
    return (m for m in own_marks(verb, words) if m in {"Planned", HYPOTHETICAL})


def _is_content(below: Token, words: Words) -> bool:
    """Whether a clause on a noun says what the noun is about: "the need to train", "evidence that officials were involved"."""
    if below.dep_ == "relcl":  # the parser often takes this "that" for a relative pronoun
        return below.head.lemma_ in words["evidence"] and any(c.lower_ == "that" for c in below.children)
    return below.tag_ == "VB" or any(c.dep_ == "mark" for c in below.children)


def _asked(sentence: Span) -> bool:
    """A question claims nothing, also where a questionnaire's is repeated before its answer."""
    return any(token.text == "?" for token in sentence[-3:])


def _advised(reading: Reading, token: Token) -> bool:
    """Whether the predicate stands in a list of recommendations and is not said of somebody in passing ("shelters run by NGOs")."""
    sentence = token.sent
    listed = _ADVICE.match(reading.text) or _ADVICE.match(sentence.text)
    asked = _ADVICE_HEADING.search(reading.paragraph.heading) and (_commands(sentence) or sentence[0].lower_ == "that")
    return bool(listed or asked or _commands(sentence)) and not _in_passing(token)


def _commands(sentence: Span) -> bool:
    """Whether the sentence is an order: it begins with a bare verb and its main verb has no subject."""
    first = next((t for t in sentence if not (t.is_space or t.is_punct or t.like_num)), None)
    root = sentence.root
    bare = first is not None and first.tag_ == "VB" and (first == root or first.head == root)
    return bare and root.tag_ == "VB" and not any(c.dep_ in {*SUBJECTS, "aux"} for c in root.children)


def _in_passing(token: Token) -> bool:
    above = token
    while above.head != above:
        if above.dep_ == "relcl" and above.tag_ != "VB":
            return True
        if above.dep_ == "acl" and above.tag_ in {"VBN", "VBG"}:
            return True
        above = above.head
    return False
