"""Graphs of any size as the explorer's tables, for measuring: what they say is nonsense, how they are linked is not."""

from typing import Any

import numpy as np
import pyoxigraph as ox
from factories import sample_findings

from kg.graph import findings_triples
from kg.view import View, view_data

PASSAGE = "The ministry said that the centre of the second district had opened a shelter for victims of the harbour."
_SYLLABLES = ("ka", "lo", "mi", "ren", "tas", "vor", "dul", "shi", "pe", "gan", "ber", "nox")


def name_of(number: int) -> str:
    """A name of two words, different for each number."""
    first = "".join(_SYLLABLES[number // 12**power % 12] for power in range(4))
    second = "".join(_SYLLABLES[(number * 7 + 5) // 12**power % 12] for power in range(3))
    return f"{first.title()} {second.title()} {number}"


def linked_pairs(nodes: int, count: int) -> tuple[Any, Any]:
    """Ends of `count` statements: some nodes have many, most have few, and two thirds stay within their group."""
    dice = np.random.default_rng(5)
    groups = max(1, nodes // 60)
    a = np.minimum((dice.pareto(1.2, count) * nodes / 60).astype(int), nodes - 1)
    away = dice.integers(nodes, size=count)
    near = a % groups + groups * dice.integers(max(1, nodes // groups), size=count)
    b = np.where(dice.random(count) < 0.66, np.minimum(near, nodes - 1), away)
    return a, np.where(a == b, (b + 1) % nodes, b)


def invented_view(nodes: int, claims: int) -> View:
    """The tables of a graph of so many nodes and claims, each claim with a sentence."""
    store = ox.Store()
    store.extend(ox.Quad(t.subject, t.predicate, t.object) for t in findings_triples(sample_findings()))
    view = view_data(store, "Invented")
    dice = np.random.default_rng(7)
    a, b = linked_pairs(nodes, claims)
    number = np.arange(nodes)
    group = number % max(1, nodes // 60)
    angle, far = group * 2.399963, np.sqrt(group + 0.5) * 420
    middle = np.stack([np.cos(angle), np.sin(angle)]) * far + dice.normal(size=(2, nodes)) * 130
    links = np.bincount(np.concatenate([a, b]), minlength=nodes)
    kinds = len(view["classes"]["name"])
    view["nodes"] = _filled(
        view["nodes"],
        nodes,
        iri=[f"xx/{name_of(n).lower().replace(' ', '-')}" for n in range(nodes)],
        label=[name_of(n) for n in range(nodes)],
        aliases=[[f"N{n}"] if n % 3 == 0 else [] for n in range(nodes)],
        matches=[[] for _ in range(nodes)],
        type=(number % kinds).tolist(),
        degree=links.tolist(),
        broker=[0] * nodes,
        community=group.tolist(),
        x=middle[0].round().astype(int).tolist(),
        y=middle[1].round().astype(int).tolist(),
    )
    start = dice.integers(0, 60, size=claims)
    view["claims"] = _filled(
        view["claims"],
        claims,
        subject=a.tolist(),
        object=b.tolist(),
        text=[""] * claims,
        against=[[] for _ in range(claims)],
        iri=[f"claim/{n * 2654435761 % 2**64:016x}" for n in range(claims)],
        speakers=[[int(n)] for n in a % 50],
        evidence=[[[0, int(s), int(s) + 40]] for s in start],
    )
    view["passages"]["text"][0] = PASSAGE
    for name in ("facts", "flows", "observations", "assessments", "mentions"):
        view[name] = {column: [] for column in view[name]}
    return view


def _filled(table: dict[str, list[object]], count: int, **columns: list[Any]) -> dict[str, list[object]]:
    """The table with `count` rows; a column that is not given repeats what the sample has."""
    repeated = {name: [values[n % len(values)] for n in range(count)] for name, values in table.items()}
    return repeated | columns
