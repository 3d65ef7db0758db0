"""Numbers in the cells of a table row: column and row headings say what they measure and when."""

import re
from collections.abc import Iterator

from kg.extract.attribution import Attribution, Stance
from kg.extract.indicators import StatisticsRules
from kg.extract.nouns import singular
from kg.extract.numbers import Number
from kg.extract.periods import find_periods
from kg.extract.reading import Reading, Setting
from kg.model import Observation


def find_cells(
    reading: Reading, setting: Setting, rules: StatisticsRules, attribution: Attribution
) -> Iterator[Observation]:
    """The numbers of a table row: column and row headings say what they measure and when."""
    text = reading.paragraph.view.text
    heads = [cell.strip() for cell in reading.paragraph.heading.split("|")]
    cells: list[tuple[int, str]] = []
    at = 0
    for cell in text.split("|"):
        cells.append((at + len(cell) - len(cell.lstrip()), cell.strip()))
        at += len(cell) + 1
    title = cells[0][1]
    for index, (start, cell) in enumerate(cells):
        numbers = rules.counts.grammar.find(cell)
        is_label = index == 0 and len(cells) > 1
        if is_label or len(numbers) != 1 or len(cell) - (numbers[0].end - numbers[0].start) > 15:
            continue
        head = heads[index] if index < len(heads) and len(heads) > 1 else ""
        span = reading.doc.char_span(start + numbers[0].at, start + numbers[0].end, alignment_mode="expand")
        said = attribution.stance(reading, span[0] if span else reading.doc[0], setting)
        yield _cell_observation(reading, setting, rules, (title, head, heads[0] if heads else ""), numbers[0], said)


def _cell_observation(
    reading: Reading,
    setting: Setting,
    rules: StatisticsRules,
    names: tuple[str, str, str],
    number: Number,
    said: Stance,
) -> Observation:
    title, head, corner = names
    label = " ".join(part for part in (title, head) if part and not re.fullmatch(r"[\d\s/–-]+", part))
    words = [singular(w) for w in re.findall(r"[\w-]+", label)]
    unit = number.unit and ("percent" if number.unit == "percent" else "money")
    code = next((rules.counts.grammar.currencies[w] for w in words if w in rules.counts.grammar.currencies), "")
    nouns = rules.counts.nouns
    heads = (w for w, after in zip(words, [*words[1:], ""], strict=True) if w in nouns and after not in nouns)
    unit = unit or ("money" if code else next((nouns[w] for w in heads), ""))
    when = [p.value for part in (title, head, corner) for p in find_periods(part, setting.document.issued)]
    if not unit and "capacity" in words:  # a shelter's, in the column beside its name
        unit = "beds"
    indicator = _label_indicator(label, unit, rules)
    label_unit = {"money": number.unit or code, "percent": "percent"}.get(unit, unit)
    area = setting.country.id if setting.country is not None else ""
    return Observation(
        evidence=(reading.evidence(0, len(reading.paragraph.view.text)),),
        rule=f"table: {indicator}",
        confidence=0.8 if indicator != "Count" else 0.5,
        speakers=said.speakers,
        modality=said.modality,
        period=when[0] if when else "",
        indicator=indicator,
        value=number.value,
        minimum=number.minimum,
        maximum=number.maximum,
        unit=label_unit,
        population=label,
        area=area,
    )


def _label_indicator(label: str, unit: str, rules: StatisticsRules) -> str:
    fitting = [r for r in rules.by_unit.get(unit, ()) if not r.law and (r.noun is None or r.noun.search(label))]
    cued = next((r.name for r in fitting if r.cue is not None and r.cue.search(label)), "")
    return cued or next((r.name for r in fitting if r.cue is None), "Count")
