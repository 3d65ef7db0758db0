"""What stands behind a preposition in the dependency tree."""

from collections.abc import Iterator

from kg.extract.tree import Token


def behind(token: Token, preposition: str) -> list[Token]:
    """The heads of the phrases behind the preposition, where it belongs to the word."""
    return list(_prepositional(token, preposition))


def deeper(token: Token, preposition: str, depth: int) -> list[Token]:
    """The same behind what the object is joined to: in "statistics and updates on cases to the embassy" the parser hangs "to" low."""
    if depth == 0:
        return []
    for child in token.children:
        inner = (
            [child]
            if child.dep_ == "conj"
            else [t for t in child.children if t.dep_ == "pobj"]
            if child.dep_ == "prep"
            else []
        )
        for below in inner:
            found = behind(below, preposition) or deeper(below, preposition, depth - 1)
            if found:
                return found
    return []


def _prepositional(token: Token, preposition: str) -> Iterator[Token]:
    for child in token.children:
        if child.lower_ == preposition and governs(child):
            yield from (
                t for t in child.children if t.dep_ in {"pobj", "pcomp"} or (t.dep_ == "amod" and preposition == "as")
            )
            yield from repeated(child, preposition)
        elif child.dep_ == "prep":  # "shown in villages and on television"
            yield from repeated(child, preposition)


def repeated(preposition: Token, word: str) -> Iterator[Token]:
    """What the same preposition adds: "by the foundation and by IOM", "to Symmetry, to Clean World and to the union"."""
    for joined in preposition.children:
        if joined.dep_ in {"conj", "prep"} and joined.lower_ == word:
            yield from (t for t in joined.children if t.dep_ == "pobj")
            yield from repeated(joined, word)


def governs(preposition: Token) -> bool:
    """Whether it belongs to the word above; "and by IOM" may be joined to the verb itself, but "but not by IOM" says nothing."""
    joined = preposition.dep_ == "conj" and not any(c.dep_ == "neg" for c in preposition.children)
    return preposition.dep_ in {"prep", "dative", "agent"} or joined
