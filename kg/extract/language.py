"""The language model: loaded, taught what it gets wrong, and quick on one core."""

import tomllib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from itertools import pairwise
from typing import Any, Protocol, cast

import spacy
from spacy.language import Language
from spacy.matcher import Matcher
from spacy.pipeline import AttributeRuler
from spacy.symbols import NORM, ORTH
from spacy.tokens import Doc, Span
from spacy.tokens._retokenize import set_token_attrs
from spacy.vocab import Vocab
from thinc.api import use_ops
from threadpoolctl import ThreadpoolController

from kg.errors import SettingsError
from kg.resources import data_folder

_RARE_VERBS = {"fin", "rout", "stag"}  # they would take "fined", "routed" and "staged" from fine, route and stage
_JOINT_VERBS = {f"co-{verb}" for verb in ("chair", "finance", "found", "fund", "host", "organize", "sponsor")}
_ASKED = {"TAG", "DEP", "LOWER", "IS_SPACE"}  # of one word


class Component(Protocol):
    """A part of a spaCy pipeline."""

    def pipe(self, stream: Iterable[Doc]) -> Iterator[Doc]:
        """Reads texts, many at once."""
        ...


_Pattern = list[dict[Any, Any]]


def load_language(model: str) -> tuple[Language, tuple[Component, ...]]:
    """The pipeline without its NER, and its NER, which costs as much as all the rest and is asked only where it helps.

    `model` is an installed spaCy pipeline package or a folder that holds one; SettingsError if there is none.
    """
    try:
        with use_ops("numpy", use_blis=False):  # numpy multiplies matrices several times faster than blis
            nlp = spacy.load(model)
    except OSError as error:
        raise SettingsError(
            f"spaCy pipeline '{model}' is not installed; install it with pip, or name another with --model"
        ) from error
    for word, substitute in _norms()["read_as"].items():
        nlp.tokenizer.add_special_case(word, [{ORTH: word, NORM: substitute}])  # type: ignore[union-attr]
    _teach_verbs(nlp)
    _remember_words(nlp)
    names = [name for name in nlp.pipe_names if "doc.ents" in nlp.get_pipe_meta(name).assigns]
    nlp.select_pipes(disable=names)
    return nlp, tuple(cast("Component", nlp.get_pipe(name)) for name in names)


def words_of(nlp: Language, text: str) -> Doc:
    """A text cut into words, before the parse."""
    doc = nlp.make_doc(text)
    for word, substitute in _norms()["read_before_by"].items():
        if f"{word} by " in text:
            for token, following in pairwise(doc):
                if token.text == word and following.text == "by":
                    token.norm_ = substitute
    return doc


def name_norms() -> dict[str, str]:
    """Class of a name → the word that the parser reads in its place; under "" that of all other classes."""
    return _norms()["names"]


@contextmanager
def one_core() -> Iterator[None]:
    """Matrices are multiplied by one thread: they are too small to share, and a second one would only wait."""
    with _threads().limit(limits=1, user_api="blas"):
        yield


@cache
def _threads() -> ThreadpoolController:
    return ThreadpoolController()


@cache
def _norms() -> dict[str, dict[str, str]]:
    """What the parser reads for words and names that it does not know, from `norms.toml`."""
    path = data_folder("ontology") / "rules" / "norms.toml"
    table: dict[str, dict[str, str]] = tomllib.loads(path.read_text(encoding="utf-8"))
    return table


def _teach_verbs(nlp: Language) -> None:
    """Takes verbs that nobody writes from the lemmatizer, so that the common ones get their forms back, and adds what it lacks."""
    lookups = getattr(nlp.get_pipe("lemmatizer"), "lookups", None) if nlp.has_pipe("lemmatizer") else None
    if lookups is not None and lookups.has_table("lemma_index"):
        index = lookups.get_table("lemma_index")
        index["verb"] = [*sorted(_JOINT_VERBS), *(verb for verb in index["verb"] if verb not in _RARE_VERBS)]


def _remember_words(nlp: Language) -> None:
    """Puts a RememberingRuler in the place of each AttributeRuler.

    Rules with an expression, which are for "nothin'" and "y'all", stay out: no report writes so, and every word would
    have to be tried.
    """
    for name in [n for n in nlp.pipe_names if type(nlp.get_pipe(n)) is AttributeRuler]:
        rules = cast("AttributeRuler", nlp.get_pipe(name)).patterns
        ruler = cast("RememberingRuler", nlp.replace_pipe(name, "remembering_ruler"))
        ruler.add_patterns(rule for rule in rules if "REGEX" not in str(rule["patterns"]))


class RememberingRuler(AttributeRuler):
    """spaCy's ruler, which remembers what it found out about a word: nearly all its rules are about one word.

    They ask for its tag, its dependency, and whether it is one of a few words that they name. What is alike in these
    gets the same attributes, and the slow matcher looks at each kind of word once.
    """

    def __init__(self, vocab: Vocab, name: str = "remembering_ruler") -> None:
        """As AttributeRuler."""
        super().__init__(vocab, name)
        self._of_one_word, self._others = Matcher(self.vocab), Matcher(self.vocab)
        self._named: set[int] = set()
        self._seen: dict[tuple[int, int, int, bool], list[int]] = {}

    def add(self, patterns: Iterable[_Pattern], attrs: dict[Any, Any], index: int = 0) -> None:
        """As AttributeRuler."""
        rule, patterns = str(len(self.attrs)), list(patterns)
        self._seen.clear()
        super().add(patterns, attrs, index)
        named = [_named(pattern) for pattern in patterns]
        if None in named:
            self._others.add(rule, patterns)
        else:
            self._of_one_word.add(rule, patterns)
            self._named.update(self.vocab.strings.add(word) for words in named for word in words or ())

    def __call__(self, doc: Doc) -> Doc:
        """As AttributeRuler: sets what the rules say of each word, the later rule last."""
        others: dict[int, list[int]] = {}
        for name, start, end in _matches(self._others, doc):
            rule = self._number(name)
            others.setdefault(range(start, end)[self.indices[rule]], []).append(rule)
        for n, token in enumerate(doc):
            word = token.lower
            kind = (token.tag, token.dep, word if word in self._named else 0, token.is_space)
            rules = self._seen.get(kind)
            if rules is None:
                found = _matches(self._of_one_word, doc[n : n + 1])
                rules = self._seen[kind] = sorted(self._number(name) for name, *_ in found)
            for rule in sorted({*rules, *others[n]}) if n in others else rules:
                set_token_attrs(token, self.attrs[rule])
        return doc

    def _number(self, name: int) -> int:
        return int(self.vocab.strings[name])


def _matches(matcher: Matcher, words: Doc | Span) -> list[tuple[int, int, int]]:
    """What a matcher finds: an empty one would warn."""
    return matcher(words, allow_missing=True) if len(matcher) else []


def _named(pattern: _Pattern) -> list[str] | None:
    """The words that a rule for one word names; None of a rule that asks for more than these and for tag and dependency."""
    if len(pattern) != 1 or not pattern[0].keys() <= _ASKED:
        return None
    word = pattern[0].get("LOWER", {"IN": []})
    return [word] if isinstance(word, str) else word.get("IN")


Language.factory(
    "remembering_ruler",
    assigns=["token.pos", "token.morph", "token.lemma"],
    func=lambda nlp, name: RememberingRuler(nlp.vocab, name),
)
