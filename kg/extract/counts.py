"""What each number of a paragraph counts: the noun after it, a span of time, money, an age, or what was counted before."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.extract.counted import Count, CountRules, Passage
from kg.extract.nouns import noun_after, singular
from kg.extract.numbers import Number
from kg.extract.tree import Span, Token

TIMES = ("hours", "days", "weeks", "months", "years")
_TIME = re.compile(r"(?:\s+|-)(?:additional |consecutive |full |calendar |more )?(hour|day|week|month|year)s?\b", re.I)
_OLD = re.compile(r"(?:\s+|-)years?(?:\s+|-)(?:old|olds|of age)\b", re.I)
_AGO = re.compile(r"['’]?\s+(?:ago|later|earlier|old\b|prior\b|before (?:the|that|this)\b)", re.I)
_EVERY = re.compile(r"\b(?:every|each|last|past|next|previous|coming|within the (?:last|past))\s+$", re.I)
_AGED = re.compile(
    r"\b(?:aged?|ages)(?:\s+(?:of|from|between|under|over|range of|range from|consent|majority|at|to|is|as))*\s+$|\b(?:as young as|younger than|older than|minimum age \w+|(?:youngest|oldest|eldest)(?: \w+){0,3} (?:was|were|is|being))\s+$",
    re.I,
)
_BARE_AGE = re.compile(r"\s*(?:[.,;:)]|and\b|or\b|who\b|in\b|from\b|at\b|for\b|to\b|with\b|$)", re.I)
_PERSON_BEFORE = re.compile(
    r"\b(?:were|was|are|is|those|children|girls|boys|minors|persons|people|anyone|women|victims|individuals|child|person|minor|girl|boy|youth)\s+$",
    re.I,
)
_TIMES_OF = re.compile(
    r"\s+times\s+(the\s+(?:[\w-]+\s+){0,3}(?:wages?|salary|unit|income|amount|value|minimum|index|level))", re.I
)
_OF_BASE = re.compile(
    r"\s+(?:more\s+)?(?:out\s+)?of\s+(?:the|these|those|its|their|all|his|her|which|whom|them)\b", re.I
)
_NO_NOUN = re.compile(r"\b(?:which|whom|them)$", re.I)
_BARE = re.compile(
    r"\s*(?:[.,;:)]|$)|\s+(?:w(?:as|ere)|ha[sd]|have|had|is|are|remain\w*|received|resulted|involv\w+|concern\w+|ended|led|went|came|in|for|from|by|and|or|to|"
    r"at|on|during|under|over|other|others|more|additional|who|of (?:them|whom|which|these|those)|the (?:previous|prior|year)|last|such|relat\w+|pertain\w+|includ\w+|"
    r"identified|convict\w+|sentenc\w+|prosecut\w+|referr\w+|female|male|compared|while|per|between|still|did|paid|testif\w+|as|with|through|through\w*|returned|left|entered|aged)\b",
    re.I,
)
_VERB_NEXT = re.compile(
    r"\s+(?:received|paid|concerned|involved|resulted|ended|led|went|came|testified|returned|left|entered|remained|died|escaped)\b",
    re.I,
)
_LABEL = re.compile(
    r"\bnumber of ((?:[\w-]+ ){0,3}?)([\w-]+?)(?= (?:\w+ed|who|that|in|of|for|was|were|is|rose|fell|increased|decreased|reported|at|to|from|remained|by|on)\b|[,:])",
    re.I,
)
_COLON = re.compile(r"(?:^|[.;•–-]\s|\n)\s*([A-Z][^.;:|]{3,90}):\s*$")
_AGE_GAP = re.compile(
    r"[\s,(]*(?:(?:who|all|mostly|were|was|are|is|being|girls?|boys?|women|men|children|victims|individuals|aged?|ages|between|from|under|over|the|of|in|range|group|younger|older|than|below|above|up|to|them|these|and)[\s]*)*",
    re.I,
)
_ITEM = re.compile(
    r"[\s)]*(?:,|and|,\s*and)\s+an?\s+(?P<what>(?:[\w-]+\s+){0,5}?(?:boy|girl|woman|man|child|infant|baby|minor|newborn child|newborn))\b",
    re.I,
)
_LIST_GAP = re.compile(r"\s*(?:,|and|or|,\s*and)\s(?:(?!compared|while|up from|down from)[^.;:])*", re.I)
_LIST_REACH = 40  # characters between two numbers of a list that share a noun
_EACH = re.compile(r"\s+each\s+(?:from|in)\s+", re.I)
_LISTED = re.compile(r"\s*(?:,|and|,\s*and)?\s*(?:the\s+)?", re.I)
_SPEAKER = re.compile(r"\b(?:according to|as reported by|reported by|information from|told by|source:?)\s+$", re.I)
_OR_ELSE = re.compile(r"\b(?:or|and|but|to)\b[^.;]*$", re.I)
_BARE_TERM = re.compile(r"\s*(?:[.,;)]|(?:if|when|where|for|in)\b)", re.I)
_OPENING = re.compile(
    r"\b(?:out )?of (?:the|these|those|all|a total of)(?: (?:total|remaining|estimated|more than))*\s+$", re.I
)
_ANY = re.compile(r"^.*\bany\s+|^(?:of the|single|one)\s+", re.I)


def find_counts(
    passage: Passage, rules: CountRules, dates: Sequence[tuple[int, int]]
) -> Iterator[tuple[Span, list[Count]]]:
    """The counts of a paragraph, sentence by sentence; nouns and bases carry over from one to the next."""
    doc, text = passage.doc, passage.text
    numbers = rules.grammar.find(text, dates)
    if numbers:
        skip = [*dates, *(match.span() for match in rules.skip.finditer(text))]
        numbers = rules.grammar.find(text, skip) if len(skip) > len(dates) else numbers
    zeros = list(rules.zeros.find(doc, text)) if rules.zeros.hint.search(text) else []
    base: Count | None = None
    seen: set[tuple[str, str]] = set()
    at = 0
    for sentence in doc.sents:
        first, end = at, sentence.end_char
        while at < len(numbers) and numbers[at].at < end:
            at += 1
        counter = _Counter(passage, sentence, rules, numbers[first:at], base)
        found = [*counter.counts(), *_zero_counts(passage, sentence, rules, zeros, base)]
        found = sorted(found, key=lambda c: c.number.at)
        base = counter.base or base
        yield sentence, list(_fresh(found, seen))


def _fresh(counts: list[Count], seen: set[tuple[str, str]]) -> Iterator[Count]:
    """The counts that do not merely repeat a number of the paragraph; `seen` grows with them."""
    for count in counts:
        key = (count.number.amount, count.unit)
        if not (count.restated and key in seen):
            yield count
        seen.add(key)


def _zero_counts(
    passage: Passage, sentence: Span, rules: CountRules, zeros: list[tuple[Token, Token | None]], base: Count | None
) -> Iterator[Count]:
    for word, head in zeros:
        if not sentence.start <= word.i < sentence.end:
            continue
        number = Number(word.idx, word.idx + len(word), word.idx, "0")
        if head is None:
            carrier = base
            if carrier is not None:
                yield Count(
                    number, word, carrier.unit, carrier.label, carrier.phrase, number.end, carrier.noun, carried=True
                )
            continue
        unit = rules.nouns.get(
            singular(head.lower_), "money" if head.lower_ in {"money", "funds", "funding", "budget"} else "things"
        )
        phrase = (
            _ANY.sub("", passage.text[word.idx + len(word) : head.idx + len(head)].strip())
            if head.i > word.i
            else head.text
        )
        yield Count(
            number,
            word,
            unit,
            "currency" if unit == "money" else unit,
            phrase,
            head.idx + len(head),
            singular(head.lower_),
        )


class _Counter:
    """One sentence at work: decides what each of its numbers counts, in reading order."""

    def __init__(
        self, passage: Passage, sentence: Span, rules: CountRules, numbers: list[Number], base: Count | None
    ) -> None:
        self.doc, self.text, self.sentence, self.rules, self.numbers = (
            passage.doc,
            passage.text,
            sentence,
            rules,
            numbers,
        )
        self._passage = passage
        self.base = base
        self._named_before = False
        self._starts = {token.idx: token for token in sentence} if numbers else {}

    def counts(self) -> list[Count]:
        """All counts of the sentence, ages that only qualify another count left out."""
        found: list[Count] = []
        for index, number in enumerate(self.numbers):
            count = self._measure(number, index) or self._same_time(number, found)
            if count is None or self._idle(count):
                continue
            self._named_before = self._named_before or count.unit not in TIMES
            if count.unit == "age" and found and self._qualifies(found[-1], count):
                found[-1] = replace(
                    found[-1],
                    phrase=f"{found[-1].phrase} {self.text[found[-1].end : count.end].strip(' ,(')}".strip(),
                    end=count.end,
                )
                continue
            found.append(count)
            if count.unit not in {*TIMES, "age", "money", "percent", "times", "things"}:
                self.base = self._next_base(count)
                found.extend(self._items(count))
        return found

    def _token(self, number: Number) -> Token:
        token = self._starts.get(number.at)
        return (
            token
            if token is not None
            else next((t for t in self.sentence if t.idx <= number.at < t.idx + len(t)), self.sentence[0])
        )

    def _next_base(self, count: Count) -> Count | None:
        """A part ("five were minors") does not replace the whole that was counted."""
        if self.base is not None and count.carried and self.base.unit == count.unit:
            return self.base
        return count

    def _idle(self, count: Count) -> bool:
        """Whether a "one" only introduces a speaker or an example."""
        number = count.number
        if self.text[max(0, number.start - 12) : number.start].casefold().endswith("none of the "):
            return True
        if _SPEAKER.search(self.text, max(0, number.start - 25), number.start):
            return True
        if not (number.word and number.value == "1"):
            return False
        before = self.text[max(0, number.start - 6) : number.start].casefold()
        if before.endswith(("not ", "no ")) or count.unit == "things":
            return True
        return count.unit == "organizations" and bool(self.rules.speech.match(self.text, count.end))

    def _measure(self, number: Number, index: int) -> Count | None:
        text, token = self.text, self._token(number)
        if number.unit and number.unit not in TIMES:
            unit = "percent" if number.unit == "percent" else "money"
            return Count(number, token, unit, number.unit, "", number.end)
        old = _OLD.match(text, number.end)
        if old or _AGED.search(text, max(0, number.start - 30), number.start) or self._bare_age(number):
            age = _plain(number) if _bound_words(text, number) in {"under", "below"} else number
            return Count(age, token, "age", "years", "", old.end() if old else number.end)
        time = _TIME.match(text, number.end)
        if time:
            if _AGO.match(text, time.end()) or _EVERY.search(text, max(0, number.start - 30), number.start):
                return None
            label = number.unit or time[1].casefold() + "s"
            length = _plain(number) if _bound_words(text, number) == "over" else number  # "over three years": during
            return Count(length, token, label, label, "", time.end())
        times = _TIMES_OF.match(text, number.end)
        if times:
            return Count(number, token, "times", f"times {times[1]}", times[1], times.end())
        return self._count_noun(number, token, index)

    def _same_time(self, number: Number, found: list[Count]) -> Count | None:
        """ "three to eight years, or up to 15 if the victim dies": the unit of the term before."""
        last = found[-1] if found else None
        if last is None or last.unit not in TIMES or not _OR_ELSE.search(self.text, last.end, number.start):
            return None
        return (
            replace(last, number=number, token=self._token(number), end=number.end)
            if _BARE_TERM.match(self.text, number.end)
            else None
        )

    def _bare_age(self, number: Number) -> bool:
        """ "girls under 18", "nine were over 35": a bound with no noun after it, of somebody."""
        if not number.bound or not number.amount.isdigit() or int(number.amount) > 99:
            return False
        words = _bound_words(self.text, number)
        return (
            words in {"under", "over", "below", "above", "younger than", "older than"}
            and bool(_BARE_AGE.match(self.text, number.end))
            and bool(_PERSON_BEFORE.search(self.text, max(0, number.start - 20), number.start))
        )

    def _count_noun(self, number: Number, token: Token, index: int) -> Count | None:
        start = next((t.i for t in self.doc[token.i : self.sentence.end] if t.idx >= number.end), self.sentence.end)
        of = _OF_BASE.match(self.text, number.end)
        if of and _NO_NOUN.search(of[0]):
            return self._carried(number, token, index)
        if of:
            start = next((t.i for t in self.doc[token.i : self.sentence.end] if t.idx >= of.end()), self.sentence.end)
            while start < self.sentence.end and (
                self.doc[start].like_num or self.doc[start].lower_ in {"the", "remaining", "identified"}
            ):
                start += 1
        if not of and _VERB_NEXT.match(self.text, number.end):
            return self._carried(number, token, index)
        head, after = noun_after(self.doc, start, self.rules.nouns)
        if head is not None and head.idx in self._passage.demonyms:
            head = None
        if head is not None and after <= self.sentence.end and head.lower_ not in {"others", "other", "whom"}:
            return self._named(number, token, head)
        people = self._passage.demonyms.get(self.doc[start].idx) if start < self.sentence.end else None
        if people:
            return Count(
                number, token, "persons", "persons", self.text[number.end : people].strip(), people, "national"
            )
        return self._carried(number, token, index) if of or _BARE.match(self.text, number.end) else None

    def _named(self, number: Number, token: Token, head: Token) -> Count | None:
        noun = singular(head.lower_)
        unit = self.rules.nouns.get(noun, "")
        if not unit:
            plural = head.tag_ in {"NNS", "NNPS"} or head.lower_.endswith("s")
            if noun in self.rules.idle or not plural or number.amount == "1" or head.pos_ == "PROPN":
                return None
            unit = "things"
        end = head.idx + len(head)
        label = head.lower_ if unit == "things" else unit
        restated = bool(_OPENING.search(self.text, max(0, number.start - 40), number.start))
        return Count(number, token, unit, label, self.text[number.end : end].strip(" -"), end, noun, restated=restated)

    def _carried(self, number: Number, token: Token, index: int) -> Count | None:
        label = self._label(number)
        if label:
            return label
        ahead = self._ahead(number, index)
        base = ahead or self.base
        if base is None or (
            number.word
            and number.amount == "1"
            and not re.match(
                r"\s+(?:w(?:as|ere)|has|had|of|in|is|from|by|for)\b", self.text[number.end : number.end + 8]
            )
        ):
            return None
        return Count(number, token, base.unit, base.label, base.phrase, number.end, base.noun, carried=True)

    def _ahead(self, number: Number, index: int) -> Count | None:
        """The noun that a later number of the same list carries: "prosecuted 35 and convicted 12 traffickers"."""
        following = self.numbers[index + 1] if index + 1 < len(self.numbers) else None
        if self._named_before or following is None or following.start - number.end > _LIST_REACH:
            return None
        if not _LIST_GAP.fullmatch(self.text, number.end, following.start):
            return None
        count = self._count_noun(following, self._token(following), index + 1)
        return count if count is not None and count.unit != "things" else None

    def _label(self, number: Number) -> Count | None:
        """ "The number of victims was 45", "Convictions: 12"."""
        start = self.sentence.start_char
        spots = list(_LABEL.finditer(self.text, start, number.start))
        spot = spots[-1] if spots else None
        if spot and not re.search(r"[;.]", self.text[spot.end() : number.start]):
            noun = singular(spot[2])
            unit = self.rules.nouns.get(noun)
            if unit:
                return Count(number, self._token(number), unit, unit, (spot[1] + spot[2]).strip(), number.end, noun)
        colon = _COLON.search(self.text, start, number.start)
        if colon:
            nouns = [w for w in re.findall(r"[\w-]+", colon[1]) if singular(w) in self.rules.nouns]
            if nouns:
                unit = self.rules.nouns[singular(nouns[0])]
                return Count(number, self._token(number), unit, unit, colon[1].strip(), number.end, singular(nouns[0]))
        return None

    def _qualifies(self, count: Count, age: Count) -> bool:
        return count.unit in {"persons", "percent"} and bool(_AGE_GAP.fullmatch(self.text, count.end, age.number.at))

    def _items(self, count: Count) -> Iterator[Count]:
        """The single persons that close a list of counted ones: "76 women, a boy and a newborn child"."""
        at = count.end
        each = _EACH.match(self.text, at, self.sentence.end_char)
        if each and not count.carried:
            names = [(a, b) for a, b in self._passage.countries.items() if each.end() <= a < self.sentence.end_char]
            at = each.end()
            for place, (start, end) in enumerate(names):
                if not _LISTED.fullmatch(self.text, at, start):
                    break
                at = end
                if place:  # the first one is the count itself
                    yield replace(count, phrase=f"{count.phrase} from {self.text[start:end]}", end=end)
            return
        while count.unit == "persons" and (match := _ITEM.match(self.text, at, self.sentence.end_char)):
            where = match.start("what")
            token = self._token(Number(where, where, where))
            yield Count(
                Number(where, match.end(), where, "1"),
                token,
                "persons",
                "persons",
                match["what"],
                match.end(),
                match["what"].split()[-1].casefold(),
            )
            at = match.end()


def _plain(number: Number) -> Number:
    """The number without its bound."""
    return replace(number, value=number.amount, minimum="", maximum="", bound="")


def _bound_words(text: str, number: Number) -> str:
    """The words of a number's bound: "over", "more than"."""
    return re.sub(r"\s+", " ", text[number.start : number.at]).strip().casefold()
