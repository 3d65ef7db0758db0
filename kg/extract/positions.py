"""Names without a word that says what they are: the verb, the preposition or the list they stand in says it."""

from collections.abc import Iterator

from kg.extract.candidate import ACRONYM, CURATED, Candidate
from kg.extract.kinds import Rules
from kg.extract.lexicon import Lexicon, singular
from kg.extract.tree import Doc, Span, Token

_LISTED = {
    "NGO": "NGO",
    "NGONetwork": "NGO",
    "MediaOutlet": "MediaOutlet",
}  # what a known member makes the rest of a list
_JOINING = {"of", "the", "for", "y", "e", "de", "del", "la", "du", "des", "al"}
_LONGEST = 6  # words of a name
_LONGEST_PLACE = 3
_MOSTLY_CAPITALS = 0.5  # above this share of capitalised words a text is a headline, where capitals tell nothing


class PositionFinder:
    """Finds organisations, media and places in a parsed text by what stands around their names."""

    def __init__(self, rules: Rules, lexicon: Lexicon) -> None:
        """`rules` from `load_positions`; the lexicon gives the words that belong to no name."""
        self._acts = {table: frozenset(words) for table, words in rules["acts"].items()}
        self._media = {table: frozenset(words) for table, words in rules["media"].items()}
        self._places = {table: frozenset(words) for table, words in rules["places"].items()}
        self._lexicon = lexicon
        self._common = lexicon.words["portfolios"] | lexicon.words["name_topics"]
        self._outside = lexicon.words["not_in_names"] | lexicon.words["honorifics"]

    def find(self, doc: Doc, strong: list[Candidate]) -> list[Candidate]:
        """Candidates; `strong` are the names found before."""
        taken = {i for c in strong for i in range(c.start, c.end)}
        words = [t for t in doc if t.is_alpha and t.idx not in taken]
        if sum(t.text[0].isupper() for t in words) > _MOSTLY_CAPITALS * len(words):
            return []
        places = {c.start for c in strong if c.cls in {"Place", "Country"} and c.rule != "demonym"}
        known = {c.start: _LISTED[c.cls] for c in strong if c.cls in _LISTED}
        languages = {c.start for c in strong if c.rule == "demonym"}
        runs = [r for r in self._runs(doc, taken, places) if not any(t.idx in languages for t in r.root.conjuncts)]
        found = {run.start: cls for run in runs if (cls := self._class(run, places))}
        for run in runs:  # a list is of one kind
            first = _list_head(run.root)
            cls = next((found[r.start] for r in runs if first is not None and r.root == first and r.start in found), "")
            cls = cls or (known.get(first.idx, "") if first is not None else "")
            if (
                cls
                and run.start not in found
                and self._fits(run, cls)
                and (cls != "Place" or run[-1].idx not in places)
            ):
                found[run.start] = cls
        return [_candidate(run, found[run.start], taken) for run in runs if run.start in found]

    def _runs(self, doc: Doc, taken: set[int], lands: set[int]) -> Iterator[Span]:
        """Stretches of capitalised words that nothing has claimed; a country or place may end one: "Trace Kenya"."""
        i = 0
        while i < len(doc):
            if not self._is_part(doc[i], taken):
                i += 1
                continue
            j = i + 1
            while j < len(doc) and doc[j - 1].whitespace_:
                k = j
                while k < len(doc) and k - j < 2 and doc[k].text in _JOINING and doc[k].whitespace_:
                    k += 1
                if k >= len(doc) or not self._is_part(doc[k], taken):
                    j = k + 1 if k == j < len(doc) and doc[k].idx in lands else j
                    break
                j = k + 1
            if self._is_name(doc[i:j], taken):
                yield doc[i:j]
            i = j

    def _is_part(self, token: Token, taken: set[int]) -> bool:
        return (
            token.text[0].isupper() and token.text.replace("-", "").replace("'", "").isalpha() and len(token) > 1
            and token.idx not in taken and token.text not in self._outside and token.text not in self._places["never"]
        )  # fmt: skip

    def _is_name(self, run: Span, taken: set[int]) -> bool:
        """Whether a run is a proper name by itself, and no common word that only begins a sentence."""
        first, last = run[0], run[-1]
        touching = (run.start and run.doc[run.start - 1].idx in taken and run.doc[run.start - 1].whitespace_
                    and run.doc[run.start - 1].text[0].isupper())  # fmt: skip
        before = run.doc[run.start - 1].text if run.start else ""
        if (
            touching
            or before in {"-", "/", "–"}
            or (before[:1].isupper() and before not in self._outside)
            or len(run) > _LONGEST
        ):
            return False
        if any(singular(t.lower_) in self._lexicon.heads or t.lower_ in self._common for t in (first, last)):
            return False
        if len(run) == 1:
            return first.tag_ == "NNP" and not (
                first.is_sent_start and first.lower_.endswith("s") and first.head.tag_ != "VBZ"
            )
        return (
            all(t.pos_ in {"PROPN", "NOUN", "ADP", "DET", "ADJ", "X"} or t.text in _JOINING for t in run)
            or last.tag_ == "NNP"
        )

    def _class(self, run: Span, places: set[int]) -> str:
        if run[-1].idx not in places and self._is_place(run, places):
            return "Place" if self._fits(run, "Place") else ""
        cls = self._medium(run.root) or self._organisation(run.root)
        return cls if cls and self._fits(run, cls) else ""

    def _fits(self, run: Span, cls: str) -> bool:
        if cls == "Place":
            return len(run) <= _LONGEST_PLACE and not any(t.is_upper and len(t) > 3 for t in run)
        return not (cls == "NGO" and len(run) == 1 and run[0].is_upper)  # what an acronym stands for is told elsewhere

    def _organisation(self, token: Token) -> str:
        """ "NGO" for who shelters, is funded, was founded, or is worked with."""
        head = _list_head(token) or token
        verb = head.head
        if head.dep_ == "nsubj" and verb.pos_ == "VERB":
            verbs = {verb.lemma_, *(t.lemma_ for t in verb.children if t.dep_ == "conj")}
            return "NGO" if verbs & self._acts["verbs"] else ""
        if head.dep_ == "pobj":
            governor = verb.head
            passive = governor.lemma_ in self._acts["by"] and governor.tag_ == "VBN"
            counted = governor.pos_ == "NUM" and governor.dep_ == "conj"  # "31 were sent by the police and 12 by X"
            if verb.lower_ == "by" and (passive or counted):
                return "NGO"
            nouns = {"with": ["with"], "of": ["from", "of"], "from": ["from"]}.get(verb.lower_, [])
            if any(governor.lemma_ in self._acts[table] for table in nouns):
                return "NGO"
        for clause in token.children:
            origin = clause.dep_ == "acl" and clause.tag_ == "VBN" and clause.lemma_ in self._acts["origin"]
            which = clause.dep_ == "relcl" and any(t.lower_ == "which" and t.dep_ == "nsubj" for t in clause.children)
            if origin or (which and clause.lemma_ in self._acts["verbs"]):
                return "NGO"
        return ""

    def _medium(self, token: Token) -> str:
        """ "MediaOutlet" for who broadcasts, carries a column, or has a film shown on it."""
        head = _list_head(token) or token
        verb = head.head
        if head.dep_ == "nsubj":
            carried = any(t.dep_ == "dobj" and t.lemma_ in self._media["carried"] for t in verb.children)
            return (
                "MediaOutlet"
                if verb.lemma_ in self._media["verbs"] or (verb.lemma_ in self._media["carry"] and carried)
                else ""
            )
        if (
            head.dep_ == "pobj"
            and verb.lower_ in {"from", "of", "for", "with"}
            and verb.head.lemma_ in self._media["people"]
        ):
            return "MediaOutlet"
        shown = head.dep_ == "pobj" and verb.lower_ == "on" and verb.head.lemma_ in self._media["shown"]
        return "MediaOutlet" if shown else ""

    def _is_place(self, run: Span, places: set[int]) -> bool:
        token = run.root
        first = _list_head(token)
        if first is not None and first.idx in places:
            return True
        if any(t.idx in places for t in token.conjuncts):
            return True
        if token.dep_ != "pobj" or token.i != run.end - 1:
            return False
        preposition, governor = token.head, token.head.head
        if preposition.lower_ in self._places["prepositions"]:
            return preposition.lower_ != "at" or len(run) == 1
        if preposition.lower_ == "of":
            return governor.lemma_ in self._places["nouns"]
        if preposition.lower_ not in {"from", "to"}:
            return False
        people = preposition.lower_ == "from" and governor.lemma_ in self._places["people"]
        return people or governor.lemma_ in self._places["moves"]


def _candidate(run: Span, cls: str, taken: set[int]) -> Candidate:
    rank = CURATED + 1 if run[-1].idx in taken else ACRONYM
    return Candidate(run.start_char, run.end_char, cls, run.text, "position in the sentence", rank, names=(run.text,))


def _list_head(token: Token) -> Token | None:
    """The first member of the list that a token stands in behind it."""
    first = None
    while token.dep_ == "conj" and token.head.i < token.i:
        first = token = token.head
    return first
