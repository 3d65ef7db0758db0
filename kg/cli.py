"""The command `kg`: parse, call, print. Each command explains itself with `--help`.

Heavy modules are imported inside the commands that need them, so that help and questions come at once.
Exit codes: 0 all is well; 1 a document failed or a check found a fault; 2 wrong use or input; 130 interrupted.
"""

import signal
import sys
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from kg.errors import KgError, OutputError, QueryError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import Console

    from kg.pipeline import Built, Progress
    from kg.query import Question
    from kg.store import Graph

app = typer.Typer(
    name="kg",
    help="Reads reports about human trafficking into a knowledge graph in which every edge quotes its sentence.",
    epilog="Begin with: kg build examples --out graph",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)

_PIPED_WIDTH = 120  # columns, where the output is no terminal and has no width of its own

GraphOption = Annotated[
    Path, typer.Option("--graph", envvar="TIP_KG_GRAPH", help="Folder that kg build wrote, or a Turtle file.")
]
Parameters = Annotated[
    list[str] | None, typer.Option("--param", metavar="NAME=VALUE", help="A parameter of the question. Repeatable.")
]
GraphArgument = Annotated[Path, typer.Argument(help="Folder that kg build wrote, or a Turtle file.")]
GoldArgument = Annotated[
    list[Path],
    typer.Argument(
        metavar="GOLD...", help="Folder with entities.tsv, relations.tsv …, or a folder with one for each document."
    ),
]
MinConfidence = Annotated[
    float, typer.Option("--min-confidence", min=0, max=1, help="Leave out statements that are trusted less, 0 to 1.")
]


def main() -> NoReturn:
    """Run the command line and exit."""
    signal.signal(signal.SIGTERM, _terminate)
    try:
        app()
    except KgError as error:
        _complain(str(error))
        sys.exit(2)
    except KeyboardInterrupt:
        _complain("interrupted")
        sys.exit(130)
    except SystemExit as stop:
        if stop.code == 130:  # typer's answer to Ctrl-C
            _complain("interrupted")
        raise
    sys.exit(0)


@app.callback(invoke_without_command=True)
def _options(
    version: Annotated[bool, typer.Option("--version", help="Print the version and exit.", is_eager=True)] = False,  # noqa: FBT002 - typer reads flags so
) -> None:
    if version:
        from kg import __version__

        typer.echo(f"tip-kg {__version__}")
        raise typer.Exit


@app.command(epilog="Example: kg build examples --out graph")
def build(
    inputs: Annotated[
        list[Path], typer.Argument(metavar="INPUT...", help="Text, Markdown, HTML or PDF files, or folders.")
    ],
    out: Annotated[Path, typer.Option(help="Folder to write; an earlier graph in it is replaced.")] = Path("graph"),
    model: Annotated[str | None, typer.Option(help="Name or folder of the spaCy pipeline.")] = None,
    mappings: Annotated[
        list[Path] | None, typer.Option(help="A table of names (.sssom.tsv) of your own. Repeatable.")
    ] = None,
    base: Annotated[str | None, typer.Option(metavar="IRI", help="Stem of the IRIs of all things.")] = None,
    with_time: Annotated[bool, typer.Option("--with-time", help="Record when the graph was built.")] = False,  # noqa: FBT002
) -> None:
    """Read documents and write graph.ttl, store/, explorer.html, review.tsv and report.json."""
    with _progress() as progress:
        from kg import pipeline

        chosen = {"model": model, "base": base}
        built = pipeline.build(
            inputs,
            out,
            mappings=tuple(mappings or ()),
            with_time=with_time,
            progress=progress,
            **{name: value for name, value in chosen.items() if value is not None},
        )
    _print_built(built)
    if built.failures:
        raise typer.Exit(1)


@app.command(epilog="Example: kg query flows-by-destination --param country=Turkey")
def query(
    question: Annotated[
        str | None, typer.Argument(help="Name of a question, an .rq file, or - for standard input.")
    ] = None,
    graph: GraphOption = Path("graph"),
    param: Parameters = None,
    form: Annotated[str, typer.Option("--format", help="table, csv, json or turtle.")] = "table",
    listing: Annotated[bool, typer.Option("--list", help="List the questions.")] = False,  # noqa: FBT002
    min_confidence: MinConfidence = 0,
) -> None:
    """Ask a question; without a name, list the questions."""
    from kg import terminal
    from kg.query import ask, questions
    from kg.results import FORMATS, render_answer

    if form not in FORMATS:
        raise QueryError(f"there is no format {form!r}; choose one of: {', '.join(FORMATS)}")
    if question is None or listing:
        terminal.print_questions(_console(), questions())
        return
    opened = _open(graph, min_confidence)
    answer = ask(opened, _find(question), _values(param))
    if form == "table" and answer.triples is None:
        terminal.print_answer(_console(), answer)
    else:
        sys.stdout.write(render_answer(answer, "turtle" if form == "table" else form, opened))


@app.command(epilog='Example: kg show "Ministry of Justice"')
def show(
    name: Annotated[str, typer.Argument(help="A name, another name, or some words of it.")],
    graph: GraphOption = Path("graph"),
    min_confidence: MinConfidence = 0,
) -> None:
    """Show one actor, place or law with everything said about it, and the sentences."""
    from kg import terminal
    from kg.show import portraits

    for portrait in portraits(_open(graph, min_confidence), name):
        terminal.print_portrait(_console(), portrait)


@app.command(epilog="Example: kg check graph")
def check(graph: GraphArgument) -> None:
    """Check a graph against its shapes, and that edges, quotes and offsets hold together."""
    from kg import terminal
    from kg.check import check_graph

    report = check_graph(graph)
    terminal.print_report(_console(), report)
    if not report.conforms:
        raise typer.Exit(1)


@app.command(epilog="Example: kg export graph --format csv --out tables")
def export(
    graph: GraphArgument,
    out: Annotated[Path, typer.Option(help="File to write; for csv a folder, or a .zip file.")],
    form: Annotated[str, typer.Option("--format", help="turtle, jsonld, nquads, graphml or csv.")] = "turtle",
    min_confidence: MinConfidence = 0,
    replace: Annotated[bool, typer.Option("--replace", help="Overwrite what is there.")] = False,  # noqa: FBT002
) -> None:
    """Write the graph in another format."""
    from kg.export import export as write

    written = write(_open(graph, min_confidence), form, out, replace=replace)
    _note(f"wrote {written}")


@app.command(epilog="Example: kg evaluate graph tests/data/gold/09BAKU9001 --errors 5")
def evaluate(
    graph: GraphArgument,
    gold: GoldArgument,
    form: Annotated[str, typer.Option("--format", help="text, json or html.")] = "text",
    out: Annotated[Path | None, typer.Option(help="File to write json or html to, instead of printing it.")] = None,
    errors: Annotated[int, typer.Option(help="List up to so many misses and false alarms of each kind.")] = 0,
    min_confidence: MinConfidence = 0,
    by_confidence: Annotated[bool, typer.Option("--curve", help="Show the scores at rising confidence.")] = False,  # noqa: FBT002
    replace: Annotated[bool, typer.Option("--replace", help="Overwrite what is there.")] = False,  # noqa: FBT002
) -> None:
    """Measure a graph against readings by hand."""
    from kg import terminal
    from kg.evaluate import evaluate as measure
    from kg.evaluate.calibration import curve
    from kg.evaluate.report import FORMATS, render_evaluation
    from kg.export import write_page

    if form not in FORMATS:
        raise OutputError(f"there is no format {form!r}; choose one of: {', '.join(FORMATS)}")
    if form == "text" and out is not None:
        raise OutputError("--out is for --format json or html; text is only printed")
    if form != "text" and by_confidence:
        raise OutputError("--curve is only printed; leave out --format")
    opened = _open(graph, min_confidence)
    if by_confidence:
        terminal.print_curve(_console(), curve(opened, gold))
        return
    evaluation = measure(opened, gold)
    for name in evaluation.absent:
        _note(f"note: the graph does not hold {name}")
    if form == "text":
        terminal.print_evaluation(_console(), evaluation, errors)
    elif out is None:
        sys.stdout.write(render_evaluation(evaluation, form))
    else:
        _note(f"wrote {write_page(render_evaluation(evaluation, form), out, replace=replace)}")


@app.command(epilog="Example: kg calibrate graph gold --out confidence.tsv")
def calibrate(
    graph: GraphArgument,
    gold: GoldArgument,
    out: Annotated[Path | None, typer.Option(help="Table to write: how often each rule is right.")] = None,
    replace: Annotated[bool, typer.Option("--replace", help="Overwrite what is there.")] = False,  # noqa: FBT002
) -> None:
    """Show whether the confidences of a graph come true, and measure how far each rule is to be trusted."""
    from kg import terminal
    from kg.evaluate import evaluate as measure
    from kg.evaluate.calibration import confidence_table, cross_checked, reliability
    from kg.export import write_page

    evaluation = measure(graph, gold)
    terminal.print_reliability(_console(), "as the graph says", reliability(evaluation.findings))
    if len(evaluation.documents) > 1:
        checked = reliability(cross_checked(evaluation))
        terminal.print_reliability(_console(), "each document by the others' gold standards", checked)
    if out is not None:
        _note(f"wrote {write_page(confidence_table(evaluation), out, replace=replace)}")


@app.command(epilog="Example: kg annotate report.txt --out findings")
def annotate(
    source: Annotated[
        Path, typer.Argument(metavar="DOCUMENT|GRAPH", help="A document, or a folder that kg build wrote.")
    ],
    out: Annotated[Path, typer.Option(help="Folder to write; it must be new or empty.")],
) -> None:
    """Write the findings as tables to correct in a spreadsheet; kg evaluate reads them as a gold standard."""
    from kg.annotate import annotate as write

    for folder in write(source, out):
        _note(f"wrote {folder}")


@app.command(epilog="Example: kg picture about-actor --param name=IOM --out iom.html")
def picture(
    question: Annotated[str, typer.Argument(help="Name of a question, an .rq file, or - for standard input.")],
    out: Annotated[Path, typer.Option(help="HTML page to write.")],
    graph: GraphOption = Path("graph"),
    param: Parameters = None,
    min_confidence: MinConfidence = 0,
    replace: Annotated[bool, typer.Option("--replace", help="Overwrite what is there.")] = False,  # noqa: FBT002
) -> None:
    """Draw the small result of a question as a page of its own."""
    from kg.export import write_page
    from kg.picture import picture_page
    from kg.query import ask, markings_of, names_of_things

    opened = _open(graph, min_confidence)
    asked = _find(question)
    given = _values(param)
    title = ": ".join([asked.title, *([", ".join(given.values())] if given else [])])
    page = picture_page(ask(opened, asked, given), names_of_things(opened), title, markings_of(opened))
    _note(f"wrote {write_page(page, out, replace=replace)}")


@app.command(epilog="Example: kg explore graph --out explorer.html")
def explore(
    graph: GraphArgument,
    out: Annotated[Path, typer.Option(help="HTML page to write.")],
    title: Annotated[str, typer.Option(help="Title of the page, in place of that of its documents.")] = "",
    min_confidence: MinConfidence = 0,
    replace: Annotated[bool, typer.Option("--replace", help="Overwrite what is there.")] = False,  # noqa: FBT002
) -> None:
    """Write the page to explore a graph again, for example of a Turtle file from somebody else."""
    from kg.explore import explorer_page
    from kg.export import write_page

    opened = _open(graph, min_confidence)
    page = explorer_page(opened.quick(), title, opened.base)
    _note(f"wrote {write_page(page, out, replace=replace)}")


# ------------------------------------------------------------------------------------- reading arguments


def _open(graph: Path, least: float) -> "Graph":
    from kg.store import Graph

    opened = Graph.open(graph)
    return opened.confident(least) if least else opened


def _find(question: str) -> "Question":
    from kg.query import find_question, parse_question

    return parse_question(sys.stdin.read()) if question == "-" else find_question(question)


def _values(given: list[str] | None) -> dict[str, str]:
    values = {}
    for one in given or []:
        name, equals, value = one.partition("=")
        if not equals or not name.strip():
            raise QueryError(f"--param {one}: write it as NAME=VALUE, such as --param country=Turkey")
        values[name.strip()] = value
    return values


# ----------------------------------------------------------------------------------------------- printing


def _console() -> "Console":
    from rich.console import Console

    return Console() if sys.stdout.isatty() else Console(width=_PIPED_WIDTH, color_system=None)


def _print_built(built: "Built") -> None:
    from kg.table import visible

    for text in built.warnings:
        _note(f"note: {visible(text)}")
    for failure in built.failures:
        _note(f"failed: {visible(failure.file)}: {visible(failure.error)}")
    for line in built.summary():
        typer.echo(line)


@contextmanager
def _progress() -> "Iterator[Progress | None]":
    """A bar on standard error when a person watches; nothing otherwise."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
    from rich.progress import Progress as Bar

    columns = BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}", markup=False)
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("loading the language model", total=None)
        yield lambda done, total, name: bar.update(task, completed=done, total=total, description=name)


def _complain(message: str) -> None:
    from kg.table import visible

    typer.echo("\n".join(visible(line) for line in f"kg: {message}".splitlines()), err=True)


def _note(message: str) -> None:
    typer.echo(message, err=True)


def _terminate(number: int, _frame: FrameType | None) -> NoReturn:
    """Leave in an orderly way, so that half-written folders are cleaned up."""
    sys.exit(128 + number)
