"""An evaluation as one HTML page: the scores, then every paragraph that has a fault, with the passage highlighted."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from kg.evaluate.scores import KINDS, Evaluation, Finding, Missed, Scores
from kg.page import content_policy, plain, template
from kg.resources import data_folder

_NO_PLACE = "without a passage"


@dataclass(frozen=True, slots=True)
class Fault:
    """One miss or false alarm. `number` counts the faults of a document; `state` is "missed" or "wrong"."""

    number: int
    state: str
    kind: str
    text: str
    note: str
    quote: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a paragraph that is highlighted alike; `ends` are the numbers of the faults whose passage ends here."""

    text: str
    states: tuple[str, ...]
    ends: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph with its faults."""

    number: str
    stretches: tuple[Stretch, ...]
    faults: tuple[Fault, ...]


def evaluation_page(evaluation: Evaluation) -> str:
    """The page, complete in itself: it asks for nothing and runs one small script. Equal input gives equal bytes."""
    folder = data_folder("viz")
    style, script = ((folder / f"evaluation.{kind}").read_text(encoding="utf-8") for kind in ("css", "js"))
    page = template("evaluation.html").render(
        policy=content_policy([script], style),
        style=style,
        script=script,
        total=evaluation.total,
        documents=[(scores, paragraphs(scores)) for scores in evaluation.documents],
        absent=evaluation.absent,
        markings=evaluation.markings,
        kinds=KINDS,
    )
    return plain(page)


def paragraphs(scores: Scores) -> tuple[Paragraph, ...]:
    """The paragraphs of a document that have faults, in reading order; last what has no place in the text."""
    every: list[tuple[str, Finding | Missed]] = [("missed", row) for row in scores.missed]
    every += [("wrong", finding) for finding in scores.wrong]
    order = {number: i for i, number in enumerate(scores.passages)}
    every.sort(key=lambda pair: (_place(pair[1], order), KINDS.index(pair[1].kind), pair[0]))
    groups: defaultdict[str, list[tuple[Fault, Finding | Missed]]] = defaultdict(list)
    for number, (state, one) in enumerate(every, 1):
        fault = Fault(number, state, one.kind, one.text, _note(one), one.quote)
        groups[one.places[0].passage if one.places else _NO_PLACE].append((fault, one))
    return tuple(
        Paragraph(number, _stretches(scores.passages.get(number, ""), group), tuple(fault for fault, _ in group))
        for number, group in groups.items()
    )


def _place(one: Finding | Missed, order: dict[str, int]) -> tuple[int, int]:
    if not one.places:
        return len(order), 0
    return order[one.places[0].passage], one.places[0].start


def _note(one: Finding | Missed) -> str:
    if isinstance(one, Missed):
        return one.part
    trust = "" if one.confidence is None else f"confidence {one.confidence:.2f}"
    return " \u00b7 ".join(filter(None, ["; ".join(one.rules) or one.part, trust]))


def _stretches(text: str, group: Iterable[tuple[Fault, Finding | Missed]]) -> tuple[Stretch, ...]:
    """The text cut wherever a passage of a fault begins or ends; a page shows its line breaks as blanks."""
    marked = [(one.places[0].start, one.places[0].end, fault) for fault, one in group if one.places]
    cuts = sorted({0, len(text), *(start for start, _, _ in marked), *(end for _, end, _ in marked)})
    found = []
    for start, end in pairwise(cuts):
        states = {fault.state for first, last, fault in marked if first <= start and end <= last}
        ends = tuple(fault.number for _, last, fault in marked if last == end)
        found.append(Stretch(text[start:end], tuple(sorted(states)), ends))
    return tuple(found)
