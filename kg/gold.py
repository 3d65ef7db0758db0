"""A hand-made gold standard: what annotators found in one document, read from a folder of tables.

`entities.tsv`, `relations.tsv`, `flows.tsv` and `stats.tsv` hold what all annotators agreed on; `entities_all.tsv` and
`relations_all.tsv`, where they exist, everything that at least one of them accepted. A table may have a column
`verdict`: rows with the verdict "wrong" are left out, which makes a corrected findings folder a gold standard.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.errors import DocumentError
from kg.table import read_rows

# Type of the gold standard → classes of the vocabulary that fit it.
CLASSES: Mapping[str, frozenset[str]] = {
    gold: frozenset(classes.split())
    for gold, classes in {
        "Country": "Country",
        "Place": "Place",
        "Ministry": "Ministry",
        "GovernmentBody": "Government PublicBody CoordinationBody Ministry",
        "NGO": "NGO ActorGroup",
        "NGONetwork": "NGONetwork NGO",
        "IO": "IntergovernmentalOrganization CoordinationBody",
        "Embassy/ForeignMission": "DiplomaticMission ActorGroup",
        "DonorAgency": "PublicBody Government IntergovernmentalOrganization",
        "Media": "MediaOutlet Publication ActorGroup",
        "Person": "Person Role ActorGroup",
        "Role": "Role Person ActorGroup",
        "Facility": "Facility Shelter Hotline AssistanceCentre",
        "LegalInstrument": "LegalInstrument Law LegalProvision ActionPlan Treaty Order Agreement",
        "Programme": "Programme",
        "Event": "Event Training Meeting",
    }.items()
}
SCORED_CLASSES = frozenset().union(*CLASSES.values())
EXPLOITATION: Mapping[str, str] = {
    "sexual": "SexualExploitation",
    "labour": "ForcedLabour",
    "begging": "ForcedBegging",
    "marriage": "ForcedMarriage",
    "domestic_servitude": "DomesticServitude",
    "organ": "OrganRemoval",
    "unspecified": "Unspecified",
}
ENTITIES, RELATIONS, FLOWS, STATISTICS = "entities.tsv", "relations.tsv", "flows.tsv", "stats.tsv"
RIGHT, WRONG = "right", "wrong"
# Names that annotators wrote down as a mention and that would match almost anything.
_VAGUE = frozenset(
    ["country", "shelter", "hotline", "government", "ngo", "ngos", "law", "nap", "region", "they", "he", "their staff"]
)

Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class GoldRow:
    """One relation. `object` is an id of a thing, else a normalised text."""

    subject: str
    predicate: str
    object: str
    object_id: str
    polarity: str
    modality: str
    quote: str

    @property
    def key(self) -> tuple[str, str, str]:
        """What makes two rows the same relation."""
        return self.subject, self.predicate, self.object

    @property
    def pair(self) -> tuple[str, str]:
        """The two ends as written."""
        return self.subject, self.object_id


@dataclass(frozen=True, slots=True)
class GoldFlow:
    """One flow; places are ISO codes, or names in brackets."""

    origin: str
    transit: str
    destination: str
    exploitation: tuple[str, ...]
    quote: str


@dataclass(frozen=True, slots=True)
class GoldNumber:
    """One number."""

    indicator: str
    value: str
    quote: str


@dataclass(frozen=True, slots=True)
class Gold:
    """A gold standard. `types`, `titles` and `quotes` are by id, for all things; `core` are those that all agree on.

    `unjudged` counts the rows of a findings folder on which nobody has given a verdict.
    """

    types: Mapping[str, str]
    titles: Mapping[str, str]
    quotes: Mapping[str, str]
    core: frozenset[str]
    relations: tuple[GoldRow, ...]
    relations_all: tuple[GoldRow, ...]
    flows: tuple[GoldFlow, ...]
    statistics: tuple[GoldNumber, ...]
    unjudged: int
    _names: Mapping[str, frozenset[str]]

    def named(self, labels: Iterable[str]) -> set[str]:
        """The ids of the things that bear one of these names."""
        return {i for label in labels for i in self._names.get(normal(label), ())}


def normal(text: str) -> str:
    """A name or text as it is compared: no case, no punctuation, no "the", no possessive."""
    words = re.sub(r"[^\w]+", " ", text.casefold().replace("\u2019", "'").replace("'s ", " ")).split()
    return " ".join(word for word in words if word != "the")


def gold_folders(place: Path) -> list[Path]:
    """The folder itself where it holds a gold standard, else those in it that do, by name.

    Raises DocumentError when there is none.
    """
    if (place / ENTITIES).is_file():
        return [place]
    found = sorted(path.parent for path in place.glob(f"*/{ENTITIES}"))
    if not found:
        raise DocumentError(f"{place}: there is no gold standard here, neither {ENTITIES} nor a folder that holds one")
    return found


def read_gold(folder: Path) -> Gold:
    """The gold standard in a folder. Raises DocumentError when a table is missing, lacks a column or has a fault."""
    core = _Table.read(folder / ENTITIES, "id", "type", "canonical_name")
    every = _Table.read(folder / "entities_all.tsv", "id", "type", "canonical_name", optional=True)
    rows = every.rows or core.rows
    things = [row for row in rows if row["type"] in CLASSES]
    types = {row["id"]: row["type"] for row in things}
    # Victim groups are scored as flows and numbers; a relation of a thing that is none is no relation.
    left_out = ({row["id"] for row in rows} | core.refused | every.refused) - set(types)
    ends = ("subject_id", "predicate", "object_id", "polarity", "modality")
    relations = _Table.read(folder / RELATIONS, *ends)
    acceptable = _Table.read(folder / "relations_all.tsv", *ends, optional=True)
    flows = _Table.read(
        folder / FLOWS, "origin_iso2", "transit_iso2", "destination_iso2", "exploitation", optional=True
    )
    numbers = _Table.read(folder / STATISTICS, "indicator", "value", "quote", optional=True)
    agreed = _relations(relations.rows, types, left_out)
    return Gold(
        types=types,
        titles={row["id"]: row["canonical_name"] for row in things},
        quotes={row["id"]: row.get("first_quote", "") for row in things},
        core=frozenset(row["id"] for row in core.rows if row["type"] in CLASSES),
        relations=agreed,
        relations_all=_relations(acceptable.rows, types, left_out) or agreed,
        flows=tuple(map(_flow, flows.rows)),
        statistics=tuple(GoldNumber(row["indicator"], row["value"], row["quote"]) for row in numbers.rows),
        unjudged=sum(table.unjudged for table in (core, relations, flows, numbers)),
        _names=_names(things),
    )


def _names(things: Iterable[Row]) -> dict[str, frozenset[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for row in things:
        for name in (row["canonical_name"], *row.get("aliases", "").split("|")):
            key = normal(name)
            if key and (key not in _VAGUE or key == normal(row["canonical_name"])):
                found[key].add(row["id"])
    return {key: frozenset(ids) for key, ids in found.items()}


def _relations(rows: Iterable[Row], types: Mapping[str, str], left_out: set[str]) -> tuple[GoldRow, ...]:
    return tuple(
        GoldRow(
            subject=row["subject_id"],
            predicate=row["predicate"],
            object=row["object_id"] if row["object_id"] in types else normal(row["object_id"]),
            object_id=row["object_id"],
            polarity=row["polarity"],
            modality=row["modality"],
            quote=row.get("quote", ""),
        )
        for row in rows
        if not {row["subject_id"], row["object_id"]} & left_out
    )


def _flow(row: Row) -> GoldFlow:
    transit, exploitation = row["transit_iso2"].split("|")[0], tuple(row["exploitation"].split(";"))
    return GoldFlow(row["origin_iso2"], transit, row["destination_iso2"], exploitation, row.get("quote", ""))


@dataclass(frozen=True, slots=True)
class _Table:
    """The rows of a table that hold, the ids of those marked wrong, and how many have an empty verdict."""

    rows: tuple[Row, ...] = ()
    refused: frozenset[str] = frozenset()
    unjudged: int = 0

    @classmethod
    def read(cls, path: Path, *columns: str, optional: bool = False) -> "_Table":
        if optional and not path.exists():
            return cls()
        try:
            rows = read_rows(path.read_bytes())
        except (OSError, UnicodeDecodeError) as error:
            raise DocumentError(f"{path}: this table of the gold standard cannot be read ({error})") from error
        lacking = [column for column in columns if rows and column not in rows[0][1]]
        if lacking:
            raise DocumentError(f"{path}: the table has no column {lacking[0]!r}; its first line must name it")
        verdicts = [row.get("verdict", RIGHT).casefold() for _, row in rows]
        for (line, _), verdict in zip(rows, verdicts, strict=True):
            if verdict not in {RIGHT, WRONG, ""}:
                raise DocumentError(f"{path}, line {line}: the verdict {verdict!r} must be right, wrong or empty")
        judged = [(row, verdict) for (_, row), verdict in zip(rows, verdicts, strict=True)]
        return cls(
            rows=tuple(row for row, verdict in judged if verdict != WRONG),
            refused=frozenset(row.get("id", "") for row, verdict in judged if verdict == WRONG) - {""},
            unjudged=verdicts.count(""),
        )
