"""What the command line prints for people: answers, portraits, scores. All text from documents is made harmless."""

from collections.abc import Iterable, Mapping, Sequence

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from kg.check import Report, checks
from kg.evaluate import Evaluation, Finding, Missed, Score, Scores
from kg.evaluate.calibration import Bin
from kg.query import Question
from kg.rdf import compress
from kg.show import Portrait, Record
from kg.store import Answer
from kg.table import visible

_NARROW = 10  # characters a column needs to be readable
_ARROW = " \u2192 "
_QUOTES = ("quote", "first_quote", "second_quote")
_STANCE, _SOURCE = {"polarity", "modality"}, {"document", "passage"}


def print_answer(console: Console, answer: Answer) -> None:
    """Rows as a table, with plain headings; polarity and modality stand in one column, so do document and passage."""
    if answer.truth is not None:
        console.print("yes" if answer.truth else "no")
        return
    records = [_compact(record) for record in answer.records()]
    if not records:
        console.print("Nothing found.")
        return
    quotes = _take_quotes(records)
    names = [name for name in records[0] if any(record[name] not in (None, "") for record in records)]
    if len(names) * _NARROW <= console.width:
        table = _table(*names)
        for record in records:
            table.add_row(*(_text(record[name]) for name in names))
        _print_table(console, table)
    else:
        for record in records:
            cells = [(name, record[name]) for name in names if record[name] not in (None, "")]
            parts = [Text.assemble((f"{_heading(name)}: ", "dim"), _text(value)) for name, value in cells]
            _print(console, Text(" \u00b7 ").join(parts), 0)
    console.print(f"{len(records)} row{'s' if len(records) > 1 else ''}", style="dim", highlight=False)
    for quote, number in quotes.items():
        _print(console, Text.assemble((f"[{number}] ", "bold"), f"\u201c{quote}\u201d"), 0)


def _take_quotes(records: Sequence[Record]) -> dict[str, int]:
    """Quotes by number, in reading order; in the records only the numbers stay, since many rows share one sentence."""
    quotes: dict[str, int] = {}
    for record in records:
        for name in _QUOTES:
            if record.get(name):
                number = quotes.setdefault(visible(str(record[name])), len(quotes) + 1)
                record[name] = f"[{number}]"
    return quotes


def _compact(record: Record) -> Record:
    """The record with fewer columns, for a narrow screen: two that belong together become one."""
    row: Record = {}
    for name, value in record.items():
        if name in _STANCE and record.keys() >= _STANCE:
            row["how"] = stance(record)
        elif name in _SOURCE and record.keys() >= _SOURCE:
            row["source"] = f"{record['document'] or ''} {record['passage'] or ''}".strip()
        else:
            row[name] = value
    return row


def stance(record: Record) -> str:
    """Polarity and modality in words: "affirmed", "negated", "alleged", "negated, believed"."""
    polarity, modality = (str(record.get(name) or "") for name in ("polarity", "modality"))
    words = [polarity] * (polarity != "Affirmed" or modality == "Asserted") + [modality] * (modality != "Asserted")
    return ", ".join(word.lower() for word in words if word)


def print_questions(console: Console, found: Sequence[Question]) -> None:
    """The list of questions, with their parameters and an example each."""
    for question in found:
        console.print(Text.assemble((question.name, "bold"), f"  {question.title}"))
        _print(console, Text(question.description), 4)
        for parameter in question.parameters:
            need = "" if parameter.default is None else " (may be left out)"
            _print(console, Text(f"--param {parameter.name}=\u2026  {parameter.note}{need}", style="dim"), 4)
        _print(console, Text(question.example, style="dim"), 4)


def print_portrait(console: Console, portrait: Portrait) -> None:
    """A thing, its names, and all that is said about it, grouped by relation."""
    console.print(Text(visible(portrait.label), style="bold"))
    for name, value in (*portrait.facts, ("iri", portrait.iri)):
        _print(console, Text(f"{name}: {visible(value)}", style="dim"), 2)
    for relation, records in portrait.claims:
        console.print(Text(f"\n  {relation} ({len(records)})", style="bold"))
        for record in records:
            _print_claim(console, f"{record['subject']} {relation} {record['object']}", record)
    if portrait.flows:
        console.print(Text(f"\n  flows of victims ({len(portrait.flows)})", style="bold"))
    for record in portrait.flows:
        way = [
            str(record[name] or "?")
            for name in ("origin", "transit", "destination")
            if name != "transit" or record[name]
        ]
        _print_claim(console, f"{_ARROW.join(way)}: {record['exploitation']}", record)
    if portrait.assessments:
        console.print(Text(f"\n  assessments ({len(portrait.assessments)})", style="bold"))
    for record in portrait.assessments:
        _print_claim(console, f"{record['what']}: {str(record['value']).lower()}", record)
    if not portrait.claims and not portrait.flows and not portrait.assessments:
        console.print("  No statement is about this; it is only named.")


def _print_claim(console: Console, said: str, record: Record) -> None:
    period = f" ({record['period']})" if record.get("period") else ""
    manner = stance(record)
    mark = "" if manner == "affirmed" else f"[{manner}] "
    _print(console, Text.assemble((mark, "bold"), visible(said + period)), 4)
    _print(console, Text(f"\u201c{visible(str(record['quote']))}\u201d"), 6)
    place = f"{record['said_by']}, in {record['document']} {record['passage']}"
    _print(console, Text(f"\u2014 {visible(place)}", style="dim"), 6)


def print_report(console: Console, report: Report) -> None:
    """Faults, one a line, what to do about each kind that a query finds, and how many there are."""
    for fault in report.violations:
        console.print(Text(visible(str(fault))), soft_wrap=True)
    for check in checks():
        if any(fault.check == check.name for fault in report.violations):
            _print(console, Text(f"[{check.name}] {check.description}", style="dim"), 0)
    kinds = [fault.severity for fault in report.violations]
    console.print(f"{kinds.count('violation')} violations, {kinds.count('warning')} warnings")


def print_evaluation(console: Console, evaluation: Evaluation, errors: int) -> None:
    """Tables by kind, document, predicate and indicator, then up to `errors` misses and false alarms of each kind."""
    total = evaluation.total
    _print_scores(console, "kind", total.kinds)
    if len(evaluation.documents) > 1:
        of_each = {
            f"{one.document}: {kind}": score for one in evaluation.documents for kind, score in one.kinds.items()
        }
        _print_scores(console, "document", of_each)
    for title, rows in (("predicate", total.predicates), ("indicator", total.indicators)):
        _print_scores(console, title, rows)
    for name, value in (*((n, s.value) for n, s in total.shares.items()), *total.counts.items()):
        console.print(f"{name}: {value}", highlight=False)
    for scores in evaluation.documents:
        _print_faults(console, scores, errors)


def _print_scores(console: Console, title: str, scores: Mapping[str, Score]) -> None:
    table = _table(title, "precision", "recall", "F1", "gold", "found")
    for name, score in scores.items():
        values = (score.precision, score.found), (score.recall, score.gold), (score.f1, score.gold and score.found)
        cells = (f"{value:.3f}" if of else "-" for value, of in values)
        table.add_row(_text(name), *cells, str(score.gold), str(score.found))
    _print_table(console, table)


def _print_faults(console: Console, scores: Scores, errors: int) -> None:
    faults: Sequence[tuple[str, Sequence[Finding | Missed]]] = (("missed", scores.missed), ("wrong", scores.wrong))
    for title, every in faults:
        for kind in dict.fromkeys(one.kind for one in every):
            for one in [one for one in every if one.kind == kind][:errors]:
                console.print(Text(f"{kind} {title}: {visible(one.text)}"), soft_wrap=True)
                passage = one.places[0].passage if one.places else ""
                if one.quote:
                    place = f"{scores.document} {passage}".strip()
                    _print(console, Text(f"\u201c{visible(one.quote)}\u201d \u2014 {visible(place)}", style="dim"), 2)


def print_curve(console: Console, points: Iterable[tuple[float, Mapping[str, Score]]]) -> None:
    """Scores of each kind at rising least confidence."""
    table = _table("least confidence", "kind", "precision", "recall", "F1", "found")
    for least, kinds in points:
        for kind, score in kinds.items():
            cells = (f"{value:.3f}" for value in (score.precision, score.recall, score.f1))
            table.add_row(f"{least:.2f}", kind, *cells, str(score.found))
    _print_table(console, table)


def print_reliability(console: Console, title: str, bins: Iterable[Bin]) -> None:
    """What confidence promises beside what comes true."""
    console.print(Text(title, style="bold"))
    table = _table("confidence", "mean", "right", "findings")
    for one in bins:
        share = f"{one.right.value:.3f}"
        table.add_row(f"{one.low:.2f} to {one.high:.2f}", f"{one.promised:.3f}", share, str(one.right.of))
    _print_table(console, table)


def _heading(variable: str) -> str:
    return variable.replace("_", " ")


def _table(*columns: str) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold", show_edge=False)
    for name in columns:
        table.add_column(_heading(name), overflow="fold")
    return table


def _print_table(console: Console, table: Table) -> None:
    """The table without the blanks that fill its lines."""
    with console.capture() as captured:
        console.print(table)
    _write(console, captured.get())


def _print(console: Console, text: Text, indent: int) -> None:
    """A paragraph whose continuation lines are indented too."""
    with console.capture() as captured:
        console.print(Padding(text, (0, 0, 0, indent)))
    _write(console, captured.get())


def _write(console: Console, text: str) -> None:
    console.file.write("".join(f"{line.rstrip()}\n" for line in text.splitlines()))


def _text(value: object) -> Text:
    text = visible("" if value is None else str(value))
    return Text(compress(text) if text.startswith("http") else text)
