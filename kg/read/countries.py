"""Which country a document is about: from its title, its TAGS line, or the seat of the mission that wrote it."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.errors import MappingError
from kg.resources import data_folder
from kg.table import read_rows

_OFTEN = 3


@dataclass(frozen=True, slots=True)
class Countries:
    """Names, TAGS codes, posts and capitals → ISO 3166-1 alpha-2. All but the codes are folded (see `fold`)."""

    names: Mapping[str, str]
    tags: Mapping[str, str]
    posts: Mapping[str, str]
    capitals: Mapping[str, str]
    pattern: re.Pattern[str]

    def named(self, title: str) -> tuple[str, ...]:
        """The countries that a title names, in order, each once."""
        return tuple(dict.fromkeys(self.names[found.group()] for found in self.pattern.finditer(fold(title))))

    def exactly(self, name: str) -> str:
        """The country whose name or ISO code this is, or ""."""
        if len(name) == 2 and name.upper() in self.tags.values():
            return name.upper()
        return self.names.get(fold(name), "")

    def about(self, title: str, tags: Iterable[str] = (), post: str = "") -> str:
        """The country of a cable: the one its title names, else its TAGS, else where the post is.

        Where the title or the TAGS name several, the one that the next source names too, else the first.
        """
        seat = self.posts.get(fold(post), "")
        tagged = tuple(dict.fromkeys(self.tags[tag] for tag in tags if tag in self.tags))
        titled = self.named(title)
        for choice in (titled, tagged):
            if choice:
                agreed = [country for country in choice if country == seat or (choice is titled and country in tagged)]
                at_home = [country for country in agreed if country == seat]
                return (at_home or agreed or list(choice))[0]
        return seat

    def prevailing(self, text: str) -> str:
        """The country that a text speaks of far more often than of any other, or ""."""
        counts = Counter(self.names[found.group()] for found in self.pattern.finditer(fold(text)))
        (first, most), (_, second) = [*counts.most_common(2), ("", 0), ("", 0)][:2]
        return first if most >= _OFTEN and most >= 2 * second else ""


def fold(name: str) -> str:
    """Lower case without accents, apostrophes and hyphens, white space single."""
    plain = unicodedata.normalize("NFKD", name).replace("'", "").replace("\u2019", "")
    kept = "".join(letter for letter in plain if not unicodedata.combining(letter)).lower()
    return " ".join(kept.replace("-", " ").replace("_", " ").split())


@cache
def load_countries(file: Path | None = None) -> Countries:
    """The table `ontology/mappings/tags_countries.tsv`, or another. Raises MappingError naming the line of a fault."""
    file = file or data_folder("ontology") / "mappings" / "tags_countries.tsv"
    names: dict[str, str] = {}
    tags: dict[str, str] = {}
    posts: dict[str, str] = {}
    capitals: dict[str, str] = {}
    for line, row in read_rows(file.read_bytes()):
        codes, iso2, called, seats = (row.get(column, "") for column in ("tag", "iso2", "names", "posts"))
        if not iso2 or not called:
            raise MappingError(f"{file.name}:{line}: a country needs iso2 and names; fill the cells or remove the row")
        tags |= {code: iso2 for code in codes.split("|") if code}
        names |= {fold(name): iso2 for name in called.split("|")}
        posts |= {fold(seat): iso2 for seat in seats.split("|") if seat}
        capitals |= {fold(seats.split("|")[0]): iso2} if seats else {}
    longest = sorted(names, key=lambda name: (-len(name), name))
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)")
    return Countries(names, tags, posts, capitals, pattern)
