"""Capitalised names of institutions, laws and programmes that no table knows, by the words that make them such."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

from kg.extract.candidate import PATTERN, Candidate
from kg.extract.lexicon import Lexicon, singular, topic_folded
from kg.extract.phrases import phrase_key
from kg.resources import data_folder

_WORD = re.compile(r"(?:\w[\w\-/]*|&)(?:['’](?!s\b)\w+)?")
_FOREIGN_SMALL = "de|del|la|las|los|el|da|do|dos|das|du|des|le|les|para|pour|por|y|e|et|i|w|na|za|di|della"
_PORTFOLIOS = {"Foreign": "Foreign Affairs", "Home": "Home Affairs", "Internal": "Internal Affairs"}
_OF_YEAR = re.compile(r" of (?:19|20)\d\d\b")
_HALF_COMMON = {"ActionPlan", "Law", "Role", "CoordinationBody", "Programme"}
_POSSESSIVE = re.compile(r"['’]s\b|(?<=s)['’](?=\s)")
_PREPOSITIONS = {"of", "for", "on", "against", "to", "about", "with", "concerning", "in"}
_MINISTRIES = re.compile(
    r"\b[Mm]inistr(?:ies|ers) (?:of|for) ((?:the )?[A-Z][\w'’\-]*(?:(?:,? and |, | of | for )(?:the )?(?:[A-Z][\w'’\-]*)| [A-Z][\w'’\-]*)*)"
)


class _Word(NamedTuple):
    text: str
    start: int
    end: int
    possessive: bool
    gap: str  # what stands between it and the next word, the possessive ending left out

    @property
    def capital(self) -> bool:
        return self.text[0].isupper()


def load_name_heads(folder: Path | None = None) -> dict[str, str]:
    """Head (lower case, singular, without "'s") → class, from `name_heads.toml`."""
    return {
        _POSSESSIVE.sub("", head.casefold()): cls
        for cls, heads in _name_table(folder).items()
        if cls != "first"
        for head in heads
    }


def load_first_words(folder: Path | None = None) -> dict[str, str]:
    """Word that opens a name in another language → class, from the table `first` of `name_heads.toml`."""
    return {word: cls for cls, words in _name_table(folder)["first"].items() for word in words}


def _name_table(folder: Path | None) -> dict[str, Any]:
    path = (folder or data_folder("ontology") / "rules") / "name_heads.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def find_foreign_names(text: str, first_words: dict[str, str]) -> Iterator[Candidate]:
    """Names in other languages, whose first word tells what they are: "Fundacion Renacer", "Refugio de la Ninez"."""
    for match in _foreign(tuple(first_words)).finditer(text):
        name = match.group()
        yield Candidate(match.start(), match.end(), first_words[match[1]], name, "foreign name", PATTERN, names=(name,))


@lru_cache(maxsize=1)
def _foreign(first_words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\b({'|'.join(map(re.escape, first_words))})((?: (?:{_FOREIGN_SMALL}))*(?: [A-Z][\w'’\-]+))+")


def split_words(text: str) -> list[_Word]:
    """The words of a text with what stands between them."""
    found = list(_WORD.finditer(text))
    words: list[_Word] = []
    for i, match in enumerate(found):
        possessive = _POSSESSIVE.match(text, match.end())
        after = possessive.end() if possessive else match.end()
        following = found[i + 1].start() if i + 1 < len(found) else len(text)
        if possessive and following < after:  # the "s" of "'s" was taken for a word
            following = found[i + 2].start() if i + 2 < len(found) else len(text)
        if i and words and words[-1].possessive and match.start() < words[-1].end + 2:
            continue
        words.append(_Word(match.group(), match.start(), match.end(), bool(possessive), text[after:following]))
    return words


class InstitutionFinder:
    """Finds names such as "State Committee for Family Affairs" or "Law on Trafficking" in a text."""

    def __init__(self, heads: dict[str, str], lexicon: Lexicon) -> None:
        """`heads` from `load_name_heads`; the lexicon gives the words that belong to no name."""
        self._heads = heads
        self._lexicon = lexicon
        one = "|".join(sorted(lexicon.words["portfolios"], key=lambda w: (-len(w), w)))
        several = rf"(?:the )?(?:{one})(?:(?:,|,? and) (?:the )?(?:{one}))+"
        self._portfolio = re.compile(rf"\b(?:{one})\b")
        self._portfolios = re.compile(rf"(?<=\b[Mm]inistries of ){several}\b|\b{several}(?= ministries\b)")
        self._outside = lexicon.words["not_in_names"]
        self._openings = lexicon.words["open_names"]
        self._portfolio_words = lexicon.words["portfolio_words"]
        self._topics = lexicon.words["portfolio_words"] | lexicon.words["name_topics"]

    def find(self, text: str, known: dict[int, int]) -> list[Candidate]:
        """Candidates in the text. `known`: start → end of the names that the tables found, at which names break."""
        found: list[Candidate] = [*self._ministry_lists(text)]
        taken = [(m.start(), m.end()) for m in _MINISTRIES.finditer(text)] if found else []
        found += self._common_ministries(text)
        words = split_words(text)
        i = 0
        while i < len(words):
            if not words[i].capital or self._is_outside(words, i) or any(a <= words[i].start < b for a, b in taken):
                i += 1
                continue
            j = self._name_end(words, i, known)
            while j > i + 1 and not words[j - 1].capital:
                j -= 1
            name = self._candidate(text, words, i, j)
            if name:
                found.append(name)
            i = j
        return _with_owners(text, found)

    def _is_outside(self, words: list[_Word], i: int) -> bool:
        """Whether a word begins no name, unless the next one makes it an opening."""
        return words[i].text in self._outside and " ".join(w.text for w in words[i : i + 2]) not in self._openings

    def _head_class(self, words: list[_Word]) -> str:
        """The class of the head that ends the words, "" if none does."""
        tail = [w.text.casefold() for w in words[-3:]]
        for size in range(len(tail), 0, -1):
            phrase = " ".join(tail[-size:])
            found = self._heads.get(phrase) or self._heads.get(
                " ".join([*tail[-size:-1], singular(tail[-1])]) if phrase.endswith("s") else ""
            )
            if found:
                return found
        return ""

    def _name_end(self, words: list[_Word], i: int, known: dict[int, int]) -> int:
        """The index after the last word of the name that begins with word `i`."""
        complement = False
        j = i + 1
        while j < len(words):
            before, word = words[j - 1], words[j]
            if (
                before.possessive
                and (self._head_class(words[i:j]) or before.end in known.values())
                and not _role(self._head_class(words[i:j]))
                and word.text != "Office"
            ):
                return j  # "the Ministry of Justice's Education Center" are two names
            if before.possessive and self._owns_next(words, i, j):
                return j
            if before.gap == " " and word.capital:
                acronym = j - i == 1 and known.get(words[i].start) == words[i].end and words[i].text.isupper()
                if acronym and word.text not in {
                    "Embassy",
                    "Consulate",
                    "Mission",
                    "Government",
                    "Congress",
                    "Department",
                }:
                    return j  # an acronym that the tables know does not grow
                if self._person_follows(words, i, j, complement=complement):
                    return j
                complement = complement or word.text.casefold() in _PREPOSITIONS  # "Law Against Violence"
                j += 1
                continue
            if before.text.endswith("ing") and before.text != "Trafficking" and complement and word.text == "the":
                j += 1  # "Law on Preventing the Sale of Children"
                continue
            step = self._step(words, i, j, known, complement=complement)
            if not step:
                return j
            complement = True
            j += step
        return j

    def _owns_next(self, words: list[_Word], i: int, j: int) -> bool:
        """Whether word `j` begins another name, of what the first one owns: "the Ministry of Interior's Department of Migration",
        "the MOI's Investigation Unit", but not "Ministry of Women's Affairs"."""
        acronym = j - i == 1 and words[i].text.isupper() and len(words[i].text) > 1
        cut = next((k for k in range(i + 1, j) if words[k].text in _PREPOSITIONS), j)
        whole = self._head_class(words[i:cut]) in {"Ministry", "PublicBody"} if cut < j else False
        run = [words[j]]
        while run[-1].gap == " " and len(run) < 6 and j + len(run) < len(words) and words[j + len(run)].capital:
            run.append(words[j + len(run)])
        other = self._opens_name(words, j) or self._head_class(run) in {
            "PublicBody",
            "CoordinationBody",
            "Shelter",
            "Hotline",
        }
        return (acronym or whole) and words[j].capital and words[j].text != "Office" and other

    def _person_follows(self, words: list[_Word], i: int, j: int, *, complement: bool) -> bool:
        """Whether a role ends before word `j` and its holder's name begins: "Justice Secretary Leila de Lima"."""
        if complement:
            opens = _role(self._heads.get(words[i].text.casefold(), "")) or _role(self._head_class(words[i : i + 2]))
            last, new = words[j - 1].text.casefold(), words[j].text.casefold()
            return opens and last in self._portfolio_words and new not in self._portfolio_words
        longer = self._head_class(words[i : j + 1]) or self._head_class(words[i : j + 2])
        return _role(self._head_class(words[i:j])) and not words[j - 1].possessive and not longer

    def _step(self, words: list[_Word], i: int, j: int, known: dict[int, int], *, complement: bool) -> int:
        """How many words a preposition, "and" or comma at `j` carries the name on; 0 if it ends before."""
        before, word = words[j - 1], words[j]
        rest = j + 1 if word.text.casefold() in {"of", "and", "&", "the"} | _PREPOSITIONS else j
        if rest < len(words) and words[rest].text == "the" and words[rest - 1].gap == " ":
            rest += 1
        if rest >= len(words) or not words[rest].capital or words[rest - 1].gap != " " and rest != j:  # noqa: RUF021
            return 0
        run = [words[rest]]
        while (
            run[-1].gap == " "
            and not run[-1].possessive
            and rest + len(run) < len(words)
            and words[rest + len(run)].capital
        ):
            run.append(words[rest + len(run)])
        own_name = (
            self._head_class(run) not in {"", "Training"}  # "Ministry of Labor and Vocational Training" is one name
            or words[rest].text in self._outside
            or (run[0].text.isupper() and len(run[0].text) > 1)
        )
        starts_other = own_name or self._opens_name(words, rest)
        if before.gap == " " and word.text in _PREPOSITIONS:
            other = self._head_class(run)
            topic = word.text == "in" and before.text.endswith(("Trafficking", "Traffic"))
            goes_on = (
                (bool(self._head_class(words[i:j])) and word.text != "in")
                or topic
                or (complement and word.text in {"of", "against", "for"})
            )
            whole = " ".join(w.text.casefold() for w in [before, word, words[rest]])  # "Council of Churches"
            portfolio = rest == j + 1 and len(run) == 1 and run[0].text.casefold() in self._portfolio_words
            fits = (
                goes_on and (not other or _role(other) or topic or portfolio) and not self._opens_name(words, rest)
            ) or bool(self._heads.get(whole))
            return rest - j + 1 if fits else 0
        if before.gap == " " and word.text in {"and", "&"}:
            if not complement and self._joined_unit(words[i:j], words[i - 1] if i else None, run, known):
                return rest - j + len(run)
            starts_other = (
                starts_other and self._head_class(run) != "Training"
            )  # "Ministry of Labor and Vocational Training"
            return rest - j + 1 if complement and not starts_other and words[rest].start not in known else 0
        listed = before.gap == ", " and complement and not starts_other and words[rest].start not in known
        return 1 if listed and self._list_closes(words, j) else 0

    def _joined_unit(
        self, first: list[_Word], before: _Word | None, second: list[_Word], known: dict[int, int]
    ) -> bool:
        """Whether "the X and Y Unit" is one name: X says what the unit is for and is no name by itself."""
        definite = before is not None and before.text.casefold() == "the" and before.gap == " "
        named = any(w.start in known for w in [*first, *second])
        ends = self._head_class(second) in {"PublicBody", "CoordinationBody"} and len(second) > 1
        return definite and ends and not named and not self._head_class(first)

    def _opens_name(self, words: list[_Word], k: int) -> bool:
        """Whether word `k` is a head with a preposition behind it, as in "Ministry of"."""
        return (
            bool(self._heads.get(words[k].text.casefold()))
            and k + 1 < len(words)
            and words[k + 1].text in _PREPOSITIONS
        )

    def _list_closes(self, words: list[_Word], j: int) -> bool:
        """Whether a comma list inside a name ends in "and X": of what names are about ("Violence, Exploitation and Trafficking")."""
        for k in range(j, min(j + 8, len(words) - 1)):
            if words[k].text == "and":
                return any(w.text.casefold() in self._topics for w in words[k + 1 : k + 4])
            if not words[k].capital or words[k].gap not in {", ", " "}:
                return False
        return False

    def _candidate(self, text: str, words: list[_Word], i: int, j: int) -> Candidate | None:
        run = words[i:j]
        cut = next((k for k, w in enumerate(run) if w.text.casefold() in _PREPOSITIONS and k), len(run))
        whole = " ".join(w.text.casefold() for w in run[-3:])
        cls = self._heads.get(whole, "") if cut < len(run) else ""
        cls = cls or self._head_class(run[:cut]) or (self._head_class(run) if cut < len(run) else "")
        titled = (
            cls == "Role" and run[-1].gap == " " and j < len(words) and words[j].capital
        )  # "Superintendent Jane Doe"
        if not cls or (len(run) < 2 and cls not in {"PublicBody", "ActionPlan"} and not titled):
            return None
        start, end = run[0].start, run[-1].end
        year = _OF_YEAR.match(text, end) if cls == "Law" else None
        end = year.end() if year else end
        label = text[start:end]
        if len(run) == 1 and not titled and singular(label.casefold()) not in {"parliament", "senate", "ombudsman"}:
            return None
        if cls == "Ministry" and cut == len(run):  # "Interior Ministry" is "Ministry of Interior"
            label = f"Ministry of {_PORTFOLIOS.get(text[start : run[-2].end], text[start : run[-2].end])}"
        key, head = self._generic_key(run, cut, cls)
        return Candidate(
            start,
            end,
            cls,
            label,
            "capitalised name",
            PATTERN,
            key=key,
            head=head,
            names=tuple(dict.fromkeys((text[start:end], text[start : run[-1].end]))),
        )

    def _generic_key(self, run: list[_Word], cut: int, cls: str) -> tuple[str, str]:
        """The key that the same words would have as a common phrase, for classes whose names are half common nouns."""
        if cls not in _HALF_COMMON:
            return "", ""
        before = topic_folded(" ".join(w.text for w in run[:cut])).split()
        match = self._lexicon.head_of(before)
        if not match:
            return "", ""
        head, size = match
        after = topic_folded(" ".join(w.text for w in run[cut:])).split()
        modifiers = tuple(w.casefold() for w in [*before[: len(before) - size], *after])
        return phrase_key(self._lexicon, head, modifiers, cls), head.canonical

    def _common_ministries(self, text: str) -> Iterator[Candidate]:
        """ "the ministries of interior, justice and labor", "the interior and justice ministries": one ministry each."""
        for match in self._portfolios.finditer(text):
            for item in self._portfolio.finditer(match.group()):
                name = re.sub(r"\bAnd\b", "and", item.group().title())
                start = match.start() + item.start()
                end = match.start() + item.end()
                yield Candidate(
                    start, end, "Ministry", f"Ministry of {name}", "ministry list", PATTERN, names=(item.group(),)
                )

    def _ministry_lists(self, text: str) -> Iterator[Candidate]:
        """ "the Ministries of Justice, Labor and Social Welfare, and Health": one ministry each."""
        for match in _MINISTRIES.finditer(text):
            base, body = match.start(1), match.group(1)
            parts = _list_parts(body)
            for start, end in parts:
                item = body[start:end]
                if (
                    any(w in self._heads for w in item.casefold().split())
                    or len(parts) < 2
                    or (item.isupper() and len(item) > 1)
                    or _POSSESSIVE.search(item)  # "…, Health, and Labor, the MOI's director"
                ):
                    break
                label = f"Ministry of {item.removeprefix('the ')}"
                yield Candidate(base + start, base + end, "Ministry", label, "ministry list", PATTERN, names=(item,))


def _role(cls: str) -> bool:
    return cls == "Role"


def _list_parts(body: str) -> list[tuple[int, int]]:
    """Where the items of "A, B and C, and D" lie. With a comma before the last "and", an inner "and" stays inside its item."""
    splitter = r",? and (?:the )?|, (?:the )?" if not re.search(r", and ", body) else r", and (?:the )?|, (?:the )?"
    parts, start = [], 0
    for match in re.finditer(splitter, body):
        parts.append((start, match.start()))
        start = match.end()
    parts.append((start, len(body)))
    return [(a, b) for a, b in parts if b > a]


def _with_owners(text: str, found: list[Candidate]) -> list[Candidate]:
    """Bodies whose owner stands right before ("X's Unit") or after ("Unit of the X") know it."""
    ordered = sorted(found, key=lambda c: c.start)
    result = list(ordered)
    for n, (first, second) in enumerate(pairwise(ordered)):
        between = text[first.end : second.start]
        if re.fullmatch(r"['’]s ", between) or (between in {"' ", "’ "} and first.label.endswith("s")):
            owned = replace(
                second,
                owner=first,
                names=(*second.names, f"{first.label}'s {second.label}", f"{second.label} of the {first.label}"),
            )
            result[n + 1] = owned
        elif re.fullmatch(r" (?:of|in|within|at) (?:the )?", between) and second.cls in {"Ministry", "PublicBody"}:
            result[n] = replace(result[n], owner=second, names=(*first.names, f"{first.label} of the {second.label}"))
    return result
