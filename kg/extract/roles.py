"""The words that stand in a role of a clause: "agent", "patient", "holder", or behind a preposition."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from kg.extract.clauses import Clause, clause_of, is_verb
from kg.extract.prepositions import behind
from kg.extract.subjects import farther_heads
from kg.extract.tree import Token

_TELLS = frozenset(
    [
        "say",
        "state",
        "report",
        "note",
        "find",
        "estimate",
        "claim",
        "conclude",
        "allege",
        "warn",
        "write",
        "document",
        "blame",
        "criticize",
        "accuse",
        "urge",
        "call",
        "recommend",
        "describe",
        "condemn",
    ]
)


def standing_for(token: Token) -> list[Token]:
    """The nouns that a number or "them" stands for: in "investigated 45 cases and referred 12 of them to …", the cases."""
    verb = token.head
    if token.pos_ not in {"NUM", "PRON"} or verb.dep_ not in {"conj", "relcl"}:
        return []
    above = verb.head
    while verb.dep_ == "relcl" and above.pos_ != "VERB" and above.head != above:
        above = above.head
    return [t for t in clause_of(above).patients if t.i < token.i] if above.pos_ == "VERB" else []


def counted_of(token: Token) -> list[Token]:
    """Of what a number or "most" tells how many: in "four of them", "them"."""
    if token.pos_ not in {"NUM", "PRON", "DET", "ADJ"}:
        return []
    return [t for c in token.children if c.lower_ == "of" for t in c.children if t.dep_ == "pobj"]


def _holders(token: Token) -> list[Token]:
    """Who "is a member" or "forms part", in "X, a member of …" who stands beside it, in "X as a member" who acts."""
    if token.dep_ == "dobj" and token.head.lemma_ in {"form", "become", "constitute"}:
        return list(clause_of(token.head).agents)
    if token.dep_ in {"attr", "oprd"} and token.head.pos_ in {"VERB", "AUX"}:
        clause = clause_of(token.head)
        return [*clause.agents, *(t for t in clause.patients if clause.passive and t != token)]
    if token.dep_ == "appos":  # beside "a home in Accra" both may be meant
        above = token.head.head.head
        return [token.head, above] if token.head.dep_ == "pobj" and above.pos_ in {"NOUN", "PROPN"} else [token.head]
    if token.dep_ == "pobj" and token.head.lower_ == "among" and token.head.head.lemma_ == "be":
        return list(clause_of(token.head.head).agents)  # "judges were among the participants"
    named = [c for c in token.children if c.dep_ == "appos"]
    return named if token.dep_ in {"nsubj", "nsubjpass", "pobj", "dobj"} else []


def _governed(token: Token) -> list[Token]:
    """What stands under the noun: in "X is under the authority of Y" and "X is conducted under the direction of Y", X."""
    if token.dep_ != "pobj" or token.head.lower_ not in {"under", "at"}:
        return []
    above = token.head.head
    if above.pos_ in {"VERB", "AUX"}:
        clause = clause_of(above)
        return [*(clause.patients if clause.passive else clause.agents)]
    return [above] if above.pos_ in {"NOUN", "PROPN"} else []


def _above(preposition: Token) -> Token:
    """What the phrase of a preposition belongs to; in "in partnership with A and with money from B, held", the verb."""
    first = preposition
    while first.dep_ == "conj" and first.head.pos_ == "ADP":
        first = first.head
    above = first.head
    inner = first is not preposition and above.dep_ == "pobj" and above.head.dep_ == "prep"
    return above.head.head if inner else above


def _governing(token: Token, prepositions: set[str]) -> list[Token]:
    """Who acts in the clause that "in cooperation with" or "with support from" belongs to."""
    noun = (
        token.head if token.dep_ == "conj" and "with" in prepositions else token
    )  # "with an office in … and a grant from"
    if noun.dep_ != "pobj" or noun.head.lower_ not in prepositions:
        return []
    above = _above(noun.head)
    if above.pos_ in {"VERB", "AUX"}:
        return list(clause_of(above).agents)
    if above.lower_ == "thanks" and above.head.pos_ == "VERB":
        return list(clause_of(above.head).agents)
    if "with" in prepositions and above.head.pos_ == "VERB" and above.dep_ in {"dobj", "nsubjpass"}:
        return list(clause_of(above.head).agents)  # "organized a workshop with the help of"
    if "with" in prepositions and above.dep_ == "pobj" and above.head.head.pos_ == "VERB":
        return list(clause_of(above.head.head).agents)  # "is looking into the case with the help of"
    return [above] if above.pos_ in {"NOUN", "PROPN"} and above.dep_ == "nsubj" else []


def _thanks(token: Token) -> bool:
    """Whether "thanks to" stands before it."""
    return token.dep_ == "pobj" and token.head.lower_ == "to" and token.head.head.lower_ == "thanks"


def _brought_about(token: Token) -> list[Token]:
    """What comes about "with the help of": in "a unit was set up with help from", which names nobody else, the unit."""
    above = token.head.head
    if token.dep_ != "pobj" or token.head.lower_ != "with" or above.pos_ != "VERB":
        return []
    clause = clause_of(above)
    return list(clause.patients) if clause.passive and not clause.agents else []


def _telling(token: Token) -> list[Token]:
    """Who says something in the report or study: in "in a 2008 report, X blamed the police", X."""
    others = {c for c in token.children if c.dep_ in {"poss", "compound"} and c.lower_ not in {"its", "their"}}
    if any(
        not any(n.dep_ == "nummod" for n in c.children) for c in others
    ):  # "in a UNICEF report", not "in a May 2008 report"
        return []
    if token.dep_ != "pobj" or token.head.lower_ != "in" or token.head.head.lemma_ not in _TELLS:
        return []
    return list(clause_of(token.head.head).agents)


def _produced_with(token: Token) -> list[Token]:
    """What comes of "with money from": in "X opened a shelter with money from Y", the shelter."""
    if token.dep_ != "pobj" or token.head.lower_ != "with":
        return []
    above = _above(token.head)
    return [*clause_of(above).patients, *farther_heads(above)] if above.pos_ == "VERB" else [above]


def _hosts(clause: Clause) -> list[Token]:
    """Where those are who act: in "women in the shelter receive counseling", the shelter."""
    return [t for agent in clause.agents for p in ("in", "at", "of") for t in behind(agent, p)]


def _antecedent(clause: Clause) -> list[Token]:
    """In "a fund was created and money is received", the fund."""
    token = clause.predicate
    joined = clause.passive and token.dep_ == "conj" and token.head.pos_ == "VERB"
    return list(clause_of(token.head).patients) if joined else []


def _content(token: Token) -> list[Token]:
    """Who acts in what is said: in "NGOs complained that the government ignored them", the government."""
    said = [v for c in token.children if c.dep_ == "ccomp" and c.i > token.i for v in (c, *c.conjuncts)]
    return [t for verb in said if is_verb(verb) for t in clause_of(verb).agents]


_ROLES: dict[str, Callable[[Clause], Iterable[Token]]] = {
    "agent": lambda clause: clause.agents,
    "patient": lambda clause: clause.patients,
    "self": lambda clause: [clause.predicate],
    "poss": lambda clause: [c for c in clause.predicate.children if c.dep_ == "poss"],
    "amod": lambda clause: [c for c in clause.predicate.children if c.dep_ in {"compound", "amod", "nmod"}],
    "adverb": lambda clause: [c for c in clause.predicate.children if c.dep_ == "advmod"],
    "not": lambda clause: [c for c in clause.predicate.children if c.dep_ == "neg"],
    "holder": lambda clause: _holders(clause.predicate),
    "governed": lambda clause: _governed(clause.predicate),
    "governing": lambda clause: _governing(clause.predicate, {"in", "through", "after", "following"}),
    "helped": lambda clause: _governing(clause.predicate, {"with", "to"} if _thanks(clause.predicate) else {"with"}),
    "brought_about": lambda clause: _brought_about(clause.predicate),
    "telling": lambda clause: _telling(clause.predicate),
    "produced_with": lambda clause: _produced_with(clause.predicate),
    "host": _hosts,
    "antecedent": lambda clause: _antecedent(clause),
    "content": lambda clause: _content(clause.predicate),
}


@dataclass(frozen=True, slots=True)
class Cast:
    """Who plays which role in a clause. Many frames ask for the same role, so each is looked up once."""

    clause: Clause
    _tokens: dict[str, list[Token]] = field(default_factory=dict)
    _nouns: dict[str, set[str]] = field(default_factory=dict)

    def tokens(self, role: str) -> list[Token]:
        """The head words in the role; any name that is no role here is a preposition."""
        if role not in self._tokens:
            found = _ROLES.get(role)
            self._tokens[role] = list(found(self.clause) if found else self.clause.after(role))
        return self._tokens[role]

    def nouns(self, role: str) -> set[str]:
        """What stands in the role ("a/b": in either), by lemma and as written, with all that is joined to it or that it stands for."""
        if role not in self._nouns:
            heads = [t for r in role.split("/") for t in self.tokens(r)]
            named = [s for t in heads for s in (t, *t.conjuncts, *counted_of(t), *standing_for(t))]
            self._nouns[role] = {word for noun in named for word in _told(noun)}
        return self._nouns[role]


def _told(noun: Token) -> set[str]:
    """The noun, with each of its adjectives ("financial support"), the sign of a sum, and the last word of a name ("National Police Academy")."""
    lemma = noun.lemma_.lower()
    return {
        lemma,
        noun.lower_,
        noun.lower_.split(" ")[-1],
        *(c.text for c in noun.children if c.tag_ == "$"),
        *(f"{c.lower_} {lemma}" for c in noun.children if c.dep_ == "amod"),
    }
