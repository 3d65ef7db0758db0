"""A hand-made gold standard: what annotators found in one document, read from a folder of tables."""

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.errors import DocumentError

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
# Names that annotators wrote down as a mention and that would match almost anything.
_VAGUE = frozenset(
    ["country", "shelter", "hotline", "government", "ngo", "ngos", "law", "nap", "region", "they", "he", "their staff"]
)


@dataclass(frozen=True, slots=True)
class GoldRow:
    """One relation. `object` is an id of a thing, else a normalised text."""

    subject: str
    predicate: str
    object: str
    object_id: str
    polarity: str
    modality: str

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


@dataclass(frozen=True, slots=True)
class GoldNumber:
    """One number."""

    indicator: str
    value: str
    quote: str


@dataclass(frozen=True, slots=True)
class Gold:
    """A gold standard. `types` and `titles` are by id, for all things; `core` are those that both annotators have."""

    types: Mapping[str, str]
    titles: Mapping[str, str]
    core: frozenset[str]
    relations: tuple[GoldRow, ...]
    relations_all: tuple[GoldRow, ...]
    flows: tuple[GoldFlow, ...]
    statistics: tuple[GoldNumber, ...]
    _names: Mapping[str, frozenset[str]]

    def named(self, labels: Iterable[str]) -> set[str]:
        """The ids of the things that bear one of these names."""
        return {i for label in labels for i in self._names.get(normal(label), ())}


def normal(text: str) -> str:
    """A name or text as it is compared: no case, no punctuation, no "the", no possessive."""
    words = re.sub(r"[^\w]+", " ", text.casefold().replace("\u2019", "'").replace("'s ", " ")).split()
    return " ".join(word for word in words if word != "the")


def read_gold(folder: Path) -> Gold:
    """The gold standard in a folder. Raises DocumentError when a table is missing or lacks a column."""
    core = _read(folder / "entities.tsv", "id", "type", "canonical_name")
    rows = _read(folder / "entities_all.tsv", "id", "type", "canonical_name", optional=True) or core
    things = [row for row in rows if row["type"] in CLASSES]
    types = {row["id"]: row["type"] for row in things}
    left_out = {row["id"] for row in rows} - set(types)  # victim groups: they are scored as flows and numbers
    columns = ("subject_id", "predicate", "object_id", "polarity", "modality")
    relations = _relations(_read(folder / "relations.tsv", *columns), types, left_out)
    every = _relations(_read(folder / "relations_all.tsv", *columns, optional=True), types, left_out)
    ends = ("origin_iso2", "transit_iso2", "destination_iso2", "exploitation")
    flows = [[row[column] for column in ends] for row in _read(folder / "flows.tsv", *ends, optional=True)]
    numbers = _read(folder / "stats.tsv", "indicator", "value", "quote", optional=True)
    return Gold(
        types=types,
        titles={row["id"]: row["canonical_name"] for row in things},
        core=frozenset(row["id"] for row in core if row["type"] in CLASSES),
        relations=relations,
        relations_all=every or relations,
        flows=tuple(GoldFlow(o, t.split("|")[0], d, tuple(e.split(";"))) for o, t, d, e in flows),
        statistics=tuple(GoldNumber(row["indicator"], row["value"], row["quote"]) for row in numbers),
        _names=_names(things),
    )


def _names(things: Iterable[dict[str, str]]) -> dict[str, frozenset[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for row in things:
        for name in (row["canonical_name"], *(row.get("aliases") or "").split("|")):
            key = normal(name)
            if key and (key not in _VAGUE or key == normal(row["canonical_name"])):
                found[key].add(row["id"])
    return {key: frozenset(ids) for key, ids in found.items()}


def _relations(rows: Iterable[dict[str, str]], types: Mapping[str, str], left_out: set[str]) -> tuple[GoldRow, ...]:
    return tuple(
        GoldRow(
            subject=row["subject_id"],
            predicate=row["predicate"],
            object=row["object_id"] if row["object_id"] in types else normal(row["object_id"]),
            object_id=row["object_id"],
            polarity=row["polarity"],
            modality=row["modality"],
        )
        for row in rows
        if not {row["subject_id"], row["object_id"]} & left_out
    )


def _read(path: Path, *columns: str, optional: bool = False) -> list[dict[str, str]]:
    """Rows of a table; lines that begin with # are comments."""
    if optional and not path.exists():
        return []
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise DocumentError(f"{path}: this table of the gold standard cannot be read ({error})") from error
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    lacking = [column for column in columns if rows and rows[0].get(column) is None]
    if lacking:
        raise DocumentError(f"{path}: the table has no column {lacking[0]!r}; its first line must name it")
    return [{name: value or "" for name, value in row.items() if name} for row in rows]
