"""Who says it, whether it is affirmed or denied, how sure the speaker is, and when it holds."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

from kg.extract.dating import period_of
from kg.extract.manner import HYPOTHETICAL, marks
from kg.extract.reading import Reading, Setting
from kg.extract.speakers import source_of
from kg.extract.tree import Token
from kg.model import Modality, Polarity
from kg.resources import data_folder


@dataclass(frozen=True, slots=True)
class Stance:
    """How a clause is meant. `speakers` are entity ids; `period` is as in `Statement`.

    A `hypothetical` clause is asked, wished, demanded or supposed: it claims nothing.
    """

    speakers: tuple[str, ...]
    polarity: Polarity = "Affirmed"
    modality: Modality = "Asserted"
    period: str = ""
    hypothetical: bool = False


class Attribution:
    """The rules of `attribution.toml`."""

    def __init__(self, folder: Path | None = None) -> None:
        """Reads the table from the shipped rules unless another folder is given."""
        path = (folder or data_folder("ontology") / "rules") / "attribution.toml"
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        self._words: dict[str, dict[str, str]] = {
            section: {word: kind for kind, words in kinds.items() for word in words} for section, kinds in table.items()
        }

    def stance(self, reading: Reading, token: Token, setting: Setting) -> Stance:
        """How the clause of the predicate `token` is meant; the author speaks where nobody else is named."""
        found = list(marks(reading, token, self._words))
        negated = found.count("Negated") % 2 == 1
        source = source_of(reading, token, setting, self._words)
        modality = _modality({*found, source.force})
        if modality == "Denied" and negated:  # to deny that it failed is to say that it did
            modality, negated = "Asserted", False
        return Stance(
            source.speakers or (setting.author.id,),
            "Negated" if negated or modality == "Denied" else "Affirmed",
            modality,
            period_of(reading, token, setting.document.issued, planned=modality == "Planned"),
            HYPOTHETICAL in found,
        )


def _modality(kinds: set[str]) -> Modality:
    order: tuple[Modality, ...] = ("Denied", "Alleged", "Planned", "Believed")
    return next((kind for kind in order if kind in kinds), "Asserted")
