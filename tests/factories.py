"""A small document made by hand, with one finding of every kind, for tests of what comes after extraction."""

from kg.model import (
    Assessment,
    Claim,
    Document,
    Entity,
    Evidence,
    Field,
    Findings,
    Flow,
    Link,
    Mention,
    Observation,
    Paragraph,
    ParagraphKind,
    View,
)

SAMPLE_TEXT = (
    "TITLE: HARBOUR HOTLINE REPORT\n\n"
    "1. (U) The Ministry of Labour of Ruritania funds\nthe Blue Door shelter. In 2008 police identified 12 victims.\n\n"
    "2. (SBU) Harbour Watch said the ministry does not fund\nthe Blue Door shelter. Women were trafficked from "
    "Ruritania through\nGraustark to Lutha for sexual exploitation. In 2008, 15 to 20 victims were identified.\n"
)
MINISTRY, SHELTER, NGO = "xr/ministry-of-labour", "xr/blue-door-shelter", "document/08RURI1/harbour-watch"
RURITANIA, GRAUSTARK, LUTHA = "country/xr", "country/xg", "country/xl"
EMBASSY = "us/embassy-strelsau"


def sample_document() -> Document:
    """Three paragraphs: a header, one marked U, one marked SBU. Offsets are those of `SAMPLE_TEXT`."""
    starts = (0, SAMPLE_TEXT.index("1. (U)"), SAMPLE_TEXT.index("2. (SBU)"), len(SAMPLE_TEXT))
    kinds: tuple[tuple[str, ParagraphKind, str], ...] = (
        ("header", "header", ""),
        ("1", "text", "U"),
        ("2", "text", "SBU"),
    )
    paragraphs = []
    for (number, kind, marking), start, end in zip(kinds, starts[:-1], starts[1:], strict=True):
        view = View(SAMPLE_TEXT[start:end].replace("\n", " "), tuple(range(start, end)))
        paragraphs.append(Paragraph(number, kind, start, end, view, marking, "Assistance" if marking else ""))
    return Document(
        id="08RURI1",
        kind="cable",
        source="reports/08RURI1.txt",
        text=SAMPLE_TEXT,
        title="HARBOUR HOTLINE REPORT",
        paragraphs=tuple(paragraphs),
        fields=(Field("tag", "KTIP", 0, 5), Field("tag", "PHUM", 0, 5), Field("reference", "08 STATE 1", 0, 5)),
        country="XR",
        issued="2008-11-30",
        author=EMBASSY,
        marking="SBU",
        caveats=("SIPDIS", "NOT FOR INTERNET DISTRIBUTION"),
    )


def quote(words: str, passage: str) -> Evidence:
    """Evidence for the first place where the words stand in the sample, line breaks counting as spaces."""
    start = SAMPLE_TEXT.replace("\n", " ").index(words)
    return Evidence(start, start + len(words), passage)


def sample_entities() -> tuple[Entity, ...]:
    return (
        Entity(RURITANIA, "Country", "Ruritania", "XR", ("Kingdom of Ruritania",), ("wd:Q1133606",), known=True),
        Entity(GRAUSTARK, "Country", "Graustark", "XG", known=True),
        Entity(LUTHA, "Country", "Lutha", "XL", known=True),
        Entity("country/us", "Country", "United States", "US", known=True),
        Entity(EMBASSY, "DiplomaticMission", "Embassy Strelsau", "US", known=True),
        Entity(MINISTRY, "Ministry", "Ministry of Labour", "XR", ("the ministry", "MoL"), known=True),
        Entity(SHELTER, "Shelter", "Blue Door shelter", "XR"),
        Entity(NGO, "NGO", "Harbour Watch", "XR"),
        Entity("xr/police", "PublicBody", "Police", "XR", known=True),
    )


def sample_links() -> tuple[Link, ...]:
    by_id = {entity.id: entity for entity in sample_entities()}
    found = []
    names = [(1, "Ministry of Labour", MINISTRY), (1, "Ruritania", RURITANIA), (1, "Blue Door shelter", SHELTER)]
    names += [(1, "police", "xr/police"), (2, "Harbour Watch", NGO), (2, "ministry", MINISTRY)]
    names += [(2, "Ruritania", RURITANIA), (2, "Graustark", GRAUSTARK), (2, "Lutha", LUTHA)]
    names += [(2, "Blue Door shelter", SHELTER)]
    for index, name, identifier in names:
        start = sample_document().paragraphs[index].view.text.index(name)
        mention = Mention(index, start, start + len(name), by_id[identifier].cls, name, "gazetteer")
        found.append(Link(mention, by_id[identifier], "actors.sssom.tsv:7" if by_id[identifier].known else ""))
    return tuple(found)


def sample_claims() -> tuple[Claim, ...]:
    """The embassy affirms that the ministry funds the shelter, an NGO negates it, and a law's penalty is a literal."""
    return (
        Claim(
            subject=MINISTRY,
            predicate="funds",
            object=SHELTER,
            evidence=(quote("The Ministry of Labour of Ruritania funds the Blue Door shelter.", "1"),),
            rule="frame:fund",
            confidence=0.9,
            speakers=(EMBASSY,),
        ),
        Claim(
            subject=MINISTRY,
            predicate="funds",
            object=SHELTER,
            evidence=(quote("the ministry does not fund the Blue Door shelter", "2"),),
            rule="frame:fund",
            confidence=0.75,
            speakers=(NGO,),
            polarity="Negated",
        ),
        Claim(
            subject=SHELTER,
            predicate="providesService",
            object="shelter",
            literal=True,
            evidence=(quote("Blue Door shelter", "1"),),
            rule="frame:service",
            confidence=1.0,
            speakers=(EMBASSY,),
            period="2008",
        ),
    )


def sample_flows() -> tuple[Flow, ...]:
    return (
        Flow(
            origin=RURITANIA,
            transit=(GRAUSTARK,),
            destination=LUTHA,
            exploitation=("SexualExploitation",),
            groups=("Women",),
            count=2,
            period="2007/2008",
            evidence=(quote("Women were trafficked from Ruritania through Graustark to Lutha", "2"),),
            rule="flow:from-to",
            confidence=0.85,
            speakers=(NGO,),
        ),
    )


def sample_observations() -> tuple[Observation, ...]:
    return (
        Observation(
            indicator="VictimsIdentified",
            value="12",
            unit="persons",
            area=RURITANIA,
            period="2008",
            evidence=(quote("In 2008 police identified 12 victims", "1"),),
            rule="count:victims",
            confidence=0.8,
            speakers=(EMBASSY,),
        ),
        Observation(
            indicator="VictimsIdentified",
            minimum="15",
            maximum="20",
            unit="persons",
            area=RURITANIA,
            period="2008",
            evidence=(quote("In 2008, 15 to 20 victims were identified", "2"),),
            rule="count:victims",
            confidence=0.7,
            speakers=(NGO,),
        ),
    )


def sample_assessments() -> tuple[Assessment, ...]:
    return (
        Assessment(
            thing=MINISTRY,
            words="funding for the shelter",
            value="Sufficient",
            judgement="Unfavourable",
            topic="Resources",
            polarity="Negated",
            evidence=(quote("the ministry does not fund the Blue Door shelter", "2"),),
            rule="judged sufficient",
            confidence=0.8,
            speakers=(NGO,),
        ),
    )


def sample_findings() -> Findings:
    """One document with entities, links, claims, a flow and observations that disagree; all of it is invented."""
    return Findings(
        document=sample_document(),
        entities=sample_entities(),
        links=sample_links(),
        claims=sample_claims(),
        flows=sample_flows(),
        observations=sample_observations(),
        author=EMBASSY,
        topics=("", "Shelter", "OriginsAndDestinations"),
        assessments=sample_assessments(),
    )
