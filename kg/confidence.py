"""How far a finding is to be trusted: how often its rule was right on gold standards, and what weakens it.

The table is `ontology/rules/confidence.tsv`, which `kg calibrate` writes. Its row `*` is a kind as a whole;
a row that begins with "doubt: " tells how often findings with that doubt were right.
"""

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TypeVar

from kg.errors import MappingError
from kg.model import Claim, Flow, Observation, Statement
from kg.resources import data_folder
from kg.table import read_rows

EVERY_RULE, DOUBT = "*", "doubt: "
KINDS: Mapping[type[Statement], str] = {Claim: "relations", Flow: "flows", Observation: "statistics"}
COLUMNS = ("kind", "rule", "tried", "right", "confidence")
_UNTRIED_DOUBT = 0.9  # what a doubt leaves of the confidence while no gold standard has tried it

_S = TypeVar("_S", Claim, Flow, Observation)


@dataclass(frozen=True, slots=True)
class Confidences:
    """The table: (kind, rule) → share that is right, 0 to 1."""

    shares: Mapping[tuple[str, str], float]

    def weigh(self, statements: Iterable[_S], known: AbstractSet[str]) -> tuple[_S, ...]:
        """The statements with the confidence that they deserve; the one they come with is their rule's estimate.

        `known` are the ids of the entities that a mapping table names.
        """
        return tuple(self._weighed(one, known) for one in statements)

    def of(self, kind: str, rules: Iterable[str], doubts: Iterable[str], estimate: float = 1.0) -> float:
        """The confidence of a finding, 0 to 1, to three places; of several rules the best counts.

        A rule that no gold standard has tried is trusted like its kind, but not more than `estimate`, which is what
        the author of the rule thinks of it. A doubt takes away as much as its findings are less often right than
        their kind.
        """
        mean = self.shares.get((kind, EVERY_RULE), estimate)
        share = max((self.shares.get((kind, rule), min(mean, estimate)) for rule in rules), default=mean)
        for doubt in doubts:
            known = self.shares.get((kind, DOUBT + doubt))
            share *= _UNTRIED_DOUBT if known is None else min(1.0, known / mean)
        return round(share, 3)

    def _weighed(self, statement: _S, known: AbstractSet[str]) -> _S:
        doubts: tuple[str, ...] = (*statement.doubts, *_name_doubts(statement, known))
        stance: tuple[str, ...] = stance_doubts(statement.polarity, statement.modality)
        share = self.of(KINDS[type(statement)], [statement.rule], (*doubts, *stance), statement.confidence)
        return replace(statement, doubts=doubts, confidence=share)


def _name_doubts(statement: Statement, known: AbstractSet[str]) -> tuple[str, ...]:
    """What was taken for a name may be none where no table has either of a claim's two."""
    if not isinstance(statement, Claim) or statement.subject in known:
        return ()
    return ("names in no table",) if statement.literal or statement.object not in known else ()


def stance_doubts(polarity: str, modality: str) -> tuple[str, ...]:
    """The doubts that lie in how something is said: a negation, an allegation, a plan are easier to misread."""
    return tuple(stance.lower() for stance in (polarity, modality) if stance not in ("Affirmed", "Asserted"))


@cache
def load_confidences(path: Path | None = None) -> Confidences:
    """The table that ships with the program, or another. Raises MappingError naming the file and line of a fault."""
    path = path or data_folder("ontology") / "rules" / "confidence.tsv"
    try:
        rows = read_rows(path.read_bytes())
    except (OSError, UnicodeDecodeError) as fault:
        raise MappingError(f"{path}: {fault}; make the table anew with kg calibrate") from fault
    return Confidences(dict(_share(row, f"{path.name}, line {line}") for line, row in rows))


def _share(row: Mapping[str, str], place: str) -> tuple[tuple[str, str], float]:
    """Kind and rule of a row, and the share."""
    lacking = {"kind", "rule", "confidence"} - row.keys()
    if lacking:
        raise MappingError(f"{place}: no column {min(lacking)}; name it in the first line, or use kg calibrate")
    try:
        share = float(row["confidence"])
    except ValueError:
        share = 0.0
    if not 0 < share <= 1:
        raise MappingError(f"{place}: the confidence {row['confidence']!r} must be a number above 0 and at most 1")
    return (row["kind"], row["rule"]), share
