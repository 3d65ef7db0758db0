"""A graph as the explorer reads it: columns of numbers and strings, ready for JSON.

Each table is a dict of equally long lists. A reference is the row number in the table it names, -1
where there is none. Nodes come most important first, statements in the order in which they are read,
everything else in the order of its IRI, so that equal graphs give equal tables. Places in a text count
UTF-16 units of the passage's text, as the browser's strings do.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Any

import pyoxigraph as ox

from kg.columns import Columns
from kg.network import Measures, drawn
from kg.passages import Passages
from kg.rdf import BASE, TIP, compress, prefixes
from kg.wording import concept_label, concepts_of, topics_of, words, words_of_iri

Table = dict[str, list[object]]
View = dict[str, Any]

# What stands behind the statements rather than in the picture.
_BEHIND = {"Claim", "VictimFlow", "Observation", "Assessment", "Passage", "Mention"}
_DOCUMENTS = {"Document", "Cable", "CountryNarrative", "Report"}
_STRUCTURE = {"country", "passage", "mentions", "attributedTo", "indicator", "refArea", "marking", "about", "evidence"}
_SPREAD = 40  # pixels for one unit of the layout


def view_data(store: ox.Store, title: str, base: str = BASE) -> View:
    """All that the explorer shows of `store`, named graphs included. `base` is left out of the IRIs."""
    reading = _Reading(store, base)
    claims, facts, flows = reading.claims(), reading.facts(), reading.flows()
    pairs = [*_ends(claims), *_ends(facts), *(leg for legs in flows["legs"] for leg in _legs(legs))]
    measures, points = drawn(len(reading.things), pairs)
    order = sorted(range(len(reading.things)), key=lambda n: (-round(measures.rank[n], 9), reading.things[n]))
    tables: dict[str, Table] = {
        "nodes": reading.nodes(measures, points, order),
        "documents": reading.documents(),
        "passages": reading.passage_table(),
        "claims": claims,
        "facts": facts,
        "flows": flows,
        "observations": reading.observations(),
        "assessments": reading.assessments(),
        "mentions": reading.mentions(),
    }
    position = {old: new for new, old in enumerate(order)}
    for name, column in _NODE_REFERENCES:
        tables[name][column] = [_renumber(value, position) for value in tables[name][column]]
    return {"title": title, "base": base, "prefixes": prefixes(), **reading.lists(), **tables}


_NODE_REFERENCES = (
    *(("claims", column) for column in ("subject", "object", "speakers")),
    *(("facts", column) for column in ("subject", "object")),
    *(("flows", column) for column in ("origin", "transit", "destination", "legs", "speakers")),
    *(("observations", column) for column in ("area", "speakers")),
    *(("assessments", column) for column in ("thing", "speakers")),
    ("mentions", "node"),
    *(("documents", column) for column in ("creator", "about")),
)


class _Reading:
    """The columns of one store. Rows refer to things by their place in `things` until the caller reorders them."""

    def __init__(self, store: ox.Store, base: str) -> None:
        self._columns, self._base = Columns(store), base
        self._lists: dict[str, dict[Any, int]] = {name: {} for name in ("classes", "predicates", "indicators", *_CODED)}
        self._literals = self._columns.literals("rdf:object")
        types = self._columns.classes()
        self._mentions = sorted(s for s, t in types.items() if t == "Mention")
        self._documents = {s: n for n, s in enumerate(sorted(s for s, t in types.items() if t in _DOCUMENTS))}
        self._passages = Passages(self._columns, (s for s, t in types.items() if t == "Passage"), self._documents)
        self._claims, self._flows, self._observations, self._assessments = (
            sorted((s for s, t in types.items() if t == cls), key=self._passages.reading_order)
            for cls in ("Claim", "VictimFlow", "Observation", "Assessment")
        )
        things = {s for s, t in types.items() if t not in _BEHIND | _DOCUMENTS} | self._named_in_statements()
        self.things = sorted(things)
        self._number = {iri: n for n, iri in enumerate(self.things)}
        self._types_of = types

    def _named_in_statements(self) -> set[str]:
        """What statements speak of, described or not. A literal object is no thing."""
        named = {v for s in self._claims for v in self._columns.every("rdf:subject", s)}
        named |= {v for s in self._claims if s not in self._literals for v in self._columns.every("rdf:object", s)}
        for name in ("attributedTo", "origin", "transit", "destination", "refArea", "assesses"):
            named |= {v for values in self._columns[f"tip:{name}"].values() for v in values}
        return named

    # -- small dictionaries

    def _code(self, kind: str, value: str | tuple[str, ...]) -> int:
        return self._lists[kind].setdefault(value, len(self._lists[kind]))

    def lists(self) -> dict[str, object]:
        """The names that other columns refer to by number; classes, predicates and indicators with their labels."""
        labelled: dict[str, object] = {
            kind: {"name": list(self._lists[kind]), "label": [self._term_label(n) for n in self._lists[kind]]}
            for kind in ("classes", "predicates")
        }
        plain = {kind: [list(v) if isinstance(v, tuple) else v for v in self._lists[kind]] for kind in _CODED}
        schemes = {"topics": topics_of(self._columns), "concepts": concepts_of(self._columns)}
        return {**labelled, "indicators": self._indicators(), **plain, **schemes}

    def _indicators(self) -> Table:
        """Indicators and all that is broader than them; `broader` is the row of the next broader one."""
        table = _table("name label broader")
        for name in (names := list(self._lists["indicators"])):
            iri = self._columns.one("skos:broader", _indicator(name))
            broader = self._code("indicators", iri.removeprefix(TIP)) if iri else -1
            if broader == len(names):
                names.append(iri.removeprefix(TIP))
            _append(table, name=name, label=self._concept_label(_indicator(name)), broader=broader)
        return table

    def _term_label(self, name: str) -> str:
        return self._columns.one("rdfs:label", TIP + name) or words(name)

    def _concept_label(self, iri: str) -> str:
        return concept_label(self._columns, iri)

    def _short(self, iri: str) -> str:
        return iri.removeprefix(self._base)

    def _thing(self, iri: str) -> int:
        return self._number.get(iri, -1)

    # -- tables

    def nodes(self, measures: Measures, points: Sequence[Sequence[float]], order: list[int]) -> Table:
        """Things: who and what the statements connect. `iso2` is of the country that a thing is or belongs to."""
        table = _table("iri label aliases type country iso2 matches degree broker community x y")
        top = max(measures.broker, default=0.0) or 1.0
        for number in order:
            iri = self.things[number]
            label = self._columns.one("skos:prefLabel", iri) or self._columns.one("rdfs:label", iri)
            country = self._columns.one("tip:country", iri)
            _append(
                table,
                iri=self._short(iri),
                label=label or words_of_iri(iri),
                aliases=[a for a in self._columns.every("skos:altLabel", iri) if a != label],
                type=self._code("classes", self._types_of.get(iri, "Thing")),
                country=self._columns.one("skos:prefLabel", country) if country else "",
                iso2=self._columns.one("tip:iso2", iri) or self._columns.one("tip:iso2", country) or _code_in(country),
                matches=self._columns.every("skos:exactMatch", iri),
                degree=measures.degree[number],
                broker=round(measures.broker[number] / top, 3),
                community=measures.community[number],
                x=round(float(points[number][0]) * _SPREAD),
                y=round(float(points[number][1]) * _SPREAD),
            )
        return table

    def documents(self) -> Table:
        """Documents: what was read."""
        table = _table("iri label identifier issued creator author about marking")
        for iri in self._documents:
            identifier = self._columns.one("dcterms:identifier", iri)
            label = self._columns.one("dcterms:title", iri) or self._columns.one("skos:prefLabel", iri) or identifier
            _append(
                table,
                iri=self._short(iri),
                label=label or self._short(iri),
                identifier=identifier,
                issued=self._columns.one("dcterms:issued", iri),
                creator=self._thing(self._columns.one("dcterms:creator", iri)),
                author=self._columns.one("tip:authorName", iri),
                about=self._thing(self._columns.one("tip:about", iri)),
                marking=self._marking(iri),
            )
        return table

    def passage_table(self) -> Table:
        """Paragraphs of documents, in reading order. `start` counts characters of the document as it was read."""
        table = _table("document start number heading topic text marking")
        for iri, document, text in self._passages.rows():
            _append(
                table,
                document=document,
                start=self._columns.offset(iri, "start"),
                number=self._columns.one("tip:number", iri),
                heading=self._columns.one("tip:heading", iri),
                topic=self._concept_label(topic) if (topic := self._columns.one("tip:topic", iri)) else "",
                text=text,
                marking=self._marking(iri),
            )
        return table

    def claims(self) -> Table:
        """Claims: subject, predicate, object, and who says so where."""
        table = _table("subject predicate object text against", _COMMON)
        number = {iri: n for n, iri in enumerate(self._claims)}
        for iri in self._claims:
            value = self._literals.get(iri, "")
            predicate = self._columns.one("rdf:predicate", iri).removeprefix(TIP)
            _append(
                table,
                subject=self._thing(self._columns.one("rdf:subject", iri)),
                predicate=self._code("predicates", predicate if ":" not in predicate else compress(predicate)),
                object=-1 if iri in self._literals else self._thing(self._columns.one("rdf:object", iri)),
                text=value,
                against=self._others("tip:contradicts", iri, number),
                **self._common(iri),
            )
        return table

    def facts(self) -> Table:
        """Edges between things that no claim carries: they come from curated tables."""
        table = _table("subject predicate object")
        parts = [self._columns[f"rdf:{part}"] for part in ("subject", "predicate", "object")]
        claimed = {tuple(column.get(iri, [""])[0] for column in parts) for iri in self._claims}
        for predicate in self._columns.predicates():
            if predicate in _STRUCTURE:
                continue
            for subject, values in sorted(self._columns[f"tip:{predicate}"].items()):
                for value in values:
                    ends = self._thing(subject), self._thing(value)
                    if min(ends) >= 0 and (subject, TIP + predicate, value) not in claimed:
                        code = self._code("predicates", predicate)
                        _append(table, subject=ends[0], predicate=code, object=ends[1])
        return table

    def flows(self) -> Table:
        """Movements of victims. `legs` are the pairs of places to draw a line between."""
        table = _table("origin transit destination internal exploitation groups count legs", _COMMON)
        for iri in self._flows:
            origin = self._thing(self._columns.one("tip:origin", iri))
            destination = self._thing(self._columns.one("tip:destination", iri))
            transit = [self._thing(t) for t in self._columns.every("tip:transit", iri)]
            legs = [[origin, t] for t in transit] + [[t, destination] for t in transit] or [[origin, destination]]
            count = self._columns.one("tip:victimCount", iri)
            _append(
                table,
                origin=origin,
                transit=transit,
                destination=destination,
                internal=int(self._columns.one("tip:internal", iri) in ("true", "1")),
                exploitation=[self._concept_label(e) for e in self._columns.every("tip:exploitation", iri)],
                groups=[self._concept_label(g) for g in self._columns.every("tip:victimGroup", iri)],
                count=int(count) if count.isdigit() else -1,
                legs=[leg for leg in legs if min(leg) >= 0 and leg[0] != leg[1]],
                **self._common(iri),
            )
        return table

    def observations(self) -> Table:
        """Numbers, and what they count."""
        table = _table("indicator value minimum maximum unit population area against", _COMMON)
        number = {iri: n for n, iri in enumerate(self._observations)}
        for iri in self._observations:
            indicator, unit = self._columns.one("tip:indicator", iri), self._columns.one("tip:unit", iri)
            _append(
                table,
                indicator=self._code("indicators", indicator.removeprefix(TIP)),
                value=self._columns.one("tip:value", iri),
                minimum=self._columns.one("tip:minValue", iri),
                maximum=self._columns.one("tip:maxValue", iri),
                unit=self._concept_label(unit) if ":" in unit else unit,
                population=self._columns.one("tip:population", iri),
                area=self._thing(self._columns.one("tip:refArea", iri)),
                against=self._others("tip:differsFrom", iri, number),
                **self._common(iri),
            )
        return table

    def assessments(self) -> Table:
        """Judgements: `thing` where an entity is judged, `text` the words for what is judged."""
        table = _table("thing text value judgement topic", _COMMON)
        for iri in self._assessments:
            one = {name: self._columns.one(f"tip:{name}", iri) for name in ("assessmentValue", "judgement", "topic")}
            _append(
                table,
                thing=self._thing(self._columns.one("tip:assesses", iri)),
                text=self._columns.one("tip:assessedWords", iri),
                value=self._concept_label(one["assessmentValue"]),
                judgement=self._concept_label(one["judgement"]),
                topic=self._concept_label(one["topic"]) if one["topic"] else "",
                **self._common(iri),
            )
        return table

    def mentions(self) -> Table:
        """Where the texts name a thing."""
        table = _table("node passage start end")
        for iri in self._mentions:
            node = self._thing(self._columns.one("tip:mentions", iri))
            place_ = self._passages.place(
                self._columns.one("tip:passage", iri),
                self._columns.offset(iri, "start"),
                self._columns.offset(iri, "end"),
            )
            if node >= 0 and place_:
                passage, start, end = place_
                _append(table, node=node, passage=passage, start=start, end=end)
        return table

    # -- what statements share

    def _common(self, iri: str) -> dict[str, object]:
        source = self._columns.one("prov:hadPrimarySource", iri)
        evidence = self._columns.every("tip:evidence", iri)
        source = source or next((self._columns.one("oa:hasSource", e) for e in evidence), "")
        speakers = self._columns.every("tip:attributedTo", iri)
        return {
            "iri": self._short(iri),
            "speakers": [self._thing(s) for s in speakers if s in self._number],
            "polarity": self._code(
                "polarities", self._columns.one("tip:polarity", iri, TIP + "Affirmed").removeprefix(TIP)
            ),
            "modality": self._code(
                "modalities", self._columns.one("tip:modality", iri, TIP + "Asserted").removeprefix(TIP)
            ),
            "period": self._period(self._columns.one("tip:period", iri)),
            "confidence": float(self._columns.one("tip:confidence", iri, "-1")),
            "rule": self._code("rules", tuple(self._columns.every("tip:extractedBy", iri))),
            "doubt": self._code("doubts", tuple(self._columns.every("tip:weakenedBy", iri))),
            "marking": self._marking(iri),
            "document": self._documents.get(source, -1),
            "evidence": sorted((self._evidence(e) for e in evidence), key=str),
        }

    def _others(self, curie: str, iri: str, number: dict[str, int]) -> list[int]:
        return [number[other] for other in self._columns.every(curie, iri) if other in number]

    def _marking(self, iri: str) -> int:
        """The code of a level, "" where none is given, and its caveats in words."""
        level = re.split(r"[/#]", self._columns.one("tip:marking", iri))[-1]
        caveats = (self._concept_label(caveat) for caveat in self._columns.every("tip:caveat", iri))
        return self._code("markings", (level, *caveats))

    def _period(self, value: str) -> str:
        """A period in words. An OWL-Time interval gives its two ends."""
        ends = [self._columns.one(curie, value) for curie in ("time:hasBeginning", "time:hasEnd")]
        if not any(ends):
            return "" if value.startswith("http") else value
        dates = [next((v for c in _INSTANTS if (v := self._columns.one(c, end))), end) for end in ends]
        if all(dates):
            return " to ".join(dates)
        return f"from {dates[0]}" if dates[0] else f"until {dates[1]}"

    def _evidence(self, iri: str) -> list[object]:
        """`[passage, start, end]`, or `[-1, prefix, exact, suffix]` where the passage's text is not in the graph."""
        selectors = self._columns.every("oa:hasSelector", iri)
        start, end = (max((self._columns.offset(s, name) for s in selectors), default=-1) for name in ("start", "end"))
        if found := self._passages.place(self._columns.one("tip:passage", iri), start, end):
            return list(found)
        parts = ("prefix", "exact", "suffix")
        return [-1, *(max((self._columns.one(f"oa:{part}", s) for s in selectors), default="") for part in parts)]


_COMMON = "iri speakers polarity modality period confidence rule doubt marking document evidence"
_CODED = ("polarities", "modalities", "markings", "rules", "doubts")  # the last three hold tuples of words
_INSTANTS = ("time:inXSDDate", "time:inXSDgYearMonth", "time:inXSDgYear", "time:inXSDDateTimeStamp")


def _table(*columns: str) -> Table:
    return {name: [] for names in columns for name in names.split()}


def _append(table: Table, **row: object) -> None:
    for name, column in table.items():
        column.append(row[name])


def _code_in(country: str) -> str:
    """The code in the IRI of a country that is only referred to."""
    found = re.search(r"/country/([a-z]{2})$", country)
    return found[1].upper() if found else ""


def _indicator(name: str) -> str:
    return name if ":" in name else TIP + name


def _ends(table: Table) -> Iterable[tuple[int, int]]:
    for subject, obj in zip(table["subject"], table["object"], strict=True):
        if isinstance(subject, int) and isinstance(obj, int) and min(subject, obj) >= 0:
            yield subject, obj


def _legs(legs: object) -> Iterable[tuple[int, int]]:
    assert isinstance(legs, list)  # noqa: S101 - narrows the type of a column
    return ((a, b) for a, b in legs)


def _renumber(value: object, position: dict[int, int]) -> object:
    if isinstance(value, list):
        return [_renumber(item, position) for item in value]
    return position.get(value, -1) if isinstance(value, int) else value
