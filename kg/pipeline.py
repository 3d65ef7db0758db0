"""Documents → graph: the whole flow, from files to the folder with graph, store, page and review table."""

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import pyoxigraph as ox

from kg.disagreement import contradictions
from kg.errors import DocumentError, KgError, SettingsError
from kg.explore import explorer_page
from kg.extract import DEFAULT_MODEL, Extractor
from kg.graph import document_id, findings_triples
from kg.inputs import Input, find_inputs
from kg.mappings import Mappings, load_mappings
from kg.memory import lasting_memory
from kg.model import ACTORS, Document
from kg.output import MARKER, REPORT_FILE, file_digests, output_folder
from kg.provenance import Input as UsedFile
from kg.provenance import Run, Software, run_triples
from kg.rdf import BASE, write_turtle
from kg.read import read_document
from kg.reconcile import settled
from kg.resources import data_folder
from kg.review import Tally, UnknownName, document_entry, review_table, unknown_names
from kg.spool import Spool
from kg.store import STORE_FOLDER, TURTLE_FILE, ontology_files, write_store

EXPLORER_FILE, REVIEW_FILE = "explorer.html", "review.tsv"

Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that gave nothing, and why."""

    file: str
    error: str


@dataclass(frozen=True, slots=True)
class Built:
    """What a build made. `counts` has "classes" and "predicates", each local name → number."""

    folder: Path
    documents: tuple[str, ...]
    counts: dict[str, dict[str, int]]
    unknown: int
    failures: tuple[Failure, ...]
    warnings: tuple[str, ...]

    def summary(self) -> list[str]:
        """What was built, in lines for a person, with a next step."""
        classes = self.counts["classes"]
        actors = sum(classes.get(name, 0) for name in ACTORS)
        numbers = [
            (("document", "documents"), len(self.documents)),
            (("actor", "actors"), actors),
            (("claim", "claims"), classes.get("Claim", 0)),
            (("flow of victims", "flows of victims"), classes.get("VictimFlow", 0)),
            (("number", "numbers"), classes.get("Observation", 0)),
            (("assessment", "assessments"), classes.get("Assessment", 0)),
            (("name to review", "names to review"), self.unknown),
        ]
        return [
            ", ".join(f"{count:,} {name[0] if count == 1 else name[1]}" for name, count in numbers),
            f"page to explore: {self.folder / EXPLORER_FILE}",
            f"next: kg query funders-and-operators --graph {self.folder}",
        ]


@dataclass(frozen=True, slots=True)
class _Done:
    """What is kept of a document that was read."""

    iri: str
    fingerprint: str
    file: str
    entry: dict[str, object]


def build(
    inputs: Iterable[Path | str] | Path | str,
    out: Path | str,
    *,
    model: str = DEFAULT_MODEL,
    mappings: Sequence[Path] = (),
    base: str = BASE,
    with_time: bool = False,
    progress: Progress | None = None,
) -> Built:
    """Read documents (files or folders); write graph.ttl, store/, explorer.html, review.tsv, report.json to `out`.

    `mappings` are tables beside the shipped ones; `base` is the stem of all IRIs. Time is recorded only `with_time`:
    without it the same inputs give the same bytes. A document that cannot be read does not stop the others; it
    stands in `failures`. `progress` is called with the number done, the number of all, and the next file's name.

    Raises KgError when nothing can be built; then `out` is as it was.
    """
    started = _now() if with_time else ""
    files = find_inputs([inputs] if isinstance(inputs, Path | str) else inputs)
    _check_base(base)
    with output_folder(Path(out)) as folder:
        tables = load_mappings(extra=mappings)
        extractor = Extractor(tables, model)
        with lasting_memory():
            with closing(Spool()) as triples:
                batch = _Batch(extractor, base, triples)
                batch.add_all(files, progress)
                run = _run(batch, tables, model, started)
                for kind in ("claim", "observation"):
                    triples.add(contradictions(triples.under(f"{base}{kind}/")))
                triples.add(run_triples(run, base))
                tally = Tally()
                write_turtle(tally.count(settled(triples.by_subject())), folder / TURTLE_FILE, base)
            _write(folder, tally, batch, run)
    return Built(
        folder=Path(out),
        documents=tuple(batch.documents),
        counts=tally.counts(),
        unknown=batch.unknown_count(),
        failures=tuple(batch.failures),
        warnings=tuple(batch.warnings),
    )


class _Batch:
    """Documents read so far, by id; their triples go to the spool."""

    def __init__(self, extractor: Extractor, base: str, triples: Spool) -> None:
        self._extractor, self.base, self._triples = extractor, base, triples
        self.documents: dict[str, _Done] = {}
        self.unknown: list[UnknownName] = []
        self.failures: list[Failure] = []
        self.warnings: list[str] = []

    def add_all(self, files: Sequence[Input], progress: Progress | None) -> None:
        """Read and extract all files. Raises DocumentError when not one of them could be read."""
        for number, file in enumerate(files):
            if progress:
                progress(number, len(files), file.name)
            self.add(file)
        if not self.documents:
            raise DocumentError("; ".join(f"{failure.file}: {failure.error}" for failure in self.failures))

    def add(self, file: Input) -> None:
        """Read and extract one file; what goes wrong is kept as a failure."""
        try:
            document = read_document(file.path)
            if self._is_copy(document, file):
                return
            findings = self._extractor.extract(document)
            triples = list(findings_triples(findings, self.base))
        except KgError as error:
            self.failures.append(Failure(file.name, _without(str(error), file)))
        except Exception as error:  # noqa: BLE001 - a fault in one document must not cost the others
            self.failures.append(Failure(file.name, f"an unforeseen fault, please report it: {error!r}"))
        else:
            self._triples.add(triples)
            self.documents[document.id] = _Done(
                iri=document_id(document),
                fingerprint=_fingerprint(document.text),
                file=file.name,
                entry=document_entry(document, file.name),
            )
            self.warnings.extend(f"{file.name}: {text}" for text in document.warnings)
            self.unknown.extend(unknown_names(findings))

    def unknown_count(self) -> int:
        """How many things bear the unknown names; several documents may name one."""
        return len({name.entity.id for name in self.unknown})

    def _is_copy(self, document: Document, file: Input) -> bool:
        """Whether the same text was read before. Raises DocumentError when another text has the same id."""
        done = self.documents.get(document.id)
        if done is None:
            return False
        if done.fingerprint != _fingerprint(document.text):
            raise DocumentError(f"another text has the same id {document.id}: {done.file}; give one of them its own id")
        self.warnings.append(f"{file.name}: left out, a copy of {done.file}")
        return True


def _write(folder: Path, tally: Tally, batch: _Batch, run: Run) -> None:
    """All that is made from the folder's graph.ttl."""
    documents = batch.documents
    store = write_store(folder / TURTLE_FILE, folder / STORE_FOLDER)
    page = explorer_page(store, base=batch.base)
    (folder / EXPLORER_FILE).write_text(page, encoding="utf-8")
    (folder / REVIEW_FILE).write_text(review_table(batch.unknown), encoding="utf-8")
    report = {
        "made_by": MARKER,
        "base": batch.base,
        "triples": tally.triples,
        **tally.counts(),
        "unknown_names": batch.unknown_count(),
        "documents": [done.entry for done in documents.values()],
        "warnings": batch.warnings,
        "failures": [{"file": failure.file, "error": failure.error} for failure in batch.failures],
        "software": {software.name: software.version for software in run.software},
        "inputs": {used.name: used.digest for used in run.inputs},
        "started": run.started,
        "files": file_digests(folder),
    }
    text = json.dumps(report, indent=1, ensure_ascii=False)
    (folder / REPORT_FILE).write_text(text + "\n", encoding="utf-8", errors="backslashreplace")


def _run(batch: _Batch, tables: Mappings, model: str, started: str) -> Run:
    ontology, shipped = data_folder("ontology"), {table.file for table in tables.tables}
    beside = [path for path in (ontology / "mappings").glob("*.tsv") if path.name not in shipped]
    read = [*ontology_files(), ontology / "prefixes.json", *(ontology / "rules").iterdir(), *beside]
    files = [UsedFile(path.name, hashlib.sha256(path.read_bytes()).hexdigest()) for path in read]
    files += [UsedFile(table.file, table.sha256, table.version) for table in tables.tables]
    documents = tuple(done.iri for done in batch.documents.values())
    return Run(documents, tuple(sorted(files, key=repr)), _software(model), started, _now() if started else "")


def _software(model: str) -> tuple[Software, ...]:
    """The programs whose version bears on what a build gives."""
    names = ("tip-kg", "spacy", "pyoxigraph", model.replace("_", "-"))
    return tuple(Software(name, _version(name)) for name in names)


def _version(package: str) -> str:
    try:
        return version(package)
    except (PackageNotFoundError, ValueError):
        return "unknown"


def _check_base(base: str) -> None:
    try:
        ox.NamedNode(base)
    except ValueError as error:
        raise SettingsError(f"--base {base}: this is no IRI ({error}); give one such as {BASE}") from error
    if not base.startswith(("http://", "https://", "urn:")) or not base.endswith(("/", "#", ":")):
        raise SettingsError(f"--base {base}: give an http(s) or urn IRI that ends in / or #, such as {BASE}")


def _without(message: str, file: Input) -> str:
    """The message without the file's path, which stands before it anyway."""
    return message.removeprefix(f"{file.path}: ")


def _fingerprint(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
