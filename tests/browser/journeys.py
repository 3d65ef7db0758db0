"""The invented document again, with flows between places that are on the map."""

from dataclasses import replace

from factories import NGO, quote, sample_entities, sample_findings, sample_flows

from kg.model import Entity, Findings

ARMENIA, GEORGIA, TURKEY, REGION, TOWN = (
    "country/am",
    "country/ge",
    "country/tr",
    "world/central-asia",
    "document/08RURI1/a-town",
)
PLACES = (
    Entity(ARMENIA, "Country", "Armenia", "AM", known=True),
    Entity(GEORGIA, "Country", "Georgia", "GE", known=True),
    Entity(TURKEY, "Country", "Turkey", "TR", known=True),
    Entity(REGION, "Place", "Central Asia", known=True),
    Entity(TOWN, "Place", "a town"),
)


def journey_findings() -> Findings:
    """Through a country, two on one line, within one, one-sided and negated, from a region, and nowhere on the map."""
    pattern = replace(
        sample_flows()[0],
        origin="",
        transit=(),
        destination="",
        exploitation=("Unspecified",),
        groups=(),
        count=None,
        period="",
    )
    women = replace(pattern, exploitation=("SexualExploitation",), groups=("Women",))
    first = replace(women, origin=ARMENIA, transit=(GEORGIA,), destination=TURKEY, period="2008")
    again = replace(
        women, origin=ARMENIA, destination=GEORGIA, evidence=(quote("Women were trafficked", "2"),), count=3
    )
    flows = (
        first,
        again,
        replace(pattern, origin=ARMENIA, destination=TURKEY, exploitation=("ForcedLabour",), modality="Alleged"),
        replace(pattern, origin=ARMENIA, destination=ARMENIA, internal=True, exploitation=("ForcedBegging",)),
        replace(pattern, destination=TURKEY, polarity="Negated", speakers=(NGO,)),
        replace(pattern, origin=REGION, destination=TURKEY, period="2005"),
        replace(pattern, origin=TOWN, exploitation=("ForcedMarriage",)),
    )
    return replace(sample_findings(), entities=(*sample_entities(), *PLACES), flows=flows)
