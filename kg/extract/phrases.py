"""Common noun phrases that name things: "a local NGO", "the government shelter", "the TIP working group"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.extract.candidate import PHRASE, Candidate
from kg.extract.chunks import POSSESSIVES, beginning_of, mended_chunks
from kg.extract.complements import PARTNERS, PREPOSITIONS, complement_of, description_of
from kg.extract.lexicon import TOPIC, Head, Lexicon, singular, topic_folded
from kg.extract.tree import Doc, Span

_DEMONSTRATIVES = {"this", "that", "these", "those", "such", "said", "same"}
_ONE_OF_MANY = {"a", "an", "one", "another"}
_LEADING = _DEMONSTRATIVES | {
    *("the", "a", "an", "its", "their", "his", "her", "our", "whose", "both"),
    *("all", "any", "no", "most", "some", "each", "every", "either", "neither"),
}
_QUANTIFIERS = {
    *("several", "many", "more", "few", "other", "over", "various", "numerous"),
    *("multiple", "additional", "certain", "one", "two", "three", "only"),
}
# Each naming of one of these is another one, unless it refers back.
_OCCASIONS = {"Event", "Training", "Meeting", "Publication"}
# In these classes "anti-trafficking" tells one thing from another; elsewhere everything is about trafficking anyway.
_TOPICAL = {"PublicBody", "Law", "CoordinationBody", "Programme", "LegalProvision", "NGO", "ActorGroup"}
_TOPICAL_HEADS = {"official", "staff", "officer", "investigator", "prosecutor", "judge"}
_OF_THE_STATE = {
    "Shelter",
    "Hotline",
    "AssistanceCentre",
    "Role",
    "PublicBody",
    "Law",
    "ActionPlan",
    "CoordinationBody",
    "Programme",
}
_COMPLEMENTED = {
    "Agreement",
    "Law",
    "Order",
    "Treaty",
    "ActionPlan",
    "Role",
    "CoordinationBody",
    "Programme",
    "NGONetwork",
    "Shelter",
    "AssistanceCentre",
    "Facility",
    "Hotline",
    "Training",
    "Meeting",
    "Publication",
}
_SMALL = {
    "of",
    "the",
    "for",
    "and",
    "or",
    "on",
    "in",
    "to",
    "against",
    "a",
    "an",
    "at",
    "with",
    "from",
    "by",
    "fight",
    "combat",
    "combating",
    "fighting",
    "issue",
    "affair",
    "&",
}
_KIND_GAP = re.compile(r",? ?[\"“*]?")
_NUMBERS = {"two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"}
_WITNESSES = {"NGO", "NGONetwork", "ActorGroup"}
_SETS = {"series of", "set of", "package of", "network of"}
_POSSESSORS = {"Ministry", "PublicBody", "CoordinationBody", "NGONetwork", "Shelter", "Hotline", "AssistanceCentre"}
_RUN_BY_ONE = {"Shelter", "Hotline", "AssistanceCentre"}
_CIVIL = {"NGO", "NGONetwork", "IntergovernmentalOrganization"}
PHENOMENON = "trafficking in persons"


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A noun chunk cut into what stands before the head and the head itself (`first` and `end` are token indices)."""

    chunk: Span
    first: int
    determiner: str
    modifiers: tuple[str, ...]
    head: Head
    plural: bool
    owner: Candidate | None


def phrase_key(lexicon: Lexicon, head: Head, modifiers: tuple[str, ...], cls: str) -> str:
    """What tells a phrase from others of its class: "head|modifiers that distinguish"."""
    plain = set(lexicon.words["plain_modifiers"])
    if cls in _TOPICAL or head.canonical in _TOPICAL_HEADS:
        plain -= {TOPIC, "tip"}
    if cls in _OF_THE_STATE:
        plain |= {"government", "state", "public", "country", "victim"}
    if cls in {"NGO", "ActorGroup", "PublicBody"}:
        plain |= lexicon.words["plain_group_modifiers"]
    if head.canonical == TOPIC:
        return f"{TOPIC}|"
    kept = {singular(m) for m in modifiers if m not in plain and m not in _SMALL and any(c.isalnum() for c in m)}
    return f"{head.canonical}|{' '.join(sorted(kept - plain - _SMALL))}"


class PhraseFinder:
    """Finds noun phrases whose last words are a head of the lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        """The lexicon says which nouns name what."""
        self._lexicon = lexicon

    def find(self, doc: Doc, text: str, strong: list[Candidate]) -> list[Candidate]:
        """Candidates among the doc's noun chunks; `strong` are the names found before, sorted."""
        found = []
        for mended in mended_chunks(doc):
            chunk = self._whole(mended)
            phrase = self._phrase(chunk, strong) or self._possessor(chunk, strong)
            if phrase and self._worth(phrase):
                candidate = self._candidate(phrase, strong)
                if not _is_kind_of_next(candidate, text, strong):
                    found.append(candidate)
        return _paired(text, [*found, *self._missed(doc, strong, found)])

    def _whole(self, chunk: Span) -> Span:
        """The chunk with what its head needs to be one: "memorandum" with "of understanding"."""
        doc, end = chunk.doc, chunk.end
        if end < len(doc) and doc[end].text == "of":
            for size in (3, 2):
                first = doc[end - 1].text
                words = doc[end - 1 : end + size].text.casefold()
                if {words, singular(first.casefold()) + words[len(first) :]} & self._lexicon.heads.keys():
                    return doc[chunk.start : end + size]
        return chunk

    def _missed(self, doc: Doc, strong: list[Candidate], found: list[Candidate]) -> Iterator[Candidate]:
        """Phrases that the parser took for a clause: "created a trafficking victims fund"."""
        for token in doc:
            if token.pos_ != "VERB" or token.tag_ not in {"VB", "VBP"} or token.dep_ != "ccomp":
                continue
            subject = next((c for c in token.children if c.dep_ == "nsubj" and c.i == token.i - 1), None)
            if subject is None or subject.left_edge.lower_ not in {"a", "an", "the"}:
                continue
            span = doc[subject.left_edge.i : token.i + 1]
            phrase = self._phrase(span, strong)
            if phrase and self._worth(phrase) and phrase.modifiers:
                overlapping = [c for c in found if c.start < span.end_char and c.end > span.start_char]
                if not overlapping:
                    yield self._candidate(phrase, strong)

    def _phrase(self, chunk: Span, strong: list[Candidate]) -> _Phrase | None:
        start, end = chunk.start_char, chunk.end_char
        inside = [s for s in strong if s.start < end and s.end > start]
        if any(s.end >= end or s.rule == "list of one kind" for s in inside):
            return None  # the phrase ends in a name, which is the thing, or names the kind of a list
        first, owner = beginning_of(chunk, inside)
        first = max([first, *(t.i + 1 for t in chunk[:-1] if t.text == "|")])  # a phrase keeps to its cell of a table
        mark = next((t for t in chunk if t.text in {"'s", "’s"} and t.i > first), None)
        whose = self._phrase(chunk.doc[first : mark.i], strong) if mark is not None and owner is None else None
        if (
            mark is not None and whose and whose.head.cls in {"Ministry", "PublicBody", "DiplomaticMission"}
        ):  # "the labor ministry's unit"
            first, owner = mark.i + 1, self._candidate(whose, strong)
        late = [t.i for t in chunk if t.lower_ in {"the", "a", "an"} and t.i > first]
        if late and chunk[0].pos_ == "ADP":  # "In 2008 the MIA trained staff": the parser took a clause for a phrase
            return None
        determiners = []
        while first < chunk.end - 1 and chunk.doc[first].text.casefold() in _LEADING:
            determiners.append(chunk.doc[first].text.casefold())
            first += 1
        words = [t.text for t in chunk.doc[first : chunk.end] if not t.is_space]
        folded = topic_folded(re.sub(r"\s?-\s?", "-", " ".join(words))).split()
        match = self._lexicon.head_of(folded)
        if (
            not match
            or match[0].cls == "-"
            or (match[0].canonical == TOPIC and owner and owner.cls in {"Country", "Place"})
        ):
            return None
        head, size = match
        plural = singular(folded[-1].casefold()) != folded[-1].casefold()
        modifiers = tuple(w.casefold().strip(",") for w in folded[: len(folded) - size])
        return _Phrase(chunk, first, " ".join(determiners), modifiers, head, plural, owner)

    def _possessor(self, chunk: Span, strong: list[Candidate]) -> _Phrase | None:
        """Whose something is that is no thing itself: in "the anti-trafficking unit's costs", the unit."""
        mark = next((t for t in chunk if t.text in POSSESSIVES), None)
        phrase = (
            self._phrase(chunk.doc[chunk.start : mark.i], strong) if mark is not None and mark.i > chunk.start else None
        )
        return phrase if phrase and phrase.head.cls in _POSSESSORS and "the" in phrase.determiner.split() else None

    def _worth(self, phrase: _Phrase) -> bool:
        head, determiner = phrase.head, phrase.determiner
        if determiner in {"no", "any"} and head.cls not in {"Role", "NGO", "ActorGroup", "PublicBody"}:
            return False
        if determiner == "no" and any(c.dep_ == "expl" for c in phrase.chunk.root.head.children):
            return False  # "there is no department within this agency that …": what is not does nothing
        follower = phrase.chunk.doc[phrase.chunk.end].text if phrase.chunk.end < len(phrase.chunk.doc) else ""
        if (
            head.noun in self._lexicon.words["transparent_nouns"]
            and follower in {"of", "from"}
            and head.noun not in {"head"}
        ):
            return False
        if set(determiner.split()) & _DEMONSTRATIVES or phrase.owner:
            return True
        if head.cls == "Role" and phrase.chunk.root.dep_ == "appos" and complement_of(phrase.chunk):
            return True  # "Hani Saleh, director of the directorate"
        if head.canonical == "law" and (phrase.plural or determiner in {"a", "an"}):
            return bool({TOPIC, "draft"} & {*phrase.modifiers}) or bool(
                complement_of(phrase.chunk)
            )  # "a law", "the laws" are no law in particular
        if head.bare == "topic":
            return TOPIC in phrase.modifiers or "the" in determiner.split()
        one = {"one"} if head.cls in _WITNESSES else set()  # "according to one NGO"
        meaningful = [m for m in phrase.modifiers if m not in _QUANTIFIERS - one - {"several"}]
        return (
            head.bare == "yes"
            or (head.bare == "plural" and phrase.plural)
            or bool(meaningful)
            or bool({"a", "an", "the"} & set(determiner.split()))
        )

    def _candidate(self, phrase: _Phrase, strong: list[Candidate]) -> Candidate:
        chunk, head = phrase.chunk, phrase.head
        cls = head.plural if phrase.plural else head.cls
        counted = phrase.plural and cls == "PublicBody" and chunk.doc[phrase.first].pos_ == "NUM"
        cls = "Role" if counted else cls  # "two police officers" are not the police
        start, end = chunk.doc[phrase.first].idx, chunk.end_char
        label = PHENOMENON if head.canonical == TOPIC else chunk.doc[phrase.first : chunk.end].text
        complement = (
            complement_of(chunk, PARTNERS if cls == "Agreement" else PREPOSITIONS) if cls in _COMPLEMENTED else ""
        )
        modifiers, owner = phrase.modifiers, phrase.owner
        if cls == "Role" and complement:
            inner = next((s for s in strong if end < s.start <= end + len(complement) + 1), None)
            owner = owner or inner
            modifiers += tuple(topic_folded(inner.label if inner else complement).casefold().split())
        elif cls == "Agreement":  # with whom tells agreements apart
            modifiers += tuple(complement.casefold().split())
        elif cls == "Role" and owner and owner.cls not in {"Country", "Government"}:
            modifiers += tuple(owner.label.casefold().split())
        key = phrase_key(self._lexicon, head, tuple(m for m in modifiers if m not in {"ministry", "the"}), cls)
        full = f"{label} {complement}".strip()
        described = description_of(chunk) if cls in {"NGO", "ActorGroup", "NGONetwork"} else ""
        if described and phrase.plural and "the" in phrase.determiner:
            label = full = f"{label} {described}"  # "the NGOs that run the shelter" are a group of their own
            key = f"{head.canonical}|{described.casefold()}"
        return Candidate(
            start, end, cls, full if cls in {"Law", "Order", "Role", "NGONetwork"} else label, "noun phrase", PHRASE, self._scope(phrase, cls, strong), key,
            head.canonical, _names(phrase, label, f"{full} {described}".strip(), key), definite=self._definite(phrase, key), owner=owner,
            determiner=phrase.determiner,
            country=owner.entity.removeprefix("country/").upper() if owner and owner.cls == "Country" else "",
        )  # fmt: skip

    def _somebody_elses(self, phrase: _Phrase, strong: list[Candidate]) -> bool:
        """A shelter or hotline that is not the state's: "our hotline", "a hotline of its own", "an NGO opened a shelter"."""
        chunk, own = phrase.chunk, {"own", "another", "second", "private"}
        follows = chunk.doc[chunk.end : chunk.end + 3].text
        if (
            own & {*phrase.modifiers, *phrase.determiner.split()}
            or "our" in phrase.determiner.split()
            or follows in {"of its own", "of their own"}
        ):
            return True
        verb = chunk.root.head
        if verb.pos_ != "VERB" or not {"a", "an"} & set(phrase.determiner.split()):
            return False
        actors = [c for c in verb.children if c.dep_ == "nsubj"] + [
            t for c in verb.children if c.dep_ == "agent" for t in c.children
        ]
        return any(s.start <= t.idx < s.end and s.cls in _CIVIL for t in actors for s in strong)

    def _scope(self, phrase: _Phrase, cls: str, strong: list[Candidate]) -> str:
        if cls == "Role" and phrase.head.cls == "PublicBody":
            return "mention"
        if cls in _RUN_BY_ONE and self._somebody_elses(phrase, strong):
            return "mention"
        if cls in _OCCASIONS and phrase.head.canonical != TOPIC:
            return "mention"
        first = phrase.determiner.split()[:1] or list(phrase.modifiers[:1])
        alone = bool(first) and first[0] in _ONE_OF_MANY and not phrase.plural
        return (
            "mention"
            if alone and phrase.head.scope == "document" and cls in {"NGO", "NGONetwork", "Role", "Facility"}
            else phrase.head.scope
        )

    def _definite(self, phrase: _Phrase, key: str) -> bool:
        determiners = set(phrase.determiner.split())
        return bool(determiners & _DEMONSTRATIVES) or (
            "the" in determiners and key.endswith("|") and phrase.owner is None
        )


def _is_kind_of_next(phrase: Candidate, text: str, strong: list[Candidate]) -> bool:
    """Whether the phrase only says what the name right behind it is: "the nightclub Safari", "a film, "Nets""."""
    return phrase.owner is None and any(
        s.cls == phrase.cls
        and s.rule in {"list of one kind", "title"}
        and _KIND_GAP.fullmatch(text, phrase.end, s.start)
        for s in strong
    )


def _names(phrase: _Phrase, label: str, full: str, key: str) -> tuple[str, ...]:
    """The ways the text writes the thing here: with and without determiner, numbers, owner and complement."""
    whole = phrase.chunk.doc[phrase.first - len(phrase.determiner.split()) : phrase.chunk.end].text
    named = next((t.i + 1 for t in phrase.chunk if t.text in POSSESSIVES), 0)  # "the ministry's finance director"
    names = {
        label,
        full,
        phrase.chunk.doc[max(named, phrase.first) : phrase.chunk.end].text,
        *((whole + tail).removeprefix("the ").removeprefix("The ") for tail in {"", full.removeprefix(label)}),
    }
    counted = phrase.chunk.doc[max(0, phrase.chunk.start - 2) : phrase.chunk.start].text
    if counted.casefold() in _SETS:  # "a series of articles on trafficking" is what the articles are called too
        names |= {f"{counted} {label}", f"{counted} {full}"}
    words = label.split()
    while len(words) > 1 and (words[0].casefold() in _QUANTIFIERS | _NUMBERS or words[0].isdigit()):
        words = words[1:]
    names.add(" ".join(words))
    if key.endswith("|"):
        names.add(phrase.head.canonical)
    if phrase.owner:
        names |= {
            phrase.chunk.text.removeprefix("the ").removeprefix("The "),
            label if label.startswith(phrase.owner.label) else f"{phrase.owner.label} {label}",
            phrase.chunk.text[max(0, phrase.owner.start - phrase.chunk.start_char) :],
        }
        names |= {label.removeprefix(phrase.owner.names[0] if phrase.owner.names else phrase.owner.label).strip()}
    return tuple(sorted(n for n in names if n and n[0].isalnum()))


def _paired(text: str, found: list[Candidate]) -> list[Candidate]:
    """ "trainings and seminars" is one thing: two bare heads of one kind joined by "and" become one candidate."""
    result: list[Candidate] = []
    for candidate in sorted(found, key=lambda c: c.start):
        last = result[-1] if result else None
        joined = (
            last is not None
            and text[last.end : candidate.start] in {" and ", " or "}
            and {last.cls, candidate.cls} <= _OCCASIONS | {"DiplomaticMission"}
        )
        if last and joined and " " not in text[candidate.start : candidate.end]:
            label = text[last.start : candidate.end]
            names = (label, *last.names)
            result[-1] = Candidate(
                last.start,
                candidate.end,
                last.cls,
                label,
                last.rule,
                PHRASE,
                "mention",
                f"{label}|",
                last.head,
                names,
                owner=last.owner,
            )
        else:
            result.append(candidate)
    return result
